"""Diagnostics for a terminal: place, message, the source line with a caret, what to do."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from baocao.model.diagnostic import Diagnostic, in_order
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
    for found, more in folded(in_order(list(diagnostics))):
        shown = excerpt(source_line(files, found.place), found.place.column, columns) if found.place else ()
        lines += [*map(visible_line, described(found, shown)), ""]
        if more:
            lines += [f"{CUT} và {count_text(more)} {found.severity.value} {found.code} khác tương tự.", ""]
    return "\n".join([*lines, ""]) if lines else ""


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return '2 lỗi, 1 cảnh báo' for distinct diagnostics, or that there is nothing to report."""
    found = Counter(each.severity for each in dict.fromkeys(diagnostics))
    parts = [f"{count_text(found[severity])} {severity.value}" for severity in Severity if found[severity]]
    return ", ".join(parts) or "không có lỗi"


def folded(diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, int]]:
    """Yield the first diagnostics of each kind, the last of them with the number of those left out."""
    total = Counter(kind(found) for found in diagnostics)
    seen: Counter[tuple[str, ...]] = Counter()
    for found in diagnostics:
        alike = kind(found)
        seen[alike] += 1
        if found.code in NEVER_FOLDED:
            yield found, 0
        elif seen[alike] <= MOST_ALIKE:
            yield found, total[alike] - MOST_ALIKE if seen[alike] == MOST_ALIKE else 0


def kind(found: Diagnostic) -> tuple[str, ...]:
    """Return what alike diagnostics share: severity, code, and the rule of the data that is broken."""
    return found.severity.value, found.code, found.rule.id if found.rule else ""


def described(found: Diagnostic, shown: Iterable[str] = ()) -> Iterator[str]:
    """Yield the lines that tell of a diagnostic; those of its source come after the message."""
    place = f"{found.place}: " if found.place else ""
    yield f"{place}{found.code} {found.severity.value}: {found.message}"
    yield from shown
    yield f"  → {found.advice}"
    for label, other in found.related:
        yield f"  ({label}: {other})"
    if found.rule:
        yield f"  Quy tắc: {found.rule.id}"
    if found.basis:
        yield f"  Căn cứ: {found.basis}"


def excerpt(line: str, column: int, columns: int = MAX_LINE) -> Iterator[str]:
    """Yield a source line and a caret under the column, right for tabs, wide and combining letters.

    The line is printed as it is, but for letters that would upset the terminal, which are shown by name.
    """
    if not line.strip():
        return
    shown, before = _around(visible_line(line), len(visible_line(line[: column - 1])), columns)
    space = "".join("\t" if letter == "\t" else " " * width(letter) for letter in shown[:before])
    yield f"{INDENT}{shown}"
    yield f"{INDENT}{space}^"


def _around(line: str, index: int, columns: int) -> tuple[str, int]:
    """Return the part of a line around a letter, '…' where it was cut, and the letter's index in it."""
    if width(line) <= columns:
        return line, index
    start = _back(line, index, columns // 2)
    end = start
    room = columns - 2 * len(CUT)
    while end < len(line) and (room := room - width(line[end])) >= 0:
        end += 1
    head, tail = CUT if start else "", CUT if end < len(line) else ""
    return f"{head}{line[start:end]}{tail}", index - start + len(head)


def _back(line: str, index: int, columns: int) -> int:
    """Return where the part begins that ends before `index` and takes at most `columns`."""
    start = index
    while start and (columns := columns - width(line[start - 1])) >= 0:
        start -= 1
    while start < index and not width(line[start]):
        start += 1  # a part never begins with a mark whose letter was cut off
    return start


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes; a tab counts as the most it may take."""
    if text.isascii():
        return len(text) + (TAB - 1) * text.count("\t")
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if letter == "\t":
        return TAB
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def source_line(files: Mapping[str, SourceFile], place: Place | None) -> str:
    """Return the source line at `place`; nothing if it is not there."""
    if place is None or place.file not in files:
        return ""
    return next(iter(_lines(files[place.file].text)[place.line - 1 : place.line]), "")


@lru_cache(maxsize=8)  # one file can have thousands of diagnostics
def _lines(text: str) -> list[str]:
    return text.split("\n")
