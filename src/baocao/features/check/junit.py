"""Diagnostics as JUnit XML: one test case for each report that is owed, so that units show by name."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from baocao.features.check.left_out import left_out_lines
from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic
from baocao.model.owed import Receipt
from baocao.report.text import diagnostic_lines, severity_summary
from baocao.vietnamese.visible import harmless_text, visible_line, visible_text

SHARED: Final = "Tệp dùng chung"
NOWHERE: Final = "Thư mục dữ liệu"


class _Test(NamedTuple):
    """A test case: its name, the suite that it belongs to, and why it did not run, if so."""

    suite: str
    name: str
    class_name: str
    found: tuple[Diagnostic, ...]
    skipped: str = ""


def junit_report(report: Report) -> str:
    """Return a suite for each directive and period, and one for the files that no report owns.

    A case fails by what makes the check fail, and lists it; the rest stands in its output. Without the
    demand for completeness a report that has not come is skipped. There are no times: the same data
    give the same bytes.
    """
    root = Element("testsuites", name="baocao check")
    tests = [*_owed_tests(report), *_file_tests(report)]
    for name, group in groupby(tests, key=lambda test: test.suite):
        _fill_suite(SubElement(root, "testsuite", name=_clean_text(name)), report, tuple(group))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    said = left_out_lines(report)
    if said:
        # An element without children counts as false, hence `len`.
        last = root[-1] if len(root) else SubElement(root, "testsuite", _suite_counts(0, 0, 0), name=SHARED)
        SubElement(last, "system-out").text = _clean_text("\n".join(map(visible_line, said)))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _owed_tests(report: Report) -> Iterator[_Test]:
    for case in report.cases:
        failing = any(map(report.makes_fail, case.found))
        absent = case.receipt is Receipt.MISSING and not failing
        yield _Test(
            f"{case.directive} {case.period}: {case.directive_name}",
            f"{case.unit_name} ({case.unit})",
            f"{case.directive}.{case.period}",
            case.found,
            f"Chưa có {case.file}" if absent else "",
        )


def _file_tests(report: Report) -> Iterator[_Test]:
    """Yield a test for each shared file and for each other file in which something was found."""
    owned = {diagnostic for case in report.cases for diagnostic in case.found}
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in report.shared}
    for diagnostic in report.found:
        if diagnostic not in owned:
            by_file.setdefault(diagnostic.place.file if diagnostic.place else NOWHERE, []).append(
                diagnostic
            )
    for name in sorted(by_file):
        yield _Test(SHARED, name, "tep", tuple(by_file[name]))


def _fill_suite(suite: Element, report: Report, tests: Sequence[_Test]) -> None:
    failed = sum(_add_case(suite, report, test) for test in tests)
    skipped = sum(bool(test.skipped) for test in tests)
    suite.attrib |= _suite_counts(len(tests), failed, skipped)


def _suite_counts(tests: int, failed: int, skipped: int) -> dict[str, str]:
    return {"tests": str(tests), "failures": str(failed), "errors": "0", "skipped": str(skipped)}


def _add_case(suite: Element, report: Report, test: _Test) -> bool:
    """Add the case to its suite; tell whether it failed."""
    case = SubElement(
        suite, "testcase", name=_clean_text(test.name), classname=_clean_text(test.class_name)
    )
    failing = [diagnostic for diagnostic in test.found if report.makes_fail(diagnostic)]
    others = [diagnostic for diagnostic in test.found if not report.makes_fail(diagnostic)]
    if failing:
        failure = SubElement(case, "failure", message=severity_summary(failing), type=failing[0].code)
        failure.text = _listed_diagnostics(failing)
    elif test.skipped:
        SubElement(case, "skipped", message=_clean_text(test.skipped))
    if others:
        SubElement(case, "system-out").text = _listed_diagnostics(others)
    return bool(failing)


def _listed_diagnostics(diagnostics: Iterable[Diagnostic]) -> str:
    return _clean_text(
        "\n".join(visible_line(line) for diagnostic in diagnostics for line in diagnostic_lines(diagnostic))
    )


def _clean_text(text: str) -> str:
    """Return lines in which letters that XML cannot hold or that nobody sees are shown."""
    return harmless_text(visible_text(text))
