"""Files with a mark of secrecy are refused, wherever it stands; what only speaks of secrets is not."""

import io
import time
from collections.abc import Callable
from typing import Any, Final

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment

from baocao.foreign.grids import CellKind, Grid, GridCell
from baocao.foreign.secrecy import SecretError, refuse_secret, secrecy_of_lines
from breaking import change_parts, replace_first

BOX: Final = (
    '<w:p><w:r><w:t>Báo cáo</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>TỐI</w:t></w:r><w:r><w:t> MẬT</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
RUNS: Final = "<w:p>" + "".join(f"<w:r><w:t>{letter}</w:t></w:r>" for letter in "TỐI MẬT") + "</w:p>"
NUMBERS: Final = "<w:p><w:r><w:t>&#77;&#7852;&#x54;</w:t></w:r></w:p>"
WATERMARK: Final = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="MẬT"/>'
    "</v:shape></w:pict></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        (["MẬT"], "MẬT"),
        ([" TỐI  MẬT "], "TỐI MẬT"),
        (["TUYỆT MẬT"], "TUYỆT MẬT"),
        (["T U Y Ệ T   M Ậ T"], "TUYỆT MẬT"),
        (["(MẬT)"], "MẬT"),
        (["MA\u0302\u0323T"], "MẬT"),
        (["Tối mật"], "TỐI MẬT"),
        (["Độ mật: Mật"], "MẬT"),
        (["Mức độ mật: tối mật."], "TỐI MẬT"),
        (["ĐỘ MẬT: A"], "TUYỆT MẬT"),
        (["Độ mật", "Mật"], "MẬT"),
        (["Số, ký hiệu", "Độ mật", "Ghi chú", "12/BC", "Mật"], "MẬT"),
        (["Độ mật:", "C"], "MẬT"),
        (["Độ mật: Không"], ""),
        (["Độ mật: ……"], ""),
        (["Độ mật", "Không", "Xã A", "C"], ""),
        (["Mật"], ""),
        (["Mật ong"], ""),
        (["mật độ dân số"], ""),
        (["Bảo vệ bí mật nhà nước"], ""),
        (["Có 03 văn bản MẬT đã gửi"], ""),
        (["MẬT" + " " * 5_000], ""),
        ([], ""),
    ],
)
def test_a_mark_is_a_line_of_its_own(lines: list[str], level: str) -> None:
    assert secrecy_of_lines(lines) == level


def document_bytes(change: Callable[[Any], object]) -> bytes:
    document = Document()
    document.add_paragraph("Kết quả tháng 11: tiếp nhận 12 hồ sơ, bảo đảm bí mật.")
    change(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def with_body(data: bytes, xml: str) -> bytes:
    """Return a document with more XML at the end of its text."""
    return change_parts(data, replace_first("<w:sectPr", f"{xml}<w:sectPr"))


def book_data(change: Callable[[Any], object]) -> bytes:
    book = Workbook()
    book.worksheets[0].append(["Đơn vị", "Tiếp nhận"])
    change(book.worksheets[0])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def set_cell(sheet: Any, text: str) -> None:
    sheet["C7"] = text


def set_header(sheet: Any, text: str) -> None:
    sheet.oddHeader.center.text = text
    sheet.oddHeader.center.font = "Times New Roman,Bold"


def set_comment(sheet: Any, text: str) -> None:
    sheet["A1"].comment = Comment(text, "Ai đó")


PLAIN: Final = document_bytes(lambda _: None)
SECRET: Final = {
    "a paragraph": document_bytes(lambda document: document.add_paragraph("TỐI MẬT")),
    "a header": document_bytes(lambda document: document.sections[0].header.add_paragraph("MẬT")),
    "a footer": document_bytes(lambda document: document.sections[0].footer.add_paragraph("Độ mật: Mật")),
    "a cell": document_bytes(
        lambda document: document.add_table(1, 2).cell(0, 1).add_paragraph("TUYỆT MẬT")
    ),
    "behind a line break": document_bytes(lambda document: document.add_paragraph("Số: 12/BC\nMẬT")),
    "a text box": with_body(PLAIN, BOX),
    "letters of several runs": with_body(PLAIN, RUNS),
    "letters written as numbers": with_body(PLAIN, NUMBERS),
    "small letters": document_bytes(lambda document: document.add_paragraph("Mức độ bí mật: tối mật")),
    "a watermark": with_body(PLAIN, WATERMARK),
    "a cell of a workbook": book_data(lambda sheet: set_cell(sheet, "MẬT")),
    "a header of a workbook": book_data(lambda sheet: set_header(sheet, "TỐI MẬT")),
    "a comment of a workbook": book_data(lambda sheet: set_comment(sheet, "Độ mật: Tối mật")),
}


@pytest.mark.parametrize("place", SECRET)
def test_a_file_with_a_mark_is_refused_wherever_it_stands(place: str) -> None:
    with pytest.raises(SecretError) as caught:
        refuse_secret(SECRET[place])
    assert "117/2025/QH15" in caught.value.message
    assert "12" not in caught.value.message.replace("117/2025", "")


@pytest.mark.parametrize(
    "data",
    [PLAIN, book_data(lambda sheet: set_cell(sheet, "Mật ong")), b"", b"MAT"],
    ids=["document", "workbook", "nothing", "text"],
)
def test_a_file_without_a_mark_is_not(data: bytes) -> None:
    refuse_secret(data)


def test_cells_of_old_workbooks_are_looked_at() -> None:
    cells = {(3, 2): GridCell(CellKind.TEXT, "Mật"), (3, 1): GridCell(CellKind.TEXT, "Độ mật:")}
    with pytest.raises(SecretError):
        refuse_secret(b"\xd0\xcf", [Grid("Trang 1", cells)])


@pytest.mark.parametrize("words", ["Bảo mật thông tin", "bí mật nhà nước", "mật độ", "đặt mật khẩu"])
def test_parts_without_the_word_are_not_walked(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    walked: list[str] = []
    monkeypatch.setattr("baocao.foreign.packages.walk_xml", lambda name, *_: walked.append(name))
    refuse_secret(document_bytes(lambda document: document.add_paragraph(words)))
    assert walked == []


def test_the_look_for_the_word_does_not_take_longer_than_the_part_is_long() -> None:
    started = time.process_time()
    for piece in ("t<", "m ", "<a>", "TỐI<b/>", "M<w:t>"):
        refuse_secret(with_body(PLAIN, f"<!--{piece * 200_000}-->"))
    assert time.process_time() - started < 5
