"""Spoiled outputs and documents, of every kind and at every level: no command that reads them breaks."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading import SHARE
from strangers import BUILDS, TRIALS, Lab, Trial, has_survived

EACH = 32 if SHARE == 1 else 8
BUILT = 12 if SHARE == 1 else 4
"""Mutants of every trial in the ordinary tests; tests/fuzz/strangers.py goes on as long as it is told."""


ALL = len(TRIALS) * EACH + len(BUILDS) * BUILT


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One workspace for all; of all mutants together at least half must have made a difference."""
    result = Lab(tmp_path_factory.mktemp("kho"))
    yield result
    assert result.tried < ALL or result.differing * 2 >= result.tried


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("trial", "count"),
    [*((trial, EACH) for trial in TRIALS), *((trial, BUILT) for trial in BUILDS)],
    ids=lambda value: f"{value.name} < {value.file}" if isinstance(value, Trial) else str(value),
)
def test_a_spoiled_file_is_told_and_nothing_breaks(lab: Lab, trial: Trial, count: int) -> None:
    dice = random.Random(f"{trial.command} {trial.file}")
    good = lab.run(trial, None)
    assert has_survived(good), good
    differing = 0
    for _ in range(count):
        mutant = lab.mutant(trial, dice)
        result = lab.run(trial, mutant)
        assert has_survived(result), (mutant.name, result.code, result.err[-2000:])
        differing += result != good
    assert differing * 4 >= count, f"{differing} of {count} mutants made any difference"
    lab.tried += count
    lab.differing += differing


def test_there_are_hundreds_of_mutants(tmp_path: Path) -> None:
    lab, dice = Lab(tmp_path), random.Random(1)
    made = [lab.mutant(trial, dice) for trial in TRIALS for _ in range(EACH)]
    assert len(made) >= 400 // SHARE
    assert len({mutant.data for mutant in made}) > len(made) * 0.75
