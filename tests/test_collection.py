"""Every test of the repository is run."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent


def test_no_folder_of_tests_is_passed_over(request: pytest.FixtureRequest) -> None:
    """By itself pytest passes over folders named 'build'."""
    folders = {name for path in TESTS.rglob("test_*.py") for name in path.relative_to(TESTS).parts[:-1]}
    passed_over = request.config.getini("norecursedirs")
    assert "build" in folders
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in passed_over)] == []
