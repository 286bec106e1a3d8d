"""The file of a unit that has none for a period yet, from its last one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.period import Period
from baocao.model.workspace import Definitions, SourceFile
from baocao.pipeline.asking import Asked
from baocao.pipeline.drafting.draft import Draft, make_draft
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.making import block_comments
from baocao.source.canonical.parts import Group
from baocao.source.canonical.reading import RefusedError, read_parts
from baocao.source.documents import read_mapping
from baocao.vietnamese.moments import moment_text
from baocao.vietnamese.text import to_nfc


class Drafted(NamedTuple):
    """A file to be filled in and the earlier period it is made from, or what keeps it from being made.

    `sources` is the last file by path, if it could be read at all.
    """

    path: Path
    last: Period | None
    draft: Draft | None
    problems: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, SourceFile] = {}


def report_path(definitions: Definitions, asked: Asked) -> Path:
    """Return where the report of a unit belongs."""
    return definitions.config.units / asked.unit.id / f"{asked.period.id}.yaml"


def draft_report(asked: Asked, definitions: Definitions, layout: Layout) -> Drafted:
    """Return the file of one unit, whether there is one already or not.

    Where the last file cannot be read there is none: starting from nothing would silently drop its tasks.
    """
    path = report_path(definitions, asked)
    last = last_period(path.parent, asked.period)
    if last is None:
        return Drafted(path, None, make_draft(None, None, with_head(asked, definitions), layout))
    source, old, problems = _read_last(path.parent / f"{last.id}.yaml", definitions)
    sources = {source.path: source} if source else {}
    if old is None:
        told = tuple(replace(fault, unit=asked.unit.id) for fault in problems)
        return Drafted(path, last, None, told, sources)
    return Drafted(
        path, last, make_draft(old, last, with_head(asked, definitions), layout), sources=sources
    )


def with_head(asked: Asked, definitions: Definitions) -> Asked:
    """Return what is asked with the comments at the head of the file."""
    return asked._replace(notes=tuple(_head_notes(asked, definitions)))


def _head_notes(asked: Asked, definitions: Definitions) -> Iterator[str]:
    yield from block_comments(definitions.config.notice or "")
    for directive in asked.directives:
        end = directive.schedule.window(asked.period).end
        due = directive.schedule.deadline(asked.period, definitions.config.holidays)
        until = asked.period.stop_words(end, "ngày ")
        yield f"# {directive.id}: số liệu đến {until}, hạn gửi {moment_text(due)}."


def last_period(folder: Path, period: Period) -> Period | None:
    """Return the latest earlier period of the same kind for which a unit has a file."""
    periods = (Period.parse(path.stem) for path in folder.glob("*.yaml"))
    earlier = [
        candidate
        for candidate in periods
        if candidate and candidate.kind is period.kind and candidate.order < period.order
    ]
    return max(earlier, key=lambda candidate: candidate.order, default=None)


def _read_last(
    path: Path, definitions: Definitions
) -> tuple[SourceFile | None, Group | None, list[Diagnostic]]:
    """Return the last file and its parts, or why it cannot be read."""
    source, _, problems = read_mapping(path, definitions.config.root)
    if source is None or problems:
        return source, None, problems
    try:
        return source, read_parts(to_nfc(source.text)), []
    except RefusedError:
        return source, None, [problem("BC840", source.start)]
