"""The Code Quality report by the fields that GitLab documents."""

import json
from typing import Any

from baocao.features.check.gitlab import gitlab_report
from baocao.features.check.record import Report
from baocao.model.diagnostic import problem
from findings import FILE, absent, error, note, relation, report, waived, warning


def issues(shown: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gitlab_report(shown))
    return found


def test_an_issue_has_the_documented_fields_and_no_others() -> None:
    (found,) = issues(report(error(), prefix="tỉnh"))
    fingerprint = found.pop("fingerprint")
    assert len(fingerprint) == 32
    assert found == {
        "description": "BC208 'mười' không phải là số. → Ghi số bằng chữ số, ví dụ 3.781 hoặc 86,6; "
        "nếu chưa có số liệu thì ghi {chua_co: lý do}.",
        "check_name": "BC208",
        "severity": "critical",
        "location": {"path": f"tỉnh/{FILE}", "lines": {"begin": 3}},
    }


def test_severities_are_those_that_gitlab_knows_gravest_first() -> None:
    found = issues(report(note(), warning(), error(), relation(), absent()))
    assert [each["severity"] for each in found] == ["critical", "minor", "minor", "minor", "info"]


def test_no_two_issues_share_a_fingerprint_as_gitlab_would_drop_one() -> None:
    found = issues(report(*(error(line) for line in (1, 2, 3)), error(3, 24), warning(1), warning(2)))
    assert len({each["fingerprint"] for each in found}) == len(found) == 6


def test_what_is_ignored_is_counted_where_that_is_written() -> None:
    shown = report(ignored=(waived(warning(1)), waived(warning(2)), waived(note(), 7)))
    found = issues(shown)
    assert [each["description"] for each in found] == [
        "Bỏ qua 2 BC215: đã thống nhất",
        "Bỏ qua 1 BC436: đã thống nhất",
    ]
    assert [each["location"]["lines"]["begin"] for each in found] == [2, 7]
    assert {each["severity"] for each in found} == {"info"}


def test_a_problem_without_a_place_is_placed_at_the_workspace() -> None:
    (found,) = issues(report(problem("BC001", None, what="data"), prefix="tỉnh"))
    assert found["location"] == {"path": "tỉnh", "lines": {"begin": 1}}


def test_nothing_found_is_an_empty_list() -> None:
    assert issues(report()) == []
