"""Why a total changed: the parts of a change add up to the whole, whatever gaps there are."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from baocao.figures.decomposition import Cause, Decomposition, decompose_change
from baocao.figures.expected import Expected
from baocao.figures.measures import Outlook, Share, measure_total, total_number
from baocao.figures.own import own_figures
from baocao.figures.rollup import roll_up
from baocao.figures.why import ROUNDED, why_text
from baocao.model.indicator import Function, Indicator, IndicatorKind, RollUp
from baocao.model.period import Window
from baocao.model.submission import Entry, Ratio, State
from baocao.model.unit import Selector, Unit
from records import END, entry_without, given_entry, one_group, open_unit, unit_submission, usual_indicator
from support import period_of

NAMES = [f"xa-{letter}" for letter in "abcdef"]


def outlook(
    indicators: Sequence[Indicator],
    entries: Mapping[str, Mapping[str, Entry] | None],
    *,
    units: Sequence[Unit] = (),
    left_out: Sequence[str] = (),
    end: date = END,
) -> Outlook:
    """Return what the last of the indicators comes to; whose entries are None has not reported."""
    everyone = tuple(units) or tuple(open_unit(name, name=named(name)) for name in entries)
    known, wanted = one_group(*indicators), indicators[-1]
    own = {
        unit.id: own_figures(
            unit, unit_submission(unit.id, said) if (said := entries[unit.id]) else None, known, end
        )
        for unit in everyone
    }
    reported = tuple(unit for unit in everyone if entries[unit.id] is not None)
    figure = roll_up(wanted, everyone, own, known, {wanted.id: frozenset(left_out)})
    who = Expected(None, period_of("2025-11"), Window(None, end), everyone, reported)  # type: ignore[arg-type]
    return Outlook(figure, who, own)


def named(name: str) -> str:
    return f"Xã {name.removeprefix('xa-').upper()}"


A = usual_indicator()
T, M = usual_indicator("hs.t"), usual_indicator("hs.m")
RATE = usual_indicator(kind=IndicatorKind.RATIO, unit_of_measure="hồ sơ")
MEAN = usual_indicator(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
WEIGHED = usual_indicator(kind=IndicatorKind.DECIMAL, function=Function.MEAN, weight="hs.m")
COUNT = usual_indicator(function=Function.COUNT, condition="gia_tri > 50")
YES = usual_indicator(kind=IndicatorKind.YES_NO)
SHARE = usual_indicator(
    kind=IndicatorKind.RATIO, function=Function.FORMULA, numerator="hs.t", denominator="hs.m"
)
QUOTIENT = usual_indicator(kind=IndicatorKind.DECIMAL, formula="100 * hs.t / (hs.m + hs.t)")
LINEAR = usual_indicator(formula="2 * hs.t - hs.m")
LEAST = usual_indicator(function=Function.LEAST)
PRODUCT = usual_indicator(formula="hs.t * hs.m")

NUMBERS = st.integers(0, 100)
COUNTS = NUMBERS.map(given_entry)
RATES = st.integers(0, 800).map(lambda number: given_entry(Decimal(number) / 8))
RATIOS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
    lambda parts: given_entry(Ratio(Decimal(parts[0]), Decimal(parts[1])))
)
SILENT = st.sampled_from([State.NOTHING, State.NOT_APPLICABLE, State.MISSING, State.UNREADABLE]).map(
    entry_without
)


class Way(NamedTuple):
    """A kind of total: its indicators, the last of which is rolled up, and what units enter."""

    indicators: tuple[Indicator, ...]
    entered: Mapping[str, st.SearchStrategy[Entry]]


WAYS = {
    "sum": Way((A,), {"hs.a": COUNTS}),
    "ratio": Way((RATE,), {"hs.a": RATIOS}),
    "mean": Way((MEAN,), {"hs.a": RATES}),
    "weighed mean": Way((M, WEIGHED), {"hs.a": RATES, "hs.m": COUNTS}),
    "count": Way((COUNT,), {"hs.a": COUNTS}),
    "answers": Way((YES,), {"hs.a": st.booleans().map(given_entry)}),
    "share": Way((T, M, SHARE), {"hs.t": COUNTS, "hs.m": COUNTS}),
    "quotient": Way((T, M, QUOTIENT), {"hs.t": COUNTS, "hs.m": COUNTS}),
    "linear": Way((T, M, LINEAR), {"hs.t": COUNTS, "hs.m": COUNTS}),
    "least": Way((LEAST,), {"hs.a": COUNTS}),
    "product": Way((T, M, PRODUCT), {"hs.t": COUNTS, "hs.m": COUNTS}),
}


@st.composite
def sides(draw: st.DrawFn, way: Way) -> Outlook:
    """Return one side: units that exist, of these some that reported, with gaps of every kind."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    entries: dict[str, dict[str, Entry] | None] = {}
    for name in sorted(names):
        said = {key: draw(st.one_of(values, SILENT)) for key, values in way.entered.items()}
        entries[name] = draw(st.sampled_from([said, said, said, {}, None]))
    left_out = draw(st.lists(st.sampled_from(NAMES), max_size=1))
    return outlook(way.indicators, entries, left_out=left_out)


ANY_WAY = st.sampled_from(list(WAYS.values())).flatmap(lambda way: st.tuples(sides(way), sides(way)))


@for_all(ANY_WAY)
def test_the_parts_of_a_change_add_up_to_the_whole(both: tuple[Outlook, Outlook]) -> None:
    old, new = both
    made = decompose_change(old, new)
    numbers = total_number(old.figure), total_number(new.figure)
    if made is None:
        assert None in numbers
    else:
        assert (made.before, made.after) == pytest.approx(numbers)
        assert sum((part.change for part in made.parts), Fraction(0)) == made.after - made.before


@for_all(ANY_WAY)
def test_a_unit_stands_in_one_part_of_a_change_alone_but_for_its_weight(
    both: tuple[Outlook, Outlook],
) -> None:
    made = decompose_change(*both)
    named = [unit.id for part in made.parts for unit in part.units] if made else []
    if made and made.parts and made.parts[0].cause is not Cause.HOLDER:
        assert len(named) == len(set(named))


@for_all(ANY_WAY)
def test_what_did_not_change_has_no_parts(both: tuple[Outlook, Outlook]) -> None:
    made = decompose_change(both[0], both[0])
    assert made is None or made.parts == ()


@for_all(ANY_WAY)
def test_backwards_every_part_is_the_opposite(both: tuple[Outlook, Outlook]) -> None:
    there, back = decompose_change(*both), decompose_change(*both[::-1])
    if there and back:
        assert changes_by_cause(there) == {key: -change for key, change in changes_by_cause(back).items()}


def changes_by_cause(made: Decomposition) -> dict[object, Fraction]:
    """Return what every kind of part comes to, whoever joins or leaves."""
    sums: dict[object, Fraction] = {}
    for part in made.parts:
        key = part.cause if part.joining is None else frozenset(unit.id for unit in part.units)
        sums[key] = sums.get(key, Fraction(0)) + part.change
    return {key: change for key, change in sums.items() if change}


PAIRS = st.tuples(st.integers(0, 9), st.integers(1, 9))
LETTERS = st.sampled_from("bcdef")


@for_all(st.tuples(PAIRS, PAIRS), st.dictionaries(LETTERS, PAIRS), st.dictionaries(LETTERS, PAIRS))
def test_the_shift_of_weights_is_what_rates_of_units_leave(
    both: tuple[tuple[int, int], tuple[int, int]],
    old: dict[str, tuple[int, int]],
    new: dict[str, tuple[int, int]],
) -> None:
    looks = rates_of(a=both[0], **old), rates_of(a=both[1], **new)
    made, measures = decompose_change(*looks), [measure_total(side) for side in looks]
    before, now = (measure.shares for measure in measures if measure)
    common = [name for name in before if name in now]
    first, second = rates_in(before, common), rates_in(now, common)
    whole = [sum((rate * weight for rate, weight in side), Fraction(0)) for side in (first, second)]
    shifted = sum(
        ((one[0] + two[0] - sum(whole)) / 2 * (two[1] - one[1]))
        for one, two in zip(first, second, strict=True)
    )
    weights = (part.change for part in made.parts if part.cause is Cause.WEIGHTS) if made else ()
    assert 100 * shifted == sum(weights)


def rates_in(shares: Mapping[str, Share], names: Sequence[str]) -> list[tuple[Fraction, Fraction]]:
    """Return rate and weight of units among themselves."""
    total = sum((shares[name].denominator for name in names), Fraction(0))
    chosen = [shares[name] for name in names]
    return [(share.rate or Fraction(0), share.denominator / total) for share in chosen]


# What each part says.


def sums_of(**numbers: int | Entry | None) -> Outlook:
    """Return a sum of files over the units 'xa-a', 'xa-b' …; None has not reported, {} gave no figure."""
    files = usual_indicator(unit_of_measure="hồ sơ")
    return outlook([files], {f"xa-{letter}": entries_of(number) for letter, number in numbers.items()})


def entries_of(number: int | Entry | None) -> Mapping[str, Entry] | None:
    if number is None:
        return None
    return {"hs.a": number if isinstance(number, Entry) else given_entry(number)}


def told(old: Outlook, new: Outlook) -> str:
    return why_text(decompose_change(old, new), new.figure.indicator)


def test_the_largest_units_are_named_and_the_others_told_together() -> None:
    old = sums_of(a=1_000, b=1_000, c=1_000, d=1_000, e=None, f=None)
    new = sums_of(a=3_310, b=2_804, c=900, d=886, e=500, f=405)
    assert told(old, new) == (
        "Vì sao: xã A +2.310 hồ sơ, xã B +1.804 hồ sơ; 02 đơn vị mới có báo cáo +905 hồ sơ; "
        "các đơn vị khác -214 hồ sơ."
    )


def test_one_unit_that_stands_for_itself_is_named() -> None:
    assert told(sums_of(a=1, b=None), sums_of(a=1, b=7)) == "Vì sao: xã B mới có báo cáo +7 hồ sơ."


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, "chưa có báo cáo"),
        (entry_without(State.MISSING), "chưa có số liệu"),
        (entry_without(State.UNREADABLE), "chưa có số liệu"),
        (entry_without(State.NOT_APPLICABLE, "xã không có cảng"), "nay không áp dụng"),
    ],
)
def test_a_unit_that_is_no_longer_in_the_total_says_why(said: Entry | None, words: str) -> None:
    assert told(sums_of(a=1, b=7), sums_of(a=1, b=said)) == f"Vì sao: xã B {words} -7 hồ sơ."


def test_that_nothing_occurred_is_a_fall_of_the_unit_and_no_gap() -> None:
    made = decompose_change(sums_of(a=1, b=7), sums_of(a=1, b=entry_without(State.NOTHING)))
    assert made is not None
    assert [(part.cause, part.change) for part in made.parts] == [(Cause.UNIT, Fraction(-7))]


def test_a_unit_that_was_closed_or_opened_is_not_one_that_reported_or_did_not() -> None:
    before, after = date(2025, 10, 14), END
    closed = open_unit("xa-b", name="Xã B", closed=date(2025, 11, 1))
    opened = open_unit("xa-c", name="Xã C", opened=date(2025, 11, 2))
    old = outlook(
        [A],
        {"xa-a": {"hs.a": given_entry(1)}, "xa-b": {"hs.a": given_entry(5)}},
        units=(open_unit("xa-a"), closed),
        end=before,
    )
    new = outlook(
        [A],
        {"xa-a": {"hs.a": given_entry(1)}, "xa-c": {"hs.a": given_entry(9)}},
        units=(open_unit("xa-a"), opened),
        end=after,
    )
    assert told(old, new) == "Vì sao: xã C mới hoạt động +9; xã B không còn hoạt động -5."


def test_a_unit_that_is_asked_from_now_on_is_in_the_scope() -> None:
    scoped = A._replace(applies_to=Selector(units=frozenset({"xa-a"})))
    entries = {name: {"hs.a": given_entry(4)} for name in ("xa-a", "xa-b")}
    assert told(outlook([scoped], entries), outlook([A], entries)) == (
        "Vì sao: xã B mới thuộc diện báo cáo +4."
    )


def test_a_unit_that_lacks_a_related_figure_is_not_in_the_total_and_says_so() -> None:
    entries = {name: {"hs.a": given_entry(4)} for name in ("xa-a", "xa-b")}
    new = outlook([A], entries, left_out=["xa-b"])
    assert told(outlook([A], entries), new) == (
        "Vì sao: xã B chưa được tính vì thiếu số liệu liên quan -4."
    )


def test_another_way_to_roll_up_is_told_apart_from_what_units_changed() -> None:
    old = outlook([A], {"xa-a": {"hs.a": given_entry(10)}, "xa-b": {"hs.a": given_entry(20)}})
    mean = A._replace(roll_up=RollUp(Function.MEAN))
    new = outlook([mean], {"xa-a": {"hs.a": given_entry(10)}, "xa-b": {"hs.a": given_entry(40)}})
    made = decompose_change(old, new)
    assert made is not None
    assert [(part.cause, part.change) for part in made.parts] == [
        (Cause.UNIT, Fraction(10)),
        (Cause.DEFINITION, Fraction(-15)),
    ]
    assert told(old, new) == ("Vì sao: cách tính thay đổi -15; số liệu của xã B thay đổi +10.")


def test_another_formula_is_told_apart_too() -> None:
    entries = {"xa-a": {"hs.t": given_entry(3), "hs.m": given_entry(4)}}
    old, new = (
        outlook([T, M, LINEAR], entries),
        outlook([T, M, LINEAR._replace(formula="hs.t + hs.m")], entries),
    )
    assert told(old, new) == "Vì sao: cách tính thay đổi +5."


def rates_of(**parts: tuple[int, int]) -> Outlook:
    entries = {
        f"xa-{letter}": {"hs.a": given_entry(Ratio(*map(Decimal, pair)))} for letter, pair in parts.items()
    }
    return outlook([RATE], entries)


def test_a_rate_that_fell_because_a_weak_unit_grew_is_composition() -> None:
    old, new = rates_of(a=(90, 100), b=(10, 100)), rates_of(a=(90, 100), b=(30, 300))
    assert told(old, new) == "Vì sao: tỷ trọng giữa các đơn vị thay đổi -20 điểm."


def test_a_rate_that_rose_because_units_did_better_is_theirs() -> None:
    old, new = rates_of(a=(50, 100), b=(50, 100)), rates_of(a=(90, 100), b=(60, 100))
    assert told(old, new) == (
        "Vì sao: tỷ lệ của từng đơn vị thay đổi +25 điểm (xã A +20 điểm, xã B +5 điểm)."
    )


def test_a_unit_that_has_nothing_to_divide_yet_only_shifts_weights() -> None:
    old, new = rates_of(a=(50, 100), b=(0, 0)), rates_of(a=(50, 100), b=(100, 100))
    made = decompose_change(old, new)
    assert made is not None
    assert [(part.cause, part.change) for part in made.parts] == [(Cause.WEIGHTS, Fraction(25))]


def test_two_sides_of_other_units_say_so() -> None:
    assert told(rates_of(a=(1, 2)), rates_of(b=(3, 4))) == (
        "Vì sao: hai bên là số liệu của những đơn vị khác nhau +25 điểm."
    )


def test_a_new_unit_moves_a_rate_by_how_far_it_lies_off() -> None:
    old, new = rates_of(a=(50, 100)), rates_of(a=(50, 100), b=(100, 100))
    assert told(old, new) == "Vì sao: xã B mới thuộc diện báo cáo +25 điểm."


def test_units_that_satisfy_a_condition_now_are_named() -> None:
    answers = {True: given_entry(value=True), False: given_entry(value=False)}
    old = outlook([YES], {f"xa-{x}": {"hs.a": answers[x == "c"]} for x in "abc"})
    new = outlook([YES], {f"xa-{x}": {"hs.a": answers[x != "c"]} for x in "abc"})
    assert told(old, new) == "Vì sao: xã A và xã B nay có +2 đơn vị; xã C nay không có -1 đơn vị."


def test_an_extreme_names_who_holds_it_now_and_who_did() -> None:
    def lowest(**numbers: int) -> Outlook:
        return outlook([LEAST], {f"xa-{x}": {"hs.a": given_entry(n)} for x, n in numbers.items()})

    assert told(lowest(a=3, b=5), lowest(a=9, b=5)) == "Vì sao: nay là xã B, trước là xã A: +2."


def test_what_is_not_made_of_units_is_not_explained() -> None:
    entries = {
        "xa-a": {"hs.t": given_entry(2), "hs.m": given_entry(3)},
        "xa-b": {"hs.t": given_entry(1), "hs.m": given_entry(1)},
    }
    more = {**entries, "xa-b": {"hs.t": given_entry(5), "hs.m": given_entry(1)}}
    old, new = outlook([T, M, PRODUCT], entries), outlook([T, M, PRODUCT], more)
    made = decompose_change(old, new)
    assert made is not None
    assert [part.cause for part in made.parts] == [Cause.UNKNOWN]
    assert told(old, new) == ""


def test_a_correction_of_what_was_given_out_comes_apart_from_what_changed_since() -> None:
    published, old, new = sums_of(a=10, b=20), sums_of(a=10, b=25), sums_of(a=12, b=25)
    made = decompose_change(old, new, published)
    assert made is not None
    assert made.before == 30
    assert why_text(made, new.figure.indicator) == (
        "Vì sao: đính chính số liệu đã phát hành của xã B +5 hồ sơ; xã A +2 hồ sơ."
    )


def test_parts_that_are_rounded_say_that_they_do_not_add_up() -> None:
    old = rates_of(a=(1, 3), b=(1, 3), c=(1, 3))
    new = rates_of(a=(2, 3), b=(2, 3), c=(2, 3))
    made = decompose_change(old, new)
    assert why_text(made, RATE._replace(places=1)) == (
        "Vì sao: tỷ lệ của từng đơn vị thay đổi +33,3 điểm (xã A +11,1 điểm, xã B +11,1 điểm, "
        f"xã C +11,1 điểm); {ROUNDED}."
    )
