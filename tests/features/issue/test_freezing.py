"""What a record keeps of the submissions behind a document."""

from baocao.features.issue.freezing import printed_by
from baocao.model.issuance import ABSENT
from baocao.model.workspace import Workspace
from baocao.pipeline.plan import Planned, Scope, plan_documents
from support import Sandbox


def planned_document(workspace: Workspace, unit: str) -> Planned:
    (document,) = plan_documents(workspace, Scope(frozenset({unit})))
    return document


def frozen_hashes(sandbox: Sandbox, unit: str) -> dict[str, dict[str, str]]:
    workspace = sandbox.load().workspaces[0]
    return {name: dict(item) for name, item in printed_by(workspace, planned_document(workspace, unit))}


def test_a_units_own_report_says_its_figures_tasks_and_sections(sandbox: Sandbox) -> None:
    hashes = frozen_hashes(sandbox, "xa-mot")
    assert list(hashes) == ["xa-mot"]
    said = {key for key, digest in hashes["xa-mot"].items() if digest != ABSENT}
    assert said == {"chi_tieu/hs.tiep_nhan", "chi_tieu/hs.truc_tuyen", "nhiem_vu/cd/1", "noi_dung/cd/I.1"}


def test_indicators_that_only_the_template_names_are_kept_too(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml", "chi_tieu: [hs]\nbat_buoc", "chi_tieu: [hs.tiep_nhan]\nbat_buoc"
    )
    keys = {key for key in frozen_hashes(sandbox, "xa-mot")["xa-mot"] if key.startswith("chi_tieu")}
    assert keys == {"chi_tieu/hs.tiep_nhan", "chi_tieu/hs.truc_tuyen"}  # the template prints their ratio


def test_a_consolidated_report_speaks_for_those_that_reported(sandbox: Sandbox) -> None:
    hashes = frozen_hashes(sandbox, "so-a")
    assert list(hashes) == ["xa-mot"]
    assert "vuong_mac/cd" in hashes["xa-mot"]
    assert not [key for key in hashes["xa-mot"] if key.startswith("noi_dung")]


def test_a_letter_that_asks_for_reports_freezes_nothing(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml",
        "lap_boi: [{don_vi: so-a}]",
        "lap_boi: [{don_vi: so-a}], de_nghi_bao_cao: co",
    )
    assert frozen_hashes(sandbox, "so-a") == {}
