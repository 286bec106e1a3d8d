"""Why a foreign file cannot be read, and what to do about it."""

from typing import Final, NamedTuple

from baocao.foreign.limits import MOST_TEXT


class Kind(NamedTuple):
    """A kind of package: what people call it, the program that makes it, and where its content stands."""

    name: str
    program: str
    ending: str
    old: str
    main: str
    content: str


WORD: Final = Kind("DOCX", "Word", ".docx", old=".doc", main="word/document.xml", content="văn bản")
SHEET: Final = Kind("XLSX", "Excel", ".xlsx", old=".xls", main="xl/workbook.xml", content="bảng tính")


class Problem(NamedTuple):
    """What is wrong with a file, and what to do about it."""

    message: str
    advice: str


_AGAIN: Final = "Mở tệp bằng {program} hoặc LibreOffice rồi lưu lại dưới dạng {ending}."
_ORIGIN: Final = "Kiểm tra nguồn gốc của tệp; tệp nén có thể được tạo ra để làm treo máy."
PROBLEMS: Final = {
    "TT001": Problem("Không đọc được tệp: {detail}.", "Kiểm tra đường dẫn và quyền đọc tệp."),
    "TT002": Problem("Tệp không phải là {name} (không phải tệp nén zip).", _AGAIN),
    "TT003": Problem("Tệp là {content} {program} kiểu cũ ({old}), không phải {name}.", _AGAIN),
    "TT004": Problem("Tệp được đặt mật khẩu nên không đọc được.", "Bỏ mật khẩu rồi kiểm tra lại."),
    "TT005": Problem(
        "Tệp lớn quá giới hạn: {detail}.", f"{_ORIGIN} Nếu là tệp thật thì tách thành nhiều tệp."
    ),
    "TT006": Problem(
        "Tệp nén không có phần {content} của {program}: {detail}.",
        "Kiểm tra xem tệp có đúng là {content} {program} không.",
    ),
    "TT007": Problem(
        "Phần {detail} của tệp bị hỏng hoặc không phải là XML hợp lệ.",
        "Mở tệp bằng {program} hoặc LibreOffice để sửa, rồi lưu lại.",
    ),
    "TT008": Problem("Tệp nén được ghép khác thường: {detail}.", f"{_ORIGIN} {_AGAIN}"),
}


class UnreadableError(Exception):
    """The file cannot be read; `code` is a key of PROBLEMS."""

    def __init__(self, code: str, detail: str = "", kind: Kind = WORD) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        names = {**kind._asdict(), "detail": detail}
        self.message = PROBLEMS[code].message.format(**names)
        self.advice = PROBLEMS[code].advice.format(**names)


def refuse_long(total: int) -> None:
    """Refuse a file of which too much text would be made."""
    if total > MOST_TEXT:
        raise UnreadableError("TT005", f"nội dung hơn {MOST_TEXT // 1_000_000} triệu ký tự")
