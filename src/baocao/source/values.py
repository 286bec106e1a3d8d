"""What a unit wrote for one indicator: the catalogue decides what it means."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.kinds import Day
from baocao.model.submission import Control, Entry, PublishedRank, Rank, Ratio, Reading, State, Value
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.nodes import BROKEN, Node, Scalar, Sequence
from baocao.source.spelling import Written, bounds_text, clear_number, in_bounds, out_of_bounds, read_number
from baocao.vietnamese import numbers
from baocao.vietnamese.text import name_hint, to_nfc

STATES: Final = {
    "khong_phat_sinh": State.NOTHING,
    "không phát sinh": State.NOTHING,
    "khong_ap_dung": State.NOT_APPLICABLE,
    "không áp dụng": State.NOT_APPLICABLE,
}
_RANK: Final = re.compile(PublishedRank.pattern)
RATIO_PART: Final = "[0-9][0-9. \u00a0]*"
_RATIO: Final = re.compile(rf"(?P<numerator>{RATIO_PART})/\s*(?P<denominator>{RATIO_PART})(?P<suffix>.*)")
PLACEHOLDERS: Final = frozenset(
    {"-", "–", "—", "−", "--", "…", "...", "..", ".", "x", "?", "/", "*", "n/a"}
)
"""What is written in tables on paper where there is nothing to write, which may mean several things."""
LONGEST: Final = Decimal(1000)
"""The most characters of a text and items of a list, unless its indicator says otherwise."""
MOST_PLACES: Final = 6
"""The decimals that a published percentage may have."""
_DAY_KEY: Final = re.compile(Day.key)


def read_entry(node: Node, indicator: Indicator, log: Log) -> Entry:
    """Return what `node` says about `indicator`; a misfit is reported and counts as unreadable."""
    if isinstance(node, nodes.Mapping):
        return _entry_of_mapping(node, indicator, log)
    if isinstance(node, Scalar):
        # Before everything else: nearly all figures are plain numbers, and this is half of all reading.
        number = clear_number(node.text, indicator)
        if number is not None:
            return Entry(State.GIVEN, log.place(node), number)
        if node.is_blank:
            log.note_problem("BC215", node, key=indicator.id)
            return Entry(State.MISSING, log.place(node))
        state = STATES.get(node.text) or STATES.get(to_nfc(node.text).lower())
        if state:
            return Entry(state, log.place(node))
    return _given_entry(node, _read_value(node, indicator, log), log)


def _given_entry(node: Node, written: Written | None, log: Log, rank: Rank | None = None) -> Entry:
    place = log.place(node)
    if written is None:
        return Entry(State.UNREADABLE, place)
    return Entry(State.GIVEN, place, written.value, qualifier=written.qualifier, rank=rank)


def _entry_of_mapping(node: nodes.Mapping, indicator: Indicator, log: Log) -> Entry:
    if is_series(node):
        return _read_series(node, indicator, log)
    fields = Fields(node, log)
    for key, state in (
        ("chua_co", State.MISSING),
        ("khong_ap_dung", State.NOT_APPLICABLE),
    ):
        if key in node.entries:
            entry = Entry(state, log.place(node), reason=fields.text(key))
            return entry if fields.done() else Entry(State.UNREADABLE, log.place(node))
    if indicator.kind is IndicatorKind.RATIO and "gia_tri" not in node.entries:
        return _given_entry(node, _ratio_parts(fields, indicator), log)
    value_node = fields.required_node("gia_tri")
    rank = _read_rank(fields)
    if not fields.done() or value_node is None:
        return Entry(State.UNREADABLE, log.place(node))
    return _given_entry(value_node, _read_value(value_node, indicator, log), log, rank)


def is_series(node: nodes.Mapping) -> bool:
    """Tell whether all keys are days."""
    return bool(node.entries) and all(map(_DAY_KEY.fullmatch, node.entries))


def _read_series(node: nodes.Mapping, indicator: Indicator, log: Log) -> Entry:
    """Read values at several moments; the last is the value, or what is said in place of one."""
    readings: list[Reading] = []
    others = [Entry(State.UNREADABLE, log.place(node))]
    for key, value in node.entries.values():
        if isinstance(value, nodes.Mapping) and is_series(value):
            log.note_problem("BC203", value, key=key.text, found="số liệu của nhiều ngày")
            continue
        day, entry = log.day(key), read_entry(value, indicator, log)
        if day and entry.state is State.GIVEN and entry.value is not None:
            readings.append(Reading(day, entry))
        elif day:
            others.append(entry)
    if not readings:
        return others[-1]
    readings.sort(key=lambda reading: reading.day)
    return readings[-1].entry._replace(readings=tuple(readings))


def _read_rank(fields: Fields) -> Rank | None:
    node = fields.get("xep_hang")
    scalar = fields.log.scalar(node, "xep_hang") if node else None
    if scalar is None:
        return None
    match = _RANK.fullmatch(scalar.text)
    place, among = map(int, scalar.text.split("/")) if match else (0, 0)
    if 0 < place <= among:
        return Rank(place, among)
    fields.log.note_problem("BC219", scalar, value=scalar.text)
    return None


def _read_value(node: Node, indicator: Indicator, log: Log) -> Written | None:
    if isinstance(node, Scalar) and _is_placeholder(node, indicator):
        log.note_problem("BC229", node, value=node.text.strip(), key=indicator.id)
        return None
    if indicator.kind is IndicatorKind.LIST:
        items = tuple(to_nfc(item.text).strip() for item in log.scalars(node, indicator.id))
        if isinstance(node, Sequence) and not node.items:
            log.note_problem("BC215", node, key=indicator.id)
        return Written(items) if items and _is_sized(node, len(items), "mục", indicator, log) else None
    if isinstance(node, Sequence) and indicator.kind.is_number:
        _refuse_split_number(node, indicator, log)
        return None
    scalar = log.scalar(node, indicator.id)
    if scalar is None:
        return None
    if indicator.kind.is_number:
        return read_number(scalar, indicator, log)
    value = _other_value(scalar, indicator, log)
    if isinstance(value, str) and indicator.kind is IndicatorKind.TEXT:
        return Written(value) if _is_sized(scalar, len(value), "ký tự", indicator, log) else None
    return None if value is None else Written(value)


def _is_placeholder(node: Scalar, indicator: Indicator) -> bool:
    text = node.text.strip().lower()
    # An 'x' for a yes or no is a tick, of which is asked in other words.
    ticked = indicator.kind is IndicatorKind.YES_NO and text == "x"
    return node.style != BROKEN and text in PLACEHOLDERS and not ticked and text not in indicator.choices


def _other_value(scalar: Scalar, indicator: Indicator, log: Log) -> Value | None:
    match indicator.kind:
        case IndicatorKind.RATIO:
            return _bounded_ratio(scalar, _read_ratio(scalar, indicator, log), indicator, log)
        case IndicatorKind.YES_NO:
            return log.yes_no(scalar)
        case IndicatorKind.DATE:
            return log.day(scalar)
        case IndicatorKind.CHOICE:
            return log.choice(scalar, indicator.id, indicator.choices, indicator.choices)
        case _:
            return to_nfc(scalar.text).strip()


def _refuse_split_number(node: Sequence, indicator: Indicator, log: Log) -> None:
    """Report [86,6], which YAML splits in two."""
    parts = [item.text for item in node.items if isinstance(item, Scalar)]
    log.note_problem("BC211", node, key=indicator.id, count=len(parts), joined=",".join(parts))


def _bounded_ratio(node: Node, ratio: Ratio | None, indicator: Indicator, log: Log) -> Ratio | None:
    """Return the ratio if its percentage lies between the bounds."""
    percent = ratio.percent if ratio else None
    if percent is None or in_bounds(percent, indicator):
        return ratio
    out_of_bounds(node, _told_outside(percent, indicator), indicator, log)
    return None


def _told_outside(percent: Decimal, indicator: Indicator) -> Decimal:
    """Return a percentage with as many decimals as it takes to see that it lies outside."""
    told = (
        numbers.rounded_number(percent, places) for places in range(indicator.places, numbers.MOST_DIGITS)
    )
    return next((number for number in told if not in_bounds(number, indicator)), percent)


def _is_sized(node: Node, count: int, what: str, indicator: Indicator, log: Log) -> bool:
    """Tell whether a text or a list is as long as may be; `khoang` counts its characters or items."""
    high = indicator.high if indicator.high is not None else LONGEST
    if (indicator.low or 0) <= count <= high:
        return True
    bounds = bounds_text(indicator.low, high)
    log.note_problem("BC403", node, key=indicator.id, count=count, what=what, bounds=bounds)
    return False


def _read_ratio(scalar: Scalar, indicator: Indicator, log: Log) -> Ratio | None:
    text = to_nfc(scalar.text).strip()
    match = _RATIO.fullmatch(text)
    suffix = match["suffix"].strip() if match else ""
    # What stands behind would be lost, and may make something else of it: 12/7/2025 is a day.
    if suffix and suffix.lower() != indicator.unit_of_measure.lower():
        if suffix[0].isalpha():
            unit = indicator.unit_of_measure or "tỷ số không kèm chữ"
            log.note_problem("BC221", scalar, value=text, found=suffix, key=indicator.id, measure=unit)
            return None
        match = None
    parts = [numbers.number_readings(match[name]) for name in ("numerator", "denominator")] if match else []
    if len(parts) == 2 and all(parts):  # noqa: PLR2004 - numerator and denominator
        # The Vietnamese reading: numerator and denominator are counted, and have no decimals.
        ratio = Ratio(parts[0][0].number, parts[1][0].number)
        if ratio.denominator > 0:
            return ratio
    log.note_problem("BC218", scalar, value=scalar.text)
    return None


def _ratio_parts(fields: Fields, indicator: Indicator) -> Written | None:
    numerator, denominator = fields.number("tu_so"), fields.number("mau_so")
    if fields.done() and numerator is not None and denominator is not None and denominator > 0:
        ratio = _bounded_ratio(fields.node, Ratio(numerator, denominator), indicator, fields.log)
        return Written(ratio) if ratio else None
    fields.log.note_problem("BC218", fields.node, value=indicator.id)
    return None


def read_entries(
    mapping: nodes.Mapping | None, indicators: Mapping[str, Indicator], log: Log
) -> Mapping[str, Entry]:
    """Read `chi_tieu` of a submission; unknown and derived indicators are reported."""
    entries = {}
    for name, (key, node) in (mapping.entries if mapping else {}).items():
        indicator = indicators.get(name)
        if indicator is None:
            log.note_problem("BC302", key, value=name, hint=name_hint(name, indicators))
        elif indicator.is_derived:
            formula = indicator.formula or f"{indicator.numerator} / {indicator.denominator}"
            log.note_problem("BC310", key, value=name, formula=formula)
        else:
            entries[name] = read_entry(node, indicator, log)
    return entries


def read_controls(
    mapping: nodes.Mapping | None, indicators: Mapping[str, Indicator], log: Log
) -> Mapping[str, Control]:
    """Read `doi_chieu`: what the unit published of figures that follow from others."""
    controls = {}
    for name, (key, node) in (mapping.entries if mapping else {}).items():
        indicator = indicators.get(name)
        if indicator is None:
            log.note_problem("BC302", key, value=name, hint=name_hint(name, indicators))
            continue
        control = _read_control(node, as_published(indicator), log)
        if control:
            controls[name] = control
    return controls


def _read_control(node: Node, indicator: Indicator, log: Log) -> Control | None:
    """Read a published number, or {gia_tri, xep_hang} of which either may be left out."""
    if isinstance(node, nodes.Mapping) and node.entries.keys() == {"xep_hang"}:
        rank = _read_rank(Fields(node, log))
        return Control(log.place(node), rank=rank) if rank else None
    entry = read_entry(node, indicator, log)
    if isinstance(entry.value, Decimal):
        return Control(entry.at or log.place(node), entry.value, _written_places(entry.value), entry.rank)
    return None


def as_published(indicator: Indicator) -> Indicator:
    """Return how a published value is read: ratios as percentages, at any precision."""
    if indicator.kind is IndicatorKind.RATIO:
        indicator = indicator._replace(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
    return indicator._replace(places=MOST_PLACES if indicator.is_percentage else indicator.places)


def _written_places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
