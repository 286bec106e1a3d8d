"""The inspection of one file: read, taken apart, judged by the form that it has to keep."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from baocao.foreign.faults import UnreadableError
from baocao.inspection.anatomy import take_apart
from baocao.inspection.families import form_for
from baocao.inspection.kinds import Identity, identify_document
from baocao.inspection.places import gather_places
from baocao.inspection.reading import Docx, read_docx
from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import Answer, Case, NotFound, Outcome, Rule, Verdict
from baocao.model.form import Form
from baocao.model.messages import Severity

CUSTOM: Final = "thông lệ"
"""Where a rule is from that a form names no article for."""


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

    What is no document of the form has an `identity` that says so, no form, and only the rules that are for
    anything that people write.
    """

    file: str
    form: Form | None
    identity: Identity | None
    judged: tuple[Judged, ...]
    unreadable: UnreadableError | None = None

    @property
    def kind(self) -> str:
        """What the file is, in words."""
        return self.identity.name if self.identity else ""

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
        case = make_case(read_docx(data), units)
    except UnreadableError as problem:
        return Inspection(name, None, None, (), problem)
    return inspection_of(name, Judgement(case))


def inspection_of(name: str, judgement: "Judgement", rules: Iterable[str] | None = None) -> Inspection:
    """Return what rules say of a document: those of some ids, or all."""
    case = judgement.case
    form = case.form if case.identity.is_judged else None
    judged = map(judgement.judge_rule, _RULES_BY_ID if rules is None else rules)
    return Inspection(name, form, case.identity, tuple(filter(None, judged)))


class Judgement:
    """What rules say of a document that was read, each asked once, and only when it is wanted."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._known: dict[str, Judged | None] = {}

    def judge_rule(self, name: str) -> Judged | None:
        """Return what the rule of an id says; None for one that is not for the document."""
        if name not in self._known:
            rule = _RULES_BY_ID.get(name)
            self._known[name] = _judge_rule(self.case, rule) if rule else None
        return self._known[name]


_RULES_BY_ID: Final = {rule.id: rule for rule in RULES}


def make_case(docx: Docx, units: Iterable[str] = ()) -> Case:
    """Return a document with all that rules look at."""
    form = form_for(docx)
    anatomy = take_apart(docx, form)
    identity = identify_document(docx, anatomy, form)
    return Case(docx, anatomy, form, identity, gather_places(units))


def _judge_rule(case: Case, rule: Rule) -> Judged | None:
    nature = case.identity.nature
    if nature not in rule.scope and not case.identity.is_judged:
        return None
    article = case.form.articles.get(rule.id, CUSTOM)
    answer = rule.check(case) if nature in rule.scope else None
    # What no official text says may warn, but fail nobody's build.
    guessed = isinstance(answer, Verdict) and answer.unverified
    softened = rule.severity is Severity.ERROR and (guessed or article[0].islower())
    named = rule if case.is_state or not rule.of_party else rule._replace(title=rule.of_party)
    return Judged(named, Severity.WARNING if softened else rule.severity, article, answer)
