"""Text of the days before Unicode, pasted as if it were Latin letters: TCVN3 (ABC) and VNI.

A document of that time opened with another font shows 'Uû ban nh©n d©n' or 'Uûy ban nhaân daân'. Each
encoding is a table from Vietnamese letters to the Latin-1 letters that appear in their place.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from baocao.vietnamese.syllables import is_syllable

_LETTERS: Final = (
    "àảãáạ ă ằẳẵắặ â ầẩẫấậ đ èẻẽéẹ ê ềểễếệ ìỉĩíị òỏõóọ ô ồổỗốộ ơ ờởỡớợ ùủũúụ ư ừửữứự ỳỷỹýỵ ĂÂÊÔƠƯĐ"
).replace(" ", "")
_TCVN3_LETTERS: Final = (
    "µ¶·¸¹ ¨ »¼½¾Æ © ÇÈÉÊË ® ÌÎÏÐÑ ª ÒÓÔÕÖ ×ØÜÝÞ ßáâãä « åæçèé ¬ êëìíî ïñòóô \u00ad õö÷øù úûüýþ ¡¢£¤¥¦§"
).replace(" ", "")
_VNI_TONES: Final = "øûõùï"
_VNI_HAT: Final = "àåãáä"
_VNI_BREVE: Final = "èúüéë"


def _vni_letters() -> Iterator[tuple[str, str]]:
    """Yield the letters of VNI: a base letter, and a second one for hat, breve and tone."""
    for base, letters in (("a", "àảãáạ"), ("e", "èẻẽéẹ"), ("o", "òỏõóọ"), ("u", "ùủũúụ"), ("y", "ỳỷỹý")):
        yield from ((letter, base + tone) for letter, tone in zip(letters, _VNI_TONES, strict=False))
    for base, letters in (("a", "âầẩẫấậ"), ("e", "êềểễếệ"), ("o", "ôồổỗốộ")):
        yield from ((letter, base + mark) for letter, mark in zip(letters, f"â{_VNI_HAT}", strict=True))
    yield from ((letter, f"a{mark}") for letter, mark in zip("ăằẳẵắặ", f"ê{_VNI_BREVE}", strict=True))
    for base, letters in (("ô", "ơờởỡớợ"), ("ö", "ưừửữứự")):
        marks = ("", *_VNI_TONES)
        yield from ((letter, base + mark) for letter, mark in zip(letters, marks, strict=True))
    yield from zip("ìỉĩíịỵđ", "ìæóíòîñ", strict=True)


_VNI_LOWER: Final = dict(_vni_letters())


class Encoding(NamedTuple):
    """A legacy encoding: its name, its table, and a pattern of what Unicode text does not hold.

    `table` leads from Vietnamese letters to those that appear, `meant` back; it also knows pairs such as
    'Uû', of which only the first is a capital. `signs` are letters and pairs of letters that stand for
    Vietnamese ones here, and that no Vietnamese word holds when it is written in Unicode.
    """

    name: str
    table: Mapping[str, str]
    meant: Mapping[str, str]
    written: re.Pattern[str]
    signs: re.Pattern[str]

    def encode(self, text: str) -> str:
        """Return how `text` appears if it is typed in this encoding and shown as Latin letters."""
        return "".join(self.table.get(letter, letter) for letter in text)

    def decode(self, text: str) -> str:
        """Return the Vietnamese text that was meant."""
        return self.written.sub(lambda match: self.meant[match[0]], text)


def _make_encoding(name: str, table: Mapping[str, str], signs: str) -> Encoding:
    meant = {written: letter for letter, written in table.items()}
    # Of a capital that two letters stand for, often only the first was typed large ('Uû').
    meant |= {text[0].upper() + text[1:]: upper.upper() for text, upper in meant.items() if len(text) > 1}
    # A pair has to be tried before its first letter, which alone stands for another.
    longest_first = sorted(meant, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return Encoding(name, table, meant, pattern, re.compile(signs))


TCVN3: Final = _make_encoding(
    "TCVN3 (ABC)",
    dict(zip(_LETTERS, _TCVN3_LETTERS, strict=True)),
    "[\u00a1-\u00bf×÷ÆÇËÎÏÐÑÖØÜÞßäåæçëîïñöøûüþ]",
)
VNI: Final = _make_encoding(
    "VNI",
    _VNI_LOWER | {letter.upper(): written.upper() for letter, written in _VNI_LOWER.items()},
    "[ñöøûïåäëüæîÑÖØÛÏÅÄËÜÆÎ]|[Aa][âàáãêèéúùõÂÀÁÃÊÈÉÚÙÕ]|[Ee][âàáãùõÂÀÁÃÙÕ]|[Oo][âùõÂÙÕ]|[UuYyôÔ][ùõÙÕ]",
)
SIGNS: Final = "\u00a1-\u00ac\u00ae-\u00b9\u00bb-\u00bf×÷ÆÇËÎÏÐÑÖØÜÞßäåæçëîïñöøûüþÛÅÄ"
"""Letters of which any text in one of these encodings holds some, as the inside of a character class."""
_WORD: Final = re.compile("[A-Za-z\u00a1-\u00ff]+")
_LETTER: Final = re.compile("[A-Za-z]")
_BEYOND: Final = re.compile("[\u0100-\u024f\u1e00-\u1eff\u0300-\u036f]")
_MEASURE: Final = re.compile("µ?[A-Za-z]{1,2}(?:·µ?[A-Za-z]{1,2})*")
_ENOUGH: Final = 2
_LONGEST: Final = 2000
"""How much of a line is looked at."""


class Legacy(NamedTuple):
    """Legacy text found in a line: the encoding's name, where it starts and ends, and what was meant."""

    encoding: str
    start: int
    end: int
    meant: str


def legacy_text(line: str) -> Legacy | None:
    """Return the text in a legacy encoding that a line holds, or None.

    Words count that become Vietnamese syllables by decoding and look odd as they stand; a single odd letter
    ('µm', 'Noël') is not enough.
    """
    start = line[:_LONGEST]
    weighed = [
        candidate for candidate in (_weighed_text(start, TCVN3), _weighed_text(start, VNI)) if candidate
    ]
    return max(weighed, key=lambda candidate: candidate[0])[1] if weighed else None


def _weighed_text(line: str, encoding: Encoding) -> tuple[int, Legacy] | None:
    """Return how much speaks for the encoding, with the text from the first odd word to the last."""
    words = [word for word in _WORD.finditer(line) if not _touches_unicode(line, word)]
    odd = [word for word in words if _counts_as_odd(word[0], encoding)]
    signs = {word[0]: len(encoding.signs.findall(word[0])) for word in odd}
    weight = sum(max(1, count) for count in signs.values())
    if weight < _ENOUGH or not any(count and not is_syllable(word) for word, count in signs.items()):
        return None
    start, end = odd[0].start(), odd[-1].end()
    meant = _WORD.sub(lambda word: _decoded_word(word[0], encoding), line[start:end])
    return weight, Legacy(encoding.name, start, end, meant)


def _touches_unicode(line: str, word: re.Match[str]) -> bool:
    """Tell whether a letter that only Unicode has stands beside or inside the word."""
    return _BEYOND.search(line, max(0, word.start() - 1), word.end() + 1) is not None


def _counts_as_odd(word: str, encoding: Encoding) -> bool:
    """Tell whether a word becomes a syllable by decoding and looks odd as it stands."""
    if not _LETTER.search(word):
        return False
    meant = encoding.decode(word)
    alike = meant in {meant.lower(), meant.upper(), meant.capitalize()}
    if meant == word or not alike or not is_syllable(meant) or _is_measure(word):
        return False
    return encoding.signs.search(word) is not None or not is_syllable(word)


def _is_measure(word: str) -> bool:
    """Tell whether a word can be a unit of measure: 'µm', 'N·m'."""
    return _MEASURE.fullmatch(word) is not None


def _decoded_word(word: str, encoding: Encoding) -> str:
    meant = encoding.decode(word)
    return meant if is_syllable(meant) else word
