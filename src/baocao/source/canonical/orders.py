"""What a workspace puts in order, taken from its catalogue and directives as they are written.

Only ids are needed, and these may be had where the file has other faults; what cannot be read orders
nothing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from baocao.model.workspace import CATALOGUE, SHARED, Config
from baocao.source.canonical.layout import Orders
from baocao.source.documents import read_mapping
from baocao.source.nodes import Mapping, Node, Scalar, Sequence


def read_orders(config: Config) -> Orders:
    """Return the order of indicators, directives, tasks and outline items."""
    catalogue = _top(config.directives / CATALOGUE, config.root)
    directives = dict(_directives(config))
    return Orders(
        tuple(_indicators(catalogue)) if catalogue else (),
        tuple(directives),
        {name: tuple(_tasks(found.get("nhom_nhiem_vu"))) for name, found in directives.items()},
        {name: tuple(_named(found.get("de_cuong"), "so")) for name, found in directives.items()},
    )


def _top(path: Path, root: Path) -> Mapping | None:
    return read_mapping(path, root)[1]


def _directives(config: Config) -> Iterator[tuple[str, Mapping]]:
    for path in sorted(config.directives.glob("*.yaml")):
        if path.name in SHARED or (config.chosen and path.stem not in config.chosen):
            continue
        found = _top(path, config.root)
        name = found.get("ma") if found else None
        if found and isinstance(name, Scalar):
            yield name.text, found


def _indicators(catalogue: Mapping) -> Iterator[str]:
    for group, (_, value) in catalogue.entries.items():
        inside = value.get("chi_tieu") if isinstance(value, Mapping) else None
        if isinstance(inside, Mapping):
            yield from (f"{group}.{name}" for name in inside.entries)


def _tasks(groups: Node | None) -> Iterator[str]:
    for group in _mappings(groups):
        yield from _family(group.get("nhiem_vu"))


def _family(tasks: Node | None) -> Iterator[str]:
    for task in _mappings(tasks):
        yield from _name(task, "ma", "so")
        yield from _family(task.get("nhiem_vu_con"))


def _named(items: Node | None, key: str) -> Iterator[str]:
    for item in _mappings(items):
        yield from _name(item, key)


def _name(record: Mapping, *keys: str) -> Iterator[str]:
    """Yield the text under the first of `keys` that is there."""
    found: Iterable[Node | None] = (record.get(key) for key in keys)
    yield from [node.text for node in found if isinstance(node, Scalar)][:1]


def _mappings(node: Node | None) -> Iterator[Mapping]:
    if isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Mapping))
