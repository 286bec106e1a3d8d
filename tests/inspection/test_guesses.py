"""What a form has from no official text is said in words, each value once."""

import pytest

from baocao.inspection.guesses import guesses_text
from baocao.source.forms import load_form


@pytest.mark.parametrize("name", ["nd-30-2020", "dang-2018"])
def test_of_a_form_with_an_official_text_nothing_is_said(name: str) -> None:
    assert guesses_text(load_form(name)) == ""


def test_values_are_grouped_and_named_in_vietnamese() -> None:
    said = guesses_text(load_form("dang-2026"))
    whole, part = said.split("; ")
    assert whole.startswith("cỡ chữ, kiểu chữ của tên Đảng, cơ quan cấp trên, ")
    assert part == "cỡ chữ, chữ đậm của căn cứ"
    assert "_" not in said
