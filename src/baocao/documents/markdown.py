"""Markdown with tokens → blocks of the document tree.

Only what official documents need is understood: headings, '-' and '+' lists, bold, italic, hard breaks,
tables. A line that starts with '2025.' or '1)' stays as typed instead of becoming a list.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from baocao.documents.tokens import INLINE, NOTE_PART, OBJECT
from baocao.model.document import (
    Block,
    Break,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Text,
)
from baocao.model.table import Cell, Column, Row, Table

_ORDERED: Final = re.compile(r"^(\s*(?:[-+*]\s+)*\d{1,9})([.)])(?=\s)", re.MULTILINE)

_MARKED: Final = re.compile(r"[*_\\\n]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A token alone in its paragraph: `kind` 'bang' for a table, 'mo' and 'dong' for an appendix."""

    kind: str
    name: str


Part = Block | Reference


@cache
def _block_parser(*, tables: bool) -> MarkdownIt:
    """Return a parser of blocks that leaves what stands inside of them as it is."""
    parser = MarkdownIt("zero").enable(["heading", "list", *(["table"] if tables else [])])
    parser.core.ruler.disable("inline")
    return parser


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["emphasis", "escape", "newline"])


def parse_markdown(text: str) -> list[Part]:
    """Return the blocks of `text`; headings have no number yet."""
    tokens = _block_parser(tables="|" in text).parse(_ORDERED.sub(r"\1\\\2", text))
    return list(_parts(tokens))


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    """Walk the flat list of tokens; `markers` are the signs of the lists that are open."""
    markers: list[str] = []
    first_in_item = False
    position = 0
    while position < len(tokens):
        token = tokens[position]
        kind = token.type
        if kind == "bullet_list_open":
            markers.append(token.markup)
        elif kind == "bullet_list_close":
            markers.pop()
        elif kind == "list_item_open":
            first_in_item = True
        elif kind == "heading_open":
            yield Heading(int(token.tag[1]), "", inlines(tokens[position + 1]))
            position += 2
        elif kind == "table_open":
            end = _closing(tokens, position)
            yield _table(tokens[position:end])
            position = end
        elif kind == "inline":
            yield _paragraph(token, markers[-1] if markers and first_in_item else "")
            first_in_item = False
        position += 1


def _closing(tokens: Sequence[Token], start: int) -> int:
    return next(i for i in range(start, len(tokens)) if tokens[i].type == "table_close")


def _paragraph(token: Token, marker: str) -> Part:
    alone = OBJECT.fullmatch(token.content.strip())
    if alone and alone["kind"] != "xem":
        return Reference(alone["kind"], alone["name"])
    return Paragraph(inlines(token), marker)


def inlines(token: Token) -> tuple[Inline, ...]:
    """Return the runs of an inline token; most are plain, and parsing them would take half the time."""
    if not _MARKED.search(token.content):
        return tuple(_runs(token.content, bold=False, italic=False))
    found: list[Inline] = []
    bold = italic = 0
    for child in _inline_parser().parseInline(token.content)[0].children or []:
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "hardbreak":
                found.append(Break())
            case "softbreak":
                found.append(Text(" ", bool(bold), bool(italic)))
            case _:
                found += _runs(child.content, bold=bool(bold), italic=bool(italic))
    return tuple(_merged(found))


def _runs(text: str, *, bold: bool, italic: bool) -> Iterator[Inline]:
    """Split text at its tokens."""
    position = 0
    for found in INLINE.finditer(text):
        if found.start() > position:
            yield Text(text[position : found.start()], bold, italic)
        if found["gap"] is not None:
            yield Text(found["gap"], bold, italic, missing=True)
        else:
            yield Footnote(tuple((Text(part),) for part in found["note"].split(NOTE_PART)))
        position = found.end()
    if position < len(text):
        yield Text(text[position:], bold, italic)


def _merged(runs: Sequence[Inline]) -> Iterator[Inline]:
    """Join neighbouring runs of one look, so that the document stays easy to edit."""
    pending: Text | None = None
    for run in runs:
        if not isinstance(run, Text):
            if pending:
                yield pending
            pending = None
            yield run
        elif pending and _look(pending) == _look(run):
            pending = Text(pending.text + run.text, *_look(run))
        else:
            if pending:
                yield pending
            pending = run
    if pending:
        yield pending


def _look(run: Text) -> tuple[bool, bool, bool]:
    return run.bold, run.italic, run.missing


def plain_text(content: Sequence[Inline]) -> str:
    """Return the characters of runs without footnotes."""
    return "".join(run.text for run in content if isinstance(run, Text))


def _table(tokens: Sequence[Token]) -> Table:
    """Make a table of equal columns from a Markdown table."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(plain_text(inlines(token)))
    head, *body = rows
    columns = tuple(Column(title, 1) for title in head)
    return Table("Bảng", columns, tuple(Row(tuple(map(Cell, row))) for row in body))


def resolved(text: str, references: Mapping[str, str]) -> str:
    """Replace references to appendices by what they are called."""
    return OBJECT.sub(
        lambda found: references[found["name"]] if found["kind"] == "xem" else found[0],
        text,
    )
