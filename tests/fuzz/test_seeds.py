"""What fuzzing has found stays repaired."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import few

FOLDER = Path(__file__).parent


@cache
def fuzz_target() -> Any:
    """Return the module that a fuzzer calls, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("target", FOLDER / "target.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", sorted((FOLDER / "seeds").iterdir()), ids=lambda path: path.name)
def test_a_finding_stays_repaired(seed: Path) -> None:
    fuzz_target().TestOneInput(seed.read_bytes())


@few
@given(st.binary(max_size=200))
def test_any_bytes_in_the_place_of_any_file_are_survived(data: bytes) -> None:
    fuzz_target().TestOneInput(data)


def test_every_file_of_a_workspace_is_fuzzed() -> None:
    seeds = list(fuzz_target().example_inputs())
    assert {data[0] for data in seeds} >= set(range(len(fuzz_target().TARGETS)))
    assert len(seeds) > 300
