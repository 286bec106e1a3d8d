"""Bookmarks that LibreOffice has moved are put back.

Whenever it opens a document (LibreOffice 7.4 does), each bookmark that ends behind a footnote of its own
paragraph ends a letter too early: '107' becomes '10'. How often that has happened to a file is seen from
the marks that are as they were printed, once their ends are moved back.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from baocao.foreign.word_text import Span, View
from baocao.model.marks import Mark

_MOST: Final = 5
"""So often a document may have been opened and saved."""


def mended_view(view: View, marks: Mapping[str, Mark], *, is_libre: bool) -> View:
    """Return a view whose bookmarks end where they did; `is_libre` tells that LibreOffice saved it."""
    moved = dict(_moved_spans(view, marks))
    if not moved:
        return view
    times = _times_moved(view, marks, moved) or int(is_libre)
    if not times:
        return view
    mended = {name: _put_back(view, span, times, marks[name].value) for name, span in moved.items()}
    return view._replace(bookmarks={**view.bookmarks, **mended})


def _moved_spans(view: View, marks: Mapping[str, Mark]) -> Iterator[tuple[str, Span]]:
    """Yield the bookmarks that may have been moved: behind a footnote, and not as they were printed."""
    for name, mark in marks.items():
        span = view.bookmarks.get(name)
        if span is None or span.end.line >= len(view.lines):
            continue
        notes = view.lines[span.end.line].notes
        if notes and notes[0][0] <= span.end.position and view.text_of(span) != mark.value:
            yield name, span


def _times_moved(view: View, marks: Mapping[str, Mark], moved: Mapping[str, Span]) -> int:
    """Return by how many letters the most of them have to be moved to be what was printed; 0 for none."""
    found = Counter(
        times
        for name, span in moved.items()
        for times in range(1, _MOST + 1)
        if view.text_of(_lengthened(view, span, times)) == marks[name].value
    )
    return max(found, key=lambda times: (found[times], -times), default=0)


def _put_back(view: View, span: Span, times: int, value: str) -> Span:
    """Return where a bookmark was; one letter alone has lost its beginning, too."""
    wide = _lengthened(view, span, times)
    start, end = wide
    found = view.lines[end.line].text.find(value, start.position, end.position) if value else -1
    if start.line != end.line or found < 0 or len(value) > times:
        return wide
    return Span(start._replace(position=found), end._replace(position=found + len(value)))


def _lengthened(view: View, span: Span, by: int) -> Span:
    length = len(view.lines[span.end.line].text)
    return span._replace(end=span.end._replace(position=min(length, span.end.position + by)))
