"""A form of an old program made again as XLSX, with what stood in its cells: only such can be marked."""

from collections.abc import Mapping
from typing import NamedTuple

from baocao.features.exchange.filled.candidates import OpenedForm, open_form
from baocao.features.exchange.filled.cells import shown_cell
from baocao.features.exchange.filled.places import FilledForm, Spot, find_form
from baocao.features.exchange.filled.receiving import Received
from baocao.features.exchange.forms.as_shown import marks_by_column, with_marks
from baocao.features.exchange.forms.records import FormLayout, FormLine, FormSheet
from baocao.features.exchange.forms.workbook import render_form
from baocao.foreign.grids import read_open_book
from baocao.pipeline.clock import document_moment


class RemadeForm(NamedTuple):
    """The form as XLSX, and by a cell of the file that came where it stands now."""

    data: bytes
    spots: Mapping[Spot, Spot]


def remake_form(received: Received) -> RemadeForm | None:
    """Return the form with everything that was typed; None if the file is another one by now."""
    opened = open_form(received.incoming)
    if not isinstance(opened, OpenedForm) or opened.digest != received.digest:
        return None
    layout = _as_typed(received.candidate().layout, opened.form)
    data = render_form(layout, document_moment(layout.period.window.end))
    form = find_form(read_open_book(data))
    return RemadeForm(data, dict(_moved_spots(layout, opened.form, form))) if form else None


def _as_typed(layout: FormLayout, form: FilledForm) -> FormLayout:
    sheets = [_typed_sheet(sheet, form) for sheet in layout.sheets]
    head = with_marks(sheets[0].head, marks_by_column(form.shown))
    return layout._replace(sheets=(sheets[0]._replace(head=head), *sheets[1:]))


def _typed_sheet(sheet: FormSheet, form: FilledForm) -> FormSheet:
    lines = tuple(_typed_line(line, form) for line in sheet.lines)
    return sheet._replace(lines=lines, head=tuple(_typed_line(line, form) for line in sheet.head))


def _typed_line(line: FormLine, form: FilledForm) -> FormLine:
    inputs = {
        column: asked._replace(content=_shown(form, line.key, column) or None)
        for column, asked in line.inputs.items()
    }
    return line._replace(inputs=inputs) if inputs else line


def _shown(form: FilledForm, line: str, column: str) -> str:
    cells = (part.grid.cells.get((spot.row, spot.column)) for part, spot in form.places_of(line, column))
    return next((shown_cell(cell) for cell in cells if cell), "")


def _moved_spots(layout: FormLayout, old: FilledForm, new: FilledForm) -> list[tuple[Spot, Spot]]:
    return [
        (spot, place)
        for line in layout.lines_by_key().values()
        for column in line.inputs
        for _, spot in old.places_of(line.key, column)
        for _, place in new.places_of(line.key, column)
    ]
