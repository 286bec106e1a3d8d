"""`baocao new`."""

import pytest

from baocao.cli.main import main
from support import Sandbox


def test_the_table_says_what_was_made_of_what(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--root", str(sandbox.root), "--ky", "2025-12"]) == 0
    said = capsys.readouterr()
    rows = [line.split() for line in said.out.splitlines() if line.strip()]
    assert rows[0] == ["Đơn", "vị", "Từ", "kỳ", "Nhiệm", "vụ", "Số", "liệu", "Kết", "quả"]
    assert rows[2] == ["xa-mot", "2025-11", "1", "2", "đã", "lập"]
    assert rows[3] == ["xa-hai", "chưa", "có", "0", "5", "đã", "lập"]
    assert said.err.splitlines()[0] == "Đã lập 3 tệp kỳ 2025-12."


def test_the_second_time_everything_is_there(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["new", "--root", str(sandbox.root), "--ky", "2025-12", "--don-vi", "xa-hai"]
    main(call)
    capsys.readouterr()
    assert main(call) == 0
    said = capsys.readouterr()
    assert "xa-hai" in said.out
    assert "đã có, giữ nguyên" in said.out
    assert said.err == "1 tệp đã có, giữ nguyên.\n"


def test_a_period_that_nobody_asks_for_is_a_mistake_of_the_call(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "--root", str(sandbox.root), "--ky", "2025-Q4"]) == 2
    assert "Không chỉ đạo nào yêu cầu báo cáo kỳ 2025-Q4" in capsys.readouterr().err


def test_faults_of_the_last_file_are_errors_of_the_data(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.write("data/units/xa-mot/2025-11.yaml", "don_vi: [xa-mot\n")
    assert main(["new", "--root", str(sandbox.root), "--ky", "2025-12"]) == 1
    said = capsys.readouterr()
    assert "data/units/xa-mot/2025-11.yaml:1:" in said.out
    assert said.err.startswith("Đã lập 2 tệp kỳ 2025-12; 1 tệp chưa lập được.")


def test_finished_tasks_that_stay_behind_are_counted(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.replace("data/directives/cd.yaml", "de_cuong:", "giu_nhiem_vu_xong: khong\nde_cuong:")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "dang_thuc_hien", "hoan_thanh")
    main(["new", "--root", str(sandbox.root), "--ky", "2025-12"])
    assert "1 nhiệm vụ đã xong không mang sang (giu_nhiem_vu_xong: khong)." in capsys.readouterr().err
