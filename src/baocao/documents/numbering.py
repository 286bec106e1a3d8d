"""Numbers of headings and appendices, generated so that none is skipped or repeated.

Levels 1 to 4 are 'I.', '1.', '1.1.' and 'a)'. Letters follow the Vietnamese alphabet as NĐ 30/2020/NĐ-CP
lists it; decimal numbers are not in the decree's table, but the reports of this administration use them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from baocao.documents.markdown import Part, Reference
from baocao.model.directive import LETTER_LEVEL
from baocao.model.document import Heading
from baocao.vietnamese.numbers import roman_numeral

LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
HEADING: Final = "{so}."
DECIMAL_LEVEL: Final = 3
"""The level of '1.1.', whose number repeats that of the level above."""


def point_letter(number: int) -> str:
    """Return the letter of a point: 'a' to 'y', then 'aa' to 'yy'."""
    rounds, position = divmod(number - 1, len(LETTERS))
    return LETTERS[position] * (rounds + 1)


class Counter:
    """Counts headings of four levels; a heading starts the count of deeper levels anew."""

    def __init__(self, heading: str = HEADING) -> None:
        self._counts = [0] * LETTER_LEVEL
        self._heading = heading

    def next_number(self, level: int) -> str:
        """Return the number of the next heading of `level`."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (LETTER_LEVEL - level)
        number = self._counts[level - 1]
        match level:
            case 1:
                return self._heading.format(so=roman_numeral(number))
            case 2:
                return f"{number}."
            case 3:
                return f"{self._counts[1]}.{number}."
            case _:
                return f"{point_letter(number)})"


def number_parts(parts: Iterable[Part], heading: str = HEADING) -> Iterator[Part]:
    """Yield the parts with numbered headings; every appendix counts its own.

    `heading` is how the form writes a number of the first level.
    """
    outer = Counter(heading)
    counter = outer
    for part in parts:
        if isinstance(part, Heading):
            level = min(part.level, LETTER_LEVEL)
            yield part._replace(level=level, number=counter.next_number(level))
            continue
        if isinstance(part, Reference):
            # An appendix counts from one, and after it the document goes on where it was.
            counter = {"mo": Counter(heading), "dong": outer}.get(part.kind, counter)
        yield part


def section_numbers(parts: Iterable[Part]) -> Mapping[str, str]:
    """Return how a sentence calls each named heading: 'I.5.2.a'."""
    above: dict[int, str] = {}
    numbers: dict[str, str] = {}
    for part in parts:
        if isinstance(part, Heading):
            number = part.number.rstrip(".)-")
            kept = {level: text for level, text in above.items() if level < part.level}
            nearest = kept.get(1, "") if part.level == DECIMAL_LEVEL else kept[max(kept)] if kept else ""
            path = f"{nearest}.{number}" if nearest else number
            above = {**kept, part.level: path}
            if part.name:
                numbers[part.name] = path
    return numbers
