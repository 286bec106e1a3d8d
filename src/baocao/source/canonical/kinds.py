"""Which layout a file has, by its place in the workspace."""

from pathlib import Path
from typing import Final

from baocao.model.workspace import CATALOGUE, CITATIONS, PROFILE, REGISTRY, STATUSES, Config
from baocao.source.canonical import layout
from baocao.source.canonical.layout import NO_LAYOUT, Layout, submission_layout
from baocao.source.canonical.orders import read_orders
from baocao.source.config import NAME

_SHARED: Final = {CATALOGUE: layout.CATALOGUE, CITATIONS: layout.CITATIONS, STATUSES: layout.STATUSES}


class Layouts:
    """The layouts of the files of one workspace."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._submission = submission_layout(read_orders(config))

    def of(self, path: Path) -> Layout:
        """Return the layout of the file at `path`; one that the program does not read has none."""
        folder, config = path.parent, self._config
        if folder == config.directives:
            return _SHARED.get(path.name, layout.DIRECTIVE)
        if folder == config.units:
            return layout.REGISTRY if path.name == REGISTRY else NO_LAYOUT
        if folder.parent == config.units:
            return layout.PROFILE if path.name == PROFILE else self._submission
        return layout.SETTINGS if path == config.root / NAME else NO_LAYOUT
