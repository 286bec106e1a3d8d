"""The table of periods: plan, period before, this one, so far this year, and the changes between them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.documents.tables.cells import (
    column_unit,
    figure_cell,
    number_cell,
    ordinal_cell,
    traced_cell,
)
from baocao.figures.combining import combined_label
from baocao.figures.comparing import Comparison, number_of
from baocao.figures.flows import Flow
from baocao.figures.over_periods import Line, Lines
from baocao.figures.shown import (
    MISSING,
    NOT_APPLICABLE,
    PERCENT_PLACES,
    counts_units,
    shown_places,
)
from baocao.figures.steps import Step, step_of
from baocao.model.figure import RolledUpFigure
from baocao.model.indicator import Catalogue
from baocao.model.period import PeriodKind
from baocao.model.printed import CHANGE, TARGET, UNITS, Key, Kind, Source
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.vietnamese.counts import prose_count
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.numbers import number_text, rounded_number, signed_text
from baocao.vietnamese.text import name_hint, sentence_case

RemarkOf = Callable[[Line], Cell]
"""What is said of a line at its end."""
_CUMULATIVE: Final = (
    "Chỉ tiêu lũy kế: cột Kỳ trước, Kỳ này là phần phát sinh trong từng kỳ, của những đơn vị có số lũy kế "
    "ở cả đầu và cuối kỳ"
)
_CUMULATIVE_YEARS: Final = "; so cùng kỳ là so số lũy kế"
_SAME_UNITS: Final = " (cùng đơn vị)"
_CHANGED: Final = "Tăng, giảm"
_SHARE: Final = "Tỷ lệ (%)"
_LAST_NAMES: Final = {PeriodKind.YEAR: "Năm trước", PeriodKind.NINE_MONTHS: "Cùng kỳ năm trước"}
"""What the period before is called where it is that of the year before."""
_OF_UNITS: Final = "_don_vi"
_IN_SHARE: Final = "_ty_le"
_DIFFERENCES: Final = ("so_ky_truoc", "so_cung_ky")
_MOST_DIGITS: Final = 18
_PER_DIGIT: Final = 2.1
"""Millimetres that a digit takes in a table."""
_WIDEST: Final = 40


class _PeriodColumn(NamedTuple):
    """A column: title, width in about millimetres, alignment, its cells, and the heading that it shares."""

    title: str
    width: float
    align: Align
    cell: Callable[[Line], Cell]
    group: str = ""


def _before_cell(line: Line) -> Cell:
    if line.before is None or line.last is None:
        return Cell()
    if line.is_cumulative:
        return _flow_cell(line, line.flows.before, "phát sinh trong kỳ trước")
    return figure_cell(line.before, line.key._replace(period=line.last.basis.then.id))


def _now_cell(line: Line) -> Cell:
    """Return what counts in this period: of what there is so far, by how much it grew."""
    if line.is_cumulative:
        return _flow_cell(line, line.flows.now, "phát sinh trong kỳ này")
    return figure_cell(line.figure, line.key)


def _flow_cell(line: Line, flow: Flow | None, what: str) -> Cell:
    if flow is None:
        return Cell(MISSING)
    return traced_cell(_number_cell(flow.total, line.indicator.places), _flow_source(what, flow))


def _flow_source(what: str, *flows: Flow) -> Source:
    places = dict.fromkeys(place for flow in flows for place in flow.places)
    return Source(Kind.TALLY, f"{what}: hiệu các số lũy kế", tuple(places))


def _so_far_cell(line: Line) -> Cell:
    if line.is_cumulative:
        return figure_cell(line.figure, line.key)
    if not line.is_within:
        return Cell(NOT_APPLICABLE)
    if line.so_far is None:
        return Cell(MISSING)
    source = Source(Kind.TALLY, "lũy kế: cộng số liệu các kỳ trong năm", line.so_far.places)
    return traced_cell(_number_cell(line.so_far.number, line.indicator.places), source)


def _plan_cell(line: Line) -> Cell:
    if line.plan is None:
        return Cell()
    return traced_cell(_number_cell(line.plan, _places(line)), line.key._replace(aspect=TARGET))


class _Difference(NamedTuple):
    """A change as the table tells it: of how many units, and what its numbers are."""

    step: Step
    units: int
    key: Key


def _change_cell(line: Line, difference: _Difference | None) -> Cell:
    if difference is None:
        return Cell()
    step = difference.step
    about = "khoảng " if step.about else ""
    signed = signed_text(step.printed)
    cell = _number_cell(step.printed, _places(line))
    return traced_cell(cell._replace(text=f"{about}{signed}"), difference.key)


def _share_cell(line: Line, difference: _Difference | None) -> Cell:
    """Return the change in percent; a rate changes in points, and units that satisfy are too few for it."""
    if difference is None or _has_no_share(line):
        return Cell()
    before, change = difference.step.before, difference.step.exact
    if before <= 0 or not change:
        return Cell()
    share = rounded_number(change * 100 / before, PERCENT_PLACES)
    return traced_cell(_number_cell(share, PERCENT_PLACES), difference.key)


def _units_cell(difference: _Difference | None) -> Cell:
    if difference is None or not difference.units:
        return Cell()
    return traced_cell(number_cell(difference.units), difference.key)


def _since_last(line: Line) -> _Difference | None:
    """Return the change since the period before: of what is cumulative, between what came in."""
    if not line.is_cumulative:
        return _difference_of(line, line.last)
    common, before = line.flows.common, line.flows.before
    if not common or before is None or line.flows.now is None:
        return None
    was, now = before.over_units(common), sum(common.values(), Decimal(0))
    units = len(common) if isinstance(line.figure, RolledUpFigure) else 0
    source = _flow_source("chênh lệch phát sinh giữa hai kỳ", line.flows.now, before)
    return _Difference(Step(was, now, now - was, now - was), units, source)


def _since_year_before(line: Line) -> _Difference | None:
    return _difference_of(line, line.year)


def _difference_of(line: Line, comparison: Comparison | None) -> _Difference | None:
    step = step_of(comparison, _places(line)) if comparison else None
    if step is None or comparison is None:
        return None
    key = line.key._replace(aspect=CHANGE, period=comparison.basis.then.id)
    return _Difference(step, len(comparison.units), key)


def _plan_change_cell(line: Line) -> Cell:
    now = number_of(line.figure)
    if line.plan is None or now is None:
        return Cell()
    places = _places(line)
    change = rounded_number(now, places) - line.plan
    cell = _number_cell(change, places)
    signed = signed_text(change)
    return traced_cell(cell._replace(text=signed), line.key._replace(aspect=TARGET))


def _plan_share_cell(line: Line) -> Cell:
    now = number_of(line.figure)
    if line.plan is None or line.plan <= 0 or now is None or _has_no_share(line):
        return Cell()
    return traced_cell(
        _number_cell(now * 100 / line.plan, PERCENT_PLACES), line.key._replace(aspect=TARGET)
    )


def _has_no_share(line: Line) -> bool:
    return line.indicator.in_percent or counts_units(line.figure)


def _places(line: Line) -> int:
    return 0 if counts_units(line.figure) else shown_places(line.figure)


def _number_cell(number: Decimal, places: int) -> Cell:
    """Return a number's cell; one of a hundred digits, which somebody pasted, stays a text."""
    return number_cell(number, places) if number.adjusted() <= _MOST_DIGITS else Cell(number_text(number))


def _change_columns(
    name: str, title: str, pick: Callable[[Line], _Difference | None]
) -> dict[str, _PeriodColumn]:
    """Return the columns of a comparison: over how many units, by how much, and what share that is."""
    return {
        f"{name}{_OF_UNITS}": _PeriodColumn(
            "Số đơn vị", 14, Align.CENTER, lambda line: _units_cell(pick(line)), title
        ),
        name: _PeriodColumn(_CHANGED, 21, Align.RIGHT, lambda line: _change_cell(line, pick(line)), title),
        f"{name}{_IN_SHARE}": _PeriodColumn(
            _SHARE, 15, Align.RIGHT, lambda line: _share_cell(line, pick(line)), title
        ),
    }


COLUMNS: Final[Mapping[str, _PeriodColumn]] = {
    "ke_hoach": _PeriodColumn("Kế hoạch", 23, Align.RIGHT, _plan_cell),
    "ky_truoc": _PeriodColumn("Kỳ trước", 23, Align.RIGHT, _before_cell),
    "ky_nay": _PeriodColumn("Kỳ này", 23, Align.RIGHT, _now_cell),
    "luy_ke": _PeriodColumn("Lũy kế", 23, Align.RIGHT, _so_far_cell),
    **_change_columns("so_ky_truoc", "So kỳ trước", _since_last),
    **_change_columns("so_cung_ky", "So cùng kỳ năm trước", _since_year_before),
    "so_ke_hoach": _PeriodColumn(_CHANGED, 21, Align.RIGHT, _plan_change_cell, "So kế hoạch"),
    "so_ke_hoach_ty_le": _PeriodColumn(_SHARE, 15, Align.RIGHT, _plan_share_cell, "So kế hoạch"),
}
"""What the table can show between indicator and remark, by the names that templates use."""
_NEAR: Final = ("ky_truoc", "ky_nay", "luy_ke", "so_ky_truoc")
_FAR: Final = (*_NEAR, "so_cung_ky")
_YEARLY: Final = ("ke_hoach", "ky_truoc", "ky_nay", "so_ky_truoc", "so_ke_hoach")
USUAL_COLUMNS: Final = {
    PeriodKind.QUARTER: _FAR,
    PeriodKind.HALF: _FAR,
    PeriodKind.NINE_MONTHS: _FAR,
    PeriodKind.YEAR: _YEARLY,
}
"""Which columns the table of a kind of period has; shorter periods look at the one before alone."""


class PeriodTable(NamedTuple):
    """Makes the table of `lines` in the order of the catalogue; `remark` says what stands at their end."""

    lines: Lines
    catalogue: Catalogue
    remark: RemarkOf
    everything: bool = False

    def table_of(self, chosen: Sequence[str] | None, notes: Sequence[str] = ()) -> Table:
        """Return the table with the chosen columns, or those that its kind of period has.

        Raises LookupError for a column that does not exist.
        """
        names = _with_shares(chosen if chosen is not None else self._usual_columns())
        told = [
            _only_shown(line, names)
            for line in self.lines.lines.values()
            if self.everything or line.has_numbers
        ]
        told, apart = _told_once(told)
        shown = [name for name in names if self._is_filled(name, told)]
        columns = [self._named_column(name, shown) for name in shown]
        measure = _shared_measure(told)
        made = _Columns(tuple(_wide_enough(each, told) for each in columns), measure is None, self.remark)
        numbers = {name: made.before_middle + place for place, name in enumerate(shown, start=1)}
        remarks = (*_remarks_on_columns(shown, told), *_remark_on_units(numbers))
        note = "\n".join((*notes[:1], period_note(self.lines, shown), *notes[1:], *apart, *remarks))
        return Table(
            "So sánh các kỳ",
            made.headings(),
            tuple(made.rows_of(self.catalogue, {line.indicator.id: line for line in told})),
            note=note,
            measure=f"Đơn vị tính: {measure}" if measure else "",
            numbered=True,
        )

    def _usual_columns(self) -> Sequence[str]:
        return USUAL_COLUMNS.get(self.lines.now.kind, _NEAR)

    def _is_filled(self, name: str, told: Iterable[Line]) -> bool:
        """Tell whether a column holds anything but signs; that of this period is always there."""
        if name == "ky_nay":
            return True
        if name.endswith(_OF_UNITS):
            return any(_is_partial(line, name.removesuffix(_OF_UNITS)) for line in told)
        cells = (COLUMNS[name].cell(line) for line in told)
        return any(cell.text not in {"", MISSING, NOT_APPLICABLE} for cell in cells)

    def _named_column(self, name: str, shown: Collection[str]) -> _PeriodColumn:
        """Return a column under the name that the period before has in such reports."""
        column, then = COLUMNS[name], self.lines.last
        called = _LAST_NAMES.get(self.lines.now.kind)
        is_far = then is not None and then.then == self.lines.now.year_before
        if called and is_far and name == "ky_truoc":
            return column._replace(title=called)
        if called and is_far and name.startswith("so_ky_truoc"):
            column = column._replace(group=f"So {called[:1].lower()}{called[1:]}")
        among = any(f"{each}{_OF_UNITS}" in shown and name.startswith(each) for each in _DIFFERENCES)
        return column._replace(group=f"{column.group}{_SAME_UNITS}") if among else column


def _told_once(told: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """Return the lines without a reason that keeps all of them from being compared, and that reason."""
    remarks: list[str] = []
    for side in ("last", "year"):
        sides = [getattr(line, side) for line in told]
        reasons = {_reason_words(each) for each in sides if each}
        if len(reasons) == 1 and all(reasons) and sum(map(bool, sides)) > 1:
            remarks.append(f"{sentence_case(reasons.pop())}.")
            told = [
                line._replace(last=None) if side == "last" else line._replace(year=None) for line in told
            ]
    return list(told), remarks


def _reason_words(comparison: Comparison) -> str:
    """Return why a figure is not compared; nothing where it is."""
    if not comparison.reason:
        return ""
    return f"không so với {comparison.basis.words} do {comparison.reason}"


def _is_partial(line: Line, comparison: str) -> bool:
    """Tell whether a change is one of other units than the figures that are printed beside it."""
    difference = _since_last(line) if comparison == "so_ky_truoc" else _since_year_before(line)
    if difference is None or not difference.units:
        return False
    if line.is_cumulative and comparison == "so_ky_truoc":
        sides = [len(flow.numbers) for flow in (line.flows.now, line.flows.before) if flow]
    else:
        shown = (line.figure, line.before if comparison == "so_ky_truoc" else None)
        sides = [len(each.coverage.counted) for each in shown if isinstance(each, RolledUpFigure)]
    return any(side != difference.units for side in sides)


def _only_shown(line: Line, names: Collection[str]) -> Line:
    """Return a line without the comparison that no column shows, so that nothing is remarked on it."""
    line = line if "so_cung_ky" in names else line._replace(year=None)
    return line if {"so_ky_truoc", "ky_truoc", "ky_nay"} & {*names} else line._replace(last=None)


def _wide_enough(column: _PeriodColumn, told: Iterable[Line]) -> _PeriodColumn:
    """Return a column in which no number is broken: sums of money are long."""
    longest = max((len(column.cell(line).text) for line in told), default=0)
    return column._replace(width=max(column.width, min(_WIDEST, longest * _PER_DIGIT + 2)))


def _with_shares(chosen: Iterable[str]) -> list[str]:
    """Return the columns with those of shares beside those of changes."""
    names: list[str] = []
    for name in chosen:
        if name not in COLUMNS:
            raise LookupError(f"bảng so sánh các kỳ không có cột '{name}'.{name_hint(name, COLUMNS)}")
        beside = (f"{name}{_OF_UNITS}", name, f"{name}{_IN_SHARE}")
        names += [each for each in beside if each in COLUMNS]
    return list(dict.fromkeys(names))


def _measure_of(line: Line) -> str:
    """Return the unit of measure; what counts units is a number of units."""
    return "đơn vị" if counts_units(line.figure) else column_unit(line.indicator)


def _shared_measure(lines: Iterable[Line]) -> str | None:
    """Return the unit of measure of all lines, where it is one."""
    units = {_measure_of(line) for line in lines}
    return units.pop() if len(units) == 1 else None


class _Columns(NamedTuple):
    """The columns of one table; each row says its unit of measure unless all share one."""

    columns: tuple[_PeriodColumn, ...]
    has_units: bool
    remark: RemarkOf

    @property
    def before_middle(self) -> int:
        """How many columns stand before those of the periods."""
        return 2 + self.has_units

    def headings(self) -> tuple[Column, ...]:
        """Return the headings."""
        units = [Column("Đơn vị tính", 21, Align.CENTER)] if self.has_units else []
        middle = (Column(each.title, each.width, each.align, each.group) for each in self.columns)
        return (
            Column("STT", 10, Align.CENTER),
            Column("Chỉ tiêu", 62),
            *units,
            *middle,
            Column("Ghi chú", 44),
        )

    def rows_of(self, catalogue: Catalogue, lines: Mapping[str, Line]) -> Iterable[Row]:
        """Yield the rows, group by group."""
        for group in catalogue.groups:
            own = [lines[each.id] for each in group.indicators if each.id in lines]
            if own:
                yield Row((Cell(group.name, span=len(self.headings()), bold=True),), RowKind.GROUP)
                yield from (self._row_of(number, line) for number, line in enumerate(own, start=1))

    def _row_of(self, number: int, line: Line) -> Row:
        at = line.indicator.at
        units = [Cell(_measure_of(line), figure=at)] if self.has_units else []
        return Row(
            (
                ordinal_cell(number),
                Cell(line.indicator.name, figure=at),
                *units,
                *(column.cell(line) for column in self.columns),
                self.remark(line),
            )
        )


def _remarks_on_columns(names: Sequence[str], told: Sequence[Line]) -> Iterable[str]:
    """Yield what readers of the columns must know."""
    if "luy_ke" in names and any(line.is_cumulative for line in told):
        years = _CUMULATIVE_YEARS if "so_cung_ky" in names else ""
        yield f"{_CUMULATIVE}{years}."
    if any(name.startswith("so_") for name in names) and any(line.indicator.in_percent for line in told):
        yield "Tăng, giảm của tỷ lệ tính bằng điểm phần trăm."


def _remark_on_units(numbers: Mapping[str, int]) -> Iterable[str]:
    """Yield why columns of changes are not the difference of those beside them."""
    changes = [
        numbers[each]
        for name in _DIFFERENCES
        if f"{name}{_OF_UNITS}" in numbers
        for each in (name, f"{name}{_IN_SHARE}")
        if each in numbers
    ]
    if changes:
        sides = [f"({numbers[name]})" for name in ("ky_nay", "ky_truoc") if name in numbers]
        apart = f", nên có thể khác hiệu của cột {' và cột '.join(sides)}" if len(sides) > 1 else ""
        listed = ", ".join(f"({number})" for number in changes)
        yield f"Cột {listed}: so sánh trên những đơn vị có số liệu ở cả hai kỳ{apart}."


def period_note(lines: Lines, names: Collection[str]) -> str:
    """Return of which periods the columns are: 'Kỳ này: tháng 11 năm 2025; kỳ trước: …'."""
    last = lines.last if {"ky_truoc", "so_ky_truoc"} & {*names} else None
    year = lines.year if "so_cung_ky" in names else None
    sides = (("kỳ trước", last), ("cùng kỳ năm trước", year))
    named = [f"{what}: {basis.then.label}" for what, basis in sides if basis]
    return f"{'; '.join([f'Kỳ này: {lines.now.label}', *named])}."


def cut_off_note(end: date) -> str:
    """Return up to which day the data of this period count."""
    return f"Số liệu kỳ này đến ngày {short_date(end)}."


def comparison_remarks(line: Line) -> list[str]:
    """Return why a figure is not compared."""
    told = line.comparisons
    began = ["kỳ đầu thống kê"] if told and all(each.began for each in told) else []
    return [*began, *filter(None, map(_reason_words, told))]


def total_remark(line: Line, reported: int) -> Cell:
    """Return the remark on a total: what it is if it is no sum, of whom if not of all who reported."""
    figure = line.figure
    counted = len(figure.coverage.counted) if isinstance(figure, RolledUpFigure) else reported
    lacking = f"có {prose_count(counted)} đơn vị" if 0 < counted < reported else ""
    told = [combined_label(figure), lacking, *comparison_remarks(line)]
    text = sentence_case("; ".join(filter(None, told)))
    return Cell(text, figure=line.key._replace(aspect=UNITS) if text else None)
