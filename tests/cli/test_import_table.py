"""`baocao import --bang`: proposing a mapping, importing by it, and what is said on the screen."""

import json
import shlex
from pathlib import Path

import pytest

from baocao.cli.exits import DATA_ERRORS, GOOD, USAGE
from baocao.cli.main import main
from support import Sandbox
from tabling import PLAIN, Sent, sent_book, sheet_of

Capture = pytest.CaptureFixture[str]


def run(sent: Sent, *more: str) -> int:
    """Import the table by its mapping."""
    words = ("import", "--bang", str(sent.table), "--root", str(sent.sandbox.root), *more)
    return main(words)


def by_mapping(sent: Sent) -> tuple[str, ...]:
    return "--anh-xa", str(sent.mapping), "--ky", "2025-11"


def test_a_mapping_that_is_not_there_is_proposed_and_nothing_imported(
    sandbox: Sandbox, capsys: Capture
) -> None:
    sent = sent_book(sandbox, PLAIN)
    assert run(sent, *by_mapping(sent)) == GOOD
    shown = capsys.readouterr()
    assert "chưa nhập gì." in " ".join(shown.out.split())
    assert f"baocao import --bang {sent.table} --anh-xa {sent.mapping} --ky 2025-11" in shown.err
    assert "da_duyet: khong" in sent.text
    assert not (sandbox.root / "data/units/xa-hai").exists()


def test_what_to_type_next_can_be_typed_whatever_the_file_is_called(
    sandbox: Sandbox, capsys: Capture
) -> None:
    sent = sent_book(sandbox, PLAIN)
    table = sent.table.rename(sent.table.with_name("bang thang 11.xlsx"))
    assert main(["import", "--bang", str(table), "--root", str(sandbox.root), *by_mapping(sent)]) == GOOD
    command = capsys.readouterr().err.strip().splitlines()[-1]
    assert shlex.split(command)[2:4] == ["--bang", str(table)]


def test_without_a_name_the_mapping_stands_beside_the_table(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN)
    assert run(sent) == GOOD
    assert sent.table.with_name("bang.anh-xa.yaml").is_file()


def test_a_confirmed_table_is_imported_and_the_way_back_is_told(sandbox: Sandbox, capsys: Capture) -> None:
    sent = sent_book(sandbox, PLAIN).confirm()
    assert run(sent, *by_mapping(sent), "--nguoi-gui", "Sở  Tài chính", "--ngay", "12/11/2025") == GOOD
    shown = capsys.readouterr()
    assert "Nhập 2 đơn vị (4 số liệu mới, 0 thay số đang có); không đổi 1 đơn vị." in shown.out
    assert "xóa các tệp data/units/xa-hai/2025-11.yaml data/units/phuong-ba/2025-11.yaml" in shown.err
    report = sent.report("xa-hai")
    assert "nguoi_gui: Sở Tài chính\n" in report
    assert "ngay: 2025-11-12\n" in report


def test_a_trial_shows_what_would_change_and_writes_nothing(sandbox: Sandbox, capsys: Capture) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "3.700")
    sent = sent_book(sandbox, PLAIN).confirm()
    assert run(sent, *by_mapping(sent), "--dry-run") == GOOD
    shown = capsys.readouterr()
    assert "3.700 → 3.781" in shown.out
    assert "\nKỳ 2025-11\n" in shown.out
    assert "Chưa ghi gì" in shown.err
    assert "hs.tiep_nhan: 3.700" in sent.report("xa-mot")


def test_what_is_wrong_is_told_at_its_cell_and_the_rest_is_imported(
    sandbox: Sandbox, capsys: Capture
) -> None:
    book = sheet_of(PLAIN)
    book.worksheets[0]["C3"] = "không"
    sent = sent_book(sandbox, book).confirm()
    assert run(sent, *by_mapping(sent)) == DATA_ERRORS
    shown = capsys.readouterr()
    assert "Sheet1!C3 (Xã Hai): BC208 lỗi: 'không' không phải là số." in " ".join(shown.out.split())
    assert (sandbox.root / "data/units/phuong-ba/2025-11.yaml").is_file()
    assert not (sandbox.root / "data/units/xa-hai").exists()


def test_a_wrong_mapping_is_told_at_its_line(sandbox: Sandbox, capsys: Capture) -> None:
    sent = sent_book(sandbox, PLAIN).confirm(**{"Tiếp nhận": '"?"'})
    assert run(sent, *by_mapping(sent)) == DATA_ERRORS
    shown = capsys.readouterr()
    assert "gui-den/anh-xa.yaml:12:3: BC760" in shown.err
    assert "Chưa nhập gì." in shown.err


def test_programs_read_what_became_of_a_table(sandbox: Sandbox, capsys: Capture) -> None:
    book = sheet_of(PLAIN)
    book.worksheets[0]["C3"] = "không"
    sent = sent_book(sandbox, book).confirm()
    run(sent, *by_mapping(sent), "--format", "json", "--dry-run")
    said = json.loads(capsys.readouterr().out)
    assert {each["unit"]: each["outcome"] for each in said["units"]} == {
        "xa-mot": "unchanged",
        "xa-hai": "faulty",
        "phuong-ba": "imported",
    }
    assert [(each["where"], each["code"]) for each in said["errors"]] == [("Sheet1!C3", "BC208")]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--anh-xa", "a.yaml", "--de-xuat", "b.yaml"), "Ghi một trong hai"),
        (("khac.xlsx",), "--bang nhập một bảng"),
        (("--ky", "2024-01"), "2024-01"),
        (("--trang", "Không có"), "có: 'Sheet1'"),
    ],
)
def test_a_wrong_call_is_refused(
    sandbox: Sandbox, capsys: Capture, more: tuple[str, ...], said: str
) -> None:
    assert run(sent_book(sandbox, PLAIN), *more) == USAGE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--anh-xa", "--de-xuat", "--trang"])
def test_options_of_tables_need_a_table(sandbox: Sandbox, capsys: Capture, option: str) -> None:
    assert main(("import", option, "x", "--root", str(sandbox.root))) == USAGE
    assert "chỉ dùng cùng --bang" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4", "tệp PDF"),
        (b"", "tệp rỗng"),
        (b"PK\x03\x04xx", "bị hỏng"),
        (b"a,b\n1,2\n", "văn bản thường"),
    ],
)
def test_a_file_without_tables_is_named_for_what_it_is(
    sandbox: Sandbox, tmp_path: Path, capsys: Capture, data: bytes, said: str
) -> None:
    file = tmp_path / "bang.xlsx"
    file.write_bytes(data)
    words = ("import", "--bang", str(file), "--root", str(sandbox.root), "--ky", "2025-11")
    assert main(words) == USAGE
    assert said in capsys.readouterr().err


def test_a_table_without_units_is_refused(sandbox: Sandbox, capsys: Capture) -> None:
    sent = sent_book(sandbox, (("Nội dung", "Số"), ("Việc một", 1)))
    assert run(sent) == USAGE
    assert "không bảng nào có tên các đơn vị" in capsys.readouterr().err
