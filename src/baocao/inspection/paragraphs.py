"""Paragraphs with the properties in force, in the order in which they are read."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.faults import UnreadableError
from baocao.foreign.word import W
from baocao.inspection.properties import A, Layout, Look, Styles, flat_properties

V: Final = "{urn:schemas-microsoft-com:vml}"
_WRAPPERS: Final = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple")
)
"""What may stand around blocks, rows, cells or runs without changing how they look."""
_BREAKS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SHAPES: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_ALTERNATE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_STRAIGHT: Final = frozenset({"line", "straightConnector1"})
_STRAIGHT_VML: Final = "#_x0000_t32"
_NO_LINE: Final = frozenset({"nil", "none"})
_DEEPEST: Final = 40
"""How deep tables and wrappers may be nested; people stay below ten."""


class Run(NamedTuple):
    """Characters of one look; tabs and line breaks stand in the text.

    `node` is which w:r of the main part it is, counted in its order from 0; -1 in other parts.
    """

    text: str
    look: Look
    node: int = -1


class Cell(NamedTuple):
    """Where a paragraph stands in a table, and whether its cell is ruled below or above."""

    table: int
    row: int
    column: int
    ruled_above: bool
    ruled_below: bool
    boxed: bool


class Paragraph(NamedTuple):
    """A paragraph in the order of reading; `drawn_line` tells that a straight line is anchored in it.

    `node` is which w:p of the main part it is, counted in its order from 0; -1 in other parts.
    """

    at: int
    runs: tuple[Run, ...]
    layout: Layout
    cell: Cell | None
    section: int
    drawn_line: bool
    boxed: bool
    node: int = -1

    @property
    def text(self) -> str:
        """All that the paragraph says."""
        return "".join(run.text for run in self.runs)


class _Place(NamedTuple):
    """Where the reader is: the cell, and the style of the table around it."""

    cell: Cell | None = None
    table_style: str = ""


class _Nodes:
    """Which of its kind an element is in the main part, in the order of that part."""

    def __init__(self) -> None:
        self._counts = {f"{W}p": 0, f"{W}r": 0}
        self._places: dict[ET.Element, int] = {}

    def count_block(self, block: ET.Element) -> None:
        """Count what stands in a block of the text; what stands in the one before is forgotten."""
        # A block at a time: all paragraphs and runs of a book in one dictionary would weigh too much.
        self._places = {}
        for element in block.iter():
            if element.tag in self._counts:
                self._places[element] = self._counts[element.tag]
                self._counts[element.tag] += 1

    def place_of(self, element: ET.Element) -> int:
        """Return which of its kind an element is; -1 for one of another part."""
        return self._places.get(element, -1)


class ParagraphReader:
    """Walks through blocks and collects paragraphs and section properties."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._tables = 0
        self._nodes = _Nodes()
        self.paragraphs: list[Paragraph] = []
        self.sections: list[ET.Element | None] = []

    def read_body(self, body: ET.Element) -> None:
        """Read the whole text; its last section stands at its end."""
        for block in body:
            self._nodes.count_block(block)
            self._read_blocks((block,), _Place(), 0)
        self.sections.append(body.find(f"{W}sectPr"))

    def read_one(self, element: ET.Element) -> None:
        """Read a paragraph that stands apart from the text."""
        self._read_paragraph(element, _Place(), 0)

    def _read_blocks(self, parent: Iterable[ET.Element], place: _Place, depth: int) -> None:
        for block in _unwrapped_children(parent, depth):
            if block.tag == f"{W}p":
                self._read_paragraph(block, place, depth)
            elif block.tag == f"{W}tbl":
                self._read_table(block, depth + 1)

    def _read_paragraph(self, element: ET.Element, place: _Place, depth: int) -> None:
        properties = element.find(f"{W}pPr")
        direct = flat_properties(properties)
        style = self._styles.paragraph_style(direct)
        runs, drawn = self._read_runs(element, style, place.table_style, depth)
        self.paragraphs.append(
            Paragraph(
                len(self.paragraphs),
                tuple(runs),
                # Without revision ids, which Word writes anew at every save and which would part equal
                # paragraphs.
                self._styles.layout_of(_own_properties(direct), place.table_style),
                cell=place.cell,
                section=len(self.sections),
                drawn_line=drawn,
                boxed="pBdr.left" in direct or bool(place.cell and place.cell.boxed),
                node=self._nodes.place_of(element),
            )
        )
        if properties is not None:
            ending = properties.find(f"{W}sectPr")
            if ending is not None:
                self.sections.append(ending)

    def _read_runs(
        self, element: ET.Element, style: str, table_style: str, depth: int
    ) -> tuple[list[Run], bool]:
        """Return the runs that are seen, and whether a straight line is drawn in the paragraph."""
        runs: list[Run] = []
        drawn = False
        for run in _unwrapped_children(element, depth):
            if run.tag != f"{W}r":
                continue
            text, has_line = _run_content(run)
            drawn = drawn or has_line
            if text:
                look = self._styles.look_of(flat_properties(run.find(f"{W}rPr")), style, table_style)
                if not look.hidden:
                    runs.append(Run(text, look, self._nodes.place_of(run)))
        return runs, drawn

    def _read_table(self, table: ET.Element, depth: int) -> None:
        number = self._tables
        self._tables += 1
        properties = flat_properties(table.find(f"{W}tblPr"))
        boxed = _has_sides(table.find(f"{W}tblPr/{W}tblBorders"))
        style = properties.get("tblStyle", "")
        rows = (row for row in _unwrapped_children(table, depth) if row.tag == f"{W}tr")
        for row_number, row in enumerate(rows):
            column = 0
            for cell in _unwrapped_children(row, depth):
                if cell.tag == f"{W}tc":
                    borders = cell.find(f"{W}tcPr/{W}tcBorders")
                    where = Cell(
                        number,
                        row_number,
                        column,
                        ruled_above=_is_ruled(borders, "top"),
                        ruled_below=_is_ruled(borders, "bottom"),
                        boxed=boxed or _has_sides(borders),
                    )
                    self._read_blocks(cell, _Place(where, style), depth + 1)
                    column += _cell_span(cell)


def _own_properties(direct: dict[str, str]) -> dict[str, str]:
    """Return the direct properties that concern the paragraph, so that few layouts are told apart."""
    return {name: value for name, value in direct.items() if not name.startswith(("rPr", "sectPr", "rsid"))}


def _unwrapped_children(parent: Iterable[ET.Element], depth: int) -> Iterator[ET.Element]:
    """Yield the children of an element, and in place of wrappers what stands in them."""
    # Wrappers may lie in each other without end in a forged file, and this calls itself.
    if depth > _DEEPEST:
        raise UnreadableError("TT007", "word/document.xml (lồng quá nhiều cấp)")
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _unwrapped_children(child, depth + 1)
        else:
            yield child


def _run_content(run: ET.Element) -> tuple[str, bool]:
    """Return the text of a run, and whether it draws a straight line."""
    parts: list[str] = []
    drawn = False
    for child in run:
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append("\n" if child.get(f"{W}type") == "page" else _BREAKS[child.tag])
        elif child.tag in _SHAPES or child.tag == _ALTERNATE:
            drawn = drawn or _is_line(child)
    return "".join(parts), drawn


def _is_line(shape: ET.Element) -> bool:
    """Tell whether a drawing is a straight line, in DrawingML or in VML."""
    return any(
        shape_part.get("prst") in _STRAIGHT
        or shape_part.tag == f"{V}line"
        or (shape_part.tag == f"{V}shape" and shape_part.get("type") == _STRAIGHT_VML)
        for shape_part in shape.iter()
        if shape_part.tag in {f"{A}prstGeom", f"{V}line", f"{V}shape"}
    )


def _is_ruled(borders: ET.Element | None, side: str) -> bool:
    border = None if borders is None else borders.find(f"{W}{side}")
    return border is not None and border.get(f"{W}val", "none") not in _NO_LINE


def _has_sides(borders: ET.Element | None) -> bool:
    """Tell whether borders stand on all sides."""
    return all(_is_ruled(borders, side) for side in ("top", "bottom")) and any(
        _is_ruled(borders, side) for side in ("left", "start")
    )


def _cell_span(cell: ET.Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = "1" if span is None else span.get(f"{W}val", "1")
    # A forged span of a milliard would make as many columns.
    return min(int(text), 1000) if text.isdecimal() else 1
