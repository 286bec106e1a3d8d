"""Who reported, for a terminal: counts with bars, names, and the next deadlines."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from baocao.features.status.bar import Style, bar, percent
from baocao.features.status.records import (
    Arrival,
    Delivery,
    DirectiveStatus,
    Overview,
    Tally,
    Timing,
    Upcoming,
)
from baocao.features.status.words import TITLES, UNPULLED, basis, due, is_absent, shown_titles, title
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.moments import moment_text, remaining_text
from baocao.vietnamese.text import lower_first, sentence_case
from baocao.vietnamese.visible import visible_line

MOST_NAMES: Final = 10
"""How many names of a list are shown before the rest is counted."""
NARROWEST: Final = 60
WIDEST_BAR: Final = 40
_NARROWEST_BAR: Final = 6
_HELD: Final = "\u00a0"
"""A space at which lines are not broken: names stay whole."""
_PERCENT: Final = 5
_GAP: Final = 2


def status_text(overview: Overview, width: int, style: Style) -> str:
    """Return the overview for a terminal of `width` columns."""
    page = _Page(overview, max(width, NARROWEST), style)
    return "\n".join(visible_line(line.rstrip()) for line in page.lines()) + "\n"


class _Line(NamedTuple):
    """One line of the table: what is counted, and the counts; a heading counts nothing."""

    label: str
    tally: Tally | None = None


class _Page:
    """Makes the lines of an overview for one width and one style of bars."""

    def __init__(self, overview: Overview, width: int, style: Style) -> None:
        self._overview = overview
        self._width = width
        self._style = style
        tables = [line for status in overview.statuses for line in _table(status)]
        self._shown = shown_titles([line.tally for line in tables if line.tally])
        self._heads = [TITLES[index].split(" ", 1) for index in self._shown]
        self._columns = [max(map(len, head)) + _GAP for head in self._heads]
        room = self._width - sum(self._columns) - _PERCENT - _NARROWEST_BAR - 1
        self._label = min(max((len(line.label) for line in tables if line.tally), default=0), room)
        self._bar = min(room - self._label + _NARROWEST_BAR, WIDEST_BAR)

    def lines(self) -> Iterator[str]:
        """Yield all lines."""
        overview = self._overview
        yield sentence_case(title(overview))
        yield from self._wrapped(basis(overview))
        yield from filter(None, (overview.notice,))
        if not overview.statuses:
            yield "Không có chỉ đạo nào yêu cầu báo cáo kỳ này."
        for status in overview.statuses:
            yield ""
            yield from self._status(status)
        if overview.statuses:
            yield ""
            yield from self._wrapped(self._legend())
        yield ""
        yield from self._upcoming(overview.upcoming)

    def _legend(self) -> str:
        complete, received, missing = self._style
        return f"{complete} đầy đủ  {received} đã gửi, chưa đầy đủ  {missing} chưa gửi"

    def _status(self, status: DirectiveStatus) -> Iterator[str]:
        yield from self._wrapped(f"{status.directive.id}: {status.directive.name}")
        window = f"Số liệu đến {short_date(status.window.end)}."
        yield from self._wrapped(f"{window} {due(status, self._overview.moment)}")
        yield from self._heading()
        for line in _table(status):
            yield self._counts(line)
        for label, names in _lists(status.deliveries):
            yield from self._wrapped(f"{label} ({len(names)}): {_folded(names)}")

    def _heading(self) -> Iterator[str]:
        """Yield the two lines above the columns; a title of one word stands in the lower one."""
        start = " " * (self._label + 1 + self._bar + _PERCENT)
        upper = (head[0] if len(head) > 1 else "" for head in self._heads)
        lower = (head[-1] for head in self._heads)
        for words in (upper, lower):
            cells = (f"{word:>{width}}" for word, width in zip(words, self._columns, strict=True))
            yield start + "".join(cells)

    def _counts(self, line: _Line) -> str:
        if line.tally is None:
            return line.label
        counts = (line.tally[index] for index in self._shown)
        cells = (f"{count:>{width}}" for count, width in zip(counts, self._columns, strict=True))
        label = f"{_cut(line.label, self._label):{self._label}} "
        drawn = bar(line.tally, self._bar, self._style)
        return f"{label}{drawn}{percent(line.tally):>{_PERCENT}}{''.join(cells)}"

    def _upcoming(self, found: Sequence[Upcoming]) -> Iterator[str]:
        yield "Hạn sắp tới:" if found else "Không có hạn nào sắp tới."
        rows = [
            (
                moment_text(each.deadline),
                remaining_text(each.deadline, self._overview.moment),
                each.directive.id,
            )
            for each in found
        ]
        wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row, each in zip(rows, found, strict=True):
            cells = (f"{cell:{width}}" for cell, width in zip(row, wide, strict=True))
            yield from self._wrapped(f"  {'  '.join(cells)}  {each.period.label}")

    def _wrapped(self, text: str) -> list[str]:
        lines = textwrap.wrap(text, self._width, subsequent_indent="  ", break_on_hyphens=False)
        return [line.replace(_HELD, " ") for line in lines]


def _table(status: DirectiveStatus) -> Iterator[_Line]:
    """Yield the lines of a directive: all units, then the parts of each split."""
    yield _Line("Tất cả", status.tally)
    for split in status.splits:
        yield _Line(f"Theo {lower_first(split.name)}")
        for part in split.parts:
            yield _Line(f"  {sentence_case(part.name)}", part.tally)


def _lists(deliveries: Iterable[Delivery]) -> Iterator[tuple[str, list[str]]]:
    """Yield what has to be looked after, with the names of the units; empty lists are left out."""
    every = list(deliveries)
    received = [each for each in every if each.received]
    known = [(each, each.arrival) for each in received if each.arrival]
    found = {
        "Chưa gửi": [each.unit.name for each in every if is_absent(each)],
        sentence_case(UNPULLED): [each.unit.name for each in every if each.unpulled],
        "Tệp không đọc được": [each.unit.name for each in every if each.broken],
        "Muộn": [_at(each, when.first) for each, when in known if when.timing is Timing.LATE],
        **_doubts(known),
        "Sửa sau hạn": [_at(each, when.last) for each, when in known if when.amended],
        "Có lỗi": [each.unit.name for each in received if not each.valid],
        "Còn thiếu nội dung": [each.unit.name for each in received if not each.complete],
        "Có sửa đổi chưa commit": [each.unit.name for each in received if each.pending],
    }
    yield from ((label, names) for label, names in found.items() if names)


def _doubts(known: Iterable[tuple[Delivery, Arrival]]) -> dict[str, list[str]]:
    """Return the units whose times are not known, by the reason."""
    found: dict[str, list[str]] = {}
    for each, when in known:
        if when.timing is Timing.UNKNOWN:
            reason = f"Chưa xác định được đúng hạn hay muộn vì {when.why}"
            found.setdefault(reason, []).append(each.unit.name)
    return found


def _at(delivery: Delivery, moment: datetime | None) -> str:
    """Return the name of a unit and when its report came or changed."""
    return f"{delivery.unit.name} ({moment_text(moment)})" if moment else delivery.unit.name


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _folded(names: Sequence[str]) -> str:
    """Return the names, those beyond the first ones only counted; semicolons part names with commas."""
    rest = len(names) - MOST_NAMES
    shown = names[:MOST_NAMES]
    separator = "; " if any("," in name for name in shown) else ", "
    listed = separator.join(name.replace(" ", _HELD) for name in shown)
    return f"{listed} và {rest} đơn vị khác." if rest > 0 else f"{listed}."
