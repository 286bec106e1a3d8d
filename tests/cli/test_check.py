"""`baocao check`."""

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from baocao.cli.main import main
from baocao.features.check.formats import Format
from support import Sandbox

SUBMISSION = "data/units/xa-mot/2025-11.yaml"
COMPLETE = """
don_vi: {unit}
ky: 2025-11
chi_tieu: {{hs.tiep_nhan: 10}}
nhiem_vu: {{cd: {{"1": {{tien_do: hoan_thanh, ngay_hoan_thanh: 2025-11-10, ket_qua: Xong}}}}}}
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

    def run_check(*options: str) -> Said:
        code = main(["check", "--root", str(sandbox.root), *options])
        return Said(code, *capsys.readouterr())

    return run_check


def complete_reports(sandbox: Sandbox) -> None:
    for unit in ("xa-hai", "phuong-ba"):
        sandbox.write(f"data/units/{unit}/2025-11.yaml", COMPLETE.format(unit=unit))


def test_good_and_complete_data_have_nothing_to_report(check: Check, sandbox: Sandbox) -> None:
    complete_reports(sandbox)
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
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\n...\nky: 2025-11\n")
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


def spoil_reports(sandbox: Sandbox) -> None:
    """Make an error, a warning and two absent units."""
    sandbox.replace(SUBMISSION, "3.781", "ba nghìn")
    sandbox.replace(SUBMISSION, "hs.truc_tuyen: 3.276", "hs.truc_tuyen:")


MARKS: dict[str, Callable[[str], object]] = {
    "text": lambda text: text.startswith(f"{SUBMISSION}:4:17: BC208"),
    "json": lambda text: json.loads(text)["version"] == 2,
    "github": lambda text: all(line.startswith("::") for line in text.splitlines()),
    "sarif": lambda text: json.loads(text)["version"] == "2.1.0",
    "junit": lambda text: ET.fromstring(text.encode()).tag == "testsuites",
    "gitlab": lambda text: {"fingerprint", "location"} < json.loads(text)[0].keys(),
    "markdown": lambda text: text.startswith("## Không đạt: "),
}


def test_every_format_has_a_test() -> None:
    assert set(MARKS) == set(Format)


@pytest.mark.parametrize("form", MARKS)
def test_each_format_is_itself_and_nothing_else(check: Check, sandbox: Sandbox, form: str) -> None:
    spoil_reports(sandbox)
    said = check("--format", form)
    assert said.code == 1
    assert MARKS[form](said.out)
    assert (said.err == "") is (form != "text")
    assert said.out.endswith("\n")


@pytest.mark.parametrize("form", sorted(MARKS.keys() - {"json"}))
def test_the_same_data_give_the_same_bytes(check: Check, sandbox: Sandbox, form: str) -> None:
    spoil_reports(sandbox)
    assert check("--format", form).out == check("--format", form).out


def test_only_json_tells_times(check: Check) -> None:
    first, second = (json.loads(check("--format", "json").out) for _ in range(2))
    assert first.pop("timings").keys() == second.pop("timings").keys() > set()
    assert first == second


def test_another_format_is_refused(check: Check) -> None:
    assert check("--format", "xml").code == 2


def test_warnings_fail_where_that_is_asked_for(check: Check, sandbox: Sandbox) -> None:
    complete_reports(sandbox)
    sandbox.replace(SUBMISSION, "hs.truc_tuyen: 3.276", "hs.truc_tuyen:")
    assert check().code == 0
    assert check("--strict").code == 1


def test_what_is_missing_fails_a_strict_check_as_incomplete(check: Check) -> None:
    assert check("--strict").code == 3


def test_codes_can_be_chosen_by_their_beginning_in_one_word_or_in_several(
    check: Check, sandbox: Sandbox
) -> None:
    spoil_reports(sandbox)
    said = check("--select", "bc2")
    assert (said.code, "BC701" in said.out) == (1, False)
    assert said.err == "Kết quả: 1 lỗi, 1 cảnh báo.\nBỏ qua theo --select: 2 BC701.\n"
    assert check("--select", "BC208,BC215") == check("--select", "BC208", "--select", "BC215")


def test_what_is_ignored_does_not_fail_and_is_counted_at_the_end(check: Check, sandbox: Sandbox) -> None:
    spoil_reports(sandbox)
    said = check("--ignore", "BC2,BC7", "--strict")
    assert said == (0, "", "Kết quả: không có lỗi.\nBỏ qua theo --ignore: 1 BC208, 1 BC215, 2 BC701.\n")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_does_not_exist_is_refused_with_the_nearest(check: Check, option: str) -> None:
    said = check(option, "BC7O1")
    assert said.code == 2
    assert said.err.startswith(f"Lỗi: Không có mã 'BC7O1' cho {option}. Ý bạn là 'BC701'?")


def test_no_code_at_all_is_no_choice(check: Check) -> None:
    assert check("--select", " , ") == (2, "", "Lỗi: --select cần ít nhất một mã, ví dụ BC208.\n")


def test_a_unit_can_be_looked_at_alone(check: Check) -> None:
    said = check("--don-vi", "xa-hai")
    assert said.out.count("BC701") == 1
    assert said.err == "Kết quả: 1 cảnh báo.\nBỏ qua theo --don-vi: 1 BC701.\n"


def test_a_unit_that_does_not_exist_is_refused_with_the_nearest(check: Check) -> None:
    said = check("--don-vi", "xa-hia")
    assert (said.code, said.out) == (2, "")
    assert said.err == "Lỗi: Không có đơn vị 'xa-hia' trong danh mục đơn vị. Ý bạn là 'xa-hai'?\n"


def test_with_a_registry_that_cannot_be_read_no_unit_is_refused(check: Check, sandbox: Sandbox) -> None:
    sandbox.write("data/units/don-vi.yaml", "{")
    assert check("--don-vi", "xa-mot").code == 1


def test_what_the_settings_leave_out_is_said_with_the_reason(check: Check, sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "bo_qua:\n  - {ma: BC701, ly_do: Báo cáo bằng giấy}\n")
    assert check("--day-du") == (
        0,
        "",
        "Kết quả: không có lỗi.\nBỏ qua theo baocao.yaml:2: 2 BC701 (Báo cáo bằng giấy).\n",
    )


def test_an_entry_of_the_settings_that_matches_nothing_is_noted_when_all_periods_are_checked(
    check: Check, sandbox: Sandbox
) -> None:
    sandbox.write("baocao.yaml", "bo_qua:\n  - {ma: BC209, ly_do: Đã sửa}\n")
    assert "baocao.yaml:2:10: BC533 lưu ý: " in check().out
    assert "BC533" not in check("--ky", "2025-11").out


def test_gitlab_has_no_place_for_what_an_option_leaves_out_so_it_is_said_beside(check: Check) -> None:
    said = check("--format", "gitlab", "--ignore", "BC7")
    assert (json.loads(said.out), said.err) == ([], "Bỏ qua theo --ignore: 2 BC701.\n")


def test_on_a_narrow_terminal_source_lines_are_shortened(
    check: Check, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.replace(SUBMISSION, "3.781", f"ba nghìn {'rất ' * 20}nhiều")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    line = check().out.splitlines()[1]
    assert len(line) <= 40
    assert line.endswith("…")


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
        paths = (path for path in sandbox.root.rglob("*") if path.is_file())
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in paths}

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


def test_the_latest_period_is_checked_alone_when_it_is_asked_for(check: Check, sandbox: Sandbox) -> None:
    complete_reports(sandbox)
    sandbox.write("data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\n")
    assert check("--ky", "moi-nhat") == check("--ky", "2025-11")
    assert check("--ky", "moi-nhat") != check()
