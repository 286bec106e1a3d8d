"""How the paragraphs of a document stand: what the form does not say, the same in every format.

Fonts, sizes, weights and the paragraphs of the body are the form's (`model/form.py`).
"""

from typing import Final, NamedTuple

from baocao.model.form import Family, Form
from baocao.model.table import Align


class ParagraphStyle(NamedTuple):
    """A paragraph style: id, shown name, component of the form, and how its paragraphs stand.

    `before` and `after` are points; `keep` holds it on the page of what follows. `level` is that of a
    heading, from 1, by which programs list what a document consists of; 0 is none.
    """

    id: str
    name: str
    component: str
    align: Align = Align.LEFT
    before: float = 0
    after: float = 0
    keep: bool = False
    level: int = 0


BODY: Final = "NoiDung"
ITEM: Final = "GachDauDong"
BODY_STYLES: Final = ((BODY, "Nội dung"), (ITEM, "Gạch đầu dòng"))
"""The justified body and items of lists, of which all else is the form's."""
HEADING_STYLES: Final = ("Heading1", "Heading2", "Heading3", "Heading4")
"""Those of the four levels of headings."""
APPENDIX_TITLE: Final = "TieuDePhuLuc"
APPENDIX_LEVEL: Final = 2
"""The level of an appendix's title, under its number; headings of its text stand below both."""
NOTE_STYLE: Final = "FootnoteText"
RULE: Final = "DuongKe"
"""The style of ruled lines."""
RULE_BEFORE: Final = 3
RULE_ROOM: Final = 4
"""Points above a ruled line, and of the line itself with the room below it."""
STYLES: Final = (
    ParagraphStyle("QuocHieu", "Quốc hiệu", "quoc_hieu", Align.CENTER),
    ParagraphStyle("TieuNgu", "Tiêu ngữ", "tieu_ngu", Align.CENTER),
    ParagraphStyle("CoQuanChuQuan", "Cơ quan chủ quản", "chu_quan", Align.CENTER),
    ParagraphStyle("CoQuanBanHanh", "Cơ quan ban hành", "ban_hanh", Align.CENTER),
    ParagraphStyle("SoKyHieu", "Số và ký hiệu", "so", Align.CENTER),
    ParagraphStyle("DiaDanhNgay", "Địa danh và ngày", "dia_danh", Align.CENTER),
    ParagraphStyle("TrichYeuCongVan", "Trích yếu công văn", "trich_yeu_cong_van", Align.CENTER, before=6),
    ParagraphStyle("TenLoai", "Tên loại văn bản", "ten_loai", Align.CENTER, before=18, keep=True),
    ParagraphStyle("TrichYeu", "Trích yếu", "trich_yeu", Align.CENTER, keep=True),
    ParagraphStyle("KinhGui", "Kính gửi", "kinh_gui", Align.LEFT, before=12),
    ParagraphStyle("DanhSachKinhGui", "Danh sách kính gửi", "noi_gui"),
    ParagraphStyle("QuyenHan", "Quyền hạn", "quyen_han", Align.CENTER),
    ParagraphStyle("ChucVu", "Chức vụ", "chuc_vu", Align.CENTER),
    ParagraphStyle("HoTen", "Họ tên người ký", "ho_ten", Align.CENTER),
    ParagraphStyle("NoiNhan", "Nơi nhận", "noi_nhan"),
    ParagraphStyle("DanhSachNoiNhan", "Danh sách nơi nhận", "danh_sach_noi_nhan"),
    ParagraphStyle("NguoiSoan", "Người soạn thảo", "nguoi_soan", Align.RIGHT),
    ParagraphStyle("LienHe", "Địa chỉ liên hệ", "lien_he"),
    ParagraphStyle("DauMucDo", "Dấu mức độ", "dau_muc_do", Align.CENTER),
    ParagraphStyle("ChuKySo", "Chữ ký số của tệp kèm theo", "chu_ky_so", Align.RIGHT, after=12),
    ParagraphStyle("DauNgan", "Dấu ngăn cách", "so", Align.CENTER),
    ParagraphStyle("PhuLuc", "Phụ lục", "phu_luc", Align.CENTER, keep=True, level=1),
    ParagraphStyle(
        APPENDIX_TITLE, "Tiêu đề phụ lục", "tieu_de_phu_luc", Align.CENTER, keep=True, level=APPENDIX_LEVEL
    ),
    ParagraphStyle("KemTheo", "Kèm theo", "kem_theo", Align.CENTER, keep=True),
    ParagraphStyle("Bang", "Bảng", "bang"),
    ParagraphStyle("TieuDeBang", "Tiêu đề bảng", "tieu_de_bang", Align.CENTER),
    ParagraphStyle("TenBang", "Tên bảng", "noi_dung", Align.CENTER, before=6, after=3, keep=True),
    ParagraphStyle("GhiChu", "Ghi chú", "ghi_chu", Align.LEFT, before=3),
)
PARTY_STYLES: Final = (
    ParagraphStyle("DauLuuHanh", "Dấu lưu hành", "dau_luu_hanh", Align.CENTER),
    ParagraphStyle("DuThao", "Lần dự thảo", "du_thao", Align.CENTER),
    ParagraphStyle("Kiem", "Kiêm", "kiem", Align.CENTER),
)
"""What only documents of the Party have."""


def styles_of(form: Form) -> tuple[ParagraphStyle, ...]:
    """Return the styles that documents of a form have."""
    return STYLES if form.family is Family.STATE else (*STYLES, *PARTY_STYLES)
