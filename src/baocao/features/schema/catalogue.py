"""The schemas of the catalogue of indicators and of the registry of units."""

from baocao.features.schema.parts import (
    YES_NO,
    Schema,
    about,
    by_id,
    choice,
    day,
    number,
    record,
    text,
    texts,
    whole,
)
from baocao.features.schema.scopes import labels, refer, rules, shared
from baocao.model.identifiers import FILE_NAMES, VARIABLES
from baocao.model.indicator import MOST_PLACES, Better, Function, IndicatorKind, Nature
from baocao.model.workspace import Definitions


def catalogue_schema(definitions: Definitions) -> Schema:
    """The schema of chi-tieu.yaml."""
    group = record(
        {
            "ten": about(text(blank=False), "Tên nhóm"),
            "chi_tieu": about(
                by_id(_indicator(), VARIABLES.form.pattern), "Chỉ tiêu", "Mã đầy đủ: nhóm.chỉ_tiêu."
            ),
            "quy_tac": about(rules(), "Quan hệ phải đúng giữa các số liệu"),
        },
        ["ten"],
    )
    return {**by_id(group, VARIABLES.form.pattern), "type": "object", "definitions": shared(definitions)}


def _indicator() -> Schema:
    bounds: Schema = {"type": ["array", "null"], "items": number(), "minItems": 2, "maxItems": 2}
    return record(
        {
            "ten": about(text(blank=False), "Tên chỉ tiêu"),
            "loai": about(choice([each.value for each in IndicatorKind]), "Loại"),
            "don_vi_tinh": about(text(), "Đơn vị tính"),
            "tinh_chat": about(choice([each.value for each in Nature], blank=True), "Tính chất"),
            "khoang": about(bounds, "[nhỏ nhất, lớn nhất]", "~ là không giới hạn."),
            "so_le": about(number(low=0, high=MOST_PLACES), "Số chữ số thập phân tối đa"),
            "muc_tieu": about(text(), "Mục tiêu", "Ví dụ gia_tri >= 80."),
            "lua_chon": about(labels(), "Các lựa chọn", "Mã và nhãn."),
            "cong_thuc": about(text(), "Công thức", "Chỉ tiêu được tính, không nhập."),
            "tu_so": about(text(), "Tử số", "Mã chỉ tiêu."),
            "mau_so": about(text(), "Mẫu số", "Mã chỉ tiêu."),
            "tong_hop": about(_roll_up(), "Cách tổng hợp"),
            "xep_hang": about(
                choice([each.value for each in Better]), "Xếp hạng", "cao: cao nhất đứng đầu."
            ),
            "theo_doi": about(_watch(), "Theo dõi bất thường", "Ghi khong để không theo dõi."),
            "tu_ky": about(text(), "Hỏi từ kỳ", "Ví dụ 2025-07."),
            "den_ky": about(text(), "Hỏi đến kỳ", "Ví dụ 2025-12."),
            "tiep_noi": about(texts(), "Tiếp nối chỉ tiêu cũ", "Đổi tên: một mã; gộp: nhiều mã."),
            "ap_dung": about({"anyOf": [refer("pham_vi"), {"type": "null"}]}, "Chỉ dành cho"),
        },
        ["ten", "loai"],
    )


def _roll_up() -> Schema:
    functions = [each.value for each in Function]
    inside = record(
        {
            "ham": about(choice(functions), "Hàm"),
            "trong_so": about(text(), "Trọng số", "Mã chỉ tiêu."),
            "dieu_kien": about(text(), "Điều kiện", "Ví dụ gia_tri >= 80."),
        },
        ["ham"],
        blank=False,
    )
    return {"anyOf": [choice(functions, blank=True), inside]}


def _watch() -> Schema:
    inside = record(
        {
            "do_lech": about(number(), "Độ lệch", "Bao nhiêu độ lệch chuẩn (tính bền vững)."),
            "gap": about(number(), "Gấp mấy lần kỳ trước"),
            "lap_lai": about(number(low=2, high=60), "Không đổi trong mấy kỳ"),
        },
        blank=False,
    )
    return {"anyOf": [{"type": "string", "pattern": whole(YES_NO)}, inside]}


def registry_schema(definitions: Definitions) -> Schema:
    """The schema of don-vi.yaml."""
    kind = record(
        {"ten": about(text(blank=False), "Tên loại"), "cap": about(text(blank=False), "Cấp")},
        ["ten", "cap"],
    )
    grouping = record(
        {"ten": about(text(blank=False), "Tên cách chia"), "gia_tri": about(labels(), "Các giá trị")},
        ["ten"],
    )
    units = by_id(_unit(definitions), FILE_NAMES.form.pattern)
    return record(
        {
            "loai": about(by_id(kind, ".*"), "Loại đơn vị"),
            "cap": about(labels(), "Tên gọi từng cấp trong câu"),
            "nhom": about(by_id(grouping, ".*"), "Cách chia số liệu"),
            "don_vi": about(units, "Đơn vị", "Đơn vị giải thể thì thêm dong, không xóa dòng."),
        },
        blank=False,
    )


def _unit(definitions: Definitions) -> Schema:
    registry = definitions.registry
    return record(
        {
            "ma": about(text(), "Mã đơn vị hành chính"),
            "ten": about(text(blank=False), "Tên đơn vị"),
            "loai": about(choice(registry.kinds), "Loại đơn vị"),
            "thuoc": about(text(), "Đơn vị cấp trên"),
            "mo": about(day(), "Ngày đầu hoạt động"),
            "dong": about(day(), "Ngày cuối hoạt động"),
            "sap_nhap_vao": about(text(), "Đơn vị nhận sáp nhập"),
            **{each.id: about(choice(each.values), each.name) for each in registry.groupings.values()},
        },
        ["ten", "loai"],
    )
