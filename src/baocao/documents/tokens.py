"""What is more than text, carried through Markdown as characters that nobody types.

Templates and prose become one Markdown text before it is parsed. Footnotes, gaps, appendices and tables
travel inside it as tokens, which `documents.markdown` turns into parts of the tree.
"""

import re
from typing import Final

GAP_OPEN: Final = "\ue000"
GAP_CLOSE: Final = "\ue001"
NOTE_OPEN: Final = "\ue002"
NOTE_CLOSE: Final = "\ue003"
NOTE_PART: Final = "\ue004"
OBJECT_OPEN: Final = "\ue005"
OBJECT_CLOSE: Final = "\ue006"
FIGURE_OPEN: Final = "\ue007"
FIGURE_NAMED: Final = "\ue008"
FIGURE_CLOSE: Final = "\ue009"
PROSE_OPEN: Final = "\u2cfa"
PROSE_NAMED: Final = "\u2cfb"
PROSE_CLOSE: Final = "\u2cfc"
"""What stands around prose of units. Markdown sees signs of punctuation (Old Nubian ones, which nobody
types): beside them it finds bold and italic words as it does at the ends of a text."""
INLINE: Final = re.compile(
    f"{GAP_OPEN}(?P<gap>[^{GAP_OPEN}{GAP_CLOSE}]*){GAP_CLOSE}"
    f"|{NOTE_OPEN}(?P<note>[^{NOTE_OPEN}{NOTE_CLOSE}]*){NOTE_CLOSE}"
)
OBJECT: Final = re.compile(
    f"{OBJECT_OPEN}(?P<kind>[a-z]+):(?P<name>[^{OBJECT_OPEN}{OBJECT_CLOSE}]*){OBJECT_CLOSE}"
)
"""No token holds the beginning of another, so that openings without an end cost nothing."""
PRIVATE: Final = re.compile("[\ue000-\ue00d\u2cfa-\u2cfc]")
_NO_GAP: Final = str.maketrans(dict.fromkeys((GAP_OPEN, GAP_CLOSE)))
_SPECIAL: Final = re.compile(r"([\\*_|])|^([#+-])(?=\s)", re.MULTILINE)

_ESCAPED: Final = re.compile(r"\\([\\*_|#+-])")


def gap_token(text: str) -> str:
    """Return a token for a place where data are still to come."""
    return f"{GAP_OPEN}{text.translate(_NO_GAP)}{GAP_CLOSE}"


def note_token(paragraphs: list[str]) -> str:
    """Return a token for a footnote; its paragraphs are plain text."""
    return f"{NOTE_OPEN}{NOTE_PART.join(paragraphs)}{NOTE_CLOSE}"


def block_token(kind: str, name: str) -> str:
    """Return a token that stands alone in a paragraph: a table, an appendix's start or end."""
    return f"\n\n{object_token(kind, name)}\n\n"


def object_token(kind: str, name: str) -> str:
    """Return a token for something that is looked up by `name` when the tree is built."""
    return f"{OBJECT_OPEN}{kind}:{name}{OBJECT_CLOSE}"


def escaped_text(text: str) -> str:
    """Return plain text so that Markdown prints it is."""
    # Private characters go: data must not be able to make a token of its own.
    return _SPECIAL.sub(r"\\\1\2", without_tokens(text))


def without_tokens(text: str) -> str:
    """Return plain text without the characters that stand for tokens, which nobody types."""
    return PRIVATE.sub("", text)


def unescaped_text(text: str) -> str:
    """Return what `escaped_text` was given."""
    return _ESCAPED.sub(r"\1", text)
