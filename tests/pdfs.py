"""PDF files as small as can be, with all that the program looks at."""

import zlib
from collections.abc import Iterable
from typing import Final, NamedTuple


class Letters(NamedTuple):
    """A font of such a file."""

    name: str = "BAAAAA+LiberationSerif-Bold"
    embedded: bool = True
    readable: bool = True


class Made(NamedTuple):
    """When a file was made, as it says at three places."""

    info: str = "D:20261130191648Z'"
    told: str = "2026-11-30T19:16:48Z"
    profile: tuple[int, ...] = (2026, 11, 30, 19, 16, 48)


ONE_FONT: Final = (Letters(),)
HERE: Final = Made()


def sample_pdf(fonts: Iterable[Letters] = ONE_FONT, made: Made = HERE, level: str = "2") -> bytes:
    """Return a PDF as LibreOffice writes it: objects, and a table of where they stand."""
    packet = (f"<pdfaid:part>{level}</pdfaid:part><xmp:CreateDate>{made.told}</xmp:CreateDate>").encode()
    moment = b"".join(number.to_bytes(2, "big") for number in made.profile)
    profile = zlib.compress(b"\0" * 24 + moment + b"acsp" + b"\0" * 160)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R\n>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream" % (len(packet), packet),
        b"<</N 3/Length 5 0 R/Filter/FlateDecode>>\nstream\n%b\nendstream" % profile,
        b"%d" % len(profile),
        f"<</Producer(LibreOffice)\n/CreationDate({made.info})>>".encode(),
    ]
    for each in fonts:
        number = len(objects) + 1
        unicode = "/ToUnicode 5 0 R" if each.readable else ""
        letters = f"/FontFile2 {number + 2} 0 R" if each.embedded else ""
        objects += [
            f"<</Type/Font/BaseFont/{each.name}/FontDescriptor {number + 1} 0 R{unicode}>>".encode(),
            f"<</Type/FontDescriptor/FontName/{each.name}\n{letters}>>".encode(),
            b"<</Length 8>>\nstream\n/Type/Fo\nendstream",
        ]
    return _with_table(objects)


def _with_table(objects: list[bytes]) -> bytes:
    body = b"%PDF-1.6\n%\xc3\xa4\n"
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n\n" % (number, content)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    name = b"A" * 32
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, lines)
        + b"trailer\n<</Size %d/Root 1 0 R\n/ID [ <%b>\n<%b> ]\n/DocChecksum /%b\n>>\n"
        % (len(objects) + 1, name, name, name)
        + b"startxref\n%d\n%%%%EOF\n" % len(body)
    )
