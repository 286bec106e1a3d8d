"""Footnotes are real ones: numbered by Word, at the foot of the page."""

from xml.etree import ElementTree as ET

from baocao.model.document import Footnote, Heading, Inline, Paragraph, Text
from office import W, Word, flat_properties, has_element, printed_text, style_of
from samples import plain_paragraph, sample_word


def make_footnote(*lines: str) -> Footnote:
    return Footnote(tuple((Text(line),) for line in lines))


def with_notes(*notes: Footnote) -> Word:
    content: tuple[Inline, ...] = (Text("Xã đã ban hành 04 quyết định"), *notes, Text("."))
    return sample_word(blocks=(Paragraph(content), plain_paragraph("Hết.")))


def notes_of(document: Word) -> dict[str, ET.Element]:
    """Return the footnotes without the separators, by id."""
    elements = document.part("word/footnotes.xml").findall(f"{W}footnote")
    return {each.get(f"{W}id", ""): each for each in elements if each.get(f"{W}type") is None}


def note_references(document: Word) -> list[str]:
    return [element.get(f"{W}id", "") for element in document.root.iter(f"{W}footnoteReference")]


def test_a_reference_in_the_text_finds_its_note() -> None:
    document = with_notes(make_footnote("Quyết định số 09/QĐ-UBND"))
    assert note_references(document) == ["1"]
    assert printed_text(notes_of(document)["1"]) == " Quyết định số 09/QĐ-UBND"


def test_notes_are_numbered_in_the_order_in_which_they_are_mentioned() -> None:
    document = sample_word(
        blocks=(
            Heading(1, "I.", (Text("Kết quả"), make_footnote("một"))),
            Paragraph((Text("a"), make_footnote("hai"), Text("b"), make_footnote("ba"))),
        )
    )
    assert note_references(document) == ["1", "2", "3"]
    assert [printed_text(each).strip() for each in notes_of(document).values()] == ["một", "hai", "ba"]


def test_a_note_of_several_paragraphs_carries_its_mark_once() -> None:
    (value,) = notes_of(with_notes(make_footnote("Quyết định số 09", "Quyết định số 632"))).values()
    paragraphs = value.findall(f"{W}p")
    assert [style_of(each) for each in paragraphs] == ["FootnoteText", "FootnoteText"]
    assert [has_element(each, "r/footnoteRef") for each in paragraphs] == [True, False]


def test_marks_are_raised_in_the_text_and_in_the_note() -> None:
    document = with_notes(make_footnote("Quyết định"))
    (value,) = notes_of(document).values()
    for story in (document.root, value):
        (run,) = [run for run in story.iter(f"{W}r") if has_element(run, "rPr/rStyle")]
        assert flat_properties(run.find(f"{W}rPr"))["rStyle"] == "FootnoteReference"


def test_a_note_is_set_smaller_than_the_text() -> None:
    document = with_notes(make_footnote("Quyết định"))
    (value,) = notes_of(document).values()
    assert document.look(value.findall(f"{W}p")[0]).size < document.looks("NoiNhan").size


def test_signs_of_xml_in_a_note_are_printed_as_written() -> None:
    (value,) = notes_of(with_notes(make_footnote("Công văn số 891/SKHCN-KH&ĐMST"))).values()
    assert printed_text(value).strip() == "Công văn số 891/SKHCN-KH&ĐMST"


def test_a_document_without_notes_has_only_the_separators_that_word_wants() -> None:
    document = sample_word()
    kinds = [part.get(f"{W}type") for part in document.part("word/footnotes.xml")]
    assert kinds == ["separator", "continuationSeparator"]
    assert note_references(document) == []


def test_the_settings_name_both_separators() -> None:
    document = sample_word()
    named = [element.get(f"{W}id") for element in document.part("word/settings.xml").iter(f"{W}footnote")]
    there = [element.get(f"{W}id") for element in document.part("word/footnotes.xml").iter(f"{W}footnote")]
    assert named == there


def test_notes_of_one_document_do_not_stand_in_the_next() -> None:
    with_notes(make_footnote("Quyết định"))
    assert notes_of(sample_word()) == {}
