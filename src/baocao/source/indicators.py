"""The catalogue of indicators (chi-tieu.yaml)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from baocao.model.indicator import (
    Better,
    Catalogue,
    Function,
    Indicator,
    IndicatorGroup,
    IndicatorKind,
    Nature,
    RollUp,
    Watch,
)
from baocao.model.rule import Rule
from baocao.model.unit import Registry
from baocao.source import nodes
from baocao.source.fields import Fields, identified
from baocao.source.identifiers import VARIABLES
from baocao.source.log import Log
from baocao.source.registry import read_scope, texts_by_key
from baocao.source.rules import read_rules

DEFAULT_FUNCTION: Final[Mapping[IndicatorKind, Function]] = {
    IndicatorKind.COUNT: Function.SUM,
    IndicatorKind.DECIMAL: Function.MEAN,
    IndicatorKind.RATIO: Function.RATIO_OF_SUMS,
    IndicatorKind.MONEY: Function.SUM,
    IndicatorKind.YES_NO: Function.COUNT,
    IndicatorKind.DATE: Function.LATEST,
    IndicatorKind.CHOICE: Function.COUNT,
    IndicatorKind.TEXT: Function.GATHER,
    IndicatorKind.LIST: Function.GATHER,
}
"""How each kind is rolled up where the catalogue does not say."""

_ALLOWED: Final[Mapping[IndicatorKind, frozenset[Function]]] = {
    IndicatorKind.RATIO: frozenset({Function.RATIO_OF_SUMS, Function.COUNT, Function.MEAN}),
    IndicatorKind.YES_NO: frozenset({Function.COUNT}),
    IndicatorKind.CHOICE: frozenset({Function.COUNT, Function.GATHER}),
    IndicatorKind.DATE: frozenset({Function.LATEST, Function.LEAST, Function.GREATEST}),
    IndicatorKind.TEXT: frozenset({Function.GATHER}),
    IndicatorKind.LIST: frozenset({Function.GATHER}),
}
_NUMBERS: Final = frozenset(Function) - {Function.RATIO_OF_SUMS, Function.GATHER}
MOST_PLACES: Final = 6
"""Decimals of an indicator."""


def read_catalogue(mapping: nodes.Mapping, registry: Registry, log: Log) -> Catalogue:
    """Read chi-tieu.yaml: groups of indicators, whose ids are 'group.indicator', with their rules."""
    groups = []
    rules: list[Rule] = []
    for name, node in identified(mapping, log, VARIABLES):
        entry = log.mapping(node, name)
        if entry:
            fields = Fields(entry, log)
            rules += read_rules(fields, name)
            groups.append(_group(name, fields, registry))
    found = {indicator.id: indicator for group in groups for indicator in group.indicators}
    return Catalogue(tuple(groups), found, tuple(rules))


def _group(name: str, fields: Fields, registry: Registry) -> IndicatorGroup:
    title = fields.required_text("ten")
    indicators = []
    for key, node in identified(fields.mapping("chi_tieu"), fields.log, VARIABLES):
        mapping = fields.log.mapping(node, key)
        indicator = _indicator(f"{name}.{key}", Fields(mapping, fields.log), registry) if mapping else None
        indicators += [indicator] if indicator else []
    fields.done()
    return IndicatorGroup(name, title, tuple(indicators))


def _indicator(name: str, fields: Fields, registry: Registry) -> Indicator | None:
    kind = fields.choice("loai", IndicatorKind)
    if kind is None:
        return None
    low, high = fields.numbers("khoang", 2)
    places = fields.whole("so_le", 0, MOST_PLACES)
    nature = fields.choice("tinh_chat", Nature, Nature.IN_PERIOD) or Nature.IN_PERIOD
    indicator = Indicator(
        id=name,
        name=fields.required_text("ten"),
        kind=kind,
        unit_of_measure=fields.text("don_vi_tinh"),
        nature=nature,
        roll_up=_roll_up(fields, kind),
        places=places if places is not None else _default_places(kind),
        low=low,
        high=high,
        target=fields.optional_text("muc_tieu"),
        formula=fields.optional_text("cong_thuc"),
        numerator=fields.optional_text("tu_so"),
        denominator=fields.optional_text("mau_so"),
        choices=texts_by_key(fields, "lua_chon"),
        better=fields.choice("xep_hang", Better) if fields.get("xep_hang") else None,
        applies_to=read_scope(fields, "ap_dung", registry),
        watch=_watch(fields, kind, nature),
        validity=fields.validity(),
        continues=fields.texts("tiep_noi"),
        at=fields.at,
    )
    return indicator if fields.done() else None


_FEWEST_REPEATS: Final = 2
_MOST_REPEATS: Final = 60
"""Periods in which a figure may stay the same: five years of months."""


def _watch(fields: Fields, kind: IndicatorKind, nature: Nature) -> Watch:
    """Read `theo_doi`: limits that differ from the usual ones, or `khong`."""
    if not (kind.is_number or kind is IndicatorKind.RATIO):
        return Watch()
    node = fields.get("theo_doi")
    if isinstance(node, nodes.Scalar):
        watched = fields.log.yes_no(node)
        return usual_watch(nature) if watched else Watch()
    usual, inner = usual_watch(nature), fields.fields("theo_doi")
    if inner is None:
        return usual
    repeats = inner.whole("lap_lai", _FEWEST_REPEATS, _MOST_REPEATS)
    watch = Watch(
        inner.number("do_lech") or usual.deviations,
        inner.number("gap") or usual.jump,
        repeats or usual.repeats,
    )
    inner.done()
    return watch


def usual_watch(nature: Nature) -> Watch:
    """Return the limits of indicators that name none; a state may well stay as it is."""
    return Watch(Decimal(6), Decimal(10), None if nature is Nature.MOMENT else 3)


def _default_places(kind: IndicatorKind) -> int:
    return 2 if kind in {IndicatorKind.DECIMAL, IndicatorKind.RATIO} else 0


def _roll_up(fields: Fields, kind: IndicatorKind) -> RollUp:
    """Read `tong_hop`: a function's name, or a mapping with its weight or condition."""
    node = fields.get("tong_hop")
    if isinstance(node, nodes.Mapping):
        inner = Fields(node, fields.log)
        function = inner.choice("ham", Function) or DEFAULT_FUNCTION[kind]
        found = RollUp(function, inner.optional_text("trong_so"), inner.optional_text("dieu_kien"))
        inner.done()
    else:
        default = Function.FORMULA if fields.node.get("cong_thuc") else DEFAULT_FUNCTION[kind]
        found = RollUp(fields.choice("tong_hop", Function, default) or default)
    allowed = _ALLOWED.get(kind, _NUMBERS)
    if found.function not in allowed and node is not None:
        known = ", ".join(sorted(allowed))
        fields.log.note("BC505", node, value=found.function, kind=kind, known=known)
        return RollUp(DEFAULT_FUNCTION[kind])
    return found
