"""What is marked secret is told, and nothing of it goes any further."""

import pytest

from baocao.features.exchange.forms.gathering import gather_form
from baocao.model.diagnostic import Diagnostic
from baocao.model.workspace import Workspace
from baocao.pipeline.asking import asked_of_units
from baocao.source.config import read_config
from baocao.source.few_figures import load_few
from baocao.source.workspace import load_definitions, load_workspace
from support import SUBMISSION, Sandbox, period_of

REPORT = "data/units/xa-mot/2025-11.yaml"


def loaded_workspace(sandbox: Sandbox) -> tuple[Workspace, list[Diagnostic]]:
    definitions, _ = load_definitions(read_config(sandbox.root)[0])
    return load_workspace(definitions, period_of("2025-11"))


@pytest.mark.parametrize(
    "mark", ["mat", "toi_mat", "tuyet_mat", "tối mật", "MẬT", "bí mật", "[mat]", "{a: b}"]
)
def test_nothing_is_read_of_a_report_that_is_marked_secret(sandbox: Sandbox, mark: str) -> None:
    sandbox.write(REPORT, f"{SUBMISSION}phat_hanh: {{cd: {{do_mat: {mark}}}}}\n")
    assert sandbox.codes() == ["BC463"]
    workspace, _ = loaded_workspace(sandbox)
    assert workspace.rejected == frozenset({"xa-mot"})
    assert not workspace.submissions


def test_not_even_a_draft_is_made_of_it(sandbox: Sandbox) -> None:
    before = [made.name for made in sandbox.build().made]
    sandbox.write(REPORT, f"{SUBMISSION}phat_hanh: {{cd: {{do_mat: mat}}}}\n")
    after = [made.name for made in sandbox.build().made]
    assert {name for name in before if name not in after} == {"xa-mot_bao-cao_cd.docx"}


def test_a_report_that_says_nothing_of_secrets_is_read(sandbox: Sandbox) -> None:
    sandbox.write(REPORT, f"{SUBMISSION}phat_hanh: {{cd: {{do_khan: khan}}}}\n")
    workspace, _ = loaded_workspace(sandbox)
    assert list(workspace.submissions) == ["xa-mot"]


def test_no_form_and_no_question_about_a_figure_has_anything_of_it(sandbox: Sandbox) -> None:
    sandbox.write(REPORT, f"{SUBMISSION}phat_hanh: {{cd: {{do_mat: mat}}}}\n")
    definitions, _ = load_definitions(read_config(sandbox.root)[0])
    period = period_of("2025-11")
    few = load_few(definitions, period, ["hs.tiep_nhan"])
    assert (few.rejected, "xa-mot" in few.submissions) == (frozenset({"xa-mot"}), False)
    (asked,) = asked_of_units(definitions, period, ["xa-mot"])
    gathered = gather_form(asked, definitions)
    assert [problem.code for problem in gathered.problems] == ["BC463"]
    assert "3.781" not in str(gathered.layout)
    (later,) = asked_of_units(definitions, period_of("2025-12"), ["xa-mot"])
    assert "3.781" not in str(gather_form(later, definitions).layout)
