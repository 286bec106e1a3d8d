"""Fixtures: a small workspace to change, and the real and the synthetic one built once."""

import gc
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from baocao.model.diagnostic import Diagnostic
from baocao.model.workspace import SourceFile
from baocao.pipeline.making import Outcome
from baocao.source import nodes
from baocao.source.parsing import parse_source
from once import make_styles_once, read_sources_once
from support import EXAMPLE, REPOSITORY, Sandbox, build_quietly

# A busy machine is no failure; the same examples on every run. reading.py says how many.
settings.register_profile("all", deadline=None, derandomize=True, database=None)
settings.register_profile("some", settings.get_profile("all"), max_examples=25)
settings.load_profile("some")

SHARE_OF_CASES = 6
"""`make test` tries one of so many cases of a test that is `sampled`; CI tries the others too."""

gc.disable()  # collecting thousands of tests leaves next to no garbage to look for


@pytest.hookimpl(tryfirst=True)  # before cases are deselected by their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave all but a share of the cases of tests that are `sampled` to those that are `thorough`."""
    cases = Counter[str]()
    for item in items:
        if item.get_closest_marker("sampled"):
            name = item.nodeid.partition("[")[0]
            if cases[name] % SHARE_OF_CASES:
                item.add_marker("thorough")
            cases[name] += 1


def pytest_collection_finish() -> None:
    """Collect garbage from now on, among what tests leave: thousands of tests themselves stay for good."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def _made_once() -> None:
    make_styles_once()
    read_sources_once()


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    """A small complete workspace that a test can change."""
    return Sandbox(tmp_path)


@pytest.fixture
def yaml() -> Callable[[str], tuple[nodes.Node | None, list[Diagnostic]]]:
    """Parse YAML that stands in a test."""
    return lambda text: parse_source(SourceFile("tệp.yaml", textwrap.dedent(text), b""))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The real workspace of this repository, built for 2025-11."""
    return build_quietly(REPOSITORY, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The committed synthetic province, built for 2025-11."""
    return build_quietly(EXAMPLE, tmp_path_factory.mktemp("synthetic"))
