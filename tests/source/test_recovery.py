"""One line that cannot be read costs the unit that line: the rest of the report is read, and it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.messages import Severity
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.nodes import BROKEN, Scalar
from baocao.source.parsing import parse_report, parse_source
from reading import number_of_tries

HEAD = "don_vi: xa-mot\nky: 2025-11\nchi_tieu:\n  hs.a: 1\n"
TAIL = '  hs.c: 3\n  hs.d: 4\nnhiem_vu:\n  cd:\n    "1": {tien_do: hoan_thanh}\n'


def figures_around(line: str) -> tuple[dict[str, str | None], list[tuple[str, int]]]:
    """Return the figures of a report with `line` in it, None for unreadable ones, and what is reported."""
    report = parse_report(SourceFile("tệp.yaml", f"{HEAD}{line}\n{TAIL}", b""))
    assert isinstance(report.root, nodes.Mapping)
    assert list(report.root.entries) == ["don_vi", "ky", "chi_tieu", "nhiem_vu"]
    figures = report.root.get("chi_tieu")
    assert isinstance(figures, nodes.Mapping)
    shown = {
        name: None if value.style == BROKEN else value.text
        for name, (_, value) in figures.entries.items()
        if isinstance(value, Scalar)
    }
    return shown, [(each.code, each.place.line if each.place else 0) for each in report.problems]


REST = {"hs.a": "1", "hs.c": "3", "hs.d": "4"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  hs.b: -", "BC114"),
        ("  hs.b: >90%", "BC115"),
        ("  hs.b: >= 90%", "BC115"),
        ("  hs.b: @x", "BC102"),
        ("  hs.b: *", "BC102"),
        ("  hs.b: *a", "BC106"),
        ("  hs.b: %5", "BC102"),
        ("  hs.b: `5`", "BC102"),
        ('  hs.b: "chưa đóng', "BC102"),
        ("  hs.b: 'chưa đóng", "BC102"),
        ('  hs.b: "5" hồ sơ', "BC102"),
        ('  hs.b: "a\\q"', "BC102"),
        ('  hs.b: "5"#ghi chú', "BC102"),
        ("  hs.b: a: b", "BC102"),
        ("  hs.b: {chua_co: lý do", "BC102"),
        ('  hs.b: {chua_co: "lý do"', "BC102"),
        ("  hs.b: [5", "BC102"),
        ("  hs.b: }", "BC102"),
        ("  hs.b: - 5", "BC102"),
        ("  hs.b: 5\u0007", "BC007"),
        ("  hs.b:\u00a05", "BC103"),
        ("\u00a0 hs.b: 5", "BC103"),
        ("\ths.b: 5", "BC101"),
        ("  \ths.b: 5", "BC101"),
        (" hs.b: 5", "BC102"),
        ("hs.b: 5", "BC102"),
        ("  hs.b 5", "BC102"),
        ("  hs.b:5", "BC102"),
        ('  "hs.b: 5', "BC102"),
        ("  - hs.b: 5", "BC102"),
    ],
)
def test_the_line_at_fault_is_unreadable_and_all_others_are_read(line: str, code: str) -> None:
    figures, told = figures_around(line)
    assert figures == {**REST, "hs.b": None}
    assert told == [(code, 5)]


def test_a_line_that_stands_too_far_right_may_belong_to_the_one_above() -> None:
    figures, told = figures_around("   hs.b: 5")
    assert figures == {**REST, "hs.a": None, "hs.b": None}
    assert told == [("BC102", 5)]


def test_a_text_that_was_cut_off_is_not_read_as_if_it_were_all() -> None:
    figures, told = figures_around("  hs.b: |\n    Xã đã mở\nlớp học số")
    assert figures == {**REST, "hs.b": None}
    assert told == [("BC102", 7)]


@pytest.mark.parametrize("start", ["\t", " "])
def test_lines_that_are_wrong_in_the_same_way_are_one_fault(start: str) -> None:
    figures, told = figures_around("\n".join(f"{start}hs.{name}: 5" for name in "xyz"))
    assert figures == {**REST, "hs.x": None, "hs.y": None, "hs.z": None}
    assert [line for _, line in told] == [5]


def test_every_fault_of_a_file_is_told_at_once() -> None:
    figures, told = figures_around("  hs.b: -\n  hs.x: >50\n  hs.y: 7\n  hs.z: @")
    assert figures == {**REST, "hs.b": None, "hs.x": None, "hs.y": "7", "hs.z": None}
    assert told == [("BC114", 5), ("BC115", 6), ("BC102", 8)]


def test_a_section_without_its_colon_is_read_all_the_same() -> None:
    report = parse_report(SourceFile("tệp.yaml", f"{HEAD}{TAIL}".replace("chi_tieu:", "chi_tieu"), b""))
    assert isinstance(report.root, nodes.Mapping)
    assert isinstance(report.root.get("chi_tieu"), nodes.Mapping)
    assert [each.code for each in report.problems] == ["BC102"]


@pytest.mark.parametrize("end", ["...\n", "---\n", "%YAML 1.1\n"])
def test_where_nothing_tells_how_it_goes_on_nothing_is_read(end: str) -> None:
    report = parse_report(SourceFile("tệp.yaml", f"{HEAD}{end}{TAIL}", b""))
    assert report.root is None
    assert [each.severity for each in report.problems] == [Severity.ERROR]


def test_a_large_file_of_faults_takes_no_longer_than_it_may() -> None:
    text = HEAD + "".join(f"  hs.x{number}: -\n" for number in range(20_000))
    report = parse_report(SourceFile("tệp.yaml", text, b""))
    assert report.root is None
    assert len(report.problems) <= 100


PIECES = (
    "hs.a: 1", "hs.b: -", "hs.c: >5", "hs.d: @x", 'hs.e: "a', "hs.f: 'a", "hs.g 5", "hs.h: {a: 1",
    "hs.i:", "hs.j: a: b", "- x", "- a: 1", "chữ của một câu", "hs.k: |", "hs.l: 5 # ghi chú",
    "# ghi chú", "", "hs.m: [", "\ths.n: 1", "hs.o:\u00a01", "hs.p: *", "hs.q: &x 1", "hs.r: ]",
    "chi_tieu:", "nhiem_vu:", '"1": {}', "...", "? x", "hs.s: !!str a", "hs.t: 'a' b",
    "hs.u: \u0007", "hs.v", "---",
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(PIECES)), min_size=1, max_size=9))
@number_of_tries(600)
def test_nothing_is_read_differently_in_silence(lines: list[tuple[int, str]]) -> None:
    text = "".join(f"{'  ' * depth}{piece}\n" for depth, piece in lines)
    source = SourceFile("tệp.yaml", text, b"")
    root, problems = parse_source(source)
    report = parse_report(source)
    # What YAML takes is read as before; of what it refuses, the file has at least one error.
    if root is not None:
        assert report.problems == problems
    else:
        assert not problems or any(each.severity is Severity.ERROR for each in report.problems)
    assert all(each.place and 1 <= each.place.line <= len(lines) + 1 for each in report.problems)
    assert all("\ue000" not in text and "\ue001" not in text for text in texts_in(report.root))


def texts_in(node: nodes.Node | None) -> list[str]:
    """Return all keys and texts of a tree."""
    if isinstance(node, Scalar):
        return [node.text]
    if isinstance(node, nodes.Sequence):
        return [text for item in node.items for text in texts_in(item)]
    entries = node.entries.items() if node else ()
    return [text for name, (_, value) in entries for text in (name, *texts_in(value))]
