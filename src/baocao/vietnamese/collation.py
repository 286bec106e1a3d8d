"""The Vietnamese alphabetical order of CLDR (`vi`), for lists of names.

Base letters first, over the whole string (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc,
nặng), then lower before upper case. Word lists that compare syllable by syllable may differ where
two names differ both in a tone and in a later letter.
"""

import unicodedata
from functools import cache
from typing import Final

_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@cache
def _letter_weights(character: str) -> tuple[int, int, int]:
    """Return the weights of one NFC character: letter, tone, case."""
    plain = unicodedata.normalize("NFD", character.lower())
    tone = next((_TONES[mark] for mark in plain if mark in _TONES), 0)
    base = unicodedata.normalize("NFC", "".join(mark for mark in plain if mark not in _TONES))
    position = _LETTERS.find(base)
    # What is no letter of the alphabet (spaces, digits, signs) comes before all that are.
    letter = position + 1000 if position >= 0 else min(ord(base[0]), 999) if base else 0
    return letter, tone, int(character != character.lower())


def collation_key(
    text: str,
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Return a key that sorts `text` in Vietnamese order."""
    weights = [_letter_weights(character) for character in unicodedata.normalize("NFC", text)]
    letters, tones, cases = zip(*weights, strict=True) if weights else ((), (), ())
    return letters, tones, cases
