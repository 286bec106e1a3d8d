"""Figures of the period before and of the same period a year ago stand beside those of now."""

import pytest

from composing import printed_lines
from support import Sandbox

TOTAL = "{{ th.ky_truoc.ct.hs.tiep_nhan if th.ky_truoc else 'không có' }}"
OWN = "{{ ky_truoc.ct.hs.tiep_nhan if ky_truoc else 'không có' }}"


def write_earlier(sandbox: Sandbox, period: str, number: int) -> None:
    sandbox.write(
        f"data/units/xa-mot/{period}.yaml",
        f"don_vi: xa-mot\nky: {period}\nchi_tieu: {{hs.tiep_nhan: {number}}}\n",
    )


@pytest.mark.parametrize(("body", "product"), [(TOTAL, "tong-hop"), (OWN, "bao-cao")])
def test_figures_of_the_period_before_are_at_hand(sandbox: Sandbox, body: str, product: str) -> None:
    write_earlier(sandbox, "2025-10", 3000)
    assert printed_lines(sandbox, body, product) == ["3.000"]


@pytest.mark.parametrize(("body", "product"), [(TOTAL, "tong-hop"), (OWN, "bao-cao")])
def test_without_reports_of_a_period_there_is_nothing_of_it(
    sandbox: Sandbox, body: str, product: str
) -> None:
    assert printed_lines(sandbox, body, product) == ["không có"]


def test_where_a_month_was_not_reported_the_one_before_it_is_the_last(sandbox: Sandbox) -> None:
    write_earlier(sandbox, "2025-08", 2000)
    body = "{{ th.ky_truoc.nhan }}: {{ th.ky_truoc.ct.hs.tiep_nhan }}"
    assert printed_lines(sandbox, body, "tong-hop") == ["tháng 8 năm 2025: 2.000"]


@pytest.mark.parametrize(("body", "product"), [(TOTAL, "tong-hop"), (OWN, "bao-cao")])
def test_a_period_in_which_only_others_reported_is_not_the_one_before(
    sandbox: Sandbox, body: str, product: str
) -> None:
    write_earlier(sandbox, "2025-08", 2000)
    sandbox.write("data/units/so-a/2025-10.yaml", "don_vi: so-a\nky: 2025-10\nghi_chu: Việc riêng.\n")
    assert printed_lines(sandbox, body, product) == ["2.000"]


def test_the_same_month_of_the_year_before_is_at_hand(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "tu: 2025-01-01", "tu: 2024-01-01")
    sandbox.replace("data/units/don-vi.yaml", "bac, mo: 2025-07-01", "bac, mo: 2024-07-01")
    write_earlier(sandbox, "2024-11", 1000)
    body = "{{ th.cung_ky.nhan }}: {{ th.cung_ky.ct.hs.tiep_nhan }}"
    assert printed_lines(sandbox, body, "tong-hop") == ["tháng 11 năm 2024: 1.000"]


def test_an_earlier_figure_stands_under_the_name_that_it_has_now(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/chi-tieu.yaml",
        "    tiep_nhan: {ten: Tiếp nhận, ",
        "    cu: {ten: Cũ, loai: so_dem, don_vi_tinh: hồ sơ, den_ky: 2025-10}\n"
        "    tiep_nhan: {ten: Tiếp nhận, tu_ky: 2025-11, tiep_noi: hs.cu, ",
    )
    sandbox.write(
        "data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\nchi_tieu: {hs.cu: 2.500}\n"
    )
    assert printed_lines(sandbox, TOTAL, "tong-hop") == ["2.500"]
