"""Typed reports of several pages, numbered in the ways in which people number them."""

from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn

import hand


def typed_pages(change: Callable[[hand.Typed, Any], None], pages: int = 60) -> bytes:
    """Return a typed report of several pages whose section somebody has changed."""
    typed = hand.Typed()
    hand.letterhead_in_table(typed)
    typed.line("BÁO CÁO", 14, "b", align=hand.CENTER)
    typed.draw(typed.line("Tình hình tháng 9", 14, "b", align=hand.CENTER))
    typed.body(*(hand.BODY[1:2] * pages), hand.BODY[-1])
    hand.signature_in_table(typed, as_above=False)
    change(typed, typed.document.sections[0])
    return typed.data()


def empty_header(section: Any) -> Any:
    """Take the number out of the header; return its paragraph."""
    paragraph = section.header.paragraphs[0]
    for child in list(paragraph._p):
        if child.tag != qn("w:pPr"):
            paragraph._p.remove(child)
    return paragraph


def number_below(typed: hand.Typed, section: Any) -> None:
    empty_header(section)
    section.different_first_page_header_footer = False
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = hand.CENTER
    typed._look(paragraph.add_run("Trang "), 12)
    typed._field(paragraph)
