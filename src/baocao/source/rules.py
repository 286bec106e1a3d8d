"""Rules in the data: `quy_tac` of a group of indicators or of a directive."""

from collections.abc import Iterator
from decimal import Decimal

from baocao.model.rule import Gravity, Missing, Rule, RuleKind
from baocao.source.fields import Fields, identified


def read_rules(fields: Fields, owner: str) -> Iterator[Rule]:
    """Yield the rules under `quy_tac`; their ids are 'owner/rule'."""
    for name, node in identified(fields.mapping("quy_tac"), fields.log):
        mapping = fields.log.mapping(node, name)
        rule = _rule(f"{owner}/{name}", Fields(mapping, fields.log)) if mapping else None
        if rule:
            yield rule


def _rule(name: str, fields: Fields) -> Rule | None:
    title, kind = fields.required_text("ten"), _kind(fields)
    tolerance = fields.number("sai_so")
    rule = Rule(
        id=name,
        name=title,
        kind=kind or RuleKind.CONDITION,
        condition=fields.text("dieu_kien") if kind is RuleKind.CONDITION else "",
        indicators=() if kind in {None, RuleKind.CONDITION} else fields.texts(kind or ""),
        only_if=fields.text("neu"),
        tolerance=tolerance or Decimal(0),
        missing=fields.choice("khi_thieu", Missing, Missing.SKIP_IF_ANY) or Missing.SKIP_IF_ANY,
        severity=(fields.choice("muc_do", Gravity, Gravity.ERROR) or Gravity.ERROR).severity,
        valid_from=fields.day("tu"),
        valid_to=fields.day("den"),
        basis=fields.text("can_cu"),
        advice=fields.text("cach_sua"),
        at=fields.at,
    )
    return rule if fields.done() and kind else None


def _kind(fields: Fields) -> RuleKind | None:
    """Return what the rule demands: exactly one of the four."""
    written = [kind for kind in RuleKind if fields.get(kind.value) is not None]
    if len(written) == 1:
        return written[0]
    fields.log.note("BC512", fields.node, known=", ".join(kind.value for kind in RuleKind))
    return None
