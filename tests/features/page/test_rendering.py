"""The page is one file: nothing is asked of anybody, and nothing that the data hold acts in it."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from markupsafe import Markup

from baocao.features.page.records import View
from baocao.features.page.rendering import Head, asset_text, render_page, script_json
from hostile_texts import DIRECTIONS, HALVES, MARKUP, TERMINAL, UNSEEN
from paging import Reader, data_of_page

ADDRESS = re.compile(r"(?:https?:)?//[a-z]", re.IGNORECASE)


def page_text(title: str = "Báo cáo tháng 11", data: dict[str, Any] | None = None) -> str:
    view = View("tinh-hinh", "Tình hình", Markup("<p>…</p>"), data or {})
    shared: dict[str, list[object]] = {"units": [], "indicators": [], "directives": []}
    return render_page(Head(title, "Số liệu đến 14/11/2025."), [view], shared).decode()


def test_nothing_is_loaded_from_anywhere() -> None:
    reader = Reader(page_text())
    assert not {"link", "img", "iframe", "object", "embed", "form", "base"} & {*reader.tags}
    assert reader.values_of("src") == []


def test_what_scripts_say_to_those_who_write_them_stays_in_the_package() -> None:
    text = page_text()
    (script,) = re.findall(r"page.start = .*", text)
    assert "// What all views use" in asset_text("core.js")
    assert "// What all views use" not in text
    assert not re.findall(r"^ *(?://|/\*\*)", text, re.MULTILINE)
    assert script
    assert "/*! chartist" in text


def digest_words(body: str) -> str:
    return f"&#39;sha256-{b64encode(sha256(body.encode()).digest()).decode()}&#39;"


def test_the_policy_lets_run_what_the_page_holds_and_nothing_else() -> None:
    text = page_text()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert policy
    run = " ".join(map(digest_words, scripts))
    assert f"script-src {run}; style-src {digest_words(style)};" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy[1]


def test_no_element_of_the_frame_has_a_style_or_a_handler() -> None:
    names = [name for name, _ in Reader(page_text()).attributes]
    assert not [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("hostile", [*MARKUP, "</script><img onerror=alert(1)>", '"><svg onload=x>'])
def test_what_a_name_holds_is_text(hostile: str) -> None:
    reader = Reader(page_text(hostile, {"ten": hostile}))
    assert reader.tags.count("script") == 3
    assert not {"img", "svg", "a onclick"} & {*reader.tags}
    assert data_of_page(page_text(data={"ten": hostile}))["views"]["tinh-hinh"]["ten"] == hostile


@pytest.mark.parametrize("unseen", [*TERMINAL[:4], *DIRECTIONS, *UNSEEN])
def test_letters_that_act_are_shown_by_name(unseen: str) -> None:
    title = re.search("<h1>(.*?)</h1>", page_text(unseen), re.DOTALL)
    assert title
    assert unseen not in title[1]


@pytest.mark.parametrize("half", HALVES)
def test_halves_of_letters_break_no_page(half: str) -> None:
    page_text(half, {"ten": half})


@pytest.mark.parametrize("text", ["</script>", "<!--", "<script", "]]>", "&lt;/script&gt;"])
def test_nothing_ends_the_block_of_data(text: str) -> None:
    written = script_json({"a": text})
    assert json.loads(written) == {"a": text}
    assert not set("<>&") & set(written)
