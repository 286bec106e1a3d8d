"""The head and the foot of a document: letterhead, title, addressees, signature, recipients."""

from collections.abc import Iterable
from typing import Final

from baocao.model.document import Document, Letterhead
from baocao.model.form import Form
from baocao.render.heads import (
    ADDRESSED_TO,
    ADDRESSEE_INDENT,
    NO_ADDRESSEE,
    NO_NAME,
    NO_SIGNER,
    PAPER_MARK,
    RECIPIENTS,
    SIGNATURE_GAP,
    STAMP_COLOUR,
    STAMP_HEIGHT,
    body_lines,
    body_rule,
    column_widths,
    country_rule,
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

    Under the number stand the subject of a công văn and the marks of secrecy and urgency.
    """
    left, right = column_widths(form)
    below = _subject_xml(head.subject, form) + "".join(_stamp_xml(name, form) for name in head.stamps)
    upper = [
        cell_xml(to_twips(left), _body_xml(head, form, left)),
        cell_xml(to_twips(right), _country_xml(form, right)),
    ]
    lower = [
        cell_xml(to_twips(left), paragraph_xml("SoKyHieu", run_xml(numbered_text(head, form))) + below),
        cell_xml(to_twips(right), paragraph_xml("DiaDanhNgay", run_xml(place_and_day(head)))),
    ]
    return _START + layout_table([to_twips(left), to_twips(right)], [row_xml(upper), row_xml(lower)], _HEAD)


def _subject_xml(subject: str, form: Form) -> str:
    if not subject:
        return ""
    return paragraph_xml("TrichYeuCongVan", runs_on_lines(letter_lines(subject, form)))


def _stamp_xml(name: str, form: Form) -> str:
    """Return a red frame of the prescribed size, and the paragraph that must follow a table."""
    stamp = form.stamps[name]
    width = to_twips(stamp.width)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="0" w:color="{STAMP_COLOUR}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    text = paragraph_xml("DauMucDo", run_xml(stamp.text, f'<w:color w:val="{STAMP_COLOUR}"/>'))
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
    names = document.addressees
    indent = to_twips(ADDRESSEE_INDENT)
    if not names:
        lacking = run_xml(f"{ADDRESSED_TO} ") + run_xml(NO_ADDRESSEE, GAP)
        return (
            paragraph_xml("KinhGui", lacking, f'<w:ind w:left="{indent}"/>') if document.addressed else ""
        )
    if len(names) == 1:
        text = run_xml(f"{ADDRESSED_TO} {names[0]}")
        return paragraph_xml("KinhGui", text, f'<w:ind w:left="{indent}"/>')
    start, dash = map(to_twips, list_indent(form))
    place = f'<w:ind w:left="{start + dash}" w:hanging="{dash}"/>'
    return paragraph_xml("KinhGui", run_xml(ADDRESSED_TO), f'<w:ind w:left="{indent}"/>') + text_paragraphs(
        "DanhSachKinhGui", listed_names(names), place
    )


def signature_xml(document: Document, form: Form) -> str:
    """Return the table at the end: recipients on the left, signature on the right, kept together."""
    widths = list(map(to_twips, signature_widths(form)))
    lines = listed_names(document.recipients)
    left = paragraph_xml("NoiNhan", run_xml(RECIPIENTS)) + text_paragraphs("DanhSachNoiNhan", lines)
    if document.drafter:
        left += paragraph_xml("NguoiSoan", run_xml(document.drafter))
    *authority, post = [run_xml(line) for line in signing_lines(document)] or [run_xml(NO_SIGNER, GAP)]
    right = "".join(paragraph_xml("QuyenHan", line) for line in authority) + paragraph_xml("ChucVu", post)
    right += paragraph_xml(
        "HoTen",
        run_xml(document.signature.name) if document.signature.name else run_xml(NO_NAME, GAP),
        f'<w:spacing w:before="{SIGNATURE_GAP * 20}"/>',
    )
    cells = [cell_xml(widths[0], left), cell_xml(widths[1], right)]
    return layout_table(widths, [row_xml(cells)], _FOOT)
