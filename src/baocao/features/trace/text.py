"""Where a figure comes from, for a person at a terminal."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from baocao.features.trace import words
from baocao.features.trace.records import Absent, Contributor, Derivation, Spot, Trace
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.indicator import Function
from baocao.model.place import Place
from baocao.model.submission import Ratio
from baocao.vietnamese.numbers import plain_text, rounded
from baocao.vietnamese.visible import visible_line

FOLDED: Final = 10
"""How many lines of a list are shown where not all are asked for."""
_ALL: Final = "--tat-ca để xem hết"


def trace_text(found: Trace, *, everything: bool) -> str:
    """Return the answer as lines; long lists are folded with a said count unless `everything`."""
    return "\n".join(map(visible_line, _Page(found, everything=everything).lines())) + "\n"


def spots_text(spots: Sequence[Spot], asked: str) -> str:
    """Return the printed figures that a text can mean, numbered for choosing."""
    lines = [f"Có {len(spots)} số liệu ứng với '{asked}':"]
    for number, spot in enumerate(spots, start=1):
        name = spot.key.indicator if spot.key else ""
        lines.append(f"  {number:>3}. {spot.around or spot.text}")
        lines.append(f"       {name}; {spot.place}")
    return "\n".join(map(visible_line, [*lines, "Chọn bằng --thu N."])) + "\n"


class _Page:
    def __init__(self, found: Trace, *, everything: bool) -> None:
        self._found = found
        self._most = 1_000_000 if everything else FOLDED

    def lines(self) -> Iterator[str]:
        found, indicator = self._found, self._found.figure.indicator
        yield f"{indicator.name} ({indicator.id}), {found.period.label}"
        yield f"Của: {words.whose(found)}"
        if found.spot:
            yield from self._spot(found.spot)
        for remark in found.remarks:
            yield f"Chú ý: {remark}"
        note = words.rounding(found.figure)
        yield f"Giá trị: {words.value(found.figure)}"
        if note:
            yield f"Làm tròn: {note}"
        if found.rank:
            yield f"Hạng trong các đơn vị có số liệu: {found.rank.place}/{found.rank.among}"
        if found.figure.rank:
            yield f"Hạng đơn vị tự ghi: {found.figure.rank.place}/{found.figure.rank.among}"
        yield f"Tính chất: {words.NATURES[indicator.nature]}; định nghĩa tại {indicator.at}"
        yield from self._formula(found.derivation)
        if found.directive:
            yield from self._units()
        else:
            yield from self._sources(found.derivation, "")
            yield from (f"Không có giá trị: {self._why(each)}" for each in found.missing)
        yield from self._others()

    def _spot(self, spot: Spot) -> Iterator[str]:
        aspect = words.aspect(self._found.key)
        yield f"In tại: {spot.file}, {spot.place}: '{spot.text}'{f' ({aspect})' if aspect else ''}"
        if spot.around:
            yield f"        {spot.around}"

    def _formula(self, derived: Derivation, indent: str = "") -> Iterator[str]:
        """Yield how the figure is computed: the roll-up, the formula, each operand with its value."""
        figure = derived.figure
        if isinstance(figure, RolledUpFigure) and not indent:
            yield f"Tổng hợp: {words.function(figure.indicator)}"
        text = words.formula(figure.indicator)
        if text:
            yield f"{indent}Công thức: {text}"
        for part in derived.operands:
            mine = part.figure
            yield f"{indent}  {mine.indicator.id} = {words.value(mine)}  {mine.indicator.name}"
            yield from self._formula(part, f"{indent}  ") if part.operands else ()

    def _sources(self, derived: Derivation, indent: str) -> Iterator[str]:
        places = derived.places()
        if places:
            yield f"{indent}Nguồn:"
        yield from (f"{indent}  {self._source(place)}" for place in places)

    def _source(self, place: Place) -> str:
        origin = words.origin(self._found.origins.get(place))
        return f"{place}  {origin}".rstrip()

    def _units(self) -> Iterator[str]:
        found = self._found
        covered = found.coverage
        if covered:
            yield (
                f"Độ phủ: {len(covered.counted)}/{len(covered.expected)} đơn vị có số liệu"
                f"{f', trong đó {len(covered.nothing)} không phát sinh' if covered.nothing else ''}; "
                f"{len(found.missing)} thiếu; {len(found.not_applicable)} không áp dụng"
            )
        count = len(found.contributors) + len(found.hidden)
        if count:
            yield f"Đơn vị đóng góp ({count}{_order(found.figure)}):"
        for each in found.contributors:
            yield from self._contributor(each)
        if found.hidden:
            yield f"  … và {len(found.hidden)} đơn vị khác{_together(found.hidden)} ({_ALL})"
        yield from self._absent("Thiếu", found.missing)
        yield from self._absent("Không áp dụng", found.not_applicable)

    def _contributor(self, found: Contributor) -> Iterator[str]:
        marks = []
        if found.share is not None:
            marks.append(f"{plain_text(rounded(found.share, 1))}%")
        if found.weight is not None:
            marks.append(f"quyền số {plain_text(found.weight)}")
        if found.holds is not None:
            marks.append(_held(self._found.figure, holds=found.holds))
        note = f" [{'; '.join(marks)}]" if marks else ""
        yield f"  {found.unit.name}: {words.value(found.derivation.figure)}{note}"
        for place in found.derivation.places():
            yield f"      {self._source(place)}"

    def _absent(self, title: str, found: Sequence[Absent]) -> Iterator[str]:
        if found:
            yield f"{title} ({len(found)}):"
        for each in found[: self._most]:
            yield f"  {each.unit.name}: {self._why(each)}"
        if len(found) > self._most:
            yield f"  … và {len(found) - self._most} đơn vị khác ({_ALL})"

    def _why(self, found: Absent) -> str:
        return f"{found.reason}  {self._source(found.at)}" if found.at else found.reason

    def _others(self) -> Iterator[str]:
        spots = self._found.others
        if spots:
            also = "Còn in tại" if self._found.spot else "In tại"
            yield f"{also} ({len(spots)} chỗ):"
        for spot in spots[: self._most]:
            aspect = words.aspect(spot.key) if spot.key else ""
            yield f"  {spot.file}, {spot.place}{f' ({aspect})' if aspect else ''}"
            if spot.around:
                yield f"      {spot.around}"
        if len(spots) > self._most:
            yield f"  … và {len(spots) - self._most} chỗ khác ({_ALL})"


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
        return f", cộng {plain_text(sum(numbers, Decimal(0)))} {indicator.unit_of_measure}".rstrip()
    return ""
