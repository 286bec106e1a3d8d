"""Workflow commands, read back as the runner of GitHub Actions reads them."""

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.features.check.github import github_report
from baocao.features.check.record import Hidden
from baocao.model.diagnostic import problem
from baocao.model.place import Place
from baocao.vietnamese.visible import visible_line
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
from reading import many

COMMAND = re.compile(r"::(?P<name>\w+)(?: (?P<properties>[^:]*))?::(?P<text>.*)")


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    text: str


def unescaped_text(text: str, *codes: str) -> str:
    for code in (*codes, "%0D", "%0A", "%25"):
        text = text.replace(code, chr(int(code[1:], 16)))
    return text


def understood_commands(printed: str) -> list[Command]:
    """Return what the runner understands; every line must be a command."""
    listed = []
    for line in printed.removesuffix("\n").split("\n"):
        match = COMMAND.fullmatch(line)
        assert match is not None
        pairs = (pair.partition("=") for pair in match["properties"].split(","))
        properties = {name: unescaped_text(value, "%3A", "%2C") for name, _, value in pairs}
        listed.append(Command(match["name"], properties, unescaped_text(match["text"])))
    return listed


def test_an_annotation_has_its_place_a_title_and_what_to_do() -> None:
    command = understood_commands(github_report(make_report(error_at())))[0]
    assert command.name == "error"
    assert command.properties == {"file": FILE, "line": "3", "col": "12", "title": "BC208 lỗi"}
    assert command.text.split("\n")[0] == "'mười' không phải là số."
    assert command.text.split("\n")[1].startswith("→ Ghi số bằng chữ số")


def test_a_rule_tells_of_its_other_places_and_its_basis() -> None:
    command = understood_commands(github_report(make_report(broken_relation())))[0]
    assert command.text.split("\n")[2:] == [
        f"(hs.b = 5: {FILE}:3:24)",
        "Quy tắc: hs/tiep-nhan",
        "Căn cứ: Công văn 816/UBND-VX",
    ]


def test_each_severity_has_its_command_and_the_gravest_come_first() -> None:
    commands = understood_commands(
        github_report(make_report(note_at(), absent_unit(), warning_at(), error_at()))
    )
    assert [each.name for each in commands] == ["error", "warning", "warning", "notice", "notice"]


def test_files_are_named_from_the_top_of_the_repository() -> None:
    command = understood_commands(github_report(make_report(error_at(), prefix="tỉnh, xã")))[0]
    assert command.properties["file"] == f"tỉnh, xã/{FILE}"


def test_the_last_command_counts_everything_and_what_was_left_out() -> None:
    shown = make_report(
        error_at(),
        warning_at(),
        ignored=(waived_problem(note_at()),),
        hidden=(Hidden("--select", {"BC701": 2}),),
    )
    last = understood_commands(github_report(shown))[-1]
    assert last.properties == {"title": "Kết quả"}
    assert last.text.split("\n") == [
        "1 lỗi, 1 cảnh báo.",
        "Bỏ qua theo baocao.yaml:2: 1 BC436 (đã thống nhất).",
        "Bỏ qua theo --select: 2 BC701.",
    ]


def test_a_problem_without_a_place_is_an_annotation_of_the_whole() -> None:
    command = understood_commands(github_report(make_report(problem("BC001", None, what="data"))))[0]
    assert command.properties == {"title": "BC001 lỗi"}


@many
@given(st.text("ab:,%\r\n=0ADễ", max_size=12), st.text("ab:,%\r\n=ễ /", min_size=1, max_size=12))
def test_whatever_the_data_hold_they_are_neither_a_command_nor_lost(value: str, folder: str) -> None:
    diagnostic = problem("BC208", Place(f"{folder}.yaml", 1, 1), value=value)
    first, _ = understood_commands(github_report(make_report(diagnostic)))
    assert first.text.startswith(f"'{visible_line(value)}' không phải là số.")
    assert first.properties["file"] == visible_line(make_report().repo_path(f"{folder}.yaml"))


@pytest.mark.parametrize("text", ["::error::x", "\n::stop-commands::x", "##[error]x"])
def test_a_value_that_looks_like_a_command_stays_inside_its_line(text: str) -> None:
    printed = github_report(make_report(error_at(value=text)))
    assert len(printed.split("\n")) == len(github_report(make_report(error_at())).split("\n"))
