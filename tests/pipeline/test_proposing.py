"""What is proposed is checked as if it were stored, and stored all at once or not at all."""

import os
import subprocess
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from baocao.disk.together import Undone, has_interrupted, undo_interrupted
from baocao.model.workspace import SourceFile
from baocao.pipeline.loading import load_checked
from baocao.pipeline.proposing import (
    Applied,
    Proposal,
    apply_proposals,
    check_proposals,
    proposed_workspaces,
)
from baocao.source.config import read_config
from baocao.source.files import read_file, relative_path
from baocao.source.workspace import load_definitions
from repositories import Repository
from support import SUBMISSION, Sandbox, period_of

MONTH = period_of("2025-11")
FIRST = "data/units/xa-mot/2025-11.yaml"
SECOND = "data/units/xa-hai/2025-11.yaml"
THIRD = "data/units/phuong-ba/2025-11.yaml"


def proposal(sandbox: Sandbox, name: str, text: str) -> Proposal:
    """Return a proposal of what a file is to hold."""
    path = sandbox.root / name
    before = read_file(path, sandbox.root)[0] if path.exists() else None
    units = load_definitions(read_config(sandbox.root)[0])[0].registry.units
    return Proposal(units[path.parent.name], path, before, SourceFile(name, text, text.encode()))


def report_of(unit: str, count: str = "5") -> str:
    return SUBMISSION.lstrip().replace("xa-mot", unit).replace("3.781", count).replace("3.276", "3")


def three_proposals(sandbox: Sandbox) -> list[Proposal]:
    """Return one change of a report, and two reports of units that have none."""
    return [proposal(sandbox, name, report_of(Path(name).parent.name)) for name in (FIRST, SECOND, THIRD)]


def contents(sandbox: Sandbox) -> dict[str, tuple[bytes, int]]:
    """Return every file and folder of the workspace, with its mode."""
    below = sorted(sandbox.root.rglob("*"))
    return {
        relative_path(path, sandbox.root): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mode,
        )
        for path in below
    }


def stored(applied: Applied) -> Applied:
    assert not applied.problems, [each.message for each in applied.problems]
    return applied


def test_all_are_stored(sandbox: Sandbox) -> None:
    (sandbox.root / FIRST).chmod(0o640)
    proposals = three_proposals(sandbox)
    applied = stored(apply_proposals(sandbox.root, proposals))
    assert applied.written == (FIRST, SECOND, THIRD)
    assert applied.created == (SECOND, THIRD)
    assert all((sandbox.root / each.after.path).read_bytes() == each.after.data for each in proposals)
    assert (sandbox.root / FIRST).stat().st_mode & 0o777 == 0o640
    assert not [path for path in sandbox.root.rglob(".*") if "dang-ghi" in path.name]


def test_what_changes_nothing_is_not_touched(sandbox: Sandbox) -> None:
    path = sandbox.root / FIRST
    os.utime(path, (1, 1))
    same = proposal(sandbox, FIRST, path.read_text("utf-8"))
    assert apply_proposals(sandbox.root, [same]) == Applied()
    assert path.stat().st_mtime == 1


@pytest.mark.sampled
@pytest.mark.parametrize("failing", ["link", "replace", "fsync", "mkdir"])
@pytest.mark.parametrize("at", range(1, 12))
def test_whatever_fails_all_is_as_before(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, failing: str, at: int
) -> None:
    proposals, before = three_proposals(sandbox), contents(sandbox)
    real, calls = getattr(os, failing), []

    def fails(*arguments: object, **named: object) -> object:
        calls.append(arguments)
        if len(calls) == at:
            raise OSError(28, os.strerror(28), str(arguments[0]))
        return real(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, failing, fails)
        applied = apply_proposals(sandbox.root, proposals)
    if len(calls) < at or not applied.problems:
        assert contents(sandbox).keys() >= {SECOND, THIRD}
        return
    assert [each.code for each in applied.problems] == ["BC801"]
    assert applied.written == ()
    assert contents(sandbox) == before


def test_a_file_that_somebody_saved_meanwhile_keeps_all_from_being_stored(sandbox: Sandbox) -> None:
    proposals = three_proposals(sandbox)
    sandbox.replace(FIRST, "3.276", "3.277")
    before = contents(sandbox)
    (told,) = apply_proposals(sandbox.root, proposals).problems
    assert (told.code, told.place and told.place.file, told.place and told.place.line) == (
        "BC806",
        FIRST,
        5,
    )
    assert contents(sandbox) == before


def test_a_report_that_appeared_meanwhile_is_not_replaced(sandbox: Sandbox) -> None:
    proposals = three_proposals(sandbox)
    sandbox.write(THIRD, report_of("phuong-ba", "6"))
    before = contents(sandbox)
    (told,) = apply_proposals(sandbox.root, proposals).problems
    assert told.code == "BC806"
    assert "vừa được người khác tạo" in told.message
    assert contents(sandbox) == before


def test_a_link_out_of_the_units_is_refused(sandbox: Sandbox) -> None:
    outside = sandbox.root / "ngoai.yaml"
    outside.write_text(report_of("xa-hai"), "utf-8")
    (sandbox.root / SECOND).parent.mkdir()
    (sandbox.root / SECOND).symlink_to(outside)
    before = contents(sandbox)
    (told,) = apply_proposals(sandbox.root, [proposal(sandbox, SECOND, report_of("xa-hai", "9"))]).problems
    assert told.code == "BC801"
    assert "liên kết dẫn ra ngoài" in told.message
    assert contents(sandbox) == before


def test_a_link_among_the_units_stays_one(sandbox: Sandbox) -> None:
    shared = sandbox.root / "data/units/xa-hai/chung.yaml"
    sandbox.write("data/units/xa-hai/chung.yaml", report_of("xa-hai"))
    (sandbox.root / SECOND).symlink_to(shared)
    stored(apply_proposals(sandbox.root, [proposal(sandbox, SECOND, report_of("xa-hai", "9"))]))
    assert (sandbox.root / SECOND).is_symlink()
    assert "hs.tiep_nhan: 9" in shared.read_text("utf-8")


def test_two_units_that_share_a_file_are_refused(sandbox: Sandbox) -> None:
    (sandbox.root / SECOND).parent.mkdir()
    (sandbox.root / SECOND).symlink_to(sandbox.root / FIRST)
    proposals = [proposal(sandbox, name, report_of("xa-mot", "9")) for name in (FIRST, SECOND)]
    before = contents(sandbox)
    (told,) = apply_proposals(sandbox.root, proposals).problems
    assert "dùng chung" in told.message
    assert contents(sandbox) == before


def _die_at_link(count: int) -> None:
    """Let this process be killed when it puts so many new files and one more in place."""
    real, done = os.link, list[str]()

    def dies(source: str, target: str) -> None:
        if not str(target).endswith(".cu"):
            if len(done) == count:
                os.kill(os.getpid(), 9)
            done.append(target)
        real(source, target)

    os.link = dies  # type: ignore[assignment]


def killed_while_storing(sandbox: Sandbox, proposals: Iterable[Proposal], moved: int) -> None:
    """Leave what a run leaves that was killed after it had put so many files in place."""
    program = os.fork()
    if program == 0:
        try:
            _die_at_link(moved)
            apply_proposals(sandbox.root, list(proposals))
        finally:
            os._exit(0)
    os.waitpid(program, 0)


@pytest.mark.parametrize("moved", [0, 1])
def test_what_a_killed_run_has_stored_is_taken_back_by_the_next(sandbox: Sandbox, moved: int) -> None:
    proposals, before = three_proposals(sandbox), contents(sandbox)
    killed_while_storing(sandbox, proposals, moved)
    assert has_interrupted(sandbox.root / "data/units")
    told = [each.code for each in load_checked(sandbox.root, MONTH).errors]
    assert told[0] == "BC730"
    said: list[str] = []
    assert apply_proposals(
        sandbox.root, [proposal(sandbox, THIRD, report_of("phuong-ba"))], said.append
    ).written
    assert said == [f"Lần nhập trước bị ngắt giữa chừng: đã trả {moved + 1} tệp về như trước khi nhập."]
    (sandbox.root / THIRD).unlink()
    (sandbox.root / THIRD).parent.rmdir()
    assert contents(sandbox) == before


def test_what_somebody_changed_since_a_kill_is_kept(sandbox: Sandbox) -> None:
    killed_while_storing(sandbox, three_proposals(sandbox), 1)
    sandbox.replace(FIRST, "hs.tiep_nhan: 5", "hs.tiep_nhan: 6")
    units = sandbox.root / "data/units"
    undone = undo_interrupted(units)
    assert undone == Undone((sandbox.root / SECOND,), (sandbox.root / FIRST,))
    assert "hs.tiep_nhan: 6" in (sandbox.root / FIRST).read_text("utf-8")
    assert not has_interrupted(units)


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"[" * 100_000,
        b'{"tep": 5}',
        b'{"tep": [{"tep": "../../ngoai.yaml", "moi": "%s", "cu": null}], "thu_muc": []}',
        b'{"tep": [{"tep": "/etc/passwd", "moi": "%s", "cu": null}], "thu_muc": []}',
        b'{"tep": [{"tep": "ra/ngoai.yaml", "moi": "%s", "cu": null}], "thu_muc": []}',
    ],
)
def test_a_journal_that_came_with_data_leads_nowhere(sandbox: Sandbox, journal: bytes) -> None:
    outside = sandbox.root / "ngoai.yaml"
    outside.write_bytes(b"giu: 1\n")
    (sandbox.root / "data/units/ra").symlink_to(sandbox.root)
    aside = sandbox.root / "data/units/.dang-ghi-abcdefgh"
    aside.mkdir()
    digest = sha256(b"giu: 1\n").hexdigest().encode()
    (aside / ".nhat-ky").write_bytes(journal.replace(b"%s", digest))
    os.utime(aside, (1, 1))
    assert undo_interrupted(sandbox.root / "data/units") == Undone()
    assert outside.read_bytes() == b"giu: 1\n"


def test_of_a_link_that_is_named_like_ours_only_the_link_goes(sandbox: Sandbox) -> None:
    outside = sandbox.root / "ngoai"
    outside.mkdir()
    for name in (".nhat-ky", ".danh-sach", "0.cu"):
        (outside / name).write_text("{}", "utf-8")
    link = sandbox.root / "data/units/.dang-ghi-abcdefgh"
    link.symlink_to(outside)
    os.utime(link, (1, 1), follow_symlinks=False)
    stored(apply_proposals(sandbox.root, three_proposals(sandbox)))
    assert not link.is_symlink()
    assert sorted(path.name for path in outside.iterdir()) == [".danh-sach", ".nhat-ky", "0.cu"]


def test_proposals_are_checked_as_if_they_were_stored(sandbox: Sandbox) -> None:
    proposals = three_proposals(sandbox)
    before = contents(sandbox)
    loaded = check_proposals(sandbox.root, MONTH, proposals)
    assert contents(sandbox) == before
    apply_proposals(sandbox.root, proposals)
    real = load_checked(sandbox.root, MONTH)
    assert loaded.workspaces[0].submissions == real.workspaces[0].submissions
    assert loaded.problems == real.problems
    assert loaded.owed == real.owed
    assert set(loaded.files) == set(real.files)


def test_what_is_wrong_with_a_proposal_is_told_at_its_line(sandbox: Sandbox) -> None:
    text = report_of("xa-hai", "ba nghìn")
    loaded = check_proposals(sandbox.root, MONTH, [proposal(sandbox, SECOND, text)])
    told = [each for each in loaded.errors if each.place and each.place.file == SECOND]
    assert [(each.code, each.place and each.place.line) for each in told] == [("BC208", 4)]


def test_both_sides_can_be_compared(sandbox: Sandbox) -> None:
    sides = proposed_workspaces(sandbox.root, MONTH, three_proposals(sandbox))
    assert set(sides.before.submissions) == {"xa-mot"}
    assert set(sides.after.submissions) == {"xa-mot", "xa-hai", "phuong-ba"}
    assert not sides.problems


def test_git_leads_back(sandbox: Sandbox) -> None:
    Repository(sandbox.root).commit("2025-11-18 08:00")
    before = contents(sandbox)
    applied = stored(apply_proposals(sandbox.root, three_proposals(sandbox)))
    assert (applied.restorable, applied.lost) == ((FIRST,), ())
    assert applied.created == (SECOND, THIRD)
    for command in (("restore", "--", *applied.restorable), ("clean", "-f", "--", *applied.created)):
        subprocess.run(["git", *command], cwd=sandbox.root, check=True, capture_output=True)
    now = {path: each for path, each in contents(sandbox).items() if not path.startswith(".git")}
    assert now.keys() - before.keys() <= {"data/units/xa-hai", "data/units/phuong-ba"}
    assert all(now[path] == each for path, each in before.items() if not path.startswith(".git"))


def test_what_git_was_never_given_has_no_way_back(sandbox: Sandbox) -> None:
    Repository(sandbox.root).commit("2025-11-18 08:00")
    sandbox.replace(FIRST, "3.276", "3.277")
    applied = stored(apply_proposals(sandbox.root, three_proposals(sandbox)))
    assert (applied.restorable, applied.lost) == ((), (FIRST,))
