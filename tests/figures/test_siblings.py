"""Siblings agree: what holds for the figures of every unit holds for the totals printed together."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from baocao.figures.expression import evaluate_expression, parse_expression
from baocao.figures.own import own_figures
from baocao.figures.rollup import LeftOut, roll_up
from baocao.figures.siblings import (
    figures_left_out,
    find_contradictions,
    related_names,
    relations_between,
)
from baocao.model.figure import RolledUpFigure
from baocao.model.indicator import Catalogue, Function, Indicator, IndicatorKind
from baocao.model.rule import Rule, RuleKind
from baocao.model.submission import Entry, Ratio, State
from baocao.model.unit import Selector, Unit
from records import (
    END,
    WARD,
    condition_rule,
    entry_without,
    given_entry,
    one_group,
    open_unit,
    unit_submission,
    usual_indicator,
)

Written = Mapping[str, Entry | None]
"""What one unit wrote, by indicator; None is nothing at all."""


def counts_named(*names: str) -> list[Indicator]:
    return [usual_indicator(f"hs.{name}") for name in names]


def share_of(name: str, numerator: str, denominator: str) -> Indicator:
    return usual_indicator(
        f"hs.{name}", IndicatorKind.RATIO, numerator=f"hs.{numerator}", denominator=f"hs.{denominator}"
    )


class Province:
    """Units, what they wrote, and the totals of all their figures under the rules."""

    def __init__(
        self,
        indicators: Sequence[Indicator],
        conditions: Sequence[str | Rule],
        written: Mapping[str, Written],
        units: Sequence[Unit] | None = None,
    ) -> None:
        self.catalogue: Catalogue = one_group(*indicators)
        self.rules = [condition_rule(each) if isinstance(each, str) else each for each in conditions]
        self.units = units or [open_unit(name) for name in written]
        entries = {
            name: {key: entry for key, entry in each.items() if entry} for name, each in written.items()
        }
        self.own = {
            unit.id: own_figures(unit, unit_submission(unit.id, entries[unit.id]), self.catalogue, END)
            for unit in self.units
        }
        self.relations = relations_between(self.rules, self.catalogue.indicators)
        self.left_out: LeftOut = figures_left_out(self.units, self.own, self.relations, self.catalogue)

    def total_of(self, name: str, units: Sequence[Unit] | None = None) -> RolledUpFigure:
        indicator = self.catalogue.indicators[f"hs.{name}"]
        return roll_up(indicator, units or self.units, self.own, self.catalogue, self.left_out)

    def number(self, name: str, units: Sequence[Unit] | None = None) -> Decimal:
        value = self.total_of(name.removeprefix("hs."), units).value
        assert value is None or isinstance(value, Decimal)
        return value or Decimal(0)

    def numbers(self, *names: str) -> list[int]:
        return [int(self.number(name)) for name in names]

    def contradictions(self) -> list[tuple[str, tuple[str, ...]]]:
        totals = {name: self.total_of(name.removeprefix("hs.")) for name in self.catalogue.indicators}
        found = find_contradictions(totals, self.relations, self.own)
        return [(each.rule.id, each.units) for each in found]

    def totals_hold(self, condition: str) -> bool:
        return evaluate_expression(parse_expression(condition), self.number) is True


NOTHING, APART, MISSING, UNREADABLE = (
    entry_without(state) for state in (State.NOTHING, State.NOT_APPLICABLE, State.MISSING, State.UNREADABLE)
)
EXPLAINED = entry_without(State.MISSING, "chưa tổng hợp")
GAPS = st.sampled_from([None, MISSING, EXPLAINED, UNREADABLE, APART])

# As the figures of administrative procedures are related: parts of one total, with parts of their own.
NAMES = ("nhan", "mang", "tay", "xong", "dung", "tre", "dang", "rut")
RULES = (
    "hs.nhan == hs.mang + hs.tay",
    "hs.xong == hs.dung + hs.tre",
    "hs.nhan == hs.xong + hs.dang + hs.rut",
    "hs.xong <= hs.nhan",
    "hs.tre + hs.rut <= hs.nhan",
)
SHARES = (share_of("ty_le_mang", "mang", "nhan"), share_of("ty_le_tay", "tay", "nhan"))


@st.composite
def truthful_reports(draw: st.DrawFn) -> Written:
    """Draw the figures of a unit that obey every rule, with gaps of every kind."""
    dung, tre, dang, rut = (draw(st.integers(0, 50)) for _ in range(4))
    nhan = dung + tre + dang + rut
    mang = draw(st.integers(0, nhan))
    numbers = (nhan, mang, nhan - mang, dung + tre, dung, tre, dang, rut)
    written: dict[str, Entry | None] = {}
    for name, number in zip(NAMES, numbers, strict=True):
        entry = NOTHING if number == 0 and draw(st.booleans()) else given_entry(number)
        written[f"hs.{name}"] = draw(GAPS) if draw(st.integers(0, 5)) == 0 else entry
    return written


PROVINCES = st.lists(truthful_reports(), min_size=1, max_size=8).map(
    lambda reports: Province(
        [*counts_named(*NAMES), *SHARES],
        RULES,
        {f"xa-{number}": written for number, written in enumerate(reports)},
    )
)


@for_all(PROVINCES)
def test_a_rule_that_holds_for_every_unit_holds_for_the_totals(province: Province) -> None:
    for condition in RULES:
        assert province.totals_hold(condition), condition


@for_all(PROVINCES)
def test_the_shares_of_all_parts_of_a_total_come_to_a_hundred(province: Province) -> None:
    shares = [province.total_of(name).value for name in ("ty_le_mang", "ty_le_tay")]
    if all(isinstance(share, Ratio) and share.denominator for share in shares):
        assert sum(share.percent for share in shares if isinstance(share, Ratio) and share.percent) == 100


@for_all(PROVINCES)
def test_what_is_left_out_is_said_and_the_rest_is_complete(province: Province) -> None:
    for name in NAMES:
        coverage = province.total_of(name).coverage
        assert sorted(coverage.expected) == sorted(
            [*coverage.counted, *coverage.missing, *coverage.partial]
        )


@for_all(PROVINCES, st.data())
def test_parts_of_a_grouping_leave_out_the_same_units_as_the_total(
    province: Province, data: st.DataObject
) -> None:
    ours = [unit for unit in province.units if data.draw(st.booleans())]
    theirs = [unit for unit in province.units if unit not in ours]
    for name in NAMES:
        parts = [province.number(name, units) for units in (ours, theirs) if units]
        assert sum(parts) == province.number(name)


# The cases that were printed.

PARTS = counts_named("nhan", "mang", "tay")
WHOLE = {"hs.nhan": given_entry(100), "hs.mang": given_entry(80), "hs.tay": given_entry(20)}


def test_online_and_in_person_come_to_a_hundred_percent() -> None:
    lacking = {**WHOLE, "hs.tay": None}
    province = Province([*PARTS, *SHARES], RULES[:1], {"xa-a": WHOLE, "xa-b": lacking, "xa-c": WHOLE})
    online, in_person = (province.total_of(name).value for name in ("ty_le_mang", "ty_le_tay"))
    assert online == Ratio(Decimal(160), Decimal(200))
    assert in_person == Ratio(Decimal(40), Decimal(200))
    assert province.total_of("nhan").coverage.partial == ("xa-b",)
    assert province.total_of("tay").coverage.missing == ("xa-b",)


def test_no_more_is_resolved_in_time_than_is_resolved() -> None:
    written: dict[str, Written] = {
        "xa-a": {"hs.xong": given_entry(50), "hs.dung": given_entry(45), "hs.tre": given_entry(5)},
        "xa-b": {"hs.xong": None, "hs.dung": given_entry(90), "hs.tre": given_entry(1)},
    }
    province = Province(counts_named("xong", "dung", "tre"), RULES[1:2], written)
    assert province.numbers("dung", "xong") == [45, 50]
    assert province.total_of("dung").coverage.partial == ("xa-b",)


def test_what_agrees_without_the_missing_part_stays_in() -> None:
    without_late = {"hs.xong": given_entry(45), "hs.dung": given_entry(45), "hs.tre": None}
    province = Province(counts_named("xong", "dung", "tre"), RULES[1:2], {"xa-a": without_late})
    assert province.left_out == {}
    assert province.total_of("xong").coverage.counted == ("xa-a",)


def test_a_part_that_is_missing_leaves_the_whole_in_where_it_may_be_larger() -> None:
    province = Province(
        counts_named("nhan", "xong"), ["hs.xong <= hs.nhan"], {"xa-a": {"hs.nhan": given_entry(9)}}
    )
    assert province.number("hs.nhan") == 9


def test_a_part_without_its_whole_is_left_out() -> None:
    province = Province(
        counts_named("nhan", "xong"), ["hs.xong <= hs.nhan"], {"xa-a": {"hs.xong": given_entry(9)}}
    )
    assert province.total_of("xong").coverage.partial == ("xa-a",)


def test_a_unit_that_breaks_a_rule_is_told_of_it_and_not_left_out() -> None:
    wrong = {**WHOLE, "hs.tay": given_entry(99)}
    assert Province(PARTS, RULES[:1], {"xa-a": wrong}).left_out == {}


def test_totals_that_break_a_rule_because_a_unit_does_are_told_with_the_unit() -> None:
    wrong = {**WHOLE, "hs.tay": given_entry(99)}
    province = Province(PARTS, RULES[:1], {"xa-a": WHOLE, "xa-b": wrong})
    assert province.contradictions() == [("hs/r", ("xa-b",))]


def test_rates_may_break_together_what_every_unit_obeys() -> None:
    counts = {"nhan": (100, 1), "mang": (90, 0), "tra": (1, 100), "tay": (1, 1)}
    written = {
        unit: {f"hs.{name}": given_entry(numbers[index]) for name, numbers in counts.items()}
        for index, unit in enumerate(("xa-a", "xa-b"))
    }
    rates = [share_of("dau", "mang", "nhan"), share_of("sau", "tay", "tra")]
    province = Province([*counts_named(*counts), *rates], ["hs.dau <= hs.sau"], written)
    assert province.contradictions() == [("hs/r", ())]


@pytest.mark.parametrize("condition", ["hs.nhan + hs.mang == 180", "hs.nhan <= hs.mang + 20"])
def test_a_rule_about_one_unit_is_not_asked_of_sums(condition: str) -> None:
    province = Province(PARTS, [condition], {"xa-a": WHOLE, "xa-b": WHOLE})
    assert province.contradictions() == []


def test_every_unit_may_differ_a_little_and_the_total_by_as_much_together() -> None:
    almost = {**WHOLE, "hs.tay": given_entry(21)}
    rule = condition_rule(RULES[0], tolerance=Decimal(1))
    assert Province(PARTS, [rule], {"xa-a": almost, "xa-b": almost}).contradictions() == []


def test_means_that_a_rule_relates_are_taken_over_the_same_units() -> None:
    rates = [usual_indicator(f"hs.{name}", IndicatorKind.DECIMAL) for name in ("song", "song_5g")]
    written: dict[str, Written] = {
        "xa-a": {"hs.song": given_entry(60), "hs.song_5g": given_entry(50)},
        "xa-b": {"hs.song": given_entry(10), "hs.song_5g": NOTHING},
        "xa-c": {"hs.song": given_entry(10), "hs.song_5g": None},
    }
    province = Province(rates, ["hs.song_5g <= hs.song"], written)
    assert province.numbers("song_5g", "song") == [50, 60]
    assert province.total_of("song").coverage.partial == ("xa-b", "xa-c")


def test_units_that_are_not_asked_for_a_part_stay_in_the_whole() -> None:
    nhan, mang, tay = PARTS
    tay = tay._replace(applies_to=Selector(kinds=frozenset({WARD.id})))
    written = {"xa-a": {"hs.nhan": given_entry(100), "hs.mang": given_entry(80)}}
    assert Province([nhan, mang, tay], RULES[:1], written).left_out == {}


@pytest.mark.parametrize(
    "rule",
    [
        condition_rule("hs.nhan == hs.mang + hs.tay", only_if="hs.nhan > 10"),
        condition_rule("", kind=RuleKind.TOGETHER, indicators=("hs.nhan", "hs.mang", "hs.tay")),
        condition_rule("hs.nhan == hs.mang + hs.khac"),
        condition_rule("hs.nhan >= 0"),
        condition_rule("hs.nhan =="),
    ],
)
def test_rules_that_say_nothing_of_totals_leave_nobody_out(rule: Rule) -> None:
    assert Province(PARTS, [rule], {"xa-a": {**WHOLE, "hs.tay": None}}).left_out == {}


@pytest.mark.parametrize("function", [Function.COUNT, Function.NONE])
def test_what_has_no_number_of_its_own_is_related_to_nothing(function: Function) -> None:
    counted = usual_indicator("hs.mang", function=function, condition="gia_tri > 5")
    relations = relations_between(
        [condition_rule(RULES[0])], one_group(PARTS[0], counted, PARTS[2]).indicators
    )
    assert relations == ()


def test_a_figure_depends_on_all_that_are_related_to_its_operands() -> None:
    known = one_group(*counts_named(*NAMES), *SHARES, usual_indicator("hs.khac")).indicators
    relations = relations_between([condition_rule(each) for each in RULES[:2]], known)
    needed = related_names(["hs.ty_le_mang"], relations, known)
    assert needed == {"hs.ty_le_mang", "hs.mang", "hs.nhan", "hs.tay"}
