"""`baocao import` of edited Word files: what is told, what is written, and with which exit code."""

import json
from pathlib import Path

import pytest

from baocao.cli.main import main
from baocao.foreign.word_marks import read_marked
from editing import NARRATIVE, SOURCE, WordFile, report_of
from support import Sandbox


def run(sandbox: Sandbox, file: WordFile, *options: str) -> int:
    path = file.save(sandbox.root.parent / "sua.docx")
    return main(["import", str(path), "--root", str(sandbox.root), *options])


def test_without_edits_nothing_is_to_do(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(sandbox, report_of(sandbox)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "sua.docx: dự thảo Báo cáo của Xã Một, kỳ 2025-11",
        "Không có chỗ nào được sửa.",
    ]


def test_edited_prose_is_shown_and_only_written_when_asked(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    file = report_of(sandbox).type_over("Tập huấn cán bộ", "Tập huấn công chức")
    before = (sandbox.root / SOURCE).read_bytes()
    assert run(sandbox, file) == 1
    said = capsys.readouterr().out
    assert "~ Tập huấn [-cán bộ-]{+công chức+} về tiếp nhận hồ sơ trực tuyến." in said
    assert f"Chưa ghi gì. Thêm --write để ghi vào {SOURCE}." in said
    assert (sandbox.root / SOURCE).read_bytes() == before
    assert run(sandbox, file, "--write") == 0
    assert "Tập huấn công chức" in (sandbox.root / SOURCE).read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing_whatever_is_asked(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Tập huấn cán bộ", "Tập huấn công chức")
    before = (sandbox.root / SOURCE).read_bytes()
    assert run(sandbox, file, "--write", "--dry-run") == 1
    assert (sandbox.root / SOURCE).read_bytes() == before


def test_a_figure_is_refused_until_a_correction_is_given(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    file = report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3.800")
    assert run(sandbox, file, "--write") == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "Số liệu bị sửa trong văn bản, không nhận (1)" in said
    assert "Tiếp nhận [hs.tiep_nhan]: 3.781 hồ sơ → 3.800 hồ sơ (1. Hồ sơ)" in said
    assert f"nguồn: {SOURCE}:4" in said
    assert "--sua hs.tiep_nhan=3.800" in said
    assert (sandbox.root / SOURCE).read_text(encoding="utf-8") == NARRATIVE.lstrip("\n")
    assert run(sandbox, file, "--write", "--sua", "hs.tiep_nhan=3.800") == 0
    assert "hs.tiep_nhan: 3.800   # sổ tiếp nhận" in (sandbox.root / SOURCE).read_text(encoding="utf-8")


def test_what_is_asked_is_left_out_of_what_is_written(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Vận động người dân", "Vận động 250 người dân")
    file.type_over("Đã số hóa", "Đã số hóa xong")
    assert run(sandbox, file, "--write") == 1
    text = (sandbox.root / SOURCE).read_text(encoding="utf-8")
    assert "Đã số hóa xong" in text
    assert "250" not in text
    assert run(sandbox, file, "--write", "--nhan", "noi_dung/cd/I.1") == 0
    assert "250" in (sandbox.root / SOURCE).read_text(encoding="utf-8")


def test_lines_fit_a_terminal(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    file = report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3.800")
    file.type_over("được giao", "đã được phân công").type_over("Vận động", "Tuyên truyền 15 buổi, vận động")
    run(sandbox, file)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--sua", "hs.tiep_nhan"], "--sua ghi KHÓA=GIÁ_TRỊ"),
        (["--sua", "hs.tiepnhan=1"], "không có số nào của 'hs.tiepnhan' bị sửa. Ý bạn là 'hs.tiep_nhan'?"),
        (["--nhan", "noi_dung/cd/I.9"], "không có lời văn nào của 'noi_dung/cd/I.9' bị sửa"),
        (["--y-kien", "bang.xlsx"], "--y-kien ghi ra tệp Word"),
        (["--tra-lai", "x"], "chỉ dùng khi nhập biểu Excel"),
        (["bieu.xlsx"], "không phải tệp Word"),
    ],
)
def test_a_mistake_of_the_call_is_told_as_one(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    sandbox.write("bieu.xlsx", b"")
    options = [str(sandbox.root / each) if each == "bieu.xlsx" else each for each in options]
    file = report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3.800")
    assert run(sandbox, file, *options) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_other_programs_read_all_of_it(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    file = report_of(sandbox).type_over("Tiếp nhận 3.781", "Tiếp nhận 3.800")
    file.type_over("Vận động", "Vận động 250").type_over("được giao", "đã được giao")
    assert run(sandbox, file, "--format", "json") == 1
    (read,) = json.loads(capsys.readouterr().out)["files"]
    assert [each["new"] for each in read["figures"]] == ["3.800 hồ sơ"]
    assert [reason["why"] for reason in read["texts"][0]["reasons"]] == ["number"]
    assert read["others"][0]["writer"] == "câu do mẫu templates/bao-cao.md.j2 viết (dòng 6)"


def test_comments_of_several_copies_become_one_table(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sandbox.root.parent / "gop-y"
    folder.mkdir()
    report_of(sandbox).comment("Tập huấn", ("Sở Nội vụ", "Nêu số lớp")).save(folder / "so-nv.docx")
    report_of(sandbox).comment("được giao", ("Sở Tài chính", "Bỏ câu này")).save(folder / "so-tc.docx")
    (folder / "~$so-tc.docx").write_bytes(b"khoa")
    table = sandbox.root.parent / "bang.docx"
    assert main(["import", str(folder), "--y-kien", str(table), "--root", str(sandbox.root)]) == 0
    assert "Đã ghi 2 ý kiến" in capsys.readouterr().err
    lines = [line.text for line in read_marked(table.read_bytes()).now.lines]
    assert lines.index("Bỏ câu này") < lines.index("Nêu số lớp")
    assert "(tệp so-tc.docx)" in lines


def test_a_table_of_comments_and_edits_are_asked_for_in_one_call(sandbox: Sandbox) -> None:
    file = report_of(sandbox).type_over("Tập huấn cán bộ", "Tập huấn công chức")
    file.comment("Tập huấn", ("An", "Nêu số lớp"))
    table = sandbox.root.parent / "bang.docx"
    assert run(sandbox, file, "--write", "--y-kien", str(table)) == 0
    assert table.exists()
    assert "Tập huấn công chức" in (sandbox.root / SOURCE).read_text(encoding="utf-8")


def test_a_dry_run_writes_no_table_either(sandbox: Sandbox) -> None:
    file = report_of(sandbox).comment("Tập huấn", ("An", "Nêu số lớp"))
    table = sandbox.root.parent / "thu.docx"
    assert run(sandbox, file, "--dry-run", "--y-kien", str(table)) == 0
    assert not table.exists()


def test_a_copy_that_cannot_be_read_is_named_and_the_others_are_taken(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    good = report_of(sandbox).comment("Tập huấn", ("An", "Nêu số lớp")).save(sandbox.root.parent / "a.docx")
    bad = sandbox.root.parent / "b.docx"
    bad.write_bytes(b"PK hong")
    table = sandbox.root.parent / "bang.docx"
    call = ["import", str(good), str(bad), "--y-kien", str(table), "--root", str(sandbox.root)]
    assert main(call) == 1
    assert "b.docx: " in capsys.readouterr().err
    assert table.exists()


def test_the_table_never_takes_the_place_of_a_copy(sandbox: Sandbox) -> None:
    path = report_of(sandbox).comment("Tập huấn", ("An", "Nêu số lớp")).save(sandbox.root.parent / "a.docx")
    before = path.read_bytes()
    assert main(["import", str(path), "--y-kien", str(path), "--root", str(sandbox.root)]) == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_whatever_a_file_is_nothing_breaks(sandbox: Sandbox, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "la.docx"
    path.write_bytes(data)
    assert main(["import", str(path), "--root", str(sandbox.root)]) == 1
