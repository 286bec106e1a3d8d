"""The order of keys in every kind of file, and which keys are always in quotes.

A test holds these lists against the schemas of `features/schema/`: no key may be missing here.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Layout(NamedTuple):
    """How a mapping or a list is laid out.

    `order` ranks its keys, `inside` and `each` are the layouts of its values.
    """

    order: Mapping[str, int] = MappingProxyType({})
    inside: "Mapping[str, Layout]" = MappingProxyType({})
    each: "Layout | None" = None
    quotes_keys: bool = False
    is_figure: bool = False

    def of(self, key: str) -> "Layout":
        """Return the layout of the value under `key`, or of an item of the list."""
        return self.inside.get(key) or self.each or NO_LAYOUT


NO_LAYOUT: Final = Layout()


class Orders(NamedTuple):
    """What the workspace itself puts in order: indicators, and by directive its tasks and outline items."""

    indicators: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()
    tasks: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    outlines: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def _keys(names: str, **inside: Layout) -> Layout:
    return Layout(_ranks(names.split()), inside)


def _ranks(names: Iterable[str]) -> Mapping[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _many(layout: Layout) -> Layout:
    """Return the layout of a list, or of a mapping by ids."""
    return Layout(each=layout)


CITATIONS: Final = _many(_keys("loai so ngay co_quan trich_yeu"))
_RULES: Final = _many(
    _keys(
        "ten neu dieu_kien cung_co mot_trong can_co sai_so khi_thieu muc_do tu den can_cu cach_sua",
    )
)
_FIGURE_KEYS: Final = _ranks(["gia_tri", "tu_so", "mau_so", "xep_hang", "chua_co", "khong_ap_dung"])
_FIGURE: Final = Layout(_FIGURE_KEYS, each=Layout(_FIGURE_KEYS, is_figure=True), is_figure=True)
_TASK_REPORT: Final = _keys("tien_do ngay_hoan_thanh ket_qua du_kien ly_do_cham vuong_mac kien_nghi")
_CORRECTION: Final = _keys(
    "chi_tieu nhiem_vu noi_dung vuong_mac kien_nghi van_ban the_thuc tu thanh ly_do nguoi ngay"
)
_ISSUES: Final = _many(
    _keys("so ngay nguoi_ky kinh_gui noi_nhan do_khan do_mat luu_hanh nguoi_soan so_ban")
)

CATALOGUE: Final = _many(
    _keys(
        "ten chi_tieu quy_tac",
        chi_tieu=_many(
            _keys(
                "ten loai don_vi_tinh tinh_chat theo_doi so_le khoang muc_tieu lua_chon cong_thuc "
                "tu_so mau_so tong_hop xep_hang ap_dung tu_ky den_ky tiep_noi",
                theo_doi=_keys("do_lech gap lap_lai"),
                tong_hop=_keys("ham trong_so dieu_kien"),
            )
        ),
        quy_tac=_RULES,
    )
)
REGISTRY: Final = _keys(
    "loai cap nhom don_vi",
    loai=_many(_keys("ten cap")),
    nhom=_many(_keys("ten gia_tri")),
    don_vi=_many(_keys("ma ten loai thuoc mo dong sap_nhap_vao")),
)
PROFILE: Final = _keys(
    "ten_day_du ten_ngan the_thuc co_quan_chu_quan co_quan_ban_hanh ky_hieu dia_danh nguoi_ky kinh_gui "
    "noi_nhan luu lien_he",
    nguoi_ky=_many(_keys("tm tl tuq kt q chuc_vu ho_ten tu den")),
)
STATUSES: Final = _keys(
    "tien_do thoi_han sap_den_han_truoc mau den",
    mau=_many(_keys("ten rgb")),
    den=_many(_keys("mau tien_do thoi_han")),
)
SETTINGS: Final = _keys(
    "chi_dao chi_dao_dung don_vi mau ghi_chu_moi_trang ngay_nghi bo_co_chu nhanh_chinh bo_qua",
    bo_qua=_many(_keys("ma ly_do tep don_vi")),
)
_TASK_KEYS: Final = (
    "so ma ten van_ban_giao chu_tri giao_cho ket_qua thoi_han tu_ky den_ky tiep_noi nhiem_vu_con"
)
_TASK: Final = _keys(
    _TASK_KEYS,
    thoi_han=_keys("nhu_van_ban ngay"),
    nhiem_vu_con=_many(_keys(_TASK_KEYS, thoi_han=_keys("nhu_van_ban ngay"))),
)
DIRECTIVE: Final = _keys(
    "ma ten can_cu tu den nhiem_vu_cua don_vi_bao_cao tan_suat han_gui_sau_chot gio_gui lich chi_tieu "
    "bat_buoc nhom_vuong_mac san_pham de_cuong giu_nhiem_vu_xong nhom_nhiem_vu quy_tac",
    lich=_many(_keys("tu chot han_gui")),
    san_pham=_many(
        _keys("mau de_nghi_bao_cao lap_boi dinh_chinh danh_cho ky don_vi_soan_thao kinh_gui noi_nhan")
    ),
    de_cuong=_many(
        _keys("so ten huong_dan bat_buoc ap_dung chi_tieu y", y=_many(_keys("noi_dung huong_dan ap_dung")))
    ),
    nhom_nhiem_vu=_many(_keys("so ten nhiem_vu", nhiem_vu=_many(_TASK))),
    quy_tac=_RULES,
)


def submission_layout(orders: Orders) -> Layout:
    """Return the layout of the reports of units."""
    figures = Layout(_ranks(orders.indicators), each=_FIGURE)
    directives = _ranks(orders.directives)
    tasks = {
        name: Layout(_ranks(found), each=_TASK_REPORT, quotes_keys=True)
        for name, found in orders.tasks.items()
    }
    narratives = {name: Layout(_ranks(found), quotes_keys=True) for name, found in orders.outlines.items()}
    return _keys(
        "don_vi ky tu_ngay chot_den phat_hanh chi_tieu doi_chieu nhiem_vu noi_dung vuong_mac kien_nghi "
        "giai_trinh dinh_chinh van_ban",
        phat_hanh=_ISSUES,
        chi_tieu=figures,
        doi_chieu=figures,
        nhiem_vu=Layout(directives, tasks, Layout(each=_TASK_REPORT, quotes_keys=True)),
        noi_dung=Layout(directives, narratives, Layout(quotes_keys=True)),
        vuong_mac=Layout(directives, each=_many(_keys("nhom noi_dung"))),
        kien_nghi=Layout(directives, each=_many(_keys("nhom noi_dung"))),
        dinh_chinh=_many(_CORRECTION),
        van_ban=CITATIONS,
    )
