"""The document tree: what a document says, free of how Word or a sheet will hold it."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from baocao.model.chart import ChartRow
from baocao.model.form import SALUTATION
from baocao.model.marks import Mark
from baocao.model.printed import Printed
from baocao.model.table import Table


class Text(NamedTuple):
    """A run of characters; `missing` marks a place where data are still to come.

    `figures` are the figures that it says, for tracing; renderers print nothing of them.
    """

    text: str
    bold: bool = False
    italic: bool = False
    missing: bool = False
    figures: tuple[Printed, ...] = ()

    @property
    def look(self) -> tuple[bool, bool, bool]:
        """How it is printed."""
        return self.bold, self.italic, self.missing


class Footnote(NamedTuple):
    """A footnote at this place, of one or more paragraphs."""

    paragraphs: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


class Edge(NamedTuple):
    """Where something that a unit wrote begins or ends; `number` says what, in `Document.written`."""

    number: int
    begins: bool


Inline = Text | Footnote | Break | Edge


class Heading(NamedTuple):
    """A heading; `number` is printed before the text ('I.', '1.', '1.1.', 'a)').

    `name` is the symbol by which the text refers to it.
    """

    level: int
    number: str
    content: tuple[Inline, ...]
    name: str = ""


class Paragraph(NamedTuple):
    """A body paragraph; `marker` is '-' or '+' for items of a list, else nothing."""

    content: tuple[Inline, ...]
    marker: str = ""


class Caption(NamedTuple):
    """A line above a table that names it or tells its units."""

    content: tuple[Inline, ...]


Block = Heading | Paragraph | Caption | Table | ChartRow


class Letterhead(NamedTuple):
    """The head of page 1: parent and issuing body, number and notation, place and day.

    `number` is the text between 'Số:' and the notation, or nothing while it is not given. `subject`
    stands under the number of documents without a type name ('V/v …'). `stamps` are the marks of
    urgency, `circulation` the one above the letterhead. `edition` says which draft it is
    ('Dự thảo lần 2').
    """

    parent: tuple[str, ...]
    body: tuple[str, ...]
    number: str
    notation: str
    place: str
    day: date | None
    subject: str = ""
    stamps: tuple[str, ...] = ()
    circulation: str = ""
    edition: str = ""


AND_POST: Final = "kiêm"
"""Stands between the two posts of a signer, on a line of its own."""


class Signature(NamedTuple):
    """Authority and title lines above the signature, the title last, and the signer's name.

    The last `titles` lines are the title: none of a member who signs on behalf of a Party committee, three
    of who signs by two posts ('Bí thư', 'kiêm', 'Trưởng Ban Chỉ đạo').
    """

    lines: tuple[str, ...]
    name: str
    titles: int = 1

    @property
    def authority(self) -> tuple[str, ...]:
        """The lines above the title."""
        return self.lines[: len(self.lines) - self.titles]

    @property
    def title(self) -> tuple[str, ...]:
        """The lines of the title."""
        return self.lines[len(self.lines) - self.titles :]


class Appendix(NamedTuple):
    """An appendix (phụ lục): a section of its own, with its own page numbers.

    `number` is what it is called ('Phụ lục', 'Phụ lục II'); `reference` is the 'Kèm theo …' line. In a
    workbook all of it stands on one worksheet called `sheet`, if it has such a name, else each of its
    tables on its own; a `landscape` page is turned upright where its table has room.
    """

    number: str
    title: str
    reference: str
    landscape: bool
    blocks: tuple[Block, ...]
    sheet: str = ""


class Document(NamedTuple):
    """One official document, ready to be rendered.

    `type_name` and `subject` are the title lines; a công văn has neither. `draft` prints the
    watermark; `notice` is printed on every page (synthetic data); `remarks` are what a draft lacks,
    printed after the last page. `drafter` is the mark of who drafted it ('PL.(300)') and `contact` the
    address lines at the foot of page 1 or of the last. An `addressed` document without addressees shows
    that they lack. A document without `blocks` is only its appendices, which belong to another file.
    A `paper` for a meeting is no document of the law: nobody numbers it, signs it or receives it.
    `datasets` are worksheets for programs, which no page has. `written` is what units wrote of it, for its
    return; nothing of that is printed. `salutation` begins the line of addressees; a `duplex` document is
    printed on both sides of its sheets.
    """

    title: str
    type_name: str
    subject: str
    letterhead: Letterhead
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    appendices: tuple[Appendix, ...] = ()
    draft: bool = True
    notice: str = ""
    remarks: tuple[str, ...] = ()
    drafter: str = ""
    addressed: bool = False
    salutation: str = SALUTATION
    contact: tuple[str, ...] = ()
    paper: bool = False
    duplex: bool = False
    datasets: tuple[Table, ...] = ()
    written: tuple[Mark, ...] = ()

    @property
    def is_attachment(self) -> bool:
        """Whether the file holds only appendices, which are then signed on their own (Mẫu 2.2)."""
        return not self.blocks

    @property
    def is_sealed_attachment(self) -> bool:
        """Whether the file begins with the line for the body's seal; a listing is nobody's."""
        return self.is_attachment and bool(self.letterhead.body)
