"""What a page contains of other people's work is theirs to the letter, and says so."""

import hashlib
from importlib.resources import files

from baocao.features.page.vendored import CHARTIST, embedded_script, published_text

VENDOR = files("baocao.features.page") / "assets" / "vendor"


def test_the_library_is_the_published_one_to_the_letter() -> None:
    assert hashlib.sha256((VENDOR / CHARTIST.file).read_bytes()).hexdigest() == CHARTIST.digest


def test_its_licence_comes_with_it() -> None:
    text = (VENDOR / f"{CHARTIST.name}-LICENSE-{CHARTIST.licence}").read_text("utf-8")
    assert f"Copyright (c) 2013 {CHARTIST.author}" in text
    assert "without restriction" in text


def test_nothing_lies_there_that_no_library_names() -> None:
    known = {CHARTIST.file, f"{CHARTIST.name}-LICENSE-{CHARTIST.licence}"}
    assert {file.name for file in VENDOR.iterdir()} == known


def test_a_page_says_whose_it_is_and_asks_for_no_map_of_its_sources() -> None:
    script = embedded_script(CHARTIST)
    assert script.startswith(
        "/*! chartist 1.5.0 | © Gion Kunz | MIT | https://github.com/chartist-js/chartist"
    )
    assert "sourceMappingURL" not in script
    assert "sourceMappingURL" in published_text(CHARTIST)


def test_what_a_page_contains_ends_no_script_block_and_evaluates_no_text() -> None:
    script = embedded_script(CHARTIST)
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert "eval(" not in script
    assert "Function(" not in script.replace("isFunction(", "")
