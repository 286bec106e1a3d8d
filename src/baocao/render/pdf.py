"""What a PDF that LibreOffice has made says of itself: its fonts, its level, and the moment of its making.

Only files that we have just had made come here, so this reads no more of the format than those need:
objects one after the other, and those that newer versions pack together.
"""

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import accumulate
from typing import Final, NamedTuple

from baocao.vietnamese.moments import utc_moment

LEVEL: Final = "PDF/A-2b"
_OBJECT: Final = re.compile(rb"(?:^|[\r\n ])(\d+) 0 obj\b")
_STREAM: Final = re.compile(rb"\bstream\r?\n")
_PACKED: Final = re.compile(rb"/Type\s*/ObjStm\b")
_FONT: Final = re.compile(rb"/Type\s*/Font\b")
_NAME: Final = re.compile(rb"/BaseFont\s*/([^\s/<>\[\]()]+)")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILE: Final = re.compile(rb"/FontFile[23]?\b")
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_STYLE: Final = re.compile(r"(?:PS)?(?:MT)?[-,].*$|(?:PS)?MT$")
_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LEVEL_SAID: Final = re.compile(rb"<pdfaid:part>2</pdfaid:part>|pdfaid:part=[\"']2[\"']")
_INFO_DATE: Final = re.compile(rb"/(?:Creation|Mod)Date\s*\((D:\d{14}[^)]*)\)")
_TOLD_DATE: Final = re.compile(rb"<xmp:(?:Create|Modify|Metadata)Date>([^<]*)</xmp:")
_PACKET: Final = re.compile(rb"/Type/Metadata/Subtype/XML/Length (\d+)>>\s*stream\r?\n")
_IDENTITY: Final = re.compile(rb"(/ID\s*\[\s*<)[0-9A-Fa-f]{32}(>\s*<)[0-9A-Fa-f]{32}(>)")
_CHECKSUM: Final = re.compile(rb"(/DocChecksum\s*/)[0-9A-Fa-f]{32}")
_NO_NAME: Final = b"0" * 32
_PROFILE: Final = re.compile(rb"<</N \d/Length (\d+) 0 R/Filter/FlateDecode>>\s*stream\r?\n")
_NO_MOMENT: Final = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
"""The beginning of 2000, as profiles of colours say it."""
_TABLE_AT: Final = re.compile(rb"startxref\s+(\d+)")
_TABLE: Final = re.compile(rb"xref\s+0 \d+\s*\n((?:\d{10} \d{5} [fn][ \r][\r\n])+)\s*trailer")
_PLACE: Final = re.compile(rb"(\d{10})( \d{5} n)")


class Font(NamedTuple):
    """The family of a font, whether its letters are in the file, and whether each says what it is."""

    family: str
    is_embedded: bool
    is_readable: bool


def has_level(pdf: bytes) -> bool:
    """Tell whether a PDF says that it is PDF/A-2."""
    return bool(_LEVEL_SAID.search(pdf))


def fonts_of(pdf: bytes) -> tuple[Font, ...]:
    """Return the fonts of a PDF."""
    objects = dict(_numbered_objects(pdf))
    # Descendants are parts of the fonts that name them, and have no letters of their own to tell.
    parts = {number for said in objects.values() for number in _referred(said, b"DescendantFonts")}
    fonts = (said for number, said in objects.items() if number not in parts and _FONT.search(said))
    return tuple(sorted({_font_of(said, objects) for said in fonts}))


def _font_of(said: bytes, objects: Mapping[int, bytes]) -> Font:
    found = _NAME.search(said)
    name = _ESCAPED.sub(lambda sign: bytes.fromhex(sign[1].decode()), found[1]) if found else b"?"
    holders = [said, *(objects.get(part, b"") for part in _referred(said, b"DescendantFonts"))]
    described = [
        objects.get(number, b"") for each in holders for number in _referred(each, b"FontDescriptor")
    ]
    # What a font of the third kind draws is always in the file.
    is_embedded = bool(re.search(rb"/Subtype\s*/Type3\b", said)) or any(map(_FILE.search, described))
    return Font(font_family(name.decode("utf-8", "replace")), is_embedded, b"/ToUnicode" in said)


def font_family(name: str) -> str:
    """Return the family of a font by its PostScript name: 'BAAAAA+LiberationSerif-Bold'."""
    family = _STYLE.sub("", _SUBSET.sub("", name))
    return _WORDS.sub(" ", family) or name


def _referred(said: bytes, key: bytes) -> list[int]:
    """Return the numbers of the objects to which a key of a dictionary leads."""
    found = re.search(rb"/" + key + rb"\s*\[?((?:\s*\d+ 0 R)+)", said)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", found[1])] if found else []


def _numbered_objects(pdf: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects of a PDF with their numbers, without the contents of streams."""
    position = 0
    while found := _OBJECT.search(pdf, position):
        end = pdf.find(b"endobj", found.end())
        stream = _STREAM.search(pdf, found.end(), end if end >= 0 else len(pdf))
        said = pdf[found.end() : stream.start() if stream else end]
        yield int(found[1]), said
        if stream:
            if _PACKED.search(said):
                yield from _packed_objects(said, pdf[stream.end() :])
            end = pdf.find(b"endstream", stream.end())
        if end < 0:
            return
        position = end


def _packed_objects(said: bytes, stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects of a stream of objects."""
    content = zlib.decompressobj().decompress(stream)
    count, first = (int(re.search(rb"/" + key + rb"\s+(\d+)", said)[1]) for key in (b"N", b"First"))  # type: ignore[index]
    numbers = list(map(int, content[:first].split()[: 2 * count]))
    starts = [*(first + at for at in numbers[1::2]), len(content)]
    for index, number in enumerate(numbers[::2]):
        yield number, content[starts[index] : starts[index + 1]]


def with_moment(pdf: bytes, moment: datetime) -> bytes:
    """Return a PDF that was made at `moment` and is known by its contents: from like sources, like bytes.

    Where its date does not stand in both places that have to agree in PDF/A, or its objects cannot be
    moved, it is left as it is.
    """
    table, packet = _table_of(pdf), _PACKET.search(pdf)
    if not (table and packet and _INFO_DATE.search(pdf) and _TOLD_DATE.search(pdf)):
        return pdf
    told = utc_moment(moment)
    short = f"D:{''.join(filter(str.isdigit, told))}Z'"
    in_packet = [Edit(*found.span(1), told.encode()) for found in _TOLD_DATE.finditer(pdf)]
    length = int(packet[1]) + sum(each.growth for each in in_packet)
    edits = [
        *(Edit(*found.span(1), short.encode()) for found in _INFO_DATE.finditer(pdf)),
        *in_packet,
        Edit(*packet.span(1), str(length).encode()),
        *_profile_edits(pdf),
    ]
    return _named_by_content(_edited(pdf, sorted(edits), table))


class Edit(NamedTuple):
    """Bytes in the place of others."""

    start: int
    end: int
    text: bytes

    @property
    def growth(self) -> int:
        """By how many bytes what follows moves on."""
        return len(self.text) - (self.end - self.start)


def _table_of(pdf: bytes) -> "re.Match[bytes] | None":
    """Return where the places of all objects stand: in one table, as LibreOffice writes it."""
    ends = list(_TABLE_AT.finditer(pdf))
    return _TABLE.match(pdf, int(ends[0][1])) if len(ends) == 1 else None


def _profile_edits(pdf: bytes) -> Iterator[Edit]:
    """Yield what takes the moment of making out of the profile of colours, which is packed."""
    for found in _PROFILE.finditer(pdf):
        unpacking = zlib.decompressobj()
        profile = unpacking.decompress(pdf[found.end() :])
        length = re.compile(rb"[\r\n]" + found[1] + rb" 0 obj\s+(\d+)\s+endobj").search(pdf)
        # One that is known by the sum of its contents would not be known any more.
        if length and profile[36:40] == b"acsp" and not any(profile[84:100]):
            packed = zlib.compress(profile[:24] + _NO_MOMENT + profile[36:], 9)
            yield Edit(found.end(), len(pdf) - len(unpacking.unused_data), packed)
            yield Edit(*length.span(1), str(len(packed)).encode())


def _edited(pdf: bytes, edits: Sequence[Edit], table: "re.Match[bytes]") -> bytes:
    """Return a PDF with edits in their order, in which every object is found again."""
    ends = [each.end for each in edits]
    growths = [0, *accumulate(each.growth for each in edits)]

    def moved(place: bytes) -> int:
        return int(place) + growths[bisect_right(ends, int(place))]

    places = _PLACE.sub(lambda found: b"%010d%b" % (moved(found[1]), found[2]), table[1])
    (start,) = _TABLE_AT.finditer(pdf)
    found_again = [Edit(*table.span(1), places), Edit(*start.span(1), b"%d" % moved(start[1]))]
    parts: list[bytes] = []
    position = 0
    for each in sorted([*edits, *found_again]):
        parts += (pdf[position : each.start], each.text)
        position = each.end
    return b"".join([*parts, pdf[position:]])


def _named_by_content(pdf: bytes) -> bytes:
    """Return a PDF whose identity is the sum of all else that is in it."""
    nameless = _CHECKSUM.sub(rb"\g<1>" + _NO_NAME, _IDENTITY.sub(_with_name(_NO_NAME), pdf))
    name = sha256(nameless).hexdigest()[:32].upper().encode()
    return _CHECKSUM.sub(rb"\g<1>" + name, _IDENTITY.sub(_with_name(name), nameless))


def _with_name(name: bytes) -> bytes:
    return rb"\g<1>" + name + rb"\g<2>" + name + rb"\g<3>"
