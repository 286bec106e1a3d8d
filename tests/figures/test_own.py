"""The figures of one unit: what was entered keeps its state, what is derived takes the gravest one."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from baocao.figures.own import as_number, own_figures
from baocao.model.indicator import IndicatorKind
from baocao.model.period import Window
from baocao.model.submission import Entry, Rank, Ratio, State, Value
from baocao.model.unit import Selector
from records import (
    AT,
    END,
    WARD,
    day_reading,
    entry_without,
    figure_of,
    figures_of_unit,
    given_entry,
    one_group,
    open_unit,
    place_of,
    unit_submission,
    usual_indicator,
)
from support import Sandbox

A, B = usual_indicator("hs.a"), usual_indicator("hs.b")
SUM = usual_indicator("hs.tong", formula="hs.a + hs.b")
RATE = usual_indicator("hs.ty_le", IndicatorKind.RATIO, numerator="hs.a", denominator="hs.b")
NOTHING, APART, MISSING, UNREADABLE = (
    entry_without(state) for state in (State.NOTHING, State.NOT_APPLICABLE, State.MISSING, State.UNREADABLE)
)


@pytest.mark.parametrize(
    ("written", "state", "value"),
    [
        ("0", State.GIVEN, Decimal(0)),
        ("khong_phat_sinh", State.NOTHING, Decimal(0)),
        ("khong_ap_dung", State.NOT_APPLICABLE, None),
        ("{khong_ap_dung: Xã không có biển}", State.NOT_APPLICABLE, None),
        ("{chua_co: VNPT chưa cung cấp}", State.MISSING, None),
        ("~", State.MISSING, None),
        ("ba nghìn", State.UNREADABLE, None),
    ],
)
def test_what_a_clerk_writes_keeps_its_state(
    sandbox: Sandbox, written: str, state: State, value: Value | None
) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.tiep_nhan: 3.781", f"hs.tiep_nhan: {written}")
    workspace = sandbox.load().workspaces[0]
    known = workspace.definitions.catalogue
    figure = own_figures(open_unit(), workspace.submissions["xa-mot"], known, END)["hs.tiep_nhan"]
    assert (figure.state, figure.value) == (state, value)


def test_a_unit_that_has_not_reported_has_no_figure_and_no_zero() -> None:
    figures = own_figures(open_unit(), None, one_group(A, B, SUM), END)
    assert {figure.state for figure in figures.values()} == {State.MISSING}
    assert {figure.value for figure in figures.values()} == {None}


def test_a_figure_that_was_not_entered_is_missing() -> None:
    assert figures_of_unit([A, B], {"hs.b": given_entry(1)})["hs.a"] == figure_of(A, state=State.MISSING)


def test_an_indicator_of_other_units_does_not_apply_whatever_was_entered() -> None:
    wards = usual_indicator("hs.a", applies_to=Selector(kinds=frozenset({WARD.id})))
    assert figures_of_unit([wards], {"hs.a": given_entry(5)})["hs.a"].state is State.NOT_APPLICABLE


def test_an_entered_figure_keeps_place_reason_qualifier_and_rank() -> None:
    entry = given_entry(90, line=8, qualifier="trên", rank=Rank(7, 96))
    figure = figures_of_unit([A], {"hs.a": entry})["hs.a"]
    assert (figure.at, figure.qualifier, figure.rank) == (place_of("xa-mot", 8), "trên", Rank(7, 96))
    assert (
        figures_of_unit([A], {"hs.a": entry_without(State.MISSING, "VNPT chưa gửi")})["hs.a"].reason
        == "VNPT chưa gửi"
    )


def test_nothing_that_is_no_number_has_no_value() -> None:
    listed = usual_indicator("hs.a", IndicatorKind.LIST)
    figure = figures_of_unit([listed], {"hs.a": NOTHING})["hs.a"]
    assert (figure.state, figure.value) == (State.NOTHING, None)


def test_a_figure_speaks_of_the_day_on_which_data_stop() -> None:
    assert figures_of_unit([A], {"hs.a": given_entry(1)})["hs.a"].as_of == END


def test_a_unit_may_say_that_its_data_stop_on_another_day() -> None:
    report = unit_submission("xa-mot", {"hs.a": given_entry(1)}, window=Window(None, date(2025, 11, 18)))
    assert own_figures(open_unit(), report, one_group(A), END)["hs.a"].as_of == date(2025, 11, 18)


def test_a_series_speaks_of_its_last_day() -> None:
    days = (date(2025, 10, 1), date(2025, 11, 1))
    readings = tuple(day_reading(day, 1) for day in days)
    assert figures_of_unit([A], {"hs.a": given_entry(1, readings=readings)})["hs.a"].as_of == date(
        2025, 11, 1
    )


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (given_entry(2), given_entry(3), State.GIVEN),
        (given_entry(2), NOTHING, State.GIVEN),
        (given_entry(2), APART, State.NOT_APPLICABLE),
        (given_entry(2), MISSING, State.MISSING),
        (given_entry(2), UNREADABLE, State.UNREADABLE),
        (NOTHING, APART, State.NOT_APPLICABLE),
        (APART, MISSING, State.MISSING),
        (MISSING, UNREADABLE, State.UNREADABLE),
        (APART, UNREADABLE, State.UNREADABLE),
    ],
)
def test_a_derived_figure_is_as_good_as_its_worst_operand(
    first: Entry, second: Entry, state: State
) -> None:
    assert figures_of_unit([A, B, SUM], {"hs.a": first, "hs.b": second})["hs.tong"].state is state
    assert figures_of_unit([A, B, SUM], {"hs.b": first, "hs.a": second})["hs.tong"].state is state


@pytest.mark.parametrize("state", [State.MISSING, State.UNREADABLE, State.NOT_APPLICABLE])
def test_a_derived_figure_without_an_operand_has_no_value(state: State) -> None:
    figures = figures_of_unit([A, B, SUM, RATE], {"hs.a": given_entry(5), "hs.b": entry_without(state)})
    assert (figures["hs.tong"].value, figures["hs.ty_le"].value) == (None, None)


def test_where_nothing_occurred_counts_as_zero_in_a_sum() -> None:
    assert figures_of_unit([A, B, SUM], {"hs.a": given_entry(5), "hs.b": NOTHING})["hs.tong"].value == 5


def test_a_ratio_keeps_both_of_its_parts() -> None:
    figure = figures_of_unit([A, B, RATE], {"hs.a": given_entry(3), "hs.b": given_entry(4)})["hs.ty_le"]
    assert figure.value == Ratio(Decimal(3), Decimal(4))


@pytest.mark.parametrize("below", [given_entry(0), NOTHING])
def test_a_ratio_of_nothing_did_not_occur(below: Entry) -> None:
    figure = figures_of_unit([A, B, RATE], {"hs.a": given_entry(0), "hs.b": below})["hs.ty_le"]
    assert (figure.state, figure.value) == (State.NOTHING, None)


def test_a_derived_figure_stands_at_its_indicator() -> None:
    assert (
        figures_of_unit([A, B, SUM], {"hs.a": given_entry(1), "hs.b": given_entry(2)})["hs.tong"].at == AT
    )


def test_what_is_derived_from_about_so_many_is_about_so_many() -> None:
    figures = figures_of_unit(
        [A, B, SUM], {"hs.a": given_entry(1, qualifier="trên"), "hs.b": given_entry(2)}
    )
    assert figures["hs.tong"].qualifier == "khoảng"


def test_derived_figures_build_on_each_other_in_any_order_of_the_catalogue() -> None:
    double = usual_indicator("hs.gap_doi", formula="hs.tong * 2")
    assert (
        figures_of_unit([double, SUM, B, A], {"hs.a": given_entry(1), "hs.b": given_entry(2)})[
            "hs.gap_doi"
        ].value
        == 6
    )


@pytest.mark.parametrize(
    "formulas",
    [
        ("hs.x + 1", "hs.a"),
        ("hs.y + 1", "hs.x + 1"),
        ("hs.a / hs.y", "hs.x"),
        ("hs.khong_co", "hs.x"),
        ("hs.a +", "hs.x"),
    ],
)
def test_a_formula_that_leads_nowhere_gives_no_figure(formulas: tuple[str, str]) -> None:
    x, y = (
        usual_indicator(name, formula=text) for name, text in zip(("hs.x", "hs.y"), formulas, strict=True)
    )
    assert figures_of_unit([A, x, y], {"hs.a": given_entry(1)})["hs.x"] == figure_of(
        x, state=State.MISSING, at=AT
    )


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (Decimal("86.6"), Decimal("86.6")),
        (Ratio(Decimal(1), Decimal(4)), Decimal(25)),
        (Ratio(Decimal(0), Decimal(0)), None),
        (True, Decimal(1)),
        (False, Decimal(0)),
        (date(2025, 1, 1), None),
        ("hieu_qua", None),
        (("VNPT",), None),
        (None, None),
    ],
)
def test_values_compare_as_numbers_where_they_are_some(value: Value | None, number: Decimal | None) -> None:
    assert as_number(figure_of(A, value)) == number


@for_all(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_formula_over_decimals_is_exact(first: int, second: int) -> None:
    back = usual_indicator("hs.x", formula="hs.a * hs.b / hs.b - hs.a")
    assert (
        figures_of_unit([A, B, back], {"hs.a": given_entry(first), "hs.b": given_entry(second)})[
            "hs.x"
        ].value
        == 0
    )
