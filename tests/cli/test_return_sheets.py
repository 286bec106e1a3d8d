"""`baocao check --phieu`."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from baocao.cli.main import main
from office import Word, printed_text
from support import REPOSITORY, Sandbox

FILE: Final = "data/units/xa-mot/2025-11.yaml"
NAMES: Final = ["phieu.json", "phuong-ba_phieu_cd.docx", "xa-hai_phieu_cd.docx"]


class Said(NamedTuple):
    code: int
    out: str
    err: str


Check = Callable[..., Said]


@pytest.fixture
def check(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run `baocao check` on the sandbox with more options."""

    def run_check(*options: str) -> Said:
        code = main(["check", "--root", str(sandbox.root), *options])
        return Said(code, *capsys.readouterr())

    return run_check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "phiếu trả lại"


def sheet_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def said_in(path: Path) -> str:
    return printed_text(Word(path.read_bytes()).root)


def test_a_check_writes_a_sheet_for_every_unit_that_has_something_to_mend(
    check: Check, folder: Path
) -> None:
    plain = check("--ky", "2025-11")
    said = check("--ky", "2025-11", "--phieu", str(folder))
    assert (said.code, said.out) == (plain.code, plain.out)
    assert said.err == f"{plain.err}Đã ghi 2 phiếu báo vào {folder}.\n"
    assert sheet_names(folder) == NAMES


def test_until_when_to_mend_can_be_said(check: Check, folder: Path) -> None:
    for written in ("2026-01-05", "5/1/2026"):
        check("--ky", "2025-11", "--phieu", str(folder), "--han", written)
        assert "trước 17 giờ 00 ngày 05/01/2026;" in said_in(folder / NAMES[1])


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("1763341199", "17 giờ 00 ngày 17/11/2025"),
        ("1763374800", "[giờ, ngày]"),
    ],  # 07:59 and 17:20 on 17/11
)
def test_the_clock_of_vietnam_tells_whether_the_deadline_has_passed(
    check: Check, folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str, until: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    check("--ky", "2025-11", "--phieu", str(folder))
    assert f"trước {until};" in said_in(folder / NAMES[1])


def test_narrowed_to_a_unit_the_sheets_of_others_stay(check: Check, folder: Path, sandbox: Sandbox) -> None:
    check("--ky", "2025-11", "--phieu", str(folder))
    sandbox.replace(FILE, "3.781", "abc")
    said = check("--ky", "2025-11", "--phieu", str(folder), "--don-vi", "xa-mot")
    assert said.err.endswith(f"Đã ghi 1 phiếu báo vào {folder}.\n")
    assert sheet_names(folder) == [*NAMES, "xa-mot_phieu_cd.docx"]


def test_what_has_been_mended_is_told_and_its_sheet_removed(
    check: Check, folder: Path, sandbox: Sandbox
) -> None:
    sandbox.replace(FILE, "3.781", "abc")
    check("--ky", "2025-11", "--phieu", str(folder))
    sandbox.replace(FILE, "abc", "3.781")
    assert "Đã xóa phiếu của lần chạy trước" in check("--ky", "2025-11", "--phieu", str(folder)).err
    assert sheet_names(folder) == NAMES


def test_nothing_to_mend_is_said_and_makes_no_folder(check: Check, folder: Path) -> None:
    said = check("--ky", "2025-11", "--phieu", str(folder), "--don-vi", "xa-mot")
    assert "Không đơn vị nào còn nội dung phải sửa, bổ sung; không ghi phiếu báo nào." in said.err
    assert not folder.exists()


def test_faults_of_shared_files_are_no_matter_of_one_unit(
    check: Check, folder: Path, sandbox: Sandbox
) -> None:
    sandbox.write("data/units/don-vi.yaml", "don_vi: [")
    said = check("--ky", "2025-11", "--phieu", str(folder))
    assert "Không ghi phiếu báo nào: các lỗi nêu trên thuộc tệp dùng chung." in said.err
    assert said.code == 1


def test_who_cannot_be_sent_a_sheet_is_named(check: Check, folder: Path, sandbox: Sandbox) -> None:
    sandbox.remove("data/units/so-a/ho-so.yaml")
    said = check("--ky", "2025-11", "--phieu", str(folder))
    assert "BC608" in said.err
    assert "Không có nơi tổng hợp nào lập phiếu báo cho: Xã Hai, Phường Ba." in said.err
    assert said.code == 1


def test_a_folder_that_cannot_be_written_fails(check: Check, folder: Path) -> None:
    folder.write_text("đây là một tệp", encoding="utf-8")
    said = check("--ky", "2025-11", "--phieu", str(folder))
    assert (said.code, "BC801" in said.err) == (1, True)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--phieu", "x"], "--phieu cần --ky"),
        (["--ky", "2025-11", "--han", "2025-11-25"], "--han chỉ dùng cùng --phieu"),
        (["--ky", "2025-11", "--phieu", "x", "--han", "mai"], "'mai' không phải là một ngày"),
        (["--ky", "2025-11", "--phieu", "x", "--han", "30/2/2026"], "'30/2/2026' không phải là một ngày"),
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_written(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = check(*options)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
    assert not Path("x").exists()


def test_a_moment_that_is_none_is_refused(
    check: Check, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert check("--ky", "2025-11", "--phieu", str(folder)).code == 2
    assert not folder.exists()
    assert check("--ky", "2025-11").code == 0


def documented_calls() -> list[list[str]]:
    """Return the calls that docs/kiem-tra.md shows for return sheets."""
    page = (REPOSITORY / "docs" / "kiem-tra.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```bash\n(.*?)```", page.partition("## Phiếu trả lại")[2], re.DOTALL)
    return [line.partition("#")[0].split()[1:] for line in block.splitlines()]


@pytest.mark.parametrize("call", documented_calls(), ids=" ".join)
def test_every_documented_call_can_be_typed(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*call, "--root", str(REPOSITORY)]) in {0, 1}
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} <= {".docx", ".json"}
