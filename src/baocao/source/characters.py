"""Characters that change what a file says before anybody reads it: controls and no-break spaces."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.model.diagnostic import Diagnostic, at_most_problems, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile

NBSP: Final = "\u00a0"
_NBSP_AT_KEY: Final = re.compile(r"^ *\u00a0|^[ -]*[\w.\"'-]+:\u00a0")
CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u2cfa-\u2cfc\ue000-\ue00d\ufffe\uffff]"
)
"""What the parser takes for the end of the file or for a line end that no editor shows, what XML cannot
hold, and what stands for something else while documents are made."""
_LATIN: Final = re.compile("[\t\n\r -~\u00a0-\u2027]*")
"""Most texts, of which it is told twice as fast that they have no such characters."""


def has_control_characters(text: str) -> bool:
    """Tell whether `text` has characters that no file of data may have."""
    return not _LATIN.fullmatch(text) and CONTROL.search(text) is not None


def control_problems(source: SourceFile) -> list[Diagnostic]:
    """Report characters that the parser would take for the end of the file."""
    if not has_control_characters(source.text):
        return []
    problems = (
        problem("BC007", place, character=f"U+{ord(match[0]):04X}")
        for match, place in _matches_by_line(source, CONTROL)
    )
    return list(at_most_problems(problems))


def nbsp_problems(source: SourceFile) -> list[Diagnostic]:
    """Report no-break spaces where the parser wants a space and an editor shows one."""
    problems = (
        problem("BC103", place._replace(column=match.end()), where=where_stands(match[0]))
        for match, place in _matches_by_line(source, _NBSP_AT_KEY)
    )
    return list(at_most_problems(problems))


def _matches_by_line(source: SourceFile, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place]]:
    """Yield where `pattern` is found in each line."""
    for number, line in enumerate(source.text.split("\n"), start=1):
        for match in pattern.finditer(line):
            yield match, Place(source.path, number, match.start() + 1)


def where_stands(text: str) -> str:
    """Return where a no-break space stands in what a pattern found."""
    return "sau dấu ':'" if ":" in text else "ở đầu dòng"
