"""Targets: what is demanded of whom, whether it is reached, and who does not reach it."""

from decimal import Decimal

import pytest

from baocao.figures.targets import Bound, Demand, UnitsAtTarget, bound_of, outcome_of, units_at_target
from baocao.model.figure import Coverage, RolledUpFigure
from baocao.model.indicator import Function, Indicator, IndicatorKind, Target, Whose
from baocao.model.submission import Entry, Ratio, State, Value
from records import figure_of, usual_indicator

COUNT = usual_indicator()
RATE = usual_indicator(kind=IndicatorKind.RATIO)
ANSWER = usual_indicator(kind=IndicatorKind.YES_NO)


def targeted(indicator: Indicator, condition: str, whose: Whose = Whose.USUAL) -> Indicator:
    return indicator._replace(targets=(Target(condition, whose=whose),))


def reached(indicator: Indicator, value: Value, *, total: bool = False) -> bool | None:
    """Return whether a figure of one unit, or of many, reached its target; None where it has none."""
    figure = figure_of(indicator, value)
    rolled = RolledUpFigure(indicator, figure.entry, Coverage(("a", "b"), ("a", "b")))
    outcome = outcome_of(rolled if total else figure)
    return outcome and outcome.reached


@pytest.mark.parametrize(
    ("condition", "bound"),
    [
        ("gia_tri >= 80", Bound(Demand.AT_LEAST, Decimal(80))),
        ("gia_tri<=5", Bound(Demand.AT_MOST, Decimal(5))),
        (" gia_tri == 99.5 ", Bound(Demand.EXACTLY, Decimal("99.5"))),
        ("gia_tri > 80", None),
        ("gia_tri >= 80 and gia_tri <= 90", None),
        ("gia_tri == co", None),
        ("gia_tri >= 1 + 1", None),
    ],
)
def test_only_a_plain_condition_tells_how_far_off_a_figure_lies(
    condition: str, bound: Bound | None
) -> None:
    assert bound_of(condition) == bound


@pytest.mark.parametrize("condition", ["gia_tri >= 80", "gia_tri <= 80", "gia_tri == 80"])
@pytest.mark.parametrize("number", [79, 80, 81])
def test_a_bound_says_the_same_as_its_condition(condition: str, number: int) -> None:
    bound = bound_of(condition)
    assert bound is not None
    assert bound.is_kept_by(Decimal(number)) == reached(targeted(COUNT, condition), Decimal(number))


def test_a_rate_is_held_against_its_target_as_a_percentage() -> None:
    rate = targeted(RATE, "gia_tri >= 80")
    assert reached(rate, Ratio(Decimal(80), Decimal(100))) is True
    assert reached(rate, Ratio(Decimal(79999), Decimal(100000))) is False


def test_a_target_of_a_rate_is_one_of_the_total_too_that_of_a_number_is_one_of_every_unit() -> None:
    assert reached(targeted(RATE, "gia_tri >= 80"), Ratio(Decimal(9), Decimal(10)), total=True) is True
    assert reached(targeted(COUNT, "gia_tri >= 80"), Decimal(90), total=True) is None
    of_total = targeted(COUNT, "gia_tri >= 80", Whose.TOTAL)
    assert reached(of_total, Decimal(90), total=True) is True
    assert reached(of_total, Decimal(90)) is None
    assert (
        reached(targeted(RATE, "gia_tri >= 80", Whose.UNITS), Ratio(Decimal(9), Decimal(10)), total=True)
        is None
    )


def test_without_a_value_or_a_target_nobody_knows() -> None:
    assert reached(COUNT, Decimal(1)) is None
    assert outcome_of(figure_of(targeted(COUNT, "gia_tri >= 1"), None, State.MISSING)) is None
    assert reached(targeted(ANSWER, "gia_tri == co"), value=True) is True


def test_units_without_data_are_never_among_those_that_fail() -> None:
    asked = targeted(COUNT, "gia_tri >= 10")
    own = {
        "a": {asked.id: figure_of(asked, Decimal(12))},
        "b": {asked.id: figure_of(asked, Decimal(8))},
        "c": {asked.id: figure_of(asked, None, State.MISSING)},
        "d": {asked.id: figure_of(asked, None, State.UNREADABLE)},
        "e": {asked.id: figure_of(asked, None, State.NOT_APPLICABLE)},
        "f": {asked.id: figure_of(asked, None, State.NOTHING)},
    }
    assert units_at_target(asked, own, own) == UnitsAtTarget(("a",), ("b",), ("c", "d"))
    assert units_at_target(COUNT, own, own) is None
    assert units_at_target(targeted(COUNT, "gia_tri >= 10", Whose.TOTAL), own, own) is None


def test_how_many_units_satisfy_a_condition_has_no_target_of_its_own() -> None:
    counted = targeted(ANSWER, "gia_tri == co")
    share = Entry(State.GIVEN, None, Ratio(Decimal(1), Decimal(2)))
    assert counted.roll_up.function is Function.COUNT
    assert outcome_of(RolledUpFigure(counted, share, Coverage(("a", "b"), ("a", "b")))) is None
