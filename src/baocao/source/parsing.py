"""The text of a file as nodes."""

from baocao.model.diagnostic import Diagnostic
from baocao.model.workspace import SourceFile
from baocao.source.characters import NBSP, control_problems
from baocao.source.line_reader import read_lines
from baocao.source.nodes import Node


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
