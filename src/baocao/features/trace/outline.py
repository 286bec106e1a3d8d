"""Where a figure comes from, told once: for a person at a terminal and for other programs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.features.trace.data import (
    Origins,
    absent_data,
    contributor_data,
    coverage_data,
    derivation_data,
    figure_data,
    source_data,
    spot_data,
    told_data,
)
from baocao.features.trace.telling import FIGURE
from baocao.figures.shown import (
    IN_TRACE,
    figure_text,
    labelled_text,
    measured_text,
    rank_text,
)
from baocao.model.indicator import Function
from baocao.model.place import Place
from baocao.model.printed import FigureKey, Key
from baocao.model.submission import Ratio, State
from baocao.pipeline.tracing import words
from baocao.pipeline.tracing.records import Absent, Contributor, Derivation, Found, Spot, Told, Trace
from baocao.report.outline import Fact, Item, Node, Outline, Section, list_section
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import number_text

VERSION: Final = 1
FOUND_VERSION: Final = 2
ALL: Final = " (--tat-ca để xem hết)"
"""What ends the line that counts what a list leaves out."""


def trace_outline(trace: Trace) -> Outline:
    """Return a figure, how it is computed, who gave what, and where it is printed."""
    return Outline(
        (*_heading_facts(trace), *_derivation_nodes(trace), *_unit_nodes(trace), _others_section(trace))
    )


class Cut(NamedTuple):
    """How many places and how many lines are shown of one meaning of a text."""

    places: int
    lines: int


def found_outline(found: Found, cut: Cut) -> Outline:
    """Return what a text of a file is: each meaning with its places and its lines."""
    items = [_told_item(number, told, found, cut) for number, told in enumerate(found.told, start=1)]
    figures = any(told.kind == FIGURE for told in found.told)
    return Outline(
        (
            Fact(key="version", value=FOUND_VERSION),
            Fact(key="file", value=found.file),
            Fact(key="asked", value=found.asked),
            Fact(key="remarks", value=list(found.remarks)),
            *(Fact(remark, label="Chú ý") for remark in found.remarks),
            list_section("hits", _found_heading(found), items, counted=""),
            Fact("Xem hết cách tính và đơn vị đóng góp của một số liệu: --thu N." if figures else ""),
        )
    )


def _found_heading(found: Found) -> str:
    places = sum(len(told.meaning.spots) for told in found.told)
    return f"'{found.asked}' trong {found.file}: {count_text(places)} chỗ, số nghĩa"


def _told_item(number: int, told: Told, found: Found, cut: Cut) -> Item:
    value = f" = {told.value}" if told.value else ""
    under = (
        *_cut_lines([_spot_line(spot) for spot in told.meaning.spots], "chỗ", cut.places),
        *(f"       {line}" for line in told.how),
        *_cut_lines([_told_line(place, found) for place in told.sources], "dòng", cut.lines),
    )
    return Item(f"{number}. {told.what}{value}", told_data(told, found.origins), under)


def _cut_lines(lines: Sequence[str], counted: str, shown: int) -> Iterator[str]:
    yield from (f"       {line}" for line in lines[:shown])
    if len(lines) > shown:
        yield f"       … và {count_text(len(lines) - shown)} {counted} khác{ALL}"


def _spot_line(spot: Spot) -> str:
    return f"{spot.place}: {spot.around or spot.text}"


def _told_line(place: Place, found: Found) -> str:
    return f"{place}  {words.origin_text(found.origins.get(place))}".rstrip()


def _heading_facts(trace: Trace) -> Iterator[Node]:
    """Yield what the figure is: its name, whose it is, its value."""
    figure, indicator = trace.figure, trace.figure.indicator
    yield Fact(key="version", value=VERSION)
    yield Fact(key="period", value=trace.period.id)
    yield Fact(key="key", value={name: text or None for name, text in trace.key._asdict().items()})
    yield Fact(f"{indicator.name} ({indicator.id}), {trace.period.label}")
    yield Fact(words.whose_text(trace), "whose", words.whose_text(trace), "Của")
    yield _asked_fact(trace)
    yield Fact(key="remarks", value=list(trace.remarks))
    yield from (Fact(remark, label="Chú ý") for remark in trace.remarks)
    value = labelled_text(figure_text(figure, IN_TRACE), figure)
    reason = f" ({figure.reason})" if figure.state is State.UNTOTALLED and figure.reason else ""
    yield Fact(f"Giá trị: {value}{reason}", "figure", figure_data(figure))
    rounding = words.rounding_text(figure)
    yield Fact(rounding, "rounding", rounding or None, "Làm tròn")
    rank = rank_text(trace.rank) if trace.rank else ""
    data = trace.rank._asdict() if trace.rank else None
    yield Fact(rank, "rank", data, "Hạng trong các đơn vị có số liệu")
    published = rank_text(figure.rank) if figure.rank else ""
    yield Fact(published, label="Hạng đơn vị tự ghi")
    nature = f"{words.NATURES[indicator.nature]}; định nghĩa tại {indicator.at}"
    yield Fact(nature, label="Tính chất")


def _asked_fact(trace: Trace) -> Fact:
    """Return the printed place that was asked about, if one was."""
    spot = trace.spot
    if spot is None:
        return Fact(key="printed")
    told = f"{spot.file}, {spot.place}: '{spot.text}'{_aspect_note(trace.key)}"
    around = (f"        {spot.around}",) if spot.around else ()
    return Fact(told, "printed", spot_data(spot), "In tại", under=around)


def _aspect_note(key: Key | None) -> str:
    aspect = words.aspect_text(key) if isinstance(key, FigureKey) else ""
    return f" ({aspect})" if aspect else ""


def _derivation_nodes(trace: Trace) -> Iterator[Node]:
    """Yield how the figure is computed: the roll-up, the formula, each operand with its value."""
    indicator = trace.figure.indicator
    function = words.function_words(indicator)
    rolled = function if trace.coverage else ""
    yield Fact(rolled, "roll_up", function if trace.directive else None, "Tổng hợp")
    formula = words.formula_text(indicator)
    yield Fact(formula, "formula", formula or None, "Công thức")
    operands = [_operand_item(part, trace.origins) for part in trace.derivation.operands]
    yield Section("operands", "", operands, operands, counted="")


def _operand_item(part: Derivation, origins: Origins) -> Item:
    return Item(_equation_text(part), derivation_data(part, origins), tuple(_operand_lines(part)))


def _equation_text(part: Derivation) -> str:
    figure = part.figure
    return f"  {figure.indicator.id} = {figure_text(figure, IN_TRACE)}  {figure.indicator.name}"


def _operand_lines(part: Derivation) -> Iterator[str]:
    """Yield how an operand is computed itself."""
    formula = words.formula_text(part.figure.indicator) if part.operands else ""
    if formula:
        yield f"  Công thức: {formula}"
    for operand in part.operands:
        yield f"  {_equation_text(operand)}"
        yield from (f"  {line}" for line in _operand_lines(operand))


def _unit_nodes(trace: Trace) -> Iterator[Node]:
    """Yield who stands behind the figure: of a rolled-up one the units, of a unit's own one the lines."""
    rolled = trace.directive is not None
    places = trace.derivation.entered_places()
    sources = [Item(_source_line(place, trace), source_data(place, trace.origins)) for place in places]
    own = sources if not rolled else []
    yield Section("sources", "Nguồn" if own else "", sources, own, counted="")
    told = words.coverage_words(trace.figure) if rolled else ""
    yield Fact(told, "coverage", coverage_data(trace.coverage), "Độ phủ")
    items = [_contributor_item(contributor, trace) for contributor in trace.contributors]
    many, order = len(trace.contributors) + len(trace.hidden), words.order_words(trace.figure.indicator)
    shown = items if rolled else []
    yield Section("contributors", "Đơn vị đóng góp", items, told=shown, number=many, of=order, counted="")
    rest = (
        f"  … và {count_text(len(trace.hidden))} đơn vị khác{_sum_words(trace.hidden)}{ALL}"
        if trace.hidden
        else ""
    )
    yield Fact(rest if rolled else "", "not_shown", len(trace.hidden))
    ranked = [_contributor_item(each, trace) for each in trace.ranked]
    yield list_section("ranked", "Xếp hạng từ số liệu của", ranked, of=" đơn vị", counted="đơn vị")
    yield _missing_section(trace)
    yield _not_applicable(trace)


def _contributor_item(contributor: Contributor, trace: Trace) -> Item:
    marks = words.contributor_marks(contributor, trace.figure.indicator)
    note = f" [{marks}]" if marks else ""
    under = tuple(
        f"      {_source_line(place, trace)}" for place in contributor.derivation.entered_places()
    )
    told = f"{contributor.unit.name}: {figure_text(contributor.derivation.figure, IN_TRACE)}{note}"
    return Item(told, contributor_data(contributor, trace.origins), under)


def _missing_section(trace: Trace) -> Section:
    """Return the units that are missing; of a unit's own figure, why there is none."""
    if trace.directive:
        return list_section("missing", "Thiếu", _absent_items(trace.missing, trace), counted="đơn vị")
    items = _absent_items(trace.missing, trace)
    told = [Item(f"Không có giá trị: {_reason_text(absent, trace)}") for absent in trace.missing]
    return Section("missing", "", items, told, counted="")


def _not_applicable(trace: Trace) -> Section:
    items = _absent_items(trace.not_applicable, trace)
    section = list_section("not_applicable", "Không áp dụng", items, counted="đơn vị")
    return section if trace.directive else section._replace(told=())


def _absent_items(every: Sequence[Absent], trace: Trace) -> list[Item]:
    return [
        Item(f"{absent.unit.name}: {_reason_text(absent, trace)}", absent_data(absent, trace.origins))
        for absent in every
    ]


def _reason_text(absent: Absent, trace: Trace) -> str:
    return f"{absent.reason}  {_source_line(absent.at, trace)}" if absent.at else absent.reason


def _source_line(place: Place, trace: Trace) -> str:
    return f"{place}  {words.origin_text(trace.origins.get(place))}".rstrip()


def _others_section(trace: Trace) -> Section:
    name = "Còn in tại" if trace.spot else "In tại"
    items = [_spot_item(spot) for spot in trace.others]
    return list_section("also_printed", name, items, of=" chỗ", counted="chỗ")


def _spot_item(spot: Spot) -> Item:
    around = (f"      {spot.around}",) if spot.around else ()
    return Item(f"{spot.file}, {spot.place}{_aspect_note(spot.key)}", spot_data(spot), around)


def _sum_words(hidden: Sequence[Contributor]) -> str:
    """Return what the units that are not shown add up to, where a sum means something."""
    figures = [contributor.derivation.figure for contributor in hidden]
    indicator = figures[0].indicator
    numbers = [figure.value for figure in figures if isinstance(figure.value, Decimal)]
    if indicator.roll_up.function is Function.SUM and not any(isinstance(f.value, Ratio) for f in figures):
        return f", cộng {measured_text(number_text(sum(numbers, Decimal(0))), indicator)}"
    return ""
