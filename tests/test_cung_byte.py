"""The same sources give the same bytes, whoever builds them, where and under which settings.

`.ci/run` tries larger workspaces in more surroundings: python tests/surroundings.py.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import surroundings
from support import Sandbox

SMALL = {"kho": "kho"}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a small workspace that every user may enter, as those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="baocao-noi-") as scratch:
        folder = Path(scratch)
        Sandbox(folder / SMALL["kho"])
        folder.chmod(0o755)
        yield folder


@pytest.mark.thorough
def test_no_output_depends_on_what_a_machine_or_its_user_brings_along(folder: Path) -> None:
    turns = max(map(len, surroundings.SETTINGS.values()))
    assert list(surroundings.surrounding_differences(folder, turns, SMALL)) == []


def test_a_surrounding_that_does_change_the_outputs_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    epoch = surroundings.USUAL._replace(environment={"SOURCE_DATE_EPOCH": "1700000000"})
    monkeypatch.setattr(surroundings, "mixed_surroundings", lambda _: iter((epoch,)))
    changed = list(surroundings.surrounding_differences(folder, 1, SMALL))
    assert any(".docx" in each for each in changed)
