"""What a document says below its head and above its signature, searched for ways of writing."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from baocao.inspection.lines import is_worded, said_text
from baocao.inspection.paragraphs import Paragraph
from baocao.inspection.rules.page import part_of
from baocao.inspection.verdicts import Case, Fault, Verdict, excerpt_of
from baocao.vietnamese.counts import count_text

_BEFORE: Final = 24
"""How many characters before a finding are quoted with it."""


_LOOKED_BACK: Final = 16
"""Characters, which the longest words that are looked for before others do not exceed."""


class Passage(NamedTuple):
    """A paragraph and what it says, with single spaces."""

    text: str
    paragraph: Paragraph


class Finding(NamedTuple):
    """Something written as it should not be: what is said of it, where it stands."""

    said: str
    passage: Passage
    start: int


def passages_of(case: Case, *, tables: bool) -> Iterator[Passage]:
    """Yield the subject, the grounds, the text and the appendices; tables only where they are asked for."""
    anatomy, paragraphs = case.anatomy, case.docx.paragraphs
    foot = range(anatomy.foot.start, anatomy.foot.end)
    for index in range(_first_passage(case), anatomy.end):
        paragraph = paragraphs[index]
        if index not in foot and (tables or paragraph.cell is None) and is_worded(paragraph.text):
            yield Passage(said_text(paragraph.text), paragraph)


def _first_passage(case: Case) -> int:
    """Return where what is judged begins: under the name of the type, or with the first appendix."""
    anatomy = case.anatomy
    if anatomy.is_appendix_only:
        return anatomy.appendices[0].heading.paragraph.at
    return anatomy.title.line.paragraph.at + 1 if anatomy.title.line else anatomy.head.end


class Wording(NamedTuple):
    """Words that are searched for, and what has to stand right before them.

    Looked for in this order: a pattern that begins with words is found many times as fast as one that looks
    back first.
    """

    pattern: re.Pattern[str]
    before: re.Pattern[str]


def matches_of(wording: Wording, text: str) -> Iterator[re.Match[str]]:
    """Yield where a text has a wording."""
    for match in wording.pattern.finditer(text):
        if wording.before.search(text[max(0, match.start() - _LOOKED_BACK) : match.start()]):
            yield match


def judge_findings(case: Case, findings: Iterable[Finding], wants: str, good: str) -> Verdict:
    """Judge a document by what was found: alike findings are one fault that tells how many they are."""
    alike: dict[str, tuple[Finding, int]] = {}
    for finding in findings:
        first, count = alike.get(finding.said, (finding, 0))
        alike[finding.said] = first, count + 1
    faults = tuple(_counted_fault(case, first, count) for first, count in alike.values())
    return Verdict(wants, good, faults)


def _counted_fault(case: Case, finding: Finding, count: int) -> Fault:
    passage = finding.passage
    more = f" ({count_text(count)} chỗ)" if count > 1 else ""
    start = max(0, finding.start - _BEFORE)
    # From the beginning of a word, so that a quotation can be searched for.
    start = passage.text.find(" ", start) + 1 if start else 0
    quoted = excerpt_of(passage.text[start:])
    quoted = f"…{quoted}" if start else quoted
    return Fault(f"{finding.said}{more}", part_of(case, passage.paragraph.at), quoted)
