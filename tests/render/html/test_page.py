"""A document as a page of HTML: it says what the Word file says, looks as the form wants, and acts not."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from baocao.model.chart import SERIES, ChartRow, Said
from baocao.model.document import (
    Appendix,
    Block,
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
from baocao.model.form import SIZES
from baocao.model.printed import FigureKey, Printed
from baocao.model.table import Cell, Column, Row, Table
from baocao.render.heads import GAP_LEGEND, REMARKS_TITLE
from baocao.render.html import render_page
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from composing import composed_documents
from hostile_texts import DIRECTIONS, HALVES, MARKUP, TERMINAL, UNSEEN
from html_page import HtmlPage, joined
from office import Word
from samples import DOCUMENT, FORM, MOMENT, TABLE, plain_paragraph, sample_appendix, sample_chart
from support import EXAMPLE, REPOSITORY

WORKSPACES = [
    (REPOSITORY, "2025-05"),
    (REPOSITORY, "2025-9T"),
    (REPOSITORY, "2025-09"),
    (REPOSITORY, "2025-11"),
    (EXAMPLE, "2025-11"),
]


documents_of = cache(composed_documents)


def all_blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks of a document and of its appendices."""
    yield from document.blocks
    for appendix in document.appendices:
        yield from appendix.blocks


def known_figures(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the keys of the figures of a document with what is printed of each."""
    for block in all_blocks(document):
        for text, parts in printed_texts(block):
            for start, end, key in parts:
                if isinstance(key, FigureKey):
                    yield key.text, joined(text[start : end or None])


def printed_texts(block: Block) -> Iterator[tuple[str, tuple[Printed, ...]]]:
    """Yield the texts of a block with what their parts are."""
    match block:
        case Table():
            for cell in (cell for row in block.rows for cell in row.cells):
                yield cell.text, cell.printed
                if cell.figure:
                    yield cell.text, (Printed(0, 0, cell.figure),)
        case ChartRow():
            texts = [said for chart in block.charts for *_, said in chart.all_texts()]
            yield from (*texts, *block.sources)
        case Heading() | Paragraph() | Caption():
            in_capitals = isinstance(block, Heading) and block.level == 1
            for run in text_runs(block.content):
                yield run.text.upper() if in_capitals else run.text, run.figures


def text_runs(content: Iterable[Inline]) -> Iterator[Text]:
    """Yield the texts of a paragraph and of its notes."""
    for part in content:
        if isinstance(part, Text):
            yield part
        elif isinstance(part, Footnote):
            yield from (run for paragraph in part.paragraphs for run in paragraph)


def letters_of(texts: Iterable[str]) -> Counter[str]:
    """Return how often each letter stands in texts, whose lines are broken here or there."""
    return Counter("".join("".join(texts).split()))


def drawn_texts(document: Document) -> Iterator[str]:
    """Yield what the charts of a document say; one series needs no name."""
    charts = (
        chart for block in all_blocks(document) if isinstance(block, ChartRow) for chart in block.charts
    )
    for chart in charts:
        for kind, *_, said in chart.all_texts():
            if kind != SERIES or len(chart.series) > 1:
                yield said.text


@pytest.mark.parametrize(("root", "period"), WORKSPACES)
def test_every_document_says_what_its_word_file_says_in_the_same_order(root: Path, period: str) -> None:
    documents = documents_of(root, period)
    assert documents
    for document, form, *_ in documents:
        page = HtmlPage(render_page(document, form))
        word = Word(WordRenderer(form).render(document, MOMENT))
        assert page.lines() == word.lines(), document.title
        assert page.notes() == word.lines("word/footnotes.xml"), document.title
        assert letters_of(page.drawn_texts()) == letters_of(drawn_texts(document)), document.title


@pytest.mark.parametrize(("root", "period"), WORKSPACES)
def test_every_printed_figure_says_which_it_is(root: Path, period: str) -> None:
    for document, form, *_ in documents_of(root, period):
        page = HtmlPage(render_page(document, form))
        shown = [tag for tag in page.tags if "data-key" in tag.attributes]
        keys = [(tag.attributes["data-key"], page.text_of(tag)) for tag in shown]
        assert sorted(keys) == sorted(known_figures(document)), document.title


def test_the_same_document_gives_the_same_bytes() -> None:
    document = DOCUMENT._replace(draft=True, appendices=(sample_appendix(TABLE),))
    assert render_page(document, FORM) == render_page(document, FORM)


def page_of(**changes: Any) -> HtmlPage:
    """Return the page of the sample document with changes."""
    return HtmlPage(render_page(DOCUMENT._replace(**changes), FORM))


# Nothing acts


HOSTILE = (
    *MARKUP,
    *TERMINAL,
    *DIRECTIONS,
    *UNSEEN,
    *HALVES,
    "</style><script>alert(1)</script>",
    "\\22 }*{",
)


def hostile_document(text: str) -> Document:
    """Return a document that says a text wherever it says anything."""
    key = FigureKey(text, text, part=f"{text}|{text}")
    figure = (Printed(0, 0, key),)
    chart = sample_chart()._replace(title=Said(text, figure), measure=Said(text), source=Said(text, figure))
    cells = (Cell(text, printed=(Printed(0, 0, key),)), Cell(text, colour=text, figure=key))
    table = Table(
        text, (Column(text, 9, group=text), Column(text, 9)), (Row(cells),), note=text, measure=text
    )
    said = (Text(text, figures=figure), Footnote(((Text(text),),)))
    blocks = (Heading(1, text, said), Paragraph(said, text), Caption(said), table, ChartRow((chart,)))
    head = Letterhead((text,), (text,), text, text, text, None, text, ("hoa_toc",), "luu_hanh_noi_bo")
    return Document(
        text, text, text, head, (text, text), blocks, Signature((text,), text), (text,),
        (Appendix(text, text, text, landscape=True, blocks=blocks),),
        notice=text, remarks=(text,), drafter=text, contact=(text,),
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_document_becomes_anything_but_text(text: str) -> None:
    page = HtmlPage(render_page(hostile_document(text), FORM))
    harmless = HtmlPage(render_page(hostile_document("x"), FORM))
    assert {tag.name for tag in page.tags} - {tag.name for tag in harmless.tags} <= {"span", "br"}
    assert {name for tag in page.tags for name in tag.attributes} == {
        name for tag in harmless.tags for name in tag.attributes
    }
    assert len(page.named("style")) == 1
    assert page.style.count("{") == page.style.count("}")


def test_nothing_on_a_page_acts_or_is_fetched() -> None:
    page = HtmlPage(render_page(hostile_document("x"), FORM))
    names = {name for tag in page.tags for name in tag.attributes}
    assert not {name for name in names if name.startswith("on")} | names & {
        "style",
        "src",
        "srcset",
        "action",
    }
    assert {tag.attributes["href"][0] for tag in page.named("a")} == {"#"}
    assert {tag.name for tag in page.tags}.isdisjoint(
        {"script", "link", "iframe", "object", "form", "img", "base"}
    )
    assert re.findall(r"url\(.{0,11}", page.style) == ['url("data:image'] * page.style.count("url(")


def test_the_policy_of_a_page_allows_its_own_style_and_nothing_else() -> None:
    page = HtmlPage(render_page(hostile_document("x"), FORM))
    (policy,) = (tag.attributes["content"] for tag in page.named("meta") if "http-equiv" in tag.attributes)
    own = b64encode(sha256(page.style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{own}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


# How it looks


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("name", ["nd-30-2020", "dang-2018", "dang-2026"])
def test_letters_are_as_large_and_heavy_as_in_word(name: str, sizes: str) -> None:
    form = load_form(name, sizes)
    document = DOCUMENT._replace(blocks=(Heading(1, "I.", (Text("Một"),)), plain_paragraph("Hai.")))
    page = HtmlPage(render_page(document, form))
    word = Word(WordRenderer(form).render(document, MOMENT))
    for style in ("QuocHieu", "CoQuanBanHanh", "TenLoai", "NoiDung", "Heading1", "ChucVu", "NoiNhan"):
        look, rule = word.look(word.all(style)[0]), page.rule(f".{style}")
        assert rule["font-size"] == f"{look.size:g}pt", style
        assert rule["font-weight"] == ("bold" if look.bold else "normal"), style
        assert rule["font-style"] == ("italic" if look.italic else "normal"), style
        assert rule["text-align"] == {"both": "justify"}.get(look.align, look.align), style
    assert form.font in page.rule("body")["font-family"]


def test_a_sheet_has_the_size_and_margins_of_the_form_on_screen_and_in_print() -> None:
    page = page_of(appendices=(sample_appendix(TABLE, landscape=True),))
    assert page.rule(".to1")["width"] == "210mm"
    assert page.rule(".to1")["padding"] == "20mm 15mm 20mm 30mm"
    assert page.rule(".to2")["width"] == "297mm"
    assert "@page to1{size:210mm 297mm;margin:20mm 15mm 20mm 30mm;" in page.style
    assert "@page to2{size:297mm 210mm;margin:20mm 15mm 20mm 30mm;" in page.style


def test_pages_are_numbered_anew_in_every_appendix_and_the_first_of_each_has_no_number() -> None:
    page = page_of(appendices=(sample_appendix(TABLE), sample_appendix(TABLE)))
    for name in ("to1", "to2", "to3"):
        assert f"counter-increment:{name};@top-center{{content:counter({name},so-trang)" in page.style
    assert '@counter-style so-trang{system:fixed 1;symbols:"";fallback:decimal}' in page.style


def test_a_draft_says_so_on_every_page_and_an_official_document_does_not() -> None:
    sheets = (sample_appendix(TABLE),)
    draft, official = page_of(draft=True, appendices=sheets), page_of(appendices=sheets)
    said = quote("DỰ THẢO")
    assert draft.style.count(said) == 4  # two sheets, on screen and in print
    assert said not in official.style


def test_the_notice_of_synthetic_data_stands_on_every_sheet_and_every_printed_page() -> None:
    page = page_of(notice="SỐ LIỆU GIẢ LẬP", appendices=(sample_appendix(TABLE),))
    assert page.texts_in("thong-bao") == ["SỐ LIỆU GIẢ LẬP"] * 2
    assert page.style.count('@bottom-center{content:"SỐ LIỆU GIẢ LẬP"') == 2


def test_remarks_of_a_draft_are_a_sheet_of_their_own_and_a_gap_is_explained_there() -> None:
    gap = Paragraph((Text("Có "), Text("[chưa có số liệu]", missing=True)))
    page = page_of(draft=True, blocks=(gap,), remarks=("Chưa có báo cáo.",))
    assert page.lines()[-3:] == [REMARKS_TITLE, f"- {GAP_LEGEND}", "- Chưa có báo cáo."]
    assert page.text_of(page.named("mark")[0]) == "[chưa có số liệu]"
    assert REMARKS_TITLE not in page_of(draft=False, blocks=(gap,)).lines()


def test_a_draft_that_names_nobody_explains_its_gaps() -> None:
    lines = page_of(draft=True, signature=Signature((), "")).lines()
    assert f"- {GAP_LEGEND}" in lines
    assert {"[CHỨC VỤ NGƯỜI KÝ]", "[họ và tên]"} <= set(lines)


def test_room_for_a_number_stays_room() -> None:
    page = page_of(letterhead=DOCUMENT.letterhead._replace(number=""))
    rooms = [piece.text for piece in page.pieces if piece.around and "cho" in piece.around[-1].classes]
    assert rooms[0] == " " * 9


def test_the_margins_of_page_1_have_circulation_and_address() -> None:
    head = DOCUMENT.letterhead._replace(circulation="luu_hanh_noi_bo", stamps=("hoa_toc",))
    page = page_of(
        letterhead=head, contact=("Số 1, đường A", "Điện thoại: 0"), appendices=(sample_appendix(TABLE),)
    )
    assert page.texts_in("luu-hanh") == ["LƯU HÀNH NỘI BỘ"]
    assert page.texts_in("LienHe") == ["Số 1, đường A", "Điện thoại: 0"]
    assert page.texts_in("dau") == ["HỎA TỐC"]


def test_a_note_and_its_mention_lead_to_each_other() -> None:
    note = Footnote(((Text("Một."),), (Text("Đoạn hai."),)))
    page = page_of(blocks=(Paragraph((Text("Đã ban hành"), note)), plain_paragraph("Hết.")))
    mention, back = page.named("a")
    assert mention.attributes == {"id": "goi-1", "href": "#chu-thich-1"}
    assert back.attributes == {"href": "#goi-1"}
    assert page.notes() == ["Một.", "Đoạn hai."]


def test_notes_stand_on_the_sheet_that_mentions_them_and_count_on() -> None:
    first, second = (Paragraph((Text(name), Footnote(((Text(f"Về {name}"),),)))) for name in ("một", "hai"))
    page = page_of(blocks=(first,), appendices=(sample_appendix(second),))
    notes = [tag for tag in page.tags if tag.attributes.get("id", "").startswith("chu-thich")]
    assert [page.text_of(tag) for tag in notes] == ["1 Về một", "2 Về hai"]
    sheets = [tag for piece in page.pieces for tag in piece.around if tag.name == "section"]
    assert len({id(tag) for tag in sheets}) == 2
    assert len(page.named("aside")) == 2


def test_headings_have_their_levels() -> None:
    content = (Text("Kết quả"),)
    page = page_of(blocks=tuple(Heading(level, f"{level}.", content) for level in (1, 2, 3, 4)))
    assert [tag.name for tag in page.tags if tag.name in {"h1", "h2", "h3", "h4", "h5"}] == [
        "h1", "h2", "h3", "h4", "h5",
    ]  # fmt: skip
    assert page.texts_in("Heading1") == ["1. KẾT QUẢ"]


def test_the_partys_form_has_its_own_signs() -> None:
    page = HtmlPage(render_page(DOCUMENT, load_form("dang-2026")))
    assert page.texts_in("DauNgan") == ["*", "-----"]
    assert page.texts_in("QuocHieu") == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert not page.classed("TieuNgu")
    assert page.texts_in("KinhGui") == ["Kính gửi: UBND tỉnh T;"]
    assert page.texts_in("dung") == ["UBND tỉnh T;"]
    assert page.texts_in("khong-gach") == [":"]


def test_the_party_has_its_address_below_the_signature_of_a_page() -> None:
    page = HtmlPage(render_page(DOCUMENT._replace(contact=("Số 1",)), load_form("dang-2026")))
    assert page.texts_in("lien-he-cuoi") == ["Số 1"]
    assert not page.classed("lien-he")


def test_a_paper_for_a_meeting_is_nobodys_letter() -> None:
    page = HtmlPage(render_page(DOCUMENT._replace(paper=True), FORM.as_paper()))
    assert "Tài liệu phục vụ họp" in page.lines()
    assert not page.classed("QuocHieu")
    assert not page.classed("HoTen")


def test_a_file_of_appendices_begins_with_the_line_for_its_seal() -> None:
    page = page_of(blocks=(), appendices=(sample_appendix(TABLE),))
    assert page.lines()[0].startswith("Số: 189/BC-SA;")
    assert [page.text_of(tag) for tag in page.named("h1")] == ["SỐ LIỆU THÁNG 11"]
    assert len(page.classed("trang")) == 1
