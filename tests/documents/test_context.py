"""The names of a template: sections of the outline, the unit's own words, its documents and tables."""

import pytest

from baocao.model.document import Footnote, Paragraph, Text
from composing import (
    FRONT,
    block_lines,
    block_tables,
    compose_first,
    failed_composing,
    first_document,
    printed_lines,
    row_texts,
)
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
DIRECTIVE = "data/directives/cd.yaml"
CITED = "Nghị quyết số 1/NQ-CP ngày 02/01/2025 của Chính phủ về một việc"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ don_vi.ten }} thuộc {{ don_vi.tinh }}", "xã Một thuộc tỉnh T"),
        ("{{ don_vi.ten_day_du }} ({{ don_vi.ten_ngan }})", "Ủy ban nhân dân xã Một (UBND xã Một)"),
        ("{{ don_vi.ma }} {{ don_vi.loai }} {{ don_vi.ten_loai }}", "xa-mot xa xã"),
        ("Kỳ {{ ky.nhan }} ({{ ky.ma }})", "Kỳ tháng 11 năm 2025 (2025-11)"),
        ("Từ {{ ky.tu | ngay }} đến {{ ky.den | ngay }}", "Từ 15/10/2025 đến 14/11/2025"),
        ("{{ chi_dao }}", "Chỉ đạo thử"),
        ("{{ noi_gui | liet_ke }}", "Sở A"),
        ("{{ ct.hs.tiep_nhan | so_dv }}", "3.781 hồ sơ"),
        ("{{ ct.hs.ty_le | phan_tram }}", "86,64%"),
        ("{{ ky.den }}: {{ ct.hs.tiep_nhan.gia_tri }}, {{ ky.den > ky.tu }}", "14/11/2025: 3.781, có"),
        (
            "{{ 5 / 2 }} {{ 7 / 3 }} {{ 3781 / 1 }} {{ 1 / ct.hs.tiep_nhan.gia_tri }}",
            "2,5 2,333333 3.781 0,000264",
        ),
        (
            "đến {{ 'ngày ' ~ ky.den }}: {{ [ky.den, true, none] | join('; ') }}",
            "đến ngày 14/11/2025: 14/11/2025; có; [chưa có số liệu]",
        ),
        (
            "{{ [ky.tu, ky.den] }}; {{ [ky.tu, ky.den] | liet_ke }}",
            "15/10/2025, 14/11/2025; 15/10/2025 và 14/11/2025",
        ),
        ("{{ range(1050) | length }} đơn vị, năm {{ ky.nam }}", "1.050 đơn vị, năm 2025"),
        ("{{ noi_dung('I.1') }}", f"Theo {CITED}, xã đã nhận 3.781 hồ sơ."),
        ("{{ dan_chieu('nq-1') }}; {{ dan_chieu('nq-1') }}", f"{CITED}; Nghị quyết số 1/NQ-CP"),
        (
            "{{ noi_dung('I.1') }} {{ dan_chieu('nq-1') }}",
            f"Theo {CITED}, xã đã nhận 3.781 hồ sơ. Nghị quyết số 1/NQ-CP",
        ),
    ],
)
def test_names_are_filled_in_from_the_workspace(sandbox: Sandbox, body: str, text: str) -> None:
    assert printed_lines(sandbox, body) == [text]


CARRIED_OUT = "{% for ma in thuc_hien %}; {{ dan_chieu(ma) }}{% endfor %}"
OPENING = f"Thực hiện {{{{ dan_chieu('nq-1') }}}}{CARRIED_OUT}, xã báo cáo."
LETTER = "van_ban:\n  cv-146: {loai: Công văn, so: 146-CV/ĐU, ngay: 2025-11-10, co_quan: Đảng ủy xã Một}\n"
ITS = "Công văn số 146-CV/ĐU ngày 10/11/2025 của Đảng ủy xã Một"


@pytest.mark.parametrize(
    ("issue", "text"),
    [
        ("", f"Thực hiện {CITED}, xã báo cáo."),
        ("phat_hanh: {cd: {thuc_hien: cv-146}}\n", f"Thực hiện {CITED}; {ITS}, xã báo cáo."),
        ("phat_hanh: {cd/bao-cao: {thuc_hien: [cv-146]}}\n", f"Thực hiện {CITED}; {ITS}, xã báo cáo."),
        (
            "phat_hanh: {cd: {thuc_hien: [cv-146, nq-1]}}\n",
            f"Thực hiện {CITED}; {ITS}; Nghị quyết số 1/NQ-CP, xã báo cáo.",
        ),
        ("phat_hanh: {cd: {thuc_hien: [khong-co]}}\n", f"Thực hiện {CITED}, xã báo cáo."),
    ],
)
def test_a_report_cites_what_it_carries_out_beside_the_directive(
    sandbox: Sandbox, issue: str, text: str
) -> None:
    sandbox.replace(FILE, "chi_tieu:", f"{LETTER}{issue}chi_tieu:")
    assert printed_lines(sandbox, OPENING) == [text]


def test_the_directive_may_move_the_days_that_count(sandbox: Sandbox) -> None:
    sandbox.replace(
        DIRECTIVE, "tan_suat: [thang]", "tan_suat: [thang]\nlich: {2025-11: {chot: 2025-11-18}}"
    )
    assert printed_lines(sandbox, "{{ ky.den | ngay }}") == ["18/11/2025"]


def test_what_is_still_to_come_is_marked_on_the_page(sandbox: Sandbox) -> None:
    sandbox.write("templates/bao-cao.md.j2", f"{FRONT}Có {{{{ chua_co('số liệu') }}}} tổ.\n")
    (paragraph,) = first_document(sandbox).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text("Có "), Text("[số liệu]", missing=True), Text(" tổ."))


def test_a_footnote_cites_several_documents(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "nhiem_vu:", "van_ban:\n  qd-09: {loai: Quyết định, so: 09/QĐ-UBND}\nnhiem_vu:")
    sandbox.write("templates/bao-cao.md.j2", f"{FRONT}A{{{{ chu_thich('nq-1', 'qd-09') }}}}.\n")
    (paragraph,) = first_document(sandbox).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content[1] == Footnote(
        ((Text(f"- {CITED};"),), (Text("- Quyết định số 09/QĐ-UBND."),))
    )


# Sections.


def test_a_section_has_heading_narrative_and_body(sandbox: Sandbox) -> None:
    body = "{{ muc('I') }}{% call muc('I.1') %}\n- Thêm.\n{% endcall %}"
    assert printed_lines(sandbox, body) == [
        "I. Kết quả",
        "1. Hồ sơ",
        f"Theo {CITED}, xã đã nhận 3.781 hồ sơ.",
        "- Thêm.",
    ]


def test_a_required_section_without_words_shows_a_gap(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, '    "I.1": Theo [@nq-1], xã đã nhận [=hs.tiep_nhan] hồ sơ.\n', "    {}\n")
    assert printed_lines(sandbox, "{{ muc('I.1') }}") == ["1. Hồ sơ", "[chưa có nội dung]"]
    (_, paragraph) = first_document(sandbox).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text("[chưa có nội dung]", missing=True),)


def test_an_optional_section_without_words_is_only_its_heading(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, "{{ muc('I') }}") == ["I. Kết quả"]


def test_a_section_that_does_not_apply_leaves_neither_heading_nor_body(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, "{% call muc('I.2') %}\nThân.\n{% endcall %}\nCuối.") == ["Cuối."]


def test_a_section_that_does_not_apply_leaves_no_gap_in_the_numbers(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, "nhom_nhiem_vu:", "  - {so: I.3, ten: Phần chung}\nnhom_nhiem_vu:")
    sandbox.write(
        "data/units/phuong-ba/2025-11.yaml", "don_vi: phuong-ba\nky: 2025-11\nchi_tieu: {hs.kinh_phi: 5}\n"
    )
    profile = (sandbox.root / "data/units/xa-mot/ho-so.yaml").read_text(encoding="utf-8")
    sandbox.write("data/units/phuong-ba/ho-so.yaml", profile)
    body = "{{ muc('I') }}{{ muc('I.1') }}{{ muc('I.2') }}{{ muc('I.3') }}"
    sandbox.write("templates/bao-cao.md.j2", f"{FRONT}{body}\n")
    commune, ward = (
        [line for line in block_lines(first_document(sandbox, unit=name).blocks) if line[:1] in "I1234"]
        for name in ("xa-mot", "phuong-ba")
    )
    assert commune == ["I. Kết quả", "1. Hồ sơ", "2. Phần chung"]
    assert ward == ["I. Kết quả", "1. Hồ sơ", "2. Phần của phường", "3. Phần chung"]


def test_points_of_the_outline_are_lettered(sandbox: Sandbox) -> None:
    items = (
        "  - {so: I.1.a, ten: Điểm một}\n  - {so: I.1.b, ten: Điểm hai}\n  - {so: I.1.đ, ten: Điểm ba}\n"
    )
    sandbox.replace(DIRECTIVE, "nhom_nhiem_vu:", f"{items}nhom_nhiem_vu:")
    body = "{{ muc('I.1.a') }}{{ muc('I.1.b') }}{{ muc('I.1.đ') }}"
    assert printed_lines(sandbox, body) == ["a) Điểm một", "b) Điểm hai", "c) Điểm ba"]


def test_an_item_that_the_outline_does_not_have_is_an_error_of_the_template(sandbox: Sandbox) -> None:
    composing = failed_composing(sandbox, "a\n{{ muc('I.9') }}")
    assert composing.place is not None
    assert (composing.place.file, composing.place.line) == ("templates/bao-cao.md.j2", 7)
    assert "I.9" in composing.message


def test_a_document_that_nobody_registered_is_an_error_of_the_template(sandbox: Sandbox) -> None:
    composing = failed_composing(sandbox, "a\n\n{{ dan_chieu('nq-2') }}")
    assert composing.place is not None
    assert (composing.place.file, composing.place.line) == ("templates/bao-cao.md.j2", 8)
    assert "nq-2" in composing.message


# What the unit said.

REMARKS = """
{%- if vuong_mac is none %}chưa ghi{% endif -%}
{% if vuong_mac == [] %}không có{% endif %}
{% for y in vuong_mac or [] %}{{ y.noi_dung }};{% endfor %}
"""


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("", "chưa ghi"),
        ("vuong_mac:\n  cd: []\n", "không có"),
        (
            "vuong_mac:\n  cd: [{nhom: kinh_phi, noi_dung: Thiếu vốn}, {nhom: nhan_luc, noi_dung: Đủ}]\n",
            "Thiếu vốn;Đủ;",
        ),
        ("vuong_mac:\n  cd: [{nhom: kinh_phi, noi_dung: 'Theo [=hs.tiep_nhan]'}]\n", "Theo 3.781;"),
    ],
)
def test_no_difficulties_and_none_written_are_two_things(sandbox: Sandbox, section: str, text: str) -> None:
    sandbox.replace(FILE, "nhiem_vu:", f"{section}nhiem_vu:")
    assert printed_lines(sandbox, REMARKS) == [text]


def test_recommendations_are_not_difficulties(sandbox: Sandbox) -> None:
    remark = "kien_nghi:\n  cd: [{nhom: kinh_phi, noi_dung: Bố trí vốn}]\n"
    sandbox.replace(FILE, "nhiem_vu:", f"{remark}nhiem_vu:")
    assert printed_lines(sandbox, "{{ vuong_mac is none }} {{ kien_nghi[0].noi_dung }}") == [
        "có Bố trí vốn"
    ]


def test_the_unit_may_choose_other_addressees(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "nhiem_vu:", "phat_hanh:\n  cd: {kinh_gui: [Sở A, Sở B]}\nnhiem_vu:")
    assert printed_lines(sandbox, "{{ noi_gui | liet_ke }}") == ["Sở A và Sở B"]


# Tables and appendices.


def test_a_table_stands_where_the_template_asks_for_it(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, "Trước\n{{ bang.so_lieu() }}\nSau") == ["Trước", "[Số liệu]", "Sau"]


def test_the_same_table_can_stand_twice(sandbox: Sandbox) -> None:
    body = "{{ bang.so_lieu() }}{{ bang.nhiem_vu_don_vi() }}{{ bang.so_lieu() }}"
    assert printed_lines(sandbox, body) == ["[Số liệu]", "[Nhiệm vụ]", "[Số liệu]"]


def test_the_task_table_expands_the_marks_of_the_unit(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "ket_qua: Đang làm", "ket_qua: 'Theo [@nq-1], nhận [=hs.tiep_nhan]'")
    printed_lines(sandbox, "{{ bang.nhiem_vu_don_vi() }}")
    (table,) = block_tables(first_document(sandbox).blocks)
    assert row_texts(table)[1][5] == "Theo Nghị quyết số 1/NQ-CP ngày 02/01/2025, nhận 3.781"


def task_titles(sandbox: Sandbox, call: str = "bang.nhiem_vu_don_vi()") -> list[str]:
    printed_lines(sandbox, f"{{{{ {call} }}}}")
    (table,) = block_tables(first_document(sandbox).blocks)
    return [column.title for column in table.columns]


def test_a_usual_task_table_has_no_column_that_no_task_fills(sandbox: Sandbox) -> None:
    assert task_titles(sandbox) == ["TT", "Nhiệm vụ", "Thời hạn", "Tiến độ", "Tình trạng", "Kết quả"]
    sandbox.replace(FILE, "ket_qua: Đang làm", "ket_qua: Đang làm, kien_nghi: Cấp kinh phí")
    assert task_titles(sandbox)[-1] == "Kiến nghị"


def test_a_task_table_has_the_columns_that_its_template_names(sandbox: Sandbox) -> None:
    assert task_titles(sandbox, 'bang.nhiem_vu_don_vi(cot=["tt", "vuong_mac"])')[1] == "Khó khăn, vướng mắc"


def test_a_unit_that_says_when_its_data_stop_is_judged_by_that_day(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, "thoi_han: Tháng 12/2025", "thoi_han: 18/11/2025")
    sandbox.replace(FILE, "ky: 2025-11\n", "ky: 2025-11\nchot_den: 2025-11-19\n")
    printed_lines(sandbox, "{{ bang.nhiem_vu_don_vi() }}")
    (table,) = block_tables(first_document(sandbox).blocks)
    assert row_texts(table)[1][4] == "Quá hạn"


def test_an_appendix_leaves_the_body(sandbox: Sandbox) -> None:
    appendix = "{% call phu_luc('x', 'Số liệu', ngang=true) %}\nTrong.\n{% endcall %}"
    assert printed_lines(sandbox, f"Tại {{{{ xem_phu_luc('x') }}}}.\n{appendix}\nSau.") == [
        "Tại Phụ lục.",
        "Sau.",
    ]
    (result,) = first_document(sandbox).appendices
    assert (result.title, result.landscape, block_lines(result.blocks)) == ("Số liệu", True, ["Trong."])


def test_only_consolidated_reports_know_the_figures_of_all(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, "{{ th.ct.hs.tiep_nhan }}", "tong-hop") == ["3.781"]
    assert failed_composing(sandbox, "{{ bang.tong_hop_chi_tieu() }}").code == "BC602"


def test_a_consolidated_report_has_no_figures_of_its_issuer(sandbox: Sandbox) -> None:
    assert printed_lines(sandbox, "{{ ct.hs.tiep_nhan }}", "tong-hop") == ["[chưa có số liệu]"]


def test_a_unit_without_remarks_can_still_be_composed(sandbox: Sandbox) -> None:
    made, problems = compose_first(sandbox)
    assert made is not None
    assert problems == []
