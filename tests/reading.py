"""YAML that stands in a test, read as one record; and how many of many like cases are tried."""

import textwrap
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final, TypeVar

import pytest
from _pytest.mark import ParameterSet
from hypothesis import settings

from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator
from baocao.model.submission import Entry
from baocao.model.unit import Registry, UnitKind
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.indicators import read_catalogue
from baocao.source.log import Log
from baocao.source.parsing import parse_source
from baocao.source.values import read_entry

T = TypeVar("T")
FILE: Final = "tệp.yaml"
KINDS: Final = Registry({name: UnitKind(name, name, "xa") for name in ("xa", "phuong")})
"""A registry without units, enough to read selectors by level and kind."""
SHARE: Final = 1 if settings.get_current_profile_name() == "all" else 6
"""`make test` tries one of so many examples; `.ci/run` tries them all: --hypothesis-profile=all."""


def number_of_tries(most: int) -> settings:
    """Return how often a property is tried: `most` times, or a share of that."""
    return settings(max_examples=most // SHARE)


def rare_cases(*cases: object) -> list[ParameterSet]:
    """Return cases that only `.ci/run` tries, beside others that `make test` tries as well."""
    parts = [case if isinstance(case, tuple) else (case,) for case in cases]
    return [pytest.param(*each, marks=pytest.mark.thorough) for each in parts]


few: Final = number_of_tries(60)
"""For properties that touch files."""
many: Final = number_of_tries(300)
"""For properties of pure functions."""


def node_of(text: str) -> nodes.Node:
    """Return the root of YAML that has no fault."""
    root, problems = parse_source(SourceFile(FILE, textwrap.dedent(text).lstrip("\n"), b""))
    assert root is not None
    assert problems == []
    return root


def mapping_of(text: str) -> nodes.Mapping:
    """Return the mapping at the top of YAML that has no fault."""
    root = node_of(text)
    assert isinstance(root, nodes.Mapping)
    return root


def fields_of(text: str) -> Fields:
    """Return the fields of the mapping at the top."""
    return Fields(mapping_of(text), Log(FILE))


def read_with(read: Callable[[nodes.Mapping, Log], T], text: str) -> tuple[T, list[Diagnostic]]:
    """Return what a reader makes of YAML, and its problems."""
    log = Log(FILE)
    return read(mapping_of(text), log), log.problems


def indicator_of(text: str) -> Indicator:
    """Return the indicator `nhom.chi_so` that has the fields `text`: 'loai: so_dem, so_le: 1'."""
    log = Log(FILE)
    group = mapping_of(f"nhom: {{ten: Nhóm, chi_tieu: {{chi_so: {{ten: Chỉ số, {text}}}}}}}")
    catalogue = read_catalogue(group, KINDS, log)
    assert log.problems == []
    return catalogue.indicators["nhom.chi_so"]


def entry_of(indicator: Indicator, text: str) -> tuple[Entry, list[Diagnostic]]:
    """Return what YAML says of an indicator, and its problems."""
    log = Log(FILE)
    return read_entry(node_of(text), indicator, log), log.problems


def problem_codes(problems: Iterable[Diagnostic]) -> list[str]:
    """Return the codes in order."""
    return [problem.code for problem in problems]


def exact_number(text: str | int) -> Decimal:
    """Return an exact number, written with a decimal point."""
    return Decimal(text)
