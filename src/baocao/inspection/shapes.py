"""What is drawn in a run: straight lines, text boxes and pictures, in DrawingML or in VML."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.word import W
from baocao.inspection.properties import A, millimetres_of

V: Final = "{urn:schemas-microsoft-com:vml}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE: Final = f"{_MC}AlternateContent"
FALLBACK: Final = f"{_MC}Fallback"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PICTURES: Final = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        f"{V}imagedata",
    }
)
SHAPES: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", ALTERNATE})
_CONTENT: Final = f"{W}txbxContent"
_STRAIGHT: Final = frozenset({"line", "straightConnector1"})
_STRAIGHT_VML: Final = "#_x0000_t32"
_EMU_PER_MM: Final = 36_000
_ALIGNED: Final = {"left": 0.0, "inside": 0.0, "center": 60.0, "right": 120.0, "outside": 120.0}
"""About where in the text area a shape stands that is aligned and not measured, in millimetres."""
_WHITE: Final = frozenset({"FFFFFF", "bg1", "lt1", "white", "window", "#ffffff"})


class Middle(NamedTuple):
    """Where the middle of a text box is: aligned as named, else measured from text or paper."""

    aligned: str
    at: float
    from_paper: bool


class TextBox(NamedTuple):
    """A text box: its blocks, its frame and ground, and where it stands from the left and from the top."""

    content: ET.Element
    outlined: bool
    filled: bool
    left: float
    top: float
    middle: Middle


def printed_children(element: ET.Element) -> Iterable[ET.Element]:
    """Return the children that are printed: of alternatives only the first, which newer programs take."""
    if element.tag != ALTERNATE:
        return element
    return element[0] if len(element) else ()


def shape_parts(shape: ET.Element) -> Iterator[ET.Element]:
    """Yield what a drawing is made of; what stands in its text boxes is none of it."""
    waiting = [shape]
    while waiting:
        part = waiting.pop()
        yield part
        if part.tag != _CONTENT:
            waiting.extend(reversed(list(printed_children(part))))


def has_line(parts: Iterable[ET.Element]) -> bool:
    """Tell whether a straight line is among the parts of a drawing."""
    return any(
        (part.tag == f"{A}prstGeom" and part.get("prst") in _STRAIGHT)
        or part.tag == f"{V}line"
        or (part.tag == f"{V}shape" and part.get("type") == _STRAIGHT_VML)
        for part in parts
    )


def has_picture(parts: Iterable[ET.Element]) -> bool:
    """Tell whether a picture or a chart is among the parts of a drawing."""
    return any(part.tag in _PICTURES for part in parts)


def text_boxes(parts: Iterable[ET.Element]) -> Iterator[TextBox]:
    """Yield the text boxes of a drawing, single ones and those of groups."""
    left = top = 0.0
    middle = Middle("", 0.0, from_paper=False)
    for part in parts:
        if part.tag == f"{_WP}anchor":
            left, top, middle = _anchored_at(part, "H"), _anchored_at(part, "V"), _middle_of(part)
        elif part.tag == f"{_WPS}wsp":
            content = part.find(f"{_WPS}txbx/{_CONTENT}")
            if content is not None:
                across, down = _offset_of(part)
                yield TextBox(
                    content,
                    outlined=_is_outlined(part),
                    filled=_is_filled(part),
                    left=left + across,
                    top=top + down,
                    middle=middle,
                )
        elif part.tag.startswith(V):
            content = part.find(f"{V}textbox/{_CONTENT}")
            if content is not None:
                yield _vml_box(part, content)


def _anchored_at(anchor: ET.Element, axis: str) -> float:
    """Return how far a drawing stands from where it is measured, in millimetres."""
    position = anchor.find(f"{_WP}position{axis}")
    if position is None:
        return 0.0
    offset = position.findtext(f"{_WP}posOffset")
    return _ALIGNED.get(position.findtext(f"{_WP}align", ""), 0.0) if offset is None else _emu_of(offset)


def _middle_of(anchor: ET.Element) -> Middle:
    """Return where the middle of an anchored drawing is."""
    position, extent = anchor.find(f"{_WP}positionH"), anchor.find(f"{_WP}extent")
    if position is None:
        return Middle("", 0.0, from_paper=False)
    width = 0.0 if extent is None else _emu_of(extent.get("cx", "0"))
    at = _emu_of(position.findtext(f"{_WP}posOffset", "0")) + width / 2
    aligned = position.findtext(f"{_WP}align", "")
    return Middle(aligned, at, from_paper=position.get("relativeFrom") == "page")


def _emu_of(text: str) -> float:
    """Return a measure of DrawingML in millimetres; nonsense is nothing."""
    digits = text.strip()
    plain = digits.removeprefix("-")
    return int(digits) / _EMU_PER_MM if plain.isascii() and plain.isdecimal() and len(plain) < 12 else 0.0  # noqa: PLR2004 - no sheet is as large


def _offset_of(shape: ET.Element) -> tuple[float, float]:
    offset = shape.find(f"{_WPS}spPr/{A}xfrm/{A}off")
    return (0.0, 0.0) if offset is None else (_emu_of(offset.get("x", "0")), _emu_of(offset.get("y", "0")))


def _is_outlined(shape: ET.Element) -> bool:
    outline = shape.find(f"{_WPS}spPr/{A}ln")
    if outline is not None and len(outline):
        return outline.find(f"{A}noFill") is None
    return _takes_from_style(shape, "lnRef")


def _is_filled(shape: ET.Element) -> bool:
    """Tell whether a shape has a ground that is not white."""
    own = shape.find(f"{_WPS}spPr")
    ground = next((part for part in own if part.tag.endswith("Fill")), None) if own is not None else None
    if ground is None:
        return _takes_from_style(shape, "fillRef")
    if ground.tag == f"{A}noFill":
        return False
    return not any(part.get("val") in _WHITE for part in ground)


def _takes_from_style(shape: ET.Element, name: str) -> bool:
    reference = shape.find(f"{_WPS}style/{A}{name}")
    return reference is not None and reference.get("idx", "0") != "0"


def _vml_box(shape: ET.Element, content: ET.Element) -> TextBox:
    style = {
        name.strip(): value.strip()
        for name, _, value in (each.partition(":") for each in shape.get("style", "").split(";"))
    }
    ground = shape.get("fillcolor", "white").split(" ")[0].lower()
    return TextBox(
        content,
        outlined=shape.get("stroked", "t") not in {"f", "false"},
        filled=shape.get("filled", "t") not in {"f", "false"} and ground not in _WHITE,
        left=millimetres_of(style.get("margin-left") or style.get("left")),
        top=millimetres_of(style.get("margin-top") or style.get("top")),
        middle=Middle(
            style.get("mso-position-horizontal", ""),
            millimetres_of(style.get("margin-left")) + millimetres_of(style.get("width")) / 2,
            from_paper=style.get("mso-position-horizontal-relative") == "page",
        ),
    )
