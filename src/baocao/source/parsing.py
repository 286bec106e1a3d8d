"""The text of a file as nodes."""

from typing import NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.source.characters import NBSP, control_problems
from baocao.source.line_reader import read_lines
from baocao.source.nodes import Node


class Report(NamedTuple):
    """What was read of the text of a report, in which some lines may be at fault.

    `torn` is where keys stand that were guessed on such lines; nothing more is to be said of them.
    """

    root: Node | None
    problems: list[Diagnostic]
    torn: frozenset[Place] = frozenset()


def parse_report(source: SourceFile) -> Report:
    """Return what can be read of a report; a line that cannot be read does not keep the rest from it."""
    root, problems = parse_source(source)
    if root is not None or not problems:
        return Report(root, problems)
    from baocao.source.recovery import read_on  # noqa: PLC0415 - few files need it

    return Report(*read_on(source))


def parse_source(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Return the root node of a file, or None if its structure cannot be known."""
    if control := control_problems(source):
        return None, control
    # With a no-break space what looks usual may be one long word: only the parser's events tell.
    usual = None if NBSP in source.text else read_lines(source.text)
    if usual is not None:
        return usual, []
    from baocao.source.events import parse_events  # noqa: PLC0415 - the parser loads slowly, few files need it

    return parse_events(source)
