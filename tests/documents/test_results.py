"""Results stand under the headings of the outline, shortfalls with what is to be done until when."""

import pytest

from composing import printed_lines
from support import Sandbox

RESULTS = (
    "{% for muc in th.ket_qua %}\n# {{ muc.ten }}\n\n{% for kq in muc.ket_qua %}\n- {{ kq.so_lieu.ma }}"
    "{% for f in kq.thanh_phan %} + {{ f.ma }}{% endfor %}\n{% endfor %}\n{% endfor %}"
)
LIMITS = (
    "{% for h in th.han_che %}\n- {{ h.giai_phap }}: {{ h.don_vi | liet_ke }}; trước ngày "
    "{{ h.han | ngay }}\n{% endfor %}"
)
CATALOGUE = "data/directives/chi-tieu.yaml"
DIRECTIVE = "data/directives/cd.yaml"
MACHINE = "may_lay_so: {ten: Máy lấy số, loai: co_khong"


def choose(sandbox: Sandbox, keys: str) -> None:
    sandbox.replace(DIRECTIVE, "nhom_vuong_mac:", f"{keys}\nnhom_vuong_mac:")


def lacking_machine(sandbox: Sandbox) -> None:
    choose(sandbox, "trong_diem: hs.may_lay_so")
    sandbox.write(
        "data/units/xa-mot/2025-11.yaml",
        "don_vi: xa-mot\nky: 2025-11\nchi_tieu: {hs.may_lay_so: khong}\n",
    )


def test_figures_stand_under_the_heading_whose_item_asks_for_them(sandbox: Sandbox) -> None:
    choose(sandbox, "loi_van: [hs.tiep_nhan, hs.kinh_phi]")
    assert printed_lines(sandbox, RESULTS, "tong-hop") == [
        "I. Hồ sơ",
        "- hs.tiep_nhan",
        "- hs.kinh_phi",
    ]


def test_without_an_outline_they_stand_under_their_groups(sandbox: Sandbox) -> None:
    choose(sandbox, "loi_van: hs.kinh_phi")
    sandbox.replace(DIRECTIVE, ", chi_tieu: [hs]}", "}")
    assert printed_lines(sandbox, RESULTS, "tong-hop") == ["I. Hồ sơ", "- hs.kinh_phi"]


def test_a_rate_tells_its_counts(sandbox: Sandbox) -> None:
    choose(sandbox, "loi_van: [hs.tiep_nhan, hs.truc_tuyen, hs.ty_le]")
    assert printed_lines(sandbox, RESULTS, "tong-hop")[1:] == ["- hs.ty_le"]


def test_what_falls_short_has_an_owner_and_a_day(sandbox: Sandbox) -> None:
    lacking_machine(sandbox)
    assert printed_lines(sandbox, LIMITS, "tong-hop") == [
        "- Hoàn thành: máy lấy số: xã Một; trước ngày 14/12/2025"
    ]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (", giai_phap: Trang bị máy", "- Trang bị máy: xã Một; trước ngày 14/12/2025"),
        (
            ", muc_tieu: {dieu_kien: gia_tri == co, den: 2025-12-31}",
            "- Hoàn thành: máy lấy số: xã Một; trước ngày 31/12/2025",
        ),
    ],
)
def test_the_catalogue_says_what_is_to_be_done_and_until_when(
    sandbox: Sandbox, said: str, line: str
) -> None:
    lacking_machine(sandbox)
    sandbox.replace(CATALOGUE, MACHINE, f"{MACHINE}{said}")
    assert printed_lines(sandbox, LIMITS, "tong-hop") == [line]
