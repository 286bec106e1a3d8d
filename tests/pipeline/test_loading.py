"""Loading and checking a workspace."""

import io
import pickle
import re
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.pipeline import loading, parallel
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.parallel import Sharing
from reading import few
from support import EXAMPLE, REPOSITORY, Sandbox, period_of


def test_a_complete_workspace_has_no_problems(sandbox: Sandbox) -> None:
    loaded = sandbox.load()
    assert loaded.problems == ()
    assert list(loaded.workspaces[0].submissions) == ["xa-mot"]


def test_units_without_a_report_are_missing_and_no_problem(sandbox: Sandbox) -> None:
    loaded = sandbox.load()
    assert [missing.unit for missing in loaded.missing] == ["xa-hai", "phuong-ba"]
    assert {missing.code for missing in loaded.missing} == {"BC701"}


def test_only_errors_make_a_command_fail(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.truc_tuyen: 3.276", 'hs.phan_tram: "86.6"')
    loaded = sandbox.load()
    assert [problem.code for problem in loaded.problems] == ["BC222"]
    assert loaded.errors == ()


def test_problems_of_definitions_and_of_submissions_are_found_in_one_go(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/chi-tieu.yaml", "khoang: [0, 100]", "khoang: [0]")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.truc_tuyen", "hs.truc_tuyem")
    assert {problem.place.file for problem in sandbox.load().problems if problem.place} == {
        "data/directives/chi-tieu.yaml",
        "data/units/xa-mot/2025-11.yaml",
    }


def test_without_a_period_every_period_with_a_file_is_loaded(sandbox: Sandbox) -> None:
    submission = (sandbox.root / "data/units/xa-mot/2025-11.yaml").read_text(encoding="utf-8")
    sandbox.write("data/units/xa-mot/2025-10.yaml", submission.replace("2025-11", "2025-10"))
    loaded = load_checked(sandbox.root, None)
    assert [workspace.period.id for workspace in loaded.workspaces] == ["2025-10", "2025-11"]


def test_a_period_without_any_file_is_loaded_when_asked_for(sandbox: Sandbox) -> None:
    loaded = sandbox.load("2025-12")
    assert loaded.workspaces[0].submissions == {}
    assert len(loaded.missing) == 3


def test_a_folder_that_is_no_workspace_is_a_problem_and_no_crash(sandbox: Sandbox) -> None:
    loaded = load_checked(sandbox.root / "templates", None)
    assert {error.code for error in loaded.errors} == {"BC001"}


def test_a_file_that_cannot_be_read_rejects_its_unit_and_no_other(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\n...\nky: 2025-11\n")
    loaded = sandbox.load()
    assert loaded.workspaces[0].rejected == {"xa-hai"}
    assert list(loaded.workspaces[0].submissions) == ["xa-mot"]
    assert [missing.code for missing in loaded.missing if missing.unit == "xa-hai"] == ["BC705"]


def loaded_by(processes: int, root: Path, period: str | None) -> Loaded:
    """Return what is loaded where even two reports are many, without the seconds that it took."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "_processor_count", lambda: processes if sys.platform == "linux" else 1)
        patch.setattr(loading, "REPORTS", Sharing(2))
        patch.setattr(loading, "PROFILES", Sharing(2))
        loaded = load_checked(root, period_of(period) if period else None)
    return loaded._replace(timings={})


def mapping_orders(loaded: Loaded) -> list[list[str]]:
    """Return the names in mappings, of which equality does not see the order."""
    listed = [[*loaded.definitions.profiles], [*loaded.files]]
    for workspace in loaded.workspaces:
        listed += [[*workspace.submissions], [*workspace.files]]
    return listed


@pytest.mark.parametrize("root", [EXAMPLE, REPOSITORY])
@pytest.mark.parametrize("period", ["2025-11", None])
def test_what_is_loaded_does_not_depend_on_the_number_of_processes(root: Path, period: str | None) -> None:
    alone, together = loaded_by(1, root, period), loaded_by(2, root, period)
    assert together == alone
    assert mapping_orders(together) == mapping_orders(alone)


def copy_province(folder: Path) -> Path:
    """Copy the synthetic province and the directive that its communes report on."""
    shutil.copytree(EXAMPLE / "data", folder / "data")
    shutil.copytree(REPOSITORY / "data" / "directives", folder / "data" / "directives")
    (folder / "baocao.yaml").write_text("chi_dao_dung: nq-71\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_province(tmp_path_factory.mktemp("many"))


def unusual_report(text: str, index: int) -> str:
    """Return a report with ranks, figures and documents that only show as wrong beside other reports."""
    rank = rf"\1: {{gia_tri: '\2', xep_hang: {index % 10 + 1}/10}}"
    text = re.sub(r"(tthc.thanh_toan_truc_tuyen): ([\d.,]+%?)", rank, text)
    text = text.replace("van_ban:\n", f"van_ban:\n{CITED.format(day=index % 3 + 1)}", 1)
    if index in {0, 3}:  # the first one explains it; of the other one there is no report before
        text = re.sub(r"(ocop.tong|ocop.ba_sao): \S+", r"\1: 900", text)
    if index % 5 == 0:
        text = text.replace("tien_do: hoan_thanh", "tien_do: dang_thuc_hien")
    if index % 2 == 0:
        text += "\ngiai_trinh:\n" + "".join(f"  {key}: đã rà soát lại với Sở\n" for key in EXPLAINED)
    return text


CITED = (
    "  qd-x: {{loai: Quyết định, so: 12/QĐ-UBND, ngay: 2025-10-0{day}, co_quan: UBND tỉnh Quảng Ngãi}}\n"
)
EXPLAINED = ("ocop.tong", "tthc.thanh_toan_truc_tuyen", "qd-x", "bdhvs.hoc_vien")


def test_what_shows_only_beside_other_reports_is_found_by_any_number_of_processes(
    tmp_path: Path,
) -> None:
    root = copy_province(tmp_path)
    communes = (root / "data" / "units").glob("[!s]*/2025-11.yaml")  # the department is none
    for index, path in enumerate(sorted(communes)):
        path.write_text(unusual_report(path.read_text(encoding="utf-8"), index), encoding="utf-8")
    alone = loaded_by(1, root, "2025-11")
    codes = {problem.code for problem in alone.problems}
    assert codes >= {"BC416", "BC422", "BC424", "BC426", "BC428", "BC429", "BC445"}
    for count in (2, 8):
        assert loaded_by(count, root, "2025-11") == alone


@pytest.mark.parametrize("root", [EXAMPLE, REPOSITORY])
def test_what_other_processes_read_can_be_sent(root: Path) -> None:
    """If it could not, everything would be read again here, and nobody would notice but the clock."""
    loaded = load_checked(root, period_of("2025-11"))
    packed = io.BytesIO()
    parallel.Packer(packed).dump(loaded._replace(timings={}))
    assert pickle.loads(packed.getvalue()) == loaded._replace(timings={})


SLIPS = (b"9", b"\n", b"x: ", b"\t", b"\xff")


@few
@given(st.data())
def test_problems_do_not_depend_on_the_number_of_processes(example: Path, data: st.DataObject) -> None:
    files = sorted((example / "data" / "units").glob("*/*.yaml"))
    good = {
        path: path.read_bytes()
        for path in data.draw(st.lists(st.sampled_from(files), min_size=3, unique=True))
    }
    cuts = {path: data.draw(st.integers(0, len(text))) for path, text in good.items()}
    bad = {path: text[: cuts[path]] + data.draw(st.sampled_from(SLIPS)) for path, text in good.items()}
    try:
        for path, text in bad.items():
            path.write_bytes(text)
        assert loaded_by(3, example, "2025-11") == loaded_by(1, example, "2025-11")
    finally:
        for path, text in good.items():
            path.write_bytes(text)
