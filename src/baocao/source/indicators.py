"""The catalogue of indicators (chi-tieu.yaml)."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

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
from baocao.model.period import Validity
from baocao.model.rule import Rule
from baocao.model.unit import Registry
from baocao.source import nodes
from baocao.source.fields import Fields, identified
from baocao.source.identifiers import VARIABLES
from baocao.source.log import Log
from baocao.source.registry import read_scope
from baocao.source.rules import RULES, read_rules
from baocao.source.shapes.kinds import (
    Bounds,
    Choice,
    Flag,
    Labels,
    Number,
    OptionalText,
    PeriodName,
    Text,
    Texts,
    Whole,
)
from baocao.source.shapes.nested import ById, Scope, WordOr
from baocao.source.shapes.shape import Key, Shape

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
_FEWEST_REPEATS: Final = 2
_MOST_REPEATS: Final = 60
"""Periods in which a figure may stay the same: five years of months."""

ROLL_UP: Final = Shape(
    RollUp,
    (
        Key("ham", "function", Choice(Function), "Hàm", required=True),
        Key("trong_so", "weight", OptionalText(), "Trọng số", "Mã chỉ tiêu."),
        Key("dieu_kien", "condition", OptionalText(), "Điều kiện", "Ví dụ gia_tri >= 80."),
    ),
    lenient=True,
)
WATCH: Final = Shape(
    Watch,
    (
        Key("do_lech", "deviations", Number(), "Độ lệch", "Bao nhiêu độ lệch chuẩn (tính bền vững)."),
        Key("gap", "jump", Number(), "Gấp mấy lần kỳ trước"),
        Key(
            "lap_lai",
            "repeats",
            Whole(_FEWEST_REPEATS, _MOST_REPEATS),
            "Không đổi trong mấy kỳ",
        ),
    ),
    lenient=True,
)


_ALL_USUAL: Final = Watch()


def _make_indicator(
    kind: IndicatorKind, bounds: tuple[Decimal | None, Decimal | None], **found: Any
) -> Indicator:
    """Return an indicator with its bounds, what it is watched by, and the periods in which it is asked."""
    (low, high), places = bounds, found.pop("places")
    validity = Validity(found.pop("first"), found.pop("last"))
    return Indicator(
        kind=kind,
        places=_default_places(kind) if places is None else places,
        low=low,
        high=high,
        watch=_watched(found.pop("watch", None), found["nature"]),
        validity=validity,
        **found,
    )


INDICATOR: Final = Shape(
    _make_indicator,
    (
        Key("ten", "name", Text(), "Tên chỉ tiêu", required=True),
        Key("loai", "kind", Choice(IndicatorKind), "Loại", required=True),
        Key("don_vi_tinh", "unit_of_measure", Text(), "Đơn vị tính"),
        Key("tinh_chat", "nature", Choice(Nature, Nature.IN_PERIOD), "Tính chất"),
        Key(
            "theo_doi",
            "watch",
            WordOr(Flag(), WATCH),
            "Theo dõi bất thường",
            "Ghi khong để không theo dõi.",
        ),
        Key("so_le", "places", Whole(0, MOST_PLACES), "Số chữ số thập phân tối đa"),
        Key("khoang", "bounds", Bounds(), "[nhỏ nhất, lớn nhất]", "~ là không giới hạn."),
        Key("muc_tieu", "target", OptionalText(), "Mục tiêu", "Ví dụ gia_tri >= 80."),
        Key("lua_chon", "choices", Labels(), "Các lựa chọn", "Mã và nhãn."),
        Key("cong_thuc", "formula", OptionalText(), "Công thức", "Chỉ tiêu được tính, không nhập."),
        Key("tu_so", "numerator", OptionalText(), "Tử số", "Mã chỉ tiêu."),
        Key("mau_so", "denominator", OptionalText(), "Mẫu số", "Mã chỉ tiêu."),
        Key("tong_hop", "roll_up", WordOr(Choice(Function), ROLL_UP), "Cách tổng hợp"),
        Key("xep_hang", "better", Choice(Better), "Xếp hạng", "cao: cao nhất đứng đầu."),
        Key("ap_dung", "applies_to", Scope(), "Chỉ dành cho"),
        Key("tu_ky", "first", PeriodName(), "Hỏi từ kỳ", "Ví dụ 2025-07."),
        Key("den_ky", "last", PeriodName(), "Hỏi đến kỳ", "Ví dụ 2025-12."),
        Key("tiep_noi", "continues", Texts(), "Tiếp nối chỉ tiêu cũ", "Đổi tên: một mã; gộp: nhiều mã."),
    ),
)
_UNWATCHED: Final = INDICATOR.without("theo_doi")
"""Of what is no number."""
GROUP: Final = Shape(
    IndicatorGroup,
    (
        Key("ten", "name", Text(), "Tên nhóm", required=True),
        Key("chi_tieu", "indicators", ById(INDICATOR, VARIABLES), "Chỉ tiêu", "Mã đầy đủ: nhóm.chỉ_tiêu."),
        Key("quy_tac", "rules", RULES, "Quan hệ phải đúng giữa các số liệu"),
    ),
    lenient=True,
)
"""A file of the catalogue holds groups by their ids."""


def read_catalogue(mapping: nodes.Mapping, registry: Registry, log: Log) -> Catalogue:
    """Read chi-tieu.yaml: groups of indicators, whose ids are 'group.indicator', with their rules."""
    groups = []
    rules: list[Rule] = []
    for name, node in identified(mapping, log, VARIABLES):
        entry = log.mapping(node, name)
        if entry:
            group, said = _group(name, Fields(entry, log), registry)
            groups.append(group)
            rules += said
    found = {indicator.id: indicator for group in groups for indicator in group.indicators}
    return Catalogue(tuple(groups), found, tuple(rules))


def _group(name: str, fields: Fields, registry: Registry) -> tuple[IndicatorGroup, Iterable[Rule]]:
    """Return a group and its rules, which the catalogue keeps apart."""
    found = GROUP.values(
        fields,
        {
            "indicators": lambda fields: tuple(_indicators(name, fields, registry)),
            "rules": lambda fields: tuple(read_rules(fields, name)),
        },
    )
    rules = found.pop("rules")
    fields.done()
    return IndicatorGroup(**found, id=name), rules


def _indicators(group: str, fields: Fields, registry: Registry) -> Iterator[Indicator]:
    for key, node in identified(fields.mapping("chi_tieu"), fields.log, VARIABLES):
        mapping = fields.log.mapping(node, key)
        indicator = _indicator(f"{group}.{key}", Fields(mapping, fields.log), registry) if mapping else None
        if indicator:
            yield indicator


def _indicator(name: str, fields: Fields, registry: Registry) -> Indicator | None:
    kind = fields.choice("loai", IndicatorKind)
    if kind is None:
        return None  # nothing else can be judged
    shape = INDICATOR if kind.is_number or kind is IndicatorKind.RATIO else _UNWATCHED
    return shape.read(
        fields,
        {
            "kind": lambda _: kind,
            "watch": _watch,
            "roll_up": lambda fields: _roll_up(fields, kind),
            "applies_to": lambda fields: read_scope(fields, "ap_dung", registry),
        },
        id=name,
        at=fields.at,
    )


def _watch(fields: Fields) -> Watch | None:
    """Read `theo_doi`: limits that differ from the usual ones, none for `co`, or no watch for `khong`."""
    node = fields.get("theo_doi")
    if isinstance(node, nodes.Scalar):
        return _ALL_USUAL if fields.log.yes_no(node) else None
    inner = fields.fields("theo_doi")
    return (WATCH.read(inner) if inner else None) or _ALL_USUAL


def _watched(said: Watch | None, nature: Nature) -> Watch:
    """Return the limits that are said, the usual ones beside them; of what is not watched none are."""
    usual = usual_watch(nature)
    if said is None:
        return Watch()
    return Watch(
        said.deviations or usual.deviations, said.jump or usual.jump, said.repeats or usual.repeats
    )


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
        said = ROLL_UP.values(inner)
        inner.done()
        found = RollUp(**{**said, "function": said["function"] or DEFAULT_FUNCTION[kind]})
    else:
        default = Function.FORMULA if fields.node.get("cong_thuc") else DEFAULT_FUNCTION[kind]
        found = RollUp(fields.choice("tong_hop", Function, default) or default)
    allowed = _ALLOWED.get(kind, _NUMBERS)
    if found.function not in allowed and node is not None:
        known = ", ".join(sorted(allowed))
        fields.log.note("BC505", node, value=found.function, kind=kind, known=known)
        return RollUp(DEFAULT_FUNCTION[kind])
    return found
