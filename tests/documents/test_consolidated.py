"""Consolidated reports: who reported, what all add up to, and what several units said alike."""

import pytest

from composing import block_tables, failed_composing, first_document, printed_lines, row_texts
from support import Sandbox

DIFFICULTIES = """
{%- for nhom in th.vuong_mac %}
- {{ nhom.ten }} ({{ nhom.don_vi | length }}):
{% for y in nhom.y_kien %}
  + {{ y.noi_dung }} ({{ y.don_vi | liet_ke }}).
{% endfor %}
{% endfor %}
"""


def write_report(sandbox: Sandbox, unit: str, text: str = "") -> None:
    sandbox.write(f"data/units/{unit}/2025-11.yaml", f"don_vi: {unit}\nky: 2025-11\n{text}")


def difficulty_items(concern: str, *texts_said: str) -> str:
    items = "".join(f"    - {{nhom: {concern}, noi_dung: '{text}'}}\n" for text in texts_said)
    return f"vuong_mac:\n  cd:\n{items}"


def test_those_who_reported_and_those_who_did_not_are_named(sandbox: Sandbox) -> None:
    body = "{{ th.bao_cao.da_bao_cao | liet_ke }} / {{ th.bao_cao.chua_bao_cao | liet_ke }}"
    assert printed_lines(sandbox, body, "tong-hop") == ["xã Một / xã Hai và phường Ba"]


@pytest.mark.parametrize(
    ("grouping", "text"), [("tinh_cu", "Bắc cũ 1/2;Nam cũ 0/1;"), ("loai", "xã 1/2;phường 0/1;")]
)
def test_reporting_can_be_parted_by_any_grouping(sandbox: Sandbox, grouping: str, text: str) -> None:
    loop = f"{{% for p in th.bao_cao_theo('{grouping}') %}}"
    body = f"{loop}{{{{ p.nhan }}}} {{{{ p.da_bao_cao | length }}}}/{{{{ p.so_don_vi }}}};{{% endfor %}}"
    assert printed_lines(sandbox, body, "tong-hop") == [text]


def test_every_group_that_was_asked_for_is_listed_with_its_figures(sandbox: Sandbox) -> None:
    body = "{% for n in th.nhom_chi_tieu %}{{ n.ten }}: {{ n.so_lieu | length }}{% endfor %}"
    assert printed_lines(sandbox, body, "tong-hop") == ["Hồ sơ: 6"]


def test_a_total_says_for_how_many_units_it_speaks(sandbox: Sandbox) -> None:
    figure = "th.ct.hs.tiep_nhan"
    body = f"{{{{ {figure} }}}} ({{{{ {figure}.so_co_so_lieu }}}}/{{{{ {figure}.so_don_vi }}}})"
    assert printed_lines(sandbox, body, "tong-hop") == ["3.781 (1/3)"]


def test_tasks_are_counted_by_state(sandbox: Sandbox) -> None:
    body = "{% for ten, so_luot in th.nhiem_vu.tien_do %}{{ ten }} {{ so_luot }};{% endfor %}"
    assert printed_lines(sandbox, body, "tong-hop") == [
        "Chưa thực hiện 0;Đang thực hiện 1;Hoàn thành 0;Không áp dụng 0;"
    ]


def test_what_units_said_in_the_same_words_is_said_once(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-mot", difficulty_items("kinh_phi", "Thiếu vốn."))
    write_report(sandbox, "xa-hai", difficulty_items("kinh_phi", "Thiếu vốn", "Chậm vốn"))
    write_report(sandbox, "phuong-ba", difficulty_items("nhan_luc", "Thiếu vốn"))
    assert printed_lines(sandbox, DIFFICULTIES, "tong-hop") == [
        "- Kinh phí (2):",
        "+ Thiếu vốn (xã Một và xã Hai).",
        "+ Chậm vốn (xã Hai).",
        "- Nhân lực (1):",
        "+ Thiếu vốn (phường Ba).",
    ]


def test_the_concern_of_most_units_comes_first(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-mot", difficulty_items("kinh_phi", "A"))
    write_report(sandbox, "xa-hai", difficulty_items("nhan_luc", "B"))
    write_report(sandbox, "phuong-ba", difficulty_items("nhan_luc", "C"))
    lines = printed_lines(sandbox, DIFFICULTIES, "tong-hop")
    assert [line for line in lines if line.startswith("-")] == ["- Nhân lực (2):", "- Kinh phí (1):"]


def test_a_remark_speaks_of_the_units_own_figures_and_documents(sandbox: Sandbox) -> None:
    documents = "van_ban:\n  qd: {loai: Quyết định, so: 09/QĐ-UBND}\nchi_tieu: {hs.tiep_nhan: 5}\n"
    write_report(
        sandbox, "xa-mot", documents + difficulty_items("kinh_phi", "Theo [@qd], chỉ nhận [=hs.tiep_nhan]")
    )
    write_report(sandbox, "xa-hai", difficulty_items("kinh_phi", "Chỉ nhận [=hs.tiep_nhan]"))
    assert printed_lines(sandbox, DIFFICULTIES, "tong-hop")[1:] == [
        "+ Chỉ nhận [chưa có số liệu] (xã Hai).",
        "+ Theo Quyết định số 09/QĐ-UBND, chỉ nhận 05 (xã Một).",
    ]


def test_words_about_different_figures_are_not_the_same_words(sandbox: Sandbox) -> None:
    for unit, number in (("xa-mot", 5), ("xa-hai", 6)):
        figures = f"chi_tieu: {{hs.tiep_nhan: {number}}}\n"
        write_report(sandbox, unit, figures + difficulty_items("kinh_phi", "Chỉ nhận [=hs.tiep_nhan]"))
    assert len(printed_lines(sandbox, DIFFICULTIES, "tong-hop")) == 3


def test_where_nobody_said_anything_there_is_nothing_to_list(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, "{{ th.vuong_mac | length }}{{ th.kien_nghi | length }}", "tong-hop") == [
        "00"
    ]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("tong_hop_chi_tieu()", "Tổng hợp chỉ tiêu"),
        ("nhiem_vu()", "Nhiệm vụ"),
        ("chua_bao_cao()", "Chưa báo cáo"),
        ("tinh_hinh_bao_cao()", "Tình hình báo cáo"),
        ("don_vi_chi_tieu('hs')", "Hồ sơ"),
    ],
)
def test_tables_of_all_reporters_go_by_name(sandbox: Sandbox, call: str, name: str) -> None:
    assert printed_lines(sandbox, f"{{{{ bang.{call} }}}}", "tong-hop") == [f"[{name}]"]


def test_a_group_too_wide_for_a_page_gives_several_tables(sandbox: Sandbox) -> None:
    wide = "".join(f"    x{n}: {{ten: X, loai: so_dem}}\n" for n in range(20))
    sandbox.write("data/directives/chi-tieu.yaml", f"hs:\n  ten: Hồ sơ\n  chi_tieu:\n{wide}")
    assert printed_lines(sandbox, "{{ bang.don_vi_chi_tieu('hs') }}", "tong-hop") == [
        "[Hồ sơ 1]",
        "[Hồ sơ 2]",
    ]


def test_a_group_that_does_not_exist_is_an_error_of_the_template(sandbox: Sandbox) -> None:
    composing = failed_composing(sandbox, "a\n{{ bang.don_vi_chi_tieu('hss') }}", "tong-hop")
    assert composing.place is not None
    assert (composing.place.file, composing.place.line) == ("templates/tong-hop.md.j2", 7)
    assert "hss" in composing.message


def test_a_table_of_all_stands_in_the_document(sandbox: Sandbox) -> None:
    printed_lines(sandbox, "{{ bang.tinh_hinh_bao_cao() }}", "tong-hop")
    (table,) = block_tables(first_document(sandbox, "tong-hop").blocks)
    assert row_texts(table)[0] == ["Tổng số", "3", "1", "2", "33,3"]
