"""Small charts as SVG, drawn here where nothing on them moves: a course over periods, a spread over units.

They hold no text but their alternative. Coordinates are whole numbers and paths are relative: a page has
hundreds of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from markupsafe import Markup

MOST_POINTS: Final = 14
"""Periods of a sparkline; of more, the last."""
SPARK_WIDTH: Final = 84
SPARK_HEIGHT: Final = 20
_SPARK_EDGE: Final = 3
SPREAD_WIDTH: Final = 300
SPREAD_HEIGHT: Final = 44
_SPREAD_EDGE: Final = 6
_BASE: Final = 36
"""Where the columns of a spread stand; the line of numbers lies below."""
_STEP: Final = 4
"""The width of a column: units within it stand upon each other."""
_DRAWING: Final = Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
_PATH: Final = Markup('<path class="{}" d="{}"/>')
Number = Decimal | float


class Scale(NamedTuple):
    """Numbers from `low` to `high`, and the whole coordinates that they are drawn at."""

    low: float
    high: float
    first: int
    last: int

    def place_of(self, number: Number) -> int:
        """Return the coordinate of a number; where all are the same, that is the middle."""
        extent = self.high - self.low
        share = (float(number) - self.low) / extent if extent else 0.5
        return round(self.first + min(max(share, 0.0), 1.0) * (self.last - self.first))


class Marks(NamedTuple):
    """What a spread points out: the outliers, the unit in the middle, the target."""

    outliers: Sequence[Number] = ()
    middle: Number | None = None
    target: Number | None = None


def scale_between(numbers: Iterable[Number], first: int, last: int) -> Scale:
    """Return the scale on which all the numbers have a place."""
    ordered = sorted(map(float, numbers))
    return Scale(ordered[0], ordered[-1], first, last)


def draw_sparkline(numbers: Sequence[Number | None], label: str) -> Markup:
    """Return a course over periods, the last number marked; None is a gap, where nobody reported."""
    shown = numbers[-MOST_POINTS:]
    given = [number for number in shown if number is not None]
    if not given:
        return Markup()
    scale = scale_between(given, SPARK_HEIGHT - _SPARK_EDGE, _SPARK_EDGE)
    across = Scale(0, max(len(shown) - 1, 1), _SPARK_EDGE, SPARK_WIDTH - _SPARK_EDGE)
    points = [
        None if number is None else (across.place_of(place), scale.place_of(number))
        for place, number in enumerate(shown)
    ]
    last = next(point for point in reversed(points) if point)
    runs = (list(filter(None, run)) for known, run in groupby(points, bool) if known)
    lines = "".join(map(_line_through, runs))
    return _framed("spark", (SPARK_WIDTH, SPARK_HEIGHT), label, (("line", lines), ("last", _dot_at(*last))))


def draw_spread(numbers: Sequence[Number], marks: Marks, label: str) -> Markup:
    """Return how the figures of units spread: a column is as high as there are units near its number."""
    if not numbers:
        return Markup()
    wanted = [each for each in (marks.middle, marks.target) if each is not None]
    scale = scale_between([*numbers, *wanted], _SPREAD_EDGE, SPREAD_WIDTH - _SPREAD_EDGE)
    parts = (
        ("columns", "".join(_columns_of(numbers, scale))),
        ("middle", _upright_at(marks.middle, scale)),
        ("target", _upright_at(marks.target, scale)),
        ("outlier", "".join(_dot_at(scale.place_of(each), _BASE + 4) for each in marks.outliers)),
    )
    return _framed("spread", (SPREAD_WIDTH, SPREAD_HEIGHT), label, parts)


def _columns_of(numbers: Sequence[Number], scale: Scale) -> Iterator[str]:
    """Yield a column for every place where there are units; the highest fills the height."""
    places = [scale.place_of(number) // _STEP * _STEP + _STEP // 2 for number in numbers]
    counts = {place: len([*same]) for place, same in groupby(sorted(places))}
    heights = Scale(0, max(counts.values()), 0, _BASE - 2)
    yield f"M0 {_BASE}H{SPREAD_WIDTH}"
    for place, count in counts.items():
        yield f"M{place} {_BASE}v-{max(heights.place_of(count), 1)}"


def _line_through(points: Sequence[tuple[int, int]]) -> str:
    """Return a line through points; one alone is a dot, which ends of lines that are round make visible."""
    (across, down), *_ = points
    steps = [f"{right - left} {below - above}" for (left, above), (right, below) in pairwise(points)]
    path = f"M{across} {down}l{' '.join(steps)}" if steps else _dot_at(across, down)
    return path.replace(" -", "-")


def _dot_at(across: int, down: int) -> str:
    return f"M{across} {down}h0"


def _upright_at(number: Number | None, scale: Scale) -> str:
    return "" if number is None else f"M{scale.place_of(number)} 0v{_BASE}"


def _framed(name: str, size: tuple[int, int], label: str, parts: Iterable[tuple[str, str]]) -> Markup:
    """Return a drawing of paths, by class; they take their strokes from the page's styles."""
    paths = (_PATH.format(kind, path) for kind, path in parts if path)
    return _DRAWING.format(name, *size, label, Markup().join(paths))
