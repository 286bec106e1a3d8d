"""A DOCX as its reader sees it: paragraphs with the properties in force, and sections."""

from datetime import date
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.packages import Package
from baocao.foreign.word import W, document_body
from baocao.inspection.paragraphs import Paragraph, ParagraphReader
from baocao.inspection.properties import TWIPS_PER_MM, Styles, millimetres_of
from baocao.inspection.sections import Section, read_sections

_CREATED: Final = "{http://purl.org/dc/terms/}created"
_APP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_DEFAULT_TAB: Final = 720 / TWIPS_PER_MM


class Docx(NamedTuple):
    """What a file holds; `pages` is how many its writer counted, `created` when it was begun, or None."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    default_tab: float
    pages: int | None
    created: date | None


def read_docx(data: bytes) -> Docx:
    """Read a DOCX; raise UnreadableError where that is not possible."""
    package = Package(data)
    text = document_body(package)
    styles = Styles(package.related_tree("styles"), package.related_tree("theme"))
    reader = ParagraphReader(styles)
    reader.read_body(text)
    return Docx(
        tuple(reader.paragraphs),
        tuple(read_sections(reader.sections, package, styles)),
        _default_tab(package.related_tree("settings")),
        _counted_pages(package.tree("docProps/app.xml")),
        _created_on(package.tree("docProps/core.xml")),
    )


def _default_tab(settings: ET.Element | None) -> float:
    stop = None if settings is None else settings.find(f"{W}defaultTabStop")
    return _DEFAULT_TAB if stop is None else millimetres_of(stop.get(f"{W}val"))


def _counted_pages(properties: ET.Element | None) -> int | None:
    pages = None if properties is None else properties.find(f"{_APP}Pages")
    text = "" if pages is None else (pages.text or "").strip()
    return int(text) if text.isdecimal() else None


def _created_on(properties: ET.Element | None) -> date | None:
    created = None if properties is None else properties.find(_CREATED)
    try:
        return None if created is None else date.fromisoformat((created.text or "")[:10])
    except ValueError:
        return None
