"""Where figures stand in word/document.xml, counted while it is written."""

from collections.abc import Iterator
from typing import Final, cast

from baocao.model.chart import Chart, ChartRow
from baocao.model.document import Block, Break, Caption, Heading, Paragraph, Text
from baocao.model.printed import NUMBERING, CellPlace, ChartPlace, Places, WordPlace
from baocao.model.table import Table

_PARAGRAPH: Final = "<w:p>"
_TABLE: Final = "<w:tbl>"


class Counter:
    """Counts paragraphs and tables as they are written, and notes the places of figures."""

    def __init__(self, places: Places | None) -> None:
        self._places = places
        self._paragraphs = 0
        self._tables = 0
        self._charts = 0

    def count_passed(self, xml: str) -> str:
        """Return `xml`, whose paragraphs and tables have been written."""
        if self._places is not None:
            self._paragraphs += xml.count(_PARAGRAPH)
            self._tables += xml.count(_TABLE)
        return xml

    def count_block(self, block: Block, xml: str) -> str:
        """Return `xml`, as which a block has been written, and note its figures."""
        if self._places is None:
            return xml
        if isinstance(block, Table):
            self._places.cells += _cell_places(block, self._tables)
            return self.count_passed(xml)
        if isinstance(block, ChartRow):
            return self._count_charts(block, xml)
        if any(isinstance(part, Text) and part.figures for part in block.content):
            self._places.words += _word_places(block, self._paragraphs)
        if self._places.everything and isinstance(block, Heading):
            self._places.words.append(WordPlace(self._paragraphs, 0, len(block.number), NUMBERING))
        self._paragraphs += 1
        return xml

    def _count_charts(self, row: ChartRow, xml: str) -> str:
        """Note the figures of charts: of the points always, of all texts where everything is asked."""
        places = cast("Places", self._places)
        for chart in row.charts:
            self._charts += 1
            places.charts += _chart_places(chart, self._charts)
        for below, said in enumerate(row.sources, start=1):
            places.words += (
                WordPlace(self._paragraphs + below, part.start, part.end, part.figure)
                for part in said.printed
            )
        return self.count_passed(xml)


def _chart_places(chart: Chart, number: int) -> Iterator[ChartPlace]:
    for kind, series, point, said in chart.all_texts():
        for part in said.printed:
            yield ChartPlace(number, kind, series, point, part.figure, start=part.start, end=part.end)


def _cell_places(table: Table, number: int) -> Iterator[CellPlace]:
    for position, row in enumerate(table.rows, start=table.header_rows):
        for index, cell in enumerate(row.cells):
            if cell.figure:
                yield CellPlace(number, position, index, cell.figure)
            for part in cell.printed:
                yield CellPlace(number, position, index, part.figure, start=part.start, end=part.end)


def _word_places(block: Heading | Paragraph | Caption, number: int) -> Iterator[WordPlace]:
    """Yield the figures of a paragraph; number or marker come first, a line break is one letter."""
    lead = ""
    if isinstance(block, Heading):
        lead = block.number
    elif isinstance(block, Paragraph):
        lead = block.marker
    position = len(lead) + 1 if lead or isinstance(block, Heading) else 0
    for part in block.content:
        if isinstance(part, Text):
            for printed in part.figures:
                yield WordPlace(number, position + printed.start, position + printed.end, printed.figure)
            position += len(part.text)
        elif isinstance(part, Break):
            position += 1
