"""What is said of units: how many reach, have or lack something, which, and where they lie."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from baocao.figures.comparing import number_of
from baocao.figures.shown import counts_units
from baocao.figures.steps import TWICE
from baocao.figures.targets import Demand, Outcome, UnitsAtTarget, target_bound
from baocao.figures.wording import Part, Saying, Wording, is_told_by_units
from baocao.model.figure import RolledUpFigure
from baocao.model.indicator import Better, IndicatorKind
from baocao.model.submission import State
from baocao.vietnamese import phrasing
from baocao.vietnamese.counts import pair_text, prose_count
from baocao.vietnamese.numbers import WHOLE
from baocao.vietnamese.text import lower_first

_ONE_ANSWER: Final = re.compile(r"""gia_tri\s*==\s*["'](?P<answer>\w+)["']""")
"""A condition that one answer alone satisfies."""


class UnitWords(Wording):
    """Says which units a figure is one of."""

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

    def shortfall(self) -> str:
        """Return '{name} mới đạt 80,2% (chỉ tiêu 85%); tập trung ở: xã A (60,5%)'; nothing where none is.

        Units are named worst first; who gave no value is never among them.
        """
        counted = self._counted_units()
        failing = self._worst_first(counted.failing) if counted else []
        outcome = self._said.outcome
        if outcome and not outcome.reached and not is_told_by_units(self._figure):
            behind = self._where_it_lies(counted, failing) if counted and failing else ""
            return f"{'; '.join(filter(None, (self._missed_level(outcome), behind)))}."
        if not counted or not failing:
            return ""
        told = self._lacking_units(counted, failing)
        return f"{told if self._is_answer else phrasing.named(self._name(), told)}."

    def _where_it_lies(self, counted: UnitsAtTarget, failing: Sequence[str]) -> str:
        """Return where a total falls short: few units by name, of many the worst, or that all do."""
        if not counted.reached and len(failing) > 1:
            return phrasing.all_behind(self._does(), self._worst_end(), self._worst_of(failing))
        if len(failing) <= phrasing.MOST_BEHIND:
            return phrasing.named(phrasing.LIES_IN, self._with_values(failing))
        return self._counted_behind(counted, failing)

    def _lacking_units(self, counted: UnitsAtTarget, failing: Sequence[str]) -> str:
        """Return how many units of all fall short, and which."""
        most = phrasing.MOST_BEHIND if self._has_numbers(failing) else phrasing.MOST_NAMES
        if len(failing) > most:
            return self._counted_behind(counted, failing)
        return phrasing.named(self._told_behind(counted, failing), self._with_values(failing))

    def _counted_behind(self, counted: UnitsAtTarget, failing: Sequence[str]) -> str:
        worst = self._worst_of(failing) if self._has_numbers(failing) else ""
        told = self._told_behind(counted, failing)
        return phrasing.many_behind(told, self._said.where, self._worst_end(), worst)

    def _told_behind(self, counted: UnitsAtTarget, failing: Sequence[str]) -> str:
        """Return '42/96 đơn vị chưa đạt 100%'."""
        pair = self._hand(pair_text(len(failing), sum(map(len, counted))), self._said.piece(Part.UNITS))
        does_not = phrasing.lacking(self._name()) if self._is_answer else self._does_not()
        return phrasing.units_that(pair, does_not)

    def _worst_end(self) -> str:
        """Return at which end the worst units are."""
        bound = target_bound(self._indicator.target)
        ends = {Demand.AT_LEAST: "thấp nhất", Demand.AT_MOST: "cao nhất"}
        return ends.get(bound.demand, phrasing.FARTHEST) if bound else phrasing.FARTHEST

    def _has_numbers(self, units: Sequence[str]) -> bool:
        """Tell whether of any units is known how far off they are."""
        return any(number_of(self._said.own[unit]) is not None for unit in units if unit in self._said.own)

    def _missed_level(self, outcome: Outcome) -> str:
        if outcome.bound is None:
            return f"{phrasing.named(self._name(), self.amount())}, {phrasing.FAILS}"
        number, amount = self._bound_text(outcome.bound), self.amount()
        if outcome.bound.demand is Demand.AT_MOST:
            return phrasing.still_at(self._name(), amount, phrasing.at_most(number))
        return phrasing.only_reached(self._name(), amount, number)

    def _worst_first(self, units: Sequence[str]) -> list[str]:
        """Return units, those farthest from the target first; of what is no number in their order."""
        bound = target_bound(self._indicator.target)
        numbers = {unit: number_of(self._said.own[unit]) for unit in units if unit in self._said.own}
        if bound is None or None in numbers.values():
            return [*units]
        return sorted(units, key=lambda unit: -abs((numbers.get(unit) or Decimal(0)) - bound.number))

    def _with_values(self, units: Sequence[str]) -> str:
        """Return units with what each has."""
        return phrasing.listed_units([self._with_value(unit) for unit in units], "")

    def _worst_of(self, units: Sequence[str]) -> str:
        return self._with_values(units[: phrasing.WORST])

    def _with_value(self, unit: str) -> str:
        name = self._names_of([unit])
        figure = self._said.own.get(unit)
        has_number = figure is not None and number_of(figure) is not None
        return phrasing.with_share(name, self._own_value(unit) if has_number else "")

    def _counted_units(self) -> UnitsAtTarget | None:
        figure = self._figure
        if isinstance(figure, RolledUpFigure) and counts_units(figure):
            return UnitsAtTarget(figure.holders, figure.lacking, figure.coverage.missing)
        return self._said.at_target

    def _reached_units(self, counted: UnitsAtTarget) -> str:
        everyone = sum(map(len, counted))
        does = self._does()
        if not counted.reached:
            return phrasing.no_unit_that(does) if self._is_told_of_all(counted) else ""
        pair = self._hand(pair_text(len(counted.reached), everyone), self._said.piece(Part.UNITS))
        told = phrasing.units_that(pair, does)
        named = self._names_a_minority(counted.reached, counted.failing)
        return phrasing.with_share(told, self._names_of(counted.reached) if named else "")

    @staticmethod
    def _is_told_of_all(counted: UnitsAtTarget) -> bool:
        """Tell whether no unit reaches it, and enough have answered to say so of all."""
        return not counted.reached and len(counted.failing) > len(counted.silent)

    @staticmethod
    def _names_a_minority(few: Sequence[str], others: Sequence[str]) -> bool:
        return len(few) < len(others) and len(few) <= phrasing.MOST_NAMES

    def _failing(self, counted: UnitsAtTarget) -> str:
        """Name those that fail; only how many they are where those that reach it are named."""
        if not counted.failing or self._is_told_of_all(counted):
            return ""
        does_not = phrasing.answer_no(self._indicator.name) if self._is_answer else "chưa đạt"
        if counted.reached and self._names_a_minority(counted.reached, counted.failing):
            return f"{self._number_of(counted.failing)} đơn vị {does_not}"
        return phrasing.named(does_not, self._names_of(counted.failing))

    def _lacking(self, counted: UnitsAtTarget) -> str:
        return f"{self._number_of(counted.silent)} đơn vị {phrasing.NO_DATA}" if counted.silent else ""

    @property
    def _is_answer(self) -> bool:
        return self._indicator.kind is IndicatorKind.YES_NO

    def _does_not(self) -> str:
        """Return what units fail to do: to reach the target."""
        bound = None if self._counts_units else target_bound(self._indicator.target)
        if bound is None:
            return "chưa đạt"
        number = self._bound_text(bound)
        return phrasing.exceeding(number) if bound.demand is Demand.AT_MOST else f"chưa đạt {number}"

    def _does(self) -> str:
        """Return what units do that are counted: have it, or reach the target."""
        if self._is_answer:
            return phrasing.answer_yes(self._indicator.name)
        bound = None if self._counts_units else target_bound(self._indicator.target)
        if bound is None:
            return self._reached_level()
        number = self._bound_text(bound)
        if bound.demand is Demand.AT_MOST:
            return phrasing.at_most(number)
        highest = bound.demand is Demand.EXACTLY or bound.number == self._highest()
        return phrasing.at_least(number, highest=highest)

    def _reached_level(self) -> str:
        """Return 'đạt mức hoạt động hiệu quả' where units of one answer of several are counted."""
        match = _ONE_ANSWER.fullmatch((self._indicator.roll_up.condition or "").strip())
        label = self._indicator.choices.get(match["answer"]) if match else None
        if label is None:
            return "đạt"
        return f"đạt mức {self._hand(lower_first(label), self._said.piece(Part.NAME))}"

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
        return self._hand(Wording(Saying(figure)).amount(), self._said.piece(Part.VALUE, unit=unit))
