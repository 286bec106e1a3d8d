"""The workbook as a template asks for it: a summary, data, and printed sheets of groups with data."""

import io
from typing import Any

import openpyxl
import pytest

from baocao.pipeline.making import Outcome
from support import Sandbox, build_quietly

PATH = "templates/tong-hop.md.j2"
FRONT = "---\nloai: bao-cao\ntrich_yeu: Số liệu {{ ky.nhan }}\ndau_ra: xlsx\n---\n"


def book_of(outcome: Outcome) -> Any:
    (made,) = [each for each in outcome.made if each.name.endswith(".xlsx")]
    return openpyxl.load_workbook(io.BytesIO(made.data), data_only=True)


def built_book(sandbox: Sandbox, body: str) -> Any:
    sandbox.write(PATH, FRONT + body)
    return book_of(build_quietly(sandbox.root, sandbox.out))


def test_a_workbook_may_be_data_alone_which_is_then_its_first_sheet(sandbox: Sandbox) -> None:
    book = built_book(sandbox, "{{ bang.du_lieu() }}\n")
    assert book.sheetnames == ["Dữ liệu", "Thiếu và lý do", "Chỉ tiêu"]


def test_a_summary_stands_first_wherever_the_template_has_it(sandbox: Sandbox) -> None:
    body = """{{ bang.du_lieu() }}
{% call phu_luc("a", "Chi tiết") %}{{ bang.don_vi_chi_tieu("hs") }}{% endcall %}
{% call phu_luc("b", "Tóm tắt", trang="Tóm tắt") %}
{{ bang.tinh_hinh_bao_cao() }}
{{ bang.do_phu() }}
{% endcall %}
"""
    book = built_book(sandbox, body)
    assert book.sheetnames == ["Tóm tắt", "Dữ liệu", "Thiếu và lý do", "Chỉ tiêu", "Hồ sơ"]


@pytest.mark.parametrize(
    ("given", "expected"), [("hs.tiep_nhan: 3", ["Hồ sơ"]), ("hs.may_lay_so: {chua_co: đang hỏi}", [])]
)
def test_a_group_without_data_has_no_sheet(sandbox: Sandbox, given: str, expected: list[str]) -> None:
    sandbox.write("data/units/xa-mot/2025-11.yaml", f"don_vi: xa-mot\nky: 2025-11\nchi_tieu: {{{given}}}\n")
    body = """{{ bang.du_lieu() }}
{% for nhom in th.nhom_chi_tieu if nhom.co_so_lieu %}
{% call phu_luc(nhom.ma, nhom.ten) %}{{ bang.don_vi_chi_tieu(nhom.ma) }}{% endcall %}
{% endfor %}
"""
    assert built_book(sandbox, body).sheetnames[3:] == expected


def test_the_workbook_of_the_synthetic_province_begins_with_a_summary(synthetic: Outcome) -> None:
    book = book_of(synthetic)
    assert book.sheetnames[:4] == ["Tóm tắt", "Dữ liệu", "Thiếu và lý do", "Chỉ tiêu"]
    assert max(map(len, book.sheetnames)) <= 31


def test_many_silent_units_are_told_and_not_listed(real: Outcome) -> None:
    book = book_of(real)
    texts = [str(cell) for row in book["Sản phẩm OCOP"].iter_rows(values_only=True) for cell in row if cell]
    assert "Không liệt kê 95 đơn vị chưa báo cáo." in " ".join(texts)
    assert "Xã Ya Ly" not in texts
    names = [row[1] for row in book["Dữ liệu"].iter_rows(values_only=True, min_row=2)]
    assert len(names) == 96
    assert "Xã Ya Ly" in names
