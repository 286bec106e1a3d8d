"""The one door to Git: reads history and contents of a repository, and never writes or runs hooks."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final, NamedTuple

from baocao.model.history import Blob, Change, Commit
from baocao.model.seal import Kept
from baocao.source import git_output
from baocao.source.git_faults import (
    EmbeddedError,
    FailedError,
    MisledError,
    NoContentError,
    NoFileError,
    NoMainBranchError,
    SilentError,
    UnknownRevisionError,
)
from baocao.source.git_process import Contents, ask_git, await_answer, read_git, start_git
from baocao.source.working_files import blob_id, kept_content, says_the_same

LINK: Final = "120000"
"""The mode of symbolic links in a tree."""
_SHORT: Final = 12
"""As many digits name a commit."""
USUAL_BRANCHES: Final = ("main", "master")
_GLOB: Final = re.compile(r"[*?\[\]\\]")
_ESCAPED: Final = r"\\\g<0>"
_SERVER: Final = "refs/remotes/origin/"
_MAIL_MAP: Final = ".mailmap"
_LONGEST_LINE: Final = 4096
_ID: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NAME: Final = re.compile(r"(?:[^~^:@]|@(?!\{)|@\{[^}]*\})+")
"""A name of a version, with what reflogs and settings know of it: main, main@{1}, @{upstream}."""
_MOST_BYTES: Final = 64_000_000
"""No file of a workspace is larger; what is, is not held in memory."""
_PLACES: Final = (
    "--is-shallow-repository", "--show-object-format", "--show-toplevel", "--show-prefix",
    "--path-format=absolute", "--git-dir", "--git-common-dir",
)  # fmt: skip
_LOG: Final = (
    "--encoding=UTF-8", "--no-color", "--no-decorate", "--no-ext-diff", "--no-textconv", "--no-relative",
)  # fmt: skip


class Repository(NamedTuple):
    """A repository: its top folder, the folder asked about as a path in it ('du-lieu/'), its depth."""

    top: Path
    prefix: str
    is_shallow: bool
    contents: Contents


class Branch(NamedTuple):
    """The main branch: the name that people know, and its latest commit."""

    name: str
    tip: str


def open_repository(folder: Path) -> Repository:
    """Return the repository around `folder`; raises NoGitError, NoRepositoryError or MisledError."""
    # All places in one question: starting Git takes longer than any of its answers.
    told = _decoded_text(ask_git(folder, "rev-parse", *_PLACES)).split("\n")[:-1]
    if len(told) != len(_PLACES) - 1:
        raise MisledError  # a name with a line break
    shallow, kind, top, prefix, place, common = told
    _check_place(Path(top), Path(place))
    _refuse_pipes(Path(common))
    return Repository(Path(top), prefix, shallow == "true", Contents(Path(common), kind))


def _check_place(top: Path, place: Path) -> None:
    """See that a repository is that of its working tree: what `.git` there is, or leads to.

    Otherwise it lies among the data, or has settings that lead to the files of others.
    """
    if place.name != ".git" and not (top / ".git").exists():
        raise EmbeddedError(str(place))
    try:
        if not _led_to(top / ".git").samefile(place):
            raise MisledError
    except (OSError, ValueError):
        raise MisledError from None


def _refuse_pipes(common: Path) -> None:
    """See that of what Git opens for every question nothing is a pipe, for which it would wait."""
    objects = common / "objects"
    for folder in (objects / "info", objects / "pack"):
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            for entry in entries:
                if not (entry.is_file() or entry.is_dir()) and os.path.exists(entry.path):  # noqa: PTH110
                    raise NoFileError(entry.path)
    shallow = common / "shallow"
    if shallow.exists() and not shallow.is_file():
        raise NoFileError(str(shallow))


def _led_to(mark: Path) -> Path:
    """Return where `.git` leads: in further working trees and submodules it is a file that says so."""
    if not mark.is_file():
        return mark
    with mark.open("rb") as file:
        line = file.read(_LONGEST_LINE).decode("utf-8", "surrogateescape")
    return mark.parent / line.removeprefix("gitdir:").strip()


def resolve_revision(repository: Repository, revision: str) -> str:
    """Return the id of the commit that `revision` names; raises UnknownRevisionError."""
    name = _name_part(revision)
    # A name that begins with a hyphen would be an option.
    if not name or name.startswith("-") or "\0" in revision:
        raise UnknownRevisionError(revision)
    quietly = ("rev-parse", "--verify", "--quiet")
    try:
        start = ask_git(repository.top, *quietly, name).decode().strip()
        return (
            _read_contents(repository, *quietly, f"{start}{revision[len(name) :]}^{{commit}}")
            .decode()
            .strip()
        )
    except FailedError:
        raise UnknownRevisionError(revision) from None


def _name_part(revision: str) -> str:
    """Return the part that is a name, of HEAD in HEAD~1: steps from there are taken in contents alone.

    For a commit that is missing Git would run what the repository names to fetch it, before 2.39.4.
    """
    match = _NAME.match(revision)
    return match[0] if match else ""


def _commit_id(repository: Repository, revision: str) -> str:
    """Return the id of a commit that may be named by it: names are not known where contents are read."""
    return revision if _ID.fullmatch(revision) else resolve_revision(repository, revision)


def _read_contents(repository: Repository, *arguments: str, entry: bytes = b"") -> bytes:
    return read_git(repository.top, repository.contents, *arguments, entry=entry)


def main_branch(repository: Repository, wanted: str = "") -> Branch:
    """Return the branch `wanted`, else that of the server, else main or master.

    A branch is here and on the server; the one that holds the other counts, the server's if neither does.
    Raises NoMainBranchError.
    """
    refs, served = _branch_refs(repository)
    names = (wanted,) if wanted else (served, *USUAL_BRANCHES)
    for name in filter(None, names):
        here, there = refs.get(f"refs/heads/{name}", ""), refs.get(f"{_SERVER}{name}", "")
        if here or there:
            ahead = not there or (here and _contains_commit(repository, here, there))
            return Branch(name, here) if ahead else Branch(f"origin/{name}", there)
    raise NoMainBranchError(wanted)


def _branch_refs(repository: Repository) -> tuple[dict[str, str], str]:
    """Return the commits of branches by name, and the name of the branch that is the server's HEAD."""
    form = "--format=%(refname)%00%(objectname)%00%(symref)"
    output = _decoded_text(
        ask_git(repository.top, "for-each-ref", form, "refs/heads", "refs/remotes/origin")
    )
    rows = [line.split("\0") for line in output.split("\n")[:-1]]
    served = next((symbolic for name, _, symbolic in rows if name == f"{_SERVER}HEAD"), "")
    return {name: commit for name, commit, _ in rows}, served.removeprefix(_SERVER)


def _contains_commit(repository: Repository, newer: str, older: str) -> bool:
    if newer == older:
        return True
    try:
        _read_contents(repository, "merge-base", "--is-ancestor", older, newer)
    except FailedError:
        return False
    return True


def branch_arrivals(repository: Repository, branch: Branch, name: str) -> tuple[Change, ...]:
    """Return the changes of all files called `name`, when they arrived on the branch, oldest first.

    What a merge brings arrives with the merge. A merge that only joins the branch with its copy on the
    server, as `git pull` makes, brings nothing: both of its lines are the main one.
    """
    shape = (*_LOG, f"--format={git_output.LOG_FORMAT}", "-z")
    merges = git_output.log_records(_read_contents(repository, "log", *shape, "--merges", branch.tip, "--"))
    own = (record for record in merges if git_output.joins_itself(record, branch.name))
    lines = [branch.tip, *(parent for record in own for parent in record.parents[1:])]
    # Only identical files are renames: a similar one is a new report, and must not inherit the old one's
    # day.
    what = ("--first-parent", "--date-order", "-m", "--name-status", "--find-renames=100%")
    tips = "\n".join(lines).encode()
    anywhere = f":(top,glob)**/{name}"
    output = _read_contents(repository, "log", *shape, *what, "--stdin", "--", anywhere, entry=tips)
    return git_output.log_changes(
        git_output.log_records(output), branch.name, shallow=repository.is_shallow
    )


def differing_paths(
    repository: Repository, branch: Branch, paths: Iterable[str], contents: "Blobs"
) -> frozenset[str]:
    """Return those of the paths whose files are not as the branch has them, or are gone."""
    there = {
        blob.path: blob for blob in committed_files(repository, branch.tip, repository.prefix.rstrip("/"))
    }
    return frozenset(
        path for path in paths if path in there and not _is_here(repository, there[path], contents)
    )


def _is_here(repository: Repository, blob: Blob, contents: "Blobs") -> bool:
    data = kept_content(repository.top / blob.path)
    if blob_id(data, repository.contents.kind) == blob.id:
        return True
    try:
        return bool(data) and says_the_same(contents.read(blob.id), data)
    except NoContentError:
        return False


def committed_files(repository: Repository, commit: str, folder: str = "") -> tuple[Blob, ...]:
    """Return the files that a commit has under `folder`, a path in the repository."""
    wanted = ("--", folder) if folder else ()
    shape = ("--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree")
    return git_output.tree_blobs(
        _read_contents(repository, *shape, _commit_id(repository, commit), *wanted), link=LINK
    )


def staged_files(repository: Repository) -> tuple[tuple[Blob, ...], frozenset[str]]:
    """Return the files of the index, and the paths of those that an unfinished merge left undecided."""
    return git_output.staged_blobs(
        ask_git(repository.top, "ls-files", "--stage", "-z", "--full-name"), link=LINK
    )


def revision_names(repository: Repository) -> tuple[str, ...]:
    """Return the names of branches and tags."""
    output = ask_git(repository.top, "for-each-ref", "--format=%(refname:short)")
    return tuple(_decoded_text(output).split("\n")[:-1])


def fork_point(repository: Repository, one: str, other: str) -> str:
    """Return the latest commit that two commits have in common; raises UnknownRevisionError without one."""
    try:
        return _read_contents(repository, "merge-base", one, other).decode().strip()
    except FailedError:
        raise UnknownRevisionError(f"{one[:_SHORT]}...{other[:_SHORT]}") from None


def line_origins(
    repository: Repository, commit: str, path: str, lines: Iterable[int], *, skipped: Path | None = None
) -> dict[int, git_output.Blamed]:
    """Return where each of some lines of a file comes from, as `commit` has it.

    `skipped` is a file of ours with full ids of commits that count as if they had changed nothing.
    """
    wanted = sorted(set(lines))
    ranges = [part for line in wanted for part in ("-L", f"{line},{line}")]
    if not wanted:
        return {}
    names = ("-c", f"mailmap.blob={commit}:{_MAIL_MAP}", "-c", "core.quotePath=false")
    shape = ["--porcelain", "--no-textconv", "--encoding=UTF-8"]
    shape += ["--ignore-revs-file", str(skipped)] if skipped else []
    output = _read_contents(repository, *names, "blame", *shape, *ranges, commit, "--", path)
    return dict(zip(wanted, git_output.blamed_lines(output), strict=True))


def sole_commits(repository: Repository, commit: str, names: Iterable[str]) -> Mapping[str, Commit]:
    """Return by path the files with some names that one commit alone wrote, up to `commit`.

    All their lines are of that commit, as `line_origins` would tell, file by file. Of a merge only that
    counts in which it differs from all of its parents, as blame passes on what one of them has.
    """
    settings = ("-c", f"mailmap.blob={commit}:{_MAIL_MAP}")
    shape = (*_LOG, f"--format={git_output.TOUCHED_FORMAT}", "-z")
    what = ("--full-history", "--full-diff", "-c", "--name-status", "--no-renames", "--no-notes")
    patterns = [f":(top,glob)**/{_GLOB.sub(_ESCAPED, name)}" for name in sorted(set(names))]
    output = _read_contents(repository, *settings, "log", *shape, *what, commit, "--", *patterns)
    return git_output.sole_commits(output)


def commit_adding(repository: Repository, path: str) -> Commit | None:
    """Return the commit with which a file came that is there now, or None if it is not committed."""
    return _last_commit(repository, "HEAD", path, "--no-renames", "--diff-filter=A")


def kept_versions(repository: Repository, folder: str, name: str) -> Mapping[str, Kept]:
    """Return what the history of HEAD keeps of files that are written once, by path under `folder`.

    `name` is a pattern of paths under `folder`, itself a path in the repository ('du-lieu/'). Nothing of it
    is simplified: a merge that dropped a file must not hide that it was there.
    """
    shape = (*_LOG, f"--format={git_output.KEPT_FORMAT}", "-z")
    what = ("--topo-order", "--full-history", "-m", "--raw", "--no-abbrev", "--no-renames")
    pattern = f":(top,glob){_GLOB.sub(_ESCAPED, folder)}{name}"
    try:
        head = resolve_revision(repository, "HEAD")
    except UnknownRevisionError:  # nothing was ever committed
        return {}
    output = _read_contents(repository, "log", *shape, *what, head, "--", pattern)
    versions = git_output.kept_files(output, link=LINK)
    return {path.removeprefix(folder): version for path, version in versions.items()}


def commit_of_content(repository: Repository, path: str, blob: str) -> Commit | None:
    """Return the commit that first gave a file this content, or None if no commit has."""
    shape = ("log", *_LOG, f"--format={git_output.COMMIT_FORMAT}", f"--find-object={blob}")
    head = resolve_revision(repository, "HEAD")
    output = _read_contents(repository, "--literal-pathspecs", *shape, head, "--", path)
    return git_output.printed_commit(output.rstrip(b"\n").rpartition(b"\n")[2])


def commit_of_folder(repository: Repository) -> Commit | None:
    """Return the last commit that touched the folder asked about; None where nothing of it is recorded."""
    try:
        return _last_commit(repository, "HEAD", repository.prefix or ".")
    except UnknownRevisionError:
        return None


def last_commit(repository: Repository, path: str, commit: str) -> Commit | None:
    """Return the last commit up to `commit` that touched a file, or None if there is none."""
    return _last_commit(repository, commit, path)


def _last_commit(repository: Repository, revision: str, path: str, *what: str) -> Commit | None:
    shape = ("log", *_LOG, f"--format={git_output.COMMIT_FORMAT}", "-1", *what)
    commit = _commit_id(repository, revision)
    return git_output.printed_commit(
        _read_contents(repository, "--literal-pathspecs", *shape, commit, "--", path)
    )


class Blobs:
    """Contents of a repository by id, read through one process; made by `reading_blobs`."""

    def __init__(self, entry: IO[bytes], exit_: IO[bytes]) -> None:
        self._entry = entry
        self._exit = exit_

    def read(self, blob: str) -> bytes:
        """Return the content with the id `blob`; raises NoContentError if there is none."""
        if not blob.isalnum():
            raise NoContentError(blob)
        return self._read_object(blob)

    def read_version(self, commit: str, path: str) -> bytes:
        """Return a file as a commit has it; raises NoContentError if there is none."""
        if not commit.isalnum() or "\n" in path:
            raise NoContentError(path)
        return self._read_object(f"{commit}:{path}")

    def _read_object(self, wanted: str) -> bytes:
        try:
            self._entry.write(f"{wanted}\n".encode("utf-8", "surrogateescape"))
            self._entry.flush()
        # What cannot be asked is not there, even where Git has just ended: whoever asked tells of one
        # fault.
        except OSError:
            raise NoContentError(wanted) from None
        await_answer(self._exit)
        head = self._exit.readline().split()
        if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 - id, type, size
            raise NoContentError(wanted)
        size = int(head[2])
        content = self._next_content(size)
        if head[1] != b"blob" or content is None or len(content) != size:
            raise NoContentError(wanted)
        return content

    def _next_content(self, size: int) -> bytes | None:
        """Return the next content, None where it is too large; either way it is passed."""
        content = self._exit.read(size) if size <= _MOST_BYTES else None
        left = 0 if content is not None else size
        while left and (part := self._exit.read(min(left, _MOST_BYTES))):
            left -= len(part)
        # Behind every content Git writes a line end of its own.
        self._exit.read(1)
        return content


@contextmanager
def reading_blobs(repository: Repository) -> Iterator[Blobs]:
    """Open the process that `Blobs` reads through, and end it afterwards."""
    try:
        with start_git(repository.top, repository.contents, "cat-file", "--batch") as process:
            if process.stdin is None or process.stdout is None:
                raise FailedError
            try:
                yield Blobs(process.stdin, process.stdout)
            except SilentError:
                process.kill()
                raise
    except BrokenPipeError:  # Git ended, be it killed
        raise FailedError from None


def _decoded_text(output: bytes) -> str:
    """Return what Git says as text; names that are no UTF-8 keep their bytes."""
    return output.decode("utf-8", "surrogateescape")
