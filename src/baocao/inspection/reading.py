"""A DOCX as its reader sees it: paragraphs with the properties in force, and sections."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.packages import Package
from baocao.foreign.word import W, document_blocks
from baocao.inspection.numbering import Numbering
from baocao.inspection.paragraphs import Paragraph, ParagraphReader
from baocao.inspection.pending import Pending, changes_elsewhere, comments_by_id
from baocao.inspection.properties import TWIPS_PER_MM, Styles, count_of, millimetres_of
from baocao.inspection.sections import Section, read_sections

_CREATED: Final = "{http://purl.org/dc/terms/}created"
_APP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_BESIDE: Final = ("header", "footer", "footnotes", "endnotes")
_DEFAULT_TAB: Final = 720 / TWIPS_PER_MM


class Docx(NamedTuple):
    """What a file holds; `pages` is how many its writer counted, `created` when it was begun, or None.

    `turns` counts places where a page was seen to end, `pictures` what takes room without a text.
    """

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    default_tab: float
    pages: int | None
    created: date | None
    pending: tuple[Pending, ...]
    turns: int
    pictures: int


def read_docx(data: bytes) -> Docx:
    """Read a DOCX; raise UnreadableError where that is not possible."""
    package = Package(data)
    styles = Styles(package.related_tree("styles"), package.related_tree("theme"))
    reader = ParagraphReader(
        styles,
        Numbering(package.related_tree("numbering")),
        comments_by_id(package.related_tree("comments")),
    )
    reader.read_body(document_blocks(package))
    return Docx(
        tuple(reader.paragraphs),
        tuple(read_sections(reader.sections, package, styles)),
        default_tab=_default_tab(package.related_tree("settings")),
        pages=_counted_pages(package.tree("docProps/app.xml")),
        created=_created_on(package.tree("docProps/core.xml")),
        pending=(*reader.pending, *changes_elsewhere(_other_trees(package))),
        turns=reader.turns,
        pictures=reader.pictures,
    )


def _other_trees(package: Package) -> Iterator[ET.Element]:
    """Yield the parts beside the text that hold letters."""
    for kind in _BESIDE:
        for name in package.related_names(kind):
            tree = package.tree(name)
            if tree is not None:
                yield tree


def _default_tab(settings: ET.Element | None) -> float:
    stop = None if settings is None else settings.find(f"{W}defaultTabStop")
    return _DEFAULT_TAB if stop is None else millimetres_of(stop.get(f"{W}val"))


def _counted_pages(properties: ET.Element | None) -> int | None:
    pages = None if properties is None else properties.find(f"{_APP}Pages")
    text = "" if pages is None else (pages.text or "").strip()
    return count_of(text, 0) or None


def _created_on(properties: ET.Element | None) -> date | None:
    created = None if properties is None else properties.find(_CREATED)
    try:
        return None if created is None else date.fromisoformat((created.text or "")[:10])
    except ValueError:
        return None
