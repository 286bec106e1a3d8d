"""Loading and checking a workspace."""

from baocao.build.loading import load
from support import Sandbox


def test_a_complete_workspace_has_no_problems(sandbox: Sandbox) -> None:
    loaded = sandbox.load()
    assert loaded.problems == ()
    assert list(loaded.workspaces[0].submissions) == ["xa-mot"]


def test_units_without_a_report_are_missing_and_no_problem(sandbox: Sandbox) -> None:
    loaded = sandbox.load()
    assert [found.unit for found in loaded.missing] == ["xa-hai", "phuong-ba"]
    assert {found.code for found in loaded.missing} == {"BC701"}


def test_only_errors_make_a_command_fail(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.truc_tuyen: 3.276", 'hs.phan_tram: "86.6"')
    loaded = sandbox.load()
    assert [found.code for found in loaded.problems] == ["BC222"]
    assert loaded.errors == ()


def test_problems_of_definitions_and_of_submissions_are_found_in_one_go(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/chi-tieu.yaml", "khoang: [0, 100]", "khoang: [0]")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "hs.truc_tuyen", "hs.truc_tuyem")
    assert {found.place.file for found in sandbox.load().problems if found.place} == {
        "data/directives/chi-tieu.yaml",
        "data/units/xa-mot/2025-11.yaml",
    }


def test_without_a_period_every_period_with_a_file_is_loaded(sandbox: Sandbox) -> None:
    submission = (sandbox.root / "data/units/xa-mot/2025-11.yaml").read_text(encoding="utf-8")
    sandbox.write("data/units/xa-mot/2025-10.yaml", submission.replace("2025-11", "2025-10"))
    loaded = load(sandbox.root, None)
    assert [workspace.period.id for workspace in loaded.workspaces] == ["2025-10", "2025-11"]


def test_a_period_without_any_file_is_loaded_when_asked_for(sandbox: Sandbox) -> None:
    loaded = sandbox.load("2025-12")
    assert loaded.workspaces[0].submissions == {}
    assert len(loaded.missing) == 3


def test_a_folder_that_is_no_workspace_is_a_problem_and_no_crash(sandbox: Sandbox) -> None:
    loaded = load(sandbox.root / "templates", None)
    assert {found.code for found in loaded.errors} == {"BC001"}


def test_a_file_that_cannot_be_read_rejects_its_unit_and_no_other(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: 'xa-hai\n")
    loaded = sandbox.load()
    assert loaded.workspaces[0].rejected == {"xa-hai"}
    assert list(loaded.workspaces[0].submissions) == ["xa-mot"]
    assert [found.code for found in loaded.missing if found.unit == "xa-hai"] == ["BC705"]
