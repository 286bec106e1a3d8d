"""The Markdown of a narrative in atoms: what each piece of the source prints, letter by letter.

A document that comes back is plain text. To change only the words that were changed, and to keep what the
source says by marks ('[=tthc.rut]', '[@qd-09]'), every printed letter must be known by its source.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from baocao.documents.markdown import BLOCK_START, inline_tokens
from baocao.rules.references import MARK

PARAGRAPH: Final = "\n"
"""What parts the paragraphs of a printed text."""
LINE: Final = "\v"
"""A line break inside a paragraph."""
NOTE: Final = "\ufffc"
"""What stands in a printed text for the sign of a footnote."""
_READ_NOTE: Final = "[chú thích]"
_HOLDER: Final = "\uf8f0"
"""What stands for a mark while Markdown is read; nobody types it."""
_SOFT: Final = re.compile(r" *\n *")
_HARD: Final = re.compile(r"(?: {2,}|\\)\n *")
_ASCII_SIGNS: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_FIRST_SIGN: Final = "|"


class Kind(Enum):
    """What an atom is: a letter, what prints nothing, a mark, or the beginning of a paragraph."""

    LETTER = auto()
    OPEN = auto()
    CLOSE = auto()
    BLANK = auto()
    MARK = auto()
    START = auto()


class Atom(NamedTuple):
    """A piece of the source and what it prints; the source is nothing but the atoms' sources in order."""

    source: str
    shown: str
    kind: Kind = Kind.LETTER


class UnmappableError(Exception):
    """The text has what no edit in a document can be carried back to: a table, a heading."""


Shown = Callable[[re.Match[str]], str]
"""What a mark printed."""


def atoms_of_text(source: str, shown: Shown) -> list[Atom]:
    """Return the atoms of a narrative; raises UnmappableError."""
    if _HOLDER in source:
        raise UnmappableError(_HOLDER)
    marks = iter([Atom(mark[0], shown(mark), Kind.MARK) for mark in MARK.finditer(source)])
    held = MARK.sub(_HOLDER, source)
    return [next(marks) if atom.source == _HOLDER else atom for atom in _held_atoms(held)]


def printed_text(atoms: Sequence[Atom]) -> str:
    """Return what atoms print, paragraphs parted by line ends."""
    return "".join(atom.shown for atom in atoms).removeprefix(PARAGRAPH)


def source_text(atoms: Sequence[Atom]) -> str:
    """Return the source that atoms are."""
    return "".join(atom.source for atom in atoms)


def readable_text(text: str) -> str:
    """Return a printed text as it is told to people: where a footnote is they read that there is one."""
    return text.replace(NOTE, _READ_NOTE)


def paragraphs_of_atoms(atoms: Sequence[Atom]) -> list[list[Atom]]:
    """Return the atoms paragraph by paragraph; each begins with its start."""
    paragraphs: list[list[Atom]] = []
    for atom in atoms:
        if atom.kind is Kind.START:
            paragraphs.append([])
        paragraphs[-1].append(atom)
    return paragraphs


def _held_atoms(text: str) -> Iterator[Atom]:
    """Yield the atoms of a text in which marks are single letters."""
    before, is_empty = "", True
    for lead, marker, content in _blocks_of(text):
        if not content and not marker:
            before += lead
            continue
        sign = f"{marker} " if marker else ""
        yield Atom(before + lead, PARAGRAPH + sign, Kind.START)
        yield from _without_end_blanks([*_inline_atoms(content)])
        before, is_empty = "", False
    if is_empty:
        yield Atom("", PARAGRAPH, Kind.START)
    if before:
        yield Atom(before, "", Kind.BLANK)


def _without_end_blanks(atoms: list[Atom]) -> list[Atom]:
    """Return atoms of which blanks at the end of the paragraph print nothing: nobody sees them."""
    for place in range(len(atoms) - 1, -1, -1):
        if atoms[place].shown.strip() or atoms[place].source == _HOLDER:
            break
        if atoms[place].kind is Kind.LETTER:
            atoms[place] = Atom(atoms[place].source, "", Kind.BLANK)
    return atoms


def _blocks_of(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the blocks as Markdown of documents parts them: what stands before, the marker, the content.

    Whatever is between two blocks, and the end of the text, comes as a block without content.
    """
    lead, marker, content = "", "", ""
    for line in text.splitlines(keepends=True):
        start, bare = BLOCK_START.match(line), line.strip()
        if (not bare or start) and content:
            body = content.rstrip("\n")
            yield lead, marker, body
            lead, marker, content = content[len(body) :], "", ""
        if start and start["hashes"]:
            raise UnmappableError(line)
        if start:
            lead, marker, content = lead + line[: start.end()], start["marker"], line[start.end() :]
        elif not bare:
            lead += line
        elif content:
            content += line
        else:
            indent = len(line) - len(line.lstrip())
            lead, content = lead + line[:indent], line[indent:]
            if content.startswith(_FIRST_SIGN):
                raise UnmappableError(line)
    body = content.rstrip("\n")
    if content:
        yield lead, marker, body
        lead = content[len(body) :]
    yield lead, "", ""


def _inline_atoms(content: str) -> Iterator[Atom]:
    """Yield the atoms inside a block."""
    position = 0
    for token in inline_tokens(re.sub(r"\n[^\S\n]+", "\n", content)):
        match token.type:
            case "softbreak" | "hardbreak":
                pattern, shown = (_SOFT, " ") if token.type == "softbreak" else (_HARD, LINE)
                found = _must_match(pattern, content, position)
                indent = re.compile(r"[^\S\n]*").match(content, found.end())
                end = indent.end() if indent else found.end()
                yield Atom(content[position:end], shown)
                position = end
            case "text":
                for atom in _letter_atoms(content, position, token.content):
                    yield atom
                    position += len(atom.source)
            case _:
                end = position + len(token.markup)
                if content[position:end] != token.markup:
                    raise UnmappableError(content)
                yield Atom(token.markup, "", Kind.OPEN if token.nesting > 0 else Kind.CLOSE)
                position = end
    if content[position:].strip():
        raise UnmappableError(content)
    if position < len(content):
        yield Atom(content[position:], "", Kind.BLANK)


def _must_match(pattern: re.Pattern[str], content: str, position: int) -> re.Match[str]:
    found = pattern.match(content, position)
    if found is None:
        raise UnmappableError(content)
    return found


def _letter_atoms(content: str, position: int, printed: str) -> Iterator[Atom]:
    """Yield an atom for each printed letter; some stand behind a backslash."""
    for letter in printed:
        if content[position] == "\\" and content[position + 1 : position + 2] in _ASCII_SIGNS - {""}:
            position += 1
            source = f"\\{letter}"
        else:
            source = letter
        if content[position] != letter:
            raise UnmappableError(content)
        position += 1
        yield Atom(source, letter)
