"""The record of a check: what fails, where files are, and what a place says."""

import pytest

from baocao.features.check.record import Demands, counts, report_of
from baocao.model.diagnostic import Diagnostic
from baocao.model.place import Place
from findings import FILE, absent, error, note, relation, report, warning

STRICT, COMPLETE = Demands(strict=True), Demands(complete=True)


@pytest.mark.parametrize(
    ("found", "demands", "fails"),
    [
        (error(), Demands(), True),
        (warning(), Demands(), False),
        (warning(), COMPLETE, False),
        (warning(), STRICT, True),
        (relation(), Demands(), False),
        (relation(), STRICT, True),
        (note(), STRICT, False),
        (absent(), Demands(), False),
        (absent(), COMPLETE, True),
        (absent(), STRICT, True),
    ],
)
def test_errors_fail_and_warnings_and_gaps_where_that_is_demanded(
    found: Diagnostic, demands: Demands, *, fails: bool
) -> None:
    assert report(found, demands=demands).fails(found) is fails


def test_a_gap_is_told_apart_from_an_error() -> None:
    gap = report(absent(), demands=COMPLETE)
    assert (gap.has_errors, gap.lacks_something) == (False, True)
    wrong = report(error(), demands=COMPLETE)
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
    assert report(prefix=prefix).path(file) == path


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
    assert report().line(place) == line


def test_diagnostics_are_counted_by_severity_gravest_first() -> None:
    found = counts([warning(1), error(), warning(2)])
    assert list(found.items()) == [("error", 1), ("warning", 2), ("note", 0)]


def test_a_report_of_diagnostics_alone_has_them_once_and_in_order() -> None:
    assert report_of([warning(), error(), warning()], {}).found == (error(), warning())
