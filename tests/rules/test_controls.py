"""What was published is compared with what the figures give."""

from decimal import Decimal

import pytest
from hypothesis import given as generate
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Better, IndicatorKind
from baocao.model.submission import Control, Rank
from baocao.rules.compared import NOTHING_BEFORE, compare_reports
from baocao.rules.controls import controls_agree, ranks_agree
from baocao.vietnamese.numbers import decimal_count
from reading import many
from records import given_entry, one_group, place_of, unit_reports, unit_submission, usual_indicator

A, B = usual_indicator("hs.a", better=Better.HIGH), usual_indicator("hs.b")
SHARE = usual_indicator("hs.ty_le", IndicatorKind.RATIO, numerator="hs.a", denominator="hs.b")


def control_differences(part: int, whole: int, published: str) -> list[Diagnostic]:
    number = Decimal(published)
    places = -int(number.as_tuple().exponent)
    control = Control(place_of("xa-mot", 9), number, places)
    report = unit_submission(
        "xa-mot", {"hs.a": given_entry(part), "hs.b": given_entry(whole, 5)}, controls={"hs.ty_le": control}
    )
    return [problem.diagnostic for problem in controls_agree(unit_reports(one_group(A, B, SHARE), report))]


def test_a_published_percentage_that_its_parts_do_not_give_is_shown_with_them() -> None:
    (difference,) = control_differences(66, 3781, "1.15")
    assert (difference.code, difference.place and difference.place.line) == ("BC415", 9)
    assert difference.message == (
        "Số đã công bố 'hs.ty_le' là 1,15%, tính lại được 1,75% (hs.a = 66; hs.b = 3.781)."
    )
    assert [label for label, _ in difference.related] == ["hs.a = 66", "hs.b = 3.781"]


@pytest.mark.parametrize("published", ["86.6", "87", "86.64", "86.644"])
def test_figures_are_rounded_as_they_were_published(published: str) -> None:
    assert control_differences(3276, 3781, published) == []


@generate(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
@many
def test_a_percentage_rounded_at_any_precision_agrees_with_itself(
    part: int, whole: int, places: int
) -> None:
    exact = Decimal(part) * 100 / Decimal(whole)
    quantum = Decimal(1).scaleb(-places)
    published = exact.quantize(quantum, "ROUND_HALF_UP")
    assert control_differences(part, whole, f"{published:f}") == []
    assert decimal_count(published) <= places
    assert control_differences(part, whole, f"{published + quantum:f}") != []


def rank_problems(values: list[int], place: int, among: int) -> list[Diagnostic]:
    """Return what is said of the first unit's published rank."""
    entries = [given_entry(value, unit=f"xa-{index}") for index, value in enumerate(values)]
    entries[0] = entries[0]._replace(rank=Rank(place, among))
    sent = [unit_submission(f"xa-{index}", {"hs.a": entry}) for index, entry in enumerate(entries)]
    return [
        problem.diagnostic
        for problem in ranks_agree(
            compare_reports(unit_reports(one_group(A), *sent).workspace, NOTHING_BEFORE)
        )
    ]


def test_a_published_rank_is_compared_once_all_have_reported() -> None:
    (problem,) = rank_problems([5, 9, 7], 2, 3)
    assert "là 2/3, tính lại được 3/3" in problem.message
    assert rank_problems([5, 9, 7], 3, 3) == []
    assert rank_problems([5, 9, 7], 2, 96) == []


def test_a_rank_may_be_published_without_its_value() -> None:
    control = Control(place_of("xa-0", 8), rank=Rank(1, 2))
    sent = [
        unit_submission("xa-0", {"hs.a": given_entry(1)}, controls={"hs.a": control}),
        unit_submission("xa-1", {"hs.a": given_entry(2)}),
    ]
    (problem,) = ranks_agree(compare_reports(unit_reports(one_group(A), *sent).workspace, NOTHING_BEFORE))
    assert (problem.diagnostic.code, problem.diagnostic.place) == ("BC416", control.at)
