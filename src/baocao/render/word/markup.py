"""WordprocessingML as text: runs and paragraphs, with everything escaped."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from baocao.render.letters import without_controls

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADING: Final = ("", *(f'<w:outlineLvl w:val="{level}"/>' for level in range(9)))
"""The settings of a paragraph that stands among headings of a level, from 1, whatever its style says."""
GAP: Final = '<w:highlight w:val="yellow"/>'
"""How a place looks where data are still to come."""
THIN: Final = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""The settings of a paragraph of one point, which takes no room."""
_TWIPS_PER_MM: Final = 1440 / 25.4


def to_twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * _TWIPS_PER_MM)


@lru_cache(maxsize=20_000)
def escape_xml(text: str) -> str:
    """Return text that is safe in XML; characters that XML forbids are dropped."""
    return escaped_xml(text)


def escaped_xml(text: str) -> str:
    """Return the same of a text that is printed once."""
    text = without_controls(text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;")


def run_xml(text: str, properties: str = "") -> str:
    """Return a run; `properties` is the inside of w:rPr, in schema order."""
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{escape_xml(text)}</w:t></w:r>'


def lined_run(text: str, properties: str = "") -> str:
    """Return a run in which the text may break its lines itself."""
    lines = run_xml(text, properties)
    return lines.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">') if "\n" in text else lines


def paragraph_xml(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph; `properties` follow the style in w:pPr, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def text_paragraphs(style: str, lines: Iterable[str], properties: str = "") -> str:
    """Return one paragraph for each line."""
    return "".join(paragraph_xml(style, run_xml(line), properties) for line in lines)


def field_xml(instruction: str, shown: str) -> str:
    """Return a field; `shown` is what stands there until Word computes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run_xml(shown)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell_xml(width: int, content: str, properties: str = "") -> str:
    """Return a table cell of `width` twips; `properties` follow w:tcW."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


class Told(NamedTuple):
    """What a table is called and what it holds, for those who hear it instead of seeing it."""

    title: str
    description: str

    @property
    def xml(self) -> str:
        """The end of w:tblPr."""
        return (
            f'<w:tblCaption w:val="{escape_xml(self.title)}"/>'
            f'<w:tblDescription w:val="{escape_xml(self.description)}"/>'
        )


_TOLD: Final = re.compile(r'<w:tbl(?:Caption|Description) w:val="[^"]*"/>|<w:outlineLvl w:val="\d"/>')


def without_told(xml: str) -> str:
    """Return a text of Word without what only its hearers and its lists of headings get."""
    return _TOLD.sub("", xml)


def layout_table(widths: Iterable[int], rows: Iterable[str], told: Told) -> str:
    """Return a table without borders and without cell margins, for placing things side by side."""
    columns = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f"{told.xml}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row_xml(cells: Iterable[str], properties: str = "<w:cantSplit/>") -> str:
    """Return a table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"
