"""The schema of a directive."""

from baocao.features.schema.parts import (
    DAY,
    TEXTS,
    Schema,
    about,
    by_id,
    choice,
    day,
    flag,
    items,
    number,
    record,
    text,
    texts,
    types,
    types_of,
    whole,
)
from baocao.features.schema.scopes import labels, one_or_many, refer, rules, shared
from baocao.features.schema.sections import PERIOD
from baocao.model.directive import MOST_DAYS, Corrects, OutlineNumber
from baocao.model.identifiers import FILE_NAMES, NAMES, Alphabet
from baocao.model.period import PeriodKind
from baocao.model.workspace import Definitions

_TIME = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_KINDS = [each.value for each in PeriodKind]


def directive_schema(definitions: Definitions) -> Schema:
    """The schema of one file of the folder of directives."""
    found = record(
        {
            "ma": about(_identifier(FILE_NAMES, blank=False), "Mã chỉ đạo"),
            "ten": about(text(blank=False), "Tên chỉ đạo"),
            "can_cu": about(one_or_many(refer("van_ban")), "Văn bản căn cứ"),
            "tu": about(day(), "Hiệu lực từ ngày"),
            "den": about(day(), "Đến ngày"),
            "don_vi_bao_cao": about(one_or_many(refer("pham_vi"), blank=False), "Ai phải báo cáo"),
            "tan_suat": about(one_or_many(choice(_KINDS)), "Tần suất báo cáo"),
            "lich": about(by_id(_exception(), PERIOD), "Ngoại lệ của từng kỳ"),
            "han_gui_sau_chot": about(
                number(low=0, high=MOST_DAYS), "Hạn gửi", "Số ngày làm việc sau ngày chốt."
            ),
            "gio_gui": about(_time(), "Giờ gửi"),
            "chi_tieu": about(
                one_or_many(refer("chi_tieu")), "Chỉ tiêu phải báo cáo", "Mã nhóm là cả nhóm."
            ),
            "bat_buoc": about(one_or_many(refer("chi_tieu")), "Chỉ tiêu bắt buộc"),
            "nhom_vuong_mac": about(labels(), "Nhóm vướng mắc, kiến nghị"),
            "de_cuong": about(items(_outline_item()), "Đề cương"),
            "nhiem_vu_cua": about(text(), "Hỏi về nhiệm vụ của chỉ đạo khác"),
            "giu_nhiem_vu_xong": about(
                flag(), "Giữ nhiệm vụ đã xong", "Ghi khong thì kỳ sau không báo cáo lại nhiệm vụ đã xong."
            ),
            "nhom_nhiem_vu": about(items(_group()), "Nhóm nhiệm vụ"),
            "san_pham": about(by_id(_product(), FILE_NAMES.form.pattern), "Văn bản lập ra"),
            "quy_tac": about(rules(), "Quan hệ phải đúng giữa các số liệu"),
        },
        ["ma", "ten", "don_vi_bao_cao"],
        blank=False,
    )
    return {**found, "definitions": {**shared(definitions), "nhiem_vu": _task()}}


def _identifier(alphabet: Alphabet, *, blank: bool) -> Schema:
    return {
        "type": types("string", "number", blank=blank),
        "pattern": whole(alphabet.form.pattern),
        "patternErrorMessage": f"Mã {alphabet.rule}.",
    }


def _time() -> Schema:
    return {"type": types("string", blank=True), "pattern": f"^{_TIME}$", "examples": ["17:00"]}


def _exception() -> Schema:
    due: Schema = {"type": types("string", blank=True), "pattern": whole(f"(?:{DAY})(?: {_TIME})?")}
    return record(
        {
            "tu": about(day(), "Số liệu từ ngày"),
            "chot": about(day(), "Ngày chốt số liệu"),
            "han_gui": about(due, "Hạn gửi", "Ví dụ 2025-09-22 14:00."),
        }
    )


def _scope() -> Schema:
    return about({"anyOf": [refer("pham_vi"), {"type": "null"}]}, "Chỉ dành cho")


def _outline_item() -> Schema:
    return record(
        {
            "so": about(
                {"type": ["string", "number"], "pattern": whole(OutlineNumber.pattern)},
                "Số mục",
                "Ví dụ I, I.1, I.5.2.a, 1, 2.1.",
            ),
            "ten": about(text(blank=False), "Tên mục"),
            "huong_dan": about(text(), "Hướng dẫn viết"),
            "bat_buoc": about(flag(), "Bắt buộc có nội dung"),
            "chi_tieu": about(one_or_many(refer("chi_tieu")), "Số liệu của mục"),
            "ap_dung": _scope(),
            "y": about(one_or_many(_point()), "Các ý cần báo cáo"),
        },
        ["so", "ten"],
    )


def _point() -> Schema:
    inside = record(
        {
            "noi_dung": about(text(blank=False), "Ý cần báo cáo"),
            "huong_dan": about(text(), "Hướng dẫn"),
            "ap_dung": _scope(),
        },
        ["noi_dung"],
        blank=False,
    )
    return {**inside, "type": ["object", *TEXTS]}


def _group() -> Schema:
    return record(
        {
            "so": about(text(blank=False), "Số nhóm"),
            "ten": about(text(blank=False), "Tên nhóm"),
            "nhiem_vu": about(items(refer("nhiem_vu")), "Nhiệm vụ"),
        },
        ["so", "ten"],
    )


def _task() -> Schema:
    return record(
        {
            "so": about(text(blank=False), "Số nhiệm vụ"),
            "ma": about(_identifier(NAMES, blank=True), "Mã, nếu khác số"),
            "ten": about(text(blank=False), "Tên nhiệm vụ"),
            "chu_tri": about(text(), "Chủ trì"),
            "giao_cho": about(one_or_many(refer("pham_vi")), "Giao cho"),
            "ket_qua": about(text(), "Kết quả cần có"),
            "thoi_han": about(
                _deadline(), "Thời hạn", "Ghi như văn bản: 30/9/2025, Quý III/2025, Thường xuyên…"
            ),
            "tu_ky": about(text(), "Hỏi từ kỳ", "Ví dụ 2025-07."),
            "den_ky": about(text(), "Hỏi đến kỳ", "Ví dụ 2025-12."),
            "tiep_noi": about(text(), "Mã cũ của nhiệm vụ"),
            "van_ban_giao": about(one_or_many(refer("van_ban")), "Văn bản giao nhiệm vụ"),
            "nhiem_vu_con": about(items(refer("nhiem_vu")), "Nhiệm vụ con"),
        },
        ["so", "ten"],
    )


def _deadline() -> Schema:
    as_meant = record(
        {
            "nhu_van_ban": about(text(blank=False), "Như văn bản ghi"),
            "ngay": about(day(), "Ngày được hiểu"),
        },
        ["nhu_van_ban"],
        blank=False,
    )
    return {**as_meant, "type": ["object", *TEXTS, "null"]}


def _product() -> Schema:
    period: Schema = {"type": types_of(["2025"]), "pattern": f"^(?:{PERIOD}|{'|'.join(_KINDS)})$"}
    return record(
        {
            "mau": about(text(blank=False), "Mẫu", "Tên tệp trong thư mục mẫu."),
            "lap_boi": about(one_or_many(refer("pham_vi"), blank=False), "Đơn vị lập văn bản"),
            "ky": about(one_or_many(period), "Chỉ lập ở những kỳ này"),
            "danh_cho": about(one_or_many(refer("pham_vi")), "Bản đề cương dành riêng cho"),
            "kinh_gui": about(texts(), "Nơi gửi"),
            "noi_nhan": about(texts(), "Nơi nhận"),
            "don_vi_soan_thao": about(text(), "Đơn vị soạn thảo"),
            "de_nghi_bao_cao": about(flag(), "Văn bản đề nghị báo cáo"),
            "dinh_chinh": about(choice(each.value for each in Corrects), "Văn bản đính chính"),
        },
        ["mau", "lap_boi"],
    )
