"""The parts of a DOCX put together."""

from datetime import datetime
from typing import Final, NamedTuple

from baocao.model.document import Document
from baocao.model.form import ContactPage, Form, StampPlace
from baocao.model.marks import Origin
from baocao.model.printed import Places
from baocao.render.archive import CLOSE, pack_parts
from baocao.render.heads import DRAFT, circulation_mark, contact_lines
from baocao.render.word.body import BodyWriter
from baocao.render.word.charts import BOOK_TYPE, CHART_TYPE, chart_name, chart_parts, relation_id
from baocao.render.word.headers import footer_part, header_part
from baocao.render.word.marks import (
    ITEM,
    PROPERTIES,
    PROPERTIES_TYPE,
    Marker,
    Unmarked,
    around_parts,
    item_part,
)
from baocao.render.word.markup import DECLARATION, NAMESPACES, escape_xml, without_told
from baocao.render.word.styles import base_parts
from baocao.vietnamese.moments import utc_moment

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATED: Final = (
    ("rIdStyles", "styles", "styles"),
    ("rIdSettings", "settings", "settings"),
    ("rIdFonts", "fontTable", "fontTable"),
    ("rIdFootnotes", "footnotes", "footnotes"),
    ("rIdHeader", "header", "header1"),
    ("rIdFirstHeader", "header", "header2"),
    ("rIdPageOneHeader", "header", "header3"),
    ("rIdFooter", "footer", "footer1"),
    ("rIdPageOneFooter", "footer", "footer2"),
)


MIRRORED: Final = "<w:mirrorMargins/>"
"""The back of a sheet has the margins of its front the other way round."""


class _Margins(NamedTuple):
    """What stands in the margins of a document's pages; address and circulation only on page 1."""

    watermark: str
    notice: str
    circulation: str
    framed: bool
    contact: tuple[str, ...]

    def margin_parts(self) -> dict[str, bytes]:
        """Return headers and footers; appendices begin with a page without address."""
        mark, said = self.watermark, self.circulation
        return {
            "word/header1.xml": header_part(number=True, watermark=mark, name="DauMoKhac"),
            "word/header2.xml": header_part(number=False, watermark=mark, name="DauMoDau"),
            "word/header3.xml": header_part(
                number=False, watermark=mark, name="DauMoMot", circulation=said, framed=self.framed
            ),
            "word/footer1.xml": footer_part(self.notice),
            "word/footer2.xml": footer_part(self.notice, self.contact),
        }


class _Beside(NamedTuple):
    """What stands beside the text of a document: its charts, what its bookmarks are, how it is printed."""

    charts: int
    is_marked: bool
    duplex: bool = False


class WordRenderer:
    """Renders documents of one form; the parts that they share are made and compressed once.

    What is only `told` to hearers and to lists of headings is left out of a document that was given out
    before there was any of it.
    """

    def __init__(self, form: Form, *, told: bool = True) -> None:
        self._form = form
        self._told = told
        self._base = {
            **base_parts(form, told=told),
            "word/settings.xml": _settings_part(),
            "_rels/.rels": _package_relations(),
            "docProps/app.xml": _app_part(),
        }
        self._shared: dict[_Beside, bytes] = {}
        self._marked: dict[tuple[_Margins, _Beside], bytes] = {}

    def render(
        self,
        document: Document,
        moment: datetime,
        places: Places | None = None,
        origin: Origin | None = None,
    ) -> bytes:
        """Return the DOCX of `document`; its properties give `moment` as time of creation.

        Where its figures stand is added to `places`. One that has an `origin` may come back from whoever
        edits it: its figures and what units wrote have bookmarks.
        """
        circulation = circulation_mark(document, self._form, StampPlace.TOP)
        marks = _Margins(
            DRAFT if document.draft else "",
            document.notice,
            circulation.text if circulation else "",
            framed=self._form.framed,
            contact=contact_lines(document, self._form, ContactPage.FIRST),
        )
        marker = Marker(document.written) if origin else Unmarked()
        body = BodyWriter(self._form, places, marker)
        text = body.body_part(document)
        own = {
            "word/document.xml": (text if self._told else without_told(text)).encode(),
            "word/footnotes.xml": body.notes.notes_part(),
            "docProps/core.xml": _core_part(document, moment),
            **chart_parts(body.charts),
        }
        if places is not None:
            places.notes += body.notes.note_places()
        around = self._around(marks, _Beside(len(body.charts), bool(origin), document.duplex))
        if origin is None:
            return pack_parts(own, around)
        return pack_parts({**own, ITEM: item_part(origin, marker.all_marks())}, around, level=CLOSE)

    def _around(self, marks: _Margins, beside: _Beside) -> bytes:
        """Return the parts that a document shares with others; nearly all of a build have the same."""
        if beside not in self._shared:
            listed = {
                "word/_rels/document.xml.rels": _document_relations(beside),
                "[Content_Types].xml": _content_types(beside),
                **(around_parts() if beside.is_marked else {}),
                **({"word/settings.xml": _settings_part(MIRRORED)} if beside.duplex else {}),
            }
            self._shared[beside] = pack_parts({**self._base, **listed})
        if (marks, beside) not in self._marked:
            self._marked[marks, beside] = pack_parts(marks.margin_parts(), self._shared[beside])
        return self._marked[marks, beside]


def _settings_part(margins: str = "") -> bytes:
    """Return word/settings.xml: Vietnamese, Word 2013 or later, footnotes known.

    A justified line that ends with a line break is not stretched.
    """
    return (
        f"{DECLARATION}<w:settings {NAMESPACES}>"
        f'<w:zoom w:percent="100"/>{margins}<w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    ).encode()


def _document_relations(beside: _Beside) -> bytes:
    numbers = range(1, beside.charts + 1)
    drawn = ((relation_id(number), "chart", f"charts/chart{number}") for number in numbers)
    told = (("rIdMarks", "customXml", f"../{ITEM.removesuffix('.xml')}"),) if beside.is_marked else ()
    lines = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for name, kind, target in (*_RELATED, *drawn, *told)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _package_relations() -> bytes:
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        "</Relationships>"
    ).encode()


def _content_types(beside: _Beside) -> bytes:
    lines = "".join(
        f'<Override PartName="/word/{target}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for _, kind, target in (("", "document.main", "document"), *_RELATED)
    )
    charts = beside.charts
    books = f'<Default Extension="xlsx" ContentType="{BOOK_TYPE}"/>' if charts else ""
    properties = f'<Override PartName="/{PROPERTIES}" ContentType="{PROPERTIES_TYPE}"/>'
    told = properties if beside.is_marked else ""
    lines = f"{books}{lines}" + "".join(
        f'<Override PartName="/{chart_name(number)}" ContentType="{CHART_TYPE}"/>'
        for number in range(1, charts + 1)
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}{told}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    ).encode()


def _core_part(document: Document, moment: datetime) -> bytes:
    """Return docProps/core.xml; the author is the issuing body."""
    time = utc_moment(moment)
    author = escape_xml(" ".join(document.letterhead.body))
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{time}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape_xml(document.title)}</dc:title><dc:creator>{author}</dc:creator>"
        f"<dc:language>vi-VN</dc:language><cp:lastModifiedBy>{author}</cp:lastModifiedBy>{stamps}"
        "</cp:coreProperties>"
    ).encode()


def _app_part() -> bytes:
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{uri}"><Application>baocao</Application></Properties>'.encode()
