"""The screen of `watch`: what is wrong in the file that was saved last, and the document beside it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from baocao.features.page.rendering import asset_text, render_view
from baocao.features.page.views.checks import unit_findings
from baocao.features.page.watching.records import Choice, Order, Rebuilt, Shown
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.render.html.markup import source_hash
from baocao.report.text import MAX_LINE, severity_summary, source_excerpt, source_line
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import clock_text
from baocao.vietnamese.moments import in_vietnam
from baocao.vietnamese.numbers import measured_text
from baocao.vietnamese.text import sentence_case

MOST_FILES: Final = 12
"""Other files with findings that are named; the page tells of all."""
MOST_FINDINGS: Final = 200
PREVIEW_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
"""What a preview may do; it says of itself which styles are its own.

Whatever stands in it runs nothing, opens no window and leads the screen around it nowhere; of the same
origin it stays, so that the screen can let it be read again where it was scrolled to.
"""
PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What the page may do; it says of itself which scripts are its own."""
PAPER_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
)


class Spot(NamedTuple):
    """A finding at its place: the source line there, and what to do."""

    found: Diagnostic
    line: int
    column: int
    shown: tuple[str, ...]

    @property
    def tone(self) -> str:
        """How grave it is, as a class of styles."""
        return self.found.severity.name.lower()


class OtherFile(NamedTuple):
    """Another file in which something was found."""

    name: str
    summary: str
    has_errors: bool


class Screen(NamedTuple):
    """All that the screen tells; `focus` is the unit whose file is being written."""

    order: Order
    rebuilt: Rebuilt
    focus: str
    choices: Sequence[Choice]
    shown: Shown
    follows: bool
    printing: bool = False
    version: int = 0
    preview: str = ""


def screen_page(screen: Screen) -> tuple[bytes, str]:
    """Return the screen, and what it may do in a browser."""
    script, style = asset_text("watch.js"), asset_text("watch.css")
    html = render_view("watch", style=style, script=script, **_content_of(screen))
    sources = f"script-src {source_hash(script)}; style-src {source_hash(style)}"
    policy = (
        f"default-src 'none'; {sources}; connect-src 'self'; frame-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return html.encode(), policy


def _content_of(screen: Screen) -> Mapping[str, Any]:
    rebuilt = screen.rebuilt
    name = rebuilt.saved[0] if rebuilt.saved else ""
    here = [each for each in rebuilt.found if each.place and each.place.file == name] if name else []
    spots = sorted((_spot_of(each, rebuilt) for each in here), key=lambda spot: (spot.line, spot.column))
    missing = [
        each for each in rebuilt.found if each.is_missing and each.unit == screen.focus and each not in here
    ]
    return {
        "title": _screen_title(screen),
        "notice": rebuilt.loaded.definitions.config.notice,
        "moment": clock_words(rebuilt.moment),
        "seconds": measured_text(rebuilt.seconds, 2),
        "saved": name,
        "also": rebuilt.saved[1:],
        "spots": spots[:MOST_FINDINGS],
        "more": count_text(len(spots) - MOST_FINDINGS) if len(spots) > MOST_FINDINGS else "",
        "summary": sentence_case(severity_summary(here)),
        "missing": unit_findings(screen.focus, _focus_name(screen), missing) if missing else None,
        "others": list(_other_files(rebuilt, {name}, missing))[:MOST_FILES],
        "total": severity_summary(rebuilt.found),
        "broken": rebuilt.broken,
        "choices": screen.choices,
        "follows": screen.follows,
        "shown": screen.shown,
        "shown_at": clock_words(screen.shown.moment) if screen.shown.moment else "",
        "version": screen.version,
        "preview": screen.preview,
        "printing": screen.printing,
    }


def _screen_title(screen: Screen) -> str:
    period = sentence_case(screen.order.period.label)
    return f"{period}, {_focus_name(screen)}" if screen.focus else period


def _focus_name(screen: Screen) -> str:
    unit = screen.rebuilt.units.get(screen.focus)
    return unit.name if unit else screen.focus


def _spot_of(found: Diagnostic, rebuilt: Rebuilt) -> Spot:
    place = found.place
    if place is None:
        return Spot(found, 0, 0, ())
    files = rebuilt.loaded.files
    shown = tuple(source_excerpt(source_line(files, place), place.column, MAX_LINE))
    return Spot(found, place.line, place.column, shown)


def _other_files(
    rebuilt: Rebuilt, names: Collection[str], told: Collection[Diagnostic]
) -> Iterator[OtherFile]:
    """Yield the other files with findings that are not told, those with errors first."""
    by_file: dict[str, list[Diagnostic]] = {}
    for each in rebuilt.found:
        if each.place and each.place.file not in names and each not in told:
            by_file.setdefault(each.place.file, []).append(each)
    files = [
        OtherFile(file, severity_summary(found), any(each.severity is Severity.ERROR for each in found))
        for file, found in by_file.items()
    ]
    yield from sorted(files, key=lambda each: not each.has_errors)


def clock_words(moment: datetime) -> str:
    """Return '15:31:05', in Vietnam's time."""
    return clock_text(in_vietnam(moment), exact=True)
