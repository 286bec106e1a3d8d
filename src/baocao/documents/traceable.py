"""Figures keep their identity from the template's expression to the printed text.

What a filter makes of a figure is a text that knows the figure. Where a template prints such a text, and
only there, it is put between marks, which travel through Markdown and leave it as places in runs: texts
that templates compare, sort or join are plain.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import wraps
from typing import Any, Final

from baocao.documents.tokens import (
    FIGURE_CLOSE,
    FIGURE_NAMED,
    FIGURE_OPEN,
    PROSE_CLOSE,
    PROSE_NAMED,
    PROSE_OPEN,
)
from baocao.figures.shown import rank_text
from baocao.model.document import Inline, Text
from baocao.model.printed import FigureKey, Key, Printed, Source
from baocao.model.submission import Rank
from baocao.vietnamese.counts import count_text

_MARK: Final = re.compile(
    f"{FIGURE_OPEN}(?P<key>[^{FIGURE_OPEN}{FIGURE_NAMED}]*){FIGURE_NAMED}|{FIGURE_CLOSE}"
)
_ANY_MARK: Final = re.compile(
    f"{FIGURE_OPEN}[^{FIGURE_OPEN}{FIGURE_NAMED}]*{FIGURE_NAMED}|{FIGURE_CLOSE}"
    f"|{PROSE_OPEN}[0-9]*{PROSE_NAMED}|{PROSE_CLOSE}"
)
LEDGER_LINE: Final = "@"
"""What begins a mark that is a line of a ledger, as no indicator does."""
_MARKDOWN: Final = "_*\\|"
_HARMLESS: Final = "\ue00a\ue00b\ue00c\ue00d"
"""What stands in keys for the characters that Markdown would read."""
_HIDDEN: Final = str.maketrans(_MARKDOWN, _HARMLESS)
_SHOWN: Final = str.maketrans(_HARMLESS, _MARKDOWN)


class Traceable:
    """What knows the figure that it says, or what else it is; None where no single figure is meant."""

    key: Key | None


class Written(Traceable, str):  # noqa: SLOT000 - the key is no slot of a str
    """A text that says a figure."""

    __hash__ = str.__hash__


class Listed(list[Any]):
    """A list that knows what the number of its items is, and what they are when they are told together."""

    counted: Key | None
    told: Source | None


class Day(Traceable, date):
    """A day that knows where it comes from."""


class Moment(Traceable, datetime):
    """A day and an hour that know where they come from."""


class Woven(Traceable, str):  # noqa: SLOT000
    """A text that was put together of others; `marked` is the same with their marks."""

    __hash__ = str.__hash__
    marked: str


class Count(Traceable, int):
    """A number of units that belongs to a figure."""

    __hash__ = int.__hash__

    def __str__(self) -> str:
        return count_text(int(self))


class Place(Traceable, Rank):
    """A rank that belongs to a figure."""

    def __str__(self) -> str:
        return rank_text(self)


def written_with_key(text: str, key: Key | None) -> str:
    """Return the text of a figure, which knows it."""
    text_with_key = Written(text)
    text_with_key.key = key
    return text_with_key


def woven_text(text: str, marked: str, key: Key | None = None) -> str:
    """Return a text that was put together, which knows the marks of its parts, and what the rest is."""
    woven = Woven(text)
    woven.key, woven.marked = key, marked
    return woven


def list_with_key(items: Iterable[Any], counted: Key | None, told: Source | None = None) -> list[Any]:
    """Return a list, which knows what the number of its items is, and what they are."""
    listed = Listed(items)
    listed.counted, listed.told = counted, told
    return listed


def day_with_key(day: date, key: Key | None) -> date:
    """Return a day, which knows where it comes from."""
    day_found = Day(day.year, day.month, day.day)
    day_found.key = key
    return day_found


def moment_with_key(moment: datetime, key: Key | None) -> datetime:
    """Return a day and an hour, which know where they come from."""
    moment_found = Moment(moment.year, moment.month, moment.day, moment.hour, moment.minute)
    moment_found.key = key
    return moment_found


def count_with_key(number: int, key: Key | None) -> int:
    """Return a number of units, which knows its figure."""
    number_with_key = Count(number)
    number_with_key.key = key
    return number_with_key


def rank_with_key(rank: Rank, key: Key | None) -> Rank:
    """Return a rank, which knows its figure."""
    rank_found = Place(*rank)
    rank_found.key = key
    return rank_found


def traced_filter(write: Callable[..., str]) -> Callable[..., str]:
    """Make a filter keep the figure that it is given."""

    @wraps(write)
    def kept(value: Any, *rest: Any, **named: Any) -> str:
        text = write(value, *rest, **named)
        known = isinstance(value, Traceable) and not isinstance(text, Traceable)
        return written_with_key(text, value.key) if known else text

    return kept


def printed_value(value: object) -> object:
    """Return what a template prints for the value of an expression: a figure stands between marks."""
    if isinstance(value, Woven):
        return value.marked
    if not isinstance(value, Traceable) or not isinstance(value.key, FigureKey):
        return value
    text = str(value)
    # Marks go around the figure alone: blanks at its ends belong to the sentence.
    core = text.strip()
    if not core:
        return text
    key = value.key.text.translate(_HIDDEN)
    marked = f"{FIGURE_OPEN}{key}{FIGURE_NAMED}{core}{FIGURE_CLOSE}"
    return marked if core == text else text.replace(core, marked)


def marked_form(text: str) -> str:
    """Return a text with the marks of what it says: of its parts, if it was put together."""
    return text.marked if isinstance(text, Woven) else str(printed_value(text))


def key_of_text(text: str) -> Key | None:
    """Return what a text is as a whole, if it knows."""
    return text.key if isinstance(text, Traceable) else None


def is_ledger_line(key: Key) -> bool:
    """Tell whether a mark names a line of a ledger (`documents/ledger.py`) instead of a figure."""
    return isinstance(key, FigureKey) and key.indicator.startswith(LEDGER_LINE)


def without_marks(text: str) -> str:
    """Return the text without marks of figures and of what units wrote."""
    return _ANY_MARK.sub("", text) if is_marked(text) or PROSE_OPEN in text or PROSE_CLOSE in text else text


def is_marked(text: str) -> bool:
    """Tell whether any figure begins or ends in the text."""
    return FIGURE_OPEN in text or FIGURE_CLOSE in text


def place_figures(content: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the runs without marks, each with the places of its figures; what was only marks is gone."""
    figure: FigureKey | None = None
    for part in content:
        if not isinstance(part, Text):
            yield part
            continue
        if figure or is_marked(part.text):
            part, figure = _place_in_run(part, figure)  # noqa: PLW2901 - the same run
        if part.text:
            yield part


def _place_in_run(run: Text, figure: FigureKey | None) -> tuple[Text, FigureKey | None]:
    """Return the run without marks, and the figure that goes on in the next; `figure` goes on in it."""
    pieces = _MARK.split(run.text)
    places: list[Printed] = []
    start = 0
    for piece, key in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        end = start + len(piece)
        if figure and piece:
            places.append(Printed(start, end, figure))
        start, last = end, figure
        figure = FigureKey.parse(key.translate(_SHOWN)) if key else None
    text = "".join(pieces[::2])
    return Text(text, run.bold, run.italic, run.missing, tuple(places)), last


def cut_figures(run: Text, start: int, end: int) -> Text:
    """Return a part of a run, with the figures that stand in it; one that is cut is none."""
    figures = tuple(
        each._replace(start=each.start - start, end=each.end - start)
        for each in run.figures
        if start <= each.start and each.end <= end
    )
    return run._replace(text=run.text[start:end], figures=figures)


def move_figures(run: Text, by: int) -> tuple[Printed, ...]:
    """Return the places of a run's figures where the run begins `by` characters later."""
    return tuple(
        printed_at._replace(start=printed_at.start + by, end=printed_at.end + by)
        for printed_at in run.figures
    )
