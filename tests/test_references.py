"""What texts of the repository say of its tests is there: files, folders, examples and names of tests."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from support import REPOSITORY

PAGES: Final = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]
RECIPES: Final = [
    *(REPOSITORY / name for name in ("Makefile", "pyproject.toml", ".gitattributes")),
    *(path for path in (REPOSITORY / ".ci").iterdir() if path.is_file()),
]
PROGRAMS: Final = [
    path
    for folder in ("src", "tools", "benchmarks", "examples")
    for path in (REPOSITORY / folder).rglob("*.py")
]
TESTS: Final = list((REPOSITORY / "tests").rglob("*.py"))
ADDING: Final = REPOSITORY / "tests" / "test_where_to_add.py"
"""Tells of files that it adds to a copy of the house."""
PATH: Final = re.compile(r"(?<![\w/.-])tests/[\w./*?-]*[\w*/](?![\w<…])")
NAME: Final = re.compile(r"(?<![\w/.])test_[a-z0-9_]*[a-z0-9](?![\w*<…(])")
DEFINED: Final = re.compile(r"^def (test_\w+)", re.MULTILINE)


def known_names() -> Iterator[str]:
    """Yield the names of all tests and of the files that hold them."""
    for path in TESTS:
        yield path.stem
        yield from DEFINED.findall(path.read_text(encoding="utf-8"))


KNOWN: Final = frozenset(known_names())


def unknown_files(text: str) -> list[str]:
    """Return the files of tests that a text tells of and that are not there."""
    return [path for path in PATH.findall(text) if not any(REPOSITORY.glob(path.rstrip("/")))]


def unknown_names(text: str) -> list[str]:
    """Return the names of tests that a text tells of and that no test has."""
    return [name for name in NAME.findall(text) if name not in KNOWN]


def found_in(path: Path, gone: list[str]) -> list[str]:
    """Return what is not there, with the file that tells of it."""
    return [f"{path.relative_to(REPOSITORY).as_posix()}: {each}" for each in gone]


def test_every_file_of_tests_that_a_text_tells_of_is_there() -> None:
    texts = (*PAGES, *RECIPES, *PROGRAMS, *(path for path in TESTS if path != ADDING))
    gone = [each for path in texts for each in found_in(path, unknown_files(path.read_text("utf-8")))]
    assert gone == []


def test_every_test_that_a_text_tells_of_is_there() -> None:
    texts = (*PAGES, *RECIPES, *PROGRAMS)  # what tests call each other is for the compiler
    gone = [each for path in texts for each in found_in(path, unknown_names(path.read_text("utf-8")))]
    assert gone == []


def test_what_is_not_there_is_noticed() -> None:
    here = f"tests/{Path(__file__).name}"
    gone = ("tests/" + "nowhere/test_it.py", "test_" + "gone")
    assert unknown_files(f"See {here}, tests/fuzz/*.py, {gone[0]}.") == [gone[0]]
    assert unknown_names(f"See `test_what_is_not_there_is_noticed`, {gone[1]}.") == [gone[1]]
