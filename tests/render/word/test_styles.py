"""The table of sizes and faces of NĐ 30/2020/NĐ-CP (Phụ lục I, Phần I, Mục V) as Word styles."""

import pytest

from baocao.model.form import Component
from baocao.render.word import WordRenderer
from office import Look, W, Word, flat_properties
from samples import DOCUMENT, FORM, MOMENT, sample_word


@pytest.fixture(scope="module")
def sample() -> Word:
    return sample_word()


def resolved_look(sample: Word, style: str) -> Look:
    return Look.of(sample.style(style))


@pytest.mark.parametrize(
    ("style", "sizes", "face", "align"),
    [
        ("QuocHieu", (12, 13), "đứng đậm", "center"),
        ("TieuNgu", (13, 14), "đứng đậm", "center"),
        ("CoQuanChuQuan", (12, 13), "đứng", "center"),
        ("CoQuanBanHanh", (12, 13), "đứng đậm", "center"),
        ("SoKyHieu", (13, 13), "đứng", "center"),
        ("DiaDanhNgay", (13, 14), "nghiêng", "center"),
        ("TenLoai", (13, 14), "đứng đậm", "center"),
        ("TrichYeu", (13, 14), "đứng đậm", "center"),
        ("TrichYeuCongVan", (12, 13), "đứng", "center"),
        ("KinhGui", (13, 14), "đứng", "left"),
        ("NoiDung", (13, 14), "đứng", "both"),
        ("Heading1", (13, 14), "đứng đậm", "both"),
        ("Heading2", (13, 14), "đứng đậm", "both"),
        ("Heading4", (13, 14), "đứng", "both"),
        ("QuyenHan", (13, 14), "đứng đậm", "center"),
        ("HoTen", (13, 14), "đứng đậm", "center"),
        ("NoiNhan", (12, 12), "nghiêng đậm", "left"),
        ("DanhSachNoiNhan", (11, 11), "đứng", "left"),
        ("Header", (13, 14), "đứng", "center"),
        ("PhuLuc", (14, 14), "đứng đậm", "center"),
        ("TieuDePhuLuc", (13, 14), "đứng đậm", "center"),
        ("KemTheo", (13, 14), "nghiêng", "center"),
    ],
)
def test_each_component_has_the_size_and_face_of_the_decree(
    sample: Word, style: str, sizes: tuple[int, int], face: str, align: str
) -> None:
    look = resolved_look(sample, style)
    assert sizes[0] <= look.size <= sizes[1]
    assert face == ("nghiêng" if look.italic else "đứng") + (" đậm" if look.bold else "")
    assert look.align == align


def test_the_sizes_of_country_motto_and_date_move_together(sample: Word) -> None:
    sizes = tuple(resolved_look(sample, style).size for style in ("QuocHieu", "TieuNgu", "DiaDanhNgay"))
    assert sizes in {(13, 14, 14), (12, 13, 13)}


@pytest.mark.parametrize(
    "style", ["NoiDung", "GachDauDong", "Heading1", "Heading2", "Heading3", "Heading4"]
)
def test_the_body_is_justified_indented_and_spaced_as_the_decree_allows(sample: Word, style: str) -> None:
    look = resolved_look(sample, style)
    assert look.align == "both"
    assert round(look.first, 1) in {10.0, 12.7}
    assert look.before + look.after >= 6
    assert 1 <= look.line <= 1.5


def test_letterhead_and_signature_are_set_in_single_lines_without_spaces_between(sample: Word) -> None:
    for style in ("QuocHieu", "TieuNgu", "CoQuanBanHanh", "SoKyHieu", "DanhSachNoiNhan", "QuyenHan"):
        look = resolved_look(sample, style)
        assert (look.before, look.after, look.line) == (0, 0, 1)


def test_every_letter_is_black_times_new_roman(sample: Word) -> None:
    for style in sample.styles:
        result = sample.style(style)
        fonts = {result[f"rFonts.{slot}"] for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert fonts == {"Times New Roman"}
        assert result["color"] == "000000"


def test_no_font_of_a_theme_takes_over(sample: Word) -> None:
    assert b"Theme" not in sample.parts["word/styles.xml"]
    assert not any("theme" in name for name in sample.parts)


def test_the_language_is_vietnamese(sample: Word) -> None:
    assert sample.style("")["lang"] == "vi-VN"
    assert sample.style("NoiDung")["lang"] == "vi-VN"


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_are_those_of_word_with_their_outline_levels(sample: Word, level: int) -> None:
    style = sample.styles[f"Heading{level}"]
    assert flat_properties(style)["name"] == f"heading {level}"
    look = resolved_look(sample, f"Heading{level}")
    assert look.outline == str(level - 1)
    assert look.keeps_next


@pytest.mark.parametrize(("style", "outline"), [("PhuLuc", "0"), ("TieuDePhuLuc", "1"), ("TenLoai", "")])
def test_an_appendix_stands_among_the_headings_by_its_number_with_its_title_below(
    sample: Word, style: str, outline: str
) -> None:
    assert resolved_look(sample, style).outline == outline


@pytest.mark.parametrize("style", ["TenLoai", "TrichYeu", "PhuLuc", "TieuDePhuLuc", "KemTheo", "TenBang"])
def test_titles_stay_with_what_they_announce(sample: Word, style: str) -> None:
    assert resolved_look(sample, style).keeps_next


def test_a_clerk_finds_the_components_under_their_vietnamese_names(sample: Word) -> None:
    names = {flat_properties(style)["name"] for style in sample.styles.values()}
    assert {"Quốc hiệu", "Tiêu ngữ", "Trích yếu", "Nơi nhận", "Nội dung", "Kèm theo"} <= names


def test_only_styles_that_are_needed_are_in_the_document(sample: Word) -> None:
    assert len(sample.styles) < 45


def test_footnote_marks_are_raised(sample: Word) -> None:
    assert flat_properties(sample.styles["FootnoteReference"].find(f"{W}rPr"))["vertAlign"] == "superscript"


def test_a_ruled_line_is_the_upper_border_of_a_thin_paragraph(sample: Word) -> None:
    border = sample.styles["DuongKe"].find(f"{W}pPr/{W}pBdr/{W}top")
    assert border is not None
    assert border.get(f"{W}val") == "single"
    assert sample.style("DuongKe")["spacing.line"] == "80"


def test_another_form_gives_other_styles() -> None:
    wide = {**FORM.components, "noi_dung": Component(13, bold=False, italic=False, capitals=False)}
    form = FORM._replace(indent=12.7, spacing=9, line=1.5, components=wide)
    body = resolved_look(Word(WordRenderer(form).render(DOCUMENT, MOMENT)), "NoiDung")
    assert (body.size, body.before, body.line, round(body.first, 1)) == (13, 9, 1.5, 12.7)
