"""`baocao page`: what it is asked for besides a period."""

from pathlib import Path

import pytest

from baocao.cli.main import main
from baocao.features.page import making
from paging import Reader
from repositories import Repository
from support import SUBMISSION, Sandbox


def words_of_page(root: Path) -> str:
    return Reader((root / "out" / "2025-11" / "trang.html").read_text(encoding="utf-8")).words


def make_page(root: Path, *options: str) -> int:
    return main(["page", "--ky", "2025-11", "--root", str(root), *options])


def test_a_page_tells_what_changed_since_a_revision(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    Repository(tmp_path).commit("2025-11-15 09:00")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "4.159")
    assert make_page(tmp_path, "--rev", "HEAD") == 0
    words = words_of_page(tmp_path)
    assert "So sánh HEAD → thư mục làm việc" in words
    assert "Tiếp nhận 3.781 4.159 +378 +10%" in words


@pytest.mark.parametrize(
    ("rev", "said"),
    [
        ("HEAD~1..HEAD", "--rev của trang ghi một phiên bản"),
        ("khong-co", "khong-co"),
        ("--out=/etc", "--out=/etc"),
        ("", ""),
    ],
)
def test_a_revision_that_is_none_is_refused_and_nothing_is_written(
    tmp_path: Path, rev: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = Sandbox(tmp_path)
    Repository(tmp_path).commit("2025-11-15 09:00")
    assert make_page(sandbox.root, f"--rev={rev}") == 2
    assert said in capsys.readouterr().err
    assert not (sandbox.out / "2025-11" / "trang.html").exists()


def test_outside_of_git_there_is_no_revision(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_page(sandbox.root, "--rev", "HEAD") == 2
    assert "Git" in capsys.readouterr().err


def test_a_concise_page_has_no_sentence_that_a_unit_wrote(sandbox: Sandbox) -> None:
    before = SUBMISSION.replace("2025-11", "2025-10").replace("Theo [@nq-1]", "Căn cứ [@nq-1]")
    sandbox.write("data/units/xa-mot/2025-10.yaml", before)
    assert make_page(sandbox.root) == 0
    assert "xã đã nhận" in words_of_page(sandbox.root)
    assert make_page(sandbox.root, "--kin") == 0
    page = (sandbox.out / "2025-11" / "trang.html").read_text(encoding="utf-8")
    assert "xã đã nhận" not in page
    assert "Đang làm" not in page


@pytest.mark.parametrize(("options", "advised"), [((), True), (("--kin",), False)])
def test_a_page_that_is_larger_than_promised_is_told_of(
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    *,
    advised: bool,
) -> None:
    assert make_page(sandbox.root, *options) == 0
    assert "Lưu ý" not in "".join(capsys.readouterr())
    monkeypatch.setattr(making, "MOST_BYTES", 20_000)
    assert make_page(sandbox.root, *options) == 0
    said = "".join(capsys.readouterr())
    assert "Lưu ý: trang lớn nhất 0,2 MB, quá" in said
    assert ("--kin bỏ lời văn của đơn vị" in said) is advised
