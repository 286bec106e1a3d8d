"""Trees that Git would not make, as a stranger's repository may hold: nothing is written elsewhere."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from baocao.features.diff.comparing_versions import compare_versions
from baocao.features.diff.side import Narrowing
from baocao.features.issue.issuing import Call, issue_document
from baocao.features.verify.verifying import verify_period
from baocao.pipeline.plan import Scope
from baocao.source import git
from baocao.source.git_output import is_plain
from repositories import Repository
from support import Sandbox, period_of

PERIOD: Final = period_of("2025-11")
FILE: Final = "100644"
LINK: Final = "120000"
FOLDER: Final = "040000"


class Entry(NamedTuple):
    """An entry of a tree: its mode, name and what it holds."""

    mode: str
    name: str
    id: str


class Forged:
    """A workspace whose document was given out, with a last commit of which any entry can be added."""

    def __init__(self, sandbox: Sandbox) -> None:
        call = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))
        assert issue_document(sandbox.root, sandbox.out, PERIOD, call, lambda *_: None).issued
        sandbox.write(".gitignore", "out/\n")
        self.root = sandbox.root
        self.repository = Repository(sandbox.root)
        self.first = self.repository.commit("2025-11-15 09:00")

    def blob(self, text: str) -> str:
        return self._write("blob", text.encode())

    def tree(self, *entries: Entry) -> str:
        rows = (
            f"{each.mode.lstrip('0')} {each.name}\0".encode() + bytes.fromhex(each.id) for each in entries
        )
        return self._write("tree", b"".join(rows))

    def entries(self, version: str) -> list[Entry]:
        rows = (row.split("\t") for row in self.repository.git("ls-tree", version).splitlines())
        return [Entry(head.split()[0], name, head.split()[2]) for head, name in rows]

    def commit(self, *added: Entry, folder: str = "") -> str:
        """Commit the last version once more, with entries added to a folder, as its only commit."""
        changed = self.tree(*self.entries(f"{self.first}:{folder}"), *added)
        while folder:
            folder, _, name = folder.rpartition("/")
            kept = [each for each in self.entries(f"{self.first}:{folder}") if each.name != name]
            changed = self.tree(*kept, Entry(FOLDER, name, changed))
        made = self.repository.git("commit-tree", changed, "-m", "x").strip()
        self.repository.git("update-ref", "HEAD", made)
        return made

    def _write(self, kind: str, data: bytes) -> str:
        command = ["git", "hash-object", "-t", kind, "-w", "--literally", "--stdin"]
        done = subprocess.run(command, cwd=self.root, input=data, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def use(self) -> None:
        """Do whatever writes files of versions somewhere."""
        verify_period(self.root, self.root / "out", PERIOD, Scope(), lambda *_: None)
        for text in (f"{self.first}..HEAD", f"HEAD..{self.first}", "HEAD"):
            compare_versions(self.root, text, ("2025-11",), Narrowing())


@pytest.fixture
def forged(sandbox: Sandbox) -> Forged:
    return Forged(sandbox)


def test_a_path_that_leads_out_is_no_file_of_a_version(forged: Forged, tmp_path: Path) -> None:
    victim = tmp_path.parent / f"{tmp_path.name}-nạn nhân.yaml"
    up = "/".join([".."] * 12)
    evil = forged.blob("bị ghi đè: có\n")
    made = forged.commit(
        Entry(FILE, str(victim), evil),
        Entry(FILE, f"units/{up}{victim}", evil),
        Entry(FILE, f"units/./{up}{victim}", evil),
        Entry(FOLDER, "..", forged.tree(Entry(FILE, victim.name, evil))),
        folder="data",
    )
    listed = {blob.path for blob in git.committed_files(git.open_repository(forged.root), made)}
    assert listed == {
        blob.path for blob in git.committed_files(git.open_repository(forged.root), forged.first)
    }
    forged.use()
    assert not victim.exists()


@pytest.mark.parametrize("order", [1, -1])
def test_nothing_is_written_through_a_link(forged: Forged, tmp_path: Path, order: int) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-nơi khác"
    elsewhere.mkdir()
    evil = forged.blob("ma: evil\n")
    entries = [
        Entry(LINK, "x.yaml", forged.blob(str(elsewhere))),
        Entry(
            FOLDER,
            "x.yaml",
            forged.tree(Entry(FILE, "2025-11.yaml", evil), Entry(FILE, "ho-so.yaml", evil)),
        ),
    ]
    for folder in ("data/units", "data/directives"):
        forged.commit(*entries[::order], folder=folder)
        forged.use()
    assert list(elsewhere.iterdir()) == []


def test_a_file_and_a_folder_of_one_name_end_no_command(forged: Forged) -> None:
    evil = forged.blob("ma: evil\n")
    folder = Entry(FOLDER, "x.yaml", forged.tree(Entry(FILE, "2025-11.yaml", evil)))
    for entries in ([Entry(FILE, "x.yaml", evil), folder], [folder, Entry(FILE, "x.yaml", evil)]):
        forged.commit(*entries, folder="data/units")
        forged.use()


def test_a_name_that_no_system_can_have_ends_no_command(forged: Forged) -> None:
    forged.commit(Entry(FILE, f"{'x' * 300}.yaml", forged.blob("a: 1\n")), folder="data/directives")
    forged.use()


@pytest.mark.parametrize("path", ["a", "a/b.yaml", "..a", "a..", "Xã Một/…", "a\\b", "c:d"])
def test_usual_paths_are_plain(path: str) -> None:
    assert is_plain(path, windows=False)


@pytest.mark.parametrize("path", ["", "/a", "a/", "a//b", "..", "a/../b", "./a", "a/."])
def test_paths_that_lead_elsewhere_are_not(path: str) -> None:
    assert not is_plain(path, windows=False)


@pytest.mark.parametrize("path", ["a\\..\\b", "\\\\server\\x", "c:d", "a:stream"])
def test_windows_reads_more_into_a_path(path: str) -> None:
    assert not is_plain(path, windows=True)
