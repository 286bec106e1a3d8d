"""Lines of a stored file in the place of others; every other line keeps its bytes, its end among them."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from baocao.model.workspace import UTF8_MARK, SourceFile, text_of_bytes

_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


class Splice(NamedTuple):
    """`lines` in the place of those from `start` on and before `stop`, counted from 0.

    Where nothing is replaced and several begin at one line, what lies `depth` levels deeper comes first.
    """

    start: int
    stop: int
    lines: Sequence[str]
    depth: int = 0


def spliced_source(source: SourceFile, splices: Iterable[Splice]) -> SourceFile:
    """Return the file with its lines replaced; they do not overlap."""
    stored = _stored_lines(source)
    usual = _usual_end(stored)
    result: list[tuple[str, str]] = []
    at = 0
    for splice in sorted(splices, key=lambda each: (each.start, each.stop, -each.depth)):
        result += stored[at : splice.start]
        _end_last_line(result, usual)
        result += [(line, usual) for line in splice.lines]
        at = splice.stop
    result += stored[at:]
    return _stored_source(source, result)


def _stored_lines(source: SourceFile) -> list[tuple[str, str]]:
    """Return the lines with their ends, as they are stored."""
    # What was never stored has no bytes of its own.
    is_stored = source.data and text_of_bytes(source.data) == source.text
    text = source.data.removeprefix(UTF8_MARK).decode() if is_stored else source.text
    lines = [(match[1], match[2]) for match in _LINE.finditer(text)]
    return lines[:-1] if lines and lines[-1] == ("", "") else lines


def _usual_end(lines: Sequence[tuple[str, str]]) -> str:
    """Return how most lines end."""
    ends = [end for _, end in lines if end]
    return max(("\n", "\r\n", "\r"), key=ends.count)


def _end_last_line(lines: list[tuple[str, str]], usual: str) -> None:
    """Give the last line an end, of which a file may have none."""
    if lines and not lines[-1][1]:
        lines[-1] = lines[-1][0], usual


def _stored_source(source: SourceFile, lines: Iterable[tuple[str, str]]) -> SourceFile:
    kept = list(lines)
    mark = UTF8_MARK if source.data.startswith(UTF8_MARK) else b""
    data = mark + "".join(f"{line}{end}" for line, end in kept).encode()
    text = "".join(f"{line}\n" if end else line for line, end in kept)
    return SourceFile(source.path, text, data)
