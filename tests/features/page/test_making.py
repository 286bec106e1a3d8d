"""`baocao page`: one file beside the documents, the same from the same sources, that says what it is."""

from datetime import date
from pathlib import Path

import pytest

from baocao.features.page.making import Call, Outcome, basis_words, notices_of, page_of_period
from baocao.features.page.records import INDEX
from baocao.pipeline.accepting import Accepting
from baocao.pipeline.making import build_period
from baocao.pipeline.plan import Scope
from paging import example_gathered, gathered_page
from repositories import Repository
from support import EXAMPLE, Sandbox, period_of


def make_page(root: Path, out: Path, call: Call = Call()) -> Outcome:  # noqa: B008 - a record
    return page_of_period(root, out, period_of("2025-11"), call)


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    pages = [make_page(EXAMPLE, tmp_path / name).path.read_bytes() for name in ("a", "b")]
    assert pages[0] == pages[1]


def test_only_the_page_is_written(sandbox: Sandbox) -> None:
    before = {path for path in sandbox.root.rglob("*") if path.is_file()}
    make_page(sandbox.root, sandbox.out)
    assert {path for path in sandbox.root.rglob("*") if path.is_file()} - before == {
        sandbox.out / "2025-11" / INDEX
    }


def test_synthetic_figures_and_drafts_are_called_so() -> None:
    assert notices_of(example_gathered()) == ("SỐ LIỆU GIẢ LẬP", "DỰ THẢO")


def test_the_page_says_as_of_which_commit_it_speaks(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    commit = repository.commit("2025-11-15 09:30")
    words = basis_words(gathered_page(sandbox.root, "2025-11"))
    assert words.endswith(f"ghi trong kho đến 09:30 ngày 15/11/2025 (commit {commit[:8]}).")


def test_a_commit_elsewhere_in_the_repository_changes_no_page(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "du-lieu")
    repository = Repository(tmp_path)
    repository.commit("2025-11-15 09:30")
    before = make_page(sandbox.root, tmp_path / "out").path.read_bytes()
    (tmp_path / "khac.txt").write_text("khác", encoding="utf-8")
    repository.commit("2025-11-16 10:00")
    assert make_page(sandbox.root, tmp_path / "out").path.read_bytes() == before


@pytest.mark.parametrize("spoiled", ["data/units/don-vi.yaml", "data/directives/chi-tieu.yaml"])
def test_without_units_or_indicators_there_is_no_page(sandbox: Sandbox, spoiled: str) -> None:
    sandbox.write(spoiled, "- [")
    outcome = make_page(sandbox.root, sandbox.out)
    assert outcome.problems
    assert not outcome.path.exists()


def test_no_name_of_an_author_and_no_mail_is_on_the_page(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-11-15 09:30")
    author = repository.git("log", "-1", "--format=%an%n%ae").split("\n")
    page = make_page(sandbox.root, sandbox.out).path.read_text(encoding="utf-8")
    assert all(len(word) > 3 and word not in page for word in author[:2])


def test_a_formula_that_leads_back_to_itself_leaves_the_rest_of_the_page(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/chi-tieu.yaml",
        "    may_lay_so",
        "    x: {ten: X, loai: so_dem, cong_thuc: hs.y + hs.z}\n"
        "    y: {ten: Y, loai: so_dem, cong_thuc: hs.x + hs.z}\n"
        "    z: {ten: Z, loai: so_dem, cong_thuc: hs.x + hs.y}\n"
        "    may_lay_so",
    )
    assert "3.781" in make_page(sandbox.root, sandbox.out).path.read_text(encoding="utf-8")


def test_nobody_who_sends_signs_or_accepts_is_named(sandbox: Sandbox) -> None:
    Repository(sandbox.root).commit("2025-11-15 09:30")
    sent = "nhap_tu: {tep: bieu.xlsx, nguoi_gui: Lê Thị Gửi, ngay: 2025-11-18}\n"
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "chi_tieu:", f"{sent}chi_tieu:")
    sandbox.replace("data/units/so-a/ho-so.yaml", "dia_danh:", "dau_moi: Vũ Văn Mối, 0912345678\ndia_danh:")
    accepting = Accepting("Chưa kịp", "Đỗ Văn Duyệt", date(2025, 11, 19))
    build_period(
        sandbox.root, sandbox.out, period_of("2025-11"), Scope(frozenset({"so-a"})),
        official=True, progress=lambda *_: None, accepting=accepting,
    )  # fmt: skip
    page = make_page(sandbox.root, sandbox.out).path.read_text(encoding="utf-8")
    people = ("Lê Thị Gửi", "0912345678", "Vũ Văn Mối", "Đỗ Văn Duyệt", "Nguyễn Văn A", "Trần Thị B")
    assert [each for each in people if each in page] == []
    assert "lý do: Chưa kịp" in page
