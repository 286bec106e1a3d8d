"""What became of the files that came in, told once: a line for each, what is to be mended, the way back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from baocao.features.exchange.filled.importing import Judged
from baocao.features.exchange.filled.records import FileResult, Finding, Outcome
from baocao.features.exchange.filled.returning import finding_text
from baocao.report.outline import Fact, Item, Node, Outline, Row, Section, Tone
from baocao.vietnamese.counts import count_text

VERSION: Final = 1
MOST_FAULTS: Final = 30
"""What is wrong in one file is told up to here; the file that goes back has all of it."""
MOST_NOTES: Final = 12
_LONGEST_NAME: Final = 40
_ORDER: Final = (
    *(Outcome.FAULTY, Outcome.TWICE, Outcome.WRONG, Outcome.NO_FORM, Outcome.UNREADABLE),
    *(Outcome.UNCHANGED, Outcome.IMPORTED),
)
"""What somebody has to look after comes first."""
_KEYS: Final = {
    Outcome.IMPORTED: "imported",
    Outcome.UNCHANGED: "unchanged",
    Outcome.FAULTY: "faulty",
    Outcome.TWICE: "duplicate",
    Outcome.WRONG: "wrong",
    Outcome.NO_FORM: "no_form",
    Outcome.UNREADABLE: "unreadable",
}


def import_outline(judged: Judged, *, dry_run: bool) -> Outline:
    """Return what became of the files."""
    return Outline(tuple(_nodes(judged, dry_run=dry_run)))


def _nodes(judged: Judged, *, dry_run: bool) -> Iterator[Node]:
    period = judged.period.id if judged.period else ""
    title = f"{'Xem trước việc nhập' if dry_run else 'Nhập'} biểu{f' kỳ {period}' if period else ''}"
    yield Fact(key="version", value=VERSION)
    yield Fact(key="period", value=period or None)
    yield Fact(title, "dry_run", dry_run, tone=Tone.TITLE)
    ordered = sorted(judged.results, key=lambda result: (_ORDER.index(result.outcome), result.name))
    rows = [Item(Row(_row_of(result)), _file_data(result)) for result in ordered]
    yield Section("files", "Tệp", rows, rows, len(rows), counted="")
    for result in ordered:
        yield from _finding_sections(result)
    yield Fact(_summary(judged.results), gap=True)


def _row_of(result: FileResult) -> tuple[str, str, str]:
    name = result.name if len(result.name) <= _LONGEST_NAME else f"…{result.name[1 - _LONGEST_NAME :]}"
    return name, result.outcome.value, _told_briefly(result)


def _told_briefly(result: FileResult) -> str:
    if result.outcome is Outcome.FAULTY:
        return f"{_who(result)}{count_text(len(result.faults))} chỗ cần sửa"
    if result.outcome is Outcome.IMPORTED:
        new = f"{count_text(result.filled)} điều mới"
        replaced = f", thay {count_text(result.replaced)} điều đã có" if result.replaced else ""
        return f"{_who(result)}{new}{replaced}"
    reason = "; ".join(filter(None, (result.reason, result.todo)))
    return f"{_who(result)}{reason}" if reason else _who(result).rstrip(": ")


def _who(result: FileResult) -> str:
    return f"{result.unit.name}: " if result.unit else ""


def _finding_sections(result: FileResult) -> Iterator[Section]:
    """Yield what is wrong in a file, else what is to be known of it."""
    if result.faults:
        items = [Item(finding_text(finding)) for finding in result.faults]
        told = [*items[:MOST_FAULTS], *_rest(items, MOST_FAULTS)]
        yield Section("", result.name, (), told, len(items))
    elif result.findings and result.outcome is not Outcome.UNCHANGED:
        items = [Item(finding_text(finding)) for finding in result.findings]
        most = MOST_FAULTS if result.outcome is Outcome.TWICE else MOST_NOTES
        yield Section("", result.name, (), [*items[:most], *_rest(items, most)], None)


def _rest(items: Sequence[Item], most: int) -> Iterator[Item]:
    if len(items) > most:
        yield Item(f"… và {count_text(len(items) - most)} điều khác")


def _summary(results: Sequence[FileResult]) -> str:
    counts = Counter(result.outcome for result in results)
    parts = [
        f"{count_text(counts[outcome])} {outcome.value}" for outcome in reversed(_ORDER) if counts[outcome]
    ]
    return f"{count_text(len(results))} tệp: {', '.join(parts)}." if parts else "Không có tệp nào để nhập."


def _file_data(result: FileResult) -> Any:
    return {
        "file": result.name,
        "outcome": _KEYS[result.outcome],
        "unit": result.unit.id if result.unit else None,
        "reason": "; ".join(filter(None, (result.reason, result.todo))) or None,
        "new": result.filled,
        "replaced": result.replaced,
        "findings": [_finding_data(finding) for finding in result.findings],
    }


def _finding_data(finding: Finding) -> Any:
    return {
        "cell": finding.name or None,
        "label": finding.label or None,
        "text": finding.text,
        "fault": finding.fault,
    }
