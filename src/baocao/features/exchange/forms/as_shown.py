"""What a form showed of its report when it was given out, kept in a hidden row as one short mark a cell.

It comes back weeks later, when the report may have been corrected: by the marks what its unit has typed is
told from what it has only left standing.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Final

from baocao.features.exchange.forms.records import Content, FormLine, FormSheet, Input, InputKind
from baocao.source.log import Log
from baocao.source.nodes import Scalar
from baocao.vietnamese.dates import iso_date
from baocao.vietnamese.numbers import exact_text, number_readings
from baocao.vietnamese.text import to_nfc

LINE: Final = "bieu/phien_ban"
"""The line in whose free columns the marks stand."""
COLUMNS: Final = ("ky_truoc", "trang_thai", "ly_do", "giai_trinh", "cach_ghi")
_LETTERS: Final = 8
_ROOM: Final = 32_000
"""Letters of marks in one cell, a multiple of theirs and fewer than a cell holds."""


def shown_mark(line: str, column: str, said: str) -> str:
    """Return the mark of a cell that says something."""
    return sha256(f"{line}\n{column}\n{said}".encode()).hexdigest()[:_LETTERS]


def said_alike(asked: Input, content: Content) -> str:
    """Return what a cell says in the one way in which it is compared, however it is written."""
    if isinstance(content, Decimal):
        return exact_text(content)
    text = content or ""
    if asked.kind is InputKind.CHOICE:
        return asked.choices.get(text, text)
    if asked.kind is InputKind.DAY:
        day = Log("").day(Scalar(text, "", 1, 1))
        return iso_date(day) if day else _bare_letters(text)
    readings = number_readings(text) if asked.kind.is_number else ()
    return exact_text(readings[0].number) if readings else _bare_letters(text)


def _bare_letters(text: str) -> str:
    """Return a text without spaces and signs that have no width: programs change them."""
    letters = (letter for letter in to_nfc(text) if letter.isprintable() and not letter.isspace())
    return "".join(letters).strip("'")


def marks_of(sheets: Iterable[FormSheet]) -> Mapping[str, Content]:
    """Return by column what the hidden row says of all cells that show something of the report."""
    return marks_by_column("".join(_all_marks(line for sheet in sheets for line in sheet.all_lines())))


def with_marks(lines: Iterable[FormLine], marks: Mapping[str, Content]) -> tuple[FormLine, ...]:
    """Return the lines of a head, of which one keeps the marks."""
    return tuple(
        line._replace(printed={**line.printed, **marks}) if line.key == LINE else line for line in lines
    )


def marks_by_column(marks: str) -> Mapping[str, Content]:
    """Return by column the marks, as many as a cell holds; what has no room is asked about."""
    pieces = (marks[at : at + _ROOM] for at in range(0, len(marks), _ROOM))
    return dict(zip(COLUMNS, pieces, strict=False))


def _all_marks(lines: Iterable[FormLine]) -> Iterator[str]:
    for line in lines:
        for column, asked in line.inputs.items():
            if asked.content is not None:
                yield shown_mark(line.key, column, said_alike(asked, asked.content))


def marks_in(text: str) -> frozenset[str]:
    """Return the marks that stand one behind the other in a text."""
    return frozenset(text[at : at + _LETTERS] for at in range(0, len(text), _LETTERS))
