"""Signs that belong to the form: how a text of the Party ends, how its grounds are listed."""

from typing import Final

import pytest

from baocao.documents.markdown import parse_markdown
from baocao.documents.punctuation import punctuated_blocks
from baocao.model.document import Block, Edge, Heading, Paragraph, Text
from baocao.source.forms import load_form
from composing import printed_lines
from support import Sandbox

STATE, OLD, NEW = map(load_form, ("nd-30-2020", "dang-2018", "dang-2026"))
GROUNDS: Final = (
    "*Căn cứ Luật A;*\n\n*Căn cứ Quy định số 1-QĐ/TW, ngày 09/01/2026;*\n\n*Căn cứ Kế hoạch B.*\n\nThân./."
)


def blocks_of(markdown: str) -> tuple[Block, ...]:
    return tuple(part for part in parse_markdown(markdown) if isinstance(part, Paragraph | Heading))


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    return [
        f"{block.marker} ".lstrip() + "".join(part.text for part in block.content if isinstance(part, Text))
        for block in blocks
        if isinstance(block, Paragraph)
    ]


@pytest.mark.parametrize("form", [OLD, NEW])
@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Đảng ủy kính báo cáo./.", "Đảng ủy kính báo cáo."),
        ("Đảng ủy **kính báo cáo./.**", "Đảng ủy kính báo cáo."),
        ("- Đề nghị thực hiện./.", "- Đề nghị thực hiện."),
        ("Đảng ủy kính báo cáo.", "Đảng ủy kính báo cáo."),
        ("Xem ../../a", "Xem ../../a"),
    ],
)
def test_a_text_of_the_party_ends_with_a_full_stop(form: object, written: str, printed: str) -> None:
    assert lines_of(punctuated_blocks(blocks_of(written), form)) == [printed]  # type: ignore[arg-type]


def test_a_text_of_the_state_ends_as_its_template_says() -> None:
    blocks = blocks_of(GROUNDS)
    assert punctuated_blocks(blocks, STATE) == blocks


def test_what_a_unit_wrote_itself_keeps_its_signs() -> None:
    written = Paragraph((Edge(1, begins=True), Text("Xong./."), Edge(1, begins=False)))
    assert punctuated_blocks((written,), NEW) == (written,)


def test_grounds_of_2018_end_with_semicolons_and_the_last_with_a_comma() -> None:
    assert lines_of(punctuated_blocks(blocks_of(GROUNDS), OLD)) == [
        "Căn cứ Luật A;",
        "Căn cứ Quy định số 1-QĐ/TW, ngày 09/01/2026;",
        "Căn cứ Kế hoạch B,",
        "Thân.",
    ]


def test_grounds_of_2026_have_dashes_and_the_last_a_full_stop() -> None:
    assert lines_of(punctuated_blocks(blocks_of(GROUNDS), NEW)) == [
        "- Căn cứ Luật A;",
        "- Căn cứ Quy định số 1-QĐ/TW, ngày 09/01/2026;",
        "- Căn cứ Kế hoạch B.",
        "Thân.",
    ]


@pytest.mark.parametrize("form", [OLD, NEW])
def test_grounds_of_the_party_are_upright(form: object) -> None:
    blocks = punctuated_blocks(blocks_of(GROUNDS), form)  # type: ignore[arg-type]
    runs = [part for block in blocks if isinstance(block, Paragraph) for part in block.content]
    assert not any(run.italic for run in runs if isinstance(run, Text))


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Kế hoạch A, Đảng ủy đề nghị các chi bộ thực hiện.",
        "Căn cứ Kế hoạch A, Đảng ủy báo cáo như sau:",
    ],
)
def test_a_sentence_that_begins_with_its_ground_is_no_list(sentence: str) -> None:
    assert lines_of(punctuated_blocks(blocks_of(f"{sentence}\n\nThân."), NEW)) == [sentence, "Thân."]


def test_one_ground_alone_is_known_by_its_semicolon() -> None:
    assert lines_of(punctuated_blocks(blocks_of("Căn cứ Luật A;\n\nThân."), NEW))[0] == "- Căn cứ Luật A."


def test_words_below_a_section_are_no_grounds() -> None:
    text = "# Mục\n\nCăn cứ Luật A;\n\nCăn cứ Luật B."
    assert lines_of(punctuated_blocks(blocks_of(text), NEW)) == ["Căn cứ Luật A;", "Căn cứ Luật B."]


def test_one_template_serves_both_forms(sandbox: Sandbox) -> None:
    body = 'Căn cứ {{ dan_chieu("nq-1") }};\n\nXã kính báo cáo./.'
    assert printed_lines(sandbox, body)[-1] == "Xã kính báo cáo./."
    sandbox.replace("data/units/xa-mot/ho-so.yaml", "ky_hieu: UBND", "ky_hieu: ĐU\nthe_thuc: dang")
    assert printed_lines(sandbox, body) == [
        "Căn cứ Nghị quyết số 1/NQ-CP, ngày 02/01/2025 của Chính phủ về một việc,",
        "Xã kính báo cáo.",
    ]
