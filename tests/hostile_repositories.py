"""Workspaces that a stranger made to run commands on the machine of whoever opens them.

Every command of an attacker leaves a marker, a file of its own name outside of the workspace, and goes
on as the real one would. `live` tells with which call of plain Git each runs, so that a test can prove the
attack before it proves the defence.
"""

import os
import pty
import shlex
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from repositories import PLAIN, Repository
from support import SUBMISSION, Sandbox

REPORT: Final = "data/units/xa-mot/2025-11.yaml"
EARLIER: Final = "data/units/xa-mot/2025-10.yaml"
_ATTRIBUTES: Final = "2025-*.yaml filter=loc diff=so\n*.j2 filter=dai\nREADME.md diff=ngoai\n"
_HOOKS: Final = ("post-index-change", "reference-transaction", "post-checkout", "pre-commit", "pre-auto-gc")

Live = Callable[[Path], None]


class Markers:
    """The files that an attacker's commands leave, and the commands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True)

    def command(self, name: str, then: str = "cat") -> str:
        """Return a shell command that leaves the marker `name`, then does what `then` says."""
        return f"touch {shlex.quote(str(self._folder / name))}; {then}"

    def program(self, path: Path, name: str, then: str = "exit 1") -> None:
        """Write a program that does so."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{self.command(name, then)}\n", encoding="utf-8")
        path.chmod(0o755)

    @property
    def left(self) -> list[str]:
        """The names of the commands that ran."""
        return sorted(path.name for path in self._folder.iterdir())

    def clear(self) -> None:
        """Remove all markers."""
        for path in self._folder.iterdir():
            path.unlink()


class Hostile(NamedTuple):
    """A workspace as it came, where its Git folder lies, and how plain Git runs the commands in it."""

    root: Path
    git: Path
    markers: Markers
    live: Mapping[str, Live]


def _plain_git(*arguments: str, entry: str = "", terminal: bool = False) -> Live:
    """Return what runs Git as anybody would whose files were touched, whatever comes of it."""

    def look_at_changes(folder: Path) -> None:
        for path in (*folder.rglob("*.yaml"), *folder.rglob("*.j2")):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        ends = pty.openpty() if terminal else ()
        done = subprocess.Popen(
            ["git", "-c", "safe.bareRepository=all", *arguments],  # as before Git 3
            cwd=folder,
            env={**inherited, **PLAIN, "TERM": "xterm", "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.PIPE,
            stdout=ends[1] if ends else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        done.communicate(entry.encode(), timeout=60)
        for end in ends:
            os.close(end)

    return look_at_changes


_CHANGED: Final = _plain_git("diff", "HEAD", "--")
_SOME_CHANGED: Final = _plain_git("diff", "HEAD", "--", "README.md", "data")
_BASIC: Final[Mapping[str, Live]] = {
    "filter.clean": _CHANGED,
    "fsmonitor": _plain_git("status"),
    "hook": _plain_git("status"),
    "diff.external": _CHANGED,
    "textconv": _plain_git("log", "-p", "--"),
}
_MANY: Final[Mapping[str, Live]] = {
    **_BASIC,
    "hook": _plain_git("add", "README.md"),
    "filter.smudge": _plain_git("checkout", "HEAD~1", "--", REPORT),
    "filter.process": _CHANGED,
    "diff.external": _SOME_CHANGED,
    "filter.of.info": _CHANGED,
    "filter.of.attributesFile": _CHANGED,
    "diff.command": _SOME_CHANGED,
    "pager": _plain_git("log", terminal=True),
    "gpg": _plain_git("log"),
    "ssh": _plain_git("fetch", "ssh"),
    "proxy": _plain_git("fetch", "proxy"),
    "credential": _plain_git("credential", "fill", entry="protocol=https\nhost=x.example\n\n"),
    "alternateRefs": _plain_git("rev-list", "--alternate-refs"),
    "alias": _plain_git("mo"),
    "include": _plain_git("kem-theo"),
    "editor of config.worktree": _plain_git("tag", "--annotate", "x"),
}


def built_workspace(root: Path) -> Sandbox:
    """Make a workspace with two periods that were built, one of which was given out."""
    sandbox = Sandbox(root)
    sandbox.write(EARLIER, SUBMISSION.replace("2025-11", "2025-10").replace("3.781", "3.001"))
    sandbox.write("README.md", "Số liệu của tỉnh\n")
    sandbox.build()
    return sandbox


def _commit_versions(sandbox: Sandbox) -> Repository:
    """Commit the workspace twice, and change it once more."""
    repository = Repository(sandbox.root)
    sandbox.write(".gitattributes", _ATTRIBUTES)
    sandbox.write(".gitignore", "out/\n")
    repository.commit("2025-11-15 09:00")
    sandbox.replace(REPORT, "3.276", "3.277")
    repository.commit("2025-11-16 09:00")
    sandbox.replace(REPORT, "3.277", "3.278")
    sandbox.write("README.md", "Số liệu của tỉnh T\n")
    return repository


def _arm_repository(repository: Repository, markers: Markers, hooks: Path) -> None:
    """Set what runs whenever somebody looks at changes."""
    repository.git("config", "filter.loc.clean", markers.command("filter.clean"))
    repository.git("config", "filter.loc.smudge", markers.command("filter.smudge"))
    repository.git("config", "diff.so.textconv", markers.command("textconv"))
    repository.git("config", "diff.external", markers.command("diff.external", "true"))
    repository.git("config", "core.fsmonitor", markers.command("fsmonitor", "false"))
    for name in _HOOKS:
        markers.program(hooks / name, "hook", "exit 0")


def _arm_fully(repository: Repository, markers: Markers) -> None:
    """Set everything else that names a command."""
    folder = repository.folder / ".git"
    sign_commit(repository)
    settings = {
        "filter.dai.process": markers.command("filter.process", "exit 1"),
        "filter.tin.clean": markers.command("filter.of.info"),
        "filter.tep.clean": markers.command("filter.of.attributesFile"),
        "core.attributesFile": str(folder / "thuoc-tinh"),
        "diff.ngoai.command": markers.command("diff.command", "true"),
        "core.pager": markers.command("pager"),
        "log.showSignature": "true",
        "gpg.program": str(folder / "gpg"),
        "core.sshCommand": markers.command("ssh", "false"),
        "remote.ssh.url": "ssh://x.example/y",
        "core.gitProxy": str(folder / "proxy"),
        "remote.proxy.url": "git://x.example/y",
        "credential.helper": f"!{markers.command('credential', 'true')}",
        "core.alternateRefsCommand": markers.command("alternateRefs", "true"),
        "alias.mo": f"!{markers.command('alias', 'true')}",
        "include.path": "kem-theo",
        "extensions.worktreeConfig": "true",
        "protocol.allow": "always",
    }
    for name, value in settings.items():
        repository.git("config", name, value)
    markers.program(folder / "gpg", "gpg")
    markers.program(folder / "proxy", "proxy")
    (folder / "info" / "attributes").write_text("ho-so.yaml filter=tin\n", encoding="utf-8")
    (folder / "thuoc-tinh").write_text("cd.yaml filter=tep\n", encoding="utf-8")
    included = markers.command("include", "true")
    (folder / "kem-theo").write_text(f'[alias]\n\tkem-theo = "!{included}"\n', encoding="utf-8")
    editor = markers.command("editor of config.worktree", "true")
    (folder / "config.worktree").write_text(f'[core]\n\teditor = "{editor}"\n', encoding="utf-8")
    Repository(_made_folder(folder / "kho-khac")).commit("2025-11-01 08:00")
    (folder / "objects" / "info" / "alternates").write_text("../kho-khac/.git/objects\n", encoding="utf-8")


def sign_commit(repository: Repository) -> None:
    """Give the last commit a signature."""
    head, _, body = repository.git("cat-file", "commit", "HEAD").partition("\n\n")
    text = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n{body}"
    made = repository.folder / ".git" / "signed"
    made.write_text(text, encoding="utf-8")
    name = repository.git("hash-object", "-t", "commit", "-w", str(made)).strip()
    repository.git("update-ref", "HEAD", name)


def _unpack_elsewhere(root: Path, to: Path) -> Path:
    """Pack a folder and unpack it elsewhere, as somebody who got it by mail."""
    archive = shutil.make_archive(str(to / "gửi"), "tar", root)
    with tarfile.open(archive) as opened:
        opened.extractall(to / "nhận", filter="tar")
    return to / "nhận"


def armed_folder(folder: Path) -> Hostile:
    """A workspace whose `.git` came with it, in which every setting that can name a command does."""
    markers = Markers(folder / "dấu")
    repository = _commit_versions(built_workspace(folder / "tỉnh"))
    _arm_fully(repository, markers)
    _arm_repository(repository, markers, repository.folder / ".git" / "hooks")
    root = _unpack_elsewhere(repository.folder, folder)
    _repoint_settings(root / ".git" / "config", repository.folder, root)
    return Hostile(root, root / ".git", markers, _MANY)


def _repoint_settings(config: Path, made: Path, root: Path) -> None:
    """Let paths in the settings lead to where the folder came to lie."""
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(str(made), str(root)), encoding="utf-8")


def _promisor_clone(folder: Path, spoil: Callable[[Repository], None], live: Live) -> Hostile:
    markers = Markers(folder / "dấu")
    repository = _commit_versions(built_workspace(folder / "tỉnh"))
    markers.program(repository.folder / ".git" / "gọi", "fetch")
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "xa",
        "remote.xa.promisor": "true",
        "remote.xa.url": f"ext::{repository.folder / '.git' / 'gọi'}",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }
    for name, value in settings.items():
        repository.git("config", name, value)
    spoil(repository)
    root = _unpack_elsewhere(repository.folder, folder)
    _repoint_settings(root / ".git" / "config", repository.folder, root)
    return Hostile(root, root / ".git", markers, {"fetch": live})


def missing_contents(folder: Path) -> Hostile:
    """A workspace whose repository lacks contents, and would fetch them with a command."""

    def spoil(repository: Repository) -> None:
        for version in ("HEAD", "HEAD~1"):
            name = repository.git("rev-parse", f"{version}:{REPORT}").strip()
            (repository.folder / ".git" / "objects" / name[:2] / name[2:]).unlink()

    return _promisor_clone(folder, spoil, _plain_git("cat-file", "-p", f"HEAD:{REPORT}"))


def missing_commits(folder: Path) -> Hostile:
    """A workspace with a branch of which there is only the name."""

    def spoil(repository: Repository) -> None:
        (repository.folder / ".git" / "refs" / "heads" / "mất").write_text(f"{'1' * 40}\n")

    return _promisor_clone(folder, spoil, _plain_git("log", "mất"))


def embedded_repository(folder: Path, within: str = ".") -> Hostile:
    """A clone that holds a bare repository as files: no `.git` was sent, yet Git obeys its settings."""
    markers = Markers(folder / "dấu")
    outer = Repository(_made_folder(folder / "máy chủ"))
    root = outer.folder / "tỉnh"
    repository = _commit_versions(built_workspace(root))
    _arm_repository(repository, markers, root / ".git" / "hooks")
    repository.git("config", "core.worktree", os.path.relpath(root, root / within))
    for path in (root / ".git").iterdir():
        path.rename(root / within / path.name)
    (root / ".git").rmdir()
    (root / within / "refs" / "tags" / "giữ").write_text("")
    outer.commit("2025-11-17 08:00")
    clone = outer.clone(folder / "bản sao").folder / "tỉnh"
    live = {name: _within_part(within, call) for name, call in _BASIC.items()}
    return Hostile(clone, clone.parent / ".git", markers, live)


def _made_folder(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _within_part(part: str, call: Live) -> Live:
    return lambda folder: call(folder / part)


def embedded_in_units(folder: Path) -> Hostile:
    """The same in the folder of units, which `status` asks about."""
    return embedded_repository(folder, "data/units")


def redirected_workspace(folder: Path) -> Hostile:
    """A workspace whose `.git` is a file that leads to a folder of data; hooks lie there too."""
    markers = Markers(folder / "dấu")
    repository = _commit_versions(built_workspace(folder / "tỉnh"))
    _arm_repository(repository, markers, repository.folder / "móc")
    repository.git("config", "core.hooksPath", "móc")
    (repository.folder / ".git").rename(repository.folder / "kho")
    (repository.folder / ".git").write_text("gitdir: kho\n", encoding="utf-8")
    root = _unpack_elsewhere(repository.folder, folder)
    return Hostile(root, root / "kho", markers, _BASIC)


def shared_workspace(folder: Path) -> Hostile:
    """A workspace whose `.git` takes settings, references and contents from a folder of data."""
    markers = Markers(folder / "dấu")
    repository = _commit_versions(built_workspace(folder / "tỉnh"))
    _arm_repository(repository, markers, repository.folder / ".git" / "hooks")
    own, common = repository.folder / ".git", repository.folder / "kho"
    own.rename(common)
    own.mkdir()
    for name in ("HEAD", "index"):
        (common / name).rename(own / name)
    (own / "commondir").write_text("../kho\n", encoding="utf-8")
    (common / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    root = _unpack_elsewhere(repository.folder, folder)
    return Hostile(root, root / ".git", markers, _BASIC)


def with_submodule(folder: Path) -> Hostile:
    """A workspace with another repository inside, whose settings are hostile."""
    markers = Markers(folder / "dấu")
    sandbox = built_workspace(folder / "tỉnh")
    inner = Repository(_made_folder(sandbox.root / "data" / "con"))
    inner.commit("2025-11-01 08:00")
    repository = Repository(sandbox.root)
    repository.git("-c", "advice.addEmbeddedRepo=false", "add", "data/con")
    _versions_of(repository, sandbox)
    inner.git("config", "core.fsmonitor", markers.command("fsmonitor", "false"))
    root = _unpack_elsewhere(sandbox.root, folder)
    return Hostile(root, root / ".git", markers, {"fsmonitor": _plain_git("status")})


def _versions_of(repository: Repository, sandbox: Sandbox) -> None:
    repository.commit("2025-11-15 09:00")
    sandbox.replace(REPORT, "3.276", "3.277")


ATTACKS: Final[tuple[Callable[[Path], Hostile], ...]] = (
    armed_folder,
    missing_contents,
    missing_commits,
    embedded_repository,
    embedded_in_units,
    redirected_workspace,
    shared_workspace,
    with_submodule,
)
"""Every way in which a workspace came to its victim."""
