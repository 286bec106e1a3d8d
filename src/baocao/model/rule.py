"""Rules that stand in the data: relations between indicators, each with its gravity and its basis."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NamedTuple

from baocao.model.identifiers import NAMES
from baocao.model.kinds import Choice, Day, Number, Text, Texts
from baocao.model.messages import Severity
from baocao.model.period import is_between
from baocao.model.place import Place
from baocao.model.shape import ById, Demand, Key, Shape


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


def _make_rule(
    condition: str,
    together: tuple[str, ...],
    one_of: tuple[str, ...],
    needs: tuple[str, ...],
    **content: Any,
) -> Rule:
    """Return a rule; of the four things that it may demand one is written."""
    tolerance, gravity = content.pop("tolerance") or Decimal(0), content.pop("gravity")
    return Rule(
        condition=condition,
        indicators=(*together, *one_of, *needs),
        tolerance=tolerance,
        severity=gravity.severity,
        **content,
    )


ONE_DEMAND: Final = Demand(tuple(kind.value for kind in RuleKind), exactly=True)
RULE_SHAPE: Final = Shape(
    _make_rule,
    (
        Key(
            "ten",
            "name",
            Text(),
            "Tên quy tắc",
            "Nói điều phải đúng.",
            required=True,
            row="nói quy tắc bằng lời; in trong thông báo",
        ),
        Key("neu", "only_if", Text(), "Chỉ xét khi", row="chỉ xét khi biểu thức này đúng"),
        Key(
            "dieu_kien",
            "condition",
            Text(),
            "Điều kiện",
            "Ví dụ tthc.dung_han <= tthc.tiep_nhan.",
            row="biểu thức phải đúng",
        ),
        Key(
            "cung_co",
            "together",
            Texts(),
            "Cùng có hoặc cùng không có",
            row="có số liệu tất cả hoặc không chỉ tiêu nào",
        ),
        Key("mot_trong", "one_of", Texts(), "Đúng một trong", row="có đúng một"),
        Key("can_co", "needs", Texts(), "Cần có", row="phải có tất cả"),
        Key(
            "sai_so",
            "tolerance",
            Number(),
            "Sai số cho phép",
            row="chênh lệch được chấp nhận khi so sánh số",
        ),
        Key(
            "khi_thieu",
            "missing",
            Choice(Missing, Missing.SKIP_IF_ANY),
            "Khi thiếu số",
            row=(
                "thiếu số liệu: `bo_qua` (không xét), `bo_qua_neu_thieu_het` (không xét nếu "
                "thiếu hết, còn lại tính là 0), `tinh_la_0`"
            ),
        ),
        Key("muc_do", "gravity", Choice(Gravity, Gravity.ERROR), "Mức độ", row="{words}"),
        Key("tu", "valid_from", Day(), "Áp dụng từ ngày", row="áp dụng cho kỳ có ngày cuối từ ngày này"),
        Key("den", "valid_to", Day(), "Đến ngày", row="áp dụng cho kỳ có ngày cuối đến ngày này"),
        Key("can_cu", "basis", Text(), "Căn cứ"),
        Key("cach_sua", "advice", Text(), "Cách sửa", row="việc đơn vị cần làm, thay cho lời chung"),
    ),
    demand=ONE_DEMAND,
)
RULES: Final = ById(RULE_SHAPE, NAMES)
