"""The head and the foot of a document: letterhead, title, addressees, signature, recipients."""

from collections.abc import Iterable
from typing import Final

from baocao.model.document import Document, Letterhead
from baocao.model.form import Form
from baocao.render.metrics import balanced, text_width
from baocao.render.word.markup import (
    cell,
    layout_table,
    paragraph,
    row,
    run,
    text_paragraphs,
    twips,
)
from baocao.vietnamese.dates import long_date

LEFT_SHARE: Final = 0.40
"""The letterhead's left column; at 13 points the country's name needs 96 mm on the right."""
SIGNATURE_SHARE: Final = 0.42
RULE_SHARE: Final = 0.4
"""Ruled lines are 1/3 to 1/2 of the text above them."""
ADDRESSEE_INDENT: Final = 35
"""Where 'Kính gửi' starts, in millimetres, as in Mẫu 1.5 of the decree."""
SIGNATURE_GAP: Final = 72
"""Points between title and name, for signature and seal."""
SUBJECT_INDENT: Final = 12
"""Millimetres by which a long subject stands in on both sides, so that its lines balance."""


def letterhead(head: Letterhead, form: Form) -> str:
    """Return the table at the top of page 1: issuing body and number, country, motto and date."""
    left, right = (form.page.text_width * share for share in (LEFT_SHARE, 1 - LEFT_SHARE))
    number = f"Số: {head.number or ' ' * 8}{head.notation}"
    place = f"{head.place}, {long_date(head.day)}"
    upper = [
        cell(twips(left), _body(head, form, left)),
        cell(twips(right), _country(form, right)),
    ]
    lower = [
        cell(twips(left), paragraph("SoKyHieu", run(number))),
        cell(twips(right), paragraph("DiaDanhNgay", run(place))),
    ]
    return layout_table([twips(left), twips(right)], [row(upper), row(lower)])


def _body(head: Letterhead, form: Form, width: float) -> str:
    """Return parent and issuing body; long names break into even lines."""
    parents = _broken(head.parent, "chu_quan", form, width)
    names = _broken(head.body, "ban_hanh", form, width)
    return (
        text_paragraphs("CoQuanChuQuan", parents)
        + text_paragraphs("CoQuanBanHanh", names)
        + _rule(names[-1], "ban_hanh", form, width, RULE_SHARE)
    )


def _country(form: Form, width: float) -> str:
    return (
        paragraph("QuocHieu", run(form.country))
        + paragraph("TieuNgu", run(form.motto))
        + _rule(form.motto, "tieu_ngu", form, width, 1)
    )


def _broken(lines: Iterable[str], component: str, form: Form, width: float) -> list[str]:
    look = form.components[component]
    texts = (line.upper() if look.capitals else line for line in lines)
    return [part for text in texts for part in balanced(text, width, look.size, bold=look.bold)]


def _rule(text: str, component: str, form: Form, width: float, share: float) -> str:
    """Return a line under `text`, `share` of its width and balanced in `width` millimetres."""
    look = form.components[component]
    long = min(text_width(text, look.size, bold=look.bold), width) * share
    side = twips((width - long) / 2)
    return paragraph("DuongKe", "", f'<w:ind w:left="{side}" w:right="{side}"/>')


def title(document: Document, form: Form) -> str:
    """Return type, subject and the line below them; a long subject breaks into even lines."""
    width = form.page.text_width - 2 * SUBJECT_INDENT
    lines = _broken([document.subject], "trich_yeu", form, width)
    broken = "<w:r><w:br/></w:r>".join(map(run, lines))
    return (
        paragraph("TenLoai", run(document.type_name.upper()))
        + paragraph("TrichYeu", broken)
        + _rule(max(lines, key=len), "trich_yeu", form, form.page.text_width, RULE_SHARE)
    )


def addressees(document: Document, form: Form) -> str:
    """Return 'Kính gửi': on one line for one addressee, else a list under the colon."""
    names = document.addressees
    if not names:
        return ""
    indent = twips(ADDRESSEE_INDENT)
    if len(names) == 1:
        text = run(f"Kính gửi: {names[0]}")
        return paragraph("KinhGui", text, f'<w:ind w:left="{indent}"/>')
    start = ADDRESSEE_INDENT + text_width("Kính gửi", form.components["kinh_gui"].size)
    dash = twips(text_width("- ", form.components["kinh_gui"].size))
    place = f'<w:ind w:left="{twips(start) + dash}" w:hanging="{dash}"/>'
    lines = [f"- {name}{'.' if name == names[-1] else ';'}" for name in names]
    return paragraph("KinhGui", run("Kính gửi:"), f'<w:ind w:left="{indent}"/>') + text_paragraphs(
        "DanhSachKinhGui", lines, place
    )


def signature(document: Document, form: Form) -> str:
    """Return the table at the end: recipients on the left, signature on the right, kept together."""
    widths = [twips(form.page.text_width * share) for share in (SIGNATURE_SHARE, 1 - SIGNATURE_SHARE)]
    names = document.recipients
    lines = [f"- {name}{'.' if index == len(names) else ';'}" for index, name in enumerate(names, 1)]
    left = paragraph("NoiNhan", run("Nơi nhận:")) + text_paragraphs("DanhSachNoiNhan", lines)
    right = text_paragraphs("QuyenHan", [line.upper() for line in document.signature.lines])
    right += paragraph(
        "HoTen",
        run(document.signature.name),
        f'<w:spacing w:before="{SIGNATURE_GAP * 20}"/>',
    )
    return layout_table(widths, [row([cell(widths[0], left), cell(widths[1], right)])])
