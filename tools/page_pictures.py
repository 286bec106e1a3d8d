"""Pictures of the page for the docs: the example province, as people see it in the system's browser.

    BAOCAO_BROWSER=FOLDER python tools/page_pictures.py       FOLDER is what .ci/browser has filled

What was drawn anew is to be looked at before it is committed.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "tests"))

from baocao.cli.main import main as run_program  # noqa: E402
from browsing import WIDTHS, go_to, started_browser, visited  # noqa: E402 - it lies in tests/
from repositories import Repository  # noqa: E402

PICTURES: Final = REPOSITORY / "docs" / "hinh"
PROVINCE: Final = "examples/tinh-gia-lap"
PERIOD: Final = ("--ky", "2025-11")
RECORDED: Final = "2025-11-18 09:02"
SCREEN: Final = "laptop"


def search_figure(page: Any) -> None:
    """Type letters without accents, as people do."""
    go_to(page, "so-lieu")
    page.locator("#so-lieu input[type=search]").first.fill("truc tuyen")


def to_route(route: str) -> Callable[[Any], None]:
    """Return what goes to a view."""
    return lambda page: go_to(page, route)


SHOTS: Final[Mapping[str, tuple[str, Callable[[Any], None]]]] = {
    "trang-tinh-hinh": (SCREEN, lambda _: None),
    "trang-so-lieu": (SCREEN, search_figure),
    "trang-truy-vet": (SCREEN, to_route("truy-vet/tthc.ty_le_truc_tuyen//nq71")),
    "trang-don-vi": (SCREEN, to_route("don-vi/xa-an-an")),
    "trang-thay-doi": (SCREEN, to_route("thay-doi")),
    "trang-kiem-tra": (SCREEN, to_route("kiem-tra")),
    "trang-dien-thoai": ("phone", lambda _: None),
}
"""By the name of the picture: the screen, and what the reader does."""


def make_province(folder: Path) -> Path:
    """Return the page of the example province, recorded on the day of the docs and built."""
    for name in ("templates", "data/directives", PROVINCE):
        shutil.copytree(REPOSITORY / name, folder / name)
    Repository(folder).commit(RECORDED)
    root = folder / PROVINCE
    for command in ("build", "page"):
        run_program([command, *PERIOD, "--root", str(root)])
    return root / "out" / PERIOD[1] / "trang.html"


def draw_pictures(page: Path, names: list[str]) -> None:
    """Draw the pictures of these names into docs/, or all of them; complaints of the page end it."""
    with started_browser() as browser:
        for name in names or SHOTS:
            screen, act = SHOTS[name]
            with visited(browser, page, screen=screen) as visit:
                act(visit.page)
                visit.page.wait_for_timeout(300)
                visit.page.evaluate("() => scrollTo(0, 0)")
                visit.page.screenshot(path=str(PICTURES / f"{name}.png"))
                width, height = WIDTHS[screen]
                if visit.heard.messages:
                    raise SystemExit(f"{name}: {visit.heard.messages}")
                print(f"{name}.png {width}×{height}")


def main() -> None:
    """Draw what is asked for by name, or everything."""
    with tempfile.TemporaryDirectory() as folder:
        draw_pictures(make_province(Path(folder)), sys.argv[1:])


if __name__ == "__main__":
    main()
