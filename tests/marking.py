"""Word files by hand, as Word and LibreOffice write them when people have edited a document with marks."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from baocao.model.marks import Mark, MarkKind, MarkSource, Namer, Origin
from baocao.render.word.marks import around_parts, item_part
from baocao.render.word.markup import DECLARATION

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
ORIGIN = Origin(
    "Báo cáo", "xa-mo-cay", "2025-11", "nq71", "bao-cao", draft=True,
    sources=(MarkSource("data/units/xa-mo-cay/2025-11.yaml", "ab" * 20),),
)  # fmt: skip
WITHDRAWN = Mark(MarkKind.FIGURE, "tthc.rut|xa-mo-cay", "107", "xa-mo-cay")
SENTENCE = Mark(MarkKind.PROSE, "noi_dung/nq71/I.1", "Đã rút 107 hồ sơ.", "xa-mo-cay")


def bookmark_name(identity: str) -> str:
    """Return the name of the first bookmark of its kind in a file."""
    return Namer().next_name(identity)


NAME, PROSE = bookmark_name(WITHDRAWN.identity), bookmark_name(SENTENCE.identity)
BOTH = (SENTENCE, WITHDRAWN)
"""A sentence with a figure inside: its bookmark begins first."""


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str, who: str = "Lê Văn An", number: int = 90) -> str:
    run_xml = f'<w:r w:rsidDel="00AB12CD"><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="{number}" w:author="{who}" w:date="2025-11-20T08:00:00Z">{run_xml}</w:del>'


def inserted(text: str, who: str = "Lê Văn An", number: int = 91) -> str:
    return f'<w:ins w:id="{number}" w:author="{who}" w:date="2025-11-20T08:00:00Z">{run(text)}</w:ins>'


def start(name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def marked(name: str, number: int, content: str) -> str:
    return start(name, number) + content + end(number)


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def gone_mark(word: str = "del") -> str:
    """Return the properties of a paragraph whose end was deleted, or added."""
    return f'<w:rPr><w:{word} w:id="77" w:author="An" w:date="2025-11-20T08:00:00Z"/></w:rPr>'


def table(*rows: Sequence[str]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word_file(
    body: str,
    marks: Sequence[Mark] | None = BOTH,
    parts: Mapping[str, str] | None = None,
    *,
    origin: Origin = ORIGIN,
) -> bytes:
    """Return a DOCX; `parts` are further parts beside the text ('comments', 'styles', 'item2')."""
    others = dict(parts or {})
    items = {name: others.pop(name) for name in [*others] if name.startswith("item")}
    if marks is not None:
        items["item1"] = item_part(origin, marks).decode()
    files = {f"word/{name}.xml": text for name, text in others.items()}
    files |= {f"customXml/{name}.xml": text for name, text in items.items()}
    relations = [(name, f"{_OFFICE}/{name}", f"{name}.xml") for name in others]
    relations += [(name, f"{_OFFICE}/customXml", f"../customXml/{name}.xml") for name in items]
    files["word/document.xml"] = f"{DECLARATION}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    files["word/_rels/document.xml.rels"] = _relations(relations)
    files["_rels/.rels"] = _relations([("rId1", f"{_OFFICE}/officeDocument", "word/document.xml")])
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    if marks is not None:
        files |= {name: data.decode() for name, data in around_parts().items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _relations(each: Sequence[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in each
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def comments_part(*comments: tuple[str, str, str, str]) -> str:
    """Return comments, each with its number, author, paragraph id and text."""
    lines = "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2025-11-20T09:30:00Z" w:initials="A">'
        f'<w:p w14:paraId="{mark}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for number, author, mark, text in comments
    )
    return f"{DECLARATION}<w:comments {NAMES}>{lines}</w:comments>"
