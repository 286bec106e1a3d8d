"""What the Open XML SDK does not catch in DOCX and XLSX files: `python tools/ooxml_lint.py FILE…`.

Prints one line for each finding; exits with 1 if there are any and with 2 if no file is named.
"""

import io
import re
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_STORIES: Final = {f"{_W}{name}" for name in ("tc", "footnote", "endnote", "comment", "txbxContent")}
"""What holds paragraphs of its own, into and out of which no field may reach."""
_WRAPPERS: Final = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins")}
"""What may stand between a table and its rows, or a row and its cells."""
_STYLE_USES: Final = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
_NO_BORDER: Final = {"nil", "none"}
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
_REFERENCE: Final = re.compile(r"([A-Z]+)(\d+)")
_CELLS: Final = re.compile(r"\w+!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?")
"""The cells of one column that a chart shows."""
_SUM: Final = re.compile(r"SUM\((?P<column>[A-Z]+)(?P<first>\d+):(?P=column)(?P<last>\d+)\)")
_EXCERPT: Final = 40
_BOOKMARKS: Final = {f"{_W}bookmarkStart", f"{_W}bookmarkEnd"}
_LONGEST_BOOKMARK: Final = 40
_OUR_BOOKMARKS: Final = "_bc"
_MARKS: Final = "{urn:baocao:dau}"
_MARK_KINDS: Final = ("so", "loi", "dan")
"""Figures, whose keys say whose they are, prose, and what stands for marks in prose."""


class Finding(NamedTuple):
    """Something wrong in a part of a package; the part is empty where the zip itself is meant."""

    part: str
    message: str


class Package(NamedTuple):
    """A package as read: zip entries in their order, XML parts by name, parts that are no XML.

    `embedded` are the workbooks behind its charts.
    """

    entries: tuple[zipfile.ZipInfo, ...]
    trees: Mapping[str, ET.Element]
    broken: Mapping[str, str]
    embedded: Mapping[str, "Package"]

    def parts_under(self, folder: str) -> Iterator[tuple[str, ET.Element]]:
        """Yield the XML parts of a folder by name."""
        return ((name, tree) for name, tree in self.trees.items() if name.startswith(folder))


class _Area(NamedTuple):
    """A rectangle of cells, from 1, both ends included."""

    left: int
    top: int
    right: int
    bottom: int

    def overlaps(self, other: "_Area") -> bool:
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


Check = Callable[[Package], Iterator[Finding]]


def read_package(data: bytes) -> Package:
    """Return the package that stands in a zip file."""
    trees: dict[str, ET.Element] = {}
    broken: dict[str, str] = {}
    embedded: dict[str, Package] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in dict.fromkeys(archive.namelist()):
            if name.endswith((".xml", ".rels")):
                try:
                    trees[name] = ET.fromstring(archive.read(name))  # noqa: S314 - files that we made
                except ET.ParseError as error:
                    broken[name] = str(error)
            elif name.endswith(".xlsx"):
                embedded[name] = read_package(archive.read(name))
        return Package(tuple(archive.infolist()), trees, broken, embedded)


# The zip file


def repeated_entries(package: Package) -> Iterator[Finding]:
    """No name stands twice in the zip."""
    for name, count in Counter(entry.filename for entry in package.entries).items():
        if count > 1:
            yield Finding(name, f"stands in the zip {count} times")


def content_types_first(package: Package) -> Iterator[Finding]:
    """The content types are the first entry, as readers of streams expect."""
    first = package.entries[0].filename if package.entries else "nothing"
    if first != _CONTENT_TYPES:
        yield Finding("", f"the first entry is {first}, not {_CONTENT_TYPES}")


def fixed_times(package: Package) -> Iterator[Finding]:
    """Every entry is dated 1980-01-01, so that bytes do not depend on the clock."""
    for entry in package.entries:
        if entry.date_time != _STAMP:
            yield Finding(entry.filename, f"is dated {entry.date_time[:3]}, not 1980-01-01")


def well_formed(package: Package) -> Iterator[Finding]:
    """Every part that calls itself XML is XML."""
    for name, reason in package.broken.items():
        yield Finding(name, f"is not well-formed: {reason}")


# All parts


def declared_relationships(package: Package) -> Iterator[Finding]:
    """Every relationship that a part uses is declared for that part."""
    for name, tree in package.trees.items():
        used = {value for element in tree.iter() for key, value in element.items() if key.startswith(_R)}
        for relation in sorted(used - _relationship_ids(package, name)):
            yield Finding(name, f"uses the relationship '{relation}', which is not declared")


def _relationship_ids(package: Package, name: str) -> set[str]:
    path = PurePosixPath(name)
    declared = package.trees.get(str(path.parent / "_rels" / f"{path.name}.rels"))
    return set() if declared is None else {relation.get("Id", "") for relation in declared}


def composed_letters(package: Package) -> Iterator[Finding]:
    """Text is in composed letters (Unicode NFC), as TCVN 6909:2001 asks for."""
    for name, tree in package.trees.items():
        for text in _tree_texts(tree):
            if not unicodedata.is_normalized("NFC", text):
                yield Finding(name, f"has decomposed letters in '{text.strip()[:_EXCERPT]}'")


def _tree_texts(tree: ET.Element) -> Iterator[str]:
    for element in tree.iter():
        yield from filter(None, (element.text, element.tail, *element.attrib.values()))


# Word


def balanced_fields(package: Package) -> Iterator[Finding]:
    """Fields begin, separate at most once and end, one inside the other, within one story."""
    for name, tree in package.parts_under("word/"):
        for story in tree.iter():
            if story is tree or story.tag in _STORIES:
                for fault in _field_faults(
                    [mark.get(f"{_W}fldCharType", "") for mark in _field_marks(story)]
                ):
                    yield Finding(name, fault)


def _field_marks(story: ET.Element) -> Iterator[ET.Element]:
    for child in story:
        if child.tag == f"{_W}fldChar":
            yield child
        elif child.tag not in _STORIES:
            yield from _field_marks(child)


def _field_faults(marks: Sequence[str]) -> Iterator[str]:
    separated: list[bool] = []
    for mark in marks:
        if mark == "begin":
            separated.append(False)
        elif not separated:
            yield f"has a field's '{mark}' without its 'begin'"
        elif mark == "end":
            separated.pop()
        elif separated[-1]:
            yield "has a field that separates twice"
        else:
            separated[-1] = True
    if separated:
        yield f"has {len(separated)} field(s) that never end"


def defined_styles(package: Package) -> Iterator[Finding]:
    """Every style that is used in a document is defined."""
    known = set(_styles_by_id(package))
    for name, tree in package.parts_under("word/"):
        used = {element.get(f"{_W}val", "") for tag in _STYLE_USES for element in tree.iter(f"{_W}{tag}")}
        for style in sorted(used - known):
            yield Finding(name, f"uses the style '{style}', which is not defined")


def _styles_by_id(package: Package) -> dict[str, ET.Element]:
    tree = package.trees.get("word/styles.xml")
    styles = () if tree is None else tree.iter(f"{_W}style")
    return {style.get(f"{_W}styleId", ""): style for style in styles}


def matched_notes(package: Package) -> Iterator[Finding]:
    """Every reference has its footnote or endnote, and every note is referred to."""
    for kind in ("footnote", "endnote"):
        part = f"word/{kind}s.xml"
        notes = set(_note_ids(package.trees.get(part), kind))
        used = {
            i for name, tree in package.parts_under("word/") for i in _note_ids(tree, f"{kind}Reference")
        }
        for number in sorted(used - notes):
            yield Finding("word/document.xml", f"refers to {kind} {number}, which is not there")
        for number in sorted(notes - used):
            yield Finding(part, f"has {kind} {number}, to which nothing refers")


def _note_ids(tree: ET.Element | None, tag: str) -> Iterator[str]:
    """Yield the ids of notes or references; separators are not notes."""
    for note in () if tree is None else tree.iter(f"{_W}{tag}"):
        if note.get(f"{_W}type", "normal") == "normal":
            yield note.get(f"{_W}id", "")


def paired_bookmarks(package: Package) -> Iterator[Finding]:
    """Bookmarks begin and end once, in one cell or outside of all, under short names that no other has."""
    pairs: dict[str, list[tuple[str, ET.Element | None]]] = {}
    names: list[str] = []
    for part, tree in package.parts_under("word/"):
        for cell, mark in _bookmark_ends(tree):
            pairs.setdefault(mark.get(f"{_W}id", ""), []).append((mark.tag.removeprefix(_W), cell))
            names += filter(None, [mark.get(f"{_W}name")])
            if len(mark.get(f"{_W}name", "")) > _LONGEST_BOOKMARK:
                yield Finding(part, f"has the bookmark '{mark.get(f'{_W}name')}', which is too long")
    for number, ends in pairs.items():
        if [kind for kind, _ in ends] != ["bookmarkStart", "bookmarkEnd"]:
            yield Finding("word/document.xml", f"has a bookmark {number} that does not begin and end once")
        elif ends[0][1] is not ends[1][1]:
            yield Finding("word/document.xml", f"has a bookmark {number} that reaches across cells")
    for name, count in Counter(map(str.casefold, names)).items():
        if count > 1:
            yield Finding("word/document.xml", f"has {count} bookmarks called '{name}'")


def _bookmark_ends(
    element: ET.Element, cell: ET.Element | None = None
) -> Iterator[tuple[ET.Element | None, ET.Element]]:
    """Yield the beginnings and ends of bookmarks, each with the cell in which it stands."""
    for child in element:
        if child.tag in _BOOKMARKS:
            yield cell, child
        else:
            yield from _bookmark_ends(child, child if child.tag == f"{_W}tc" else cell)


def known_marks(package: Package) -> Iterator[Finding]:
    """Of every hidden bookmark of ours the custom XML part says what it is, and of no other."""
    used = {
        name
        for _, tree in package.parts_under("word/")
        for mark in tree.iter(f"{_W}bookmarkStart")
        if (name := mark.get(f"{_W}name", "")).startswith(_OUR_BOOKMARKS)
    }
    told = set(_told_marks(package))
    for name in sorted(used - told):
        yield Finding("word/document.xml", f"has the bookmark '{name}', of which nothing is said")
    for name in sorted(told - used):
        yield Finding("customXml/item1.xml", f"speaks of a bookmark '{name}', which is not there")


def _told_marks(package: Package) -> Iterator[str]:
    """Yield the names of bookmarks that the custom XML part speaks of; they follow from their keys."""
    given: Counter[int] = Counter()
    for _, tree in package.parts_under("customXml/item"):
        for mark in tree if tree.tag == f"{_MARKS}dau" else ():
            kind, key, unit = mark.tag.removeprefix(_MARKS), mark.get("k", ""), mark.get("u", "")
            if kind not in _MARK_KINDS:
                continue
            whole = f"{kind}|{key}" if kind == _MARK_KINDS[0] else f"{kind}|{unit}|{key}"
            number = zlib.crc32(whole.encode()) % 16**7
            given[number] += 1
            yield f"{_OUR_BOOKMARKS}{number:07x}" + (f"_{given[number]}" if given[number] > 1 else "")


def page_sizes(package: Package) -> Iterator[Finding]:
    """Every section says how large its pages are."""
    for name, tree in package.parts_under("word/"):
        for number, section in enumerate(tree.iter(f"{_W}sectPr"), start=1):
            size = section.find(f"{_W}pgSz")
            if size is None or not (size.get(f"{_W}w") and size.get(f"{_W}h")):
                yield Finding(name, f"section {number} has no page size")


# Tables in Word


def full_rows(package: Package) -> Iterator[Finding]:
    """The cells of every row span as many columns as the table's grid has."""
    for name, number, table in _package_tables(package):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        for index, row in enumerate(_elements_inside(table, "tr"), start=1):
            covered = _grid_number(row, "trPr", "gridAfter", 0)
            covered += max((start + span for start, span, _ in _placed_cells(row)), default=0)
            if covered != columns:
                message = f"table {number}, row {index} spans {covered} columns of {columns}"
                yield Finding(name, message)


def rooted_merges(package: Package) -> Iterator[Finding]:
    """A cell that continues the one above has a merged cell above it, in the same grid column."""
    for name, number, table in _package_tables(package):
        above: set[int] = set()
        for index, row in enumerate(_elements_inside(table, "tr"), start=1):
            merged = {start: how for start, _, cell in _placed_cells(row) if (how := _merge_kind(cell))}
            for start, how in merged.items():
                if how == "continue" and start not in above:
                    place = f"table {number}, row {index}, column {start + 1}"
                    yield Finding(name, f"{place} continues a cell that does not start above")
            above = set(merged)


def _merge_kind(cell: ET.Element) -> str:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return "" if merge is None else merge.get(f"{_W}val", "continue")


def repeated_headers(package: Package) -> Iterator[Finding]:
    """A table with borders repeats its first row on every page; layout tables have no borders."""
    styles = _styles_by_id(package)
    for name, number, table in _package_tables(package):
        first = next(_elements_inside(table, "tr"), None)
        header = None if first is None else first.find(f"{_W}trPr/{_W}tblHeader")
        if _is_bordered(table, styles) and (header is None or header.get(f"{_W}val") in {"0", "false"}):
            yield Finding(name, f"table {number} has borders, but its first row is no header row")


def _is_bordered(table: ET.Element, styles: Mapping[str, ET.Element]) -> bool:
    style = table.find(f"{_W}tblPr/{_W}tblStyle")
    named = None if style is None else styles.get(style.get(f"{_W}val", ""))
    owners = [table] if named is None else [table, named]
    cells = (cell for row in _elements_inside(table, "tr") for cell in _elements_inside(row, "tc"))
    lists = [owner.find(f"{_W}tblPr/{_W}tblBorders") for owner in owners]
    lists += [cell.find(f"{_W}tcPr/{_W}tcBorders") for cell in cells]
    sides = (side for borders in lists if borders is not None for side in borders)
    return any(side.get(f"{_W}val") not in _NO_BORDER for side in sides)


def _package_tables(package: Package) -> Iterator[tuple[str, int, ET.Element]]:
    for name, tree in package.parts_under("word/"):
        for number, table in enumerate(tree.iter(f"{_W}tbl"), start=1):
            yield name, number, table


def _elements_inside(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    for child in element:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _elements_inside(child, tag)


def _placed_cells(row: ET.Element) -> Iterator[tuple[int, int, ET.Element]]:
    """Yield the first grid column, the span and the cell for every cell of a row."""
    start = _grid_number(row, "trPr", "gridBefore", 0)
    for cell in _elements_inside(row, "tc"):
        span = _grid_number(cell, "tcPr", "gridSpan", 1)
        yield start, span, cell
        start += span


def _grid_number(element: ET.Element, properties: str, tag: str, otherwise: int) -> int:
    node = element.find(f"{_W}{properties}/{_W}{tag}")
    return otherwise if node is None else int(node.get(f"{_W}val", otherwise))


# Charts


def described_drawings(package: Package) -> Iterator[Finding]:
    """Every drawing has a text for those who cannot see it, and an id of its own."""
    for name, tree in package.parts_under("word/"):
        drawings = list(tree.iter(f"{_WP}docPr"))
        for drawing in drawings:
            if not drawing.get("descr"):
                yield Finding(name, f"drawing {drawing.get('id')} has no description")
        for number, count in Counter(drawing.get("id") for drawing in drawings).items():
            if count > 1:
                yield Finding(name, f"{count} drawings have the id {number}")


def drawn_as_held(package: Package) -> Iterator[Finding]:
    """What a chart shows is what stands in the cells of its workbook, which is there."""
    for name, tree in package.parts_under("word/charts/"):
        if tree.tag == f"{_C}chartSpace":
            book = package.embedded.get(_book_name(package, name))
            if book is None:
                yield Finding(name, "has no workbook, so that nobody can edit its data")
                continue
            yield from _wrong_references(name, tree, _cell_texts(book))


def _book_name(package: Package, chart: str) -> str:
    path = PurePosixPath(chart)
    relations = package.trees.get(str(path.parent / "_rels" / f"{path.name}.rels"))
    target = "" if relations is None else next((relation.get("Target", "") for relation in relations), "")
    return str(path.parent.parent / target.removeprefix("../"))


def _cell_texts(book: Package) -> dict[str, str]:
    """Return what stands in the cells of the only sheet of a workbook."""
    cells = (cell for _, cell in _sheet_cells(book))
    texts = ((cell.get("r", ""), cell.find(f"{_S}v"), cell.find(f"{_S}is/{_S}t")) for cell in cells)
    return {
        at: (value.text if value is not None else inline.text if inline is not None else "") or ""
        for at, value, inline in texts
    }


def _wrong_references(name: str, tree: ET.Element, cells: Mapping[str, str]) -> Iterator[Finding]:
    for owner in tree.iter():
        reference = next((child for child in owner if child.tag.endswith("}f")), None)
        place = _CELLS.fullmatch(reference.text or "") if reference is not None else None
        if place is None:
            continue
        for point in owner.iter(f"{_C}pt"):
            at = f"{place[1]}{int(place[2]) + int(point.get('idx', '0'))}"
            shown = point.findtext(f"{_C}v") or ""
            if cells.get(at, "") != shown:
                yield Finding(name, f"shows '{shown}' where cell {at} has '{cells.get(at, '')}'")


# Worksheets


def separate_merges(package: Package) -> Iterator[Finding]:
    """Merged ranges of a worksheet do not overlap."""
    for name, tree in package.parts_under("xl/worksheets/"):
        ranges = [element.get("ref", "") for element in tree.iter(f"{_S}mergeCell")]
        for first, second in combinations(ranges, 2):
            if _cell_area(first).overlaps(_cell_area(second)):
                yield Finding(name, f"the merged ranges {first} and {second} overlap")


def ordered_cells(package: Package) -> Iterator[Finding]:
    """Rows stand from top to bottom, and in each its own cells from left to right."""
    for name, tree in package.parts_under("xl/worksheets/"):
        rows = [int(row.get("r", "0")) for row in tree.iter(f"{_S}row")]
        for before, after in pairwise(rows):
            if before >= after:
                yield Finding(name, f"row {after} stands after row {before}")
        for row in tree.iter(f"{_S}row"):
            yield from _unordered_cells(name, row)


def _unordered_cells(name: str, row: ET.Element) -> Iterator[Finding]:
    cells = [cell.get("r", "") for cell in row.iter(f"{_S}c")]
    for before, after in pairwise(cells):
        if _cell_area(before).left >= _cell_area(after).left:
            yield Finding(name, f"cell {after} stands after {before}")
    for cell in cells:
        if str(_cell_area(cell).top) != row.get("r"):
            yield Finding(name, f"cell {cell} stands in row {row.get('r')}")


def numeric_values(package: Package) -> Iterator[Finding]:
    """What a cell calls a number is one."""
    for name, cell in _sheet_cells(package):
        value = cell.find(f"{_S}v")
        if value is not None and cell.get("t", "n") == "n" and not _NUMBER.fullmatch(value.text or ""):
            yield Finding(name, f"cell {cell.get('r')} holds '{value.text or ''}' as a number")


def only_sums(package: Package) -> Iterator[Finding]:
    """A formula adds up cells of its own column and has its result with it: text never becomes one."""
    stored: dict[str, dict[str, str]] = {}
    formulas = []
    for name, cell in _sheet_cells(package):
        value, place = cell.find(f"{_S}v"), cell.get("r", "")
        if value is not None and cell.get("t", "n") == "n":
            stored.setdefault(name, {})[place] = value.text or ""
        formula = cell.find(f"{_S}f")
        if formula is not None:
            formulas.append((name, place, formula.text or ""))
    for name, place, text in formulas:
        if not _is_sum(text, place, stored.get(name, {})):
            yield Finding(name, f"cell {place} holds the formula '{text}'")


def _is_sum(formula: str, place: str, stored: dict[str, str]) -> bool:
    """Tell whether a formula is the sum of cells above or below its own, and what is stored in it."""
    found = _SUM.fullmatch(formula)
    if not found or not re.fullmatch(rf"{found['column']}[0-9]+", place) or not stored.get(place):
        return False
    cells = (f"{found['column']}{row}" for row in range(int(found["first"]), int(found["last"]) + 1))
    return sum(Decimal(stored[cell]) for cell in cells if cell in stored) == Decimal(stored[place])


def defined_cell_styles(package: Package) -> Iterator[Finding]:
    """Every cell style that is used is defined."""
    tree = package.trees.get("xl/styles.xml")
    known = 0 if tree is None else len(tree.findall(f"{_S}cellXfs/{_S}xf"))
    for name, cell in _sheet_cells(package):
        if int(cell.get("s", "0")) >= max(known, 1):
            yield Finding(name, f"cell {cell.get('r')} uses style {cell.get('s')} of {known}")


def _sheet_cells(package: Package) -> Iterator[tuple[str, ET.Element]]:
    return (
        (name, cell) for name, tree in package.parts_under("xl/worksheets/") for cell in tree.iter(f"{_S}c")
    )


def _cell_area(reference: str) -> _Area:
    """Return the cells of 'B2' or 'B2:D4'; anything else is an empty corner."""
    corners = [(_column_number(letters), int(row)) for letters, row in _REFERENCE.findall(reference)]
    (left, top), (right, bottom) = (corners[0], corners[-1]) if corners else ((0, 0), (-1, -1))
    return _Area(left, top, right, bottom)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


CHECKS: Final[tuple[Check, ...]] = (
    repeated_entries,
    content_types_first,
    fixed_times,
    well_formed,
    declared_relationships,
    composed_letters,
    balanced_fields,
    defined_styles,
    matched_notes,
    paired_bookmarks,
    known_marks,
    page_sizes,
    full_rows,
    rooted_merges,
    repeated_headers,
    described_drawings,
    drawn_as_held,
    separate_merges,
    ordered_cells,
    numeric_values,
    only_sums,
    defined_cell_styles,
)


def lint_file(data: bytes) -> list[Finding]:
    """Return everything that the checks find in a DOCX or XLSX file."""
    try:
        package = read_package(data)
    except zipfile.BadZipFile as error:
        return [Finding("", f"is not a zip file: {error}")]
    inside = (
        Finding(f"{name}/{found.part}", found.message)
        for name, book in package.embedded.items()
        for check in CHECKS
        if check is not only_sums  # labels of charts follow their numbers
        for found in check(book)
    )
    return [*(findings for check in CHECKS for findings in check(package)), *inside]


def main(names: Sequence[str]) -> int:
    """Lint the files and print what was found."""
    if not names:
        print("usage: python tools/ooxml_lint.py FILE…", file=sys.stderr)
        return 2
    pairs = [(name, *each) for name in names for each in lint_file(Path(name).read_bytes())]
    for line in pairs:
        print(": ".join(filter(None, line)))
    return 1 if pairs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
