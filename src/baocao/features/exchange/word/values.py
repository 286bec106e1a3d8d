"""Figures as they are printed, compared by what they say: '3.781' and '3781' are one."""

import re
from typing import Final

from baocao.features.exchange.word.spelling import same_words

_NUMBER: Final = re.compile(r"\d+(?:[. \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?")
_APART: Final = re.compile(r"[. \u00a0\u202f]")
_BEFORE_PERCENT: Final = re.compile(r"\s+%")


def plain_value(text: str) -> str:
    """Return a printed value with its numbers as they are without any way of writing them."""
    return _NUMBER.sub(_plain_number, _BEFORE_PERCENT.sub("%", text)).strip()


def same_value(one: str, other: str) -> bool:
    """Tell whether two printed values say the same."""
    return same_words(plain_value(one), plain_value(other))


def _plain_number(found: re.Match[str]) -> str:
    whole, comma, places = _APART.sub("", found[0]).partition(",")
    places = places.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{comma if places else ''}{places}"
