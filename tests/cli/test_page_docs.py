"""docs/trang.md shows what `baocao page` prints, and names what the page shows."""

import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest
import typer.main

from baocao.cli.main import app
from baocao.features.page.views import VIEWS
from living import Live, compare_screen
from pages import FENCE
from paging import example_gathered
from repositories import Repository
from support import EXAMPLE, REPOSITORY

PAGE: Final = (REPOSITORY / "docs" / "trang.md").read_text(encoding="utf-8")
MOMENT: Final = "2025-11-18 09:02"


@pytest.mark.thorough
def test_the_screens_of_the_page_are_what_is_printed(tmp_path: Path) -> None:
    for name in ("templates", "data/directives", "examples/tinh-gia-lap"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    Repository(tmp_path).commit(MOMENT)
    live = Live(tmp_path / EXAMPLE.relative_to(REPOSITORY), MOMENT)
    screens = [match["body"] for match in FENCE.finditer(PAGE)]
    assert len(screens) > 1
    for body in screens:
        compare_screen(body, live)


def test_every_option_of_the_command_is_explained() -> None:
    commands: Any = typer.main.get_command(app)
    options = {each.opts[0] for each in commands.commands["page"].params} - {"--root"}
    assert {each for each in options if f"`{each}" not in PAGE} == set()


def test_every_view_of_a_page_is_told_of() -> None:
    views = [make_view(example_gathered(), ()) for make_view in VIEWS]
    titles = [view.title for view in views if view and view.title != "Truy vết"]
    assert len(titles) > 5
    assert [title for title in titles if f"**{title}**" not in PAGE] == []


def test_every_picture_is_shown_and_drawn_by_the_tool() -> None:
    shown = set(re.findall(r"hinh/(trang-[\w-]+)\.png", PAGE))
    drawn = re.findall(
        r"\"(trang-[\w-]+)\":", (REPOSITORY / "tools" / "page_pictures.py").read_text("utf-8")
    )
    there = {path.stem for path in (REPOSITORY / "docs" / "hinh").glob("trang-*.png")}
    assert shown == set(drawn) == there
