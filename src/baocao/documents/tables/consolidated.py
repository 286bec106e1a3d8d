"""The tables of a consolidated report: units × indicators, tasks, who reported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import count
from types import MappingProxyType
from typing import Final

from baocao.documents.sources import known_text, unit_tally
from baocao.documents.tables.cells import (
    SIGNS,
    column_alignment,
    column_heading,
    column_unit,
    figure_cell,
    number_cell,
    ordinal_cell,
    tally_cell,
    traced_cell,
    with_sums,
)
from baocao.documents.tables.periods import PeriodTable, cut_off_note, total_remark
from baocao.documents.tables.tasks import grouped_rows, tally_of_tasks
from baocao.figures.combining import combined_label
from baocao.figures.consolidation import Consolidation, Part
from baocao.figures.over_periods import lines_of_totals
from baocao.figures.shown import IN_TABLE, MISSING, figure_text
from baocao.model.directive import Task
from baocao.model.figure import Figure, RolledUpFigure, TaskStatus, Timeliness
from baocao.model.indicator import Catalogue, Function, Indicator, IndicatorGroup
from baocao.model.printed import RANK, UNITS, FigureKey
from baocao.model.status import Statuses
from baocao.model.submission import Progress, State, Submission
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.model.unit import Unit
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.text import sentence_case

NAME_WIDTH: Final = 38
VALUE_WIDTH: Final = 24
RANK_WIDTH: Final = 13
READABLE_WIDTH: Final = 310
"""Millimetres of columns that can still be read when shrunk to the width of a landscape page."""
WHOLE: Final = "Tổng hợp chung"
"""The heading of what all units come to: of a mean, 'tổng số' would be wrong."""
WAY: Final = "Cách tính"
_NOT_ADDED: Final = (
    "Chỉ tiêu liên quan với nhau được cộng từ cùng những đơn vị; đơn vị có số liệu nhưng chưa cộng, "
    "vì còn thiếu chỉ tiêu liên quan"
)
_MOST_NAMED: Final = 20
_FIRST_VALUE: Final = 2
"""The first column of figures, behind number and name of the unit."""
_WATCHED: Final = (Timeliness.DUE_SOON, Timeliness.OVERDUE)


class Tables:
    """The tables of a consolidated report."""

    def __init__(
        self,
        consolidation: Consolidation,
        catalogue: Catalogue,
        statuses: Statuses,
        submissions: Mapping[str, Submission] = MappingProxyType({}),
    ) -> None:
        self._all = consolidation
        self._submissions = submissions
        self._catalogue = catalogue
        self._statuses = statuses
        self._directive = consolidation.expected.directive
        self._splits = tuple(consolidation.splits.values())
        everyone = FigureKey("", directive=self._directive.id)
        self._key = everyone
        self._units_key = everyone._replace(aspect=UNITS)
        self._keys = [
            everyone._replace(grouping=name, part=part.label)
            for name, split in consolidation.splits.items()
            for part in split.parts
        ]

    def asked_group(self, name: str) -> IndicatorGroup | None:
        """Return a group of the catalogue with the indicators that the directive asks for."""
        for group in self._catalogue.groups:
            if group.id == name:
                chosen = tuple(i for i in group.indicators if i.id in self._all.totals)
                return IndicatorGroup(group.id, group.name, chosen)
        return None

    def units_by_indicators(self, group: IndicatorGroup) -> list[Table]:
        """Units × indicators with ranks: totals, then each part with its subtotal.

        A group that is too wide to be read on one page gives several tables.
        """
        # Shrunk further, the digits of the last columns could no longer be read on paper.
        sets = _fitting_sets(group.indicators)
        return [
            self._units_table(group.name if len(sets) == 1 else f"{group.name} {number}", chosen)
            for number, chosen in enumerate(sets, start=1)
        ]

    def _units_table(self, name: str, indicators: Sequence[Indicator]) -> Table:
        columns = [Column("TT", 9, Align.CENTER), Column("Đơn vị", NAME_WIDTH)]
        for indicator in indicators:
            heading, align = column_heading(indicator), column_alignment(indicator)
            columns.append(Column(heading, VALUE_WIDTH, align, source=indicator.at))
            if indicator.better:
                columns.append(Column("Hạng", RANK_WIDTH, Align.CENTER))
        rows, runs = self._rows_of_units(indicators, len(columns))
        rows += [*self._rows_of_totals(indicators, rows, runs)]
        note = self._note_about(indicators, self._unlisted)
        return Table(name, tuple(columns), tuple(rows), note=note, numbered=True)

    def _rows_of_units(
        self, indicators: Sequence[Indicator], width: int
    ) -> tuple[list[Row], list[tuple[int, int]]]:
        """Return the rows of all units under the names of their parts, and which rows are of each part."""
        rows: list[Row] = []
        runs: list[tuple[int, int]] = []
        numbers, unlisted = count(1), {unit.id for unit in self._unlisted}
        for part in self._splits[0].parts:
            units = [unit for unit in part.units if unit.id not in unlisted]
            if units:
                rows.append(Row((Cell(sentence_case(part.label), span=width, bold=True),), RowKind.GROUP))
            first = len(rows)
            rows += [self._unit_row(next(numbers), unit, indicators) for unit in units]
            runs.append((first, len(rows) - 1))
        return rows, runs

    @property
    def _unlisted(self) -> Sequence[Unit]:
        """The units without a row: the silent ones, where they are so many that pages say nothing else."""
        silent = self._all.expected.missing
        return silent if len(silent) > _MOST_NAMED else ()

    def _rows_of_totals(
        self, indicators: Sequence[Indicator], rows: Sequence[Row], runs: Sequence[tuple[int, int]]
    ) -> Iterator[Row]:
        """Yield what parts and all come to, below the rows that they add up, and how it was computed."""
        parts = self._splits[0].parts
        labels, figures = [_part_cell(part) for part in parts], [part.figures for part in parts]
        labels.append(Cell(WHOLE, bold=True))
        keys = (*self._keys[: len(parts)], self._key)
        summed = _summed_columns(indicators)
        for label, own, key, run in zip(
            labels, [*figures, self._all.totals], keys, [*runs, (0, len(rows) - 1)], strict=True
        ):
            yield with_sums(self._totals_row(label, indicators, own, key), rows, run, summed)
        if any(_says_how(self._all.totals[indicator.id]) for indicator in indicators):
            yield self._ways_row(indicators)

    def over_periods(
        self, earlier: Mapping[str, Consolidation], chosen: Sequence[str] | None = None
    ) -> Table:
        """Indicators × (plan, period before, this one, so far, changes): see `tables/periods.py`."""
        lines = lines_of_totals(self._all, earlier, every_month=chosen is not None and "luy_ke" in chosen)
        who = self._all.expected
        made = PeriodTable(lines, self._catalogue, lambda line: total_remark(line, len(who.reported)))
        asked = [figure.indicator for figure in self._all.totals.values()]
        source = f"Nguồn: báo cáo của {pair_text(len(who.reported), len(who.units))} đơn vị."
        cut_off = cut_off_note(who.window.end)
        table = made.table_of(chosen, (self._note_about(asked), f"{cut_off} {source}"))
        told = unit_tally("ghi chú: kỳ so sánh, số đơn vị", who.units, self._submissions)
        return table._replace(note=known_text(table.note, told))

    def _ways_row(self, indicators: Sequence[Indicator]) -> Row:
        """Return the row that says of every column how the totals above it were made."""
        cells = [Cell(), Cell(WAY, bold=True)]
        for indicator in indicators:
            how = self._all.totals[indicator.id].how
            cells.append(Cell(how, align=Align.CENTER, figure=indicator.at))
            if indicator.better:
                cells.append(Cell())
        return Row(tuple(cells), RowKind.TOTAL)

    def _note_about(self, indicators: Iterable[Indicator], unlisted: Sequence[Unit] = ()) -> str:
        """Return what signs mean, which units gave figures that no total has, and who is not listed."""
        covered = [self._all.totals[indicator.id].coverage for indicator in indicators]
        left_out = Counter(unit for coverage in covered for unit in coverage.partial)
        units = [unit for unit in self._all.expected.units if unit.id in left_out]
        named = ", ".join(f"{unit.name} ({count_text(left_out[unit.id])} chỉ tiêu)" for unit in units)
        told = f"{count_text(len(units))} đơn vị" if len(units) > _MOST_NAMED else named
        sentences = [SIGNS]
        if units:
            sentences.append(f"{_NOT_ADDED}: {told}.")
        if unlisted:
            sentences.append(f"Không liệt kê {count_text(len(unlisted))} đơn vị chưa báo cáo.")
        left = unit_tally("số đơn vị, số chỉ tiêu chưa cộng", (*units, *unlisted), self._submissions)
        return known_text(" ".join(sentences), left) if len(sentences) > 1 else SIGNS

    def _totals_row(
        self,
        label: Cell,
        indicators: Sequence[Indicator],
        figures: Mapping[str, RolledUpFigure],
        key: FigureKey,
    ) -> Row:
        cells = [Cell(), label]
        for indicator in indicators:
            figure, about = figures[indicator.id], key.about_indicator(indicator.id)
            own_affair = figure.state is State.UNTOTALLED  # said in the row of ways, once
            cells.append(Cell() if own_affair else figure_cell(figure, about))
            if indicator.better:
                cells.append(Cell())
        return Row(tuple(cells), RowKind.TOTAL)

    def _unit_row(self, number: int, unit: Unit, indicators: Sequence[Indicator]) -> Row:
        cells = [ordinal_cell(number), Cell(unit.name, figure=unit.at)]
        for indicator in indicators:
            name = indicator.id
            cells.append(figure_cell(self._all.own[unit.id][name], FigureKey(name, unit.id)))
            if indicator.better:
                rank = self._all.ranks[indicator.id].get(unit.id)
                cell = number_cell(rank.place) if rank else Cell(_sign_of(self._all.own[unit.id][name]))
                cells.append(traced_cell(cell, FigureKey(name, unit.id, aspect=RANK)))
        return Row(tuple(cells))

    def indicators_by_parts(self) -> Table:
        """Indicators × (all, each part of each grouping), and how many units each speaks for."""
        parts = [(split.name, part) for split in self._splits for part in split.parts]
        columns = (
            Column("TT", 9, Align.CENTER),
            Column("Chỉ tiêu", 50),
            Column("Đơn vị tính", 17, Align.CENTER),
            Column(WAY, 24, Align.CENTER),
            Column(WHOLE, 28, Align.RIGHT),
            *(Column(sentence_case(part.label), 26, Align.RIGHT, group) for group, part in parts),
            Column("Số đơn vị được tính", 17, Align.CENTER),
        )
        rows: list[Row] = []
        for group in self._catalogue.groups:
            chosen = self.asked_group(group.id)
            if chosen and chosen.indicators:
                rows.append(Row((Cell(group.name, span=len(columns), bold=True),), RowKind.GROUP))
                rows += [
                    self._indicator_row(number, indicator, [part for _, part in parts])
                    for number, indicator in enumerate(chosen.indicators, start=1)
                ]
        asked = [self._all.totals[name].indicator for name in self._all.totals]
        return Table("Tổng hợp chỉ tiêu", columns, tuple(rows), note=self._note_about(asked), numbered=True)

    def _indicator_row(self, number: int, indicator: Indicator, parts: Iterable[Part]) -> Row:
        name = indicator.id
        total = self._all.totals[name]
        covered = total.coverage
        share = pair_text(len(covered.counted), len(covered.expected))
        own_affair = indicator.roll_up.function is Function.NONE  # said once; parts have no figure either
        return Row(
            (
                ordinal_cell(number),
                Cell(indicator.name, figure=indicator.at),
                Cell(column_unit(indicator), figure=indicator.at),
                Cell("" if own_affair else total.how, figure=indicator.at),
                figure_cell(total, self._key.about_indicator(name)),
                *(
                    Cell() if own_affair else figure_cell(part.figures[name], key.about_indicator(name))
                    for part, key in zip(parts, self._keys, strict=True)
                ),
                Cell(share, figure=self._units_key.about_indicator(name)),
            )
        )

    def tasks(self) -> Table:
        """Tasks under their groups, and in how many units each stands how.

        Without deadlines there are no columns of them, and none of tasks that do not apply where all do.
        """
        by_task: dict[str, list[TaskStatus]] = {}
        for status in self._all.statuses:
            by_task.setdefault(status.task.id, []).append(status)
        columns = (
            Column("TT", 10, Align.CENTER),
            Column("Nhiệm vụ", 78),
            *([Column("Thời hạn", 24, Align.CENTER)] if self._is_dated else []),
            Column("Đơn vị được giao", 16, Align.CENTER),
            Column("Đã báo cáo", 15, Align.CENTER),
            *(
                Column(self._statuses.progress[progress], 17, Align.CENTER, "Tiến độ")
                for progress in self._progress_shown
            ),
            *(
                Column(self._statuses.timeliness[state], 16, Align.CENTER, "Thời hạn")
                for state in self._watched
            ),
        )
        rows = grouped_rows(
            self._directive, len(columns), by_task, lambda task: self._task_row(task, by_task)
        )
        return Table("Nhiệm vụ", columns, tuple(rows), numbered=True)

    @cached_property
    def _is_dated(self) -> bool:
        return any(status.task.deadline.text for status in self._all.statuses)

    @cached_property
    def _watched(self) -> tuple[Timeliness, ...]:
        return _WATCHED if self._is_dated else ()

    @cached_property
    def _progress_shown(self) -> tuple[Progress, ...]:
        applies_not = any(each.progress is Progress.NOT_APPLICABLE for each in self._all.statuses)
        return tuple(each for each in Progress if each is not Progress.NOT_APPLICABLE or applies_not)

    def _task_row(self, task: Task, by_task: Mapping[str, Sequence[TaskStatus]]) -> Row:
        statuses = by_task.get(task.id, ())
        due = (task.deadline.text,) if self._is_dated else ()
        given = (Cell(text, figure=task.at) for text in (task.number, task.name, *due))
        return Row((*given, *self._status_cells(task, statuses)))

    def _status_cells(self, task: Task, statuses: Sequence[TaskStatus]) -> Iterator[Cell]:
        """Yield in how many units a task is asked about, reported, and stands how."""
        yield tally_of_tasks(f"số đơn vị được giao nhiệm vụ {task.number}", statuses)
        reported = [status for status in statuses if status.progress is not None]
        yield tally_of_tasks(f"số đơn vị đã báo cáo nhiệm vụ {task.number}", reported)
        for progress in self._progress_shown:
            what = f"số đơn vị {self._statuses.progress[progress].lower()} nhiệm vụ {task.number}"
            yield tally_of_tasks(what, [s for s in reported if s.progress is progress])
        for state in self._watched:
            what = f"số đơn vị {self._statuses.timeliness[state].lower()} nhiệm vụ {task.number}"
            yield tally_of_tasks(what, [s for s in statuses if s.timeliness is state])

    def not_reported(self) -> Table:
        """The units that have not reported, part by part."""
        missing = {unit.id for unit in self._all.expected.missing}
        day = self._all.expected.window.end
        codes = {unit.id: unit.codes_on(day).administrative or "" for unit in self._all.expected.missing}
        coded = any(codes.values())
        columns = (
            Column("TT", 12, Align.CENTER),
            Column("Đơn vị", 70),
            Column("Loại", 30, Align.CENTER),
            *([Column("Mã đơn vị", 30, Align.CENTER)] if coded else []),
        )
        rows: list[Row] = []
        number = 0
        for part in self._splits[0].parts:
            absent = [unit for unit in part.units if unit.id in missing]
            if absent:
                label = f"{part.label}: {pair_text(len(absent), len(part.units))} đơn vị"
                source = unit_tally(f"số đơn vị chưa báo cáo trên số đơn vị của '{part.label}'", absent, {})
                rows.append(Row((Cell(label, span=len(columns), bold=True, figure=source),), RowKind.GROUP))
            for unit in absent:
                number += 1
                texts = (unit.name, unit.kind.name, *([codes[unit.id]] if coded else []))
                cells = (Cell(text, figure=unit.at) for text in texts)
                rows.append(Row((ordinal_cell(number), *cells)))
        return Table("Chưa báo cáo", columns, tuple(rows))

    def reporting(self) -> Table:
        """How many units of every part reported, and, if there are such, how many of these with errors."""
        who = self._all.expected
        columns = (
            Column("Nhóm đơn vị", 50),
            Column("Phải báo cáo", 30, Align.CENTER),
            Column("Đã báo cáo", 30, Align.CENTER),
            *([Column("Đã gửi, có lỗi", 30, Align.CENTER)] if who.faulty else []),
            Column("Chưa báo cáo", 30, Align.CENTER),
            Column("Tỷ lệ (%)", 25, Align.CENTER),
        )
        everyone = self._reporting_row(Part("Tổng số", who.units, {}), RowKind.TOTAL)
        rows = [everyone]
        for split in self._splits:
            rows += [self._reporting_row(part, RowKind.DATA) for part in split.parts]
        counts = range(1, len(columns) - 1)
        rows[0] = with_sums(everyone, rows, (1, len(self._splits[0].parts)), counts)
        return Table("Tình hình báo cáo", columns, tuple(rows), filters=False)

    def _reporting_row(self, part: Part, kind: RowKind) -> Row:
        who = self._all.expected
        done, wrong = (_members_among(part, units) for units in (who.reported, who.faulty))
        lacking = _members_among(part, who.missing)
        share = Decimal(len(done)) * 100 / len(part.units) if part.units else Decimal(0)
        cells = (
            tally_cell(len(units), unit_tally(f"số đơn vị {what} ({part.label})", units, found))
            for what, units, found in (
                ("phải báo cáo", part.units, {}),
                ("đã báo cáo", done, self._submissions),
                *([("đã gửi, có lỗi", wrong, self._submissions)] if who.faulty else []),
                ("chưa báo cáo", lacking, {}),
            )
        )
        shared = f"số đơn vị đã báo cáo trên số đơn vị phải báo cáo ({part.label})"
        rate = unit_tally(shared, part.units, self._submissions)
        label = Cell(sentence_case(part.label))
        return Row((label, *cells, traced_cell(number_cell(share, 1, fixed=True), rate)), kind)


def _members_among(part: Part, units: Iterable[Unit]) -> list[Unit]:
    """Return the units of a part that are among some, in the order of the part."""
    wanted = {unit.id for unit in units}
    return [unit for unit in part.units if unit.id in wanted]


def _says_how(total: RolledUpFigure) -> bool:
    """Tell whether a total would be taken for a sum, or be missed, if nothing said how it was made."""
    return total.state is State.UNTOTALLED or bool(combined_label(total))


def _summed_columns(indicators: Sequence[Indicator]) -> set[int]:
    """Return the columns of a table of units in which totals are sums; ranks have columns of their own."""
    columns, at = set(), _FIRST_VALUE
    for indicator in indicators:
        if indicator.roll_up.function is Function.SUM:
            columns.add(at)
        at += 2 if indicator.better else 1
    return columns


def _part_cell(part: Part) -> Cell:
    """Return the name of a part with the number of its units."""
    source = unit_tally(f"số đơn vị của '{part.label}'", part.units, {})
    label = f"{sentence_case(part.label)} ({count_text(len(part.units))})"
    return Cell(label, bold=True, figure=source)


def _sign_of(figure: Figure) -> str:
    """Return the sign that stands for a rank where a figure has none."""
    return MISSING if figure.state is State.GIVEN else figure_text(figure, IN_TABLE)


def _fitting_sets(indicators: Sequence[Indicator]) -> list[list[Indicator]]:
    """Part indicators into sets that are narrow enough for one page each."""
    sets: list[list[Indicator]] = [[]]
    used = 0
    for indicator in indicators:
        width = VALUE_WIDTH + (RANK_WIDTH if indicator.better else 0)
        if sets[-1] and used + width > READABLE_WIDTH - NAME_WIDTH:
            sets.append([])
            used = 0
        sets[-1].append(indicator)
        used += width
    return sets
