"""Which situation a figure is in, and the sentence that says so: level, target, change, units.

The words stand in `vietnamese/phrasing.py`; here is decided which of them are true. Every number goes
through the writer's `hand`, with what it is, so that a document can mark it and a test can read it.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from baocao.figures.combining import combined_label
from baocao.figures.comparing import Basis, Comparison, number_of
from baocao.figures.shown import IN_PROSE, figure_text, ratio_unit, shown_places
from baocao.figures.steps import (
    TWICE,
    WHOLE,
    Step,
    counts_units,
    is_estimate,
    money_text,
    step_of,
    told_places,
)
from baocao.figures.targets import Bound, Demand, Outcome, UnitsAtTarget, bound_of, outcome_of
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Better, Indicator, IndicatorKind, Nature
from baocao.model.period import PeriodKind
from baocao.model.submission import VALUED, Ratio, State
from baocao.vietnamese import phrasing
from baocao.vietnamese.counts import pair_text, prose_count
from baocao.vietnamese.numbers import number_text, percent_text, prose_number, rate_text, rounded_number
from baocao.vietnamese.text import sentence_case

_WITHIN: Final = {
    PeriodKind.WEEK: "trong tuần",
    PeriodKind.MONTH: "trong tháng",
    PeriodKind.QUARTER: "trong quý",
}


class Part(Enum):
    """What a piece of a sentence is."""

    NAME = "tên chỉ tiêu"
    MEASURE = "đơn vị tính"
    UNIT = "tên đơn vị"
    BASIS = "kỳ so sánh"
    REASON = "lý do không so sánh"
    VALUE = "số liệu"
    CHANGE = "chênh lệch"
    TARGET = "chỉ tiêu giao"
    UNITS = "số đơn vị"
    GAP = "chỗ thiếu số liệu"


class Piece(NamedTuple):
    """What a written piece is of: a figure, a comparison, the id of a unit."""

    part: Part
    figure: Figure
    comparison: Comparison | None = None
    unit: str = ""


Hand = Callable[[str, Piece], str]
"""Writes a piece of a sentence: as it is, or with marks."""


def plain_hand(text: str, _: Piece) -> str:
    """Write a piece as it is."""
    return text


class Saying(NamedTuple):
    """A figure with all that can be said of it.

    `own` are the figures of the units that it is made of and `names` their names in a sentence. `silent`
    are the units that reported and gave no value. `base_is_told` if the document has said of how many units
    its comparisons are. `where` is the appendix that lists units.
    """

    figure: Figure
    comparisons: tuple[Comparison, ...] = ()
    at_target: UnitsAtTarget | None = None
    own: Mapping[str, OwnFigure] = {}
    names: Mapping[str, str] = {}
    silent: int = 0
    base_is_told: bool = False
    where: str = ""

    @property
    def indicator(self) -> Indicator:
        """What the figure is of."""
        return self.figure.indicator

    @property
    def outcome(self) -> Outcome | None:
        """Whether the figure itself reached its target."""
        return outcome_of(self.figure)

    @property
    def nearest(self) -> Comparison | None:
        """The comparison that tells what came in between, if one does."""
        return next((each for each in self.comparisons if each.flow is not None), None)

    def piece(self, part: Part, comparison: Comparison | None = None, unit: str = "") -> Piece:
        """Return what a piece of the sentence is."""
        return Piece(part, self.figure, comparison, unit)


class Sayer:
    """Says sentences about one figure with one hand."""

    def __init__(self, saying: Saying, hand: Hand = plain_hand) -> None:
        self._said = saying
        self._hand = hand
        self._figure, self._indicator = saying.figure, saying.indicator

    def sentence(self) -> str:
        """Return the whole sentence by situation; nothing of what does not apply."""
        if self._figure.state is State.NOT_APPLICABLE:
            return ""
        return sentence_case(phrasing.joined_sentence(self._clauses(), self._joint()))

    def _joint(self) -> str:
        """Return what parts clauses: those about units have commas inside."""
        return "; " if is_told_by_units(self._figure) else ", "

    def _clauses(self) -> list[tuple[str, int]]:
        level = (self.level(), 1 + self._flow_is_said)
        return [level, (self.against_target(), 1), *self.change_clauses()]

    # The level: how much, or how many of how many.

    def level(self) -> str:
        """Return '{name} đạt 80,2% (88.241/110.022 hồ sơ)', in the words of its kind."""
        figure, name = self._figure, self._name()
        if figure.state is State.NOTHING:
            return phrasing.named(name, phrasing.NOTHING)
        if is_told_by_units(figure):
            return phrasing.named(name, self.units_told())
        if figure.value is None or figure.state not in VALUED:
            return phrasing.named(name, self._hand(phrasing.NO_DATA, self._said.piece(Part.GAP)))
        return self._level_of_value(name)

    def _level_of_value(self, name: str) -> str:
        value = self._figure.value
        if isinstance(value, Ratio):
            return self._ratio_level(name, value)
        if isinstance(value, Decimal) and self._indicator.in_percent:
            return self._rate_level(name, self._value(self._qualified(self._rate_text())), self._coverage())
        total = phrasing.with_share(self.amount(), self._coverage())
        nearest = self._said.nearest if self._flow_is_said else None
        return self._flow_level(name, nearest, total) if nearest else phrasing.named(name, total)

    def _ratio_level(self, name: str, ratio: Ratio) -> str:
        rate = self._value(self._qualified(self._rate_text()))
        parts = f"{prose_number(ratio.numerator)}/{prose_number(ratio.denominator)}"
        measured = f"{self._value(parts)} {self._measure()}".rstrip()
        return self._rate_level(name, rate, phrasing.of_whom(measured, self._coverage()))

    def _rate_level(self, name: str, rate: str, parts: str) -> str:
        """Return the rate with the verb of what it is: achievement, part of a whole, or neither."""
        if _is_achievement(self._indicator):
            about = is_estimate(self._figure)
            return phrasing.achieved(
                name, self._value(self._rate_text()) if about else rate, parts, about=about
            )
        if (number_of(self._figure) or Decimal(0)) > WHOLE:
            return phrasing.equalling(name, rate, parts)
        if parts and not self._indicator.name.startswith("Tỷ lệ"):
            return phrasing.making_up(name, parts, rate)
        return phrasing.amounting(name, rate, parts)

    def _flow_level(self, name: str, nearest: Comparison, total: str) -> str:
        within = _WITHIN.get(nearest.basis.now.kind, "trong kỳ")
        flow = self._changed(self._measured(nearest.flow), nearest) if nearest.flow else ""
        told = flow or phrasing.NOTHING_MORE
        return phrasing.flow_and_total(name, within, f"{told} {self._over_units(nearest)}".rstrip(), total)

    @property
    def _flow_is_said(self) -> bool:
        valued = isinstance(self._figure.value, Decimal) and self._figure.state is State.GIVEN
        return valued and self._said.nearest is not None

    def amount(self) -> str:
        """Return '3.781 hồ sơ', '80,2%', '12/96 đơn vị'."""
        number = self._figure.value
        if self._figure.state is State.NOTHING or number == 0:
            stands = self._indicator.nature is Nature.MOMENT and self._figure.state is State.GIVEN
            return phrasing.NONE_THERE if stands else phrasing.NOTHING
        if isinstance(number, Ratio) or (isinstance(number, Decimal) and self._indicator.in_percent):
            return self._value(self._qualified(self._rate_text()))
        if not isinstance(number, Decimal):
            return self._value(figure_text(self._figure, IN_PROSE))
        return self._value(self._qualified(self._measured(number)))

    def _coverage(self) -> str:
        """Return of how many units a figure speaks where others reported too, and gave no value."""
        if not self._said.silent or not isinstance(self._figure, RolledUpFigure):
            return ""
        covered = self._figure.coverage
        pair = pair_text(len(covered.counted), len(covered.expected))
        return phrasing.of_units(self._hand(pair, self._said.piece(Part.UNITS)))

    # The target of the figure itself.

    def against_target(self) -> str:
        """Return 'thấp hơn chỉ tiêu 4,8 điểm phần trăm', 'đạt chỉ tiêu 85%', or nothing."""
        outcome = self._said.outcome
        if outcome is None or is_told_by_units(self._figure):
            return ""
        if outcome.bound is None or outcome.number is None or self._figure.qualifier:
            return phrasing.REACHES if outcome.reached else phrasing.FAILS
        return self._off_target(outcome.bound, outcome)

    def _off_target(self, bound: Bound, outcome: Outcome) -> str:
        printed = rounded_number(outcome.number or Decimal(0), self._places())
        off, number = abs(printed - bound.number), self._bound_text(bound)
        amount = self._hand(self._difference(off), self._said.piece(Part.TARGET)) if off else ""
        if outcome.reached and bound.demand is Demand.AT_MOST:
            return phrasing.within_limit(number)
        if outcome.reached:
            return phrasing.exceeded(amount) if amount else phrasing.met(number)
        if not amount:  # so little that no number of decimals shows it
            return phrasing.FAILS
        return phrasing.missed(amount, above=printed > bound.number)

    def _bound_text(self, bound: Bound) -> str:
        return self._hand(self._written(bound.number), self._said.piece(Part.TARGET))

    # Units: how many reach, have, or lie where.

    def units_told(self) -> str:
        """Return '70/96 đơn vị đạt 100%; chưa đạt: …', or the lowest and the highest."""
        counted = self._counted_units()
        if counted is None:
            return self._spread()
        if not counted.reached and not counted.failing:
            return phrasing.NO_DATA
        return "; ".join(
            filter(None, (self._reached_units(counted), self._failing(counted), self._lacking(counted)))
        )

    def units_at_target(self) -> str:
        """Return '70/96 đơn vị đạt 100%; chưa đạt: …'; nothing where nothing is demanded of units."""
        return self.units_told() if self._counted_units() else ""

    def failing_units(self) -> str:
        """Return the names of the units that fail, or their number; nothing where none does."""
        counted = self._counted_units()
        return self._names_of(counted.failing) if counted and counted.failing else ""

    def _counted_units(self) -> UnitsAtTarget | None:
        figure = self._figure
        if isinstance(figure, RolledUpFigure) and counts_units(figure):
            return UnitsAtTarget(figure.holders, figure.lacking, figure.coverage.missing)
        return self._said.at_target

    def _reached_units(self, counted: UnitsAtTarget) -> str:
        everyone = sum(map(len, counted))
        does = self._does()
        if not counted.reached:
            return phrasing.no_unit_that(does)
        pair = self._hand(pair_text(len(counted.reached), everyone), self._said.piece(Part.UNITS))
        told = phrasing.units_that(pair, does)
        named = self._names_a_minority(counted.reached, counted.failing)
        return phrasing.with_share(told, self._names_of(counted.reached) if named else "")

    @staticmethod
    def _names_a_minority(few: Sequence[str], others: Sequence[str]) -> bool:
        return len(few) < len(others) and len(few) <= phrasing.MOST_NAMES

    def _failing(self, counted: UnitsAtTarget) -> str:
        """Name those that fail; only how many they are where those that reach it are named."""
        if not counted.failing or not counted.reached:
            return ""
        does_not = "chưa có" if self._indicator.kind is IndicatorKind.YES_NO else "chưa đạt"
        if self._names_a_minority(counted.reached, counted.failing):
            return f"{self._number_of(counted.failing)} đơn vị {does_not}"
        return phrasing.named(does_not, self._names_of(counted.failing))

    def _lacking(self, counted: UnitsAtTarget) -> str:
        return f"{self._number_of(counted.silent)} đơn vị {phrasing.NO_DATA}" if counted.silent else ""

    def _does(self) -> str:
        """Return what units do that are counted: have it, or reach the target."""
        if self._indicator.kind is IndicatorKind.YES_NO:
            return "có"
        target = self._indicator.target
        bound = bound_of(target.condition) if target and not counts_units(self._figure) else None
        if bound is None:
            return "đạt"
        number = self._bound_text(bound)
        if bound.demand is Demand.AT_MOST:
            return phrasing.at_most(number)
        highest = bound.demand is Demand.EXACTLY or bound.number == self._highest()
        return phrasing.at_least(number, highest=highest)

    def _highest(self) -> Decimal | None:
        return self._indicator.high if self._indicator.high is not None else WHOLE

    def _spread(self) -> str:
        """Return 'từ thấp nhất 88,1% (xã A) đến cao nhất 100% (xã B)' of units' own numbers."""
        numbers = {
            unit: number_of(each) for unit, each in self._said.own.items() if each.state is State.GIVEN
        }
        valued = {unit: number for unit, number in numbers.items() if number is not None}
        if not valued:
            return self._given_by() if self._said.own else phrasing.NO_DATA
        low, high = min(valued.values()), max(valued.values())
        ends = [self._end(valued, end) for end in (low, high)]
        if low == high:
            level = self._own_value(next(iter(valued)))
            return phrasing.all_alike(self._number_of([*valued]), level) if len(valued) > 1 else ends[0]
        return phrasing.from_to(*ends)

    def _end(self, valued: Mapping[str, Decimal], number: Decimal) -> str:
        units = [unit for unit, each in valued.items() if each == number]
        return phrasing.with_share(self._own_value(units[0]), self._names_of(units))

    def _given_by(self) -> str:
        given = [unit for unit, each in self._said.own.items() if each.state is State.GIVEN]
        pair = self._hand(pair_text(len(given), len(self._said.own)), self._said.piece(Part.UNITS))
        return phrasing.units_that(pair, "đã cung cấp") if given else phrasing.NO_DATA

    def best_and_worst(self) -> str:
        """Return 'cao nhất: xã A (98%); thấp nhất: xã B (40%)', the better end first; ties together."""
        numbers = {
            unit: number_of(each) for unit, each in self._said.own.items() if each.state is State.GIVEN
        }
        valued = {unit: number for unit, number in numbers.items() if number is not None}
        if len({*valued.values()}) < TWICE:
            return (
                phrasing.all_alike(self._number_of([*valued]), self._own_value(next(iter(valued))))
                if len(valued) > 1
                else ""
            )
        ends = [("cao nhất", max(valued.values())), ("thấp nhất", min(valued.values()))]
        if self._indicator.better is Better.LOW:
            ends.reverse()
        return phrasing.best_and_worst([(end, self._who_is_at(valued, number)) for end, number in ends])

    def _who_is_at(self, valued: Mapping[str, Decimal], number: Decimal) -> str:
        units = [unit for unit, each in valued.items() if each == number]
        together = "cùng " if len(units) > 1 else ""
        return phrasing.with_share(self._names_of(units), f"{together}{self._own_value(units[0])}")

    def _names_of(self, units: Sequence[str]) -> str:
        names = [
            self._hand(self._said.names.get(unit, unit), self._said.piece(Part.UNIT, unit=unit))
            for unit in units
        ]
        return phrasing.listed_units(names, self._number_of(units), self._said.where)

    def _number_of(self, units: Sequence[str]) -> str:
        return self._hand(prose_count(len(units)), self._said.piece(Part.UNITS))

    def _own_value(self, unit: str) -> str:
        figure = self._said.own[unit]
        said = Sayer(Saying(figure))
        return self._hand(said.amount(), self._said.piece(Part.VALUE, unit=unit))

    # Changes: against the period before, and against the same period of the year before.

    def change_clauses(self) -> list[tuple[str, int]]:
        """Return what is said of each comparison, with its number of figures; those of one way joined."""
        told = [each for each in self._said.comparisons if self._is_said(each)]
        both = self._both_ways(told) if len(told) == TWICE else ""
        return [(both, TWICE)] if both else [(clause, 1) for clause in map(self.change, told) if clause]

    def against_last(self) -> str:
        """Return the change against the period before; nothing without one."""
        return self._against(lambda basis: basis.then != basis.now.year_before)

    def against_year_before(self) -> str:
        """Return the change against the same period of the year before; nothing without one."""
        return self._against(lambda basis: basis.then == basis.now.year_before)

    def _against(self, chosen: Callable[[Basis], bool]) -> str:
        compared = (self.change(each) for each in self._said.comparisons if chosen(each.basis))
        return next(compared, "")

    def _is_said(self, comparison: Comparison) -> bool:
        if comparison.began:
            return comparison is self._said.comparisons[0]
        return comparison is not self._said.nearest or not self._flow_is_said

    def change(self, comparison: Comparison) -> str:
        """Return 'tăng 1,3 điểm phần trăm so với tháng trước' of one comparison."""
        basis = self._basis(comparison)
        if comparison.began:
            return phrasing.BEGAN
        if comparison.before is None:
            reason = self._hand(comparison.reason, self._said.piece(Part.REASON, comparison))
            return phrasing.not_compared(basis, reason) if comparison.reason else ""
        clause = self._change_between(comparison, basis)
        return f"{clause} {self._over_units(comparison)}".rstrip() if clause else ""

    def _over_units(self, comparison: Comparison) -> str:
        """Return of how many units both sides speak, if these are fewer than was said once for all."""
        if len(comparison.units) >= (comparison.usual if self._said.base_is_told else comparison.counted):
            return ""
        number = prose_count(len(comparison.units))
        return phrasing.over_units(self._hand(number, self._said.piece(Part.UNITS, comparison)))

    def _change_between(self, comparison: Comparison, basis: str) -> str:
        step = step_of(comparison, self._places())
        if step is None:
            return ""
        if step.exact == 0:
            return phrasing.unchanged(basis)
        if self._is_count and step.before == 0:
            return phrasing.none_before(basis)
        if self._is_count and step.now == 0:
            return phrasing.some_before(self._changed(self._measured(step.before), comparison), basis)
        if self._is_count and step.times is not None and not step.about:
            return phrasing.multiplied(self._changed(number_text(step.times, 1), comparison), basis)
        return phrasing.against(self._moved(step, comparison), basis)

    def _moved(self, step: Step, comparison: Comparison) -> str:
        amount = self._changed(self._amount_of(step), comparison)
        share = self._changed(step.share_text, comparison) if step.share_text and self._is_count else ""
        return phrasing.moved_amount(phrasing.with_share(amount, share), up=step.exact > 0)

    def _amount_of(self, step: Step) -> str:
        if step.printed == 0:
            return phrasing.below_text(self._difference(Decimal(1).scaleb(-self._places())))
        amount = self._difference(abs(step.printed))
        return phrasing.about_text(amount) if step.about else amount

    def _both_ways(self, told: Sequence[Comparison]) -> str:
        """Return both changes in one clause, where both are of the same kind and go the same way."""
        steps = [step_of(each, self._places()) for each in told]
        first, second = steps
        if first is None or second is None or any(map(self._over_units, told)):
            return ""
        same_way = first.exact * second.exact > 0
        if not same_way or not (self._is_steady(first) and self._is_steady(second)):
            return ""
        amounts = [
            self._changed(step.share_text if self._is_count else self._amount_of(step), each)
            for step, each in zip((first, second), told, strict=True)
        ]
        bases = [self._basis(each) for each in told]
        return phrasing.against_both((amounts[0], amounts[1]), (bases[0], bases[1]), up=first.exact > 0)

    def _is_steady(self, step: Step) -> bool:
        """Tell whether a change is told in percent or points alone, neither from nor to nothing."""
        return not self._is_count or (bool(step.share_text) and step.times is None and step.now != 0)

    def _basis(self, comparison: Comparison) -> str:
        return self._hand(comparison.basis.words, self._said.piece(Part.BASIS, comparison))

    # Numbers.

    @property
    def _is_count(self) -> bool:
        """Whether changes are told as numbers, with percents beside them: of rates they are points."""
        return not self._indicator.in_percent or self._counts_units

    @property
    def _counts_units(self) -> bool:
        return counts_units(self._figure)

    def _places(self) -> int:
        """Return with how many decimals a rate is written: told from the whole and its target."""
        number = number_of(self._figure)
        places = 0 if self._counts_units else shown_places(self._figure)
        if number is None or self._counts_units or not self._indicator.in_percent:
            return places
        outcome = self._said.outcome
        walls = {WHOLE, Decimal(0)} | ({outcome.bound.number} if outcome and outcome.bound else set())
        return told_places(number, places, walls)

    def _rate_text(self) -> str:
        return rate_text(number_of(self._figure) or Decimal(0), self._places())

    def _written(self, number: Decimal) -> str:
        """Return a number of the indicator with its unit of measure, as a target is written."""
        return percent_text(number) if self._indicator.in_percent else self._measured(number)

    def _difference(self, number: Decimal) -> str:
        """Return a difference with its unit of measure: points of rates."""
        if self._counts_units:
            return f"{prose_number(number, 0)} đơn vị"
        if self._indicator.in_percent:
            return phrasing.points_text(number_text(number))
        return self._measured(number)

    def _measured(self, number: Decimal) -> str:
        if self._counts_units:
            return f"{prose_number(number, 0)} đơn vị"
        if self._indicator.kind is IndicatorKind.MONEY:
            return money_text(number, self._indicator.unit_of_measure)
        plain = self._indicator.kind is IndicatorKind.DECIMAL
        text = (
            number_text(number, self._indicator.places)
            if plain
            else prose_number(number, self._indicator.places)
        )
        return f"{text} {self._indicator.unit_of_measure}".rstrip()

    def _measure(self) -> str:
        return self._hand(ratio_unit(self._figure), self._said.piece(Part.MEASURE))

    def _name(self) -> str:
        label = combined_label(self._figure)
        return self._hand(phrasing.with_share(self._indicator.name, label), self._said.piece(Part.NAME))

    def _value(self, text: str) -> str:
        return self._hand(text, self._said.piece(Part.VALUE))

    def _changed(self, text: str, comparison: Comparison) -> str:
        return self._hand(text, self._said.piece(Part.CHANGE, comparison))

    def _qualified(self, text: str) -> str:
        return f"{self._figure.qualifier} {text}".lstrip()


def is_told_by_units(figure: Figure) -> bool:
    """Tell whether a figure is one of how many units, or none at all."""
    return counts_units(figure) or figure.state is State.UNTOTALLED


def _is_achievement(indicator: Indicator) -> bool:
    """Tell whether a rate is one that should be high: what makes up a part, or should be low, is none."""
    bound = bound_of(indicator.target.condition) if indicator.target else None
    if bound is not None:
        return bound.demand is not Demand.AT_MOST
    if indicator.better is not None:
        return indicator.better is Better.HIGH
    return indicator.kind is IndicatorKind.DECIMAL
