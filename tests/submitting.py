"""Submissions of xa-mot made up by hypothesis: well meant ones, and the same spoiled in one place."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from hypothesis import strategies as st

Tree = Any
CATALOGUE: Final = """
hs:
  ten: Hồ sơ
  chi_tieu:
    tiep_nhan: {ten: Tiếp nhận, loai: so_dem, don_vi_tinh: hồ sơ, khoang: [0, 9.999.999]}
    truc_tuyen: {ten: Trực tuyến, loai: so_dem, don_vi_tinh: hồ sơ}
    ty_le: {ten: Tỷ lệ, loai: ty_so, tu_so: hs.truc_tuyen, mau_so: hs.tiep_nhan}
    nhap: {ten: Tỷ số nhập, loai: ty_so}
    may_lay_so: {ten: Máy lấy số, loai: co_khong}
    phan_tram: {ten: Tỷ lệ số hóa, loai: so_thap_phan, don_vi_tinh: "%", khoang: [0, 100]}
    kinh_phi: {ten: Kinh phí, loai: tien, don_vi_tinh: triệu đồng}
    ngay: {ten: Ngày, loai: ngay}
    muc: {ten: Mức, loai: lua_chon, lua_chon: {cao: Cao, "1": Một, chua_co: Chưa có}}
    ghi_chu: {ten: Ghi chú, loai: van_ban}
    nha_mang: {ten: Nhà mạng, loai: danh_sach}
    cua_phuong: {ten: Của phường, loai: so_dem, ap_dung: {loai: phuong}}
  quy_tac:
    truc-tuyen: {ten: Trực tuyến không hơn tiếp nhận, dieu_kien: hs.truc_tuyen <= hs.tiep_nhan}
"""
VALUES: Final = {
    "hs.tiep_nhan": ("0", "12", "3.781", "1 234", "khoảng 500 hồ sơ", "≥ 7", "Trên 9", "3.781 Hồ Sơ", "-1"),
    "hs.truc_tuyen": ("7", "1.000", "ít nhất 12", "+5"),
    "hs.nhap": ("3/4", "3.681/3.781", "1 / 2 đúng hạn", "3/0"),
    "hs.may_lay_so": ("co", "khong", "Có", "KHÔNG"),
    "hs.phan_tram": ("86,6", "86,6%", "trên 90 %", "100", "120%", "86.6"),
    "hs.kinh_phi": ("479 triệu", "479.000.000 đ", "5.687,4 triệu đồng", "khoảng 2 Tỷ"),
    "hs.ngay": ("2025-11-18", "18/11/2025", "1-2-2025", "2025-11-31"),
    "hs.muc": ("cao", "1", "chua_co"),
    "hs.ghi_chu": ("Tốt", "12", "true"),
    "hs.nha_mang": ("VNPT", ["VNPT", "Viettel"], []),
    "hs.cua_phuong": ("3",),
}  # fmt: skip
STATES: Final = (
    "khong_phat_sinh",
    "Không áp dụng",
    None,
    {"chua_co": "chưa thống kê"},
    {"khong_ap_dung": None},
)
JUNK: Final[tuple[Any, ...]] = (
    None, "x", "yes", "0", "-1", "1.2.3", "86,6", "1_000", "010", "16:30", "3/4", "12 con", "2025-11-18",
    "2025-13", "31/12", "9" * 40, "trên", "%", "cao", "khong_phat_sinh", [], {}, ["86", "6"], [["a"]],
    {"a": "b"},
    {"gia_tri": "3"}, {"gia_tri": None}, {"gia_tri": "3", "xep_hang": "9/7"}, {"xep_hang": "7/96"},
    {"chua_co": "x", "gia_tri": "3"}, {"tu_so": "1", "mau_so": "2"}, {"tu_so": "1"},
    {"2025-11-03": "3", "18/11/2025": {"gia_tri": "4", "xep_hang": "1/2"}},
    {"2025-11-03": "3", "gia_tri": "4"},
)  # fmt: skip
KEYS: Final = (
    "la",
    "don_vi",
    "hs.tiep_nhn",
    "hs.ty_le",
    "cd",
    "cd/bao-cao",
    "cd/1",
    "1",
    "I.1",
    "I.9",
    "nhom",
    "2025-11-03",
)


def written_tree(tree: Tree) -> str:
    """Return YAML for a tree: plain texts where they can be plain, quoted ones elsewhere."""
    match tree:
        case None:
            return "~"
        case dict():
            return (
                "{"
                + ", ".join(f"{json.dumps(key)}: {written_tree(value)}" for key, value in tree.items())
                + "}"
            )
        case list():
            return "[" + ", ".join(map(written_tree, tree)) + "]"
        case _ if re.fullmatch(r"[\w/+.%-]*\w", tree):
            return str(tree)
        case _:
            return json.dumps(tree, ensure_ascii=False)


@st.composite
def draw_entry(draw: st.DrawFn, name: str) -> Tree:
    """Choose something that may be written for an indicator."""
    value = draw(st.sampled_from((*VALUES[name], *STATES)))
    if not isinstance(value, str) or draw(st.booleans()):
        return value
    ranked = {"gia_tri": value, "xep_hang": draw(st.sampled_from(("7/96", None)))}
    return draw(st.sampled_from((ranked, {"2025-11-03": value, "18/11/2025": ranked})))


def draw_remarks() -> st.SearchStrategy[Tree]:
    """Choose a list of difficulties."""
    one = st.fixed_dictionaries(
        {"nhom": st.sampled_from(("kinh_phi", "nhan_luc")), "noi_dung": st.just("Ý")}
    )
    return st.one_of(st.none(), st.lists(one, max_size=2))


@st.composite
def good_submission(draw: st.DrawFn) -> Tree:
    """Choose a submission that is meant well."""
    task = {"tien_do": draw(st.sampled_from(("hoan_thanh", "dang_thuc_hien"))), "ket_qua": "Xong"}
    dated = {**task, "tien_do": "hoan_thanh", "ngay_hoan_thanh": "2025-11-01", "ly_do_cham": None}
    issue = {
        "so": "189",
        "ngay": "2025-11-18",
        "kinh_gui": ["Sở A"],
        "do_khan": "khan",
        "nguoi_ky": "nguoi-a",
    }
    sections: dict[str, st.SearchStrategy[Tree]] = {
        "chi_tieu": st.fixed_dictionaries({}, optional={name: draw_entry(name) for name in VALUES}),
        "doi_chieu": st.sampled_from(({"hs.ty_le": "86,6%"}, {"hs.tiep_nhan": {"xep_hang": "1/2"}}, None)),
        "nhiem_vu": st.sampled_from(({"cd": {"1": task}}, {"cd": {"1": dated}}, {"cd": None}, None)),
        "noi_dung": st.sampled_from(({"cd": {"I.1": "Nội dung", "I.2": None}}, {})),
        "vuong_mac": st.fixed_dictionaries({"cd": draw_remarks()}),
        "kien_nghi": st.sampled_from(({"cd": []}, None)),
        "giai_trinh": st.sampled_from(
            ({"hs.tiep_nhan": "Đúng", "hs/truc-tuyen": "Đúng", "cd/1": "Đúng"}, {})
        ),
        "van_ban": st.sampled_from(
            ({"qd-1": {"loai": "Quyết định", "so": "1/QĐ-UBND", "ngay": "2025-01-01"}}, None)
        ),
        "phat_hanh": st.sampled_from(({"cd": issue}, {"cd/bao-cao": {"so_ban": "5"}}, None)),
        "chot_den": st.sampled_from(("2025-11-18", None)),
    }
    head = {"don_vi": st.just("xa-mot"), "ky": st.just("2025-11")}
    return draw(st.fixed_dictionaries(head, optional=sections))


@st.composite
def changed_submission(draw: st.DrawFn) -> Tree:
    """Choose a submission and spoil one place of it."""
    tree = deepcopy(draw(good_submission()))
    *path, last = draw(st.sampled_from([path for path in tree_paths(tree) if path]))
    holder = tree
    for step in path:
        holder = holder[step]
    how = draw(st.sampled_from(("replace", "delete", "rename", "add")))
    if how == "replace" or isinstance(holder, list):
        holder[last] = deepcopy(draw(st.sampled_from(JUNK)))
    elif how == "add":
        holder[draw(st.sampled_from(KEYS))] = deepcopy(draw(st.sampled_from(JUNK)))
    else:
        value = holder.pop(last)
        if how == "rename":
            holder[draw(st.sampled_from(KEYS))] = value
    return tree


def tree_paths(tree: Tree, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every node."""
    yield at
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inside:
        yield from tree_paths(value, (*at, key))
