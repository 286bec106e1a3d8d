"""What a cell of a worksheet can hold: its letters, its digits, and no text that becomes a formula."""

import re
from decimal import Decimal
from itertools import accumulate, takewhile
from typing import Final

from baocao.render.letters import without_controls
from baocao.vietnamese.numbers import binary_text, exact_text

_FORMULA: Final = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]")
"""What becomes a formula when somebody edits the cell, spaces aside; full-width signs do as well."""
MOST_DIGITS: Final = 17
"""Digits that tell any two numbers of a worksheet apart; more would be dropped by whoever reads them."""
MOST_LETTERS: Final = 32_767
"""Letters of a cell; Excel refuses more."""
_CODE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def counted_letters(text: str) -> int:
    """Return how many letters Excel counts: two of each that stands beyond the first 65,536 of Unicode."""
    return len(text) if text.isascii() else len(text) + sum(letter > "\uffff" for letter in text)


def first_letters(text: str, most: int) -> str:
    """Return as much of a text as has so many letters for Excel."""
    if len(text) * 2 <= most or counted_letters(text) <= most:
        return text
    ends = accumulate(1 + (letter > "\uffff") for letter in text)
    return text[: sum(1 for _ in takewhile(lambda end: end <= most, ends))]


def is_formula(text: str) -> bool:
    """Tell whether a text would become a formula when somebody edits its cell."""
    return bool(_FORMULA.match(text))


def cell_text(text: str) -> str:
    """Return a text that a cell can hold, in which Excel does not read '_x001B_' as a control character."""
    shown = first_letters(without_controls(text), MOST_LETTERS)
    return _CODE.sub("_x005F_", shown) if "_x" in shown else shown


def stored_number(number: Decimal) -> str:
    """Return a number as worksheets hold it: in binary, which as many digits tell exactly."""
    digits = len(number.normalize().as_tuple().digits)
    return exact_text(number) if digits < MOST_DIGITS else binary_text(number)
