"""Syllables: what can be one, and where its tone mark may stand."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_TONE: Final = re.compile(f"[{_TONES}]")
_SYLLABLE: Final = re.compile(
    r"""(?:ngh?|g[hi]?|kh?|ch?|nh?|ph?|qu|t[hr]?|[bdđhlmrsvx])?
        (?: i(?:êu?|a|u)? | y(?:êu?|u)? | e[ou]? | êu? | ư(?:ơ[iu]?|a|i|u)? | ơi?
          | u(?:ô(?:i)?|yêu?|y[au]?|â[yi]?|ê|ơ|a|i|ya)? | o(?:a[iyou]?|ăn?|e[o]?|i|o)? | ôi?
          | a[iouy]? | â[uy]? | ă )
        (?P<stop>(?<=[aêiy])ch|c|p|t)? (?(stop)|(?:(?<=[aêiy])nh|ng?|m)?)""",
    re.VERBOSE,
)
_OF_STOPS: Final = ("\u0301", "\u0323")


@lru_cache(maxsize=20_000)
def split_tones(word: str) -> tuple[str, str]:
    """Return the letters of one word without tone marks, and the tone marks in their order."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _TONE.sub("", parts)), "".join(_TONE.findall(parts))


def is_syllable(word: str) -> bool:
    """Tell whether a word is built as Vietnamese syllables are, with one tone at most.

    Syllables that end in c, ch, p or t have the tone sắc or nặng.
    """
    letters, tones = split_tones(word.lower())
    match = _SYLLABLE.fullmatch(letters)
    if match is None or len(tones) > 1:
        return False
    return not tones or match["stop"] is None or tones in _OF_STOPS


def tone_folded(words: str) -> str:
    """Return the words in lower case with tone marks at their ends: 'Hoà' and 'Hòa' become the same."""
    return " ".join("".join(split_tones(word)) for word in words.lower().split())
