"""HTML as text, with everything escaped, and the classes that stand for lengths and colours."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from typing import Final

from baocao.model.printed import STAND_IN, FigureKey, Key, Printed
from baocao.render.letters import without_controls

BREAK: Final = "<br>"
SOFT_BREAK: Final = ' <br class="ngat">'
"""Where we end a line ourselves; on a narrow screen it is a space like any other."""
Write = Callable[[str], str]
"""What makes HTML of a text."""
_SPACES: Final = re.compile(r" {2,}")
_COLOUR: Final = re.compile(r"[0-9A-Fa-f]{6}")


def escape_html(text: str) -> str:
    """Return text that is safe in HTML, also inside quotes; characters that XML forbids are dropped."""
    return escape(without_controls(text))


def text_html(text: str, line: str = BREAK) -> str:
    """Return text as it is shown: newlines are lines of their own, room for a number keeps its spaces."""
    shown = escape_html(text)
    if "  " in shown:
        shown = _SPACES.sub(lambda found: element("span", found[0], "cho"), shown)
    return shown.replace("\n", line) if "\n" in shown else shown


def soft_lines(lines: Iterable[str]) -> str:
    """Return lines that end where there is room for them."""
    return SOFT_BREAK.join(map(text_html, lines))


def element(tag: str, content: str, style: str = "", attributes: str = "") -> str:
    """Return an element of a class; `attributes` are written as they are to stand."""
    named = f' class="{style}"' if style else ""
    return f"<{tag}{named}{attributes}>{content}</{tag}>"


def paragraph(style: str, content: str, attributes: str = "") -> str:
    """Return a paragraph."""
    return element("p", content, style, attributes)


def text_lines(style: str, lines: Iterable[str]) -> str:
    """Return one paragraph for each line."""
    return "".join(paragraph(style, text_html(line)) for line in lines)


def key_attribute(figure: Key | None) -> str:
    """Return the attribute that says which figure an element shows; of what is no figure there is none."""
    if not isinstance(figure, FigureKey):
        return ""
    # What stands for a separator inside of a label is a letter that XML forbids, and HTML has.
    key = STAND_IN.join(map(escape_html, figure.text.split(STAND_IN)))
    return f' data-key="{key}"'


def keyed_text(text: str, figures: Sequence[Printed], tag: str = "span", write: Write = text_html) -> str:
    """Return text in which figures are elements of their own; `write` makes HTML of its parts."""
    parts: list[str] = []
    position = 0
    for start, end, figure in figures:
        said = key_attribute(figure)
        if not said or start < position:
            continue
        last = end or len(text)
        parts += [write(text[position:start]), element(tag, write(text[start:last]), "", said)]
        position = last
    return "".join((*parts, write(text[position:])))


def soft_text(text: str) -> str:
    """Return text in which we ended lines ourselves."""
    return text_html(text, SOFT_BREAK)


def source_hash(text: str) -> str:
    """Return the name by which a policy allows a script or a style block of this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class Classes:
    """The classes of one page that stand for lengths in millimetres and for colours.

    A page has no attributes of style, so that its policy can forbid them.
    """

    def __init__(self) -> None:
        self._rules: dict[str, str] = {}

    def width_class(self, millimetres: float) -> str:
        """Return the class of a width, to a hundredth of a millimetre."""
        hundredths = round(millimetres * 100)
        return self._named(f"w{hundredths}", f"width:{hundredths / 100:g}mm")

    def indent_class(self, millimetres: float) -> str:
        """Return the class of a distance from the left, to a hundredth of a millimetre."""
        hundredths = round(millimetres * 100)
        return self._named(f"l{hundredths}", f"margin-left:{hundredths / 100:g}mm")

    def colour_class(self, colour: str) -> str:
        """Return the class of a ground of a colour, RRGGBB; nothing for what is none."""
        if not _COLOUR.fullmatch(colour):
            return ""
        return self._named(f"n{colour.upper()}", f"background-color:#{colour.upper()}")

    def _named(self, name: str, rule: str) -> str:
        self._rules[name] = rule
        return name

    @property
    def rules(self) -> Mapping[str, str]:
        """What each class that was asked for stands for, by name."""
        return dict(sorted(self._rules.items()))
