"""Tables of keys: they fit the records that they describe, and every kind in them is known to all."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

from baocao import model
from baocao.features.schema.kinds import kind_schema
from baocao.model.kinds import Kind, Text
from baocao.model.shape import Key, Section, Shape, Told
from baocao.source import directives, issuances, statuses
from baocao.source.shapes import _MAKERS

READERS = (directives, issuances, statuses)
"""The modules that read kinds of their own."""
APART = {"GROUP_SHAPE": "rules", "STATUSES_SHAPE": "lights"}
"""What is kept elsewhere than in the record."""
NO_SCHEMA = {"ISSUED_SHAPE"}
"""What the program writes itself."""


def shapes() -> Iterator[tuple[str, Shape[Any]]]:
    """Yield every table of the model with its name."""
    for module in pkgutil.iter_modules(model.__path__, "baocao.model."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Shape) and value.keys:
                yield name, value


def needs_workspace(kind: Kind) -> bool:
    """Tell whether only a workspace can say what may stand there."""
    inner = getattr(kind, "shape", None)
    return isinstance(kind, Section) or any(
        key.kind is not kind and needs_workspace(key.kind) for key in (inner.keys if inner else ())
    )


EVERY = [pytest.param(name, shape, id=name) for name, shape in shapes()]


@pytest.mark.parametrize(("name", "shape"), EVERY)
def test_the_attributes_of_a_table_are_those_of_its_record(name: str, shape: Shape[Any]) -> None:
    known = getattr(shape.make, "_fields", None)
    assert known is None or {key.attribute for key in shape.keys} - {APART.get(name)} <= set(known)


@pytest.mark.parametrize(("name", "shape"), EVERY)
def test_no_key_stands_twice_in_a_table(name: str, shape: Shape[Any]) -> None:
    assert len(shape.names) == len(shape.keys), name


@pytest.mark.parametrize(("name", "shape"), EVERY)
def test_every_kind_in_a_table_is_read_and_has_a_schema(name: str, shape: Shape[Any]) -> None:
    assert READERS
    kinds = [key.kind for key in shape.keys]
    assert all(type(kind) in _MAKERS or isinstance(kind, Told) for kind in kinds), name
    for kind in kinds:
        if not needs_workspace(kind) and name not in NO_SCHEMA:
            assert isinstance(kind_schema(kind, blank=True), dict)


@pytest.mark.parametrize(("name", "shape"), EVERY)
def test_every_key_says_what_it_is(name: str, shape: Shape[Any]) -> None:
    untitled = [key.name for key in shape.keys if not key.title]
    assert name in NO_SCHEMA or untitled == []


def test_a_table_without_some_keys_is_the_same_else() -> None:
    whole: Shape[dict[str, str]] = Shape(
        dict, (Key("a", "a", Text()), Key("b", "b", Text())), definition="x", lenient=True
    )
    part = whole.without_keys("a")
    assert (list(part.names), part.definition, part.is_lenient, part.make) == (["b"], "x", True, dict)
