"""What a page must not tell: with `--kin` no words of units' own, and never who typed or sent anything."""

import re
from pathlib import Path
from typing import Final

import pytest

from baocao.cli.main import main
from repositories import Repository
from support import Sandbox

PROSE: Final = """
don_vi: xa-mot
ky: {period}
chi_tieu:
  hs.tiep_nhan: {received}
  hs.truc_tuyen: 3.276
nhiem_vu:
  cd:
    "1":
      tien_do: dang_thuc_hien
      ket_qua: Kín kết quả {turn}.
      du_kien: Kín dự kiến {turn}.
      vuong_mac: Kín khó khăn {turn}.
      kien_nghi: Kín đề nghị {turn}.
noi_dung:
  cd:
    "I.1": |
      Kín lời văn {turn}, của [=hs.tiep_nhan] hồ sơ.
      - Kín gạch đầu dòng {turn}.
vuong_mac:
  cd:
    - {{nhom: kinh_phi, noi_dung: Kín vướng mắc {turn}.}}
kien_nghi:
  cd:
    - {{nhom: kinh_phi, noi_dung: Kín kiến nghị {turn}.}}
nhap_tu: {{tep: bieu.xlsx, nguoi_gui: Lê Kín Tên, ngay: 2025-11-17}}
"""
PERSONS: Final = ("Lê Kín Tên", "Phạm Kín Ghi", "kin@xa.example")
"""Who sent a form, and who committed it."""


VERSIONS: Final = (("2025-10", "3.300"), ("2025-11", "3.780"), ("2025-11", "3.781"))
"""Period and a figure of each commit."""


def laid_province(folder: Path) -> Sandbox:
    """Return a workspace with two periods and two versions, all free texts of its reports marked."""
    sandbox = Sandbox(folder)
    repository = Repository(sandbox.root)
    author = f"--author={PERSONS[1]} <{PERSONS[2]}>"
    for turn, (period, received) in enumerate(VERSIONS):
        text = PROSE.format(period=period, received=received, turn=turn)
        sandbox.write(f"data/units/xa-mot/{period}.yaml", text)
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message=Báo cáo", author, at="2025-11-15 09:00")
    return sandbox


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    sandbox = laid_province(tmp_path / "kho")
    monkeypatch.chdir(sandbox.root)
    assert main(["build", "--ky", "2025-11"]) == 0
    return sandbox


def page_text(sandbox: Sandbox, *options: str) -> str:
    """Return everything that stands in a page, its block of data as well."""
    assert main(["page", "--ky", "2025-11", *options]) == 0
    return (sandbox.root / "out" / "2025-11" / "trang.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [("--kin",), ("--kin", "--rev", "HEAD~1")])
def test_a_concise_page_holds_nothing_that_a_unit_wrote_in_its_own_words(
    province: Sandbox, options: tuple[str, ...]
) -> None:
    text = page_text(province, *options)
    assert "3.781" in text
    assert re.findall(r"[^<>\n]{0,60}Kín [^<>\n]{0,60}", text) == []


def test_a_full_page_has_words_that_a_concise_one_leaves_out(province: Sandbox) -> None:
    assert "Kín lời văn" in page_text(province)


def test_what_is_wrong_in_the_words_of_a_unit_is_told_without_them(province: Sandbox) -> None:
    province.replace("data/units/xa-mot/2025-11.yaml", "[=hs.tiep_nhan]", "[=hs.khong_co]")
    text = page_text(province, "--kin")
    assert "BC" in text
    assert re.findall(r"[^<>\n]{0,60}Kín [^<>\n]{0,60}", text) == []


@pytest.mark.parametrize("options", [(), ("--kin",), ("--rev", "HEAD~1")])
def test_no_page_names_who_sent_or_committed_a_report(province: Sandbox, options: tuple[str, ...]) -> None:
    text = page_text(province, *options)
    assert [name for name in PERSONS if name in text] == []
