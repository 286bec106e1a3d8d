"""How many pages there are is judged from the text: a count of one that a writer states is not believed."""

from collections.abc import Callable
from typing import Final

import pytest
from docx.enum.text import WD_BREAK

import hand
from baocao.inspection.extent import Extent, extent_of
from baocao.inspection.reading import read_docx
from baocao.inspection.verdicts import Outcome
from breaking import change_parts, inspect_bytes
from hand import BODY, Typed, letterhead_in_table

RULES: Final = ("TT106", "TT107", "TT108")


def without_number(change: Callable[[Typed], None]) -> bytes:
    """Return a document whose header is empty, changed."""
    typed = Typed()
    letterhead_in_table(typed)
    change(typed)
    header = typed.document.sections[0].header.paragraphs[0]
    for run in list(header.runs):
        header._p.remove(run._r)
    return typed.data()


def outcomes(data: bytes) -> list[Outcome]:
    return [each.outcome for each in inspect_bytes(data).judged if each.rule.id in RULES]


def many_lines(typed: Typed) -> None:
    typed.body(*BODY * 40)


def page_break(typed: Typed) -> None:
    typed.body(*BODY)
    typed.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    typed.body(*BODY)


def new_section(typed: Typed) -> None:
    typed.body(*BODY)
    typed.document.add_section()
    typed.body(*BODY)


@pytest.mark.parametrize("change", [many_lines, page_break, new_section])
def test_a_document_of_several_pages_needs_numbers_whatever_its_writer_counted(
    change: Callable[[Typed], None],
) -> None:
    data = without_number(change)
    assert extent_of(read_docx(data)) is Extent.MANY
    assert outcomes(data) == [Outcome.CONFORMS, Outcome.FAILS, Outcome.NOT_FOUND]


def test_a_short_document_needs_no_number() -> None:
    data = without_number(lambda typed: typed.body(*BODY))
    assert extent_of(read_docx(data)) is Extent.ONE
    assert outcomes(data) == [Outcome.NOT_APPLICABLE] * 3


def test_where_the_pages_are_not_known_a_missing_number_was_not_found() -> None:
    data = without_number(lambda typed: typed.body(*BODY * 4))
    assert extent_of(read_docx(data)) is Extent.UNKNOWN
    assert outcomes(data) == [Outcome.NOT_FOUND] * 3


def test_a_page_that_word_saw_ending_is_one() -> None:
    data = change_parts(
        without_number(lambda typed: typed.body(*BODY)),
        lambda texts: texts.update(
            {
                "word/document.xml": texts["word/document.xml"].replace(
                    "<w:t>1.", "<w:lastRenderedPageBreak/><w:t>1."
                )
            }
        ),
    )
    assert extent_of(read_docx(data)) is Extent.MANY


def test_a_number_in_a_text_box_of_the_header_is_found_where_the_box_is() -> None:
    def in_box(place: str) -> bytes:
        number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
        field = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{number}</w:p>'
        box = (
            f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="{place}">'
            f"<v:textbox><w:txbxContent>{field}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        )

        def put_in(texts: dict[str, str]) -> None:
            name = next(name for name in texts if name.startswith("word/header"))
            head, _, _ = texts[name].partition("<w:p>")
            texts[name] = f"{head}{box}</w:hdr>"

        return change_parts(hand.typed_report(), put_in)

    middle, right = (f"mso-position-horizontal:{where}" for where in ("center", "right"))
    assert outcomes(in_box(middle))[1] is Outcome.CONFORMS
    assert outcomes(in_box(right))[1] is Outcome.FAILS
