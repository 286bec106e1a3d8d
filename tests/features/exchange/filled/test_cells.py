"""Whatever can be typed is heard as what it is, or asked about; nothing becomes another value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.features.exchange.filled.cells import Around, CellFault, heard_cell, plain_words
from baocao.features.exchange.forms.figure_words import figure_input
from baocao.features.exchange.forms.records import Input, InputKind
from baocao.foreign.grids import CellKind, GridCell
from baocao.model.indicator import Indicator
from baocao.model.period import Window
from baocao.model.submission import State
from baocao.source.log import Log
from baocao.source.nodes import PLAIN, Scalar
from baocao.source.values import read_entry
from baocao.vietnamese.numbers import number_text
from reading import indicator_of, many

NOVEMBER = Around(Window(date(2025, 10, 15), date(2025, 11, 14)))
COUNT = indicator_of("loai: so_dem")
MONEY = indicator_of("loai: tien, don_vi_tinh: triệu đồng, so_le: 3")


def value_of(cell: GridCell, asked: Indicator) -> object:
    """Return the value that a cell gives to a report, or what keeps it from one."""
    heard = heard_cell(cell, figure_input(asked, ("chi_tieu", asked.id)), NOVEMBER)
    if isinstance(heard, CellFault):
        return heard
    entry = read_entry(Scalar(heard, PLAIN, 1, 1), asked, Log(""))
    return entry.value if entry.state is State.GIVEN else entry.state


@many
@given(st.integers(0, 10**14))
def test_every_count_is_heard_as_it_is(number: int) -> None:
    for text in (str(number), repr(float(number))):
        assert value_of(GridCell(CellKind.NUMBER, text), COUNT) == number


@many
@given(st.decimals(0, 10**9, places=3))
def test_a_decimal_is_heard_as_it_is_or_asked_about(number: Decimal) -> None:
    heard = value_of(GridCell(CellKind.NUMBER, repr(float(number))), MONEY)
    assert heard == number or isinstance(heard, CellFault)


@many
@given(st.decimals(Decimal("0.001"), 10**6, places=3).filter(lambda number: number % 1 != 0))
def test_a_fraction_is_no_count(number: Decimal) -> None:
    heard = value_of(GridCell(CellKind.NUMBER, repr(float(number))), COUNT)
    assert isinstance(heard, CellFault)
    if not (number * 1000) % 1:
        assert f"{number * 1000:.0f}" in heard.advice or "kiểm tra lại công thức" in heard.advice


@many
@given(st.integers(0, 10**12))
def test_a_count_typed_as_a_text_is_the_same(number: int) -> None:
    written = number_text(Decimal(number))
    for text in (written, f" {written}\u00a0", f"'{written}"):
        assert value_of(GridCell(CellKind.TEXT, text), COUNT) == number


@many
@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_day_is_itself_or_asked_about_and_never_turned(day: date) -> None:
    asked = Input(("a",), InputKind.DAY)
    heard = heard_cell(GridCell(CellKind.MOMENT, day.isoformat()), asked, NOVEMBER)
    assert heard == day.isoformat() or isinstance(heard, CellFault)
    typed = GridCell(CellKind.TEXT, f"{day.day}/{day.month}/{day.year}")
    assert heard_cell(typed, asked, NOVEMBER) == day.isoformat()


@many
@given(st.text(max_size=200))
def test_no_text_is_a_number_by_itself(text: str) -> None:
    heard = value_of(GridCell(CellKind.TEXT, text), COUNT)
    assert isinstance(heard, Decimal | State | CellFault)
    if isinstance(heard, Decimal):
        assert any(letter.isdecimal() for letter in text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("'3781", "3781"), ("’3781", "3781"), ("'tốt'", "'tốt'"), ("\u200b3\u00a0781 ", "3 781")],
)
def test_what_programs_add_is_taken_away(text: str, plain: str) -> None:
    assert plain_words(text) == plain


def said_of(text: str, asked: Indicator, last: str = "") -> str:
    around = NOVEMBER._replace(last=Decimal(last) if last else None)
    heard = heard_cell(GridCell(CellKind.NUMBER, text), figure_input(asked, ("chi_tieu", asked.id)), around)
    return heard.advice if isinstance(heard, CellFault) else heard


def test_three_decimals_may_be_thousands_unless_the_last_value_was_like_them() -> None:
    assert "gõ 1234" in said_of("1.234", MONEY)
    assert "gõ 1234" in said_of("1.234", MONEY, last="900")
    assert said_of("1.234", MONEY, last="2.5") == "1,2340"
    assert said_of("1.25", MONEY) == "1,25"


def test_nothing_is_offered_that_may_not_stand_there() -> None:
    few = indicator_of("loai: so_dem, khoang: [0, 100]")
    assert "500" not in said_of("0.5", few)
    assert "-500" not in said_of("-0.5", few)


def test_choices_that_have_commas_are_told_apart() -> None:
    asked = Input(("nhom",), InputKind.CHOICE, choices={"Hạ tầng, dữ liệu": "a", "Kinh phí": "b"})
    heard = heard_cell(GridCell(CellKind.TEXT, "Khác"), asked, NOVEMBER)
    assert isinstance(heard, CellFault)
    assert heard.allowed == "một trong: 'Hạ tầng, dữ liệu', 'Kinh phí'"
