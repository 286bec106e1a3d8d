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
from baocao.model.kinds import NO_LABELS
from baocao.model.period import Period, Validity
from baocao.model.place import Place
from baocao.source import nodes
from baocao.source.identifiers import is_valid
from baocao.source.log import TIME, Log
from baocao.source.nodes import Node, Scalar, Sequence
from baocao.vietnamese.numbers import number_readings
from baocao.vietnamese.text import name_hint, to_nfc

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
        node = self.get(key)
        if isinstance(node, Scalar):
            return not node.is_blank
        return node is not None and bool(node.items if isinstance(node, Sequence) else node.entries)

    def has_text(self, key: str) -> bool:
        """Tell whether a text stands under `key`, be it an empty one in quotes; one refused is none."""
        node = self.get(key)
        return isinstance(node, Scalar) and not node.is_blank and node.style != nodes.BROKEN

    def place(self, key: str) -> Place:
        """Return the place of the value under `key`, or of the mapping."""
        node = self.node.get(key)
        return self.log.place(node) if node is not None else self.at

    def required_node(self, key: str) -> Node | None:
        """Return the node under `key`; report it missing at the mapping."""
        node = self.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_blank):
            self.complete = False
            self.log.note_problem("BC204", node or self.node, key=key)
            return None
        return node

    def _written_scalar(self, key: str, *, required: bool) -> Scalar | None:
        node = self.required_node(key) if required else self.get(key)
        if node is None:
            return None
        if isinstance(node, Scalar):
            return None if node.is_blank or node.style == nodes.BROKEN else node
        return self.log.scalar(node, key)

    def _kept_value(self, value: T | None, *, required: bool) -> T | None:
        if value is None and required:
            self.complete = False
        return value

    @overload
    def text(self, key: str, default: str = "") -> str: ...

    @overload
    def text(self, key: str, default: str | None) -> str | None: ...

    def text(self, key: str, default: str | None = "") -> str | None:
        """Return the text under `key`, or `default`."""
        scalar = self._written_scalar(key, required=False)
        return to_nfc(scalar.text).strip() if scalar else default

    def required_text(self, key: str) -> str:
        """Return the text under `key`; without it the record is incomplete."""
        scalar = self._kept_value(self._written_scalar(key, required=True), required=True)
        return to_nfc(scalar.text).strip() if scalar else ""

    def identifier(self, key: str, default: str | None = None, alphabet: Alphabet = NAMES) -> str:
        """Return the id under `key`, or `default`; one that cannot be an id makes the record incomplete."""
        scalar = self._written_scalar(key, required=default is None)
        if scalar is None:
            self.complete = self.complete and default is not None
            return default or ""
        name = to_nfc(scalar.text).strip()
        self.complete = is_valid(name, scalar, self.log, alphabet) and self.complete
        return name

    def optional_text(self, key: str) -> str | None:
        """Return the text under `key`, or None."""
        return self.text(key) or None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; one text is a list of one."""
        return tuple(to_nfc(item.text).strip() for item in self.log.scalars(self.get(key), key))

    def flag(self, key: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - as of the other kinds
        """Return whether `co` stands under `key`; `default` where nothing does."""
        scalar = self._written_scalar(key, required=False)
        answer = self.log.yes_no(scalar) if scalar else None
        # A misspelt answer is none: what holds where nothing is said holds, and the error is reported.
        return default if answer is None else answer

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return the day under `key`."""
        scalar = self._written_scalar(key, required=required)
        return self._kept_value(self.log.day(scalar) if scalar else None, required=required)

    def time(self, key: str, default: str) -> str:
        """Return an hour such as '14:00'."""
        scalar = self._written_scalar(key, required=False)
        if scalar and not TIME.fullmatch(scalar.text):
            self.log.note_problem("BC223", scalar, value=scalar.text)
            return default
        return scalar.text if scalar else default

    def moment(self, key: str) -> datetime | None:
        """Return a day with an optional hour: '2025-09-22 14:00'; without one, the day's end."""
        scalar = self._written_scalar(key, required=False)
        if not scalar:
            return None
        day_text, _, time_text = scalar.text.strip().partition(" ")
        day = self.log.day(Scalar(day_text, scalar.style, scalar.line, scalar.column))
        if time_text and not TIME.fullmatch(time_text):
            self.log.note_problem("BC223", scalar, value=time_text)
            return None
        # A deadline on a day without an hour is kept until that day ends.
        time = clock.fromisoformat(f"{time_text or '23:59':0>5}")
        return datetime.combine(day, time) if day else None

    def validity(self) -> Validity:
        """Return the periods from `tu_ky` to `den_ky`."""
        return Validity(self.period("tu_ky"), self.period("den_ky"))

    def period(self, key: str) -> Period | None:
        """Return the period under `key`."""
        scalar = self._written_scalar(key, required=False)
        period = Period.parse(scalar.text.strip()) if scalar else None
        if scalar and period is None:
            self.log.note_problem("BC216", scalar, value=scalar.text)
        return period

    def choice(
        self, key: str, kind: type[E], default: E | None = None, labels: Mapping[str, str] = NO_LABELS
    ) -> E | None:
        """Return the member of `kind` that is written under `key`; required without `default`."""
        scalar = self._written_scalar(key, required=default is None)
        members = _members_by_word(kind)
        chosen = self.log.choice(scalar, key, members, labels) if scalar else None
        if chosen is None and (scalar is not None or default is None):
            self.complete = False
        return members[chosen] if chosen else default

    def optional_choice(self, key: str, kind: type[E]) -> E | None:
        """Return one of the words of `kind`, or None if the key is not there."""
        return self.choice(key, kind) if self.get(key) else None

    def number(self, key: str) -> Decimal | None:
        """Return the number under `key`, in Vietnamese spelling."""
        scalar = self._written_scalar(key, required=False)
        return plain_number(scalar, self.log) if scalar else None

    def whole(self, key: str, low: int, high: int) -> int | None:
        """Return the whole number from `low` to `high` under `key`, or None."""
        scalar = self._written_scalar(key, required=False)
        number = plain_number(scalar, self.log) if scalar else None
        if scalar is None or number is None:
            return None
        if number == int(number) and low <= number <= high:
            return int(number)
        self.log.note_problem("BC228", scalar, value=scalar.text, key=key, low=low, high=high)
        return None

    def numbers(self, key: str, count: int) -> tuple[Decimal | None, ...]:
        """Return exactly `count` numbers; '~' in the list stands for none."""
        node = self.get(key)
        if node is None:
            return (None,) * count
        items = self.log.sequence(node, key)
        if len(items) != count:
            self.log.note_problem("BC224", node, key=key, count=count, found=len(items))
            return (None,) * count
        return tuple(self._number_or_none(item, key) for item in items)

    def _number_or_none(self, item: Node, key: str) -> Decimal | None:
        if isinstance(item, Scalar) and item.is_blank:
            return None
        scalar = self.log.scalar(item, key)
        return plain_number(scalar, self.log) if scalar else None

    def mapping(self, key: str) -> nodes.Mapping | None:
        """Return the mapping under `key`, or None."""
        return self.log.mapping(self.get(key), key)

    def fields(self, key: str) -> "Fields | None":
        """Return the fields of the mapping under `key`, or None."""
        node = self.mapping(key)
        return Fields(node, self.log) if node else None

    def entries(self, key: str) -> "Iterator[tuple[str, Scalar, Node]]":
        """Yield name, key and node of every entry of the mapping under `key`."""
        return entries_of(self.mapping(key))

    def each(self, key: str, read: Callable[["Fields"], T | None]) -> tuple[T, ...]:
        """Read every item of the list under `key` as a record; misfits are left out."""
        records = []
        for item in self.log.sequence(self.get(key), key):
            mapping = self.log.mapping(item, key)
            record = read(Fields(mapping, self.log)) if mapping else None
            if record is not None:
                records.append(record)
        return tuple(records)

    def named(self, key: str, read: Callable[[str, "Fields"], T | None]) -> dict[str, T]:
        """Read every entry of the mapping under `key` as a record of its name; misfits are left out."""
        records = {}
        for name, _, node in self.entries(key):
            mapping = self.log.mapping(node, name)
            record = read(name, Fields(mapping, self.log)) if mapping else None
            if record is not None:
                records[name] = record
        return records

    def done(self) -> bool:
        """Report keys that nobody asked for; tell whether the record can be made."""
        for name, (key, value) in self.node.entries.items():
            if name in self._keys or name in self._asked:
                continue
            # 'gia_tri: 86,6' in braces is two entries to YAML; half a number must never count as a whole
            # one.
            if _without_colon(key, value):
                self.complete = False
                self.log.note_problem("BC225", key, key=name)
            else:
                known = {**self._keys, **self._asked}
                shown = ", ".join(known)
                self.log.note_problem("BC205", key, key=name, hint=name_hint(name, known), known=shown)
        return self.complete


@cache
def _members_by_word(kind: type[E]) -> Mapping[str, E]:
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


def identified_entries(
    node: nodes.Mapping | None, log: Log, alphabet: Alphabet = NAMES
) -> Iterator[tuple[str, Node]]:
    """Yield id and node of every entry; what cannot be an id is reported and left out."""
    for name, key, value in entries_of(node):
        if is_valid(name, key, log, alphabet):
            yield name, value


def plain_number(node: Scalar, log: Log) -> Decimal | None:
    """Read a number of a definition: the Vietnamese meaning, else the only one."""
    meanings = number_readings(node.text)
    if not meanings:
        log.note_problem("BC208", node, value=node.text)
        return None
    return meanings[0].number
