"""Who recorded lines of source files, as far as Git knows."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.disk.scratch import put_file, scratch_folder
from baocao.model.history import Commit
from baocao.model.place import Place
from baocao.pipeline.tracing.records import Origin
from baocao.source.git import (
    Blobs,
    Repository,
    committed_files,
    line_origins,
    open_repository,
    reading_blobs,
    resolve_revision,
    sole_commits,
)
from baocao.source.git_faults import GitError, NoContentError, NotTrackedError, UnknownRevisionError
from baocao.source.git_output import Blamed
from baocao.source.rewrites import NAME, listed_rewrites
from baocao.source.working_files import blob_id, earlier_lines, file_content, line_count

_MANY: Final = 16
"""From so many files on, Git is asked about several at once."""
_PROCESSES: Final = 4
_MOST_NAMES: Final = 64
"""Files of so many names are looked for in one log; a period has one name for all units."""
_AROUND: Final = 5
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SHALLOW: Final = (
    "Kho Git là bản sao nông: người ghi có thể là của commit cũ nhất còn giữ, không phải lần ghi đầu."
)


class _Recorded(NamedTuple):
    """What is recorded: the repository as of the commit that is checked out, if there is one.

    `kept` are the ids of contents by path, where so many files are asked about that one look tells most.
    """

    repository: Repository
    head: str
    blobs: Blobs
    kept: Mapping[str, str] = MappingProxyType({})

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

    def listed_rewrites(self) -> tuple[str, ...]:
        """Return the ids of commits that were recorded as mere rewrites, at the top and in the workspace.

        As of the commit that is checked out, so that the answer is the same wherever that is.
        """
        paths = {NAME, posixpath.normpath(f"{self.repository.prefix}{NAME}")}
        listed = (
            commit
            for path in sorted(paths)
            for commit in listed_rewrites(self._text_of(path)).commits
            if len(commit) == len(self.head)  # ids of the other kind are those of another repository
        )
        return tuple(dict.fromkeys(listed))

    def _text_of(self, path: str) -> str:
        try:
            return self.blobs.read_version(self.head, path).decode("utf-8", "replace") if self.head else ""
        except NoContentError:
            return ""


class _Asked(NamedTuple):
    """A file as it is asked about: its path in the repository, its lines, which they were when recorded."""

    path: str
    lines: Sequence[int]
    earlier: Mapping[int, int] = MappingProxyType({})
    fault: str = ""


def origins_of_places(
    root: Path, places: Sequence[Place]
) -> tuple[Mapping[Place, Origin], tuple[str, ...]]:
    """Return who recorded the lines at places, as far as that is known, and what limits the answer."""
    commits, limits = recorders_of(root, lines_by_file(places))
    return {place: commits[place.file][place.line] for place in places if commits}, limits


def lines_by_file(places: Iterable[Place]) -> dict[str, set[int]]:
    """Return the lines at places by file."""
    lines: dict[str, set[int]] = {}
    for place in places:
        lines.setdefault(place.file, set()).add(place.line)
    return lines


def recorders_of(
    root: Path, lines: Mapping[str, Iterable[int]]
) -> tuple[Mapping[str, Mapping[int, Origin]], tuple[str, ...]]:
    """Return the recorders of lines by file, paths being relative to `root`, and what limits the answer.

    Outside of any repository nothing is known.
    """
    if not lines:
        return {}, ()
    try:
        repository = open_repository(root)
        head = _head_commit(repository)
        with reading_blobs(repository) as blobs:
            known = _Recorded(repository, head, blobs, _kept_ids(repository, head, len(lines)))
            asked = [_asked_file(known, root, file, sorted(set(wanted))) for file, wanted in lines.items()]
            rewrites = known.listed_rewrites()
        sole = _sole_commits(repository, head, asked, rewrites)
    except GitError as error:
        return {}, (f"Không rõ ai ghi: {error}.",)
    with _written_list(rewrites) as skipped:
        ask = partial(_origins_of_file, _Asking(repository, head, skipped, sole))
        commits = dict(zip(lines, _origins_of_all(ask, asked), strict=True))
    return commits, (_SHALLOW,) if repository.is_shallow else ()


@contextmanager
def _written_list(commits: Sequence[str]) -> Iterator[Path | None]:
    """Give a file of ours that lists commits in the one form that Git reads; none where there are none."""
    if not commits:
        yield None
        return
    with scratch_folder() as folder:
        path = folder / "commits"
        put_file(path, "".join(f"{commit}\n" for commit in commits).encode())
        yield path


def _head_commit(repository: Repository) -> str:
    """Return the commit that is checked out; a new repository has none."""
    try:
        return resolve_revision(repository, "HEAD")
    except UnknownRevisionError:
        return ""


def _kept_ids(repository: Repository, head: str, many: int) -> Mapping[str, str]:
    """Return the ids of what Git has by path, if many files are asked about; contents are not looked at."""
    if not head or many < _MANY:
        return {}
    try:
        return {blob.path: blob.id for blob in committed_files(repository, head) if not blob.is_link}
    except GitError:  # what is wrong is told file by file
        return {}


def _asked_file(known: _Recorded, root: Path, file: str, lines: Sequence[int]) -> _Asked:
    """Return a file with what its lines were when they were recorded, or why nobody can say."""
    path = posixpath.normpath(f"{known.repository.prefix}{file}")
    data = file_content(root / file)
    if path in known.kept and known.kept[path] == blob_id(data, known.repository.contents.kind):
        last = line_count(data)
        return _Asked(path, lines, {line: line for line in lines if 1 <= line <= last})
    try:
        return _Asked(path, lines, earlier_lines(known.recorded_content(path), data))
    except (NotTrackedError, NoContentError) as error:
        return _Asked(path, lines, fault=str(error))


def _origins_of_all(
    ask: Callable[[_Asked], Mapping[int, Origin]], asked: Sequence[_Asked]
) -> Sequence[Mapping[int, Origin]]:
    """Return the recorders of lines by file, many files at once."""
    if len(asked) < _MANY:
        return [ask(file_asked) for file_asked in asked]
    # Threads, since all the waiting is for Git's processes.
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - rarely needed

    with ThreadPoolExecutor(_PROCESSES) as pool:
        return list(pool.map(ask, asked))


def _sole_commits(
    repository: Repository, head: str, asked: Sequence[_Asked], rewrites: Sequence[str]
) -> Mapping[str, Commit]:
    """Return by path the files that one commit alone wrote: of many files Git tells these at once."""
    names = {posixpath.basename(each.path) for each in asked if not each.fault}
    if len(asked) < _MANY or not names or len(names) > _MOST_NAMES:
        return {}
    try:
        sole = sole_commits(repository, head, names)
    except GitError:  # what is wrong is told file by file
        return {}
    return {path: commit for path, commit in sole.items() if commit.id not in rewrites}


class _Asking(NamedTuple):
    """What is asked of Git: `skipped` lists rewrites, `sole` are files that one commit alone wrote."""

    repository: Repository
    head: str
    skipped: Path | None
    sole: Mapping[str, Commit]


def _origins_of_file(asking: _Asking, asked: _Asked) -> dict[int, Origin]:
    if asked.fault:
        return dict.fromkeys(asked.lines, Origin(None, asked.fault))
    recorded = {line: asked.earlier[line] for line in asked.lines if line in asked.earlier}
    if sole := asking.sole.get(asked.path):
        return {line: _origin_of(sole if line in recorded else None) for line in asked.lines}
    try:
        commits = _commits_of_lines(
            asking.repository, asking.head, asked.path, sorted(set(recorded.values())), asking.skipped
        )
    except GitError as error:
        return dict.fromkeys(asked.lines, Origin(None, str(error)))
    return {line: _origin_of(commits.get(recorded.get(line, 0))) for line in asked.lines}


def _commits_of_lines(
    repository: Repository, head: str, path: str, lines: Sequence[int], skipped: Path | None
) -> Mapping[int, Commit | None]:
    """Return the commits that wrote lines, where a listed rewrite counts as if it had changed nothing.

    It is skipped only as far as it was one: a line whose numbers it changed is its own, whatever the list
    says, so that nobody's figure is told to be somebody else's.
    """
    origins = line_origins(repository, head, path, lines, skipped=skipped)
    commits = {line: origin.commit for line, origin in origins.items()}
    if skipped and (changed := _renumbered_lines(repository, head, path, origins)):
        plain = line_origins(repository, head, path, changed)
        commits |= {line: origin.commit for line, origin in plain.items()}
    return commits


def _renumbered_lines(
    repository: Repository, head: str, path: str, origins: Mapping[int, Blamed]
) -> list[int]:
    """Return the lines with a number that does not stand where they are told to come from."""
    changed: list[int] = []
    with reading_blobs(repository) as blobs:
        versions = {
            (commit, origin_path): _version_lines(blobs, commit, origin_path)
            for commit, origin_path in {
                (head, path),
                *((origin.commit.id, origin.path) for origin in origins.values() if origin.commit),
            }
        }
    for line, origin in origins.items():
        before = versions.get((origin.commit.id, origin.path)) if origin.commit else None
        now = versions[head, path]
        # A rewrite may lay a list out over several lines, or gather it on one.
        around = slice(max(origin.line - 1 - _AROUND, 0), origin.line + _AROUND)
        if before and now and not _numbers_of(now[line - 1 : line]) <= _numbers_of(before[around]):
            changed.append(line)
    return changed


def _version_lines(blobs: Blobs, commit: str, path: str) -> Sequence[str]:
    try:
        return blobs.read_version(commit, path).decode("utf-8", "replace").split("\n")
    except NoContentError:
        return ()


def _numbers_of(lines: Iterable[str]) -> set[str]:
    """Return the numbers in lines, however they are written: 3.781 is 3781, and 01 is 1."""
    found = (number for line in lines for number in _NUMBER.findall(line))
    plain = (number.replace(".", "") if _GROUPED.fullmatch(number) else number for number in found)
    return {number.lstrip("0") for number in plain}


def _origin_of(commit: Commit | None) -> Origin:
    return Origin(commit) if commit else Origin(None, "chưa commit")
