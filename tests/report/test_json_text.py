"""JSON that holds what strangers wrote, and does nothing in a terminal or a build server."""

import json

import pytest

import hostile_texts as hostile
from baocao.report.json_text import json_text


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_a_text_comes_back_as_it_was_and_nothing_of_it_acts(text: str) -> None:
    made = json_text({"x": [text, f"Xã {text}"]})
    assert not hostile.acting_letters(made)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    assert json.loads(made.encode())["x"] == [whole, f"Xã {whole}"]


def test_vietnamese_stays_readable() -> None:
    assert json_text({"x": "Xã Mỏ Cày: “## [1]”"}) == '{\n "x": "Xã Mỏ Cày: “## [1]”"\n}'
