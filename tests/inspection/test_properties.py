"""Properties in force: what stands nearer to the text wins, level by level."""

from xml.etree import ElementTree as ET

import pytest

from baocao.inspection.properties import Layout, Look, Styles, flat_properties, millimetres_of, twips_of

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
THEME = ET.fromstring(
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
    '<a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)


def made_styles(content: str, defaults: str = "") -> Styles:
    """Return styles: `content` are w:style elements, `defaults` the inside of the default w:rPr."""
    head = f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
    return Styles(ET.fromstring(f"<w:styles {SPACE}>{head}{content}</w:styles>"), THEME)


def style_xml(
    name: str, run: str = "", paragraph: str = "", base: str = "", kind: str = "paragraph"
) -> str:
    """Return one style."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}">{based}<w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def flattened_xml(inside: str) -> dict[str, str]:
    return flat_properties(ET.fromstring(f"<w:x {SPACE}>{inside}</w:x>"))


def look_of(styles: Styles, run: str = "", paragraph: str = "", table: str = "") -> Look:
    return styles.look_of(flattened_xml(run), paragraph, table)


def layout_of(styles: Styles, inside: str, table: str = "") -> Layout:
    return styles.layout_of(flattened_xml(inside), table)


def test_without_any_styles_word_takes_times_new_roman_of_ten_points() -> None:
    look = look_of(Styles(None, None))
    assert (look.plain_font, look.size, look.bold) == ("Times New Roman", 10, False)


def test_sizes_come_from_the_nearest_level() -> None:
    made = made_styles(
        style_xml("A", '<w:sz w:val="26"/>')
        + style_xml("B", base="A")
        + style_xml("C", '<w:sz w:val="24"/>', kind="character")
        + style_xml("T", '<w:sz w:val="20"/>', kind="table"),
        '<w:sz w:val="22"/>',
    )
    assert look_of(made).size == 11
    assert look_of(made, table="T").size == 10
    assert look_of(made, paragraph="B", table="T").size == 13
    assert look_of(made, '<w:rStyle w:val="C"/>', "B").size == 12
    assert look_of(made, '<w:rStyle w:val="C"/><w:sz w:val="30"/>', "B").size == 15


def test_the_default_paragraph_style_holds_where_none_is_named() -> None:
    made = made_styles(
        f'<w:style {SPACE} w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr><w:jc w:val="both"/>'
        "</w:pPr></w:style>"
    )
    assert layout_of(made, "").align == "both"
    assert layout_of(made, "").style == "Normal"


def test_bold_set_by_two_styles_is_off_again() -> None:
    made = made_styles(style_xml("P", "<w:b/>") + style_xml("C", "<w:b/>", kind="character"))
    assert look_of(made, paragraph="P").bold
    assert look_of(made, '<w:rStyle w:val="C"/>').bold
    assert not look_of(made, '<w:rStyle w:val="C"/>', "P").bold


@pytest.mark.parametrize(("value", "bold"), [("", True), ("1", True), ("0", False), ("false", False)])
def test_direct_bold_is_as_it_says(value: str, bold: bool) -> None:  # noqa: FBT001
    made = made_styles(style_xml("P", "<w:b/>"))
    attribute = f' w:val="{value}"' if value else ""
    assert look_of(made, f"<w:b{attribute}/>", "P").bold is bold


def test_theme_fonts_are_named() -> None:
    made = made_styles(
        style_xml("H", '<w:rFonts w:hAnsiTheme="majorHAnsi"/>'), '<w:rFonts w:asciiTheme="minorHAnsi"/>'
    )
    assert look_of(made).plain_font == "Calibri"
    assert look_of(made, paragraph="H").other_font == "Cambria"


def test_a_named_font_puts_a_theme_font_out_of_force() -> None:
    made = made_styles("", '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')
    look = look_of(made, '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Arial"/>')
    assert (look.plain_font, look.other_font) == ("Times New Roman", "Arial")


def test_a_hanging_indent_puts_an_inherited_first_line_out_of_force() -> None:
    made = made_styles(style_xml("P", paragraph='<w:ind w:left="567" w:firstLine="567"/>'))
    layout = layout_of(made, '<w:pStyle w:val="P"/><w:ind w:hanging="284"/>')
    assert round(layout.left, 1) == 10.0
    assert round(layout.first, 1) == -5.0


def test_attributes_of_one_property_are_inherited_one_by_one() -> None:
    made = made_styles(style_xml("P", paragraph='<w:spacing w:before="120" w:line="360"/>'))
    layout = layout_of(made, '<w:pStyle w:val="P"/><w:spacing w:after="60"/>')
    assert (layout.before, layout.after, layout.line) == (6, 3, 1.5)


@pytest.mark.parametrize(
    ("spacing", "line", "exact"),
    [
        ('w:line="360" w:lineRule="auto"', 1.5, False),
        ('w:line="360" w:lineRule="exact"', 18, True),
        ('w:line="200" w:lineRule="atLeast"', 1, False),
    ],
)
def test_lines_are_counted_or_measured(spacing: str, line: float, exact: bool) -> None:  # noqa: FBT001
    layout = layout_of(made_styles(""), f"<w:spacing {spacing}/>")
    assert (layout.line, layout.exact) == (line, exact)


def test_lines_of_at_least_so_many_points_are_known() -> None:
    made = made_styles(style_xml("P", paragraph='<w:spacing w:line="400" w:lineRule="atLeast"/>'))
    assert layout_of(made, '<w:pStyle w:val="P"/>').at_least == 20
    assert layout_of(made, '<w:pStyle w:val="P"/><w:spacing w:lineRule="auto"/>').at_least == 0
    assert layout_of(made, '<w:pStyle w:val="P"/><w:spacing w:lineRule="exact"/>').at_least == 0


def test_automatic_space_is_that_of_a_web_page() -> None:
    assert layout_of(made_styles(""), '<w:spacing w:before="0" w:beforeAutospacing="1"/>').before == 14


def test_styles_in_a_ring_end() -> None:
    made = made_styles(style_xml("A", '<w:sz w:val="26"/>', base="B") + style_xml("B", base="A"))
    assert look_of(made, paragraph="A").size == 13


def test_numbers_tabs_and_borders_are_seen() -> None:
    layout = layout_of(
        made_styles(""),
        '<w:numPr><w:numId w:val="3"/></w:numPr>'
        '<w:pBdr><w:bottom w:val="single"/><w:top w:val="nil"/></w:pBdr>'
        '<w:tabs><w:tab w:val="center" w:pos="567"/><w:tab w:val="clear" w:pos="1"/></w:tabs>',
    )
    assert layout.numbered
    assert layout.ruled_below
    assert not layout.ruled_above
    assert [(stop.kind, round(stop.at)) for stop in layout.tabs] == [("center", 10)]
    assert not layout_of(made_styles(""), '<w:numPr><w:numId w:val="0"/></w:numPr>').numbered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("567", 567),
        ("10mm", 566.9),
        ("1cm", 566.9),
        ("1in", 1440),
        ("6pt", 120),
        ("x", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_measures_with_and_without_units(text: str | None, expected: float) -> None:
    assert twips_of(text) == pytest.approx(expected, abs=0.1)
    assert millimetres_of("567") == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e400", "99999999"])
def test_nonsense_measures_are_nothing(text: str) -> None:
    assert twips_of(text) == 0
