"""What changed, as an appendix of tables: for Word the figures and tasks, for worksheets everything."""

from collections.abc import Iterable, Iterator, Sequence

from baocao.documents.frame import BLANK
from baocao.features.diff.formats import KEYS
from baocao.features.diff.outline import diff_outline
from baocao.features.diff.records import Differences
from baocao.features.diff.words import NO_CHANGE, period_title, summary, title
from baocao.model.document import Appendix, Block, Document, Heading, Letterhead, Paragraph, Signature, Text
from baocao.model.form import Form
from baocao.report.outline import Each, Outline, Section, in_order
from baocao.vietnamese.numbers import roman
from baocao.vietnamese.text import nfc, sentence_case


def comparison_document(differences: Differences, form: Form, *, everything: bool) -> Document:
    """Return the comparison as the appendix of a document that is still to be written.

    `everything` also tells texts, small facts and definitions, and every figure of every unit.
    """
    heading = _heading(differences)
    appendix = Appendix(
        number="Phụ lục",
        title=heading,
        reference=f"(Kèm theo Báo cáo số{BLANK}ngày      tháng      năm{BLANK})",
        landscape=True,
        blocks=tuple(_numbered(_parts(differences, everything=everything), form)),
    )
    return Document(
        title=heading,
        type_name="",
        subject="",
        letterhead=Letterhead((), (), "", notation="", place="", day=None),
        addressees=(),
        blocks=(),
        signature=Signature((), ""),
        recipients=(),
        appendices=(appendix,),
        draft=True,
        notice=differences.notice,
    )


def _heading(differences: Differences) -> str:
    found = differences.comparisons
    if len(found) == 1 and found[0].old != found[0].new:
        return f"So sánh kết quả {found[0].new.label} với {found[0].old.label}"
    periods = ", ".join(each.new.label for each in found)
    return f"So sánh hai phiên bản số liệu {periods}".rstrip()


def _numbered(parts: Iterable[tuple[str, Sequence[Block]]], form: Form) -> Iterator[Block]:
    for order, (name, blocks) in enumerate(parts, start=1):
        yield Heading(1, form.heading.format(so=roman(order)), (Text(nfc(name)),))
        yield from blocks


def _parts(found: Differences, *, everything: bool) -> Iterator[tuple[str, Sequence[Block]]]:
    """Yield the parts: their titles, and what stands in them."""
    if found.is_empty:
        yield "Kết quả", [_paragraph(NO_CHANGE)]
    outline = diff_outline(found)
    (comparisons,) = (node for node in outline.nodes if isinstance(node, Each))
    for comparison, told in zip(found.comparisons, comparisons.outlines, strict=True):
        label = "Kết quả chung" if len(found.comparisons) == 1 else sentence_case(period_title(comparison))
        what = f"{title(found)}: {summary(comparison)}"
        yield label, [_paragraph(what), *map(_paragraph, found.remarks)]
        yield from _sheets(told, everything=everything)
    yield from _sheets(outline, everything=everything)


def _sheets(outline: Outline, *, everything: bool) -> Iterator[tuple[str, Sequence[Block]]]:
    """Yield the sections that have a table, in the order of JSON, which also holds everything."""
    for node in in_order(outline.nodes, KEYS):
        if isinstance(node, Section) and node.sheet:
            blocks = node.sheet.blocks(everything)
            yield from [(node.sheet.title, blocks)] if blocks else []
        elif isinstance(node, Each) and node.key != "comparisons":
            for each in node.outlines:
                yield from _sheets(each, everything=everything)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(nfc(text)),))
