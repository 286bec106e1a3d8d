"""What stands on a page of HTML, read as a browser reads it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final, NamedTuple

VOID: Final = {"meta", "br", "col"}
BLOCKS: Final = {"p", "h1", "h2", "h3", "h4", "h5", "td", "th"}
ASIDE: Final = {"chu-thich", "luu-hanh", "lien-he", "thong-bao"}
"""Classes of what Word keeps in other parts of a document than its text."""


class Tag(NamedTuple):
    """An element as it begins."""

    name: str
    attributes: dict[str, str]

    @property
    def classes(self) -> set[str]:
        """The classes of the element."""
        return set(self.attributes.get("class", "").split())


class Piece(NamedTuple):
    """A text with the elements around it, the outermost first."""

    text: str
    around: tuple[Tag, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.pieces: list[Piece] = []
        self.open: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        begun = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(begun)
        if tag == "br":
            self.pieces.append(Piece("\n", tuple(self.open)))
        elif tag not in VOID:
            self.open.append(begun)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag, "elements that are not nested"

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece(data, tuple(self.open)))


class HtmlPage:
    """A page, its elements and its texts."""

    def __init__(self, data: bytes) -> None:
        self.text = data.decode()
        reader = _Reader()
        reader.feed(self.text)
        reader.close()
        assert not reader.open, "elements that do not end"
        self.tags, self.pieces = reader.tags, reader.pieces
        self._said: dict[int, list[str]] = {}
        for piece in self.pieces:
            for tag in piece.around:
                self._said.setdefault(id(tag), []).append(piece.text)

    @property
    def style(self) -> str:
        """The text of the style block."""
        (found,) = re.findall(r"<style>(.*?)</style>", self.text, re.DOTALL)
        return str(found)

    def rule(self, selector: str) -> dict[str, str]:
        """Return the first rule for a selector."""
        found = re.search(rf"^{re.escape(selector)}\{{([^}}]*)\}}", self.style, re.MULTILINE)
        assert found, selector
        return dict(part.split(":", 1) for part in found[1].split(";"))

    def named(self, name: str) -> list[Tag]:
        """Return the elements of a name."""
        return [tag for tag in self.tags if tag.name == name]

    def classed(self, style: str) -> list[Tag]:
        """Return the elements of a class."""
        return [tag for tag in self.tags if style in tag.classes]

    def texts_in(self, style: str) -> list[str]:
        """Return what each element of a class says."""
        return [self.text_of(tag) for tag in self.classed(style)]

    def text_of(self, element: Tag) -> str:
        """Return what an element says."""
        return joined("".join(self._said.get(id(element), ())))

    def lines(self) -> list[str]:
        """Return the paragraphs of the text in reading order, without notes, margins and charts."""
        return list(_lines_of(piece for piece in self.pieces if _is_text(piece)))

    def notes(self) -> list[str]:
        """Return the paragraphs of the footnotes."""
        return list(_lines_of(piece for piece in self.pieces if _is_in(piece, {"chu-thich"})))

    def drawn_texts(self) -> list[str]:
        """Return the texts of the charts."""
        return [self.text_of(tag) for tag in self.tags if tag.name == "text"]


def joined(text: str) -> str:
    """Return text on one line, with single spaces."""
    return " ".join(text.split())


def _is_in(piece: Piece, styles: set[str]) -> bool:
    return any(tag.classes & styles for tag in piece.around)


def _is_text(piece: Piece) -> bool:
    outside = any(tag.name in {"head", "svg"} for tag in piece.around)
    return not outside and not _is_in(piece, ASIDE)


def _lines_of(pieces: Iterator[Piece]) -> Iterator[str]:
    """Yield paragraphs; each line of a cell is one, as Word has it."""
    current: Tag | None = None
    said = ""
    for piece in pieces:
        if any(tag.name == "sup" for tag in piece.around):
            continue
        block = next((tag for tag in piece.around if tag.name in BLOCKS), None)
        ends = piece.text == "\n" and block is not None and block.name in {"td", "th"}
        if block is not current or ends:
            if joined(said):
                yield joined(said)
            said = ""
        said, current = said + piece.text, block
    if joined(said):
        yield joined(said)
