"""A page of the documentation is lived through: files laid, cells filled, commands run, screens compared.

    python tests/living.py PAGE FOLDER      leaves all files of the month in a new folder

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

from docx import Document
from openpyxl import load_workbook

from baocao.render.sheet import looks
from pages import FENCE, shows_lines, steady_lines

FILE = re.compile(r"^\*\*`(?P<name>[^`]+)`\*\*(?P<more> \(thêm vào cuối tệp\))?\n\Z", re.MULTILINE)
CHANGE = re.compile(r"Trong `(?P<file>[^`]+)`, sửa `(?P<old>[^`]+)` thành `(?P<new>[^`]+)`")
CLOCK = re.compile(r"<!-- lúc (?P<moment>[\d: -]+) -->")
FORM = re.compile(
    r"^\*\*`(?P<filled>[^`]+)`\*\* \(điền vào `(?P<form>[^`]+)`\)\n\n"
    r"\| ô \| gõ vào \|\n\| --- \| --- \|\n(?P<cells>(?:\|.*\|\n)+)",
    re.MULTILINE,
)
CELL = re.compile(r"^\| `(?P<sheet>[^!]+)!(?P<cell>[A-Z]+\d+)` \| (?P<text>.*) \|$", re.MULTILINE)
WORD = re.compile(r"mở `(?P<printed>[^`]+\.docx)`(?P<edits>[^`]+)lưu\s+thành\s+`(?P<edited>[^`]+)`")
EDIT = re.compile(r"sửa\s+“(?P<was>[^”]+)”\s+thành\s+“(?P<is>[^”]+)”")
REMARK = re.compile(r"ghi\s+chú\s+“(?P<said>[^”]+)”")


CLERKS_PROGRAM = looks
"""Loaded, it has openpyxl write fonts as Excel does: what is returned is held against the schema."""


class Live(NamedTuple):
    """Where the reader is, and when."""

    folder: Path
    moment: str


def live_through(page: str, folder: Path) -> None:
    """Do what a page tells, one thing after the other, and compare every screen."""
    live = Live(folder, "")
    for event in page_events(page):
        groups = event.groupdict()
        if "moment" in groups:
            live = live._replace(moment=event["moment"].strip())
        elif "old" in groups:
            make_change(live.folder, event)
        elif "filled" in groups:
            fill_form(live.folder, event)
        elif "printed" in groups:
            edit_document(live.folder, event)
        elif event["language"] == "yaml":
            lay_file(page, live.folder, event)
        else:
            live = compare_screen(event["body"], live)


def page_events(page: str) -> Iterator[re.Match[str]]:
    """Yield clocks, changes, forms, documents and blocks in the order of the page."""
    patterns = (CLOCK, CHANGE, FORM, WORD, FENCE)
    matches = [match for pattern in patterns for match in pattern.finditer(page)]
    return iter(sorted(matches, key=lambda match: match.start()))


def lay_file(page: str, folder: Path, block: re.Match[str]) -> None:
    """Write the file that a block shows, or add to its end."""
    head = FILE.search(page[: block.start()])
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


def fill_form(folder: Path, match: re.Match[str]) -> None:
    """Fill the cells of a form that a table of the page tells of, as Excel keeps what is typed."""
    book = load_workbook(folder / match["form"])
    for cell in CELL.finditer(match["cells"]):
        text, number = cell["text"], cell["text"].replace(",", ".")
        is_number = re.fullmatch(r"\d+(\.\d+)?", number)
        book[cell["sheet"]][cell["cell"]] = float(number) if is_number else text
    path = folder / match["filled"]
    path.parent.mkdir(exist_ok=True)
    book.save(path)


def edit_document(folder: Path, match: re.Match[str]) -> None:
    """Edit a Word file as the page tells, with remarks at the first paragraph that was edited."""
    document = Document(str(folder / match["printed"]))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    edited = []
    for edit in EDIT.finditer(match["edits"]):
        (run,) = (run for run in runs if edit["was"] in run.text)
        run.text = run.text.replace(edit["was"], edit["is"])
        edited.append(run)
    for remark in REMARK.finditer(match["edits"]):
        document.add_comment(edited[0], text=remark["said"], author="Nguyễn Văn Lâm", initials="NVL")
    path = folder / match["edited"]
    path.parent.mkdir(exist_ok=True)
    document.save(str(path))


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


def page_moments(page: str) -> list[datetime]:
    """Return what the clock of a page shows, in its order."""
    return [datetime.fromisoformat(match["moment"].strip()) for match in CLOCK.finditer(page)]


def main() -> None:
    """Live through a page in a folder that stays."""
    page, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True)
    live_through(page.read_text(encoding="utf-8"), folder)


if __name__ == "__main__":
    main()
