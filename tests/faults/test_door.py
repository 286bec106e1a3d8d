"""There is one door to the disk; a command changes only what is its own, a build its output folder."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple

import pytest

import baocao
from faulting import Call, Running, Stage
from faults_calls import CALLS

PROGRAM: Final = str(Path(baocao.__file__).parent)
DOOR: Final = f"{PROGRAM}/disk/"
CHANGES: Final = frozenset(
    {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
)
WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PLACES: Final = {
    "build": ("out/2025-11",),
    "check": ("phieu",),
    "schema": (".baocao/schema", ".vscode"),
    "init": ("moi",),
    "status": ("b.xlsx", ".dang-ghi-"),
    "remind": ("out/2025-11",),
    "page": ("out/2025-11",),
    "diff": ("b.xlsx", "b.docx", ".dang-ghi-", "../tmp/baocao-"),
    "fmt": ("data/units",),
    "new": ("data/units",),
    "form": ("bieu",),
    "import": ("data/units", "tra"),
    "issue": ("data/units", "out/2025-11"),
}
"""Where a command may change anything: what stands here begins the path; folders around it may be made."""


class Change(NamedTuple):
    """A change to the disk: what it was, of which path, and which of our files asked for it."""

    event: str
    path: str
    where: str


def watch_changes(folder: Path) -> Callable[[list[str]], None]:
    """Return what notes every change that the command makes, whichever library makes it."""

    def hook(events: list[str], event: str, arguments: tuple[Any, ...]) -> None:
        is_change = event in CHANGES or (event == "open" and _opens_for_writing(*arguments[1:]))
        if not is_change or isinstance(arguments[0], int) or arguments[0] == os.devnull:
            return
        where = _innermost_file(sys._getframe(1))
        if where:
            path = os.path.relpath(folder / os.fsdecode(arguments[0]), folder)
            events.append(f"{event}\0{path}\0{where}")

    return lambda events: sys.addaudithook(lambda event, arguments: hook(events, event, arguments))


def _opens_for_writing(mode: str | None, flags: int) -> bool:
    return bool(flags & WRITING) or any(letter in (mode or "") for letter in "wax+")


def _innermost_file(frame: FrameType | None) -> str:
    """Return the innermost of our files that is at work."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(PROGRAM):
            return frame.f_code.co_filename
        frame = frame.f_back
    return ""


@pytest.fixture(scope="module")
def changes(stage: Callable[[Call], Stage]) -> Callable[[Call], list[Change]]:
    """Give the changes that a call makes."""
    known: dict[str, list[Change]] = {}

    def found(call: Call) -> list[Change]:
        if call.name not in known:
            of = stage(call)
            folder = of.fresh()
            ended = Running(folder, call.arguments.split(), prepare=watch_changes(folder)).end()
            assert ended.code == of.undisturbed.code, ended.said
            of.drop(folder)
            known[call.name] = [Change(*each.split("\0")) for each in ended.events]
        return known[call.name]

    return found


def changes_elsewhere(call: Call, changes: list[Change]) -> Iterator[Change]:
    """Yield the changes of what a command has no business with."""
    allowed = PLACES.get(call.arguments.split()[0], ())
    # Who names a reason and himself has it put on record, in the file of the one who consolidates.
    allowed += ("data/units",) if call.name == "build-accepting" else ()
    scratch = ("../tmp/baocao-",) if call.name in {"build-check", "diff-rev"} else ()
    for each in changes:
        around = each.event in {"os.mkdir", "os.rmdir"} and any(
            place.startswith(f"{each.path}/") for place in allowed
        )
        if not each.path.startswith((*allowed, *scratch)) and not around:
            yield each


@pytest.mark.sampled
@pytest.mark.parametrize("call", CALLS, ids=[call.name for call in CALLS])
def test_all_that_is_written_goes_through_the_door(
    changes: Callable[[Call], list[Change]], call: Call
) -> None:
    assert [each for each in changes(call) if not each.where.startswith(DOOR)] == []


@pytest.mark.sampled
@pytest.mark.parametrize("call", CALLS, ids=[call.name for call in CALLS])
def test_a_command_changes_only_what_is_its_own(
    changes: Callable[[Call], list[Change]], call: Call
) -> None:
    assert list(changes_elsewhere(call, changes(call))) == []
