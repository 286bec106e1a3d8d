"""Diagnostics as JUnit XML: one test case for each report that is owed, so that units show by name."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from baocao.features.check.left_out import left_out
from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic
from baocao.model.owed import Receipt
from baocao.report.text import described, summary
from baocao.vietnamese.visible import harmless, visible, visible_line

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
    tests = [*_owed(report), *_others(report)]
    for name, group in groupby(tests, key=lambda test: test.suite):
        _suite(SubElement(root, "testsuite", name=_clean(name)), report, tuple(group))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    said = left_out(report)
    if said:
        last = root[-1] if len(root) else SubElement(root, "testsuite", _numbers(0, 0, 0), name=SHARED)
        SubElement(last, "system-out").text = _clean("\n".join(map(visible_line, said)))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _owed(report: Report) -> Iterator[_Test]:
    for case in report.cases:
        failing = any(map(report.fails, case.found))
        absent = case.receipt is Receipt.MISSING and not failing
        yield _Test(
            f"{case.directive} {case.period}: {case.directive_name}",
            f"{case.unit_name} ({case.unit})",
            f"{case.directive}.{case.period}",
            case.found,
            f"Chưa có {case.file}" if absent else "",
        )


def _others(report: Report) -> Iterator[_Test]:
    """Yield a test for each shared file and for each other file in which something was found."""
    owned = {found for case in report.cases for found in case.found}
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in report.shared}
    for found in report.found:
        if found not in owned:
            by_file.setdefault(found.place.file if found.place else NOWHERE, []).append(found)
    for name in sorted(by_file):
        yield _Test(SHARED, name, "tep", tuple(by_file[name]))


def _suite(suite: Element, report: Report, tests: Sequence[_Test]) -> None:
    failed = sum(_case(suite, report, test) for test in tests)
    skipped = sum(bool(test.skipped) for test in tests)
    suite.attrib |= _numbers(len(tests), failed, skipped)


def _numbers(tests: int, failed: int, skipped: int) -> dict[str, str]:
    return {"tests": str(tests), "failures": str(failed), "errors": "0", "skipped": str(skipped)}


def _case(suite: Element, report: Report, test: _Test) -> bool:
    """Add the case to its suite; tell whether it failed."""
    case = SubElement(suite, "testcase", name=_clean(test.name), classname=_clean(test.class_name))
    failing = [found for found in test.found if report.fails(found)]
    others = [found for found in test.found if not report.fails(found)]
    if failing:
        failure = SubElement(case, "failure", message=summary(failing), type=failing[0].code)
        failure.text = _listed(failing)
    elif test.skipped:
        SubElement(case, "skipped", message=_clean(test.skipped))
    if others:
        SubElement(case, "system-out").text = _listed(others)
    return bool(failing)


def _listed(diagnostics: Iterable[Diagnostic]) -> str:
    return _clean("\n".join(visible_line(line) for found in diagnostics for line in described(found)))


def _clean(text: str) -> str:
    """Return lines in which letters that XML cannot hold or that nobody sees are shown."""
    return harmless(visible(text))
