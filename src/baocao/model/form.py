"""The form of documents (thể thức) that the law prescribes, as data."""

from collections.abc import Mapping
from typing import NamedTuple


class Component(NamedTuple):
    """How one component of a document is set: size in points, weight, slant, capitals."""

    size: float
    bold: bool
    italic: bool
    capitals: bool


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

    def turned(self) -> "Page":
        """Return the page in landscape; the margins keep their places on the sheet as read."""
        return Page(
            self.height,
            self.width,
            self.top,
            self.bottom,
            self.left,
            self.right,
            self.number,
        )


class DocumentType(NamedTuple):
    """A type of document: its name and its abbreviation in the notation."""

    name: str
    abbreviation: str


class Form(NamedTuple):
    """One legal form: page, paragraph, components and types of documents.

    `indent` is the first line's indent in millimetres, `spacing` the points between paragraphs,
    `line` the line spacing as a multiple of single.
    """

    id: str
    name: str
    font: str
    page: Page
    indent: float
    spacing: float
    line: float
    country: str
    motto: str
    components: Mapping[str, Component]
    types: Mapping[str, DocumentType]
