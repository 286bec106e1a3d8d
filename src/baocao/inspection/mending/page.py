"""Paper, its direction and margins are set right in every section of the document."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from baocao.inspection import limits
from baocao.inspection.mending.context import PICTURES, Mending
from baocao.inspection.mending.package import Element, W, make_element
from baocao.inspection.mending.records import Change, Left
from baocao.inspection.mending.sizes import nearest_size
from baocao.inspection.mending.tracking import Done
from baocao.inspection.properties import TWIPS_PER_MM, millimetres_of
from baocao.inspection.rules.page import (
    SIDES,
    TOLERANCE,
    margins_read,
    named_sections,
    paper_differs,
    tabled_sections,
)
from baocao.inspection.rules.text import layout_tables
from baocao.inspection.sections import Section
from baocao.inspection.verdicts import number_text
from baocao.model.form import Range

_NEAR: Final = 0.3
"""Paper whose sides differ by more of theirs was chosen on purpose, as A3 for a wide table."""
WIDE: Final = "có bảng rộng {width} mm, sửa lề trái thì chỉ còn chỗ cho {room} mm; cần thu hẹp bảng trước"
_ATTRIBUTES: Final = {"tren": "top", "duoi": "bottom", "trai": "left", "phai": "right"}


_Outside = tuple[int, str, float]
"""A margin out of its range: its place from the top on, the side that it may be, its millimetres."""


class _Sheet(NamedTuple):
    """A section with its name and its element; which it is, how wide its widest table of data is."""

    part: str
    section: Section
    element: Element
    place: int
    table: float = 0.0


def mend_page(mending: Mending) -> None:
    """The paper is A4 and upright, its margins lie in their ranges."""
    if not any(map(mending.fails, ("TT101", "TT102", "TT103"))):
        return
    for sheet in _sheets_of(mending):
        # One at a time: margins of a sheet that was turned are looked at when it has been read anew.
        for mend in (_mend_paper, _mend_direction, _mend_margins):
            if mend(mending, sheet):
                break


def _sheets_of(mending: Mending) -> Iterator[_Sheet]:
    """Yield the sections of the document; the last one is that of the whole body."""
    ending = _sections_by_paragraph(mending)
    nodes = (paragraph.node for paragraph in mending.docx.paragraphs if paragraph.node >= 0)
    elements = [
        ending[paragraph] for node in nodes if ending and (paragraph := mending.paragraphs[node]) in ending
    ]
    body = mending.root.find(f"{W}body")
    last = body.find(f"{W}sectPr")
    if last is None:
        last = make_element("sectPr")
        body.append(last)
    elements.append(last)
    if len(elements) == len(mending.docx.sections):
        tables = _widest_tables(mending)
        for index, (part, section) in enumerate(named_sections(mending.case)):
            yield _Sheet(part, section, elements[index], index, tables.get(index, 0.0))


def _sections_by_paragraph(mending: Mending) -> dict[Element, Element]:
    """Return the sections that end with a paragraph, by that."""
    found: dict[Element, Element] = {}
    for section in mending.root.iter(f"{W}sectPr"):
        holder = section.getparent()
        if holder.tag == f"{W}pPr" and holder.getparent() is not None:
            found.setdefault(holder.getparent(), section)
    return found


def _mend_paper(mending: Mending, sheet: _Sheet) -> bool:
    page, section = mending.form.page, sheet.section
    if not mending.fails("TT101") or not paper_differs(mending.case, section):
        return False
    before = f"{number_text(section.width)} × {number_text(section.height)} mm"
    own, wanted = sorted((section.width, section.height)), sorted((page.width, page.height))
    if any(abs(side - want) > want * _NEAR for side, want in zip(own, wanted, strict=True)):
        mending.leave_alone(Left("TT101", sheet.part, "", f"khổ {before} khác hẳn A4, có thể là chủ ý"))
        return False
    width, height = wanted if section.width <= section.height else reversed(wanted)
    change = Change("TT101", sheet.part, "", before, f"{number_text(width)} × {number_text(height)} mm")
    return _set_sheet(mending, sheet, _paper_of(width, height), change)


def _paper_of(width: float, height: float) -> Mapping[str, str | None]:
    return {"w": _twips(width), "h": _twips(height), "code": None}


def _mend_direction(mending: Mending, sheet: _Sheet) -> bool:
    section = sheet.section
    if not mending.fails("TT102") or section.width <= section.height:
        return False
    if sheet.place in tabled_sections(mending.case):
        return False
    if _has_drawing(mending, sheet.place):
        reason = "trang nằm ngang có hình, biểu đồ"
        mending.leave_alone(Left("TT102", sheet.part, "", reason))
        return False
    change = Change("TT102", sheet.part, "", "trang nằm ngang", "trang đứng")
    paper = {**_paper_of(section.height, section.width), "orient": None}
    return _set_sheet(mending, sheet, paper, change)


def _has_drawing(mending: Mending, index: int) -> bool:
    own = (each for each in mending.docx.paragraphs if each.section == index)
    return any(mending.holds_any(each, PICTURES) for each in own)


def _mend_margins(mending: Mending, sheet: _Sheet) -> bool:
    if not mending.fails("TT103"):
        return False
    allowed = limits.permitted_margins(mending.form)
    # On a turned page that reading of its sides is taken which is right for most of them.
    outside = [
        [
            (place, side, value)
            for place, (side, value) in enumerate(reading)
            if not allowed[side].holds_value(value, TOLERANCE)
        ]
        for reading in margins_read(sheet.section)
    ]
    wrong = _fitting_margins(mending, sheet, min(outside, key=len), allowed)
    if not wrong:
        return False
    margins: dict[str, str | None] = {}
    words: tuple[list[str], list[str]] = ([], [])
    names = list(SIDES)
    for place, side, value in wrong:
        nearest = nearest_size(allowed[side], value)
        own = names[place]
        margins[_ATTRIBUTES[own]] = _twips(nearest)
        if own == "trai":
            margins["gutter"] = "0"
        words[0].append(f"{SIDES[own]} {number_text(round(value, 1))}")
        words[1].append(f"{SIDES[own]} {number_text(nearest)}")
    before, after = (f"lề {', '.join(each)} mm" for each in words)
    if sheet.element.find(f"{W}pgMar") is None:
        margins = {**_UNSET, **margins}
    done = mending.tracker.set_section(sheet.element, {"pgMar": margins})
    return mending.note_done(done, Change("TT103", sheet.part, "", before, after)) is Done.CHANGED


def _fitting_margins(
    mending: Mending, sheet: _Sheet, wrong: list[_Outside], allowed: Mapping[str, Range]
) -> list[_Outside]:
    """Return the margins that can be set; a table that would stand out of the page keeps the left one."""
    left = next((each for each in wrong if list(SIDES)[each[0]] == "trai"), None)
    if left is None:
        return wrong
    _, side, value = left
    wanted, section = nearest_size(allowed[side], value), sheet.section
    room = section.width - allowed["phai"].low - wanted
    if wanted < value or sheet.table <= room + TOLERANCE:
        return wrong
    reason = WIDE.format(width=number_text(round(sheet.table)), room=number_text(round(room)))
    mending.leave_alone(Left("TT103", sheet.part, "", reason))
    return [each for each in wrong if each is not left]


def _widest_tables(mending: Mending) -> dict[int, float]:
    """Return the width in millimetres of the widest table of data of each section that has one."""
    widest: dict[int, float] = {}
    seen = layout_tables(mending.case)
    for paragraph in mending.docx.paragraphs:
        cell = paragraph.cell
        if cell and paragraph.node >= 0 and cell.table not in seen:
            seen.add(cell.table)
            width = _table_width(mending.paragraphs[paragraph.node])
            widest[paragraph.section] = max(width, widest.get(paragraph.section, 0.0))
    return widest


def _table_width(paragraph: Element) -> float:
    """Return the width of the table around a paragraph; nothing where it goes with the page's."""
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    stated = None if table is None else table.find(f"{W}tblPr/{W}tblW")
    if table is None or (stated is not None and stated.get(f"{W}type") == "pct"):
        return 0.0
    return sum(millimetres_of(each.get(f"{W}w", "")) for each in table.iterfind(f"{W}tblGrid/{W}gridCol"))


_UNSET: Final[Mapping[str, str | None]] = {
    **dict.fromkeys(("top", "right", "bottom", "left"), "1440"),
    **dict.fromkeys(("header", "footer"), "720"),
    "gutter": "0",
}
"""What a section has that says nothing of its margins; the schema asks for all of them."""


def _set_sheet(mending: Mending, sheet: _Sheet, paper: Mapping[str, str | None], change: Change) -> bool:
    done = mending.tracker.set_section(sheet.element, {"pgSz": paper})
    return mending.note_done(done, change) is Done.CHANGED


def _twips(millimetres: float) -> str:
    return str(round(millimetres * TWIPS_PER_MM))
