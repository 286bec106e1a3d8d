"""Consolidated reports: who reported, what all add up to, and what several units said alike."""

import re
from decimal import Decimal
from typing import NamedTuple

import docx
import pytest

from baocao.pipeline.making import Outcome
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


# What a figure says that it is.

FIGURE_LINE = "{{ th.ct.hs.phan_tram | so_dv }}"


def write_rates(sandbox: Sandbox, rates: dict[str, str]) -> None:
    for unit, rate in rates.items():
        write_report(sandbox, unit, f"chi_tieu: {{hs.phan_tram: {rate}}}\n")


def redefine(sandbox: Sandbox, name: str, definition: str) -> None:
    """Add an indicator to the catalogue, under which all units report."""
    with (sandbox.root / "data/directives/chi-tieu.yaml").open("a", encoding="utf-8") as file:
        file.write(f"    {name}: {definition}\n")


def test_a_mean_says_that_it_is_one_wherever_it_is_printed(sandbox: Sandbox) -> None:
    write_rates(sandbox, {"xa-mot": "80", "phuong-ba": "90"})
    said = "85% (bình quân các đơn vị)"
    for body in (FIGURE_LINE, "{{ th.ct.hs.phan_tram }}", "{{ th.ct.hs.phan_tram | phan_tram }}"):
        assert printed_lines(sandbox, body, "tong-hop") == [said]


def test_a_mean_of_units_of_one_kind_names_them(sandbox: Sandbox) -> None:
    write_rates(sandbox, {"xa-mot": "80", "xa-hai": "90"})
    loop = "{% for p in th.ct.hs.phan_tram.theo('loai') %}{{ p.nhan }}: {{ p.so_lieu | so }};{% endfor %}"
    lines = printed_lines(sandbox, loop, "tong-hop")
    assert lines == ["xã: 85% (bình quân các xã);phường: [chưa có số liệu];"]


def test_a_sentence_that_says_it_itself_prints_the_bare_figure(sandbox: Sandbox) -> None:
    write_rates(sandbox, {"xa-mot": "80", "phuong-ba": "90"})
    body = "{% set f = th.ct.hs.phan_tram %}{{ f.ten }} ({{ f.cach }}): {{ f.tran | so_dv }}"
    assert printed_lines(sandbox, body, "tong-hop") == ["Tỷ lệ số hóa (bình quân các đơn vị): 85%"]


@pytest.mark.parametrize(
    ("definition", "values", "text"),
    [
        ("{ten: X, loai: so_dem}", "3 4", "07"),
        ("{ten: X, loai: so_dem, tong_hop: lon_nhat, don_vi_tinh: mạng}", "3 4", "04 mạng (cao nhất)"),
        ("{ten: X, loai: so_dem, tong_hop: nho_nhat, don_vi_tinh: mạng}", "3 4", "03 mạng (thấp nhất)"),
        ("{ten: X, loai: ngay}", "2025-11-01 2025-11-03", "03/11/2025 (mới nhất)"),
        ("{ten: X, loai: ngay, tong_hop: nho_nhat}", "2025-11-01 2025-11-03", "01/11/2025 (sớm nhất)"),
        ("{ten: X, loai: danh_sach}", "[VNPT] [Viettel]", "Viettel và VNPT (gộp)"),
        ("{ten: X, loai: van_ban}", "a.vn b.vn", "không tổng hợp"),
        ("{ten: X, loai: so_thap_phan, don_vi_tinh: '%', tong_hop: khong}", "80 90", "không tổng hợp"),
        (
            "{ten: X, loai: so_dem, tong_hop: moi_nhat}",
            "3 4",
            "không tổng hợp (2 đơn vị cùng ngày 14/11/2025 ghi khác nhau)",
        ),
        (
            "{ten: X, loai: lua_chon, lua_chon: {a: Tốt, b: Kém}}",
            "a b",
            "Tốt: 1 đơn vị và Kém: 1 đơn vị (số đơn vị theo từng lựa chọn)",
        ),
        ("{ten: X, loai: co_khong}", "co khong", "01/03 đơn vị (chiếm 33,3%)"),
    ],
)
def test_every_way_of_rolling_up_says_what_it_is(
    sandbox: Sandbox, definition: str, values: str, text: str
) -> None:
    redefine(sandbox, "x", definition)
    for unit, value in zip(("xa-mot", "xa-hai"), values.split(), strict=True):
        write_report(sandbox, unit, f"chi_tieu: {{hs.x: {value}}}\n")
    assert printed_lines(sandbox, "{{ th.ct.hs.x | so_dv }}", "tong-hop") == [text]


def test_a_mean_is_weighed_by_what_it_names(sandbox: Sandbox) -> None:
    weighed = (
        "{ten: X, loai: so_thap_phan, don_vi_tinh: '%', tong_hop: {ham: binh_quan, trong_so: hs.tiep_nhan}}"
    )
    redefine(sandbox, "x", weighed)
    write_report(sandbox, "xa-mot", "chi_tieu: {hs.x: 80, hs.tiep_nhan: 3}\n")
    write_report(sandbox, "xa-hai", "chi_tieu: {hs.x: 90, hs.tiep_nhan: 1}\n")
    line = "82,5% (bình quân theo tiếp nhận)"
    assert printed_lines(sandbox, "{{ th.ct.hs.x | so_dv }}", "tong-hop") == [line]


def test_what_stands_for_one_unit_alone_is_its_own(sandbox: Sandbox) -> None:
    write_rates(sandbox, {"phuong-ba": "90"})
    loop = "{% for p in th.ct.hs.phan_tram.theo('tinh_cu') %}{{ p.so_lieu | so }};{% endfor %}"
    assert printed_lines(sandbox, loop, "tong-hop") == ["[chưa có số liệu];90%;"]


# Ties.

TIE = "{{ h.don_vi | liet_ke }}: {{ h.so_lieu | so }};"
BEST = f"{{% for h in th.ct.hs.tiep_nhan.dung_dau(1) %}}{TIE}{{% endfor %}}"
LAST = BEST.replace("dung_dau", "dung_cuoi")


@pytest.mark.parametrize(
    ("numbers", "best", "last"),
    [
        ((20, 20, 5), "xã Một và xã Hai: 20;", "phường Ba: 05;"),
        ((20, 5, 5), "xã Một: 20;", "xã Hai và phường Ba: 05;"),
        ((5, 5, 5), "xã Một, xã Hai và phường Ba: 05;", ""),
        ((9, 7, 5), "xã Một: 09;", "phường Ba: 05;"),
    ],
)
def test_no_unit_that_is_level_is_cut_from_the_best_or_the_last(
    sandbox: Sandbox, numbers: tuple[int, ...], best: str, last: str
) -> None:
    for unit, number in zip(("xa-mot", "xa-hai", "phuong-ba"), numbers, strict=True):
        write_report(sandbox, unit, f"chi_tieu: {{hs.tiep_nhan: {number}}}\n")
    assert printed_lines(sandbox, f"{BEST}|{LAST}", "tong-hop") == [f"{best}|{last}"]


# Figures that are left out, lest totals contradict each other.

RELATED = "  quy_tac:\n    r: {ten: R, dieu_kien: hs.tiep_nhan >= hs.truc_tuyen}\n"


def test_what_is_left_out_of_a_total_is_said_with_how_much_it_is(sandbox: Sandbox) -> None:
    redefine(sandbox, "x", "{ten: X, loai: so_dem}\n" + RELATED.rstrip())
    write_report(sandbox, "xa-mot", "chi_tieu: {hs.tiep_nhan: 50, hs.truc_tuyen: 40}\n")
    write_report(sandbox, "xa-hai", "chi_tieu: {hs.truc_tuyen: 7}\n")
    body = (
        "{% set f = th.ct.hs.truc_tuyen %}{{ f }}; {{ f.so_co_so_lieu }}/{{ f.so_don_vi }}; "
        "{{ f.don_vi_chua_cong | liet_ke }}: {{ f.so_chua_cong | so_dv }}; {{ th.chua_cong | liet_ke }}"
    )
    assert printed_lines(sandbox, body, "tong-hop") == ["40; 1/3; xã Hai: 07 hồ sơ; xã Hai"]


def test_totals_that_contradict_each_other_say_because_of_whom(sandbox: Sandbox) -> None:
    redefine(sandbox, "x", "{ten: X, loai: so_dem}\n" + RELATED.rstrip())
    write_report(sandbox, "xa-mot", "chi_tieu: {hs.tiep_nhan: 5, hs.truc_tuyen: 5}\n")
    write_report(sandbox, "xa-hai", "chi_tieu: {hs.tiep_nhan: 1, hs.truc_tuyen: 7}\n")
    body = "{% for q in th.khong_khop %}{{ q.ten }}: {{ q.don_vi | liet_ke }}{% endfor %}"
    assert printed_lines(sandbox, body, "tong-hop") == ["R: xã Hai"]


# The consolidated report of the example province.


class Printed(NamedTuple):
    """The lines about indicators in the prose, and the rows of the appendix, as they were printed."""

    lines: dict[str, str]
    rows: dict[str, list[str]]

    def number(self, name: str) -> int:
        """Return the total of an indicator, by its name in the catalogue."""
        return int(self.rows[name][4].replace(".", ""))


@pytest.fixture(scope="module")
def province(synthetic: Outcome) -> Printed:
    (path,) = synthetic.folder.glob("*tong-hop*.docx")
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    items = (text.removeprefix("- ").partition(": ") for text in texts if text.startswith("- "))
    lines = {name: rest for name, _, rest in items}
    (table,) = [table for table in document.tables if "Cách tính" in [c.text for c in table.rows[0].cells]]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    return Printed(lines, {row[1]: row for row in rows})


def test_a_rule_that_holds_for_every_unit_holds_for_the_printed_totals(province: Printed) -> None:
    number = province.number
    received = number("Hồ sơ tiếp nhận trực tuyến"), number("Hồ sơ tiếp nhận trực tiếp và qua bưu chính")
    resolved = number("Hồ sơ giải quyết trước hạn, đúng hạn"), number("Hồ sơ giải quyết quá hạn")
    open_cases, withdrawn = number("Hồ sơ đang giải quyết"), number("Hồ sơ cá nhân, tổ chức rút")
    assert sum(received) == number("Hồ sơ tiếp nhận")
    assert sum(resolved) == number("Hồ sơ đã giải quyết")
    assert sum(received) == sum(resolved) + open_cases + withdrawn


def test_the_printed_shares_of_two_parts_come_to_a_hundred(province: Printed) -> None:
    shares = ("Tỷ lệ hồ sơ tiếp nhận trực tuyến", "Tỷ lệ hồ sơ tiếp nhận trực tiếp và qua bưu chính")
    assert sum(Decimal(province.rows[name][4].replace(",", ".")) for name in shares) == 100


def test_prose_and_appendix_have_one_number_of_units_for_one_figure(province: Printed) -> None:
    held = {
        name: found[1]
        for name, line in province.lines.items()
        if name in province.rows and (found := re.match(r"(\d+/\d+) đơn vị (?:có|đã|đạt)", line))
    }
    assert len(held) >= 6
    assert {name: province.rows[name][4] for name in held} == held


def test_the_appendix_calls_nothing_a_sum_that_is_none(province: Printed) -> None:
    assert province.rows["Chỉ tiêu"][3:5] == ["Cách tính", "Tổng hợp chung"]
    ways = {name: row[3] for name, row in province.rows.items()}
    assert ways["Hồ sơ số hóa khi tiếp nhận"] == "bình quân theo hồ sơ tiếp nhận"
    assert ways["Thủ tục cung cấp toàn trình"] == "cao nhất"
    assert ways["Thống kê từ ngày"] == "sớm nhất"
    for name in ("Địa chỉ Trang Thông tin điện tử", "Băng rộng di động"):
        assert province.rows[name][4] == "không tổng hợp"
