"""Paper, margins, letters and page numbers (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I)."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Final

from baocao.inspection import limits
from baocao.inspection.appendices import Appendix
from baocao.inspection.extent import Extent, extent_of
from baocao.inspection.lines import Line, is_worded, whole_line
from baocao.inspection.paragraphs import Paragraph, Run
from baocao.inspection.sections import Header, Section
from baocao.inspection.verdicts import (
    Answer,
    Case,
    Deviation,
    Fault,
    NotFound,
    Verdict,
    deviations_of,
    fault_at,
    fault_of,
    number_text,
    span_text,
    wanted_style,
)
from baocao.model.form import Form, Range
from baocao.vietnamese.text import is_nfc

TOLERANCE: Final = 0.3
"""Millimetres; programs round lengths to points, inches or twips."""
A5: Final = (148.0, 210.0)
MISSING: Final = "không có số trang"
SIDES: Final = {"tren": "trên", "duoi": "dưới", "trai": "trái", "phai": "phải"}
_OFF_MIDDLE: Final = 5.0
"""How far from the middle, in millimetres, a text box may stand that was drawn there by hand."""
_LIGHTEST: Final = 0xF0
"""From this share of light in each colour a letter on white paper is not seen."""
_DARKEST: Final = 0x1A
"""Up to this share of light in each colour a letter prints black; themes give such blacks."""


def named_sections(case: Case) -> Iterator[tuple[str, Section]]:
    """Yield the sections of the document, those of a draft's remarks left out, with their names."""
    last = max((paragraph.section for paragraph in case.docx.paragraphs[: case.anatomy.end]), default=0)
    for index, section in enumerate(case.docx.sections[: last + 1]):
        yield (f"phần {index + 1} của tệp" if last else "cả văn bản"), section


def paper_size(case: Case) -> Verdict:
    """The paper is A4, in every section; administrative papers of the Party may be A5."""
    page, small = case.form.page, is_small(case)
    faults = [
        Fault(_size_text(section.width, section.height), name)
        for name, section in named_sections(case)
        if paper_differs(case, section)
    ]
    first = case.docx.sections[0]
    size = _size_text(*sorted((first.width, first.height)))
    want = f"A4 ({_size_text(page.width, page.height)})"
    return Verdict(f"{want} hoặc A5 ({_size_text(*A5)})" if small else want, size, tuple(faults))


def _size_text(width: float, height: float) -> str:
    return f"{number_text(round(width, 1))} × {number_text(round(height, 1))} mm"


def _is_sized(section: Section, sides: tuple[float, float]) -> bool:
    """Tell whether a section's paper has these sides, whichever stands upright."""
    measured = sorted((section.width, section.height))
    return all(abs(own - side) <= TOLERANCE * 2 for own, side in zip(measured, sorted(sides), strict=True))


def is_small(case: Case) -> bool:
    """Tell whether a document is a paper that may be printed on A5."""
    kind = case.anatomy.title.type
    return kind is not None and kind.small


def paper_differs(case: Case, section: Section) -> bool:
    """Tell whether a section is on none of the papers that the document may have, however turned."""
    page = case.form.page
    permitted = [(page.width, page.height), *([A5] if is_small(case) else [])]
    return not any(_is_sized(section, sides) for sides in permitted)


def page_orientation(case: Case) -> Verdict:
    """The page stands upright; it may lie only where a section has a table."""
    tabled = tabled_sections(case)
    faults = [
        Fault("trang nằm ngang mà không có bảng", name)
        for index, (name, section) in enumerate(named_sections(case))
        if section.width > section.height and index not in tabled
    ]
    return Verdict(
        "trang đứng; nằm ngang chỉ khi có bảng, biểu", "trang đứng, hoặc ngang có bảng", tuple(faults)
    )


def tabled_sections(case: Case) -> set[int]:
    """Return the sections that have a table."""
    return {paragraph.section for paragraph in case.docx.paragraphs if paragraph.in_table}


def page_margins(case: Case) -> Verdict:
    """Each margin lies in its range; on a turned page either as it is read or as the sheet is bound."""
    allowed = limits.permitted_margins(case.form)
    faults = [
        Fault(outside, name)
        for name, section in named_sections(case)
        if (outside := _margins_outside(section, allowed))
    ]
    first = case.docx.sections[0]
    measured = ", ".join(
        f"{SIDES[side]} {number_text(round(value, 1))}" for side, value in _measured_margins(first)
    )
    want = ", ".join(f"{name} {span_text(*allowed[side])}" for side, name in SIDES.items())
    return Verdict(f"{want} mm", f"{measured} mm", tuple(faults))


def _measured_margins(section: Section) -> list[tuple[str, float]]:
    values = (section.top, section.bottom, section.left, section.right)
    return list(zip(SIDES, values, strict=True))


def _margins_outside(section: Section, allowed: dict[str, Range]) -> str:
    """Return the margins that are outside of their range."""
    readings = margins_read(section)
    wrong = [
        [side for side, value in reading if not allowed[side].holds_value(value, TOLERANCE)]
        for reading in readings
    ]
    if not all(wrong):
        return ""
    own = dict(readings[0])
    return ", ".join(f"lề {SIDES[side]} {number_text(round(own[side], 1))} mm" for side in wrong[0])


def margins_read(section: Section) -> list[list[tuple[str, float]]]:
    """Return the margins from the top on by the side that each may be; a turned page has three readings."""
    readings = [_measured_margins(section)]
    if section.width > section.height:
        # A turned page is bound at its upper or lower edge, by which side depends on the printer.
        turned = ("trai", "phai", "duoi", "tren"), ("phai", "trai", "tren", "duoi")
        values = [value for _, value in readings[0]]
        readings += [list(zip(sides, values, strict=True)) for sides in turned]
    return readings


def font_name(case: Case) -> Verdict:
    """All letters are Times New Roman."""
    name = case.form.font
    faults = [
        fault_at(", ".join(sorted(wrong)), part, whole_line(paragraph))
        for part, paragraph in worded_paragraphs(case)
        if (wrong := fonts_of(paragraph) - {name})
    ]
    return Verdict(name, name, tuple(faults))


def fonts_of(paragraph: Paragraph) -> set[str]:
    """Return the fonts of a paragraph's letters and digits."""
    return {font for run in paragraph.runs for font in fonts_of_run(run)}


def fonts_of_run(run: Run) -> set[str]:
    """Return the fonts of a run's letters and digits: that of plain ones, and that of all others."""
    fonts = set()
    if is_worded(run.text):
        if any(letter.isascii() and letter.isalnum() for letter in run.text):
            fonts.add(run.look.plain_font)
        if not run.text.isascii():
            fonts.add(run.look.other_font)
    return fonts


def letter_colour(case: Case) -> Verdict:
    """All letters are black, the marks of urgency and circulation left out."""
    stamps = {line.paragraph.at for line in case.anatomy.head.stamps}
    faults = [
        fault_at(f"màu {', '.join(wrong)}", part, whole_line(paragraph))
        for part, paragraph in worded_paragraphs(case)
        if paragraph.at not in stamps and (wrong := colours_of(paragraph))
    ]
    return Verdict("màu đen", "màu đen", tuple(faults))


def colours_of(paragraph: Paragraph) -> list[str]:
    """Return the colours of letters that are not black."""
    colours = {run.look.colour for run in paragraph.runs if is_worded(run.text)}
    return sorted(colour for colour in colours if not is_black(colour))


def is_black(colour: str) -> bool:
    """Tell whether a colour prints black."""
    return all(part <= _DARKEST for part in _lights_of(colour))


def is_white(colour: str) -> bool:
    """Tell whether a colour is not seen on white paper."""
    lights = _lights_of(colour)
    return bool(lights) and all(part >= _LIGHTEST for part in lights)


def _lights_of(colour: str) -> bytes:
    """Return the share of light in each of the three colours; nothing for 'AUTO' and nonsense."""
    try:
        return bytes.fromhex(colour) if len(colour) == 6 else b""  # noqa: PLR2004 - two digits for each
    except ValueError:
        return b""


def letters_composed(case: Case) -> Verdict:
    """Letters with marks are single characters, as Vietnamese Unicode keyboards type them."""
    faults = [
        fault_at("chữ có dấu tổ hợp (dựng rời)", part, whole_line(paragraph))
        for part, paragraph in worded_paragraphs(case)
        if not is_nfc(paragraph.text)
    ]
    return Verdict("chữ có dấu dựng sẵn", "chữ có dấu dựng sẵn", tuple(faults))


def worded_paragraphs(case: Case) -> Iterator[tuple[str, Paragraph]]:
    """Yield every paragraph that says something with the part that it stands in."""
    anatomy = case.anatomy
    for paragraph in case.docx.paragraphs[: anatomy.end]:
        if is_worded(paragraph.text):
            yield part_of(case, paragraph.at), paragraph


def appendix_at(case: Case, index: int) -> Appendix | None:
    """Return the appendix in which a paragraph stands."""
    appendices = case.anatomy.appendices
    # A forged file may have as many appendices as paragraphs.
    place = bisect_right(appendices, index, key=lambda appendix: appendix.heading.paragraph.at)
    return appendices[place - 1] if place else None


def part_of(case: Case, index: int) -> str:
    """Return the name of the part of the document in which a paragraph stands."""
    anatomy = case.anatomy
    appendix = appendix_at(case, index)
    if appendix:
        return appendix.name
    if index < anatomy.head.end:
        return "phần đầu"
    if index < anatomy.title.start:
        return "tên loại, trích yếu"
    return "phần ký" if index >= anatomy.foot.start else "nội dung"


_NUMBER: Final = NotFound("số trang", "từ trang thứ hai có số trang")
"""The answer where it is not known whether there is a second page."""


def _shows_number(case: Case) -> bool:
    return any(
        _has_number(header) for section in case.docx.sections for header in (section.header, section.footer)
    )


def _without_number(case: Case) -> NotFound | None:
    """Return what there is to say of a document that shows no number anywhere, by how long it is."""
    return None if extent_of(case.docx) is Extent.ONE else _NUMBER


def first_page(case: Case) -> Answer:
    """The first page of the document shows no number."""
    section = case.docx.sections[0]
    shown = _first_page_number(section)
    if not shown and not _shows_number(case) and extent_of(case.docx) is not Extent.MANY:
        return _without_number(case)
    faults = (Fault("trang thứ nhất có số trang", "lề trang"),) if shown else ()
    return Verdict("không hiển thị số trang thứ nhất", "trang thứ nhất không có số trang", faults)


def _first_page_number(section: Section) -> bool:
    upper = section.first_header if section.titled else section.header
    lower = section.first_footer if section.titled else section.footer
    return _has_number(upper) or _has_number(lower)


def _has_number(header: Header | None) -> bool:
    return header is not None and header.has_number


def number_place(case: Case) -> Answer:
    """The page number stands in the middle of the top margin, in every section.

    A section that counts from 1 may be a single page, whose number is not shown.
    """
    if not _shows_number(case) and extent_of(case.docx) is not Extent.MANY:
        return _without_number(case)
    shows = any(_has_number(section.header) for section in case.docx.sections)
    faults = [
        Fault(misplaced, name)
        for index, (name, section) in enumerate(named_sections(case))
        # An appendix of one page counts from one and shows nothing, as the first page of a document does.
        if (misplaced := number_misplaced(section))
        and not (misplaced == MISSING and shows and _is_single(case, index, section))
    ]
    return Verdict("giữa, trong phần lề trên", "giữa, trong phần lề trên", tuple(faults))


def _is_single(case: Case, index: int, section: Section) -> bool:
    """Tell whether a section may be a single page, the first of its own count."""
    if section.start == "1" or index:
        return section.start == "1"
    # LibreOffice takes the header of later pages from a first section that has none.
    own = tuple(paragraph for paragraph in case.docx.paragraphs if paragraph.section == 0)
    alone = case.docx._replace(paragraphs=own, sections=(section,), pages=None, turns=0)
    return extent_of(alone) is not Extent.MANY


def number_misplaced(section: Section) -> str:
    """Return in what way the page number is not where it should be."""
    if not _has_number(section.header):
        return "số trang ở lề dưới" if _has_number(section.footer) else MISSING
    header = section.header
    good = (
        header is None or header.paragraph is None or _stands_in_middle(section, header, header.paragraph)
    )
    return "" if good else "số trang không ở giữa"


def _stands_in_middle(section: Section, header: Header, paragraph: Paragraph) -> bool:
    """Tell whether a page number stands in the middle: its text box, or its paragraph where it has none."""
    box = header.middle
    if box is None:
        return _is_centred(paragraph)
    if box.aligned:
        return box.aligned == "center"
    text = section.left + (section.width - section.left - section.right) / 2
    return abs(box.at + (0 if box.from_paper else section.left) - text) <= _OFF_MIDDLE


def _is_centred(paragraph: Paragraph) -> bool:
    """Tell whether a header stands in the middle: by its alignment or by one tab to a middle stop."""
    if paragraph.layout.align == "center":
        return True
    stops = sorted(paragraph.layout.tabs, key=lambda stop: stop.at)
    return paragraph.text.startswith("\t") and bool(stops) and stops[0].kind == "center"


def number_style(case: Case) -> Answer:
    """The page number is Arabic, upright, 13 to 14 points, counted from 1."""
    headers = [
        (name, section, section.header.paragraph)
        for name, section in named_sections(case)
        if section.header and section.header.paragraph
    ]
    if not headers:
        return None if _shows_number(case) else _without_number(case)
    faults: list[Fault] = []
    for name, section, paragraph in headers:
        line = whole_line(paragraph)
        wrong = _number_deviations(case.form, section, line)
        faults += fault_of(case.form, "so_trang", wrong, part=name, line=line)
    sizes = Counter(look.size for _, _, paragraph in headers for look in whole_line(paragraph).looks)
    measured = (
        f"cỡ {', '.join(number_text(size) for size in sizes)}, chữ số Ả Rập, từ 1" if sizes else "từ 1"
    )
    want = wanted_style(case.form, "so_trang").removesuffix(", không đậm")
    return Verdict(f"{want}, chữ số Ả Rập, từ 1", measured, tuple(faults))


def _number_deviations(form: Form, section: Section, line: Line) -> Iterator[Deviation]:
    """Yield in what a page number differs from how it should look and count; it may be bold."""
    for deviation in deviations_of(form, "so_trang", line):
        if deviation.value != "dam":
            yield deviation
    if section.number_format != "decimal":
        yield Deviation("so", "không phải chữ số Ả Rập")
    if section.start not in {None, "1"}:
        yield Deviation("so", f"bắt đầu từ {section.start}")
