"""Whatever a document says, its page and its Word file say the same."""

import random
from collections.abc import Callable
from typing import Final, TypeVar

import pytest

from baocao.model.document import (
    Appendix,
    Block,
    Break,
    Caption,
    Document,
    Footnote,
    Heading,
    Inline,
    Letterhead,
    Paragraph,
    Signature,
    Text,
)
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.render.html import render_page
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from hostile_texts import DIRECTIONS, HALVES, MARKUP, TERMINAL, UNSEEN
from html_page import HtmlPage
from office import Word
from samples import MOMENT

FORMS: Final = ("nd-30-2020", "dang-2018", "dang-2026")
LONG: Final = f"https://{'x' * 90} và {'y' * 60}"
TEXTS: Final = (
    *MARKUP,
    *TERMINAL,
    *DIRECTIONS,
    *UNSEEN,
    *HALVES,
    LONG,
    "Xã Một",
    "hai  ba   chỗ",
    "a\nb",
    "",
)
Made = TypeVar("Made")


class Chance:
    """Makes documents of all kinds of parts, the same for the same number."""

    def __init__(self, number: int) -> None:
        self._random = random.Random(number)
        self.choose = self._random.choice

    def some(self, make: Callable[[], Made], least: int, most: int) -> tuple[Made, ...]:
        return tuple(make() for _ in range(self._random.randint(least, most)))

    def yes(self) -> bool:
        return self._random.random() < 0.5

    def text(self) -> str:
        return self.choose(TEXTS)

    def line(self) -> str:
        return self.text().replace("\n", " ")

    def run(self) -> Text:
        return Text(self.line(), self.yes(), self.yes(), self.yes())

    def inline(self) -> Inline:
        kinds: tuple[Callable[[], Inline], ...] = (self.run, self.note, Break)
        return self.choose(kinds)()

    def note(self) -> Footnote:
        return Footnote(self.some(lambda: self.some(self.run, 1, 2), 1, 2))

    def content(self) -> tuple[Inline, ...]:
        return self.some(self.inline, 1, 4)

    def table(self) -> Table:
        columns = self.some(self.column, 1, 4)
        rows = self.some(lambda: self.row(len(columns)), 0, 3)
        return Table(self.line(), columns, rows, note=self.text(), measure=self.line(), numbered=self.yes())

    def column(self) -> Column:
        width, align = self._random.uniform(5, 40), self.choose(list(Align))
        return Column(self.line(), width, align, self.choose(("", "Nhóm một", "Nhóm hai")))

    def row(self, width: int) -> Row:
        kind = self.choose(list(RowKind))
        if self.yes():
            return Row((Cell(self.text(), span=width, bold=self.yes()),), kind)
        return Row(tuple(Cell(self.text(), bold=self.yes()) for _ in range(width)), kind)

    def block(self) -> Block:
        kinds: tuple[Callable[[], Block], ...] = (
            lambda: Heading(self.choose((1, 2, 3, 4)), self.line(), self.content()),
            lambda: Paragraph(self.content(), self.choose(("", "-", "+"))),
            lambda: Caption(self.content()),
            self.table,
        )
        return self.choose(kinds)()

    def appendix(self) -> Appendix:
        blocks = self.some(self.block, 0, 3)
        return Appendix(self.line(), self.line(), self.line(), landscape=self.yes(), blocks=blocks)

    def document(self) -> Document:
        head = Letterhead(
            self.some(self.line, 0, 3), self.some(self.line, 1, 3), self.line(), self.line(), self.line(),
            None, self.line(), self.choose(((), ("hoa_toc",))),
            self.choose(("", "luu_hanh_noi_bo", "khong_pho_bien")), self.line(),
        )  # fmt: skip
        signature = Signature(self.some(self.line, 0, 2), self.line(), self.choose((0, 1, 2)))
        return Document(
            self.line(), self.choose(("", "Báo cáo")), self.line(), head, self.some(self.line, 0, 3),
            self.some(self.block, 0, 4), signature, self.some(self.line, 0, 3),
            self.some(self.appendix, 1, 2), draft=self.yes(), notice=self.line(),
            remarks=self.some(self.line, 0, 2), drafter=self.line(), addressed=self.yes(),
            contact=self.some(self.line, 0, 2), paper=self.yes(), duplex=self.yes(),
            salutation=self.choose(("Kính gửi", "Kính trình")),
        )  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_page_says_what_the_word_file_says(name: str) -> None:
    form = load_form(name)
    renderer = WordRenderer(form)
    for number in range(40):
        document = Chance(number).document()
        page = HtmlPage(render_page(document, form))
        word = Word(renderer.render(document, MOMENT))
        assert page.lines() == word.lines(), number
        assert page.notes() == word.lines("word/footnotes.xml"), number
