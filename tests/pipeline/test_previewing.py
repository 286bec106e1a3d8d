"""What documents look like while their sources are still being written."""

from urllib.parse import quote

from baocao.pipeline.plan import Planned
from baocao.pipeline.previewing import Previewer
from composing import TEMPLATES
from html_page import HtmlPage
from office import Word
from support import Sandbox


def planned_named(previewer: Previewer, product: str) -> Planned:
    return next(each for each in previewer.planned_documents() if each.product.id == product)


def test_a_document_is_shown_as_a_page_and_turned_into_the_same_word_file(sandbox: Sandbox) -> None:
    loaded = sandbox.load()
    previewer = Previewer(loaded)
    planned = planned_named(previewer, "bao-cao")
    shown = previewer.preview_of(planned)
    assert shown.problems == ()
    assert shown.page == Previewer(loaded).preview_of(planned).page
    assert shown.page
    word = previewer.word_of(planned)
    assert word
    assert "3.781" in HtmlPage(shown.page).text
    assert HtmlPage(shown.page).texts_in("TenLoai") == Word(word).texts("TenLoai")


def test_what_is_shown_is_a_draft(sandbox: Sandbox) -> None:
    previewer = Previewer(sandbox.load())
    page = previewer.preview_of(planned_named(previewer, "tong-hop")).page
    assert page
    assert quote("DỰ THẢO") in HtmlPage(page).style


def test_a_document_that_cannot_be_made_says_why(sandbox: Sandbox) -> None:
    sandbox.write(TEMPLATES["bao-cao"], "---\nloai: bao-cao\ntrich_yeu: X\n---\n{{ khong_co }}\n")
    previewer = Previewer(sandbox.load())
    planned = planned_named(previewer, "bao-cao")
    shown = previewer.preview_of(planned)
    assert shown.page is None
    assert [problem.place and problem.place.file for problem in shown.problems] == [TEMPLATES["bao-cao"]]
    assert previewer.word_of(planned) is None


def test_with_faulty_definitions_nothing_is_shown(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/cd.yaml", "ma: [")
    assert Previewer(sandbox.load()).planned_documents() == ()
