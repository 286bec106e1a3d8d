"""What changed, for other programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from baocao.features.diff.formats import diff_json
from diffing import differences
from support import Sandbox


@pytest.fixture
def found(tmp_path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(diff_json(differences(Sandbox(tmp_path))))
    return content


def test_it_is_versioned_and_names_both_sides(found: dict[str, Any]) -> None:
    assert found["version"] == 1
    assert (found["old"], found["new"], found["notice"]) == ("kỳ 2025-10", "kỳ 2025-11", "SỐ LIỆU GIẢ LẬP")


def test_figures_hold_numbers_states_and_places(found: dict[str, Any]) -> None:
    first, second = found["comparisons"][0]["figures"]
    if first["indicator"] != "hs.tiep_nhan":
        first, second = second, first
    assert (first["old"]["value"], first["new"]["value"], first["change"]) == (3781, 4159, 378)
    assert first["new"]["place"]["file"] == "data/units/xa-mot/2025-11.yaml"
    assert second["new"] == {
        "state": "missing",
        "value": None,
        "text": "chưa có số liệu (Chưa đối chiếu)",
        "place": second["new"]["place"],
    }
    assert second["change"] is None


def test_totals_hold_coverage_drivers_and_the_share_of_other_units(found: dict[str, Any]) -> None:
    (directive,) = found["comparisons"][0]["directives"]
    assert directive["old"] == {"reported": 1, "expected": 3}
    total = directive["totals"][0]
    assert total["change_of_other_units"] == 1000
    assert total["drivers"] == [{"unit": "xa-mot", "change": 378}]
    assert (total["old"]["counted"], total["new"]["counted"]) == (1, 2)


def test_tasks_texts_and_facts_are_all_there(found: dict[str, Any]) -> None:
    comparison = found["comparisons"][0]
    assert comparison["tasks"][0]["progress"] == ["dang_thuc_hien", "hoan_thanh"]
    assert {"old": None, "new": "Đã họp dân."} in comparison["texts"][0]["edits"]
    assert comparison["facts"][0]["part"] == "văn bản qd"
    assert comparison["units"][0]["fate"] == "started"
