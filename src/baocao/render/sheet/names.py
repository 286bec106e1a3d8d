"""Names of worksheets: such as Excel allows, ending with a word, no two alike."""

import re
from collections.abc import Iterator
from itertools import accumulate, count
from typing import Final

from baocao.render.letters import without_controls
from baocao.render.sheet.letters import counted_letters, first_letters
from baocao.vietnamese.phrases import BESIDE_NUMBER, break_costs

MAX_SHEET_NAME: Final = 31
_DIGITS: Final = 4
"""Letters of a number behind a name, with the blank before it; a document has 500 tables at most."""
_RESERVED: Final = "history"
"""The name that Excel keeps for itself."""
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'\t\n\r", " "))
_NUMBERED: Final = re.compile(r"(?P<name>.*?)(?P<number> \d{1,3})?")
_HANGING: Final = " ,;.-–(&"


def sheet_name(name: str, used: set[str]) -> str:
    """Return a name that Excel allows and that no sheet has yet; it is then used, too."""
    plain = " ".join(without_controls(name).translate(_FORBIDDEN).split())
    plain = f"{plain}_" if plain.lower() == _RESERVED else plain
    # Excel takes names that differ only in case for the same.
    chosen = next(name for name in _candidates_for(plain) if name.lower() not in used)
    used.add(chosen.lower())
    return chosen


def _candidates_for(name: str) -> Iterator[str]:
    yield shortened_name(name, MAX_SHEET_NAME) or "Bảng"
    short = shortened_name(name, MAX_SHEET_NAME - _DIGITS) or "Bảng"
    yield from (f"{short} {number}" for number in count(2))


def shortened_name(name: str, most: int) -> str:
    """Return a name of at most `most` letters that ends where a phrase may; its own number stays."""
    found = _NUMBERED.fullmatch(name)
    if counted_letters(name) <= most or not found:
        return name
    number = found["number"] or ""
    return f"{_first_words(found['name'].split(), most - len(number))}{number}"


def _first_words(words: list[str], most: int) -> str:
    """Return as many words as have room, fewer where the last would be torn from the next."""
    ends = [
        length for length in accumulate(counted_letters(word) + 1 for word in words) if length - 1 <= most
    ]
    if not ends:
        return first_letters(words[0], most) if words else ""
    costs = break_costs(words)
    good = [count for count in range(1, len(ends) + 1) if costs[count - 1] < BESIDE_NUMBER]
    chosen = good[-1] if good else len(ends)
    return " ".join(words[:chosen]).rstrip(_HANGING)
