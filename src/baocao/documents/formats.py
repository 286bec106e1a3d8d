"""Python's formats in templates: how far fields are filled up is known beforehand, and is bounded.

None makes a character of a number, which may be one of those that stand for tables and footnotes.
"""

import re
from datetime import date
from typing import Any, Final

from jinja2.exceptions import SecurityError

_LONGEST_WIDTH: Final = 3
"""Digits of a width."""
_LONGEST_DATE: Final = 16
"""Characters that one of a format of dates may become: '%c' is the date and the time."""
_CONVERSION: Final = re.compile(
    r"[#0 +-]*(?P<width>\*|\d*)(?:\.(?P<places>\*|\d*))?[hlL]?(?P<kind>.?)", re.DOTALL
)
_BRACKET: Final = re.compile(r"[()]")
_DIGITS: Final = re.compile(r"\d+")
_WIDE_DATE: Final = re.compile(r"%[^a-zA-Z%]*\d")
"""A field of a date filled up to a width, which nobody writes."""


def percent_widths(text: str) -> int:
    """Return up to how many characters the fields of a text before '%' are filled; raises SecurityError."""
    filled = position = 0
    while position := text.find("%", position) + 1:
        field = _CONVERSION.match(text, _after_key(text, position))
        if not field:
            return filled
        # '%c' makes a character of a number, and might make one of our own tokens.
        if field["kind"] == "c":
            raise SecurityError(text)
        filled += _field_width(field["width"]) + _field_width(field["places"])
        position = field.end()
    return filled


def _after_key(text: str, position: int) -> int:
    """Return where the name of a field ends, in which brackets may lie in brackets."""
    depth = 0
    for bracket in _BRACKET.finditer(text, position) if text[position : position + 1] == "(" else ():
        depth += 1 if bracket[0] == "(" else -1
        if not depth:
            return bracket.end()
    return position


def spec_widths(value: Any, spec: str) -> int:
    """Return up to how many characters a field '{:…}' is filled; raises SecurityError."""
    if isinstance(value, date):
        return date_width(spec)
    if spec.endswith("c"):
        raise SecurityError(spec)
    return sum(map(_field_width, _DIGITS.findall(spec)))


def date_width(spec: str) -> int:
    """Return how many characters a date takes in a format of dates; raises SecurityError."""
    if _WIDE_DATE.search(spec):
        raise SecurityError(spec)
    return len(spec) * _LONGEST_DATE


def _field_width(written: str | None) -> int:
    if written == "*" or len(written or "") > _LONGEST_WIDTH:
        raise SecurityError(str(written))
    return int(written or 0)
