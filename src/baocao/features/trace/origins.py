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
    files,
    line_commits,
    open_repository,
    reading,
    resolve,
)
from baocao.source.git_faults import GitError, NoContentError, NotTrackedError, UnknownRevisionError
from baocao.source.working_files import content, earlier_lines

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

    def content(self, path: str) -> bytes:
        """Return a file as it was recorded last; raises NotTrackedError or NoContentError."""
        if not self.head:
            raise NotTrackedError
        try:
            return self.blobs.version(self.head, path)
        except NoContentError:
            if files(self.repository, self.head, path):
                raise
            raise NotTrackedError from None


class _Asked(NamedTuple):
    """A file as it is asked about: its path in the repository, its lines, which they were when recorded."""

    path: str
    lines: Sequence[int]
    earlier: Mapping[int, int] = MappingProxyType({})
    fault: str = ""


def origins(
    root: Path, lines: Mapping[str, Iterable[int]]
) -> tuple[Mapping[str, Mapping[int, Origin]], tuple[str, ...]]:
    """Return the recorders of lines by file, paths being relative to `root`, and what limits the answer.

    Outside of any repository nothing is known.
    """
    try:
        repository = open_repository(root)
        head = _head(repository)
        with reading(repository) as blobs:
            known = _Recorded(repository, head, blobs)
            asked = [_asked(known, root, file, sorted(set(wanted))) for file, wanted in lines.items()]
    except GitError as error:
        return {}, (f"Không rõ ai ghi: {error}.",)
    commits = dict(zip(lines, _each(repository, head, asked), strict=True))
    return commits, (_SHALLOW,) if repository.is_shallow else ()


def _head(repository: Repository) -> str:
    """Return the commit that is checked out; a new repository has none."""
    try:
        return resolve(repository, "HEAD")
    except UnknownRevisionError:
        return ""


def _asked(known: _Recorded, root: Path, file: str, lines: Sequence[int]) -> _Asked:
    """Return a file with what its lines were when they were recorded, or why nobody can say."""
    path = posixpath.normpath(f"{known.repository.prefix}{file}")
    try:
        return _Asked(path, lines, earlier_lines(known.content(path), content(root / file)))
    except (NotTrackedError, NoContentError) as error:
        return _Asked(path, lines, fault=str(error))


def _each(repository: Repository, head: str, asked: Sequence[_Asked]) -> Sequence[Mapping[int, Origin]]:
    """Return the recorders of lines by file, many files at once."""

    def ask(each: _Asked) -> Mapping[int, Origin]:
        return _origins(repository, head, each)

    if len(asked) < _MANY:
        return [ask(each) for each in asked]
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - rarely needed

    with ThreadPoolExecutor(_PROCESSES) as pool:
        return list(pool.map(ask, asked))


def _origins(repository: Repository, head: str, asked: _Asked) -> dict[int, Origin]:
    if asked.fault:
        return dict.fromkeys(asked.lines, Origin(None, asked.fault))
    recorded = {line: asked.earlier[line] for line in asked.lines if line in asked.earlier}
    try:
        found = line_commits(repository, head, asked.path, recorded.values())
    except GitError as error:
        return dict.fromkeys(asked.lines, Origin(None, str(error)))
    return {line: _origin(found.get(recorded.get(line, 0))) for line in asked.lines}


def _origin(commit: Commit | None) -> Origin:
    return Origin(commit) if commit else Origin(None, "chưa commit")
