"""Pages opened in Debian's chromium as a reader opens them: from a folder, with the network off.

`.ci/browser` fetches what drives it; the folder stands in the environment as BAOCAO_BROWSER.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

WIDTHS: Final = {"laptop": (1280, 800), "phone": (390, 844), "narrow": (320, 640)}
"""The screens on which pages are opened, in CSS pixels."""


class Heard(NamedTuple):
    """What a page did that a reader would not want: every list must stay empty."""

    requests: list[str]
    messages: list[str]
    dialogs: list[str]
    opened: list[str]


class Visit(NamedTuple):
    """An opened page, and what was heard of it until now."""

    page: Any
    heard: Heard


def tools_folder() -> Path:
    """Return the folder that `.ci/browser` filled."""
    return Path(os.environ["BAOCAO_BROWSER"]).resolve()


@contextmanager
def started_browser() -> Iterator[Any]:
    """Start the system's browser, and end it."""
    program = shutil.which("chromium")
    assert program, "chromium is not installed"
    sys.path.append(str(tools_folder() / "python"))
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()


def _listen(context: Any, page: Any, allowed: Path) -> Heard:
    """Write down what a page does, and let it have nothing but files of its folder."""
    heard = Heard([], [], [], [])

    def answer(route: Any) -> None:
        url = route.request.url
        if url.startswith(allowed.as_uri()) and route.request.is_navigation_request():
            route.continue_()
        else:
            heard.requests.append(url)
            route.abort()

    def dismiss(dialog: Any) -> None:
        heard.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    context.route("**/*", answer)
    page.on("console", lambda message: heard.messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: heard.messages.append(f"error: {error}"))
    page.on("dialog", dismiss)
    page.on("popup", lambda popup: heard.opened.append(popup.url))
    page.on("download", lambda download: heard.opened.append(download.url))
    return heard


@contextmanager
def visited(browser: Any, path: Path, *, screen: str = "laptop", scripts: bool = True) -> Iterator[Visit]:
    """Open a page from its folder, and close it."""
    width, height = WIDTHS[screen]
    context = browser.new_context(
        offline=True,
        java_script_enabled=scripts,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        locale="vi-VN",
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    heard = _listen(context, page, path.parent)
    page.goto(path.as_uri())
    yield Visit(page, heard)
    context.close()


def go_to(page: Any, route: str) -> None:
    """Go to a view by its address, as a link in a mail does."""
    page.goto(f"{page.url.partition('#')[0]}#{route}")
