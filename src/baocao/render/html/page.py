"""The page put together: sheets, styles, and the policy that lets nothing act."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from baocao.model.document import Document
from baocao.model.form import ContactPage, Form, Page, StampPlace
from baocao.render.heads import DRAFT, appendix_page, circulation_mark, contact_lines
from baocao.render.html.body import BodyWriter
from baocao.render.html.markup import (
    Classes,
    element,
    escape_html,
    paragraph,
    source_hash,
    text_html,
    text_lines,
)
from baocao.render.html.style import Around, Sheet, page_style

_POLICY: Final = "default-src 'none'; style-src {}; img-src data:; base-uri 'none'; form-action 'none'"


class _Written(NamedTuple):
    """What stands on a sheet, and what the sheet is called by those who hear it."""

    html: str
    page: Page
    name: str


def render_page(document: Document, form: Form) -> bytes:
    """Return a document as one page of HTML, complete in itself; the same tree gives the same bytes."""
    classes = Classes()
    written = list(_written_sheets(document, form, BodyWriter(form, classes)))
    sheets = [Sheet(f"to{number}", each.page) for number, each in enumerate(written, start=1)]
    around = Around(DRAFT if document.draft else "", document.notice)
    style = page_style(form, sheets, around, classes)
    pairs = zip(sheets, written, strict=True)
    body = "".join(
        _sheet_html(sheet, each, document, form, first=index == 0)
        for index, (sheet, each) in enumerate(pairs)
    )
    return _page_html(document.title, style, body).encode()


def _page_html(title: str, style: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(source_hash(style))}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape_html(title)}</title><style>{style}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _written_sheets(document: Document, form: Form, writer: BodyWriter) -> Iterator[_Written]:
    """Yield what stands on each sheet; a listing without head is a file of appendices."""
    page = form.page
    if not document.is_attachment:
        yield _Written(writer.main_sheet(document), page, document.title)
    for appendix in document.appendices:
        turned = appendix_page(appendix, form)
        name = f"{appendix.number} {appendix.title}".strip()
        yield _Written(writer.appendix_sheet(appendix, turned, document), turned, name)
    if remarks := writer.remarks_sheet(document):
        yield _Written(remarks, page, "Ghi chú của bản dự thảo")


def _sheet_html(sheet: Sheet, written: _Written, document: Document, form: Form, *, first: bool) -> str:
    """Return a sheet with what stands in its margins; address and circulation only on the first."""
    circulation = circulation_mark(document, form, StampPlace.TOP)
    style = "DauMucDo luu-hanh" if form.framed else "DauLuuHanh luu-hanh tran"
    mark = paragraph(style, text_html(circulation.text)) if circulation else ""
    contact = text_lines("LienHe", contact_lines(document, form, ContactPage.FIRST))
    content = (
        (mark if first else "")
        + element("div", written.html, "than")
        + (element("div", contact, "lien-he") if first and contact else "")
        + (paragraph("thong-bao", text_html(document.notice)) if document.notice else "")
    )
    return element("section", content, f"trang {sheet.name}", f' aria-label="{escape_html(written.name)}"')
