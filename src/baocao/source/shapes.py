"""Reading records by the tables of their keys: what every kind of values is read as."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from baocao.model.kinds import (
    Bounds,
    Choice,
    Choices,
    Day,
    Days,
    Flag,
    Identifier,
    Kind,
    Labels,
    Moment,
    Number,
    OptionalText,
    PeriodName,
    Text,
    Texts,
    Time,
    Whole,
    Word,
)
from baocao.model.shape import ById, Demand, Key, Naming, Record, Records, Shape
from baocao.source.fields import Fields, entries_of, identified_entries
from baocao.vietnamese.text import to_nfc

R = TypeVar("R")
Reader = Callable[[Fields], Any]
"""Reads one key of a record."""
Given = Mapping[str, Reader]
"""By attribute, what reads a key whose meaning depends on other data."""
NOTHING: Final[Given] = {}
_MAKERS: Final[dict[type[Kind], Callable[[Any, Key], Reader]]] = {}
"""What makes the reader of a key, by its kind."""


def values_of(shape: Shape[Any], fields: Fields, given: Given = NOTHING) -> dict[str, Any]:
    """Return what stands under every key, by attribute; all keys count as asked for.

    What is not written costs nothing, since records have many keys of which few are.
    """
    absent, readers, needed = _plan(shape)
    fields.ask(shape.names)
    written, copy = fields.node.entries, absent.copy()
    for name in written:
        if name in readers:
            attribute, read = readers[name]
            if attribute not in given:
                copy[attribute] = read(fields)
    for name in needed:
        attribute, read = readers[name]
        if name not in written and attribute not in given:
            copy[attribute] = read(fields)
    for attribute, read in given.items():
        if attribute in copy:
            copy[attribute] = read(fields)
    return copy


def read_record(shape: Shape[R], fields: Fields, given: Given = NOTHING, **more: Any) -> R | None:
    """Return the record, or None where it has to do without something that it needs.

    `more` are attributes that no key gives.
    """
    values = values_of(shape, fields, given)
    return shape.make(**values, **more) if fields.done() or shape.is_lenient else None


def written_keys(demand: Demand, fields: Fields) -> list[str]:
    """Return the keys that a demand speaks of under which something is written."""
    return [key for key in demand.keys if fields.is_written(key)]


def put_off(_: Fields) -> None:
    """Leave a key to be read later, when that is known which it speaks of."""


@cache
def _plan(
    shape: Shape[Any],
) -> tuple[dict[str, Any], dict[str, tuple[str, Reader]], tuple[str, ...]]:
    """Return the values of keys that are not there, the readers by key, and the keys that must be there.

    It is made when the first record is read, as no command reads all kinds.
    """
    return (
        {key.attribute: key.kind.absent for key in shape.keys},
        {key.name: (key.attribute, _key_reader(key)) for key in shape.keys},
        tuple(key.name for key in shape.keys if key.required),
    )


def _key_reader(key: Key) -> Reader:
    make = _MAKERS.get(type(key.kind))
    return make(key.kind, key) if make else _left_to_code


def _left_to_code(fields: Fields) -> Any:
    raise NotImplementedError(fields.at)


def reads_kinds(
    *kinds: type[Kind],
) -> Callable[[Callable[[Any, Key], Reader]], Callable[[Any, Key], Reader]]:
    """Return what notes a function as the one that makes readers of keys of these kinds."""

    def note_maker(make: Callable[[Any, Key], Reader]) -> Callable[[Any, Key], Reader]:
        _MAKERS.update(dict.fromkeys(kinds, make))
        return make

    return note_maker


@reads_kinds(Text)
def _text_reader(kind: Text, key: Key) -> Reader:
    name, absent = key.name, kind.absent
    if key.required:
        return lambda fields: fields.required_text(name)
    return lambda fields: fields.text(name, absent)


@reads_kinds(OptionalText)
def _optional_text(_: OptionalText, key: Key) -> Reader:
    return lambda fields: fields.optional_text(key.name)


@reads_kinds(Texts)
def _texts_reader(kind: Texts, key: Key) -> Reader:
    return lambda fields: fields.texts(key.name) or kind.empty


@reads_kinds(Identifier)
def _identifier_reader(kind: Identifier, key: Key) -> Reader:
    return lambda fields: fields.identifier(key.name, None if key.required else "", kind.alphabet)


@reads_kinds(Flag)
def _flag_reader(kind: Flag, key: Key) -> Reader:
    return lambda fields: fields.flag(key.name, kind.absent)


@reads_kinds(Day)
def _day_reader(_: Day, key: Key) -> Reader:
    name, required = key.name, key.required
    return lambda fields: fields.day(name, required=required)


@reads_kinds(Days)
def _days_reader(_: Days, key: Key) -> Reader:
    def read_days(fields: Fields) -> Any:
        days = (fields.log.day(item) for item in fields.log.scalars(fields.get(key.name), key.name))
        return frozenset(day for day in days if day)

    return read_days


@reads_kinds(Time)
def _time_reader(kind: Time, key: Key) -> Reader:
    return lambda fields: fields.time(key.name, kind.absent)


@reads_kinds(Moment)
def _moment_reader(_: Moment, key: Key) -> Reader:
    return lambda fields: fields.moment(key.name)


@reads_kinds(PeriodName)
def _period_reader(_: PeriodName, key: Key) -> Reader:
    def read_period(fields: Fields) -> Any:
        if key.required:
            fields.required_node(key.name)
        return fields.period(key.name)

    return read_period


@reads_kinds(Number)
def _number_reader(_: Number, key: Key) -> Reader:
    return lambda fields: fields.number(key.name)


@reads_kinds(Whole)
def _whole_reader(kind: Whole, key: Key) -> Reader:
    def read_whole(fields: Fields) -> int | None:
        if key.required:
            fields.required_node(key.name)
        whole = fields.whole(key.name, kind.low, kind.high)
        return kind.absent if whole is None else whole

    return read_whole


@reads_kinds(Bounds)
def _bounds_reader(kind: Bounds, key: Key) -> Reader:
    return lambda fields: fields.numbers(key.name, kind.count)


@reads_kinds(Choice)
def _choice_reader(kind: Choice, key: Key) -> Reader:
    name, words, absent = key.name, kind.enumeration, kind.absent
    return lambda fields: fields.choice(name, words, absent) or absent


@reads_kinds(Choices)
def _choices_reader(kind: Choices, key: Key) -> Reader:
    known = {str(each.value): each for each in kind.enumeration}

    def read_choices(fields: Fields) -> Any:
        items = fields.log.scalars(fields.get(key.name), key.name)
        chosen = (fields.log.choice(item, key.name, known) for item in items)
        return frozenset(known[name] for name in chosen if name is not None)

    return read_choices


@reads_kinds(Word)
def _word_reader(kind: Word, key: Key) -> Reader:
    def read_word(fields: Fields) -> str:
        scalar = fields.log.scalar(fields.get(key.name), key.name)
        chosen = fields.log.choice(scalar, key.name, kind.words) if scalar else None
        return chosen or str(kind.absent)

    return read_word


@reads_kinds(Labels)
def _labels_reader(_: Labels, key: Key) -> Reader:
    return lambda fields: read_labels(fields, key.name)


def read_labels(fields: Fields, key: str) -> Mapping[str, str]:
    """Return the words by id under `key`."""
    labels = ((name, fields.log.scalar(node, name)) for name, _, node in fields.entries(key))
    return {name: to_nfc(label.text) for name, label in labels if label}


@reads_kinds(Record, Naming)
def _record_reader(kind: Record, key: Key) -> Reader:
    def read_inner(fields: Fields) -> Any:
        inner = fields.fields(key.name)
        return read_record(kind.shape, inner) if inner else kind.absent

    return read_inner


@reads_kinds(Records)
def _records_reader(kind: Records, key: Key) -> Reader:
    return lambda fields: fields.each(key.name, lambda item: read_record(kind.shape, item))


@reads_kinds(ById)
def _by_id(kind: ById, key: Key) -> Reader:
    def read_by_id(fields: Fields) -> Mapping[str, Any]:
        log, by_name = fields.log, {}
        for name, value in _named_entries(fields, key.name, kind):
            mapping = log.mapping(value, name)
            record = read_record(kind.shape, Fields(mapping, log), id=name) if mapping else None
            if record is not None:
                by_name[name] = record
        return by_name

    return read_by_id


def _named_entries(fields: Fields, key: str, kind: ById) -> Iterable[tuple[str, Any]]:
    """Return id and node of every entry; of any text may be an id where there is no alphabet."""
    node = fields.mapping(key)
    if kind.alphabet:
        return identified_entries(node, fields.log, kind.alphabet)
    return ((name, value) for name, _, value in entries_of(node))
