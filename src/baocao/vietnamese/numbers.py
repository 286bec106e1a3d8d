"""Numbers as Vietnamese documents write them: '.' between thousands, ',' before decimals.

Reading gives *all* that a text can mean; the reader of a field decides by what the field may hold.
Writing rounds half up, as accounting does. No other module makes text of a number, but for what knows
indicators in `figures.shown`, which asks here (`tests/test_mot_nguoi_viet.py`).
"""

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, getcontext
from functools import lru_cache
from typing import Final, NamedTuple

from baocao.vietnamese.counts import THOUSANDS

_SIGNED: Final = re.compile(r"(?P<sign>[-−+]?)\s*(?P<body>[0-9][0-9.,_ \u00a0\u202f]*)")
_VIETNAMESE: Final = "[$-42A]"
"""The language of formats in worksheets, whose ',' and '.' become the marks of that language."""
WHOLE: Final = Decimal(100)
MOST_DIGITS: Final = 24
"""What a number may have, with some to spare for sums; figures of a country have half as many."""
_GROUP: Final = 3
"""Digits between marks of thousands."""
_STORED_DIGITS: Final = 15
"""Digits of a number that worksheets keep."""
_LONGEST: Final = 80
_GROUPS: Final = {
    mark: re.compile(rf"[1-9]\d{{0,2}}(?:{escaped}\d{{3}})+")
    for mark, escaped in ((".", r"\."), (",", ","), (" ", r"[ \u00a0\u202f]"))
}
_SPACES: Final = str.maketrans({" ": "", "\u00a0": "", "\u202f": ""})


class Reading(NamedTuple):
    """One meaning of a written number; `foreign` marks one that only English spelling gives."""

    number: Decimal
    foreign: bool = False


_ROMAN: Final = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def number_readings(text: str) -> tuple[Reading, ...]:
    """Return every number that `text` can mean, the Vietnamese reading first.

    '3.781' is 3781 or, as English decimals, 3.781; '86,6' and '479.000.000' have one meaning.
    """
    match = _SIGNED.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    # Programs read '1_000' in different ways; whoever wrote it is asked (BC213).
    if not match or "_" in text or sum(map(str.isdecimal, text)) > MOST_DIGITS:
        return ()
    body = match["body"].strip()
    native = _read_number(body, thousands=(".", " "), decimal=",")
    foreign = _read_number(body, thousands=(",",), decimal=".")
    sign = -1 if match["sign"] in {"-", "−"} else 1
    meanings = [] if native is None else [Reading(native * sign)]
    if foreign is not None and foreign != native:
        meanings.append(Reading(foreign * sign, foreign=True))
    return tuple(meanings)


def _read_number(body: str, *, thousands: tuple[str, ...], decimal: str) -> Decimal | None:
    whole, mark, fraction = body.partition(decimal)
    grouped = _ungrouped_digits(whole, thousands)
    if grouped is None or (mark and not fraction.isdecimal()):
        return None
    return Decimal(f"{grouped}.{fraction}" if mark else grouped)


def _ungrouped_digits(text: str, marks: tuple[str, ...]) -> str | None:
    """Return the digits of `text`, grouped by threes with one of `marks` or not at all."""
    if text.isdecimal():
        return text
    for mark in marks:
        if _GROUPS[mark].fullmatch(text):
            return text.translate(_SPACES).replace(mark, "")
    return None


def rounded_number(number: Decimal, places: int) -> Decimal:
    """Return `number` with `places` decimals, halves away from zero.

    What is rounded to nothing has no sign. What somebody pasted by mistake may have more digits than can be
    computed with; it becomes whole.
    """
    if number.adjusted() + places >= getcontext().prec:
        return number.to_integral_value(ROUND_HALF_UP)
    quantize = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return quantize or abs(quantize)


def decimal_count(number: Decimal) -> int:
    """Return how many decimals the number needs: none for 3.0, one for 86.50."""
    exponent = int(number.as_tuple().exponent)
    return max(0, -int(number.normalize().as_tuple().exponent)) if exponent < 0 else 0


@lru_cache(maxsize=50_000)
def number_text(number: Decimal, places: int | None = None, *, fixed: bool = False) -> str:
    """Return '3.781' or '86,6'; at most `places` decimals, or exactly as many if `fixed`.

    Without `places` every decimal of the number is written. The marks are those of CLDR, whose library
    rounds half to even, takes fifty times as long, and would slow every command.
    """
    value = number if places is None else rounded_number(number, places)
    shown = places if fixed and places is not None else decimal_count(value)
    whole, _, fraction = f"{value:,.{shown}f}".partition(".")
    return whole.replace(",", THOUSANDS) + (f",{fraction}" if fraction else "")


def prose_number(number: Decimal, places: int | None = None) -> str:
    """Return the number as sentences write it: counts from 1 to 9 get a zero ('04 quyết định')."""
    text = number_text(number, places)
    return f"0{text}" if len(text) == 1 and text != "0" else text


def percent_text(number: Decimal, places: int | None = None) -> str:
    """Return '86,6%' of a number that is a percentage already."""
    return f"{number_text(number, places)}%"


def rate_text(number: Decimal, places: int) -> str:
    """Return '99,9%' of 99,97 with one decimal: below the whole nothing is 100%, above nothing not 0%."""
    rounded = rounded_number(number, places)
    if rounded == WHOLE and number < WHOLE:
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
    if rounded == 0 and number > 0:
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_UP)
    return percent_text(rounded)


def signed_text(number: Decimal, places: int | None = None) -> str:
    """Return a change with its sign, '+32.712' or '-5'; zero has none."""
    sign = "+" if number > 0 else "-" if number < 0 else ""
    return f"{sign}{number_text(abs(number), places)}"


def measured_text(number: float, places: int) -> str:
    """Return what was measured, lengths, sizes and seconds, with exactly so many decimals: '12,7'."""
    return number_text(Decimal(f"{number:.{places}f}"), places, fixed=True)


def length_text(value: float) -> str:
    """Return a measure of a page with at most two decimals: '12,7', '20'."""
    return number_text(Decimal(str(round(value, 2))))


def exact_text(number: Decimal) -> str:
    """Return the number as programs and hashes want it: '3781', '86.6', with no marks of thousands."""
    return f"{number.normalize():f}"


def typed_text(number: Decimal) -> str:
    """Return the number as a clerk types it: '3781', '86,6', with no marks of thousands.

    Three decimals get a zero behind them: '3,781' might be English for 3781, '3,7810' may not.
    """
    text = exact_text(number).replace(".", ",")
    return f"{text}0" if decimal_count(number) == _GROUP else text


def stored_number(text: str) -> Decimal | None:
    """Return the number that a worksheet stores, without traces of binary fractions; None if it is none."""
    try:
        number = Decimal(f"{float(text):.{_STORED_DIGITS}g}")
    except (ValueError, OverflowError):
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _STORED_DIGITS else None


def binary_text(number: Decimal) -> str:
    """Return the shortest text of the binary number that programs hold in its place: '1E+20'."""
    return repr(float(number)).upper()


def worksheet_format(places: int, lead: str = "") -> str:
    """Return the format by which worksheets write the same, after words such as 'ít nhất '."""
    quoted = f'"{lead}"' if lead else ""
    return f"{_VIETNAMESE}{quoted}#,##0.{'0' * places}" if places else f"{_VIETNAMESE}{quoted}#,##0"


def roman_numeral(number: int) -> str:
    """Return a Roman number, as parts and appendices are numbered."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
