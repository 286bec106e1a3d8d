"""What a unit wrote for one indicator: the catalogue decides what it means.

A number is read in every way that its spelling allows; the indicator's decimals and bounds strike out
what cannot be meant. One meaning left is taken, two are asked about.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.submission import Control, Entry, Rank, Ratio, Reading, State, Value
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.nodes import PLAIN, Node, Scalar, Sequence
from baocao.vietnamese import numbers
from baocao.vietnamese.text import hint, nfc

STATES: Final = {
    "khong_phat_sinh": State.NOTHING,
    "không phát sinh": State.NOTHING,
    "khong_ap_dung": State.NOT_APPLICABLE,
    "không áp dụng": State.NOT_APPLICABLE,
}
_QUALIFIERS: Final = {
    ">": "trên",
    "<": "dưới",
    "~": "khoảng",
    "≥": "ít nhất",
    "≤": "không quá",
}
WORDS: Final = "trên|dưới|khoảng|gần|hơn|ít nhất|không quá|xấp xỉ|[><~≥≤]"
_NUMBER: Final = re.compile(
    rf"(?P<qualifier>{WORDS})?\s*(?P<number>[-−+]?\d[\d., \u00a0\u202f_]*)(?P<suffix>.*)",
    re.IGNORECASE,
)
_RANK: Final = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")
_WHOLE: Final = re.compile(r"0?\d|[1-9]\d{0,20}|[1-9]\d{0,2}(?:\.\d{3}){1,6}", re.ASCII)
_PLAIN: Final = re.compile(r"(?P<whole>0|[1-9][0-9]{0,2})(?:,(?P<rest>[0-9]+))?(?P<sign>%?)")
_GROUP: Final = 3
"""As many digits behind a comma might be thousands in English."""
_RATIO: Final = re.compile(
    r"(?P<numerator>\d[\d. \u00a0]*)/\s*(?P<denominator>\d[\d. \u00a0]*)(?P<suffix>.*)"
)
LONGEST: Final = Decimal(1000)
"""The most characters of a text and items of a list, unless its indicator says otherwise."""
MOST_PLACES: Final = 6
"""The decimals that a published percentage may have."""
_TIME: Final = re.compile(r"\d{1,2}:\d{2}")
_DAY_KEY: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")
SCALES: Final = {
    "đồng": 0,
    "nghìn đồng": 3,
    "triệu đồng": 6,
    "tỷ đồng": 9,
    "tỉ đồng": 9,
}
MONEY: Final = {
    "đ": 0,
    "vnđ": 0,
    "vnd": 0,
    "nghìn": 3,
    "triệu": 6,
    "tỷ": 9,
    "tỉ": 9,
    **SCALES,
}


class _Written(NamedTuple):
    """A value with the word before it."""

    value: Value
    qualifier: str = ""


def read_entry(node: Node, indicator: Indicator, log: Log) -> Entry:
    """Return what `node` says about `indicator`; a misfit is reported and counts as unreadable."""
    if isinstance(node, nodes.Mapping):
        return _from_mapping(node, indicator, log)
    if isinstance(node, Scalar):
        whole = _whole(node.text, indicator)
        if whole is not None:
            return Entry(State.GIVEN, log.place(node), whole)
        if node.is_blank:
            log.note("BC215", node, key=indicator.id)
            return Entry(State.MISSING, log.place(node))
        state = STATES.get(node.text) or STATES.get(nfc(node.text).lower())
        if state:
            return Entry(state, log.place(node))
    return _given(node, _value(node, indicator, log), log)


def _whole(text: str, indicator: Indicator) -> Decimal | None:
    """Return the number that `text` can only mean; None if that needs a closer look.

    Nearly all figures are plain or grouped whole numbers, which no indicator reads in two ways: the
    English meaning of 3.781 has decimals. This halves the time that values take.
    """
    if not indicator.kind.is_number:
        return None
    number = _decimal(text, indicator) if indicator.places else _grouped(text)
    return number if number is not None and _in_bounds(number, indicator) else None


def _grouped(text: str) -> Decimal | None:
    return Decimal(text.replace(".", "")) if _WHOLE.fullmatch(text) else None


def _decimal(text: str, indicator: Indicator) -> Decimal | None:
    """Return the number of '86,6' or '86,6%', unless its decimals might be thousands in English."""
    found = _PLAIN.fullmatch(text)
    if found is None or (found["sign"] and not indicator.is_percentage):
        return None
    rest = found["rest"] or ""
    if len(rest) == _GROUP or len(rest) > indicator.places:
        return None
    return Decimal(f"{found['whole']}.{rest}" if rest else found["whole"])


def _given(node: Node, written: _Written | None, log: Log, rank: Rank | None = None) -> Entry:
    place = log.place(node)
    if written is None:
        return Entry(State.UNREADABLE, place)
    return Entry(State.GIVEN, place, written.value, qualifier=written.qualifier, rank=rank)


def _from_mapping(node: nodes.Mapping, indicator: Indicator, log: Log) -> Entry:
    if _is_series(node):
        return _series(node, indicator, log)
    fields = Fields(node, log)
    for key, state in (
        ("chua_co", State.MISSING),
        ("khong_ap_dung", State.NOT_APPLICABLE),
    ):
        if key in node.entries:
            entry = Entry(state, log.place(node), reason=fields.text(key))
            return entry if fields.done() else Entry(State.UNREADABLE, log.place(node))
    if indicator.kind is IndicatorKind.RATIO and "gia_tri" not in node.entries:
        return _given(node, _ratio_parts(fields, indicator), log)
    value_node = fields.require("gia_tri")
    rank = _rank(fields)
    if not fields.done() or value_node is None:
        return Entry(State.UNREADABLE, log.place(node))
    return _given(value_node, _value(value_node, indicator, log), log, rank)


def _is_series(node: nodes.Mapping) -> bool:
    return bool(node.entries) and all(map(_DAY_KEY.fullmatch, node.entries))


def _series(node: nodes.Mapping, indicator: Indicator, log: Log) -> Entry:
    """Read values at several moments; the last is the value, or what is said in place of one."""
    found, others = [], [Entry(State.UNREADABLE, log.place(node))]
    for key, value in node.entries.values():
        if isinstance(value, nodes.Mapping) and _is_series(value):
            log.note("BC203", value, key=key.text, found="số liệu của nhiều ngày")
            continue
        day, entry = log.day(key), read_entry(value, indicator, log)
        if day and entry.state is State.GIVEN and entry.value is not None:
            found.append(Reading(day, entry.value, entry.qualifier, entry.rank, entry.at))
        elif day:
            others.append(entry)
    if not found:
        return others[-1]
    found.sort(key=lambda reading: reading.day)
    last = found[-1]
    return Entry(State.GIVEN, last.at, last.value, "", last.qualifier, last.rank, tuple(found))


def _rank(fields: Fields) -> Rank | None:
    node = fields.get("xep_hang")
    scalar = fields.log.scalar(node, "xep_hang") if node else None
    if scalar is None:
        return None
    found = _RANK.fullmatch(scalar.text)
    place, among = (int(found[1]), int(found[2])) if found else (0, 0)
    if 0 < place <= among:
        return Rank(place, among)
    fields.log.note("BC219", scalar, value=scalar.text)
    return None


def _value(node: Node, indicator: Indicator, log: Log) -> _Written | None:
    if indicator.kind is IndicatorKind.LIST:
        items = tuple(nfc(item.text).strip() for item in log.scalars(node, indicator.id))
        if isinstance(node, Sequence) and not node.items:
            log.note("BC215", node, key=indicator.id)
        return _Written(items) if items and _is_sized(node, len(items), "mục", indicator, log) else None
    if isinstance(node, Sequence) and indicator.kind.is_number:
        _refuse_split_number(node, indicator, log)
        return None
    scalar = log.scalar(node, indicator.id)
    if scalar is None:
        return None
    if indicator.kind.is_number:
        return _number(scalar, indicator, log)
    value = _other_value(scalar, indicator, log)
    if isinstance(value, str) and indicator.kind is IndicatorKind.TEXT:
        return _Written(value) if _is_sized(scalar, len(value), "ký tự", indicator, log) else None
    return None if value is None else _Written(value)


def _other_value(scalar: Scalar, indicator: Indicator, log: Log) -> Value | None:
    match indicator.kind:
        case IndicatorKind.RATIO:
            return _bounded(scalar, _ratio(scalar, log), indicator, log)
        case IndicatorKind.YES_NO:
            return log.yes_no(scalar)
        case IndicatorKind.DATE:
            return log.day(scalar)
        case IndicatorKind.CHOICE:
            return log.choice(scalar, indicator.id, indicator.choices)
        case _:
            return nfc(scalar.text).strip()


def _refuse_split_number(node: Sequence, indicator: Indicator, log: Log) -> None:
    """Report [86,6], which YAML splits in two."""
    parts = [item.text for item in node.items if isinstance(item, Scalar)]
    log.note("BC211", node, key=indicator.id, count=len(parts), joined=",".join(parts))


def _number(scalar: Scalar, indicator: Indicator, log: Log) -> _Written | None:
    text = nfc(scalar.text).strip()
    found = _NUMBER.fullmatch(text)
    if not found or _is_trap(scalar, text, log):
        if not found:
            log.note("BC208", scalar, value=text)
        return None
    factor = _factor(found["suffix"].strip(), indicator)
    if factor is None:
        suffix, unit = (
            found["suffix"].strip(),
            indicator.unit_of_measure or "số không kèm chữ",
        )
        log.note("BC221", scalar, value=text, found=suffix, key=indicator.id, measure=unit)
        return None
    meanings = [
        numbers.Reading(reading.number * factor, reading.foreign)
        for reading in numbers.readings(found["number"].strip())
    ]
    if factor == 1 and not indicator.places and len(meanings) > 1:
        # Nobody writes the decimals of what is counted whole: '2.000 hồ sơ' is not 2.
        meanings = [reading for reading in meanings if reading.number.as_tuple().exponent == 0]
    number = _meant(scalar, text, meanings, indicator, log)
    if number is None:
        return None
    word = (found["qualifier"] or "").lower()
    return _Written(number, _QUALIFIERS.get(word, word))


def _is_trap(scalar: Scalar, text: str, log: Log) -> bool:
    """Report spellings that other programs would change: 1_000, 010, 16:30."""
    if "_" in text:
        plain = text.replace("_", "")
        log.note("BC213", scalar, value=text, as_number=plain, plain=plain)
    elif _TIME.fullmatch(text):
        log.note("BC217", scalar, value=text)
    elif re.fullmatch(r"0\d{2,}", text) and scalar.style == PLAIN:
        log.note("BC214", scalar, value=text, plain=text.lstrip("0") or "0")
    else:
        return False
    return True


def _factor(suffix: str, indicator: Indicator) -> Decimal | None:
    """Return what the number is to be multiplied by for the words behind it, or None."""
    unit = indicator.unit_of_measure.lower()
    if suffix.lower() in {"", unit}:
        return Decimal(1)
    if suffix.lower() in MONEY and unit in SCALES:
        return Decimal(1).scaleb(MONEY[suffix.lower()] - SCALES[unit])
    return None


def _meant(
    scalar: Scalar,
    text: str,
    meanings: list[numbers.Reading],
    indicator: Indicator,
    log: Log,
) -> Decimal | None:
    """Choose among meanings by the indicator's decimals and bounds, or report why not."""
    within = [reading for reading in meanings if _in_bounds(reading.number, indicator)]
    fitting = [reading for reading in within if numbers.decimals(reading.number) <= indicator.places]
    if len(fitting) == 1:
        if fitting[0].foreign:
            meaning = numbers.plain_text(fitting[0].number)
            log.note("BC222", scalar, value=text, meaning=meaning)
        return fitting[0].number
    if fitting:
        first, second = (numbers.plain_text(reading.number) for reading in fitting)
        log.note(
            "BC209",
            scalar,
            value=text,
            first=first,
            second=second,
            first_plain=first.replace(".", ""),
            second_plain=second.replace(".", ""),
        )
    elif not meanings:
        log.note("BC208", scalar, value=text)
    elif not within:
        _out_of_bounds(scalar, meanings[0].number, indicator, log)
    else:
        _too_precise(scalar, text, within[0].number, indicator, log)
    return None


def _in_bounds(number: Decimal, indicator: Indicator) -> bool:
    return (indicator.low is None or indicator.low <= number) and (
        indicator.high is None or number <= indicator.high
    )


def _bounded(node: Node, ratio: Ratio | None, indicator: Indicator, log: Log) -> Ratio | None:
    """Return the ratio if its percentage lies between the bounds."""
    percent = ratio.percent if ratio else None
    if percent is None or _in_bounds(percent, indicator):
        return ratio
    _out_of_bounds(node, numbers.rounded(percent, 2), indicator, log)
    return None


def _is_sized(node: Node, count: int, what: str, indicator: Indicator, log: Log) -> bool:
    """Tell whether a text or a list is as long as may be; `khoang` counts its characters or items."""
    high = indicator.high if indicator.high is not None else LONGEST
    if (indicator.low or 0) <= count <= high:
        return True
    bounds = _bounds(indicator.low, high)
    log.note("BC403", node, key=indicator.id, count=count, what=what, bounds=bounds)
    return False


def _bounds(low: Decimal | None, high: Decimal | None) -> str:
    """Return 'từ 0 đến 100'."""
    named = (("từ", low), ("đến", high))
    return " ".join(f"{word} {numbers.plain_text(bound)}" for word, bound in named if bound is not None)


def _out_of_bounds(node: Node, number: Decimal, indicator: Indicator, log: Log) -> None:
    bounds = _bounds(indicator.low, indicator.high)
    value = numbers.plain_text(number)
    unit = indicator.unit_of_measure or "không có"
    log.note("BC401", node, key=indicator.id, value=value, bounds=bounds, measure=unit)


def _too_precise(scalar: Scalar, text: str, number: Decimal, indicator: Indicator, log: Log) -> None:
    if indicator.places == 0:
        unit = indicator.unit_of_measure or "không có đơn vị tính"
        log.note("BC210", scalar, value=text, key=indicator.id, measure=unit)
    else:
        places = numbers.decimals(number)
        log.note("BC220", scalar, value=text, key=indicator.id, places=places, limit=indicator.places)


def _ratio(scalar: Scalar, log: Log) -> Ratio | None:
    found = _RATIO.fullmatch(nfc(scalar.text).strip())
    parts = [numbers.readings(found[name]) for name in ("numerator", "denominator")] if found else []
    if len(parts) == 2 and all(parts):  # noqa: PLR2004 - numerator and denominator
        ratio = Ratio(parts[0][0].number, parts[1][0].number)
        if ratio.denominator > 0:
            return ratio
    log.note("BC218", scalar, value=scalar.text)
    return None


def _ratio_parts(fields: Fields, indicator: Indicator) -> _Written | None:
    numerator, denominator = fields.number("tu_so"), fields.number("mau_so")
    if fields.done() and numerator is not None and denominator:
        ratio = _bounded(fields.node, Ratio(numerator, denominator), indicator, fields.log)
        return _Written(ratio) if ratio else None
    fields.log.note("BC218", fields.node, value=indicator.id)
    return None


def read_entries(
    mapping: nodes.Mapping | None, indicators: Mapping[str, Indicator], log: Log
) -> Mapping[str, Entry]:
    """Read `chi_tieu` of a submission; unknown and derived indicators are reported."""
    found = {}
    for name, (key, node) in (mapping.entries if mapping else {}).items():
        indicator = indicators.get(name)
        if indicator is None:
            log.note("BC302", key, value=name, hint=hint(name, indicators))
        elif indicator.is_derived:
            formula = indicator.formula or f"{indicator.numerator} / {indicator.denominator}"
            log.note("BC310", key, value=name, formula=formula)
        else:
            found[name] = read_entry(node, indicator, log)
    return found


def read_controls(
    mapping: nodes.Mapping | None, indicators: Mapping[str, Indicator], log: Log
) -> Mapping[str, Control]:
    """Read `doi_chieu`: what the unit published of figures that follow from others."""
    found = {}
    for name, (key, node) in (mapping.entries if mapping else {}).items():
        indicator = indicators.get(name)
        if indicator is None:
            log.note("BC302", key, value=name, hint=hint(name, indicators))
            continue
        control = _control(node, as_published(indicator), log)
        if control:
            found[name] = control
    return found


def _control(node: Node, indicator: Indicator, log: Log) -> Control | None:
    """Read a published number, or {gia_tri, xep_hang} of which either may be left out."""
    if isinstance(node, nodes.Mapping) and node.entries.keys() == {"xep_hang"}:
        rank = _rank(Fields(node, log))
        return Control(log.place(node), rank=rank) if rank else None
    entry = read_entry(node, indicator, log)
    if isinstance(entry.value, Decimal):
        return Control(entry.at, entry.value, _written_places(entry.value), entry.rank)
    return None


def as_published(indicator: Indicator) -> Indicator:
    """Return how a published value is read: ratios as percentages, at any precision."""
    if indicator.kind is IndicatorKind.RATIO:
        indicator = indicator._replace(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
    return indicator._replace(places=MOST_PLACES if indicator.is_percentage else indicator.places)


def _written_places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
