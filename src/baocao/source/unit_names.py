"""The names of a workspace's units alone, for who wants nothing else of it."""

from pathlib import Path

from baocao.model.workspace import REGISTRY
from baocao.source.config import read_config
from baocao.source.documents import read_mapping
from baocao.source.files import is_there
from baocao.source.log import Log
from baocao.source.registry import read_registry


def names_of_units(root: Path) -> tuple[str, ...]:
    """Return the names that a registry spells ('Xã Mỏ Cày'); `check` tells what is wrong with it."""
    config, _ = read_config(root)
    path = config.units / REGISTRY
    _, mapping, _ = read_mapping(path, root) if is_there(path) else (None, None, None)
    if mapping is None:
        return ()
    log = Log(path.name)
    registry = log.read_within(read_registry, mapping)
    return tuple(unit.name for unit in registry.units.values()) if registry else ()
