"""Tables on a page: as they are printed, and for those who hear them."""

from baocao.model.document import Document
from baocao.model.printed import FigureKey, Printed
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.render.html import render_page
from html_page import HtmlPage, Tag
from samples import DOCUMENT, FORM, TABLE, plain_paragraph, text_row

KEY = FigureKey("hs.tiep_nhan", "xa-mot")


def page_with(table: Table) -> HtmlPage:
    return HtmlPage(render_page(document_with(table), FORM))


def document_with(table: Table) -> Document:
    return DOCUMENT._replace(blocks=(plain_paragraph("Trước."), table, plain_paragraph("Sau.")))


def cells_of(page: HtmlPage, name: str = "td") -> list[tuple[str, Tag]]:
    return [(page.text_of(tag), tag) for tag in page.named(name)]


def test_headings_name_their_columns_and_repeat_on_every_printed_page() -> None:
    page = page_with(TABLE)
    assert [(text, tag.attributes["scope"]) for text, tag in cells_of(page, "th")] == [
        ("TT", "col"),
        ("Đơn vị", "col"),
    ]
    assert len(page.named("thead")) == 1
    assert "thead{display:table-header-group}" in page.style


def test_columns_with_one_group_share_a_heading_and_the_others_span_both_rows() -> None:
    columns = (Column("TT", 9), Column("Giao", 20, group="Hồ sơ"), Column("Đạt", 20, group="Hồ sơ"))
    page = page_with(Table("Bảng", columns, (text_row("1", "2", "3"),), numbered=True))
    wanted = [("TT", "", "2"), ("Hồ sơ", "2", ""), ("Giao", "", ""), ("Đạt", "", "")]
    heads = [
        (text, tag.attributes.get("colspan", ""), tag.attributes.get("rowspan", ""))
        for text, tag in cells_of(page, "th")
    ]
    assert heads == [*wanted, ("(1)", "", ""), ("(2)", "", ""), ("(3)", "", "")]


def test_a_cell_stands_as_its_column_or_as_it_wants_itself() -> None:
    columns = (Column("Tên", 30), Column("Số", 10, Align.RIGHT), Column("Ý", 30, Align.JUSTIFY))
    row = Row((Cell("a"), Cell("1"), Cell("x", align=Align.CENTER)))
    wide = Row((Cell("Nhóm", span=3),), RowKind.GROUP)
    page = page_with(Table("Bảng", columns, (wide, row)))
    assert [tag.classes for _, tag in cells_of(page)] == [set(), set(), {"p"}, {"g"}]
    assert page.named("td")[0].attributes["colspan"] == "3"
    assert [tag.classes for tag in page.named("tr")][1] == {"dam", "nhom"}


def test_a_colour_of_a_cell_is_a_class_and_what_is_no_colour_is_none() -> None:
    row = Row((Cell("a", colour="ffc000"), Cell("b", colour="red;}")))
    page = page_with(TABLE._replace(rows=(row,)))
    assert [tag.classes for _, tag in cells_of(page)] == [{"nFFC000"}, set()]
    assert page.rule(".nFFC000") == {"background-color": "#FFC000"}


def test_the_widths_of_columns_are_those_of_the_word_file_and_fill_the_text() -> None:
    page = page_with(TABLE)
    widths = [page.rule(f".{tag.attributes['class']}")["width"] for tag in page.named("col")]
    assert round(sum(float(width.removesuffix("mm")) for width in widths), 1) == FORM.page.text_width


def test_a_cell_and_what_it_says_in_parts_carry_the_keys_of_figures() -> None:
    parts = Cell("1/2 đơn vị", printed=(Printed(0, 3, KEY._replace(aspect="so_don_vi")),))
    page = page_with(TABLE._replace(rows=(Row((Cell("3.781", figure=KEY), parts)),)))
    keyed = [
        (tag.name, tag.attributes["data-key"], page.text_of(tag))
        for tag in page.tags
        if "data-key" in tag.attributes
    ]
    assert keyed == [
        ("td", "hs.tiep_nhan|xa-mot", "3.781"),
        ("span", KEY._replace(aspect="so_don_vi").text, "1/2"),
    ]


def test_a_table_that_is_wider_than_the_screen_moves_alone_and_by_keyboard() -> None:
    page = page_with(TABLE)
    (region,) = page.classed("khung")
    assert region.attributes["tabindex"] == "0"
    assert region.attributes["role"] == "region"
    assert region.attributes["aria-label"] == "Bảng Số liệu"
    assert ".khung{overflow-x:auto" in page.style


def test_measure_and_note_stand_above_and_below() -> None:
    page = page_with(TABLE._replace(measure="Đơn vị tính: %", note="Một.\nHai."))
    lines = page.lines()
    assert lines[lines.index("TT") - 1] == "Đơn vị tính: %"
    assert lines[lines.index("Xã Hai") + 1 :][:2] == ["Một.", "Hai."]


def test_a_row_that_is_taller_than_a_part_of_a_page_may_be_parted_in_print() -> None:
    page = page_with(TABLE._replace(rows=(text_row("1", "Rất dài " * 900), text_row("2", "ngắn"))))
    assert [tag.classes for tag in page.named("tr")][1:] == [{"cao"}, set()]
    assert "tr.cao{break-inside:auto}" in page.style
