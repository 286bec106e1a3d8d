"""Rules in the data: `quy_tac` of a group of indicators or of a directive."""

from collections.abc import Iterator
from typing import Final

from baocao.model.rule import ONE_DEMAND, RULE_SHAPE, Rule, RuleKind
from baocao.source.fields import Fields, identified_entries
from baocao.source.shapes import NOTHING, Given, read_record, written_keys

_UNREAD: Final[Given] = dict.fromkeys(("condition", "together", "one_of", "needs"), lambda _: ())
"""Where it is not clear what a rule demands, nothing more is said of it."""


def read_rules(fields: Fields, owner: str) -> Iterator[Rule]:
    """Yield the rules under `quy_tac`; their ids are 'owner/rule'."""
    for name, node in identified_entries(fields.mapping("quy_tac"), fields.log):
        mapping = fields.log.mapping(node, name)
        rule = _read_rule(f"{owner}/{name}", Fields(mapping, fields.log)) if mapping else None
        if rule:
            yield rule


def _read_rule(name: str, fields: Fields) -> Rule | None:
    kind = _read_rule_kind(fields)
    record = read_record(RULE_SHAPE, fields, NOTHING if kind else _UNREAD, id=name, kind=kind, at=fields.at)
    return record if kind else None


def _read_rule_kind(fields: Fields) -> RuleKind | None:
    """Return what the rule demands: exactly one of the four."""
    written = written_keys(ONE_DEMAND, fields)
    if len(written) == 1:
        return RuleKind(written[0])
    fields.log.note_problem("BC512", fields.node, known=", ".join(ONE_DEMAND.keys))
    return None
