"""Pages opened in Debian's chromium as a reader opens them: from a folder, with the network off.

`.ci/browser` fetches what drives it; the folder stands in the environment as BAOCAO_BROWSER.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.cli.main import main
from repositories import Repository
from support import REPOSITORY

WIDTHS: Final = {"laptop": (1280, 800), "phone": (390, 844), "narrow": (320, 640)}
"""The screens on which pages are opened, in CSS pixels."""
MEASURED: Final = "measured"
"""What a test measured is told at the end: machines are shared, so that no test fails by it."""


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
def visited(
    browser: Any, path: Path, *, screen: str = "laptop", scripts: bool = True, motion: str = "reduce"
) -> Iterator[Visit]:
    """Open a page from its folder, and close it."""
    width, height = WIDTHS[screen]
    context = browser.new_context(
        offline=True,
        java_script_enabled=scripts,
        viewport={"width": width, "height": height},
        reduced_motion=motion,
        locale="vi-VN",
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    heard = _listen(context, page, path.parent)
    page.goto(path.as_uri())
    yield Visit(page, heard)
    context.close()


def go_to(page: Any, route: str) -> None:
    """Go to a view by its address, as a link does, and wait until it is drawn."""
    page.evaluate(
        """route => new Promise(done => {
          location.hash = route;
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)));
        })""",
        route,
    )


def open_at(page: Any, route: str) -> None:
    """Open the page anew at a view, as a link in a mail does."""
    address = page.url.partition("#")[0]
    page.goto("about:blank")
    page.goto(f"{address}#{route}")


def opening_words(page: Any, path: Path) -> str:
    """Return how large a page is, and after how long what was just opened could be used."""
    ready = page.evaluate("() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    size = path.stat().st_size / 1000
    return f"{path.parent.parent.name}: {size:.0f} KB, can be used after {ready:.0f} ms"


SHARED: Final = ("data/directives", "templates")
"""What the synthetic provinces share with this repository."""


def write_example(folder: Path) -> Path:
    """Copy the example province into a repository, as people might have committed it."""
    for name in (*SHARED, "examples/tinh-gia-lap"):
        shutil.copytree(REPOSITORY / name, folder / name)
    root = folder / "examples" / "tinh-gia-lap"
    repository = Repository(folder)
    late = sorted(root.glob("data/units/*/2025-11.yaml"))[::3]
    repository.git("add", "--all")
    repository.git("reset", "--quiet", *(str(path.relative_to(folder)) for path in late))
    repository.git("commit", "--quiet", "--message=Kỳ tháng 11", at="2025-11-17 08:00")
    repository.commit("2025-11-25 16:30", "Báo cáo muộn")
    return root


def write_province(folder: Path) -> Path:
    """Generate a province of 96 communes and 14 months, and commit it."""
    root = folder / "tinh"
    generator = REPOSITORY / "examples" / "generate.py"
    asked = ("--units=96", "--periods=14", "--last=2026-08", f"--out={root}")
    subprocess.run([sys.executable, generator, *asked], check=True, capture_output=True)
    for name in SHARED:
        shutil.copytree(REPOSITORY / name, folder / name)
    settings = root / "baocao.yaml"
    nearer = re.sub(
        r"(\.\./)+.*?(?=data/directives|templates)", "../", settings.read_text(encoding="utf-8")
    )
    settings.write_text(nearer, encoding="utf-8")
    Repository(folder).commit("2026-08-18 08:00")
    return root


def made_page(root: Path, period: str, *, built: Sequence[str] = ()) -> Path:
    """Make the page of a period, beside the documents of the units that are `built`.

    It lies outside of the workspace, as if somebody had sent it.
    """
    out = root.parent / f"{root.name}-trang"
    asked = ["--ky", period, "--root", str(root), "--out", str(out)]
    units = [option for unit in built for option in ("--don-vi", unit)]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert not built or main(["build", *asked, *units]) == 0, said.getvalue()
        assert main(["page", *asked]) == 0, said.getvalue()
    return out / period / "trang.html"
