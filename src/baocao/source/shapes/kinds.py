"""The kinds of values: how each is read, and what there is to know of it.

Kinds are data that can be asked: bounds, words and alphabets stand in them once. What JSON Schema says of a
kind is `source/schema/kinds.py`, which a check does without.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from baocao.model.period import Period
from baocao.source.fields import Fields
from baocao.source.identifiers import Alphabet
from baocao.vietnamese.text import nfc

NO_LABELS: Final[Mapping[str, str]] = {}
"""A mapping that can go from process to process, as proxies of mappings cannot."""


class Kind:
    """How a value is read; `absent` is the value where nothing is written."""

    absent: Any = None

    def read(self, fields: Fields, key: str) -> Any:
        """Return the value under `key`, which may be left out."""
        raise NotImplementedError

    def require(self, fields: Fields, key: str) -> Any:
        """Return the value under `key`; without it the record is incomplete."""
        return self.read(fields, key)


class Text(Kind):
    """Any text."""

    def __init__(self, absent: str | None = "") -> None:
        self.absent = absent

    def read(self, fields: Fields, key: str) -> Any:
        """Return the text."""
        return fields.text(key, self.absent)

    def require(self, fields: Fields, key: str) -> str:
        """Return the text; report it missing."""
        return fields.required_text(key)


class OptionalText(Text):
    """Any text, or None where nothing stands in it."""

    def __init__(self) -> None:
        super().__init__(None)

    def read(self, fields: Fields, key: str) -> str | None:
        """Return the text or None."""
        return fields.optional_text(key)


class Identifier(Kind):
    """An id of the writer's own making."""

    absent = ""

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet

    def read(self, fields: Fields, key: str) -> str:
        """Return the id, or nothing."""
        return fields.identifier(key, "", self.alphabet)

    def require(self, fields: Fields, key: str) -> str:
        """Return the id; report it missing."""
        return fields.identifier(key, alphabet=self.alphabet)


class Texts(Kind):
    """A list of texts; one text is a list of one. `empty` stands for a list without any."""

    def __init__(self, absent: tuple[str, ...] | None = (), empty: tuple[str, ...] | None = ()) -> None:
        self.absent = absent
        self.empty = empty

    def read(self, fields: Fields, key: str) -> tuple[str, ...] | None:
        """Return the texts."""
        return fields.texts(key) or self.empty


class Flag(Kind):
    """`co` or `khong`."""

    def __init__(self, *, absent: bool = False) -> None:
        self.absent = absent

    def read(self, fields: Fields, key: str) -> bool:
        """Return whether `co` stands there."""
        return bool(self.absent) if self.absent and not fields.is_written(key) else fields.flag(key)


class Day(Kind):
    """A day: 2025-11-18 or 18/11/2025."""

    def read(self, fields: Fields, key: str) -> date | None:
        """Return the day."""
        return fields.day(key)

    def require(self, fields: Fields, key: str) -> date | None:
        """Return the day; report it missing."""
        return fields.day(key, required=True)


class Days(Kind):
    """A list of days; one day is a list of one."""

    absent = frozenset[date]()

    def read(self, fields: Fields, key: str) -> frozenset[date]:
        """Return the days."""
        days = (fields.log.day(item) for item in fields.log.scalars(fields.get(key), key))
        return frozenset(day for day in days if day)


class Time(Kind):
    """An hour of the day: 14:00."""

    def __init__(self, absent: str) -> None:
        self.absent = absent

    def read(self, fields: Fields, key: str) -> str:
        """Return the hour as it was written."""
        return fields.time(key, self.absent)


class Moment(Kind):
    """A day with an optional hour."""

    def read(self, fields: Fields, key: str) -> datetime | None:
        """Return the moment; without an hour, the day's end."""
        return fields.moment(key)


class PeriodName(Kind):
    """A reporting period by its name: 2025-11."""

    def read(self, fields: Fields, key: str) -> Period | None:
        """Return the period."""
        return fields.period(key)


class Number(Kind):
    """A number in Vietnamese spelling."""

    def read(self, fields: Fields, key: str) -> Decimal | None:
        """Return the number."""
        return fields.number(key)


class Whole(Kind):
    """A whole number, both bounds included."""

    def __init__(self, low: int, high: int, absent: int | None = None) -> None:
        self.low = low
        self.high = high
        self.absent = absent

    def read(self, fields: Fields, key: str) -> int | None:
        """Return the number; one that cannot be read counts as absent."""
        found = fields.whole(key, self.low, self.high)
        return self.absent if found is None else found

    def require(self, fields: Fields, key: str) -> int | None:
        """Return the number; report it missing."""
        fields.require(key)
        return self.read(fields, key)


class Bounds(Kind):
    """[least, greatest]; '~' is no bound."""

    count: Final = 2
    absent = (None, None)

    def read(self, fields: Fields, key: str) -> Any:
        """Return both numbers."""
        return fields.numbers(key, self.count)


class Choice(Kind):
    """One of the words of an enumeration; where it has no `absent`, it must not be left blank."""

    def __init__(self, words: type[Enum], absent: Enum | None = None) -> None:
        self.enumeration = words
        self.absent = absent

    @property
    def words(self) -> list[str]:
        """The words that may be written."""
        return [str(each.value) for each in self.enumeration]

    def read(self, fields: Fields, key: str) -> Any:
        """Return the member."""
        return fields.choice(key, self.enumeration, self.absent) or self.absent

    def require(self, fields: Fields, key: str) -> Any:
        """Return the member; report it missing."""
        return fields.choice(key, self.enumeration)


class Choices(Choice):
    """A list of words of an enumeration; one word is a list of one."""

    def __init__(self, words: type[Enum]) -> None:
        super().__init__(words)
        self.absent: Any = frozenset()

    def read(self, fields: Fields, key: str) -> frozenset[Any]:
        """Return the members that are written."""
        known = {str(each.value): each for each in self.enumeration}
        items = fields.log.scalars(fields.get(key), key)
        chosen = (fields.log.choice(item, key, known) for item in items)
        return frozenset(known[name] for name in chosen if name is not None)


class Word(Kind):
    """One of some words that are no enumeration."""

    def __init__(self, words: tuple[str, ...], absent: str) -> None:
        self.words = words
        self.absent = absent

    def read(self, fields: Fields, key: str) -> Any:
        """Return the word; one that is not known counts as absent."""
        scalar = fields.log.scalar(fields.get(key), key)
        return (scalar and fields.log.choice(scalar, key, self.words)) or self.absent


class Labels(Kind):
    """Ids with the words for them."""

    absent = NO_LABELS

    def read(self, fields: Fields, key: str) -> Mapping[str, str]:
        """Return the words by id."""
        found = {}
        for name, _, node in fields.entries(key):
            label = fields.log.scalar(node, name)
            if label:
                found[name] = nfc(label.text)
        return found
