"""Which characters are to be others, and where nobody can be sure."""

from collections.abc import Iterable

import pytest

from baocao.inspection.mending.wordings import (
    Spelling,
    spell_bullet,
    spell_closing,
    spell_date,
    spell_end,
    spell_fixed,
    spell_heading,
    spell_number,
    spell_salutation,
)

MOTTO = "Độc lập - Tự do - Hạnh phúc"


def respelt(text: str, spellings: Iterable[Spelling]) -> str:
    """Return a text with its characters changed, the last first."""
    for start, end, new in sorted(spellings, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (MOTTO, MOTTO),
        ("Độc lập – Tự do – Hạnh phúc", MOTTO),
        ("Độc lập-Tự do—Hạnh phúc", MOTTO),
        ("ĐỘC LẬP - TỰ DO - HẠNH PHÚC", MOTTO),
        ("Độc Lập - Tự Do - Hạnh Phúc ", f"{MOTTO} "),
        ("Độc lập Tự do Hạnh phúc", "Độc lập Tự do Hạnh phúc"),
        ("Độc lập - Tự do - Hạnh phúc - Ấm no", "Độc lập - Tự do - Hạnh phúc - Ấm no"),
    ],
)
def test_the_motto_gets_the_words_of_the_law_where_only_case_and_dashes_differ(
    text: str, wanted: str
) -> None:
    assert respelt(text, spell_fixed(text, MOTTO)) == wanted


@pytest.mark.parametrize(
    ("text", "label", "wanted"),
    [
        ("Số: 9/BC-SA", "Số:", "Số: 09/BC-SA"),
        ("Số 9 /BC – SKHCN", "Số:", "Số: 09/BC-SKHCN"),
        ("SỐ: 12/UBND - VX", "Số:", "Số: 12/UBND-VX"),
        ("Số:      /BC-UBND", "Số:", "Số:      /BC-UBND"),
        ("Số: …/BC-UBND", "Số:", "Số: …/BC-UBND"),
        ("Số: 0/BC-UBND", "Số:", "Số: 0/BC-UBND"),
        ("Số: 9-KH/TU", "Số", "Số 09-KH/TU"),
        ("Số: 189/BC-SA", "Số:", "Số: 189/BC-SA"),
        ("Số: 189", "Số:", "Số: 189"),
    ],
)
def test_a_number_gets_its_label_zero_and_hyphens(text: str, label: str, wanted: str) -> None:
    assert respelt(text, spell_number(text, label)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("T, ngày 5 tháng 09 năm 2025", "T, ngày 05 tháng 9 năm 2025"),
        ("T, ngày 5 tháng 1 năm 2025", "T, ngày 05 tháng 01 năm 2025"),
        ("T, ngày 15 tháng 2 năm 2025", "T, ngày 15 tháng 02 năm 2025"),
        ("T, ngày 10 tháng 10 năm 2025", "T, ngày 10 tháng 10 năm 2025"),
        ("T, ngày    tháng 04 năm 2025", "T, ngày    tháng 04 năm 2025"),
        ("T, ngày 05 tháng 3 năm 2025", "T, ngày 05 tháng 3 năm 2025"),
    ],
)
def test_days_below_ten_and_months_one_and_two_have_a_zero(text: str, wanted: str) -> None:
    assert respelt(text, spell_date(text)) == wanted


@pytest.mark.parametrize(
    ("text", "sign", "wanted"),
    [
        ("- Như trên,", ";", "- Như trên;"),
        ("- Như trên", ";", "- Như trên;"),
        ("- Như trên. ", ";", "- Như trên; "),
        ("- Lưu: VT (02)", ".", "- Lưu: VT (02)."),
        ("- Lưu: VT;", ".", "- Lưu: VT."),
        ("- Các sở, ban, ngành…", ";", "- Các sở, ban, ngành…"),
        ("- Các sở...", ";", "- Các sở..."),
        ("- Như sau:", ";", "- Như sau:"),
        ("- Hết./.", ";", "- Hết./."),
    ],
)
def test_items_end_with_the_sign_of_the_form(text: str, sign: str, wanted: str) -> None:
    assert respelt(text, spell_end(text, sign)) == wanted


@pytest.mark.parametrize(
    ("text", "mark", "wanted"),
    [
        ("kính báo cáo.", "./.", "kính báo cáo./."),
        ("kính báo cáo", "./.", "kính báo cáo./."),
        ("kính báo cáo./", "./.", "kính báo cáo./."),
        ("kính báo cáo/.", "./.", "kính báo cáo./."),
        ("(có danh sách kèm theo)", "./.", "(có danh sách kèm theo)./."),
        ("như sau:", "./.", "như sau:"),
        ("còn tiếp…", "./.", "còn tiếp…"),
        ("còn tiếp...", "./.", "còn tiếp..."),
        ("kính báo cáo;", "./.", "kính báo cáo;"),
        ("kính báo cáo./.", ".", "kính báo cáo."),
        ("kính báo cáo", ".", "kính báo cáo."),
        ("kính báo cáo.", ".", "kính báo cáo."),
    ],
)
def test_the_text_ends_with_the_mark_of_the_form(text: str, mark: str, wanted: str) -> None:
    assert respelt(text, spell_closing(text, mark)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kính gửi UBND tỉnh", "Kính gửi: UBND tỉnh"),
        ("KÍNH GỬI: UBND tỉnh", "Kính gửi: UBND tỉnh"),
        ("Kính Gửi: UBND tỉnh", "Kính gửi: UBND tỉnh"),
        ("Kính trình: UBND tỉnh", "Kính trình: UBND tỉnh"),
    ],
)
def test_addressees_are_named_after_a_colon(text: str, wanted: str) -> None:
    assert respelt(text, spell_salutation(text, "Kính gửi")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Nơi nhận", "Nơi nhận:"), ("NƠI NHẬN:", "Nơi nhận:"), ("Nơi nhận : a", "Nơi nhận : a")],
)
def test_recipients_stand_under_their_heading(text: str, wanted: str) -> None:
    assert respelt(text, spell_heading(text)) == wanted


def test_a_dash_before_an_item_becomes_a_hyphen_and_those_in_it_stay() -> None:
    assert respelt("– Sở A – B;", spell_bullet("– Sở A – B;")) == "- Sở A – B;"
