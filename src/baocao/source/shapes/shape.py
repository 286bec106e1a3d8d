"""Records as tables of keys in canonical order.

A key of the data is written down here once. From the table the record is read, `fmt` has its order
(`source/canonical/layout.py`), editors have their JSON Schema (`source/schema/`), and docs/ have their rows
(`tools/make_docs.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, Generic, NamedTuple, TypeVar

from baocao.source.fields import Fields
from baocao.source.shapes.kinds import Kind

R = TypeVar("R")
Given = Mapping[str, Callable[[Fields], Any]]
"""By attribute, what reads a key whose meaning depends on other data."""
NOTHING: Final[Given] = MappingProxyType({})


def put_off(_: Fields) -> None:
    """Leave a key to be read later, when that is known which it speaks of."""


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


class Demand(NamedTuple):
    """Keys of which exactly one has to be there, or any one with something written under it."""

    keys: tuple[str, ...]
    exactly: bool = False


class Shape(Generic[R]):
    """The keys of a record in canonical order, and what makes the record of their values.

    `definition` is the name under which JSON Schemas share it, `demand` what holds between its keys. A
    `lenient` one makes records of what there is, whatever is missing.
    """

    def __init__(
        self,
        make: Callable[..., R],
        keys: Iterable[Key],
        *,
        definition: str = "",
        demand: Demand | None = None,
        lenient: bool = False,
    ) -> None:
        self._make = make
        self.keys = tuple(keys)
        self.definition = definition
        self.demand = demand
        self._is_lenient = lenient
        self.names: Mapping[str, None] = dict.fromkeys(key.name for key in self.keys)

    def without(self, *names: str) -> "Shape[R]":
        """Return the shape of records that do not have these keys."""
        kept = (key for key in self.keys if key.name not in names)
        return Shape(
            self._make, kept, definition=self.definition, demand=self.demand, lenient=self._is_lenient
        )

    @cached_property
    def _steps(self) -> tuple[tuple[str, str, Callable[[Fields, str], Any], Any, bool], ...]:
        """What is done for each key; made when the first record is read, since few commands read all."""
        return tuple(
            (
                key.name,
                key.attribute,
                key.kind.require if key.required else key.kind.read,
                key.kind.absent,
                key.required,
            )
            for key in self.keys
        )

    def values(self, fields: Fields, given: Given = NOTHING) -> dict[str, Any]:
        """Return what stands under every key, by attribute; all keys count as asked for."""
        fields.ask(self.names)
        written, found = fields.node.entries, {}
        for name, attribute, read, absent, required in self._steps:
            if attribute in given:
                found[attribute] = given[attribute](fields)
            elif required or name in written:
                found[attribute] = read(fields, name)
            else:
                found[attribute] = absent
        return found

    def read(self, fields: Fields, given: Given = NOTHING, **more: Any) -> R | None:
        """Return the record, or None where it has to do without something that it needs.

        `more` are attributes that no key gives.
        """
        found = self.values(fields, given)
        return self._make(**found, **more) if fields.done() or self._is_lenient else None
