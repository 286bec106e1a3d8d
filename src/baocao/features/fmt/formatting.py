"""`baocao fmt`: files of data in their canonical form."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from baocao.disk.writing import ChangedError
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.workspace import Config, SourceFile
from baocao.pipeline.guarding import Tell, changed, our_turn, replace_file, silent, sweep, unwritable
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.reading import RefusedError
from baocao.source.canonical.rewriting import canonical, says_the_same
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
    found = [path for folder in _folders(config) for path in sorted(folder.glob("*.yaml"))]
    return [path for path in found if path.is_file()]


def _folders(config: Config) -> Iterator[Path]:
    """Yield the folders of data; those that are shared with other workspaces belong to these."""
    for folder in (config.directives, config.units, *sorted(config.units.glob("*/"))):
        if Path(os.path.normpath(folder)).is_relative_to(config.root):
            yield folder


def formatting(root: Path, paths: Iterable[Path]) -> Formatting:
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
        source, found = read_file(path, root)
        text = None
        if source is not None:
            text, found = _canonical(source, layouts.of(path))
        if found:
            refused += 1
            problems += found
            sources |= {source.path: source} if source else {}
        elif source is not None and text is not None:
            rewritten.append(Rewritten(path, source, text))
        else:
            right += 1
    return Formatting(tuple(rewritten), right, refused, tuple(problems), sources)


def _canonical(source: SourceFile, layout: Layout) -> tuple[str | None, list[Diagnostic]]:
    """Return the canonical text of a file, None if it has it; or why the file is to be left alone."""
    try:
        text = canonical(source, layout)
    except RefusedError:
        return None, top_mapping(source)[1] or [problem("BC840", source.start)]
    if text.encode() == source.data:
        return None, []
    return (text, []) if says_the_same(source, text) else (None, [problem("BC840", source.start)])


def reformat(root: Path, paths: Iterable[Path], tell: Tell = silent) -> Formatting:
    """Put the canonical text in the place of `paths`; return what was done, and what could not be.

    Other commands that write sources wait until this one is done, as this one does for them.
    """
    chosen = list(paths)
    with our_turn(_lock_folder(root), "fmt", tell) as hindered:
        for folder in {path.parent for path in chosen}:
            sweep(folder)
        found = formatting(root, chosen)
        told = [(each, hindered or tuple(_replace(each))) for each in found.rewritten]
    failed = [(each, problems) for each, problems in told if problems]
    return found._replace(
        rewritten=tuple(each for each, problems in told if not problems),
        refused=found.refused + len(failed),
        problems=tuple(dict.fromkeys([*found.problems, *(one for _, some in failed for one in some)])),
        sources={**found.sources, **{each.source.path: each.source for each, _ in failed}},
    )


def _lock_folder(root: Path) -> Path:
    """Return the folder of which all have the lock who write sources of this workspace."""
    config, _ = read_config(root)
    folders = list(_folders(config))
    return config.units if config.units in folders else next(iter(folders), root)


def _replace(each: Rewritten) -> Iterator[Diagnostic]:
    """Replace one file; where it is a link, the file it leads to."""
    try:
        replace_file(each.path, each.text.encode(), each.source.data)
    except ChangedError as error:
        yield changed(error, each.source.path, each.source.data)
    except OSError as error:
        yield unwritable(each.source.path, error)
