"""The head and the foot of a document: letterhead, title, addressees, signature, recipients."""

from collections.abc import Iterable
from typing import Final

from baocao.model.document import Document, Letterhead
from baocao.model.form import ContactPage, Form, StampPlace
from baocao.render.heads import (
    NO_ADDRESSEE,
    NO_NAME,
    NO_SIGNER,
    PAPER_MARK,
    RECIPIENTS,
    SIGNATURE_GAP,
    STAMP_COLOUR,
    STAMP_HEIGHT,
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
    list_indent,
    listed_names,
    parent_lines,
    place_and_day,
    signature_widths,
    signing_lines,
    subject_lines,
    title_rule,
)
from baocao.render.metrics import LINE_HEIGHT, POINT_MM
from baocao.render.numbers import numbered_text, seal_text
from baocao.render.paragraph_styles import RULE
from baocao.render.word.markup import (
    GAP,
    THIN,
    Told,
    cell_xml,
    layout_table,
    paragraph_xml,
    row_xml,
    run_xml,
    text_paragraphs,
    to_twips,
)

_SMALL: Final = '<w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/>'
_UNDER_SIGNATURE: Final = '<w:spacing w:before="240"/>'
_START: Final = paragraph_xml("Bang", "", THIN)
"""A paragraph of 1 point: where a table begins the text and page 1 has footnotes, LibreOffice would put an
empty line above it."""


_HEAD: Final = Told(
    "Phần đầu văn bản",
    "Bảng chỉ để trình bày, không có hàng tiêu đề. Bên trái: cơ quan ban hành, số và ký hiệu. "
    "Bên phải: Quốc hiệu và Tiêu ngữ hoặc tiêu đề của Đảng, địa danh và thời gian ban hành.",
)
_PAPER_HEAD: Final = Told(
    "Phần đầu tài liệu họp",
    "Bảng chỉ để trình bày, không có hàng tiêu đề. Bên trái: cơ quan. Bên phải: loại tài liệu.",
)
_FOOT: Final = Told(
    "Nơi nhận và chữ ký",
    "Bảng chỉ để trình bày, không có hàng tiêu đề. Bên trái: nơi nhận. "
    "Bên phải: quyền hạn, chức vụ, chữ ký và họ tên của người ký.",
)
_STAMP: Final = Told(
    "Dấu chỉ mức độ", "Khung chỉ để trình bày: một ô, ghi mức độ mật hoặc mức độ khẩn của văn bản."
)


def letterhead_xml(head: Letterhead, form: Form) -> str:
    """Return the table at the top of page 1: issuing body and number, country, motto and date.

    Under the number stand the subject of a công văn and the marks of urgency.
    """
    left, right = column_widths(form)
    date = paragraph_xml("DiaDanhNgay", run_xml(place_and_day(head)))
    above, below = ("", date) if not has_date_above(form) else (date, paragraph_xml("Bang", ""))
    upper = [
        cell_xml(to_twips(left), _body_xml(head, form, left)),
        cell_xml(to_twips(right), _country_xml(form, right) + above),
    ]
    lower = [cell_xml(to_twips(left), _numbered_xml(head, form)), cell_xml(to_twips(right), below)]
    return _START + layout_table([to_twips(left), to_twips(right)], [row_xml(upper), row_xml(lower)], _HEAD)


def _numbered_xml(head: Letterhead, form: Form) -> str:
    """Return number and notation, and what stands under them."""
    return (
        paragraph_xml("SoKyHieu", run_xml(numbered_text(head, form)))
        + _subject_xml(head.subject, form)
        + "".join(_stamp_xml(name, form) for name in head.stamps)
        + (paragraph_xml("DuThao", run_xml(head.edition)) if head.edition else "")
    )


def _subject_xml(subject: str, form: Form) -> str:
    if not subject:
        return ""
    return paragraph_xml("TrichYeuCongVan", runs_on_lines(letter_lines(subject, form)))


def _stamp_xml(name: str, form: Form) -> str:
    """Return a red mark: in a frame of the prescribed size, and the paragraph that must follow a table."""
    stamp = form.stamps[name]
    run = run_xml(stamp.text, f'<w:color w:val="{STAMP_COLOUR}"/>')
    if form.framed:
        return _framed_xml(paragraph_xml("DauMucDo", run), to_twips(stamp.width))
    return paragraph_xml("DauMucDo", run, '<w:spacing w:before="60"/>')


def _framed_xml(text: str, width: int) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="0" w:color="{STAMP_COLOUR}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    framed = row_xml(
        [cell_xml(width, text, '<w:vAlign w:val="center"/>')],
        f'<w:cantSplit/><w:trHeight w:val="{to_twips(STAMP_HEIGHT)}" w:hRule="exact"/>',
    )
    return (
        paragraph_xml("Bang", "", _SMALL)
        + f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="left"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'{_STAMP.xml}</w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{framed}</w:tbl>'
        + paragraph_xml("Bang", "", THIN)
    )


def runs_on_lines(lines: Iterable[str]) -> str:
    """Return runs on lines of their own."""
    return "<w:r><w:br/></w:r>".join(map(run_xml, lines))


def _body_xml(head: Letterhead, form: Form, width: float) -> str:
    """Return parent and issuing body; long names break into even lines."""
    names = body_lines(head, form)
    return (
        text_paragraphs("CoQuanChuQuan", parent_lines(head, form))
        + text_paragraphs("CoQuanBanHanh", names)
        + (
            paragraph_xml("DauNgan", run_xml(form.under_body))
            if form.under_body
            else rule_xml(body_rule(names, form), width)
        )
    )


def _country_xml(form: Form, width: float) -> str:
    """Return the country's name and motto, or the Party's name, above a line as long as the last."""
    motto = paragraph_xml("TieuNgu", run_xml(form.motto)) if form.motto else ""
    return paragraph_xml("QuocHieu", run_xml(form.country)) + motto + rule_xml(country_rule(form), width)


def rule_xml(length: float, width: float) -> str:
    """Return a ruled line of some millimetres in the middle of `width`."""
    side = to_twips((width - length) / 2)
    return paragraph_xml(RULE, "", f'<w:ind w:left="{side}" w:right="{side}"/>')


def title_xml(document: Document, form: Form) -> str:
    """Return type, subject and the line below them; a long subject breaks into even lines."""
    if not document.type_name:
        return ""
    lines = subject_lines(document, form)
    under = paragraph_xml("DauNgan", run_xml(form.under_subject)) if form.under_subject else ""
    return (
        paragraph_xml("TenLoai", run_xml(document.type_name.upper()))
        + paragraph_xml("TrichYeu", runs_on_lines(lines))
        + (under or rule_xml(title_rule(lines, form), form.page.text_width))
    )


def paper_head_xml(document: Document, form: Form) -> str:
    """Return the head of a paper for a meeting: whose it is, that it is none, what it is about."""
    left, right = column_widths(form)
    said = paragraph_xml("DiaDanhNgay", run_xml(PAPER_MARK), '<w:jc w:val="right"/>')
    cells = [
        cell_xml(to_twips(left), _body_xml(document.letterhead, form, left)),
        cell_xml(to_twips(right), said),
    ]
    lines = subject_lines(document, form)
    near = '<w:keepNext/><w:spacing w:before="60" w:after="0"/>'
    return (
        _START
        + layout_table([to_twips(left), to_twips(right)], [row_xml(cells)], _PAPER_HEAD)
        + paragraph_xml("TenLoai", run_xml(document.type_name.upper()), near)
        + paragraph_xml("TrichYeu", runs_on_lines(lines))
        + rule_xml(title_rule(lines, form), form.page.text_width)
    )


def seal_xml(head: Letterhead, form: Form) -> str:
    """Return the line that the body's digital signature fills in an appendix of its own file."""
    return paragraph_xml("ChuKySo", run_xml(seal_text(head, form)))


def addressees_xml(document: Document, form: Form) -> str:
    """Return 'Kính gửi': on one line for one addressee, else a list under the colon."""
    if not document.addressees and not document.addressed:
        return ""
    lines = addressed_lines(document, form)
    start, dash = to_twips(lines.start), to_twips(list_indent(form)[1])
    place = f'<w:ind w:left="{start + dash}" w:hanging="{dash}"/>'
    own = f'<w:ind w:left="{to_twips(lines.indent)}"/>'
    return paragraph_xml("KinhGui", _addressed_runs(document, lines, form), own) + text_paragraphs(
        "DanhSachKinhGui", lines.listed, place
    )


def _addressed_runs(document: Document, lines: Addressed, form: Form) -> str:
    """Return 'Kính gửi:' and who stands on its line, whose letters may be of another look."""
    if not document.addressees:
        return run_xml(f"{lines.label} ") + run_xml(NO_ADDRESSEE, GAP)
    if not lines.beside or not has_upright_names(form):
        return run_xml(" ".join(filter(None, (lines.label, lines.beside))))
    return run_xml(f"{lines.label} ") + run_xml(lines.beside, '<w:i w:val="0"/>')


def signature_xml(document: Document, form: Form) -> str:
    """Return the table at the end: recipients on the left, signature on the right, kept together."""
    widths = list(map(to_twips, signature_widths(form)))
    signed = signing_lines(document, form)
    above = "".join(paragraph_xml(style, run_xml(line)) for style, line in signed)
    name = document.signature.name
    right = (above or paragraph_xml("ChucVu", run_xml(NO_SIGNER, GAP))) + paragraph_xml(
        "HoTen",
        run_xml(name) if name else run_xml(NO_NAME, GAP),
        f'<w:spacing w:before="{SIGNATURE_GAP * 20}"/>',
    )
    below = _below_signature(document, form)
    left = cell_xml(widths[0], _recipients_xml(document, form, keep="<w:keepNext/>" if below else ""))
    return layout_table(widths, [row_xml([left, cell_xml(widths[1], right)])], _FOOT) + below


def _recipients_xml(document: Document, form: Form, keep: str) -> str:
    """Return the recipients and the drafter's mark, which the Party writes at the end of the last line."""
    lines, mark = listed_names(document.recipients, form.recipients), document.drafter
    heading = run_xml(f"{RECIPIENTS}:")
    if form.components["noi_nhan"].underline:
        # The line is as long as the words (Hướng dẫn 05-HD/VPTW, I.9.2.1).
        heading = run_xml(RECIPIENTS) + run_xml(":", '<w:u w:val="none"/>')
    head = paragraph_xml("NoiNhan", heading, keep)
    if not mark:
        return head + text_paragraphs("DanhSachNoiNhan", lines)
    if not has_mark_beside(form):
        return head + text_paragraphs("DanhSachNoiNhan", lines) + paragraph_xml("NguoiSoan", run_xml(mark))
    *others, last = lines or [""]
    size = round(form.components["nguoi_soan"].size * 2)
    small = run_xml(f" {mark}", f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    return (
        head
        + text_paragraphs("DanhSachNoiNhan", others)
        + paragraph_xml("DanhSachNoiNhan", run_xml(last) + small)
    )


def _below_signature(document: Document, form: Form) -> str:
    """Return what ends the last page: a mark of circulation and the address, if they stand there."""
    under = circulation_mark(document, form, StampPlace.SIGNATURE)
    bottom = circulation_mark(document, form, StampPlace.BOTTOM)
    rule = (
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="240"/>'
    )
    contact = contact_lines(document, form, ContactPage.LAST)
    return (
        (paragraph_xml("DauLuuHanh", run_xml(under.text), _UNDER_SIGNATURE) if under else "")
        + (paragraph_xml("DauLuuHanh", run_xml(bottom.text), _at_bottom(form, document)) if bottom else "")
        + "".join(
            paragraph_xml("LienHe", run_xml(text), "" if index else rule)
            for index, text in enumerate(contact)
        )
    )


def _at_bottom(form: Form, document: Document) -> str:
    """Return the place of a line in the margin below the text, above what all pages say there."""
    page, line = form.page, form.components["dau_luu_hanh"].size * LINE_HEIGHT * POINT_MM
    above = form.components["so_trang"].size * LINE_HEIGHT * POINT_MM if document.notice else 0
    y = to_twips(page.height - page.number - line - above)
    return (
        f'<w:framePr w:w="{to_twips(page.text_width)}" w:wrap="around" w:vAnchor="page" '
        f'w:hAnchor="margin" w:xAlign="center" w:y="{y}"/>'
    )
