"""WordprocessingML as text."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baocao.render.word.markup import (
    NAMESPACES,
    cell,
    escape,
    field,
    layout_table,
    paragraph,
    row,
    run,
    text_paragraphs,
    twips,
)
from office import W, has, properties, style_of, text, value


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(f"<w:body {NAMESPACES}>{markup}</w:body>")


@pytest.mark.parametrize(
    ("millimetres", "expected"), [(25.4, 1440), (10, 567), (210, 11906), (297, 16838), (0, 0)]
)
def test_lengths_are_twentieths_of_a_point(millimetres: float, expected: int) -> None:
    assert twips(millimetres) == expected


@pytest.mark.parametrize("said", ["Sở KH&ĐMST", "a < b > c", 'Cổng "Bình dân học vụ số"', "x]]>y", "&amp;"])
def test_signs_of_xml_are_printed_as_written(said: str) -> None:
    assert text(parsed(run(said))) == said


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_characters_that_xml_forbids_are_dropped(sign: str) -> None:
    assert escape(f"Kết{sign} quả") == "Kết quả"


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_any_text_gives_xml_that_can_be_read(said: str) -> None:
    allowed = "".join(
        sign for sign in said if sign in "\t\n\r" or " " <= sign < "\ufffe" or sign > "\uffff"
    )
    assert text(parsed(run(said))) == allowed.replace("\r\n", "\n").replace("\r", "\n")


def test_spaces_at_the_ends_of_a_run_are_kept() -> None:
    assert text(parsed(run("a ") + run(" b"))) == "a  b"


def test_a_run_has_the_properties_that_are_asked_for() -> None:
    (plain, bold) = parsed(run("a") + run("b", "<w:b/>"))
    assert not has(plain, "rPr")
    assert has(bold, "rPr/b")


def test_a_paragraph_names_its_style_first() -> None:
    (made,) = parsed(paragraph("NoiDung", run("a"), "<w:keepNext/>"))
    assert list(properties(made.find(f"{W}pPr"))) == ["pStyle", "pStyle.val", "keepNext"]
    assert style_of(made) == "NoiDung"


def test_each_line_becomes_a_paragraph() -> None:
    made = parsed(text_paragraphs("QuyenHan", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]))
    assert [text(line) for line in made] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_a_field_shows_something_until_word_computes_it() -> None:
    made = parsed(field("PAGE", "2"))
    kinds = [mark.get(f"{W}fldCharType") for mark in made.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert [found.text for found in made.iter(f"{W}instrText")] == [" PAGE "]
    assert text(made) == "2"


def test_a_layout_table_has_no_borders_and_no_margins() -> None:
    (table,) = parsed(layout_table([3000, 5000], [row([cell(3000, ""), cell(5000, "")])]))
    assert not has(table, "tblPr/tblBorders")
    margins = [value(table, f"tblPr/tblCellMar/{side}", "w") for side in ("left", "right")]
    assert margins == ["0", "0"]
    assert value(table, "tblPr/tblW", "w") == "8000"


def test_a_row_cannot_split_unless_it_is_told_to() -> None:
    (whole, free) = parsed(row([]) + row([], ""))
    assert has(whole, "trPr/cantSplit")
    assert not has(free, "trPr/cantSplit")
