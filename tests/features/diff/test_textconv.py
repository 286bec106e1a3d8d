"""Files in Git as plain text."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from baocao.features.diff.textconv import UnreadableError, file_text
from support import SUBMISSION, Sandbox


def test_a_workbook_is_rows_of_cells_parted_by_tabs(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Số liệu"
    sheet.append(["Xã Một", 3781, 0.1, True, None, "=A1"])
    sheet.append([None])
    path = tmp_path / "bảng số.xlsx"
    book.save(path)
    assert file_text(path, None) == "# Số liệu\nXã Một\t3781\t0.1\tTRUE\t\t=A1\n"


def test_a_document_is_paragraphs_tables_and_footnotes(sandbox: Sandbox) -> None:
    sandbox.build()
    text = file_text(next(sandbox.out.rglob("xa-mot*.docx")), None)
    assert "Kính gửi: Sở A\n" in text
    assert "UBND xã Một kính báo cáo./.\n" in text
    assert "ỦY BAN NHÂN DÂN XÃ MỘT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


def test_the_same_document_gives_the_same_text(sandbox: Sandbox) -> None:
    sandbox.build()
    path = next(sandbox.out.rglob("xa-mot*.docx"))
    assert file_text(path, None) == file_text(path, None)


def test_a_submission_is_told_by_meaning(sandbox: Sandbox) -> None:
    path = sandbox.root / "data/units/xa-mot/2025-11.yaml"
    before = file_text(path, sandbox.root)
    assert "hs.tiep_nhan: 3.781\nhs.truc_tuyen: 3.276\ncd, nhiệm vụ 1: dang_thuc_hien\n" in before
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", '"3781 hồ sơ"  # đã kiểm')
    assert file_text(path, sandbox.root) == before


def test_each_reading_of_a_series_has_its_own_word_before_it(sandbox: Sandbox) -> None:
    series = '{2025-11-03: "trên 3.118", 2025-11-14: 3.781}'
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.tiep_nhan: 3.781", f"hs.tiep_nhan: {series}")
    text = file_text(sandbox.root / "data/units/xa-mot/2025-11.yaml", sandbox.root)
    assert "hs.tiep_nhan: 03/11/2025: trên 3.118; 14/11/2025: 3.781\n" in text


def test_a_submission_that_git_wrote_elsewhere_is_read_with_the_workspace(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    path = tmp_path / "tạm" / "AbC123_2025-11.yaml"
    path.parent.mkdir()
    path.write_text(SUBMISSION, encoding="utf-8")
    assert "hs.tiep_nhan: 3.781" in file_text(path, sandbox.root)


def test_any_other_yaml_is_told_by_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("b: 1\na: {c: [x, y]}\n", encoding="utf-8")
    assert file_text(path, None) == "a.c[1]: x\na.c[2]: y\nb: 1\n"


def test_a_file_that_does_not_parse_is_told_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: [1\nb: 2\n", encoding="utf-8")
    assert "a: [1\nb: 2\n" in file_text(path, None)


@pytest.mark.parametrize("name", ["x.xlsx", "x.docx"])
def test_what_is_no_such_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(UnreadableError, match="đọc được"):
        file_text(path, None)


def test_other_kinds_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="chỉ đọc được xlsx, docx, yaml"):
        file_text(tmp_path / "x.pdf", None)
    with pytest.raises(UnreadableError, match="Không có tệp"):
        file_text(tmp_path / "x.yaml", None)
