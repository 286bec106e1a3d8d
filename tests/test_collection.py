"""Every test is run, and stands where one looks for it; every room can be found by tools."""

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from reading import number_of_tries
from support import REPOSITORY

TESTS: Final = REPOSITORY / "tests"
SOURCES: Final = REPOSITORY / "src" / "baocao"

PASSED_OVER = {"build", "dist", "out", "lib"}
"""Tools take what lies in such folders for products; pytest never ran 541 tests in one of them."""


def test_no_room_has_a_name_that_tools_pass_over() -> None:
    files = [*(REPOSITORY / "src").rglob("*.py"), *(REPOSITORY / "tests").rglob("*.py")]
    folders = {name for path in files for name in path.relative_to(REPOSITORY).parts[:-1]}
    assert "pipeline" in folders
    assert not folders & PASSED_OVER


def test_what_is_left_out_is_asked_for_by_name_elsewhere(request: pytest.FixtureRequest) -> None:
    left_out = re.findall(r"not (\w+)", str(request.config.getini("addopts")))
    ci = "\n".join((REPOSITORY / ".ci" / name).read_text(encoding="utf-8") for name in ("run", "beside"))
    assert "thorough" in left_out
    asked = {
        marker
        for quoted, plain in re.findall(r' -m (?:"([^"]*)"|(\w+))', ci)
        for marker in (quoted or plain).split(" or ")
    }
    assert [marker for marker in left_out if marker not in asked] == []
    assert "make test TRIES=all" in ci


def test_all_random_examples_are_tried_where_all_are_asked_for() -> None:
    asked = settings.get_current_profile_name()
    assert asked in {"some", "all"}
    assert number_of_tries(300).max_examples == (300 if asked == "all" else 50)


APART: Final = {"browser", "faults", "fuzz"}
"""Rooms of tests that hold the whole program against one danger."""
ACROSS: Final = {
    "cli/test_check_docs.py": "docs/kiem-tra.md against the command",
    "cli/test_page_docs.py": "docs/trang.md against the command",
    "cli/test_diff_docs.py": "docs/so-sanh.md against the command",
    "cli/test_hostile_repositories.py": "every command in a stranger's repository",
    "cli/test_links_out.py": "every command that writes",
    "cli/test_strays.py": "every command that reads",
    "cli/test_trace_docs.py": "docs/truy-vet.md against the command",
    "cli/test_inspect_mending.py": "`inspect --sua`, as long as the rest of the command",
    "documents/test_workbook_template.py": "the workbook's template against what it is made of",
    "features/check/test_schemas.py": "all formats against published schemas",
    "features/exchange/word/test_libreoffice.py": "the whole room against what LibreOffice saves",
    "features/exchange/forms/test_any_report.py": "all of a form against what units may write",
    "features/page/test_country.py": "all of a page against a workspace of many units",
    "features/schema/test_keys.py": "schemas against the readers of source/",
    "features/exchange/filled/test_round_trip.py": "forms out and in again, whoever saved them",
    "features/issue/test_reminder.py": "letters that remind, against what gives documents out",
    "features/trace/test_reminders.py": "letters that remind, against what traces numbers",
    "features/verify/test_forged_trees.py": "every feature that writes what Git keeps",
    "foreign/test_mutants.py": "every command that reads what strangers send",
    "inspection/mending/test_libreoffice.py": "what all menders make, opened by LibreOffice",
    "inspection/rules/test_signing.py": "rules of marks of authority, in foot.py and collective.py",
    "inspection/test_broken.py": "every rule against documents that break it",
    "inspection/test_corpus.py": "every rule against documents as people type them",
    "inspection/test_documents.py": "every rule against what render/ makes",
    "inspection/test_habits.py": "every rule against what people type",
    "inspection/test_layouts.py": "every rule against documents laid out in other ways",
    "inspection/test_libreoffice.py": "every rule against what LibreOffice saves",
    "inspection/test_linear.py": "the whole room against long documents",
    "inspection/test_party.py": "every rule against documents of the Party",
    "render/html/test_any_document.py": "the whole renderer against Word's, of whatever documents may say",
    "source/test_yaml_suite.py": "all of reading against the YAML test suite",
}
"""Tests of a room that no single module of it answers for, and what they hold against what."""


def mirrored_module(test: Path) -> Path:
    """Return what a test is named after: a module or a folder of modules, or a tool."""
    room = test.relative_to(TESTS).parent
    home = REPOSITORY if room.parts[0] == "tools" else SOURCES
    return home / room / f"{test.stem.removeprefix('test_')}.py"


def test_every_test_in_a_room_is_named_after_the_module_that_it_tests() -> None:
    """What concerns the whole program stands in tests/ itself."""
    inside = {
        path.relative_to(TESTS).as_posix(): mirrored_module(path)
        for path in TESTS.glob("*/**/test_*.py")
        if path.relative_to(TESTS).parts[0] not in APART
    }
    astray = {
        name for name, module in inside.items() if not (module.is_file() or module.with_suffix("").is_dir())
    }
    assert sorted(astray - ACROSS.keys()) == []
    assert sorted(ACROSS.keys() - astray) == []
