"""SARIF: a table of codes, results that refer to it, relative paths, stable fingerprints, suppressions."""

import json
from typing import Any

import pytest

from baocao import __version__
from baocao.features.check.record import Hidden, Report
from baocao.features.check.sarif import general_message, sarif_report
from baocao.model.diagnostic import problem
from baocao.model.messages import MESSAGES
from baocao.model.place import Place
from findings import (
    FILE,
    TEXT,
    absent_unit,
    broken_relation,
    error_at,
    make_report,
    note_at,
    waived_problem,
    warning_at,
)


def run_of(shown: Report) -> dict[str, Any]:
    content = json.loads(sarif_report(shown))
    assert content["version"] == "2.1.0"
    (run,) = content["runs"]
    outcome: dict[str, Any] = run
    return outcome


def run_results(shown: Report) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = run_of(shown)["results"]
    return results


def test_every_result_refers_to_its_code_in_the_table() -> None:
    run = run_of(make_report(note_at(), warning_at(), error_at(), broken_relation(), absent_unit()))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["BC208", "BC215", "BC411", "BC436", "BC701"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_code_is_explained_with_help_as_text_and_as_markdown() -> None:
    (rule,) = run_of(make_report(error_at()))["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "'…' không phải là số."
    assert rule["help"]["text"].startswith("Cách xử lý: Ghi số bằng chữ số")
    assert rule["help"]["markdown"].startswith("**Cách xử lý:** Ghi số bằng chữ số")
    assert rule["defaultConfiguration"] == {"level": "error"}


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_can_be_told_in_general(code: str) -> None:
    told = general_message(MESSAGES[code].what) + general_message(MESSAGES[code].advice)
    assert "{hint}" not in told
    assert told.count("{") == MESSAGES[code].what.count("{{") + MESSAGES[code].advice.count("{{")


def test_the_tool_tells_its_version() -> None:
    driver = run_of(make_report())["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("baocao", __version__)


def test_severities_become_levels_and_a_rule_of_the_data_has_its_own() -> None:
    by_key = {
        each["ruleId"]: each["level"]
        for each in run_results(make_report(note_at(), warning_at(), error_at(), broken_relation()))
    }
    assert by_key == {"BC208": "error", "BC215": "warning", "BC411": "warning", "BC436": "note"}


def test_a_result_stands_at_line_and_column_in_characters_with_the_text_from_there() -> None:
    run = run_of(make_report(error_at(2, 5), text="a\nkỳ: 𝟙x\n"))
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert location["region"] == {"startLine": 2, "startColumn": 5, "snippet": {"text": "𝟙x"}}


def test_paths_are_relative_to_the_top_of_the_repository_and_escaped() -> None:
    run = run_of(make_report(error_at(), prefix="tỉnh A%"))
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": f"t%E1%BB%89nh%20A%25/{FILE}", "uriBaseId": "%SRCROOT%"}
    assert list(run["originalUriBaseIds"]) == ["%SRCROOT%"]
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]


def test_related_places_keep_their_labels() -> None:
    (run,) = run_results(make_report(broken_relation()))
    (other,) = run["relatedLocations"]
    assert (other["id"], other["message"]) == (1, {"text": "hs.b = 5"})
    assert other["physicalLocation"]["region"]["startColumn"] == 24


def test_unit_and_rule_are_told() -> None:
    assert run_results(make_report(broken_relation()))[0]["properties"] == {
        "unit": "xa-mot",
        "rule": "hs/tiep-nhan",
    }


def test_a_message_holds_what_to_do_the_rule_and_the_basis() -> None:
    text = run_results(make_report(broken_relation()))[0]["message"]["text"].split("\n")
    assert text[1:] == ["→ Xem lại hai số.", "Quy tắc: hs/tiep-nhan", "Căn cứ: Công văn 816/UBND-VX"]


def test_a_moved_line_is_the_same_result() -> None:
    before = run_results(make_report(error_at(3)))[0]["partialFingerprints"]
    after = run_results(make_report(error_at(4), text=f"# ghi chú\n{TEXT}"))[0]["partialFingerprints"]
    assert before == after
    assert list(before) == ["baocao/v1"]


def test_what_the_settings_ignore_is_there_but_suppressed_with_the_reason() -> None:
    first, second = run_results(make_report(error_at(), ignored=(waived_problem(warning_at(), 4),)))
    assert "suppressions" not in first
    (suppression,) = second["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("external", "đã thống nhất")
    place = suppression["location"]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("baocao.yaml", 4)


def test_what_the_command_line_leaves_out_is_counted() -> None:
    run = run_of(make_report(hidden=(Hidden("--ignore", {"BC701": 2}),)))
    assert run["properties"] == {"hidden": {"--ignore": {"BC701": 2}}}


def test_a_problem_without_a_place_has_no_location() -> None:
    assert "locations" not in run_results(make_report(problem("BC001", None, what="data")))[0]


def test_a_place_past_the_text_has_no_snippet() -> None:
    diagnostic = problem("BC008", Place("khác.yaml", 1, 1), name="x")
    region = run_results(make_report(diagnostic))[0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1}


def test_a_value_that_looks_like_a_link_is_none() -> None:
    """Viewers make links of '[x](address)' in plain messages, unless the bracket is escaped."""
    (result,) = run_results(make_report(error_at(value="[x](https://xau.example) [y](0)")))
    assert r"'[x\](https://xau.example) [y\](0)' không phải là số." in result["message"]["text"]


def test_a_file_whose_name_is_no_unicode_has_an_address() -> None:
    (result,) = run_results(make_report(problem("BC208", Place("a\udcff/x:\x1b#?%.yaml", 1, 1), value="x")))
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "a%FF/x%3A%1B%23%3F%25.yaml"
