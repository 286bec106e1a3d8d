"""The kinds of values that keys of the data have, as data that can be asked.

Bounds, words and alphabets stand here once. How a kind is read is said in `source/shapes.py`, what JSON
Schema says of it in `features/schema/kinds.py`.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from baocao.model.identifiers import Alphabet

NO_LABELS: Final[Mapping[str, str]] = {}
"""A mapping that can go from process to process, as proxies of mappings cannot."""


class Kind:
    """A kind of values; `absent` is the value where nothing is written."""

    absent: Any = None


class Text(Kind):
    """Any text."""

    def __init__(self, absent: str | None = "") -> None:
        self.absent = absent


class OptionalText(Text):
    """Any text, or None where nothing stands in it."""

    def __init__(self) -> None:
        super().__init__(None)


class Texts(Kind):
    """A list of texts; one text is a list of one. `empty` stands for a list without any."""

    def __init__(self, absent: tuple[str, ...] | None = (), empty: tuple[str, ...] | None = ()) -> None:
        self.absent = absent
        self.empty = empty


class Identifier(Kind):
    """An id of the writer's own making."""

    absent = ""

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet


class Flag(Kind):
    """`co` or `khong`, or as people write them."""

    words: Final = {"co": "co", "có": "co", "khong": "khong", "không": "khong", "ko": "khong"}

    def __init__(self, *, absent: bool = False) -> None:
        self.absent = absent


class Day(Kind):
    """A day: 2025-11-18 or 18/11/2025."""

    iso: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    written: Final = "[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}"
    pattern: Final = f"{iso}|{written}"
    key: Final = f"{iso}|[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}"
    """Where days are keys; with dashes only in the order that sorts."""


class Days(Kind):
    """A set of days, written as a list; one day is a list of one."""

    absent = frozenset[date]()


class Time(Kind):
    """An hour of the day: 14:00."""

    pattern: Final = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"

    def __init__(self, absent: str) -> None:
        self.absent = absent


class Moment(Kind):
    """A day with an optional hour; without one, the day's end."""


class PeriodName(Kind):
    """A reporting period by its name: 2025-11."""


class Number(Kind):
    """A number in Vietnamese spelling."""


class Whole(Kind):
    """A whole number, both bounds included."""

    def __init__(self, low: int, high: int, absent: int | None = None) -> None:
        self.low = low
        self.high = high
        self.absent = absent


class Bounds(Kind):
    """[least, greatest]; '~' is no bound."""

    count: Final = 2
    absent = (None, None)


class Choice(Kind):
    """One of the words of an enumeration; where it has no `absent`, it must not be left blank."""

    def __init__(self, words: type[Enum], absent: Enum | None = None) -> None:
        self.enumeration = words
        self.absent = absent

    @property
    def words(self) -> list[str]:
        """The words that may be written."""
        return [str(each.value) for each in self.enumeration]


class Choices(Choice):
    """A set of words of an enumeration, written as a list; one word is a list of one."""

    def __init__(self, words: type[Enum]) -> None:
        super().__init__(words)
        self.absent: Any = frozenset()


class Word(Kind):
    """One of some words that are no enumeration."""

    def __init__(self, words: tuple[str, ...], absent: str) -> None:
        self.words = words
        self.absent = absent


class Labels(Kind):
    """Ids with the words for them."""

    absent = NO_LABELS
