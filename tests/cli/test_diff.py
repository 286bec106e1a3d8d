"""`baocao diff`."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from repositories import Repository
from support import SUBMISSION, Sandbox

NOVEMBER = "data/units/xa-mot/2025-11.yaml"


class Said(NamedTuple):
    code: int
    out: str
    err: str


Diff = Callable[..., Said]


@pytest.fixture
def diff(sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Diff:
    """Run `baocao diff` on a workspace whose commune reported in October and November."""
    monkeypatch.setenv("COLUMNS", "80")
    sandbox.write("data/units/xa-mot/2025-10.yaml", SUBMISSION.replace("2025-11", "2025-10"))
    sandbox.replace(NOVEMBER, "3.276", "3.300")

    def run_diff(*options: str) -> Said:
        code = main(["diff", "--root", str(sandbox.root), *options])
        return Said(code, *capsys.readouterr())

    return run_diff


def test_two_periods_are_compared_and_differences_are_no_failure(diff: Diff) -> None:
    said = diff("2025-10", "2025-11")
    assert said.code == 0
    assert "Hồ sơ trực tuyến" in said.out
    assert "+24" in said.out
    assert said.err == ""


def test_one_period_is_compared_with_the_one_before_it(diff: Diff) -> None:
    assert diff("2025-11") == diff("2025-10", "2025-11")


def test_differences_can_be_made_a_failure(diff: Diff) -> None:
    assert diff("2025-10", "2025-11", "--exit-code").code == 1
    assert diff("2025-11", "2025-11", "--exit-code").code == 0


def test_json_and_markdown_are_nothing_else(diff: Diff) -> None:
    assert json.loads(diff("2025-11", "--format", "json").out)["version"] == 1
    assert diff("2025-11", "--format", "markdown").out.startswith("### So sánh kỳ 2025-10")


def test_data_that_cannot_be_read_fails_and_the_rest_is_still_shown(diff: Diff, sandbox: Sandbox) -> None:
    sandbox.replace(NOVEMBER, "3.781", "ba nghìn")
    said = diff("2025-11")
    assert said.code == 1
    assert f"{NOVEMBER}:4:17: BC208" in said.out
    assert "Hồ sơ trực tuyến" in said.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "Ghi hai kỳ cần so sánh"),
        (("2025-10", "2025-11", "2025-12"), "Chỉ so sánh được hai kỳ."),
        (("2025-11", "--ky", "2025-11"), "--ky chỉ dùng cùng --rev"),
        (("2025-11", "--out", "out", "--ky", "2025-10"), "--out so bản đã lập của một kỳ"),
        (("2025-10", "2025-11", "--out", "out"), "--out so bản đã lập của một kỳ"),
        (("--out", "out"), "--out so bản đã lập của một kỳ"),
        (("2025-11", "--rev", "HEAD.."), "không ghi cả hai"),
        (("2025-1", "2025-11"), "'2025-1' không phải là một kỳ báo cáo."),
        (("2025-09", "2025-11"), "Không đơn vị nào có báo cáo kỳ 2025-09."),
        (("2025-11", "--don-vi", "xa-moot"), "Không có đơn vị 'xa-moot'. Ý bạn là 'xa-mot'?"),
        (("2025-11", "--chi-dao", "c"), "Không có chỉ đạo 'c'."),
        (("--rev", "HEAD.."), "dữ liệu không nằm trong kho Git"),
        (("--textconv", "không-có.xlsx"), "Không có tệp"),
    ],
)
def test_a_wrong_call_is_refused(diff: Diff, options: tuple[str, ...], message: str) -> None:
    said = diff(*options)
    assert said.code == 2
    assert message in said.err
    assert said.out == ""


@pytest.mark.parametrize("periods", [("2025-11",), ("2025-10", "2025-11")])
def test_a_folder_that_cannot_be_listed_is_not_said_to_hold_nothing(
    diff: Diff, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, periods: tuple[str, ...]
) -> None:
    scandir = os.scandir

    def refused(path: str | Path) -> object:
        if Path(path) == sandbox.root / "data/units":
            raise OSError(errno.EMFILE, "Too many open files")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    said = diff(*periods)
    assert said.code == 2
    assert "'data/units': Không đọc được tệp: quá nhiều tệp đang mở cùng lúc." in said.err.replace(
        "\n", " "
    )
    assert "Chưa có kỳ nào" not in said.err


def test_workbook_and_document_are_written(diff: Diff, tmp_path: Path) -> None:
    book, document = tmp_path / "so sánh.xlsx", tmp_path / "so sánh.docx"
    said = diff("2025-11", "--xlsx", str(book), "--docx", str(document))
    assert said.code == 0
    assert said.err == f"Đã ghi {book}.\nĐã ghi {document}.\n"
    first = book.read_bytes(), document.read_bytes()
    diff("2025-11", "--xlsx", str(book), "--docx", str(document))
    assert (book.read_bytes(), document.read_bytes()) == first


def test_what_cannot_be_written_is_told_and_fails(diff: Diff, sandbox: Sandbox) -> None:
    target = sandbox.write("tệp", "") / "x.xlsx"
    said = diff("2025-11", "--xlsx", str(target))
    assert said.code == 1
    assert "BC801" in said.err


def test_git_shows_workbooks_through_it(diff: Diff, sandbox: Sandbox) -> None:
    book = sandbox.root / "bảng.xlsx"
    diff("2025-11", "--xlsx", str(book))
    sandbox.write(".gitattributes", "*.xlsx binary diff=baocao\n")
    repository = Repository(sandbox.root)
    repository.git("config", "diff.baocao.textconv", f"{sys.executable} -m baocao diff --textconv")
    repository.commit("2025-11-15 09:00")
    sandbox.replace(NOVEMBER, "3.300", "3.400")
    diff("2025-11", "--xlsx", str(book))
    shown = repository.git("diff", "--", "bảng.xlsx")
    assert [line for line in shown.split("\n") if line.startswith("+") and "3400" in line]
    assert "Binary files" not in shown


def test_it_does_not_load_what_only_files_need(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-10.yaml", SUBMISSION.replace("2025-11", "2025-10"))
    code = (
        "import sys; from baocao.cli.main import main; "
        f"main(['diff', '2025-11', '--root', {str(sandbox.root)!r}]); "
        "print(sorted({'docx', 'openpyxl', 'jinja2', 'babel', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("number", ["999999999999999999999999", "0,000000000000000000000001", "-5"])
def test_numbers_that_somebody_pasted_by_mistake_do_no_harm(
    diff: Diff, sandbox: Sandbox, tmp_path: Path, number: str
) -> None:
    rows = (
        "    rat_to: {ten: Tích, loai: so_thap_phan, cong_thuc: hs.kinh_phi * hs.kinh_phi * hs.kinh_phi}\n"
    )
    text = (sandbox.root / "data/directives/chi-tieu.yaml").read_text(encoding="utf-8")
    sandbox.write("data/directives/chi-tieu.yaml", text + rows)
    sandbox.replace(NOVEMBER, "3.300", f"3.300\n  hs.kinh_phi: {number}")
    sandbox.replace("data/units/xa-mot/2025-10.yaml", "3.276", "3.276\n  hs.kinh_phi: 1")
    assert diff("2025-11", "--xlsx", str(tmp_path / "x.xlsx")).code in {0, 1}
    assert diff("2025-11", "--format", "json").code in {0, 1}
    assert diff("2025-11", "--format", "markdown").code in {0, 1}
