"""What is proposed for the headings of a table: an indicator where it is clear, else a question."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.features.exchange.tables.cells import plain_number
from baocao.features.exchange.tables.finding import Heading, Layout
from baocao.features.exchange.tables.indicator_names import (
    IndicatorNames,
    factor_words,
    indicator_label,
    plain_words,
)
from baocao.features.exchange.tables.sureness import Match, Sureness
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.table_mapping import SKIPPED, UNDECIDED
from baocao.source.canonical.making import made_entry
from baocao.source.canonical.parts import Group, Part, Text
from baocao.source.spelling import known_suffixes

QUOTED: Final = '"'
"""The style of texts that get the least quotes with which they stay what they are."""
_UNNAMED: Final = frozenset(
    {"stt", "tt", "so tt", "so thu tu", "thu tu", "ghi chu", "ma", "ma don vi", "ma xa"}
)
"""Headings of which everybody knows that they are no indicators."""


class Line(NamedTuple):
    """One line of a mapping: what was read, what is proposed for it, and what is said of it."""

    key: str
    value: Part
    sureness: Sureness
    notes: tuple[str, ...] = ()


class ColumnProposer:
    """Proposes a line for every heading of a table."""

    def __init__(self, layout: Layout, names: IndicatorNames, known: Mapping[str, Indicator]) -> None:
        self._layout = layout
        self._names = names
        self._known = known

    def all_lines(self) -> Iterator[Line]:
        """Yield the lines; of an indicator that several headings name none is chosen."""
        matches = [(heading, self._names.match(heading.text)) for heading in self._layout.headings]
        taken = Counter(match.meant for _, match in matches if match.meant)
        for heading, match in matches:
            if match.meant is None or taken[match.meant] == 1 or self._known[match.meant].is_derived:
                yield self._line_of(heading, match)
            else:
                yield self._open_line(heading, Match(Sureness.DOUBTFUL, others=(match.meant,)))

    def _line_of(self, heading: Heading, match: Match) -> Line:
        if match.meant is None:
            return self._open_line(heading, match)
        indicator = self._known[match.meant]
        if indicator.is_derived:
            note = f"{match.meant} ({indicator_label(indicator)}): chương trình tự tính"
            return Line(heading.text, Text(SKIPPED, ""), Sureness.SAME, (note,))
        if self._holds_fractions(heading, indicator):
            note = f"{self._label(match.meant)}; mọi số trong cột không quá 1: nếu 0,866 là 86,6% thì ghi"
            answer = f"{{chi_tieu: {match.meant}, nhan: 100}}"
            return Line(heading.text, Text(UNDECIDED, QUOTED), Sureness.DOUBTFUL, (f"{note} {answer}",))
        value, notes = self._measured_value(heading, indicator)
        said = () if match.sureness is Sureness.SAME else ("gần đúng",)
        told = (", ".join((indicator_label(indicator), *said)), *notes)
        return Line(heading.text, value, match.sureness, ("; ".join(told),))

    def _open_line(self, heading: Heading, match: Match) -> Line:
        """Return the line of a heading that names no indicator clearly."""
        is_unnamed = " ".join(plain_words(heading.text)) in _UNNAMED
        if match.others and not is_unnamed:
            notes = ("chưa chắc, chọn một hoặc ghi bo_qua:", *map(self._choice, match.others))
            if self._layout.measure and any(map(self._is_money, match.others)):
                notes = (*notes, f"(bảng ghi đơn vị tính: {self._layout.measure})")
            return Line(heading.text, Text(UNDECIDED, QUOTED), Sureness.DOUBTFUL, notes)
        note = () if is_unnamed else ("không thấy chỉ tiêu nào giống",)
        return Line(heading.text, Text(SKIPPED, ""), Sureness.UNKNOWN, note)

    def _is_money(self, name: str) -> bool:
        return self._known[name].kind is IndicatorKind.MONEY

    def _label(self, name: str) -> str:
        return f"{name} ({indicator_label(self._known[name])})"

    def _choice(self, name: str) -> str:
        derived = ": chương trình tự tính, ghi bo_qua" if self._known[name].is_derived else ""
        return f"{self._label(name)}{derived}"

    def _measured_value(self, heading: Heading, indicator: Indicator) -> tuple[Part, tuple[str, ...]]:
        """Return the indicator, with the table's unit of measure where that is another one."""
        measure = self._other_measure(heading, indicator)
        if not measure:
            return Text(indicator.id, ""), ()
        pairs = (("chi_tieu", indicator.id), ("don_vi_tinh", measure))
        group = Group(0, 0, is_mapping=True, is_flow=True)
        group.items = [made_entry(key, Text(text, QUOTED)) for key, text in pairs]
        return group, (f"bảng ghi bằng {measure}, danh mục bằng {indicator.unit_of_measure}",)

    def _other_measure(self, heading: Heading, indicator: Indicator) -> str:
        """Return in what the table counts, if it says so and it is something else than in the catalogue."""
        own = self._names.measure_of(heading.text)
        told = own or (self._layout.measure if indicator.kind is IndicatorKind.MONEY else "")
        words = factor_words(told, indicator.unit_of_measure) if told and indicator.kind.is_number else ""
        return words if words and words in known_suffixes(indicator) else ""

    def _holds_fractions(self, heading: Heading, indicator: Indicator) -> bool:
        """Tell whether all numbers below a heading of percentages look like parts of one."""
        if not indicator.is_percentage:
            return False
        view = self._layout.view
        cells = [view.cell(line, heading.lane) for line in self._layout.unit_lines()]
        plain = [cell for cell in cells if cell and not cell.is_percent]
        numbers = [number for number in map(plain_number, plain) if number is not None]
        fractions = [number for number in numbers if 0 < number < 1]
        return bool(fractions) and all(number <= Decimal(1) for number in numbers)
