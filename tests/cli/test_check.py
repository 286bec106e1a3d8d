"""`baocao check`."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from support import Sandbox

SUBMISSION = "data/units/xa-mot/2025-11.yaml"
COMPLETE = """
don_vi: {unit}
ky: 2025-11
chi_tieu: {{hs.tiep_nhan: 10}}
nhiem_vu: {{cd: {{"1": {{tien_do: hoan_thanh, ket_qua: Xong}}}}}}
noi_dung: {{cd: {{"I.1": Đã nhận.}}}}
"""


class Said(NamedTuple):
    code: int
    out: str
    err: str


Check = Callable[..., Said]


@pytest.fixture
def check(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run `baocao check` on the sandbox with more options."""

    def run(*options: str) -> Said:
        code = main(["check", "--root", str(sandbox.root), *options])
        return Said(code, *capsys.readouterr())

    return run


def complete(sandbox: Sandbox) -> None:
    for unit in ("xa-hai", "phuong-ba"):
        sandbox.write(f"data/units/{unit}/2025-11.yaml", COMPLETE.format(unit=unit))


def test_good_and_complete_data_have_nothing_to_report(check: Check, sandbox: Sandbox) -> None:
    complete(sandbox)
    assert check() == (0, "", "Kết quả: không có lỗi.\n")
    assert check("--day-du").code == 0


def test_what_is_missing_is_told_but_is_no_failure(check: Check) -> None:
    said = check()
    assert said.code == 0
    assert "BC701 cảnh báo: Xã Hai chưa có báo cáo kỳ 2025-11 cho 'cd'." in said.out
    assert "→ Tạo tệp data/units/xa-hai/2025-11.yaml." in said.out
    assert said.err == "Kết quả: 2 cảnh báo.\n"


def test_what_is_missing_fails_where_completeness_is_asked_for(check: Check) -> None:
    assert check("--day-du").code == 3


def test_an_error_fails_whether_or_not_completeness_is_asked_for(check: Check, sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "3.781", "ba nghìn")
    assert check().code == check("--day-du").code == 1


def test_an_error_is_shown_at_its_place_with_the_line_and_what_to_do(
    check: Check, sandbox: Sandbox
) -> None:
    sandbox.replace(SUBMISSION, "3.781", "ba nghìn")
    lines = check().out.splitlines()
    start = lines.index(f"{SUBMISSION}:4:17: BC208 lỗi: 'ba nghìn' không phải là số.")
    assert lines[start + 1] == "      hs.tiep_nhan: ba nghìn"
    assert lines[start + 2].index("^") == lines[start + 1].index("ba nghìn")
    assert lines[start + 3].startswith("  → Ghi số bằng chữ số")


def test_all_errors_are_told_at_once_gravest_first(check: Check, sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "3.781", "ba nghìn")
    sandbox.replace(SUBMISSION, "hs.truc_tuyen", "hs.truc_tuyem")
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: 'xa-hai\n")
    said = check()
    codes = [line.split()[1] for line in said.out.splitlines() if line.startswith("data/")]
    assert codes == ["BC102", "BC208", "BC302", "BC701", "BC705"]
    assert said.err == "Kết quả: 3 lỗi, 2 cảnh báo.\n"


def test_one_period_can_be_checked_alone(check: Check, sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\nchi_tieu: {hs.tiep_nhan: x}\n"
    )
    assert check("--ky", "2025-11").code == 0
    assert check("--ky", "2025-10").code == 1
    assert check().code == 1


def test_json_is_json_and_nothing_else(check: Check, sandbox: Sandbox) -> None:
    sandbox.replace(SUBMISSION, "3.781", "ba nghìn")
    said = check("--format", "json")
    assert said.code == 1
    assert said.err == ""
    assert "BC208" in json.dumps(json.loads(said.out))


def test_the_period_is_checked_before_anything_is_read(check: Check) -> None:
    said = check("--ky", "2025-00")
    assert said.code == 2
    assert said.err.startswith("Lỗi: '2025-00' không phải là một kỳ báo cáo.")


def test_a_folder_that_is_no_workspace_says_what_is_missing(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(sandbox.root / "templates")]) == 1
    assert "BC001 lỗi: Không tìm thấy data/units/don-vi.yaml." in capsys.readouterr().out


def test_checking_writes_nothing(check: Check, sandbox: Sandbox) -> None:
    def contents() -> dict[str, str]:
        found = (path for path in sandbox.root.rglob("*") if path.is_file())
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in found}

    before = contents()
    check()
    check("--format", "json")
    assert contents() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (SUBMISSION, ""),
        (SUBMISSION, "{"),
        (SUBMISSION, "- a\n- b\n"),
        (SUBMISSION, b"\xff\xfe\x00"),
        (SUBMISSION, b"don_vi: \xe1\n"),
        (SUBMISSION, "don_vi: xa-mot\nky: 2025-11\nchi_tieu: [1, 2]\nnhiem_vu: 3\nnoi_dung: x\n"),
        ("data/units/don-vi.yaml", "don_vi: 3\n"),
        ("data/units/don-vi.yaml", "don_vi: {a: {thuoc: a}}\n"),
        ("data/directives/van-ban.yaml", "[]"),
        ("data/directives/cd.yaml", "ma: cd\n"),
        ("data/units/xa-mot/ho-so.yaml", "nguoi_ky: 1\n"),
        ("baocao.yaml", "ngay_nghi: [2025-02-30]\n"),
    ],
)
def test_whatever_a_file_holds_is_told_without_a_crash(
    check: Check, sandbox: Sandbox, name: str, text: str | bytes
) -> None:
    sandbox.write(name, text)
    said = check()
    assert said.code == 1
    assert f"{name}:" in said.out
