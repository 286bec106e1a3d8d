"""Rules that stand in the data: relations between indicators, each with its gravity and its basis."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from baocao.model.messages import Severity
from baocao.model.period import is_between
from baocao.model.place import Place


class RuleKind(StrEnum):
    """What a rule demands; the text is the key under which the catalogue says it."""

    CONDITION = "dieu_kien"
    TOGETHER = "cung_co"
    ONE_OF = "mot_trong"
    NEEDS = "can_co"


class Missing(StrEnum):
    """What becomes of a rule whose operands are not all there; the text is the word in the catalogue."""

    SKIP_IF_ANY = "bo_qua"
    SKIP_IF_ALL = "bo_qua_neu_thieu_het"
    ZERO = "tinh_la_0"


class Gravity(StrEnum):
    """How grave a broken rule is; the text is the word in the catalogue."""

    ERROR = "loi"
    WARNING = "canh_bao"
    NOTE = "luu_y"

    @property
    def severity(self) -> Severity:
        """The severity that diagnostics have."""
        return Severity[self.name]


class Rule(NamedTuple):
    """A relation between indicators.

    `id` is 'group/rule' or 'directive/rule'. A CONDITION is an expression over indicator ids that must be
    true, within `tolerance`; of TOGETHER all or none of `indicators` have a value, of ONE_OF exactly one,
    of NEEDS all. `only_if` is a condition without which the rule says nothing. The rule holds for periods
    whose last day lies between `valid_from` and `valid_to`.
    """

    id: str
    name: str
    kind: RuleKind
    condition: str
    indicators: tuple[str, ...]
    only_if: str
    tolerance: Decimal
    missing: Missing
    severity: Severity
    valid_from: date | None
    valid_to: date | None
    basis: str
    advice: str
    at: Place

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on `day`."""
        return is_between(day, self.valid_from, self.valid_to)
