"""Records as tables of their keys in canonical order.

A key of the data is written down once, beside the record that has it. From the table the record is read
(`source/shapes.py`), `fmt` has its order (`source/canonical/layout.py`), editors have their JSON Schema
(`features/schema/`), and docs/ have their rows (`tools/make_docs.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from baocao.model.identifiers import Alphabet
from baocao.model.kinds import NO_LABELS, Kind

R = TypeVar("R")


class Key(NamedTuple):
    """One key: its name in the data, the record's attribute, its kind, and what people are told of it.

    Editors show `title` and `help`; `row` is what docs/ say where that is more.
    """

    name: str
    attribute: str
    kind: Kind
    title: str = ""
    help: str = ""
    required: bool = False
    examples: tuple[str, ...] = ()
    row: str = ""


class Demand:
    """Keys of which any one, or exactly one, must have something written under it."""

    def __init__(self, keys: tuple[str, ...], *, exactly: bool = False) -> None:
        self.keys = keys
        self.exactly = exactly


class Only:
    """A key that records have only where one of `words` stands under the key `under`."""

    def __init__(self, key: str, under: str, words: tuple[str, ...]) -> None:
        self.key = key
        self.under = under
        self.words = words


class Shape(Generic[R]):
    """The keys of a record in canonical order, and what makes the record of their values.

    `definition` is the name under which JSON Schemas share it; `demand` and `only` are what holds between
    its keys. Of a `lenient` one a record is made of what there is, whatever is missing.
    """

    def __init__(
        self,
        make: Callable[..., R],
        keys: Iterable[Key],
        *,
        definition: str = "",
        demand: Demand | None = None,
        only: Only | None = None,
        lenient: bool = False,
    ) -> None:
        self.make = make
        self.keys = tuple(keys)
        self.definition = definition
        self.demand = demand
        self.only = only
        self.is_lenient = lenient
        self.names: Mapping[str, None] = dict.fromkeys(key.name for key in self.keys)

    def without_keys(self, *names: str) -> "Shape[R]":
        """Return the shape of records that do not have these keys."""
        return Shape(
            self.make,
            (key for key in self.keys if key.name not in names),
            definition=self.definition,
            demand=self.demand,
            only=None if self.only and self.only.key in names else self.only,
            lenient=self.is_lenient,
        )


class Record(Kind):
    """The lines of one record."""

    def __init__(self, shape: Shape[Any], absent: Any = None) -> None:
        self.shape = shape
        self.absent = absent


class Naming(Record):
    """A word for each of some states, in the writer's own order."""


class Records(Kind):
    """A list of records."""

    absent: Any = ()

    def __init__(self, shape: Callable[[], Shape[Any]]) -> None:
        self._shape = shape

    @property
    def shape(self) -> Shape[Any]:
        """The shape of each; it is asked for when it is needed, as tasks have sub-tasks."""
        return self._shape()


class ById(Kind):
    """Records by ids of the writer's own making; without an `alphabet` any text of `pattern` is an id."""

    absent: Mapping[str, Any] = NO_LABELS

    def __init__(self, shape: Shape[Any], alphabet: Alphabet | None = None, pattern: str = ".*") -> None:
        self.shape = shape
        self.alphabet = alphabet
        self.pattern = alphabet.form.pattern if alphabet else pattern


class Told(Kind):
    """What only code can read, which knows the other data."""


class Section(Told):
    """A part of which even the words or the keys depend on the workspace."""


class Known(Told):
    """The id of something that the workspace has; `what` is the name of the definition that lists them."""

    def __init__(self, what: str) -> None:
        self.what = what


class Scope(Told):
    """A selector of units."""


class OneOrMany(Told):
    """A list, or one item of it."""

    def __init__(self, item: Kind) -> None:
        self.item = item


class Many(Told):
    """A list; a text is a list of one."""

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
