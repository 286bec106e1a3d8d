"""Which values of a form come from no official text, in words."""

from collections.abc import Iterable, Mapping
from typing import Final

from baocao.model.form import Form

_LETTERING: Final = frozenset({"dam", "nghieng", "hoa", "gach_chan"})
_VALUES: Final[Mapping[str, str]] = {
    "co": "cỡ chữ",
    "dam": "chữ đậm",
    "nghieng": "chữ nghiêng",
    "hoa": "chữ hoa",
    "gach_chan": "gạch chân",
    "canh": "vị trí",
}
_COMPONENTS: Final[Mapping[str, str]] = {
    "quoc_hieu": "tên Đảng",
    "chu_quan": "cơ quan cấp trên",
    "ban_hanh": "cơ quan ban hành",
    "so": "số, ký hiệu",
    "dia_danh": "địa danh, ngày tháng",
    "ten_loai": "tên loại",
    "trich_yeu": "trích yếu",
    "trich_yeu_cong_van": "trích yếu công văn",
    "kinh_gui": "chữ Kính gửi",
    "noi_gui": "nơi gửi",
    "can_cu": "căn cứ",
    "noi_dung": "nội dung",
    "phan": "phần, chương, mục",
    "ten_phan": "tên phần, chương, mục",
    "dieu": "điều",
    "muc": "mục đánh số La Mã",
    "khoan": "khoản",
    "khoan_thap_phan": "khoản đánh số thập phân",
    "diem": "điểm",
    "quyen_han": "quyền hạn",
    "chuc_vu": "chức vụ",
    "chuc_vu_truc_tiep": "chức vụ ký trực tiếp",
    "ho_ten": "họ tên",
    "noi_nhan": "chữ Nơi nhận",
    "danh_sach_noi_nhan": "danh sách nơi nhận",
    "nguoi_soan": "ký hiệu người soạn",
    "lien_he": "địa chỉ liên hệ",
    "dau_muc_do": "dấu khẩn, mật",
    "dau_luu_hanh": "dấu lưu hành",
    "du_thao": "dấu dự thảo",
    "so_trang": "số trang",
}


def guesses_text(form: Form) -> str:
    """Return 'cỡ chữ, kiểu chữ của tên Đảng; cỡ chữ của căn cứ'; nothing where all is official."""
    groups: dict[str, list[str]] = {}
    for name, component in form.components.items():
        if component.unverified:
            words = ", ".join(_value_words(component.unverified, component.unruled))
            groups.setdefault(words, []).append(_COMPONENTS.get(name, name))
    return "; ".join(f"{words} của {', '.join(names)}" for words, names in groups.items())


def _value_words(values: frozenset[str], unruled: frozenset[str]) -> Iterable[str]:
    """Return values in words, those of lettering in one where none but unruled ones are left out."""
    lettering = values & _LETTERING
    if lettering and lettering | unruled >= _LETTERING:
        return [*(_VALUES[value] for value in _VALUES if value in values - _LETTERING), "kiểu chữ"]
    return [_VALUES[value] for value in _VALUES if value in values]
