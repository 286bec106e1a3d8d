"""One writer of figures: every kind of value in every manner, side by side."""

from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from baocao.documents.filters import phan_tram, ty_so
from baocao.documents.tables.cells import figure_cell
from baocao.documents.views import FigureView
from baocao.documents.writing import with_unit
from baocao.documents.writing import written_figure as in_document
from baocao.figures.shown import (
    IN_COMPARISON,
    IN_MESSAGE,
    IN_PROSE,
    IN_TABLE,
    IN_TRACE,
    Manner,
    change_text,
    choice_text,
    entered_number,
    entry_text,
    exact_content,
    exact_json,
    figure_text,
    finer_figure,
    message_text,
    own_number,
    rank_text,
    relative_text,
    side_text,
    table_number,
    traced_exactly,
    value_text,
)
from baocao.model.figure import Coverage, Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Function, Indicator, IndicatorKind
from baocao.model.submission import Entry, Rank, Ratio, Reading, State, Value
from baocao.pipeline.tracing.words import rounding_text
from records import AT, figure_of, usual_indicator

FILES: Final = usual_indicator(unit_of_measure="hồ sơ")
PERCENT: Final = usual_indicator(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
RATIO: Final = usual_indicator(kind=IndicatorKind.RATIO, unit_of_measure="hồ sơ")
ANSWER: Final = usual_indicator(kind=IndicatorKind.YES_NO)
DAY: Final = usual_indicator(kind=IndicatorKind.DATE)
LIST: Final = usual_indicator(kind=IndicatorKind.LIST)
TEXT: Final = usual_indicator(kind=IndicatorKind.TEXT)
CHOICE: Final = usual_indicator(kind=IndicatorKind.CHOICE, choices={"tot": "Hoạt động tốt"})
COUNTED: Final = usual_indicator(kind=IndicatorKind.YES_NO, function=Function.COUNT)
MANNERS: Final = (IN_PROSE, IN_TABLE, IN_COMPARISON, IN_TRACE)
"""Those of documents and of what is told about them; messages are the fifth."""
COVERED: Final = Coverage(tuple("abc"), tuple("ab"))


def given(kind: Indicator, value: Value, qualifier: str = "") -> OwnFigure:
    return figure_of(kind, value, qualifier=qualifier, at=AT)


def rolled(kind: Indicator, value: Value, covered: Coverage) -> RolledUpFigure:
    return RolledUpFigure(kind, Entry(State.GIVEN, None, value), covered, holders=covered.counted)


def written(figure: Figure) -> list[str]:
    """Return a figure in every manner."""
    return [figure_text(figure, manner) for manner in MANNERS]


@pytest.mark.parametrize(
    ("figure", "prose", "table", "comparison", "trace"),
    [
        (given(FILES, Decimal(3781)), "3.781", "3.781", "3.781", "3.781 hồ sơ"),
        (given(FILES, Decimal(4)), "04", "4", "4", "4 hồ sơ"),
        (given(FILES, Decimal(90), "trên"), "trên 90", "trên 90", "trên 90", "trên 90 hồ sơ"),
        (given(PERCENT, Decimal("86.60")), "86,6%", "86,6", "86,6%", "86,6%"),
        (given(ANSWER, True), "có", "Có", "có", "có"),  # noqa: FBT003 - an answer
        (given(ANSWER, False), "không", "Không", "không", "không"),  # noqa: FBT003 - an answer
        (given(DAY, date(2025, 3, 5)), "05/3/2025", "05/3/2025", "05/3/2025", "05/3/2025"),
        (given(LIST, ("VNPT", "FPT")), "VNPT và FPT", "VNPT và FPT", "VNPT, FPT", "VNPT, FPT"),
        (given(TEXT, "a_b"), "a_b", "a_b", "a_b", "a_b"),
        (given(CHOICE, "tot"), *("Hoạt động tốt",) * 4),
    ],
)
def test_each_kind_of_value_is_written_in_its_own_way(
    figure: Figure, prose: str, table: str, comparison: str, trace: str
) -> None:
    assert written(figure) == [prose, table, comparison, trace]


@pytest.mark.parametrize(
    ("state", "table"),
    [(State.NOTHING, "-"), (State.NOT_APPLICABLE, "x"), (State.MISSING, "…"), (State.UNREADABLE, "…")],
)
def test_what_has_no_value_is_told_in_words_and_in_tables_by_a_sign(state: State, table: str) -> None:
    figure = figure_of(FILES, state=state, at=AT)
    assert written(figure) == [state.value, table, state.value, state.value]


def test_a_comparison_tells_the_reason_and_what_was_never_written() -> None:
    assert (
        side_text(figure_of(FILES, state=State.MISSING, at=AT, reason="đang đo"))
        == "chưa có số liệu (đang đo)"
    )
    assert side_text(figure_of(FILES, state=State.MISSING)) == side_text(None) == "không ghi"


@pytest.mark.parametrize(("places", "text"), [(0, "97"), (1, "97,4"), (2, "97,36"), (3, "97,355")])
def test_a_percentage_has_the_decimals_of_its_indicator_wherever_it_stands(places: int, text: str) -> None:
    ratio = given(RATIO._replace(places=places), Ratio(Decimal(3681), Decimal(3781)))
    assert written(ratio) == [
        f"3.681/3.781 hồ sơ (chiếm {text}%)", "…", f"{text}%", f"{text}% (3.681/3.781)",
    ]  # fmt: skip
    assert figure_cell(ratio).text == text
    assert message_text(ratio) == f"{text}%"


def test_a_computed_number_has_the_decimals_of_its_indicator_wherever_it_stands() -> None:
    mean = given(FILES, Decimal(100) / 3)
    assert {*written(mean)[:3], message_text(mean), figure_cell(mean).text} == {"33"}
    assert figure_text(mean, IN_TRACE) == "33 hồ sơ"


def test_a_mean_of_ratios_is_a_percentage_and_has_no_unit_of_measure() -> None:
    mean = given(RATIO, Decimal("97.355"))
    assert written(mean) == ["97,36%", "97,36", "97,36%", "97,36%"]
    assert message_text(mean) == with_unit(mean) == "97,36%"


def test_a_share_of_units_has_decimals_of_its_own_lest_nearly_all_are_all() -> None:
    nearly = rolled(COUNTED._replace(places=0), Ratio(Decimal(1062), Decimal(1063)), COVERED)
    share = "1.062/1.063 đơn vị (chiếm 99,9%)"
    assert figure_text(nearly, IN_PROSE) == in_document(nearly) == ty_so(FigureView(nearly)) == share
    assert phan_tram(FigureView(nearly)) == "99,9%"
    assert rounding_text(nearly) == "giá trị đúng 99,905927…; nửa lên, đến 1 chữ số thập phân"


def test_a_message_may_ask_for_more_decimals_than_a_figure_has() -> None:
    assert message_text(
        finer_figure(given(RATIO._replace(places=0), Ratio(Decimal(1003), Decimal(1000))), 1)
    ) == ("100,3%")


def test_what_a_unit_wrote_keeps_its_decimals() -> None:
    assert entered_number(Decimal("97.355"), RATIO) == "97,355%"
    assert own_number(Decimal("97.355"), RATIO) == "97,36%"


def test_how_many_units_satisfy_a_condition_is_no_percentage() -> None:
    result = rolled(COUNTED, Ratio(Decimal(2), Decimal(3)), COVERED)
    assert written(result)[1:] == ["2/3", "2/3", "2/3 đơn vị"]
    assert table_number(result) is None


def test_parts_of_a_ratio_and_counts_of_units_have_their_thousands_parted() -> None:
    covered = Coverage(tuple(map(str, range(1050))), tuple(map(str, range(935))))
    counted = rolled(COUNTED, Ratio(Decimal(935), Decimal(1050)), covered)
    assert figure_cell(counted).text == "935/1.050"
    assert written(counted) == [
        "935/1.050 đơn vị (chiếm 89%)",
        "935/1.050",
        "935/1.050",
        "935/1.050 đơn vị",
    ]
    assert rank_text(Rank(7, 1050)) == "7/1.050"


def test_what_many_units_wrote_in_their_own_words_is_counted() -> None:
    result = rolled(TEXT, ("a", "b"), COVERED)
    assert [figure_text(result, manner) for manner in (IN_TABLE, IN_COMPARISON)] == ["2 đơn vị"] * 2


def test_a_cell_is_a_number_wherever_the_figure_is_one() -> None:
    half = Ratio(Decimal(1), Decimal(2))
    assert table_number(given(FILES, Decimal(4))) == 4
    assert table_number(given(RATIO, half)) == 50
    assert table_number(given(TEXT, "4")) is None
    assert table_number(figure_of(FILES, Decimal(0), State.NOTHING)) is None


# In messages.


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (given(FILES, Decimal(3781)), "3.781"),
        (given(FILES, Decimal(4)), "4"),
        (given(PERCENT, Decimal("97.355")), "97,36%"),
        (given(RATIO, Ratio(Decimal(3681), Decimal(3781))), "97,36%"),
        (given(LIST, ("VNPT", "Viettel")), "VNPT, Viettel"),
        (given(DAY, date(2025, 11, 18)), "18/11/2025"),
        (given(CHOICE, "tot"), "Hoạt động tốt"),
        (given(ANSWER, True), "có"),  # noqa: FBT003 - an answer
        (given(ANSWER, False), "không"),  # noqa: FBT003 - an answer
        (figure_of(FILES, Decimal(0), State.NOTHING), "0"),
        (figure_of(FILES, state=State.MISSING), "chưa có"),
    ],
)
def test_messages_write_a_figure_as_it_is_compared(figure: Figure, text: str) -> None:
    assert message_text(figure) == text


# Ranks, changes, entries.


def test_a_rank_names_how_many_there_are() -> None:
    assert rank_text(Rank(7, 96)) == "7/96"


def test_a_choice_is_called_by_its_label_and_anything_else_by_itself() -> None:
    assert [choice_text(key, CHOICE) for key in ("tot", "lạ")] == ["Hoạt động tốt", "lạ"]


def test_changes_of_percentages_are_points() -> None:
    assert change_text(Decimal("-2.3"), PERCENT) == "-2,3 điểm"
    assert change_text(Decimal(32712), FILES) == "+32.712"


@pytest.mark.parametrize(
    ("relative", "text"),
    [
        ("10.45", "+10,5%"),
        ("-3", "-3%"),
        ("0", "0%"),
        ("99", "+99%"),
        ("100", "gấp 2 lần"),
        ("142", "gấp 2,4 lần"),
        ("900", "gấp 10 lần"),
    ],
)
def test_changes_in_percent_become_times_from_double_up(relative: str, text: str) -> None:
    assert relative_text(Decimal(relative)) == text


def test_an_entry_is_written_with_its_earlier_readings_and_ranks() -> None:
    readings = tuple(
        Reading(date(2025, month, 5), Entry(State.GIVEN, AT, Decimal(month), rank=Rank(1, month)))
        for month in (3, 11)
    )
    entry = Entry(State.GIVEN, AT, Decimal(11), readings=readings)
    assert entry_text(entry, FILES) == "05/3/2025: 3 (hạng 1/3); 05/11/2025: 11 (hạng 1/11)"
    assert entry_text(Entry(State.MISSING, AT, reason="đang đo"), FILES) == "chưa có số liệu (đang đo)"


def test_a_trace_shows_enough_decimals_to_check_by_hand() -> None:
    assert traced_exactly(Decimal("2.5")) == "2,5"
    assert traced_exactly(Decimal(200) / 3) == "66,666667…"


# Exactly.


@pytest.mark.parametrize(
    ("value", "content", "json"),
    [
        (None, "", None),
        (True, "co", True),
        (Decimal("3781.00"), "3781", "3781.00"),
        (Ratio(Decimal(1), Decimal(2)), "1/2", {"numerator": "1", "denominator": "2"}),
        (date(2025, 3, 5), "2025-03-05", "2025-03-05"),
        (("b", "a"), "b; a", ["b", "a"]),
        ("tot", "tot", "tot"),
    ],
)
def test_hashes_and_other_programs_get_values_that_no_taste_changes(
    value: Value | None, content: str, json: object
) -> None:
    assert exact_content(value) == content
    assert exact_json(value, str) == json


@pytest.mark.parametrize("manner", [*MANNERS, IN_MESSAGE])
@pytest.mark.parametrize(
    "value", [True, Decimal(1), Ratio(Decimal(0), Decimal(0)), date(2025, 1, 1), ("a",), "a"]
)
def test_no_manner_shows_how_the_program_keeps_a_value(manner: Manner, value: Value) -> None:
    kinds = {bool: ANSWER, Decimal: FILES, Ratio: RATIO, date: DAY, tuple: LIST, str: TEXT}
    text = value_text(value, given(kinds[type(value)], value), manner)
    assert not any(sign in text for sign in ("True", "Decimal", "Ratio", "('", "2025-01", "None"))
