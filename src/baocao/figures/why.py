"""'Vì sao' in words: the largest parts of a change by name, the others by how many units they are."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from baocao.figures.decomposition import Cause, Decomposition, Part
from baocao.figures.measures import as_decimal
from baocao.model.indicator import Function, Indicator, IndicatorKind
from baocao.model.unit import Unit
from baocao.vietnamese.counts import prose_count
from baocao.vietnamese.numbers import rounded_number, signed_text
from baocao.vietnamese.text import joined_words, lower_first

WHY: Final = "Vì sao"
ROUNDED: Final = "phần lệch do làm tròn"
_OTHER_UNITS: Final = "các đơn vị khác"
_MOST_NAMED: Final = 3
_FEWEST_PLACES: Final = 1
"""Parts of rates are told with at least so many decimals, as changes of rates are."""
_ONE_SIDED: Final = {
    Cause.HOLDING: ("mới đạt", "không còn đạt"),
    Cause.REGISTRY: ("mới hoạt động", "không còn hoạt động"),
    Cause.SCOPE: ("mới thuộc diện báo cáo", "không còn thuộc diện báo cáo"),
    Cause.REPORT: ("mới có báo cáo", "chưa có báo cáo"),
    Cause.FIGURE: ("mới có số liệu", "chưa có số liệu"),
    Cause.OCCURRENCE: ("nay có phát sinh", "nay không phát sinh"),
    Cause.APPLICABLE: ("nay thuộc diện áp dụng", "nay không áp dụng"),
    Cause.RELATED: ("nay được tính", "chưa được tính vì thiếu số liệu liên quan"),
}
"""Of units that are in a total on one side only: those that join it, those that leave it."""
_WHOLE: Final = {
    Cause.WEIGHTS: "tỷ trọng giữa các đơn vị thay đổi",
    Cause.DEFINITION: "cách tính thay đổi",
    Cause.OTHERS: "hai bên là số liệu của những đơn vị khác nhau",
}


def why_text(made: Decomposition | None, indicator: Indicator) -> str:
    """Return 'Vì sao: xã Sơn Khê +2.310 hồ sơ, …; các đơn vị khác -214 hồ sơ.', or nothing."""
    clauses = why_clauses(made, indicator)
    return f"{WHY}: {'; '.join(clauses)}." if clauses else ""


def why_clauses(made: Decomposition | None, indicator: Indicator) -> list[str]:
    """Return the parts of a change in words, units by name first; none where nothing can be said."""
    if made is None or any(part.cause is Cause.UNKNOWN for part in made.parts):
        return []
    teller = _Teller(made, indicator)
    told = [_Told(part, teller.shown_number(part.change)) for part in made.parts]
    return list(teller.clauses_of([each for each in told if each.number]))


class _Told(NamedTuple):
    """A part of a change, and its number as it is told."""

    part: Part
    number: Decimal


class _Teller(NamedTuple):
    """Tells the parts of one change."""

    made: Decomposition
    indicator: Indicator

    def shown_number(self, change: Fraction) -> Decimal:
        """Return a part as it is told: of sums exactly, of what was divided rounded."""
        number = as_decimal(change)
        return rounded_number(number, self._places()) if self.made.is_rate else number

    def _places(self) -> int:
        return max(self.indicator.places, _FEWEST_PLACES)

    def clauses_of(self, told: Sequence[_Told]) -> Iterator[str]:
        """Yield what the parts are, the weightiest first and what is left of the units last."""
        units = [each for each in told if each.part.cause is Cause.UNIT]
        rest = [each for each in told if each.part.cause is not Cause.UNIT]
        others = [(each.number, self._clause_of_part(each)) for each in rest]
        weighed = [*self._unit_clauses(units), *others]
        yield from (clause for _, clause in sorted(weighed, key=lambda each: -abs(each[0])))
        yield from () if self.made.is_rate else self._remaining_clause(units)
        yield from () if self._adds_up(told) else (ROUNDED,)

    def _adds_up(self, told: Sequence[_Told]) -> bool:
        """Tell whether the numbers that are told come to the change between both printed totals."""
        before, after = map(self.shown_number, (self.made.before, self.made.after))
        return sum((each.number for each in told), Decimal(0)) == after - before

    def _unit_clauses(self, units: Sequence[_Told]) -> Iterator[tuple[Decimal, str]]:
        """Yield 'xã Sơn Khê +2.310 hồ sơ, đặc khu Sơn Mỹ +1.804 hồ sơ', after the number it weighs by."""
        if self.made.is_rate:
            yield from self._rate_clause(units)
        elif units:
            yield units[0].number, ", ".join(map(self._named_unit, units[: _named_count(units)]))

    def _remaining_clause(self, units: Sequence[_Told]) -> Iterator[str]:
        rest = sum((each.number for each in units[_named_count(units) :]), Decimal(0))
        if rest:
            yield f"{_OTHER_UNITS} {self._amount_text(rest)}"

    def _rate_clause(self, units: Sequence[_Told]) -> Iterator[tuple[Decimal, str]]:
        """Yield what the units' own rates come to, and the largest of them."""
        what = "tỷ lệ" if self.indicator.in_percent else "số liệu"
        whole = sum((each.number for each in units), Decimal(0))
        if len(units) == 1:
            label = _units_label(units[0].part.units)
            yield whole, f"{what} của {label} thay đổi {self._amount_text(whole)}"
        elif units:
            named = ", ".join(map(self._named_unit, units[: _named_count(units)]))
            among = "" if len(units) == _named_count(units) else "trong đó "
            changed = f"{what} của từng đơn vị thay đổi {self._amount_text(whole)}"
            yield whole, f"{changed} ({among}{named})"

    def _named_unit(self, told: _Told) -> str:
        return f"{_units_label(told.part.units)} {self._amount_of(told)}"

    def _clause_of_part(self, told: _Told) -> str:
        return f"{self._part_label(told.part)} {self._amount_of(told)}"

    def _part_label(self, part: Part) -> str:
        """Return '02 đơn vị mới có báo cáo', 'tỷ trọng giữa các đơn vị thay đổi'."""
        is_answer = part.cause is Cause.HOLDING
        units = _units_label(part.units, most=_MOST_NAMED if is_answer else 1)
        if part.cause is Cause.CORRECTION:
            return f"đính chính số liệu đã phát hành của {units}" if units else "đính chính số liệu"
        if part.cause is Cause.HOLDER:
            return f"nay là {units}, trước là {_units_label(part.before)}:"
        if part.cause in _WHOLE:
            return _WHOLE[part.cause]
        joins, leaves = self._one_sided_words(part.cause)
        return f"{units} {joins if part.joining else leaves}"

    def _one_sided_words(self, cause: Cause) -> tuple[str, str]:
        answers = self.indicator.kind is IndicatorKind.YES_NO
        return ("nay có", "nay không có") if cause is Cause.HOLDING and answers else _ONE_SIDED[cause]

    def _amount_of(self, told: _Told) -> str:
        return self._amount_text(told.number)

    def _amount_text(self, number: Decimal) -> str:
        """Return a signed number with what it counts: '+905 hồ sơ', '-9,4 điểm'."""
        if self.indicator.roll_up.function is Function.COUNT:
            return f"{signed_text(number)} đơn vị"
        if self.indicator.in_percent:
            return f"{signed_text(number)} điểm"
        return f"{signed_text(number)} {self.indicator.unit_of_measure}".rstrip()


def _named_count(units: Sequence[_Told]) -> int:
    """Return how many units are named: two, a third that is not far smaller, and whoever is left alone."""
    if len(units) <= _MOST_NAMED:
        return len(units)
    third_counts = 2 * abs(units[2].number) >= abs(units[1].number)
    return _MOST_NAMED if third_counts else _MOST_NAMED - 1


def _units_label(units: Sequence[Unit], most: int = 1) -> str:
    """Return the names of the units inside a sentence, of more than `most` how many they are."""
    if len(units) <= most:
        return joined_words(lower_first(unit.name) for unit in units)
    return f"{prose_count(len(units))} đơn vị"
