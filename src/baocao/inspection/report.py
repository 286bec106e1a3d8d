"""The result of inspections for people and for machines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from baocao.inspection.guesses import guesses_text
from baocao.inspection.inspect import Inspection, Judged
from baocao.inspection.verdicts import NotFound, Outcome, Verdict
from baocao.model.form import Form
from baocao.model.messages import Severity
from baocao.report.json_text import json_text
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.visible import visible_line

VERSION: Final = 1
MOST_ALIKE: Final = 3
"""How many places that break one rule are shown in text; the others are counted."""
_OUTCOMES: Final = {
    Outcome.CONFORMS: "conform",
    Outcome.FAILS: "fail",
    Outcome.NOT_FOUND: "not_found",
    Outcome.NOT_APPLICABLE: "not_applicable",
}
"""How outcomes are called in JSON."""


def text_report(inspections: Sequence[Inspection], *, faults_only: bool = False) -> str:
    """Return one block for each file: a summary line, then what does not conform, then the rest."""
    blocks = (
        "\n".join(map(visible_line, _report_lines(inspection, faults_only=faults_only)))
        for inspection in inspections
    )
    return "\n\n".join(blocks) + "\n"


def _report_lines(inspection: Inspection, *, faults_only: bool) -> Iterator[str]:
    problem = inspection.unreadable
    if problem:
        yield inspection.file
        yield f"  {problem.code} lỗi: {problem.message}"
        yield f"  → {problem.advice}"
    else:
        source = f"; theo {inspection.form.name}" if inspection.form else ""
        yield f"{inspection.file} ({inspection.kind}{source})"
        if inspection.identity and inspection.identity.note:
            ending = " Không xét thể thức." if inspection.form is None else ""
            yield f"  {inspection.identity.note}.{ending}"
        if inspection.form and (guessed := guesses_text(inspection.form)):
            yield f"  Chưa kiểm chứng, chỉ cảnh báo: {guessed}."
        if inspection.judged:
            yield f"  {summary_text(inspection)}."
        yield from _wrong_lines(inspection)
        yield from () if faults_only else _other_lines(inspection)


def _wrong_lines(inspection: Inspection) -> Iterator[str]:
    """Yield what does not conform, and what should be there and was not found."""
    for judged in _with_outcome(inspection, Outcome.FAILS):
        yield from _failure_lines(judged, article_text(judged, inspection))
    for component, rules in missing_components(inspection).items():
        yield f"  ? Không tìm thấy {component} nên không xét được {', '.join(rules)}"


def missing_components(inspection: Inspection) -> dict[str, list[str]]:
    """Return what should be there and was not found, with the rules that could not be judged for it."""
    missing: dict[str, list[str]] = {}
    for judged in inspection.judged:
        if isinstance(judged.answer, NotFound):
            missing.setdefault(judged.answer.component, []).append(judged.rule.id)
    return missing


def _other_lines(inspection: Inspection) -> Iterator[str]:
    """Yield what conforms, and which rules do not apply."""
    for judged in _with_outcome(inspection, Outcome.CONFORMS):
        if judged.verdict:
            yield f"  ✓ {judged.rule.id} {judged.rule.title}: {judged.verdict.measured}"
    absent = [judged.rule.id for judged in _with_outcome(inspection, Outcome.NOT_APPLICABLE)]
    if absent:
        yield f"  - Không áp dụng: {', '.join(absent)}"


def _with_outcome(inspection: Inspection, outcome: Outcome) -> list[Judged]:
    return [judged for judged in inspection.judged if judged.outcome is outcome]


def summary_text(inspection: Inspection) -> str:
    """Return '62 quy tắc: 40 phù hợp, 2 không phù hợp (1 lỗi, 1 cảnh báo), 20 không áp dụng'."""
    numbers = Counter(judged.outcome for judged in inspection.judged)
    counts = [f"{inspection.count_broken(severity)} {severity.value}" for severity in Severity]
    shown = counts if inspection.count_broken(Severity.NOTE) else counts[:2]
    lost = numbers[Outcome.NOT_FOUND]
    said = (
        f"{count_text(numbers[Outcome.CONFORMS])} phù hợp",
        f"{numbers[Outcome.FAILS]} không phù hợp ({', '.join(shown)})",
        *([f"{lost} không tìm thấy"] if lost else []),
        f"{numbers[Outcome.NOT_APPLICABLE]} không áp dụng",
    )
    return f"{count_text(len(inspection.judged))} quy tắc: {', '.join(said)}"


def article_text(judged: Judged, inspection: Inspection) -> str:
    """Return the source of a rule: the form's article, or that it is only a custom."""
    form, cited = inspection.form, judged.article
    source = f"{form.short_name}, {cited}" if form and cited[0].isupper() else cited
    guessed = judged.verdict is not None and judged.verdict.unverified
    return f"{source} (chưa kiểm chứng)" if guessed else source


def _failure_lines(judged: Judged, source: str) -> Iterator[str]:
    verdict = judged.verdict
    if verdict is None:
        return
    yield f"  ✗ {judged.rule.id} {judged.severity.value}: {judged.rule.title}. Yêu cầu: {verdict.wants}"
    for fault in verdict.faults[:MOST_ALIKE]:
        guessed = " (chưa kiểm chứng)" if fault.unverified and not verdict.unverified else ""
        yield f"      {place_text(fault.part, fault.text)}: {fault.measured}{guessed}"
    yield from more_lines(len(verdict.faults))
    yield f"      Căn cứ: {source}"


def more_lines(number: int) -> Iterator[str]:
    """Yield how many of so many places are not shown."""
    if number > MOST_ALIKE:
        yield f"      … và {count_text(number - MOST_ALIKE)} chỗ khác"


def place_text(part: str, text: str) -> str:
    """Return where something stands: its part, and its first words if it has any."""
    return f'{part}, "{text}"' if text else part


def json_report(inspections: Sequence[Inspection], *, faults_only: bool = False) -> str:
    """Return a versioned object with every file, every rule (or every broken one) and every place."""
    files = [_file_object(inspection, faults_only=faults_only) for inspection in inspections]
    content = {"version": VERSION, "files": files}
    return json_text(content)


def _file_object(inspection: Inspection, *, faults_only: bool) -> dict[str, Any]:
    form, identity = inspection.form, inspection.identity
    return {
        "file": inspection.file,
        "problem": problem_object(inspection),
        "form": form.id if form else None,
        "unverified": form.unverified if form else None,
        "unverified_values": _guessed_values(form) if form else None,
        "kind": inspection.kind or None,
        "nature": identity.nature.name.lower() if identity else None,
        "note": (identity.note or None) if identity else None,
        "missing": missing_components(inspection),
        "summary": _outcome_counts(inspection),
        "rules": [
            _rule_object(judged_rule, inspection)
            for judged_rule in inspection.judged
            if judged_rule.outcome in {Outcome.FAILS, Outcome.NOT_FOUND} or not faults_only
        ],
    }


def problem_object(inspection: Inspection) -> dict[str, str] | None:
    """Return why a file could not be read, if so."""
    problem = inspection.unreadable
    if problem is None:
        return None
    return {"code": problem.code, "message": problem.message, "advice": problem.advice}


def _guessed_values(form: Form) -> dict[str, list[str]]:
    """Return the values of each component that come from no official text."""
    return {name: sorted(look.unverified) for name, look in form.components.items() if look.unverified}


def _outcome_counts(inspection: Inspection) -> dict[str, int]:
    judged = inspection.judged
    numbers = Counter(judged_rule.outcome for judged_rule in judged)
    return {
        "rules": len(judged),
        **{_OUTCOMES[outcome]: numbers[outcome] for outcome in Outcome},
        **{f"{severity.name.lower()}s": inspection.count_broken(severity) for severity in Severity},
    }


def _rule_object(judged: Judged, inspection: Inspection) -> dict[str, Any]:
    verdict = judged.verdict
    return {
        "id": judged.rule.id,
        "title": judged.rule.title,
        "basis": article_text(judged, inspection),
        "severity": judged.severity.name.lower(),
        "outcome": _OUTCOMES[judged.outcome],
        "wants": verdict.wants if verdict else None,
        "measured": _measured_text(verdict) if verdict else None,
        "faults": [fault._asdict() for fault in verdict.faults] if verdict else [],
    }


def _measured_text(verdict: Verdict) -> str:
    """Return what was measured: of a broken rule what its first place has, unless that place is quoted."""
    quoted = any(fault.text and verdict.measured.startswith(fault.text[:-1]) for fault in verdict.faults)
    return verdict.measured if quoted or not verdict.faults else verdict.faults[0].measured
