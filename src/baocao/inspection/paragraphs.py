"""Paragraphs with the properties in force, in the order in which they are read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.faults import UnreadableError
from baocao.foreign.word import W
from baocao.inspection.numbering import Numbering
from baocao.inspection.pending import Matter, Nodes, Pending, read_pending
from baocao.inspection.properties import (
    Layout,
    Look,
    Styles,
    count_of,
    flat_properties,
    has_ground,
    set_over,
)
from baocao.inspection.shapes import (
    ALTERNATE,
    SHAPES,
    TextBox,
    has_line,
    has_picture,
    printed_children,
    shape_parts,
    text_boxes,
)

_WRAPPERS: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple"),
        *("dir", "bdo", "ruby", "rubyBase"),
    )
)
"""What may stand around blocks, rows, cells or runs without changing how they look."""
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_PAGE_BREAK: Final = f"{W}lastRenderedPageBreak"
_DELETED: Final = ("del", "moveFrom")
_NO_LINE: Final = frozenset({"nil", "none"})
_BLOCKS: Final = frozenset(
    f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r", "sdt", "ins", "hyperlink")
)
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
    """Where a paragraph stands in a table, and whether its cell is ruled below or above.

    A text box is a `floating` cell: those that one paragraph anchors are a row, from left to right.
    """

    table: int
    row: int
    column: int
    ruled_above: bool
    ruled_below: bool
    boxed: bool
    shaded: bool = False
    floating: bool = False


class Paragraph(NamedTuple):
    """A paragraph in the order of reading; `drawn_line` tells that a straight line is anchored in it.

    `node` is which w:p of the main part it is, counted in its order from 0; -1 in other parts. `label` is
    the number or sign that Word prints before it, which is its first run as well.
    """

    at: int
    runs: tuple[Run, ...]
    layout: Layout
    cell: Cell | None
    section: int
    drawn_line: bool
    boxed: bool
    node: int = -1
    label: str = ""

    @property
    def in_table(self) -> bool:
        """Whether the paragraph stands in a table, and not only in a text box."""
        return self.cell is not None and not self.cell.floating

    @property
    def text(self) -> str:
        """All that the paragraph says."""
        if len(self.runs) == 1:
            return self.runs[0].text
        return "".join([run.text for run in self.runs])


class _Place(NamedTuple):
    """Where the reader is: the cell, and the style of the table around it."""

    cell: Cell | None = None
    table_style: str = ""


class _Content:
    """What stands in one paragraph, gathered while its runs are read."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.hidden: list[str] = []
        self.parts: list[ET.Element] = []
        self._fields: list[bool] = []
        self._instructions = 0

    @property
    def is_instruction(self) -> bool:
        """Whether what follows tells a field what to do, and is not printed."""
        return self._instructions > 0

    def turn_field(self, kind: str | None) -> None:
        """Begin a field, come to its result, or end it; a field may stand in another's instruction."""
        if kind == "begin":
            self._fields.append(True)
            self._instructions += 1
        elif self._fields and kind in {"separate", "end"}:
            self._instructions -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)


class ParagraphReader:
    """Walks through blocks and collects paragraphs, section properties and what is pending.

    `turns` counts places where a page was seen to end, `pictures` what takes room without a text.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering | None = None,
        comments: Mapping[str, str] | None = None,
    ) -> None:
        self._styles = styles
        self._numbering = numbering or Numbering(None)
        self._comments = comments or {}
        self._tables = 0
        self._nodes = Nodes()
        self.paragraphs: list[Paragraph] = []
        self.sections: list[ET.Element | None] = []
        self.pending: list[Pending] = []
        self.turns = self.pictures = 0

    def read_body(self, body: Iterable[ET.Element]) -> None:
        """Read the whole text, a block at a time; its last section stands at its end."""
        final: ET.Element | None = None
        for block in body:
            if block.tag == f"{W}sectPr":
                final = block
            first = len(self.paragraphs)
            self._nodes.count_block(block)
            self._read_blocks((block,), _Place(), 0)
            if self._nodes.found:
                places = {paragraph.node: paragraph.at for paragraph in self.paragraphs[first:]}
                self.pending += read_pending(self._nodes.found, places, self._comments)
        self.sections.append(final)

    def read_one(self, element: ET.Element) -> Paragraph:
        """Read a paragraph that stands apart from the text."""
        self._read_paragraph(element, _Place(), 0)
        return self.paragraphs[-1]

    def _read_blocks(self, parent: Iterable[ET.Element], place: _Place, depth: int) -> None:
        for block in _unwrapped_children(parent, depth):
            if block.tag == f"{W}p":
                self._read_paragraph(block, place, depth)
            elif block.tag == f"{W}tbl":
                self._read_table(block, depth + 1)

    def _read_paragraph(self, element: ET.Element, place: _Place, depth: int) -> None:
        properties = element.find(f"{W}pPr")
        direct = flat_properties(properties)
        layout = self._styles.layout_of(direct, place.table_style)
        content = self._read_content(element, layout.style, place.table_style, depth)
        # Before the paragraph that anchors them: a letterhead in boxes is anchored in the title below it.
        self._read_boxes(list(text_boxes(content.parts)), depth)
        ending = None if properties is None else properties.find(f"{W}sectPr")
        if content.runs or ending is not None or not _is_deleted(properties, "rPr"):
            self._add_paragraph(element, layout, place, content)
        if ending is not None:
            self.sections.append(ending)

    def _add_paragraph(self, element: ET.Element, layout: Layout, place: _Place, content: _Content) -> None:
        label = self._label_run(element, layout, place.table_style)
        runs = (label, *content.runs) if label and content.runs else tuple(content.runs)
        at = len(self.paragraphs)
        self.pending += (Pending(Matter.HIDDEN, "chữ ẩn", at, text) for text in content.hidden)
        self.pictures += has_picture(content.parts)
        self.paragraphs.append(
            Paragraph(
                at,
                runs,
                layout,
                cell=place.cell,
                section=len(self.sections),
                drawn_line=has_line(content.parts),
                boxed=layout.boxed or bool(place.cell and place.cell.boxed),
                node=self._nodes.place_of(element),
                label=label.text.strip() if label else "",
            )
        )

    def _label_run(self, element: ET.Element, layout: Layout, table_style: str) -> Run | None:
        """Return what Word prints before a paragraph of a list, as the end of that paragraph looks."""
        if not layout.numbered:
            return None
        label = self._numbering.next_label(layout.list_id, layout.list_level, layout.style)
        if label is None:
            return None
        own = set_over(flat_properties(element.find(f"{W}pPr/{W}rPr")), label.looks)
        return Run(label.text, self._styles.look_of(own, layout.style, table_style))

    def _read_content(self, element: ET.Element, style: str, table_style: str, depth: int) -> _Content:
        """Return the runs that are seen, and what is drawn among them."""
        content = _Content()
        for run in _unwrapped_children(element, depth):
            if run.tag == f"{W}r":
                text = self._run_text(run, content, depth)
                if text:
                    look = self._styles.look_of(flat_properties(run.find(f"{W}rPr")), style, table_style)
                    self._keep_run(Run(text, look, self._nodes.place_of(run)), content)
        return content

    @staticmethod
    def _keep_run(run: Run, content: _Content) -> None:
        if not run.look.hidden:
            content.runs.append(run)
        elif run.text.strip():
            content.hidden.append(run.text)

    def _run_text(self, run: ET.Element, content: _Content, depth: int) -> str:
        """Return the text of a run that is printed."""
        parts: list[str] = []
        for child in _unwrapped_children(run, depth):
            tag = child.tag
            if tag == f"{W}fldChar":
                content.turn_field(child.get(f"{W}fldCharType"))
            elif tag in SHAPES:
                content.parts += shape_parts(child)
            elif tag == _PAGE_BREAK:
                self.turns += 1
            elif not content.is_instruction:
                parts.append(self._letters_of(child))
        return "".join(parts)

    def _letters_of(self, child: ET.Element) -> str:
        """Return what an element of a run prints."""
        tag = child.tag
        if tag == f"{W}t":
            return child.text or ""
        if tag == f"{W}sym":
            return symbol_letter(child.get(f"{W}char", ""))
        # The base of a ruby: its runs stand in this one.
        if tag == f"{W}r":
            return "".join(letters.text or "" for letters in child.iter(f"{W}t"))
        if child.get(f"{W}type") == "page":
            self.turns += 1
            return "\n"
        return _SIGNS.get(tag, "")

    def _read_boxes(self, boxes: list[TextBox], depth: int) -> None:
        """Read text boxes as the cells of a row of their own."""
        if not boxes:
            return
        number = self._tables
        self._tables += 1
        for column, box in enumerate(sorted(boxes, key=lambda each: (each.left, each.top))):
            where = Cell(
                number,
                row=0,
                column=column,
                ruled_above=False,
                ruled_below=False,
                boxed=box.outlined,
                shaded=box.filled,
                floating=True,
            )
            self._read_blocks(box.content, _Place(where), depth + 1)

    def _read_table(self, table: ET.Element, depth: int) -> None:
        number = self._tables
        self._tables += 1
        properties = flat_properties(table.find(f"{W}tblPr"))
        boxed = _has_sides(table.find(f"{W}tblPr/{W}tblBorders"))
        style = properties.get("tblStyle", "")
        shaded = self._styles.has_shading(style)
        rows = (row for row in _unwrapped_children(table, depth) if row.tag == f"{W}tr")
        for row_number, row in enumerate(rows):
            if _is_deleted(row, "trPr"):
                continue
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
                        shaded=shaded or has_ground(flat_properties(cell.find(f"{W}tcPr"))),
                    )
                    self._read_blocks(cell, _Place(where, style), depth + 1)
                    column += _cell_span(cell)


def _is_deleted(element: ET.Element | None, properties: str) -> bool:
    """Tell whether the mark of a paragraph or a row is deleted by a tracked change."""
    marks = None if element is None else element.find(f"{W}{properties}")
    return marks is not None and any(marks.find(f"{W}{name}") is not None for name in _DELETED)


def symbol_letter(code: str) -> str:
    """Return the letter of a symbol font that 'F0FC' stands for."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 < number < 0xD800 or 0xE000 <= number < 0xFFFE else ""  # noqa: PLR2004 - what letters may be


def _unwrapped_children(parent: Iterable[ET.Element], depth: int) -> Iterator[ET.Element]:
    """Yield the children of an element, and in place of wrappers what stands in them."""
    # Wrappers may lie in each other without end in a forged file, and this calls itself.
    if depth > _DEEPEST:
        raise UnreadableError("TT007", "word/document.xml (lồng quá nhiều cấp)")
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _unwrapped_children(child, depth + 1)
        elif child.tag == ALTERNATE and any(part.tag in _BLOCKS for part in printed_children(child)):
            yield from _unwrapped_children(printed_children(child), depth + 1)
        else:
            yield child


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
    return min(count_of(text, 1), 1000)
