"""The latest period is the one of which anybody has reported."""

import pytest

from baocao.cli.main import main
from baocao.source.config import read_config
from baocao.source.latest import latest_period
from support import Sandbox

REPORT = "don_vi: xa-mot\nky: {period}\nchi_tieu: {{hs.tiep_nhan: 10}}\n"


def latest_name(sandbox: Sandbox) -> str:
    period = latest_period(read_config(sandbox.root)[0])
    return period.id if period else ""


def test_a_later_report_is_of_the_latest_period(sandbox: Sandbox) -> None:
    assert latest_name(sandbox) == "2025-11"
    sandbox.write("data/units/xa-mot/2025-12.yaml", REPORT.format(period="2025-12"))
    assert latest_name(sandbox) == "2025-12"


def test_a_period_that_was_only_opened_is_the_latest_when_the_first_unit_has_filled_its_file(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "--ky", "2025-12", "--root", str(sandbox.root)]) == 0
    assert latest_name(sandbox) == "2025-11"
    path = sandbox.root / "data/units/xa-mot/2025-12.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("hs.tiep_nhan:", "hs.tiep_nhan: 12", 1), encoding="utf-8")
    assert latest_name(sandbox) == "2025-12"
    capsys.readouterr()


def test_a_file_that_cannot_be_read_was_meant_as_a_report(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-12.yaml", b"\xff\xfe\x00")
    assert latest_name(sandbox) == "2025-12"


def test_where_periods_were_only_opened_the_last_of_them_is_the_latest(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-11.yaml", "don_vi: xa-mot\nky: 2025-11\n")
    assert latest_name(sandbox) == "2025-11"
    (sandbox.root / "data/units/xa-mot/2025-11.yaml").unlink()
    assert latest_name(sandbox) == ""
