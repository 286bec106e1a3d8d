"""Why documents cannot be official, as a terminal shows it: by document and unit, what stops most first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final

from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.workspace import SourceFile, Workspace
from baocao.pipeline.making import Refusal
from baocao.report.text import text_report
from baocao.rules.accepted import NOT_COME, gap_key
from baocao.source.characters import NBSP
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import first_few

COLUMNS: Final = 80
MOST_DOCUMENTS: Final = 8
MOST_UNITS: Final = 8
MOST_NAMES: Final = 8
MOST_PARTS: Final = 3
_PARTS: Final = {"chi_tieu": "số liệu", "nhiem_vu": "nhiệm vụ", "noi_dung": "mục"}
_UNREADABLE: Final = "BC705"


def refusal_lines(
    refusals: Sequence[Refusal], workspace: Workspace, files: Mapping[str, SourceFile]
) -> Iterator[str]:
    """Yield what keeps each document from being official; of many documents the rest is counted."""
    ordered = sorted(refusals, key=lambda refusal: -_units_behind(refusal))
    for refusal in ordered[:MOST_DOCUMENTS]:
        yield from _document_lines(refusal, workspace, files)
        yield ""
    if len(ordered) > MOST_DOCUMENTS:
        count = sum(len(refusal.documents) for refusal in ordered[MOST_DOCUMENTS:])
        yield f"… và {count_text(count)} văn bản khác chưa lập được; chạy baocao check để xem."
        yield ""


def can_be_accepted(refusals: Iterable[Refusal]) -> bool:
    """Tell whether a document that speaks for others only lacks what somebody may accept as missing."""
    return any(
        refusal.documents[0].consolidated and all(gap_key(reason) is not None for reason in refusal.reasons)
        for refusal in refusals
    )


def _units_behind(refusal: Refusal) -> int:
    """Return of how many units the reasons are; a document that speaks for others comes before its own."""
    spoken_for = any(document.consolidated for document in refusal.documents)
    return len({reason.unit for reason in refusal.reasons}) + 1_000_000 * spoken_for


def _document_lines(
    refusal: Refusal, workspace: Workspace, files: Mapping[str, SourceFile]
) -> Iterator[str]:
    stems = [document.file_stem for document in refusal.documents]
    yield from _wrapped_line(f"{first_few(stems, MOST_NAMES, 'văn bản')}:", "")
    errors = [reason for reason in refusal.reasons if reason.severity is Severity.ERROR]
    report = text_report(errors, files, COLUMNS - 6).rstrip()
    yield from (f"  {line}".rstrip() for line in report.split("\n") if report)
    missing = [reason for reason in refusal.reasons if reason.severity is not Severity.ERROR]
    yield from _silent_lines(missing, workspace)
    yield from _lacking_lines(missing, workspace)
    told = {NOT_COME, _UNREADABLE}
    rest = [reason for reason in missing if reason.code not in told and not gap_key(reason)]
    yield from (line for reason in rest for line in _wrapped_line(f"{reason.message} {reason.advice}"))


def _silent_lines(missing: Iterable[Diagnostic], workspace: Workspace) -> Iterator[str]:
    by_code: dict[str, list[str]] = {NOT_COME: [], _UNREADABLE: []}
    for reason in missing:
        if reason.code in by_code:
            by_code[reason.code].append(_unit_name(reason.unit, workspace))
    for code, words in ((_UNREADABLE, "Không đọc được báo cáo của"), (NOT_COME, "Chưa báo cáo")):
        names = by_code[code]
        if names:
            told = first_few(names, MOST_NAMES, "đơn vị")
            yield from _wrapped_line(f"{words} ({count_text(len(names))} đơn vị): {told}.")


def _lacking_lines(missing: Iterable[Diagnostic], workspace: Workspace) -> Iterator[str]:
    """Yield what the reports lack, the one that lacks most first."""
    by_unit: dict[str, list[str]] = {}
    for reason in missing:
        if reason.unit and (key := gap_key(reason)):
            by_unit.setdefault(reason.unit, []).append(key)
    ordered = sorted(by_unit.items(), key=lambda item: -len(item[1]))
    for unit, keys in ordered[:MOST_UNITS]:
        names = [key.partition("/")[2] for key in keys]
        told = first_few(names, MOST_PARTS, "nội dung")
        yield from _wrapped_line(f"{_unit_name(unit, workspace)} còn thiếu {_counted_parts(keys)}: {told}.")
    if len(ordered) > MOST_UNITS:
        more = count_text(len(ordered) - MOST_UNITS)
        yield f"  … và {more} đơn vị khác còn thiếu nội dung; chạy baocao check để xem."


def _counted_parts(keys: Iterable[str]) -> str:
    counts = Counter(key.partition("/")[0] for key in keys)
    return ", ".join(f"{count_text(counts[part])} {word}" for part, word in _PARTS.items() if counts[part])


def _unit_name(unit: str | None, workspace: Workspace) -> str:
    known = workspace.definitions.registry.units.get(unit or "")
    return (known.name if known else str(unit)).replace(" ", NBSP)


def _wrapped_line(text: str, indent: str = "  ") -> list[str]:
    inner = f"{indent}  "
    lines = wrap(text, COLUMNS, initial_indent=indent, subsequent_indent=inner, break_on_hyphens=False)
    return [line.replace(NBSP, " ") for line in lines]
