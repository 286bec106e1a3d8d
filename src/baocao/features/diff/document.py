"""What changed, as an appendix of tables: for Word the figures and tasks, for worksheets everything."""

from collections.abc import Iterable, Iterator, Sequence

from baocao.documents.frame import BLANK, appendices_alone
from baocao.features.diff.formats import KEYS
from baocao.features.diff.outline import diff_outline
from baocao.features.diff.records import Differences
from baocao.features.diff.words import NO_CHANGE, comparison_summary, difference_title, period_title
from baocao.model.document import Appendix, Block, Document, Heading, Paragraph, Text
from baocao.model.form import Form
from baocao.report.outline import Each, Outline, Section, nodes_in_order
from baocao.vietnamese.numbers import roman_numeral
from baocao.vietnamese.text import sentence_case, to_nfc


def comparison_document(differences: Differences, form: Form, *, everything: bool) -> Document:
    """Return the comparison as the appendix of a document that is still to be written.

    `everything` also tells texts, small facts and definitions, and every figure of every unit.
    """
    heading = _comparison_heading(differences)
    appendix = Appendix(
        number="Phụ lục",
        title=heading,
        reference=f"(Kèm theo Báo cáo số{BLANK}ngày      tháng      năm{BLANK})",
        landscape=True,
        blocks=tuple(_numbered_parts(_parts_of_comparison(differences, everything=everything), form)),
    )
    return appendices_alone(heading, (appendix,), draft=True, notice=differences.notice)


def _comparison_heading(differences: Differences) -> str:
    comparisons = differences.comparisons
    if len(comparisons) == 1 and comparisons[0].old != comparisons[0].new:
        return f"So sánh kết quả {comparisons[0].new.label} với {comparisons[0].old.label}"
    periods = ", ".join(comparison.new.label for comparison in comparisons)
    return f"So sánh hai phiên bản số liệu {periods}".rstrip()


def _numbered_parts(parts: Iterable[tuple[str, Sequence[Block]]], form: Form) -> Iterator[Block]:
    for order, (name, blocks) in enumerate(parts, start=1):
        yield Heading(1, form.heading.format(so=roman_numeral(order)), (Text(to_nfc(name)),))
        yield from blocks


def _parts_of_comparison(
    differences: Differences, *, everything: bool
) -> Iterator[tuple[str, Sequence[Block]]]:
    """Yield the parts: their titles, and what stands in them."""
    if differences.is_empty:
        yield "Kết quả", [_text_paragraph(NO_CHANGE)]
    outline = diff_outline(differences)
    (comparisons,) = (node for node in outline.nodes if isinstance(node, Each))
    for comparison, told in zip(differences.comparisons, comparisons.outlines, strict=True):
        label = (
            "Kết quả chung"
            if len(differences.comparisons) == 1
            else sentence_case(period_title(comparison))
        )
        what = f"{difference_title(differences)}: {comparison_summary(comparison)}"
        yield label, [_text_paragraph(what), *map(_text_paragraph, differences.remarks)]
        yield from _outline_sheets(told, everything=everything)
    yield from _outline_sheets(outline, everything=everything)


def _outline_sheets(outline: Outline, *, everything: bool) -> Iterator[tuple[str, Sequence[Block]]]:
    """Yield the sections that have a table, in the order of JSON, which also holds everything."""
    for node in nodes_in_order(outline.nodes, KEYS):
        if isinstance(node, Section) and node.sheet:
            blocks = node.sheet.blocks(everything)
            yield from [(node.sheet.title, blocks)] if blocks else []
        elif isinstance(node, Each) and node.key != "comparisons":
            for each in node.outlines:
                yield from _outline_sheets(each, everything=everything)


def _text_paragraph(text: str) -> Paragraph:
    return Paragraph((Text(to_nfc(text)),))
