"""Letters and words: Unicode forms, folding without diacritics, nearest names."""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import takewhile
from typing import Final

_LONGEST_NAME: Final = 100
"""What is longer is no name, and comparing would take long."""
_MOST_NAMES: Final = 4000
"""More names than the country has communes are not compared one by one."""
_NO_MARKS: Final = str.maketrans("đĐ", "dD")


def nfc(text: str) -> str:
    """Return `text` with composed letters (Unicode NFC), as TCVN 6909:2001 asks for."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Return `text` in lower case, without diacritics."""
    plain = unicodedata.normalize("NFD", text.translate(_NO_MARKS).lower())
    return "".join(character for character in plain if not unicodedata.combining(character))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that `name` most likely stands for, or None if nothing is close.

    Diacritics and case do not count, so that 'Xã Mỏ Cầy' and 'xa-mo-cay' find their way; of equally
    close names the one that starts alike is taken.
    """
    if len(name) > _LONGEST_NAME:
        return None
    wanted = folded(name)
    names = list(known)
    if len(names) > _MOST_NAMES:
        return None
    by_folded = {folded(candidate): candidate for candidate in reversed(names)}
    close = get_close_matches(wanted, by_folded, n=5, cutoff=0.6)
    if not close:
        return None
    best = max(
        close,
        key=lambda found: (
            SequenceMatcher(None, found, wanted).ratio(),
            _shared_start(found, wanted),
        ),
    )
    return by_folded[best]


def _shared_start(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def hint(name: str, known: Iterable[str]) -> str:
    """Return ' Ý bạn là …?' for the nearest known name, or nothing."""
    found = nearest(name, known)
    return f" Ý bạn là '{found}'?" if found else ""


def sentence_case(text: str) -> str:
    """Return `text` with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return `text` with its first letter in lower case, unless its first word is an abbreviation."""
    word = text.split(" ", maxsplit=1)[0]
    return text if len(word) > 1 and word[1:] != word[1:].lower() else text[:1].lower() + text[1:]


def joined(items: Iterable[str], last: str = "và") -> str:
    """Return 'a, b và c'; items that hold commas themselves are parted by semicolons."""
    words = list(items)
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    separator = "; " if any(", " in word for word in words) else ", "
    return f"{separator.join(words[:-1])} {last} {words[-1]}"
