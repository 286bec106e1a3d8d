"""Sheets for people who work with data: units × indicators, what is missing and why, what columns mean."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.documents.sources import registered
from baocao.documents.tables.cells import column_unit, number_cell, traced_cell
from baocao.documents.tokens import without_tokens
from baocao.figures.consolidation import Consolidation
from baocao.figures.expression import operands_of
from baocao.figures.shown import IN_TABLE, choice_text, counts_units, figure_text
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Catalogue, Function, Indicator, IndicatorKind, Nature
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.printed import UNITS, FigureKey, Key, Kind, Source
from baocao.model.submission import Ratio, State, Submission, Value
from baocao.model.table import Align, Cell, Column, Row, Table
from baocao.model.unit import Registry, Unit
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.numbers import decimal_count, number_text

DATA: Final = "Dữ liệu"
GAPS: Final = "Thiếu và lý do"
FIELDS: Final = "Chỉ tiêu"
"""The names of the three worksheets."""
_LISTED: Final = "; "
_PARTIAL: Final = "chưa được cộng"
_WORDED: Final = "có từ kèm số"
_SILENT: Final = "đơn vị chưa báo cáo"
_REPORTED: Final = "đã báo cáo"
_FAULTY: Final = "đã gửi, có lỗi"
_NOT_REPORTED: Final = "chưa báo cáo"
_WIDTH: Final = 20
_KINDS: Final[Mapping[IndicatorKind, str]] = {
    IndicatorKind.COUNT: "số đếm",
    IndicatorKind.DECIMAL: "số thập phân",
    IndicatorKind.RATIO: "tỷ số",
    IndicatorKind.MONEY: "tiền",
    IndicatorKind.YES_NO: "có/không",
    IndicatorKind.DATE: "ngày",
    IndicatorKind.CHOICE: "lựa chọn",
    IndicatorKind.TEXT: "văn bản",
    IndicatorKind.LIST: "danh sách",
}
_NATURES: Final[Mapping[Nature, str]] = {
    Nature.IN_PERIOD: "trong kỳ",
    Nature.CUMULATIVE: "lũy kế",
    Nature.MOMENT: "thời điểm",
}


class _UnitField(NamedTuple):
    """A column that says who a row is about: its name, and what it means."""

    name: str
    meaning: str


class Datasets:
    """The three worksheets of one directive and period."""

    def __init__(
        self,
        consolidation: Consolidation,
        catalogue: Catalogue,
        registry: Registry,
        period: Period,
        submissions: Mapping[str, Submission] = MappingProxyType({}),
    ) -> None:
        self._all = consolidation
        self._catalogue = catalogue
        self._registry = registry
        self._period = period
        self._submissions = submissions
        self._directive = consolidation.expected.directive
        self._indicators = [total.indicator for total in consolidation.totals.values()]

    def all_tables(self) -> tuple[Table, Table, Table]:
        """Return units × indicators, what is missing and why, what the columns mean."""
        return self.units_by_indicators(), self.gaps_with_reasons(), self.described_fields()

    def units_by_indicators(self) -> Table:
        """One row a unit, one column an indicator: numbers at full precision, days, labels; else empty."""
        columns = (
            *(Column(field.name, _WIDTH) for field in self._unit_fields()),
            *(
                Column(indicator.id, _WIDTH, _alignment_of(indicator), source=indicator.at)
                for indicator in self._indicators
            ),
        )
        rows = (Row((*self._unit_cells(unit), *self._figure_cells(unit))) for unit in self._units)
        return Table(DATA, columns, tuple(rows), dataset="DuLieu")

    @property
    def _units(self) -> tuple[Unit, ...]:
        return self._all.expected.units

    @property
    def _has_electronic(self) -> bool:
        """Whether the registry gives electronic codes; a column that is always empty would only puzzle."""
        return any(unit.electronic_code for unit in self._registry.units.values())

    def _unit_fields(self) -> list[_UnitField]:
        """Return the columns about the unit; a grouping has the id that the registry gives it."""
        fixed = (
            _UnitField("don_vi", "Mã đơn vị trong danh mục"),
            _UnitField("ten", "Tên đơn vị"),
            _UnitField("ma", "Mã đơn vị hành chính"),
            *([_UnitField("ma_dinh_danh", "Mã định danh điện tử")] if self._has_electronic else []),
            _UnitField("loai", "Loại đơn vị"),
        )
        used = {field.name for field in (*fixed, *_LAST)}
        groupings = (
            _UnitField(name if name not in used else f"nhom_{name}", grouping.name)
            for name, grouping in self._registry.groupings.items()
        )
        return [*fixed, *groupings, *_LAST]

    def _unit_cells(self, unit: Unit) -> Iterator[Cell]:
        """Yield who the row is about, in the order of the columns."""
        codes = unit.codes_on(self._period.window.end)
        electronic = [codes.electronic or ""] if self._has_electronic else []
        for text in (unit.id, unit.name, codes.administrative or "", *electronic, unit.kind.name):
            yield Cell(text, figure=unit.at)
        for name, grouping in self._registry.groupings.items():
            yield Cell(grouping.values.get(unit.groups.get(name, ""), ""), figure=unit.at)
        period = registered(f"kỳ báo cáo {self._period.id}", self._directive.at)
        yield Cell(self._period.id, figure=period)
        yield Cell(self._reporting_of(unit))

    def _reporting_of(self, unit: Unit) -> str:
        if unit.id in self._faulty:
            return _FAULTY
        return _NOT_REPORTED if unit.id in self._silent else _REPORTED

    @cached_property
    def _faulty(self) -> set[str]:
        return {unit.id for unit in self._all.expected.faulty}

    @cached_property
    def _silent(self) -> set[str]:
        return {unit.id for unit in self._all.expected.missing}

    def _figure_cells(self, unit: Unit) -> Iterator[Cell]:
        own = self._all.own[unit.id]
        for indicator in self._indicators:
            name = indicator.id
            yield exact_cell(own[name], FigureKey(name, unit.id))

    def gaps_with_reasons(self) -> Table:
        """Return a row for each figure without a value or with more to it; one for each silent unit."""
        columns = tuple(
            Column(name, width)
            for name, width in (
                ("don_vi", _WIDTH), ("ten", _WIDTH), ("chi_tieu", _WIDTH), ("ten_chi_tieu", 60),
                ("tinh_trang", _WIDTH), ("ly_do", 60), ("tep", 40),
            )
        )  # fmt: skip
        silent = self._silent
        rows = (
            row
            for unit in self._units
            for row in ((_silent_row(unit),) if unit.id in silent else self._gap_rows(unit))
        )
        return Table(GAPS, (*columns, Column("dong", 10, Align.RIGHT)), tuple(rows), dataset="LyDo")

    def _gap_rows(self, unit: Unit) -> Iterator[Row]:
        submission = self._submissions.get(unit.id)
        own = self._all.own[unit.id]
        for indicator in self._indicators:
            figure = own[indicator.id]
            told = self._state_and_reason(unit, figure)
            if told:
                at = figure.at or (submission.at if submission else None)
                yield _gap_row(unit, indicator, told, at)

    def _state_and_reason(self, unit: Unit, figure: OwnFigure) -> tuple[str, str] | None:
        """Return what is to be known of a figure, and why; None of one that is what it seems."""
        if figure.state is not State.GIVEN:
            return figure.state.value, figure.reason or self._reason_for(unit, figure)
        if unit.id in self._all.totals[figure.indicator.id].coverage.partial:
            return _PARTIAL, "còn thiếu chỉ tiêu liên quan, nên chưa nằm trong số tổng hợp"
        if figure.qualifier:
            return _WORDED, f"ghi là '{without_tokens(figure_text(figure, IN_TABLE))}'"
        return None

    def _reason_for(self, unit: Unit, figure: OwnFigure) -> str:
        """Return why there is no value where the unit gave no reason."""
        indicator = figure.indicator
        if not indicator.applies_to.matches(unit):
            return "không hỏi đơn vị này"
        if indicator.is_derived:
            own = self._all.own[unit.id]
            lacking = [name for name in operands_of(indicator) if own[name].state is figure.state]
            return f"được tính từ: {_LISTED.join(lacking)}" if lacking else "mẫu số bằng 0"
        return ""

    def described_fields(self) -> Table:
        """Return what every column of the data is: name, kind, unit of measure, total, target."""
        columns = tuple(
            Column(name, width, Align.RIGHT if name in _NUMERIC else Align.LEFT)
            for name, width in (
                ("ma", _WIDTH), ("ten", 60), ("nhom", 40), ("loai", _WIDTH), ("don_vi_tinh", _WIDTH),
                ("tinh_chat", _WIDTH), ("cach_tinh", 40), ("tong_hop", 40), ("tong", _WIDTH),
                ("tong_chu", _WIDTH), ("so_don_vi_co", _WIDTH), ("so_don_vi", _WIDTH),
                ("muc_tieu", _WIDTH), ("lua_chon", 40),
            )
        )  # fmt: skip
        empty = len(columns) - 3
        units = (
            Row((Cell(field.name), Cell(field.meaning), Cell("Đơn vị"), *(Cell() for _ in range(empty))))
            for field in self._unit_fields()
        )
        rows = (*units, *map(self._field_row, self._indicators))
        return Table(FIELDS, columns, rows, dataset="ChiTieu")

    def _field_row(self, indicator: Indicator) -> Row:
        total = self._all.totals[indicator.id]
        key = FigureKey(indicator.id, directive=self._directive.id)
        texts = (
            indicator.id,
            indicator.name,
            self._groups.get(indicator.id, ""),
            _KINDS[indicator.kind],
            column_unit(indicator),
            _NATURES[indicator.nature],
            _formula_of(indicator),
            total.how,
        )
        counted, expected = total.coverage.counted, total.coverage.expected
        about_units = key._replace(aspect=UNITS)
        return Row(
            (
                *(Cell(text, figure=indicator.at) for text in texts),
                _total_cell(total, key),
                traced_cell(Cell(without_tokens(figure_text(total, IN_TABLE))), key),
                traced_cell(number_cell(len(counted)), about_units),
                traced_cell(number_cell(len(expected)), about_units),
                Cell(indicator.target.condition if indicator.target else "", figure=indicator.at),
                Cell(_choices_of(indicator), figure=indicator.at),
            )
        )

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        return {
            indicator.id: group.name for group in self._catalogue.groups for indicator in group.indicators
        }


_LAST: Final = (
    _UnitField("ky", "Kỳ báo cáo"),
    _UnitField("bao_cao", f"Tình hình báo cáo: {_REPORTED}; {_FAULTY}; {_NOT_REPORTED}"),
)
_NUMERIC: Final = frozenset({"tong", "so_don_vi_co", "so_don_vi"})


def exact_cell(figure: Figure, key: Key) -> Cell:
    """Return the cell of a figure as data: exact, of one kind in all of a column, else empty."""
    value = figure.value
    if figure.state is State.NOTHING:
        # As in totals: nothing is a real zero of what is summed, and no value of anything else.
        value = Decimal(0) if _is_summed(figure.indicator) else None
    elif figure.state is not State.GIVEN:
        value = None
    return traced_cell(_value_cell(value, figure.indicator), key) if value is not None else Cell()


def _is_summed(indicator: Indicator) -> bool:
    return indicator.kind.is_number and indicator.roll_up.function is Function.SUM


def _value_cell(value: Value | None, indicator: Indicator) -> Cell:
    match value:
        case bool():
            return Cell(IN_TABLE.yes_no[value])
        case Decimal():
            return _number_cell(value, indicator.places)
        case Ratio():
            return Cell() if value.percent is None else _number_cell(value.percent, indicator.places)
        case tuple():
            return Cell(_LISTED.join(choice_text(each, indicator) for each in value))
        case str():
            return Cell(choice_text(value, indicator))
        case None:
            return Cell()
        case day:
            return Cell(short_date(day), day=day)


def _number_cell(number: Decimal, places: int) -> Cell:
    """Return a number with all of its decimals, of which the sheet shows at most `places`."""
    shown = min(places, decimal_count(number))
    return Cell(number_text(number, shown), number, shown)


def _total_cell(total: RolledUpFigure, key: FigureKey) -> Cell:
    """Return what all units come to as a number, if it is one; of counted units how many there are."""
    if counts_units(total) and total.state is State.GIVEN:
        return traced_cell(number_cell(len(total.holders)), key)
    return exact_cell(total, key) if isinstance(total.value, Decimal | Ratio) else Cell()


def _alignment_of(indicator: Indicator) -> Align:
    is_number = indicator.kind.is_number or indicator.kind is IndicatorKind.RATIO
    return Align.RIGHT if is_number else Align.LEFT


def _silent_row(unit: Unit) -> Row:
    """Return the one row of a unit that has not reported, instead of one for every indicator."""
    known = (Cell(unit.id, figure=unit.at), Cell(unit.name, figure=unit.at))
    return Row((*known, Cell(), Cell(), Cell(_SILENT), Cell(), Cell(), Cell()))


def _gap_row(unit: Unit, indicator: Indicator, told: tuple[str, str], at: Place | None) -> Row:
    state, reason = told
    return Row(
        (
            Cell(unit.id, figure=unit.at),
            Cell(unit.name, figure=unit.at),
            Cell(indicator.id, figure=indicator.at),
            Cell(indicator.name, figure=indicator.at),
            Cell(state),
            Cell(reason, figure=at),
            *(_place_cells(at) if at else (Cell(), Cell())),
        )
    )


def _place_cells(at: Place) -> tuple[Cell, Cell]:
    """Return the cells of a file and of a line in it, which are nobody's figures."""
    where = Source(Kind.NUMBERING, "tệp và số dòng ghi số liệu", (at,))
    return Cell(at.file, figure=where), traced_cell(number_cell(at.line), where)


def _formula_of(indicator: Indicator) -> str:
    """Return how the figure of one unit is computed, if nobody enters it."""
    if indicator.numerator:
        return f"{indicator.numerator} / {indicator.denominator}"
    return indicator.formula or ""


def _choices_of(indicator: Indicator) -> str:
    """Return the labels that stand in the column, each with its id in the reports."""
    if indicator.kind is IndicatorKind.YES_NO:
        no, yes = IN_TABLE.yes_no
        return f"{yes} = co; {no} = khong"
    return _LISTED.join(f"{label} = {name}" for name, label in indicator.choices.items())
