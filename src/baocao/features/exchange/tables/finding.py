"""Where the names of units and the headings of a table stand."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.features.exchange.tables.kinds_of_lines import (
    is_group_name,
    is_number_text,
    is_numbering,
    is_sum_name,
    told_measure,
)
from baocao.features.exchange.tables.unit_names import UnitNames
from baocao.features.exchange.tables.views import Spot, View
from baocao.foreign.grids import CellKind, Grid
from baocao.foreign.worksheets import Range, cell_position
from baocao.model.table_mapping import Along

JOINT: Final = " / "
"""What parts the headings that stand over each other."""
_MOST_HEADER: Final = 5
"""Lines of headings over each other."""
_MOST_ABOVE: Final = 40
_MOST_LANES: Final = 5
"""Lanes with names of units of which the likeliest is taken."""
_MOST_TITLES: Final = 5
"""Names of units above the headings."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LONGEST_HEADING: Final = 300
_SIDES: Final = re.compile(
    r"(?P<first>[A-Z]{1,3}|[0-9]{1,7})(?:\s*[-:]\s*(?P<last>[A-Z]{1,3}|[0-9]{1,7}))?"
)


class Heading(NamedTuple):
    """The heading of a lane, as it was read; the second of one name has a number behind it."""

    text: str
    lane: int


class Layout(NamedTuple):
    """A table of which is known where names, headings and lines stand.

    `measure` is the unit of measure that is said for the whole table.
    """

    view: View
    names: int
    header: tuple[int, ...]
    first: int
    headings: tuple[Heading, ...]
    measure: str = ""

    def unit_lines(self) -> Iterator[int]:
        """Yield the lines below the headings in which something stands."""
        return (line for line in self.view.lines if line >= self.first)


class Asked(NamedTuple):
    """What a person said of where things stand; nothing where the program is to find it."""

    along: Along | None = None
    header: str = ""
    names: str = ""


class LayoutError(Exception):
    """No table of units was found, or not where it was said to be."""


class Found(NamedTuple):
    """A lane of names: how many units it has, the lines of headings above, and the first line below."""

    units: int
    lane: int
    header: tuple[int, ...]
    first: int


def find_layout(grid: Grid, units: UnitNames, asked: Asked) -> Layout | None:
    """Return where things stand in a table, None if there are no names of units; raises LayoutError."""
    layouts = [
        layout
        for along in Along
        if asked.along in {None, along} and (layout := _layout_along(View(grid, along), units, asked))
    ]
    # Names that have headings beside them before such that have none: a title may name units, too.
    return max(layouts, key=lambda each: (bool(each.headings), _unit_count(each, units)), default=None)


def _unit_count(layout: Layout, units: UnitNames) -> int:
    return sum(units.match(layout.view.text(line, layout.names)).is_clear for line in layout.unit_lines())


def _layout_along(view: View, units: UnitNames, asked: Asked) -> Layout | None:
    found = _lane_of_names(view, units, asked.names)
    if found is None:
        return None
    header = _asked_lines(view, asked.header) or found.header
    first = max(header) + 1 if header else found.first
    headings = tuple(_headings(view, header, found.lane, first))
    measure = _measure_above(view, min(header, default=first))
    return Layout(view, found.lane, header, first, headings, measure=measure)


def _lane_of_names(view: View, units: UnitNames, asked: str) -> Found | None:
    """Return the lane in which most names of units stand below headings, the first of such."""
    lanes = [_asked_place(asked, view, is_line=False)] if asked else list(view.lanes)
    named = {lane: [line for line in view.lines if _is_name(view, line, lane, units)] for lane in lanes}
    # Of a table of thousands of units each line holds one name: that many lanes are not looked into.
    likely = sorted(filter(named.get, lanes), key=lambda lane: -len(named[lane]))[:_MOST_LANES]
    found = [_names_in(view, lane, named[lane]) for lane in likely]
    return max(found, key=lambda each: _likeliness(view, each, units), default=None)


def _likeliness(view: View, lane: Found, units: UnitNames) -> tuple[int, bool, bool, int]:
    """Return what is greater the likelier it is that people mean a lane by names of units."""
    # Where codes stand beside names, it is beside the names that 'Tổng cộng' stands.
    is_coded = units.is_code(view.text(lane.first, lane.lane))
    return lane.units, bool(lane.header), not is_coded, -lane.lane


def _names_in(view: View, lane: int, lines: Sequence[int]) -> Found:
    # Above the table the body that made it may be named, beside the motto of the State.
    for number, line in enumerate(lines[:_MOST_TITLES]):
        header = tuple(_header_lines(view, lane, line))
        if header:
            return Found(len(lines) - number, lane, header, line)
    return Found(len(lines), lane, (), lines[0])


def _is_name(view: View, line: int, lane: int, units: UnitNames) -> bool:
    """Tell whether the name of a unit stands in a place, with something beside it."""
    cell = view.cell(line, lane)
    is_text = cell is not None and cell.kind is CellKind.TEXT and len(view.by_line[line]) > 1
    return is_text and cell is not None and units.match(cell.text).is_clear


def _header_lines(view: View, names: int, first: int) -> list[int]:
    """Return the lines of headings above the first unit, those between them aside."""
    above = [line for line in view.lines if line < first][-_MOST_ABOVE:]
    shown = view.shown_from(above)
    areas = view.areas_over(above)
    header: list[int] = []
    for line in reversed(above):
        if len(header) == _MOST_HEADER or (header and not _touches(line, header[0], areas)):
            break
        if _is_heading_line(view, Spot(line, names), shown):
            header.insert(0, line)
        elif header:
            break
    return header


def _touches(line: int, below: int, areas: Iterable[Range]) -> bool:
    """Tell whether a line stands right above another, or joined cells reach from one to the other."""
    return below - line == 1 or any(area[0] <= line and area[2] >= below - 1 for area in areas)


def _is_heading_line(view: View, name: Spot, shown: Mapping[Spot, Spot]) -> bool:
    """Tell whether a line has headings: several texts, and no figures of a group or of a sum.

    `name` is where its name would stand.
    """
    line = name.line
    texts = [view.text(line, lane) for lane in view.by_line.get(line, ())]
    is_grouped = any(map(is_group_name, view.texts_before(line, name.lane)))
    if is_grouped or is_numbering(texts) or is_sum_name(view.text(*name)):
        return False
    filled = {_shown_heading(view, Spot(line, lane), shown) for lane in view.lanes} - {""}
    if len(filled) < 2:  # noqa: PLR2004 - a title, or the name of a group
        return False
    numbers = sum(is_number_text(text) and not _YEAR.fullmatch(text) for text in texts)
    return shown.get(name, name).line < line or numbers * 2 <= len(texts)


def _shown_heading(view: View, spot: Spot, shown: Mapping[Spot, Spot]) -> str:
    """Return what people see at a place: joined cells show their content all over."""
    return view.text(*spot) or (view.text(*shown[spot]) if spot in shown else "")


def _headings(view: View, header: tuple[int, ...], names: int, first: int) -> Iterator[Heading]:
    """Yield the headings of lanes but that of the names; lanes without any have their letter as one."""
    shown = view.shown_from(header)
    seen: dict[str, int] = {}
    used = {lane for line in view.lines if line >= first for lane in view.by_line[line]}
    headed = {lane for line in header for lane in view.by_line.get(line, ())}
    for lane in sorted(used | headed) if header else ():
        if lane == names:
            continue
        text = _heading_of(view, header, lane, shown) or f"({view.lane_words(lane)})"
        seen[text] = seen.get(text, 0) + 1
        yield Heading(text if seen[text] == 1 else f"{text} [{seen[text]}]", lane)


def _heading_of(view: View, header: Iterable[int], lane: int, shown: Mapping[Spot, Spot]) -> str:
    levels: list[str] = []
    for line in header:
        text = _shown_heading(view, Spot(line, lane), shown)
        if text and (not levels or levels[-1] != text):
            levels.append(text)
    return JOINT.join(levels)[:_LONGEST_HEADING].strip()


def _measure_above(view: View, first: int) -> str:
    """Return the unit of measure that stands above the headings."""
    above = [line for line in view.lines if line < first][-_MOST_ABOVE:]
    told = (told_measure(view.text(line, lane)) for line in above for lane in view.by_line[line])
    return next(filter(None, told), "")


def _asked_lines(view: View, asked: str) -> tuple[int, ...]:
    """Return the lines that were asked for: '4-5', 'B'; raises LayoutError."""
    if not asked:
        return ()
    first, _, last = asked.replace(":", "-").partition("-")
    low = _asked_place(first, view, is_line=True)
    high = _asked_place(last, view, is_line=True) if last else low
    if not low <= high < low + _MOST_HEADER:
        raise LayoutError(f"tieu_de: '{asked}' không phải là một đến {_MOST_HEADER} hàng liền nhau")
    return tuple(range(low, high + 1))


def _asked_place(text: str, view: View, *, is_line: bool) -> int:
    """Return the number of a row or column as people write it; raises LayoutError."""
    match = _SIDES.fullmatch(text.strip().upper())
    is_column = is_line == (view.along is Along.COLUMNS)
    if match is None or match["last"] or (match["first"].isalpha() and not is_column):
        wanted = "cột (ví dụ B)" if is_column else "hàng (ví dụ 4)"
        raise LayoutError(f"'{text}' không phải là {wanted}")
    return _place_number(match["first"])


def _place_number(text: str) -> int:
    return int(text) if text.isdecimal() else cell_position(f"{text}1")[1]
