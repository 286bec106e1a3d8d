"""Diagnostics as Markdown for a merge request: the summary, the worst first, repeats folded."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from baocao.features.check.left_out import left_out_lines
from baocao.features.check.looks import look_markdown
from baocao.features.check.record import Case, Report
from baocao.model.diagnostic import Diagnostic
from baocao.model.owed import Receipt
from baocao.report.markdown_text import code_markdown, plain_markdown
from baocao.report.text import MOST_ALIKE, diagnostic_kind, severity_summary
from baocao.vietnamese.counts import count_text

LIMIT: Final = 60_000
"""Characters; a comment on GitHub holds 65 536, on GitLab far more."""


def markdown_report(report: Report, limit: int = LIMIT) -> str:
    """Return at most about `limit` characters; what has no room is counted."""
    head = "\n".join([*_head_lines(report), ""])
    # What was left out is made first: it must be told, however little room is left for the rest.
    foot = "".join(f"\n- {plain_markdown(line)}" for line in left_out_lines(report))
    foot = f"\n### Bỏ qua\n{foot}\n" if foot else ""
    foot = f"{look_markdown(report)}{foot}"
    return f"{head}{_diagnostics_part(report, limit - len(head) - len(foot))}{foot}"


def _head_lines(report: Report) -> Iterator[str]:
    failed = report.has_errors or report.lacks_something
    yield f"## {'Không đạt' if failed else 'Đạt'}: {severity_summary(report.found)}"
    if report.cases:
        yield ""
        yield "| Chỉ đạo | Kỳ | Phải báo cáo | Đã báo cáo | Đạt |"
        yield "| --- | --- | ---: | ---: | ---: |"
    for (directive, name, period), group in groupby(
        report.cases, key=lambda case: (case.directive, case.directive_name, case.period)
    ):
        numbers = _case_counts(report, list(group))
        yield f"| {plain_markdown(name)} ({plain_markdown(directive)}) | {period} | {numbers} |"


def _case_counts(report: Report, cases: list[Case]) -> str:
    received = [case for case in cases if case.receipt is not Receipt.MISSING]
    passed = [case for case in received if not any(map(report.makes_fail, case.found))]
    return f"{count_text(len(cases))} | {count_text(len(received))} | {count_text(len(passed))}"


def _diagnostics_part(report: Report, limit: int) -> str:
    """Return the diagnostics, those of one kind together under a heading, as far as there is room."""
    parts: list[str] = []
    left = limit
    told = 0
    ordered = sorted(
        report.found, key=lambda diagnostic: (diagnostic.severity.rank, diagnostic_kind(diagnostic))
    )
    for _, group in groupby(ordered, key=diagnostic_kind):
        alike = list(group)
        part, count = _kind_part(report, alike, left)
        parts.append(part)
        left -= len(part)
        told += count
    if told < len(report.found):
        rest = count_text(len(report.found) - told)
        parts.append(f"\n**… và {rest} vấn đề khác không in ở đây vì quá dài; xem bằng `baocao check`.**\n")
    return "".join(parts)


def _kind_part(report: Report, alike: list[Diagnostic], room: int) -> tuple[str, int]:
    """Return what there is to say of diagnostics of one kind, and how many of them were said."""
    first = alike[0]
    head = f"\n### {first.code} {first.severity.value} ({count_text(len(alike))})\n\n"
    items = [_diagnostic_item(report, diagnostic) for diagnostic in alike]
    fold = "\n</details>\n"
    shown = _fitting_items(items[:MOST_ALIKE], room - len(head))
    # A heading under which nothing has room would say nothing.
    if not shown:
        return "", 0
    text = head + "".join(shown)
    rest = items[MOST_ALIKE:] if len(shown) == len(items[:MOST_ALIKE]) else []
    opening = f"\n<details><summary>… và {count_text(len(rest))} chỗ khác</summary>\n\n"
    more = _fitting_items(rest, room - len(text) - len(opening) - len(fold))
    if more:
        text += f"{opening}{''.join(more)}{fold}"
    return text, len(shown) + len(more)


def _fitting_items(items: Iterable[str], room: int) -> list[str]:
    fitting = []
    for item in items:
        room -= len(item)
        if room < 0:
            break
        fitting.append(item)
    return fitting


def _diagnostic_item(report: Report, diagnostic: Diagnostic) -> str:
    place = (
        f"{code_markdown(f'{report.repo_path(diagnostic.place.file)}:{diagnostic.place.line}')} "
        if diagnostic.place
        else ""
    )
    lines = [f"- {place}{plain_markdown(diagnostic.message)}", f"  → {plain_markdown(diagnostic.advice)}"]
    lines += [
        f"  ({plain_markdown(label)}: {code_markdown(f'{report.repo_path(other.file)}:{other.line}')})"
        for label, other in diagnostic.related
    ]
    if diagnostic.rule:
        lines.append(f"  *Quy tắc: {code_markdown(diagnostic.rule.id)}*")
    if diagnostic.basis:
        lines.append(f"  *Căn cứ: {plain_markdown(diagnostic.basis)}*")
    return "  \n".join(lines) + "\n"
