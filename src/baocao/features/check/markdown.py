"""Diagnostics as Markdown for a merge request: the summary, the worst first, repeats folded."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from baocao.features.check.left_out import left_out
from baocao.features.check.record import Case, Report
from baocao.model.diagnostic import Diagnostic
from baocao.model.owed import Receipt
from baocao.report.markdown_text import code, plain
from baocao.report.text import MOST_ALIKE, kind, summary
from baocao.vietnamese.counts import count_text

LIMIT: Final = 60_000
"""Characters; a comment on GitHub holds 65 536, on GitLab far more."""


def markdown_report(report: Report, limit: int = LIMIT) -> str:
    """Return at most about `limit` characters; what has no room is counted."""
    head = "\n".join([*_head(report), ""])
    foot = "".join(f"\n- {plain(line)}" for line in left_out(report))
    foot = f"\n### Bỏ qua\n{foot}\n" if foot else ""
    return f"{head}{_body(report, limit - len(head) - len(foot))}{foot}"


def _head(report: Report) -> Iterator[str]:
    failed = report.has_errors or report.lacks_something
    yield f"## {'Không đạt' if failed else 'Đạt'}: {summary(report.found)}"
    if report.cases:
        yield ""
        yield "| Chỉ đạo | Kỳ | Phải báo cáo | Đã báo cáo | Đạt |"
        yield "| --- | --- | ---: | ---: | ---: |"
    for (directive, name, period), group in groupby(
        report.cases, key=lambda case: (case.directive, case.directive_name, case.period)
    ):
        yield f"| {plain(name)} ({plain(directive)}) | {period} | {_numbers(report, list(group))} |"


def _numbers(report: Report, cases: list[Case]) -> str:
    received = [case for case in cases if case.receipt is not Receipt.MISSING]
    passed = [case for case in received if not any(map(report.fails, case.found))]
    return f"{count_text(len(cases))} | {count_text(len(received))} | {count_text(len(passed))}"


def _body(report: Report, limit: int) -> str:
    """Return the diagnostics, those of one kind together under a heading, as far as there is room."""
    parts: list[str] = []
    left = limit
    told = 0
    ordered = sorted(report.found, key=lambda found: (found.severity.rank, kind(found)))
    for _, group in groupby(ordered, key=kind):
        alike = list(group)
        part, count = _kind(report, alike, left)
        parts.append(part)
        left -= len(part)
        told += count
    if told < len(report.found):
        rest = count_text(len(report.found) - told)
        parts.append(f"\n**… và {rest} vấn đề khác không in ở đây vì quá dài; xem bằng `baocao check`.**\n")
    return "".join(parts)


def _kind(report: Report, alike: list[Diagnostic], room: int) -> tuple[str, int]:
    """Return what there is to say of diagnostics of one kind, and how many of them were said."""
    first = alike[0]
    head = f"\n### {first.code} {first.severity.value} ({count_text(len(alike))})\n\n"
    items = [_item(report, found) for found in alike]
    fold = "\n</details>\n"
    shown = _fitting(items[:MOST_ALIKE], room - len(head))
    if not shown:
        return "", 0
    text = head + "".join(shown)
    rest = items[MOST_ALIKE:] if len(shown) == len(items[:MOST_ALIKE]) else []
    opening = f"\n<details><summary>… và {count_text(len(rest))} chỗ khác</summary>\n\n"
    more = _fitting(rest, room - len(text) - len(opening) - len(fold))
    if more:
        text += f"{opening}{''.join(more)}{fold}"
    return text, len(shown) + len(more)


def _fitting(items: Iterable[str], room: int) -> list[str]:
    found = []
    for item in items:
        room -= len(item)
        if room < 0:
            break
        found.append(item)
    return found


def _item(report: Report, found: Diagnostic) -> str:
    place = f"{code(f'{report.path(found.place.file)}:{found.place.line}')} " if found.place else ""
    lines = [f"- {place}{plain(found.message)}", f"  → {plain(found.advice)}"]
    lines += [
        f"  ({plain(label)}: {code(f'{report.path(other.file)}:{other.line}')})"
        for label, other in found.related
    ]
    if found.rule:
        lines.append(f"  *Quy tắc: {code(found.rule.id)}*")
    if found.basis:
        lines.append(f"  *Căn cứ: {plain(found.basis)}*")
    return "  \n".join(lines) + "\n"
