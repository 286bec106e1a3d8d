"""What the hidden bookmarks of a printed document stand for, so that it is understood when it comes back.

Word and LibreOffice keep bookmarks through everything that people do to a text; a custom XML part beside
the text says what each of them marks. The names of bookmarks follow from their keys alone, so that they are
the same in the next build, and need not be listed.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from zlib import crc32

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
_NAMES: Final = 16**7
"""So many names there are; more would make files larger. Keys of one name are told apart by a number."""
LONGEST_PATH: Final = 1_000
SEPARATOR: Final = "\u2cfa"
"""What stands between fields that are looked at together; no text has it."""
FIELDS: Final = 5
"""How many fields a mark has."""
_DIGITS: Final = 16


class MarkKind(StrEnum):
    """What stands between the ends of a bookmark; the text is its element in the custom XML part.

    A figure; prose as a unit wrote it, whole or one sentence of it; what stands in prose for a mark that
    the unit typed, such as '[@qd-862]'.
    """

    FIGURE = "so"
    PROSE = "loi"
    REFERENCE = "dan"


def is_inner_path(path: str) -> bool:
    """Tell whether a path leads to a file below a folder, on every system."""
    parts = PurePosixPath(path).parts
    plain = path.isprintable() and len(path) < LONGEST_PATH and not set(path) & set("\\:")
    return plain and bool(parts) and parts[0] != "/" and ".." not in parts


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
    def way(self) -> str:
        """The way to a text in the unit's file, of one sentence that to the whole."""
        return self.key.partition("#")[0]

    @property
    def digest(self) -> str:
        """A short hash of what was printed."""
        return sha256(self.value.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]

    @property
    def identity(self) -> str:
        """What the name of the bookmark is made of."""
        if self.kind is MarkKind.FIGURE:
            return figure_identity(self.key)
        return f"{self.kind.value}|{self.unit}|{self.key}"


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


def figure_identity(key: str) -> str:
    """Return what the name of a figure's bookmark is made of; its key has the unit."""
    return f"so|{key}"


def unit_of_figure(key: str) -> str:
    """Return the unit that the key of a figure names; nothing for what many come to."""
    return FigureKey.parse(key).unit


def joined_paragraphs(lines: Iterable[str]) -> str:
    """Return paragraphs as one text; those without any text only part others."""
    return PARTED.join(line for line in lines if line.strip())


class Namer:
    """Gives the bookmarks of one file their names, in the order in which they begin."""

    def __init__(self) -> None:
        self._given: dict[int, int] = {}

    def next_name(self, identity: str) -> str:
        """Return a name that the file does not have yet."""
        # Nothing depends on it being hard to find another text with the same sum, and it takes no time.
        number = crc32(identity.encode("utf-8", "surrogatepass")) % _NAMES
        count = self._given[number] = self._given.get(number, 0) + 1
        return f"{PREFIX}{number:07x}" if count == 1 else f"{PREFIX}{number:07x}_{count}"


def named_marks(marks: Iterable[Mark]) -> Iterator[tuple[str, Mark]]:
    """Yield the marks of a file, which come in its order, with their names."""
    namer = Namer()
    for mark in marks:
        yield namer.next_name(mark.identity), mark


def flat_fields(marks: Iterable[Mark]) -> Iterator[str]:
    """Yield the fields of marks one after the other, `FIELDS` of each."""
    return map(str, chain.from_iterable(marks))


def fields_digest(fields: Iterable[str]) -> str:
    """Return the hash of the fields of all marks, which tells whether somebody has edited them."""
    return sha256(SEPARATOR.join(fields).encode("utf-8", "surrogatepass")).hexdigest()
