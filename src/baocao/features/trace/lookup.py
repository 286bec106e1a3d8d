"""Where a text stands in a printed file, and what each of the numbers in it is."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.trace.meanings import Meanings, explained_meanings, meanings_of
from baocao.foreign.faults import UnreadableError
from baocao.foreign.worksheets import cell_reference
from baocao.model.period import Period
from baocao.model.printed import FigureKey, Key
from baocao.pipeline import manifest
from baocao.pipeline.tracing.printed_text import DAMAGED, SheetText, WordText, with_surroundings
from baocao.pipeline.tracing.records import Meaning, Spot
from baocao.pipeline.tracing.spots import (
    SHEET_SUFFIX,
    Output,
    asked_spots,
    cell_asked_for,
    missing_figure,
    table_place,
    text_place,
    unreadable_output,
)
from baocao.pipeline.tracing.stands import (
    CELL,
    CHART,
    MARGIN,
    NOTE,
    NUMBER,
    PAGE,
    SHEET,
    Stand,
    chart_number,
    group_of_label,
    sheet_stands,
    whole_pattern,
    word_stands,
)
from baocao.vietnamese.numbers import number_readings

_MOST_TEXT: Final = 500
_SPACES: Final = re.compile(r"\s+")


class Hit(NamedTuple):
    """A place at which a text stands: the characters from `start` to `end` of a text."""

    stand: Stand
    start: int
    end: int


class PrintedFile:
    """A file of a build with what its map knows, and what its document knows when it is made again."""

    def __init__(self, output: Output, root: Path) -> None:
        self._output = output
        self._root = root
        self.remarks: list[str] = []

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._output.path.name

    @property
    def is_sheet(self) -> bool:
        """Whether it is a workbook."""
        return self._output.path.suffix.lower() == SHEET_SUFFIX

    @cached_property
    def word(self) -> WordText:
        """The text of a Word document, with its headings."""
        return WordText(self._output.data)

    @cached_property
    def book(self) -> SheetText:
        """The text of a workbook."""
        return SheetText(self._output.data)

    @cached_property
    def stands(self) -> list[Stand]:
        """All texts of the file."""
        return sheet_stands(self.book) if self.is_sheet else word_stands(self._output.data)

    @cached_property
    def _mapped(self) -> Meanings:
        figures = self._output.figures
        return Meanings(meanings_of(figures.cell_places(), figures.word_places(), figures.chart_places()))

    @cached_property
    def _explained(self) -> Meanings | None:
        """What the document knows that is made again from the sources of today."""
        # Loads all that makes documents, which figures do not need.
        from baocao.pipeline.explaining import Explainer  # noqa: PLC0415

        period = Period.parse(self._output.map.period)
        entries = manifest.earlier_build(self._output.path.parent).entries
        entry = next((entry for entry in entries if entry["tep"] == self.name), None)
        draft = bool(entry.get("du_thao", True)) if entry else True
        moment = _told_moment(entry.get(manifest.MOMENT)) if entry else None
        made = (
            Explainer(self._root, period).explain_file(self.name, draft=draft, moment=moment)
            if period
            else None
        )
        if made is None:
            self.remarks.append(_NOT_MADE)
            return None
        known = explained_meanings(made.places, made.pieces)
        own = sheet_stands(SheetText(made.data)) if self.is_sheet else word_stands(made.data)
        if own == self.stands:
            return known
        self.remarks.append(_CHANGED)
        return known.moved_to(own, self.stands)

    def hit_in_cell(self, at: tuple[str, int, int]) -> Hit:
        """Return all of a cell that holds a figure or a number; raises SpotError for any other."""
        stand = next((stand for stand in self.stands if stand.where[1:] == at), None)
        if stand and (any(stand.numbers()) or self._mapped.meaning_of(stand, 0)):
            return Hit(stand, 0, len(stand.text))
        raise missing_figure(self._output, self.book, at)

    def meaning_at(self, stand: Stand, position: int) -> Key | None:
        """Return what the number at a position of a text is; None if that is not known any more."""
        key = self._mapped.meaning_of(stand, position)
        if key is None and self._explained is not None:
            key = self._explained.meaning_of(stand, position)
        return key

    def spot_of(self, hit: Hit, key: Key | None) -> Spot:
        """Return a place in words; a figure is all of the words that say it."""
        if isinstance(key, FigureKey) and (part := self._mapped.part_at(hit.stand, hit.start)):
            hit = Hit(hit.stand, *part)
        text = hit.stand.text[hit.start : hit.end][:_MOST_TEXT]
        around = with_surroundings(hit.stand.text, hit.start, hit.end)
        row = self._row_title(hit.stand)
        around = f"{row}: {around}" if row else around
        return Spot(self.name, self._place_words(hit), text, around, key)

    def _place_words(self, hit: Hit) -> str:
        where = hit.stand.where
        if where.part == SHEET:
            return f"{where.name}!{cell_reference(where.row, where.column)}"
        if where.part == CELL:
            return table_place(self.word, int(where.name), where.row, where.column)
        if where.part == NOTE:
            return f"chú thích cuối trang, đoạn {where.row + 1}"
        if where.part == CHART:
            return f"biểu đồ {chart_number(where)}"
        if where.part in {MARGIN, PAGE}:
            return "đầu trang" if "header" in where.name else "chân trang"
        return text_place(self.word, where.row, hit.start)

    def _row_title(self, stand: Stand) -> str:
        where = stand.where
        if where.part == SHEET:
            return self.book.row_title(where.name, where.row, where.column)[:_MOST_TEXT]
        if where.part == CELL:
            return self.word.row_title(int(where.name), where.row, where.column)[:_MOST_TEXT]
        if where.part == CHART:
            return group_of_label(self.stands, where)[:_MOST_TEXT]
        return ""


_NOT_MADE: Final = (
    "Không lập lại được văn bản này từ nguồn hiện nay, nên chỉ biết những số là số liệu; xem baocao check."
)
_CHANGED: Final = (
    "Nguồn, mẫu hoặc chương trình đã đổi từ khi lập văn bản; câu nào không còn như đã in thì không rõ "
    "nguồn."
)


def _told_moment(text: object) -> datetime | None:
    """Return as of when a letter tells who has reported; anybody may have edited what says so."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def look_up(output: Output, asked: str, root: Path) -> tuple[list[Meaning], list[str]]:
    """Return what the numbers are that `asked` can mean, each with its places, and what limits the answer.

    It is a cell ('Trang!D17'), a number, or words with a number in them; words alone stand for the figures
    beside them. Raises SpotError if there is none.
    """
    try:
        return _looked_up(PrintedFile(output, root), output, asked)
    except UnreadableError as error:
        raise unreadable_output(output, error) from None
    except DAMAGED:
        raise unreadable_output(output, None) from None


def _looked_up(file: PrintedFile, output: Output, asked: str) -> tuple[list[Meaning], list[str]]:
    hits = list(_asked_hits(file, asked))
    if not hits:
        spots = asked_spots(output, asked)
        return _grouped((spot.key, spot) for spot in spots), []
    found = ((key, file.spot_of(hit, key)) for hit in hits for key in _keys_in(file, hit))
    return _grouped(found), file.remarks


def _grouped(found: Iterator[tuple[Key | None, Spot]]) -> list[Meaning]:
    """Return the meanings in the order in which the document has them; equal ones are one."""
    spots: dict[Key | None, list[Spot]] = {}
    for key, spot in found:
        spots.setdefault(key, []).append(spot)
    return [Meaning(key, tuple(dict.fromkeys(listed))) for key, listed in spots.items()]


def _keys_in(file: PrintedFile, hit: Hit) -> list[Key | None]:
    """Return what the numbers inside a hit are, each once."""
    starts = [found.start() for found in NUMBER.finditer(hit.stand.text, hit.start, hit.end)]
    return list(dict.fromkeys(file.meaning_at(hit.stand, start) for start in starts or [hit.start]))


def _asked_hits(file: PrintedFile, asked: str) -> Iterator[Hit]:
    """Yield where a number or a text with numbers stands; a cell stands for all numbers in it."""
    at = cell_asked_for(file.book, asked) if file.is_sheet else None
    if at is not None:
        yield file.hit_in_cell(at)
        return
    text = _SPACES.sub(" ", asked.strip())
    if not NUMBER.search(text):
        return
    spans = _number_spans(text) if NUMBER.fullmatch(text) else _text_spans(text)
    for stand in file.stands:
        for start, end in spans(stand):
            yield Hit(stand, start, end)


def _number_spans(asked: str) -> Callable[[Stand], Iterator[tuple[int, int]]]:
    """Return what finds a number, as it is typed or as it is written: 3781 is the 3.781 of the text."""
    wanted = _number_in(asked)

    def spans(stand: Stand) -> Iterator[tuple[int, int]]:
        for start, end in stand.numbers():
            text = stand.text[start:end]
            if text == asked or (wanted is not None and _number_in(text) == wanted):
                yield start, end

    return spans


def _text_spans(asked: str) -> Callable[[Stand], Iterator[tuple[int, int]]]:
    """Return what finds a text that is no part of a longer word or number."""
    pattern = whole_pattern(asked)
    return lambda stand: (found.span() for found in pattern.finditer(stand.text))


def _number_in(text: str) -> Decimal | None:
    return next((reading.number for reading in number_readings(text)), None)
