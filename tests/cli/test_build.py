"""`baocao build`."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from baocao.pipeline import portable
from baocao.pipeline.printing import Printout
from pdfs import Letters, sample_pdf
from press import Press
from support import Sandbox

SUBMISSION = "data/units/xa-mot/2025-11.yaml"


class Said(NamedTuple):
    code: int
    out: str
    err: str


Build = Callable[..., Said]


@pytest.fixture
def build(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Build:
    """Run `baocao build --ky 2025-11` in the sandbox with more options."""
    monkeypatch.chdir(sandbox.root)

    def run_build(*options: str, period: str = "2025-11") -> Said:
        code = main(["build", "--ky", period, *options])
        return Said(code, *capsys.readouterr())

    return run_build


def test_a_build_says_what_it_wrote_and_where(build: Build) -> None:
    said = build()
    assert said.code == 0
    assert "Tháng 11 năm 2025 - DỰ THẢO" in said.out
    assert "so-a_tong-hop_cd.xlsx" in said.out
    assert "Đã ghi 3 tệp vào out/2025-11" in said.out


def test_a_build_says_who_has_not_reported(build: Build) -> None:
    said = build()
    assert "cd: 1/3 đơn vị đã báo cáo" in said.out
    assert "Chưa báo cáo: Xã Hai, Phường Ba." in said.out


def test_a_build_says_until_when_reports_are_due(build: Build) -> None:
    assert "số liệu đến 14/11/2025, hạn gửi 17:00 ngày 17/11/2025" in build().out


def test_a_draft_of_incomplete_data_is_no_failure(build: Build, sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "  hs.tiep_nhan: 3.781\n", "")
    said = build()
    assert said.code == 0
    assert "xa-mot: còn thiếu 1 nội dung" in said.out


def test_wrong_data_fail_the_build_but_everything_is_written(build: Build, sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "3.781", "ba nghìn")
    said = build()
    assert said.code == 1
    assert f"{SUBMISSION}:4:17: BC208 lỗi: 'ba nghìn' không phải là số." in said.out
    assert "Đã ghi 3 tệp" in said.out
    assert "Dữ liệu có 1 lỗi; xem ở trên." in said.out


def test_an_official_build_of_incomplete_data_is_refused_with_the_reasons(
    build: Build, sandbox: Sandbox
) -> None:
    said = build("--chinh-thuc")
    assert said.code == 3
    assert "TỪ CHỐI lập bản chính thức; không có tệp nào được ghi." in said.out
    assert "so-a_tong-hop_cd:\n  Chưa báo cáo (2 đơn vị): Xã Hai, Phường Ba.\n" in said.out
    assert not sandbox.out.exists()


def test_an_official_build_of_wrong_data_is_a_data_error(build: Build, sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "3.781", "ba nghìn")
    said = build("--chinh-thuc", "--don-vi", "xa-mot")
    assert said.code == 1
    assert "TỪ CHỐI" in said.out
    assert "BC208" in said.out
    assert not sandbox.out.exists()


def test_an_official_document_of_complete_data_is_made(build: Build) -> None:
    said = build("--chinh-thuc", "--don-vi", "xa-mot")
    assert said.code == 0
    assert "BẢN CHÍNH THỨC" in said.out
    assert "Đã ghi 1 tệp" in said.out


def test_a_build_can_be_narrowed_to_units_and_directives(build: Build, sandbox: Sandbox) -> None:
    assert build("--don-vi", "xa-mot", "--chi-dao", "cd").code == 0
    assert {path.name for path in (sandbox.out / "2025-11").iterdir()} == {
        "manifest.json",
        "truy-vet.json",
        "xa-mot_bao-cao_cd.docx",
    }


def test_an_option_can_be_given_twice(build: Build) -> None:
    assert "Đã ghi 3 tệp" in build("--don-vi", "xa-mot", "--don-vi", "so-a").out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--don-vi", "xa-mott"), "Lỗi: Không có đơn vị 'xa-mott'. Ý bạn là 'xa-mot'?"),
        (("--don-vi", "Xã Hai"), "Ý bạn là 'xa-hai'?"),
        (("--don-vi", "hoàn toàn khác"), "Lỗi: Không có đơn vị 'hoàn toàn khác'."),
        (("--chi-dao", "cdd"), "Lỗi: Không có chỉ đạo 'cdd'. Ý bạn là 'cd'?"),
    ],
)
def test_an_unknown_unit_or_directive_is_refused_with_the_nearest_name(
    build: Build, sandbox: Sandbox, options: tuple[str, ...], message: str
) -> None:
    said = build(*options)
    assert said.code == 2
    assert message in said.err
    assert not sandbox.out.exists()


def test_the_output_folder_can_be_chosen(build: Build, sandbox: Sandbox) -> None:
    assert build("--out", "kết quả").code == 0
    assert (sandbox.root / "kết quả" / "2025-11" / "manifest.json").is_file()
    assert not sandbox.out.exists()


def test_the_workspace_can_be_chosen(
    build: Build, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sandbox.root.parent)
    assert build("--root", str(sandbox.root)).code == 0
    assert (sandbox.out / "2025-11" / "manifest.json").is_file()


def test_a_period_that_nobody_asks_for_has_no_documents(build: Build, sandbox: Sandbox) -> None:
    said = build(period="2025-Q3")
    assert said.code == 2
    assert "Không chỉ đạo nào yêu cầu báo cáo kỳ 2025-Q3 (cd: báo cáo hằng tháng)." in said.err
    assert "Các kỳ có báo cáo, gần nhất trước: 2025-11." in said.err
    assert not sandbox.out.exists()


def test_a_unit_without_a_report_has_no_document(build: Build) -> None:
    said = build("--don-vi", "xa-hai")
    assert said.code == 0
    assert "Không có văn bản nào để lập." in said.out


def test_a_broken_file_of_one_unit_does_not_stop_the_others(build: Build, sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: 'xa-hai\n")
    said = build()
    assert said.code == 1
    assert "data/units/xa-hai/2025-11.yaml:1:9: BC102" in said.out
    assert "Đã ghi 3 tệp" in said.out


def test_a_folder_that_cannot_be_written_fails_the_build(build: Build, sandbox: Sandbox) -> None:
    sandbox.out.write_bytes(b"mine")
    said = build()
    assert said.code == 1
    assert "BC801 lỗi: Không ghi được" in said.out
    assert "Không có tệp nào được ghi." in said.out
    assert "Đã ghi" not in said.out
    assert ".docx" not in said.out


def test_progress_is_told_apart_from_the_result(build: Build) -> None:
    said = build()
    assert said.err.splitlines() == ["Đọc và kiểm tra dữ liệu …", "Lập văn bản …"]
    assert "…" not in said.out


def test_the_manifest_is_what_was_said(build: Build, sandbox: Sandbox) -> None:
    said = build()
    manifest = json.loads((sandbox.out / "2025-11" / "manifest.json").read_text(encoding="utf-8"))
    assert all(documents["tep"] in said.out for documents in manifest["van_ban"])


def test_the_latest_period_with_reports_can_be_asked_for_without_its_name(
    build: Build, sandbox: Sandbox
) -> None:
    sandbox.write("data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\n")
    build(period="moi-nhat")
    assert [path.name for path in sorted((sandbox.root / "out").iterdir())] == ["2025-11"]


def test_where_nobody_has_reported_there_is_no_latest_period(build: Build, sandbox: Sandbox) -> None:
    (sandbox.root / "data/units/xa-mot/2025-11.yaml").unlink()
    said = build(period="moi-nhat")
    assert said.code == 2
    assert said.err == "Lỗi: Chưa đơn vị nào có báo cáo, nên không có kỳ nào là moi-nhat.\n"
    assert not (sandbox.root / "out").exists()


@pytest.mark.parametrize(
    ("font", "told"),
    [
        ("TimesNewRomanPSMT", None),
        ("AAAAAA+LiberationSerif", None),
        ("DejaVuSerif", "Chữ Deja Vu Serif không rộng bằng Times New Roman"),
    ],
)
def test_a_build_with_pdf_says_how_many_in_which_font_and_that_nothing_is_signed(
    build: Build, monkeypatch: pytest.MonkeyPatch, font: str, told: str | None
) -> None:
    Press(Printout(sample_pdf([Letters(font)]))).stand_in(monkeypatch, portable)
    said = build("--pdf")
    assert said.code == 0
    assert "xa-mot_bao-cao_cd.pdf" in said.out
    assert "tệp PDF/A-2, chữ " in said.out
    assert "nhúng trong tệp, chưa ký số (" in said.out
    assert ("không rộng bằng" in said.out) is (told is not None)
    assert told is None or told in said.out
    assert "Lập PDF …" in said.err


def test_a_pdf_that_cannot_be_made_is_an_error_and_nothing_is_written(
    build: Build, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    Press(is_there=False).stand_in(monkeypatch, portable)
    said = build("--pdf")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Lỗi: Máy này chưa cài LibreOffice nên không lập được PDF")
    assert "Không tệp nào được ghi. Lập không có PDF: bỏ --pdf." in said.err
    assert not sandbox.out.exists()


def test_what_proves_what_was_given_out_makes_no_pdf(build: Build) -> None:
    said = build("--check", "--pdf")
    assert (said.code, said.err) == (2, "Lỗi: --check không đi cùng --pdf: --check không lập gì.\n")
