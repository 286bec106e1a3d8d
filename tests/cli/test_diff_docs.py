"""docs/so-sanh.md shows what `baocao diff` prints."""

import re

import pytest

from baocao.cli.main import main
from baocao.features.diff.records import Move
from support import EXAMPLE, REPOSITORY

PAGE = (REPOSITORY / "docs" / "so-sanh.md").read_text(encoding="utf-8")
SCREENS = re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_screen_of_two_periods_is_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["diff", "2025-10", "2025-11", "--root", str(EXAMPLE)]) == 0
    shown, cut, _ = SCREENS[0].partition("        …\n")
    assert cut
    assert capsys.readouterr().out.startswith(shown)


@pytest.mark.parametrize("move", list(Move))
def test_every_move_of_a_task_is_explained(move: Move) -> None:
    assert move.value in PAGE
