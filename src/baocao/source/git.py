"""The one door to Git: reads history and contents of a repository, and never writes or runs hooks."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, NamedTuple

from baocao.model.history import Blob, Change, Commit
from baocao.model.seal import Kept
from baocao.source import git_output
from baocao.source.git_faults import (
    FailedError,
    NoContentError,
    NoGitError,
    NoMainBranchError,
    NoRepositoryError,
    NotTrackedError,
    UnknownRevisionError,
    failure,
    is_unknown,
)

LINK: Final = "120000"
"""The mode of symbolic links in a tree."""
_SHORT: Final = 12
"""As many digits name a commit."""
USUAL_BRANCHES: Final = ("main", "master")
_KEPT: Final = frozenset(
    {
        "GIT_EXEC_PATH",
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_COUNT",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
    }
    | {"GIT_CONFIG_SYSTEM", "GIT_DISCOVERY_ACROSS_FILESYSTEM"}
)
"""Settings of whoever runs the program; the others are those of a hook that may have started it."""
_GLOB: Final = re.compile(r"[*?\[\]\\]")
_ESCAPED: Final = r"\\\g<0>"
_OPTIONS: Final = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),  # would run a program
    *("-c", "log.showSignature=false"),  # would run gpg
    *("-c", "log.diffMerges=separate"),
    *("-c", "log.follow=false"),
    *("-c", "blame.ignoreRevsFile="),
)
"""What the settings of a user must not change."""


class Repository(NamedTuple):
    """A repository: its top folder, the folder asked about as a path in it ('du-lieu/'), its depth."""

    top: Path
    prefix: str
    is_shallow: bool


class Branch(NamedTuple):
    """The main branch: the name that people know, and its latest commit."""

    name: str
    tip: str


def open_repository(folder: Path) -> Repository:
    """Return the repository around `folder`; raises NoGitError or NoRepositoryError."""
    asked = ("--show-toplevel", "--show-prefix", "--is-shallow-repository")
    output = _git(folder, "rev-parse", *asked).decode("utf-8", "surrogateescape")
    top, prefix, shallow = output.split("\n")[:3]
    return Repository(Path(top), prefix, shallow == "true")


def resolve(repository: Repository, revision: str) -> str:
    """Return the id of the commit that `revision` names; raises UnknownRevisionError."""
    if not revision or revision.startswith("-") or "\0" in revision:
        raise UnknownRevisionError(revision)
    try:
        wanted = f"{revision}^{{commit}}"
        return _git(repository.top, "rev-parse", "--verify", "--quiet", wanted).decode().strip()
    except FailedError:
        raise UnknownRevisionError(revision) from None


def main_branch(repository: Repository, wanted: str = "") -> Branch:
    """Return the branch `wanted`, else that of the server, else main or master.

    A branch is here and on the server; the one that holds the other counts, the server's if neither does.
    Raises NoMainBranchError.
    """
    refs = _refs(repository)
    served = refs.pop("refs/remotes/origin/HEAD", "").removeprefix("refs/remotes/origin/")
    names = (wanted,) if wanted else (served, *USUAL_BRANCHES)
    for name in filter(None, names):
        here, there = refs.get(f"refs/heads/{name}", ""), refs.get(f"refs/remotes/origin/{name}", "")
        if here or there:
            ahead = not there or (here and _contains(repository, here, there))
            return Branch(name, here) if ahead else Branch(f"origin/{name}", there)
    raise NoMainBranchError(wanted)


def _refs(repository: Repository) -> dict[str, str]:
    """Return the commits of branches by name; the server's HEAD gives the name of its branch."""
    form = "--format=%(refname)%00%(objectname)%00%(symref)"
    output = _git(repository.top, "for-each-ref", form, "refs/heads", "refs/remotes/origin").decode()
    rows = (line.split("\0") for line in output.splitlines())
    return {name: symbolic or commit for name, commit, symbolic in rows}


def _contains(repository: Repository, newer: str, older: str) -> bool:
    if newer == older:
        return True
    try:
        _git(repository.top, "merge-base", "--is-ancestor", older, newer)
    except FailedError:
        return False
    return True


def arrivals(repository: Repository, branch: Branch, name: str) -> tuple[Change, ...]:
    """Return the changes of all files called `name`, when they arrived on the branch, oldest first.

    What a merge brings arrives with the merge. A merge that only joins the branch with its copy on the
    server, as `git pull` makes, brings nothing: both of its lines are the main one.
    """
    shape = (f"--format={git_output.LOG_FORMAT}", "--encoding=UTF-8", "--no-color", "-z")
    merges = git_output.records(_git(repository.top, "log", *shape, "--merges", branch.tip))
    own = (record for record in merges if git_output.joins_itself(record, branch.name))
    lines = [branch.tip, *(parent for record in own for parent in record.parents[1:])]
    what = ("--first-parent", "--date-order", "-m", "--name-status", "--find-renames=100%")
    tips = "\n".join(lines).encode()
    output = _git(repository.top, "log", *shape, *what, "--stdin", "--", _anywhere(name), entry=tips)
    return git_output.changes(git_output.records(output), branch.name, shallow=repository.is_shallow)


def differing(repository: Repository, branch: Branch, name: str) -> frozenset[str]:
    """Return the paths of files called `name` that are not as the branch has them."""
    what = ("--name-only", "-z", "--no-renames", "--no-color", "--ignore-submodules")
    output = _git(repository.top, "diff", *what, branch.tip, "--", _anywhere(name))
    return frozenset(filter(None, output.decode("utf-8", "surrogateescape").split("\0")))


def _anywhere(name: str) -> str:
    """Return what names all files called `name`, in any folder."""
    return f":(top,glob)**/{name}"


def files(repository: Repository, commit: str, folder: str = "") -> tuple[Blob, ...]:
    """Return the files that a commit has under `folder`, a path in the repository."""
    wanted = ("--", folder) if folder else ()
    output = _git(
        repository.top, "--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, *wanted
    )
    return git_output.blobs(output, link=LINK)


def staged(repository: Repository) -> tuple[tuple[Blob, ...], frozenset[str]]:
    """Return the files of the index, and the paths of those that an unfinished merge left undecided."""
    return git_output.staged(_git(repository.top, "ls-files", "--stage", "-z", "--full-name"), link=LINK)


def revision_names(repository: Repository) -> tuple[str, ...]:
    """Return the names of branches and tags."""
    output = _git(repository.top, "for-each-ref", "--format=%(refname:short)")
    return tuple(output.decode("utf-8", "surrogateescape").split("\n")[:-1])


def fork_point(repository: Repository, one: str, other: str) -> str:
    """Return the latest commit that two commits have in common; raises UnknownRevisionError without one."""
    try:
        return _git(repository.top, "merge-base", one, other).decode().strip()
    except FailedError:
        raise UnknownRevisionError(f"{one[:_SHORT]}...{other[:_SHORT]}") from None


def blame(repository: Repository, path: str, commit: str = "") -> tuple[Commit | None, ...]:
    """Return for each line of a file the commit that wrote it, as of `commit` or of the working tree.

    None is a line that is not committed yet.
    """
    wanted = (commit,) if commit else ()
    shape = ("--porcelain", "--no-textconv", "--encoding=UTF-8")
    return git_output.blamed(_git(repository.top, "blame", *shape, *wanted, "--", path))


def line_commits(repository: Repository, path: str, lines: Iterable[int]) -> dict[int, Commit | None]:
    """Return the commit that wrote each of some lines of a file in the working tree.

    None is a line that is not committed yet. Raises NotTrackedError for a file that Git does not know.
    """
    wanted = sorted(set(lines))
    ranges = [part for line in wanted for part in ("-L", f"{line},{line}")]
    shape = ("--porcelain", "--no-textconv", "--encoding=UTF-8")
    try:
        output = _git(repository.top, "blame", *shape, *ranges, "--", path)
    except FailedError as error:
        raise (NotTrackedError() if is_unknown(error) else error) from None
    return dict(zip(wanted, git_output.blamed(output), strict=True))


def added(repository: Repository, path: str) -> Commit | None:
    """Return the commit with which a file came that is there now, or None if it is not committed."""
    shape = (f"--format={git_output.COMMIT_FORMAT}", "--encoding=UTF-8", "--no-color", "-1")
    what = ("--no-renames", "--diff-filter=A")
    output = _git(repository.top, "--literal-pathspecs", "log", *shape, *what, "HEAD", "--", path)
    return git_output.commit(output)


def kept(repository: Repository, folder: str, name: str) -> Mapping[str, Kept]:
    """Return what the history of HEAD keeps of files that are written once, by path under `folder`.

    `name` is a pattern of paths under `folder`, itself a path in the repository ('du-lieu/'). Nothing of it
    is simplified: a merge that dropped a file must not hide that it was there.
    """
    shape = (f"--format={git_output.KEPT_FORMAT}", "--encoding=UTF-8", "--no-color", "-z")
    what = ("--topo-order", "--full-history", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff")
    pattern = f":(top,glob){_GLOB.sub(_ESCAPED, folder)}{name}"
    try:
        output = _git(repository.top, "log", *shape, *what, "HEAD", "--", pattern)
    except FailedError as error:
        if "bad revision 'HEAD'" in str(error):  # nothing was ever committed
            return {}
        raise
    found = git_output.kept(output, link=LINK)
    return {path.removeprefix(folder): each for path, each in found.items()}


def last_commit(repository: Repository, path: str, commit: str) -> Commit | None:
    """Return the last commit up to `commit` that touched a file, or None if there is none."""
    shape = (f"--format={git_output.COMMIT_FORMAT}", "--encoding=UTF-8", "--no-color", "-1")
    output = _git(repository.top, "--literal-pathspecs", "log", *shape, commit, "--", path)
    return git_output.commit(output)


class Blobs:
    """Contents of a repository by id, read through one process; made by `reading`."""

    def __init__(self, process: "subprocess.Popen[bytes]", entry: IO[bytes], exit_: IO[bytes]) -> None:
        self._process = process
        self._entry = entry
        self._exit = exit_

    def read(self, blob: str) -> bytes:
        """Return the content with the id `blob`; raises NoContentError if there is none."""
        if not blob.isalnum():
            raise NoContentError(blob)
        return self._read(blob)

    def version(self, commit: str, path: str) -> bytes:
        """Return a file as a commit has it; raises NoContentError if there is none."""
        if not commit.isalnum() or "\n" in path:
            raise NoContentError(path)
        return self._read(f"{commit}:{path}")

    def _read(self, blob: str) -> bytes:
        self._entry.write(f"{blob}\n".encode("utf-8", "surrogateescape"))
        self._entry.flush()
        head = self._exit.readline().split()
        if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 - id, type, size
            raise NoContentError(blob)
        content = self._exit.read(int(head[2]))
        self._exit.read(1)
        return content


@contextmanager
def reading(repository: Repository) -> Iterator[Blobs]:
    """Open the process that `Blobs` reads through, and end it afterwards."""
    pipe = subprocess.PIPE
    command = _command("cat-file", "--batch")
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed command
            command, cwd=repository.top, env=_environment(os.environ), stdin=pipe, stdout=pipe,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError:
        raise NoGitError from None
    with process:
        if process.stdin is None or process.stdout is None:
            raise FailedError
        yield Blobs(process, process.stdin, process.stdout)


def _git(folder: Path, *arguments: str, entry: bytes = b"") -> bytes:
    """Return what Git prints when it reads `entry`; raises the GitError that fits where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - the program decides what is run
            _command(*arguments),
            cwd=folder,
            env=_environment(os.environ),
            input=entry,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise (NoGitError if folder.is_dir() else NoRepositoryError) from None
    if done.returncode == 0:
        return done.stdout
    raise failure(done.stderr.decode("utf-8", "replace").strip())


def _command(*arguments: str) -> list[str]:
    return ["git", *_OPTIONS, *arguments]


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for Git: English, without locks, prompts and what a hook has set."""
    own = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")
    kept = {n: v for n, v in given.items() if not n.startswith("GIT_") or n in _KEPT or n.startswith(own)}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    return {**kept, **quiet, "LC_ALL": "C"}
