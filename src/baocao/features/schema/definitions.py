"""Schemas of the files beside submissions: settings, profiles, cited documents, states, and the others."""

from collections.abc import Callable, Mapping
from typing import Final

from baocao.features.schema.catalogue import catalogue_schema, registry_schema
from baocao.features.schema.directives import directive_schema
from baocao.features.schema.parts import (
    DRAFT,
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
)
from baocao.features.schema.scopes import one_or_many
from baocao.features.schema.sections import citations_schema
from baocao.model.figure import Timeliness
from baocao.model.form import SIZES, Family
from baocao.model.identifiers import NAMES
from baocao.model.status import MOST_DAYS
from baocao.model.submission import Progress
from baocao.model.workspace import Definitions


def profile_schema() -> Schema:
    """The schema of ho-so.yaml."""
    signers = by_id(_signer(), NAMES.form.pattern)
    return record(
        {
            "ten_day_du": about(text(blank=False), "Tên đầy đủ của cơ quan"),
            "ten_ngan": about(text(), "Tên ngắn, dùng trong câu"),
            "the_thuc": about(choice([each.value for each in Family], blank=True), "Thể thức văn bản"),
            "co_quan_chu_quan": about(texts(), "Cơ quan chủ quản", "Dòng trên của phần đầu văn bản."),
            "co_quan_ban_hanh": about(texts(), "Cơ quan ban hành", "Từng dòng của phần đầu văn bản."),
            "ky_hieu": about(text(blank=False), "Chữ viết tắt của cơ quan", "", examples=["UBND"]),
            "dia_danh": about(text(blank=False), "Địa danh"),
            "nguoi_ky": about(signers, "Người ký", "Mỗi người một mã."),
            "kinh_gui": about(texts(), "Nơi gửi thường dùng"),
            "noi_nhan": about(texts(), "Nơi nhận thường dùng"),
            "luu": about(text(), "Nơi lưu", "", examples=["VT"]),
            "lien_he": about(texts(), "Địa chỉ liên hệ", "In ở chân trang 1."),
        },
        ["ten_day_du", "ky_hieu", "dia_danh"],
        blank=False,
    )


def _signer() -> Schema:
    return record(
        {
            "tm": about(text(), "Thay mặt (TM.)", "Tập thể được thay mặt."),
            "tl": about(text(), "Thừa lệnh (TL.)"),
            "tuq": about(text(), "Thừa ủy quyền (TUQ.)"),
            "kt": about(text(), "Ký thay (KT.)", "Chức vụ của người được ký thay."),
            "q": about(flag(), "Quyền (Q.)"),
            "chuc_vu": about(text(blank=False), "Chức vụ"),
            "ho_ten": about(text(blank=False), "Họ và tên"),
            "tu": about(day(), "Giữ chức từ ngày"),
            "den": about(day(), "Đến ngày"),
        },
        ["chuc_vu", "ho_ten"],
    )


def register_schema() -> Schema:
    """The schema of van-ban.yaml."""
    return {**citations_schema(), "type": "object"}


def config_schema() -> Schema:
    """The schema of baocao.yaml."""
    days: Schema = {**day(), "type": ["string", "array", "null"], "items": day()}
    waiver = record(
        {
            "ma": about(text(blank=False), "Mã thông báo", "", examples=["BC424"]),
            "ly_do": about(text(blank=False), "Lý do bỏ qua"),
            "tep": about(text(), "Chỉ ở các tệp này", "Ví dụ data/units/xa-*/*.yaml."),
            "don_vi": about(text(), "Chỉ của đơn vị này"),
        },
        ["ma", "ly_do"],
    )
    return record(
        {
            "chi_dao": about(text(), "Thư mục chỉ đạo", "Mặc định data/directives."),
            "don_vi": about(text(), "Thư mục đơn vị", "Mặc định data/units."),
            "mau": about(text(), "Thư mục mẫu", "Mặc định templates."),
            "chi_dao_dung": about(texts(), "Các tệp chỉ đạo dùng ở đây", "Không ghi là tất cả."),
            "ghi_chu_moi_trang": about(text(), "Dòng in ở mọi trang", "", examples=["SỐ LIỆU GIẢ LẬP"]),
            "ngay_nghi": about(days, "Ngày nghỉ lễ"),
            "bo_co_chu": about(choice(SIZES), "Bộ cỡ chữ"),
            "bo_qua": about(items(waiver), "Cảnh báo được bỏ qua"),
            "nhanh_chinh": about(text(), "Nhánh chính của kho Git"),
        },
        blank=False,
    )


def statuses_schema() -> Schema:
    """The schema of trang-thai.yaml."""
    light = record(
        {"ten": about(text(blank=False), "Tên màu"), "rgb": about(text(blank=False), "RRGGBB")},
        ["ten", "rgb"],
    )
    progress, timeliness = [each.value for each in Progress], [str(each.value) for each in Timeliness]
    rule = record(
        {
            "mau": about(text(blank=False), "Màu"),
            "tien_do": about(one_or_many(choice(progress)), "Tiến độ"),
            "thoi_han": about(one_or_many(choice(timeliness)), "Thời hạn"),
        },
        ["mau"],
    )
    return record(
        {
            "tien_do": about(
                record({name: text(blank=False) for name in progress}, progress), "Tên gọi tiến độ"
            ),
            "thoi_han": about(
                record({name: text(blank=False) for name in timeliness}, timeliness), "Tên gọi thời hạn"
            ),
            "sap_den_han_truoc": about(number(low=0, high=MOST_DAYS), "Sắp đến hạn khi còn", "Số ngày."),
            "mau": about(by_id(light, ".*"), "Màu"),
            "den": about(items(rule), "Xét lần lượt, dòng đầu tiên hợp thì lấy"),
        },
        blank=False,
    )


DEFINITIONS: Final[Mapping[str, tuple[str, Callable[[Definitions], Schema]]]] = {
    "cau-hinh": ("Cấu hình", lambda _: config_schema()),
    "don-vi": ("Danh mục đơn vị", registry_schema),
    "ho-so": ("Hồ sơ đơn vị", lambda _: profile_schema()),
    "chi-tieu": ("Danh mục chỉ tiêu", catalogue_schema),
    "van-ban": ("Văn bản dùng chung để dẫn chiếu", lambda _: register_schema()),
    "trang-thai": ("Trạng thái nhiệm vụ", lambda _: statuses_schema()),
    "chi-dao": ("Chỉ đạo", directive_schema),
}
"""Titles and schemas by the names of their files."""


def definition_schema(name: str, definitions: Definitions) -> Schema:
    """Return one of them."""
    title, make = DEFINITIONS[name]
    return {"$schema": DRAFT, **about(make(definitions), title)}
