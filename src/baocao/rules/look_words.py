"""The figures to look at first in words, and as programs read them: the same in every command."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from baocao.figures.shown import entered_number
from baocao.rules.compared import exact_before
from baocao.rules.first_looks import FirstLook
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import percent_text, rounded_number

SHARE_PLACES: Final = 2
LOOKS_TITLE: Final = "số liệu nên xem trước (phần lệch khỏi mức dự kiến so với tổng số các đơn vị)"
"""What they are called, with what the share before each is."""


def looks_heading(looks: Sequence[FirstLook]) -> str:
    """Return how many they are, and what they are called."""
    return f"{count_text(len(looks))} {LOOKS_TITLE}"


def look_lines(looks: Sequence[FirstLook]) -> Iterator[str]:
    """Yield a line for each: the shares under each other, then the figures."""
    widest = max(len(share_text(look)) for look in looks) if looks else 0
    return (f"{share_text(look):>{widest}}  {look_text(look)}" for look in looks)


def share_text(look: FirstLook) -> str:
    """Return '4,12%': what lies between the figure and the expected one, as a share of the total."""
    return percent_text(rounded_number(share_percent(look), SHARE_PLACES), SHARE_PLACES)


def share_percent(look: FirstLook) -> Decimal:
    """Return the same as a number."""
    return Decimal(look.share * 100)


def look_text(look: FirstLook) -> str:
    """Return 'Xã An An: tthc.rut = 58 (kỳ 2025-10: 22)'."""
    return _called_look(look, look.indicator.id)


def named_look(look: FirstLook) -> str:
    """Return 'Xã An An: Hồ sơ rút = 58 (kỳ 2025-10: 22)', for who knows no codes."""
    return _called_look(look, look.indicator.name)


def _called_look(look: FirstLook, called: str) -> str:
    now = entered_number(look.known.number, look.indicator)
    return f"{look.unit.name}: {called} = {now} ({before_text(look)})"


def before_text(look: FirstLook) -> str:
    """Return what the unit reported in the period before."""
    if look.before is None:
        return f"kỳ {look.period or 'trước'} không có"
    return f"kỳ {look.period}: {entered_number(exact_before(look.before), look.indicator)}"


def look_data(look: FirstLook) -> dict[str, Any]:
    """Return the figure as programs read it."""
    at = look.known.at
    return {
        "unit": look.unit.id,
        "indicator": look.indicator.id,
        "value": _number_data(look.known.number),
        "before": None if look.before is None else _number_data(exact_before(look.before)),
        "share": round(look.share, 6),
        "file": at.file if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
    }


def _number_data(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
