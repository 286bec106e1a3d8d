"""JUnit XML: one test case for each report that is owed, and a suite for the files that no report owns."""

from xml.etree import ElementTree as ET

import pytest

from baocao.features.check.junit import junit_report
from baocao.features.check.record import Hidden, Report
from findings import (
    FILE,
    REGISTRY,
    absent_unit,
    error_at,
    make_report,
    note_at,
    of_two_units,
    owed_case,
    waived_problem,
    warning_at,
)


def junit_suites(shown: Report) -> list[ET.Element]:
    return list(ET.fromstring(junit_report(shown)))


def junit_cases(shown: Report) -> dict[str, ET.Element]:
    return {case.get("name", ""): case for suite in junit_suites(shown) for case in suite}


def case_parts(shown: Report, name: str) -> list[str]:
    return [part.tag for part in junit_cases(shown)[name]]


def test_every_unit_that_must_report_is_a_case_under_its_directive_and_period() -> None:
    owed, shared = junit_suites(of_two_units())
    assert owed.get("name") == "cd 2025-11: Chỉ đạo thử"
    assert [case.get("name") for case in owed] == ["Xã Một (xa-mot)", "Xã Hai (xa-hai)"]
    assert {case.get("classname") for case in owed} == {"cd.2025-11"}
    assert shared.get("name") == "Tệp dùng chung"
    assert [case.get("name") for case in shared] == [REGISTRY]


def test_a_case_fails_by_its_errors_and_lists_them_with_place_and_advice() -> None:
    shown = of_two_units(error_at(2), error_at(3), warning_at())
    failure, output = junit_cases(shown)["Xã Một (xa-mot)"]
    assert (failure.get("message"), failure.get("type")) == ("2 lỗi", "BC208")
    lines = (failure.text or "").split("\n")
    assert lines[0] == f"{FILE}:2:12: BC208 lỗi: 'mười' không phải là số."
    assert lines[1].startswith("  → Ghi số")
    assert lines[2].startswith(f"{FILE}:3:12: BC208")
    assert (output.tag, (output.text or "").split(":")[0]) == ("system-out", FILE)


def test_warnings_alone_do_not_fail_a_case_unless_that_is_demanded() -> None:
    assert case_parts(of_two_units(warning_at()), "Xã Một (xa-mot)") == ["system-out"]
    assert case_parts(of_two_units(warning_at(), strict=True), "Xã Một (xa-mot)") == ["failure"]


def test_a_report_that_has_not_come_is_skipped_and_fails_where_completeness_is_demanded() -> None:
    assert case_parts(of_two_units(), "Xã Hai (xa-hai)") == ["skipped", "system-out"]
    assert case_parts(of_two_units(complete=True), "Xã Hai (xa-hai)") == ["failure"]
    skipped = junit_cases(of_two_units())["Xã Hai (xa-hai)"][0]
    assert skipped.get("message") == "Chưa có data/units/xa-hai/2025-11.yaml"


@pytest.mark.parametrize(
    ("strict", "complete", "numbers"),
    [
        (False, False, ["3", "1", "0", "1"]),
        (False, True, ["3", "2", "0", "0"]),
        (True, False, ["3", "2", "0", "0"]),
    ],
)
def test_the_numbers_of_the_suites_are_those_of_their_cases(
    numbers: list[str], *, strict: bool, complete: bool
) -> None:
    third = owed_case("xa-ba", "Xã Ba")
    shown = of_two_units(error_at(), strict=strict, complete=complete)
    shown = shown._replace(cases=(*shown.cases, third))
    owed, shared = junit_suites(shown)
    assert [owed.get(key) for key in ("tests", "failures", "errors", "skipped")] == numbers
    root = ET.fromstring(junit_report(shown))
    assert int(root.get("tests", "")) == int(numbers[0]) + int(shared.get("tests", ""))
    assert root.get("failures") == numbers[1]


def test_what_no_report_owns_is_told_under_its_file() -> None:
    profile = error_at(unit="xa-ba")
    assert case_parts(make_report(profile, shared=(REGISTRY,)), FILE) == ["failure"]
    assert case_parts(make_report(profile, shared=(REGISTRY,)), REGISTRY) == []


def test_suites_are_parted_by_directive_and_period() -> None:
    first = owed_case("xa-mot", "Xã Một")
    report = make_report(cases=(first, first._replace(period="2025-10"), first._replace(directive="khac")))
    assert [suite.get("name") for suite in junit_suites(report)] == [
        "cd 2025-11: Chỉ đạo thử",
        "cd 2025-10: Chỉ đạo thử",
        "khac 2025-11: Chỉ đạo thử",
    ]


def test_letters_that_xml_cannot_hold_are_shown() -> None:
    shown = make_report(error_at(value="a\x00\x1b]]>&<b>\ufffe"))
    (failure,) = junit_cases(shown)[FILE]
    assert "'a␀␛]]>&<b><U+FFFE>' không phải là số." in (failure.text or "")


@pytest.mark.parametrize("shown", [of_two_units(), make_report()])
def test_what_is_left_out_is_counted_with_the_reason(shown: Report) -> None:
    hidden = (Hidden("--select", {"BC701": 2}),)
    last = junit_suites(shown._replace(ignored=(waived_problem(note_at()),), hidden=hidden))[-1][-1]
    assert last.tag == "system-out"
    assert (last.text or "").split("\n") == [
        "Bỏ qua theo baocao.yaml:2: 1 BC436 (đã thống nhất).",
        "Bỏ qua theo --select: 2 BC701.",
    ]


def test_nothing_at_all_is_still_a_document() -> None:
    assert junit_suites(make_report()) == []


def test_an_absent_unit_is_told_once_and_not_again_under_the_registry() -> None:
    assert case_parts(of_two_units(complete=True), REGISTRY) == []
    assert junit_report(of_two_units()).count(absent_unit().message) == 1
