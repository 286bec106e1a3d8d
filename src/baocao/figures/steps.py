"""By how much a number changed, as a sentence tells it, and with how many decimals a rate is told."""

from collections.abc import Collection
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.figures.comparing import Comparison, number_of
from baocao.figures.shown import PERCENT_PLACES
from baocao.model.figure import Figure
from baocao.vietnamese.numbers import decimal_count, number_text, percent_text, rounded_number

TWICE: Final = 2
_FINER: Final = 4
"""Decimals more than an indicator's that a rate may need to be told from the whole."""
_ABOUT: Final = frozenset({"khoảng", "xấp xỉ", "~", "≈"})
"""Words before a number of which a difference can still be told, about."""
_SCALES: Final = {"tỷ đồng": 9, "triệu đồng": 6, "nghìn đồng": 3, "đồng": 0}
_SPOKEN: Final = ("tỷ đồng", "triệu đồng")
_SCALED_PLACES: Final = 3
_MOST_DIGITS: Final = 25


FAR_FEWER: Final = Decimal("0.9")
"""The share of units below which a figure says of how many it is, where the document has said once for all
of about how many: that one unit in ten lacks changes no decision, and in every sentence is noise."""


def is_far_fewer(units: int, of: int) -> bool:
    """Tell whether so many units are clearly fewer than others: one that lacks is never, be they ten."""
    return of - units > 1 and units < of * FAR_FEWER


class Step(NamedTuple):
    """A change: both numbers, their difference as it is and as readers of both see it.

    It is `about` so much where a side is an estimate.
    """

    before: Decimal
    now: Decimal
    exact: Decimal
    printed: Decimal
    about: bool = False

    @property
    def times(self) -> Decimal | None:
        """How many times as much it is, from double up."""
        if self.before <= 0 or self.now < self.before * TWICE:
            return None
        return self.now / self.before

    @property
    def share_text(self) -> str:
        """The change in percent of what was before; nothing where that says nothing."""
        if self.before <= 0 or self.times is not None:
            return ""
        share = rounded_number(abs(self.exact) * 100 / self.before, PERCENT_PLACES)
        return percent_text(share) if share else ""


def step_of(comparison: Comparison, places: int) -> Step | None:
    """Return the change of a comparison, numbers rounded to `places`; None where it cannot be told."""
    sides = comparison.now, comparison.before
    now, before = (number_of(each) if each else None for each in sides)
    words = {each.qualifier for each in sides if each and each.qualifier}
    if now is None or before is None or not words <= _ABOUT:
        return None
    # As readers of both reports see it: the difference of what is printed in them.
    printed = rounded_number(now, places) - rounded_number(before, places)
    return Step(before, now, now - before, printed, bool(words))


def is_estimate(figure: Figure) -> bool:
    """Tell whether a figure is about what it says."""
    return figure.qualifier in _ABOUT


def told_places(number: Decimal, places: int, walls: Collection[Decimal]) -> int:
    """Return with how many decimals a number is not rounded to what it is not: the whole, its target."""
    for finer in range(places, places + _FINER + 1):
        rounded = rounded_number(number, finer)
        if all(rounded != wall or number == wall for wall in walls):
            return finer
    return places


def money_text(number: Decimal, unit: str) -> str:
    """Return '4,79 tỷ đồng' of 4.790.000.000 đồng: in prose, where no digit is lost by it."""
    scale = _SCALES.get(unit)
    if scale is not None and number.adjusted() < _MOST_DIGITS:
        amount = number.scaleb(scale)
        for spoken in _SPOKEN:
            scaled = amount.scaleb(-_SCALES[spoken])
            if abs(scaled) >= 1 and decimal_count(scaled) <= _SCALED_PLACES:
                return f"{number_text(scaled)} {spoken}"
    return f"{number_text(number)} {unit}".rstrip()
