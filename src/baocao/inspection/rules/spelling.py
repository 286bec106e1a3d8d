"""Spaces, signs and tone marks: no article tells of them, and everyone expects them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from baocao.inspection.rules.passages import (
    Finding,
    Passage,
    Wording,
    judge_findings,
    matches_of,
    passages_of,
)
from baocao.inspection.verdicts import Case, Fault, Verdict
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.syllables import is_syllable, split_tones
from baocao.vietnamese.text import first_few, to_nfc

_MOST_SHOWN: Final = 5
_WORDS: Final = re.compile(r"[^\W\d_]+")
_NEW_PLACE: Final = re.compile(r"[òóỏõọ][ae]|(?<!q)[ùúủũụ]y")
_OLD_PLACE: Final = re.compile(r"o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]")
"""How open syllables end where two ways of placing the tone are in use."""

_DOUBLE: Final = re.compile(r"(?<=[^\s\u00a0])[ \u00a0]{2,}(?=[^\s\u00a0])")
_BLANK_AFTER: Final = re.compile(r"(?:\b(?:ngày|tháng|năm|số)|\.\.|[:…_/(\[])$", re.IGNORECASE)
_BLANK_BEFORE: Final = re.compile(r"[/…_)\];:,]|\.\.|(?:ngày|tháng|năm)\b")
"""Between these a draft leaves room for what is to be written by hand."""
_LOOSE_SIGN: Final = re.compile(r"[ \u00a0]([,;]|[:!?.](?=\s|$))")
_TIGHT_SIGN: Final = Wording(re.compile(r"[,;](?=[^\W\d_])"), re.compile(r"[^\W_]\Z"))
_LOOSE_BRACKET: Final = re.compile(r"[(\[“][ \u00a0](?=[^\W_])|[^\W_,;.%][ \u00a0][)\]”]")
_NEAR: Final = 8
_LONG_WORD: Final = 60
_LINK: Final = re.compile(r"://|www\.|@")


def spaces_set(case: Case) -> Verdict:
    """One space between words, none before a sign and inside brackets, one after a comma or semicolon."""
    findings = (found for passage in _raw_passages(case) for found in _space_findings(passage))
    want = "một dấu cách giữa hai từ và sau dấu phẩy, chấm phẩy; không có trước dấu câu và bên trong ngoặc"
    return judge_findings(case, findings, want, "đúng dấu cách")


def _raw_passages(case: Case) -> Iterator[Passage]:
    """Yield the passages with all the spaces that were typed, without those at the ends."""
    for passage in passages_of(case, tables=True):
        yield Passage(to_nfc(passage.paragraph.text).strip(), passage.paragraph)


def _space_findings(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if "  " in text or "\u00a0" in text:
        for match in _DOUBLE.finditer(text):
            if not _is_blank(text, match.start(), match.end()):
                yield Finding("hai dấu cách liền nhau", passage, match.start())
    for match in _LOOSE_SIGN.finditer(text):
        if not _is_leader(text, match.start(1), match[1]):
            yield Finding(f"có dấu cách trước dấu '{match[1]}'", passage, match.start())
    for match in matches_of(_TIGHT_SIGN, text):
        if not _is_of_address(text, match.start()):
            yield Finding(f"không có dấu cách sau dấu '{match.group()}'", passage, match.start())
    for match in _LOOSE_BRACKET.finditer(text):
        yield Finding("có dấu cách bên trong ngoặc", passage, match.start())


def _is_blank(text: str, start: int, end: int) -> bool:
    """Tell whether spaces are room that a draft leaves."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return bool(_BLANK_AFTER.search(before) or _BLANK_BEFORE.match(after))


def _is_leader(text: str, at: int, sign: str) -> bool:
    """Tell whether a sign is one of a row of dots, ends the text as './.', or stands between numbers."""
    before, after = text[max(0, at - _NEAR) : at].rstrip(), text[at + 1 : at + 1 + _NEAR].lstrip()
    if not before or before[-1] in ".…_:;,-–(/":
        return True
    return (sign == ":" and before[-1].isdigit() and after[:1].isdigit()) or after[:1] in {".", "…", "/"}


def _is_of_address(text: str, at: int) -> bool:
    """Tell whether a sign stands in an address on the web, or between a number and a single letter."""
    head, tail = text[max(0, at - _LONG_WORD) : at], text[at : at + _LONG_WORD]
    word = f"{head.rpartition(' ')[2]}{tail.partition(' ')[0]}"
    return bool(_LINK.search(word)) or (text[at - 1].isdigit() and not text[at + 1 : at + 3].isalpha())


def tones_alike(case: Case) -> Verdict | None:
    """'hòa' and 'hoà' are both right, and a document keeps to one of them."""
    words = _words_of(case)
    new = {word: count for word, count in words.items() if _is_placed(word, _NEW_PLACE)}
    old = {word: count for word, count in words.items() if _is_placed(word, _OLD_PLACE)}
    if not new and not old:
        return None
    counts = (
        f"{count_text(sum(new.values()))} chữ kiểu 'hòa', {count_text(sum(old.values()))} chữ kiểu 'hoà'"
    )
    fewer = old if sum(old.values()) <= sum(new.values()) else new
    faults: tuple[Fault, ...] = ()
    if new and old:
        shown = first_few(sorted(fewer, key=lambda word: -fewer[word]), _MOST_SHOWN, "chữ")
        faults = (Fault(f"{counts}; ít hơn: {shown}", "toàn văn bản"),)
    return Verdict("một cách bỏ dấu trong cả văn bản (cách nào cũng đúng)", counts, faults)


def _is_placed(word: str, ending: re.Pattern[str]) -> bool:
    """Tell whether a word ends in two vowels with the tone at one of its two places."""
    return ending.fullmatch(word, len(word) - 2) is not None


def _words_of(case: Case) -> Counter[str]:
    """Return how often each word with a tone mark or other letter beyond ASCII occurs, in lower case."""
    words: Counter[str] = Counter()
    # Without the letterhead, which most take from a file that others have made.
    for passage in passages_of(case, tables=True):
        words.update(_WORDS.findall(passage.text.lower()))
    return Counter({word: count for word, count in words.items() if not word.isascii()})


def tones_placed(case: Case) -> Verdict:
    """A tone mark stands on the vowel that carries it: 'quý', 'giày', 'hoàn', not 'qúy', 'gìay', 'hòan'."""
    findings = (found for passage in passages_of(case, tables=True) for found in _misplaced_in(passage))
    return judge_findings(case, findings, "dấu thanh đặt đúng chữ: 'quý', 'giày', 'hoàn'", "đúng chữ")


def _misplaced_in(passage: Passage) -> Iterator[Finding]:
    # Hardly any text has one; telling where in all texts words stand would take most of the time.
    if any(map(is_misplaced, set(_WORDS.findall(passage.text.lower())))):
        for match in _WORDS.finditer(passage.text):
            if is_misplaced(match.group().lower()):
                yield Finding(f"'{match.group()}'", passage, match.start())


_ONSET: Final = re.compile(r"(?:ngh?|gi(?=[aeiouyăâêôơư])|gh?|kh?|ch?|nh?|ph?|qu|t[hr]?|[bdđhlmrsvx])?")
_MARKED: Final = "ăâêôơ"
_EITHER: Final = frozenset({"oa", "oe", "uy"})


@lru_cache(maxsize=20_000)
def is_misplaced(word: str) -> bool:
    """Tell whether the tone mark of a syllable in lower case stands on a vowel that cannot carry it."""
    letters, tones = split_tones(word)
    if len(tones) != 1 or not is_syllable(word):
        return False
    at = next((index for index, letter in enumerate(word) if split_tones(letter)[1]), 0)
    return at not in _places_of_tone(letters)


def _places_of_tone(letters: str) -> Iterable[int]:
    """Return where in a syllable its tone mark may stand."""
    onset = _ONSET.match(letters)
    start = onset.end() if onset else 0
    rest = letters[start:]
    vowels = rest.rstrip("cghmnpt")
    marked = [start + index for index, letter in enumerate(vowels) if letter in _MARKED]
    if marked:
        return marked[-1:]
    if "ư" in vowels:
        return (start + vowels.index("ư"),)
    if len(rest) > len(vowels):
        return (start + len(vowels) - 1,)
    if vowels in _EITHER:
        return (start, start + 1)
    return (start + (1 if len(vowels) > 2 else 0),)  # noqa: PLR2004 - the middle one of three
