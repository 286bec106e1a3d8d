"""What units wrote in words, sentence by sentence, and the small facts beside it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from baocao.features.diff.records import FactChange, TextChange
from baocao.figures.shown import rank_text
from baocao.model.citation import Citation
from baocao.model.directive import Directive
from baocao.model.place import Place
from baocao.model.submission import (
    Circulation,
    Control,
    Issue,
    Remark,
    Submission,
    TaskReport,
    Urgency,
)
from baocao.model.unit import Unit
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.numbers import number_text
from baocao.vietnamese.sentences import changed_sentences, moved_between

_TASK_TEXTS: Final = {
    "result": "kết quả",
    "plan": "dự kiến",
    "difficulty": "vướng mắc",
    "recommendation": "kiến nghị",
    "late_reason": "lý do chậm",
}
ISSUED_KEYS: Final = {
    "number": "số",
    "day": "ngày",
    "signer": "người ký",
    "addressees": "kính gửi",
    "recipients": "nơi nhận",
    "mandates": "thực hiện văn bản",
    "urgency": "độ khẩn",
    "circulation": "lưu hành",
    "drafted_by": "người soạn",
    "copies": "số bản",
    "edition": "lần dự thảo",
    "outside": "ngoài baocao",
}
"""What is said of issuing a document, as sentences call it."""
_OF_PEOPLE: Final = tuple(f", {ISSUED_KEYS[field]}" for field in ("signer", "drafted_by"))
_ISSUED: Final = "phát hành"
MARKS: Final[Mapping[str, str]] = {
    Urgency.FLASH: "hỏa tốc",
    Urgency.HIGH: "thượng khẩn",
    Urgency.URGENT: "khẩn",
    Circulation.WITHDRAW: "tài liệu thu hồi",
    Circulation.RETURN_AFTER: "xong hội nghị trả lại",
    Circulation.RETURN: "xem xong trả lại",
    Circulation.INTERNAL: "lưu hành nội bộ",
    Circulation.MEETING: "tài liệu hội nghị",
    Circulation.UNPUBLISHED: "không phổ biến trên các phương tiện thông tin đại chúng",
}
"""What is framed on a document, as sentences call it."""
Texts = Mapping[str, tuple[str, Place]]
_NO_TEXT: Final = ("", None)


def text_changes(
    unit: Unit, old: Submission, new: Submission, directives: Mapping[str, Directive]
) -> Iterator[TextChange]:
    """Yield the texts of which sentences changed or moved, in the order of the submission."""
    before, now = _texts_by_part(old, directives), _texts_by_part(new, directives)
    changed = {}
    for part in dict.fromkeys([*now, *before]):
        was, is_ = (side.get(part, _NO_TEXT)[0] for side in (before, now))
        if any(sentences := changed_sentences(was, is_)):
            changed[part] = sentences
    for part, sentences in moved_between(changed).items():
        if any(sentences):
            yield TextChange(unit, part, sentences, (now.get(part) or before[part])[1])


def _texts_by_part(submission: Submission, directives: Mapping[str, Directive]) -> Texts:
    return {
        **{part: text for name in directives for part, text in _texts_of_tasks(name, submission)},
        **{
            part: text
            for directive in directives.values()
            for part, text in _texts_of_narratives(directive, submission)
        },
        **_texts_of_remarks("vướng mắc", submission.difficulties, directives),
        **_texts_of_remarks("kiến nghị", submission.recommendations, directives),
    }


def _texts_of_tasks(directive: str, submission: Submission) -> Iterator[tuple[str, tuple[str, Place]]]:
    for task, report in submission.tasks.get(directive, {}).items():
        for field, name in _TASK_TEXTS.items():
            text = getattr(report, field)
            if text:
                yield f"{directive}, nhiệm vụ {task}, {name}", (text, report.at)


def _texts_of_narratives(
    directive: Directive, submission: Submission
) -> Iterator[tuple[str, tuple[str, Place]]]:
    own = submission.narratives.get(directive.id, {})
    titles = {item.id: item.title for item in directive.outline} if own else {}
    for item, narrative in own.items():
        yield (
            f"{directive.id}, mục {item}: {titles.get(item, '')}".rstrip(": "),
            (narrative.text, narrative.at),
        )


def _texts_of_remarks(
    kind: str, remarks: Mapping[str, tuple[Remark, ...]], directives: Mapping[str, Directive]
) -> Texts:
    by_part: dict[str, tuple[str, Place]] = {}
    for name in directives:
        for remark in remarks.get(name, ()):
            label = directives[name].concerns.get(remark.concern, remark.concern)
            part = f"{name}, {kind}: {label}"
            text, at = by_part.get(part, ("", remark.at))
            by_part[part] = (f"{text}\n\n{remark.text}".strip(), at)
    return by_part


def text_lines(submission: Submission, directives: Mapping[str, Directive]) -> Iterator[tuple[str, str]]:
    """Yield every text of a submission with what it is called."""
    yield from ((part, text) for part, (text, _) in _texts_by_part(submission, directives).items())


def fact_lines(submission: Submission) -> Iterator[tuple[str, str]]:
    """Yield every small fact of a submission with what it is called."""
    yield from ((part, text) for part, (text, _) in _facts_by_part(submission, {}, versions=True).items())


def fact_changes(
    unit: Unit, old: Submission, new: Submission, names: Mapping[str, str], *, versions: bool
) -> Iterator[FactChange]:
    """Yield the small facts that changed; what belongs to one period is compared in versions of it only.

    `names` are those of indicators by id.
    """
    before, now = (_facts_by_part(submission, names, versions=versions) for submission in (old, new))
    for part in dict.fromkeys([*now, *before]):
        was, is_ = (side.get(part, ("", None)) for side in (before, now))
        if was[0] != is_[0]:
            yield FactChange(unit, part, was[0], is_[0], is_[1] or was[1])


Facts = dict[str, tuple[str, Place | None]]


def _facts_by_part(submission: Submission, names: Mapping[str, str], *, versions: bool) -> Facts:
    facts: Facts = {
        f"văn bản {name}": (_citation_text(citation), citation.at)
        for name, citation in submission.citations.items()
    }
    if not versions:
        return facts
    window = submission.window
    if window:
        facts["chốt đến"] = (short_date(window.end), submission.at)
        if window.start:
            facts["từ ngày"] = (short_date(window.start), submission.at)
    for name, issue in submission.issues.items():
        facts.update(
            {f"{_ISSUED} {name}, {key}": (text, submission.at) for key, text in _issue_facts(issue)}
        )
    for name, control in submission.controls.items():
        facts[f"đối chiếu {names.get(name, name)}"] = (_control_text(control), control.at)
    for name, reason in submission.reasons.items():
        facts[f"giải trình {names.get(name, name)}"] = (reason.text, reason.at)
    facts.update(_finish_days(submission.tasks))
    return facts


def names_people(change: FactChange) -> bool:
    """Tell whether a fact says who signs or drafted a document."""
    return change.part.startswith(f"{_ISSUED} ") and change.part.endswith(_OF_PEOPLE)


def _finish_days(tasks: Mapping[str, Mapping[str, TaskReport]]) -> Iterator[tuple[str, tuple[str, Place]]]:
    for directive, reports in tasks.items():
        for task, report in reports.items():
            if report.finished:
                day = short_date(report.finished)
                yield f"{directive}, nhiệm vụ {task}, ngày hoàn thành", (day, report.at)


def _citation_text(citation: Citation) -> str:
    day = f"ngày {short_date(citation.day)}" if citation.day else None
    number = f"số {citation.number}" if citation.number else None
    expired = f"hết hiệu lực từ ngày {short_date(citation.expired)}" if citation.expired else None
    instead = f"thay bằng {', '.join(citation.replaced_by)}" if citation.replaced_by else None
    parts = (number, day, citation.issuer, citation.subject, expired, instead)
    return ", ".join([citation.type_name, *filter(None, parts)])


def _issue_facts(issue: Issue) -> Iterator[tuple[str, str]]:
    for field, name in ISSUED_KEYS.items():
        value = getattr(issue, field)
        if value is not None and value not in ("", ()):
            yield name, _fact_text(field, value)


def _fact_text(field: str, value: object) -> str:
    match value:
        case tuple():
            return "; ".join(map(str, value))
        case date():
            return short_date(value)
        case int() if field == "copies":
            return count_text(value)
        case _:
            return MARKS.get(str(value), str(value))


def _control_text(control: Control) -> str:
    rank = f"hạng {rank_text(control.rank)}" if control.rank else ""
    return " ".join(filter(None, (number_text(control.value) if control.value is not None else "", rank)))
