"""A refusal as a clerk reads it: by document and unit, on 80 columns, and what can be done in the end."""

from collections.abc import Callable

import pytest

from baocao.cli.main import main
from support import SUBMISSION, Sandbox

REPORT = "data/units/xa-mot/2025-11.yaml"
REASON, APPROVER = "Đến hạn", "Trần Thị B, Phó Giám đốc"
ACCEPTING = ("--chap-nhan-thieu", REASON, "--nguoi-duyet", APPROVER)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the sandbox."""
    monkeypatch.chdir(sandbox.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763424000")  # 18/11/2025

    def run_command(*call: str) -> tuple[int, str, str]:
        code = main([*call])
        return (code, *capsys.readouterr())

    return run_command


def official(run: Run, *options: str) -> tuple[int, str, str]:
    return run("build", "--ky", "2025-11", "--chinh-thuc", *options)


def add_units(sandbox: Sandbox, count: int) -> None:
    """Put so many more communes into the registry, none of which has reported."""
    more = "loai: xa, thuoc: tinh-t, tinh_cu: bac}"
    rows = "".join(
        f'  xa-x{number}: {{ma: "9{number:03}", ten: Xã Thứ {number}, {more}\n' for number in range(count)
    )
    registry = (sandbox.root / "data/units/don-vi.yaml").read_text(encoding="utf-8")
    sandbox.write("data/units/don-vi.yaml", registry + rows)


def test_the_silent_are_named_once_and_beyond_some_counted(run: Run, sandbox: Sandbox) -> None:
    add_units(sandbox, 93)
    code, said, _ = official(run)
    assert code == 3
    assert "  Chưa báo cáo (95 đơn vị): Xã Hai, Phường Ba, Xã Thứ 0," in said
    assert "và 87 đơn" in said
    assert said.count("\n") < 15
    assert max(map(len, said.splitlines())) <= 80


def test_names_of_units_are_not_broken(run: Run, sandbox: Sandbox) -> None:
    add_units(sandbox, 93)
    said = official(run)[1]
    assert not any(line.endswith("Xã") for line in said.splitlines())


def test_what_a_report_lacks_is_counted_and_the_first_of_it_named(run: Run, sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\nchi_tieu: {hs.truc_tuyen: 1}\n"
    )
    said = official(run)[1]
    assert "  Xã Hai còn thiếu 1 số liệu, 1 nhiệm vụ, 1 mục: hs.tiep_nhan, I.1, 1.\n" in said


def test_the_document_that_speaks_for_all_comes_first(run: Run, sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "  hs.tiep_nhan: 3.781\n", "")
    said = official(run)[1]
    assert said.index("so-a_tong-hop_cd:") < said.index("xa-mot_bao-cao_cd:")


def test_warnings_do_not_hide_the_reasons(run: Run, sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "ky: 2025-11\n", "ky: 2025-11\nla: 1   \n")
    sandbox.replace(REPORT, "la: 1", "vuong_mac: {cd: []}")
    assert official(run)[1].startswith("TỪ CHỐI")


def test_an_error_is_shown_with_its_line(run: Run, sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "3.781", "ba nghìn")
    code, said, _ = official(run, "--don-vi", "so-a")
    assert code == 1
    assert f"  {REPORT}:4:17: BC208 lỗi: 'ba nghìn' không phải là số." in said
    assert "--chap-nhan-thieu" not in said


def test_a_refusal_says_how_the_deadline_can_be_met(run: Run) -> None:
    assert '--chap-nhan-thieu "lý do" --nguoi-duyet "Họ tên, chức vụ"' in official(run)[1]


def test_a_build_with_gaps_says_who_answers_for_them_and_where_that_is_recorded(run: Run) -> None:
    code, said, _ = official(run, *ACCEPTING)
    assert code == 0
    assert "Thiếu, được chấp nhận: chưa có báo cáo của: Xã Hai, Phường Ba." in said
    assert "  Người duyệt: Trần Thị B, Phó Giám đốc, ngày 18/11/2025. Lý do: Đến hạn." in said
    assert "Đã ghi việc chấp nhận thiếu vào data/units/so-a/2025-11.yaml; hãy commit tệp ấy." in said


def test_the_record_alone_is_told_of_as_well(run: Run) -> None:
    official(run, *ACCEPTING)
    code, said, _ = official(run, "--don-vi", "so-a")
    assert (code, "Thiếu, được chấp nhận" in said, "Đã ghi việc" in said) == (0, True, False)


def test_issuing_with_gaps_and_the_proof_tell_it(run: Run) -> None:
    code, said, _ = run(
        "issue", "--ky", "2025-11", "--don-vi", "so-a", "--so", "7", "--ngay", "2025-11-18", *ACCEPTING
    )
    assert code == 0
    assert "Thiếu, được chấp nhận: chưa có báo cáo của: Xã Hai, Phường Ba." in said
    assert "Đã ghi số, ngày vào phat_hanh và việc chấp nhận thiếu của data/units/so-a/2025-11.yaml" in said
    _, proof, _ = run("build", "--ky", "2025-11", "--check")
    assert "  thiếu, được chấp nhận: chưa có báo cáo của: xa-hai, phuong-ba\n" in proof
    assert "manifest.json: khớp\ntruy-vet.json: khớp\n" in proof
    assert "    người duyệt: Trần Thị B, Phó Giám đốc, ngày 2025-11-18; lý do: Đến hạn\n" in proof


def test_status_and_trace_tell_it(run: Run) -> None:
    official(run, *ACCEPTING)
    assert "Thiếu, được chấp nhận: chưa có báo cáo của" in run("status", "--ky", "2025-11")[1]
    assert (
        "lập khi còn thiếu (chưa có báo cáo của: Xã Hai, Phường Ba)"
        in run("trace", "2025-11", "hs.tiep_nhan")[1]
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--chap-nhan-thieu", "Hạn"), "--nguoi-duyet"),
        (("--chap-nhan-thieu", "  ", "--nguoi-duyet", "A"), '--chap-nhan-thieu "lý do"'),
        (("--nguoi-duyet", "A"), '--chap-nhan-thieu "lý do"'),
        (("--chap-nhan-thieu", "Hạn", "--nguoi-duyet", " "), "--nguoi-duyet"),
        (("--chap-nhan-thieu", "Hạn\u202e", "--nguoi-duyet", "A"), "Có ký tự không nhìn thấy"),
        (("--chap-nhan-thieu", "x" * 1_001, "--nguoi-duyet", "A"), "không quá 1.000 ký tự"),
        (("--chap-nhan-thieu", "Hạn", "--nguoi-duyet", "A\x07"), "Có ký tự không nhìn thấy"),
        ((*ACCEPTING, "--don-vi", "xa-mot"), "chỉ dùng cho văn bản tổng hợp"),
    ],
)
def test_an_acceptance_names_a_reason_a_person_and_what_speaks_for_others(
    run: Run, sandbox: Sandbox, options: tuple[str, ...], message: str
) -> None:
    code, _, said = official(run, *options)
    assert (code, message in said) == (2, True)
    assert not sandbox.out.exists()


def test_a_draft_needs_no_acceptance(run: Run) -> None:
    code, _, said = run("build", "--ky", "2025-11", *ACCEPTING)
    assert (code, "đi cùng --chinh-thuc" in said) == (2, True)


def test_a_period_without_reports_makes_nothing_and_names_the_nearest(run: Run, sandbox: Sandbox) -> None:
    for options in ((), ("--chinh-thuc",), ("--chinh-thuc", *ACCEPTING)):
        code, said, _ = run("build", "--ky", "2025-12", *options)
        assert code == 3
        assert "Không đơn vị nào có báo cáo kỳ 2025-12. Các kỳ có báo cáo, gần nhất trước: 2025-11." in said
    assert not sandbox.out.exists()


@pytest.mark.parametrize(
    "call",
    [
        ("build", "--ky", "2025-Q4"),
        ("build", "--ky", "2025-Q4", "--chinh-thuc"),
        ("check", "--ky", "2025-Q4"),
        ("status", "--ky", "2025-Q4"),
        ("remind", "--ky", "2025-Q4"),
        ("page", "--ky", "2025-Q4"),
        ("watch", "--ky", "2025-Q4"),
        ("diff", "2025-11", "2025-Q4"),
        ("trace", "2025-Q4", "hs.tiep_nhan"),
        ("new", "--ky", "2025-Q4"),
        ("issue", "--ky", "2025-Q4", "--don-vi", "so-a", "--so", "1", "--ngay", "2025-11-18"),
    ],
)
def test_every_command_says_which_periods_there_are(run: Run, call: tuple[str, ...]) -> None:
    code, _, said = run(*call)
    assert code == 2
    assert "Không chỉ đạo nào yêu cầu báo cáo kỳ 2025-Q4 (cd: báo cáo hằng tháng)." in said
    assert "Các kỳ có báo cáo, gần nhất trước: 2025-11." in said


def test_a_period_may_be_asked_for_by_a_directive_that_cannot_be_read(run: Run, sandbox: Sandbox) -> None:
    sandbox.write("data/directives/quy.yaml", "ma: quy\nten: [\n")
    code, said, _ = run("check", "--ky", "2025-Q4")
    assert code == 1
    assert "data/directives/quy.yaml" in said


def test_an_empty_file_for_the_next_month_is_no_report(run: Run, sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-12.yaml", "don_vi: xa-mot\nky: 2025-12\n")
    code, said, _ = run("build", "--ky", "2025-12")
    assert (code, "gần nhất trước: 2025-11." in said) == (3, True)


def test_an_official_build_for_a_silent_unit_says_why_there_is_nothing(run: Run) -> None:
    code, said, _ = official(run, "--don-vi", "xa-hai")
    assert (code, "Xã Hai chưa có báo cáo kỳ 2025-11" in said) == (3, True)


def test_a_report_that_came_in_time_makes_acceptance_unneeded(run: Run, sandbox: Sandbox) -> None:
    ward = '    "I.2": Không có\n'
    sandbox.write("data/units/xa-hai/2025-11.yaml", SUBMISSION.replace("xa-mot", "xa-hai"))
    sandbox.write("data/units/phuong-ba/2025-11.yaml", SUBMISSION.replace("xa-mot", "phuong-ba") + ward)
    code, _, said = official(run, *ACCEPTING)
    assert (code, "bỏ --chap-nhan-thieu" in said) == (2, True)


def test_what_only_the_made_document_shows_is_told_without_what_is_unusual(
    run: Run, sandbox: Sandbox
) -> None:
    sandbox.replace(REPORT, "  hs.truc_tuyen: 3.276\n", "")
    code, said, _ = official(run, "--don-vi", "xa-mot")
    assert code == 1
    assert said.startswith("TỪ CHỐI")
    assert said.count("BC706") == 1
