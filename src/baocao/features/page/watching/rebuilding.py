"""Rebuilding after something was saved: as little as possible is done anew, with the result of a check."""

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from baocao.features.page.watching.noticing import Watched
from baocao.features.page.watching.records import Order, Rebuilt
from baocao.model.diagnostic import Diagnostic
from baocao.model.inventory import SUFFIX
from baocao.model.messages import Severity
from baocao.model.workspace import PROFILE, Config
from baocao.pipeline.loading import load_checked
from baocao.pipeline.manifest import NAME as MANIFEST
from baocao.pipeline.memory import Memory
from baocao.source import attributes, rewrites
from baocao.source.config import NAME as SETTINGS
from baocao.source.config import read_config
from baocao.source.files import relative_path

_SYNTAX: Final = ("BC0", "BC1")
"""How codes begin that tell of a file, or a part of it, that could not be read at all."""


def watched_places(order: Order) -> Watched:
    """Return what is looked at: all that a check and a page are made of."""
    config, root = read_config(order.root)[0], order.root
    folders = dict.fromkeys((config.units, config.directives, config.templates, *_data_folder(config)))
    names = (SETTINGS, rewrites.NAME, attributes.NAME, ".git/HEAD", ".git/logs/HEAD")
    return Watched(root, tuple(folders), (*(root / name for name in names), order.folder / MANIFEST))


def _data_folder(config: Config) -> Iterator[Path]:
    """Yield the folder around that of all units, whose strays are told of, if it lies in the workspace."""
    if config.root in config.units.parent.parents:
        yield config.units.parent


class Rebuilder:
    """Loads one period again and again."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self.memory = Memory()

    def rebuild(self, changed: Iterable[str]) -> Rebuilt:
        """Return what is to be said after these paths changed."""
        started, order = time.perf_counter(), self._order
        loaded = load_checked(order.root, order.period, proving=True, memory=self.memory)
        checked = order.page.check(loaded)
        saved = shown_first(tuple(self._named_files(changed)), order)
        return Rebuilt(loaded, checked, saved, order.now(), time.perf_counter() - started)

    def _named_files(self, changed: Iterable[str]) -> Iterator[str]:
        """Yield the paths of sources, as messages name them."""
        for path in changed:
            name = relative_path(Path(path), self._order.root)
            if not name.startswith((".git", "/")) and Path(path).suffix and Path(path).name != MANIFEST:
                yield name


def shown_first(saved: Sequence[str], order: Order) -> tuple[str, ...]:
    """Return the files that were saved, the report of the period first: of several it is what was meant."""
    own = f"/{order.unit}/" if order.unit else ""

    def rank(name: str) -> tuple[bool, bool, bool]:
        report = name.endswith(f"/{order.period.id}{SUFFIX}")
        return not (own and own in name), not report, not name.endswith(SUFFIX)

    return tuple(sorted(saved, key=rank))


def unit_of_file(name: str, rebuilt: Rebuilt) -> str:
    """Return the unit whose report or profile a file is; nothing for those of all."""
    folder, _, file = name.rpartition("/")
    unit = folder.rpartition("/")[2]
    is_own = file == PROFILE or file.endswith(SUFFIX)
    return unit if is_own and unit in rebuilt.units else ""


def is_unreadable(name: str, found: Iterable[Diagnostic]) -> bool:
    """Tell whether a part of a file cannot be read, so that a document of it would lack that."""
    return any(
        each.severity is Severity.ERROR and each.code.startswith(_SYNTAX)
        for each in found
        if each.place and each.place.file == name
    )
