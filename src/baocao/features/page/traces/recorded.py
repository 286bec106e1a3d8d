"""Which commit recorded the lines behind the figures of a page, by file; never who made it."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from baocao.features.page.traces.figures import UnitTraces
from baocao.features.page.traces.packing import Numbered
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.pipeline.tracing.origins import lines_by_file, recorders_of
from baocao.pipeline.tracing.records import Origin
from baocao.pipeline.tracing.words import dated_commit
from baocao.source.git import committed_files, open_repository
from baocao.source.git_faults import GitError
from baocao.source.working_files import blob_id
from baocao.vietnamese.visible import visible_text


class Recorded(NamedTuple):
    """What Git knows: by file from which line on lines have which origin, the origins in words, limits.

    `commits` are the same as Git tells it.
    """

    by_file: Mapping[str, str]
    origins: list[str]
    limits: tuple[str, ...]
    commits: Mapping[str, Mapping[int, Origin]]

    def origin_of(self, place: Place) -> str:
        """Return who recorded the line at a place, in words."""
        known = self.commits.get(place.file, {}).get(place.line)
        return visible_text(dated_commit(known)) if known else ""


def recorded_lines(root: Path, places: Iterable[Place]) -> Recorded:
    """Return who recorded the lines at places."""
    known, limits = recorders_of(root, lines_by_file(places))
    numbered: Numbered[str] = Numbered()
    by_file = {file: _runs_of(origins, numbered) for file, origins in known.items()}
    return Recorded(by_file, numbered.listed(), limits, known)


def places_of(row: UnitTraces) -> Iterator[Place]:
    """Yield the lines behind the figures of a unit."""
    yield from filter(None, row.places)
    yield from (reason[1] for reason in row.reasons if reason and reason[1])
    for figure in row.figures:
        yield from (each.entry.at for each in figure.readings if each.entry.at)


def _runs_of(origins: Mapping[int, Origin], numbered: Numbered[str]) -> str:
    """Return '1:0 12:3': from line 1 on origin 0, from line 12 on origin 3, as far as lines were asked."""
    runs: list[str] = []
    last = -1
    for line in sorted(origins):
        number = numbered.number_of(visible_text(dated_commit(origins[line])))
        if number != last:
            runs.append(f"{line}:{number}")
        last = number
    return " ".join(runs)


def files_as_committed(root: Path, commit: str, files: Sequence[SourceFile]) -> frozenset[str]:
    """Return the files that are here as a commit has them, so that their lines are those of Git."""
    try:
        repository = open_repository(root)
        kept = {blob.path: blob.id for blob in committed_files(repository, commit)}
    except GitError:
        return frozenset()
    kind = repository.contents.kind
    return frozenset(
        file.path
        for file in files
        if kept.get(path_in_repository(repository.prefix, file.path)) == blob_id(file.data, kind)
    )


def path_in_repository(prefix: str, path: str) -> str:
    """Return the path of a file from the top of its repository, which it may not lead out of."""
    return posixpath.normpath(f"/{prefix}{path}").lstrip("/")
