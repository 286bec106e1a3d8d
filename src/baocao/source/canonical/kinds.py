"""Which layout a file has, by its place in the workspace."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from baocao.model.citation import CITATION_REGISTER
from baocao.model.directive import DIRECTIVE_SHAPE
from baocao.model.indicator import GROUPS
from baocao.model.kinds import Kind
from baocao.model.profile import PROFILE_SHAPE
from baocao.model.shape import Record
from baocao.model.status import STATUSES_SHAPE
from baocao.model.unit import REGISTRY_SHAPE
from baocao.model.workspace import (
    CATALOGUE,
    CITATIONS,
    CONFIG_SHAPE,
    PROFILE,
    REGISTRY,
    STATUSES,
    Config,
)
from baocao.source.canonical.layout import (
    NO_LAYOUT,
    Layout,
    kind_layout,
    shape_layout,
    submission_layout,
)
from baocao.source.canonical.orders import read_orders
from baocao.source.config import NAME

_DIRECTIVE: Final = Record(DIRECTIVE_SHAPE)
_SHARED: Final[Mapping[str, Kind]] = {
    CATALOGUE: GROUPS,
    CITATIONS: CITATION_REGISTER,
    STATUSES: Record(STATUSES_SHAPE),
}


class Layouts:
    """The layouts of the files of one workspace."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._submission = submission_layout(read_orders(config))

    def layout_of(self, path: Path) -> Layout:
        """Return the layout of the file at `path`; one that the program does not read has none."""
        folder, config = path.parent, self._config
        if folder == config.directives:
            return kind_layout(_SHARED.get(path.name, _DIRECTIVE))
        if folder == config.units:
            return shape_layout(REGISTRY_SHAPE) if path.name == REGISTRY else NO_LAYOUT
        if folder.parent == config.units:
            return shape_layout(PROFILE_SHAPE) if path.name == PROFILE else self._submission
        return shape_layout(CONFIG_SHAPE) if path == config.root / NAME else NO_LAYOUT
