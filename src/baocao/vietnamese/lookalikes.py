"""Characters that do not belong into Vietnamese text, and the letters that were meant.

Constants that end in _CHARACTERS are the inside of a character class.
"""

import re
from typing import Final

_CYRILLIC: Final = dict(
    zip(
        "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
        "\u0430\u0435\u0441\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u04cf\u0501\u04bb",
        "ABESIJKMHOPCTYXaecopxyijsldh",
        strict=True,
    )
)
_GREEK: Final = dict(
    zip(
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03b9",
        "ABEZHIKMNOPTYXovi",
        strict=True,
    )
)
_STROKES: Final = {
    "\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", "\u018c": "đ", "\u0131": "i", "\u0261": "g",
}  # fmt: skip
LETTERS: Final = _STROKES | _CYRILLIC | _GREEK
"""Letters of other alphabets, and the Vietnamese letter that each looks like."""
_FOREIGN: Final = "\u0370-\u03ff\u0400-\u052f"
_LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0261\u1e00-\u1eff\u0300-\u036f"

LETTER_CHARACTERS: Final = f"{''.join(_STROKES)}{_FOREIGN}"
WIDE_CHARACTERS: Final = "\uff01-\uff5e"
INVISIBLE_CHARACTERS: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff"
)
TURNING_CHARACTERS: Final = "\u202a-\u202e\u2066-\u2069"
PRIVATE_CHARACTERS: Final = "\ue000-\uf8ff"
LIGATURE_CHARACTERS: Final = "\ufb00-\ufb06"
LOST_CHARACTERS: Final = "\ufffc\ufffd"
BULLET_CHARACTERS: Final = "•▪◦‣●○■□➢➤❖❑❒►▶⁃"

_NAMES: Final = {
    "\u00ad": "dấu gạch nối ẩn",
    "\u200b": "khoảng trắng không bề rộng",
    "\u200c": "dấu ngắt chữ ẩn",
    "\u200d": "dấu nối chữ ẩn",
    "\u2028": "dấu xuống dòng của Word",
    "\u2029": "dấu hết đoạn của Word",
    "\u2060": "dấu nối từ ẩn",
    "\ufeff": "dấu đầu tệp (BOM)",
}
_WORD: Final = re.compile(f"[{_LATIN}{_FOREIGN}]+")
_UNLIKE: Final = re.compile(f"[{_FOREIGN}]")
_TO_LETTERS: Final = str.maketrans(LETTERS)


def code_point(character: str) -> str:
    """Return 'U+00D0'."""
    return f"U+{ord(character):04X}"


def invisible_name(character: str) -> str:
    """Return what an invisible character is called, with its code point."""
    return f"{_NAMES.get(character, 'ký tự ẩn')} ({code_point(character)})"


def word_around(text: str, offset: int) -> tuple[int, str]:
    """Return where the word around the letter at `offset` starts, and the word."""
    start = offset
    while start > 0 and _WORD.match(text[start - 1]):
        start -= 1
    word = _WORD.match(text, start)
    return start, word[0] if word else text[offset : offset + 1]


def corrected_word(word: str) -> str | None:
    """Return the word in Vietnamese letters if some of its letters only look like them, else None.

    A word with letters that look like no other ('Ω', 'Россия') is what it seems to be; so is one that is
    wholly Greek.
    """
    meant = word.translate(_TO_LETTERS)
    if meant == word or _UNLIKE.search(meant) or all(letter in _GREEK for letter in word):
        return None
    return meant
