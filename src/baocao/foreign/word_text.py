"""The text of a Word document that people have edited: as it is now, or as before tracked changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.faults import refuse_long
from baocao.foreign.word import W
from baocao.model.marks import joined_paragraphs

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def _named(*names: str) -> frozenset[str]:
    return frozenset(f"{W}{name}" for name in names)


_ADDED: Final = _named("ins", "moveTo")
_TAKEN: Final = _named("del", "moveFrom")
_ROW_ADDED: Final = _named("ins", "cellIns")
_ROW_TAKEN: Final = _named("del", "cellDel")
_PASSED: Final = _named(
    "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr",
    "instrText", "delInstrText", "fldData", "rt", "rubyPr", "smartTagPr", "customXmlPr",
)  # fmt: skip
"""What holds no text that anybody reads."""
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_TEXTS: Final = _named("t", "delText")
_NOTES: Final = _named("footnoteReference", "endnoteReference")
_STARTS: Final = {f"{W}bookmarkStart": "", f"{W}commentRangeStart": "#"}
_ENDS: Final = {f"{W}bookmarkEnd": "", f"{W}commentRangeEnd": "#"}
_OFF: Final = frozenset({"0", "false", "off"})
_VALUE: Final = f"{W}val"
_ID: Final = f"{W}id"


class Part(StrEnum):
    """Where a line stands."""

    BODY = "thân"
    CELL = "bảng"
    NOTE = "chú thích"
    BOX = "khung"


class CellSpot(NamedTuple):
    """A cell: which table, row and cell, counted from 0; tables in tables count, too."""

    table: int
    row: int
    cell: int


class Piece(NamedTuple):
    """Characters of a line with one look, and who has added or taken them since, if that was tracked."""

    text: str
    bold: bool = False
    italic: bool = False
    change: str = ""
    author: str = ""
    day: str = ""


class Line(NamedTuple):
    """A paragraph of the document, in the order of reading.

    `heading` is the nearest heading before it, `level` its own level if it is one. `notes` are footnotes
    that it refers to: behind how many characters, and which. In a footnote `note` is its own. A line that
    `is_listed` has a sign of an item or a number that Word itself puts before it.
    """

    text: str
    part: Part = Part.BODY
    cell: CellSpot | None = None
    style: str = ""
    level: int = 0
    heading: str = ""
    pieces: tuple[Piece, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    note: str = ""
    is_listed: bool = False


class Point(NamedTuple):
    """A place between characters: how many of them stand before it in a line, both counted from 0."""

    line: int
    position: int


class Span(NamedTuple):
    """From one point up to another."""

    start: Point
    end: Point

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.start >= self.end


class View(NamedTuple):
    """The lines of a document, what bookmarks and comments cover, and which names of bookmarks occur twice.

    Comments are found by the number that Word gives them.
    """

    lines: tuple[Line, ...]
    bookmarks: Mapping[str, Span]
    comments: Mapping[str, Span]
    repeated: frozenset[str] = frozenset()

    def lines_of(self, span: Span) -> Iterator[tuple[int, str]]:
        """Yield the numbers of the lines that a span touches, and what of each stands in it."""
        for number in range(span.start.line, min(span.end.line + 1, len(self.lines))):
            text = self.lines[number].text
            start = span.start.position if number == span.start.line else 0
            end = span.end.position if number == span.end.line else len(text)
            yield number, text[start:end]

    def text_of(self, span: Span) -> str:
        """Return what stands in a span; its paragraphs are parted by empty lines, as in a mark.

        Paragraphs without text only part others, and tables between paragraphs are texts of their own.
        """
        first = self.lines[span.start.line] if span.start.line < len(self.lines) else Line("")
        return joined_paragraphs(
            text
            for number, text in self.lines_of(span)
            if (self.lines[number].part, self.lines[number].cell) == (first.part, first.cell)
        )

    def refuse_crossing(self, names: Iterable[str]) -> None:
        """Refuse a document whose bookmarks cover its text so often that nobody could look at it all."""
        lengths = accumulate((len(line.text) + 1 for line in self.lines), initial=0)
        before = list(lengths)
        spans = (self.bookmarks[name] for name in names)
        refuse_long(
            sum(
                max(0, before[span.end.line] - before[span.start.line]) + span.end.position
                for span in spans
            )
        )


class HeadingLevels:
    """Tells which styles of a document are headings, and of which level."""

    def __init__(self, styles: ET.Element | None) -> None:
        self._styles = (
            {} if styles is None else {each.get(f"{W}styleId", ""): each for each in _styles_in(styles)}
        )
        self._levels: dict[str, int] = {}

    def level_of(self, style: str) -> int:
        """Return the level of a style, from 1; 0 for one that is no heading."""
        if style not in self._levels:
            self._levels[style] = self._found_level(style)
        return self._levels[style]

    def _found_level(self, style: str) -> int:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            level = _outline_level(element.find(f"{W}pPr"))
            if level:
                return level
            style = _value_of(element, "basedOn")
        return 0


def _styles_in(root: ET.Element) -> Iterator[ET.Element]:
    return root.iter(f"{W}style")


def _outline_level(properties: ET.Element | None) -> int:
    text = "" if properties is None else _value_of(properties, "outlineLvl")
    return int(text) + 1 if len(text) == 1 and text in "012345678" else 0


def _is_listed(properties: ET.Element) -> bool:
    """Tell whether a paragraph is an item of a list that Word counts or marks by itself."""
    numbering = properties.find(f"{W}numPr")
    return numbering is not None and _value_of(numbering, "numId") not in {"", "0"}


def _value_of(parent: ET.Element, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return "" if found is None else found.get(_VALUE, "")


class _Builder:
    """A line that is being put together."""

    def __init__(self, part: Part, cell: CellSpot | None, note: str, *, number: int) -> None:
        self.part, self.cell, self.note, self.number = part, cell, note, number
        self.style, self.level, self.is_listed = "", 0, False
        self.length = 0
        self.pieces: list[Piece] = []
        self.notes: list[tuple[int, str]] = []

    def take_properties(self, properties: ET.Element | None, levels: HeadingLevels) -> None:
        """Look as a paragraph with these properties."""
        if properties is None:
            self.style, self.level, self.is_listed = "", 0, False
        else:
            self.style = _value_of(properties, "pStyle")
            self.level = _outline_level(properties) or levels.level_of(self.style)
            self.is_listed = _is_listed(properties)

    def add_piece(self, piece: Piece) -> None:
        """Add characters; those of one look become one piece."""
        self.length += len(piece.text)
        last = self.pieces[-1] if self.pieces else None
        if last and last[1:] == piece[1:]:
            self.pieces[-1] = last._replace(text=last.text + piece.text)
        else:
            self.pieces.append(piece)

    def finished_line(self, heading: str) -> Line:
        """Return the line."""
        text = "".join(piece.text for piece in self.pieces)
        place = (self.part, self.cell, self.style, self.level, heading)
        return Line(
            text,
            *place,
            pieces=tuple(self.pieces),
            notes=tuple(self.notes),
            note=self.note,
            is_listed=self.is_listed,
        )


class _Look(NamedTuple):
    """How characters look, and which tracked change they belong to."""

    bold: bool = False
    italic: bool = False
    change: str = ""
    author: str = ""
    day: str = ""


class TextWalker:
    """Walks through parts of a document, with tracked changes accepted or rejected."""

    def __init__(self, levels: HeadingLevels, *, accepted: bool) -> None:
        self._levels = levels
        self._gone = _TAKEN if accepted else _ADDED
        self._gone_rows = _ROW_TAKEN if accepted else _ROW_ADDED
        self._lines: list[_Builder] = []
        self._open: _Builder | None = None
        self._is_joined = False
        self._place: tuple[Part, CellSpot | None, str] = (Part.BODY, None, "")
        self._tables = 0
        self._total = 0
        self._fields: list[bool] = []
        self._begun: dict[str, tuple[str, Point | None]] = {}
        self._unended: dict[str, str] = {}
        self._waiting: list[str] = []
        self._spans: dict[str, Span] = {}
        self._repeated: set[str] = set()
        self._boxes: list[ET.Element] = []

    def walk_body(self, body: ET.Element) -> None:
        """Walk through the paragraphs and tables of a document."""
        self._walk_blocks(body)
        self._end_container()

    def walk_notes(self, root: ET.Element | None) -> None:
        """Walk through footnotes or endnotes; what only parts them from the text is none."""
        for note in () if root is None else root:
            if note.get(f"{W}type") in {None, "normal"}:
                self._place = (Part.NOTE, None, note.get(_ID, ""))
                self._walk_blocks(note)
                self._end_container()
                self._fields.clear()

    def view(self) -> View:
        """Return what was walked through."""
        self._settle_waiting()
        lines = tuple(_with_headings(self._lines))
        ordered = sorted(self._spans.items(), key=_beginning_of)
        bookmarks = {name: span for name, span in ordered if not name.startswith("#")}
        comments = {name[1:]: span for name, span in ordered if name.startswith("#")}
        return View(lines, bookmarks, comments, frozenset(self._repeated))

    def _walk_blocks(self, parent: ET.Element) -> None:
        for child in parent:
            tag = child.tag
            if tag in self._gone or tag in _PASSED:
                continue
            if tag == f"{W}p":
                self._walk_paragraph(child)
            elif tag == f"{W}tbl":
                self._walk_table(child)
            elif tag in _STARTS or tag in _ENDS:
                self._pass_end(child)
            elif tag == f"{_MC}AlternateContent":
                self._walk_blocks(_chosen_content(child))
            else:
                self._walk_blocks(child)

    def _walk_table(self, table: ET.Element) -> None:
        self._end_container()
        number, place = self._tables, self._place
        self._tables += 1
        self._place = (Part.CELL if place[0] is Part.BODY else place[0], None, place[2])
        self._walk_rows(table, number, iter(range(1_000_000_000)))
        self._end_container()
        self._place = place

    def _walk_rows(self, parent: ET.Element, table: int, numbers: Iterator[int]) -> None:
        for child in parent:
            if child.tag in self._gone or child.tag in _PASSED:
                continue
            if child.tag == f"{W}tr":
                if not _is_gone(child.find(f"{W}trPr"), self._gone_rows):
                    self._walk_cells(child, table, next(numbers), iter(range(1_000_000_000)))
            elif child.tag in _STARTS or child.tag in _ENDS:
                self._pass_end(child)
            else:
                self._walk_rows(child, table, numbers)

    def _walk_cells(self, parent: ET.Element, table: int, row: int, numbers: Iterator[int]) -> None:
        for child in parent:
            if child.tag in self._gone or child.tag in _PASSED:
                continue
            if child.tag == f"{W}tc":
                number = next(numbers)
                if not _is_gone(child.find(f"{W}tcPr"), self._gone_rows):
                    self._walk_cell(child, CellSpot(table, row, number))
            elif child.tag in _STARTS or child.tag in _ENDS:
                self._pass_end(child)
            else:
                self._walk_cells(child, table, row, numbers)

    def _walk_cell(self, cell: ET.Element, spot: CellSpot) -> None:
        place = self._place
        self._place = (place[0], spot, place[2])
        self._walk_blocks(cell)
        self._end_container()
        self._place = place

    def _walk_paragraph(self, element: ET.Element) -> None:
        properties = element.find(f"{W}pPr")
        if self._is_joined and self._open:
            # What becomes one of two paragraphs looks as the second of them.
            self._open.take_properties(properties, self._levels)
        else:
            self._begin_line(properties)
        self._walk_runs(element, _Look())
        self._is_joined = _is_gone(None if properties is None else properties.find(f"{W}rPr"), self._gone)
        if not self._is_joined:
            self._open = None
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._walk_box(box)

    def _walk_box(self, box: ET.Element) -> None:
        """Walk through a text box, which stands behind the paragraph that holds it."""
        place, fields, line, joined = self._place, self._fields, self._open, self._is_joined
        self._place, self._fields, self._open, self._is_joined = (Part.BOX, None, place[2]), [], None, False
        self._walk_blocks(box)
        self._place, self._fields, self._open, self._is_joined = place, fields, line, joined

    def _begin_line(self, properties: ET.Element | None) -> None:
        line = _Builder(*self._place, number=len(self._lines))
        line.take_properties(properties, self._levels)
        self._lines.append(line)
        self._open = line
        self._settle_waiting()

    def _end_container(self) -> None:
        """End what holds paragraphs: the last of them joins nothing."""
        self._open, self._is_joined = None, False

    def _walk_runs(self, parent: ET.Element, look: _Look) -> None:
        for child in parent:
            tag = child.tag
            if tag in self._gone or tag in _PASSED:
                self._pass_ends_in(child)
                continue
            if tag == f"{W}r":
                self._walk_run(child, look)
            elif tag in _STARTS or tag in _ENDS:
                self._pass_end(child)
            elif tag in _ADDED or tag in _TAKEN:
                who, when = child.get(f"{W}author", ""), child.get(f"{W}date", "")
                word = "ins" if tag in _ADDED else "del"
                self._walk_runs(child, look._replace(change=word, author=who, day=when))
            else:
                self._walk_runs(child, look)

    def _pass_ends_in(self, taken: ET.Element) -> None:
        """Pass what begins or ends inside deleted words: LibreOffice lets bookmarks begin there."""
        if taken.tag == f"{W}del":
            for element in taken:
                if element.tag in _STARTS or element.tag in _ENDS:
                    self._pass_end(element)

    def _walk_run(self, run: ET.Element, look: _Look) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None:
            look = look._replace(bold=_is_on(properties, "b"), italic=_is_on(properties, "i"))
        self._walk_run_parts(run, look)

    def _walk_run_parts(self, run: ET.Element, look: _Look) -> None:
        for part in run:
            tag = part.tag
            if tag in _TEXTS:
                self._add_text(part.text or "", look)
            elif tag in _SIGNS:
                self._add_text(_SIGNS[tag], look)
            elif tag == f"{W}fldChar":
                self._pass_field(part.get(f"{W}fldCharType", ""))
            elif tag in _NOTES:
                self._add_note(part)
            elif tag == f"{W}commentReference":
                self._note_comment(part.get(_ID, ""))
            elif tag == f"{W}ruby":
                self._walk_runs(part, look)
            elif tag not in _PASSED:
                self._boxes += _boxes_in(part)

    def _add_text(self, text: str, look: _Look) -> None:
        if self._open is None or not text or (self._fields and not all(self._fields)):
            return
        self._total += len(text)
        refuse_long(self._total)
        self._open.add_piece(Piece(text, *look))

    def _add_note(self, reference: ET.Element) -> None:
        if self._open is not None:
            self._open.notes.append((self._open.length, reference.get(_ID, "")))

    def _pass_field(self, kind: str) -> None:
        """Pass a sign of a field: what stands before its result is no text."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    @property
    def _here(self) -> Point:
        """Where the next character of the open line would stand; between lines the end of the last."""
        line = self._open or (self._lines[-1] if self._lines else None)
        return Point(line.number, line.length) if line else Point(0, 0)

    def _note_comment(self, number: str) -> None:
        """Note where a comment hangs that covers nothing."""
        self._spans.setdefault(f"#{number}", Span(self._here, self._here))

    def _pass_end(self, element: ET.Element) -> None:
        """Pass the beginning or the end of what a bookmark or comment covers."""
        kind = _STARTS.get(element.tag, _ENDS.get(element.tag, ""))
        number = f"{kind}{element.get(_ID, '')}"
        if element.tag in _STARTS:
            name = number if kind else element.get(f"{W}name", "").removeprefix("#")
            self._begun[number] = (name, self._begin_of(name))
            self._unended[name] = number
            if self._begun[number][1] is None:
                self._waiting.append(number)
        elif number in self._begun:
            self._settle_one(number)

    def _begin_of(self, name: str) -> Point | None:
        """Return where what begins here has begun: LibreOffice begins a bookmark anew in each paragraph."""
        earlier = self._begun.pop(self._unended.get(name, ""), None)
        return earlier[1] if earlier and earlier[1] else self._here if self._open else None

    def _settle_one(self, number: str) -> None:
        name, start = self._begun.pop(number)
        if name in self._spans and not name.startswith("#"):
            self._repeated.add(name)
            return
        end = self._here
        self._spans[name] = Span(start or end, end)

    def _settle_waiting(self) -> None:
        """Let what began between two lines begin with this one."""
        for number in self._waiting:
            if number in self._begun and self._begun[number][1] is None:
                self._begun[number] = (self._begun[number][0], self._here)
        self._waiting.clear()


def _beginning_of(named: tuple[str, Span]) -> tuple[Point, tuple[int, int]]:
    """Return by what spans are ordered: the outer one of two that begin together comes first."""
    start, end = named[1]
    return start, (-end.line, -end.position)


def _with_headings(builders: Sequence[_Builder]) -> Iterator[Line]:
    """Yield the lines, each with the heading that it stands under; footnotes with that of their mark."""
    heading = ""
    of_notes: dict[str, str] = {}
    for builder in builders:
        if builder.part is Part.NOTE:
            yield builder.finished_line(of_notes.get(builder.note, ""))
            continue
        line = builder.finished_line(heading)
        if line.level and line.part is Part.BODY and line.text.strip():
            heading = " ".join(line.text.split())
            line = line._replace(heading=heading)
        of_notes |= {note: heading for _, note in line.notes}
        yield line


def _is_gone(properties: ET.Element | None, gone: frozenset[str]) -> bool:
    return properties is not None and any(child.tag in gone for child in properties)


def _is_on(properties: ET.Element, name: str) -> bool:
    found = properties.find(f"{W}{name}")
    return found is not None and found.get(_VALUE, "").lower() not in _OFF


def _chosen_content(alternatives: ET.Element) -> ET.Element:
    """Return the first of several ways to say the same; an empty element where there is none."""
    found = (alternatives.find(f"{_MC}{name}") for name in ("Choice", "Fallback"))
    return next((each for each in found if each is not None), ET.Element("none"))


def _boxes_in(part: ET.Element) -> Iterator[ET.Element]:
    """Yield the text boxes of a drawing, not those inside others."""
    if part.tag == f"{_MC}AlternateContent":
        part = _chosen_content(part)
    for child in part:
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from _boxes_in(child)
