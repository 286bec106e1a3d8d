"""Blocks of the tree as WordprocessingML, section by section."""

from collections.abc import Iterable, Sequence
from typing import Final

from baocao.model.chart import Chart, ChartRow
from baocao.model.document import (
    Appendix,
    Block,
    Break,
    Caption,
    Document,
    Edge,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Text,
)
from baocao.model.form import Form, Page
from baocao.model.printed import Places
from baocao.model.table import Table
from baocao.render.heads import (
    REMARKS_TITLE,
    appendix_lines,
    appendix_page,
    appendix_rule,
    has_reference_rule,
    has_seal_line,
    remark_lines,
)
from baocao.render.paragraph_styles import APPENDIX_LEVEL, APPENDIX_TITLE, BODY, HEADING_STYLES, ITEM
from baocao.render.prose import (
    announces_more,
    heading_content,
    note_measure,
    paragraph_content,
    titled_blocks,
)
from baocao.render.word.charts import row_xml
from baocao.render.word.letterhead import (
    addressees_xml,
    letterhead_xml,
    paper_head_xml,
    rule_xml,
    runs_on_lines,
    seal_xml,
    signature_xml,
    title_xml,
)
from baocao.render.word.marks import Marker, Unmarked
from baocao.render.word.markup import (
    DECLARATION,
    GAP,
    HEADING,
    NAMESPACES,
    THIN,
    lined_run,
    paragraph_xml,
    run_xml,
    to_twips,
)
from baocao.render.word.notes import Notes
from baocao.render.word.places import Counter
from baocao.render.word.tables import table_xml

_KEEP_NEXT: Final = "<w:keepNext/><w:keepLines/>"


class BodyWriter:
    """Writes word/document.xml; collects footnotes, charts and the places of figures on the way."""

    def __init__(self, form: Form, places: Places | None = None, marker: Marker | None = None) -> None:
        self._form = form
        self._marker = marker or Unmarked()
        self._counter = Counter(places)
        self._above = 0
        self.notes = Notes(note_measure(form))
        self.charts: list[Chart] = []

    def body_part(self, document: Document) -> str:
        """Return word/document.xml."""
        page = self._form.page
        sections = [] if document.is_attachment else [(self._main_section(document, page), page)]
        for appendix in document.appendices:
            turned = appendix_page(appendix, self._form)
            self._counter.count_passed(
                paragraph_xml("Bang", "") if sections else ""
            )  # that ends the section
            sealed = has_seal_line(document, self._form)
            seal = seal_xml(document.letterhead, self._form) if sealed else ""
            sections.append(
                (self._counter.count_passed(seal) + self._appendix_xml(appendix, turned), turned)
            )
        gaps = document.draft and any(GAP in xml for xml, _ in sections)
        if remarks := remark_lines(document, gaps=gaps):
            sections.append((self._remarks_xml(remarks), page))
        body = _sections_xml(sections, begins="oddPage" if document.duplex else "nextPage")
        return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"

    def _main_section(self, document: Document, page: Page) -> str:
        """Return the document itself, from letterhead to signature."""
        if document.paper:
            head = paper_head_xml(document, self._form)
            return self._counter.count_passed(head) + self._blocks_xml(document.blocks, page)
        return (
            self._counter.count_passed(
                letterhead_xml(document.letterhead, self._form)
                + title_xml(document, self._form)
                + addressees_xml(document, self._form)
                + (paragraph_xml("Bang", "") if document.addressed else "")
            )
            + self._blocks_xml(document.blocks, page, keep_last=True)
            + self._counter.count_passed(
                paragraph_xml("Bang", "", "<w:keepNext/>") + signature_xml(document, self._form)
            )
        )

    def _blocks_xml(self, blocks: Sequence[Block], page: Page, *, keep_last: bool = False) -> str:
        """Return the blocks; the last is kept with what follows, so that no signature stands alone."""
        marker = self._marker
        last = len(blocks) - 1
        written: list[str] = []
        for index, block in enumerate(titled_blocks(blocks)):
            marker.begin_line()
            xml = self._block_xml(block, page, keep=keep_last and index == last)
            written.append(
                self._counter.count_block(block, xml + ("" if index == last else _space_after(block)))
            )
        return "".join(written) + marker.end_all()

    def _block_xml(self, block: Block, page: Page, *, keep: bool) -> str:
        match block:
            case Heading():
                return self._heading_xml(block)
            case Table():
                paused = self._marker.pause_telling()
                made = table_xml(block, page.text_width, page.text_height, self._form, self._marker)
                self._marker.resume_telling(paused)
                return _measure_xml(block) + made + _note_xml(block)
            case ChartRow():
                self.charts += block.charts
                first = len(self.charts) - len(block.charts) + 1
                return row_xml(block, first, page.text_width, self._marker)
            case Caption():
                return paragraph_xml("TenBang", self._runs_xml(block.content))
            case Paragraph():
                marker, content = paragraph_content(block, page, self._form)
                style = ITEM if block.marker else BODY
                return paragraph_xml(
                    style,
                    self._lead_xml(marker) + self._runs_xml(content),
                    _KEEP_NEXT if keep or announces_more(block) else "",
                )

    def _heading_xml(self, heading: Heading) -> str:
        return paragraph_xml(
            HEADING_STYLES[heading.level - 1],
            self._lead_xml(f"{heading.number} ") + self._runs_xml(heading_content(heading, self._form)),
            HEADING[heading.level + self._above] if self._above else "",
        )

    def _lead_xml(self, lead: str) -> str:
        """Return the number or the marker that a paragraph begins with."""
        self._marker.say_text(lead)
        return run_xml(lead) if lead else ""

    def _runs_xml(self, content: Iterable[Inline]) -> str:
        return "".join(self._inline_xml(part) for part in self._marker.parted_runs(content))

    def _inline_xml(self, part: Inline) -> str:
        match part:
            case Text():
                return self._text_xml(part)
            case Footnote():
                return self.notes.add(part)
            case Break():
                self._marker.say_text("\n")
                return "<w:r><w:br/></w:r>"
            case Edge():
                number, marker = part.number, self._marker
                return marker.begin_written(number) if part.begins else marker.end_written(number)

    def _text_xml(self, part: Text) -> str:
        """Return a run, or several where figures stand in it."""
        look = (
            ("<w:b/>" if part.bold else "")
            + ("<w:i/>" if part.italic else "")
            + (GAP if part.missing else "")
        )
        if part.figures:
            return self._marker.marked_runs(part.text, part.figures, lambda text: lined_run(text, look))
        self._marker.say_text(part.text)
        return lined_run(part.text, look)

    def _appendix_xml(self, appendix: Appendix, page: Page) -> str:
        """Return the heading block of an appendix (Mẫu 2.1, 2.2) and its content."""
        head = (
            paragraph_xml("PhuLuc", run_xml(appendix.number))
            + paragraph_xml(APPENDIX_TITLE, runs_on_lines(appendix_lines(appendix.title, self._form, page)))
            + paragraph_xml("KemTheo", run_xml(appendix.reference))
            + (rule_xml(appendix_rule(page), page.text_width) if has_reference_rule(self._form) else "")
        )
        self._above = APPENDIX_LEVEL
        xml = self._counter.count_passed(head) + self._blocks_xml(appendix.blocks, page)
        self._above = 0
        return xml

    def _remarks_xml(self, remarks: Sequence[str]) -> str:
        """Return what a draft lacks, as a last section that the official document does not have."""
        lines = "".join(paragraph_xml(ITEM, run_xml(f"- {line}")) for line in remarks)
        return paragraph_xml(APPENDIX_TITLE, run_xml(REMARKS_TITLE), HEADING[1]) + lines


def _space_after(block: Block) -> str:
    """Return the room below a table; at the end of a section it could make an empty page."""
    return paragraph_xml("Bang", "") if isinstance(block, Table) and not block.note else ""


def _measure_xml(table: Table) -> str:
    """Return what stands above a table: the unit of measure of all of its rows, or some room."""
    if table.measure:
        return paragraph_xml("GhiChu", run_xml(table.measure), f'{_KEEP_NEXT}<w:jc w:val="right"/>')
    return paragraph_xml("Bang", "", "<w:keepNext/>")


def _note_xml(table: Table) -> str:
    """Return the lines of the note under a table."""
    lines = table.note.split("\n") if table.note else []
    return "".join(paragraph_xml("GhiChu", run_xml(line)) for line in lines)


def _sections_xml(sections: Sequence[tuple[str, Page]], begins: str) -> str:
    """Return the sections one after the other; each but the last ends in a paragraph that says so.

    It takes no room: after a full page it would make an empty one.
    """
    *earlier, (last, last_page) = sections
    parts = [
        content + paragraph_xml("Bang", "", THIN + _section_properties(page, begins, first=index == 0))
        for index, (content, page) in enumerate(earlier)
    ]
    return (
        "".join(parts)
        + last
        + paragraph_xml("Bang", "", THIN)
        + _section_properties(last_page, begins, first=not earlier)
    )


def _section_properties(page: Page, begins: str, *, first: bool) -> str:
    """Return section properties: own page numbers, none on the first page.

    Where both sides of a sheet are printed it `begins` on a front. The `first` section has header and
    footer of page 1.
    """
    one = "PageOne" if first else "First"
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    margins = " ".join(
        f'w:{side}="{to_twips(value)}"'
        for side, value in (
            ("top", page.top),
            ("right", page.right),
            ("bottom", page.bottom),
            ("left", page.left),
            ("header", page.number),
            ("footer", page.number),
        )
    )
    references = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{relation}"/>'
        for kind, which, relation in (
            ("header", "default", "rIdHeader"),
            ("header", "first", f"rId{one}Header"),
            ("footer", "default", "rIdFooter"),
            ("footer", "first", "rIdPageOneFooter" if first else "rIdFooter"),
        )
    )
    return (
        f'<w:sectPr>{references}<w:type w:val="{begins}"/>'
        f'<w:pgSz w:w="{to_twips(page.width)}" w:h="{to_twips(page.height)}"{turned}/>'
        f'<w:pgMar {margins} w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
