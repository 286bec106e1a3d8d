"""Diagnostics for a terminal: place, message, the source line with a caret, what to do."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from baocao.model.diagnostic import Diagnostic, in_order
from baocao.model.messages import Severity
from baocao.model.workspace import SourceFile

MOST_ALIKE: Final = 5
"""How many diagnostics of one code are shown in full; the others are counted."""
MAX_LINE: Final = 100
"""The widest part of a source line that is shown."""


def text_report(diagnostics: Sequence[Diagnostic], files: Mapping[str, SourceFile]) -> str:
    """Return the diagnostics in order of gravity and place, repeats folded and counted."""
    seen: Counter[str] = Counter()
    ordered = in_order(list(diagnostics))
    total = Counter(found.code for found in ordered)
    lines: list[str] = []
    for found in ordered:
        seen[found.code] += 1
        if seen[found.code] <= MOST_ALIKE:
            lines += [*_lines(found, files), ""]
        elif seen[found.code] == MOST_ALIKE + 1:
            more = total[found.code] - MOST_ALIKE
            lines += [
                f"… và {more} {found.severity.value} {found.code} khác tương tự.",
                "",
            ]
    return "\n".join([*lines, ""]) if lines else ""


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return '2 lỗi, 1 cảnh báo', or that there is nothing to report."""
    counts = Counter(found.severity for found in in_order(list(diagnostics)))
    parts = [f"{counts[severity]} {severity.value}" for severity in Severity if counts[severity]]
    return ", ".join(parts) or "không có lỗi"


def _lines(found: Diagnostic, files: Mapping[str, SourceFile]) -> Iterator[str]:
    place = f"{found.place}: " if found.place else ""
    yield f"{place}{found.code} {found.severity.value}: {found.message}"
    if found.place and found.place.file in files:
        yield from _excerpt(files[found.place.file], found.place.line, found.place.column)
    yield f"  → {found.advice}"
    for label, other in found.related:
        yield f"  ({label}: {other})"
    if found.basis:
        yield f"  Căn cứ: {found.basis}"


def _excerpt(file: SourceFile, line: int, column: int) -> Iterator[str]:
    """Yield the source line and a caret under the column, right for wide and combining letters."""
    source = file.text.split("\n")[line - 1 : line]
    if not source or not source[0].strip():
        return
    start = max(0, column - 1 - MAX_LINE // 2) if len(source[0]) > MAX_LINE else 0
    shown = source[0][start : start + MAX_LINE].replace("\t", " ")
    yield f"    {shown}"
    yield f"    {' ' * width(shown[: column - 1 - start])}^"


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
