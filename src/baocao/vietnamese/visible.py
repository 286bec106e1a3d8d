"""Letters that act instead of being read: shown by name, never sent.

Texts of a repository come from strangers. An escape sequence in one would paint over the terminal of
whoever reads it, a direction mark would turn a line around, a letter without width would hide a word.
"""

import re
from typing import Final

UNSEEN: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Controls, marks of direction, letters without width, halves of letters, and what is no character; but
neither the tab nor the end of a line."""
_UNSEEN: Final = re.compile(f"[{UNSEEN}]")
_IN_LINE: Final = re.compile(f"[\n{UNSEEN}]")
_PICTURES: Final = 0x2400
"""Where Unicode has pictures of the controls: ␛ for Escape."""
_DELETE: Final = 0x7F
_BYTES: Final = range(0xDC80, 0xDD00)
"""What Python makes of bytes in names of files that are no UTF-8."""
_COMMAND: Final = re.compile(r"(^\s*:)(?=:)|(##[a-z]*)(?=\[)", re.MULTILINE | re.IGNORECASE)


def visible_text(text: str) -> str:
    """Return lines of text in which every letter is seen: '␛' for Escape, '<U+202E>' for a mark."""
    return _UNSEEN.sub(_shown_character, text)


def visible_line(text: str) -> str:
    """Return the same as one line: ends of lines that stand in the text are seen as well."""
    return _IN_LINE.sub(_shown_character, text)


def harmless_text(text: str) -> str:
    r"""Return lines that no build server obeys: ':\:error' for '::error', '##\[error]' for '##[error]'.

    GitHub Actions takes a line that begins with '::', spaces aside, and '##[' anywhere in a line, as
    commands to itself, whoever printed them; Azure and TeamCity take '##vso[' and '##teamcity['.
    """
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(r"\g<0>\\", text)


def _shown_character(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    if code in _BYTES:
        return f"<0x{code - 0xDC00:02X}>"
    return f"<U+{code:04X}>"
