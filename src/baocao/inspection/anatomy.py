"""A document taken apart into the components that the law names."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from baocao.inspection.appendices import Appendix, appendix_headings, end_of, read_appendices
from baocao.inspection.attached import Attached, Copy, find_attached, find_copy
from baocao.inspection.foot import Foot, read_foot
from baocao.inspection.head import Head, read_head
from baocao.inspection.outline import Block, read_outline
from baocao.inspection.paragraphs import Paragraph
from baocao.inspection.reading import Docx
from baocao.inspection.title import Title, read_title, with_number_below
from baocao.model.form import Form


class Anatomy(NamedTuple):
    """The components of a document; `main` ends before its appendices, `end` before a draft's remarks.

    `attached` are the texts behind the signature that are issued with the document, `copy` is the block
    under a copied document; `blocks` are those of the document and of its attached texts.
    """

    head: Head
    title: Title
    blocks: tuple[Block, ...]
    foot: Foot
    appendices: tuple[Appendix, ...]
    main_end: int
    end: int
    attached: tuple[Attached, ...] = ()
    copy: Copy | None = None

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
    head, title = with_number_below(head, read_title(paragraphs, head, form))
    copy = find_copy(paragraphs, end, form)
    own_end = copy.start if copy and copy.start > title.start else end
    foot, attached = _foot_and_attached(paragraphs, title.start, own_end)
    appendices = read_appendices(paragraphs, foot.end if foot.start < own_end else title.start, own_end)
    main_end = min(
        [own_end, *(each.heading.paragraph.at for each in appendices[:1]), *_starts_of(attached[:1])]
    )
    blocks = [*read_outline(paragraphs, title.start, min(foot.start, main_end))]
    for each in _bounded_texts(attached, appendices):
        blocks += read_outline(paragraphs, each.start, each.end)
    return Anatomy(
        head,
        title,
        tuple(blocks),
        foot=foot,
        appendices=appendices,
        main_end=main_end,
        end=end,
        attached=attached,
        copy=copy,
    )


def _foot_and_attached(
    paragraphs: Sequence[Paragraph], start: int, end: int
) -> tuple[Foot, tuple[Attached, ...]]:
    """Return the signature, and the texts behind it, which it must not be looked for in."""
    attached = find_attached(paragraphs, start, end)
    foot = read_foot(paragraphs, start, end)
    if not attached:
        return foot, ()
    signed = foot.heading or next(iter(foot.authority), None)
    behind = tuple(
        each for each in attached if signed is None or each.heading.paragraph.at > signed.paragraph.at
    )
    # What was found in an attached text's own lines is no signature of the document.
    return read_foot(paragraphs, start, behind[0].heading.paragraph.at) if behind else foot, behind


def _starts_of(attached: Sequence[Attached]) -> list[int]:
    return [each.heading.paragraph.at for each in attached]


def _bounded_texts(attached: Sequence[Attached], appendices: Sequence[Appendix]) -> list[Attached]:
    """Return the attached texts, each ended where an appendix begins."""
    starts = sorted(each.heading.paragraph.at for each in appendices)
    after = [bisect_left(starts, each.start) for each in attached]
    return [
        each._replace(end=min([each.end, *starts[position : position + 1]]))
        for each, position in zip(attached, after, strict=True)
    ]


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
