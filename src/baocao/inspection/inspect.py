"""The inspection of one file: read, taken apart, judged by the form that it has to keep."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from baocao.foreign.faults import UnreadableError
from baocao.inspection.anatomy import take_apart
from baocao.inspection.head import read_head
from baocao.inspection.reading import Docx, read_docx
from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import Case, Rule, Verdict
from baocao.model.form import Family, Form
from baocao.model.messages import Severity
from baocao.source.forms import form_of, load_form

_DATE: Final = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)


class Judged(NamedTuple):
    """A rule, how grave a breach of it is in this document, and its verdict; None: not applicable."""

    rule: Rule
    severity: Severity
    verdict: Verdict | None

    @property
    def conforms(self) -> bool:
        """Whether the rule applies and is kept."""
        return self.verdict is not None and not self.verdict.faults

    @property
    def fails(self) -> bool:
        """Whether the rule applies and is not kept."""
        return self.verdict is not None and bool(self.verdict.faults)


class Inspection(NamedTuple):
    """The result for one file; `unreadable` tells why there is none, `form` by which form it was judged."""

    file: str
    form: Form | None
    kind: str
    judged: tuple[Judged, ...]
    unreadable: UnreadableError | None = None

    @property
    def has_errors(self) -> bool:
        """Whether anything makes the command fail."""
        return self.unreadable is not None or self.count(Severity.ERROR) > 0

    def count(self, severity: Severity) -> int:
        """Return how many rules of a severity are broken."""
        return sum(each.fails and each.severity is severity for each in self.judged)


def inspect(name: str, data: bytes) -> Inspection:
    """Inspect the DOCX `data`; whatever it holds, the result is a report."""
    try:
        docx = read_docx(data)
    except UnreadableError as problem:
        return Inspection(name, None, "", (), problem)
    form = form_for(docx)
    case = Case(docx, take_apart(docx, form), form)
    return Inspection(name, form, _kind(case), tuple(_judge(case, RULES)))


def form_for(docx: Docx) -> Form:
    """Return the form whose family the heading names and that was in force on the document's day."""
    state = load_form()
    head = read_head(docx.paragraphs, state)
    if not head.is_party:
        return state
    return form_of(Family.PARTY, _day(head.date.text if head.date else "", docx.created))


def _day(text: str, otherwise: date | None) -> date:
    """Return the day that a letterhead gives; a draft without one keeps the form of its making."""
    found = _DATE.search(text)
    try:
        day, month, year = (int(part) for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        return otherwise or date.max


def _judge(case: Case, rules: Iterable[Rule]) -> Iterable[Judged]:
    for rule in rules:
        softened = case.form.unverified and rule.severity is Severity.ERROR
        yield Judged(rule, Severity.WARNING if softened else rule.severity, rule.check(case))


def _kind(case: Case) -> str:
    """Return what the document is, in Vietnamese."""
    anatomy = case.anatomy
    if anatomy.is_appendix_only:
        return "phụ lục"
    if anatomy.title.type:
        return anatomy.title.type.name.lower()
    return anatomy.title.line.text.lower() if anatomy.title.line else "văn bản chưa rõ tên loại"
