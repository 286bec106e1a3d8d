"""The Markdown of templates and narratives → blocks of the document tree.

The blocks are those of official documents, and each is known by how its line starts: '# ' to '#### ' a
heading, '- ' and '+ ' (and '* ') an item, '|' a table, anything else a paragraph that goes on until a
blank line. Full Markdown would make a list of lines that start with '2025.', part lists where '+' follows
'-', and spend a third of a build on lists in lists. What stands inside a block (bold, italic, line
breaks, escapes) is Markdown as everywhere, read by markdown-it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from baocao.documents.tokens import GAP_OPEN, INLINE, NOTE_OPEN, NOTE_PART, OBJECT, OBJECT_OPEN
from baocao.documents.traceable import is_ledger_line, is_marked, move_figures, place_figures
from baocao.documents.written import has_edges, place_edges, text_and_stretches
from baocao.model.document import Block, Break, Footnote, Heading, Inline, Paragraph, Text
from baocao.model.printed import Printed, moved_part
from baocao.model.table import Cell, Column, Row, Table
from baocao.vietnamese.counts import count_text

BLOCK_START: Final = re.compile(r"\s*(?:(?P<hashes>#{1,4})|(?P<marker>[-+*]))\s+(?=\S)")
"""How the line of a heading or of an item begins."""
_MARKED: Final = re.compile(r"[*_\\\n]")
_TABLE: Final = "|"
MOST_COLUMNS: Final = 63
"""Columns of a table, which Word has no more of."""
ADVICE: Final = "Bớt phần lặp lại trong mẫu, hoặc trong nội dung mà đơn vị viết"
LIMITS: Final = (
    ("dấu định dạng (* _ \\ |)", 50_000, "*_\\|"),
    ("dòng", 50_000, "\n"),
    ("chỗ đặt hoặc dẫn đến bảng, mục, phụ lục", 5_000, OBJECT_OPEN),
    ("chú thích cuối trang", 5_000, NOTE_OPEN),
    ("chỗ trống", 20_000, GAP_OPEN),
    ("ký tự", 4_000_000, ""),
)
"""What a document may have much of, how much, and the characters that begin it; '' stands for any."""
APPENDIX: Final = "xem"
SECTION: Final = "muc"
REFERRING: Final = (APPENDIX, SECTION)
"""Kinds of tokens that stand inside a sentence and become the name of an appendix or a section."""


class Reference(NamedTuple):
    """A token alone in its paragraph: `kind` 'bang' for a table, 'mo' and 'dong' for an appendix."""

    kind: str
    name: str


Part = Block | Reference


@cache
def _markdown_parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["table", "emphasis", "escape", "newline"])


def excess_words(text: str) -> str | None:
    """Return what a document would have too much of to be made in time, and how much is too much."""
    for what, most, signs in LIMITS:
        if (sum(map(text.count, signs)) if signs else len(text)) > most:
            return f"quá {count_text(most)} {what}"
    # Word opens no table of more columns, and markdown-it takes quadratic time for wide ones.
    columns = max((line.count(_TABLE) for line in text.split("\n") if _is_row(line)), default=0)
    return f"bảng quá {MOST_COLUMNS} cột" if columns > MOST_COLUMNS + 1 else None


def _is_row(line: str) -> bool:
    return line.lstrip().startswith(_TABLE)


def parse_markdown(text: str) -> Iterator[Part]:
    """Yield the blocks of `text`; headings have no number yet."""
    lines: list[str] = []
    marker = ""
    for line in (*text.split("\n"), ""):
        start = BLOCK_START.match(line)
        if not line.strip() or start:
            if lines:
                yield _make_block(lines, marker)
            lines, marker = [], ""
        if start and start["hashes"]:
            yield _make_heading(len(start["hashes"]), line[start.end() :])
        elif start:
            lines, marker = [line[start.end() :]], start["marker"]
        elif line.strip():
            lines.append(line.lstrip())


def _make_heading(level: int, text: str) -> Heading:
    """Make a heading, which a token at its beginning names."""
    named = OBJECT.match(text)
    if named and named["kind"] == "ten":
        return Heading(level, "", inlines_of_text(text[named.end() :]), named["name"])
    return Heading(level, "", inlines_of_text(text))


def _make_block(lines: Sequence[str], marker: str) -> Part:
    """Make a paragraph, an item, a table, or a reference to something that stands alone."""
    text = "\n".join(lines)
    alone = OBJECT.fullmatch(text.strip())
    if alone and alone["kind"] not in REFERRING:
        return Reference(alone["kind"], alone["name"])
    if text.startswith(_TABLE) and not marker and (table := _make_table(_markdown_parser().parse(text))):
        return table
    return Paragraph(inlines_of_text(text), marker)


def inlines_of_text(text: str) -> tuple[Inline, ...]:
    """Return the runs of a text; most have no marks, and looking for some would take long."""
    if not _MARKED.search(text):
        runs = _runs_between_tokens(text, bold=False, italic=False)
        return tuple(_placed_marks(runs, text))
    return _inlines_of(_markdown_parser().parseInline(text)[0])


def inline_tokens(text: str) -> list[Token]:
    """Return what Markdown finds inside a block: text, signs of bold and italic, breaks of lines."""
    return _markdown_parser().parseInline(text)[0].children or []


def _inlines_of(token: Token) -> tuple[Inline, ...]:
    inlines_found: list[Inline] = []
    bold = italic = 0
    for child in token.children or []:
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "hardbreak":
                inlines_found.append(Break())
            case "softbreak":
                inlines_found.append(Text(" ", bool(bold), bool(italic)))
            case _:
                inlines_found += _runs_between_tokens(child.content, bold=bool(bold), italic=bool(italic))
    return tuple(_merge_runs(tuple(_placed_marks(inlines_found, token.content))))


def _placed_marks(runs: Iterable[Inline], text: str) -> Iterable[Inline]:
    """Return the runs of a text without marks: figures as places in them, edges of prose between them."""
    if is_marked(text):
        runs = place_figures(runs)
    return place_edges(runs) if has_edges(text) else runs


def _runs_between_tokens(text: str, *, bold: bool, italic: bool) -> Iterator[Inline]:
    """Split text at its tokens."""
    position = 0
    for token in INLINE.finditer(text):
        if token.start() > position:
            yield Text(text[position : token.start()], bold, italic)
        if token["gap"] is not None:
            yield Text(token["gap"], bold, italic, missing=True)
        else:
            yield Footnote(tuple(map(_note_runs, token["note"].split(NOTE_PART))))
        position = token.end()
    if position < len(text):
        yield Text(text[position:], bold, italic)


def _note_runs(text: str) -> tuple[Text, ...]:
    """Return the paragraph of a footnote, with the places of what is marked in it."""
    if not is_marked(text):
        return (Text(text),)
    return tuple(run for run in place_figures([Text(text)]) if isinstance(run, Text))


def _merge_runs(runs: Sequence[Inline]) -> Iterator[Inline]:
    """Join neighbouring runs of one look, so that the document stays easy to edit."""
    pending: Text | None = None
    for run in runs:
        if not isinstance(run, Text):
            if pending:
                yield pending
            pending = None
            yield run
        # Whoever edits in Word would otherwise meet a change of format in the middle of a word.
        elif pending and pending.look == run.look:
            figures = (*pending.figures, *move_figures(run, len(pending.text)))
            pending = Text(pending.text + run.text, *run.look, figures)
        else:
            if pending:
                yield pending
            pending = run
    if pending:
        yield pending


def plain_text(content: Sequence[Inline]) -> str:
    """Return the characters of runs without footnotes."""
    return "".join(run.text for run in content if isinstance(run, Text))


def _make_table(tokens: Sequence[Token]) -> Table | None:
    """Make a table of equal columns from a Markdown table; without rows it was not one."""
    rows: list[list[Cell]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(_make_cell(_inlines_of(token)))
    if not rows:
        return None
    head, *body = rows
    columns = tuple(Column(title.text, 1) for title in head)
    return Table("Bảng", columns, tuple(Row(tuple(row)) for row in body))


def cell_of_text(text: str) -> Cell:
    """Return a cell of a text with Markdown and marks."""
    return _make_cell(inlines_of_text(text))


def _make_cell(content: Sequence[Inline]) -> Cell:
    """Make a cell, which is traced to the first figure that it says."""
    printed: list[Printed] = []
    position = 0
    for run in (run for run in content if isinstance(run, Text)):
        printed += (moved_part(part, position) for part in run.figures)
        position += len(run.text)
    text, written = text_and_stretches(content)
    if any(is_ledger_line(part.figure) for part in printed):
        return Cell(text, printed=tuple(printed), written=written)
    return Cell(text, written=written, figure=printed[0].figure if printed else None)


def referred_names(text: str, kind: str) -> frozenset[str]:
    """Return the names that references of `kind` give."""
    return frozenset(
        reference_found["name"]
        for reference_found in OBJECT.finditer(text)
        if reference_found["kind"] == kind
    )


def resolve_references(text: str, kind: str, references: Mapping[str, str]) -> str:
    """Replace references of `kind` by what they are called; one to nothing prints its name."""
    return OBJECT.sub(
        lambda token: (
            references.get(token["name"], f"[{token['name']}]") if token["kind"] == kind else token[0]
        ),
        text,
    )
