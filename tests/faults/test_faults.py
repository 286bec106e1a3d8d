"""Whatever happens to a command at whatever moment, nothing is torn, and running it again mends all.

`make test` tries some moments of every command, the same ones on every run; `.ci/run` tries all of them.
"""

import errno
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from baocao.cli.main import app
from faulting import (
    ERRORS,
    Act,
    Call,
    Ended,
    Snapshot,
    Stage,
    aside,
    between,
    failed,
    killed,
    run,
    snapshot,
)
from faults_calls import CALLS, REPORT, WRITE_NOTHING

SOME: Final = 4
"""How many moments of a command `make test` tries in each way."""
Case = tuple[int, Any]
"""The number of an event, and what happens there."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Call], Stage]:
    """Give the stage of a call, set up once."""
    known: dict[str, Stage] = {}

    def found(call: Call) -> Stage:
        if call.name not in known:
            known[call.name] = Stage(tmp_path_factory.mktemp(call.name), call)
        return known[call.name]

    return found


def kills(of: Stage) -> list[Case]:
    """Return every moment between two events, every half-written file, and the end."""
    events = list(enumerate(of.undisturbed.events, start=1))
    halves = [(number, "giữa") for number, name in events if name == "write"]
    return [*((number, "trước") for number, _ in events), *halves, (of.count, "sau")]


def failures(of: Stage) -> list[Case]:
    """Return every event with everything that the system may answer instead of doing it."""
    return [(number, error) for number in range(1, of.count + 1) for error in ERRORS]


def some(cases: list[Case], of: Stage) -> list[Case]:
    """Return the same few cases on every run."""
    return random.Random(of.call.name).sample(cases, min(SOME, len(cases)))


def disturbed(of: Stage, act: Act) -> tuple[Ended, Snapshot, Ended, Snapshot]:
    """Run the command with something happening, then once more without."""
    folder = of.fresh()
    first = run(folder, of.call.arguments.split(), act)
    between_runs = snapshot(folder)
    second = run(folder, of.call.arguments.split())
    finally_there = snapshot(folder)
    of.drop(folder)
    return first, between_runs, second, finally_there


def wrong_after_kill(of: Stage, case: Case) -> Iterator[str]:
    """Yield what is wrong after a command was killed, and after it was run again."""
    first, found, second, mended = disturbed(of, killed(*case))
    if first.code != -9:
        yield f"was not killed but ended with {first.code}"
    yield from (f"torn: {path}" for path in between(of.before, of.after, found))
    yield from wrong_record(of, first, found)
    yield from wrong_end(of, found, second, mended)


def wrong_after_failure(of: Stage, case: Case) -> Iterator[str]:
    """Yield what is wrong after an event failed, and after the command was run again."""
    first, found, second, mended = disturbed(of, failed(*case))
    usual = of.undisturbed.code
    is_done = {path: each for path, each in found.items() if path not in aside(found)} == of.after
    if first.code not in {0, 1, 2, 3}:
        yield f"ended with {first.code}: {first.said}"
    if first.code == usual and not is_done:
        yield f"told nothing: {first.said}"
    if not is_done and not any(word in first.said for word in ("BC80", "Lỗi: không ghi được", "không tạo")):
        yield f"told something else: {first.said}"
    if "Traceback" in first.said:
        yield first.said
    yield from (f"torn: {path}" for path in between(of.before, of.after, found))
    yield from wrong_record(of, first, found)
    yield from wrong_end(of, found, second, mended)


def wrong_record(of: Stage, ended: Ended, found: Snapshot) -> Iterator[str]:
    """A record stands only where all stands that it tells of, and nobody says 'issued' without one."""
    records = {path for path in found if "/phat-hanh/" in path and path not in aside(found)}
    new = records - of.before.keys()
    outputs = {path for path in of.after if path.startswith("out/")}
    if new and any(found.get(path) != of.after[path] for path in outputs | {REPORT}):
        yield "a record without its files"
    if "Đã phát hành" in ended.said and not new:
        yield "issued without a record"


def wrong_end(of: Stage, found: Snapshot, second: Ended, mended: Snapshot) -> Iterator[str]:
    """After the second run everything is as if nothing had happened."""
    done = {path: each for path, each in found.items() if path not in aside(found)} == of.after
    if second.code != of.undisturbed.code and not (done and second.code == of.call.done):
        yield f"the second run ended with {second.code}: {second.said}"
    if mended != of.after:
        every = sorted(mended.keys() | of.after.keys())
        paths = [each for each in every if mended.get(each) != of.after.get(each)]
        yield f"not as it should be after the second run: {paths}"
    if of.scratch():
        yield f"left in the system's folder: {of.scratch()}"


def told(of: Stage, cases: list[Case], wrong: Callable[[Stage, Case], Iterator[str]]) -> list[str]:
    """Return everything that is wrong in any case, with the event at which it happened."""
    found = []
    for number, what in cases:
        shown = errno.errorcode[what] if isinstance(what, int) else what
        at = f"{of.call.name} {number}/{of.count} {of.undisturbed.events[number - 1]} {shown}"
        found += [f"{at}: {each}" for each in wrong(of, (number, what))]
    return found


def counted(capsys: pytest.CaptureFixture[str], of: Stage, cases: list[Case], kind: str) -> None:
    """Tell what was tried, for the record."""
    with capsys.disabled():
        print(f"\n{of.call.name}: {of.count} events, {len(cases)} {kind}", end=" ")  # noqa: T201


WRITING: Final = [pytest.param(call, id=call.name) for call in CALLS if call.name not in WRITE_NOTHING]


def test_every_command_is_tried() -> None:
    commands = {each.callback.__name__ for each in app.registered_commands if each.callback}
    assert commands == {call.arguments.split()[0] for call in CALLS}


@pytest.mark.parametrize("call", WRITING)
def test_a_command_writes(stage: Callable[[Call], Stage], call: Call) -> None:
    of = stage(call)
    assert of.undisturbed.code in {0, 1}, of.undisturbed.said
    assert of.count > 3


@pytest.mark.parametrize("name", sorted(WRITE_NOTHING))
def test_a_command_that_only_reads_changes_nothing(stage: Callable[[Call], Stage], name: str) -> None:
    of = stage(next(call for call in CALLS if call.name == name))
    assert of.undisturbed.code in {0, 1}, of.undisturbed.said
    assert of.undisturbed.events == ()
    assert of.before == of.after


@pytest.mark.parametrize("call", WRITING)
def test_killed_at_some_moments_a_second_run_finishes_the_work(
    stage: Callable[[Call], Stage], call: Call
) -> None:
    of = stage(call)
    assert told(of, some(kills(of), of), wrong_after_kill) == []


@pytest.mark.parametrize("call", WRITING)
def test_what_the_system_refuses_is_told_and_a_second_run_finishes_the_work(
    stage: Callable[[Call], Stage], call: Call
) -> None:
    of = stage(call)
    assert told(of, some(failures(of), of), wrong_after_failure) == []


@pytest.mark.faults
@pytest.mark.parametrize("call", WRITING)
def test_killed_at_every_moment_a_second_run_finishes_the_work(
    stage: Callable[[Call], Stage], call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    of = stage(call)
    counted(capsys, of, kills(of), "kills")
    assert told(of, kills(of), wrong_after_kill) == []


@pytest.mark.faults
@pytest.mark.parametrize("call", WRITING)
def test_whatever_the_system_refuses_is_told_and_a_second_run_finishes_the_work(
    stage: Callable[[Call], Stage], call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    of = stage(call)
    counted(capsys, of, failures(of), "refusals")
    assert told(of, failures(of), wrong_after_failure) == []
