"""The parts of a DOCX put together."""

import io
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree as ET

import docx
import pytest

from baocao.model.document import Footnote, Paragraph, Signature, Text
from baocao.pipeline.making import Outcome
from baocao.render.word import WordRenderer
from office import W, Word, flat_properties, lint_module
from once import make_styles_anew, make_styles_once
from samples import (
    DOCUMENT,
    FORM,
    HEAD,
    MOMENT,
    TABLE,
    party_renderer,
    plain_paragraph,
    sample_appendix,
    sample_word,
    state_renderer,
)

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
RICH = DOCUMENT._replace(
    blocks=(
        Paragraph((Text("a", bold=True), Footnote(((Text("chú thích"),),)))),
        TABLE,
        plain_paragraph("Hết."),
    ),
    appendices=(sample_appendix(TABLE, landscape=True),),
    draft=True,
    notice="SỐ LIỆU GIẢ LẬP",
    remarks=("Thiếu số liệu",),
)


def core_properties(document: Word) -> ET.Element:
    return document.part("docProps/core.xml")


@pytest.mark.parametrize("document", [DOCUMENT, RICH, DOCUMENT._replace(addressees=(), recipients=())])
def test_lint_finds_nothing_in_a_document(document: object) -> None:
    assert lint_module().lint_file(state_renderer().render(document, MOMENT)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["dang-2018", "dang-2026"])
@pytest.mark.parametrize("circulation", ["luu_hanh_noi_bo", "khong_pho_bien"])
def test_lint_finds_nothing_in_a_document_of_the_party(form: str, circulation: str) -> None:
    head = HEAD._replace(stamps=("mat", "khan"), circulation=circulation, edition="Dự thảo lần 2")
    document = RICH._replace(
        letterhead=head, drafter="ABC-268", contact=("Số 1", "Điện thoại"), duplex=True,
        addressees=("A", "B"), signature=Signature(("Bí thư", "kiêm", "Trưởng Ban"), "Nguyễn Văn A", 3),
    )  # fmt: skip
    assert lint_module().lint_file(party_renderer(form).render(document, MOMENT)) == []


def test_lint_finds_nothing_in_what_is_built(real: Outcome, synthetic: Outcome) -> None:
    made = [each for each in (*real.made, *synthetic.made) if each.name.endswith(".docx")]
    assert len(made) > 10
    assert {each.name: lint_module().lint_file(each.data) for each in made} == {
        each.name: [] for each in made
    }


def test_python_docx_reads_the_document() -> None:
    opened = docx.Document(io.BytesIO(state_renderer().render(RICH, MOMENT)))
    assert "BÁO CÁO" in [paragraph.text for paragraph in opened.paragraphs]
    assert len(opened.tables) == 4


def test_the_properties_name_title_issuing_body_and_language() -> None:
    document = sample_word(
        title="Báo cáo R&D", letterhead=HEAD._replace(body=("Ủy ban nhân dân", "xã Mỏ Cày"))
    )
    by_key = {child.tag.removeprefix(DUBLIN_CORE): child.text for child in core_properties(document)}
    assert by_key["title"] == "Báo cáo R&D"
    assert by_key["creator"] == "Ủy ban nhân dân xã Mỏ Cày"
    assert by_key["language"] == "vi-VN"


def test_the_properties_tell_the_given_moment_and_no_other() -> None:
    here = timezone(timedelta(hours=7))
    data = state_renderer().render(DOCUMENT, datetime(2025, 11, 18, 5, tzinfo=here))
    times = [core_properties(Word(data)).findtext(f"{TERMS}{name}") for name in ("created", "modified")]
    assert times == ["2025-11-17T22:00:00Z", "2025-11-17T22:00:00Z"]


def test_word_opens_the_document_without_compatibility_mode() -> None:
    (setting,) = sample_word().part("word/settings.xml").iter(f"{W}compatSetting")
    assert setting.get(f"{W}name") == "compatibilityMode"
    assert setting.get(f"{W}val") == "15"


def test_the_document_is_vietnamese_down_to_its_decimal_sign() -> None:
    settings = flat_properties(sample_word().part("word/settings.xml"))
    assert settings["themeFontLang"] == "vi-VN"
    assert settings["decimalSymbol"] == ","


def test_every_part_has_a_content_type() -> None:
    document = sample_word()
    types = document.part("[Content_Types].xml")
    named = {result.get("PartName") for result in types if result.get("PartName")}
    endings = {result.get("Extension") for result in types if result.get("Extension")}
    assert {name.removeprefix("/") for name in named if name} <= document.parts.keys()
    assert {name.rpartition(".")[2] for name in document.parts} <= endings


def test_every_relationship_leads_to_a_part() -> None:
    document = sample_word()
    targets = [part.get("Target") for part in document.part("word/_rels/document.xml.rels")]
    assert {f"word/{target}" for target in targets} <= document.parts.keys()


@pytest.fixture
def styles_made_anew() -> Iterator[None]:
    """Renderers make their styles themselves, as in the program."""
    make_styles_anew()
    yield
    make_styles_once()


@pytest.mark.usefixtures("styles_made_anew")
def test_the_same_document_has_the_same_bytes_from_any_renderer() -> None:
    assert WordRenderer(FORM).render(RICH, MOMENT) == state_renderer().render(RICH, MOMENT)


def test_what_was_rendered_before_leaves_no_trace() -> None:
    fresh = WordRenderer(FORM)
    fresh.render(RICH, MOMENT)
    assert fresh.render(DOCUMENT, MOMENT) == state_renderer().render(DOCUMENT, MOMENT)


def test_only_the_day_of_its_properties_changes_with_the_moment() -> None:
    later = Word(state_renderer().render(DOCUMENT, MOMENT + timedelta(days=1)))
    changed = {name for name, data in sample_word().parts.items() if later.parts[name] != data}
    assert changed == {"docProps/core.xml"}
