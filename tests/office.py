"""What stands in produced Word documents and workbooks, read from their XML with styles resolved."""

import importlib.util
import io
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from support import REPOSITORY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TWIPS_PER_MM = 1440 / 25.4
INDENTS = ("firstLine", "left", "right", "hanging")
BREAKS = {f"{W}br": "\n"}
OFF = {"0", "false", "none"}


@cache
def lint_module() -> Any:
    """Return the module tools/ooxml_lint.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("ooxml_lint", REPOSITORY / "tools" / "ooxml_lint.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def package_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def printed_text(element: ET.Element) -> str:
    """Return what is printed; line breaks are newlines."""
    shown = (
        part.text or "" if part.tag == f"{W}t" else BREAKS.get(part.tag, "") for part in element.iter()
    )
    return "".join(shown)


def flat_properties(element: ET.Element | None) -> dict[str, str]:
    """Return w:pPr, w:rPr and the like as 'jc', 'sz', 'spacing.before' …; what is only there is 'true'."""
    by_name = {}
    for child in () if element is None else element:
        name = child.tag.removeprefix(W)
        by_name[name] = child.get(f"{W}val", "true")
        by_name |= {f"{name}.{key.removeprefix(W)}": value for key, value in child.items()}
    return by_name


class Look(NamedTuple):
    """How a paragraph stands, its styles resolved: points for sizes and spaces, millimetres for indents.

    `line` is the spacing in single lines; `outline` is the level in Word's navigation, from 0.
    """

    size: float
    bold: bool
    italic: bool
    align: str
    before: float
    after: float
    line: float
    first: float
    left: float
    right: float
    hanging: float
    keeps_next: bool
    outline: str

    @classmethod
    def of(cls, by_name: dict[str, str]) -> "Look":
        """Return the look that properties give."""
        number = {name: float(given) for name, given in by_name.items() if given.lstrip("-").isdigit()}
        first, left, right, hanging = (number.get(f"ind.{side}", 0) / TWIPS_PER_MM for side in INDENTS)
        return cls(
            size=number["sz"] / 2,
            bold=by_name.get("b", "0") not in OFF,
            italic=by_name.get("i", "0") not in OFF,
            align=by_name.get("jc", "left"),
            before=number.get("spacing.before", 0) / 20,
            after=number.get("spacing.after", 0) / 20,
            line=number.get("spacing.line", 240) / 240,
            first=first,
            left=left,
            right=right,
            hanging=hanging,
            keeps_next=by_name.get("keepNext", "0") not in OFF,
            outline=by_name.get("outlineLvl", ""),
        )


class Word:
    """A produced Word document."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.parts = package_parts(data)
        self.root = self.part("word/document.xml")
        body = self.root.find(f"{W}body")
        assert body is not None
        self.body = body
        self.styles = {s.get(f"{W}styleId", ""): s for s in self.part("word/styles.xml").iter(f"{W}style")}

    def part(self, name: str) -> ET.Element:
        """Return a part as a tree."""
        return ET.fromstring(self.parts[name])

    def notes(self) -> list[ET.Element]:
        """Return the paragraphs of the footnotes; separators are of a type of their own."""
        notes = self.part("word/footnotes.xml").iter(f"{W}footnote")
        return [p for note in notes if note.get(f"{W}type") is None for p in note.iter(f"{W}p")]

    def all(self, style: str) -> list[ET.Element]:
        """Return the paragraphs of a style, in order."""
        return [p for p in self.root.iter(f"{W}p") if style_of(p) == style]

    def only(self, style: str) -> ET.Element:
        """Return the paragraph of a style that a document has once."""
        (paragraph,) = self.all(style)
        return paragraph

    def lines(self, part: str = "word/document.xml") -> list[str]:
        """Return the paragraphs of a part that say something, with single spaces."""
        texts = (" ".join(printed_text(each).split()) for each in self.part(part).iter(f"{W}p"))
        return [text for text in texts if text]

    def texts(self, style: str) -> list[str]:
        """Return what the paragraphs of a style say."""
        return [printed_text(paragraph) for paragraph in self.all(style)]

    def look(self, paragraph: ET.Element) -> Look:
        """Return how a paragraph and its first run look: defaults, styles, then their own properties."""
        run = paragraph.find(f"{W}r/{W}rPr")
        own = flat_properties(paragraph.find(f"{W}pPr")) | flat_properties(run)
        return Look.of(self.style(style_of(paragraph)) | own)

    def looks(self, style: str) -> Look:
        """Return how the only paragraph of a style looks."""
        return self.look(self.only(style))

    def style(self, name: str) -> dict[str, str]:
        """Return the properties of a style: the document's defaults, the styles it is based on, its own."""
        if not name:
            defaults = self.part("word/styles.xml").find(f"{W}docDefaults")
            assert defaults is not None
            kinds = ("rPr", "pPr")
            first, second = (
                flat_properties(defaults.find(f"{W}{kind}Default/{W}{kind}")) for kind in kinds
            )
            return first | second
        style = self.styles[name]
        base = style.find(f"{W}basedOn")
        inherited = self.style("" if base is None else base.get(f"{W}val", ""))
        return inherited | flat_properties(style.find(f"{W}pPr")) | flat_properties(style.find(f"{W}rPr"))

    def tables(self) -> list[ET.Element]:
        """Return the tables with borders, in order; the others only place things."""
        tables = self.root.iter(f"{W}tbl")
        return [table for table in tables if table.find(f"{W}tblPr/{W}tblBorders") is not None]

    def sections(self) -> list[ET.Element]:
        """Return the properties of the sections, in order."""
        return list(self.root.iter(f"{W}sectPr"))


def style_of(paragraph: ET.Element) -> str:
    """Return the id of a paragraph's style."""
    element = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if element is None else element.get(f"{W}val", "")


def table_rows(table: ET.Element) -> list[ET.Element]:
    """Return the rows of a table."""
    return table.findall(f"{W}tr")


def row_cells(row: ET.Element) -> list[ET.Element]:
    """Return the cells of a row."""
    return row.findall(f"{W}tc")


def has_element(element: ET.Element, path: str) -> bool:
    """Tell whether 'trPr/cantSplit' and the like stands in a row, a cell or a paragraph."""
    return element.find("/".join(f"{W}{step}" for step in path.split("/"))) is not None


def attribute_value(element: ET.Element, path: str, attribute: str = "val") -> str:
    """Return an attribute of 'tblPr/tblW' and the like, which must be there."""
    result = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert result is not None, path
    return result.attrib[f"{W}{attribute}"]


class SheetCell(NamedTuple):
    """A cell as stored: its type, its text or number, and the look of its style."""

    kind: str
    content: str
    style: ET.Element

    @property
    def horizontal(self) -> str:
        """Where the text stands."""
        alignment = self.style.find(f"{S}alignment")
        return "" if alignment is None else alignment.get("horizontal", "")


class Sheet:
    """A worksheet of a produced workbook."""

    def __init__(self, name: str, root: ET.Element, book: "Workbook") -> None:
        self.name = name
        self.root = root
        self._book = book
        self.cells = {cell.get("r", ""): self._cell(cell) for cell in root.iter(f"{S}c")}
        self.merged = [element.get("ref", "") for element in root.iter(f"{S}mergeCell")]
        self.heights = {int(row.get("r", "0")): float(row.get("ht", "15")) for row in root.iter(f"{S}row")}
        self.widths = [float(column.get("width", "0")) for column in root.iter(f"{S}col")]

    def _cell(self, cell: ET.Element) -> SheetCell:
        held = (cell.find(f"{S}v"), cell.find(f"{S}is/{S}t"))
        content = "".join(result.text or "" for result in held if result is not None)
        return SheetCell(cell.get("t", "n"), content, self._book.looks[int(cell.get("s", "0"))])

    def element(self, path: str) -> ET.Element:
        """Return 'pageSetup', 'sheetViews/sheetView/pane' and the like, which must be there."""
        result = self.root.find("/".join(f"{S}{step}" for step in path.split("/")))
        assert result is not None, path
        return result

    def row(self, number: int) -> list[str]:
        """Return what the cells of a row hold."""
        (element,) = [row for row in self.root.iter(f"{S}row") if row.get("r") == str(number)]
        return [self.cells[cell.get("r", "")].content for cell in element.iter(f"{S}c")]

    def find(self, content: str) -> str:
        """Return the place of the only cell that holds `content`."""
        (place,) = [place for place, cell in self.cells.items() if cell.content == content]
        return place


class Workbook:
    """A produced workbook."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.parts = package_parts(data)
        styles = self.part("xl/styles.xml")
        self.looks = styles.findall(f"{S}cellXfs/{S}xf")
        self.fonts = styles.findall(f"{S}fonts/{S}font")
        self.fills = styles.findall(f"{S}fills/{S}fill")
        self.borders = styles.findall(f"{S}borders/{S}border")
        self.formats = {
            element.get("numFmtId", ""): element.get("formatCode", "")
            for element in styles.iter(f"{S}numFmt")
        }
        self.sheets = list(self._sheets())
        self.names = [sheet.name for sheet in self.sheets]

    def part(self, name: str) -> ET.Element:
        """Return a part as a tree."""
        return ET.fromstring(self.parts[name])

    def _sheets(self) -> Iterator[Sheet]:
        relations = {r.get("Id"): r.get("Target", "") for r in self.part("xl/_rels/workbook.xml.rels")}
        for element in self.part("xl/workbook.xml").iter(f"{S}sheet"):
            target = relations[element.get(f"{R}id")].removeprefix("/")
            yield Sheet(element.get("name", ""), self.part(target), self)

    def defined(self, name: str) -> list[str]:
        """Return what a built-in name such as 'Print_Titles' stands for, sheet by sheet."""
        names = self.part("xl/workbook.xml").iter(f"{S}definedName")
        return [result.text or "" for result in names if result.get("name") == f"_xlnm.{name}"]

    def font(self, cell: SheetCell) -> dict[str, str]:
        """Return the font of a cell: 'b', 'i', 'sz', 'name'."""
        font = self.fonts[int(cell.style.get("fontId", "0"))]
        return {part.tag.removeprefix(S): part.get("val", "") for part in font}

    def number_format(self, cell: SheetCell) -> str:
        """Return the format code of a cell's number."""
        return self.formats.get(cell.style.get("numFmtId", "0"), "General")
