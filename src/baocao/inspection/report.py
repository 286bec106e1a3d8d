"""The result of inspections for people and for machines."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from baocao.inspection.inspect import Inspection, Judged
from baocao.inspection.verdicts import Fault
from baocao.model.messages import Severity
from baocao.report.json_text import json_text
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.visible import visible_line

VERSION: Final = 1
MOST_ALIKE: Final = 3
"""How many places that break one rule are shown in text; the others are counted."""
_DECREE: Final = "NĐ 30/2020/NĐ-CP"


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
        return
    if inspection.paper:
        yield f"{inspection.file} ({inspection.kind})"
        yield f"  Tài liệu phục vụ họp, không phải loại văn bản của {_DECREE} nên không xét thể thức."
        return
    form = inspection.form
    name = f"{form.name}{', chưa kiểm chứng' if form.unverified else ''}" if form else ""
    yield f"{inspection.file} ({inspection.kind}; theo {name})"
    yield f"  {summary_text(inspection)}."
    for judged in inspection.judged:
        if judged.fails:
            yield from _failure_lines(judged, article_text(judged, inspection))
    if faults_only:
        return
    for judged in inspection.judged:
        if judged.conforms and judged.verdict:
            yield f"  ✓ {judged.rule.id} {judged.rule.title}: {judged.verdict.measured}"
    absent = [judged.rule.id for judged in inspection.judged if judged.verdict is None]
    if absent:
        yield f"  - Không áp dụng: {', '.join(absent)}"


def summary_text(inspection: Inspection) -> str:
    """Return '62 quy tắc: 40 phù hợp, 2 không phù hợp (1 lỗi, 1 cảnh báo), 20 không áp dụng'."""
    judged = inspection.judged
    fails = sum(judged_rule.fails for judged_rule in judged)
    counts = [f"{inspection.count_broken(severity)} {severity.value}" for severity in Severity]
    shown = counts if inspection.count_broken(Severity.NOTE) else counts[:2]
    absent = sum(judged_rule.verdict is None for judged_rule in judged)
    return (
        f"{count_text(len(judged))} quy tắc: {count_text(len(judged) - fails - absent)} phù hợp, "
        f"{fails} không phù hợp ({', '.join(shown)}), {absent} không áp dụng"
    )


def article_text(judged: Judged, inspection: Inspection) -> str:
    """Return the source of a rule: the decree's article, the form's name, or that it is only a custom."""
    form = inspection.form
    if form and form.unverified:
        return f"{form.name}, chưa kiểm chứng"
    cited = judged.rule.article
    return f"{_DECREE}, {cited}" if cited[0].isupper() else cited


def _failure_lines(judged: Judged, source: str) -> Iterator[str]:
    verdict = judged.verdict
    if verdict is None:
        return
    yield f"  ✗ {judged.rule.id} {judged.severity.value}: {judged.rule.title}. Yêu cầu: {verdict.wants}"
    for fault in verdict.faults[:MOST_ALIKE]:
        yield f"      {_place_text(fault)}: {fault.measured}"
    if len(verdict.faults) > MOST_ALIKE:
        yield f"      … và {count_text(len(verdict.faults) - MOST_ALIKE)} chỗ khác"
    yield f"      Căn cứ: {source}"


def _place_text(fault: Fault) -> str:
    return f'{fault.part}, "{fault.text}"' if fault.text else fault.part


def json_report(inspections: Sequence[Inspection], *, faults_only: bool = False) -> str:
    """Return a versioned object with every file, every rule (or every broken one) and every place."""
    files = [_file_object(inspection, faults_only=faults_only) for inspection in inspections]
    content = {"version": VERSION, "files": files}
    return json_text(content)


def _file_object(inspection: Inspection, *, faults_only: bool) -> dict[str, Any]:
    problem, form = inspection.unreadable, inspection.form
    return {
        "file": inspection.file,
        "problem": {"code": problem.code, "message": problem.message, "advice": problem.advice}
        if problem
        else None,
        "form": form.id if form else None,
        "unverified": form.unverified if form else None,
        "kind": inspection.kind or None,
        "summary": _outcome_counts(inspection),
        "rules": [
            _rule_object(judged_rule, inspection)
            for judged_rule in inspection.judged
            if judged_rule.fails or not faults_only
        ],
    }


def _outcome_counts(inspection: Inspection) -> dict[str, int]:
    judged = inspection.judged
    return {
        "rules": len(judged),
        "conform": sum(judged_rule.conforms for judged_rule in judged),
        "fail": sum(judged_rule.fails for judged_rule in judged),
        "not_applicable": sum(judged_rule.verdict is None for judged_rule in judged),
        **{f"{severity.name.lower()}s": inspection.count_broken(severity) for severity in Severity},
    }


def _rule_object(judged: Judged, inspection: Inspection) -> dict[str, Any]:
    verdict = judged.verdict
    return {
        "id": judged.rule.id,
        "title": judged.rule.title,
        "basis": article_text(judged, inspection),
        "severity": judged.severity.name.lower(),
        "outcome": "not_applicable" if verdict is None else "fail" if verdict.faults else "conform",
        "wants": verdict.wants if verdict else None,
        "measured": verdict.measured if verdict else None,
        "faults": [fault._asdict() for fault in verdict.faults] if verdict else [],
    }
