"""Keys of figures: a type, with one text form for documents and the map of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.printed import CHANGE, LEFT_OUT, RANK, TARGET, UNITS, FigureKey

NAMES = st.text(st.sampled_from("ab.-_ |\\đ"), max_size=5)
KEYS = st.builds(FigureKey, NAMES, NAMES, NAMES, NAMES, NAMES, NAMES, st.sampled_from(["", RANK, UNITS]))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FigureKey("hs.tiep_nhan", "xa-mot"), "hs.tiep_nhan|xa-mot"),
        (FigureKey("hs.tiep_nhan", directive="nq71"), "hs.tiep_nhan||nq71"),
        (FigureKey("hs.a", "xa-mot", day="2025-11-07", aspect=RANK), "hs.a|xa-mot||||2025-11-07|hang"),
        (FigureKey("hs.a", "", "nq71", "tinh_cu", "Bến Tre"), "hs.a||nq71|tinh_cu|Bến Tre"),
    ],
)
def test_the_text_of_a_key_leaves_out_the_fields_that_are_empty_at_its_end(
    key: FigureKey, text: str
) -> None:
    assert key.text == text


@given(KEYS)
def test_a_text_leads_back_to_its_key_whatever_labels_hold(key: FigureKey) -> None:
    assert FigureKey.parse(key.text) == key


@given(KEYS, KEYS)
def test_two_keys_never_share_a_text(one: FigureKey, other: FigureKey) -> None:
    assert (one.text == other.text) == (one == other)


def test_a_longer_text_than_a_key_has_fields_is_cut() -> None:
    assert FigureKey.parse("a|b|c|d|e|f|g|h|i") == FigureKey("a", "b", "c", "d", "e", "f", "g", "h")


def test_the_key_of_another_indicator_is_of_the_same_units() -> None:
    total = FigureKey("", directive="nq71", grouping="loai", part="xã", aspect=UNITS)
    assert total.about_indicator("hs.a") == total._replace(indicator="hs.a")


def test_a_difference_and_a_target_are_told_with_what_they_are_held_against() -> None:
    aspects = {"", RANK, UNITS, LEFT_OUT, CHANGE, TARGET}
    told = {aspect for aspect in aspects if FigureKey("hs.a", aspect=aspect).is_comparison}
    assert told == {CHANGE, TARGET}
