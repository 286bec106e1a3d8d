"""What stands in a DOCX or XLSX of a build, read without the libraries that write them."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Final
from xml.etree import ElementTree as ET

from baocao.model.printed import CellPlace, WordPlace

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_HEADINGS: Final = ("Heading1", "Heading2", "Heading3", "Heading4", "PhuLuc")
_AROUND: Final = 40
"""Characters shown on either side of a figure."""
DAMAGED: Final = (zipfile.BadZipFile, KeyError, ET.ParseError, ValueError, OSError, IndexError)
"""What reading raises for a file that is none of ours."""


class WordText:
    """The paragraphs and tables of a Word document, counted as the map counts them."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - its hash is known

    @cached_property
    def paragraphs(self) -> list[str]:
        """The text of every paragraph."""
        return [_text(found) for found in self._root.iter(f"{_W}p")]

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        """The text of every cell, by table and row."""
        return [
            [[_text(cell) for cell in row.findall(f"{_W}tc")] for row in table.findall(f"{_W}tr")]
            for table in self._root.iter(f"{_W}tbl")
        ]

    @cached_property
    def _headings(self) -> dict[int, str]:
        """The headings of the document by paragraph."""
        styles = (found.find(f"{_W}pPr/{_W}pStyle") for found in self._root.iter(f"{_W}p"))
        names = (style.get(f"{_W}val", "") if style is not None else "" for style in styles)
        return {number: self.paragraphs[number] for number, name in enumerate(names) if name in _HEADINGS}

    def section(self, paragraph: int) -> str:
        """Return the heading under which a paragraph stands, or is one itself."""
        above = [number for number in self._headings if number <= paragraph]
        return self._headings[above[-1]] if above else ""

    def table_number(self, table: int) -> int:
        """Return the number of a table among those with a header, from 1; others only lay out a page."""
        heads = (found.find(f".//{_W}tblHeader") is not None for found in self._root.iter(f"{_W}tbl"))
        return sum(list(heads)[: table + 1])

    def word(self, place: WordPlace) -> tuple[str, str]:
        """Return a printed figure and the words around it."""
        text = self.paragraphs[place.paragraph]
        return text[place.start : place.end], around(text, place.start, place.end)

    def cell(self, place: CellPlace) -> tuple[str, str]:
        """Return a printed figure and the name of its row."""
        row = self.tables[int(place.sheet)][place.row]
        names = [text for text in row[: place.column] if text.strip() and not text.strip().isdigit()]
        return row[place.column], names[0] if names else ""


def _text(node: ET.Element) -> str:
    parts = (
        each.text or "" if each.tag == f"{_W}t" else "\n"
        for each in node.iter()
        if each.tag in {f"{_W}t", f"{_W}br"}
    )
    return "".join(parts)


def around(text: str, start: int, end: int) -> str:
    """Return the figure between square brackets, with some words on either side."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = f"…{before.partition(' ')[2]}"
    if end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


class SheetText:
    """The worksheets of a workbook and what stands in their cells."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        book = ET.fromstring(self._archive.read("xl/workbook.xml"))  # noqa: S314 - its hash is known
        self.names = [str(sheet.get("name")) for sheet in book.iter(f"{_S}sheet")]
        self._sheets: dict[str, dict[tuple[int, int], str]] = {}
        self._merged: dict[str, list[tuple[int, int, int, int]]] = {}

    @cached_property
    def _strings(self) -> list[str]:
        root = ET.fromstring(self._archive.read("xl/sharedStrings.xml"))  # noqa: S314 - as above
        return ["".join(part.text or "" for part in each.iter(f"{_S}t")) for each in root]

    def cells(self, name: str) -> dict[tuple[int, int], str]:
        """Return the texts of a worksheet by row and column, as they are stored."""
        if name not in self._sheets:
            number = self.names.index(name) + 1
            root = ET.fromstring(self._archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314
            self._sheets[name] = dict(self._filled(root))
            merged = (each.get("ref", "") for each in root.iter(f"{_S}mergeCell"))
            self._merged[name] = [(*_both(ref),) for ref in merged]
        return self._sheets[name]

    def _filled(self, root: ET.Element) -> Iterator[tuple[tuple[int, int], str]]:
        for cell in root.iter(f"{_S}c"):
            text = self._stored(cell)
            if text:
                yield position(cell.get("r", "")), text

    def _stored(self, cell: ET.Element) -> str:
        """Return the text of a cell, which stands in it or among the texts of the workbook."""
        inside = "".join(part.text or "" for part in cell.iter(f"{_S}t"))
        value = cell.findtext(f"{_S}v") or ""
        return self._strings[int(value)] if cell.get("t") == "s" else inside or value

    def anchor(self, name: str, row: int, column: int) -> tuple[int, int]:
        """Return the cell that holds what is shown at a place: the first of joined cells."""
        self.cells(name)
        for top, left, bottom, right in self._merged[name]:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column


def _both(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    return (*position(first), *position(last or first))


def position(reference: str) -> tuple[int, int]:
    """Return row and column of 'D17'; raises ValueError."""
    found = _REFERENCE.fullmatch(reference.upper().replace("$", ""))
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def reference(row: int, column: int) -> str:
    """Return 'D17'."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
