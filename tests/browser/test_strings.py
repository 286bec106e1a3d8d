"""Whatever strangers write, the page shows it as text: nothing acts, and nothing is lost.

The strings are those that elsewhere go into documents: the big list of naughty strings, which `.ci/corpora`
fetches into BAOCAO_CORPORA, what other tests take for hostile, and what is made against pages.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

import hostile_texts as hostile
from baocao.vietnamese.visible import visible_text
from browsing import go_to, made_page, visited
from support import Sandbox
from test_chuoi_quai import (
    FIRST,
    LINES,
    Placed,
    all_strings,
    is_left,
    laid_out,
    refused_strings,
    spaced_text,
)

pytestmark = pytest.mark.browser
AGAINST_PAGES: Final = (
    "</script><img onerror=alert(1)>",
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    "--></script><svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" onfocus=alert(1) autofocus x="',
    "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><iframe src=javascript:alert(1)>",
    "javascript:alert(1)",
    "${alert(1)}",
    "{{ constructor.constructor('alert(1)')() }}",
    "]]><script>alert(1)</script>",
    "__proto__",
    "constructor",
    "toString",
    "<template><img src=x onerror=alert(1)></template>",
    "<base href=https://xau.example/>",
    "<meta http-equiv=refresh content='0;url=https://xau.example/'>",
    "<form id=du-lieu><input name=textContent>",
    "<a id=tinh-hinh name=page>x</a>",
    "<math><mtext><style><img src=x onerror=alert(1)></style>",
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    "\u003cimg src=x onerror=alert(1)\u003e",
)
"""What is made against pages and what stands in their scripts."""
FOREIGN: Final = (
    "img, iframe, object, embed, base, form, template, math, xmp, audio, video, marquee, [onerror]"
)
"""Elements that the page never has, and strangers would like it to have."""


KINDS: Final = (
    ("name",),
    ("indicator", "reason"),
    ("citation",),
    ("task", "result"),
    ("narrative",),
    ("difficulty",),
)
"""Where strings go in turns: who says something of a thing comes with the thing."""


def filled_page(sandbox: Sandbox, texts: list[Placed]) -> tuple[Path, list[Placed]]:
    """Return the page of a workspace full of strings, and those that are in it: some may not be written."""
    size = max(each.number for each in texts) - FIRST + 1
    while gone := refused_strings(sandbox, laid_out(sandbox, texts, size)):
        texts = [each for each in texts if is_left(each, gone)]
    return made_page(sandbox.root, "2025-11"), texts


def look_at_everything(page: Any) -> None:
    """Go through all views and some traces, unfold what is folded, and sort every table."""
    for route in page.evaluate("[...document.querySelectorAll('nav a')].map(each => each.hash)"):
        go_to(page, route)
        inside = ".view.shown :is(summary, .sort)"
        page.evaluate(f"document.querySelectorAll('{inside}').forEach(each => each.click())")
    details = "a[href^='#truy-vet'], a[href^='#don-vi'], a[href^='#so-lieu/']"
    for route in page.evaluate(f"[...document.querySelectorAll(`{details}`)].map(each => each.hash)")[::29]:
        go_to(page, route)


def assert_inert(browser: Any, path: Path, texts: Sequence[Placed]) -> None:
    """Hold that the page shows the texts and that none of them does anything."""
    with visited(browser, path) as visit:
        look_at_everything(visit.page)
        assert visit.page.locator(FOREIGN).count() == 0
        assert visit.page.locator("script").count() == 3
        assert visit.page.locator("a[href]:not([href^='#'])").count() == 0
        shown = spaced_text(visit.page.evaluate("document.querySelector('main').textContent"))
        assert not any(visit.heard), visit.heard
    named = {each.marked for each in texts if each.place in SHOWN}
    assert {text for text in named if spaced_text(visible_text(text)) not in shown} == set()


SHOWN: Final = {"name", "indicator"}
"""The kinds of places whose texts stand on the page whole."""


def test_what_is_made_against_pages_is_shown_as_it_was_typed(sandbox: Sandbox, browser: Any) -> None:
    everywhere = [Placed(place, n, text) for place in LINES for n, text in enumerate(AGAINST_PAGES, FIRST)]
    path, texts = filled_page(sandbox, everywhere)
    refused = [each for each in everywhere if each not in texts]
    assert {each.place for each in refused} <= {"result", "narrative", "difficulty", "reason"}
    assert_inert(browser, path, texts)


def test_naughty_strings_are_shown_as_they_were_typed(sandbox: Sandbox, browser: Any) -> None:
    strings = (*hostile.READ, *all_strings())
    turns = [
        Placed(place, n, text) for n, text in enumerate(strings, FIRST) for place in KINDS[n % len(KINDS)]
    ]
    path, texts = filled_page(sandbox, turns)
    assert len(texts) > len(strings)
    assert_inert(browser, path, texts)
