"""JSON that a stranger has edited."""

import json
import os
from pathlib import Path

import pytest

from baocao.features.init.install_source import Source, _recorded_source
from baocao.features.schema.schemas import settings_text
from baocao.foreign.files import NotAFileError, TooLargeError, digest_of_file, read_regular
from baocao.foreign.records import BadRecordError, is_file_name, parse_record
from baocao.pipeline import manifest, print_map
from baocao.pipeline.plan import Scope
from strangers import run_command
from support import Sandbox

BAD = {
    "100,000 brackets": (b"[" * 100_000, "lồng quá 50 cấp"),
    "100,000 groups": (b'{"a":' * 100_000, "lồng quá 50 cấp"),
    "200 groups": (b'{"a":' * 200 + b"1" + b"}" * 200, "lồng quá 50 cấp"),
    "a million digits": (b'{"a":' + b"9" * 1_000_000 + b"}", "số quá lớn"),
    "NaN": (b'{"a": NaN}', "không phải là số"),
    "1e999": (b'{"a": 1e999}', "số quá lớn"),
    "half a letter": (b'{"a": "\\ud800"}', "nửa ký tự"),
    "a list": (b"[]", "không phải là một nhóm"),
    "six million values": (b'{"a":[' + b"0," * 6_000_000 + b"0]}", "hơn 5 triệu giá trị"),
    "an error": (b'{\n "a": }', "dòng 2, cột 7"),
    "no UTF-8": (b'{"a": "\xff"}', "không phải UTF-8"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_says_why(name: str) -> None:
    data, reason = BAD[name]
    with pytest.raises(BadRecordError) as caught:
        parse_record(data)
    assert reason in caught.value.fault.reason


@pytest.mark.sampled
@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("file", [manifest.NAME, print_map.NAME])
def test_whatever_lies_in_the_outputs_trace_says_so_and_goes_on(
    file: str, name: str, sandbox: Sandbox
) -> None:
    folder = sandbox.build().folder
    data, reason = BAD[name]
    (folder / file).write_bytes(data)
    command = run_command(["trace", "2025-11", "hs.tiep_nhan", "--root", str(sandbox.root)])
    assert (command.code, reason in command.out) == (0, True), command


def test_a_build_over_a_spoiled_manifest_says_where_it_is_spoiled(sandbox: Sandbox) -> None:
    folder = sandbox.build().folder
    (folder / manifest.NAME).write_bytes(b'{\n "a": }')
    (problem,) = sandbox.build().problems
    assert (problem.code, str(problem.place and problem.place.file)) == (
        "BC841",
        "out/2025-11/manifest.json",
    )
    assert problem.place
    assert (problem.place.line, problem.place.column) == (2, 7)
    assert sandbox.build().problems == ()


def test_a_narrowed_build_says_that_it_cannot_keep_a_spoiled_map_and_a_whole_one_mends_it(
    sandbox: Sandbox,
) -> None:
    folder = sandbox.build().folder
    (folder / print_map.NAME).write_bytes(b"[]")
    narrowed = sandbox.build(scope=Scope(frozenset({"xa-mot"})))
    assert [each.code for each in narrowed.problems] == ["BC842"]
    assert narrowed.made
    assert sandbox.build().problems == ()
    outcome = print_map.read_map_or_why(folder)[0]
    assert outcome is not None
    assert "so-a_tong-hop_cd.xlsx" in outcome.files


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
@pytest.mark.parametrize("file", [manifest.NAME, print_map.NAME, "xa-mot_bao-cao_cd.docx"])
def test_a_pipe_in_the_place_of_an_output_is_not_waited_for(file: str, sandbox: Sandbox) -> None:
    folder = sandbox.build().folder
    (folder / file).unlink()
    os.mkfifo(folder / file)
    for arguments in (
        ["trace", "2025-11", "hs.tiep_nhan"], ["trace", str(folder / "xa-mot_bao-cao_cd.docx"), "3.781"],
        ["build", "--check", "--ky", "2025-11"], ["build", "--ky", "2025-11", "--don-vi", "so-a"],
    ):  # fmt: skip
        assert run_command([*arguments, "--root", str(sandbox.root)]).code in {0, 1, 2}
    if file.endswith(".docx"):
        assert run_command(["inspect", str(folder / file)]).code == 1
        assert run_command(["diff", "--textconv", str(folder / file)]).code == 2


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_link_to_a_device_without_end_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.symlink_to("/dev/zero")
    with pytest.raises(NotAFileError):
        read_regular(path, 10)
    assert digest_of_file(path, 10) == ""
    assert run_command(["inspect", str(path)]).code == 1


def test_no_more_is_read_than_the_limit_whatever_size_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(TooLargeError):
        read_regular(path, 4)
    assert digest_of_file(path, 4) == ""


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("a b.docx", True), ("Đề án.xlsx", True), ("", False), ("..", False), ("a/b", False),
        ("a\\b", False), ("C:x", False), ("a\0b", False), ("a\nb", False), ("\x1b[2J", False),
        ("\ud800", False),
        ("a" * 256, False), (7, False), (None, False),
    ],
)  # fmt: skip
def test_only_plain_names_are_names_of_outputs(name: object, good: bool) -> None:  # noqa: FBT001
    assert is_file_name(name) is good


def test_an_entry_that_makes_no_sense_is_left_out_and_the_others_stay(sandbox: Sandbox) -> None:
    folder = sandbox.build().folder
    path = folder / manifest.NAME
    content = json.loads(path.read_bytes())
    names = [each["tep"] for each in content["van_ban"]]
    content["van_ban"][0].pop("nguon")
    content["van_ban"] += [3, {"tep": "../x"}, content["van_ban"][1]]
    path.write_text(json.dumps(content), encoding="utf-8")
    earlier_build = manifest.earlier_build(folder)
    assert [each["tep"] for each in earlier_build.entries] == names[1:]
    assert earlier_build.fault is not None
    assert earlier_build.fault.reason == "4 mục có nội dung sai"


FILE = {"sha256": "", "so_lieu": ["hs.a|xa-mot"], "o": {"A": [1, 2, 0]}, "chu": [1, 2, 3, 0]}


@pytest.mark.parametrize(
    "change",
    [
        {"o": {"A": [1, 10**9, 0]}},
        {"o": {"A": [10**400, 1, 0]}},
        {"o": {"A": {}}},
        {"o": {"A": "abc"}},
        {"o": {"A": [True, 1, 0]}},
        {"chu": [1, 0, 10**9, 0]},
        {"chu": [1, 3, 2, 0]},
        {"so_lieu": {}},
        {"so_lieu": ["a" * 5000]},
        {"sha256": 3},
    ],
)
def test_a_place_that_no_file_has_makes_the_map_unusable(change: dict[str, object], tmp_path: Path) -> None:
    for file, usable in ((FILE, True), ({**FILE, **change}, False)):
        content = {"phien_ban": 1, "ky": "2025-11", "tep": {"a.xlsx": file}}
        (tmp_path / print_map.NAME).write_text(json.dumps(content), encoding="utf-8")
        outcome, fault = print_map.read_map_or_why(tmp_path)
        assert (outcome is not None, fault is None) == (usable, usable)


def test_a_map_whose_files_are_the_map_itself_is_no_map(tmp_path: Path) -> None:
    inner = {"phien_ban": 1, "ky": "2025-11", "tep": {"truy-vet.json": FILE}}
    content = {**inner, "tep": {"truy-vet.json": inner}}
    (tmp_path / print_map.NAME).write_text(json.dumps(content), encoding="utf-8")
    assert print_map.read_map_or_why(tmp_path)[0] is None


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": 1e999}', '{"a": "\\ud800"}', "[]", "{"])
def test_settings_of_an_editor_that_cannot_be_kept_are_left_alone(text: str) -> None:
    assert settings_text([], text) is None


@pytest.mark.parametrize(
    "origin",
    [
        {"vcs_info": 3},
        {"vcs_info": {"vcs": "git"}},
        {"vcs_info": {"vcs": "git"}, "url": 'https://a.vn/b"; rm'},
    ],
)
def test_where_the_program_came_from_is_believed_if_it_is_an_address(
    origin: dict[str, object],
) -> None:
    assert _recorded_source(origin) == Source()
