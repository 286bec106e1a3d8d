"""Names of units as the registry spells them (Phụ lục II, Mục III: names of places)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from baocao.inspection.places import COMMON, is_same_name
from baocao.inspection.rules.passages import Finding, Passage, judge_findings, passages_of
from baocao.inspection.verdicts import Case, Verdict
from baocao.vietnamese.text import sentence_case

_KIND: Final = re.compile(
    rf"\b({'|'.join((COMMON, *map(sentence_case, COMMON.split('|')), COMMON.upper()))}) (?=[^\W\d_])"
)
"""In every way of writing them; without regard to case this would take twice as long."""
_SYLLABLE: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINT: Final = re.compile(r" (?:- )?|-")
_MOST_SYLLABLES: Final = 5
_WINDOW: Final = 60


def unit_names(case: Case) -> Verdict | None:
    """Names of provinces, and of communes where the registry is at hand, are spelt as they are known."""
    if not case.places.names:
        return None
    findings = (
        found for passage in passages_of(case, tables=True) for found in _name_findings(case, passage)
    )
    return judge_findings(case, findings, "tên đơn vị hành chính viết như trong danh mục", "đúng danh mục")


def _name_findings(case: Case, passage: Passage) -> Iterator[Finding]:
    for match in _KIND.finditer(passage.text):
        if not passage.text[match.end()].isupper():
            continue
        syllables = _syllables_after(passage.text, match.end())
        written, known = _longest_known(case, match[1], syllables)
        if known and not any(_is_spelt(written, name) for name in known):
            right = " hoặc ".join(f"'{match[1]} {name}'" for name in known)
            yield Finding(f"'{match[1]} {written}' viết khác danh mục: {right}", passage, match.start())


def _syllables_after(text: str, start: int) -> list[str]:
    """Return the syllables that may be a name, each with what joins it to the one before."""
    found: list[str] = []
    window = text[start : start + _WINDOW]
    at = 0
    while len(found) < _MOST_SYLLABLES and (syllable := _SYLLABLE.match(window, at)):
        joint = _JOINT.match(window, syllable.end())
        found.append(syllable.group())
        at = joint.end() if joint else len(window)
    return found


def _longest_known(case: Case, kind: str, syllables: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the longest beginning that reads as known names, and those names."""
    for count in range(len(syllables), 0, -1):
        written = " ".join(syllables[:count])
        known = case.places.names_like(kind, written)
        if known:
            goes_on = count < len(syllables) and syllables[count][0].isupper()
            return written, () if not _may_be_name(written) or (
                goes_on and not written.isupper()
            ) else known
    return "", ()


def _may_be_name(written: str) -> bool:
    """Tell whether words are meant as a name: by their capitals, or because there are several."""
    return written[0].isupper()


def _is_spelt(written: str, name: str) -> bool:
    """Tell whether a name is written as known; headings are in capitals."""
    if not is_same_name(written, name):
        return False
    return written.isupper() or all(word[0].isupper() for word in written.split())
