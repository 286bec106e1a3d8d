"""Two people at the same moment: what comes of it is what comes of one after the other, in some order.

One command is held up before one of its changes to the disk, at each in turn, while the other runs: to its
end, or until it says that it waits. Nothing is left to luck.
"""

import os
import random
import select
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

import pytest

from faulting import (
    Call,
    Ended,
    Running,
    Snapshot,
    Stage,
    Steps,
    count_tried,
    folder_snapshot,
    pause_process,
    side_by_side,
)
from faults_calls import FORMS, IMPORT, fill_forms

ISSUE: Final = "issue --ky 2025-11 --don-vi xa-mot --so 189 --ngay 2025-11-18"
BUILD: Final = "build --ky 2025-11"
SHEETS: Final = "check --ky 2025-11 --phieu phieu"
UNTIDY: Final = (
    ("data/units/xa-mot/2025-11.yaml", "don_vi: xa-mot\nky: 2025-11\n", "ky: 2025-11\ndon_vi: xa-mot\n"),
    ("data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\n", "ky: 2025-10\ndon_vi: xa-mot\n"),
)


class Pair(NamedTuple):
    """Two commands, the workspace in which they are called, and whether exactly one may succeed.

    Where the first `may_refuse`, it may also find that what it has read is no more, and change nothing.
    """

    first: str
    second: str
    edits: tuple[tuple[str, str, str], ...] = ()
    one_wins: bool = False
    may_refuse: bool = False

    @property
    def name(self) -> str:
        return f"{self.first.split()[0]}+{self.second.split()[0]}"

    @property
    def call(self) -> Call:
        """The first command in its workspace."""
        if "import" in self.name:
            return Call("import", self.first, (FORMS,), self.edits, prepare=fill_forms)
        return Call(self.first.split()[0], self.first, (), self.edits)


PAIRS: Final = (
    Pair(ISSUE, ISSUE, one_wins=True),
    Pair(ISSUE, ISSUE.replace("189", "190"), one_wins=True),
    Pair(ISSUE, "fmt", UNTIDY),
    Pair("fmt", ISSUE, UNTIDY),
    Pair("fmt", "fmt", UNTIDY),
    Pair(BUILD, BUILD),
    Pair(BUILD, f"{BUILD} --don-vi xa-mot"),
    Pair(BUILD, ISSUE),
    Pair(ISSUE, BUILD),
    Pair("new --ky 2025-12", "new --ky 2025-12"),
    Pair("new --ky 2025-12", "fmt", UNTIDY),
    Pair("fmt", "new --ky 2025-12", UNTIDY),
    Pair("new --ky 2025-12", ISSUE),
    Pair(IMPORT, IMPORT, may_refuse=True),
    Pair(IMPORT, "fmt", UNTIDY, may_refuse=True),
    Pair("fmt", IMPORT, UNTIDY),
    Pair(IMPORT, "new --ky 2025-12"),
    Pair(SHEETS, SHEETS),
    Pair("schema", "schema"),
    Pair("init moi", "init moi", one_wins=True),
)
SOME: Final = 1
WAITS: Final = "Đang chờ "


def in_turn(of: Stage, *commands: str) -> Steps[tuple[list[int], Snapshot]]:
    """Return what comes of commands one after the other."""
    folder = of.fresh()
    codes = []
    for command in commands:
        running = Running(folder, command.split())
        yield running.is_done
        codes.append(running.end().code)
    snapshot = folder_snapshot(folder)
    of.drop(folder)
    return codes, snapshot


class Held(NamedTuple):
    """What came of two commands of which the first was held up, and whether the second waited for it."""

    first: Ended
    second: Ended
    has_waited: bool
    found: Snapshot


def held_up(of: Stage, pair: Pair, number: int) -> Steps[Held]:
    """Hold up the first command before an event until the second has ended or waits for it."""
    folder = of.fresh()
    told, reached = os.pipe()
    go_on, going = os.pipe()
    try:
        first = Running(folder, pair.first.split(), pause_process(number, reached, go_on))
        yield partial(first.is_done, lambda: bool(select.select([told], [], [], 0)[0]))
        second = Running(folder, pair.second.split())
        yield partial(second.is_done, lambda: WAITS in second.said())
        has_waited = not second.has_ended()
        os.write(going, b"x")
        yield first.is_done
        yield second.is_done
        held = Held(first.end(), second.end(), has_waited, folder_snapshot(folder))
    finally:
        for end in (told, reached, go_on, going):
            os.close(end)
    of.drop(folder)
    return held


def wrong_outcomes(of: Stage, pair: Pair, numbers: list[int]) -> tuple[list[str], int]:
    """Return where the outcome is that of no order, and how often the second command had to wait."""
    listed = []
    (codes, one), (reversed_codes, other) = side_by_side(
        [in_turn(of, pair.first, pair.second), in_turn(of, pair.second, pair.first)]
    )
    possible = [(codes, one), (reversed_codes[::-1], other)]
    if pair.may_refuse:
        ((second, alone),) = side_by_side([in_turn(of, pair.second)])
        possible.append(([1, *second], alone))
    every = side_by_side(held_up(of, pair, number) for number in numbers)
    for number, held in zip(numbers, every, strict=True):
        codes = [held.first.code, held.second.code]
        if (codes, held.found) not in possible or (pair.one_wins and codes.count(0) != 1):
            at = f"{pair.name} {number}/{of.count} {of.undisturbed.events[number - 1]}"
            listed.append(f"{at}: {codes}\n{held.first.said}\n{held.second.said}")
    return listed, sum(held.has_waited for held in every)


NAMED: Final = [pytest.param(pair, id=f"{index}-{pair.name}") for index, pair in enumerate(PAIRS)]


@pytest.mark.sampled
@pytest.mark.parametrize("pair", NAMED)
def test_two_at_once_are_as_one_after_the_other(stage: Callable[[Call], Stage], pair: Pair) -> None:
    of = stage(pair.call)
    numbers = random.Random(pair.name).sample(range(1, of.count + 1), SOME)
    outcomes, waits = wrong_outcomes(of, pair, [of.count // 2, *numbers])
    assert not outcomes, "\n".join(outcomes)
    assert waits > 0


@pytest.mark.faults
@pytest.mark.parametrize("pair", NAMED)
def test_two_at_once_are_as_one_after_the_other_at_every_moment(
    stage: Callable[[Call], Stage], pair: Pair
) -> None:
    of = stage(pair.call)
    outcomes, waits = wrong_outcomes(of, pair, list(range(1, of.count + 1)))
    count_tried(pair.name, of.count, "held up", of.count)
    count_tried(pair.name, of.count, "waits", waits)
    assert not outcomes, "\n".join(outcomes)


@pytest.mark.parametrize(
    ("pair", "command", "done"), [(PAIRS[0], "issue", "đã phát hành"), (PAIRS[5], "build", "đã ghi")]
)
def test_who_waits_is_told_for_whom(
    stage: Callable[[Call], Stage], pair: Pair, command: str, done: str
) -> None:
    of = stage(pair.call)
    [held] = side_by_side([held_up(of, pair, of.count // 2)])
    line = held.second.said.splitlines()[0]
    assert line.startswith(f"Đang chờ 'baocao {command}' (tiến trình ")
    assert line.endswith(" … Nhấn Ctrl+C để dừng.")
    assert done in held.second.said.lower()
