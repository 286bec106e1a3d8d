"""The form of documents (thể thức) that the law prescribes, as data."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

PAPER_MARGIN: Final = 15
PAPER_LEFT: Final = 20
"""Millimetres around a paper for a meeting."""
PAPER_SPACING: Final = 2
PAPER_SIZE: Final = 12
PAPER_SIZES: Final = MappingProxyType(
    {"noi_dung": 11, "muc": 11, "bang": 10, "tieu_de_bang": 10, "ghi_chu": 9, "chu_thich": 9, "so_trang": 9}
)
"""Points of the letters of such a paper, at most."""
HEADINGS: Final = ("muc", "khoan", "khoan_thap_phan", "diem")
"""The components that headings of the first, second … level are."""


class Family(StrEnum):
    """Whose form a body's documents have; the text is the word used in profiles."""

    STATE = "nha_nuoc"
    PARTY = "dang"


class Numerals(StrEnum):
    """How appendices are numbered; the text is the word used in the form's data."""

    ROMAN = "la_ma"
    ARABIC = "a_rap"


class ContactPage(StrEnum):
    """At the foot of which page a body's address stands; the text is the word used in the form's data."""

    FIRST = "dau"
    LAST = "cuoi"


class StampPlace(StrEnum):
    """Where a mark stands; the text is the word used in the form's data."""

    TOP = "dau"
    SIGNATURE = "duoi_chu_ky"
    BOTTOM = "cuoi"


class Component(NamedTuple):
    """How one component of a document is set: size in points, weight, slant, capitals, underline.

    `unverified` names the values ('co', 'dam' …) that come from no official text, `unruled` those of
    which the official text says nothing, so that any other is as lawful.
    """

    size: float
    bold: bool
    italic: bool
    capitals: bool
    underline: bool = False
    unverified: frozenset[str] = frozenset()
    unruled: frozenset[str] = frozenset()


class Punctuation(NamedTuple):
    """What ends the items of a list, but for the last, and what ends that; empty: nothing."""

    item: str
    last: str


class Page(NamedTuple):
    """Paper and margins in millimetres; `number` is the distance of the page number from the top."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number: float

    @property
    def text_width(self) -> float:
        """The width between the margins in millimetres."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """The height between the margins in millimetres."""
        return self.height - self.top - self.bottom

    def turned(self) -> "Page":
        """Return the page in landscape; the margins keep their places on the sheet as read."""
        return Page(
            self.height,
            self.width,
            self.top,
            bottom=self.bottom,
            left=self.left,
            right=self.right,
            number=self.number,
        )


SALUTATION: Final = "Kính gửi"
"""What stands before the addressees unless a type of document says otherwise."""


class DocumentType(NamedTuple):
    """A type of document: its name and its abbreviation in the notation.

    `titled` types print their name above the subject; others (công văn) print the subject under the
    number. `addressed` types carry 'Kính gửi' whatever their direction; `salutation` is how that begins.
    `other_abbreviations` are also accepted; `small` types may be printed on A5.
    `lacks` are the components that the template of the type does without, `grounded` types have grounds,
    and of those with `two_signers` one signs on the left.
    """

    name: str
    abbreviation: str
    titled: bool = True
    addressed: bool = False
    salutation: str = SALUTATION
    other_abbreviations: tuple[str, ...] = ()
    small: bool = False
    lacks: frozenset[str] = frozenset()
    grounded: bool = False
    two_signers: bool = False

    @property
    def abbreviations(self) -> frozenset[str]:
        """Every abbreviation that a notation may have."""
        return frozenset({self.abbreviation, *self.other_abbreviations}) - {""}


class Outsider(NamedTuple):
    """What the law has no form for: what it is, and how its title or its letterhead begins.

    `listed` tells that the law counts it among its documents though it has no template for it.
    """

    name: str
    beginnings: tuple[str, ...]
    listed: bool = False


class Regulation(NamedTuple):
    """A type of legal normative document, and whose it may be by its notation; empty: anybody's."""

    name: str
    abbreviation: str
    issuers: tuple[str, ...]


class Act(NamedTuple):
    """A law that governs what this form does not, and its first day."""

    name: str
    valid_from: date | None


class Outside(NamedTuple):
    """What the form does not govern, which inspections say once instead of judging it.

    `papers` are what people write by other rules (đơn, tờ khai …), `associations` the bodies with forms of
    their own, `regulations` the legal normative documents with the `acts` that govern them, `copies` what
    stands over a copy.
    """

    papers: Mapping[str, Outsider] = MappingProxyType({})
    associations: Mapping[str, Outsider] = MappingProxyType({})
    regulations: Mapping[str, Regulation] = MappingProxyType({})
    acts: Mapping[str, Act] = MappingProxyType({})
    copies: Mapping[str, DocumentType] = MappingProxyType({})


class Numbering(NamedTuple):
    """How number and notation are written: the label and the patterns of the notation.

    Patterns have the places {loai}, {co_quan} and {soan_thao}; `letter` is for a công văn whose drafting
    unit is named, `plain_letter` for one without; `internal` is what a document for the body's own use may
    have behind it.
    """

    label: str
    titled: str
    letter: str
    plain_letter: str
    internal: str = ""


class Stamp(NamedTuple):
    """A mark of urgency, secrecy or circulation: the width of its frame in millimetres, and its place."""

    text: str
    width: float
    place: StampPlace = StampPlace.TOP


class Range(NamedTuple):
    """What the law leaves open: from `low` to `high`, both included."""

    low: float
    high: float

    def holds_value(self, value: float, tolerance: float = 0) -> bool:
        """Tell whether a measured value lies in the range, give or take the tolerance."""
        return self.low - tolerance <= value <= self.high + tolerance


class Permitted(NamedTuple):
    """What documents of a form may look like where the law leaves a choice.

    `margins` and `indents` are in millimetres, `spacing` is the least space between paragraphs in points,
    `line` the line spacing as a multiple of single, or in points where the form is exact, `sizes` are
    points by component; `coupled` are the sets of sizes that go together. What is empty has to be as the
    form itself says.
    """

    margins: Mapping[str, Range]
    indents: tuple[float, ...]
    spacing: float | None
    line: Range | None
    sizes: Mapping[str, Range]
    coupled: tuple[Mapping[str, float], ...]


class Form(NamedTuple):
    """One legal form: page, paragraph, components and types of documents.

    `indent` is the first line's indent in millimetres, `spacing` the points between paragraphs,
    `line` the line spacing as a multiple of single, or in points where `line_is_exact`. `authority`
    maps the marks of Điều 13 ('tm', 'kt' …) to how they are written. `under_body` and `under_subject`
    are what stands below those names: nothing for a ruled line, else the characters. `heading` is the
    number of a first-level heading with its sign; `about` begins the subject of a letter ('V/v').
    `articles` maps rules of inspections to the article, point or template that they come from; a rule
    without one is a custom. `addressees`, `grounds` and `recipients` tell how those lists are punctuated,
    `ground_dash` whether each ground begins with a dash, `end_mark` what ends the text, `framed` whether
    marks of urgency, secrecy and circulation stand in a frame.
    `papers` are kinds that are no documents of the law: nobody numbers or signs them.
    """

    id: str
    name: str
    short_name: str
    family: Family
    valid_from: date | None
    valid_to: date | None
    font: str
    page: Page
    indent: float
    spacing: float
    line: float
    line_is_exact: bool
    country: str
    motto: str
    numbering: Numbering
    authority: Mapping[str, str]
    under_body: str
    under_subject: str
    heading: str
    archive: str
    comma_before_date: bool
    about: str
    stamps: Mapping[str, Stamp]
    components: Mapping[str, Component]
    types: Mapping[str, DocumentType]
    permitted: Permitted
    articles: Mapping[str, str]
    addressees: Punctuation
    grounds: Punctuation
    ground_dash: bool
    recipients: Punctuation
    end_mark: str
    appendix_numerals: Numerals
    contact_page: ContactPage
    framed: bool
    papers: Mapping[str, DocumentType] = MappingProxyType({})
    outside: Outside = Outside()

    @property
    def unverified(self) -> bool:
        """Whether any value comes from no official text."""
        return any(component.unverified for component in self.components.values())

    def as_paper(self) -> "Form":
        """Return the form of papers for a meeting, which the law leaves alone and which fill a page."""
        page = self.page
        sizes = {
            name: look._replace(size=min(look.size, PAPER_SIZES.get(name, PAPER_SIZE)))
            for name, look in self.components.items()
        }
        return self._replace(
            id=f"{self.id}-tai-lieu",
            page=page._replace(top=PAPER_MARGIN, bottom=PAPER_MARGIN, left=PAPER_LEFT, right=PAPER_MARGIN),
            indent=0,
            spacing=PAPER_SPACING,
            line=1,
            line_is_exact=False,
            components=sizes,
        )


SIZES: Final = ("14", "13")
"""The sets of coupled sizes (Phụ lục I, note 1 of the table of letters), by the size of the motto."""
DEFAULT_SIZES: Final = SIZES[0]
