"""`baocao fmt`."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from support import Sandbox

REPORT = "data/units/xa-mot/2025-11.yaml"
UNTIDY = "ky: 2025-11\ndon_vi: xa-mot\n"


class Said(NamedTuple):
    code: int
    out: str
    err: str


Fmt = Callable[..., Said]


@pytest.fixture
def fmt(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> Fmt:
    """Run `baocao fmt` on the sandbox."""

    def run_fmt(*options: str) -> Said:
        code = main(["fmt", "--root", str(sandbox.root), *options])
        return Said(code, *capsys.readouterr())

    return run_fmt


def test_once_formatted_nothing_is_left_to_do(fmt: Fmt) -> None:
    fmt()
    assert fmt() == (0, "", "Không tệp nào phải viết lại; 8 tệp đã đúng.\n")
    assert fmt("--check") == (0, "", "Không tệp nào cần viết lại; 8 tệp đã đúng.\n")


def test_check_names_the_files_and_changes_nothing(fmt: Fmt, sandbox: Sandbox) -> None:
    fmt()
    sandbox.write(REPORT, UNTIDY)
    said = fmt("--check")
    assert said == (1, f"{REPORT}\n", "1 tệp cần viết lại (chạy baocao fmt); 7 tệp đã đúng.\n")
    assert (sandbox.root / REPORT).read_text(encoding="utf-8") == UNTIDY
    assert fmt() == (0, f"{REPORT}\n", "Đã viết lại 1 tệp; 7 tệp đã đúng.\n")


def test_only_named_files_and_folders_are_rewritten(fmt: Fmt, sandbox: Sandbox) -> None:
    fmt()
    sandbox.write(REPORT, UNTIDY)
    sandbox.write("data/units/xa-hai/2025-11.yaml", "ky: 2025-11\ndon_vi: xa-hai\n")
    assert fmt(str(sandbox.root / "data/units/xa-hai")).out == "data/units/xa-hai/2025-11.yaml\n"
    assert fmt("--check", str(sandbox.root / REPORT)).out == f"{REPORT}\n"


def test_a_faulty_file_fails_but_the_others_are_done(fmt: Fmt, sandbox: Sandbox) -> None:
    fmt()
    sandbox.write(REPORT, UNTIDY)
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: [xa-hai\n")
    said = fmt()
    assert said.code == 1
    assert said.out.startswith(f"{REPORT}\ndata/units/xa-hai/2025-11.yaml:1:")
    assert said.err == "Đã viết lại 1 tệp; 7 tệp đã đúng; 1 tệp có lỗi được để nguyên.\n"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("khong-co.yaml", "Không có tệp hay thư mục"),
        ("/", "nằm ngoài thư mục dữ liệu"),
        ("templates/bao-cao.md.j2", "không phải là tệp .yaml"),
    ],
)
def test_what_cannot_be_formatted_is_a_mistake_of_the_call(
    fmt: Fmt, sandbox: Sandbox, name: str, reason: str
) -> None:
    said = fmt(name if name == "/" else str(sandbox.root / name))
    assert said.code == 2
    assert reason in said.err


def test_in_a_repository_it_says_how_authors_stay_known(fmt: Fmt, sandbox: Sandbox) -> None:
    fmt()
    (sandbox.root / ".git").mkdir()
    sandbox.write(REPORT, UNTIDY)
    advice = ".git-blame-ignore-revs"
    assert advice not in fmt("--check").err
    assert advice in fmt().err
    assert advice not in fmt().err
