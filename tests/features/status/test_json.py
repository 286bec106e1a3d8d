"""Who reported, for machines: a versioned object whose keys never change."""

import json
from typing import Any

from baocao.features.status.formats import status_json
from baocao.features.status.outline import VERSION
from deliveries import SAMPLE, overview, parted

COUNTS = {
    "expected": 5, "received": 3, "valid": 2, "complete": 2, "on_time": 1, "late": 1, "unknown": 1,
    "amended": 0, "resubmitted": 0,
}  # fmt: skip


def read(**changes: Any) -> dict[str, Any]:
    found = overview(*SAMPLE, **{"splits": parted(Bắc=SAMPLE[:2], Nam=SAMPLE[2:]), **changes})
    content: dict[str, Any] = json.loads(status_json(found))
    return content


def test_the_overview_has_these_keys_and_no_others() -> None:
    found = read()
    assert (VERSION, found.pop("version")) == (1, 1)
    assert [each["id"] for each in found.pop("directives")] == ["cd"]
    assert found == {
        "period": "2025-11",
        "read_at": "2025-11-15T14:00:00+07:00",
        "branch": "main",
        "notice": None,
        "upcoming": [
            {
                "directive": "cd",
                "period": "2025-11",
                "deadline": "2025-11-17T17:00:00+07:00",
                "seconds_left": 51 * 3600,
            }
        ],
    }


def test_a_directive_has_these_keys_and_no_others() -> None:
    (found,) = read()["directives"]
    assert len(found.pop("units")) == 5
    (split,) = found.pop("splits")
    assert found == {
        "id": "cd",
        "name": "Chỉ đạo thử",
        "data_until": "2025-11-14",
        "deadline": "2025-11-17T17:00:00+07:00",
        "seconds_left": 51 * 3600,
        "counts": COUNTS,
    }
    assert split["name"] == "Tỉnh cũ"
    assert [(part["name"], part["counts"]["expected"]) for part in split["parts"]] == [
        ("Bắc cũ", 2),
        ("Nam cũ", 3),
    ]


def test_a_unit_has_these_keys_and_no_others() -> None:
    units = read()["directives"][0]["units"]
    assert units[2] == {
        "id": "Xã Ba",
        "name": "Xã Ba",
        "file": "data/units/Xã Ba/2025-11.yaml",
        "received": True,
        "unreadable": False,
        "valid": True,
        "complete": False,
        "timing": "unknown",
        "reason": "tệp chưa được commit vào nhánh main",
        "first_commit": "2025-11-16T09:00:00+07:00",
        "last_commit": "2025-11-16T09:00:00+07:00",
        "versions": 1,
        "amended": 0,
        "uncommitted": True,
        "only_on_branch": False,
    }
    assert {tuple(each) for each in units} == {tuple(units[0])}


def test_what_is_not_known_is_null() -> None:
    units = read()["directives"][0]["units"]
    nothing = [units[4][key] for key in ("timing", "reason", "first_commit", "last_commit")]
    assert nothing == [None] * 4
    assert [each["timing"] for each in units] == ["on_time", "late", "unknown", None, None]
    assert [each["unreadable"] for each in units] == [False, False, False, True, False]
    assert read(branch="")["branch"] is None


def test_the_notice_of_synthetic_data_is_passed_on() -> None:
    assert read(notice="SỐ LIỆU GIẢ LẬP")["notice"] == "SỐ LIỆU GIẢ LẬP"
