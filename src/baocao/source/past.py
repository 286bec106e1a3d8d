"""Earlier periods, read for comparison only.

A year's history is many files of which two sections matter; where these can be cut out, the rest is not
parsed.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from baocao.model.indicator import Indicator
from baocao.model.labels import plain_label
from baocao.model.past import Past, UnitPast
from baocao.model.period import Period
from baocao.model.status import progress_labels
from baocao.model.submission import Entry, Progress, Ratio, State, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, SourceFile
from baocao.source import nodes
from baocao.source.files import read_file
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar
from baocao.source.parsing import parse_report, parse_source
from baocao.source.spelling import clear_number
from baocao.source.values import read_entry

_AT_THE_EDGE: Final = re.compile(r"\n([^ #\n][^\n]*)")
_HEAD: Final = re.compile(r"([a-z_]+):(?: .*)?")
_COMPARED: Final = ("chi_tieu", "nhiem_vu")
MOST_DIGITS: Final = 18
"""Numbers of more digits are a slip that the period's own check reports."""


def read_past(definitions: Definitions, period: Period, units: Iterable[tuple[Unit, Path]]) -> Past:
    """Return what the files of an earlier period say; what cannot be read is left out.

    What is wrong with them is reported when that period itself is checked.
    """
    watched = {
        name: indicator
        for name, indicator in definitions.catalogue.indicators.items()
        if indicator.is_watched
    }
    labels = progress_labels(definitions.statuses)
    done = {Progress.DONE.value, plain_label(labels[Progress.DONE.value])}
    past_units = {}
    for unit, path in units:
        source, _ = read_file(path, definitions.config.root, definitions.config.instead)
        root = _compared_root(source) if source is not None else None
        if isinstance(root, nodes.Mapping):
            numbers = dict(_exact_numbers(root.get("chi_tieu"), watched))
            past_units[unit.id] = UnitPast(numbers, frozenset(_done_tasks(root.get("nhiem_vu"), done)))
    return Past(period, past_units)


def past_of(submission: Submission) -> UnitPast:
    """Return what a submission that was read in full is compared by."""
    numbers = {name: exact_number(entry) for name, entry in submission.entries.items()}
    done = (
        f"{directive}/{task}"
        for directive, tasks in submission.tasks.items()
        for task, report in tasks.items()
        if report.progress is Progress.DONE
    )
    kept = {name: number for name, number in numbers.items() if number is not None}
    return UnitPast(kept, frozenset(done))


def is_sane(number: Decimal) -> bool:
    """Tell whether a number can be computed with: not one of a hundred digits that somebody pasted."""
    return number.adjusted() <= MOST_DIGITS


def exact_number(entry: Entry) -> Decimal | None:
    """Return the number of an entry, if it is one and exact."""
    # 'Hơn 90' cannot be compared: nobody knows by how much.
    if entry.qualifier:
        return None
    if entry.state is State.NOTHING:
        return Decimal(0)
    value = entry.value.percent if isinstance(entry.value, Ratio) else entry.value
    return value if isinstance(value, Decimal) and is_sane(value) else None


def _compared_root(source: SourceFile) -> Node | None:
    root, _ = parse_source(_compared_sections(source))
    # Of what cannot be read in all parts, the others are compared as the period's own check reads them.
    return parse_report(source).root if root is None else root


def _compared_sections(source: SourceFile) -> SourceFile:
    """Return the file without the sections that do not matter, if it is clear where they end."""
    text = f"\n{source.text}"
    edges = list(_AT_THE_EDGE.finditer(text))
    starts = [*(edge.start() + 1 for edge in edges), len(text)]
    sections: dict[str, str] = {}
    for edge, start, end in zip(edges, starts, starts[1:], strict=False):
        head, section = _HEAD.fullmatch(edge[1]), text[start:end]
        if head is None or head[1] in sections or section.count('"') % 2 or section.count("'") % 2:
            return source  # what looks like a key may stand inside a text that goes on
        sections[head[1]] = section
    kept = "".join(sections[name] for name in _COMPARED if name in sections)
    return SourceFile(source.path, kept, b"") if kept else source


def _exact_numbers(node: Node | None, watched: Mapping[str, Indicator]) -> Iterator[tuple[str, Decimal]]:
    """Yield the exact numbers; for those that are clear, no entry with its place is made."""
    for name, (_, value) in node.entries.items() if isinstance(node, nodes.Mapping) else ():
        indicator = watched.get(name)
        if indicator is None:
            continue
        number = clear_number(value.text, indicator) if isinstance(value, Scalar) else None
        if number is None:
            number = exact_number(read_entry(value, indicator, Log("")))
        if number is not None and is_sane(number):
            yield name, number


def _done_tasks(node: Node | None, done: Collection[str]) -> Iterator[str]:
    """Yield the finished tasks, those that no directive knows among them: nobody asks for these."""
    for directive, tasks in _mappings_by_name(node):
        for task, said in _mappings_by_name(tasks):
            progress = said.get("tien_do")
            if isinstance(progress, Scalar) and plain_label(progress.text) in done:
                yield f"{directive}/{task}"


def _mappings_by_name(node: Node | None) -> Iterator[tuple[str, nodes.Mapping]]:
    for name, (_, value) in node.entries.items() if isinstance(node, nodes.Mapping) else ():
        if isinstance(value, nodes.Mapping):
            yield name, value
