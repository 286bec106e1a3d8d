"""The head and the foot of a document: letterhead, title, addressees, signature, recipients."""

from collections.abc import Iterable
from typing import Final

from baocao.model.document import Document, Letterhead
from baocao.model.form import Form
from baocao.render.metrics import RULE_SHARE, balanced_lines, text_width
from baocao.render.numbers import numbered_text, seal_text
from baocao.render.word.markup import (
    GAP,
    THIN,
    cell_xml,
    layout_table,
    paragraph_xml,
    row_xml,
    run_xml,
    text_paragraphs,
    to_twips,
)
from baocao.vietnamese.dates import long_date

LEFT_SHARE: Final = 0.40
"""The letterhead's left column; at 13 points the country's name needs 96 mm on the right."""
NAME_DISTANCE: Final = 5
"""Millimetres of the left column that a name leaves free before the name of the country."""
SIGNATURE_SHARE: Final = 0.42
ADDRESSEE_INDENT: Final = 35
"""Where 'Kính gửi' starts, in millimetres, as in Mẫu 1.5 of the decree."""
NO_SIGNER: Final = "[CHỨC VỤ NGƯỜI KÝ]"
NO_NAME: Final = "[họ và tên]"
NO_ADDRESSEE: Final = "[nơi gửi]"
"""What a draft prints where nobody is named; an official document is refused."""
STAMP_HEIGHT: Final = 8
"""Millimetres (Phụ lục I, Mục III.2)."""
STAMP_COLOUR: Final = "FF0000"
SIGNATURE_GAP: Final = 72
"""Points between title and name, for signature and seal."""
PAPER_MARK: Final = "Tài liệu phục vụ họp"
"""What a paper for a meeting says of itself where a document has its day."""
SUBJECT_INDENT: Final = 12
"""Millimetres by which a long subject stands in on both sides, so that its lines balance."""


_SMALL: Final = '<w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/>'
_START: Final = paragraph_xml("Bang", "", THIN)
"""A paragraph of 1 point: where a table begins the text and page 1 has footnotes, LibreOffice would put an
empty line above it."""


def letterhead_xml(head: Letterhead, form: Form) -> str:
    """Return the table at the top of page 1: issuing body and number, country, motto and date.

    Under the number stand the subject of a công văn and the marks of secrecy and urgency.
    """
    left, right = (form.page.text_width * share for share in (LEFT_SHARE, 1 - LEFT_SHARE))
    place = f"{head.place}, {long_date(head.day)}"
    below = _subject_xml(head.subject, form, left) + "".join(_stamp_xml(name, form) for name in head.stamps)
    upper = [
        cell_xml(to_twips(left), _body_xml(head, form, left)),
        cell_xml(to_twips(right), _country_xml(form, right)),
    ]
    lower = [
        cell_xml(to_twips(left), paragraph_xml("SoKyHieu", run_xml(numbered_text(head, form))) + below),
        cell_xml(to_twips(right), paragraph_xml("DiaDanhNgay", run_xml(place))),
    ]
    return _START + layout_table([to_twips(left), to_twips(right)], [row_xml(upper), row_xml(lower)])


def _subject_xml(subject: str, form: Form, width: float) -> str:
    if not subject:
        return ""
    return paragraph_xml(
        "TrichYeuCongVan", runs_on_lines(_broken_lines([subject], "trich_yeu_cong_van", form, width))
    )


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
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{framed}</w:tbl>'
        + paragraph_xml("Bang", "", THIN)
    )


def runs_on_lines(lines: Iterable[str]) -> str:
    """Return runs on lines of their own."""
    return "<w:r><w:br/></w:r>".join(map(run_xml, lines))


def _body_xml(head: Letterhead, form: Form, width: float) -> str:
    """Return parent and issuing body; long names break into even lines."""
    room = width - NAME_DISTANCE
    parents = _broken_lines(head.parent, "chu_quan", form, room)
    names = _broken_lines(head.body, "ban_hanh", form, room)
    return (
        text_paragraphs("CoQuanChuQuan", parents)
        + text_paragraphs("CoQuanBanHanh", names)
        + (
            paragraph_xml("DauNgan", run_xml(form.under_body))
            if form.under_body
            else _rule_xml(names[-1], "ban_hanh", form, width, RULE_SHARE)
        )
    )


def _country_xml(form: Form, width: float) -> str:
    """Return the country's name and motto, or the Party's name, above a line as long as the last."""
    country = paragraph_xml("QuocHieu", run_xml(form.country))
    if not form.motto:
        return country + _rule_xml(form.country, "quoc_hieu", form, width, 1)
    return (
        country
        + paragraph_xml("TieuNgu", run_xml(form.motto))
        + _rule_xml(form.motto, "tieu_ngu", form, width, 1)
    )


def _broken_lines(lines: Iterable[str], component: str, form: Form, width: float) -> list[str]:
    look = form.components[component]
    texts = (line.upper() if look.capitals else line for line in lines)
    return [part for text in texts for part in balanced_lines(text, width, look.size, bold=look.bold)]


def _rule_xml(text: str, component: str, form: Form, width: float, share: float) -> str:
    """Return a line under `text`, `share` of its width and balanced in `width` millimetres."""
    look = form.components[component]
    long = min(text_width(text, look.size, bold=look.bold), width) * share
    side = to_twips((width - long) / 2)
    return paragraph_xml("DuongKe", "", f'<w:ind w:left="{side}" w:right="{side}"/>')


def title_xml(document: Document, form: Form) -> str:
    """Return type, subject and the line below them; a long subject breaks into even lines."""
    if not document.type_name:
        return ""
    width = form.page.text_width - 2 * SUBJECT_INDENT
    lines = _broken_lines([document.subject], "trich_yeu", form, width)
    under = paragraph_xml("DauNgan", run_xml(form.under_subject)) if form.under_subject else ""
    return (
        paragraph_xml("TenLoai", run_xml(document.type_name.upper()))
        + paragraph_xml("TrichYeu", runs_on_lines(lines))
        + (under or _rule_xml(max(lines, key=len), "trich_yeu", form, form.page.text_width, RULE_SHARE))
    )


def paper_head_xml(document: Document, form: Form) -> str:
    """Return the head of a paper for a meeting: whose it is, that it is none, what it is about."""
    left, right = (form.page.text_width * share for share in (LEFT_SHARE, 1 - LEFT_SHARE))
    said = paragraph_xml("DiaDanhNgay", run_xml(PAPER_MARK), '<w:jc w:val="right"/>')
    cells = [
        cell_xml(to_twips(left), _body_xml(document.letterhead, form, left)),
        cell_xml(to_twips(right), said),
    ]
    lines = _broken_lines([document.subject], "trich_yeu", form, form.page.text_width - 2 * SUBJECT_INDENT)
    near = '<w:keepNext/><w:spacing w:before="60" w:after="0"/>'
    return (
        _START
        + layout_table([to_twips(left), to_twips(right)], [row_xml(cells)])
        + paragraph_xml("TenLoai", run_xml(document.type_name.upper()), near)
        + paragraph_xml("TrichYeu", runs_on_lines(lines))
        + _rule_xml(max(lines, key=len), "trich_yeu", form, form.page.text_width, RULE_SHARE)
    )


def seal_xml(head: Letterhead, form: Form) -> str:
    """Return the line that the body's digital signature fills in an appendix of its own file."""
    return paragraph_xml("ChuKySo", run_xml(seal_text(head, form)))


def addressees_xml(document: Document, form: Form) -> str:
    """Return 'Kính gửi': on one line for one addressee, else a list under the colon."""
    names = document.addressees
    indent = to_twips(ADDRESSEE_INDENT)
    if not names:
        lacking = run_xml("Kính gửi: ") + run_xml(NO_ADDRESSEE, GAP)
        return (
            paragraph_xml("KinhGui", lacking, f'<w:ind w:left="{indent}"/>') if document.addressed else ""
        )
    if len(names) == 1:
        text = run_xml(f"Kính gửi: {names[0]}")
        return paragraph_xml("KinhGui", text, f'<w:ind w:left="{indent}"/>')
    start = ADDRESSEE_INDENT + text_width("Kính gửi", form.components["kinh_gui"].size)
    dash = to_twips(text_width("- ", form.components["kinh_gui"].size))
    place = f'<w:ind w:left="{to_twips(start) + dash}" w:hanging="{dash}"/>'
    lines = [f"- {name}{'.' if index == len(names) else ';'}" for index, name in enumerate(names, 1)]
    return paragraph_xml("KinhGui", run_xml("Kính gửi:"), f'<w:ind w:left="{indent}"/>') + text_paragraphs(
        "DanhSachKinhGui", lines, place
    )


def signature_xml(document: Document, form: Form) -> str:
    """Return the table at the end: recipients on the left, signature on the right, kept together."""
    widths = [to_twips(form.page.text_width * share) for share in (SIGNATURE_SHARE, 1 - SIGNATURE_SHARE)]
    names = document.recipients
    lines = [f"- {name}{'.' if index == len(names) else ';'}" for index, name in enumerate(names, 1)]
    left = paragraph_xml("NoiNhan", run_xml("Nơi nhận:")) + text_paragraphs("DanhSachNoiNhan", lines)
    if document.drafter:
        left += paragraph_xml("NguoiSoan", run_xml(document.drafter))
    *authority, post = [run_xml(line.upper()) for line in document.signature.lines] or [
        run_xml(NO_SIGNER, GAP)
    ]
    right = "".join(paragraph_xml("QuyenHan", line) for line in authority) + paragraph_xml("ChucVu", post)
    right += paragraph_xml(
        "HoTen",
        run_xml(document.signature.name) if document.signature.name else run_xml(NO_NAME, GAP),
        f'<w:spacing w:before="{SIGNATURE_GAP * 20}"/>',
    )
    return layout_table(widths, [row_xml([cell_xml(widths[0], left), cell_xml(widths[1], right)])])
