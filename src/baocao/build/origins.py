"""Who recorded lines of source files, as far as Git knows."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from baocao.model.history import Commit
from baocao.model.trace import Origin
from baocao.source.git import Repository, line_commits, open_repository
from baocao.source.git_faults import GitError

_MANY: Final = 16
"""From so many files on, Git is asked about several at once."""
_PROCESSES: Final = 4
_SHALLOW: Final = (
    "Kho Git là bản sao nông: người ghi có thể là của commit cũ nhất còn giữ, không phải lần ghi đầu."
)


def origins(
    root: Path, lines: Mapping[str, Iterable[int]]
) -> tuple[Mapping[str, Mapping[int, Origin]], tuple[str, ...]]:
    """Return the recorders of lines by file, paths being relative to `root`, and what limits the answer.

    Outside of any repository nothing is known.
    """
    try:
        repository = open_repository(root)
    except GitError as error:
        return {}, (f"Không rõ ai ghi: {error}.",)
    commits = dict(zip(lines, _each(repository, lines), strict=True))
    return commits, (_SHALLOW,) if repository.is_shallow else ()


def _each(repository: Repository, lines: Mapping[str, Iterable[int]]) -> Sequence[Mapping[int, Origin]]:
    """Return the recorders of lines by file, many files at once."""

    def ask(item: tuple[str, Iterable[int]]) -> Mapping[int, Origin]:
        return _origins(repository, *item)

    if len(lines) < _MANY:
        return [ask(item) for item in lines.items()]
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - rarely needed

    with ThreadPoolExecutor(_PROCESSES) as pool:
        return list(pool.map(ask, lines.items()))


def _origins(repository: Repository, file: str, lines: Iterable[int]) -> dict[int, Origin]:
    path = PurePosixPath(repository.prefix) / file
    try:
        found = line_commits(repository, str(path), lines)
    except GitError as error:
        return dict.fromkeys(lines, Origin(None, str(error)))
    return {line: _origin(commit) for line, commit in found.items()}


def _origin(commit: Commit | None) -> Origin:
    return Origin(commit) if commit else Origin(None, "chưa commit")
