"""Values in sentences: each kind is written in its own way, and each state in its own words."""

from datetime import date
from decimal import Decimal

import pytest

from baocao.documents.tokens import gap_token
from baocao.documents.writing import (
    GAP,
    bare_value,
    percent_words,
    ratio_text,
    with_unit,
    words_without_value,
    written_figure,
)
from baocao.model.figure import OwnFigure
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.submission import Rank, Ratio, State, Value
from records import figure_of, usual_indicator

FILES = usual_indicator(unit_of_measure="hồ sơ")
PERCENT = usual_indicator(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
MONEY = usual_indicator(kind=IndicatorKind.MONEY, unit_of_measure="đồng")
RATIO = usual_indicator(kind=IndicatorKind.RATIO, unit_of_measure="hồ sơ", places=1)
ANSWER = usual_indicator(kind=IndicatorKind.YES_NO)
DAY = usual_indicator(kind=IndicatorKind.DATE)
LIST = usual_indicator(kind=IndicatorKind.LIST)
TEXT = usual_indicator(kind=IndicatorKind.TEXT)
CHOICE = usual_indicator(kind=IndicatorKind.CHOICE, choices={"tot": "Hoạt động tốt"})


def given_figure(kind: Indicator, value: Value, qualifier: str = "") -> OwnFigure:
    return figure_of(kind, value, qualifier=qualifier)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (given_figure(FILES, Decimal(3781)), "3.781"),
        (given_figure(FILES, Decimal(4)), "04"),
        (given_figure(FILES, Decimal(0)), "0"),
        (given_figure(FILES, Decimal(90), "trên"), "trên 90"),
        (given_figure(PERCENT, Decimal("86.60")), "86,6%"),
        (given_figure(PERCENT, Decimal("86.645")), "86,65%"),
        (given_figure(PERCENT, Decimal(5)), "5%"),
        (given_figure(PERCENT, Decimal(90), "khoảng"), "khoảng 90%"),
        (given_figure(MONEY, Decimal(479_000_000)), "479.000.000"),
        (given_figure(RATIO, Ratio(Decimal(3681), Decimal(3781))), "3.681/3.781 hồ sơ (chiếm 97,4%)"),
        (given_figure(RATIO, Ratio(Decimal(4), Decimal(9))), "04/09 hồ sơ (chiếm 44,4%)"),
        (given_figure(ANSWER, True), "có"),  # noqa: FBT003 - an answer
        (given_figure(ANSWER, False), "không"),  # noqa: FBT003 - an answer
        (given_figure(DAY, date(2025, 3, 5)), "05/3/2025"),
        (given_figure(LIST, ("VNPT", "Viettel", "FPT")), "VNPT, Viettel và FPT"),
        (given_figure(TEXT, "a_b"), r"a\_b"),
        (given_figure(CHOICE, "tot"), "Hoạt động tốt"),
    ],
)
def test_each_kind_of_value_is_written_in_its_own_way(figure: OwnFigure, text: str) -> None:
    assert written_figure(figure) == text


@pytest.mark.parametrize("kind", [FILES, PERCENT, MONEY, RATIO, ANSWER, DAY, LIST, TEXT, CHOICE])
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.NOTHING, "không phát sinh"),
        (State.NOT_APPLICABLE, "không áp dụng"),
        (State.MISSING, gap_token(GAP)),
        (State.UNREADABLE, gap_token(GAP)),
    ],
)
def test_a_figure_without_a_value_says_why_whatever_its_kind(
    kind: Indicator, state: State, words: str
) -> None:
    assert written_figure(figure_of(kind, state=state)) == words
    assert with_unit(figure_of(kind, state=state)) == words


def test_zero_and_nothing_occurred_are_written_apart() -> None:
    assert written_figure(given_figure(FILES, Decimal(0))) != written_figure(
        figure_of(FILES, Decimal(0), State.NOTHING)
    )


def test_a_missing_value_with_a_reason_says_it_instead_of_leaving_a_gap() -> None:
    figure = figure_of(FILES, state=State.MISSING, reason="VNPT chưa_gửi")
    assert written_figure(figure) == r"chưa có số liệu (VNPT chưa\_gửi)"


def test_an_unreadable_value_stays_a_gap_even_with_a_reason() -> None:
    assert written_figure(figure_of(FILES, state=State.UNREADABLE, reason="x")) == gap_token(GAP)


def test_a_given_figure_is_not_put_in_words() -> None:
    assert words_without_value(given_figure(FILES, Decimal(0))) is None


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (given_figure(FILES, Decimal(3781)), "3.781 hồ sơ"),
        (given_figure(FILES, Decimal(0)), "0 hồ sơ"),
        (given_figure(FILES, Decimal(90), "trên"), "trên 90 hồ sơ"),
        (given_figure(MONEY, Decimal(5)), "05 đồng"),
        (given_figure(PERCENT, Decimal(90)), "90%"),
        (given_figure(usual_indicator(), Decimal(90)), "90"),
        (given_figure(RATIO, Ratio(Decimal(1), Decimal(2))), "01/02 hồ sơ (chiếm 50%)"),
        (given_figure(ANSWER, True), "có"),  # noqa: FBT003 - an answer
    ],
)
def test_a_bare_number_is_followed_by_its_unit_of_measure(figure: OwnFigure, text: str) -> None:
    assert with_unit(figure) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("86.649"), 1, "86,6%"),
        (Decimal("86.65"), 1, "86,7%"),
        (Decimal(100), 1, "100%"),
        (Ratio(Decimal(1), Decimal(3)), 2, "33,33%"),
        (Ratio(Decimal(0), Decimal(3)), 1, "0%"),
        (Ratio(Decimal(0), Decimal(0)), 1, gap_token(GAP)),
    ],
)
def test_percentages_are_rounded_half_up(value: Ratio | Decimal, places: int, text: str) -> None:
    assert percent_words(value, places) == text


def test_a_ratio_without_unit_of_measure_has_no_double_space() -> None:
    assert ratio_text(Ratio(Decimal(11), Decimal(96)), "", 1) == "11/96 (chiếm 11,5%)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, gap_token(GAP)),
        (True, "có"),
        (False, "không"),
        (Decimal("86.60"), "86,6"),
        (Decimal(3781), "3.781"),
        (date(2025, 3, 5), "05/3/2025"),
        (Rank(7, 1050), "7/1.050"),
        ("a", "a"),
        (2025, 2025),
    ],
)
def test_what_a_template_prints_without_a_filter_is_never_pythons_own_text(
    value: object, text: object
) -> None:
    assert bare_value(value) == text
