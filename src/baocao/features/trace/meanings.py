"""What each number of a printed file is: looked up at its very place, never by its digits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from baocao.documents.heads import Piece
from baocao.model.printed import CellPlace, ChartPlace, Key, Kind, Places, Printed, Source, WordPlace
from baocao.pipeline.tracing.stands import CELL, NOTE, PAGE, PARAGRAPH, SHEET, Stand, Where, chart_where

PAGE_NUMBER: Final = Source(Kind.NUMBERING, "số trang")
_ALL: Final = 1 << 60


class Meanings:
    """What is known of the texts of one file, by place."""

    def __init__(self, places: Mapping[Where, Sequence[Printed]], pieces: Sequence[Piece] = ()) -> None:
        self._places = places
        self._pieces = tuple(piece._replace(text=_comparable(piece.text)) for piece in pieces)

    def meaning_of(self, stand: Stand, start: int) -> Key | None:
        """Return what the number at `start` of a text is."""
        if stand.where.part == PAGE:
            return PAGE_NUMBER
        return _key_at(self._places.get(stand.where, ()), start) or self._meaning_in_pieces(stand, start)

    def part_at(self, stand: Stand, position: int) -> tuple[int, int] | None:
        """Return from where to where a text says what it says at a position; None for all of it."""
        parts = self._places.get(stand.where, ())
        part = next((part for part in parts if part.start <= position < part.end), None)
        return part[:2] if part and part.end < _ALL else None

    def _meaning_in_pieces(self, stand: Stand, start: int) -> Key | None:
        text = _comparable(stand.text)
        for piece in self._pieces:
            for offset in _offsets_of(piece.text, text):
                if key := _key_at(piece.printed, start - offset):
                    return key
        return None

    def moved_to(self, own: Sequence[Stand], others: Sequence[Stand]) -> "Meanings":
        """Return what is known of `own` texts for those of another file that are the same."""
        places = {
            other.where: self._places[stand.where]
            for stand, other in same_stands(own, others)
            if stand.where in self._places
        }
        return Meanings(places, self._pieces)


def meanings_of(
    cells: Iterable[CellPlace], words: Iterable[WordPlace], charts: Iterable[ChartPlace] = ()
) -> dict[Where, list[Printed]]:
    """Return what is known by place, of cells, of paragraphs and of charts."""
    known: dict[Where, list[Printed]] = {}
    for cell in cells:
        part = CELL if isinstance(cell.sheet, int) or cell.sheet.isdecimal() else SHEET
        where = Where(part, str(cell.sheet), cell.row, cell.column)
        known.setdefault(where, []).append(Printed(cell.start, cell.end or _ALL, cell.figure))
    for word in words:
        where = Where(PARAGRAPH, row=word.paragraph)
        known.setdefault(where, []).append(Printed(word.start, word.end, word.figure))
    for drawn in charts:
        where = chart_where(*drawn[:4])
        known.setdefault(where, []).append(Printed(drawn.start, drawn.end, drawn.figure))
    return known


def explained_meanings(places: Places, pieces: Sequence[Piece]) -> Meanings:
    """Return what a document that was made again knows of its texts."""
    known = meanings_of(places.cells, places.words, places.charts)
    for note in places.notes:
        where = Where(NOTE, row=note.paragraph)
        known.setdefault(where, []).append(Printed(note.start, note.end, note.figure))
    return Meanings(known, pieces)


def same_stands(own: Sequence[Stand], others: Sequence[Stand]) -> Iterator[tuple[Stand, Stand]]:
    """Yield the texts of one file with those of another that are the same.

    One that stands several times must do so equally often in both: else nobody knows which is which.
    """
    theirs: dict[tuple[str, str], list[Stand]] = {}
    for stand in others:
        theirs.setdefault((stand.where.part, stand.text), []).append(stand)
    mine: dict[tuple[str, str], list[Stand]] = {}
    for stand in own:
        mine.setdefault((stand.where.part, stand.text), []).append(stand)
    for key, stands in mine.items():
        if len(stands) == len(theirs.get(key, ())):
            yield from zip(stands, theirs[key], strict=True)


def _key_at(parts: Iterable[Printed], position: int) -> Key | None:
    return next((part.figure for part in parts if part.start <= position < part.end), None)


def _comparable(text: str) -> str:
    return text.replace("\n", " ").lower()


def _offsets_of(piece: str, text: str) -> Iterator[int]:
    """Yield where a piece begins in a text that holds it as a whole; or the text in the piece, before 0."""
    position = text.find(piece)
    while position >= 0:
        if _stands_alone(piece, text, position):
            yield position
        position = text.find(piece, position + 1)
    inside = piece.find(text) if len(text) < len(piece) and text else -1
    if inside >= 0 and _stands_alone(text, piece, inside):
        yield -inside


def _stands_alone(part: str, text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + len(part) : at + len(part) + 1]
    return not (before.isalnum() and part[:1].isalnum()) and not (after.isalnum() and part[-1:].isalnum())
