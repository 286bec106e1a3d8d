"""Definitions made up at random: files that are meant well, and the same spoiled in one place."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random
from typing import Any, Final

from baocao.model.workspace import Definitions
from baocao.source import config, nodes
from baocao.source.citations import read_citations
from baocao.source.directives import DirectiveReader
from baocao.source.fields import Fields
from baocao.source.indicators import read_catalogue
from baocao.source.log import Log
from baocao.source.profiles import read_profile
from baocao.source.registry import read_registry
from baocao.source.statuses import read_statuses
from submitting import Tree, tree_paths

_DAYS: Final = ("2025-01-02", "31/12/2025", "1-2-2025", None)
_TEXTS: Final = ("Một", "12", "true", None)
_LISTS: Final[tuple[Tree, ...]] = ("Một", ["Một", "Hai"], [], None, ["Một", None])
_PERIODS: Final = ("2025-07", "2025-Q3", "2025-6TC", "2025-9T", "2025", "2025-11-18", None)
_FLAGS: Final = ("co", "khong", "Có", None)
_SCOPE: Final = {
    "cap?": ("xa", ["xa", "so"], None),
    "loai?": ("phuong", ["xa", None]),
    "don_vi?": ("xa-mot", ["xa-mot", "xa-hai"]),
    "tru?": ("xa-hai", []),
    "tinh_cu?": ("bac", "nam"),
}
_ONE_SCOPE: Final = (_SCOPE, _SCOPE, None)
_SCOPES: Final = (_SCOPE, [_SCOPE], [_SCOPE, _SCOPE])
_RULE: Final = {
    "ten": ("Tên", "Một"),
    "dieu_kien": "hs.tiep_nhan > 1",
    "neu?": ("hs.tiep_nhan > 2", None),
    "sai_so?": ("0,5", "1.000", None),
    "khi_thieu?": ("bo_qua", "tinh_la_0", None),
    "muc_do?": ("loi", "luu_y", None),
    "tu?": _DAYS,
    "den?": _DAYS,
    "can_cu?": _TEXTS,
    "cach_sua?": _TEXTS,
}
_OTHER_RULE: Final = {"ten": "Tên", "cung_co": (["hs.tiep_nhan", "hs.truc_tuyen"], "hs.tiep_nhan")}
_RULES: Final = ({"r": _RULE}, {"r": _OTHER_RULE, "r-2": {"ten": "A", "mot_trong": ["hs.tiep_nhan"]}}, None)
_DEADLINE: Final = (
    "30/9/2025",
    "Quý III/2025",
    "Thường xuyên",
    "Sở Y tế",
    {"nhu_van_ban": "10-01-2025", "ngay?": _DAYS},
    None,
)
_SUBTASK: Final = {"so": ("1.1", "2"), "ten": "Việc con", "ma?": ("viec-con", None), "thoi_han?": _DEADLINE}
_TASK: Final = {
    "so": ("1", "2", "V"),
    "ma?": ("viec-1", "1", None),
    "ten": "Việc",
    "van_ban_giao?": ("nq-1", ["nq-1"], None),
    "chu_tri?": _TEXTS,
    "giao_cho?": (*_SCOPES, None),
    "ket_qua?": _TEXTS,
    "thoi_han?": _DEADLINE,
    "tu_ky?": _PERIODS,
    "den_ky?": _PERIODS,
    "tiep_noi?": ("viec-0", None),
    "nhiem_vu_con?": ([_SUBTASK], None),
}
_POINT: Final = {"noi_dung": "Ý", "huong_dan?": _TEXTS, "ap_dung?": _ONE_SCOPE}
_OUTLINE_ITEM: Final = {
    "so": "I",
    "ten": "Mục",
    "huong_dan?": _TEXTS,
    "bat_buoc?": _FLAGS,
    "ap_dung?": _ONE_SCOPE,
    "chi_tieu?": ("hs", ["hs", "hs.tiep_nhan"], None),
    "y?": ("Ý một", ["Ý một", "Ý hai"], [_POINT, "Ý"], _POINT, None),
}
_TARGET: Final = {
    "dieu_kien": ("gia_tri >= 80", "gia_tri <= 5"),
    "tu?": _DAYS,
    "den?": _DAYS,
    "van_ban?": _TEXTS,
    "cua?": ("theo_loai", "don_vi", "tong_hop", None),
}
_INDICATOR: Final = {
    "ten": ("Tên", "12"),
    "loai": ("so_dem", "so_thap_phan", "ty_so", "tien", "co_khong", "ngay", "van_ban", "danh_sach"),
    "don_vi_tinh?": ("hồ sơ", "%", None),
    "tinh_chat?": ("trong_ky", "luy_ke", "thoi_diem", None),
    "theo_doi?": (
        "khong",
        "co",
        {"do_lech?": ("10", None), "gap?": ("2,5", "100"), "lap_lai?": ("6", "60")},
    ),
    "so_le?": ("0", "2", None),
    "khoang?": (["0", "100"], [None, "9.999"], [None, None]),
    "muc_tieu?": ("gia_tri >= 80", None, _TARGET, [_TARGET], [_TARGET, "gia_tri >= 90"], []),
    "lua_chon?": ({"cao": "Cao", "1": "Một"}, None),
    "cong_thuc?": ("hs.a + hs.b", None),
    "tu_so?": ("hs.a", None),
    "mau_so?": ("hs.b", None),
    "tong_hop?": (None, {"ham": "dem", "dieu_kien?": ("gia_tri >= 80", None), "trong_so?": ("hs.a", None)}),
    "xep_hang?": ("cao", "thap"),
    "ap_dung?": _ONE_SCOPE,
    "tu_ky?": _PERIODS,
    "den_ky?": _PERIODS,
    "tiep_noi?": _LISTS,
}
_SIGNER: Final = {
    "tm?": _TEXTS,
    "tl?": _TEXTS,
    "tuq?": _TEXTS,
    "kt?": _TEXTS,
    "q?": _FLAGS,
    "chuc_vu": "Chủ tịch",
    "ho_ten": "Nguyễn Văn A",
    "tu?": _DAYS,
    "den?": _DAYS,
}
_LABELS: Final = ({"kinh_phi": "Kinh phí", "nhan_luc": "Nhân lực"}, {"a": "12"}, None)
_PRODUCT: Final = {
    "mau": "bao-cao.md.j2",
    "de_nghi_bao_cao?": _FLAGS,
    "lap_boi": _SCOPES,
    "dinh_chinh?": ("noi_dung", "the_thuc"),
    "danh_cho?": (*_SCOPES, None),
    "ky?": ("2025-05", ["thang", "2025-6TC", None], "dot_xuat", None),
    "don_vi_soan_thao?": _TEXTS,
    "kinh_gui?": _LISTS,
    "noi_nhan?": _LISTS,
}
_UNIT: Final = {
    "ma?": ("001", None),
    "ten": "Xã Một",
    "loai": ("xa", "phuong"),
    "thuoc?": (None, "xa-mot"),
    "mo?": _DAYS,
    "dong?": _DAYS,
    "sap_nhap_vao?": (None, "xa-mot"),
    "tinh_cu?": ("bac", "nam"),
}
_PROGRESS: Final = {
    "chua_thuc_hien": "a",
    "dang_thuc_hien": ("b", "12"),
    "hoan_thanh": "c",
    "khong_ap_dung": "d",
}
_TIMELINESS: Final = {
    "hoan_thanh_dung_han": "a",
    "hoan_thanh_qua_han": "b",
    "hoan_thanh": "c",
    "trong_han": "d",
    "sap_den_han": "e",
    "qua_han": "f",
    "khong_thoi_han": "g",
    "khong_ap_dung": "h",
}
FORMS: Final[Mapping[str, Any]] = {
    "cau-hinh": {
        "chi_dao?": ("data/directives", None),
        "chi_dao_dung?": _LISTS,
        "don_vi?": ("data/units", None),
        "mau?": ("templates", None),
        "ghi_chu_moi_trang?": _TEXTS,
        "ngay_nghi?": ("2025-01-01", ["2025-01-01", "1/5/2025"], [], None),
        "bo_co_chu?": ("13", "14"),
        "nhanh_chinh?": ("main", None),
        "bo_qua?": (
            [
                {
                    "ma": ("BC424", "BC701"),
                    "ly_do": "Số đúng",
                    "tep?": ("data/units/*.yaml", None),
                    "don_vi?": ("xa-mot", None),
                }
            ],
            None,
        ),
    },
    "don-vi": {
        "loai": {"xa": {"ten": "xã", "cap": "xa"}, "phuong": {"ten": "phường", "cap": "xa"}},
        "cap?": _LABELS,
        "nhom": {"tinh_cu": {"ten": "Tỉnh cũ", "gia_tri": {"bac": "Bắc", "nam": "Nam"}}},
        "don_vi": {"xa-mot": _UNIT, "xa-hai?": _UNIT},
    },
    "ho-so": {
        "ten_day_du": "Ủy ban nhân dân xã Một",
        "ten_ngan?": _TEXTS,
        "the_thuc?": ("dang", "nha_nuoc", None),
        "co_quan_chu_quan?": _LISTS,
        "co_quan_ban_hanh?": _LISTS,
        "ky_hieu": "UBND",
        "dia_danh": "Một",
        "nguoi_ky?": ({"a": _SIGNER, "b?": _SIGNER}, None),
        "kinh_gui?": _LISTS,
        "noi_nhan?": _LISTS,
        "luu?": ("VT", None),
        "lien_he?": _LISTS,
        "so_ngoai_baocao?": (
            [
                {
                    "ky_hieu": "/BC-UBND",
                    "nam?": ("2025", None),
                    "tu?": ("187", None),
                    "den?": ("188", None),
                    "ly_do": "Sổ chung",
                }
            ],
            None,
        ),
    },
    "chi-tieu": {
        "hs": {
            "ten": "Hồ sơ",
            "chi_tieu?": ({"a": _INDICATOR, "b?": _INDICATOR}, None),
            "quy_tac?": _RULES,
        },
        "khac?": {"ten": "Khác"},
    },
    "van-ban": {
        "qd-1": {
            "loai": "Quyết định",
            "so?": ("1/QĐ-UBND", None, "12"),
            "ngay?": _DAYS,
            "co_quan?": _TEXTS,
            "trich_yeu?": _TEXTS,
        },
        "qd-2?": {"loai": "Luật"},
    },
    "trang-thai": {
        "tien_do?": (_PROGRESS, None),
        "thoi_han?": (_TIMELINESS, None),
        "sap_den_han_truoc?": ("0", "30", None),
        "mau": {
            "do": {"ten": "Đỏ", "rgb": ("F4B183", "c6e0b4")},
            "xanh?": {"ten": "Xanh", "rgb": "C6E0B4"},
        },
        "den?": (
            [
                {
                    "mau": "do",
                    "tien_do?": ("hoan_thanh", ["hoan_thanh", None], None),
                    "thoi_han?": (["qua_han"], None),
                }
            ],
            None,
        ),
    },
    "chi-dao": {
        "ma": "cd",
        "ten": "Chỉ đạo",
        "can_cu?": ("nq-1", ["nq-1"], None),
        "tu?": _DAYS,
        "den?": _DAYS,
        "nhiem_vu_cua?": (None, "cd"),
        "don_vi_bao_cao": _SCOPES,
        "tan_suat": ("thang", ["thang", "quy", None], ["dot_xuat"]),
        "han_gui_sau_chot?": ("0", "10", None),
        "gio_gui?": ("17:00", "8:30", None),
        "lich?": (
            {
                "2025-11": {
                    "tu?": _DAYS,
                    "chot?": _DAYS,
                    "han_gui?": ("2025-09-22 14:00", "22/9/2025", None),
                },
                "2025-6TC?": {"chot": "2025-12-14"},
            },
            None,
        ),
        "chi_tieu?": ("hs", ["hs.tiep_nhan", None], None),
        "bat_buoc?": ("hs.tiep_nhan", None),
        "nhom_vuong_mac?": _LABELS,
        "san_pham?": ({"bao-cao": _PRODUCT}, None),
        "de_cuong?": ([_OUTLINE_ITEM, {"so": "I.1", "ten": "Mục con"}], [_OUTLINE_ITEM], None),
        "giu_nhiem_vu_xong?": _FLAGS,
        "nhom_nhiem_vu?": ([{"so": ("I", "1"), "ten": "Nhóm", "nhiem_vu?": ([_TASK], None)}], None),
        "quy_tac?": _RULES,
    },
}
"""What may rightly be written in each kind of file: of a tuple any item, of 'key?' the key or not."""
JUNK: Final[tuple[Tree, ...]] = (
    None, "", "x", "yes", "0", "-1", "1.2.3", "86,6", "010", "17:00", "25:00", "99999999", "2025-11-18",
    "2025-11-31", "2025-13", "thang", "co", "cao", "hs", "hs.tiep_nhan", "xa-mot", "nq-1", "qd-1", "I.1",
    "A b", "F4B183", "abc xyz", [], {}, ["1", "2"], ["1", "2", "3"], ["thang"], ["x"], [None], [["a"]],
    [{}], {"a": "b"}, {"cap": "xa"}, {"loai": None}, {"ham": "tong"}, {"tinh_cu": None}, {"ten": "A"},
    [{"so": "I"}], {"a": None}, {"a": {}},
)  # fmt: skip
"""What is wrong in most places."""
KEYS: Final = (
    "la", "ten", "so", "ma", "loai", "a", "A B", "2025-11", "2025-13", "dieu_kien", "can_co", "tinh_cu",
    "hs", "con", "xa-mot", "con-1", "1a", "ten_",
)  # fmt: skip
"""Keys that may take another's place."""


def meant_well(form: Any, random: Random) -> Tree:
    """Choose one of the trees that a form allows."""
    if isinstance(form, tuple):
        return meant_well(random.choice(form), random)
    if isinstance(form, list):
        return [meant_well(each, random) for each in form]
    if not isinstance(form, dict):
        return form
    chosen = {key: each for key, each in form.items() if not key.endswith("?") or random.random() < 0.5}
    return {key.removesuffix("?"): meant_well(each, random) for key, each in chosen.items()}


def spoiled(tree: Tree, random: Random) -> Tree:
    """Return the tree with one place changed."""
    changed = deepcopy(tree)
    places = [path for path in tree_paths(changed) if path]
    if not places:  # of a record whose every key may be left out nothing may be left
        return deepcopy(random.choice(JUNK))
    *path, last = random.choice(places)
    holder = changed
    for step in path:
        holder = holder[step]
    how = random.choice(("replace", "replace", "delete", "rename", "add"))
    if how == "replace" or isinstance(holder, list):
        holder[last] = deepcopy(random.choice(JUNK))
    elif how == "add":
        holder[random.choice(KEYS)] = deepcopy(random.choice(JUNK))
    else:
        value = holder.pop(last)
        if how == "rename":
            holder[random.choice(KEYS)] = value
    return changed


def reader(name: str, definitions: Definitions) -> Callable[[nodes.Mapping, Log], object]:
    """Return what reads a kind of file."""
    registry, catalogue, citations = definitions.registry, definitions.catalogue, definitions.citations
    return {
        "cau-hinh": lambda mapping, log: config._fill_config(Fields(mapping, log), definitions.config),
        "don-vi": read_registry,
        "ho-so": lambda mapping, log: read_profile(mapping, log, "xa-mot"),
        "chi-tieu": lambda mapping, log: read_catalogue(mapping, registry, log),
        "van-ban": read_citations,
        "trang-thai": read_statuses,
        "chi-dao": lambda mapping, log: DirectiveReader(registry, catalogue, citations, log).read_directive(
            mapping
        ),
    }[name]
