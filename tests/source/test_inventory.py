"""What lies in the folders of a workspace: listed once, and nothing in it makes a load long."""

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from support import SUBMISSION, Sandbox

SECONDS = 60
"""Far more than any load takes; what hangs never ends."""
STRAY = ["(1) 2025-11.yaml", " 2025-11.yaml", "#2025-11.yaml", "-.yaml", "!.yaml", "0001-01.yaml", ".yaml"]


@pytest.fixture(autouse=True)
def _guarded() -> Iterator[None]:
    """Fail a test that hangs, where the system has an alarm."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still running after {SECONDS} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", STRAY)
def test_a_stray_name_does_not_make_the_search_for_earlier_periods_endless(
    sandbox: Sandbox, name: str
) -> None:
    sandbox.write(f"data/units/xa-mot/{name}", SUBMISSION)
    (workspace,) = sandbox.load().workspaces
    assert list(workspace.submissions) == ["xa-mot"]
