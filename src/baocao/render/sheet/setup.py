"""How a worksheet is printed: A4, its margins and what stands in them."""

from typing import Any, Final

from openpyxl.worksheet.worksheet import Worksheet

from baocao.model.document import Document
from baocao.model.form import Family, Form
from baocao.render.heads import DRAFT
from baocao.render.letters import without_controls
from baocao.render.numbers import seal_text

LONGEST: Final = 200
"""Excel refuses a workbook with more than 255 letters in a header or footer, codes included."""


def set_page(
    worksheet: Worksheet,
    document: Document,
    form: Form,
    *,
    landscape: bool,
    pages: tuple[int, int] = (1, 0),
) -> None:
    """Set A4, so many pages wide and high, page numbers in the top margin but not on the first page.

    A sheet of no height takes as many pages as it needs.
    """
    sheet: Any = worksheet
    page = form.page
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages
    margins = sheet.page_margins
    for side, value in (
        ("left", page.left), ("right", page.right), ("top", page.top), ("bottom", page.bottom),
        ("header", page.number), ("footer", page.number),
    ):  # fmt: skip
        # openpyxl counts margins in inches.
        setattr(margins, side, value / 25.4)
    sheet.print_options.horizontalCentered = True
    _set_marks(sheet.HeaderFooter, document, form)


def _set_marks(marks: Any, document: Document, form: Form) -> None:
    """Set the margins: page number, draft or room for the digital signature, notice."""
    marks.differentFirst = True
    # Else Excel would shrink them with the sheet.
    marks.scaleWithDoc = False
    size = form.components["so_trang"].size
    _set_mark(marks.oddHeader.center, "&P", size, form)
    if document.draft:
        for header in (marks.oddHeader, marks.firstHeader):
            _set_mark(header.right, DRAFT, size, form)
    # A listing that nobody issues has no seal, nor has a Party document such a line.
    elif document.letterhead.body and form.family is Family.STATE:
        _set_mark(
            marks.firstHeader.right,
            literal_text(seal_text(document.letterhead, form)),
            form.components["chu_ky_so"].size,
            form,
        )
    if document.notice:
        for footer in (marks.oddFooter, marks.firstFooter):
            _set_mark(footer.center, literal_text(document.notice), size, form)


def literal_text(text: str) -> str:
    """Return a text of which Excel reads nothing as a code, as much of it as a margin may hold."""
    plain = without_controls(" ".join(text.split()))
    shown = plain.replace("&", "&&")
    return shown if len(shown) <= LONGEST else f"{plain[: LONGEST // 2 - 1]}…".replace("&", "&&")


def _set_mark(part: Any, text: str, size: float, form: Form) -> None:
    part.text, part.font, part.size = text, form.font, round(size)
