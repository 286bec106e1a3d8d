"""Widths of columns: as contents need, words are not broken, and only then is a sheet shrunk."""

import pytest

from baocao.model.table import Align, Column, Table
from baocao.render.metrics import text_width
from baocao.render.sheet.widths import (
    CELL_MARGIN,
    INDENT,
    LEAST_SHEET,
    fitted_columns,
    print_scale,
    sheet_needs,
)
from samples import FORM, sample_appendix, sample_workbook, text_row

PAGE = FORM.page.text_width
WORD = "nghiêng" * 2


def many_columns(count: int, width: float, word: str) -> Table:
    columns = tuple(Column("Cột", width, Align.LEFT) for _ in range(count))
    return Table("Rộng", columns, (text_row(*[word] * count),))


def widths_of(table: Table) -> tuple[float, ...]:
    return fitted_columns(sheet_needs([table], FORM), PAGE)


@pytest.mark.parametrize(("count", "width", "expected"), [(2, 20, LEAST_SHEET), (5, 31, 155), (4, 40, 160)])
def test_a_table_is_as_wide_as_its_contents_need(count: int, width: float, expected: float) -> None:
    widths = widths_of(many_columns(count, width, "chữ"))
    assert sum(widths) == pytest.approx(expected, abs=0.3)


def test_a_table_of_long_texts_takes_the_page() -> None:
    widths = widths_of(many_columns(2, 20, "kết quả của nhiệm vụ " * 9))
    assert sum(widths) == pytest.approx(PAGE, abs=0.3)


@pytest.mark.parametrize(("count", "width"), [(6, 45)])
def test_a_table_fills_the_page_and_is_printed_at_its_size(count: int, width: float) -> None:
    widths = widths_of(many_columns(count, width, "chữ"))
    assert PAGE - 0.3 < sum(widths) <= PAGE + 1e-6
    assert print_scale(widths, PAGE) == 1


def test_columns_of_a_wide_table_keep_their_proportions() -> None:
    columns = (Column("TT", 60), Column("Tên", 120), Column("Kết quả", 120))
    first, second, third = widths_of(Table("Rộng", columns, (text_row("1", "a", "b"),)))
    assert second == pytest.approx(third, abs=0.3) == pytest.approx(2 * first, abs=0.6)


def test_a_column_stays_as_wide_as_its_longest_word() -> None:
    columns = (Column("TT", 8), Column("Đơn vị", 300))
    widths = widths_of(Table("Hẹp", columns, (text_row(WORD, "Xã"),)))
    assert widths[0] >= text_width(WORD, 11) + CELL_MARGIN + INDENT
    assert print_scale(widths, PAGE) == 1


def test_an_address_does_not_widen_its_column() -> None:
    columns = (Column("TT", 8), Column("Đơn vị", 200))
    widths = widths_of(Table("Hẹp", columns, (text_row("https://" + "quangngai" * 9, "Xã"),)))
    assert widths[0] < 15


def test_a_sheet_whose_words_have_no_room_is_shrunk_by_whole_percents() -> None:
    widths = widths_of(many_columns(9, 40, WORD))
    scale = print_scale(widths, PAGE)
    assert scale < 1
    assert scale * sum(widths) <= PAGE < (scale + 0.0101) * sum(widths)


def test_the_heading_of_a_shrunk_sheet_is_printed_at_its_size() -> None:
    table = many_columns(9, 40, WORD)
    scale = print_scale(widths_of(table), PAGE)
    made = sample_workbook(sample_appendix(table))
    cells = made.sheets[0].cells
    for place in ("A1", "A2", "A3"):
        assert float(made.font(cells[place])["sz"]) * scale == pytest.approx(14, abs=0.05)
    assert made.font(cells["A6"])["sz"] == "11"


def test_marks_in_the_margins_are_not_shrunk_with_the_sheet() -> None:
    marks = sample_workbook(sample_appendix(many_columns(9, 40, WORD))).sheets[0].element("headerFooter")
    assert marks.get("scaleWithDoc") in {"0", "false"}
