"""Texts of strangers in Markdown: read as they are written, of which no platform makes anything."""

import re
from html import escape
from typing import Final

from baocao.vietnamese.visible import visible_line

_SPACES: Final = re.compile("[ \t\n]+")
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>|~$&])")
_FIRST: Final = re.compile(r" ?(?:(?=#+(?: |$)|[+-](?: |$)|[=-]+ ?$|/\w)|\d+(?=[.)](?: |$)))")
"""What stands before the sign of a heading, an item of a list, a line under a heading, or of '/close',
which GitLab obeys."""
_REFERENCE: Final = re.compile(
    r"[@#!%^](?=\w)|\bgh(?=-\d)|:(?=//)|:(?=[\w+-]+:)|\b(?:www|mailto|xmpp)(?=[.:])", re.IGNORECASE
)
"""The first part of what would call a person by name, link to something or become a picture."""
_NOTHING: Final = "<!-- -->"
"""What parts a reference without being seen."""


def plain_markdown(text: str) -> str:
    """Return a text in one line of which Markdown makes nothing, and that calls nobody by name."""
    escaped = _SPECIAL.sub(r"\\\1", _one_line(text))
    first = _FIRST.match(escaped)
    if first:
        escaped = f"{first[0]}\\{escaped[first.end() :]}"
    return _parted_references(escaped)


def code_markdown(text: str) -> str:
    """Return a text between backticks that is not ended by its own."""
    return f"`{visible_line(text).replace('`', 'ˋ')}`"


def plain_html(text: str) -> str:
    """Return a text for an element of HTML, where Markdown does not hold and its escapes are seen."""
    return _parted_references(escape(_one_line(text)))


def _one_line(text: str) -> str:
    """Return a text with its spaces and ends of lines as single spaces; what is not seen is shown."""
    return visible_line(_SPACES.sub(" ", text))


def _parted_references(line: str) -> str:
    return _REFERENCE.sub(rf"\g<0>{_NOTHING}", line)
