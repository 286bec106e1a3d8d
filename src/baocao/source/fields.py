"""Schema-directed reading: a record's reader asks for its fields, and every misfit is collected.

A field that cannot be read is reported once and given as None; `Fields.done` then tells the reader of
the record that it has to do without, and reports the keys that nobody asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TypeVar, overload

from baocao.model.identifiers import NAMES, Alphabet
from baocao.model.period import Period, Validity
from baocao.model.place import Place
from baocao.source import nodes
from baocao.source.identifiers import is_valid
from baocao.source.log import TIME, Log
from baocao.source.nodes import Node, Scalar, Sequence
from baocao.vietnamese.numbers import readings
from baocao.vietnamese.text import hint, nfc

E = TypeVar("E", bound=Enum)
T = TypeVar("T")


class Fields:
    """The fields of one mapping; `where` names it in messages."""

    def __init__(self, node: nodes.Mapping, log: Log) -> None:
        self.node = node
        self.log = log
        self.complete = True
        self._keys: Mapping[str, None] = {}
        self._asked: dict[str, None] = {}

    @property
    def at(self) -> Place:
        """The place of the mapping."""
        return self.log.place(self.node)

    def ask(self, keys: Mapping[str, None]) -> None:
        """Remember that these keys are known; where one is not, they are named in this order."""
        self._keys = keys

    def get(self, key: str) -> Node | None:
        """Return the node under `key` and remember that the key is known."""
        self._asked[key] = None
        return self.node.get(key)

    def is_written(self, key: str) -> bool:
        """Tell whether anything stands under `key`; a blank value, '[]' and '{}' are nothing."""
        found = self.get(key)
        if isinstance(found, Scalar):
            return not found.is_blank
        return found is not None and bool(found.items if isinstance(found, Sequence) else found.entries)

    def has_text(self, key: str) -> bool:
        """Tell whether a text stands under `key`, be it an empty one in quotes; one refused is none."""
        found = self.get(key)
        return isinstance(found, Scalar) and not found.is_blank and found.style != nodes.BROKEN

    def place(self, key: str) -> Place:
        """Return the place of the value under `key`, or of the mapping."""
        found = self.node.get(key)
        return self.log.place(found) if found is not None else self.at

    def require(self, key: str) -> Node | None:
        """Return the node under `key`; report it missing at the mapping."""
        found = self.get(key)
        if found is None or (isinstance(found, Scalar) and found.is_blank):
            self.complete = False
            self.log.note("BC204", found or self.node, key=key)
            return None
        return found

    def _written(self, key: str, *, required: bool) -> Scalar | None:
        node = self.require(key) if required else self.get(key)
        if node is None:
            return None
        if isinstance(node, Scalar):
            return None if node.is_blank or node.style == nodes.BROKEN else node
        return self.log.scalar(node, key)

    def _kept(self, value: T | None, *, required: bool) -> T | None:
        if value is None and required:
            self.complete = False
        return value

    @overload
    def text(self, key: str, default: str = "") -> str: ...

    @overload
    def text(self, key: str, default: str | None) -> str | None: ...

    def text(self, key: str, default: str | None = "") -> str | None:
        """Return the text under `key`, or `default`."""
        found = self._written(key, required=False)
        return nfc(found.text).strip() if found else default

    def required_text(self, key: str) -> str:
        """Return the text under `key`; without it the record is incomplete."""
        found = self._kept(self._written(key, required=True), required=True)
        return nfc(found.text).strip() if found else ""

    def identifier(self, key: str, default: str | None = None, alphabet: Alphabet = NAMES) -> str:
        """Return the id under `key`, or `default`; one that cannot be an id makes the record incomplete."""
        found = self._written(key, required=default is None)
        if found is None:
            self.complete = self.complete and default is not None
            return default or ""
        name = nfc(found.text).strip()
        self.complete = is_valid(name, found, self.log, alphabet) and self.complete
        return name

    def optional_text(self, key: str) -> str | None:
        """Return the text under `key`, or None."""
        return self.text(key) or None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; one text is a list of one."""
        return tuple(nfc(item.text).strip() for item in self.log.scalars(self.get(key), key))

    def flag(self, key: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - as of the other kinds
        """Return whether `co` stands under `key`; `default` where nothing does."""
        found = self._written(key, required=False)
        return bool(self.log.yes_no(found)) if found else default

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return the day under `key`."""
        found = self._written(key, required=required)
        return self._kept(self.log.day(found) if found else None, required=required)

    def time(self, key: str, default: str) -> str:
        """Return an hour such as '14:00'."""
        found = self._written(key, required=False)
        if found and not TIME.fullmatch(found.text):
            self.log.note("BC223", found, value=found.text)
            return default
        return found.text if found else default

    def moment(self, key: str) -> datetime | None:
        """Return a day with an optional hour: '2025-09-22 14:00'; without one, the day's end."""
        found = self._written(key, required=False)
        if not found:
            return None
        day_text, _, time_text = found.text.strip().partition(" ")
        day = self.log.day(Scalar(day_text, found.style, found.line, found.column))
        if time_text and not TIME.fullmatch(time_text):
            self.log.note("BC223", found, value=time_text)
            return None
        time = clock.fromisoformat(f"{time_text or '23:59':0>5}")
        return datetime.combine(day, time) if day else None

    def validity(self) -> Validity:
        """Return the periods from `tu_ky` to `den_ky`."""
        return Validity(self.period("tu_ky"), self.period("den_ky"))

    def period(self, key: str) -> Period | None:
        """Return the period under `key`."""
        found = self._written(key, required=False)
        period = Period.parse(found.text.strip()) if found else None
        if found and period is None:
            self.log.note("BC216", found, value=found.text)
        return period

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E | None:
        """Return the member of `kind` that is written under `key`; required without `default`."""
        found = self._written(key, required=default is None)
        members = _members(kind)
        chosen = self.log.choice(found, key, members) if found else None
        if chosen is None and (found is not None or default is None):
            self.complete = False
        return members[chosen] if chosen else default

    def optional_choice(self, key: str, kind: type[E]) -> E | None:
        """Return one of the words of `kind`, or None if the key is not there."""
        return self.choice(key, kind) if self.get(key) else None

    def number(self, key: str) -> Decimal | None:
        """Return the number under `key`, in Vietnamese spelling."""
        found = self._written(key, required=False)
        return plain_number(found, self.log) if found else None

    def whole(self, key: str, low: int, high: int) -> int | None:
        """Return the whole number from `low` to `high` under `key`, or None."""
        found = self._written(key, required=False)
        number = plain_number(found, self.log) if found else None
        if found is None or number is None:
            return None
        if number == int(number) and low <= number <= high:
            return int(number)
        self.log.note("BC228", found, value=found.text, key=key, low=low, high=high)
        return None

    def numbers(self, key: str, count: int) -> tuple[Decimal | None, ...]:
        """Return exactly `count` numbers; '~' in the list stands for none."""
        node = self.get(key)
        if node is None:
            return (None,) * count
        items = self.log.sequence(node, key)
        if len(items) != count:
            self.log.note("BC224", node, key=key, count=count, found=len(items))
            return (None,) * count
        return tuple(self._number_or_none(item, key) for item in items)

    def _number_or_none(self, item: Node, key: str) -> Decimal | None:
        if isinstance(item, Scalar) and item.is_blank:
            return None
        found = self.log.scalar(item, key)
        return plain_number(found, self.log) if found else None

    def mapping(self, key: str) -> nodes.Mapping | None:
        """Return the mapping under `key`, or None."""
        return self.log.mapping(self.get(key), key)

    def fields(self, key: str) -> "Fields | None":
        """Return the fields of the mapping under `key`, or None."""
        found = self.mapping(key)
        return Fields(found, self.log) if found else None

    def entries(self, key: str) -> "Iterator[tuple[str, Scalar, Node]]":
        """Yield name, key and node of every entry of the mapping under `key`."""
        return entries_of(self.mapping(key))

    def each(self, key: str, read: Callable[["Fields"], T | None]) -> tuple[T, ...]:
        """Read every item of the list under `key` as a record; misfits are left out."""
        found = []
        for item in self.log.sequence(self.get(key), key):
            mapping = self.log.mapping(item, key)
            record = read(Fields(mapping, self.log)) if mapping else None
            if record is not None:
                found.append(record)
        return tuple(found)

    def named(self, key: str, read: Callable[[str, "Fields"], T | None]) -> dict[str, T]:
        """Read every entry of the mapping under `key` as a record of its name; misfits are left out."""
        found = {}
        for name, _, node in self.entries(key):
            mapping = self.log.mapping(node, name)
            record = read(name, Fields(mapping, self.log)) if mapping else None
            if record is not None:
                found[name] = record
        return found

    def done(self) -> bool:
        """Report keys that nobody asked for; tell whether the record can be made."""
        for name, (key, value) in self.node.entries.items():
            if name in self._keys or name in self._asked:
                continue
            if _without_colon(key, value):
                self.complete = False
                self.log.note("BC225", key, key=name)
            else:
                known = {**self._keys, **self._asked}
                shown = ", ".join(known)
                self.log.note("BC205", key, key=name, hint=hint(name, known), known=shown)
        return self.complete


@cache
def _members(kind: type[E]) -> Mapping[str, E]:
    """Return the members of `kind` by the words that stand for them."""
    return {str(member.value): member for member in kind}


def _without_colon(key: Scalar, value: Node) -> bool:
    """Tell whether a comma inside braces made a key of half a value: {gia_tri: 86,6}."""
    return (
        isinstance(value, Scalar)
        and value.is_blank
        and (value.line, value.column) == (key.line, key.column + len(key.text))
    )


def entries_of(node: nodes.Mapping | None) -> Iterator[tuple[str, Scalar, Node]]:
    """Yield name, key and node of every entry."""
    if node is not None:
        for name, (key, value) in node.entries.items():
            yield name, key, value


def identified(
    node: nodes.Mapping | None, log: Log, alphabet: Alphabet = NAMES
) -> Iterator[tuple[str, Node]]:
    """Yield id and node of every entry; what cannot be an id is reported and left out."""
    for name, key, value in entries_of(node):
        if is_valid(name, key, log, alphabet):
            yield name, value


def plain_number(node: Scalar, log: Log) -> Decimal | None:
    """Read a number of a definition: the Vietnamese meaning, else the only one."""
    found = readings(node.text)
    if not found:
        log.note("BC208", node, value=node.text)
        return None
    return found[0].number
