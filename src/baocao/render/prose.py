"""The paragraphs of the tree as they are printed, whatever they are rendered to."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from baocao.model.document import Block, Break, Caption, Edge, Heading, Inline, Paragraph, Text
from baocao.model.form import HEADINGS, Form, Page
from baocao.model.table import Table
from baocao.render.metrics import Measure, without_holes


def titled_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks; a table below a line that names it is called by it."""
    title = ""
    for block in blocks:
        yield block._replace(name=title) if isinstance(block, Table) and title else block
        title = "".join(map(_inline_text, block.content)).strip() if isinstance(block, Caption) else ""


def is_in_capitals(heading: Heading, form: Form) -> bool:
    """Tell whether the form sets a heading in capitals."""
    return form.components[HEADINGS[heading.level - 1]].capitals


def heading_content(heading: Heading, form: Form) -> Iterable[Inline]:
    """Return what a heading says, in capitals where its form has them."""
    if not is_in_capitals(heading, form):
        return heading.content
    return [_upper_run(part) if isinstance(part, Text) else part for part in heading.content]


def _upper_run(run: Text) -> Text:
    """Return a run in capitals; where that makes it longer, nobody knows where its figures stand."""
    text = run.text.upper()
    return run._replace(text=text, figures=run.figures if len(text) == len(run.text) else ())


def paragraph_content(block: Paragraph, page: Page, form: Form) -> tuple[str, Iterable[Inline]]:
    """Return what a paragraph begins with if it is an item of a list, and what it says."""
    marker = f"{block.marker} " if block.marker else ""
    measure = Measure(page.text_width, form.components["noi_dung"].size, form.indent)
    return marker, content_without_holes(marker, block.content, measure)


def note_measure(form: Form) -> Measure:
    """Return how wide footnotes are set, and in which letters."""
    return Measure(form.page.text_width, form.components["chu_thich"].size)


def content_without_holes(marker: str, content: Sequence[Inline], measure: Measure) -> Iterable[Inline]:
    """Return the parts of a paragraph, in which lines before a long address end by themselves."""
    texts = [_inline_text(part) for part in content]
    before = marker + "".join(texts)
    after = without_holes(before, measure)
    if after == before:
        return content
    ends = list(accumulate(map(len, texts), initial=len(marker)))
    return [
        part._replace(text=after[start:end]) if isinstance(part, Text) else part
        for part, (start, end) in zip(content, pairwise(ends), strict=True)
    ]


def _inline_text(part: Inline) -> str:
    return part.text if isinstance(part, Text) else "\n" if isinstance(part, Break) else ""


def announces_more(block: Paragraph) -> bool:
    """Tell whether a paragraph ends in a colon: what it announces must not begin the next page alone."""
    last = next((part for part in reversed(block.content) if not isinstance(part, Edge)), None)
    return isinstance(last, Text) and last.text.rstrip().endswith(":")
