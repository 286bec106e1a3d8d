"""What a workspace puts in order, taken from its catalogue and directives as they are written.

Only ids are needed, and these may be had where the file has other faults; what cannot be read orders
nothing.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AbstractMapping
from pathlib import Path
from typing import Final

from baocao.model.indicator import IndicatorKind
from baocao.model.kinds import Flag
from baocao.model.labels import ids_by_label
from baocao.model.submission import Progress
from baocao.model.workspace import CATALOGUE, SHARED, STATUSES, Config
from baocao.source.canonical.layout import Measure, Orders
from baocao.source.documents import read_mapping
from baocao.source.nodes import Mapping, Node, Scalar, Sequence

Words = AbstractMapping[str, str]
_NUMBERS: Final = frozenset(kind.value for kind in IndicatorKind if kind.is_number)


def read_orders(config: Config) -> Orders:
    """Return the order of indicators, directives, tasks and outline items, and the ids of labels."""
    catalogue = _top_mapping(config.directives / CATALOGUE, config.root)
    directives = dict(_read_directives(config))
    return Orders(
        tuple(_indicator_ids(catalogue)) if catalogue else (),
        tuple(directives),
        {name: tuple(_task_ids(directive.get("nhom_nhiem_vu"))) for name, directive in directives.items()},
        {name: tuple(_item_ids(directive.get("de_cuong"), "so")) for name, directive in directives.items()},
        figure_ids=dict(_figure_ids(catalogue)) if catalogue else {},
        progress_ids=_progress_ids(_top_mapping(config.directives / STATUSES, config.root)),
        measures=dict(_measures(catalogue)) if catalogue else {},
    )


def _figure_ids(catalogue: Mapping) -> Iterator[tuple[str, Words]]:
    """Yield the ids of labels by indicator, where values have labels."""
    for name, indicator in _indicators_in(catalogue):
        if isinstance(indicator, Mapping) and (ids := _ids_of_values(indicator)):
            yield name, ids


def _measures(catalogue: Mapping) -> Iterator[tuple[str, Measure]]:
    """Yield by indicator how its numbers are counted, where its values are numbers."""
    for name, indicator in _indicators_in(catalogue):
        kind = _text_in(indicator, "loai")
        if kind in _NUMBERS:
            whole = kind != IndicatorKind.DECIMAL and _text_in(indicator, "so_le") in {"", "0"}
            yield name, Measure(whole, _text_in(indicator, "don_vi_tinh"))


def _text_in(node: Node, key: str) -> str:
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else ""


def _indicators_in(catalogue: Mapping) -> Iterator[tuple[str, Node]]:
    for group, (_, value) in catalogue.entries.items():
        inside = value.get("chi_tieu") if isinstance(value, Mapping) else None
        if isinstance(inside, Mapping):
            yield from ((f"{group}.{name}", indicator) for name, (_, indicator) in inside.entries.items())


def _ids_of_values(indicator: Mapping) -> Words:
    if _text_in(indicator, "loai") == IndicatorKind.YES_NO:
        return Flag.words
    return ids_by_label(_labels_in(indicator.get("lua_chon")))


def _progress_ids(statuses: Mapping | None) -> Words:
    labels = _labels_in(statuses.get("tien_do") if statuses else None)
    known = {each.value for each in Progress}
    return {label: name for label, name in ids_by_label(labels).items() if name in known}


def _labels_in(node: Node | None) -> Words:
    entries = node.entries.items() if isinstance(node, Mapping) else ()
    return {name: value.text for name, (_, value) in entries if isinstance(value, Scalar)}


def _top_mapping(path: Path, root: Path) -> Mapping | None:
    return read_mapping(path, root)[1]


def _read_directives(config: Config) -> Iterator[tuple[str, Mapping]]:
    for path in sorted(config.directives.glob("*.yaml")):
        if path.name in SHARED or (config.chosen and path.stem not in config.chosen):
            continue
        directive = _top_mapping(path, config.root)
        name = directive.get("ma") if directive else None
        if directive and isinstance(name, Scalar):
            yield name.text, directive


def _indicator_ids(catalogue: Mapping) -> Iterator[str]:
    yield from (name for name, _ in _indicators_in(catalogue))


def _task_ids(groups: Node | None) -> Iterator[str]:
    for group in _only_mappings(groups):
        yield from _family_ids(group.get("nhiem_vu"))


def _family_ids(tasks: Node | None) -> Iterator[str]:
    for task in _only_mappings(tasks):
        yield from _first_id(task, "ma", "so")
        yield from _family_ids(task.get("nhiem_vu_con"))


def _item_ids(items: Node | None, key: str) -> Iterator[str]:
    for item in _only_mappings(items):
        yield from _first_id(item, key)


def _first_id(record: Mapping, *keys: str) -> Iterator[str]:
    """Yield the text under the first of `keys` that is there."""
    fields: Iterable[Node | None] = (record.get(key) for key in keys)
    yield from [node.text for node in fields if isinstance(node, Scalar)][:1]


def _only_mappings(node: Node | None) -> Iterator[Mapping]:
    if isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Mapping))
