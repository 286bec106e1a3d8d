"""What is said of changes: against the period before, and against the same period of the year before."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from baocao.figures.comparing import Basis, Comparison, number_of
from baocao.figures.steps import (
    TWICE,
    Step,
    is_far_fewer,
    step_of,
)
from baocao.figures.wording import Part, Wording
from baocao.model.submission import State
from baocao.vietnamese import phrasing
from baocao.vietnamese.counts import prose_count
from baocao.vietnamese.numbers import number_text
from baocao.vietnamese.text import joined_words


class ChangeWords(Wording):
    """Says by how much a figure changed."""

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
        if self._is_count and number_of(comparison.now) == 0 and comparison.before is not None:
            return number_of(comparison.before) != 0  # that there is still none, says the level
        if self._counts_units and comparison.before is not None:
            # After the names of units it would be noise that nothing changed.
            return number_of(comparison.now) != number_of(comparison.before)
        return comparison is not self._said.nearest or not self._flow_is_said

    def column_of_last(self) -> str:
        """Return 'tăng 1,3 điểm phần trăm', for a column that says against which period."""
        return self._column_of(lambda basis: basis.then != basis.now.year_before)

    def column_of_year_before(self) -> str:
        """Return the same against the same period of the year before."""
        return self._column_of(lambda basis: basis.then == basis.now.year_before)

    def _column_of(self, chosen: Callable[[Basis], bool]) -> str:
        told = (self._bare_change(each) for each in self._said.comparisons if chosen(each.basis))
        return next(told, "")

    def _bare_change(self, comparison: Comparison) -> str:
        step = step_of(comparison, self._places()) if comparison.before else None
        if step is None:
            return self.change(comparison)
        if self._is_count and step.before and step.times is not None and not step.about:
            return phrasing.times_as_much(self._changed(number_text(step.times, 1), comparison))
        if self._is_count and (not step.before or not step.now):
            return self._change_between(comparison, self._basis(comparison))
        if step.printed == 0:
            return phrasing.NEARLY_UNCHANGED if step.exact else phrasing.UNCHANGED
        return self._moved(step, comparison)

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
        fewer = is_far_fewer if self._said.base_is_told else int.__lt__
        if not fewer(len(comparison.units), comparison.counted):
            return ""
        number = prose_count(len(comparison.units))
        return phrasing.over_units(self._hand(number, self._said.piece(Part.UNITS, comparison)))

    def _change_between(self, comparison: Comparison, basis: str) -> str:
        step = step_of(comparison, self._places())
        if step is None:
            return ""
        if step.exact == 0:
            return phrasing.unchanged(basis)
        if step.printed == 0:
            return phrasing.nearly_unchanged(basis)
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
        amount = self._difference(abs(step.printed))
        return phrasing.about_text(amount) if step.about else amount

    def _both_ways(self, told: Sequence[Comparison]) -> str:
        """Return both changes in one clause, where both are of the same kind and go the same way."""
        steps = [step_of(each, self._places()) for each in told]
        first, second = steps
        if first is None or second is None or any(map(self._over_units, told)):
            return ""
        bases = (self._basis(told[0]), self._basis(told[1]))
        if first.exact == second.exact == 0:
            return phrasing.unchanged(joined_words(bases))
        if first.printed == second.printed == 0:
            return phrasing.nearly_unchanged(joined_words(bases))
        return self._same_way(told, (first, second), bases) if first.exact * second.exact > 0 else ""

    def _same_way(
        self, told: Sequence[Comparison], steps: tuple[Step, Step], bases: tuple[str, str]
    ) -> str:
        if all(step.times is not None and not step.about and self._is_count for step in steps):
            times = [number_text(step.times or Decimal(0), 1) for step in steps]
            first, second = (self._changed(*each) for each in zip(times, told, strict=True))
            return phrasing.multiplied_twice((first, second), bases)
        if not all(map(self._is_steady, steps)):
            return ""
        amounts = [step.share_text if self._is_count else self._amount_of(step) for step in steps]
        first, second = (self._changed(*each) for each in zip(amounts, told, strict=True))
        return phrasing.against_both((first, second), bases, up=steps[0].exact > 0)

    def _is_steady(self, step: Step) -> bool:
        """Tell whether a change is told in percent or points alone, neither from nor to nothing."""
        if not self._is_count:
            return step.printed != 0
        return bool(step.share_text) and step.times is None and step.now != 0

    def _basis(self, comparison: Comparison) -> str:
        return self._hand(comparison.basis.words, self._said.piece(Part.BASIS, comparison))

    @property
    def _flow_is_said(self) -> bool:
        valued = isinstance(self._figure.value, Decimal) and self._figure.state is State.GIVEN
        return valued and self._said.tells_flow and self._said.nearest is not None
