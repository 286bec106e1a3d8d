"""The browser, started once, and the pages that most tests open."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from browsing import (
    MEASURED,
    Visit,
    made_page,
    started_browser,
    tools_folder,
    visited,
    write_example,
    write_province,
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was measured."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in report.user_properties:
            if name == MEASURED:
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's browser."""
    with started_browser() as each:
        yield each


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the example province, in a repository whose commits are known."""
    return write_example(tmp_path_factory.mktemp("vi-du"))


@pytest.fixture(scope="session")
def example_page(example: Path) -> Path:
    """Its page of 2025-11, beside the documents of some units."""
    return made_page(example, "2025-11", built=("xa-an-an", "xa-an-hai", "xa-cam-lam", "xa-hoa-son"))


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of 96 units and 14 periods."""
    return write_province(tmp_path_factory.mktemp("tinh-96"))


@pytest.fixture(scope="session")
def province_page(province: Path) -> Path:
    """Its page of 2026-08."""
    return made_page(province, "2026-08")


@pytest.fixture(scope="session")
def _visits(browser: Any) -> Iterator[Callable[[Path, str], Visit]]:
    """Open pages that stay open for all tests."""
    with ExitStack() as stack:
        known: dict[tuple[Path, str], Visit] = {}

        def visit(path: Path, screen: str) -> Visit:
            if (path, screen) not in known:
                known[path, screen] = stack.enter_context(visited(browser, path, screen=screen))
            return known[path, screen]

        yield visit


@pytest.fixture
def visit(_visits: Callable[[Path, str], Visit]) -> Iterator[Callable[..., Any]]:
    """Open a page on a screen, as it was left by the test before; nothing may be heard of it."""
    opened: list[Visit] = []

    def page_of(path: Path, screen: str = "laptop") -> Any:
        opened.append(_visits(path, screen))
        return opened[-1].page

    yield page_of
    assert [each.heard for each in opened if any(each.heard)] == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    return (tools_folder() / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where pictures of the views are written for people to look at."""
    folder = Path(os.environ.get("BAOCAO_PICTURES") or tools_folder() / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
