"""`baocao remind`."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from reminding import LETTER, write_report
from support import Sandbox

NOON = "1763269200"
"""12:00 on 16/11/2025 in Vietnam."""


class Said(NamedTuple):
    code: int
    out: str
    err: str


Remind = Callable[..., Said]


@pytest.fixture
def remind(sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Remind:
    """Run `baocao remind --ky 2025-11` on the sandbox with more options, at noon on 16/11/2025."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    monkeypatch.setenv("COLUMNS", "100")

    def run_remind(*options: str, period: str = "2025-11") -> Said:
        code = main(["remind", "--root", str(sandbox.root), "--ky", period, *options])
        return Said(code, *capsys.readouterr())

    return run_remind


def test_it_says_what_it_wrote_and_where(remind: Remind, sandbox: Sandbox) -> None:
    said = remind()
    assert said.code == 0
    assert "Kính gửi xã Hai: " in said.out
    folder = sandbox.root / "out" / "2025-11"
    assert f"Đã ghi vào {folder}: nhac-viec_2025-11.txt, nhac-viec_2025-11.xlsx, {LETTER}." in said.err


def test_the_folder_is_named_as_seen_from_where_the_command_was_called(
    remind: Remind, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sandbox.root)
    assert "Đã ghi vào out/2025-11: nhac-viec_2025-11.txt" in remind().err


def test_return_sheets_are_pointed_to_where_something_is_to_be_mended(
    remind: Remind, sandbox: Sandbox
) -> None:
    assert "--phieu" not in remind().err
    write_report(sandbox, "xa-hai", "chi_tieu:\n  hs.truc_tuyen: 5\n")
    assert "baocao check --ky 2025-11 --phieu THƯ_MỤC" in remind().err


def test_when_all_has_come_it_says_so_and_is_content(remind: Remind, sandbox: Sandbox) -> None:
    for unit in ("xa-hai", "phuong-ba"):
        write_report(sandbox, unit)
    said = remind()
    assert (said.code, said.err) == (0, "")
    assert "Tất cả đơn vị đã gửi đủ; không phải nhắc ai." in said.out
    assert not (sandbox.root / "out").exists()


def test_json_is_json_and_nothing_else(remind: Remind) -> None:
    said = remind("--format", "json")
    assert json.loads(said.out)["period"] == "2025-11"
    assert said.err == ""


def test_a_period_that_nobody_asks_for_is_refused(remind: Remind) -> None:
    said = remind(period="2025")
    assert said.code == 2
    assert "Lỗi:" in said.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--chi-dao", "cx"), "Không có chỉ đạo 'cx'."),
        (("--don-vi", "so-b"), "Không có đơn vị 'so-b'."),
    ],
)
def test_what_does_not_exist_is_refused(remind: Remind, options: tuple[str, ...], message: str) -> None:
    said = remind(*options)
    assert said.code == 2
    assert message in said.err


def test_files_go_where_they_are_wanted(remind: Remind, sandbox: Sandbox) -> None:
    remind("--out", str(sandbox.root / "gui"))
    assert (sandbox.root / "gui" / "2025-11" / LETTER).exists()
    assert not (sandbox.root / "out").exists()


def test_who_sends_no_letter_is_told_so(remind: Remind) -> None:
    said = remind("--don-vi", "xa-mot")
    assert (said.code, said.err) == (0, "")
    assert "Không chỉ đạo nào yêu cầu báo cáo kỳ này mà nơi đã chọn tổng hợp." in said.out


def test_a_profile_that_cannot_be_read_is_no_success(remind: Remind, sandbox: Sandbox) -> None:
    sandbox.write("data/units/so-a/ho-so.yaml", "ten_day_du: [")
    said = remind()
    assert said.code == 1
    assert "Chưa lập được công văn của Sở A; chạy baocao check --ky 2025-11" in said.out
