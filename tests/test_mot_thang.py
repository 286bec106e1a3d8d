"""The month of docs/mot-thang.md is lived through: files laid, commands run, every screen compared.

A remark `<!-- lúc 2025-12-01 08:00 -->` sets the clock, in Vietnam, of the commands after it.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from baocao.vietnamese.moments import in_vietnam
from pages import FENCE, shows_lines, steady_lines
from support import REPOSITORY

PAGE = (REPOSITORY / "docs" / "mot-thang.md").read_text(encoding="utf-8")
FILE = re.compile(r"^\*\*`(?P<name>[^`]+)`\*\*(?P<more> \(thêm vào cuối tệp\))?\n\Z", re.MULTILINE)
CHANGE = re.compile(r"Trong `(?P<file>[^`]+)`, sửa `(?P<old>[^`]+)` thành `(?P<new>[^`]+)`")
CLOCK = re.compile(r"<!-- lúc (?P<moment>[\d: -]+) -->")


class Live(NamedTuple):
    """Where the reader is, and when."""

    folder: Path
    moment: str


def page_events() -> Iterator[re.Match[str]]:
    """Yield clocks, changes and blocks in the order of the page."""
    matches = [match for pattern in (CLOCK, CHANGE, FENCE) for match in pattern.finditer(PAGE)]
    return iter(sorted(matches, key=lambda match: match.start()))


def lay_file(folder: Path, block: re.Match[str]) -> None:
    """Write the file that a block shows, or add to its end."""
    head = FILE.search(PAGE[: block.start()])
    assert head, "a file of the page has no name"
    path = folder / head["name"]
    before = path.read_text(encoding="utf-8") if head["more"] else ""
    path.write_text(before + block["body"], encoding="utf-8")


def make_change(folder: Path, match: re.Match[str]) -> None:
    """Make the change that a sentence of the page tells of."""
    path = folder / match["file"]
    text = path.read_text(encoding="utf-8")
    assert text.count(match["old"]) == 1
    path.write_text(text.replace(match["old"], match["new"]), encoding="utf-8")


def run_as_reader(command: str, live: Live) -> list[str]:
    """Run a command as the reader would, at the page's own time."""
    arguments = shlex.split(command)
    program = [sys.executable, "-m", "baocao"] if arguments[0] == "baocao" else arguments[:1]
    when = datetime.fromisoformat(f"{live.moment}+07:00")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Trần Thị Mơ",
        "GIT_AUTHOR_EMAIL": "mo@example.vn",
        "GIT_COMMITTER_NAME": "Trần Thị Mơ",
        "GIT_COMMITTER_EMAIL": "mo@example.vn",
        "GIT_AUTHOR_DATE": when.isoformat(),
        "GIT_COMMITTER_DATE": when.isoformat(),
        "SOURCE_DATE_EPOCH": str(int(when.timestamp())),
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        [*program, *arguments[1:]],
        check=False,
        cwd=live.folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    return [*done.stdout.splitlines(), *done.stderr.splitlines()]


@pytest.mark.thorough
def test_the_month_goes_as_the_page_tells(tmp_path: Path) -> None:
    live = Live(tmp_path, "")
    for event in page_events():
        groups = event.groupdict()
        if "moment" in groups:
            live = live._replace(moment=event["moment"].strip())
        elif "old" in groups:
            make_change(live.folder, event)
        elif event["language"] == "yaml":
            lay_file(live.folder, event)
        else:
            live = compare_screen(event["body"], live)


def compare_screen(body: str, live: Live) -> Live:
    """Run the commands of a block and compare what they print; return where the reader is then."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *lines = part.splitlines()
        if command.startswith("cd "):
            live = live._replace(folder=live.folder / command.removeprefix("cd "))
            continue
        real = steady_lines(run_as_reader(command, live))
        assert shows_lines(steady_lines(lines), real), f"{command}\n" + "\n".join(real)
    return live


def test_the_clock_of_the_page_never_goes_back() -> None:
    moments = [datetime.fromisoformat(match["moment"].strip()) for match in CLOCK.finditer(PAGE)]
    assert moments == sorted(moments)
    assert in_vietnam(datetime.fromisoformat(f"{moments[0]}+07:00")).hour == moments[0].hour
