"""Diagnostics for a terminal: place, message, the source line with a caret, what to do."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from baocao.model.diagnostic import Diagnostic, problems_in_order
from baocao.model.messages import Severity
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.visible import visible_line

MOST_ALIKE: Final = 5
"""How many diagnostics of one code (of the data's rules: of one rule) are shown; the others are counted."""
NEVER_FOLDED: Final = frozenset({"BC024"})
"""Codes of which every single one may be a report that would be lost."""
MAX_LINE: Final = 100
"""The widest part of a source line that is shown, in columns."""
INDENT: Final = "    "
CUT: Final = "…"
TAB: Final = 8


def text_report(
    diagnostics: Sequence[Diagnostic], files: Mapping[str, SourceFile], columns: int = MAX_LINE
) -> str:
    """Return the diagnostics in order of gravity and place, repeats folded and counted.

    Source lines are shortened to `columns`, so that the caret stays under its letter.
    """
    lines: list[str] = []
    for diagnostic, more in fold_alike(problems_in_order(list(diagnostics))):
        shown = (
            source_excerpt(source_line(files, diagnostic.place), diagnostic.place.column, columns)
            if diagnostic.place
            else ()
        )
        lines += [*map(visible_line, diagnostic_lines(diagnostic, shown)), ""]
        if more:
            lines += [
                f"{CUT} và {count_text(more)} {diagnostic.severity.value} {diagnostic.code} khác tương tự.",
                "",
            ]
    return "\n".join([*lines, ""]) if lines else ""


def severity_summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return '2 lỗi, 1 cảnh báo' for distinct diagnostics, or that there is nothing to report."""
    counts = Counter(diagnostic.severity for diagnostic in dict.fromkeys(diagnostics))
    parts = [
        f"{count_text(counts[severity])} {severity.value}" for severity in Severity if counts[severity]
    ]
    return ", ".join(parts) or "không có lỗi"


def fold_alike(diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, int]]:
    """Yield the first diagnostics of each kind, the last of them with the number of those left out."""
    total = Counter(diagnostic_kind(diagnostic) for diagnostic in diagnostics)
    seen: Counter[tuple[str, ...]] = Counter()
    for diagnostic in diagnostics:
        alike = diagnostic_kind(diagnostic)
        seen[alike] += 1
        if diagnostic.code in NEVER_FOLDED:
            yield diagnostic, 0
        elif seen[alike] <= MOST_ALIKE:
            yield diagnostic, total[alike] - MOST_ALIKE if seen[alike] == MOST_ALIKE else 0


def diagnostic_kind(diagnostic: Diagnostic) -> tuple[str, ...]:
    """Return what alike diagnostics share: severity, code, and the rule of the data that is broken."""
    return diagnostic.severity.value, diagnostic.code, diagnostic.rule.id if diagnostic.rule else ""


def diagnostic_lines(diagnostic: Diagnostic, shown: Iterable[str] = ()) -> Iterator[str]:
    """Yield the lines that tell of a diagnostic; those of its source come after the message."""
    place = f"{diagnostic.place}: " if diagnostic.place else ""
    yield f"{place}{diagnostic.code} {diagnostic.severity.value}: {diagnostic.message}"
    yield from shown
    yield f"  → {diagnostic.advice}"
    for label, other in diagnostic.related:
        yield f"  ({label}: {other})"
    if diagnostic.rule:
        yield f"  Quy tắc: {diagnostic.rule.id}"
    if diagnostic.basis:
        yield f"  Căn cứ: {diagnostic.basis}"


def source_excerpt(line: str, column: int, columns: int = MAX_LINE) -> Iterator[str]:
    """Yield a source line and a caret under the column, right for tabs, wide and combining letters.

    The line is printed as it is, but for letters that would upset the terminal, which are shown by name.
    """
    if not line.strip():
        return
    shown, before = _line_around(visible_line(line), len(visible_line(line[: column - 1])), columns)
    space = "".join("\t" if letter == "\t" else " " * text_columns(letter) for letter in shown[:before])
    yield f"{INDENT}{shown}"
    yield f"{INDENT}{space}^"


def _line_around(line: str, index: int, columns: int) -> tuple[str, int]:
    """Return the part of a line around a letter, '…' where it was cut, and the letter's index in it."""
    if text_columns(line) <= columns:
        return line, index
    start = _start_before(line, index, columns // 2)
    end = start
    # Both ends may be cut off.
    room = columns - 2 * len(CUT)
    while end < len(line) and (room := room - text_columns(line[end])) >= 0:
        end += 1
    head, tail = CUT if start else "", CUT if end < len(line) else ""
    return f"{head}{line[start:end]}{tail}", index - start + len(head)


def _start_before(line: str, index: int, columns: int) -> int:
    """Return where the part begins that ends before `index` and takes at most `columns`."""
    start = index
    while start and (columns := columns - text_columns(line[start - 1])) >= 0:
        start -= 1
    while start < index and not text_columns(line[start]):
        start += 1  # a part never begins with a mark whose letter was cut off
    return start


def text_columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes; a tab counts as the most it may take."""
    # Most lines are; looking up each letter takes far longer.
    if text.isascii():
        return len(text) + (TAB - 1) * text.count("\t")
    return sum(map(_letter_columns, text))


def _letter_columns(letter: str) -> int:
    if letter == "\t":
        return TAB
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def source_line(files: Mapping[str, SourceFile], place: Place | None) -> str:
    """Return the source line at `place`; nothing if it is not there."""
    if place is None or place.file not in files:
        return ""
    return next(iter(_split_lines(files[place.file].text)[place.line - 1 : place.line]), "")


@lru_cache(maxsize=8)  # one file can have thousands of diagnostics
def _split_lines(text: str) -> list[str]:
    return text.split("\n")
