"""Diagnostics for machines: a versioned object whose keys never change."""

import json
from typing import Any

from baocao.features.check.json import VERSION, json_report
from baocao.features.check.record import Hidden, Report, report_of
from baocao.features.check.reporting import report_on
from baocao.model.diagnostic import problem
from baocao.model.owed import Receipt
from baocao.model.place import Place
from findings import (
    FILE,
    REGISTRY,
    absent_unit,
    broken_relation,
    error_at,
    make_report,
    note_at,
    of_two_units,
    owed_case,
    waived_problem,
    warning_at,
)
from support import Sandbox

FOUND = problem(
    "BC111",
    Place(FILE, 2, 5),
    related=(("khai báo lần đầu", Place(FILE, 1, 5)),),
    unit="xa-mot",
    key="kế",
)


def read_report(report: Report) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json_report(report))
    return content


def test_the_report_of_nothing_is_complete() -> None:
    assert read_report(report_of([], {})) == {
        "version": 2,
        "workspace": ".",
        "periods": [],
        "passed": True,
        "summary": {
            "error": 0,
            "warning": 0,
            "note": 0,
            "ignored": 0,
            "hidden": 0,
            "expected": 0,
            "received": 0,
            "complete": 0,
            "codes": {},
        },
        "units": [],
        "diagnostics": [],
        "ignored": [],
        "hidden": [],
        "first_looks": [],
        "timings": {},
    }


def test_the_version_is_that_of_this_interface() -> None:
    assert VERSION == 2


def test_a_diagnostic_has_these_keys_and_no_others() -> None:
    (record,) = read_report(make_report(FOUND))["diagnostics"]
    assert record == {
        "code": "BC111",
        "rule": None,
        "severity": "error",
        "missing": False,
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
    (record,) = read_report(make_report(problem("BC001", None, what="data")))["diagnostics"]
    assert list(record) == list(read_report(make_report(FOUND))["diagnostics"][0])
    assert [record[key] for key in ("file", "line", "column", "unit", "basis")] == [None] * 5
    assert record["related"] == []


def test_a_rule_of_the_data_is_named_with_its_own_severity_and_basis() -> None:
    (record,) = read_report(make_report(broken_relation()))["diagnostics"]
    assert (record["code"], record["rule"]) == ("BC411", "hs/tiep-nhan")
    assert (record["severity"], record["basis"]) == ("warning", "Công văn 816/UBND-VX")


def test_problems_are_counted_by_severity_and_by_code() -> None:
    report = read_report(of_two_units(error_at(), error_at(), warning_at(), note_at()))
    assert report["summary"] == {
        "error": 1,
        "warning": 2,
        "note": 1,
        "ignored": 0,
        "hidden": 0,
        "expected": 2,
        "received": 1,
        "complete": 1,
        "codes": {"BC208": 1, "BC215": 1, "BC436": 1, "BC701": 1},
    }
    assert [record["code"] for record in report["diagnostics"]] == ["BC208", "BC701", "BC215", "BC436"]


def test_every_report_that_is_owed_is_there_with_what_became_of_it() -> None:
    received, awaited = read_report(of_two_units(error_at(), warning_at()))["units"]
    assert received == {
        "directive": "cd",
        "period": "2025-11",
        "unit": "xa-mot",
        "name": "Xã Một",
        "file": FILE,
        "receipt": "received",
        "complete": True,
        "passed": False,
        "error": 1,
        "warning": 1,
        "note": 0,
    }
    assert (awaited["unit"], awaited["receipt"]) == ("xa-hai", "missing")
    assert (awaited["complete"], awaited["passed"]) == (False, True)


def test_a_file_that_cannot_be_read_is_received_but_not_complete() -> None:
    broken = owed_case("xa-mot", "Xã Một", receipt=Receipt.UNREADABLE)
    report = read_report(make_report(cases=(broken,)))
    assert [report["summary"][key] for key in ("expected", "received", "complete")] == [1, 1, 0]
    assert report["units"][0]["receipt"] == "unreadable"


def test_only_what_was_demanded_decides_whether_it_passed() -> None:
    assert read_report(of_two_units())["passed"] is True
    assert read_report(of_two_units(complete=True))["passed"] is False
    assert read_report(of_two_units(warning_at()))["passed"] is True
    assert read_report(of_two_units(error_at()))["passed"] is False


def test_what_tells_of_a_gap_is_marked() -> None:
    diagnostics = read_report(of_two_units(warning_at()))["diagnostics"]
    assert {each["code"]: each["missing"] for each in diagnostics} == {"BC701": True, "BC215": False}


def test_what_is_left_out_stays_to_be_seen_with_its_reason() -> None:
    hidden = (Hidden("--ignore", {"BC701": 2}),)
    report = read_report(make_report(ignored=(waived_problem(warning_at()),), hidden=hidden))
    (ignored,) = report["ignored"]
    assert (ignored["code"], ignored["reason"]) == ("BC215", "đã thống nhất")
    assert ignored["waiver"] == {"file": "baocao.yaml", "line": 2, "column": 9}
    assert report["hidden"] == [{"option": "--ignore", "count": 2, "codes": {"BC701": 2}}]
    assert (report["summary"]["ignored"], report["summary"]["hidden"]) == (1, 2)
    assert report["diagnostics"] == []


def test_the_workspace_is_named_from_the_top_of_the_repository_and_files_from_the_workspace() -> None:
    report = read_report(make_report(absent_unit(), prefix="dữ liệu"))
    assert (report["workspace"], report["diagnostics"][0]["file"]) == ("dữ liệu", REGISTRY)


def test_stages_are_timed() -> None:
    assert read_report(make_report(timings={"rules": 0.123456}))["timings"] == {"rules": 0.1235}


def test_vietnamese_letters_are_written_as_they_are() -> None:
    assert "được ghi hai lần" in json_report(make_report(FOUND))


def test_the_same_problems_give_the_same_bytes_in_any_order(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: x")
    sandbox.replace(FILE, "[@nq-1]", "[@nq-2]")
    loaded = sandbox.load()._replace(timings={})
    owed = tuple(each._replace(missing=each.missing[::-1]) for each in loaded.owed)
    mirrored = loaded._replace(problems=loaded.problems[::-1], owed=owed)
    assert json_report(report_on(loaded)) == json_report(report_on(mirrored))
