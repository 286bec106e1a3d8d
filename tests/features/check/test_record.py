"""The record of a check: what fails, where files are, and what a place says."""

import pytest

from baocao.features.check.record import Demands, report_of, severity_counts
from baocao.model.diagnostic import Diagnostic
from baocao.model.place import Place
from findings import FILE, absent_unit, broken_relation, error_at, make_report, note_at, warning_at

STRICT, COMPLETE = Demands(strict=True), Demands(complete=True)


@pytest.mark.parametrize(
    ("found", "demands", "fails"),
    [
        (error_at(), Demands(), True),
        (warning_at(), Demands(), False),
        (warning_at(), COMPLETE, False),
        (warning_at(), STRICT, True),
        (broken_relation(), Demands(), False),
        (broken_relation(), STRICT, True),
        (note_at(), STRICT, False),
        (absent_unit(), Demands(), False),
        (absent_unit(), COMPLETE, True),
        (absent_unit(), STRICT, True),
    ],
)
def test_errors_fail_and_warnings_and_gaps_where_that_is_demanded(
    found: Diagnostic, demands: Demands, *, fails: bool
) -> None:
    assert make_report(found, demands=demands).makes_fail(found) is fails


def test_a_gap_is_told_apart_from_an_error() -> None:
    gap = make_report(absent_unit(), demands=COMPLETE)
    assert (gap.has_errors, gap.lacks_something) == (False, True)
    wrong = make_report(error_at(), demands=COMPLETE)
    assert (wrong.has_errors, wrong.lacks_something) == (True, False)


@pytest.mark.parametrize(
    ("prefix", "file", "path"),
    [
        ("", FILE, FILE),
        ("dữ liệu/tỉnh", FILE, f"dữ liệu/tỉnh/{FILE}"),
        ("examples/tinh", "../../data/directives/cd.yaml", "data/directives/cd.yaml"),
        ("", "../chung/cd.yaml", "../chung/cd.yaml"),
    ],
)
def test_files_are_named_from_the_top_of_the_repository(prefix: str, file: str, path: str) -> None:
    assert make_report(prefix=prefix).repo_path(file) == path


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (Place(FILE, 1, 1), "don_vi: xa-mot"),
        (Place(FILE, 2, 5), "ky: 2025-11"),
        (Place(FILE, 99, 1), ""),
        (Place("khác.yaml", 1, 1), ""),
        (None, ""),
    ],
)
def test_a_place_says_its_line(place: Place | None, line: str) -> None:
    assert make_report().line_at(place) == line


def test_diagnostics_are_counted_by_severity_gravest_first() -> None:
    counts = severity_counts([warning_at(1), error_at(), warning_at(2)])
    assert list(counts.items()) == [("error", 1), ("warning", 2), ("note", 0)]


def test_a_report_of_diagnostics_alone_has_them_once_and_in_order() -> None:
    assert report_of([warning_at(), error_at(), warning_at()], {}).found == (error_at(), warning_at())
