"""Workspaces for the commands, set up once."""

from collections.abc import Callable

import pytest

from faulting import Call, Stage


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Call], Stage]:
    """Give the stage of a call, set up once for all tests."""
    known: dict[Call, Stage] = {}

    def found(call: Call) -> Stage:
        if call not in known:
            known[call] = Stage(tmp_path_factory.mktemp(call.name), call)
        return known[call]

    return found
