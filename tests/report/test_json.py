"""Diagnostics for machines: a versioned object whose keys never change."""

import json
from typing import Any

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.report.json import VERSION, json_report
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
FOUND = problem(
    "BC111",
    Place(FILE, 2, 5),
    related=(("khai báo lần đầu", Place(FILE, 1, 5)),),
    unit="xa-mot",
    key="kế",
)


def read(*found: Diagnostic) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json_report(found))
    return content


def test_the_report_of_nothing_is_complete() -> None:
    assert read() == {"version": VERSION, "summary": {}, "diagnostics": []}


def test_the_version_is_that_of_this_interface() -> None:
    assert VERSION == 1


def test_a_diagnostic_has_these_keys_and_no_others() -> None:
    (record,) = read(FOUND)["diagnostics"]
    assert record == {
        "code": "BC111",
        "severity": "error",
        "file": FILE,
        "line": 2,
        "column": 5,
        "unit": "xa-mot",
        "message": "Khóa 'kế' được ghi hai lần với hai cách mã hóa dấu (dựng sẵn và tổ hợp).",
        "advice": "Giữ lại một dòng; gõ tiếng Việt ở chế độ Unicode dựng sẵn.",
        "basis": "TCVN 6909:2001; NĐ 30/2020/NĐ-CP Phụ lục I",
        "related": [{"label": "khai báo lần đầu", "file": FILE, "line": 1, "column": 5}],
    }


def test_what_is_not_known_is_null_and_never_left_out() -> None:
    (record,) = read(problem("BC001", None, what="data"))["diagnostics"]
    assert list(record) == list(read(FOUND)["diagnostics"][0])
    assert [record[key] for key in ("file", "line", "column", "unit", "basis")] == [None] * 5
    assert record["related"] == []


def test_problems_are_counted_by_severity() -> None:
    warning = problem("BC215", Place(FILE, 1, 1), key="a")
    found = read(warning, FOUND, FOUND)
    assert found["summary"] == {"error": 1, "warning": 1}
    assert [record["code"] for record in found["diagnostics"]] == ["BC111", "BC215"]


def test_vietnamese_letters_are_written_as_they_are() -> None:
    assert "được ghi hai lần" in json_report([FOUND])


def test_the_same_problems_give_the_same_bytes_in_any_order(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: x")
    sandbox.replace(FILE, "[@nq-1]", "[@nq-2]")
    found = [*sandbox.load().problems, *sandbox.load().missing]
    assert json_report(found) == json_report(found[::-1])
