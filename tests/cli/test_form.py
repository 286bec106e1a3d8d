"""`baocao form` at the terminal."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from support import Sandbox


class Said(NamedTuple):
    code: int
    out: str
    err: str


Form = Callable[..., Said]


@pytest.fixture
def form(sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Form:
    """Run `baocao form` on the sandbox."""
    monkeypatch.setenv("COLUMNS", "80")

    def run_form(*options: str, period: str = "2025-12") -> Said:
        code = main(["form", "--root", str(sandbox.root), "--ky", period, *options])
        return Said(code, *capsys.readouterr())

    return run_form


def test_it_tells_of_each_form_and_what_is_to_be_done_next(form: Form) -> None:
    said = form()
    rows = [line.split() for line in said.out.splitlines() if line.strip()]
    assert rows[2:] == [
        ["xa-mot", "2025-11", "5", "1", "1", "đã", "lập"],
        ["xa-hai", "chưa", "có", "5", "1", "1", "đã", "lập"],
        ["phuong-ba", "chưa", "có", "5", "1", "2", "đã", "lập"],
    ]
    assert "Đã lập 3 biểu" in said.err
    assert "baocao import" in said.err
    assert max(map(len, said.out.splitlines())) <= 80
    assert said.code == 0


@pytest.mark.parametrize("columns", [60, 80])
def test_a_narrow_screen_takes_nothing_from_what_came_of_a_form(
    form: Form, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    units = sandbox.root / "data/units/don-vi.yaml"
    units.write_text(units.read_text("utf-8").replace("phuong-ba", "phuong-dong-ba-gan-bien"), "utf-8")
    lines = [line for line in form().out.splitlines() if line.strip()]
    assert sum(line.rstrip().endswith("đã lập") for line in lines) == 3
    assert max(map(len, lines)) <= columns


def test_a_form_that_was_filled_in_is_told_first(form: Form, sandbox: Sandbox) -> None:
    form()
    path = sandbox.out / "2025-12" / "bieu" / "bieu_2025-12_xa-hai.xlsx"
    path.write_bytes(path.read_bytes() + b"\0")
    said = form()
    assert said.out.splitlines()[3].split()[0] == "xa-hai"
    assert "1 biểu đã có người ghi: không lập đè lên." in said.err


def test_a_unit_that_nobody_knows_is_refused(form: Form) -> None:
    said = form("--don-vi", "xa-mott")
    assert said.code == 2
    assert "Không có đơn vị 'xa-mott' trong danh mục đơn vị. Ý bạn là 'xa-mot'?" in said.err


def test_a_report_that_cannot_be_read_is_told_at_its_place(form: Form, sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-11.yaml", "- một\n")
    said = form(period="2025-11")
    assert said.code == 1
    assert "data/units/xa-mot/2025-11.yaml:1" in said.out
    assert "1 biểu chưa lập được." in said.err
