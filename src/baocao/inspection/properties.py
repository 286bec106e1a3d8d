"""Properties in force: defaults, table style, paragraph style, run style, then direct ones."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.word import W

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TWIPS_PER_MM: Final = 1440 / 25.4
TWIPS_PER_POINT: Final = 20
_UNITS: Final = {
    "pt": 20.0,
    "mm": TWIPS_PER_MM,
    "cm": TWIPS_PER_MM * 10,
    "in": 1440.0,
    "pc": 240.0,
    "pi": 240.0,
}
_MOST_TWIPS: Final = 31_680
"""22 inches, the largest measure that Word knows."""
_MOST_DIGITS: Final = 10
_HIGHEST: Final = 1_000_000_000
"""What a whole number is cut at."""
_SMALLEST: Final = 1.0
_SINGLE: Final = 240
"""What a single line counts where lines are counted and not measured."""
_OFF: Final = frozenset({"0", "false", "off", "none"})
_TOGGLES: Final = ("b", "i", "caps")
_EITHER: Final = (
    ("ind.firstLine", "ind.hanging"),
    ("ind.left", "ind.start"),
    ("ind.right", "ind.end"),
    ("rFonts.ascii", "rFonts.asciiTheme"),
    ("rFonts.hAnsi", "rFonts.hAnsiTheme"),
)
"""Properties of which the one set nearer to the text puts the other out of force."""
_ASIDE: Final = frozenset(
    {"rPr", "sectPr", "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange"}
)
"""What stands among properties and is none; tracked changes would make each paragraph unlike all others."""
_NO_SHADE: Final = frozenset({"", "AUTO", "FFFFFF"})
_NO_LINE: Final = frozenset({"nil", "none", ""})
_DEFAULT_FONT: Final = "Times New Roman"
_DEFAULT_SIZE: Final = "20"
"""Half-points; what Word takes where a document says nothing."""
_MOST_BASES: Final = 30
"""How long a chain of styles may be; a longer one is a ring."""

Properties = dict[str, str]


class Look(NamedTuple):
    """How characters look: fonts of plain and of other letters, size in points, weight, slant, colour.

    `marked` tells that they are highlighted or shaded.
    """

    plain_font: str
    other_font: str
    size: float
    bold: bool
    italic: bool
    capitals: bool
    underlined: bool
    raised: bool
    hidden: bool
    colour: str
    marked: bool


class Tab(NamedTuple):
    """A tab stop: its kind and its distance from the left margin in millimetres."""

    kind: str
    at: float


class Layout(NamedTuple):
    """How a paragraph stands: lengths in millimetres, spaces in points.

    `first` is negative for a hanging indent; `line` counts single lines where `exact` is false and
    points where it is true; `at_least` are the points below which no line falls, 0 where none are set.
    `list_level` is None where only the style of the paragraph may tell it.
    """

    style: str
    align: str
    first: float
    left: float
    right: float
    before: float
    after: float
    line: float
    exact: bool
    at_least: float
    contextual: bool
    numbered: bool
    list_id: str
    list_level: int | None
    shaded: bool
    boxed: bool
    ruled_above: bool
    ruled_below: bool
    new_page: bool
    tabs: tuple[Tab, ...]


def flat_properties(element: ET.Element | None) -> Properties:
    """Return w:pPr or w:rPr as 'jc', 'sz', 'spacing.before' …; what is only there is 'true'."""
    properties: Properties = {}
    for child in () if element is None else element:
        name = child.tag.removeprefix(W)
        if name in _ASIDE:
            continue
        if name == "pBdr":
            for side in child:
                properties[f"pBdr.{side.tag.removeprefix(W)}"] = side.get(f"{W}val", "")
        elif name == "numPr":
            for key, part in (("numPr", "numId"), ("numPr.ilvl", "ilvl")):
                number = child.find(f"{W}{part}")
                if number is not None:
                    properties[key] = number.get(f"{W}val", "0")
        elif name == "tabs":
            properties["tabs"] = " ".join(f"{t.get(f'{W}val')}:{t.get(f'{W}pos')}" for t in child)
        else:
            properties[name] = child.get(f"{W}val", "true")
            for key, value in child.items():
                properties[f"{name}.{key.removeprefix(W)}"] = value
    return properties


def set_over(lower: Properties, upper: Properties) -> Properties:
    """Return `lower` with `upper` set over it."""
    merged = {**lower, **upper}
    for pair in _EITHER:
        for set_now, opposite in (pair, pair[::-1]):
            if set_now in upper and opposite not in upper:
                merged.pop(opposite, None)
    return merged


def is_on(value: str | None) -> bool:
    """Tell whether an on-off property is on."""
    return value is not None and value not in _OFF


def twips_of(value: str | None) -> float:
    """Return a measure in twips: '567', or with a unit such as '10mm'; nonsense is nothing."""
    text = (value or "0").strip()
    scale = _UNITS.get(text[-2:])
    try:
        measure = float(text[:-2]) * scale if scale else float(text)
    except ValueError:
        return 0.0
    return measure if abs(measure) <= _MOST_TWIPS else 0.0


def count_of(text: str, otherwise: int) -> int:
    """Return a whole number that an attribute or a part tells; nonsense is `otherwise`."""
    # A forged number may have a million digits, which take for ever to read.
    plain = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return min(int(text), _HIGHEST) if plain else otherwise


def millimetres_of(value: str | None) -> float:
    """Return a measure in millimetres."""
    return twips_of(value) / TWIPS_PER_MM


class _Style(NamedTuple):
    base: str
    paragraph: Properties
    run: Properties


class Styles:
    """The styles of a document and its theme fonts; gives what is in force for a paragraph or a run."""

    def __init__(self, styles: ET.Element | None, theme: ET.Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._defaults: dict[str, str] = {}
        self._shading: set[str] = set()
        self._theme = dict(_theme_fonts(theme))
        self._base_run: Properties = {}
        self._base_paragraph: Properties = {}
        if styles is not None:
            self._base_run = flat_properties(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            self._base_paragraph = flat_properties(styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
            for style in styles.iter(f"{W}style"):
                self._keep_style(style)
        self._chain = cache(self._resolved_style)
        self._looks: dict[tuple[str, str, str, frozenset[tuple[str, str]]], Look] = {}
        self._layouts: dict[tuple[str, str, frozenset[tuple[str, str]]], Layout] = {}

    def _keep_style(self, style: ET.Element) -> None:
        name = style.get(f"{W}styleId", "")
        base = style.find(f"{W}basedOn")
        self._styles[name] = _Style(
            "" if base is None else base.get(f"{W}val", ""),
            flat_properties(style.find(f"{W}pPr")),
            flat_properties(style.find(f"{W}rPr")),
        )
        if any(True for _ in style.iter(f"{W}shd")):
            self._shading.add(name)
        if is_on(style.get(f"{W}default")):
            self._defaults[style.get(f"{W}type", "")] = name

    def _resolved_style(self, name: str) -> tuple[Properties, Properties]:
        """Return paragraph and run properties of a style and all that it is based on."""
        paragraph: Properties = {}
        run: Properties = {}
        for each in reversed(self._chain_of_names(name)):
            style = self._styles[each]
            paragraph, run = set_over(paragraph, style.paragraph), set_over(run, style.run)
        return paragraph, run

    def has_shading(self, name: str) -> bool:
        """Tell whether a style, or any that it is based on, shades anything."""
        return any(name in self._shading for name in self._chain_of_names(name))

    def _chain_of_names(self, name: str) -> list[str]:
        """Return a style and those that it is based on; a forged file may base two on each other."""
        names: list[str] = []
        while name in self._styles and len(names) < _MOST_BASES:
            names.append(name)
            name = self._styles[name].base
        return names

    def paragraph_style(self, direct: Properties) -> str:
        """Return the id of a paragraph's style."""
        return direct.get("pStyle") or self._defaults.get("paragraph", "")

    def layout_of(self, direct: Properties, table_style: str) -> Layout:
        """Return how a paragraph with the `direct` properties stands."""
        style = self.paragraph_style(direct)
        key = (style, table_style, frozenset(direct.items()))
        if key not in self._layouts:
            in_force = set_over(self._base_paragraph, self._chain(table_style)[0])
            in_force = set_over(set_over(in_force, self._chain(style)[0]), direct)
            self._layouts[key] = _make_layout(style, in_force)
        return self._layouts[key]

    def look_of(self, direct: Properties, paragraph_style: str, table_style: str) -> Look:
        """Return how a run with the `direct` properties looks in a paragraph of a style."""
        key = (paragraph_style, table_style, direct.get("rStyle", ""), frozenset(direct.items()))
        if key not in self._looks:
            self._looks[key] = self._make_look(direct, paragraph_style, table_style)
        return self._looks[key]

    def _make_look(self, direct: Properties, paragraph_style: str, table_style: str) -> Look:
        levels = [
            self._chain(name)[1]
            for name in (table_style, paragraph_style, direct.get("rStyle", ""))
            if name
        ]
        in_force = self._base_run
        for level in (*levels, direct):
            in_force = set_over(in_force, level)
        bold, italic, capitals = (self._toggled_property(name, levels, direct) for name in _TOGGLES)
        return Look(
            plain_font=self._font_of(in_force, "ascii"),
            other_font=self._font_of(in_force, "hAnsi"),
            size=max(_SMALLEST, twips_of(in_force.get("sz", _DEFAULT_SIZE)) / 2),
            bold=bold,
            italic=italic,
            capitals=capitals,
            underlined=in_force.get("u", "none") not in _OFF,
            raised=in_force.get("vertAlign", "baseline") != "baseline",
            hidden=is_on(in_force.get("vanish")),
            colour=in_force.get("color", "auto").upper(),
            marked=has_ground(in_force) or in_force.get("highlight", "none") not in {"none", "white"},
        )

    def _toggled_property(self, name: str, levels: Iterable[Properties], direct: Properties) -> bool:
        """Return an on-off property: set twice by styles it is off again (ISO/IEC 29500-1, 17.7.3)."""
        if name in direct:
            return is_on(direct[name])
        # Bold in a style over bold in a table style is not bold: the standard toggles, as Word does.
        by_styles = sum(is_on(level.get(name)) for level in levels) % 2 == 1
        return by_styles or is_on(self._base_run.get(name))

    def _font_of(self, properties: Mapping[str, str], slot: str) -> str:
        theme = properties.get(f"rFonts.{slot}Theme", "")
        if theme:
            return self._theme.get(theme[:5], "")
        return properties.get(f"rFonts.{slot}", _DEFAULT_FONT)


def _theme_fonts(theme: ET.Element | None) -> Iterable[tuple[str, str]]:
    """Yield the fonts of headings ('major') and of text ('minor')."""
    for kind in () if theme is None else ("major", "minor"):
        latin = theme.find(f".//{A}{kind}Font/{A}latin") if theme is not None else None
        if latin is not None:
            yield kind, latin.get("typeface", "")


def _make_layout(style: str, properties: Properties) -> Layout:
    rule = properties.get("spacing.lineRule", "auto")
    line = twips_of(properties.get("spacing.line", "240"))
    return Layout(
        style=style,
        align={"start": "left", "end": "right"}.get(
            properties.get("jc", "left"), properties.get("jc", "left")
        ),
        first=millimetres_of(properties.get("ind.firstLine"))
        - millimetres_of(properties.get("ind.hanging")),
        left=millimetres_of(properties.get("ind.left") or properties.get("ind.start")),
        right=millimetres_of(properties.get("ind.right") or properties.get("ind.end")),
        before=_space_of(properties, "before"),
        after=_space_of(properties, "after"),
        line=_lines_of(rule, line),
        exact=rule == "exact",
        at_least=line / TWIPS_PER_POINT if rule == "atLeast" else 0.0,
        contextual=is_on(properties.get("contextualSpacing")),
        numbered=properties.get("numPr", "0") != "0",
        list_id=properties.get("numPr", "0"),
        list_level=_level_of(properties.get("numPr.ilvl", "")),
        shaded=has_ground(properties),
        boxed="pBdr.left" in properties,
        ruled_above=properties.get("pBdr.top", "") not in _NO_LINE,
        ruled_below=properties.get("pBdr.bottom", "") not in _NO_LINE,
        new_page=is_on(properties.get("pageBreakBefore")),
        tabs=tuple(_tab_stops(properties.get("tabs", ""))),
    )


def _level_of(text: str) -> int | None:
    """Return the level of a list, from 0 to 8."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 1 else None


def has_ground(properties: Properties) -> bool:
    """Tell whether letters or a paragraph have a ground of their own: a colour, or a pattern."""
    pattern = properties.get("shd", "clear")
    has_pattern = pattern.startswith(("pct", "solid", "horz", "vert", "diag", "thin", "reverse"))
    return has_pattern or properties.get("shd.fill", "auto").upper() not in _NO_SHADE


def _lines_of(rule: str, line: float) -> float:
    """Return points where a line is exactly so high, else the multiple of a single line."""
    if rule == "exact":
        return line / TWIPS_PER_POINT
    return 1.0 if rule == "atLeast" else line / _SINGLE


AUTOMATIC_SPACE: Final = 14.0
"""Points that Word leaves for 'automatic' space between paragraphs."""


def _space_of(properties: Properties, side: str) -> float:
    if is_on(properties.get(f"spacing.{side}Autospacing")):
        return AUTOMATIC_SPACE
    return twips_of(properties.get(f"spacing.{side}")) / TWIPS_PER_POINT


def _tab_stops(text: str) -> Iterable[Tab]:
    for stop in text.split():
        kind, _, at = stop.partition(":")
        if kind != "clear":
            yield Tab(kind, millimetres_of(at))
