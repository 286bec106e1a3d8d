"""What a report is to say otherwise for the figures of a table: only values that mean something else."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from baocao.features.exchange.tables.read_records import Value
from baocao.features.exchange.tables.records import NewFigure
from baocao.model.indicator import Indicator
from baocao.model.submission import Entry, State
from baocao.source import nodes
from baocao.source.canonical.changing import Change
from baocao.source.canonical.making import made_list
from baocao.source.canonical.parts import Part, Text
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar
from baocao.source.values import is_series, read_entry

SECTION = "chi_tieu"


class Figured(NamedTuple):
    """A change of a report, the figure that it makes, and the way to it."""

    change: Change
    figure: NewFigure


class KeptError(Exception):
    """A figure stands there that one value of a table cannot take the place of; `value` is the cell's."""

    def __init__(self, value: Value) -> None:
        super().__init__(value.where)
        self.value = value


def figure_changes(report: nodes.Mapping | None, values: Iterable[Value]) -> Iterator[Figured]:
    """Yield the changes for values that the report does not say yet; raises KeptError."""
    section = report.get(SECTION) if report else None
    written = section if isinstance(section, nodes.Mapping) else None
    for value in values:
        node = written.get(value.indicator.id) if written else None
        if isinstance(node, nodes.Mapping) and is_series(node):
            raise KeptError(value)
        before = _entry_of(node, value.indicator)
        after = _entry_of(_node_of(value), value.indicator)
        if before is None or after is None or not _says_same(before, after):
            figure = NewFigure(value.indicator, before, after or Entry(State.UNREADABLE, None), value.where)
            yield Figured(Change(_way_of(node, value.indicator), _part_of(value)), figure)


def _way_of(node: Node | None, indicator: Indicator) -> tuple[str, ...]:
    """Return where the value stands: what is written beside it, such as a rank, stays."""
    inside = isinstance(node, nodes.Mapping) and "gia_tri" in node.entries
    return (SECTION, indicator.id, "gia_tri") if inside else (SECTION, indicator.id)


def _entry_of(node: Node | None, indicator: Indicator) -> Entry | None:
    """Return what a report says; nothing where it is only to be filled in."""
    if node is None or nodes.is_unwritten(node):
        return None
    return read_entry(node, indicator, Log(""))


def _says_same(before: Entry, after: Entry) -> bool:
    """Tell whether two entries mean the same; what cannot be read never does."""
    if State.UNREADABLE in {before.state, after.state}:
        return False
    return (before.state, before.value, before.qualifier) == (after.state, after.value, after.qualifier)


def _node_of(value: Value) -> Node:
    if not value.typed.items:
        return Scalar(value.typed.text, nodes.PLAIN, 1, 1)
    items = nodes.Sequence(1, 1)
    items.items = [Scalar(item, '"', 1, 1) for item in value.typed.items]
    return items


def _part_of(value: Value) -> Part:
    if not value.typed.items:
        return Text(value.typed.text, "|" if "\n" in value.typed.text else "")
    return made_list((Text(text, "") for text in value.typed.items), is_flow=True)
