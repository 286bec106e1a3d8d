"""Words of a document that was open in Word, compared without what Word changes by itself.

Word turns quotes and dashes, spaces before signs and the first letters of sentences while people type. That
alone is no edit: what the source has stays.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from baocao.features.exchange.word.atoms import LINE, PARAGRAPH
from baocao.vietnamese.text import to_nfc

_BLANKS: Final = "[ \t\v\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_TOKEN: Final = re.compile(
    rf"\n(?:[-+] )?|{_BLANKS}+|\.\.\.|…|\d[\d.,]*\d%?|\d%?|[^\W\d_]+|.",
    re.DOTALL,
)
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_BULLET: Final = re.compile(rf"\s*(?:[-‐‑–—−•●▪■◦*·]|(?P<plus>\+)){_BLANKS}+(?=\S)")
_ENDS: Final = frozenset({".", "!", "?", "..."})
"""After what, and a blank, Word begins a sentence with a capital letter."""
_OPENINGS: Final = frozenset({'"', "'", "(", "["})
ITEM: Final = "- "


class Token(NamedTuple):
    """A word, number, sign or blank of a text: as written, from where to where, and as it is compared."""

    text: str
    start: int
    end: int
    key: str
    begins: bool

    @property
    def is_word(self) -> bool:
        """Whether it says something: signs and blanks do not."""
        return self.key[:1].isalnum()


def clean_text(text: str) -> str:
    """Return a text of a document with composed letters and without what nobody sees."""
    return _UNSEEN.sub("", to_nfc(text))


def clean_paragraph(text: str, *, is_listed: bool = False) -> str:
    """Return a paragraph as narratives have it: an item begins with '- ' or '+ ', however Word made it."""
    text = clean_text(text).strip(" \t\n\r\u00a0")
    bullet = _BULLET.match(text)
    if bullet:
        return f"{'+ ' if bullet['plus'] else ITEM}{text[bullet.end() :]}"
    return f"{ITEM}{text}" if is_listed and text else text


def text_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, which begins with the sign of its first paragraph."""
    begins, ended = True, False
    for found in _TOKEN.finditer(text):
        key = _key_of(found[0])
        starts = begins and key[:1].isalpha()
        compared = key[:1].lower() + key[1:] if starts else key
        yield Token(found[0], found.start(), found.end(), compared, starts)
        if key in _OPENINGS:
            continue
        begins = key.startswith(PARAGRAPH) or (key == " " and (begins or ended))
        ended = key in _ENDS


def _key_of(written: str) -> str:
    if written.startswith(PARAGRAPH):
        return written
    if written[0].isspace() or written == LINE:
        return " "
    return written.translate(_SIGNS)


def is_same_spelling(old: Token, new: Token) -> bool:
    """Tell whether of two tokens of one key the old one stays: what differs is what Word does by itself."""
    if old.text[:1].lower() != new.text[:1].lower() or old.text[:1] == new.text[:1]:
        return True
    return old.begins and new.begins and new.text[:1].isupper()


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts say the same, but for what Word changes by itself."""
    first, second = (list(text_tokens(PARAGRAPH + text)) for text in (one, other))
    if [token.key for token in first] != [token.key for token in second]:
        return False
    return all(map(is_same_spelling, first, second))


def spelling_changes(one: str, other: str) -> int:
    """Return how many words or signs of two texts that say the same are spelled otherwise."""
    pairs = zip(*(text_tokens(PARAGRAPH + text) for text in (one, other)), strict=True)
    return sum(first.text != second.text for first, second in pairs)
