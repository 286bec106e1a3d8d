"""Phrases of reports: what nobody may write cannot be written."""

from collections.abc import Callable
from typing import Final

import pytest

from baocao.vietnamese import phrasing
from baocao.vietnamese.phrasing import PhrasingError

WRITERS: Final[tuple[Callable[[str], str], ...]] = (
    lambda amount: phrasing.moved_amount(amount, up=True),
    phrasing.exceeded,
    phrasing.missed,
    phrasing.times_as_much,
    lambda amount: phrasing.some_before(amount, "tháng trước"),
    lambda amount: phrasing.against_both(("3%", amount), ("tháng trước", "quý trước"), up=True),
)


@pytest.mark.parametrize("amount", ["0%", "0 hồ sơ", "0,0 điểm phần trăm", ""])
@pytest.mark.parametrize("write", WRITERS)
def test_nothing_grows_by_nothing(write: Callable[[str], str], amount: str) -> None:
    with pytest.raises(PhrasingError):
        write(amount)


def test_a_percentage_does_not_change_by_a_percentage() -> None:
    assert phrasing.points_text("1,3") == "1,3 điểm phần trăm"
    with pytest.raises(PhrasingError):
        phrasing.points_text("1,3%")


def test_up_to_twenty_units_are_named_more_are_counted() -> None:
    names = [f"xã {number}" for number in range(1, 22)]
    assert phrasing.listed_units(names[:20], "20").count("xã") == 20
    assert phrasing.listed_units(names, "21") == "21 đơn vị"
    assert phrasing.listed_units(names, "21", "Phụ lục I") == "21 đơn vị (danh sách tại Phụ lục I)"


def test_parts_that_are_all_there_is_are_told_otherwise_than_some_of_it() -> None:
    parts = ["80 hồ sơ trực tuyến", "30 hồ sơ trực tiếp"]
    closed = "110 hồ sơ, gồm: 80 hồ sơ trực tuyến; 30 hồ sơ trực tiếp"
    assert phrasing.consisting_of("110 hồ sơ", parts, closed=True) == closed
    assert phrasing.consisting_of("120 hồ sơ", parts, closed=False) == (
        "120 hồ sơ, trong đó 80 hồ sơ trực tuyến và 30 hồ sơ trực tiếp"
    )
    assert phrasing.consisting_of("120 hồ sơ", [], closed=True) == "120 hồ sơ"


def test_a_sentence_is_cut_between_clauses_where_it_has_more_than_three_figures() -> None:
    clauses = [("một", 1), ("hai", 1), ("ba", 1), ("", 1), ("bốn", 1)]
    assert phrasing.joined_sentence(clauses) == "một, hai, ba. Bốn."
    assert phrasing.joined_sentence([("rất nhiều", 5), ("hai", 1)]) == "rất nhiều. Hai."
    assert phrasing.joined_sentence([("một", 1), ("hai", 2)], "; ") == "một; hai."


def test_a_rank_rises_when_its_number_falls() -> None:
    assert phrasing.rank_move("03", "tháng trước", up=True) == "tăng 03 bậc so với tháng trước"
    assert phrasing.same_rank("quý trước") == "giữ nguyên thứ hạng so với quý trước"
    assert phrasing.rank_phrase("7/96") == "đứng thứ 7/96"
