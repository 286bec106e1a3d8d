"""Workspaces for the commands, set up once."""

from collections.abc import Callable

import pytest

from faulting import TRIED, Call, Stage


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how often what was tried."""
    for kind, tried in TRIED.items():
        events, times = (sum(each) for each in zip(*tried.values(), strict=True))
        each = ", ".join(f"{name} {many}" for name, (_, many) in tried.items())
        terminalreporter.write_line(f"{kind}: {times} at {events} events ({each})")


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Call], Stage]:
    """Give the stage of a call, set up once for all tests."""
    known: dict[Call, Stage] = {}

    def found(call: Call) -> Stage:
        if call not in known:
            known[call] = Stage(tmp_path_factory.mktemp(call.name), call)
        return known[call]

    return found
