"""Tables in Word from table specifications."""

from typing import Final

from baocao.model.form import Form
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.render.metrics import LINE_HEIGHT, POINT_MM, line_count
from baocao.render.word.markup import cell, paragraph, row, run, twips

CELL_MARGIN: Final = 1.2
"""Millimetres between a cell's text and its left and right borders."""
SPLIT_ABOVE: Final = 0.4
"""Rows higher than this share of the page's text may be parted, else a page could stay half empty."""
_HEADER_FILL: Final = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
_MIDDLE: Final = '<w:vAlign w:val="center"/>'


def table(spec: Table, width: float, height: float, form: Form) -> str:
    """Return the table set in `width` × `height` millimetres of text."""
    scale = width / sum(column.width for column in spec.columns)
    widths = [twips(column.width * scale) for column in spec.columns]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    margin = twips(CELL_MARGIN)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = [*_header_rows(spec, widths)]
    rows += [_row(spec.columns, line, widths, height, form) for line in spec.rows]
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>"
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" '
        'w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _header_rows(spec: Table, widths: list[int]) -> list[str]:
    """Return one or two rows that repeat on every page."""
    properties = "<w:cantSplit/><w:tblHeader/>"
    if not spec.has_groups:
        return [row([_heading(c.title, w) for c, w in zip(spec.columns, widths, strict=True)], properties)]
    upper: list[str] = []
    lower: list[str] = []
    for start, end in _runs(spec.columns):
        group = spec.columns[start].group
        if group:
            span = f'<w:gridSpan w:val="{end - start}"/>'
            upper.append(_heading(group, sum(widths[start:end]), span))
            lower += [_heading(spec.columns[i].title, widths[i]) for i in range(start, end)]
        else:
            upper.append(_heading(spec.columns[start].title, widths[start], '<w:vMerge w:val="restart"/>'))
            lower.append(_heading("", widths[start], "<w:vMerge/>"))
    return [row(upper, properties), row(lower, properties)]


def _runs(columns: tuple[Column, ...]) -> list[tuple[int, int]]:
    """Return start and end of neighbouring columns with one heading; others stand alone."""
    found: list[tuple[int, int]] = []
    for index, column in enumerate(columns):
        if column.group and index and columns[index - 1].group == column.group:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _heading(text: str, width: int, properties: str = "") -> str:
    return cell(width, paragraph("TieuDeBang", run(text) if text else ""), f"{properties}{_HEADER_FILL}{_MIDDLE}")


def _row(
    columns: tuple[Column, ...], line: Row, widths: list[int], height: float, form: Form
) -> str:
    cells: list[str] = []
    position = 0
    tallest = 0.0
    for content in line.cells:
        span = widths[position : position + content.span]
        align = Align.LEFT if content.span > 1 else columns[position].align
        cells.append(_cell(content, sum(span), align, line.kind))
        tallest = max(tallest, _height(content, sum(span), form))
        position += content.span
    return row(cells, "<w:cantSplit/>" if tallest < height * SPLIT_ABOVE else "")


def _cell(content: Cell, width: int, align: Align, kind: RowKind) -> str:
    bold = "<w:b/>" if content.bold or kind is not RowKind.DATA else ""
    keep = "<w:keepNext/>" if kind is RowKind.GROUP else ""
    place = f'{keep}<w:jc w:val="{align.value}"/>'
    lines = content.text.split("\n")
    body = "".join(paragraph("Bang", run(line, bold) if line else "", place) for line in lines)
    span = f'<w:gridSpan w:val="{content.span}"/>' if content.span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{content.colour}"/>' if content.colour else ""
    return cell(width, body, f"{span}{fill}{_MIDDLE}")


def _height(content: Cell, width: int, form: Form) -> float:
    """Estimate a cell's height in millimetres."""
    size = form.components["bang"].size
    inner = width / twips(1) - 2 * CELL_MARGIN
    return line_count(content.text, inner, size) * size * LINE_HEIGHT * POINT_MM
