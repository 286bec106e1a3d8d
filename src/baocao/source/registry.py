"""The registry of units (don-vi.yaml): kinds, groupings and the dated tree."""

from collections.abc import Iterator, Mapping

from baocao.model.identifiers import FILE_NAMES
from baocao.model.unit import (
    EVERYONE,
    REGISTRY_SHAPE,
    SCOPE_SHAPE,
    UNIT_SHAPE,
    Grouping,
    Registry,
    Selector,
    Unit,
    UnitKind,
)
from baocao.source import nodes
from baocao.source.fields import Fields, identified_entries
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar
from baocao.source.shapes import put_off, values_of
from baocao.vietnamese.text import name_hint, to_nfc


def read_registry(mapping: nodes.Mapping, log: Log) -> Registry:
    """Read don-vi.yaml; units that cannot be read are left out and reported."""
    fields = Fields(mapping, log)
    values = values_of(REGISTRY_SHAPE, fields, {"units": put_off})
    fields.done()
    kinds, groupings = values["kinds"], values["groupings"]
    units: dict[str, Unit] = {}
    for name, node in identified_entries(fields.mapping("don_vi"), log, FILE_NAMES):
        entry = log.mapping(node, name)
        unit = _read_unit(name, Fields(entry, log), kinds, groupings) if entry else None
        units |= {name: unit} if unit else {}
    registry = Registry(**{**values, "units": units})
    _check_links(registry, log)
    return registry


def _read_unit(
    name: str, fields: Fields, kinds: Mapping[str, UnitKind], groupings: Mapping[str, Grouping]
) -> Unit | None:
    values = values_of(UNIT_SHAPE, fields, {"kind": lambda fields: _read_kind(fields, kinds)})
    groups = dict(_written_groups(fields, groupings))
    if not fields.done() or values["kind"] is None:
        return None
    return Unit(**values, id=name, groups=groups, at=fields.at)


def _read_kind(fields: Fields, kinds: Mapping[str, UnitKind]) -> UnitKind | None:
    node = fields.required_node("loai")
    scalar = fields.log.scalar(node, "loai") if node else None
    chosen = fields.log.choice(scalar, "loai", kinds) if scalar else None
    return kinds[chosen] if chosen else None


def _written_groups(fields: Fields, groupings: Mapping[str, Grouping]) -> Iterator[tuple[str, str]]:
    """Yield the values that are written under the ids of the groupings."""
    for name, grouping in groupings.items():
        scalar = fields.log.scalar(fields.get(name), name)
        value = fields.log.choice(scalar, name, grouping.values) if scalar else None
        if value is not None:
            yield name, value


def _check_links(registry: Registry, log: Log) -> None:
    """Report parents and successors that do not exist, and parents that form a ring."""
    ends: dict[str, bool] = {}
    for unit in registry.units.values():
        for linked in (unit.parent, unit.merged_into):
            if linked and linked not in registry.units:
                log.note_at("BC301", unit.at, value=linked, hint=name_hint(linked, registry.units))
        if not _way_ends(registry, unit, ends):
            log.note_at("BC507", unit.at, value=unit.id)


def _way_ends(registry: Registry, unit: Unit, known: dict[str, bool]) -> bool:
    """Tell whether the way up from `unit` ends; what is learnt of the units on it is noted in `known`."""
    way: dict[str, None] = {}
    name: str | None = unit.id
    while name is not None and name in registry.units and name not in known and name not in way:
        way[name] = None
        name = registry.units[name].parent
    ends = name not in way and known.get(name or "", True)
    # Every unit on the way is settled with it, so that a long chain is walked once and not for each of its
    # units.
    known.update(dict.fromkeys(way, ends))
    return ends


def read_selectors(fields: Fields, key: str, registry: Registry) -> tuple[Selector, ...]:
    """Read one selector or a list of them; nothing written chooses no unit."""
    node = fields.get(key)
    if node is None or (isinstance(node, Scalar) and node.is_blank):
        return ()
    items = [node] if isinstance(node, nodes.Mapping) else fields.log.sequence(node, key)
    mappings = (
        fields.log.mapping(item, key, f"Ghi {key}: [{_meant_selector(item, registry)}].") for item in items
    )
    return tuple(_read_selector(Fields(mapping, fields.log), registry) for mapping in mappings if mapping)


def require_selectors(fields: Fields, key: str, registry: Registry) -> tuple[Selector, ...]:
    """Do the same and report nothing written: without units no document would be made, and nobody told."""
    node = fields.get(key)
    # '{}' is written: it chooses every unit, which one may mean.
    if not isinstance(node, nodes.Mapping) and not fields.is_written(key):
        fields.log.note_problem("BC204", node or fields.node, key=key)
    return read_selectors(fields, key, registry)


def read_scope(fields: Fields, key: str, registry: Registry) -> Selector:
    """Read one selector; nothing written chooses every unit."""
    node = fields.get(key)
    advice = f"Ghi {key}: {_meant_selector(node, registry)}." if node else ""
    mapping = fields.log.mapping(node, key, advice)
    return _read_selector(Fields(mapping, fields.log), registry) if mapping else EVERYONE


def _meant_selector(node: Node, registry: Registry) -> str:
    """Return the selector that a bare name stands for: {cap: xa} for 'xa'."""
    name = to_nfc(node.text).strip() if isinstance(node, Scalar) else ""
    levels = {kind.level for kind in registry.kinds.values()}
    known = {"cap": levels, "loai": registry.kinds, "don_vi": registry.units}
    key = next((key for key, names in known.items() if name in names), None)
    return f"{{{key}: {name}}}" if key else "{cap: …}"


def _read_selector(fields: Fields, registry: Registry) -> Selector:
    levels = sorted({kind.level for kind in registry.kinds.values()})
    values = values_of(
        SCOPE_SHAPE,
        fields,
        {
            "levels": lambda fields: _chosen_names(fields, "cap", levels),
            "kinds": lambda fields: _chosen_names(fields, "loai", registry.kinds),
            "units": lambda fields: _chosen_names(fields, "don_vi", registry.units),
            "excepted": lambda fields: _chosen_names(fields, "tru", registry.units),
        },
    )
    groups = tuple(_written_groups(fields, registry.groupings))
    fields.done()
    return Selector(**values, groups=groups)


def _chosen_names(fields: Fields, key: str, known: "Mapping[str, object] | list[str]") -> frozenset[str]:
    """Read names that must be known; an unknown one is kept, so that it chooses nothing."""
    names = set()
    for item in fields.log.scalars(fields.get(key), key):
        name = to_nfc(item.text)
        names.add(name)
        if name not in known:
            if key in {"don_vi", "tru"}:
                fields.log.note_problem("BC301", item, value=name, hint=name_hint(name, known))
            else:
                fields.log.choice(item, key, known)
    return frozenset(names)
