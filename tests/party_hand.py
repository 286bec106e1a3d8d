"""Documents of the Party as people type them, by the examples in its Hướng dẫn 36 and 05."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from hand import CENTER, JUSTIFY, Typed

Pieces = tuple[tuple[str, str], ...]
"""Texts with their looks ('b', 'i', 'u' together) that stand on one line."""


class Party(NamedTuple):
    """What a document of the Party says; what is empty is left out.

    `signed` are the lines over the signer's name with their looks, `line` is how a paragraph's lines stand.
    """

    day: str = "ngày 30 tháng 9 năm 2025"
    parent: str = "ĐẢNG BỘ TỈNH QUẢNG NGÃI"
    body: str = "ĐẢNG UỶ XÃ BA TƠ"
    number: str = "Số 15-BC/ĐU"
    under_number: tuple[tuple[str, float, str], ...] = ()
    type_name: str = "BÁO CÁO"
    authors: tuple[str, ...] = ()
    subject: str = "tình hình thực hiện nhiệm vụ 9 tháng đầu năm 2025"
    dashes: str = "-----"
    addressed: Pieces = ()
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    ground_look: str = ""
    texts: tuple[str, ...] = (
        "Thực hiện Kết luận số 10-KL/TU, ngày 05/3/2025 của Tỉnh uỷ, Đảng uỷ xã báo cáo như sau:",
        "1. Đảng uỷ đã ban hành 04 nghị quyết, kết nạp 12 đảng viên.",
        "2. Các chi bộ đã hoàn thành 03 nhiệm vụ được giao.",
    )
    size: float = 14
    line: Callable[[Any], None] | None = None
    recipients: tuple[str, ...] = ("- Tỉnh uỷ Quảng Ngãi,", "- Lưu Văn phòng Đảng uỷ.")
    signed: Pieces = (("T/M BAN THƯỜNG VỤ", "b"), ("PHÓ BÍ THƯ", ""))
    name: str = "Trần Văn B"
    appendices: tuple[tuple[str, ...], ...] = ()
    paper: tuple[float, float] = (210, 297)


def exactly(points: float) -> Callable[[Any], None]:
    """Return what sets lines exactly so many points high."""

    def set_lines(layout: Any) -> None:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)

    return set_lines


def at_least(points: float) -> Callable[[Any], None]:
    """Return what sets lines at least so many points high."""

    def set_lines(layout: Any) -> None:
        layout.line_spacing = Pt(points)
        layout.line_spacing_rule = WD_LINE_SPACING.AT_LEAST

    return set_lines


def times(multiple: float) -> Callable[[Any], None]:
    """Return what sets lines a multiple of a single one high."""

    def set_lines(layout: Any) -> None:
        layout.line_spacing = multiple

    return set_lines


REPORT: Final = Party()
LETTER: Final = Party(
    number="Số 24-CV/ĐU",
    under_number=(("Chuẩn bị hội nghị Ban Chấp hành lần thứ 5", 12, "i"),),
    type_name="",
    subject="",
    addressed=(("Kính gửi: ", "i"), ("- Các chi bộ trực thuộc,", "")),
    addressees=("- Văn phòng Đảng uỷ,",),
    texts=("Đảng uỷ đề nghị các chi bộ chuẩn bị nội dung hội nghị.", "Trân trọng."),
    recipients=("- Như trên,", "- Tỉnh uỷ,", "- Lưu Văn phòng Đảng uỷ."),
    signed=(("T/L BAN THƯỜNG VỤ", "b"), ("CHÁNH VĂN PHÒNG", "")),
)
DECISION: Final = Party(
    number="Số 08-QĐ/ĐU",
    type_name="QUYẾT ĐỊNH",
    subject="về việc thành lập Tổ công tác",
    grounds=(
        "Căn cứ Quy chế làm việc số 01-QC/ĐU, ngày 10/9/2025 của Đảng uỷ;",
        "Xét đề nghị của Văn phòng Đảng uỷ,",
    ),
    texts=("Điều 1. Thành lập Tổ công tác của Đảng uỷ.", "Điều 2. Quyết định có hiệu lực từ ngày ký."),
    recipients=("- Các đồng chí có tên ở Điều 1,", "- Lưu Văn phòng Đảng uỷ."),
    signed=(("T/M BAN THƯỜNG VỤ", "b"), ("BÍ THƯ", "")),
)
CONCLUSION: Final = Party(
    number="Số 06-KL/TU",
    parent="",
    body="TỈNH UỶ QUẢNG NGÃI",
    type_name="KẾT LUẬN",
    authors=("CỦA BAN THƯỜNG VỤ TỈNH UỶ",),
    subject="về công tác cán bộ",
    signed=(("T/M BAN THƯỜNG VỤ", "b"),),
    recipients=("- Các huyện uỷ,", "- Lưu Văn phòng Tỉnh uỷ."),
)
PROPOSAL: Final = Party(
    number="Số 03-TTr/ĐU",
    type_name="TỜ TRÌNH",
    subject="về việc phê duyệt kế hoạch",
    addressed=(("Kính gửi: ", "i"), ("Ban Thường vụ Tỉnh uỷ", "")),
    recipients=("- Như trên,", "- Lưu Văn phòng Đảng uỷ."),
)
BOARD: Final = Party(
    number="Số 02-TB/BCĐ",
    parent="",
    body="BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ",
    type_name="THÔNG BÁO",
    subject="kết luận của đồng chí Trưởng Ban Chỉ đạo",
    signed=(("BÍ THƯ", "b"), ("kiêm", ""), ("TRƯỞNG BAN CHỈ ĐẠO", "b")),
)
REFERENCE: Final = "(Kèm theo Báo cáo số 15-BC/ĐU, ngày 30/9/2025 của Đảng uỷ xã)"
GOOD_2018: Final = {
    "report": REPORT,
    "letter": LETTER,
    "decision": DECISION,
    "conclusion": CONCLUSION,
    "proposal": PROPOSAL,
    "board": BOARD,
    "with appendices": REPORT._replace(
        texts=(*REPORT.texts, "Số liệu tại Phụ lục 1, 2."),
        appendices=(
            ("Phụ lục 1", "KẾT NẠP ĐẢNG VIÊN", REFERENCE, "Danh sách có 12 người."),
            ("Phụ lục 2", "NHIỆM VỤ ĐƯỢC GIAO", REFERENCE, "Danh sách có 03 nhiệm vụ."),
        ),
    ),
}
"""By Hướng dẫn 36-HD/VPTW."""


def _as_of_2026(document: Party) -> Party:
    """Return a document with the signs of Hướng dẫn 05-HD/VPTW."""
    grounds = [f"- {text}" for text in document.grounds]
    return document._replace(
        day="ngày 05 tháng 8 năm 2026",
        addressed=tuple((text.replace(",", ";"), look) for text, look in document.addressed),
        addressees=tuple(text.replace(",", ";") for text in document.addressees),
        grounds=(*grounds[:-1], *(f"{text.rstrip(',')}." for text in grounds[-1:])),
        recipients=tuple(text.replace(",", ";") for text in document.recipients),
        size=15,
        line=exactly(20),
    )


GOOD_2026: Final = {name: _as_of_2026(document) for name, document in GOOD_2018.items()} | {
    "letter": _as_of_2026(LETTER)._replace(
        under_number=(("về việc chuẩn bị hội nghị Ban Chấp hành lần thứ 5", 12, "i"),)
    ),
    "proposal": _as_of_2026(PROPOSAL)._replace(
        addressed=(("Kính trình: ", "i"), ("Ban Thường vụ Tỉnh uỷ", ""))
    ),
}
"""By Hướng dẫn 05-HD/VPTW."""


class _Sheet(Typed):
    """A document of the Party under the hands of a clerk."""

    def __init__(self, document: Party) -> None:
        super().__init__()
        self._said = document
        section = self.document.sections[0]
        section.right_margin = Mm(15)
        section.page_width, section.page_height = map(Mm, document.paper)

    @staticmethod
    def _look(run: Any, size: float, style: str = "") -> Any:
        run.font.underline = "u" in style or None
        return Typed._look(run, size, style)

    def type_head(self) -> None:
        """Type the letterhead, in one row of a table."""
        said = self._said
        left, right = self.cells()
        if said.parent:
            self.line(said.parent, 14, into=left, align=CENTER)
        self.line(said.body, 14, "b", into=left, align=CENTER)
        self.line("*", 14, into=left, align=CENTER)
        self.line(said.number, 14, into=left, align=CENTER)
        for text, size, look in said.under_number:
            self.line(text, size, look, into=left, align=CENTER)
        self.draw(self.line("ĐẢNG CỘNG SẢN VIỆT NAM", 15, "b", into=right, align=CENTER))
        self.line("", 14, into=right)
        self.line(f"Ba Tơ, {said.day}", 14, "i", into=right, align=CENTER)
        self.line("", 14)

    def type_title(self) -> None:
        """Type type, subject and addressees."""
        said = self._said
        if said.type_name:
            self.line(said.type_name, 16, "b", align=CENTER)
            for author in said.authors:
                self.line(author, 15, "b", align=CENTER)
            self.line(said.subject, 14, "b", align=CENTER)
            self.line(said.dashes, 14, align=CENTER)
        if said.addressed:
            self.pieces(*((text, 14, look) for text, look in said.addressed))
        for text in said.addressees:
            self.line(text, 14)

    def type_text(self) -> None:
        """Type grounds and text; articles have their number in bold."""
        said = self._said
        for text in said.grounds:
            self._set_flowing(self.line(text, said.size, said.ground_look, align=JUSTIFY))
        for text in said.texts:
            head, dot, rest = text.partition(". ")
            is_article = head.startswith("Điều ")
            pieces = ((head + dot, said.size, "b"), (rest, said.size, "")) if is_article else ()
            paragraph = self.pieces(*pieces) if is_article else self.line(text, said.size)
            paragraph.alignment = JUSTIFY
            self._set_flowing(paragraph)

    def _set_flowing(self, paragraph: Any) -> None:
        layout = paragraph.paragraph_format
        layout.first_line_indent, layout.space_before = Mm(10), Pt(6)
        (self._said.line or exactly(18))(layout)

    def type_foot(self) -> None:
        """Type recipients and signature."""
        said = self._said
        left, right = self.cells()
        self.line("Nơi nhận:", 14, "u", into=left)
        for text in said.recipients:
            self.line(text, 12, into=left)
        for text, look in said.signed:
            self.line(text, 14, look, into=right, align=CENTER)
        for _ in range(3):
            self.line("", 14, into=right)
        self.line(said.name, 14, "b", into=right, align=CENTER)

    def type_appendices(self) -> None:
        """Type each appendix on pages of its own, counted from 1."""
        for heading, title, *rest in self._said.appendices:
            section = self.document.add_section()
            counted = OxmlElement("w:pgNumType")
            counted.set(qn("w:start"), "1")
            section._sectPr.append(counted)
            self.type_appendix(heading, title, *rest)

    def type_appendix(self, heading: str, title: str, *texts: str) -> None:
        """Type an appendix: heading and title, the reference in brackets, sentences."""
        self.line(heading, 14, "b", align=CENTER)
        self.line(title, 14, "b", align=CENTER)
        for text in texts:
            if text.startswith("("):
                self.line(text, 14, "i", align=CENTER)
            else:
                self._set_flowing(self.line(text, 14, align=JUSTIFY))


def typed_party(document: Party = REPORT) -> bytes:
    """Return a document of the Party as typed."""
    sheet = _Sheet(document)
    sheet.type_head()
    sheet.type_title()
    sheet.type_text()
    sheet.type_foot()
    sheet.type_appendices()
    return sheet.data()


def typed_appendix(heading: str, title: str, *texts: str) -> bytes:
    """Return a file of an appendix alone."""
    sheet = _Sheet(REPORT)
    sheet.type_appendix(heading, title, *texts)
    return sheet.data()
