"""What a document says, in sentences and rows of tables, from which pages and fonts are left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from baocao.features.diff.causes import NUMBER, Told, numbers_in
from baocao.model.chart import ChartRow
from baocao.model.document import Block, Document, Edge, Footnote, Inline, Letterhead, Text
from baocao.model.table import Cell, Row, Table
from baocao.vietnamese.dates import long_date
from baocao.vietnamese.sentences import (
    Changed,
    Edit,
    Mark,
    edits_in_order,
    marked_pieces,
    split_sentences,
)
from baocao.vietnamese.text import to_nfc

_CELLS: Final = " | "
_COUNTER: Final = "TT"
"""The column that counts rows."""
RowKey = tuple[str, str, int]
"""The table of a row, the label that it has there, and which of the rows with this label it is."""


class Lines(NamedTuple):
    """What a document says: sentences in their order, and the rows of its tables."""

    sentences: tuple[str, ...]
    rows: dict[RowKey, str]


def document_text(document: Document) -> Lines:
    """Return what a document says, its remarks about what a draft lacks left out."""
    blocks = [*document.blocks, *(block for appendix in document.appendices for block in appendix.blocks)]
    parts = [*_frame_lines(document), *(line for block in blocks for line in _block_lines(block))]
    sentences = tuple(sentence for part in parts for sentence in split_sentences(to_nfc(part)))
    tables = [block for block in blocks if isinstance(block, Table)]
    return Lines(sentences, dict(_keyed_rows(tables)))


def lines_of_file(lines: Iterable[str]) -> Lines:
    """Return what a file says, of which the lines are paragraphs, or rows whose cells tabs part."""
    sentences: list[str] = []
    rows: dict[RowKey, str] = {}
    seen: Counter[str] = Counter()
    counter = _RowCounter()
    for line in map(to_nfc, lines):
        if "\t" not in line:
            sentences += split_sentences(line)
            continue
        row = Row(tuple(Cell(" ".join(text.split())) for text in line.split("\t")))
        label = _row_label(row)
        rows["", label, seen[label]] = _row_text(row, int(counter.has_counted(row.cells[0].text)))
        seen[label] += 1
    return Lines(tuple(sentences), rows)


class _RowCounter:
    """Tells of the first cell of a row whether it only counts rows: under 'TT', one more than before."""

    def __init__(self) -> None:
        self._last: int | None = None

    def has_counted(self, text: str) -> bool:
        if text == _COUNTER:
            self._last = 0
        if self._last is None or not text.isdecimal() or int(text) not in {1, self._last + 1}:
            return False
        self._last = int(text)
        return True


def _frame_lines(document: Document) -> Iterator[str]:
    """Yield the lines around the text: head, title, addressees, signature, recipients, appendices."""
    yield from _head_lines(document.letterhead)
    yield from filter(None, (document.type_name, document.subject))
    yield from document.addressees
    yield from (*document.signature.lines, document.signature.name)
    yield from (*document.recipients, document.drafter, document.notice, *document.contact)
    for appendix in document.appendices:
        yield from (f"{appendix.number} {appendix.title}".strip(), appendix.reference)


def _head_lines(head: Letterhead) -> Iterator[str]:
    yield from (*head.parent, *head.body, f"{head.number}{head.notation}", head.subject)
    yield f"{head.place}, {long_date(head.day)}"
    yield from (*head.stamps, head.circulation)


def _block_lines(block: Block) -> Iterator[str]:
    """Yield the text of a block and of its footnotes; of a table its note, whose rows are told apart."""
    if isinstance(block, Table):
        yield block.note
        return
    if isinstance(block, ChartRow):
        yield from (chart.description for chart in block.charts)
        yield from (said.text for said in block.sources)
        return
    number = getattr(block, "number", "")
    yield f"{number} {_inline_text(block.content)}".strip()
    for part in block.content:
        if isinstance(part, Footnote):
            yield from map(_inline_text, part.paragraphs)


def _inline_text(content: Sequence[Inline]) -> str:
    texts = (
        part.text if isinstance(part, Text) else " "
        for part in content
        if not isinstance(part, (Footnote, Edge))
    )
    return " ".join("".join(texts).split())


def _keyed_rows(tables: Iterable[Table]) -> Iterator[tuple[RowKey, str]]:
    """Yield the rows of tables, their headings first; one is known by its first cell that is no number."""
    seen: dict[tuple[str, str], int] = {}
    for table in tables:
        titles = _CELLS.join(f"{column.group} {column.title}".strip() for column in table.columns)
        # Rows that are only numbered otherwise have not changed.
        first = 1 if table.columns and table.columns[0].title == _COUNTER else 0
        rows = [("", titles), *((_row_label(row), _row_text(row, first)) for row in table.rows)]
        for label, text in rows:
            known = (table.name, label)
            seen[known] = seen.get(known, -1) + 1
            yield (*known, seen[known]), to_nfc(text)


def _row_label(row: Row) -> str:
    return next((cell.text for cell in row.cells if cell.text and not NUMBER.fullmatch(cell.text)), "")


def _row_text(row: Row, first: int) -> str:
    cells = row.cells[first:] if first and NUMBER.fullmatch(row.cells[0].text) else row.cells
    return _CELLS.join(" ".join(cell.text.split()) for cell in cells)


def line_changes(old: Lines, new: Lines) -> tuple[Edit, ...]:
    """Return what one text says otherwise than the other: sentences, then rows."""
    if old == new:
        return ()
    return (*edits_in_order(old.sentences, new.sentences), *_row_changes(old.rows, new.rows))


def _row_changes(old: dict[RowKey, str], new: dict[RowKey, str]) -> Iterator[Edit]:
    """Yield the rows that changed, and of each table those that came, went or have another label."""
    yield from (Edit(old[key], new[key]) for key in new if key in old and old[key] != new[key])
    for table in dict.fromkeys(key[0] for key in (*new, *old)):
        gone, come = (
            tuple(text for key, text in own.items() if key[0] == table and key not in other)
            for own, other in ((old, new), (new, old))
        )
        yield from Changed(gone, come).edits


def only_numbers(edit: Edit, told: Told) -> bool:
    """Tell whether a sentence differs in numbers alone, all of which are told: before, and now."""
    if not (edit.old and edit.new) or edit.moved:
        return False
    return all(
        _is_number(text) and numbers_in(text) <= told[mark is Mark.ADDED]
        for mark, text in _changed_pieces(edit)
    )


def edit_shape(edit: Edit) -> tuple[str, ...]:
    """Return what an edit changes, without numbers and what stays: in documents of many units the same.

    Where numbers alone differ, it is the sentence that tells one edit from another.
    """
    if edit.moved or not (edit.old and edit.new):
        return edit.moved, str(bool(edit.old)), str(bool(edit.new)), _masked_text(edit.new or edit.old)
    changed = _changed_pieces(edit)
    if all(_is_number(text) for _, text in changed):
        return "numbers", _masked_text(edit.new)
    return "words", *(f"{mark.value}{_masked_text(text)}" for mark, text in changed)


def _changed_pieces(edit: Edit) -> list[tuple[Mark, str]]:
    return [(mark, text) for mark, text in marked_pieces(edit) if mark is not Mark.KEPT]


def _is_number(text: str) -> bool:
    return not NUMBER.sub("", text).strip(" %/|")


def _masked_text(text: str) -> str:
    return NUMBER.sub("#", text)
