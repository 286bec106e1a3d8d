"""Who has reported, who has sent a file with errors, and who has not reported: told in one place."""

import pytest

from baocao.figures.consolidation import consolidate_directive
from baocao.figures.expected import Expected, expected_reporters, without_drafts
from baocao.model.submission import State
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
OTHER = "data/units/xa-hai/2025-11.yaml"
HEAD = "don_vi: xa-hai\nky: 2025-11\n"


def who_reported(sandbox: Sandbox) -> Expected:
    workspace = sandbox.load().workspaces[0]
    return expected_reporters(workspace, workspace.definitions.directives["cd"])


def names_of(sandbox: Sandbox) -> tuple[list[str], list[str], list[str]]:
    """Return who reported, who of these with errors, and who did not."""
    who = who_reported(sandbox)
    reported, faulty, missing = (
        [unit.id for unit in units] for units in (who.reported, who.faulty, who.missing)
    )
    return reported, faulty, missing


@pytest.mark.parametrize("value", ["-", ">90%", "@x", "–", "…", "x", "mười", '"chưa đóng'])
def test_one_value_that_cannot_be_read_makes_a_report_with_errors(sandbox: Sandbox, value: str) -> None:
    sandbox.replace(FILE, "hs.truc_tuyen: 3.276", f"hs.truc_tuyen: {value}")
    assert names_of(sandbox) == (["xa-mot"], ["xa-mot"], ["xa-hai", "phuong-ba"])
    loaded = sandbox.load()
    entries = loaded.workspaces[0].submissions["xa-mot"].entries
    assert entries["hs.truc_tuyen"].state is State.UNREADABLE
    assert entries["hs.tiep_nhan"].state is State.GIVEN
    # One fault, one message: the unreadable figure is not missing too.
    assert len(loaded.problems) == 1
    assert [each.code for each in loaded.missing if each.unit == "xa-mot"] == []


def test_a_file_of_which_nothing_can_be_read_was_sent_with_errors(sandbox: Sandbox) -> None:
    sandbox.write(OTHER, b"\xff\xfe")
    assert names_of(sandbox) == (["xa-mot", "xa-hai"], ["xa-hai"], ["phuong-ba"])


def test_an_error_that_a_rule_finds_is_one_too(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "[@nq-1]", "[@nq-9]")
    assert names_of(sandbox)[1] == ["xa-mot"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# chưa có gì\n",
        HEAD,
        f"{HEAD}chi_tieu:\n  hs.tiep_nhan:\n",
        f"{HEAD}chi_tieu: {{hs.tiep_nhan: ~}}\nnoi_dung:\n",
        f"{HEAD}vuong_mac: {{cd: []}}\n",
        f"{HEAD}phat_hanh: {{cd: {{so: 5, ngay: 2025-11-14}}}}\n",
        f'{HEAD}chi_tieu:\nnhiem_vu: {{cd: {{"1": {{tien_do: hoan_thanh}}}}}}\n',
    ],
)
def test_who_says_nothing_of_its_own_has_not_reported(sandbox: Sandbox, text: str) -> None:
    sandbox.write(OTHER, text)
    assert names_of(sandbox)[0] == ["xa-mot"]
    missing = [each for each in sandbox.load().missing if each.unit == "xa-hai"]
    assert [each.code for each in missing] == ["BC701"]


@pytest.mark.parametrize(
    "text",
    [
        "chi_tieu: {hs.tiep_nhan: khong_phat_sinh, hs.truc_tuyen: khong_phat_sinh}\n",
        "chi_tieu: {hs.tiep_nhan: {chua_co: Chưa đối chiếu}}\n",
        "noi_dung: {cd: {I.1: Xã đã nhận hồ sơ.}}\n",
        'nhiem_vu: {cd: {"1": {tien_do: dang_thuc_hien}}}\n',
    ],
)
def test_who_says_anything_of_its_own_has(sandbox: Sandbox, text: str) -> None:
    sandbox.write(OTHER, HEAD + text)
    assert "xa-hai" in names_of(sandbox)[0]


def test_what_an_opened_file_carries_is_added_up_nowhere(sandbox: Sandbox) -> None:
    sandbox.write(OTHER, f'{HEAD}chi_tieu:\nnhiem_vu: {{cd: {{"1": {{tien_do: hoan_thanh}}}}}}\n')
    workspace = sandbox.load().workspaces[0]
    assert list(without_drafts(workspace).submissions) == ["xa-mot"]
    made = consolidate_directive(workspace, workspace.definitions.directives["cd"])
    assert [status.unit for status in made.statuses if status.progress] == ["xa-mot"]
