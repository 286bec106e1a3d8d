"""What the hidden bookmarks of a printed document stand for, so that it is understood when it comes back.

Word and LibreOffice keep bookmarks through everything that people do to a text; a custom XML part beside
the text says what each of them marks. The names of bookmarks follow from their keys alone, so that they are
the same in the next build, and need not be listed.
"""

from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import blake2s, sha256
from typing import Final, NamedTuple

from baocao.model.printed import FigureKey

NAMESPACE: Final = "urn:baocao:dau"
"""The namespace of the custom XML part."""
VERSION: Final = 1
PREFIX: Final = "_bc"
"""How the names of all our bookmarks begin; Word hides those that begin with a line."""
LONGEST_NAME: Final = 40
"""Characters of a bookmark's name in Word."""
PARTED: Final = "\n\n"
"""What stands between paragraphs that are one text."""
_LETTERS: Final = 6
"""Of a hash; more would make files larger. Keys with the same hash are told apart by their occurrence."""
_BYTES: Final = 5
_DIGITS: Final = 16


class MarkKind(StrEnum):
    """What stands between the ends of a bookmark; the text is its element in the custom XML part.

    A figure; prose as a unit wrote it, whole or one sentence of it; what stands in prose for a mark that
    the unit typed, such as '[@qd-862]'.
    """

    FIGURE = "so"
    PROSE = "loi"
    REFERENCE = "dan"


class Mark(NamedTuple):
    """One bookmark: its key, what was printed there, and whose it is.

    The `key` of a figure is that of the map of printed figures (`FigureKey.text`). Of prose it is the way
    to it in the unit's file, parted by '/': 'noi_dung/nq71/I.1', 'nhiem_vu/nq71/6/ket_qua',
    'vuong_mac/nq71/2/noi_dung' for the second of the list; '#3' behind it is its third sentence alone. Of a
    reference it is what the unit typed: '[@qd-862]', '[#I.2]'; for '[=tthc.rut]' stands the figure. `unit`
    is whose file it stands in; `shared` counts the units that say the same where only one is named.
    Paragraphs of `value` are parted by empty lines, a newline is a line break; a sentence that was gathered
    has no full stop, and may begin with a small letter.
    """

    kind: MarkKind
    key: str
    value: str
    unit: str = ""
    shared: int = 1

    @property
    def digest(self) -> str:
        """A short hash of what was printed."""
        return sha256(self.value.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]

    @property
    def identity(self) -> str:
        """What the name of the bookmark is made of."""
        return f"{self.kind}|{self.unit}|{self.key}"


class MarkSource(NamedTuple):
    """A file that the document was made from: its path in the workspace, and the id that Git gives it."""

    path: str
    blob: str


class Origin(NamedTuple):
    """Which document it is, and from which sources; nothing of it depends on the machine or the moment."""

    kind: str
    unit: str
    period: str
    directive: str
    product: str
    draft: bool
    sources: tuple[MarkSource, ...] = ()


def bookmark_name(identity: str, occurrence: int = 1) -> str:
    """Return the name of a bookmark, of which the file has as many of the same hash before as it counts."""
    digest = blake2s(identity.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    name = PREFIX + b32encode(digest).decode().lower()[:_LETTERS]
    return name if occurrence == 1 else f"{name}_{occurrence}"


def unit_of_figure(key: str) -> str:
    """Return the unit that the key of a figure names; nothing for what many come to."""
    return FigureKey.parse(key).unit


def joined_paragraphs(lines: Iterable[str]) -> str:
    """Return paragraphs as one text; those without any text only part others."""
    return PARTED.join(line for line in lines if line.strip())


class Namer:
    """Gives the bookmarks of one file their names, in the order in which they begin."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def next_name(self, identity: str) -> str:
        """Return a name that the file does not have yet."""
        name = bookmark_name(identity)
        self._given[name] += 1
        count = self._given[name]
        return name if count == 1 else f"{name}_{count}"


def named_marks(marks: Iterable[Mark]) -> Iterator[tuple[str, Mark]]:
    """Yield the marks of a file, which come in its order, with their names."""
    namer = Namer()
    for mark in marks:
        yield namer.next_name(mark.identity), mark


def marks_digest(marks: Iterable[Mark]) -> str:
    """Return the hash of all marks, which tells whether somebody has edited them."""
    digest_so_far = sha256()
    for mark in marks:
        line = "\0".join((mark.kind, mark.key, mark.unit, str(mark.shared), mark.value))
        digest_so_far.update(f"{line}\0\0".encode("utf-8", "surrogatepass"))
    return digest_so_far.hexdigest()
