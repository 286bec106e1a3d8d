"""The form of NĐ 30/2020/NĐ-CP as the package carries it: what the decree prescribes, and nothing wider."""

from datetime import date

import pytest

from baocao.model.form import Family
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
    assert form.authority.keys() == FORM.authority.keys()
