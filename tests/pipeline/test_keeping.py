"""What was given out is replaced by nothing but itself."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from baocao.model.issuance import Issued
from baocao.model.place import Place
from baocao.model.workspace import Workspace
from baocao.pipeline.keeping import Kept, given_out, kept_entry, set_aside
from baocao.pipeline.manifest import Made
from support import Sandbox

NAME = "xa-mot_bao-cao_cd.docx"
ISSUED = Issued(
    "xa-mot", "2025-11", "cd", "bao-cao", "Báo cáo", 9, "/BC-UBND", date(2025, 11, 18), "",
    {NAME: sha256(b"1").hexdigest()}, {}, {}, Place("bản ghi.yaml", 2, 1),
)  # fmt: skip


def issued_workspace(sandbox: Sandbox) -> Workspace:
    return sandbox.load().workspaces[0]._replace(issued=(ISSUED,))


def made_file(data: bytes, *, draft: bool, name: str = NAME) -> Made:
    return Made(name, data, "Báo cáo", "xa-mot", "cd", "bao-cao", draft, {})


def test_the_same_bytes_keep_their_name(sandbox: Sandbox) -> None:
    same = made_file(b"1", draft=False)
    assert set_aside(issued_workspace(sandbox), [same]) == ([same], [])


def test_drafts_step_aside(sandbox: Sandbox) -> None:
    (kept,), problems = set_aside(issued_workspace(sandbox), [made_file(b"2", draft=True)])
    assert (kept.name, problems) == ("xa-mot_bao-cao_cd_du-thao.docx", [])


def test_another_official_file_is_left_out_with_a_note(sandbox: Sandbox) -> None:
    kept, (problem,) = set_aside(issued_workspace(sandbox), [made_file(b"2", draft=False)])
    assert (kept, problem.code, problem.unit) == ([], "BC882", "xa-mot")


def test_files_that_were_not_given_out_keep_their_names(sandbox: Sandbox) -> None:
    other = made_file(b"2", draft=True, name="xa-hai_bao-cao_cd.docx")
    assert set_aside(issued_workspace(sandbox), [other]) == ([other], [])


def test_an_entry_counts_with_the_hash_of_the_record(sandbox: Sandbox, tmp_path: Path) -> None:
    listed = {"tep": NAME, "sha256": sha256(b"1").hexdigest()}
    records = given_out(issued_workspace(sandbox))
    assert kept_entry(records, tmp_path, listed).is_given_out
    assert not kept_entry(records, tmp_path, {**listed, "sha256": "0" * 64}).is_given_out
    assert not kept_entry(records, tmp_path, {"tep": "khác.docx"}).is_given_out


def test_an_entry_counts_whatever_it_says_where_its_file_is_what_was_given_out(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    edited, records = {"tep": NAME, "sha256": "0" * 64}, given_out(issued_workspace(sandbox))
    (tmp_path / NAME).write_bytes(b"1")
    assert kept_entry(records, tmp_path, edited) == Kept(
        {**edited, "sha256": sha256(b"1").hexdigest()}, is_given_out=True
    )
    (tmp_path / NAME).write_bytes(b"2")
    assert kept_entry(records, tmp_path, edited) == Kept(edited)
