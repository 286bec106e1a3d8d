"""The form of NĐ 30/2020/NĐ-CP as the package carries it: what the decree prescribes, and nothing wider."""

import math
from datetime import date
from typing import Final

import pytest

from baocao.model.form import ContactPage, Family, Numerals, Punctuation, StampPlace
from baocao.model.submission import Circulation, Secrecy, Urgency
from baocao.source.forms import STATE_FORM, form_of, load_form

FORM = load_form()
TYPES = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB"
"""The abbreviations of Phụ lục III, Mục I."""


def test_paper_is_a4_with_margins_inside_the_decree() -> None:
    page = FORM.page
    assert (page.width, page.height) == (210, 297)
    assert 20 <= page.top <= 25
    assert 20 <= page.bottom <= 25
    assert 30 <= page.left <= 35
    assert 15 <= page.right <= 20


def test_paragraphs_are_set_inside_the_decree() -> None:
    assert FORM.font == "Times New Roman"
    assert FORM.indent in {10, 12.7}
    assert FORM.spacing >= 6
    assert 1 <= FORM.line <= 1.5


def test_the_two_lines_of_the_state_are_verbatim() -> None:
    assert FORM.country == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert FORM.motto == "Độc lập - Tự do - Hạnh phúc"


def test_coupled_sizes_move_together() -> None:
    sizes = tuple(FORM.components[name].size for name in ("quoc_hieu", "tieu_ngu", "dia_danh"))
    assert sizes in {(13, 14, 14), (12, 13, 13)}


@pytest.mark.parametrize(
    ("name", "sizes", "style"),
    [
        ("quoc_hieu", (12, 13), "dam hoa"),
        ("tieu_ngu", (13, 14), "dam"),
        ("chu_quan", (12, 13), "hoa"),
        ("ban_hanh", (12, 13), "dam hoa"),
        ("so", (13, 13), ""),
        ("dia_danh", (13, 14), "nghieng"),
        ("ten_loai", (13, 14), "dam hoa"),
        ("trich_yeu", (13, 14), "dam"),
        ("trich_yeu_cong_van", (12, 13), ""),
        ("kinh_gui", (13, 14), ""),
        ("noi_dung", (13, 14), ""),
        ("quyen_han", (13, 14), "dam hoa"),
        ("ho_ten", (13, 14), "dam"),
        ("noi_nhan", (12, 12), "dam nghieng"),
        ("danh_sach_noi_nhan", (11, 11), ""),
        ("so_trang", (13, 14), ""),
        ("phu_luc", (14, 14), "dam"),
        ("tieu_de_phu_luc", (13, 14), "dam hoa"),
        ("kem_theo", (13, 14), "nghieng"),
    ],
)
def test_each_component_is_set_as_the_table_of_the_decree_says(
    name: str, sizes: tuple[int, int], style: str
) -> None:
    component = FORM.components[name]
    assert sizes[0] <= component.size <= sizes[1]
    marks = [("dam", component.bold), ("nghieng", component.italic), ("hoa", component.capitals)]
    assert " ".join(mark for mark, is_set in marks if is_set) == style


def test_every_type_of_document_has_its_abbreviation() -> None:
    assert {value.abbreviation for value in FORM.types.values()} - {""} == set(TYPES.split())
    assert FORM.types["bao-cao"].name == "Báo cáo"


def test_a_form_is_read_once() -> None:
    assert load_form(STATE_FORM) is load_form(STATE_FORM)


def test_a_form_that_the_package_does_not_have_is_a_defect() -> None:
    with pytest.raises(ValueError, match="khong-co"):
        load_form("khong-co")


# Families, validity and sizes.


@pytest.mark.parametrize(
    ("family", "day", "form"),
    [
        (Family.STATE, date(2025, 11, 18), "nd-30-2020"),
        (Family.STATE, date(2019, 1, 1), "nd-30-2020"),
        (Family.PARTY, date(2025, 9, 30), "dang-2018"),
        (Family.PARTY, date(2026, 5, 26), "dang-2018"),
        (Family.PARTY, date(2026, 5, 27), "dang-2026"),
        (Family.PARTY, date(2001, 1, 1), "dang-2018"),
    ],
)
def test_the_form_is_that_of_the_body_in_force_on_the_day(family: Family, day: date, form: str) -> None:
    assert form_of(family, day).id == form


@pytest.mark.parametrize(
    ("form", "unverified"), [("nd-30-2020", False), ("dang-2018", False), ("dang-2026", True)]
)
def test_a_form_from_secondary_sources_says_that_it_is_unverified(form: str, *, unverified: bool) -> None:
    assert load_form(form).unverified is unverified


@pytest.mark.parametrize(("sizes", "country", "motto", "place"), [("14", 13, 14, 14), ("13", 12, 13, 13)])
def test_one_switch_moves_the_coupled_sizes_together(
    sizes: str, country: float, motto: float, place: float
) -> None:
    components = load_form(STATE_FORM, sizes).components
    assert [components[name].size for name in ("quoc_hieu", "tieu_ngu", "dia_danh")] == [
        country,
        motto,
        place,
    ]


@pytest.mark.parametrize("name", ["dang-2018", "dang-2026"])
def test_a_party_form_has_everything_that_the_renderers_ask_of_a_form(name: str) -> None:
    form = load_form(name)
    assert form.components.keys() == FORM.components.keys()
    assert form.stamps.keys() == FORM.stamps.keys()
    assert {*Circulation, *Secrecy, *Urgency} == form.stamps.keys()


# The Party's forms: Hướng dẫn 36-HD/VPTW (2018) and 05-HD/VPTW (2026).

PARTY: Final = ("dang-2018", "dang-2026")


@pytest.mark.parametrize("name", PARTY)
@pytest.mark.parametrize(
    ("component", "size", "style"),
    [
        ("quoc_hieu", 15, "dam hoa"),
        ("chu_quan", 14, "hoa"),
        ("ban_hanh", 14, "dam hoa"),
        ("so", 14, ""),
        ("dia_danh", 14, "nghieng"),
        ("trich_yeu_cong_van", 12, "nghieng"),
        ("kinh_gui", 14, "nghieng"),
        ("noi_gui", 14, ""),
        ("quyen_han", 14, "dam hoa"),
        ("chuc_vu", 14, "hoa"),
        ("ho_ten", 14, "dam"),
        ("noi_nhan", 14, "gach_chan"),
        ("danh_sach_noi_nhan", 12, ""),
        ("dau_muc_do", 14, "dam hoa"),
        ("dau_luu_hanh", 12, "dam hoa"),
        ("du_thao", 14, "nghieng"),
        ("nguoi_soan", 8, "hoa"),
        ("lien_he", 10, ""),
        ("so_trang", 14, ""),
    ],
)
def test_components_of_the_party_are_set_as_its_table_of_letters_says(
    name: str, component: str, size: float, style: str
) -> None:
    look = load_form(name).components[component]
    marks = {
        "dam": look.bold,
        "nghieng": look.italic,
        "hoa": look.capitals,
        "gach_chan": look.underline,
    }
    assert (look.size, " ".join(mark for mark, is_set in marks.items() if is_set)) == (size, style)


@pytest.mark.parametrize("name", PARTY)
def test_the_party_leaves_some_sizes_and_indents_open_and_its_margins_not(name: str) -> None:
    permitted = load_form(name).permitted
    assert permitted.indents == (10, 12.7)
    assert permitted.spacing == 6
    assert permitted.sizes["ten_loai"] == (15, 16)
    assert {permitted.sizes[part] for part in ("trich_yeu", "noi_dung", "can_cu", "khoan", "diem")} == {
        (14, 15)
    }
    assert permitted.margins == {"tren": (20, 20), "duoi": (20, 20), "trai": (30, 30), "phai": (15, 15)}


@pytest.mark.parametrize(("name", "most"), [("dang-2018", math.inf), ("dang-2026", 22)])
def test_lines_of_the_party_are_a_range_of_points(name: str, most: float) -> None:
    form = load_form(name)
    assert form.line_is_exact
    assert form.permitted.line == (18, most)


@pytest.mark.parametrize(
    ("name", "addressees", "grounds", "recipients", "dash"),
    [
        ("nd-30-2020", (";", "."), (";", "."), (";", "."), False),
        ("dang-2018", (",", ","), (";", ","), (",", "."), False),
        ("dang-2026", (";", ";"), (";", "."), (";", "."), True),
    ],
)
def test_lists_are_punctuated_as_each_form_says(
    name: str,
    addressees: tuple[str, str],
    grounds: tuple[str, str],
    recipients: tuple[str, str],
    *,
    dash: bool,
) -> None:
    form = load_form(name)
    assert form.addressees == Punctuation(*addressees)
    assert form.grounds == Punctuation(*grounds)
    assert form.recipients == Punctuation(*recipients)
    assert form.ground_dash is dash


@pytest.mark.parametrize("name", PARTY)
def test_the_party_has_arabic_appendices_no_frames_and_its_address_on_the_last_page(name: str) -> None:
    form = load_form(name)
    assert form.appendix_numerals is Numerals.ARABIC
    assert form.contact_page is ContactPage.LAST
    assert not form.framed
    assert form.end_mark == "."
    assert form.archive.format(luu="Văn phòng Tỉnh uỷ") == "Lưu Văn phòng Tỉnh uỷ"


@pytest.mark.parametrize("name", PARTY)
def test_nobody_signs_for_the_party_by_a_mandate(name: str) -> None:
    assert load_form(name).authority == {"tm": "T/M", "tl": "T/L", "kt": "K/T", "q": "Q."}


@pytest.mark.parametrize(
    ("name", "abbreviations"),
    [("dang-2018", {"QĐi", "QĐ"}), ("dang-2026", {"QĐ"}), ("nd-30-2020", {"QyĐ"})],
)
def test_a_regulation_is_abbreviated_otherwise_in_each_form(name: str, abbreviations: set[str]) -> None:
    types = load_form(name).types
    assert types["quy-dinh"].abbreviations == abbreviations
    assert types["quyet-dinh"].abbreviations == {"QĐ"}


@pytest.mark.parametrize(
    ("name", "salutation"),
    [("nd-30-2020", "Kính gửi"), ("dang-2018", "Kính gửi"), ("dang-2026", "Kính trình")],
)
def test_a_proposal_is_addressed_in_the_words_of_its_form(name: str, salutation: str) -> None:
    types = load_form(name).types
    assert types["to-trinh"].salutation == salutation
    assert types["cong-van"].salutation == "Kính gửi"
    assert {kind for kind, value in types.items() if value.addressed} == {"cong-van", "to-trinh"}


@pytest.mark.parametrize(
    ("name", "place"), [("dang-2018", StampPlace.SIGNATURE), ("dang-2026", StampPlace.BOTTOM)]
)
def test_what_must_not_be_published_says_so_at_the_end(name: str, place: StampPlace) -> None:
    stamps = load_form(name).stamps
    assert stamps["khong_pho_bien"].place is place
    assert {stamp.place for mark, stamp in stamps.items() if mark != "khong_pho_bien"} == {StampPlace.TOP}


def test_only_the_values_of_the_missing_table_of_2026_are_unverified() -> None:
    form = load_form("dang-2026")
    assert {"co", "dam", "nghieng", "hoa", "gach_chan"} == form.components["quoc_hieu"].unverified
    assert form.components["can_cu"].unruled == {"nghieng"}
    assert not any(look.unverified & look.unruled for look in form.components.values())


@pytest.mark.parametrize("name", PARTY)
@pytest.mark.parametrize("component", ["phu_luc", "tieu_de_phu_luc", "kem_theo", "bang", "chu_thich"])
def test_how_the_party_sets_appendices_and_tables_is_ruled_nowhere(name: str, component: str) -> None:
    look = load_form(name).components[component]
    assert look.unruled >= {"co", "dam", "nghieng", "hoa", "gach_chan"}
    assert not look.unverified
