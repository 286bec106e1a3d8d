"""The head and the foot of a document in HTML."""

from baocao.model.document import Document, Letterhead
from baocao.model.form import Form
from baocao.render.heads import (
    ADDRESSED_TO,
    NO_ADDRESSEE,
    NO_NAME,
    NO_SIGNER,
    PAPER_MARK,
    RECIPIENTS,
    body_lines,
    body_rule,
    column_widths,
    country_rule,
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
        number = paragraph("SoKyHieu", text_html(numbered_text(head, self._form)))
        upper = self._beside(left, self._body(head), right, self._country())
        lower = self._beside(
            left,
            number + self._subject(head.subject) + "".join(map(self._stamp, head.stamps)),
            right,
            paragraph("DiaDanhNgay", text_html(place_and_day(head))),
        )
        return upper + lower

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
        names = document.addressees
        if not names:
            lacking = f"{ADDRESSED_TO} {element('mark', text_html(NO_ADDRESSEE))}"
            return paragraph("KinhGui", lacking) if document.addressed else ""
        if len(names) == 1:
            return paragraph("KinhGui", text_html(f"{ADDRESSED_TO} {names[0]}"))
        return paragraph("KinhGui", ADDRESSED_TO) + text_lines("DanhSachKinhGui", listed_names(names))

    def signature(self, document: Document) -> str:
        """Return recipients on the left and signature on the right, kept together."""
        left, right = signature_widths(self._form)
        drafter = paragraph("NguoiSoan", text_html(document.drafter)) if document.drafter else ""
        names = listed_names(document.recipients)
        told = paragraph("NoiNhan", RECIPIENTS) + text_lines("DanhSachNoiNhan", names) + drafter
        return self._beside(left, told, right, _signed(document), "hai-cot ky cach-tren")

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
        width = self._classes.width_class(stamp.width)
        return element("div", paragraph("DauMucDo", text_html(stamp.text)), f"dau {width}")


def _signed(document: Document) -> str:
    """Return authority, post and name of who signs; a draft shows what is not known yet."""
    lines = signing_lines(document)
    *authority, post = [text_html(line) for line in lines] or [element("mark", text_html(NO_SIGNER))]
    name = document.signature.name
    named = text_html(name) if name else element("mark", text_html(NO_NAME))
    return (
        "".join(paragraph("QuyenHan", line) for line in authority)
        + paragraph("ChucVu", post)
        + paragraph("HoTen", named)
    )
