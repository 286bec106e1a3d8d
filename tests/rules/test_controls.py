"""What was published is compared with what the figures give."""

from decimal import Decimal

import pytest
from hypothesis import given as generate
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Better, IndicatorKind
from baocao.model.submission import Control, Rank
from baocao.rules.controls import controls_agree, ranks_agree
from baocao.vietnamese.numbers import decimals
from reading import many
from records import catalogue, given, indicator, place_of, reports, submission

A, B = indicator("hs.a", better=Better.HIGH), indicator("hs.b")
SHARE = indicator("hs.ty_le", IndicatorKind.RATIO, numerator="hs.a", denominator="hs.b")


def differences(part: int, whole: int, published: str) -> list[Diagnostic]:
    number = Decimal(published)
    places = -int(number.as_tuple().exponent)
    control = Control(place_of("xa-mot", 9), number, places)
    report = submission(
        "xa-mot", {"hs.a": given(part), "hs.b": given(whole, 5)}, controls={"hs.ty_le": control}
    )
    return [found.diagnostic for found in controls_agree(reports(catalogue(A, B, SHARE), report))]


def test_a_published_percentage_that_its_parts_do_not_give_is_shown_with_them() -> None:
    (found,) = differences(66, 3781, "1.15")
    assert (found.code, found.place and found.place.line) == ("BC415", 9)
    assert found.message == (
        "Số đã công bố 'hs.ty_le' là 1,15%, tính lại được 1,75% (hs.a = 66; hs.b = 3.781)."
    )
    assert [label for label, _ in found.related] == ["hs.a = 66", "hs.b = 3.781"]


@pytest.mark.parametrize("published", ["86.6", "87", "86.64", "86.644"])
def test_figures_are_rounded_as_they_were_published(published: str) -> None:
    assert differences(3276, 3781, published) == []


@generate(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
@many
def test_a_percentage_rounded_at_any_precision_agrees_with_itself(
    part: int, whole: int, places: int
) -> None:
    exact = Decimal(part) * 100 / Decimal(whole)
    quantum = Decimal(1).scaleb(-places)
    published = exact.quantize(quantum, "ROUND_HALF_UP")
    assert differences(part, whole, f"{published:f}") == []
    assert decimals(published) <= places
    assert differences(part, whole, f"{published + quantum:f}") != []


def ranked(values: list[int], place: int, among: int) -> list[Diagnostic]:
    """Return what is said of the first unit's published rank."""
    entries = [given(value, unit=f"xa-{index}") for index, value in enumerate(values)]
    entries[0] = entries[0]._replace(rank=Rank(place, among))
    sent = [submission(f"xa-{index}", {"hs.a": entry}) for index, entry in enumerate(entries)]
    return [found.diagnostic for found in ranks_agree(reports(catalogue(A), *sent).workspace)]


def test_a_published_rank_is_compared_once_all_have_reported() -> None:
    (found,) = ranked([5, 9, 7], 2, 3)
    assert "là 2/3, tính lại được 3/3" in found.message
    assert ranked([5, 9, 7], 3, 3) == []
    assert ranked([5, 9, 7], 2, 96) == []


def test_a_rank_may_be_published_without_its_value() -> None:
    control = Control(place_of("xa-0", 8), rank=Rank(1, 2))
    sent = [
        submission("xa-0", {"hs.a": given(1)}, controls={"hs.a": control}),
        submission("xa-1", {"hs.a": given(2)}),
    ]
    (found,) = ranks_agree(reports(catalogue(A), *sent).workspace)
    assert (found.diagnostic.code, found.diagnostic.place) == ("BC416", control.at)
