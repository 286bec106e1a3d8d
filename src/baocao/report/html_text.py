"""Texts of strangers in HTML: read as they are written, of which no browser makes anything.

Elements are made of parts: a text becomes one escaped; only what was made here is taken as it is.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup, escape

from baocao.vietnamese.visible import visible_line

_SPACES: Final = re.compile("[ \t\n]+")
_BARE: Final = re.compile(r"[\w.#/~-]+", re.ASCII)
"""What may stand as a value without quotes; a page of a province has thousands of them."""
_UNENDED: Final = frozenset({"td", "th", "tr", "li", "thead", "tbody", "dt", "dd"})
"""Elements whose end browsers know by what follows, wherever they stand here."""


def shown_html(text: str) -> Markup:
    """Return a text in one line, escaped; what would not be seen is shown by name."""
    return escape(visible_line(_SPACES.sub(" ", text)))


def html_element(tag: str, *parts: str, attributes: Mapping[str, str] | None = None) -> Markup:
    """Return an element: texts in it are escaped, what is HTML already is taken as it is."""
    start = "".join((tag, *map(_attribute_html, attributes.items()))) if attributes else tag
    end = "" if tag in _UNENDED else f"</{tag}>"
    return Markup(f"<{start}>{joined_html(parts)}{end}")  # noqa: S704 - every part went through the door below


def joined_html(parts: Iterable[str]) -> Markup:
    """Return parts one after the other."""
    return Markup("").join(part if isinstance(part, Markup) else shown_html(part) for part in parts)


def _attribute_html(attribute: tuple[str, str]) -> str:
    name, value = attribute
    # A value that is empty says by its name alone that it is there.
    if not value:
        return f" {name}"
    return f" {name}={value}" if _BARE.fullmatch(value) else f' {name}="{shown_html(value)}"'
