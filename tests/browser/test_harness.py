"""What a page must not do is heard where it is done: else no other test of the browser could fail."""

from pathlib import Path
from typing import Any, Final

import pytest

from browsing import Heard, visited

pytestmark = pytest.mark.browser
QUIET: Final = Heard([], [], [], [])
CLOSED: Final = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"


def heard_of(browser: Any, folder: Path, content: str, tries: int = 50) -> Heard:
    """Return what is heard of a page; on a busy machine that takes its time."""
    path = folder / "trang.html"
    path.write_text(f"<!doctype html><title>Thử</title>{content}", encoding="utf-8")
    with visited(browser, path) as visit:
        for _ in range(tries):
            if not any(visit.heard):
                visit.page.wait_for_timeout(100)
        return visit.heard


def test_a_page_that_only_shows_text_is_quiet(browser: Any, tmp_path: Path) -> None:
    dot = "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
    assert heard_of(browser, tmp_path, f"<p>Xã Mỏ Cày {dot}", tries=3) == QUIET


@pytest.mark.parametrize(
    "content",
    [
        "<img src='https://xau.example/x.png'>",
        "<link rel=stylesheet href='https://xau.example/x.css'>",
        "<script>fetch('https://xau.example/x')</script>",
        "<img src='ảnh.png'>",
        "<script>new Image().src = 'file:///etc/hostname'</script>",
        "<iframe src='https://xau.example/'></iframe>",
    ],
)
def test_a_page_that_asks_for_anything_is_heard(browser: Any, tmp_path: Path, content: str) -> None:
    assert heard_of(browser, tmp_path, content).requests


@pytest.mark.parametrize(
    "content",
    [
        "<script>console.log('x')</script>",
        "<script>x()</script>",
        "<script>Promise.reject(1)</script>",
        f"{CLOSED}<script>1</script>",
        f"{CLOSED}<p style='color: red'>x",
        f"{CLOSED}<p onclick='x()'>x",
        f"{CLOSED}<img src='https://xau.example/x.png'>",
    ],
)
def test_messages_errors_and_what_the_policy_stops_are_heard(
    browser: Any, tmp_path: Path, content: str
) -> None:
    assert heard_of(browser, tmp_path, content).messages


def test_dialogs_and_new_windows_are_heard(browser: Any, tmp_path: Path) -> None:
    assert heard_of(browser, tmp_path, "<img src=x onerror=alert(1)>").dialogs == ["alert: 1"]
    script = "<a href='#x' target=_blank>x</a><script>document.querySelector('a').click()</script>"
    assert heard_of(browser, tmp_path, script).opened
