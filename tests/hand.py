"""Documents as people type them in Word: direct formatting, tabs, empty paragraphs, drawn lines."""

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CENTER = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
LINE = (
    f'<w:r xmlns:w="{W}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>600000</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>220000</wp:posOffset></wp:positionV>'
    '<wp:extent cx="1000000" cy="0"/><wp:wrapNone/><wp:docPr id="{number}" name="Đường {number}"/>'
    "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1000000" cy="0"/></a:xfrm>'
    '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/>'
    "</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    "</w:drawing></w:r>"
)
VML_LINE = (
    f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:line id="duong{number}" from="30pt,2pt" to="120pt,2pt" strokeweight=".75pt"/></w:pict></w:r>'
)
BODY = (
    "Thực hiện Công văn số 12/UBND-VX ngày 05/3/2025 của UBND tỉnh, UBND xã báo cáo như sau:",
    "1. Xã đã ban hành 04 kế hoạch và tổ chức 12 hội nghị; 95,5% cán bộ, công chức tham gia.",
    "2. Các Phòng đã thực hiện 03 nhiệm vụ được giao trong quý III năm 2025.",
    "Trên đây là báo cáo của UBND xã, kính báo cáo UBND tỉnh./.",
)


def open_document(data: bytes) -> Any:
    """Open a document again."""
    return docx.Document(io.BytesIO(data))


class Typed:
    """A document under the hands of a clerk; python-docx's own template gives the usual wrong defaults."""

    def __init__(self) -> None:
        self.document: Any = docx.Document()
        self._lines = 0
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(20)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = CENTER
        self._field(number)

    def _field(self, paragraph: Any) -> None:
        for kind in ("begin", "", "end"):
            run = self._look(paragraph.add_run(), 14)
            inner = (
                f'<w:fldChar xmlns:w="{W}" w:fldCharType="{kind}"/>'
                if kind
                else f'<w:instrText xmlns:w="{W}"> PAGE \\* MERGEFORMAT </w:instrText>'
            )
            run._r.append(parse_xml(inner))
        self._look(paragraph.add_run("2"), 14)

    @staticmethod
    def _look(run: Any, size: float, style: str = "") -> Any:
        run.font.name, run.font.size = "Times New Roman", Pt(size)
        run.font.bold, run.font.italic = "b" in style or None, "i" in style or None
        run.font.color.rgb = RGBColor(0, 0, 0)
        return run

    def line(self, text: str, size: float, style: str = "", *, into: Any = None, align: Any = None) -> Any:
        """Type a paragraph, into a cell or at the end."""
        paragraph = (into or self.document).add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(0)
        if text:
            self._look(paragraph.add_run(text), size, style)
        return paragraph

    def pieces(self, *pieces: tuple[str, float, str]) -> Any:
        """Type a paragraph of pieces that look differently, tabs between them as written."""
        paragraph = self.line("", 14)
        for text, size, style in pieces:
            self._look(paragraph.add_run(text), size, style)
        return paragraph

    def draw(self, paragraph: Any, shape: str = LINE) -> None:
        """Draw a straight line that is anchored in a paragraph."""
        self._lines += 1
        paragraph._p.append(parse_xml(shape.replace("{number}", str(self._lines))))

    def cells(self, columns: int = 2) -> list[Any]:
        """Insert a table without borders of one row and return its cells, each with no paragraph."""
        table = self.document.add_table(rows=1, cols=columns)
        for cell in table.rows[0].cells:
            cell._tc.remove(cell.paragraphs[0]._p)
        return list(table.rows[0].cells)

    def body(self, *texts: str, prepare: Callable[[Any], None] | None = None) -> None:
        """Type justified paragraphs of text."""
        for text in texts:
            paragraph = self.line(text, 14, align=JUSTIFY)
            layout = paragraph.paragraph_format
            layout.first_line_indent, layout.space_before, layout.line_spacing = Mm(12.7), Pt(6), 1.0
            if prepare:
                prepare(paragraph)

    def data(self) -> bytes:
        """Return the saved file."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


def letterhead_in_table(typed: Typed, subject: str = "") -> None:
    """Type a letterhead in one row of a table, its lines drawn."""
    left, right = typed.cells()
    typed.line("UBND TỈNH QUẢNG NGÃI", 13, into=left, align=CENTER)
    body = typed.line("SỞ KHOA HỌC VÀ CÔNG NGHỆ", 13, "b", into=left, align=CENTER)
    typed.draw(body)
    typed.line("", 13, into=left)
    notation = "/SKHCN-KH&ĐMST" if subject else "/BC-SKHCN"
    typed.line(f"Số: 1464{notation}", 13, into=left, align=CENTER)
    if subject:
        typed.line(subject, 12, into=left, align=CENTER)
    typed.line("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b", into=right, align=CENTER)
    motto = typed.line("Độc lập - Tự do - Hạnh phúc", 14, "b", into=right, align=CENTER)
    typed.draw(motto, VML_LINE)
    typed.line("", 13, into=right)
    typed.line("Quảng Ngãi, ngày 16 tháng 9 năm 2025", 14, "i", into=right, align=CENTER)


def signature_in_table(typed: Typed, *, as_above: bool = True) -> None:
    """Type recipients and signature in a table."""
    left, right = typed.cells()
    typed.line("Nơi nhận:", 12, "bi", into=left)
    for text in (*(["- Như trên;"] if as_above else []), "- Ban Giám đốc Sở;", "- Lưu: VT, KH&ĐMST (02)."):
        typed.line(text, 11, into=left)
    typed.line("KT. GIÁM ĐỐC", 14, "b", into=right, align=CENTER)
    typed.line("PHÓ GIÁM ĐỐC", 14, "b", into=right, align=CENTER)
    for _ in range(4):
        typed.line("", 14, into=right)
    typed.line("Trần Văn B", 14, "b", into=right, align=CENTER)


def typed_report() -> bytes:
    """Return a report whose letterhead and signature stand in tables without borders."""
    typed = Typed()
    letterhead_in_table(typed)
    typed.line("", 14)
    typed.line("BÁO CÁO", 14, "b", align=CENTER)
    subject = typed.line("Tình hình thực hiện nhiệm vụ tháng 9 năm 2025", 14, "b", align=CENTER)
    typed.draw(subject)
    typed.line("", 14)
    typed.line("Kính gửi: Ủy ban nhân dân tỉnh Quảng Ngãi", 14, align=CENTER)
    typed.line("", 14)
    typed.body(*BODY)
    typed.line("", 14)
    signature_in_table(typed)
    return typed.data()


def typed_letter() -> bytes:
    """Return a công văn with several addressees."""
    typed = Typed()
    letterhead_in_table(typed, "V/v đề nghị báo cáo kết quả 9 tháng đầu năm 2025")
    typed.line("", 14)
    typed.line("Kính gửi:", 14)
    for text in ("- Công an tỉnh;", "- Các Sở, ban ngành thuộc tỉnh;", "- UBND các xã, phường, đặc khu."):
        typed.line(text, 14)
    typed.line("", 14)
    typed.body(*BODY[1:])
    signature_in_table(typed)
    return typed.data()


def typed_with_tabs() -> bytes:
    """Return a report without any table: tabs part the two columns, empty paragraphs the text."""
    typed = Typed()
    typed.pieces(("ỦY BAN NHÂN DÂN\t", 12, "b"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "b"))
    head = typed.pieces(("XÃ MỎ CÀY\t", 12, "b"), ("Độc lập - Tự do - Hạnh phúc", 13, "b"))
    typed.draw(head)
    typed.draw(head)
    typed.line("", 13)
    typed.pieces(("Số: 05/BC-UBND\t", 13, ""), ("Mỏ Cày, ngày 05 tháng 01 năm 2025", 13, "i"))
    typed.line("", 13)
    typed.line("BÁO CÁO", 14, "b", align=CENTER)
    typed.line("Tình hình tháng 12 năm 2024", 14, "b", align=CENTER)
    typed.line("_______________", 14, align=CENTER)
    for text in BODY:
        paragraph = typed.line(f"\t{text}", 14, align=JUSTIFY)
        paragraph.paragraph_format.line_spacing = Pt(18)
        typed.line("", 14)
    typed.pieces(("Nơi nhận:\t", 12, "bi"), ("TM. ỦY BAN NHÂN DÂN", 14, "b"))
    typed.pieces(("- UBND tỉnh;\t", 11, ""), ("CHỦ TỊCH", 14, "b"))
    typed.line("- Lưu: VT.", 11)
    typed.line("", 14)
    typed.pieces(("\t\tNguyễn Văn A", 14, "b"))
    return typed.data()


def typed_decision() -> bytes:
    """Return a decision: grounds in italics, articles, no addressees."""
    typed = Typed()
    left, right = typed.cells()
    body = typed.line("ỦY BAN NHÂN DÂN", 13, "b", into=left, align=CENTER)
    body = typed.line("XÃ MỎ CÀY", 13, "b", into=left, align=CENTER)
    typed.draw(body)
    typed.line("Số:      /QĐ-UBND", 13, into=left, align=CENTER)
    typed.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b", into=right, align=CENTER)
    typed.draw(typed.line("Độc lập - Tự do - Hạnh phúc", 14, "b", into=right, align=CENTER))
    typed.line("Mỏ Cày, ngày      tháng 02 năm 2025", 14, "i", into=right, align=CENTER)
    typed.line("", 14)
    typed.line("QUYẾT ĐỊNH", 14, "b", align=CENTER)
    typed.draw(typed.line("Về việc thành lập Tổ công nghệ số cộng đồng", 14, "b", align=CENTER))
    typed.line("", 14)
    typed.line("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MỎ CÀY", 14, "b", align=CENTER)
    for text in (
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Căn cứ Nghị quyết số 71/NQ-CP ngày 01 tháng 4 năm 2025 của Chính phủ;",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
    ):
        paragraph = typed.line(text, 14, "i", align=JUSTIFY)
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_before = Pt(6)
    typed.line("QUYẾT ĐỊNH:", 14, "b", align=CENTER)
    for number, text in enumerate(
        (
            "Thành lập Tổ công nghệ số cộng đồng.",
            "Tổ có các nhiệm vụ sau:",
            "Quyết định có hiệu lực từ ngày ký./.",
        ),
        1,
    ):
        paragraph = typed.pieces((f"Điều {number}. ", 14, "b"), (text, 14, ""))
        layout = paragraph.paragraph_format
        paragraph.alignment = JUSTIFY
        layout.first_line_indent, layout.space_before, layout.line_spacing = Mm(12.7), Pt(6), 1.2
        if number == 2:
            typed.body(
                "a) Tuyên truyền;", "b) Hướng dẫn người dân;", "c) Báo cáo;", "d) Góp ý;", "đ) Việc khác."
            )
    left, right = typed.cells()
    typed.line("Nơi nhận:", 12, "bi", into=left)
    typed.line("- Như Điều 3;", 11, into=left)
    typed.line("- Lưu: VT.", 11, into=left)
    typed.line("CHỦ TỊCH", 14, "b", into=right, align=CENTER)
    typed.line("", 14, into=right)
    typed.line("Nguyễn Văn A", 14, "b", into=right, align=CENTER)
    return typed.data()


def typed_with_parts() -> bytes:
    """Return a plan in parts, with headings of every level."""
    typed = Typed()
    letterhead_in_table(typed)
    typed.line("", 14)
    typed.line("BÁO CÁO", 14, "b", align=CENTER)
    typed.draw(typed.line("Tổng kết năm 2025", 14, "b", align=CENTER))
    typed.line("", 14)
    typed.line("Phần I", 14, "b", align=CENTER)
    typed.line("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", 14, "b", align=CENTER)
    typed.line("I. NHỮNG KẾT QUẢ ĐẠT ĐƯỢC", 14, "b").paragraph_format.space_before = Pt(6)
    typed.body(*BODY)
    signature_in_table(typed, as_above=False)
    return typed.data()


def normal_is_calibri(document: Any) -> None:
    """Set the fonts of Normal by the theme, as Word's own template does."""
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for slot in list(fonts.attrib):
        del fonts.attrib[slot]
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")
    fonts.set(qn("w:hAnsiTheme"), "minorHAnsi")
