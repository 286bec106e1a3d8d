"""Tables in HTML from table specifications."""

from collections.abc import Iterator, Mapping
from typing import Final

from baocao.model.form import Form, Page
from baocao.model.table import Align, Cell, Row, RowKind, Table
from baocao.render.columns import SPLIT_ABOVE, RowRoom, fitted_widths
from baocao.render.html.markup import (
    Classes,
    element,
    escape_html,
    key_attribute,
    keyed_text,
    paragraph,
    text_html,
)

_ALIGNED: Final[Mapping[Align, str]] = {
    Align.LEFT: "",
    Align.CENTER: "g",
    Align.RIGHT: "p",
    Align.JUSTIFY: "d",
}
"""The class of cells whose text stands so."""
_MEASURE: Final = "GhiChu p giu"


def table_html(spec: Table, page: Page, form: Form, classes: Classes, *, last: bool) -> str:
    """Return a table that fills the text of a page, with the lines above and below it.

    A screen that is narrower moves it sideways. The `last` of a sheet leaves no room below it.
    """
    above = paragraph(_MEASURE, text_html(spec.measure)) if spec.measure else ""
    room = ("" if spec.measure else " cach-tren") + ("" if spec.note or last else " cach-duoi")
    said = f' tabindex="0" role="region" aria-label="{escape_html(_name_of(spec))}"'
    return (
        above + element("div", _table(spec, page, form, classes), f"khung{room}", said) + _note_html(spec)
    )


def _name_of(spec: Table) -> str:
    """Return what a table is called where it is not seen."""
    return spec.name if spec.name.startswith("Bảng") else f"Bảng {spec.name}".strip()


def _table(spec: Table, page: Page, form: Form, classes: Classes) -> str:
    widths = fitted_widths(spec, page.text_width, form)
    room = RowRoom(tuple(widths), page.text_height * SPLIT_ABOVE, form.components["bang"].size)
    columns = "".join(f'<col class="{classes.width_class(column)}">' for column in widths)
    rows = (_row_html(spec, row, classes, tall=room.may_part(row)) for row in spec.rows)
    head = element("thead", "".join(_heading_rows(spec)))
    body = element("tbody", "".join(rows))
    return element(
        "table", f"<colgroup>{columns}</colgroup>{head}{body}", classes.width_class(page.text_width)
    )


def _note_html(spec: Table) -> str:
    lines = spec.note.split("\n") if spec.note else []
    return "".join(paragraph("GhiChu", text_html(line)) for line in lines)


def _heading_rows(spec: Table) -> Iterator[str]:
    """Yield the rows that print repeats on every page."""
    yield from _title_rows(spec)
    if spec.numbered:
        yield element("tr", "".join(map(_heading, spec.column_numbers())))


def _title_rows(spec: Table) -> Iterator[str]:
    if not spec.has_groups:
        yield element("tr", "".join(_heading(column.title) for column in spec.columns))
        return
    upper: list[str] = []
    lower: list[str] = []
    for start, end in spec.heading_runs():
        column = spec.columns[start]
        if column.group:
            upper.append(_heading(column.group, f' scope="colgroup" colspan="{end - start}"'))
            lower += [_heading(each.title) for each in spec.columns[start:end]]
        else:
            upper.append(_heading(column.title, ' scope="col" rowspan="2"'))
    yield element("tr", "".join(upper))
    yield element("tr", "".join(lower))


def _heading(text: str, attributes: str = ' scope="col"') -> str:
    return element("th", text_html(text), "", attributes)


def _row_html(spec: Table, row: Row, classes: Classes, *, tall: bool) -> str:
    """Return a row; what stands in the middle of a tall one would be cut where a page ends."""
    cells = "".join(_cell_html(spec, cell, position, classes) for position, cell in row.placed_cells())
    style = {RowKind.DATA: "", RowKind.GROUP: "dam nhom", RowKind.TOTAL: "dam"}[row.kind]
    return element("tr", cells, f"{style} cao".strip() if tall else style)


def _cell_html(spec: Table, cell: Cell, position: int, classes: Classes) -> str:
    styles = (
        _ALIGNED[spec.cell_align(cell, position)],
        "dam" if cell.bold else "",
        classes.colour_class(cell.colour) if cell.colour else "",
    )
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    text = keyed_text(cell.text, cell.printed) if cell.printed else text_html(cell.text)
    return element("td", text, " ".join(filter(None, styles)), f"{span}{key_attribute(cell.figure)}")
