"""Numbers as clerks spell them, read by what their indicator can be.

A number is read in every way that its spelling allows; the indicator's decimals and bounds strike out
what cannot be meant. One meaning left is taken, two are asked about.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from baocao.model.indicator import Indicator
from baocao.model.submission import Value
from baocao.source.log import Log
from baocao.source.nodes import PLAIN, Node, Scalar
from baocao.vietnamese import numbers
from baocao.vietnamese.text import to_nfc

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
_WHOLE: Final = re.compile(r"0?\d|[1-9]\d{0,20}|[1-9]\d{0,2}(?:\.\d{3}){1,6}", re.ASCII)
_PLAIN: Final = re.compile(r"(?P<whole>0|[1-9][0-9]{0,2})(?:,(?P<rest>[0-9]+))?(?P<sign>%?)")
_LONGEST_CLEAR: Final = 30
_GROUP: Final = 3
"""As many digits behind a comma might be thousands in English."""
_OCTAL: Final = re.compile(r"0\d{2,}", re.ASCII)
_TIME: Final = re.compile(r"\d{1,2}:\d{2}")
LARGE: Final = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
"""Words for large numbers, with how many zeros they stand for."""
DONG: Final = ("đồng", "đ", "vnđ", "vnd")
PERCENT: Final = ("%", "phần trăm")


class Written(NamedTuple):
    """A value with the word before it."""

    value: Value
    qualifier: str = ""


def clear_number(text: str, indicator: Indicator) -> Decimal | None:
    """Return the number that `text` can only mean; None if that needs a closer look.

    Nearly all figures are plain or grouped whole numbers, with or without the unit of measure, which no
    indicator reads in two ways: the English meaning of 3.781 has decimals. This halves the time that
    values take.
    """
    if not indicator.kind.is_number:
        return None
    digits, _, measure = text.partition(" ")
    if len(digits) > _LONGEST_CLEAR:
        return None
    if measure and (measure != indicator.unit_of_measure or measure[0].isdigit() or "%" in digits):
        return None
    number = _decimal_number(digits, indicator) if indicator.places else _whole_number(digits)
    return number if number is not None and in_bounds(number, indicator) else None


@lru_cache(maxsize=100_000)
def _whole_number(text: str) -> Decimal | None:
    return Decimal(text.replace(".", "")) if _WHOLE.fullmatch(text) else None


def _decimal_number(text: str, indicator: Indicator) -> Decimal | None:
    """Return the number of '86,6' or '86,6%', unless its decimals might be thousands in English."""
    number, places, sign = _split_fraction(text)
    if places == _GROUP or places > indicator.places or (sign and not indicator.is_percentage):
        return None
    return number


@lru_cache(maxsize=100_000)
def _split_fraction(text: str) -> tuple[Decimal | None, int, str]:
    """Return a number of at most three digits before its comma, how many stand behind, and its sign."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None, 0, ""
    rest = match["rest"] or ""
    return Decimal(f"{match['whole']}.{rest}"), len(rest), match["sign"]


def read_number(scalar: Scalar, indicator: Indicator, log: Log) -> Written | None:
    """Return the number that a text means for `indicator`, or None with what keeps it from being clear."""
    text = to_nfc(scalar.text).strip()
    match = _NUMBER.fullmatch(text)
    if not match or _is_trap(scalar, text, log):
        if not match:
            log.note_problem("BC208", scalar, value=text)
        return None
    factor = _scale_factor(match["suffix"].strip(), indicator)
    if factor is None:
        suffix, unit = (
            match["suffix"].strip(),
            indicator.unit_of_measure or "số không kèm chữ",
        )
        log.note_problem("BC221", scalar, value=text, found=suffix, key=indicator.id, measure=unit)
        return None
    meanings = [
        numbers.Reading(reading.number * factor, reading.foreign)
        for reading in numbers.number_readings(match["number"].strip())
    ]
    if factor == 1 and not indicator.places and len(meanings) > 1:
        # Nobody writes the decimals of what is counted whole: '2.000 hồ sơ' is not 2.
        meanings = [reading for reading in meanings if reading.number.as_tuple().exponent == 0]
    number = _meant_number(scalar, text, meanings, indicator, log)
    if number is None:
        return None
    word = (match["qualifier"] or "").lower()
    return Written(number, _QUALIFIERS.get(word, word))


def _is_trap(scalar: Scalar, text: str, log: Log) -> bool:
    """Report spellings that other programs would change, and tell whether they keep from reading: 1_000."""
    if "_" in text:
        plain = text.replace("_", "")
        log.note_problem("BC213", scalar, value=text, as_number=plain, plain=plain)
    elif _TIME.fullmatch(text):
        log.note_problem("BC217", scalar, value=text)
    else:
        # YAML 1.1 reads 010 as eight; what counts can only be ten, and in quotes nobody reads it otherwise.
        if _OCTAL.fullmatch(text) and scalar.style == PLAIN:
            log.note_problem("BC214", scalar, value=text, plain=text.lstrip("0") or "0")
        return False
    return True


def _scale_factor(suffix: str, indicator: Indicator) -> Decimal | None:
    """Return what the number is to be multiplied by for the words behind it, or None."""
    written, unit = suffix.lower(), indicator.unit_of_measure.lower()
    if written in {"", unit} or (indicator.is_percentage and written in PERCENT):
        return Decimal(1)
    if indicator.is_percentage:
        return None
    zeros, rest = _parted_unit(written)
    known, measure = _parted_unit(unit)
    alike = rest == measure or {rest, measure} <= set(DONG)
    # '5 triệu' where what is counted is not said; a unit alone is as large as it says.
    return Decimal(1).scaleb(zeros - known) if alike or (zeros and not rest) else None


def known_suffixes(indicator: Indicator) -> tuple[str, ...]:
    """Return what may stand behind a number, in small letters, beside nothing at all."""
    unit = indicator.unit_of_measure.lower()
    if indicator.is_percentage:
        return PERCENT
    _, measure = _parted_unit(unit)
    measures = DONG if measure in DONG else (measure,)
    larger = (f"{large} {each}".strip() for large in LARGE for each in measures)
    return tuple(filter(None, dict.fromkeys((unit, *measures, *LARGE, *larger))))


def _parted_unit(text: str) -> tuple[int, str]:
    """Return how many zeros the words of a unit stand for, and what is counted: 'triệu đồng'."""
    first, _, rest = text.partition(" ")
    return (LARGE[first], rest.strip()) if first in LARGE else (0, text)


def _meant_number(
    scalar: Scalar,
    text: str,
    meanings: list[numbers.Reading],
    indicator: Indicator,
    log: Log,
) -> Decimal | None:
    """Choose among meanings by the indicator's decimals and bounds, or report why not."""
    # Bounds before decimals: of two meanings the impossible one is struck out first.
    within = [reading for reading in meanings if in_bounds(reading.number, indicator)]
    fitting = [reading for reading in within if numbers.decimal_count(reading.number) <= indicator.places]
    if len(fitting) == 1:
        if fitting[0].foreign:
            meaning = numbers.number_text(fitting[0].number)
            log.note_problem("BC222", scalar, value=text, meaning=meaning)
        return fitting[0].number
    if fitting:
        first, second = (numbers.number_text(reading.number) for reading in fitting)
        log.note_problem(
            "BC209",
            scalar,
            value=text,
            first=first,
            second=second,
            first_plain=first.replace(".", ""),
            second_plain=second.replace(".", ""),
        )
    elif not meanings:
        log.note_problem("BC208", scalar, value=text)
    elif not within:
        out_of_bounds(scalar, meanings[0].number, indicator, log)
    else:
        _too_precise(scalar, text, within[0].number, indicator, log)
    return None


def _too_precise(scalar: Scalar, text: str, number: Decimal, indicator: Indicator, log: Log) -> None:
    if indicator.places == 0:
        unit = indicator.unit_of_measure or "không có đơn vị tính"
        log.note_problem("BC210", scalar, value=text, key=indicator.id, measure=unit)
    else:
        places = numbers.decimal_count(number)
        log.note_problem(
            "BC220", scalar, value=text, key=indicator.id, places=places, limit=indicator.places
        )


def in_bounds(number: Decimal, indicator: Indicator) -> bool:
    """Tell whether a number lies between the indicator's bounds, ends included."""
    return (indicator.low is None or indicator.low <= number) and (
        indicator.high is None or number <= indicator.high
    )


def out_of_bounds(node: Node, number: Decimal, indicator: Indicator, log: Log) -> None:
    """Report a number that does not."""
    bounds = bounds_text(indicator.low, indicator.high)
    value = numbers.number_text(number)
    unit = indicator.unit_of_measure or "không có"
    log.note_problem("BC401", node, key=indicator.id, value=value, bounds=bounds, measure=unit)


def bounds_text(low: Decimal | None, high: Decimal | None) -> str:
    """Return 'từ 0 đến 100'."""
    named = (("từ", low), ("đến", high))
    return " ".join(f"{word} {numbers.number_text(bound)}" for word, bound in named if bound is not None)
