"""Sections: paper, margins, page numbers, headers and footers."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.packages import Package, R
from baocao.foreign.word import W
from baocao.inspection.paragraphs import Paragraph, ParagraphReader
from baocao.inspection.properties import Styles, flat_properties, is_on, millimetres_of
from baocao.inspection.shapes import SHAPES, Middle, shape_parts, text_boxes

_CODES: Final = frozenset({f"{W}instrText", f"{W}fldSimple"})
_PAGE: Final = re.compile(r"(?<!\w)PAGE(?!\w)")
_DEFAULT_PAPER: Final = {"w": "12240", "h": "15840"}
"""Letter paper, which Word takes where a section names none."""


class Header(NamedTuple):
    """A header or footer: whether it holds the page number, the paragraph around that, its text box."""

    has_number: bool
    paragraph: Paragraph | None
    middle: Middle | None = None


class Section(NamedTuple):
    """A section: paper and margins in millimetres, its page number and its headers.

    `titled` tells that the first page has headers of its own; `start` is the first page's number where
    the count begins anew; `runs_on` tells that it begins on the page on which the one before it ends.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    titled: bool
    runs_on: bool
    start: str | None
    number_format: str
    header: Header | None
    first_header: Header | None
    footer: Header | None
    first_footer: Header | None


def read_sections(
    elements: Iterable[ET.Element | None], package: Package, styles: Styles
) -> Iterator[Section]:
    """Yield the sections; headers that one does not name are those of the section before it."""
    relations = package.relations_of(package.main)
    known: dict[str, Header | None] = {}
    inherited: dict[str, Header | None] = {}
    for element in elements:
        for reference in () if element is None else element:
            kind = reference.tag.removeprefix(W)
            if kind in {"headerReference", "footerReference"}:
                target = relations.get(reference.get(f"{R}id", ""))
                which = f"{kind[:6]} {reference.get(f'{W}type', 'default')}"
                part = target.target if target else ""
                if part not in known:
                    tree = package.tree(part)
                    known[part] = None if tree is None else _make_header(tree, styles)
                inherited[which] = known[part]
        yield _make_section(element, inherited)


def _make_section(element: ET.Element | None, headers: dict[str, Header | None]) -> Section:
    properties = flat_properties(element)
    size = {side: properties.get(f"pgSz.{side}", _DEFAULT_PAPER[side]) for side in ("w", "h")}
    gutter = millimetres_of(properties.get("pgMar.gutter"))
    return Section(
        width=millimetres_of(size["w"]),
        height=millimetres_of(size["h"]),
        top=abs(millimetres_of(properties.get("pgMar.top", "1440"))),
        bottom=abs(millimetres_of(properties.get("pgMar.bottom", "1440"))),
        left=millimetres_of(properties.get("pgMar.left", "1440")) + gutter,
        right=millimetres_of(properties.get("pgMar.right", "1440")),
        titled=is_on(properties.get("titlePg")),
        runs_on=properties.get("type", "") in {"continuous", "nextColumn"},
        start=properties.get("pgNumType.start"),
        number_format=properties.get("pgNumType.fmt", "decimal"),
        header=headers.get("header default"),
        first_header=headers.get("header first"),
        footer=headers.get("footer default"),
        first_footer=headers.get("footer first"),
    )


def _make_header(tree: ET.Element, styles: Styles) -> Header:
    """Return whether a header holds the page number, and the paragraph that holds it."""
    element = _numbered_paragraph(tree)
    if element is None:
        return Header(has_number=False, paragraph=None)
    paragraph = ParagraphReader(styles).read_one(_without_frame(element))
    return Header(has_number=True, paragraph=paragraph, middle=_middle_of_box(tree, element))


def _numbered_paragraph(tree: ET.Element) -> ET.Element | None:
    """Return the paragraph around a PAGE field, not the one that anchors its text box."""
    innermost: dict[ET.Element, ET.Element] = {}
    # In the order of the part: what lies deeper comes later and takes the place of what is around it.
    for element in tree.iter(f"{W}p"):
        innermost.update(dict.fromkeys(_codes_in(element), element))
    codes: dict[ET.Element, str] = {}
    for code, paragraph in innermost.items():
        codes[paragraph] = codes.get(paragraph, "") + (code.text or code.get(f"{W}instr") or "")
    return next((paragraph for paragraph, code in codes.items() if _PAGE.search(code.upper())), None)


def _codes_in(element: ET.Element) -> Iterator[ET.Element]:
    """Yield what tells fields what to do."""
    for part in element.iter():
        if part.tag in _CODES:
            yield part


def _middle_of_box(tree: ET.Element, numbered: ET.Element) -> Middle | None:
    """Return where the middle of the text box around a paragraph is, if it stands in one."""
    for shape in tree.iter():
        if shape.tag in SHAPES:
            for box in text_boxes(shape_parts(shape)):
                if any(part is numbered for part in box.content.iter(f"{W}p")):
                    return box.middle
    return None


def _without_frame(element: ET.Element) -> ET.Element:
    """Say as alignment what a frame says about the place of a paragraph, as Word's gallery sets it."""
    frame = element.find(f"{W}pPr/{W}framePr")
    properties = element.find(f"{W}pPr")
    if frame is not None and properties is not None and frame.get(f"{W}xAlign"):
        for old in properties.findall(f"{W}jc"):
            properties.remove(old)
        ET.SubElement(properties, f"{W}jc", {f"{W}val": frame.get(f"{W}xAlign", "")})
    return element
