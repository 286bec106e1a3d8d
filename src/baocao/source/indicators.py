"""The catalogue of indicators (chi-tieu.yaml)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from baocao.model.identifiers import VARIABLES
from baocao.model.indicator import (
    DEFAULT_FUNCTION,
    GROUP_SHAPE,
    INDICATOR_SHAPE,
    ROLL_UP_SHAPE,
    TARGET_SHAPE,
    UNWATCHED_SHAPE,
    WATCH_SHAPE,
    WATCHED,
    Catalogue,
    Function,
    Indicator,
    IndicatorGroup,
    IndicatorKind,
    RollUp,
    Target,
    Watch,
)
from baocao.model.rule import Rule
from baocao.model.unit import Registry
from baocao.source import nodes
from baocao.source.fields import Fields, identified_entries
from baocao.source.log import Log
from baocao.source.registry import read_scope
from baocao.source.rules import read_rules
from baocao.source.shapes import read_record, values_of
from baocao.vietnamese.text import to_nfc

_ALLOWED: Final[Mapping[IndicatorKind, frozenset[Function]]] = {
    IndicatorKind.RATIO: frozenset({Function.RATIO_OF_SUMS, Function.COUNT, Function.MEAN, Function.NONE}),
    IndicatorKind.YES_NO: frozenset({Function.COUNT, Function.NONE}),
    IndicatorKind.CHOICE: frozenset({Function.COUNT, Function.GATHER, Function.NONE}),
    IndicatorKind.DATE: frozenset({Function.LATEST, Function.LEAST, Function.GREATEST, Function.NONE}),
    IndicatorKind.TEXT: frozenset({Function.GATHER, Function.NONE}),
    IndicatorKind.LIST: frozenset({Function.GATHER, Function.NONE}),
}
_NUMBERS: Final = frozenset(Function) - {Function.RATIO_OF_SUMS, Function.GATHER}


def read_catalogue(mapping: nodes.Mapping, registry: Registry, log: Log) -> Catalogue:
    """Read chi-tieu.yaml: groups of indicators, whose ids are 'group.indicator', with their rules."""
    groups = []
    rules: list[Rule] = []
    for name, node in identified_entries(mapping, log, VARIABLES):
        entry = log.mapping(node, name)
        if entry:
            group, said = _read_group(name, Fields(entry, log), registry)
            groups.append(group)
            rules += said
    indicators = {indicator.id: indicator for group in groups for indicator in group.indicators}
    return Catalogue(tuple(groups), indicators, tuple(rules))


def _read_group(name: str, fields: Fields, registry: Registry) -> tuple[IndicatorGroup, Iterable[Rule]]:
    """Return a group and its rules, which the catalogue keeps apart."""
    values = values_of(
        GROUP_SHAPE,
        fields,
        {
            "indicators": lambda fields: tuple(_read_indicators(name, fields, registry)),
            "rules": lambda fields: tuple(read_rules(fields, name)),
        },
    )
    rules = values.pop("rules")
    fields.done()
    return IndicatorGroup(**values, id=name), rules


def _read_indicators(group: str, fields: Fields, registry: Registry) -> Iterator[Indicator]:
    for key, node in identified_entries(fields.mapping("chi_tieu"), fields.log, VARIABLES):
        mapping = fields.log.mapping(node, key)
        indicator = (
            _read_indicator(f"{group}.{key}", Fields(mapping, fields.log), registry) if mapping else None
        )
        if indicator:
            yield indicator


def _read_indicator(name: str, fields: Fields, registry: Registry) -> Indicator | None:
    kind = fields.choice("loai", IndicatorKind)
    if kind is None:
        return None  # nothing else can be judged
    return read_record(
        INDICATOR_SHAPE if kind in WATCHED else UNWATCHED_SHAPE,
        fields,
        {
            "kind": lambda _: kind,
            "watch": _read_watch,
            "targets": lambda fields: tuple(_read_targets(fields)),
            "roll_up": lambda fields: _read_roll_up(fields, kind),
            "applies_to": lambda fields: read_scope(fields, "ap_dung", registry),
        },
        id=name,
        at=fields.at,
    )


def _read_watch(fields: Fields) -> Watch | None:
    """Read `theo_doi`: limits that differ from the usual ones, none for `co`, or no watch for `khong`."""
    node = fields.get("theo_doi")
    if isinstance(node, nodes.Scalar):
        return Watch() if fields.log.yes_no(node) else None
    inner = fields.fields("theo_doi")
    return (read_record(WATCH_SHAPE, inner) if inner else None) or Watch()


def _read_targets(fields: Fields) -> Iterator[Target]:
    """Yield the targets: one or several, each a condition or a mapping that dates it."""
    node = fields.get("muc_tieu")
    for item in node.items if isinstance(node, nodes.Sequence) else [node] if node else []:
        if isinstance(item, nodes.Mapping):
            target = read_record(TARGET_SHAPE, Fields(item, fields.log))
            yield from (target,) if target else ()
        elif not (isinstance(item, nodes.Scalar) and item.is_blank):
            scalar = fields.log.scalar(item, "muc_tieu")
            yield from (Target(to_nfc(scalar.text).strip()),) if scalar else ()


def _read_roll_up(fields: Fields, kind: IndicatorKind) -> RollUp:
    """Read `tong_hop`: a function's name, or a mapping with its weight or condition."""
    node = fields.get("tong_hop")
    if isinstance(node, nodes.Mapping):
        inner = Fields(node, fields.log)
        said = values_of(ROLL_UP_SHAPE, inner)
        inner.done()
        roll_up = RollUp(**{**said, "function": said["function"] or DEFAULT_FUNCTION[kind]})
    else:
        default = Function.FORMULA if fields.node.get("cong_thuc") else DEFAULT_FUNCTION[kind]
        roll_up = RollUp(fields.choice("tong_hop", Function, default) or default)
    allowed = _ALLOWED.get(kind, _NUMBERS)
    if roll_up.function not in allowed and node is not None:
        known = ", ".join(sorted(allowed))
        fields.log.note_problem("BC505", node, value=roll_up.function, kind=kind, known=known)
        return RollUp(DEFAULT_FUNCTION[kind])
    return roll_up
