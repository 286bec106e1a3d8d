"""Blocks of the tree as HTML, sheet by sheet."""

from collections.abc import Iterable, Sequence

from baocao.model.chart import ChartRow
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
from baocao.model.table import Table
from baocao.render.heads import (
    REMARKS_TITLE,
    appendix_lines,
    appendix_rule,
    has_reference_rule,
    has_seal_line,
    remark_lines,
)
from baocao.render.html.charts import charts_html
from baocao.render.html.letterhead import HeadWriter
from baocao.render.html.markup import (
    BREAK,
    Classes,
    element,
    keyed_text,
    paragraph,
    soft_lines,
    soft_text,
    text_html,
)
from baocao.render.html.tables import table_html
from baocao.render.paragraph_styles import BODY, HEADING_STYLES, ITEM, NOTE_STYLE
from baocao.render.prose import (
    announces_more,
    content_without_holes,
    heading_content,
    note_measure,
    paragraph_content,
    titled_blocks,
)

_FIRST_LEVEL = 2
"""The level of HTML's headings that those of the first level are; the title is above them."""


class BodyWriter:
    """Writes the text of one document; its footnotes stand at the end of the sheet that mentions them."""

    def __init__(self, form: Form, classes: Classes) -> None:
        self._form = form
        self._classes = classes
        self._heads = HeadWriter(form, classes)
        self._notes: list[Footnote] = []
        self._told = 0
        self._has_gaps = False

    def main_sheet(self, document: Document) -> str:
        """Return the document itself, from letterhead to signature."""
        page, heads = self._form.page, self._heads
        if document.paper:
            return heads.paper_head(document) + self._blocks(document.blocks, page) + self._own_notes()
        return (
            heads.letterhead(document.letterhead)
            + heads.title(document)
            + heads.addressees(document)
            + (element("div", "", "cach-duoi") if document.addressed else "")
            + self._blocks(document.blocks, page)
            + heads.signature(document)
            + self._own_notes()
        )

    def appendix_sheet(self, appendix: Appendix, page: Page, document: Document) -> str:
        """Return an appendix with its head; one of its own file begins with the line for its seal."""
        title = appendix_lines(appendix.title, self._form, page)
        return (
            (self._heads.seal(document.letterhead) if has_seal_line(document, self._form) else "")
            + paragraph("PhuLuc giu", text_html(appendix.number))
            + element("h1" if document.is_attachment else "h2", soft_lines(title), "TieuDePhuLuc giu")
            + paragraph("KemTheo giu", text_html(appendix.reference))
            + (self._heads.rule(appendix_rule(page)) if has_reference_rule(self._form) else "")
            + self._blocks(appendix.blocks, page)
            + self._own_notes()
        )

    def remarks_sheet(self, document: Document) -> str:
        """Return what a draft lacks; nothing where there is nothing to say."""
        gaps = document.draft and (self._has_gaps or _names_nobody(document))
        lines = remark_lines(document, gaps=gaps)
        if not lines:
            return ""
        return element("h2", text_html(REMARKS_TITLE), "TieuDePhuLuc") + "".join(
            paragraph(ITEM, text_html(f"- {line}")) for line in lines
        )

    def _blocks(self, blocks: Sequence[Block], page: Page) -> str:
        last = len(blocks) - 1
        return "".join(
            self._block(block, page, last=index == last)
            for index, block in enumerate(titled_blocks(blocks))
        )

    def _block(self, block: Block, page: Page, *, last: bool) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Table():
                return table_html(block, page, self._form, self._classes, last=last)
            case ChartRow():
                return charts_html(block, page.text_width)
            case Caption():
                return paragraph("TenBang giu", self._inlines(block.content))
            case Paragraph():
                return self._paragraph(block, page)

    def _paragraph(self, block: Paragraph, page: Page) -> str:
        marker, content = paragraph_content(block, page, self._form)
        style = f"{ITEM if block.marker else BODY}{' giu' if announces_more(block) else ''}"
        return paragraph(style, text_html(marker) + self._inlines(content))

    def _heading(self, heading: Heading) -> str:
        level = heading.level - 1
        content = text_html(f"{heading.number} ") + self._inlines(heading_content(heading, self._form))
        return element(f"h{level + _FIRST_LEVEL}", content, f"{HEADING_STYLES[level]} giu")

    def _inlines(self, content: Iterable[Inline]) -> str:
        return "".join(map(self._inline, content))

    def _inline(self, part: Inline) -> str:
        match part:
            case Text():
                return self._text(part)
            case Footnote():
                return self._note_mark(part)
            case Break():
                return BREAK
            case Edge():
                return ""

    def _text(self, part: Text) -> str:
        """Return a run; a newline in it is where we end a line ourselves."""
        made = keyed_text(part.text, part.figures, write=soft_text)
        for shown, tag in ((part.bold, "b"), (part.italic, "i"), (part.missing, "mark")):
            made = element(tag, made) if shown else made
        self._has_gaps = self._has_gaps or part.missing
        return made

    def _note_mark(self, note: Footnote) -> str:
        self._notes.append(note)
        number = len(self._notes)
        link = element("a", str(number), "", f' id="goi-{number}" href="#chu-thich-{number}"')
        return element("sup", link)

    def _own_notes(self) -> str:
        """Return the notes that were mentioned since the last were told."""
        notes = "".join(
            self._note(number, note)
            for number, note in enumerate(self._notes[self._told :], start=self._told + 1)
        )
        self._told = len(self._notes)
        return element("aside", notes, "chu-thich", ' aria-label="Chú thích"') if notes else ""

    def _note(self, number: int, note: Footnote) -> str:
        back = element("sup", element("a", str(number), "", f' href="#goi-{number}"'))
        first, *others = [self._note_text(content) for content in note.paragraphs] or [""]
        return paragraph(NOTE_STYLE, f"{back} {first}", f' id="chu-thich-{number}"') + "".join(
            paragraph(NOTE_STYLE, each) for each in others
        )

    def _note_text(self, content: Sequence[Text]) -> str:
        lined = content_without_holes("", content, note_measure(self._form))
        return "".join(
            keyed_text(part.text, part.figures, write=soft_text) for part in lined if isinstance(part, Text)
        )


def _names_nobody(document: Document) -> bool:
    """Tell whether head or foot of a document say that somebody is not named."""
    if document.is_attachment or document.paper:
        return False
    signed = document.signature
    return not signed.lines or not signed.name or (document.addressed and not document.addressees)
