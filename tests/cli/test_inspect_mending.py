"""`baocao inspect --sua`: corrected copies, and what they are never written over."""

import errno
import json
import os
from pathlib import Path
from typing import NoReturn

import pytest

from baocao.cli.main import main
from baocao.inspection.mending import copies
from baocao.inspection.mending.package import W
from breaking import add_run_looks, broken_rules, change_parts, good_document, replace_first
from mending import main_part

BAD = change_parts(good_document("report"), add_run_looks("Tỷ lệ giải quyết", '<w:sz w:val="24"/>'))
HOPELESS = change_parts(good_document("report"), replace_first("- Lưu: VT.", "- Lưu: HC."))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a document that can be mended."""
    (tmp_path / "xau.docx").write_bytes(BAD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_a_copy_stands_beside_its_document_which_stays_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", "--sua", "xau.docx"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines()[:3] == [
        "xau.docx → xau.sua.docx",
        "  đã sửa 1 chỗ theo 1 quy tắc.",
        "  ✓ TT302 Nội dung: cỡ chữ: đã sửa 1 chỗ",
    ]
    assert "cỡ 12 → cỡ 14" in said.out
    assert "Căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục V" in said.out
    assert (folder / "xau.docx").read_bytes() == BAD
    assert sorted(entry.name for entry in folder.iterdir()) == ["xau.docx", "xau.sua.docx"]


def test_a_plain_copy_keeps_every_rule_and_is_not_mended_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inspect", "--sua", "--thang", "xau.docx", "--out", "dep.docx"]) == 0
    assert broken_rules((folder / "dep.docx").read_bytes()) == set()
    assert "Chấp nhận" not in capsys.readouterr().out
    assert main(["inspect", "--sua", "dep.docx"]) == 0
    assert "không có chỗ nào phải sửa" in capsys.readouterr().out
    assert not (folder / "dep.sua.docx").exists()


def test_what_cannot_be_mended_is_said_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "luu.docx").write_bytes(HOPELESS)
    assert main(["inspect", "--sua", "luu.docx"]) == 1
    said = capsys.readouterr().out
    assert "không sửa được chỗ nào; để lại 1 chỗ cần người quyết định" in said
    assert "? TT408" in said
    assert not (folder / "luu.sua.docx").exists()


def test_copies_of_a_folder_keep_their_places_and_are_no_documents_themselves(folder: Path) -> None:
    (folder / "con").mkdir()
    (folder / "con" / "xau.docx").write_bytes(BAD)
    assert main(["inspect", "--sua", ".", "--out", "ra"]) == 0
    assert sorted(
        path.relative_to(folder / "ra").as_posix() for path in (folder / "ra").rglob("*.docx")
    ) == [
        "con/xau.docx",
        "xau.docx",
    ]
    assert main(["inspect", "--sua", "con"]) == 0
    assert main(["inspect", "--sua", "con"]) == 0
    assert sorted(entry.name for entry in (folder / "con").iterdir()) == ["xau.docx", "xau.sua.docx"]
    assert main(["inspect", "--sua", "con/xau.sua.docx"]) == 0


def test_a_folder_with_nothing_but_copies_has_nothing_to_mend(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ra").mkdir()
    (folder / "ra" / "xau.sua.docx").write_bytes(BAD)
    assert main(["inspect", "--sua", "ra"]) == 2
    assert "Chỉ có các bản sửa" in capsys.readouterr().err


def test_nobodys_file_is_written_over_unasked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "xau.sua.docx").write_bytes(b"of somebody")
    assert main(["inspect", "--sua", "xau.docx"]) == 1
    said = capsys.readouterr().out
    assert said.splitlines()[:2] == ["xau.docx", "  sửa được 1 chỗ theo 1 quy tắc."]
    assert "đã sửa" not in said
    assert "Không ghi bản sửa: đã có 'xau.sua.docx'; đổi tên tệp ấy, hoặc thêm --ghi-de để thay." in said
    assert (folder / "xau.sua.docx").read_bytes() == b"of somebody"
    assert main(["inspect", "--sua", "--ghi-de", "xau.docx"]) == 0
    mended = (folder / "xau.sua.docx").read_bytes()
    assert mended.startswith(b"PK")
    assert main(["inspect", "--sua", "xau.docx"]) == 0
    assert (folder / "xau.sua.docx").read_bytes() == mended


@pytest.mark.parametrize("out", ["xau.docx", "./xau.docx", "cung.docx", "lien-ket.docx", "."])
def test_a_document_is_never_its_own_copy(
    folder: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    os.link(folder / "xau.docx", folder / "cung.docx")
    (folder / "lien-ket.docx").symlink_to("xau.docx")
    assert main(["inspect", "--sua", "--ghi-de", "xau.docx", "--out", out]) == 2
    assert "ghi đè lên chính tệp gốc 'xau.docx'" in capsys.readouterr().err
    assert (folder / "xau.docx").read_bytes() == BAD


def test_a_copy_is_of_the_kind_of_its_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Word opens no document with macros whose name ends in .docx."""
    (folder / "xau.docx").rename(folder / "xau.docm")
    assert main(["inspect", "--sua", "xau.docm"]) == 0
    assert "xau.docm → xau.sua.docm" in capsys.readouterr().out
    assert main(["inspect", "--sua", "xau.docm", "--out", "dep.docm"]) == 0
    assert (folder / "dep.docm").is_file()
    assert main(["inspect", "--sua", "xau.docm", "--out", "dep.docx"]) == 2
    assert "Bản sửa của 'xau.docm' phải có đuôi .docm" in capsys.readouterr().err


def test_no_copy_is_written_through_a_link(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "khac.docx").write_bytes(b"of somebody")
    (folder / "ra.docx").symlink_to("khac.docx")
    assert main(["inspect", "--sua", "--ghi-de", "xau.docx", "--out", "ra.docx"]) == 1
    assert "'ra.docx' là liên kết hoặc không phải tệp thường" in capsys.readouterr().out
    assert (folder / "khac.docx").read_bytes() == b"of somebody"
    (folder / "khac.docx").unlink()
    assert main(["inspect", "--sua", "xau.docx", "--out", "ra.docx"]) == 1


@pytest.mark.usefixtures("folder")
def test_a_folder_that_nobody_may_write_to_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_file(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    # Modes do not bind root, as whom servers run this.
    monkeypatch.setattr(copies, "creating_file", refuse_file)
    assert main(["inspect", "--sua", "xau.docx"]) == 1
    assert "không ghi được 'xau.sua.docx': không có quyền" in capsys.readouterr().out


def test_a_place_that_is_no_folder_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tep").write_bytes(b"")
    assert main(["inspect", "--sua", "xau.docx", "--out", "tep/ra.docx"]) == 1
    assert "không ghi được 'tep/ra.docx'" in capsys.readouterr().out
    assert main(["inspect", "--sua", ".", "--out", "tep"]) == 2
    assert "không phải là thư mục" in capsys.readouterr().err


def test_two_documents_never_share_a_copy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "con").mkdir()
    (folder / "con" / "XAU.docx").write_bytes(BAD)
    assert main(["inspect", "--sua", "xau.docx", "con/XAU.docx", "--out", "ra"]) == 2
    assert "Nhiều tệp cùng có bản sửa là" in capsys.readouterr().err
    assert not (folder / "ra").exists()


@pytest.mark.parametrize("option", [["--thang"], ["--nhan-xet"], ["--ghi-de"], ["--out", "ra"]])
@pytest.mark.usefixtures("folder")
def test_options_of_copies_mean_nothing_without_one(
    capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    assert main(["inspect", "xau.docx", *option]) == 2
    assert f"{option[0]} chỉ dùng cùng --sua" in capsys.readouterr().err


def test_what_is_no_document_has_no_copy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "la.docx").write_bytes(b"x")
    assert main(["inspect", "--sua", "la.docx"]) == 1
    assert "TT002" in capsys.readouterr().out
    assert not (folder / "la.sua.docx").exists()


@pytest.mark.usefixtures("folder")
def test_machines_read_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", "--sua", "xau.docx", "--format", "json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["file"], file["copy"], file["unwritten"]) == ("xau.docx", "xau.sua.docx", None)
    assert [(change["rule"], change["before"], change["after"]) for change in file["changes"]] == [
        ("TT302", "cỡ 12", "cỡ 14")
    ]


def test_changes_carry_the_moment_that_is_asked_for_and_else_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["inspect", "--sua", "xau.docx", "--out", "khong.docx"])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763424000")
    main(["inspect", "--sua", "xau.docx", "--out", "co.docx"])
    dates = [
        {change.get(f"{W}date") for change in main_part((folder / name).read_bytes()).iter(f"{W}rPrChange")}
        for name in ("khong.docx", "co.docx")
    ]
    assert dates == [{None}, {"2025-11-18T00:00:00Z"}]
