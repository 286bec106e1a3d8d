"""A workbook as it came, with a comment and a mark at every cell that has to be mended, and a list of them.

The parts of the file are patched and nothing is written anew: what a library does not know would be lost,
such as lists of choices of newer programs. Marks are a rule of formatting that can be taken off again when
the file comes back once more; no cell and no look of the sender's is changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from lxml import etree

from baocao.features.exchange.filled.places import Spot
from baocao.foreign.faults import SHEET, UnreadableError
from baocao.foreign.packages import Package
from baocao.foreign.worksheets import Workbook, cell_position, cell_reference
from baocao.render.archive import pack_parts, unpack_parts
from baocao.render.letters import without_controls

TITLE: Final = "Cần sửa"
"""The name of the sheet with the list, which comes first."""
AUTHOR: Final = "baocao"
_S: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_T: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_V: Final = "urn:schemas-microsoft-com:vml"
_X: Final = "urn:schemas-microsoft-com:office:excel"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RULE: Final = f'"{AUTHOR}"="{AUTHOR}"'
"""What tells our rule of formatting from others: it always holds."""
_FILL: Final = "FFFFC7CE"
_ORDER: Final = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
    *("customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations"),
    *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
    *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing"),
)
"""The order of what a worksheet holds, as far as anything is put into it."""
_STYLE_ORDER: Final = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
)


class Mark(NamedTuple):
    """What is said at cells: their list names them, their comment says it."""

    name: str
    text: str
    spots: tuple[Spot, ...] = ()


class UnmarkableError(Exception):
    """The parts of the file are not put together as usual, so that they are left alone."""


def marked_workbook(data: bytes, marks: Sequence[Mark], title: str) -> bytes:
    """Return an XLSX with marks, its earlier ones taken off; raises UnmarkableError."""
    try:
        # Parts that nobody has read so far are unpacked below as well.
        Package(data, SHEET).read_all()
        return _Marker(data).with_marks(marks, title)
    except (UnreadableError, etree.LxmlError, KeyError, IndexError, ValueError, AttributeError) as error:
        raise UnmarkableError from error


class _Marker:
    """The parts of one workbook while they are patched."""

    def __init__(self, data: bytes) -> None:
        self._parts = unpack_parts(data)
        self._sheets = Workbook(data).sheets
        self._trees: dict[str, Any] = {}

    def with_marks(self, marks: Sequence[Mark], title: str) -> bytes:
        self._take_off_list()
        by_sheet: dict[int, dict[str, list[str]]] = {}
        for mark in marks:
            for spot in dict.fromkeys(mark.spots):
                place = cell_reference(spot.row, spot.column)
                by_sheet.setdefault(spot.sheet, {}).setdefault(place, []).append(mark.text)
        look = self._add_look()
        for number, sheet in enumerate(self._sheets):
            if sheet.part in self._parts and sheet.name != TITLE:
                self._mark_sheet(sheet.part, by_sheet.get(number, {}), look)
        self._add_list(marks, title)
        return pack_parts({**self._parts, **{name: _bytes_of(tree) for name, tree in self._trees.items()}})

    def _tree(self, name: str) -> Any:
        if name not in self._trees:
            self._trees[name] = _parsed(self._parts[name])
        return self._trees[name]

    # Marks of one sheet.

    def _add_look(self) -> int:
        """Add the look of marks to those of rules, and return its number."""
        styles = self._tree(self._related("xl/workbook.xml", "styles"))
        _refuse_other(styles, "styleSheet")
        looks = styles.find(f"{{{_S}}}dxfs")
        if looks is None:
            looks = _inserted(styles, "dxfs", _STYLE_ORDER)
        for number, look in enumerate(looks):
            if look.find(f".//{{{_S}}}bgColor[@rgb='{_FILL}']") is not None and len(look) == 1:
                return number
        looks.append(
            _element(
                f'<dxf xmlns="{_S}"><fill><patternFill patternType="solid">'
                f'<fgColor rgb="{_FILL}"/><bgColor rgb="{_FILL}"/></patternFill></fill></dxf>'
            )
        )
        looks.set("count", str(len(looks)))
        return len(looks) - 1

    def _mark_sheet(self, part: str, texts: Mapping[str, list[str]], look: int) -> None:
        sheet = self._tree(part)
        _refuse_other(sheet, "worksheet")
        self._take_off_marks(sheet)
        self._take_off_comments(part, sheet)
        if not texts:
            return
        for rule in sheet.iter(f"{{{_S}}}cfRule"):
            rule.set("priority", str(int(rule.get("priority", "1")) + 1))
        marked = _inserted(sheet, "conditionalFormatting", _ORDER)
        marked.set("sqref", " ".join(texts))
        marked.append(
            _element(
                f'<cfRule xmlns="{_S}" type="expression" dxfId="{look}" priority="1">'
                f"<formula>{_RULE}</formula></cfRule>"
            )
        )
        self._add_comments(part, sheet, {place: "\n".join(said) for place, said in texts.items()})

    def _take_off_marks(self, sheet: Any) -> None:
        for rules in sheet.findall(f"{{{_S}}}conditionalFormatting"):
            if any(formula.text == _RULE for formula in rules.iter(f"{{{_S}}}formula")):
                sheet.remove(rules)

    def _take_off_comments(self, part: str, sheet: Any) -> None:
        """Take off the comments that were put there the last time, and the boxes in which they stand."""
        name = self._relations(part).get("comments")
        if name not in self._parts or sheet.find(f"{{{_S}}}legacyDrawing") is None:
            return
        comments = self._tree(name)
        authors = [each.text or "" for each in comments.iter(f"{{{_S}}}author")]
        own = [
            comment
            for comment in comments.iter(f"{{{_S}}}comment")
            if authors[int(comment.get("authorId", "0"))] == AUTHOR
        ]
        drawing = self._relations(part).get("vmlDrawing")
        places = {cell_position(comment.get("ref", "")) for comment in own}
        for comment in own:
            comment.getparent().remove(comment)
        # What was added to a comment of the sender's.
        for run in list(comments.iter(f"{{{_S}}}r")):
            if (run.findtext(f"{{{_S}}}t") or "").startswith(f"\n{AUTHOR}: "):
                run.getparent().remove(run)
        if drawing in self._parts:
            for shape in list(self._tree(drawing).iter(f"{{{_V}}}shape")):
                if _place_of_shape(shape) in places:
                    shape.getparent().remove(shape)

    def _add_comments(self, part: str, sheet: Any, texts: Mapping[str, str]) -> None:
        comments, drawing = self._comment_parts(part, sheet)
        authors = comments.find(f"{{{_S}}}authors")
        names = [each.text or "" for each in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{{{_S}}}author").text = AUTHOR
            names.append(AUTHOR)
        listed = comments.find(f"{{{_S}}}commentList")
        known = {comment.get("ref") for comment in listed}
        for place, text in texts.items():
            # A cell has one comment; what the sender wrote there stays, ours follows it.
            if place in known:
                old = next(comment for comment in listed if comment.get("ref") == place)
                old.find(f"{{{_S}}}text").append(_run(f"\n{AUTHOR}: {text}"))
                continue
            comment = etree.SubElement(
                listed, f"{{{_S}}}comment", ref=place, authorId=str(names.index(AUTHOR))
            )
            etree.SubElement(comment, f"{{{_S}}}text").append(_run(text))
            drawing.append(_element(_shape_xml(place, text)))

    def _comment_parts(self, part: str, sheet: Any) -> tuple[Any, Any]:
        """Return the comments of a sheet and the drawing with their boxes, made where there are none."""
        related = self._relations(part)
        has_drawing = sheet.find(f"{{{_S}}}legacyDrawing") is not None
        if (
            related.get("comments") in self._parts
            and related.get("vmlDrawing") in self._parts
            and has_drawing
        ):
            return self._tree(related["comments"]), self._tree(related["vmlDrawing"])
        if has_drawing or related.get("comments"):
            raise UnmarkableError
        comments = self._new_name("xl/comments{}.xml")
        drawing = self._new_name("xl/drawings/vmlDrawing{}.vml")
        self._parts[comments] = f'<comments xmlns="{_S}"><authors/><commentList/></comments>'.encode()
        self._parts[drawing] = _DRAWING.encode()
        self._relate(part, "comments", comments)
        shown = self._relate(part, "vmlDrawing", drawing)
        _inserted(sheet, "legacyDrawing", _ORDER).set(f"{{{_R}}}id", shown)
        self._declare(comments, f"{_TYPE}.comments+xml")
        self._declare_ending("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        return self._tree(comments), self._tree(drawing)

    # The list.

    def _take_off_list(self) -> None:
        """Take off the list of the last time: its sheet, and what leads to it."""
        book = self._tree("xl/workbook.xml")
        _refuse_other(book, "workbook")
        sheets = book.find(f"{{{_S}}}sheets")
        for at, sheet in enumerate(list(sheets)):
            if sheet.get("name") != TITLE:
                continue
            sheets.remove(sheet)
            relations = self._tree("xl/_rels/workbook.xml.rels")
            for relation in list(relations):
                if relation.get("Id") == sheet.get(f"{{{_R}}}id"):
                    relations.remove(relation)
                    self._drop(_target_of("xl/workbook.xml", relation.get("Target", "")))
            self._shift_sheets(book, at, -1)

    def _drop(self, name: str) -> None:
        self._parts.pop(name, None)
        self._trees.pop(name, None)
        types = self._tree("[Content_Types].xml")
        for each in list(types):
            if each.get("PartName") == f"/{name}":
                types.remove(each)

    def _shift_sheets(self, book: Any, at: int, by: int) -> None:
        """Let what names sheets by their number find them again."""
        for name in list(book.iter(f"{{{_S}}}definedName")):
            local = name.get("localSheetId")
            if local is None:
                continue
            if by < 0 and int(local) == at:
                name.getparent().remove(name)
            elif int(local) >= at:
                name.set("localSheetId", str(int(local) + by))

    def _add_list(self, marks: Sequence[Mark], title: str) -> None:
        book = self._tree("xl/workbook.xml")
        sheets = book.find(f"{{{_S}}}sheets")
        part = self._new_name("xl/worksheets/sheet{}.xml")
        head, wrapped = self._list_looks()
        self._parts[part] = _list_xml(marks, title, head, wrapped).encode()
        self._declare(part, f"{_TYPE}.worksheet+xml")
        numbers = [int(sheet.get("sheetId", "0")) for sheet in sheets]
        shown = self._relate("xl/workbook.xml", "worksheet", part)
        own = etree.Element(f"{{{_S}}}sheet", name=TITLE, sheetId=str(max(numbers, default=0) + 1))
        own.set(f"{{{_R}}}id", shown)
        sheets.insert(0, own)
        self._shift_sheets(book, 0, 1)
        for view in book.iter(f"{{{_S}}}workbookView"):
            view.set("activeTab", "0")
            view.attrib.pop("firstSheet", None)
        for sheet in self._sheets:
            if sheet.part in self._parts:
                for view in self._tree(sheet.part).iter(f"{{{_S}}}sheetView"):
                    view.attrib.pop("tabSelected", None)

    def _list_looks(self) -> tuple[int, int]:
        """Add looks for the list: letters of headings, and texts over several lines."""
        styles = self._tree(self._related("xl/workbook.xml", "styles"))
        fonts, looks = styles.find(f"{{{_S}}}fonts"), styles.find(f"{{{_S}}}cellXfs")
        fonts.append(_element(f'<font xmlns="{_S}"><b/><sz val="13"/><name val="Times New Roman"/></font>'))
        fonts.append(_element(f'<font xmlns="{_S}"><sz val="13"/><name val="Times New Roman"/></font>'))
        for number in (2, 1):
            looks.append(
                _element(
                    f'<xf xmlns="{_S}" numFmtId="0" fontId="{len(fonts) - number}" fillId="0" borderId="0" '
                    'xfId="0" applyFont="1" applyAlignment="1">'
                    '<alignment vertical="top" wrapText="1"/></xf>'
                )
            )
        for group in (fonts, looks):
            group.set("count", str(len(group)))
        return len(looks) - 2, len(looks) - 1

    # Parts and what leads to them.

    def _related(self, part: str, kind: str) -> str:
        name = self._relations(part).get(kind)
        if name is None or name not in self._parts:
            raise UnmarkableError
        return name

    def _relations_name(self, part: str) -> str:
        folder, _, name = part.rpartition("/")
        return f"{folder}/_rels/{name}.rels"

    def _relations(self, part: str) -> dict[str, str]:
        """Return by the kind of a relation the part to which it leads."""
        name = self._relations_name(part)
        tree = self._tree(name) if name in self._parts else ()
        return {
            each.get("Type", "").rpartition("/")[2]: _target_of(part, each.get("Target", ""))
            for each in tree
            if each.get("TargetMode") != "External"
        }

    def _relate(self, part: str, kind: str, target: str) -> str:
        name = self._relations_name(part)
        if name not in self._parts:
            self._parts[name] = f'<Relationships xmlns="{_P}"/>'.encode()
        tree = self._tree(name)
        known = {each.get("Id") for each in tree}
        number = next(f"rIdBc{at}" for at in range(1, len(known) + 2) if f"rIdBc{at}" not in known)
        attributes = {"Id": number, "Type": f"{_R}/{kind}", "Target": f"/{target}"}
        etree.SubElement(tree, f"{{{_P}}}Relationship", attributes)
        return number

    def _new_name(self, form: str) -> str:
        taken = {name.lower() for name in self._parts}
        return next(
            name for at in range(1, len(taken) + 2) if (name := form.format(at)).lower() not in taken
        )

    def _declare(self, part: str, kind: str) -> None:
        types = self._tree("[Content_Types].xml")
        etree.SubElement(types, f"{{{_T}}}Override", {"PartName": f"/{part}", "ContentType": kind})

    def _declare_ending(self, ending: str, kind: str) -> None:
        types = self._tree("[Content_Types].xml")
        if not any(each.get("Extension", "").lower() == ending for each in types):
            types.insert(0, _element(f'<Default xmlns="{_T}" Extension="{ending}" ContentType="{kind}"/>'))


def _parsed(data: bytes) -> Any:
    """Return a part that was read within limits before; nothing in it is expanded or fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _bytes_of(tree: Any) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _element(xml: str) -> Any:
    return etree.fromstring(xml)


def _refuse_other(root: Any, name: str) -> None:
    if root.tag != f"{{{_S}}}{name}":
        raise UnmarkableError


def _inserted(parent: Any, name: str, order: Sequence[str]) -> Any:
    """Put a new element where the order of a part has it; of several of one name it comes first."""
    before = {f"{{{_S}}}{each}" for each in order[: order.index(name)]}
    at = max((number + 1 for number, child in enumerate(parent) if child.tag in before), default=0)
    new = etree.Element(f"{{{_S}}}{name}")
    parent.insert(at, new)
    return new


def _target_of(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    folder = part.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            folder = folder[:-1]
        elif step != ".":
            folder.append(step)
    return "/".join(folder)


def _place_of_shape(shape: Any) -> tuple[int, int] | None:
    row, column = shape.find(f".//{{{_X}}}Row"), shape.find(f".//{{{_X}}}Column")
    return None if row is None or column is None else (int(row.text) + 1, int(column.text) + 1)


def _run(text: str) -> Any:
    run = etree.Element(f"{{{_S}}}r")
    told = etree.SubElement(run, f"{{{_S}}}t")
    told.text = without_controls(text)
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


_DRAWING: Final = (
    f'<xml xmlns:v="{_V}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{_X}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_LINE_OF_LIST, _LINE_HEIGHT = 88, 17
"""Letters in a line of the list, and the points that it takes."""
_CHARACTERS_A_LINE: Final = 45


def _shape_xml(place: str, text: str) -> str:
    """Return the box of a comment, as high as its text needs."""
    row, column = cell_position(place)
    lines = sum(-(-len(line) // _CHARACTERS_A_LINE) or 1 for line in text.split("\n"))
    anchor = f"{column}, 15, {row - 1}, 4, {column + 3}, 60, {row + lines}, 4"
    return (
        f'<v:shape xmlns:v="{_V}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{_X}" '
        f'id="_x0000_s{row * 100 + column}" type="#_x0000_t202" style="position:absolute;width:260pt;'
        f'height:{14 * lines + 12}pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
        f"<x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _list_xml(marks: Sequence[Mark], title: str, head: int, wrapped: int) -> str:
    """Return the sheet with the list: what is to be mended, each with a link to its cell."""
    sheet = etree.Element(f"{{{_S}}}worksheet", nsmap={None: _S, "r": _R})
    properties = etree.SubElement(sheet, f"{{{_S}}}sheetPr")
    etree.SubElement(properties, f"{{{_S}}}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(sheet, f"{{{_S}}}sheetViews")
    etree.SubElement(views, f"{{{_S}}}sheetView", tabSelected="1", workbookViewId="0", showGridLines="0")
    columns = etree.SubElement(sheet, f"{{{_S}}}cols")
    for number, width in enumerate(("6", "22", "100"), start=1):
        etree.SubElement(
            columns, f"{{{_S}}}col", min=str(number), max=str(number), width=width, customWidth="1"
        )
    rows = etree.SubElement(sheet, f"{{{_S}}}sheetData")
    _add_row(rows, 1, (title,), head)
    _add_row(rows, 2, ("TT", "Ô", "Nội dung cần sửa"), head)
    for number, mark in enumerate(marks, start=1):
        _add_row(rows, number + 2, (str(number), mark.name, mark.text), wrapped)
    joined = etree.SubElement(sheet, f"{{{_S}}}mergeCells", count="1")
    etree.SubElement(joined, f"{{{_S}}}mergeCell", ref="A1:C1")
    links = [
        (number + 2, link) for number, mark in enumerate(marks, start=1) for link in _link_of(mark.name)
    ]
    if links:
        group = etree.SubElement(sheet, f"{{{_S}}}hyperlinks")
        for row, location in links:
            etree.SubElement(group, f"{{{_S}}}hyperlink", ref=f"B{row}", location=location)
    etree.SubElement(
        sheet,
        f"{{{_S}}}pageMargins",
        left="0.4",
        right="0.4",
        top="0.6",
        bottom="0.6",
        header="0.3",
        footer="0.3",
    )
    etree.SubElement(sheet, f"{{{_S}}}pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return str(etree.tostring(sheet, encoding="unicode"))


def _add_row(rows: Any, number: int, texts: Iterable[str], look: int) -> None:
    texts = tuple(texts)
    # Programs break lines of a row without a height but do not make room for them.
    lines = max(sum(-(-len(line) // _LINE_OF_LIST) or 1 for line in text.split("\n")) for text in texts)
    height = f"{_LINE_HEIGHT * lines + 3}"
    row = etree.SubElement(rows, f"{{{_S}}}row", r=str(number), ht=height, customHeight="1")
    for column, text in enumerate(texts, start=1):
        cell = etree.SubElement(
            row, f"{{{_S}}}c", r=cell_reference(number, column), s=str(look), t="inlineStr"
        )
        inline = etree.SubElement(cell, f"{{{_S}}}is")
        etree.SubElement(inline, f"{{{_S}}}t").text = without_controls(text)


def _link_of(name: str) -> Iterator[str]:
    """Yield where the first of the cells of a mark is."""
    sheet, _, place = name.partition(", ")[0].rpartition("!")
    if sheet:
        quoted = sheet.replace("'", "''")
        yield f"'{quoted}'!{place}"
