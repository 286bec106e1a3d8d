"""A problem is the same one when only its line has moved."""

from baocao.features.check.fingerprints import diagnostic_fingerprints
from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic
from findings import RELATION, TEXT, broken_relation, error_at, make_report, warning_at


def fingerprint_list(shown: Report) -> list[str]:
    return list(diagnostic_fingerprints(shown, shown.found))


def one_fingerprint(diagnostic: Diagnostic, text: str = TEXT) -> str:
    (mark,) = fingerprint_list(make_report(diagnostic, text=text))
    return mark


def test_a_line_that_moved_down_and_in_keeps_its_fingerprint() -> None:
    moved = f"# ghi chú\n\n{TEXT}".replace("chi_tieu", "  chi_tieu")
    assert one_fingerprint(error_at(5, 14), moved) == one_fingerprint(error_at(3, 12))


def test_another_line_value_unit_or_code_is_another_problem() -> None:
    others = [error_at(2), error_at(value="mười hai"), error_at(unit="xa-hai"), warning_at(3), error_at()]
    assert len({one_fingerprint(report) for report in others}) == len(others)


def test_another_rule_is_another_problem() -> None:
    assert one_fingerprint(broken_relation()) != one_fingerprint(
        broken_relation(rule=RELATION._replace(id="hs/khac"))
    )


def test_what_is_alike_in_all_is_numbered_in_its_order() -> None:
    twice = fingerprint_list(make_report(error_at(3, 12), error_at(3, 24)))
    assert len(set(twice)) == 2
    assert twice[0] == one_fingerprint(error_at(3, 12))


def test_a_fingerprint_is_the_same_in_every_release() -> None:
    assert one_fingerprint(error_at()) == "87e01a298913d08ff77f5a434433b8d4"
