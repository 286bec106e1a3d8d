"""The formats of `trace`: the manner in which its outlines are told by each."""

from typing import Final

from baocao.features.trace.outline import ALL, Cut, found_outline, trace_outline
from baocao.pipeline.tracing.records import Found, Trace
from baocao.report.json import outline_json
from baocao.report.markdown import Comment, Folding, outline_markdown
from baocao.report.terminal import EVERYTHING, Manner, outline_text

FOLDED: Final = 10
"""How many lines of a list are shown where not all are asked for."""
FEW: Final = 5
"""How many lines of one of several meanings are shown."""
WHOLE: Final = Cut(EVERYTHING, EVERYTHING)
KEYS: Final = (
    *("version", "period", "key", "whose", "figure", "rounding", "roll_up", "formula", "operands"),
    *("sources", "rank", "ranked", "coverage", "contributors", "not_shown", "missing", "not_applicable"),
    *("printed", "also_printed", "remarks"),
)
"""The order for other programs; a person reads first what was asked about."""
COMMENT: Final = Comment(
    {
        "hits": Folding(opened=EVERYTHING),
        "also_printed": Folding(opened=FOLDED),
        "missing": Folding(opened=FOLDED),
        "contributors": Folding(opened=FOLDED),
        "ranked": Folding(opened=FOLDED),
    },
    command="baocao trace --tat-ca",
)
"""What is seen at once in a comment; nodes keep the order of a terminal."""
_LINES: Final = Manner(spaced=False, closing=ALL)


def trace_text(trace: Trace, *, everything: bool) -> str:
    """Return the answer as lines; long lists are folded with a said count unless `everything`."""
    return outline_text(trace_outline(trace), _LINES._replace(most=EVERYTHING if everything else FOLDED))


def trace_json(trace: Trace) -> str:
    """Return a versioned object; exact numbers are texts, what is not known is null."""
    return outline_json(trace_outline(trace), KEYS)


def trace_markdown(trace: Trace) -> str:
    """Return the answer as a comment."""
    return outline_markdown(trace_outline(trace), COMMENT)


def cut_of(meanings: int, *, everything: bool) -> Cut:
    """Return how much is shown of each of several meanings: of many less, but of every one something."""
    if everything:
        return WHOLE
    return Cut(places=FOLDED, lines=FEW if meanings <= FOLDED else 1)


def found_text(found: Found, cut: Cut) -> str:
    """Return what a text of a file is as lines."""
    return outline_text(found_outline(found, cut), _LINES)


def found_markdown(found: Found, cut: Cut) -> str:
    """Return what a text of a file is as a comment."""
    return outline_markdown(found_outline(found, cut), COMMENT)


def found_json(found: Found, cut: Cut) -> str:
    """Return what a text of a file is as a versioned object, meanings in the order of the document."""
    return outline_json(found_outline(found, cut))
