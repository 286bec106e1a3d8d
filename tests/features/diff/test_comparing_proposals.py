"""Before anything is stored one sees what it would change."""

from baocao.features.diff.comparing_proposals import compare_proposed
from baocao.features.diff.formats import Style, diff_text
from baocao.model.unit import Unit
from baocao.model.workspace import SourceFile
from baocao.pipeline.proposing import Proposal, proposed_workspaces
from baocao.source.config import read_config
from baocao.source.files import read_file
from baocao.source.workspace import load_definitions
from support import SUBMISSION, Sandbox, period_of

FIRST = "data/units/xa-mot/2025-11.yaml"
SECOND = "data/units/xa-hai/2025-11.yaml"


def told(sandbox: Sandbox, texts: dict[str, str]) -> str:
    """Return what the terminal shows of proposed contents of files."""
    units = load_definitions(read_config(sandbox.root)[0])[0].registry.units
    proposals = [_proposal(sandbox, name, text, units[name.split("/")[2]]) for name, text in texts.items()]
    sides = proposed_workspaces(sandbox.root, period_of("2025-11"), proposals)
    return diff_text(compare_proposed(sides, [each.unit.id for each in proposals]), Style(80))


def _proposal(sandbox: Sandbox, name: str, text: str, unit: Unit) -> Proposal:
    path = sandbox.root / name
    before = read_file(path, sandbox.root)[0] if path.exists() else None
    return Proposal(unit, path, before, SourceFile(name, text, text.encode()))


def test_a_changed_figure_is_told_with_both_values(sandbox: Sandbox) -> None:
    text = (sandbox.root / FIRST).read_text("utf-8").replace("3.781", "3.981")
    shown = told(sandbox, {FIRST: text})
    assert "trước khi nhập" in shown
    assert "3.781" in shown
    assert "3.981" in shown


def test_a_new_report_is_counted(sandbox: Sandbox) -> None:
    shown = told(sandbox, {SECOND: SUBMISSION.lstrip().replace("xa-mot", "xa-hai")})
    assert "1 → 2" in shown or "2/3" in shown, shown


def test_what_is_written_otherwise_and_says_the_same_changes_nothing(sandbox: Sandbox) -> None:
    text = (sandbox.root / FIRST).read_text("utf-8").replace("3.781", "3781")
    assert "3781" not in told(sandbox, {FIRST: text})
