"""The figures that a reviewer looks at first."""

from baocao.model.indicator import Function
from baocao.rules.compared import FEWEST_PEERS
from baocao.rules.first_looks import MOST_LOOKS, MOST_OF_UNIT, first_looks
from growing import compared_reports, watched_indicator

MANY = 40


def province(count: int = MANY) -> tuple[list[dict[str, int]], list[dict[str, int]]]:
    """Return what units reported, a tenth more than a month ago."""
    before: list[dict[str, int]] = [
        {"hs.a": 1000 + 100 * index, "hs.b": 500 + index} for index in range(count)
    ]
    now: list[dict[str, int]] = [
        {name: int(number) * 11 // 10 for name, number in each.items()} for each in before
    ]
    return before, now


INDICATORS = [watched_indicator(indicator_id=name) for name in ("hs.a", "hs.b")]


def test_what_weighs_most_in_the_total_comes_first() -> None:
    before, now = province()
    now[39]["hs.a"] = 3000  # of 4.900, a large unit
    now[0]["hs.a"] = 110  # a tenth of 1.100, a small one
    first, second, *_ = first_looks(compared_reports(INDICATORS, before, now))
    assert [(look.unit.id, look.indicator.id) for look in (first, second)] == [
        ("xa-39", "hs.a"),
        ("xa-0", "hs.a"),
    ]
    assert (first.before, round(first.expected, -1)) == (4900, 5390)
    total = sum(int(each["hs.a"]) for each in now)
    assert round(first.share, 3) == round((5390 - 3000) / total, 3)


def test_there_are_twenty_at_most_and_few_of_one_unit() -> None:
    before, now = province()
    for each in now[:20]:
        each.update({name: int(number) * 2 for name, number in each.items()})
    looks = first_looks(compared_reports(INDICATORS, before, now))
    assert len(looks) == MOST_LOOKS
    units = [look.unit.id for look in looks]
    assert max(map(units.count, units)) <= MOST_OF_UNIT
    assert list(looks) == sorted(looks, key=lambda look: -look.share)


def test_a_unit_that_did_not_report_before_is_held_against_the_median() -> None:
    before, now = province()
    before[3], now[3] = {}, {"hs.a": 900_000}
    look = first_looks(compared_reports(INDICATORS, before, now))[0]
    assert (look.unit.id, look.before) == ("xa-3", None)


def test_few_units_and_what_is_no_sum_have_no_weight() -> None:
    assert first_looks(compared_reports(INDICATORS, *province(FEWEST_PEERS))) == ()
    means = [watched_indicator(indicator_id=name, function=Function.MEAN) for name in ("hs.a", "hs.b")]
    assert first_looks(compared_reports(means, *province())) == ()
