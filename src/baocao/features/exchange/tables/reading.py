"""The lines of a table, read by a confirmed mapping: what each unit reports, sums aside."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from baocao.features.exchange.filled.cells import CellFault
from baocao.features.exchange.tables.cells import BLANK, CellReader, Typed
from baocao.features.exchange.tables.finding import Layout
from baocao.features.exchange.tables.kinds_of_lines import (
    is_group_name,
    is_number_text,
    is_numbering,
    is_sum_name,
    is_whole_sum,
)
from baocao.features.exchange.tables.members import Field
from baocao.features.exchange.tables.read_records import Finding, Reading, Record, SumLine, Value
from baocao.features.exchange.tables.sums import adds_up
from baocao.features.exchange.tables.sureness import Sureness
from baocao.features.exchange.tables.unit_names import UnitNames, cleaned_name, named_units
from baocao.features.exchange.tables.views import Spot
from baocao.foreign.grids import CellKind, GridCell
from baocao.model.diagnostic import problem
from baocao.model.indicator import Indicator
from baocao.model.period import Period
from baocao.model.table_mapping import Column, Hidden, TableMapping
from baocao.model.unit import Unit

MOST_FINDINGS: Final = 200
"""More names that nobody knows than anybody reads."""


class TableReader:
    """Reads one table."""

    def __init__(self, layout: Layout, mapping: TableMapping, field: Field, period: Period) -> None:
        self._layout = layout
        self._view = layout.view
        self._mapping = mapping
        self._field = field
        self._asked = field.names()
        self._every = UnitNames(field.every.values())
        self._named = {cleaned_name(name): named for name, named in mapping.units.items()}
        self.columns = {
            heading.lane: (column, field.known[column.indicator])
            for heading in layout.headings
            if (column := mapping.columns.get(heading.text))
        }
        self._header = {tuple(self._texts(line)) for line in layout.header if any(self._texts(line))}
        self._cells = CellReader(period, mapping.dash)
        self.findings: list[Finding] = []
        self._skipped: list[str] = []
        self._records: list[Record] = []
        self._sums: list[SumLine] = []
        self._others: list[int] = []
        self._aside: list[int] = []
        self._rounded = 0

    def read_table(self) -> Reading:
        """Return what stands in the table; a unit with a fault has no figures."""
        covered = self._covered_lines()
        lines = [line for line in self._layout.unit_lines() if not self._is_no_data(line)]
        kinds = {line: self._kind_of(line) for line in lines if line not in covered}
        last = max((line for line, kind in kinds.items() if kind is not None), default=0)
        before: Unit | None = None
        for line, kind in kinds.items():
            if isinstance(kind, SumLine):
                self._sums.append(kind)
            elif kind is not None:
                self._records += self._read_unit(line, kind)
            elif self._figures_in(line) and (line < last or self._has_number(line)):
                self._read_nameless(line, before)
            before = kind if isinstance(kind, Unit) else before if kind is None else None
        self._note_twice()
        return Reading(
            tuple(self._records),
            tuple(self._sums),
            tuple(self._others),
            findings=tuple(self.findings),
            skipped=tuple(self._skipped),
            rounded=self._rounded,
            aside=tuple(self._aside),
        )

    def _read_nameless(self, line: int, before: Unit | None) -> None:
        """Take a line of nobody who is known as the sum that it is, or report it."""
        parts = [*(record.line for record in self._records), *self._others]
        if not self._name(line) and adds_up(self._layout, line, parts, self.columns):
            self._sums.append(SumLine(line, "", is_whole=True))
            return
        self._note_unknown(line, before)
        self._others.append(line)

    def _texts(self, line: int) -> list[str]:
        return [self._view.text(line, lane) for lane in self._view.by_line.get(line, ())]

    def _is_no_data(self, line: int) -> bool:
        """Tell whether a line repeats the headings, numbers the columns, or was left out by its name."""
        texts = self._texts(line)
        if tuple(texts) in self._header or is_numbering(texts):
            return True
        named = self._named.get(cleaned_name(self._name(line)))
        if named and named.unit is None:
            self._skipped.append(self._name(line))
            self._aside += [] if is_sum_name(self._name(line)) else [line]
            return True
        return False

    def _name(self, line: int) -> str:
        return self._view.text(line, self._layout.names)

    def _kind_of(self, line: int) -> Unit | SumLine | None:
        """Return the unit of a line, or that it adds others up; None where it is neither."""
        name = self._name(line)
        unit = self._unit_of(name)
        if unit and (unit.id in self._field.asked or unit.id not in self._field.parents):
            return unit
        if unit or is_sum_name(name) or (not name and self._has_sum_word(line)):
            return SumLine(line, name, is_whole=bool(unit) or not name or is_whole_sum(name))
        if any(map(is_group_name, self._view.texts_before(line, self._layout.names))):
            return SumLine(line, name, is_whole=False)
        return None

    def _has_sum_word(self, line: int) -> bool:
        """Tell whether 'Tổng cộng' stands beside the lane of names."""
        return any(map(is_sum_name, self._view.texts_before(line, self._layout.names)))

    def _unit_of(self, name: str) -> Unit | None:
        """Return the unit that is named by the mapping, or as the registry names it."""
        named = self._named.get(cleaned_name(name))
        if named and named.unit:
            return self._field.every[named.unit]
        for names in (self._asked, self._every):
            match = names.match(name)
            if match.sureness is Sureness.SAME and match.meant:
                return self._field.every[match.meant]
        return None

    def _figures_in(self, line: int) -> list[tuple[int, GridCell]]:
        """Return the cells of a line in lanes of figures."""
        found = ((lane, self._view.cell(line, lane)) for lane in self.columns)
        return [(lane, cell) for lane, cell in found if cell is not None]

    def _has_number(self, line: int) -> bool:
        return any(
            cell.kind is CellKind.NUMBER or is_number_text(cell.text.strip())
            for _, cell in self._figures_in(line)
        )

    def _covered_lines(self) -> frozenset[int]:
        """Return the lines whose name is that of another line, as one cell lies over both."""
        joined = self._view.joined.items()
        areas = sorted((area[0], area[2]) for spot, area in joined if spot.lane == self._layout.names)
        covered: set[int] = set()
        reached = 0
        for first, last in areas:  # which may lie over each other in a file that no program wrote
            covered.update(self._view.lines_between(max(first, reached) + 1, last))
            reached = max(reached, last)
        return frozenset(covered)

    def _is_several(self, line: int) -> bool:
        """Tell whether the name of a line stands for other lines with figures, too."""
        area = self._view.joined.get(Spot(line, self._layout.names))
        below = self._view.lines_between(line + 1, area[2]) if area else ()
        return any(map(self._figures_in, below))

    def _note_unknown(self, line: int, before: Unit | None) -> None:
        """Report figures of nobody; without a name they may be more of the unit before them."""
        name = self._name(line)
        if not name and before:
            why = f"{self._view.line_words(line)} có số mà không có tên đơn vị; có thể là của đơn vị này"
            advice = "Ghi tên đơn vị ở mọi hàng, cột có số; mỗi đơn vị một hàng hay một cột."
            self._note(line, self._layout.names, before, "BC768", key=before.name, why=why, advice=advice)
            return
        if len(self.findings) >= MOST_FINDINGS:
            return
        match = self._asked.match(name)
        near = (match.meant,) if match.meant else match.others or self._asked.nearest(name)
        known = named_units(self._field.every, near)
        hint = f" Có phải: {known}?" if known else ""
        value = f"'{name}'" if name else f"trống ở {self._view.line_words(line)}"
        self._note(
            line, self._layout.names, None, "BC766", value=value, why="không khớp đơn vị nào", hint=hint
        )

    def _note(self, line: int, lane: int, unit: Unit | None, code: str, **details: str) -> None:
        where, name = self._view.place_words(line, lane), unit.id if unit else None
        told = problem(code, None, related=(), unit=name, **details)
        self.findings.append(Finding(where, told, name))

    def _read_unit(self, line: int, unit: Unit) -> Iterator[Record]:
        """Yield the figures of a unit, if it is asked for a report and people see its line."""
        if not self._figures_in(line):
            return
        if self._is_several(line):
            self._others.append(line)
            why = "tên gộp trên nhiều hàng hay cột có số liệu; cần mỗi đơn vị một hàng hay một cột"
            advice = "Tách mỗi chỉ tiêu (kế hoạch, thực hiện…) thành một cột riêng rồi nhập lại."
            self._note(line, self._layout.names, unit, "BC768", key=unit.name, why=why, advice=advice)
            return
        hidden = self._view.is_hidden_line(line)
        if unit.id in self._field.asked and not (hidden and self._mapping.hidden is not Hidden.READ):
            yield Record(unit, line, tuple(self._values_of(line, unit)))
            return
        self._others.append(line)
        if unit.id not in self._field.asked:
            why = f"là {unit.id}, đơn vị không phải báo cáo kỳ này"
            self._note(
                line, self._layout.names, unit, "BC766", value=f"'{self._name(line)}'", why=why, hint=""
            )
        elif self._mapping.hidden is Hidden.SKIPPED:
            self._skipped.append(f"{self._name(line)} ({self._view.line_words(line)} đang ẩn)")
        else:
            self._note_hidden(line, self._layout.names, self._view.line_words(line), unit)

    def _note_hidden(self, line: int, lane: int, what: str, unit: Unit) -> None:
        why = f"{what} đang ẩn"
        advice = "Bỏ ẩn trong tệp; hoặc ghi hang_an: doc hay hang_an: bo_qua vào ánh xạ."
        self._note(line, lane, unit, "BC768", key=unit.name, why=why, advice=advice)

    def _values_of(self, line: int, unit: Unit) -> Iterator[Value]:
        for lane, (column, indicator) in self.columns.items():
            typed = self._typed(Spot(line, lane), column, indicator, unit)
            if isinstance(typed, CellFault):
                needed = f"; cần {typed.allowed}" if typed.allowed else ""
                why = f"đọc được {typed.read}{needed}"
                self._note(line, lane, unit, "BC768", key=indicator.id, why=why, advice=typed.advice)
            elif typed != BLANK:
                self._rounded += typed.rounded
                yield Value(indicator, typed, self._view.place_words(line, lane))

    def _typed(self, spot: Spot, column: Column, indicator: Indicator, unit: Unit) -> Typed | CellFault:
        cell = self._view.cell(*spot)
        if cell is not None and self._view.is_hidden_lane(spot.lane):
            if self._mapping.hidden is Hidden.SKIPPED:
                return BLANK
            if self._mapping.hidden is None:
                self._note_hidden(*spot, self._view.lane_words(spot.lane), unit)
                return BLANK
        if over := self._covered(spot):
            return CellFault(
                f"một ô gộp ({over})",
                "mỗi số một ô",
                "Bỏ gộp ô, ghi số của từng đơn vị vào ô của đơn vị ấy.",
            )
        return self._cells.typed_cell(cell, indicator, column)

    def _covered(self, spot: Spot) -> str:
        """Return which cells a joined one takes, if these are of several units or several indicators."""
        area = self._view.joined.get(spot)
        if area is None:
            return ""
        lanes = [lane for lane in self.columns if area[1] <= lane <= area[3]]
        lines = self._view.lines_between(area[0], area[2])
        units = islice((line for line in lines if self._unit_of(self._name(line))), 2)
        if len(lanes) < 2 and len(list(units)) < 2:  # noqa: PLR2004 - joined with cells of nobody
            return ""
        return f"{self._view.place_words(area[0], area[1])} đến {self._view.place_words(area[2], area[3])}"

    def _note_twice(self) -> None:
        """Report units that stand in several lines, whatever these say."""
        lines: dict[str, list[Record]] = {}
        for record in self._records:
            lines.setdefault(record.unit.id, []).append(record)
        for several in lines.values():
            for record in several if len(several) > 1 else ():
                others = ", ".join(self._view.line_words(each.line) for each in several)
                self._note(
                    record.line,
                    self._layout.names,
                    record.unit,
                    "BC767",
                    value=record.unit.name,
                    lines=others,
                )


def clean_records(reading: Reading) -> Iterator[Record]:
    """Yield the figures of units about whose cells nothing is wrong."""
    wrong = {finding.unit for finding in reading.findings if finding.is_error}
    return (record for record in reading.records if record.unit.id not in wrong and record.values)
