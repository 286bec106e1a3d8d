"""The inspection of one file: read, taken apart, judged by the form that it has to keep."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from baocao.foreign.faults import UnreadableError
from baocao.inspection.anatomy import take_apart
from baocao.inspection.head import read_head
from baocao.inspection.places import gather_places
from baocao.inspection.reading import Docx, read_docx
from baocao.inspection.rules.catalogue import RULES, UNFINISHED
from baocao.inspection.verdicts import Answer, Case, NotFound, Outcome, Rule, Verdict
from baocao.model.form import DocumentType, Family, Form
from baocao.model.messages import Severity
from baocao.source.forms import form_of, load_form
from baocao.vietnamese.text import folded_text

CUSTOM: Final = "thông lệ"
"""Where a rule is from that a form names no article for."""
_NEAR: Final = 12
"""Among how many paragraphs from the top a paper says what it is."""

_DATE: Final = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)


class Judged(NamedTuple):
    """A rule, how grave a breach of it is in this document, where it is written, and its answer."""

    rule: Rule
    severity: Severity
    article: str
    answer: Answer

    @property
    def verdict(self) -> Verdict | None:
        """What was measured; None where nothing could be."""
        return self.answer if isinstance(self.answer, Verdict) else None

    @property
    def outcome(self) -> Outcome:
        """What came of the rule."""
        if self.answer is None:
            return Outcome.NOT_APPLICABLE
        if isinstance(self.answer, NotFound):
            return Outcome.NOT_FOUND
        return Outcome.FAILS if self.answer.faults else Outcome.CONFORMS

    @property
    def fails(self) -> bool:
        """Whether the rule applies and is not kept."""
        return self.outcome is Outcome.FAILS


class Inspection(NamedTuple):
    """The result for one file; `unreadable` tells why there is none, `form` by which form it was judged.

    A `paper` for a meeting is no document of the law: only what is unfinished in it is told.
    """

    file: str
    form: Form | None
    kind: str
    judged: tuple[Judged, ...]
    unreadable: UnreadableError | None = None
    paper: bool = False

    @property
    def has_errors(self) -> bool:
        """Whether anything makes the command fail."""
        return self.unreadable is not None or self.count_broken(Severity.ERROR) > 0

    def count_broken(self, severity: Severity) -> int:
        """Return how many rules of a severity are broken."""
        return sum(judged_rule.fails and judged_rule.severity is severity for judged_rule in self.judged)


def inspect_document(name: str, data: bytes, units: Iterable[str] = ()) -> Inspection:
    """Inspect the DOCX `data`; whatever it holds, the result is a report.

    `units` are the names of units ('Xã Mỏ Cày') as a registry spells them.
    """
    try:
        docx = read_docx(data)
    except UnreadableError as problem:
        return Inspection(name, None, "", (), problem)
    form = form_for(docx)
    case = Case(docx, take_apart(docx, form), form, gather_places(units))
    if paper := paper_of(docx, form):
        judged = tuple(_judge_rules(case, UNFINISHED))
        return Inspection(name, None, paper.name.lower(), judged, paper=True)
    return Inspection(name, form, _kind_in_words(case), tuple(_judge_rules(case, RULES)))


def form_for(docx: Docx) -> Form:
    """Return the form whose family the heading names and that was in force on the document's day."""
    state = load_form()
    # By the state's form: only the name over the heading is needed, and every form has it there.
    head = read_head(docx.paragraphs, state)
    if not head.is_party:
        return state
    return form_of(Family.PARTY, _day_of_heading(head.date.text if head.date else "", docx.created))


def paper_of(docx: Docx, form: Form) -> DocumentType | None:
    """Return which paper for a meeting a file is; what has a country's name or a number is a document."""
    head = read_head(docx.paragraphs, form)
    if head.country or head.number:
        return None
    names = {folded_text(kind.name): kind for kind in form.papers.values()}
    worded = filter(None, (folded_text(paragraph.text.strip()) for paragraph in docx.paragraphs))
    return next((names[text] for text in islice(worded, _NEAR) if text in names), None)


def _day_of_heading(text: str, otherwise: date | None) -> date:
    """Return the day that a letterhead gives; a draft without one keeps the form of its making."""
    match = _DATE.search(text)
    try:
        day, month, year = (int(part) for part in match.groups()) if match else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        return otherwise or date.max


def _judge_rules(case: Case, rules: Iterable[Rule]) -> Iterable[Judged]:
    for rule in rules:
        article, answer = case.form.articles.get(rule.id, CUSTOM), rule.check(case)
        # What no official text says may warn, but fail nobody's build.
        guessed = isinstance(answer, Verdict) and answer.unverified
        softened = rule.severity is Severity.ERROR and (guessed or article[0].islower())
        yield Judged(rule, Severity.WARNING if softened else rule.severity, article, answer)


def _kind_in_words(case: Case) -> str:
    """Return what the document is, in Vietnamese."""
    anatomy = case.anatomy
    if anatomy.is_appendix_only:
        return "phụ lục"
    if anatomy.title.type:
        return anatomy.title.type.name.lower()
    return anatomy.title.line.text.lower() if anatomy.title.line else "văn bản chưa rõ tên loại"
