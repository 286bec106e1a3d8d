"""The registry of units (don-vi.yaml): kinds, groupings and the dated tree."""

from collections.abc import Mapping

from baocao.model.unit import EVERYONE, Grouping, Registry, Selector, Unit, UnitKind
from baocao.source import nodes
from baocao.source.fields import Fields, identified
from baocao.source.identifiers import FILE_NAMES
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar
from baocao.vietnamese.text import hint, nfc


def read_registry(mapping: nodes.Mapping, log: Log) -> Registry:
    """Read don-vi.yaml; units that cannot be read are left out and reported."""
    fields = Fields(mapping, log)
    kinds = fields.named("loai", _kind)
    groupings = fields.named("nhom", _grouping)
    units = {}
    nodes_by_id = {}
    for name, node in identified(fields.mapping("don_vi"), log, FILE_NAMES):
        unit = _unit(name, node, log, kinds, groupings)
        if unit:
            units[name], nodes_by_id[name] = unit, node
    registry = Registry(kinds, groupings, units, texts_by_key(fields, "cap"))
    fields.done()
    _check_links(registry, nodes_by_id, log)
    return registry


def _kind(name: str, fields: Fields) -> UnitKind | None:
    kind = UnitKind(name, fields.required_text("ten"), fields.required_text("cap"))
    return kind if fields.done() else None


def _grouping(name: str, fields: Fields) -> Grouping | None:
    values = texts_by_key(fields, "gia_tri")
    grouping = Grouping(name, fields.required_text("ten"), values)
    return grouping if fields.done() else None


def texts_by_key(fields: Fields, key: str) -> Mapping[str, str]:
    """Read a mapping from ids to labels."""
    found = {}
    for name, _, node in fields.entries(key):
        label = fields.log.scalar(node, name)
        if label:
            found[name] = nfc(label.text)
    return found


def _unit(
    name: str,
    node: Node,
    log: Log,
    kinds: Mapping[str, UnitKind],
    groupings: Mapping[str, Grouping],
) -> Unit | None:
    mapping = log.mapping(node, name)
    if mapping is None:
        return None
    fields = Fields(mapping, log)
    kind = _known(fields, "loai", kinds)
    groups = {
        grouping.id: value
        for grouping in groupings.values()
        if (value := _group_value(fields, grouping)) is not None
    }
    unit_name, code = fields.required_text("ten"), fields.optional_text("ma")
    parent, merged_into = (
        fields.optional_text("thuoc"),
        fields.optional_text("sap_nhap_vao"),
    )
    opened, closed = fields.day("mo"), fields.day("dong")
    if not fields.done() or kind is None:
        return None
    return Unit(
        name,
        code,
        unit_name,
        kind=kind,
        parent=parent,
        groups=groups,
        opened=opened,
        closed=closed,
        merged_into=merged_into,
        at=log.place(node),
    )


def _known(fields: Fields, key: str, kinds: Mapping[str, UnitKind]) -> UnitKind | None:
    node = fields.require(key)
    scalar = fields.log.scalar(node, key) if node else None
    chosen = fields.log.choice(scalar, key, kinds) if scalar else None
    return kinds[chosen] if chosen else None


def _group_value(fields: Fields, grouping: Grouping) -> str | None:
    node = fields.get(grouping.id)
    scalar = fields.log.scalar(node, grouping.id) if node else None
    return fields.log.choice(scalar, grouping.id, grouping.values) if scalar else None


def _check_links(registry: Registry, nodes_by_id: Mapping[str, Node], log: Log) -> None:
    """Report parents and successors that do not exist, and parents that form a ring."""
    ends: dict[str, bool] = {}
    for unit in registry.units.values():
        node = nodes_by_id[unit.id]
        for other in (unit.parent, unit.merged_into):
            if other and other not in registry.units:
                log.note("BC301", node, value=other, hint=hint(other, registry.units))
        if not _ends(registry, unit, ends):
            log.note("BC507", node, value=unit.id)


def _ends(registry: Registry, unit: Unit, known: dict[str, bool]) -> bool:
    """Tell whether the way up from `unit` ends; what is learnt of the units on it is noted in `known`."""
    way: dict[str, None] = {}
    name: str | None = unit.id
    while name is not None and name in registry.units and name not in known and name not in way:
        way[name] = None
        name = registry.units[name].parent
    found = name not in way and known.get(name or "", True)
    known.update(dict.fromkeys(way, found))
    return found


def read_selectors(fields: Fields, key: str, registry: Registry) -> tuple[Selector, ...]:
    """Read one selector or a list of them; nothing written chooses no unit."""
    node = fields.get(key)
    if node is None or (isinstance(node, Scalar) and node.is_blank):
        return ()
    items = [node] if isinstance(node, nodes.Mapping) else fields.log.sequence(node, key)
    mappings = (fields.log.mapping(item, key, f"Ghi {key}: [{_meant(item, registry)}].") for item in items)
    return tuple(_selector(Fields(found, fields.log), registry) for found in mappings if found)


def require_selectors(fields: Fields, key: str, registry: Registry) -> tuple[Selector, ...]:
    """Do the same and report nothing written: without units no document would be made, and nobody told."""
    node = fields.get(key)
    if not isinstance(node, nodes.Mapping) and not fields.is_written(key):
        fields.log.note("BC204", node or fields.node, key=key)
    return read_selectors(fields, key, registry)


def read_scope(fields: Fields, key: str, registry: Registry) -> Selector:
    """Read one selector; nothing written chooses every unit."""
    node = fields.get(key)
    advice = f"Ghi {key}: {_meant(node, registry)}." if node else ""
    found = fields.log.mapping(node, key, advice)
    return _selector(Fields(found, fields.log), registry) if found else EVERYONE


def _meant(node: Node, registry: Registry) -> str:
    """Return the selector that a bare name stands for: {cap: xa} for 'xa'."""
    name = nfc(node.text).strip() if isinstance(node, Scalar) else ""
    levels = {kind.level for kind in registry.kinds.values()}
    known = {"cap": levels, "loai": registry.kinds, "don_vi": registry.units}
    key = next((key for key, names in known.items() if name in names), None)
    return f"{{{key}: {name}}}" if key else "{cap: …}"


def _selector(fields: Fields, registry: Registry) -> Selector:
    levels = sorted({kind.level for kind in registry.kinds.values()})
    selector = Selector(
        levels=_chosen(fields, "cap", levels),
        kinds=_chosen(fields, "loai", registry.kinds),
        units=_chosen(fields, "don_vi", registry.units),
        excepted=_chosen(fields, "tru", registry.units),
        groups=tuple(
            (grouping.id, value)
            for grouping in registry.groupings.values()
            if (value := _group_value(fields, grouping)) is not None
        ),
    )
    fields.done()
    return selector


def _chosen(fields: Fields, key: str, known: "Mapping[str, object] | list[str]") -> frozenset[str]:
    """Read names that must be known; an unknown one is kept, so that it chooses nothing."""
    found = set()
    for item in fields.log.scalars(fields.get(key), key):
        name = nfc(item.text)
        found.add(name)
        if name not in known:
            if key in {"don_vi", "tru"}:
                fields.log.note("BC301", item, value=name, hint=hint(name, known))
            else:
                fields.log.choice(item, key, known)
    return frozenset(found)
