"""Tables that people send become reports: what is clear comes in, everything else is told at its cell."""

from collections.abc import Callable

import pytest

from baocao.features.exchange.tables.records import Outcome
from baocao.features.exchange.tables.table_files import UnusableError
from spoiling import zip_parts
from support import Sandbox
from tabling import (
    PLAIN,
    Rows,
    Sent,
    figures,
    problem_lines,
    said,
    sent_book,
    sent_document,
    sheet_of,
    told,
)

HEAD = ("STT", "Đơn vị", "Tiếp nhận", "Hồ sơ trực tuyến")
Send = Callable[[Sandbox, Rows], Sent]


def one_unit(value: object, heading: str = "Tiếp nhận") -> Rows:
    """A table in which one unit says one thing."""
    return (("Đơn vị", heading), ("Xã Hai", value), ("Phường Ba", None))


@pytest.mark.parametrize("send", [sent_book, sent_document])
def test_a_confirmed_table_comes_into_the_reports(sandbox: Sandbox, send: Send) -> None:
    sent = send(sandbox, PLAIN).confirm()
    judged = sent.store()
    assert figures(judged) == {
        "xa-hai": {"hs.tiep_nhan": "120", "hs.truc_tuyen": "40"},
        "phuong-ba": {"hs.tiep_nhan": "900", "hs.truc_tuyen": "700"},
    }
    assert told(judged) == []
    assert "  hs.tiep_nhan: 120 " in sent.report("xa-hai")
    assert set(sandbox.codes()) == {"BC215"}  # what is still to be filled in


def test_what_a_report_says_already_is_no_change(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN).confirm()
    before = sent.report("xa-mot")
    judged = sent.store()
    assert [each.unit.id for each in judged.units_that(Outcome.UNCHANGED)] == ["xa-mot"]
    assert sent.report("xa-mot") == before


def test_twice_gives_no_change(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN).confirm()
    sent.store()
    again = sent.judge()
    assert again.proposals == ()
    assert {each.outcome for each in again.units} == {Outcome.UNCHANGED}


def test_a_figure_that_is_another_one_takes_the_place_of_the_old_and_is_shown(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "3.780  # theo hệ thống")
    sent = sent_book(sandbox, PLAIN).confirm()
    judged = sent.store()
    (figure,) = judged.units_that(Outcome.IMPORTED)[0].figures
    assert (str(figure.before.value if figure.before else ""), str(figure.after.value)) == ("3780", "3781")
    assert figure.where == "Sheet1!C2"
    assert "  hs.tiep_nhan: 3781   # theo hệ thống\n" in sent.report("xa-mot")


def test_nothing_comes_in_before_a_person_has_confirmed_the_mapping(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN)
    sent.draft()
    judged = sent.judge()
    assert [each.code for each in judged.problems] == ["BC760"]
    assert judged.proposals == ()


def test_a_unit_without_report_gets_the_file_that_new_would_make(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN).confirm()
    judged = sent.store()
    assert [each.unit.id for each in judged.units if each.is_new] == ["xa-hai", "phuong-ba"]
    report = sent.report("xa-hai")
    assert report.startswith("# cd: số liệu đến")
    assert "vuong_mac:" in report


def test_from_which_file_the_figures_come_is_recorded(sandbox: Sandbox) -> None:
    report = sent_book(sandbox, PLAIN).confirm()
    report.store()
    assert "nhap_tu:" in report.report("xa-hai")
    assert "bang.xlsx" in report.report("xa-hai")


# What tools of clerks read wrongly.


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1.234", "1234"), ("1 234", "1234"), (1234, "1234"), (1234.0, "1234"), ("0", "0")],
)
def test_counts_are_read_as_people_write_them(sandbox: Sandbox, value: object, expected: str) -> None:
    judged = sent_book(sandbox, one_unit(value)).confirm().judge()
    assert figures(judged) == {"xa-hai": {"hs.tiep_nhan": expected}}


@pytest.mark.parametrize(
    ("value", "expected"), [("3,5", "3.5"), ("86,6%", "86.6"), (86.6, "86.6"), ("86.6", "86.6")]
)
def test_rates_are_read_as_people_write_them(sandbox: Sandbox, value: object, expected: str) -> None:
    judged = sent_document(sandbox, one_unit(value, "Tỷ lệ số hóa (%)")).confirm().judge()
    assert figures(judged) == {"xa-hai": {"hs.phan_tram": expected}}


def test_one_thousand_two_hundred_in_a_word_file_is_not_one_point_two(sandbox: Sandbox) -> None:
    judged = sent_document(sandbox, one_unit("1.234")).confirm().judge()
    assert figures(judged) == {"xa-hai": {"hs.tiep_nhan": "1234"}}


def test_a_percentage_cell_is_what_it_shows(sandbox: Sandbox) -> None:
    book = sheet_of(one_unit(0.866, "Tỷ lệ số hóa (%)"))
    book.worksheets[0]["B2"].number_format = "0.0%"
    assert figures(sent_book(sandbox, book).confirm().judge()) == {"xa-hai": {"hs.phan_tram": "86.6"}}


@pytest.mark.parametrize("value", ["không", "Ko", "chưa có", "n/a", "-", "…", "1.234¹", "12 bộ"])
def test_a_word_in_place_of_a_number_is_asked_and_never_zero(sandbox: Sandbox, value: str) -> None:
    judged = sent_book(sandbox, one_unit(value)).confirm().judge()
    assert judged.proposals == ()
    assert [each.partition(" ")[0] for each in told(judged)] == ["Sheet1!B2"]


def test_a_count_read_as_a_fraction_is_asked_with_the_number_that_may_be_meant(sandbox: Sandbox) -> None:
    judged = sent_book(sandbox, one_unit(3.781)).confirm().judge()
    assert judged.proposals == ()
    assert told(judged) == ["Sheet1!B2 BC768"]
    assert "3781" in said(judged)


def test_an_empty_cell_is_not_zero(sandbox: Sandbox) -> None:
    rows = (HEAD, (1, "Xã Hai", None, 40), (2, "Phường Ba", "", 50))
    judged = sent_book(sandbox, rows).confirm().judge()
    assert figures(judged) == {"xa-hai": {"hs.truc_tuyen": "40"}, "phuong-ba": {"hs.truc_tuyen": "50"}}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("khong_phat_sinh", {"xa-hai": {"hs.tiep_nhan": "None"}}), ("bo_qua", {})],
)
def test_what_a_dash_means_may_be_said_in_the_mapping(
    sandbox: Sandbox, answer: str, expected: object
) -> None:
    sent = sent_book(sandbox, one_unit("-")).confirm().add(f"dau_gach: {answer}")
    assert figures(sent.judge()) == expected


@pytest.mark.parametrize("answer", ["khong_phat_sinh", "bo_qua"])
def test_dots_are_no_figures_once_somebody_has_said_what_signs_mean(sandbox: Sandbox, answer: str) -> None:
    sent = sent_book(sandbox, one_unit("…")).confirm()
    assert told(sent.judge()) == ["Sheet1!B2 BC229"]
    judged = sent.add(f"dau_gach: {answer}").judge()
    assert (told(judged), judged.proposals) == ([], ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VNPT; Viettel", "('VNPT', 'Viettel')"),
        ("VNPT,\nViettel", "('VNPT', 'Viettel')"),
        ("Sở A và Sở B;", "('Sở A và Sở B',)"),
        ("VNPT và Viettel", None),
    ],
)
def test_items_of_a_list_are_parted_by_signs_and_not_by_words(
    sandbox: Sandbox, text: str, expected: str | None
) -> None:
    listed = "    nha_mang: {ten: Nhà mạng, loai: danh_sach}\n"
    path = "data/directives/chi-tieu.yaml"
    sandbox.write(path, (sandbox.root / path).read_text(encoding="utf-8") + listed)
    judged = sent_book(sandbox, one_unit(text, "Nhà mạng")).confirm().judge()
    assert figures(judged) == ({"xa-hai": {"hs.nha_mang": expected}} if expected else {})
    assert told(judged) == ([] if expected else ["Sheet1!B2 BC768"])


def test_what_is_left_out_may_be_in_the_sum_or_not(sandbox: Sandbox) -> None:
    for total in (1020, 1025):
        rows = (
            HEAD,
            (1, "Xã Hai", 120, 40),
            (2, "Phường Ba", 900, 700),
            (3, "Cơ quan tỉnh", 5, 0),
            (None, "Tổng cộng", total, 740),
        )
        assert told(sent_book(sandbox, rows).confirm(**{"Cơ quan tỉnh": "bo_qua"}).judge()) == []


def test_formulas_without_result_and_errors_of_excel_are_no_empty_cells(sandbox: Sandbox) -> None:
    book = sheet_of((HEAD, (1, "Xã Hai", "=1+1", 4), (2, "Phường Ba", "#REF!", 4)))
    book.worksheets[0]["C3"].data_type = "e"
    judged = sent_book(sandbox, book).confirm().judge()
    assert told(judged) == ["Sheet1!C2 BC768", "Sheet1!C3 BC768"]
    assert judged.proposals == ()


def test_a_day_where_a_number_is_wanted_is_told(sandbox: Sandbox) -> None:
    book = sheet_of(one_unit(45789))
    book.worksheets[0]["B2"].number_format = "d-mmm"
    judged = sent_book(sandbox, book).confirm().judge()
    assert told(judged) == ["Sheet1!B2 BC768"]


# Units.


def test_a_unit_in_two_lines_is_told_at_both_and_not_imported(sandbox: Sandbox) -> None:
    rows = (HEAD, (1, "Xã Hai", 1, 1), (2, "Xã Hai", 2, 2), (3, "Phường Ba", 900, 700))
    judged = sent_book(sandbox, rows).confirm().judge()
    assert told(judged) == ["Sheet1!B2 BC767", "Sheet1!B3 BC767"]
    assert list(figures(judged)) == ["phuong-ba"]


def test_a_unit_that_nobody_knows_is_told_and_the_others_come_in(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, (*PLAIN[:3], (3, "Xã Hay", 1, 1))).confirm(**{"Xã Hay": "bo_qua"})  # type: ignore[index]
    sent.mapping.write_text(sent.text.replace("  Xã Hay: bo_qua\n", "").replace("\ndon_vi:\n", "\n"))
    judged = sent.judge()
    assert told(judged) == ["Sheet1!B4 BC766"]
    assert "xa-hai (Xã Hai)" in said(judged)
    assert list(figures(judged)) == ["xa-hai"]


def test_a_unit_that_is_left_out_is_named(sandbox: Sandbox) -> None:
    judged = sent_book(sandbox, PLAIN).confirm().add("don_vi:", "  Xã Hai: bo_qua").judge()
    assert judged.skipped == ("Xã Hai",)
    assert list(figures(judged)) == ["phuong-ba"]


def test_a_unit_that_is_not_asked_is_told(sandbox: Sandbox) -> None:
    rows = (*PLAIN[:2], (2, "Sở A", 1, 1))  # type: ignore[index]
    judged = sent_book(sandbox, rows).confirm().judge()
    assert told(judged) == ["Sheet1!B3 BC766"]
    assert "không phải báo cáo" in said(judged)


def test_units_of_which_the_table_has_nothing_are_named(sandbox: Sandbox) -> None:
    judged = sent_book(sandbox, PLAIN[:3]).confirm().judge()  # type: ignore[index]
    assert judged.missing == ("Phường Ba",)


def test_names_that_are_written_otherwise_are_units_because_the_mapping_says_so(sandbox: Sandbox) -> None:
    rows = (HEAD, (1, "X. Hai", 120, 40), (2, "phuong ba", 900, 700))
    sent = sent_book(sandbox, rows).confirm()
    assert set(figures(sent.judge())) == {"xa-hai", "phuong-ba"}
    sent.mapping.write_text(sent.text.partition("\ndon_vi:")[0])
    assert told(sent.judge()) == ["Sheet1!B2 BC766", "Sheet1!B3 BC766"]


# Lines that are no units.


@pytest.mark.parametrize(
    "name", ["Tổng cộng", "TỔNG SỐ", "Cộng", "Toàn tỉnh", "tỉnh T", "Tổng", "Tong cong"]
)
def test_a_sum_is_no_unit_and_is_compared(sandbox: Sandbox, name: str) -> None:
    right = (*PLAIN[:4], (None, name, 4801, 4016))  # type: ignore[index]
    assert told(sent_book(sandbox, right).confirm().judge()) == []
    wrong = (*PLAIN[:4], (None, name, 4800, 4016))  # type: ignore[index]
    judged = sent_book(sandbox, wrong).confirm().judge()
    assert told(judged) == ["Sheet1!C5 BC769"]
    assert "ghi 4.800, còn các dòng cộng lại được 4.801 (chênh -1)" in said(judged)
    assert set(figures(judged)) == {"xa-hai", "phuong-ba"}


def test_groups_have_their_own_sums(sandbox: Sandbox) -> None:
    rows = (
        HEAD,
        (None, "Toàn tỉnh", 4801, 4016),
        ("I", "Khu vực Bắc", 3901, 3316),
        (1, "Xã Một", 3781, 3276),
        (2, "Xã Hai", 120, 40),
        ("II", "Khu vực Nam", 901, None),
        (3, "Phường Ba", 900, 700),
    )
    judged = sent_book(sandbox, rows).confirm().judge()
    assert told(judged) == ["Sheet1!C6 BC769"]
    assert set(figures(judged)) == {"xa-hai", "phuong-ba"}


def test_the_sum_of_a_group_is_not_that_of_the_table(sandbox: Sandbox) -> None:
    rows = (
        HEAD,
        ("I", "Khu vực Bắc", None, None),
        (1, "Xã Một", 3781, 3276),
        ("II", "Khu vực Nam", None, None),
        (3, "Phường Ba", 900, 700),
        (None, "Tổng cộng", 900, 3976),
    )
    assert told(sent_book(sandbox, rows).confirm().judge()) == ["Sheet1!C6 BC769"]


def test_numbers_of_columns_repeated_headings_and_what_stands_below_are_no_units(sandbox: Sandbox) -> None:
    rows = (
        HEAD,
        ("A", "B", 1, 2),
        (1, "Xã Hai", 120, 40),
        HEAD,
        (2, "Phường Ba", 900, 700),
        ("Ghi chú: số liệu đến ngày 14/11/2025.", None, None, None),
        (None, "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG", None),
        (None, "Nguyễn Văn A", None, "Trần Thị B"),
    )
    judged = sent_book(sandbox, rows).confirm().judge()
    assert told(judged) == []
    assert set(figures(judged)) == {"xa-hai", "phuong-ba"}


# The shape of tables.


def test_two_lines_of_headings_with_joined_cells(sandbox: Sandbox) -> None:
    rows = (
        ("BẢNG TỔNG HỢP", None, None, None),
        ("STT", "Đơn vị", "Hồ sơ", None),
        (None, None, "Tiếp nhận", "Trực tuyến"),
        (1, "Xã Hai", 120, 40),
    )
    sent = sent_book(sandbox, rows, ["A1:D1", "A2:A3", "B2:B3", "C2:D2"])
    lines = sent.draft_lines()
    assert lines["Hồ sơ / Tiếp nhận"] == "hs.tiep_nhan"
    assert lines["Hồ sơ / Trực tuyến"] == "hs.truc_tuyen"
    assert figures(sent.answer().judge()) == {"xa-hai": {"hs.tiep_nhan": "120", "hs.truc_tuyen": "40"}}


@pytest.mark.parametrize("send", [sent_book, sent_document])
def test_units_may_stand_side_by_side(sandbox: Sandbox, send: Send) -> None:
    rows = (
        ("Chỉ tiêu", "Đơn vị tính", "Xã Hai", "Phường Ba", "Tổng cộng"),
        ("Tiếp nhận", "hồ sơ", 120, 900, 1020),
        ("Hồ sơ trực tuyến", "hồ sơ", 40, 700, 741),
    )
    judged = send(sandbox, rows).confirm().judge()
    assert figures(judged) == {
        "xa-hai": {"hs.tiep_nhan": "120", "hs.truc_tuyen": "40"},
        "phuong-ba": {"hs.tiep_nhan": "900", "hs.truc_tuyen": "700"},
    }
    where = "Sheet1!E3" if send is sent_book else "bảng 1, dòng 3, cột 5"
    assert told(judged) == [f"{where} BC769"]


def test_a_place_in_a_word_file_is_said_in_words(sandbox: Sandbox) -> None:
    letter = (("Kính gửi", "Sở A"),)
    judged = sent_document(sandbox, letter, (HEAD, (1, "Xã Hai", "không", 4))).confirm().judge()
    assert told(judged) == ["bảng 2, dòng 2, cột 3 BC208"]


def test_a_value_over_the_cells_of_several_units_is_of_none(sandbox: Sandbox) -> None:
    rows = (HEAD, (1, "Xã Hai", 1020, 40), (2, "Phường Ba", None, 700))
    judged = sent_book(sandbox, rows, ["C2:C3"]).confirm().judge()
    assert told(judged) == ["Sheet1!C2 BC768"]
    assert list(figures(judged)) == ["phuong-ba"]


def test_a_unit_with_several_columns_is_asked_which_of_them_counts(sandbox: Sandbox) -> None:
    rows = (
        ("Chỉ tiêu", "Xã Hai", None, "Phường Ba", None),
        (None, "KH", "TH", "KH", "TH"),
        ("Tiếp nhận", 5, 6, 7, 8),
    )
    for joined in ((), ("A1:A2", "B1:C1", "D1:E1")):
        judged = sent_book(sandbox, rows, joined).confirm().judge()
        assert judged.proposals == ()
        assert {finding.unit for finding in judged.findings} == {"xa-hai", "phuong-ba"}


def test_a_sum_without_name_is_known_by_its_numbers(sandbox: Sandbox) -> None:
    rows = (HEAD, (1, "Xã Hai", 120, 40), (2, "Phường Ba", 900, 700), (None, None, 1020, 740))
    assert told(sent_book(sandbox, rows).confirm().judge()) == []
    judged = sent_book(sandbox, (*rows[:3], (None, None, 1020, 741))).confirm().judge()
    assert told(judged) == ["Sheet1!B4 BC768"]
    assert list(figures(judged)) == ["xa-hai"]


def test_the_body_that_made_the_table_is_no_unit_in_it(sandbox: Sandbox) -> None:
    rows = (
        ("UBND Xã Một", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 12/BC-UBND", None, "Độc lập - Tự do - Hạnh phúc"),
        (None, None, None),
        ("Đơn vị", "Tiếp nhận", "Hồ sơ trực tuyến"),
        ("Xã Hai", 5, 4),
    )
    judged = sent_book(sandbox, rows).confirm().judge()
    assert figures(judged) == {"xa-hai": {"hs.tiep_nhan": "5", "hs.truc_tuyen": "4"}}
    assert told(judged) == []


def test_a_name_that_a_formula_has_not_made_yet_is_told(sandbox: Sandbox) -> None:
    judged = sent_book(sandbox, (HEAD, (1, "=X1", 5, 4), (2, "Xã Hai", 5, 4))).confirm().judge()
    assert told(judged) == ["Sheet1!B2 BC766"]


def test_years_below_a_heading_are_part_of_it(sandbox: Sandbox) -> None:
    rows = (("Đơn vị", "Tiếp nhận", None), (None, 2024, 2025), ("Xã Hai", 5, 6))
    lines = sent_book(sandbox, rows, ["A1:A2", "B1:C1"]).draft_lines()
    assert (lines["Tiếp nhận / 2024"], lines["Tiếp nhận / 2025"]) == ('"?"', '"?"')


@pytest.mark.parametrize("send", [sent_book, sent_document])
def test_rates_that_may_be_parts_of_one_are_asked(sandbox: Sandbox, send: Send) -> None:
    rows = (("Đơn vị", "Tỷ lệ số hóa"), ("Xã Hai", "0,95"), ("Phường Ba", "1"))
    sent = send(sandbox, rows)
    assert sent.draft_lines()["Tỷ lệ số hóa"] == '"?"'
    sent.answer(**{"Tỷ lệ số hóa": "{chi_tieu: hs.phan_tram, nhan: 100}"})
    assert figures(sent.judge()) == {
        "xa-hai": {"hs.phan_tram": "95"},
        "phuong-ba": {"hs.phan_tram": "100"},
    }


def test_more_decimals_than_anybody_types_are_rounded_and_counted(sandbox: Sandbox) -> None:
    judged = sent_book(sandbox, one_unit(86.66666666667, "Tỷ lệ số hóa")).confirm().judge()
    assert figures(judged) == {"xa-hai": {"hs.phan_tram": "86.67"}}
    assert judged.rounded == 1


def test_hidden_lines_with_figures_are_asked(sandbox: Sandbox) -> None:
    book = sheet_of(PLAIN)
    book.worksheets[0].row_dimensions[3].hidden = True
    sent = sent_book(sandbox, book).confirm()
    judged = sent.judge()
    assert told(judged) == ["Sheet1!B3 BC768"]
    assert "hàng 3" in said(judged)
    assert list(figures(judged)) == ["phuong-ba"]
    assert set(figures(sent.add("hang_an: doc").judge())) == {"xa-hai", "phuong-ba"}


def test_hidden_lines_may_be_left_out(sandbox: Sandbox) -> None:
    book = sheet_of(PLAIN)
    book.worksheets[0].row_dimensions[3].hidden = True
    judged = sent_book(sandbox, book).confirm().add("hang_an: bo_qua").judge()
    assert told(judged) == []
    assert list(figures(judged)) == ["phuong-ba"]
    assert judged.skipped == ("Xã Hai (hàng 3 đang ẩn)",)


def test_a_hidden_column_of_figures_is_asked(sandbox: Sandbox) -> None:
    book = sheet_of(PLAIN)
    book.worksheets[0].column_dimensions["D"].hidden = True
    judged = sent_book(sandbox, book).confirm().judge()
    assert {each.rpartition(" ")[2] for each in told(judged)} == {"BC768"}
    assert judged.proposals == ()


def test_of_several_tables_one_is_chosen(sandbox: Sandbox) -> None:
    sent = sent_document(sandbox, PLAIN, (HEAD, (1, "Xã Hai", 5, 4)))
    sent.draft("2")
    assert "trang: bảng 2" in sent.text
    assert figures(sent.answer().judge()) == {"xa-hai": {"hs.tiep_nhan": "5", "hs.truc_tuyen": "4"}}
    assert problem_lines(sent.judge("3"))[0].startswith("BC765")


def test_codes_of_units_beside_their_names_are_no_names(sandbox: Sandbox) -> None:
    registry = "data/units/don-vi.yaml"
    for code, long in (("1", "26734"), ("2", "26737"), ("3", "26740")):
        sandbox.replace(registry, f'ma: "{code}"', f'ma: "{long}"')
    rows = [("Mã ĐVHC", *HEAD[1:]), ("26737", "Xã Hai", 5, 4), ("26740", "Phường Ba", 7, 6)]
    lines = sent_book(sandbox, rows).draft_lines()
    assert (lines["Mã ĐVHC"], "Đơn vị" in lines) == ("bo_qua", False)


# Units of measure.


def test_a_table_in_millions_is_read_as_the_catalogue_counts(sandbox: Sandbox) -> None:
    sent = sent_document(sandbox, one_unit("1.234,5", "Kinh phí (triệu đồng)")).confirm()
    assert "{chi_tieu: hs.kinh_phi, don_vi_tinh: triệu đồng}" in sent.text
    assert figures(sent.judge()) == {"xa-hai": {"hs.kinh_phi": "1234500000"}}
    sent.store()
    assert "  hs.kinh_phi: 1.234,5 triệu đồng " in sent.report("xa-hai")


def test_numbers_may_be_multiplied(sandbox: Sandbox) -> None:
    answer = "{chi_tieu: hs.tiep_nhan, nhan: 1000}"
    for value in (1.5, "1,5"):
        sent = sent_book(sandbox, one_unit(value)).confirm(**{"Tiếp nhận": answer})
        assert figures(sent.judge()) == {"xa-hai": {"hs.tiep_nhan": "1500"}}


def test_what_can_be_two_numbers_is_not_multiplied(sandbox: Sandbox) -> None:
    answer = "{chi_tieu: hs.tiep_nhan, nhan: 1000}"
    judged = sent_book(sandbox, one_unit("1.234")).confirm(**{"Tiếp nhận": answer}).judge()
    assert told(judged) == ["Sheet1!B2 BC768"]


# The checks speak at cells.


def test_a_rule_that_a_cell_breaks_is_told_at_the_cell(sandbox: Sandbox) -> None:
    judged = sent_book(sandbox, one_unit(99_999_999)).confirm().judge()
    assert told(judged) == ["Sheet1!B2 BC401"]
    assert judged.proposals == ()


def test_what_was_wrong_before_does_not_keep_a_table_out(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.276", "abc")
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "5")
    rows = (("Đơn vị", "Tiếp nhận"), ("Xã Một", 6), ("Xã Hai", 7))
    judged = sent_book(sandbox, rows).confirm().judge()
    assert set(figures(judged)) == {"xa-mot", "xa-hai"}


def test_a_report_that_cannot_be_read_is_left_alone(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: [xa-hai\n")
    judged = sent_book(sandbox, PLAIN).confirm().judge()
    assert [each.unit.id for each in judged.units_that(Outcome.FAULTY)] == ["xa-hai"]
    assert list(figures(judged)) == ["phuong-ba"]


def test_figures_of_several_days_are_not_replaced_by_one(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "{2025-11-01: 1, 2025-11-10: 2}")
    judged = sent_book(sandbox, PLAIN).confirm().judge()
    assert told(judged) == ["Sheet1!C2 BC768"]


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def open_document(rows: Rows) -> bytes:
    """Return an ODS with these rows, as LibreOffice writes it."""

    def cell(value: object) -> str:
        is_number = isinstance(value, int)
        kinds = ('office:value-type="string"', f'office:value-type="float" office:value="{value}"')
        told = kinds[is_number]
        return f"<table:table-cell {told}><text:p>{value}</text:p></table:table-cell>"

    lines = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Bảng">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    parts = [
        ("mimetype", kind),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.encode()),
    ]
    return zip_parts(parts, method=0)


def test_a_table_of_libreoffice_is_read_and_what_it_does_not_tell_is_said(sandbox: Sandbox) -> None:
    sent = sent_book(sandbox, PLAIN)
    rows = (("Đơn vị", "Tiếp nhận"), ("Xã Hai", 5), ("Phường Ba", "1.234"))
    sent.table.write_bytes(open_document(rows))
    judged = sent.confirm().judge()
    assert figures(judged) == {"xa-hai": {"hs.tiep_nhan": "5"}, "phuong-ba": {"hs.tiep_nhan": "1234"}}
    assert "ô nào gộp" in judged.remark


# What must not be in Git.


@pytest.mark.parametrize("send", [sent_book, sent_document])
def test_a_table_with_a_mark_of_secrecy_gives_no_mapping_and_no_figures(
    sandbox: Sandbox, send: Send
) -> None:
    sent = send(sandbox, PLAIN).confirm()
    mapping = sent.text
    secret = send(sandbox, (*PLAIN, (None, "MẬT", None, None)))
    with pytest.raises(UnusableError, match="117/2025/QH15"):
        secret.judge()
    assert secret.text == mapping
    with pytest.raises(UnusableError, match="117/2025/QH15"):
        secret.draft()
    assert not secret.mapping.exists()
