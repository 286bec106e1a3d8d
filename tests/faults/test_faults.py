"""Whatever happens to a command at whatever moment, nothing is torn, and running it again mends all.

`make test` tries some moments of every command, the same ones on every run; `.ci/run` tries all of them.
"""

import errno
import random
import resource
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import pytest

from baocao.cli.main import app
from faulting import (
    ERRORS,
    Act,
    Call,
    Ended,
    Running,
    Snapshot,
    Stage,
    Steps,
    count_tried,
    fail_event,
    folder_snapshot,
    kill_process,
    paths_aside,
    side_by_side,
    states_between,
)
from faults_calls import CALLS, REPORT, WRITE_NOTHING

FEW_FILES: Final = range(3, 16, 2)
"""So many files may be open at once: the streams alone, up to what every command gets along with."""
SOME: Final = 3
"""How many moments of a command `make test` tries in each way."""
TELLING: Final = (
    "BC80",
    "Lỗi: không ghi được",
    "không tạo",
    "Lệnh đã dừng",
    "Không đọc được",
    "Không xem được",
)
"""One of these is said by whoever could not write all."""
Case = tuple[int, Any]
"""The number of an event, and what happens there."""


def kill_cases(of: Stage) -> list[Case]:
    """Return every moment between two events, every half-written file, and the end."""
    numbers = range(1, of.count + 1)
    halves = [(number, "giữa") for number in numbers if of.event(number) == "write"]
    return [*((number, "trước") for number in numbers), *halves, (of.count, "sau")]


def failure_cases(of: Stage) -> list[Case]:
    """Return every event with what the system may answer instead of doing it.

    Where the same lines of ours lead to several events, as for each of many files, the first and the last
    are refused with every error, and those between with one each, in turn.
    """
    return sorted(
        (number, error)
        for alike in of.alike
        for place, number in enumerate(alike)
        for error in (ERRORS if place in {0, len(alike) - 1} else [ERRORS[place % len(ERRORS)]])
    )


def some_cases(cases: list[Case], of: Stage) -> list[Case]:
    """Return the same few cases on every run."""
    return random.Random(of.call.name).sample(cases, min(SOME, len(cases)))


def disturbed_run(of: Stage, act: Act) -> Steps[tuple[Ended, Snapshot, Ended, Snapshot, list[str]]]:
    """Run the command with something happening, then once more without.

    The last is what then lies in the system's folder for temporary files.
    """
    folder = of.fresh()
    first = Running(folder, of.call.arguments.split(), act)
    yield first.is_done
    ended, snapshot = first.end(), folder_snapshot(folder)
    second, everything = yield from of.again(folder)
    of.drop(folder)
    mended = {path[5:]: each for path, each in everything.items() if path.startswith("work/")}
    return ended, snapshot, second, mended, [path for path in everything if path.startswith("tmp/")]


def wrong_after_kill(of: Stage, case: Case) -> Steps[list[str]]:
    """Return what is wrong after a command was killed, and after it was run again."""
    first, problems, second, mended, left = yield from disturbed_run(of, kill_process(*case))
    return [
        *([f"was not killed but ended with {first.code}"] if first.code != -9 else []),
        *wrong_meanwhile(of, first, problems),
        *wrong_end(of, problems, second, mended, left),
    ]


def wrong_after_failure(of: Stage, case: Case) -> Steps[list[str]]:
    """Return what is wrong after an event failed, and after the command was run again."""
    first, problems, second, mended, left = yield from disturbed_run(of, fail_event(*case))
    return [
        *wrong_answer(of, first, problems),
        *wrong_meanwhile(of, first, problems),
        *wrong_end(of, problems, second, mended, left),
    ]


def _told_problems(of: Stage, first: Ended) -> list[str]:
    """Return the problems that a command tells only because it was disturbed, whatever its code."""
    usual = of.undisturbed.said.splitlines()
    return [line for line in first.said.splitlines() if " lỗi: " in line and line not in usual]


def wrong_answer(of: Stage, first: Ended, files: Snapshot) -> Iterator[str]:
    """A command that could not do all says so, in words, and in its exit code."""
    is_done = {path: each for path, each in files.items() if path not in paths_aside(files)} == of.after
    if first.code not in {0, 1, 2, 3}:
        yield f"ended with {first.code}: {first.said}"
    if first.code == of.undisturbed.code and not is_done and not _told_problems(of, first):
        yield f"told nothing: {first.said}"
    if not is_done and not any(word in first.said for word in TELLING):
        yield f"told something else: {first.said}"
    if "Traceback" in first.said:
        yield first.said


def wrong_meanwhile(of: Stage, first: Ended, files: Snapshot) -> Iterator[str]:
    """At no moment is anything torn, or a document half issued."""
    yield from (f"torn: {path}" for path in states_between(of.before, of.after, files))
    yield from wrong_record(of, first, files)


def wrong_record(of: Stage, ended: Ended, files: Snapshot) -> Iterator[str]:
    """A record stands only where all stands that it tells of, and nobody says 'issued' without one."""
    records = {path for path in files if "/phat-hanh/" in path and path not in paths_aside(files)}
    new = records - of.before.keys()
    outputs = {path for path in of.after if path.startswith("out/")}
    if new and any(files.get(path) != of.after[path] for path in outputs | {REPORT}):
        yield "a record without its files"
    if "Đã phát hành" in ended.said and not new:
        yield "issued without a record"


def wrong_end(
    of: Stage, files: Snapshot, second: Ended, mended: Snapshot, left: list[str]
) -> Iterator[str]:
    """After the second run everything is as if nothing had happened."""
    done = {path: each for path, each in files.items() if path not in paths_aside(files)} == of.after
    if second.code != of.undisturbed.code and not (done and second.code == of.call.done):
        yield f"the second run ended with {second.code}: {second.said}"
    if mended != of.after:
        every = sorted(mended.keys() | of.after.keys())
        paths = [each for each in every if mended.get(each) != of.after.get(each)]
        yield f"not as it should be after the second run: {paths}"
    if left:
        yield f"left in the system's folder: {left}"


def told_faults(
    of: Stage, cases: list[Case], wrong: Callable[[Stage, Case], Steps[list[str]]]
) -> list[str]:
    """Return everything that is wrong in any case, with the event at which it happened."""
    listed = []
    for (number, what), wrongs in zip(cases, side_by_side(wrong(of, case) for case in cases), strict=True):
        shown = errno.errorcode[what] if isinstance(what, int) else what
        at = f"{of.call.name} {number}/{of.count} {of.undisturbed.events[number - 1]} {shown}"
        listed += [f"{at}: {each}" for each in wrongs]
    return listed


def few_files(of: Stage, most: int) -> Steps[list[str]]:
    """Return what is wrong where the system lets a process open so many files at once, and no more."""
    folder = of.fresh()
    limit = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (most, most))
    running = Running(folder, of.call.arguments.split(), prepare=lambda _: limit())
    yield running.is_done
    ended, snapshot = running.end(), folder_snapshot(folder)
    of.drop(folder)
    wrong = [*wrong_answer(of, ended, snapshot), *wrong_meanwhile(of, ended, snapshot)]
    return [f"{of.call.name} with {most} files: {each}" for each in wrong]


WRITING: Final = [pytest.param(call, id=call.name) for call in CALLS if call.name not in WRITE_NOTHING]
USUAL: Final = {"build", "issue", "fmt", "new", "check", "import"}
"""Commands that are disturbed at some moments every time."""
AT_SOME_MOMENTS: Final = {
    *("form", "form-first", "import-back", "page", "page-first", "build-first", "build-one-unit"),
    *("issue-accepting", "issue-department", "remind-first", "remind-nobody", "diff-rev", "schema-first"),
}
"""They write through doors of others, which are tried at every moment."""
DISTURBED: Final = [
    each if each.id in USUAL else pytest.param(*each.values, id=each.id, marks=pytest.mark.thorough)
    for each in WRITING
    if each.id in USUAL | AT_SOME_MOMENTS
]
NEVER_ENDING: Final = {"watch"}
"""It writes nothing that stays, and is killed and disturbed in tests of its own."""
AT_EVERY_MOMENT: Final = [each for each in WRITING if each.id not in AT_SOME_MOMENTS]


def test_every_command_is_tried() -> None:
    commands = {each.name or each.callback.__name__ for each in app.registered_commands if each.callback}
    assert commands - NEVER_ENDING == {call.arguments.split()[0] for call in CALLS}


@pytest.mark.parametrize("call", WRITING)
def test_a_command_writes(stage: Callable[[Call], Stage], call: Call) -> None:
    of = stage(call)
    assert of.undisturbed.code in {0, 1}, of.undisturbed.said
    assert of.count > 3


@pytest.mark.parametrize("name", sorted(WRITE_NOTHING))
def test_a_command_that_only_reads_changes_nothing(stage: Callable[[Call], Stage], name: str) -> None:
    of = stage(next(call for call in CALLS if call.name == name))
    assert of.undisturbed.code in {0, 1}, of.undisturbed.said
    assert {of.event(number) for number in range(1, of.count + 1)} <= {"pipe"}  # to Git
    assert of.before == of.after


@pytest.mark.parametrize("call", DISTURBED)
def test_killed_at_some_moments_a_second_run_finishes_the_work(
    stage: Callable[[Call], Stage], call: Call
) -> None:
    of = stage(call)
    faults = told_faults(of, some_cases(kill_cases(of), of), wrong_after_kill)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("call", DISTURBED)
def test_what_the_system_refuses_is_told_and_a_second_run_finishes_the_work(
    stage: Callable[[Call], Stage], call: Call
) -> None:
    of = stage(call)
    faults = told_faults(of, some_cases(failure_cases(of), of), wrong_after_failure)
    assert not faults, "\n".join(faults)


@pytest.mark.faults
@pytest.mark.parametrize("call", AT_EVERY_MOMENT)
def test_killed_at_every_moment_a_second_run_finishes_the_work(
    stage: Callable[[Call], Stage], call: Call
) -> None:
    of = stage(call)
    count_tried(of.call.name, of.count, "kills", len(kill_cases(of)))
    faults = told_faults(of, kill_cases(of), wrong_after_kill)
    assert not faults, "\n".join(faults)


@pytest.mark.faults
@pytest.mark.parametrize("call", AT_EVERY_MOMENT)
def test_whatever_the_system_refuses_is_told_and_a_second_run_finishes_the_work(
    stage: Callable[[Call], Stage], call: Call
) -> None:
    of = stage(call)
    count_tried(of.call.name, of.count, "refusals", len(failure_cases(of)))
    faults = told_faults(of, failure_cases(of), wrong_after_failure)
    assert not faults, "\n".join(faults)


@pytest.mark.faults
@pytest.mark.parametrize("call", CALLS, ids=[call.name for call in CALLS])
def test_however_few_files_may_be_open_at_once_nothing_is_torn(
    stage: Callable[[Call], Stage], call: Call
) -> None:
    of = stage(call)
    count_tried(of.call.name, of.count, "few files", len(FEW_FILES))
    side = [each for wrong in side_by_side(few_files(of, most) for most in FEW_FILES) for each in wrong]
    assert not side, "\n".join(side)
