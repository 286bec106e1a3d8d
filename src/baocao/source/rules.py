"""Rules in the data: `quy_tac` of a group of indicators or of a directive."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from baocao.model.rule import Gravity, Missing, Rule, RuleKind
from baocao.source.fields import Fields, identified
from baocao.source.identifiers import NAMES
from baocao.source.shapes.kinds import Choice, Day, Number, Text, Texts
from baocao.source.shapes.nested import ById
from baocao.source.shapes.shape import NOTHING, Demand, Given, Key, Shape


def _make_rule(
    condition: str, together: tuple[str, ...], one_of: tuple[str, ...], needs: tuple[str, ...], **found: Any
) -> Rule:
    """Return a rule; of the four things that it may demand one is written."""
    tolerance, gravity = found.pop("tolerance") or Decimal(0), found.pop("gravity")
    return Rule(
        condition=condition,
        indicators=(*together, *one_of, *needs),
        tolerance=tolerance,
        severity=gravity.severity,
        **found,
    )


RULE: Final = Shape(
    _make_rule,
    (
        Key("ten", "name", Text(), "Tên quy tắc", "Nói điều phải đúng.", required=True),
        Key("neu", "only_if", Text(), "Chỉ xét khi"),
        Key("dieu_kien", "condition", Text(), "Điều kiện", "Ví dụ tthc.dung_han <= tthc.tiep_nhan."),
        Key("cung_co", "together", Texts(), "Cùng có hoặc cùng không có"),
        Key("mot_trong", "one_of", Texts(), "Đúng một trong"),
        Key("can_co", "needs", Texts(), "Cần có"),
        Key("sai_so", "tolerance", Number(), "Sai số cho phép"),
        Key("khi_thieu", "missing", Choice(Missing, Missing.SKIP_IF_ANY), "Khi thiếu số"),
        Key("muc_do", "gravity", Choice(Gravity, Gravity.ERROR), "Mức độ"),
        Key("tu", "valid_from", Day(), "Áp dụng từ ngày"),
        Key("den", "valid_to", Day(), "Đến ngày"),
        Key("can_cu", "basis", Text(), "Căn cứ"),
        Key("cach_sua", "advice", Text(), "Cách sửa"),
    ),
    demand=Demand(tuple(RuleKind), exactly=True),
)
RULES: Final = ById(RULE, NAMES)
_UNREAD: Final[Given] = dict.fromkeys(("condition", "together", "one_of", "needs"), lambda _: ())
"""Where it is not clear what a rule demands, nothing more is said of it."""


def read_rules(fields: Fields, owner: str) -> Iterator[Rule]:
    """Yield the rules under `quy_tac`; their ids are 'owner/rule'."""
    for name, node in identified(fields.mapping("quy_tac"), fields.log):
        mapping = fields.log.mapping(node, name)
        rule = _rule(f"{owner}/{name}", Fields(mapping, fields.log)) if mapping else None
        if rule:
            yield rule


def _rule(name: str, fields: Fields) -> Rule | None:
    kind = _kind(fields)
    found = RULE.read(fields, NOTHING if kind else _UNREAD, id=name, kind=kind, at=fields.at)
    return found if kind else None


def _kind(fields: Fields) -> RuleKind | None:
    """Return what the rule demands: exactly one of the four."""
    written = [kind for kind in RuleKind if fields.node.get(kind.value) is not None]
    if len(written) == 1:
        return written[0]
    fields.log.note("BC512", fields.node, known=", ".join(kind.value for kind in RuleKind))
    return None
