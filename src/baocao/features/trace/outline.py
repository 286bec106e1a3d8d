"""Where a figure comes from, told once: for a person at a terminal and for other programs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from baocao.features.trace import words
from baocao.features.trace.data import (
    Origins,
    absent_data,
    contributor_data,
    coverage_data,
    derivation_data,
    figure_data,
    source_data,
    spot_data,
)
from baocao.features.trace.records import Absent, Contributor, Derivation, Spot, Trace
from baocao.figures.shown import IN_TRACE, PERCENT_PLACES, figure_text, measured_text, rank_text
from baocao.model.figure import Figure
from baocao.model.indicator import Function
from baocao.model.place import Place
from baocao.model.printed import FigureKey
from baocao.model.submission import Ratio
from baocao.report.outline import Fact, Item, Node, Outline, Section, listed
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.numbers import number_text, percent_text

VERSION: Final = 1
ALL: Final = " (--tat-ca để xem hết)"
"""What ends the line that counts what a list leaves out."""


def trace_outline(found: Trace) -> Outline:
    """Return a figure, how it is computed, who gave what, and where it is printed."""
    return Outline((*_heading(found), *_derivation(found), *_units(found), _others(found)))


def spots_outline(spots: Sequence[Spot], asked: str) -> Outline:
    """Return the printed figures that a text can mean, numbered for choosing."""
    hits = [_hit(number, spot) for number, spot in enumerate(spots, start=1)]
    return Outline(
        (
            Fact(key="version", value=VERSION),
            Fact(f"Có {count_text(len(spots))} số liệu ứng với '{asked}':"),
            Section("hits", "", hits, hits, counted=""),
            Fact("Chọn bằng --thu N."),
        )
    )


def _hit(number: int, spot: Spot) -> Item:
    name = spot.key.indicator if spot.key else ""
    under = (f"       {name}; {spot.place}",)
    return Item(f"  {number:>3}. {spot.around or spot.text}", spot_data(spot), under)


def _heading(found: Trace) -> Iterator[Node]:
    """Yield what the figure is: its name, whose it is, its value."""
    figure, indicator = found.figure, found.figure.indicator
    yield Fact(key="version", value=VERSION)
    yield Fact(key="period", value=found.period.id)
    yield Fact(key="key", value={name: text or None for name, text in found.key._asdict().items()})
    yield Fact(f"{indicator.name} ({indicator.id}), {found.period.label}")
    yield Fact(words.whose(found), "whose", words.whose(found), "Của")
    yield _asked(found)
    yield Fact(key="remarks", value=list(found.remarks))
    yield from (Fact(remark, label="Chú ý") for remark in found.remarks)
    yield Fact(f"Giá trị: {figure_text(figure, IN_TRACE)}", "figure", figure_data(figure))
    rounding = words.rounding(figure)
    yield Fact(rounding, "rounding", rounding or None, "Làm tròn")
    rank = rank_text(found.rank) if found.rank else ""
    data = found.rank._asdict() if found.rank else None
    yield Fact(rank, "rank", data, "Hạng trong các đơn vị có số liệu")
    published = rank_text(figure.rank) if figure.rank else ""
    yield Fact(published, label="Hạng đơn vị tự ghi")
    nature = f"{words.NATURES[indicator.nature]}; định nghĩa tại {indicator.at}"
    yield Fact(nature, label="Tính chất")


def _asked(found: Trace) -> Fact:
    """Return the printed place that was asked about, if one was."""
    spot = found.spot
    if spot is None:
        return Fact(key="printed")
    told = f"{spot.file}, {spot.place}: '{spot.text}'{_aspect(found.key)}"
    around = (f"        {spot.around}",) if spot.around else ()
    return Fact(told, "printed", spot_data(spot), "In tại", under=around)


def _aspect(key: FigureKey | None) -> str:
    aspect = words.aspect(key) if key else ""
    return f" ({aspect})" if aspect else ""


def _derivation(found: Trace) -> Iterator[Node]:
    """Yield how the figure is computed: the roll-up, the formula, each operand with its value."""
    indicator = found.figure.indicator
    function = words.function(indicator)
    rolled = function if found.coverage else ""
    yield Fact(rolled, "roll_up", function if found.directive else None, "Tổng hợp")
    formula = words.formula(indicator)
    yield Fact(formula, "formula", formula or None, "Công thức")
    operands = [_operand(part, found.origins) for part in found.derivation.operands]
    yield Section("operands", "", operands, operands, counted="")


def _operand(part: Derivation, origins: Origins) -> Item:
    return Item(_equation(part), derivation_data(part, origins), tuple(_deeper(part)))


def _equation(part: Derivation) -> str:
    figure = part.figure
    return f"  {figure.indicator.id} = {figure_text(figure, IN_TRACE)}  {figure.indicator.name}"


def _deeper(part: Derivation) -> Iterator[str]:
    """Yield how an operand is computed itself."""
    formula = words.formula(part.figure.indicator) if part.operands else ""
    if formula:
        yield f"  Công thức: {formula}"
    for each in part.operands:
        yield f"  {_equation(each)}"
        yield from (f"  {line}" for line in _deeper(each))


def _units(found: Trace) -> Iterator[Node]:
    """Yield who stands behind the figure: of a rolled-up one the units, of a unit's own one the lines."""
    rolled = found.directive is not None
    places = found.derivation.places()
    sources = [Item(_source(place, found), source_data(place, found.origins)) for place in places]
    own = sources if not rolled else []
    yield Section("sources", "Nguồn" if own else "", sources, own, counted="")
    told = _coverage(found) if rolled else ""
    yield Fact(told, "coverage", coverage_data(found.coverage), "Độ phủ")
    items = [_contributor(each, found) for each in found.contributors]
    many, order = len(found.contributors) + len(found.hidden), _order(found.figure)
    shown = items if rolled else []
    yield Section("contributors", "Đơn vị đóng góp", items, told=shown, number=many, of=order, counted="")
    rest = (
        f"  … và {count_text(len(found.hidden))} đơn vị khác{_together(found.hidden)}{ALL}"
        if found.hidden
        else ""
    )
    yield Fact(rest if rolled else "", "not_shown", len(found.hidden))
    yield _missing(found)
    yield _not_applicable(found)


def _coverage(found: Trace) -> str:
    covered = found.coverage
    if covered is None:
        return ""
    nothing = f", trong đó {count_text(len(covered.nothing))} không phát sinh" if covered.nothing else ""
    return (
        f"{pair_text(len(covered.counted), len(covered.expected))} đơn vị có số liệu{nothing}; "
        f"{count_text(len(found.missing))} thiếu; {count_text(len(found.not_applicable))} không áp dụng"
    )


def _contributor(each: Contributor, found: Trace) -> Item:
    marks = []
    if each.share is not None:
        marks.append(percent_text(each.share, PERCENT_PLACES))
    if each.weight is not None:
        marks.append(f"quyền số {number_text(each.weight)}")
    if each.holds is not None:
        marks.append(_held(found.figure, holds=each.holds))
    note = f" [{'; '.join(marks)}]" if marks else ""
    under = tuple(f"      {_source(place, found)}" for place in each.derivation.places())
    told = f"{each.unit.name}: {figure_text(each.derivation.figure, IN_TRACE)}{note}"
    return Item(told, contributor_data(each, found.origins), under)


def _missing(found: Trace) -> Section:
    """Return the units that are missing; of a unit's own figure, why there is none."""
    if found.directive:
        return listed("missing", "Thiếu", _absent(found.missing, found), counted="đơn vị")
    items = _absent(found.missing, found)
    told = [Item(f"Không có giá trị: {_why(each, found)}") for each in found.missing]
    return Section("missing", "", items, told, counted="")


def _not_applicable(found: Trace) -> Section:
    items = _absent(found.not_applicable, found)
    section = listed("not_applicable", "Không áp dụng", items, counted="đơn vị")
    return section if found.directive else section._replace(told=())


def _absent(every: Sequence[Absent], found: Trace) -> list[Item]:
    return [
        Item(f"{each.unit.name}: {_why(each, found)}", absent_data(each, found.origins)) for each in every
    ]


def _why(each: Absent, found: Trace) -> str:
    return f"{each.reason}  {_source(each.at, found)}" if each.at else each.reason


def _source(place: Place, found: Trace) -> str:
    return f"{place}  {words.origin(found.origins.get(place))}".rstrip()


def _others(found: Trace) -> Section:
    name = "Còn in tại" if found.spot else "In tại"
    items = [_spot(spot) for spot in found.others]
    return listed("also_printed", name, items, of=" chỗ", counted="chỗ")


def _spot(spot: Spot) -> Item:
    around = (f"      {spot.around}",) if spot.around else ()
    return Item(f"{spot.file}, {spot.place}{_aspect(spot.key)}", spot_data(spot), around)


def _order(figure: Figure) -> str:
    """Return by what the list of units is sorted."""
    match figure.indicator.roll_up.function:
        case Function.SUM | Function.FORMULA:
            return ", lớn nhất trước"
        case Function.RATIO_OF_SUMS:
            return ", mẫu số lớn nhất trước; % là phần trong tổng mẫu số"
        case Function.MEAN if figure.indicator.roll_up.weight:
            return ", quyền số lớn nhất trước"
        case Function.COUNT:
            return ", đơn vị đạt trước"
        case Function.GATHER:
            return ""
        case _:
            return ", theo giá trị"


def _held(figure: Figure, *, holds: bool) -> str:
    if figure.indicator.roll_up.function is Function.COUNT:
        return "đạt" if holds else "không đạt"
    return "được chọn" if holds else "không được chọn"


def _together(hidden: Sequence[Contributor]) -> str:
    """Return what the units that are not shown add up to, where a sum means something."""
    figures = [each.derivation.figure for each in hidden]
    indicator = figures[0].indicator
    numbers = [figure.value for figure in figures if isinstance(figure.value, Decimal)]
    if indicator.roll_up.function is Function.SUM and not any(isinstance(f.value, Ratio) for f in figures):
        return f", cộng {measured_text(number_text(sum(numbers, Decimal(0))), indicator)}"
    return ""
