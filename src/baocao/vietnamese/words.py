"""Numbers in Vietnamese words, in the official ('linh', 'nghìn') reading."""

from decimal import Decimal
from typing import Final

from baocao.vietnamese.numbers import exact_text

DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_THOUSANDS: Final = ("", "nghìn", "triệu")
_BILLION: Final = 1_000_000_000
_READ_TOGETHER: Final = 2
"""Decimals that are read as a number; more of them, or with a zero before, are read one by one."""


def in_words(number: int) -> str:
    """Return `number` in words: 105 is 'một trăm linh năm', 21 is 'hai mươi mốt'.

    Above a milliard the names repeat: 'nghìn tỷ', 'triệu tỷ', 'tỷ tỷ' (Luật Kế toán).
    """
    if number < 0:
        return f"âm {in_words(-number)}"
    return _positive_words(number, leading=True) if number else DIGITS[0]


def decimal_words(number: Decimal) -> str:
    """Return a number with its decimals in words: 97,35 is 'chín mươi bảy phẩy ba mươi lăm'."""
    whole, _, fraction = exact_text(abs(number)).partition(".")
    words = in_words(int(whole))
    if fraction:
        together = len(fraction) <= _READ_TOGETHER and fraction[0] != "0"
        read = in_words(int(fraction)) if together else " ".join(DIGITS[int(digit)] for digit in fraction)
        words = f"{words} phẩy {read}"
    return f"âm {words}" if number < 0 else words


def _positive_words(number: int, *, leading: bool) -> str:
    """Read `number` > 0; a group that does not lead is read with all its hundreds."""
    if number < _BILLION:
        return _below_billion(number, leading=leading)
    high, low = divmod(number, _BILLION)
    words = f"{_positive_words(high, leading=leading)} tỷ"
    return f"{words} {_below_billion(low, leading=False)}" if low else words


def _below_billion(number: int, *, leading: bool) -> str:
    parts: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words = _hundreds_words(group, full=bool(parts) or not leading)
            parts.append(f"{words} {_THOUSANDS[power]}".rstrip())
    return " ".join(parts)


def _hundreds_words(group: int, *, full: bool) -> str:
    hundreds, rest = divmod(group, 100)
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    tens, unit = divmod(rest, 10)
    if tens == 0 and unit:
        words += ["linh", DIGITS[unit]] if words else [DIGITS[unit]]
    elif tens:
        words.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
        words += _unit_after(tens, unit)
    return " ".join(words)


def _unit_after(tens: int, unit: int) -> list[str]:
    if unit == 0:
        return []
    if tens == 1:
        return ["lăm" if unit == 5 else DIGITS[unit]]  # noqa: PLR2004 - mười lăm
    return [_AFTER_TENS.get(unit, DIGITS[unit])]
