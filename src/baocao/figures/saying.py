"""Which situation a figure is in, and the sentence that says so: level, target, change, units.

The words stand in `vietnamese/phrasing.py`; here is decided which of them are true. Every number goes
through the writer's `hand`, with what it is, so that a document can mark it and a test can read it.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from baocao.figures.change_words import ChangeWords
from baocao.figures.comparing import Comparison, number_of
from baocao.figures.steps import is_estimate
from baocao.figures.targets import Bound, Demand, Outcome
from baocao.figures.unit_words import UnitWords
from baocao.figures.wording import Part, is_achievement, is_told_by_units
from baocao.model.figure import RolledUpFigure
from baocao.model.indicator import Nature
from baocao.model.period import PeriodKind
from baocao.model.submission import VALUED, Ratio, State
from baocao.vietnamese import phrasing
from baocao.vietnamese.counts import pair_text
from baocao.vietnamese.numbers import WHOLE, prose_number, rounded_number
from baocao.vietnamese.text import sentence_case

_WITHIN: Final = {
    PeriodKind.WEEK: "trong tuần",
    PeriodKind.MONTH: "trong tháng",
    PeriodKind.QUARTER: "trong quý",
}


class Sayer(UnitWords, ChangeWords):
    """Says sentences about one figure with one hand."""

    def sentence(self) -> str:
        """Return the whole sentence by situation; nothing of what does not apply."""
        if self._figure.state is State.NOT_APPLICABLE:
            return ""
        return sentence_case(phrasing.joined_sentence(self._clauses(), self._joint()))

    def sentence_with(self, parts: Sequence[str], *, closed: bool) -> str:
        """Return the sentence of a total that tells its parts, each written already."""
        if not parts:
            return self.sentence()
        told = phrasing.consisting_of(self.level(), parts, closed=closed)
        rest = [(self.against_target(), 1), *self.change_clauses()]
        return sentence_case(phrasing.joined_sentence([(told, 1 + len(parts)), *rest], "; "))

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
        total = phrasing.with_share(self._total(), self._coverage())
        nearest = self._said.nearest if self._flow_is_said else None
        return self._flow_level(name, nearest, total) if nearest else phrasing.named(name, total)

    def _ratio_level(self, name: str, ratio: Ratio) -> str:
        if ratio.percent is None:
            return phrasing.named(name, phrasing.NOTHING)
        rate = self._value(self._qualified(self._rate_text()))
        parts = f"{prose_number(ratio.numerator)}/{prose_number(ratio.denominator)}"
        measured = f"{self._value(parts)} {self._measure()}".rstrip()
        return self._rate_level(name, rate, phrasing.of_whom(measured, self._coverage()))

    def _rate_level(self, name: str, rate: str, parts: str) -> str:
        """Return the rate with the verb of what it is: achievement, part of a whole, or neither."""
        if is_achievement(self._indicator):
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
        told = phrasing.with_share(flow or phrasing.NOTHING_MORE, self._flow_of_units(nearest))
        return phrasing.flow_and_total(name, within, told, total)

    def _flow_of_units(self, nearest: Comparison) -> str:
        """Return of how many units a flow is, if not of all: it stands beside their total."""
        if len(nearest.units) == nearest.counted:
            return ""
        pair = pair_text(len(nearest.units), nearest.counted)
        return phrasing.so_many_units(self._hand(pair, self._said.piece(Part.UNITS, nearest)))

    def _total(self) -> str:
        """Return the amount; a cumulative one says that it is one."""
        is_sum = isinstance(self._figure.value, Decimal) and self._figure.value != 0
        cumulative = is_sum and self._indicator.nature is Nature.CUMULATIVE
        return phrasing.so_far(self.amount()) if cumulative else self.amount()

    def _coverage(self) -> str:
        """Return of how many units a figure speaks where others reported too, and gave no value."""
        if not isinstance(self._figure, RolledUpFigure):
            return ""
        covered, scope = self._figure.coverage, self._said.scope
        if scope == {*covered.counted} or not (scope or self._said.lacks_units):
            return ""
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
