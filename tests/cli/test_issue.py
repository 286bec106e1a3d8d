"""`baocao issue` and `baocao build --check` at the terminal."""

import pytest

from baocao.cli.exits import DATA_ERRORS, GOOD, INCOMPLETE, USAGE
from baocao.cli.main import main
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
NAME = "xa-mot_bao-cao_cd.docx"
Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def first_of_december(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be 1 December 2025, 06:30 in Vietnam, where it is still November in Greenwich."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764545400")


def run_issue(sandbox: Sandbox, *more: str, unit: str = "xa-mot") -> int:
    return main(["issue", "--root", str(sandbox.root), "--ky", "2025-11", "--don-vi", unit, *more])


def run_proof(sandbox: Sandbox, *more: str) -> int:
    return main(["build", "--root", str(sandbox.root), "--ky", "2025-11", "--check", *more])


def test_issuing_says_what_was_written_and_what_to_do_next(sandbox: Sandbox, capsys: Printed) -> None:
    assert run_issue(sandbox, "--so", "189", "--ngay", "18/11/2025") == GOOD
    said = capsys.readouterr().out
    assert "Đã phát hành Báo cáo số 189/BC-UBND ngày 18/11/2025." in said
    assert NAME in said
    assert "Bản ghi: data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml" in said
    assert f"Đã ghi số, ngày vào phat_hanh của {FILE}" in said
    assert "Từ nay những gì đã in được khóa." in said


def test_a_document_of_today_is_issued_in_vietnams_time(sandbox: Sandbox, capsys: Printed) -> None:
    assert run_issue(sandbox, "--so", "189", "--ngay", "2025-12-02") == DATA_ERRORS
    assert "sau hôm nay (01/12/2025)" in capsys.readouterr().out
    assert run_issue(sandbox, "--so", "189", "--ngay", "2025-12-01") == GOOD


def test_a_refusal_gives_its_reasons_at_their_places(sandbox: Sandbox, capsys: Printed) -> None:
    sandbox.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: ba nghìn")
    assert run_issue(sandbox, "--so", "189", "--ngay", "2025-11-18") == DATA_ERRORS
    printed = capsys.readouterr()
    assert "TỪ CHỐI phát hành; không có gì được ghi. Lý do:" in printed.err
    assert f"{FILE}:5:18: BC208" in printed.out
    assert "hs.truc_tuyen: ba nghìn" in printed.out


def test_who_has_not_reported_is_incomplete(sandbox: Sandbox, capsys: Printed) -> None:
    assert run_issue(sandbox, "--so", "1", "--ngay", "2025-11-18", unit="xa-hai") == INCOMPLETE
    assert "BC701" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--so", "189"), "Thiếu --ngay"),
        (("--so", "189", "--ngay", "2025-11-31"), "tháng 11 năm 2025 không có ngày 31"),
        (("--so", "0", "--ngay", "2025-11-18"), "--so"),
        (("--so", "189", "--ngay", "2025-11-18", "--van-ban", "bao-cau"), "Ý bạn là 'bao-cao'"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    sandbox: Sandbox, capsys: Printed, options: tuple[str, ...], words: str
) -> None:
    assert run_issue(sandbox, *options) == USAGE
    assert words in capsys.readouterr().err


def test_the_check_tells_of_every_file(sandbox: Sandbox, capsys: Printed) -> None:
    assert run_proof(sandbox) == GOOD
    assert "Chưa có văn bản nào của tháng 11 năm 2025 được phát hành." in capsys.readouterr().out
    run_issue(sandbox, "--so", "189", "--ngay", "2025-11-18")
    capsys.readouterr()
    assert run_proof(sandbox) == GOOD
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        f"{NAME}: Báo cáo số 189/BC-UBND ngày 18/11/2025",
        "  lập lại từ thư mục làm việc: khớp",
        "  tệp trong out/2025-11: khớp",
        "manifest.json: khớp",
        "truy-vet.json: khớp",
    ]
    assert printed.err == "Kết quả: 1 tệp khớp, 0 khác, 0 không kiểm được.\n"


def test_a_difference_makes_the_check_fail(sandbox: Sandbox, capsys: Printed) -> None:
    run_issue(sandbox, "--so", "189", "--ngay", "2025-11-18")
    (sandbox.out / "2025-11" / NAME).write_bytes(b"")
    assert run_proof(sandbox) == DATA_ERRORS
    assert "tệp trong out/2025-11: khác" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["manifest.json", "truy-vet.json"])
def test_a_list_that_was_edited_makes_the_check_fail(sandbox: Sandbox, capsys: Printed, name: str) -> None:
    run_issue(sandbox, "--so", "189", "--ngay", "2025-11-18")
    path = sandbox.out / "2025-11" / name
    path.write_bytes(path.read_bytes().replace(b"cd", b"dc", 1))
    assert run_proof(sandbox) == DATA_ERRORS
    said = capsys.readouterr().out
    assert f"out/2025-11/{name}:1:1: BC846 lỗi: {name} " in said
    assert "Xóa tệp ấy rồi lập lại: baocao build --ky 2025-11." in said
    path.unlink()
    sandbox.build()
    assert run_proof(sandbox) == GOOD


def test_what_cannot_be_proved_is_not_good(sandbox: Sandbox, capsys: Printed) -> None:
    run_issue(sandbox, "--so", "189", "--ngay", "2025-11-18")
    sandbox.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.275")
    assert run_proof(sandbox) == INCOMPLETE
    said = capsys.readouterr().out
    assert "không kiểm được (dữ liệu không nằm trong kho Git, và nguồn đã đổi)" in said
    assert f"nguồn khác lúc phát hành: {FILE}" in said


def test_a_spoiled_record_makes_the_check_fail(sandbox: Sandbox, capsys: Printed) -> None:
    run_issue(sandbox, "--so", "189", "--ngay", "2025-11-18")
    sandbox.replace("data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml", "ngay: 2025", "ngay: hai nghìn")
    assert run_proof(sandbox) == DATA_ERRORS
    assert "BC207" in capsys.readouterr().out


def test_the_check_makes_nothing_so_it_is_not_official(sandbox: Sandbox, capsys: Printed) -> None:
    assert run_proof(sandbox, "--chinh-thuc") == USAGE
    assert run_proof(sandbox, "--don-vi", "xa-mott") == USAGE
    assert "Ý bạn là 'xa-mot'" in capsys.readouterr().err
