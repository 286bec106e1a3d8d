"""What checks say, in the words of a form: who fills in cells has never seen a key of YAML."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from baocao.features.exchange.forms.records import Way
from baocao.model.citation import CITATION_SHAPE
from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator
from baocao.model.submission import SUBMISSION_SHAPE, TASK_REPORT_SHAPE

NOTE: Final = "'Ghi chú khi số liệu khác thường'"
_KEY: Final = re.compile(r"(['“]?)\b([a-z0-9_]+\.[a-z0-9_]+)\b(['”]?)")
_EXPLAIN: Final = re.compile(r"(?:vào|ở) giai_trinh(?:, (?:khóa|mã) '?([\w./-]+)'?)?")
_MISSING: Final = re.compile(r"ghi \{chua_co: lý do\}|\{chua_co: lý do\}")
_WORD: Final = re.compile(r"'?\b[a-z]+(?:_[a-z]+)+\b'?|'[a-z]+'")
_STATES: Final = {
    "khong_phat_sinh": "'Không phát sinh'",
    "khong_ap_dung": "'Không áp dụng'",
    "chua_co": "'Chưa có số liệu'",
    "dang_thuc_hien": "'Đang thực hiện'",
    "hoan_thanh": "'Hoàn thành'",
    "chua_thuc_hien": "'Chưa thực hiện'",
}
_SHAPES: Final = (CITATION_SHAPE, SUBMISSION_SHAPE, TASK_REPORT_SHAPE)
_TITLES: Final[Mapping[str, str]] = {
    **{key.name: f"'{key.title}'" for shape in _SHAPES for key in shape.keys},
    "nhom": "'Nhóm'",
    "gui": "'Nơi giải quyết'",
    **_STATES,
    "van_ban": "trang 'Văn bản'",
    "noi_dung": "trang 'Nội dung'",
    "giai_trinh": f"cột {NOTE}",
}
_ASKED_TO_CHOOSE: Final = "chọn ở cột 'Nếu không có số liệu'"
ADVICE: Final[Mapping[str, str]] = {
    "BC201": "Xem lại ô này; giữ nguyên báo cáo đang có nếu không sửa ở biểu.",
    "BC202": "Ghi các mục cách nhau bằng dấu chấm phẩy (;).",
    "BC203": "Ghi một giá trị.",
    "BC204": "Điền ô còn trống của dòng này.",
    "BC205": "Xem lại ô này.",
    "BC206": "Chọn trong danh sách của ô.",
    "BC207": "Gõ đủ ngày/tháng/năm, ví dụ 18/11/2025.",
    "BC208": f"Gõ số bằng chữ số; chưa có số liệu thì để trống và {_ASKED_TO_CHOOSE}.",
    "BC210": "Gõ số nguyên, viết liền, ví dụ 3781.",
    "BC211": "Gõ số liền, không có dấu ngoặc.",
    "BC212": "Chọn Có hoặc Không trong danh sách của ô.",
    "BC213": "Gõ số liền, không có dấu gạch dưới.",
    "BC215": f"Điền giá trị, hoặc {_ASKED_TO_CHOOSE}.",
    "BC218": "Ghi tử số và mẫu số là số nguyên; mẫu số phải lớn hơn 0.",
    "BC225": "Gõ lại giá trị của ô.",
    "BC227": "Viết lại câu, bỏ dấu hai chấm.",
    "BC229": f"Để trống ô này và {_ASKED_TO_CHOOSE}.",
    "BC302": "Lấy lại biểu gốc của kỳ này.",
    "BC303": "Lấy lại biểu gốc của kỳ này.",
    "BC305": "Lấy lại biểu gốc của kỳ này.",
    "BC306": "Ghi văn bản ấy ở trang 'Văn bản' với đúng mã này, hoặc sửa mã trong lời văn.",
    "BC310": "Xóa giá trị ở ô này.",
    "BC311": "Xóa giá trị ở ô này.",
    "BC317": "Xóa giá trị ở ô này.",
    "BC402": "Chọn tiến độ 'Hoàn thành', hoặc xóa ngày hoàn thành.",
    "BC403": "Viết gọn lại; phần giải thích dài thì ghi ở trang 'Nội dung'.",
    "BC411": "Sửa số liệu sai; nếu các số đều đúng thì báo cơ quan tổng hợp.",
    "BC433": (
        "Ghi văn bản ở trang 'Văn bản' rồi dẫn chiếu [@mã] trong kết quả, hoặc ghi số, ngày của văn bản."
    ),
    "BC434": "Ghi ở cột 'Lý do chậm'.",
    "BC443": "Ghi đủ số, ngày và cơ quan ban hành của văn bản.",
    "BC446": "Xóa dòng này ở trang 'Văn bản' và dẫn bằng mã đã có.",
    "BC448": "Dẫn văn bản đang có hiệu lực; nhắc lại việc đã làm theo văn bản cũ thì giữ nguyên.",
    "BC455": "Xóa số ấy khỏi ô; là đường dây nóng đã công bố thì báo cơ quan tổng hợp.",
    "BC456": "Xóa số ấy khỏi ô; là tài khoản đã công bố của cơ quan, quỹ thì báo cơ quan tổng hợp.",
}
"""What to do in a form, where the advice of a check speaks of a file."""


class FormWords:
    """Says in the words of a form what checks say: names of indicators, titles of columns, cells."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._indicators = indicators

    def message_text(self, diagnostic: Diagnostic) -> str:
        """Return what is wrong, without a full stop."""
        return self._spoken(diagnostic.message).rstrip(".")

    def advice_text(self, diagnostic: Diagnostic, notes: Mapping[Way, str], way: Way) -> str:
        """Return what to do; `notes` are the cells in which reasons are given, by their way."""

        def note_words(match: re.Match[str]) -> str:
            name = match[1] or "/".join(way[1:3])
            cell = notes.get(("giai_trinh", name)) or notes.get(("giai_trinh", name.partition("/")[0]))
            return f"vào ô {cell} ({NOTE})" if cell else f"vào cột {NOTE}"

        advice = ADVICE.get(diagnostic.code) or _EXPLAIN.sub(note_words, diagnostic.advice)
        return self._spoken(_MISSING.sub("chọn 'Chưa có số liệu' và ghi lý do", advice))

    def _spoken(self, text: str) -> str:
        return _WORD.sub(_titled, _KEY.sub(self._named, text)).replace(" == ", " = ")

    def _named(self, match: re.Match[str]) -> str:
        indicator = self._indicators.get(match[2])
        return f"'{indicator.name}'" if indicator else match[0]


def _titled(match: re.Match[str]) -> str:
    word = match[0].strip("'")
    return _TITLES.get(word, match[0])


def places_words(names: Iterable[str]) -> str:
    """Return 'Nội dung!D5, D6; Nhiệm vụ!D5' of the names of cells."""
    sheets: dict[str, list[str]] = {}
    for name in names:
        for each in name.split(", "):
            sheet, _, place = each.rpartition("!")
            sheets.setdefault(sheet, []).append(place)
    return "; ".join(f"{sheet}!{', '.join(_some(places))}" for sheet, places in sheets.items())


_MOST_PLACES: Final = 12


def _some(places: list[str]) -> list[str]:
    return places if len(places) <= _MOST_PLACES else [*places[:_MOST_PLACES], "…"]
