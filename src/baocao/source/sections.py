"""Sections of a report under a wrong name: 'so_lieu' is meant for 'chi_tieu', 'nhiem_vụ' for 'nhiem_vu'.

One message says the right name, and what stands there is read under it: its figures are not missing.
"""

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import Final

from baocao.model.submission import SUBMISSION_SHAPE
from baocao.source.log import Log
from baocao.source.nodes import BROKEN, Mapping, Node, Scalar
from baocao.vietnamese.text import folded_text

_FIGURES: Final = "chi_tieu"
_ALIKE: Final = 0.8
"""How much of two names must be the same for one to be taken for the other."""
_TITLES: Final = {key.name: key.title for key in SUBMISSION_SHAPE.keys}


def with_right_names(report: Mapping, indicators: Collection[str], log: Log) -> Mapping:
    """Return a report with its sections under their right names; each wrong one is reported."""
    unknown = (name for name in report.entries if name not in _TITLES)
    # A report has fewer sections; to hold each of thousands of wrong keys against all takes too long.
    wrong = frozenset(islice(unknown, len(_TITLES)))
    if not wrong:
        return report
    renamed = Mapping(report.line, report.column)
    taken = set(report.entries)
    for name, (key, value) in report.entries.items():
        meant = _meant_section(name, value, indicators, taken) if name in wrong else None
        if meant:
            log.note_problem("BC230", key, key=name, name=meant, title=_TITLES[meant])
            taken.add(meant)
        renamed.entries[meant or name] = key, value
    return renamed


def _meant_section(
    name: str, value: Node, indicators: Collection[str], taken: Collection[str]
) -> str | None:
    """Return the section that a name stands for by how it is written, or by what stands under it."""
    if isinstance(value, Scalar) and (value.is_blank or value.style == BROKEN):
        return None
    free = [known for known in _TITLES if known not in taken]
    best = max(free, key=lambda known: _likeness(name, known), default=None)
    if best and _likeness(name, best) >= _ALIKE:
        return best
    holds_figures = isinstance(value, Mapping) and any(key in indicators for key in value.entries)
    return _FIGURES if holds_figures and _FIGURES in free else None


def _likeness(name: str, known: str) -> float:
    written = _bare_letters(name)
    return max(SequenceMatcher(None, written, each).ratio() for each in _spellings(known))


def _spellings(known: str) -> Iterator[str]:
    yield _bare_letters(known)
    yield _bare_letters(_TITLES[known])


def _bare_letters(name: str) -> str:
    return "".join(letter for letter in folded_text(name[:100]) if letter.isalnum())
