"""What every number of a document is, kept while the document is composed in order to be explained.

A build marks figures alone. Whoever asks what a number is has the document composed once more, and then
each number stands between marks whose key is a line of the ledger: the sentence of a unit, a cited
document, a count, the template's own text. The marks never become part of what is printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from baocao.documents.tokens import (
    FIGURE_CLOSE,
    FIGURE_NAMED,
    FIGURE_OPEN,
    OBJECT_CLOSE,
    OBJECT_OPEN,
    PROSE_NAMED,
    PROSE_OPEN,
    unescaped_text,
)
from baocao.documents.traceable import LEDGER_LINE, is_ledger_line, place_figures
from baocao.model.document import Text
from baocao.model.place import Place
from baocao.model.printed import FigureKey, Key, Printed
from baocao.model.table import Cell, Table
from baocao.model.workspace import SourceFile
from baocao.vietnamese.text import to_nfc

_KEPT: Final = re.compile(
    f"{FIGURE_OPEN}[^{FIGURE_CLOSE}]*{FIGURE_CLOSE}|{OBJECT_OPEN}[^{OBJECT_CLOSE}]*{OBJECT_CLOSE}"
    f"|{PROSE_OPEN}[0-9]*{PROSE_NAMED}"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
)
"""A number, or what has marks already and names of tables, in which nothing is looked for."""
_WHOLE: Final = re.compile(r"\[[=@^#][^\]\n]*\]|[^\[]+|\[")
"""A text parted at the marks of prose, which are filled in later."""
_FARTHEST: Final = 80
"""Lines below the beginning of a record among which the beginning of its text is looked for."""


class Unasked:
    """What a build has in place of a ledger: nobody asks it about anything but figures."""

    def mark_text(self, text: str, key: Key | None) -> str:  # noqa: ARG002 - as of a ledger
        """Return the text as it is."""
        return text

    def line_of(self, text: str, at: Place) -> Place:  # noqa: ARG002
        """Return the place of the record that says it."""
        return at

    def marked_table(self, table: Table) -> Table:
        """Return the table as it is."""
        return table


UNASKED: Final = Unasked()


class Ledger:
    """The lines of one explanation; `files` are the sources, in which sentences are looked up."""

    def __init__(self, files: Mapping[str, SourceFile]) -> None:
        self._files = files
        self._keys: list[Key] = []
        self._numbers: dict[Key, int] = {}
        self._lines: dict[str, list[str]] = {}

    def mark_text(self, text: str, key: Key | None) -> str:
        """Return the text with its numbers between marks; those that have some keep them.

        What stands at a place is marked with the very lines of the file that have it.
        """
        if key is None or not any(map(str.isdigit, text)):
            return text
        if not isinstance(key, Place):
            return self._mark_numbers(text, key)
        parts = self._parts_and_lines(text, key)
        return "".join(
            self._mark_between(part, key._replace(line=line, column=1) if line else key)
            for part, line in parts
        )

    def line_of(self, text: str, at: Place) -> Place:
        """Return the line of the file on which what a record says begins."""
        line = self._parts_and_lines(text, at)[0][1]
        return at._replace(line=line, column=1) if line else at

    def marked_table(self, table: Table) -> Table:
        """Return the table with what is known of the parts of its cells, whose texts had marks."""
        rows = tuple(row._replace(cells=tuple(map(self._marked_cell, row.cells))) for row in table.rows)
        return table._replace(rows=rows)

    def _marked_cell(self, cell: Cell) -> Cell:
        if isinstance(cell.figure, FigureKey) or cell.printed:
            return cell
        text, printed = marked_parts(self.mark_text(cell.text, cell.figure))
        return cell._replace(text=text, printed=printed, figure=None)

    def _mark_numbers(self, text: str, key: Key) -> str:
        name = self._name_of(key)

        def marked(found: re.Match[str]) -> str:
            number = found["number"]
            return f"{FIGURE_OPEN}{name}{FIGURE_NAMED}{number}{FIGURE_CLOSE}" if number else found[0]

        return _KEPT.sub(marked, text)

    def _mark_between(self, text: str, at: Place) -> str:
        """Mark what stands between the marks of prose, whose names are no numbers."""
        parts = _WHOLE.findall(text)
        return "".join(part if _is_mark(part) else self._mark_numbers(part, at) for part in parts)

    def _parts_and_lines(self, text: str, at: Place) -> list[tuple[str, int]]:
        """Return the text in parts and the line of each in the file; 0 where it is not found as a whole."""
        source = self._source_lines(at.file)
        last = min(len(source), at.line + _FARTHEST)
        bare = unescaped_text(text)
        for first in range(at.line, last + 1):
            if found := consumed_lines(text, source, first):
                return found
            if bare != text and (found := consumed_lines(bare, source, first)) and len(found) == 1:
                return [(text, first)]
        return [(text, 0)]

    def _source_lines(self, file: str) -> list[str]:
        if file not in self._lines:
            source = self._files.get(file)
            self._lines[file] = to_nfc(source.text).split("\n") if source else []
        return self._lines[file]

    def _name_of(self, key: Key) -> str:
        number = self._numbers.setdefault(key, len(self._keys))
        if number == len(self._keys):
            self._keys.append(key)
        return f"{LEDGER_LINE}{number}"

    def key_of(self, marked: Key) -> Key:
        """Return what a mark stands for; a figure stands for itself."""
        if isinstance(marked, FigureKey) and is_ledger_line(marked):
            return self._keys[int(marked.indicator.removeprefix(LEDGER_LINE))]
        return marked


def _is_mark(part: str) -> bool:
    return part.startswith("[") and part.endswith("]") and len(part) > 1


def consumed_lines(text: str, source: Sequence[str], first: int) -> list[tuple[str, int]] | None:
    """Return the parts that lines of a file from `first` on give to a text, if together they are the text.

    Lines may be joined by a blank, as folded texts are, and the first may have a key before it.
    """
    parts: list[tuple[str, int]] = []
    rest = text
    for number in range(first, len(source) + 1):
        words = source[number - 1].strip() if parts else _begun_words(source[number - 1], rest)
        if not rest.startswith(words) or not (words or parts):
            return None
        after = rest[len(words) :].lstrip()
        used = len(rest) - len(after)
        parts.append((rest[:used], number))
        rest = after
        if not rest:
            return parts
    return None


def _begun_words(line: str, text: str) -> str:
    """Return the end of a line with which a text begins, behind a key, a dash or a quote."""
    first = text.partition("\n")[0].strip()
    if line.lstrip().startswith("#"):
        return ""
    if first in line and first and re.search(rf"(?<![\w.,/-]){re.escape(first)}(?![\w/-]|[.,]\d)", line):
        return first
    start = line.find(": ") + 2 if ": " in line else 0
    starts = (line[begin:].strip().lstrip("\"'- ") for begin in (0, start))
    return next((words for words in starts if words and text.startswith(words)), "")


Marks = Ledger | Unasked


def marked_parts(text: str) -> tuple[str, tuple[Printed, ...]]:
    """Return a text without its marks, and what is known of its parts."""
    runs = list(place_figures([Text(text)]))
    run = runs[0] if runs else Text("")
    return (run.text, run.figures) if isinstance(run, Text) else ("", ())


def all_parts(parts: Iterable[Printed], ledger: Ledger) -> tuple[Printed, ...]:
    """Return parts with what their marks stand for."""
    return tuple(part._replace(figure=ledger.key_of(part.figure)) for part in parts)
