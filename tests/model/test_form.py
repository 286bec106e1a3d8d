"""Pages: what is left between the margins, upright and turned."""

from baocao.model.form import Page

PAGE = Page(210, 297, top=20, bottom=20, left=30, right=15, number=10)


def test_text_is_as_wide_as_the_margins_leave() -> None:
    assert PAGE.text_width == 165


def test_a_turned_page_keeps_the_margins_of_the_sheet_as_read() -> None:
    turned = PAGE.turned()
    assert (turned.width, turned.height) == (297, 210)
    assert turned.text_width == 252
    assert turned.turned() == PAGE
