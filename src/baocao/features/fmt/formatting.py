"""`baocao fmt`: files of data in their canonical form."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from baocao.disk.writing import ChangedError
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.workspace import Config, SourceFile
from baocao.pipeline.guarding import (
    Tell,
    changed_problem,
    our_turn,
    replace_file,
    sweep_folder,
    tell_nobody,
    unwritable_problem,
)
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.reading import RefusedError
from baocao.source.canonical.rewriting import canonical_text, says_the_same
from baocao.source.config import read_config
from baocao.source.documents import top_mapping
from baocao.source.files import read_file
from baocao.source.inventory import RECORDS


class Rewritten(NamedTuple):
    """A file that is not canonical, and what it should be."""

    path: Path
    source: SourceFile
    text: str


class Formatting(NamedTuple):
    """What formatting would change, how many files are right, how many are left alone, and why.

    `sources` are those of the latter that could be read at all, by path.
    """

    rewritten: tuple[Rewritten, ...]
    right: int
    refused: int
    problems: tuple[Diagnostic, ...]
    sources: Mapping[str, SourceFile]


def data_files(root: Path) -> list[Path]:
    """Return the files of data inside the workspace `root`: directives, registry, profiles, reports."""
    config, _ = read_config(root)
    paths = [path for folder in _data_folders(config) for path in sorted(folder.glob("*.yaml"))]
    return [path for path in paths if path.is_file()]


def _data_folders(config: Config) -> Iterator[Path]:
    """Yield the folders of data; those that are shared with other workspaces belong to these."""
    for folder in (config.directives, config.units, *sorted(config.units.glob("*/"))):
        if Path(os.path.normpath(folder)).is_relative_to(config.root):
            yield folder


def formatting_of(root: Path, paths: Iterable[Path]) -> Formatting:
    """Return what the canonical form of `paths`, files inside of the workspace `root`, would change.

    A file that cannot be read, or whose meaning would not certainly stay, is left out, with its problems.
    """
    config, _ = read_config(root)
    layouts = Layouts(config)
    rewritten: list[Rewritten] = []
    problems: list[Diagnostic] = []
    sources: dict[str, SourceFile] = {}
    right = refused = 0
    for path in paths:
        if path.parent.name == RECORDS and path.parent.parent.parent == config.units:
            right += 1  # sealed to the letter
            continue
        source, faults = read_file(path, root)
        text = None
        if source is not None:
            text, faults = _canonical_or_why(source, layouts.layout_of(path))
        if faults:
            refused += 1
            problems += faults
            sources |= {source.path: source} if source else {}
        elif source is not None and text is not None:
            rewritten.append(Rewritten(path, source, text))
        else:
            right += 1
    return Formatting(tuple(rewritten), right, refused, tuple(problems), sources)


def _canonical_or_why(source: SourceFile, layout: Layout) -> tuple[str | None, list[Diagnostic]]:
    """Return the canonical text of a file, None if it has it; or why the file is to be left alone."""
    try:
        text = canonical_text(source, layout)
    except RefusedError:
        return None, top_mapping(source)[1] or [problem("BC840", source.start)]
    if text.encode() == source.data:
        return None, []
    # Proven, not trusted: a fault of the printer must never reach a file.
    return (text, []) if says_the_same(source, text, layout) else (None, [problem("BC840", source.start)])


def reformat_files(root: Path, paths: Iterable[Path], tell: Tell = tell_nobody) -> Formatting:
    """Put the canonical text in the place of `paths`; return what was done, and what could not be.

    Other commands that write sources wait until this one is done, as this one does for them.
    """
    chosen = list(paths)
    with our_turn(_lock_folder(root), "fmt", tell) as hindered:
        for folder in {path.parent for path in chosen}:
            sweep_folder(folder)
        # Read only now, with the lock: what another command has written meanwhile is what counts.
        formatted = formatting_of(root, chosen)
        told = [
            (rewritten, hindered or tuple(_replace_rewritten(rewritten)))
            for rewritten in formatted.rewritten
        ]
    failed = [(rewritten, problems) for rewritten, problems in told if problems]
    return formatted._replace(
        rewritten=tuple(rewritten for rewritten, problems in told if not problems),
        refused=formatted.refused + len(failed),
        problems=tuple(
            dict.fromkeys([*formatted.problems, *(fault for _, some in failed for fault in some)])
        ),
        sources={
            **formatted.sources,
            **{rewritten.source.path: rewritten.source for rewritten, _ in failed},
        },
    )


def _lock_folder(root: Path) -> Path:
    """Return the folder of which all have the lock who write sources of this workspace."""
    config, _ = read_config(root)
    folders = list(_data_folders(config))
    return config.units if config.units in folders else next(iter(folders), root)


def _replace_rewritten(rewritten: Rewritten) -> Iterator[Diagnostic]:
    """Replace one file; where it is a link, the file it leads to."""
    try:
        replace_file(rewritten.path, rewritten.text.encode(), rewritten.source.data)
    except ChangedError as error:
        yield changed_problem(error, rewritten.source.path, rewritten.source.data)
    except OSError as error:
        yield unwritable_problem(rewritten.source.path, error)
