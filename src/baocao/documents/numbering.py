"""Numbers of headings and appendices, generated so that none is skipped or repeated.

Levels 1 to 4 are 'I.', '1.', '1.1.' and 'a)'. Letters follow the Vietnamese alphabet as NĐ 30/2020/NĐ-CP
lists it; decimal numbers are not in the decree's table, but the reports of this administration use them.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from baocao.documents.markdown import Part
from baocao.model.document import Heading

LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LETTER_LEVEL: Final = 4


def roman(number: int) -> str:
    """Return a Roman number; 'XXXVIII' and more are as rare as they are long."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letter(number: int) -> str:
    """Return the letter of a point: 'a' to 'y', then 'aa' to 'yy'."""
    rounds, position = divmod(number - 1, len(LETTERS))
    return LETTERS[position] * (rounds + 1)


class Counter:
    """Counts headings of four levels; a heading starts the count of deeper levels anew."""

    def __init__(self) -> None:
        self._counts = [0] * LETTER_LEVEL

    def next(self, level: int) -> str:
        """Return the number of the next heading of `level`."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (LETTER_LEVEL - level)
        number = self._counts[level - 1]
        match level:
            case 1:
                return f"{roman(number)}."
            case 2:
                return f"{number}."
            case 3:
                return f"{self._counts[1]}.{number}."
            case _:
                return f"{letter(number)})"


def numbered(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts with numbered headings."""
    counter = Counter()
    for part in parts:
        if isinstance(part, Heading):
            level = min(part.level, LETTER_LEVEL)
            yield part._replace(level=level, number=counter.next(level))
        else:
            yield part
