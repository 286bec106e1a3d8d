"""Letters and words: Unicode forms, folding without diacritics, nearest names."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import takewhile
from typing import Final

from baocao.vietnamese.counts import count_text

_LONGEST_NAME: Final = 100
"""What is longer is no name, and comparing would take long."""
_MOST_NAMES: Final = 4000
"""More names than the country has communes are not compared one by one."""
_PILE: Final = re.compile(r"[^\w\x00-\x7f]{60}")
_PILES: Final = re.compile(r"([^\w\x00-\x7f]{60,})")
"""Long rows of what is neither letter nor digit nor ASCII, as all combining marks are."""
_MARKS: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_ODD: Final = re.compile("[^\x00-\x7f\u2010-\u2027]")


def to_nfc(text: str) -> str:
    """Return `text` with composed letters (Unicode NFC), as TCVN 6909:2001 asks for.

    Marks that are piled up by the dozen stay as they are: no language has them, and to sort them takes a
    time that grows with the square of their number.
    """
    if text.isascii():
        return text
    if _PILE.search(text):
        return "".join(part if _PILE.match(part) else to_nfc(part) for part in _PILES.split(text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def is_nfc(text: str) -> bool:
    """Tell whether the letters of `text` are composed, but for marks that are piled up by the dozen."""
    return text.isascii() or to_nfc(text) == text


@lru_cache(maxsize=10_000)
def folded_text(text: str) -> str:
    """Return `text` in lower case, without diacritics."""
    text = _PILES.sub("", text).replace("đ", "d").replace("Đ", "D").lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text))
    # One by one only where anything but letters, signs and dashes is left, which takes ten times as long.
    if not _ODD.search(plain):
        return plain
    return "".join(character for character in plain if not unicodedata.combining(character))


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that `name` most likely stands for, or None if nothing is close.

    Diacritics and case do not count, so that 'Xã Mỏ Cầy' and 'xa-mo-cay' find their way; of equally
    close names the one that starts alike is taken, then the one that is known first.
    """
    if len(name) > _LONGEST_NAME:
        return None
    wanted = folded_text(name)
    names = list(known)
    if len(names) > _MOST_NAMES:
        return None
    # Reversed, so that of names that fold alike the first one stays.
    by_folded = {folded_text(candidate): candidate for candidate in reversed(names)}
    close = get_close_matches(wanted, by_folded, n=5, cutoff=0.6)
    if not close:
        return None
    # Reversed above: what is known first has the last place.
    place = {candidate: number for number, candidate in enumerate(by_folded)}
    best = max(
        close,
        key=lambda candidate: (
            SequenceMatcher(None, candidate, wanted).ratio(),
            _shared_start(candidate, wanted),
            place[candidate],
        ),
    )
    return by_folded[best]


def _shared_start(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def first_few(names: Sequence[str], most: int, what: str) -> str:
    """Return 'An Bình, Bình Sơn và 3 đơn vị khác': names beyond the first ones are only counted."""
    more = f" và {count_text(len(names) - most)} {what} khác" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def name_hint(name: str, known: Iterable[str]) -> str:
    """Return ' Ý bạn là …?' for the nearest known name, or nothing."""
    meant = nearest_name(name, known)
    return f" Ý bạn là '{meant}'?" if meant else ""


def sentence_case(text: str) -> str:
    """Return `text` with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return `text` with its first letter in lower case, unless its first word is an abbreviation."""
    word = text.split(" ", maxsplit=1)[0]
    return text if len(word) > 1 and word[1:] != word[1:].lower() else text[:1].lower() + text[1:]


def joined_words(items: Iterable[str], last: str = "và") -> str:
    """Return 'a, b và c'; items that hold commas themselves are parted by semicolons."""
    words = list(items)
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    separator = "; " if any(", " in word for word in words) else ", "
    return f"{separator.join(words[:-1])} {last} {words[-1]}"


def text_file(text: str) -> bytes:
    """Return a text as a file that old programs of Windows open with its letters and its lines."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
