"""From a figure back to what it is made of."""

from decimal import Decimal

from baocao.figures.rollup import roll_up
from baocao.model.indicator import Catalogue, Function, Indicator, IndicatorKind
from baocao.model.submission import Entry, Ratio, State, Submission
from baocao.pipeline.tracing.derivation import (
    MOST_OPERANDS,
    absent_units,
    derive_origin,
    figures_of,
    list_contributors,
    needed_catalogue,
    rolled_derivation,
)
from baocao.pipeline.tracing.records import Contributor, Derivation
from records import AT, END, entry_without, given_entry, open_unit, usual_indicator
from support import period_of

A, B = usual_indicator("hs.a"), usual_indicator("hs.b")
SHARE = usual_indicator(
    "hs.ty_le", IndicatorKind.RATIO, Function.RATIO_OF_SUMS, numerator="hs.a", denominator="hs.b"
)
UNITS = tuple(open_unit(name) for name in ("xa-mot", "xa-hai", "xa-ba", "xa-bon"))


class Traced:
    """One indicator of a catalogue, traced over the units that wrote something."""

    def __init__(self, wanted: Indicator, *known: Indicator, **reports: dict[str, Entry]) -> None:
        self.catalogue = needed_catalogue(
            Catalogue((), {each.id: each for each in (wanted, *known)}), wanted
        )
        self.submissions = {
            f"xa-{name}": Submission(f"xa-{name}", period_of("2025-11"), AT, entries=entries)
            for name, entries in reports.items()
        }
        self.figures = figures_of(UNITS, self.submissions, self.catalogue, END)
        self.figure = roll_up(wanted, UNITS, self.figures, self.catalogue)
        self.derivation = rolled_derivation(self.figure, UNITS, self.figures, self.catalogue)

    @property
    def contributors(self) -> tuple[Contributor, ...]:
        return list_contributors(self.figure, UNITS, self.figures)

    def reasons(self, rejected: str = "") -> list[tuple[str, str]]:
        missing, outside = absent_units(
            self.figure, UNITS, self.figures, self.submissions, frozenset({rejected})
        )
        return [(each.unit.id, each.reason) for each in (*missing, *outside)]


def test_who_gives_most_of_a_sum_comes_first_with_the_share() -> None:
    contributors = Traced(A, mot={"hs.a": given_entry(1)}, hai={"hs.a": given_entry(3)}).contributors
    assert [(each.unit.id, each.share) for each in contributors] == [
        ("xa-hai", Decimal(75)),
        ("xa-mot", Decimal(25)),
    ]


def test_a_ratio_of_sums_shows_both_sums_and_sorts_by_denominators() -> None:
    one = {"hs.a": given_entry(9), "hs.b": given_entry(10)}
    two = {"hs.a": given_entry(10), "hs.b": given_entry(30)}
    traced = Traced(SHARE, A, B, mot=one, hai=two)
    assert traced.figure.value == Ratio(Decimal(19), Decimal(40))
    assert [part.figure.value for part in traced.derivation.operands] == [19, 40]
    assert [(each.unit.id, each.share) for each in traced.contributors] == [
        ("xa-hai", Decimal(75)),
        ("xa-mot", Decimal(25)),
    ]


def test_sums_behind_a_ratio_are_those_of_the_units_that_have_both() -> None:
    traced = Traced(
        SHARE, A, B, mot={"hs.a": given_entry(9), "hs.b": given_entry(10)}, hai={"hs.a": given_entry(5)}
    )
    assert [part.figure.value for part in traced.derivation.operands] == [9, 10]


def test_weights_of_a_mean_are_shown() -> None:
    mean = usual_indicator("hs.tb", IndicatorKind.DECIMAL, Function.MEAN, weight="hs.b")
    one = {"hs.tb": given_entry(Decimal("2.5")), "hs.b": given_entry(1)}
    two = {"hs.tb": given_entry(Decimal("1.5")), "hs.b": given_entry(7)}
    contributors = Traced(mean, B, mot=one, hai=two).contributors
    assert [(each.unit.id, each.weight) for each in contributors] == [
        ("xa-hai", Decimal(7)),
        ("xa-mot", Decimal(1)),
    ]


def test_units_that_are_counted_come_before_those_that_are_not() -> None:
    answer = usual_indicator("hs.co", IndicatorKind.YES_NO, Function.COUNT)
    contributors = Traced(
        answer, mot={"hs.co": given_entry(value=False)}, hai={"hs.co": given_entry(value=True)}
    ).contributors
    assert [(each.unit.id, each.holds) for each in contributors] == [("xa-hai", True), ("xa-mot", False)]


def test_every_way_of_being_absent_has_its_reason() -> None:
    traced = Traced(
        A,
        mot={"hs.a": entry_without(State.MISSING, "VNPT chưa cung cấp")},
        hai={},
        ba={"hs.a": entry_without(State.NOT_APPLICABLE, "xã không có bến")},
    )
    assert traced.reasons() == [
        ("xa-mot", "chưa có: VNPT chưa cung cấp"),
        ("xa-hai", "không ghi chỉ tiêu này"),
        ("xa-bon", "chưa gửi báo cáo kỳ này"),
        ("xa-ba", "xã không có bến"),
    ]
    assert ("xa-bon", "tệp báo cáo bị lỗi nên không đọc được") in traced.reasons(rejected="xa-bon")


def test_a_derived_figure_lacks_because_of_an_operand() -> None:
    broken = {"hs.a": entry_without(State.UNREADABLE), "hs.b": given_entry(10)}
    assert Traced(SHARE, A, B, mot=broken).reasons()[0] == ("xa-mot", "hs.a: giá trị không đọc được")


def test_nothing_occurred_is_a_contribution_of_zero() -> None:
    traced = Traced(A, mot={"hs.a": entry_without(State.NOTHING)}, hai={"hs.a": given_entry(2)})
    assert [(each.unit.id, each.share) for each in traced.contributors] == [
        ("xa-hai", Decimal(100)),
        ("xa-mot", Decimal(0)),
    ]


def test_only_what_an_indicator_needs_is_computed() -> None:
    everything = Catalogue((), {each.id: each for each in (A, B, SHARE, usual_indicator("hs.c"))})
    assert set(needed_catalogue(everything, SHARE).indicators) == {"hs.a", "hs.b", "hs.ty_le"}
    assert set(needed_catalogue(everything, A).indicators) == {"hs.a"}


def chained_formulas(length: int) -> list[Indicator]:
    """Return indicators of which each is computed from the two before it."""
    texts = ["hs.a + 1", "hs.f0 + 1", *(f"hs.f{step - 1} + hs.f{step - 2}" for step in range(2, length))]
    return [usual_indicator(f"hs.f{step}", formula=text) for step, text in enumerate(texts)]


def count_parts(derivation: Derivation) -> int:
    return 1 + sum(map(count_parts, derivation.operands))


def test_formulas_that_each_use_the_two_before_are_added_up_and_told_in_time() -> None:
    *known, last = chained_formulas(45)
    traced = Traced(last, A, *known, mot={"hs.a": given_entry(1)}, hai={"hs.a": given_entry(2)})
    assert traced.figure.entry.value is not None
    own = traced.figures["xa-mot"]
    assert 1 < count_parts(derive_origin(own[last.id], own)) <= MOST_OPERANDS + 1


def test_a_figure_that_is_computed_of_itself_has_a_reason_all_the_same() -> None:
    ring = [
        usual_indicator("hs.x", formula="hs.y + hs.z"),
        usual_indicator("hs.y", formula="hs.x + hs.z"),
        usual_indicator("hs.z", formula="hs.x + hs.y"),
    ]
    traced = Traced(*ring, A, mot={"hs.a": given_entry(1)})
    assert traced.reasons()[0] == (
        "xa-mot",
        "hs.y: hs.z: không tính được từ các chỉ tiêu thành phần",
    )
    own = traced.figures["xa-mot"]
    assert count_parts(derive_origin(own["hs.x"], own)) == 5
