"""Papers of every kind as people type them: documents of the decree, and what is none of them."""

from collections.abc import Sequence
from typing import Any

from docx.shared import Mm, Pt

from hand import CENTER, JUSTIFY, Typed

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SENTENCES = (
    "Ủy ban nhân dân xã giao các phòng chuyên môn thực hiện 03 nhiệm vụ trong quý III năm 2025.",
    "Các thôn, tổ dân phố phối hợp thực hiện, báo cáo kết quả trước ngày 15 hằng tháng./.",
)
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
)


def head(
    typed: Typed,
    number: str = "",
    *,
    names: Sequence[str] = ("ỦY BAN NHÂN DÂN", "XÃ MỎ CÀY"),
    under: Sequence[str] = (),
    right: str = COUNTRY,
    day: str = "Mỏ Cày, ngày 16 tháng 9 năm 2025",
) -> None:
    """Type a letterhead in a table: names and number on the left, country, motto and day on the right."""
    left, other = typed.cells()
    for name in names:
        body = typed.line(name, 13, "b", into=left, align=CENTER)
    typed.draw(body)
    if number:
        typed.line(number, 13, into=left, align=CENTER)
    for text in under:
        typed.line(text, 12, into=left, align=CENTER)
    country = typed.line(right, 13, "b", into=other, align=CENTER)
    if right == COUNTRY:
        typed.draw(typed.line(MOTTO, 14, "b", into=other, align=CENTER))
    else:
        typed.draw(country)
    if day:
        typed.line(day, 14, "i", into=other, align=CENTER)
    typed.line("", 14)


def title(typed: Typed, name: str, *subject: str) -> None:
    """Type a type's name and its subject with the line under it."""
    last = typed.line(name, 14, "b", align=CENTER)
    for text in subject:
        last = typed.line(text, 14, "b", align=CENTER)
    if subject:
        typed.draw(last)
    typed.line("", 14)


def grounds(typed: Typed, *texts: str) -> None:
    """Type grounds in italics."""
    for text in texts:
        paragraph = typed.line(text, 14, "i", align=JUSTIFY)
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_before = Pt(6)


def article(typed: Typed, number: int, text: str) -> None:
    """Type an article with its number in bold letters."""
    paragraph: Any = typed.pieces((f"Điều {number}. ", 14, "b"), (text, 14, ""))
    paragraph.alignment = JUSTIFY
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.space_before, layout.line_spacing = Mm(12.7), Pt(6), 1.2


def foot(
    typed: Typed, *recipients: str, signer: Sequence[str] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
) -> None:
    """Type recipients and signature in a table."""
    left, right = typed.cells()
    typed.line("Nơi nhận:", 12, "bi", into=left)
    for text in recipients or ("- Thường trực Đảng ủy;", "- Lưu: VT."):
        typed.line(text, 11, into=left)
    for text in signer:
        typed.line(text, 14, "b", into=right, align=CENTER)
    typed.line("", 14, into=right)
    typed.line("Trần Văn B", 14, "b", into=right, align=CENTER)


def signers(typed: Typed, first: str = "THƯ KÝ", second: str = "CHỦ TỌA") -> None:
    """Type two signatures side by side."""
    for cell, text, name in zip(typed.cells(), (first, second), ("Lê Thị A", "Trần Văn B"), strict=True):
        typed.line(text, 14, "b", into=cell, align=CENTER)
        typed.line("", 14, into=cell)
        typed.line(name, 14, "b", into=cell, align=CENTER)


def typed_kind(number: str, name: str, *subject: str) -> Typed:
    """Return a document typed down to its text."""
    typed = Typed()
    head(typed, number)
    title(typed, name, *subject)
    return typed


def decision(typed: Typed | None = None, *basis: str) -> Typed:
    """Return a decision that issues a regulation, down to its signature."""
    typed = typed or typed_kind("Số: 12/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Quy chế làm việc")
    typed.line("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", 14, "b", align=CENTER)
    grounds(typed, *(basis or GROUNDS))
    typed.line("QUYẾT ĐỊNH:", 14, "b", align=CENTER)
    article(typed, 1, "Ban hành kèm theo Quyết định này Quy chế làm việc.")
    article(typed, 2, "Quyết định này có hiệu lực từ ngày ký./.")
    foot(typed, "- Như Điều 2;", "- Lưu: VT.", signer=("CHỦ TỊCH",))
    return typed


def regulation(typed: Typed, reference: str) -> Typed:
    """Type a regulation that is issued with a decision, without a signature."""
    typed.line("QUY CHẾ", 14, "b", align=CENTER)
    typed.line("Làm việc của Ủy ban nhân dân xã", 14, "b", align=CENTER)
    typed.line(reference, 14, "i", align=CENTER)
    typed.line("", 14)
    typed.line("Chương I", 14, "b", align=CENTER)
    typed.line("QUY ĐỊNH CHUNG", 14, "b", align=CENTER)
    article(typed, 1, "Phạm vi điều chỉnh.")
    typed.body(*SENTENCES)
    return typed
