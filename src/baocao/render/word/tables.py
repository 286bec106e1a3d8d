"""Tables in Word from table specifications."""

from collections.abc import Iterator
from typing import Final

from baocao.model.form import Form
from baocao.model.table import HEADER_FILL, Align, Cell, Row, RowKind, Table
from baocao.render.columns import CELL_MARGIN, ROW_MARGIN, SPLIT_ABOVE, RowRoom, fitted_widths
from baocao.render.metrics import LINE_HEIGHT, POINT_MM, line_count
from baocao.render.word.marks import Marker
from baocao.render.word.markup import (
    Told,
    cell_xml,
    escape_xml,
    paragraph_xml,
    row_xml,
    run_xml,
    to_twips,
)

_REPEATED: Final = "<w:cantSplit/><w:tblHeader/>"
_MIDDLE: Final = '<w:vAlign w:val="center"/>'


def table_xml(spec: Table, width: float, height: float, form: Form, marker: Marker) -> str:
    """Return the table set in `width` × `height` millimetres of text."""
    widths = [to_twips(column) for column in fitted_widths(spec, width, form)]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    sides = (("top", ROW_MARGIN), ("left", CELL_MARGIN), ("bottom", ROW_MARGIN), ("right", CELL_MARGIN))
    margins = "".join(f'<w:{side} w:w="{to_twips(space)}" w:type="dxa"/>' for side, space in sides)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    writer = _RowWriter(spec, widths, height, form, marker)
    rows = "".join(_header_rows(spec, widths, form)) + writer.rows_xml()
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>{Told(spec.name, spec.description).xml}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _header_rows(spec: Table, widths: list[int], form: Form) -> list[str]:
    """Return the rows that repeat on every page."""
    numbers = zip(spec.column_numbers(), widths, strict=False)
    cells = [_heading_cell(number, width) for number, width in numbers]
    return [*_title_rows(spec, widths, form), *([row_xml(cells, _REPEATED)] if cells else [])]


def _title_rows(spec: Table, widths: list[int], form: Form) -> list[str]:
    """Return one or two rows of headings."""
    properties = _REPEATED
    if not spec.has_groups:
        titles = zip(spec.columns, widths, strict=True)
        return [row_xml([_heading_cell(column.title, width) for column, width in titles], properties)]
    upper: list[str] = []
    lower: list[str] = []
    for start, end in spec.heading_runs():
        group = spec.columns[start].group
        if group:
            span = f'<w:gridSpan w:val="{end - start}"/>'
            upper.append(_heading_cell(group, sum(widths[start:end]), span))
            lower += [_heading_cell(spec.columns[i].title, widths[i]) for i in range(start, end)]
        else:
            title = spec.columns[start].title
            upper.append(_heading_cell(title, widths[start], '<w:vMerge w:val="restart"/>'))
            lower.append(_heading_cell("", widths[start], "<w:vMerge/>"))
    # LibreOffice measures cells over both rows on the first page only, and clips the repeated ones.
    size = form.components["tieu_de_bang"].size
    columns = zip(spec.columns, widths, strict=True)
    lines = max(_title_lines(column.title, width, size) for column, width in columns)
    height = lines * size * LINE_HEIGHT * POINT_MM + 2 * ROW_MARGIN
    half = f'<w:trHeight w:val="{to_twips(height / 2)}"/>'
    return [row_xml(upper, half + properties), row_xml(lower, half + properties)]


def _title_lines(text: str, width: int, size: float) -> int:
    """Return how many lines bold text takes in a column of `width` twips."""
    return line_count(text, width / to_twips(1) - 2 * CELL_MARGIN, size, bold=True)


def _heading_cell(text: str, width: int, properties: str = "") -> str:
    content = paragraph_xml("TieuDeBang", run_xml(text) if text else "")
    return cell_xml(width, content, f"{properties}{_filled_cell(HEADER_FILL)}{_MIDDLE}")


class _RowWriter:
    """Writes the rows under the header.

    Nearly all cells are one line of plain text, so what stands around it is made once per column.
    """

    def __init__(self, spec: Table, widths: list[int], height: float, form: Form, marker: Marker) -> None:
        self._spec = spec
        self._marker = marker
        self._widths = widths
        millimetres = tuple(width / to_twips(1) for width in widths)
        self._room = RowRoom(millimetres, height * SPLIT_ABOVE, form.components["bang"].size)
        columns = zip(spec.columns, widths, strict=True)
        self._around = [_around_text(width, column.align) for column, width in columns]

    def rows_xml(self) -> str:
        """Return all rows."""
        return "".join(map(self._row_xml, self._spec.rows))

    def _row_xml(self, line: Row) -> str:
        if self._room.may_part(line):
            # Over two pages, what stands in the middle of a cell would be cut or be left behind.
            return row_xml(self._cells_xml(line, ""), "")
        cells: list[str] = []
        for position, content in line.placed_cells():
            if content.span == 1 and line.kind is RowKind.DATA and _is_plain(content):
                before, after = self._around[position]
                run = f"{_RUN_START}{escape_xml(content.text)}{_RUN_END}"
                if content.figure:
                    run = self._marker.marked_figure(content.figure, content.text, run)
                cells.append(f"{before}{run}{after}")
            else:
                cells.append(self._cell_xml(content, position, line.kind, _MIDDLE))
        return row_xml(cells, "<w:cantSplit/>")

    def _cells_xml(self, line: Row, place: str) -> Iterator[str]:
        for position, content in line.placed_cells():
            yield self._cell_xml(content, position, line.kind, place)

    def _cell_width(self, content: Cell, position: int) -> int:
        return sum(self._widths[position : position + content.span])

    def _cell_xml(self, content: Cell, position: int, kind: RowKind, middle: str) -> str:
        align = self._spec.cell_align(content, position)
        bold = "<w:b/>" if content.bold or kind is not RowKind.DATA else ""
        # The name of a group must not end a page.
        keep = "<w:keepNext/>" if kind is RowKind.GROUP else ""
        paragraphs = f'{keep}<w:jc w:val="{align.value}"/>'
        body = "".join(paragraph_xml("Bang", runs, paragraphs) for runs in self._cell_lines(content, bold))
        span = f'<w:gridSpan w:val="{content.span}"/>' if content.span > 1 else ""
        colour = content.colour
        fill = _filled_cell(colour) if colour else ""
        return cell_xml(self._cell_width(content, position), body, f"{span}{fill}{middle}")

    def _cell_lines(self, content: Cell, look: str) -> list[str]:
        """Return the runs of each paragraph of a cell."""

        def run(text: str) -> str:
            return "\n".join(run_xml(line, look) if line else "" for line in text.split("\n"))

        if content.written:
            runs = self._marker.written_runs(content.text, content.written, run)
            runs = self._marker.marked_figure(content.figure, content.text, runs)
        elif content.printed:
            runs = self._marker.marked_runs(content.text, content.printed, run)
        else:
            runs = self._marker.marked_figure(content.figure, content.text, run(content.text))
        return runs.split("\n")


def _filled_cell(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _is_plain(content: Cell) -> bool:
    return not (
        content.bold
        or content.colour
        or content.align
        or content.written
        or content.printed
        or "\n" in content.text
    )


def _around_text(width: int, align: Align) -> tuple[str, str]:
    """Return what stands before and after the text of a plain cell."""
    place = f'<w:jc w:val="{align.value}"/>'
    # A cell is made with a sign that its markup does not hold, and cut there.
    before, _, after = cell_xml(width, paragraph_xml("Bang", "?", place), _MIDDLE).partition("?")
    return before, after


_RUN_START, _, _RUN_END = run_xml("?").partition("?")
