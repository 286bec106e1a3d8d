"""WordprocessingML as text."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baocao.render.word.markup import (
    HEADING,
    NAMESPACES,
    Told,
    cell_xml,
    escape_xml,
    field_xml,
    layout_table,
    paragraph_xml,
    row_xml,
    run_xml,
    text_paragraphs,
    to_twips,
    without_told,
)
from office import W, attribute_value, flat_properties, has_element, printed_text, style_of


def parse_markup(markup: str) -> ET.Element:
    return ET.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")


@pytest.mark.parametrize(
    ("millimetres", "expected"), [(25.4, 1440), (10, 567), (210, 11906), (297, 16838), (0, 0)]
)
def test_lengths_are_twentieths_of_a_point(millimetres: float, expected: int) -> None:
    assert to_twips(millimetres) == expected


@pytest.mark.parametrize("said", ["Sở KH&ĐMST", "a < b > c", 'Cổng "Bình dân học vụ số"', "x]]>y", "&amp;"])
def test_signs_of_xml_are_printed_as_written(said: str) -> None:
    assert printed_text(parse_markup(run_xml(said))) == said


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_characters_that_xml_forbids_are_dropped(sign: str) -> None:
    assert escape_xml(f"Kết{sign} quả") == "Kết quả"


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_any_text_gives_xml_that_can_be_read(said: str) -> None:
    allowed = "".join(
        sign for sign in said if sign in "\t\n\r" or " " <= sign < "\ufffe" or sign > "\uffff"
    )
    assert printed_text(parse_markup(run_xml(said))) == allowed.replace("\r\n", "\n").replace("\r", "\n")


def test_spaces_at_the_ends_of_a_run_are_kept() -> None:
    assert printed_text(parse_markup(run_xml("a ") + run_xml(" b"))) == "a  b"


def test_a_run_has_the_properties_that_are_asked_for() -> None:
    (plain, bold) = parse_markup(run_xml("a") + run_xml("b", "<w:b/>"))
    assert not has_element(plain, "rPr")
    assert has_element(bold, "rPr/b")


def test_a_paragraph_names_its_style_first() -> None:
    (made,) = parse_markup(paragraph_xml("NoiDung", run_xml("a"), "<w:keepNext/>"))
    assert list(flat_properties(made.find(f"{W}pPr"))) == ["pStyle", "pStyle.val", "keepNext"]
    assert style_of(made) == "NoiDung"


def test_each_line_becomes_a_paragraph() -> None:
    made = parse_markup(text_paragraphs("QuyenHan", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]))
    assert [printed_text(line) for line in made] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_a_field_shows_something_until_word_computes_it() -> None:
    made = parse_markup(field_xml("PAGE", "2"))
    kinds = [mark.get(f"{W}fldCharType") for mark in made.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert [element.text for element in made.iter(f"{W}instrText")] == [" PAGE "]
    assert printed_text(made) == "2"


def test_a_layout_table_has_no_borders_and_no_margins() -> None:
    row = row_xml([cell_xml(3000, ""), cell_xml(5000, "")])
    (table,) = parse_markup(layout_table([3000, 5000], [row], Told("Phần đầu", 'Bảng "trình bày"')))
    assert not has_element(table, "tblPr/tblBorders")
    margins = [attribute_value(table, f"tblPr/tblCellMar/{side}", "w") for side in ("left", "right")]
    assert margins == ["0", "0"]
    assert attribute_value(table, "tblPr/tblW", "w") == "8000"
    assert attribute_value(table, "tblPr/tblCaption", "val") == "Phần đầu"
    assert attribute_value(table, "tblPr/tblDescription", "val") == 'Bảng "trình bày"'


def test_without_what_is_told_a_text_is_as_it_was() -> None:
    told = Told('A "b" <c>', "Bảng & hình").xml
    assert without_told(f"<w:tblLayout/>{told}</w:tblPr><w:t>w:outlineLvl</w:t>{HEADING[2]}") == (
        "<w:tblLayout/></w:tblPr><w:t>w:outlineLvl</w:t>"
    )


def test_a_row_cannot_split_unless_it_is_told_to() -> None:
    (whole, free) = parse_markup(row_xml([]) + row_xml([], ""))
    assert has_element(whole, "trPr/cantSplit")
    assert not has_element(free, "trPr/cantSplit")
