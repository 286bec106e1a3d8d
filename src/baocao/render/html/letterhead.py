"""The head and the foot of a document in HTML."""

from baocao.model.document import Document, Letterhead
from baocao.model.form import ContactPage, Family, Form, StampPlace
from baocao.render.heads import (
    NO_ADDRESSEE,
    NO_NAME,
    NO_SIGNER,
    PAPER_MARK,
    RECIPIENTS,
    Addressed,
    addressed_lines,
    body_lines,
    body_rule,
    circulation_mark,
    column_widths,
    contact_lines,
    country_rule,
    has_date_above,
    has_mark_beside,
    has_upright_names,
    letter_lines,
    listed_names,
    parent_lines,
    place_and_day,
    signature_widths,
    signing_lines,
    subject_lines,
    title_rule,
)
from baocao.render.html.markup import (
    Classes,
    element,
    paragraph,
    soft_lines,
    text_html,
    text_lines,
)
from baocao.render.numbers import numbered_text, seal_text
from baocao.render.paragraph_styles import RULE


class HeadWriter:
    """Writes what stands above and below the text of documents of one form."""

    def __init__(self, form: Form, classes: Classes) -> None:
        self._form = form
        self._classes = classes

    def letterhead(self, head: Letterhead) -> str:
        """Return the head of page 1: issuing body and number, beside them country, motto and date."""
        left, right = column_widths(self._form)
        date = paragraph("DiaDanhNgay", text_html(place_and_day(head)))
        above, below = (date, "") if has_date_above(self._form) else ("", date)
        upper = self._beside(left, self._body(head), right, self._country() + above)
        return upper + self._beside(left, self._numbered(head), right, below)

    def _numbered(self, head: Letterhead) -> str:
        """Return number and notation, and what stands under them."""
        return (
            paragraph("SoKyHieu", text_html(numbered_text(head, self._form)))
            + self._subject(head.subject)
            + "".join(map(self._stamp, head.stamps))
            + (paragraph("DuThao", text_html(head.edition)) if head.edition else "")
        )

    def title(self, document: Document) -> str:
        """Return type, subject and the line below them."""
        if not document.type_name:
            return ""
        form = self._form
        lines = subject_lines(document, form)
        below = form.under_subject
        return self._titled(document, lines, "TenLoai") + (
            paragraph("DauNgan", text_html(below)) if below else self.rule(title_rule(lines, form))
        )

    def paper_head(self, document: Document) -> str:
        """Return the head of a paper for a meeting."""
        left, right = column_widths(self._form)
        said = paragraph("DiaDanhNgay p", text_html(PAPER_MARK))
        lines = subject_lines(document, self._form)
        return (
            self._beside(left, self._body(document.letterhead), right, said)
            + self._titled(document, lines, "TenLoai sat")
            + self.rule(title_rule(lines, self._form))
        )

    def _titled(self, document: Document, lines: list[str], style: str) -> str:
        name = element("h1", text_html(document.type_name.upper()), f"{style} giu")
        return name + paragraph("TrichYeu giu", soft_lines(lines))

    def rule(self, millimetres: float) -> str:
        """Return a ruled line in the middle."""
        return element("div", "", f"{RULE} {self._classes.width_class(millimetres)}")

    def seal(self, head: Letterhead) -> str:
        """Return the line that the body's digital signature fills in an appendix of its own file."""
        return paragraph("ChuKySo", text_html(seal_text(head, self._form)))

    def addressees(self, document: Document) -> str:
        """Return 'Kính gửi': on one line for one addressee, else a list under the colon."""
        if not document.addressees and not document.addressed:
            return ""
        lines = addressed_lines(document, self._form)
        line = paragraph("KinhGui", self._addressed(document, lines))
        if self._form.family is Family.STATE:
            return line + text_lines("DanhSachKinhGui", lines.listed)
        under = self._classes.indent_class(lines.start - lines.indent)
        return element("div", line + text_lines(f"DanhSachKinhGui {under}", lines.listed), "noi-gui")

    def _addressed(self, document: Document, lines: Addressed) -> str:
        """Return 'Kính gửi:' and who stands on its line, whose letters may be of another look."""
        if not document.addressees:
            return f"{lines.label} {element('mark', text_html(NO_ADDRESSEE))}"
        beside = text_html(lines.beside)
        if beside and has_upright_names(self._form):
            beside = element("span", beside, "dung")
        return f"{text_html(lines.label)} {beside}".strip()

    def signature(self, document: Document) -> str:
        """Return recipients on the left and signature on the right, kept together."""
        left, right = signature_widths(self._form)
        signed = _signed(document, self._form)
        return self._beside(
            left, self._recipients(document), right, signed, "hai-cot ky cach-tren"
        ) + self._below_signature(document)

    def _recipients(self, document: Document) -> str:
        """Return the recipients and the drafter's mark."""
        lines, mark = listed_names(document.recipients, self._form.recipients), document.drafter
        underlined = self._form.components["noi_nhan"].underline
        colon = element("span", ":", "khong-gach") if underlined else ":"
        head = paragraph("NoiNhan", f"{RECIPIENTS}{colon}")
        if not mark or not has_mark_beside(self._form):
            own = paragraph("NguoiSoan", text_html(mark)) if mark else ""
            return head + text_lines("DanhSachNoiNhan", lines) + own
        *others, last = lines or [""]
        beside = f"{text_html(last)} {element('span', text_html(mark), 'NguoiSoan')}"
        return head + text_lines("DanhSachNoiNhan", others) + paragraph("DanhSachNoiNhan", beside)

    def _below_signature(self, document: Document) -> str:
        """Return what ends the last page: a mark of circulation and the address."""
        form = self._form
        places = (StampPlace.SIGNATURE, StampPlace.BOTTOM)
        marks = [mark for place in places if (mark := circulation_mark(document, form, place))]
        contact = text_lines("LienHe", contact_lines(document, form, ContactPage.LAST))
        return "".join(paragraph("DauLuuHanh cach-tren", text_html(mark.text)) for mark in marks) + (
            element("div", contact, "lien-he-cuoi") if contact else ""
        )

    def _beside(self, left: float, one: str, right: float, other: str, style: str = "hai-cot") -> str:
        columns = ((left, one), (right, other))
        return element(
            "div",
            "".join(element("div", text, self._classes.width_class(width)) for width, text in columns),
            style,
        )

    def _body(self, head: Letterhead) -> str:
        names = body_lines(head, self._form)
        below = self._form.under_body
        return (
            text_lines("CoQuanChuQuan", parent_lines(head, self._form))
            + text_lines("CoQuanBanHanh", names)
            + (paragraph("DauNgan", text_html(below)) if below else self.rule(body_rule(names, self._form)))
        )

    def _country(self) -> str:
        form = self._form
        motto = paragraph("TieuNgu", text_html(form.motto)) if form.motto else ""
        return paragraph("QuocHieu", text_html(form.country)) + motto + self.rule(country_rule(form))

    def _subject(self, subject: str) -> str:
        if not subject:
            return ""
        return element("h1", soft_lines(letter_lines(subject, self._form)), "TrichYeuCongVan")

    def _stamp(self, name: str) -> str:
        stamp = self._form.stamps[name]
        text = paragraph("DauMucDo", text_html(stamp.text))
        if not self._form.framed:
            return element("div", text, "muc-do")
        return element("div", text, f"dau {self._classes.width_class(stamp.width)}")


def _signed(document: Document, form: Form) -> str:
    """Return authority, post and name of who signs; a draft shows what is not known yet."""
    lines = [paragraph(style, text_html(line)) for style, line in signing_lines(document, form)]
    name = document.signature.name
    named = text_html(name) if name else element("mark", text_html(NO_NAME))
    above = lines or [paragraph("ChucVu", element("mark", text_html(NO_SIGNER)))]
    return "".join(above) + paragraph("HoTen", named)
