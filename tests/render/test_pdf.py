"""What a PDF says of itself: its fonts, its level, and the moment of its making."""

import re
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest

from baocao.render.pdf import Font, font_family, fonts_of, has_level, with_moment
from pdfs import Letters, Made, sample_pdf

MOMENT = datetime(2025, 11, 18, tzinfo=UTC)
HANOI = Made("D:20261201021648+07'00'", "2026-12-01T02:16:48+07:00", (2026, 11, 30, 19, 16, 59))


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("BAAAAA+LiberationSerif-BoldItalic", "Liberation Serif"),
        ("CAAAAA+TimesNewRomanPSMT", "Times New Roman"),
        ("TimesNewRomanPS-BoldMT", "Times New Roman"),
        ("DejaVuSans", "Deja Vu Sans"),
        ("Arial,Bold", "Arial"),
        ("MT", "MT"),
    ],
)
def test_a_font_is_called_by_its_family(name: str, family: str) -> None:
    assert font_family(name) == family


def test_the_fonts_of_a_pdf_are_told_with_whether_they_are_in_it() -> None:
    fonts = (
        Letters(),
        Letters("CAAAAA+LiberationSerif"),
        Letters("Symbol", embedded=False, readable=False),
    )
    assert fonts_of(sample_pdf(fonts)) == (
        Font("Liberation Serif", is_embedded=True, is_readable=True),
        Font("Symbol", is_embedded=False, is_readable=False),
    )


def test_a_font_of_many_letters_has_them_in_its_descendant() -> None:
    kinds = (
        b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Tinos#20Bold/DescendantFonts[8 0 R]/ToUnicode 9 0 R>>"
    )
    parts = (
        b"7 0 obj\n%b\nendobj\n"
        b"8 0 obj\n<</Type/Font/Subtype/CIDFontType2/BaseFont/Tinos/FontDescriptor 10 0 R>>\nendobj\n"
        b"10 0 obj\n<</Type/FontDescriptor/FontFile3 11 0 R>>\nendobj\n"
    ) % kinds
    assert fonts_of(parts) == (Font("Tinos Bold", is_embedded=True, is_readable=True),)


def test_fonts_are_found_in_packed_objects_too() -> None:
    objects = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> <</Type /Pages>>"
    index = b"12 0 13 53 "
    packed = zlib.compress(index + objects)
    said = b"<</Type/ObjStm/N 2/First %d/Length %d/Filter/FlateDecode>>" % (len(index), len(packed))
    pdf = b"1 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (said, packed)
    assert fonts_of(pdf) == (Font("Helvetica", is_embedded=False, is_readable=False),)


def test_what_stands_in_a_stream_is_no_font() -> None:
    assert (
        fonts_of(b"1 0 obj\n<</Length 30>>\nstream\n2 0 obj <</Type/Font>> endobj\nendstream\nendobj\n")
        == ()
    )


@pytest.mark.parametrize(("level", "is_said"), [("2", True), ("1", False), ("3", False)])
def test_only_pdf_a_2_is_taken_for_it(level: str, is_said: bool) -> None:  # noqa: FBT001
    assert has_level(sample_pdf(level=level)) is is_said


def test_two_prints_of_one_document_are_the_same_bytes_wherever_and_whenever_they_were_made() -> None:
    here, there = with_moment(sample_pdf(), MOMENT), with_moment(sample_pdf(made=HANOI), MOMENT)
    assert here == there
    assert here != sample_pdf()
    assert with_moment(here, MOMENT) == here


def test_the_moment_is_said_alike_at_both_places_and_no_other_is_said() -> None:
    made = with_moment(sample_pdf(made=HANOI), MOMENT.astimezone(timezone(timedelta(hours=7))))
    assert b"/CreationDate(D:20251118000000Z')" in made
    assert b"<xmp:CreateDate>2025-11-18T00:00:00Z</xmp:CreateDate>" in made
    assert b"2026" not in made


def test_every_object_and_every_length_is_right_afterwards() -> None:
    made = with_moment(sample_pdf([Letters(), Letters("B")], HANOI), MOMENT)
    table = int(re.findall(rb"startxref\n(\d+)", made)[0])
    assert made[table:].startswith(b"xref\n")
    for number, place in enumerate(re.findall(rb"(\d{10}) \d{5} n", made[table:]), start=1):
        assert made[int(place) :].startswith(b"%d 0 obj\n" % number)
    said, content = re.findall(rb"/XML/Length (\d+)>>\nstream\n(.*?)\nendstream", made, re.DOTALL)[0]
    assert int(said) == len(content)
    (packed,) = re.findall(rb"FlateDecode>>\nstream\n(.*?)\nendstream", made, re.DOTALL)
    assert b"5 0 obj\n%d\nendobj" % len(packed) in made
    assert zlib.decompress(packed)[36:40] == b"acsp"


def test_its_identity_is_that_of_its_contents() -> None:
    first, second = (with_moment(sample_pdf(fonts), MOMENT) for fonts in ([Letters()], [Letters("B")]))
    names = [re.findall(rb"<([0-9A-F]{32})>", made) for made in (first, second)]
    assert names[0][0] == names[0][1] != names[1][0]


@pytest.mark.parametrize(
    "pdf",
    [
        b"%PDF-1.7\n%%EOF\n",
        sample_pdf().replace(b"xmp:CreateDate", b"xmp:Other"),
        sample_pdf().replace(b"trailer", b"trailing"),
        sample_pdf() + sample_pdf(),
    ],
)
def test_what_cannot_be_changed_in_whole_is_left_as_it_is(pdf: bytes) -> None:
    assert with_moment(pdf, MOMENT) == pdf
