"""A document taken apart into the components that the law names."""

from typing import NamedTuple

from baocao.inspection.appendices import Appendix, appendix_headings, end_of, read_appendices
from baocao.inspection.foot import Foot, read_foot
from baocao.inspection.head import Head, read_head
from baocao.inspection.outline import Block, read_outline
from baocao.inspection.paragraphs import Paragraph
from baocao.inspection.reading import Docx
from baocao.inspection.title import Title, read_title
from baocao.model.form import Form


class Anatomy(NamedTuple):
    """The components of a document; `main` ends before its appendices, `end` before a draft's remarks."""

    head: Head
    title: Title
    blocks: tuple[Block, ...]
    foot: Foot
    appendices: tuple[Appendix, ...]
    main_end: int
    end: int

    @property
    def is_appendix_only(self) -> bool:
        """Whether the file holds appendices without the document that they belong to (Mẫu 2.2)."""
        return not self.head.end and bool(self.appendices)


def take_apart(docx: Docx, form: Form) -> Anatomy:
    """Recognise every component of a document."""
    paragraphs = docx.paragraphs
    end = end_of(paragraphs)
    head = read_head(paragraphs, form)
    # A file of appendices alone (Mẫu 2.2) has no letterhead: its first lines would be taken for a title.
    if not head.end and _starts_as_appendix(paragraphs[:end], head):
        return _appendix_only(paragraphs, head, end, form)
    title = read_title(paragraphs, head, form)
    foot = read_foot(paragraphs, title.start, end)
    appendices = read_appendices(paragraphs, foot.end if foot.start < end else title.start, end)
    main_end = appendices[0].heading.paragraph.at if appendices else end
    blocks = read_outline(paragraphs, title.start, min(foot.start, main_end))
    return Anatomy(head, title, blocks, foot=foot, appendices=appendices, main_end=main_end, end=end)


def _starts_as_appendix(paragraphs: tuple[Paragraph, ...], head: Head) -> bool:
    """Tell whether the first line is an appendix's heading, but for that of a digital signature."""
    sealed = head.seal.paragraph if head.seal else None
    first = next(
        (paragraph for paragraph in paragraphs if paragraph.text.strip() and paragraph is not sealed), None
    )
    return first is not None and any(appendix_headings((first,)))


def _appendix_only(paragraphs: tuple[Paragraph, ...], head: Head, end: int, form: Form) -> Anatomy:
    title = read_title((), head, form)
    foot = Foot(None, (), (), name=None, start=0, end=0)
    return Anatomy(
        head, title, (), foot=foot, appendices=read_appendices(paragraphs, 0, end), main_end=0, end=end
    )
