"""Indicators (chỉ tiêu): what a figure is, how it is read, printed and rolled up."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.period import ALWAYS, Validity
from baocao.model.place import Place
from baocao.model.rule import Rule
from baocao.model.unit import Selector


class IndicatorKind(StrEnum):
    """What one value of an indicator is; the text is the word used in the catalogue."""

    COUNT = "so_dem"
    DECIMAL = "so_thap_phan"
    RATIO = "ty_so"
    MONEY = "tien"
    YES_NO = "co_khong"
    DATE = "ngay"
    CHOICE = "lua_chon"
    TEXT = "van_ban"
    LIST = "danh_sach"

    @property
    def is_number(self) -> bool:
        """Whether values are plain numbers."""
        return self in _NUMBERS


_NUMBERS: Final = (IndicatorKind.COUNT, IndicatorKind.DECIMAL, IndicatorKind.MONEY)


class Nature(StrEnum):
    """Whether a figure counts the period, everything so far, or the state at one moment."""

    IN_PERIOD = "trong_ky"
    CUMULATIVE = "luy_ke"
    MOMENT = "thoi_diem"


class Function(StrEnum):
    """How the values of many units become one."""

    SUM = "tong"
    RATIO_OF_SUMS = "ty_so_tong"
    MEAN = "binh_quan"
    LEAST = "nho_nhat"
    GREATEST = "lon_nhat"
    COUNT = "dem"
    LATEST = "moi_nhat"
    GATHER = "tap_hop"
    FORMULA = "cong_thuc"


class Better(StrEnum):
    """Which end of a ranking is first."""

    HIGH = "cao"
    LOW = "thap"


class RollUp(NamedTuple):
    """A roll-up function with what it needs.

    `weight` is the indicator that weighs a mean (none: every unit weighs the same); `condition` is
    the expression that a unit must satisfy to be counted, over the name `gia_tri`.
    """

    function: Function
    weight: str | None = None
    condition: str | None = None


class Watch(NamedTuple):
    """From when on a figure is pointed out, compared with earlier periods and with other units.

    `deviations` is how many robust standard deviations it may lie off, `jump` how many times the figure of
    the period before it may be, `repeats` in how many periods running it may stay the same; None: any.
    """

    deviations: Decimal | None = None
    jump: Decimal | None = None
    repeats: int | None = None


class Indicator(NamedTuple):
    """One entry of the catalogue.

    `places` is the most decimals that a value may have; `low` and `high` bound it, ends included.
    `formula` makes a derived indicator that nobody enters; a ratio may instead name its `numerator`
    and `denominator`. `target` is a condition over `gia_tri`. It is asked in the periods of its
    `validity`; `continues` are earlier indicators whose sum, under other names, was the same figure.
    """

    id: str
    name: str
    kind: IndicatorKind
    unit_of_measure: str
    nature: Nature
    roll_up: RollUp
    places: int
    low: Decimal | None
    high: Decimal | None
    target: str | None
    formula: str | None
    numerator: str | None
    denominator: str | None
    choices: Mapping[str, str]
    better: Better | None
    applies_to: Selector
    at: Place
    watch: Watch = Watch()
    validity: Validity = ALWAYS
    continues: tuple[str, ...] = ()

    @property
    def is_derived(self) -> bool:
        """Whether the value is computed from other indicators instead of entered."""
        return self.formula is not None or self.numerator is not None

    @property
    def is_watched(self) -> bool:
        """Whether its figures are compared with those of earlier periods."""
        return self.watch.jump is not None and not self.is_derived

    @property
    def is_percentage(self) -> bool:
        """Whether values are percentages."""
        return self.unit_of_measure == "%"


class IndicatorGroup(NamedTuple):
    """Indicators about one subject; its id is the first part of theirs."""

    id: str
    name: str
    indicators: tuple[Indicator, ...]


class Catalogue(NamedTuple):
    """The indicators that all directives share, so that one fact is entered once, and their relations."""

    groups: tuple[IndicatorGroup, ...] = ()
    indicators: Mapping[str, Indicator] = MappingProxyType({})
    rules: tuple[Rule, ...] = ()
