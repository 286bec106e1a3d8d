"""A problem is the same one when only its line has moved."""

from baocao.features.check.fingerprints import fingerprints
from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic
from findings import RELATION, TEXT, error, relation, report, warning


def marks(shown: Report) -> list[str]:
    return list(fingerprints(shown, shown.found))


def one(found: Diagnostic, text: str = TEXT) -> str:
    (mark,) = marks(report(found, text=text))
    return mark


def test_a_line_that_moved_down_and_in_keeps_its_fingerprint() -> None:
    moved = f"# ghi chú\n\n{TEXT}".replace("chi_tieu", "  chi_tieu")
    assert one(error(5, 14), moved) == one(error(3, 12))


def test_another_line_value_unit_or_code_is_another_problem() -> None:
    others = [error(2), error(value="mười hai"), error(unit="xa-hai"), warning(3), error()]
    assert len({one(found) for found in others}) == len(others)


def test_another_rule_is_another_problem() -> None:
    assert one(relation()) != one(relation(rule=RELATION._replace(id="hs/khac")))


def test_what_is_alike_in_all_is_numbered_in_its_order() -> None:
    twice = marks(report(error(3, 12), error(3, 24)))
    assert len(set(twice)) == 2
    assert twice[0] == one(error(3, 12))


def test_a_fingerprint_is_the_same_in_every_release() -> None:
    assert one(error()) == "87e01a298913d08ff77f5a434433b8d4"
