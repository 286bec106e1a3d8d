"""The formats of `trace`: the manner in which its outlines are told by each."""

from collections.abc import Sequence
from typing import Final

from baocao.features.trace.outline import ALL, spots_outline, trace_outline
from baocao.features.trace.records import Spot, Trace
from baocao.report.json import outline_json
from baocao.report.terminal import EVERYTHING, Manner, outline_text

FOLDED: Final = 10
"""How many lines of a list are shown where not all are asked for."""
KEYS: Final = (
    *("version", "period", "key", "whose", "figure", "rounding", "roll_up", "formula", "operands"),
    *("sources", "rank", "coverage", "contributors", "not_shown", "missing", "not_applicable"),
    *("printed", "also_printed", "remarks"),
)
"""The order for other programs; a person reads first what was asked about."""
_LINES: Final = Manner(spaced=False, closing=ALL)


def trace_text(trace: Trace, *, everything: bool) -> str:
    """Return the answer as lines; long lists are folded with a said count unless `everything`."""
    return outline_text(trace_outline(trace), _LINES._replace(most=EVERYTHING if everything else FOLDED))


def trace_json(trace: Trace) -> str:
    """Return a versioned object; exact numbers are texts, what is not known is null."""
    return outline_json(trace_outline(trace), KEYS)


def spots_text(spots: Sequence[Spot], asked: str) -> str:
    """Return the printed figures that a text can mean, numbered for choosing."""
    return outline_text(spots_outline(spots, asked), _LINES)


def spots_json(spots: Sequence[Spot]) -> str:
    """Return the printed figures that a text can mean, in the order in which they are chosen."""
    return outline_json(spots_outline(spots, ""))
