"""Which lines of a template keep their newline.

Jinja2 trims the newline behind every block tag that ends a line, so that `- a {% if x %}b{% endif %}` is
joined with the line below. Here only a line that prints nothing of its own loses its newline.
"""

import re
from collections.abc import Iterator
from typing import Final

from jinja2.ext import Extension

# No group is repeated possessively: before Python 3.11.5 such a group failed where it should match
# (gh-106052). Nothing here can be matched in two ways, so that going back costs no more.
_STRING: Final = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
OPENING: Final = re.compile(r"\{[{%#]")
_TAG: Final = re.compile(
    r"\{%[-+]?\s*+raw\s*+[-+]?%\}.*?\{%[-+]?\s*+endraw\s*+[-+]?%\}"
    rf"|\{{\{{(?:(?!\}}\}})(?:{_STRING}|[^'\"]))*\}}\}}"
    r"|(?P<silent>\{#.*?#\}"
    rf"|\{{%[-+]?\s*+(?P<word>\w+)(?P<rest>(?:(?!%\}})(?:{_STRING}|[^'\"]))*)%\}})",
    re.DOTALL,
)
"""A tag, read without ever trying another way: a quote that is not closed is no tag."""
_SIGNS: Final = ("-", "+")
"""Before the end of a tag they say already what becomes of the newline."""


class LineEnds(Extension):
    """Puts Jinja2's own switch `+%}` at the end of lines that hold more than tags."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the template with the switches; no line is moved."""
        return with_kept_ends(source)


def with_kept_ends(source: str) -> str:
    """Return `source` with '+' before the end of every last tag whose line has to keep its newline."""
    parts: list[str] = []
    position = 0
    line = _Line()
    for tag in _closed_tags(source):
        line.add_text(source[position : tag.start()])
        line.add_tag(tag)
        parts.append(source[position : tag.start()])
        # Jinja2 trims only behind block tags and comments; '{{ … }}' keeps its newline anyway.
        ends = tag["silent"] is not None and source.startswith("\n", tag.end())
        parts.append(_with_plus(tag[0]) if ends and line.prints else tag[0])
        position = tag.end()
    return "".join([*parts, source[position:]])


def _closed_tags(source: str) -> Iterator[re.Match[str]]:
    """Yield the tags up to the first that is not closed, of which Jinja2 speaks."""
    position = 0
    while (opening := OPENING.search(source, position)) and (tag := _TAG.match(source, opening.start())):
        yield tag
        position = tag.end()


def _with_plus(tag: str) -> str:
    return tag if tag[:-2].endswith(_SIGNS) else f"{tag[:-2]}+{tag[-2:]}"


class _Line:
    """What the line so far prints; a macro or a block set, begun and ended on it, prints nothing there."""

    def __init__(self) -> None:
        self._outside = self._inside = False
        self._defining = ""

    @property
    def prints(self) -> bool:
        """Whether anything but tags and comments stands on it."""
        return self._outside or self._inside

    def add_text(self, text: str) -> None:
        """Go on with what stands between two tags."""
        _, newline, last = text.rpartition("\n")
        if newline:
            self._outside = self._inside = False
            self._defining = ""
        if last.strip():
            self._add_printed()

    def add_tag(self, tag: re.Match[str]) -> None:
        """Go on with a tag."""
        word = tag["word"] or ""
        if tag["silent"] is None:
            self._add_printed()
        elif self._defining:
            if word == f"end{self._defining}":
                self._inside, self._defining = False, ""
        elif word == "macro" or (word == "set" and "=" not in tag["rest"]):
            self._defining = word

    def _add_printed(self) -> None:
        if self._defining:
            self._inside = True
        else:
            self._outside = True
