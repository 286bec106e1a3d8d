"""Kinds of values that hold others: records, lists, one of several forms, and what only other data tell."""

from collections.abc import Callable, Mapping
from typing import Any

from baocao.source.fields import Fields, entries_of, identified
from baocao.source.identifiers import Alphabet
from baocao.source.shapes.kinds import NO_LABELS, Kind
from baocao.source.shapes.shape import Shape


class Record(Kind):
    """The lines of one record."""

    def __init__(self, shape: Shape[Any], absent: Any = None) -> None:
        self.shape = shape
        self.absent = absent

    def read(self, fields: Fields, key: str) -> Any:
        """Return the record."""
        inner = fields.fields(key)
        return self.shape.read(inner) if inner else self.absent


class Records(Kind):
    """A list of records."""

    absent: Any = ()

    def __init__(self, shape: Callable[[], Shape[Any]]) -> None:
        self._shape = shape

    @property
    def shape(self) -> Shape[Any]:
        """The shape of each; it is asked for when it is needed, as tasks have sub-tasks."""
        return self._shape()

    def read(self, fields: Fields, key: str) -> tuple[Any, ...]:
        """Return the records that can be made."""
        return fields.each(key, self.shape.read)


class ById(Kind):
    """Records by ids of the writer's own making; without an `alphabet` any text is an id."""

    absent: Mapping[str, Any] = NO_LABELS

    def __init__(self, shape: Shape[Any], alphabet: Alphabet | None = None, pattern: str = ".*") -> None:
        self.shape = shape
        self.alphabet = alphabet
        self.pattern = alphabet.form.pattern if alphabet else pattern

    def read(self, fields: Fields, key: str) -> Mapping[str, Any]:
        """Return the records that can be made; each knows its id."""
        node, log, found = fields.mapping(key), fields.log, {}
        every = ((name, value) for name, _, value in entries_of(node))
        for name, value in identified(node, log, self.alphabet) if self.alphabet else every:
            mapping = log.mapping(value, name)
            record = self.shape.read(Fields(mapping, log), id=name) if mapping else None
            if record is not None:
                found[name] = record
        return found


class Told(Kind):
    """What only code can read, which knows the other data."""


class Section(Told):
    """A part of which even the keys depend on the workspace."""


class Known(Told):
    """The id of something that the workspace has; `what` names it among the shared definitions."""

    def __init__(self, what: str) -> None:
        self.what = what


class Scope(Told):
    """A selector of units."""


class OneOrMany(Told):
    """A list, or one item of it."""

    def __init__(self, item: Kind) -> None:
        self.item = item


class TextOr(Told):
    """A text, or the lines of a record."""

    def __init__(self, shape: Shape[Any]) -> None:
        self.shape = shape


class WordOr(Told):
    """One of some words, or the lines of a record."""

    def __init__(self, word: Kind, shape: Shape[Any]) -> None:
        self.word = word
        self.shape = shape


class Anything(Told):
    """Something, be it what it may."""
