"""What sentences about a figure are written of: its records, its numbers in the writer's hand."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from baocao.figures.combining import combined_label
from baocao.figures.comparing import Comparison, number_of
from baocao.figures.shown import IN_PROSE, counts_units, figure_text, ratio_unit, shown_places
from baocao.figures.steps import (
    is_far_fewer,
    money_text,
    told_places,
)
from baocao.figures.targets import Bound, Demand, Outcome, UnitsAtTarget, outcome_of, target_bound
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Better, Indicator, IndicatorKind, Nature
from baocao.model.submission import Ratio, State
from baocao.vietnamese import phrasing
from baocao.vietnamese.numbers import (
    WHOLE,
    number_text,
    percent_text,
    prose_number,
    rate_text,
    rounded_number,
)


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
    its comparisons are, `scope` are the units that it has said its section is of. `tells_flow` if what came
    in between goes before a cumulative figure. `where` is the appendix that lists units.
    """

    figure: Figure
    comparisons: tuple[Comparison, ...] = ()
    at_target: UnitsAtTarget | None = None
    own: Mapping[str, OwnFigure] = {}
    names: Mapping[str, str] = {}
    silent: int = 0
    base_is_told: bool = False
    scope: frozenset[str] = frozenset()
    tells_flow: bool = True
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
    def lacks_units(self) -> bool:
        """Whether fewer units gave a value than reported, by more than was said once for all."""
        counted = len(self.figure.coverage.counted) if isinstance(self.figure, RolledUpFigure) else 0
        return is_far_fewer(counted, counted + self.silent) if self.base_is_told else bool(self.silent)

    @property
    def nearest(self) -> Comparison | None:
        """The comparison that tells what came in between, if one does."""
        return next((each for each in self.comparisons if each.flow is not None), None)

    def piece(self, part: Part, comparison: Comparison | None = None, unit: str = "") -> Piece:
        """Return what a piece of the sentence is."""
        return Piece(part, self.figure, comparison, unit)


class Wording:
    """Writes the names and numbers of one figure with one hand."""

    def __init__(self, saying: Saying, hand: Hand = plain_hand) -> None:
        self._said = saying
        self._hand = hand
        self._figure, self._indicator = saying.figure, saying.indicator

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

    def named_amount(self, name: str) -> str:
        """Return '124 sản phẩm đạt 3 sao' where a name begins with what is counted, else both."""
        measure, number = self._indicator.unit_of_measure, self._figure.value
        begins = name.lower().startswith(f"{measure.lower()} ") and measure
        if not begins or not isinstance(number, Decimal) or self._indicator.kind is not IndicatorKind.COUNT:
            return f"{name} {self.amount()}"
        return f"{self._value(self._qualified(prose_number(number)))} {name}"

    def _bound_text(self, bound: Bound) -> str:
        return self._hand(self._written(bound.number), self._said.piece(Part.TARGET))

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
            rounded = rounded_number(number, self._indicator.places)
            return money_text(rounded, self._indicator.unit_of_measure)
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


def is_achievement(indicator: Indicator) -> bool:
    """Tell whether a rate is one that should be high: what makes up a part, or should be low, is none."""
    bound = target_bound(indicator.target)
    if bound is not None:
        return bound.demand is not Demand.AT_MOST
    if indicator.better is not None:
        return indicator.better is Better.HIGH
    return indicator.kind is IndicatorKind.DECIMAL
