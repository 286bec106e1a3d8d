"""Footnotes are real ones: numbered by Word, at the foot of the page."""

from xml.etree import ElementTree as ET

from baocao.model.document import Footnote, Heading, Inline, Paragraph, Text
from office import W, Word, has, properties, style_of, text
from samples import paragraph, word


def note(*lines: str) -> Footnote:
    return Footnote(tuple((Text(line),) for line in lines))


def with_notes(*notes: Footnote) -> Word:
    content: tuple[Inline, ...] = (Text("Xã đã ban hành 04 quyết định"), *notes, Text("."))
    return word(blocks=(Paragraph(content), paragraph("Hết.")))


def notes_of(document: Word) -> dict[str, ET.Element]:
    """Return the footnotes without the separators, by id."""
    found = document.part("word/footnotes.xml").findall(f"{W}footnote")
    return {each.get(f"{W}id", ""): each for each in found if each.get(f"{W}type") is None}


def references(document: Word) -> list[str]:
    return [found.get(f"{W}id", "") for found in document.root.iter(f"{W}footnoteReference")]


def test_a_reference_in_the_text_finds_its_note() -> None:
    document = with_notes(note("Quyết định số 09/QĐ-UBND"))
    assert references(document) == ["1"]
    assert text(notes_of(document)["1"]) == " Quyết định số 09/QĐ-UBND"


def test_notes_are_numbered_in_the_order_in_which_they_are_mentioned() -> None:
    document = word(
        blocks=(
            Heading(1, "I.", (Text("Kết quả"), note("một"))),
            Paragraph((Text("a"), note("hai"), Text("b"), note("ba"))),
        )
    )
    assert references(document) == ["1", "2", "3"]
    assert [text(each).strip() for each in notes_of(document).values()] == ["một", "hai", "ba"]


def test_a_note_of_several_paragraphs_carries_its_mark_once() -> None:
    (found,) = notes_of(with_notes(note("Quyết định số 09", "Quyết định số 632"))).values()
    paragraphs = found.findall(f"{W}p")
    assert [style_of(each) for each in paragraphs] == ["FootnoteText", "FootnoteText"]
    assert [has(each, "r/footnoteRef") for each in paragraphs] == [True, False]


def test_marks_are_raised_in_the_text_and_in_the_note() -> None:
    document = with_notes(note("Quyết định"))
    (found,) = notes_of(document).values()
    for story in (document.root, found):
        (run,) = [run for run in story.iter(f"{W}r") if has(run, "rPr/rStyle")]
        assert properties(run.find(f"{W}rPr"))["rStyle"] == "FootnoteReference"


def test_a_note_is_set_smaller_than_the_text() -> None:
    document = with_notes(note("Quyết định"))
    (found,) = notes_of(document).values()
    assert document.look(found.findall(f"{W}p")[0]).size < document.looks("NoiNhan").size


def test_signs_of_xml_in_a_note_are_printed_as_written() -> None:
    (found,) = notes_of(with_notes(note("Công văn số 891/SKHCN-KH&ĐMST"))).values()
    assert text(found).strip() == "Công văn số 891/SKHCN-KH&ĐMST"


def test_a_document_without_notes_has_only_the_separators_that_word_wants() -> None:
    document = word()
    kinds = [found.get(f"{W}type") for found in document.part("word/footnotes.xml")]
    assert kinds == ["separator", "continuationSeparator"]
    assert references(document) == []


def test_the_settings_name_both_separators() -> None:
    document = word()
    named = [found.get(f"{W}id") for found in document.part("word/settings.xml").iter(f"{W}footnote")]
    there = [found.get(f"{W}id") for found in document.part("word/footnotes.xml").iter(f"{W}footnote")]
    assert named == there


def test_notes_of_one_document_do_not_stand_in_the_next() -> None:
    with_notes(note("Quyết định"))
    assert notes_of(word()) == {}
