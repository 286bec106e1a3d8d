"""What a unit wrote for one indicator, as clerks write it: the catalogue decides what it means."""

from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.indicator import Indicator
from baocao.model.submission import Entry, Rank, Ratio, State
from baocao.source.log import Log
from baocao.source.nodes import Scalar
from baocao.source.spelling import clear_number, read_number
from baocao.source.values import read_entries, read_entry
from reading import FILE, entry_of, exact_number, few, indicator_of, many, mapping_of, problem_codes

COUNT: Final = indicator_of("loai: so_dem, don_vi_tinh: hồ sơ, khoang: [0, 9.999.999]")
FREE_COUNT: Final = indicator_of("loai: so_dem")
PERCENT: Final = indicator_of('loai: so_thap_phan, don_vi_tinh: "%", khoang: [0, 100]')
PRECISE: Final = indicator_of("loai: so_thap_phan, so_le: 3, khoang: [0, 9.999]")
MONEY: Final = indicator_of("loai: tien, don_vi_tinh: đồng")
MILLIONS: Final = indicator_of("loai: tien, don_vi_tinh: triệu đồng, so_le: 1")
RATIO: Final = indicator_of("loai: ty_so, don_vi_tinh: hồ sơ")
YES_NO: Final = indicator_of("loai: co_khong")
DAY: Final = indicator_of("loai: ngay")
CHOICE: Final = indicator_of("loai: lua_chon, lua_chon: {hieu_qua: Hiệu quả, chua_co: Chưa có}")
TEXT: Final = indicator_of("loai: van_ban")
LIST: Final = indicator_of("loai: danh_sach")

CATALOGUE: Final = {
    "hs.tiep_nhan": COUNT._replace(id="hs.tiep_nhan"),
    "hs.ty_le": indicator_of("loai: ty_so, tu_so: hs.a, mau_so: hs.b")._replace(id="hs.ty_le"),
    "hs.tong": indicator_of("loai: so_dem, cong_thuc: hs.a + hs.b")._replace(id="hs.tong"),
}


def value_of(entry: Entry) -> object:
    assert entry.state is State.GIVEN
    return entry.value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("5", 5),
        ("05", 5),
        ("505", 505),
        ("3.781", 3781),
        ("3.000", 3000),
        ("3781", 3781),
        ("3 781", 3781),
        ("3\u00a0781", 3781),
        ("9.999.999", 9_999_999),
        ("3.781,0", 3781),
        ('"3.781"', 3781),
        ("3.781 hồ sơ", 3781),
        ("3.781 HỒ SƠ", 3781),
        ("'010'", 10),
    ],
)
def test_a_count_is_read_with_points_between_thousands(text: str, number: int) -> None:
    entry, problems = entry_of(COUNT, text)
    assert value_of(entry) == number
    assert problems == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("86,6", "86.6"), ("86,6%", "86.6"), ("'86,6 %'", "86.6"), ("100%", "100"), ("0,05", "0.05")],
)
def test_a_percentage_is_read_with_a_comma_and_with_or_without_its_sign(text: str, number: str) -> None:
    entry, problems = entry_of(PERCENT, text)
    assert value_of(entry) == Decimal(number)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "number", "meaning"),
    [("86.6", "86.6", "86,6"), ("86.60", "86.60", "86,6"), ("0.5", "0.5", "0,5")],
)
def test_english_decimals_are_taken_with_a_warning(text: str, number: str, meaning: str) -> None:
    entry, (found,) = entry_of(PERCENT, text)
    assert value_of(entry) == Decimal(number)
    assert found.code == "BC222"
    assert found.advice == f"Ghi theo cách viết tiếng Việt: {meaning}."


def test_english_thousands_are_taken_with_a_warning() -> None:
    entry, (found,) = entry_of(COUNT, "3,781")
    assert value_of(entry) == 3781
    assert found.message == "'3,781' dùng dấu theo kiểu tiếng Anh; được hiểu là 3.781."


@pytest.mark.parametrize(
    ("text", "qualifier", "number"),
    [
        ("trên 90%", "trên", 90),
        ("Trên 90 %", "trên", 90),
        ("dưới 5%", "dưới", 5),
        ("khoảng 80", "khoảng", 80),
        ("ít nhất 80%", "ít nhất", 80),
        ("không quá 10", "không quá", 10),
        ("gần 50%", "gần", 50),
        ('"> 90%"', "trên", 90),
        ("<5%", "dưới", 5),
        ("~ 5", "khoảng", 5),
        ("≥ 80%", "ít nhất", 80),
        ("≤ 10%", "không quá", 10),
    ],
)
def test_the_word_before_a_number_is_kept(text: str, qualifier: str, number: int) -> None:
    entry, problems = entry_of(PERCENT, text)
    assert (value_of(entry), entry.qualifier) == (number, qualifier)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("479.000.000", 479_000_000),
        ("479.000.000 đồng", 479_000_000),
        ("479.000.000đ", 479_000_000),
        ("479.000.000 VNĐ", 479_000_000),
        ("479 triệu", 479_000_000),
        ("479 triệu đồng", 479_000_000),
        ("479,5 triệu đồng", 479_500_000),
        ("1,2 tỷ đồng", 1_200_000_000),
        ("1,2 tỉ đồng", 1_200_000_000),
        ("500 nghìn đồng", 500_000),
        ("0 đồng", 0),
    ],
)
def test_money_is_scaled_by_the_words_behind_it(text: str, number: int) -> None:
    entry, problems = entry_of(MONEY, text)
    assert value_of(entry) == number
    assert problems == []


def test_about_so_much_money_keeps_its_word() -> None:
    entry, problems = entry_of(MONEY, "khoảng 479.000.000 đồng")
    assert (value_of(entry), entry.qualifier, problems) == (479_000_000, "khoảng", [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5.687,4", "5687.4"),
        ("5.687,4 triệu đồng", "5687.4"),
        ("479.000.000 đồng", "479"),
        ("1,5 tỷ", "1500"),
        ("500 nghìn đồng", "0.5"),
    ],
)
def test_money_counted_in_millions_is_scaled_to_millions(text: str, number: str) -> None:
    entry, problems = entry_of(MILLIONS, text)
    assert value_of(entry) == Decimal(number)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("3.118", "3.118", "3,118"), ("3.110", "3.110", "3,11"), ("1.500", "1.500", "1,5")],
)
def test_a_number_with_two_meanings_is_asked_about(text: str, first: str, second: str) -> None:
    entry, (found,) = entry_of(PRECISE, text)
    assert entry.state is State.UNREADABLE
    assert found.code == "BC209"
    assert found.message == f"'{text}' có thể hiểu là {first} hoặc {second}. Ý bạn là số nào?"


@pytest.mark.parametrize("text", ["3118", "3,1", "3,11", "3.118,0"])
def test_the_same_number_with_one_meaning_is_taken(text: str) -> None:
    entry, problems = entry_of(PRECISE, text)
    assert entry.state is State.GIVEN
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no", "BC208"),
        ("chưa có", "BC208"),
        ("1.000.000.0", "BC208"),
        ("8 6", "BC208"),
        ("1_000", "BC213"),
        ("16:30", "BC217"),
        ("[86,6]", "BC211"),
        ("[3.781]", "BC211"),
        ("{gia_tri: 86,6}", "BC225"),
        ("{gia_tri: [86,6]}", "BC211"),
        ("{gia_tri: {chua_co: x}}", "BC203"),
        ("{gia_tri: }", "BC204"),
        ("{}", "BC204"),
    ],
)
def test_what_a_loader_would_change_or_drop_is_refused_by_name(text: str, code: str) -> None:
    entry, problems = entry_of(COUNT, text)
    assert entry.state is State.UNREADABLE
    assert problem_codes(problems) == [code]


def test_a_value_split_by_brackets_is_shown_whole_again() -> None:
    _, (found,) = entry_of(PERCENT, "[86,6]")
    assert found.advice == "Bỏ ngoặc vuông: nhom.chi_so: 86,6."


@pytest.mark.parametrize(("text", "plain"), [("010", "10"), ("000", "0"), ("1_000", "1000")])
def test_a_refused_spelling_is_answered_with_the_plain_one(text: str, plain: str) -> None:
    _, (found,) = entry_of(FREE_COUNT, text)
    assert found.advice.endswith(f" {plain}.")


def test_a_precise_number_where_two_decimals_are_kept_is_refused() -> None:
    entry, (found,) = entry_of(PERCENT, "86,666")
    assert entry.state is State.UNREADABLE
    assert found.message == "'86,666' có 3 chữ số thập phân; 'nhom.chi_so' chỉ lấy tối đa 2."


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        ("khong_phat_sinh", State.NOTHING, ""),
        ("không phát sinh", State.NOTHING, ""),
        ("Không phát sinh", State.NOTHING, ""),
        ("khong_ap_dung", State.NOT_APPLICABLE, ""),
        ("{khong_ap_dung: Xã không có cảng}", State.NOT_APPLICABLE, "Xã không có cảng"),
        ("{chua_co: VNPT chưa cung cấp}", State.MISSING, "VNPT chưa cung cấp"),
    ],
)
@pytest.mark.parametrize("indicator", [COUNT, PERCENT, MONEY, RATIO, YES_NO, DAY, CHOICE, TEXT, LIST])
def test_each_way_of_having_no_number_is_its_own_state(
    indicator: Indicator, text: str, state: State, reason: str
) -> None:
    entry, problems = entry_of(indicator, text)
    assert (entry.state, entry.reason, entry.value, problems) == (state, reason, None, [])


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_a_missing_value_is_not_zero(text: str) -> None:
    log = Log(FILE)
    entry = read_entries(mapping_of(f"hs.tiep_nhan: {text}\n"), CATALOGUE, log)["hs.tiep_nhan"]
    assert (entry.state, entry.value) == (State.MISSING, None)
    assert problem_codes(log.problems) == ["BC215"]


def test_zero_is_a_value() -> None:
    entry, _ = entry_of(COUNT, "0")
    assert (entry.state, entry.value) == (State.GIVEN, 0)


@pytest.mark.parametrize(
    "text",
    ["3.681/3.781", "3681/3781", "3.681 / 3.781", "{tu_so: 3.681, mau_so: 3.781}", "{gia_tri: 3681/3781}"],
)
def test_a_ratio_keeps_its_parts(text: str) -> None:
    entry, problems = entry_of(RATIO, text)
    assert value_of(entry) == Ratio(exact_number(3681), exact_number(3781))
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        *("5/0", "0/0", "3.681/", "/5", "12", "86,6%", "a/b", "-1/2", "1_0/20", "16:30", "no"),
        *("{tu_so: 1, mau_so: 0}", "{tu_so: 1}", "{}"),
    ],
)
def test_what_is_no_ratio_is_refused(text: str) -> None:
    entry, problems = entry_of(RATIO, text)
    assert entry.state is State.UNREADABLE
    assert problem_codes(problems) == ["BC218"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("1003/1000", "100,3"), ("5/4", "125"), ("99999999999999/99999999999991", "100,00000000001")],
)
def test_a_ratio_out_of_bounds_has_as_many_decimals_as_show_it(text: str, told: str) -> None:
    subject = indicator_of("loai: ty_so, so_le: 0, khoang: [0, 100]")
    (entry,) = entry_of(subject, text)[1]
    assert (entry.code, f" {told} " in entry.message) == ("BC401", True), entry.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("co", True),
        ("có", True),
        ("Có", True),
        ("CO", True),
        ("khong", False),
        ("không", False),
        ("Ko", False),
        ("ko", False),
    ],
)
def test_yes_and_no_are_co_and_khong(text: str, value: object) -> None:
    entry, problems = entry_of(YES_NO, text)
    assert value_of(entry) is value
    assert problems == []


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "true", "Y", "1", "x"])
def test_english_yes_and_no_are_refused(text: str) -> None:
    entry, problems = entry_of(YES_NO, text)
    assert entry.state is State.UNREADABLE
    assert problem_codes(problems) == ["BC212"]


@pytest.mark.parametrize("text", ["2025-11-18", "18/11/2025", "18-11-2025", "'2025-11-18'"])
def test_a_day_is_read_in_both_orders(text: str) -> None:
    assert value_of(entry_of(DAY, text)[0]) == date(2025, 11, 18)


@pytest.mark.parametrize("text", ["2025-11-31", "29/02/2025", "2025-13-01", "11/2025", "0000-01-01", "mai"])
def test_a_day_that_does_not_exist_is_unreadable(text: str) -> None:
    entry, problems = entry_of(DAY, text)
    assert entry.state is State.UNREADABLE
    assert problem_codes(problems) == ["BC207"]


def test_a_choice_is_one_of_the_catalogue() -> None:
    assert value_of(entry_of(CHOICE, "hieu_qua")[0]) == "hieu_qua"
    entry, (found,) = entry_of(CHOICE, "hieuqua")
    assert entry.state is State.UNREADABLE
    assert "Ý bạn là 'hieu_qua'?" in found.message


@pytest.mark.parametrize(
    ("text", "value"), [("no", "no"), ("010", "010"), ("2025-11-31", "2025-11-31"), ("' a '", "a")]
)
def test_a_text_keeps_its_letters(text: str, value: str) -> None:
    assert value_of(entry_of(TEXT, text)[0]) == value


@pytest.mark.parametrize(
    ("text", "items"),
    [("[VNPT, Viettel]", ("VNPT", "Viettel")), ("VNPT", ("VNPT",)), ("[86,6]", ("86", "6"))],
)
def test_a_list_has_items_and_one_text_is_a_list_of_one(text: str, items: tuple[str, ...]) -> None:
    assert value_of(entry_of(LIST, text)[0]) == items


@pytest.mark.parametrize(("indicator", "text"), [(YES_NO, "[co]"), (TEXT, "[a, b]"), (RATIO, "[1, 2]")])
def test_a_list_where_one_value_is_wanted_is_refused(indicator: Indicator, text: str) -> None:
    entry, problems = entry_of(indicator, text)
    assert entry.state is State.UNREADABLE
    assert problem_codes(problems) == ["BC203"]


def test_a_published_rank_stands_beside_the_value() -> None:
    entry, problems = entry_of(COUNT, "{gia_tri: 4.365, xep_hang: 11/96}")
    assert (value_of(entry), entry.rank, problems) == (4365, Rank(11, 96), [])


@pytest.mark.parametrize("text", ["97/96", "0/96", "7", "7/", "/96", "bảy/96", "-1/96", "7/96/1"])
def test_what_is_no_rank_is_refused_and_the_value_kept(text: str) -> None:
    entry, problems = entry_of(COUNT, f'{{gia_tri: 5, xep_hang: "{text}"}}')
    assert (value_of(entry), entry.rank) == (5, None)
    assert problem_codes(problems) == ["BC219"]


def test_the_last_of_several_days_is_the_value() -> None:
    entry, problems = entry_of(
        COUNT,
        """
        2025-11-18: {gia_tri: 4.365, xep_hang: 11/96}
        03/11/2025: 3.118
        """,
    )
    assert (value_of(entry), entry.rank, problems) == (4365, Rank(11, 96), [])
    assert [reading.day for reading in entry.readings] == [date(2025, 11, 3), date(2025, 11, 18)]
    assert [reading.entry.value for reading in entry.readings] == [3118, 4365]


def test_the_value_of_several_days_stands_where_the_last_one_is_written() -> None:
    entry, _ = entry_of(COUNT, "2025-11-18: 4.365\n2025-11-03: 3.118\n")
    assert entry.at == (FILE, 1, 13)


def test_a_day_that_does_not_exist_among_several_is_reported() -> None:
    entry, problems = entry_of(COUNT, "{2025-11-03: 3.118, 2025-11-31: 4.365}")
    assert [reading.entry.value for reading in entry.readings] == [3118]
    assert problem_codes(problems) == ["BC207"]


def test_an_unknown_key_beside_a_value_is_reported() -> None:
    entry, (found,) = entry_of(COUNT, "{gia_tri: 5, xep_hangg: 7/96}")
    assert value_of(entry) == 5
    assert (found.code, found.place) == ("BC205", (FILE, 1, 14))


def test_figures_that_nobody_asks_for_are_reported_at_their_key() -> None:
    log = Log(FILE)
    entries = read_entries(mapping_of("hs.tiep_nhan: 5\nhs.tiep_nhn: 3\n"), CATALOGUE, log)
    assert list(entries) == ["hs.tiep_nhan"]
    (problem,) = log.problems
    assert (problem.code, problem.place) == ("BC302", (FILE, 2, 1))
    assert problem.message.endswith("Ý bạn là 'hs.tiep_nhan'?")


@pytest.mark.parametrize(("name", "formula"), [("hs.ty_le", "hs.a / hs.b"), ("hs.tong", "hs.a + hs.b")])
def test_a_derived_figure_is_not_entered(name: str, formula: str) -> None:
    log = Log(FILE)
    assert read_entries(mapping_of(f"{name}: 5\n"), CATALOGUE, log) == {}
    assert problem_codes(log.problems) == ["BC310"]
    assert formula in log.problems[0].advice


def test_no_figures_at_all_are_no_problem() -> None:
    log = Log(FILE)
    assert read_entries(None, CATALOGUE, log) == {}
    assert log.problems == []


@pytest.mark.parametrize("indicator", [RATIO, YES_NO, DAY, CHOICE, TEXT, LIST])
@few
@given(text=st.text() | st.text("0123456789/., co khng-"), style=st.sampled_from(["", "'", "|", "!"]))
def test_any_text_gives_an_entry_and_a_problem_if_it_cannot_be_read(
    indicator: Indicator, text: str, style: str
) -> None:
    log = Log(FILE)
    entry = read_entry(Scalar(text, style, 1, 1), indicator, log)
    assert (entry.value is not None) == (entry.state is State.GIVEN)
    assert entry.state is not State.UNREADABLE or log.problems or style == "!"
    assert all(problem.message and problem.advice for problem in log.problems)


@pytest.mark.parametrize("indicator", [COUNT, FREE_COUNT, PERCENT, PRECISE, MONEY, MILLIONS])
@many
@given(
    whole=st.sampled_from(["", "0", "00", "5", "05", "050", "86", "100", "101", "3781", "3.781", "3.78"]),
    fraction=st.sampled_from(["", ",", ",0", ",6", ",66", ",666", ",6666"]),
    sign=st.sampled_from(["", "%", "%%"]),
    measure=st.sampled_from(
        ["", " ", " hồ sơ", " %", " đồng", " triệu đồng", " tỷ", " hồ sơ hồ sơ", "hồ sơ"]
    ),
)
def test_what_is_clear_at_once_is_what_a_closer_look_finds(
    indicator: Indicator, whole: str, fraction: str, sign: str, measure: str
) -> None:
    text = f"{whole}{fraction}{sign}{measure}"
    clear = clear_number(text, indicator)
    log = Log(FILE)
    looked_at = read_number(Scalar(text, "", 1, 1), indicator, log)
    if clear is not None:
        assert (looked_at and looked_at.value, log.problems) == (clear, [])


@pytest.mark.parametrize(
    ("indicator", "text", "number"),
    [
        (COUNT, "3 triệu", 3_000_000),
        (COUNT, "5 nghìn", 5_000),
        (COUNT, "5 ngàn hồ sơ", 5_000),
        (COUNT, "1,5 triệu hồ sơ", 1_500_000),
        (PERCENT, "80 phần trăm", 80),
        (MONEY, "0,479 tỷ", 479_000_000),
        (MONEY, "0,479 tỷ đồng", 479_000_000),
        (MILLIONS, "3 tỷ", 3_000),
        (MILLIONS, "5 triệu", 5),
    ],
)
def test_words_for_large_numbers_are_read(indicator: Indicator, text: str, number: int) -> None:
    entry, problems = entry_of(indicator, text)
    assert value_of(entry) == number
    assert problems == []


@pytest.mark.parametrize("text", ["5 nghìn", "80 nghìn %", "3 triệu phần trăm"])
def test_no_percentage_has_thousands(text: str) -> None:
    assert problem_codes(entry_of(PERCENT, text)[1]) == ["BC221"]


@pytest.mark.parametrize(("text", "number"), [("010", 10), ("000", 0)])
def test_a_number_with_a_zero_before_it_is_read_and_pointed_out(text: str, number: int) -> None:
    entry, problems = entry_of(COUNT, text)
    assert value_of(entry) == number
    assert problem_codes(problems) == ["BC214"]
    assert problem_codes(entry_of(COUNT, f'"{text}"')[1]) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12/7/2025", "BC218"),
        ("9999/12 abc", "BC221"),
        ("9999/12 %", "BC218"),
        ("12/7, 5", "BC218"),
        ("5/0", "BC218"),
        ("{tu_so: 5, mau_so: -7}", "BC218"),
    ],
)
def test_nothing_is_dropped_behind_a_denominator(text: str, code: str) -> None:
    entry, problems = entry_of(RATIO, text)
    assert entry.state is State.UNREADABLE
    assert problem_codes(problems) == [code]


@pytest.mark.parametrize("text", ["120/100", "{tu_so: 120, mau_so: 100}"])
def test_the_bounds_of_a_ratio_hold_however_it_is_written(text: str) -> None:
    bounded = indicator_of("loai: ty_so, don_vi_tinh: hồ sơ, khoang: [0, 100]")
    assert problem_codes(entry_of(bounded, text)[1]) == ["BC401"]


@pytest.mark.parametrize("text", ["–", "…", '"..."', "x", "X", '"?"', '"-"', "{gia_tri: x}"])
@pytest.mark.parametrize("indicator", [COUNT, PERCENT, MONEY, RATIO, DAY, CHOICE, TEXT, LIST])
def test_a_sign_for_nothing_is_asked_about(indicator: Indicator, text: str) -> None:
    entry, problems = entry_of(indicator, text)
    assert entry.state is State.UNREADABLE
    assert problem_codes(problems) == ["BC229"]


@pytest.mark.parametrize("text", ["hieu_qua", "Hiệu quả", "hiệu quả", '" HIỆU QUẢ "'])
def test_a_label_stands_for_its_choice(text: str) -> None:
    entry, problems = entry_of(CHOICE, text)
    assert value_of(entry) == "hieu_qua"
    assert problems == []


def test_a_wrong_choice_is_told_with_those_that_there_are() -> None:
    _, (found,) = entry_of(CHOICE, "Tốt")
    assert "hieu_qua (Hiệu quả), chua_co (Chưa có)" in found.message
