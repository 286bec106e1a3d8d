"""Who recorded lines of source files, as far as Git knows."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.features.trace.records import Origin
from baocao.model.history import Commit
from baocao.source.git import (
    Blobs,
    Repository,
    committed_files,
    line_commits,
    open_repository,
    reading_blobs,
    resolve_revision,
)
from baocao.source.git_faults import GitError, NoContentError, NotTrackedError, UnknownRevisionError
from baocao.source.working_files import earlier_lines, file_content

_MANY: Final = 16
"""From so many files on, Git is asked about several at once."""
_PROCESSES: Final = 4
_SHALLOW: Final = (
    "Kho Git là bản sao nông: người ghi có thể là của commit cũ nhất còn giữ, không phải lần ghi đầu."
)


class _Recorded(NamedTuple):
    """What is recorded: the repository as of the commit that is checked out, if there is one."""

    repository: Repository
    head: str
    blobs: Blobs

    def recorded_content(self, path: str) -> bytes:
        """Return a file as it was recorded last; raises NotTrackedError or NoContentError."""
        if not self.head:
            raise NotTrackedError
        try:
            return self.blobs.read_version(self.head, path)
        except NoContentError:
            if committed_files(self.repository, self.head, path):
                raise
            raise NotTrackedError from None


class _Asked(NamedTuple):
    """A file as it is asked about: its path in the repository, its lines, which they were when recorded."""

    path: str
    lines: Sequence[int]
    earlier: Mapping[int, int] = MappingProxyType({})
    fault: str = ""


def recorders_of(
    root: Path, lines: Mapping[str, Iterable[int]]
) -> tuple[Mapping[str, Mapping[int, Origin]], tuple[str, ...]]:
    """Return the recorders of lines by file, paths being relative to `root`, and what limits the answer.

    Outside of any repository nothing is known.
    """
    try:
        repository = open_repository(root)
        head = _head_commit(repository)
        with reading_blobs(repository) as blobs:
            known = _Recorded(repository, head, blobs)
            asked = [_asked_file(known, root, file, sorted(set(wanted))) for file, wanted in lines.items()]
    except GitError as error:
        return {}, (f"Không rõ ai ghi: {error}.",)
    commits = dict(zip(lines, _origins_of_all(repository, head, asked), strict=True))
    return commits, (_SHALLOW,) if repository.is_shallow else ()


def _head_commit(repository: Repository) -> str:
    """Return the commit that is checked out; a new repository has none."""
    try:
        return resolve_revision(repository, "HEAD")
    except UnknownRevisionError:
        return ""


def _asked_file(known: _Recorded, root: Path, file: str, lines: Sequence[int]) -> _Asked:
    """Return a file with what its lines were when they were recorded, or why nobody can say."""
    path = posixpath.normpath(f"{known.repository.prefix}{file}")
    try:
        return _Asked(path, lines, earlier_lines(known.recorded_content(path), file_content(root / file)))
    except (NotTrackedError, NoContentError) as error:
        return _Asked(path, lines, fault=str(error))


def _origins_of_all(
    repository: Repository, head: str, asked: Sequence[_Asked]
) -> Sequence[Mapping[int, Origin]]:
    """Return the recorders of lines by file, many files at once."""

    def ask(file_asked: _Asked) -> Mapping[int, Origin]:
        return _origins_of_file(repository, head, file_asked)

    if len(asked) < _MANY:
        return [ask(file_asked) for file_asked in asked]
    # Threads, since all the waiting is for Git's processes.
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - rarely needed

    with ThreadPoolExecutor(_PROCESSES) as pool:
        return list(pool.map(ask, asked))


def _origins_of_file(repository: Repository, head: str, asked: _Asked) -> dict[int, Origin]:
    if asked.fault:
        return dict.fromkeys(asked.lines, Origin(None, asked.fault))
    recorded = {line: asked.earlier[line] for line in asked.lines if line in asked.earlier}
    try:
        commits = line_commits(repository, head, asked.path, recorded.values())
    except GitError as error:
        return dict.fromkeys(asked.lines, Origin(None, str(error)))
    return {line: _origin_of(commits.get(recorded.get(line, 0))) for line in asked.lines}


def _origin_of(commit: Commit | None) -> Origin:
    return Origin(commit) if commit else Origin(None, "chưa commit")
