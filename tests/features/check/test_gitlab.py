"""The Code Quality report by the fields that GitLab documents."""

import json
from typing import Any

from baocao.features.check.gitlab import gitlab_report
from baocao.features.check.record import Report
from baocao.model.diagnostic import problem
from findings import (
    FILE,
    absent_unit,
    broken_relation,
    error_at,
    make_report,
    note_at,
    waived_problem,
    warning_at,
)


def code_issues(shown: Report) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads(gitlab_report(shown))
    return content


def test_an_issue_has_the_documented_fields_and_no_others() -> None:
    (issue,) = code_issues(make_report(error_at(), prefix="tỉnh"))
    fingerprint = issue.pop("fingerprint")
    assert len(fingerprint) == 32
    assert issue == {
        "description": "BC208 'mười' không phải là số. → Ghi số bằng chữ số, ví dụ 3.781 hoặc 86,6; "
        "nếu chưa có số liệu thì ghi {chua_co: lý do}.",
        "check_name": "BC208",
        "severity": "critical",
        "location": {"path": f"tỉnh/{FILE}", "lines": {"begin": 3}},
    }


def test_severities_are_those_that_gitlab_knows_gravest_first() -> None:
    issues = code_issues(make_report(note_at(), warning_at(), error_at(), broken_relation(), absent_unit()))
    assert [each["severity"] for each in issues] == ["critical", "minor", "minor", "minor", "info"]


def test_no_two_issues_share_a_fingerprint_as_gitlab_would_drop_one() -> None:
    issues = code_issues(
        make_report(*(error_at(line) for line in (1, 2, 3)), error_at(3, 24), warning_at(1), warning_at(2))
    )
    assert len({each["fingerprint"] for each in issues}) == len(issues) == 6


def test_what_is_ignored_is_counted_where_that_is_written() -> None:
    shown = make_report(
        ignored=(waived_problem(warning_at(1)), waived_problem(warning_at(2)), waived_problem(note_at(), 7))
    )
    issues = code_issues(shown)
    assert [each["description"] for each in issues] == [
        "Bỏ qua 2 BC215: đã thống nhất",
        "Bỏ qua 1 BC436: đã thống nhất",
    ]
    assert [each["location"]["lines"]["begin"] for each in issues] == [2, 7]
    assert {each["severity"] for each in issues} == {"info"}


def test_a_problem_without_a_place_is_placed_at_the_workspace() -> None:
    (issue,) = code_issues(make_report(problem("BC001", None, what="data"), prefix="tỉnh"))
    assert issue["location"] == {"path": "tỉnh", "lines": {"begin": 1}}


def test_nothing_found_is_an_empty_list() -> None:
    assert code_issues(make_report()) == []
