"""Places of findings, and how many are listed."""

import pytest

from baocao.model.workspace import SourceFile
from baocao.rules.places import LIMIT, MOST, limited_findings, place_at


@pytest.mark.parametrize(("offset", "place"), [(0, "t:1:1"), (2, "t:1:3"), (3, "t:2:1"), (5, "t:3:1")])
def test_a_place_is_counted_from_one(offset: int, place: str) -> None:
    assert str(place_at(SourceFile("t", "ab\nc\nd", b""), offset)) == place


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, ""), (LIMIT, ""), (LIMIT + 1, "(còn 1 chỗ"), (MOST - 1, f"(còn {MOST - LIMIT - 1} chỗ"),
     (MOST + 9, f"(còn hơn {MOST - LIMIT} chỗ")],
)  # fmt: skip
def test_what_is_not_listed_is_counted(count: int, said: str) -> None:
    listed = list(limited_findings(range(count)))
    assert [each for each, _ in listed] == list(range(min(count, LIMIT)))
    assert [more for _, more in listed[:-1]] == [""] * (len(listed) - 1)
    assert said in listed[-1][1]
    assert bool(said) == bool(listed[-1][1])


def test_nothing_has_nothing_to_say() -> None:
    assert list(limited_findings([])) == []
