"""A chart as data: what is drawn, what is printed beside every bar, and which figure each point is."""

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from baocao.model.printed import Printed


class ChartKind(Enum):
    """How the values are drawn; the word describes it to those who do not see it."""

    BARS = "thanh ngang"
    COLUMNS = "cột"
    LINE = "đường"
    STACKED = "thanh ngang xếp chồng"


class Fill(Enum):
    """How a series is filled: told apart on a grey copy, each with its labels."""

    DARK = "dark"
    GREY = "grey"
    WHITE = "white"


class Said(NamedTuple):
    """A text of a chart, and what parts of it are, for tracing."""

    text: str
    printed: tuple[Printed, ...] = ()


class Point(NamedTuple):
    """One value, and the label that is printed beside it; without a number nothing is drawn."""

    number: Decimal | None
    label: Said


class Series(NamedTuple):
    """Values of one kind, one for each category; labels of a line may stand `below` it."""

    name: Said
    points: tuple[Point, ...]
    fill: Fill = Fill.DARK
    below: bool = False


class Chart(NamedTuple):
    """A chart; `source` says where its numbers come from and when they stop, in a line below it.

    `places` is the most decimals of a label, `percent` whether labels end in the sign. Two charts that
    are each `half` as wide as the text stand side by side.
    """

    kind: ChartKind
    title: Said
    measure: Said
    categories: tuple[Said, ...]
    series: tuple[Series, ...]
    source: Said
    places: int = 0
    percent: bool = False
    half: bool = False

    @property
    def lies(self) -> bool:
        """Whether its bars lie, one below the other."""
        return self.kind in {ChartKind.BARS, ChartKind.STACKED}

    @property
    def description(self) -> str:
        """What the chart shows, for those who hear it instead of seeing it."""
        measure = f" ({self.measure.text})" if self.measure.text else ""
        shown = "; ".join(self._told_categories())
        return f"Biểu đồ {self.kind.value}: {self.title.text}{measure}. {shown}."

    @property
    def numbers(self) -> list[Decimal]:
        """All numbers that are drawn."""
        points = (point for series in self.series for point in series.points)
        return [point.number for point in points if point.number is not None]

    def _told_categories(self) -> Iterator[str]:
        for index, category in enumerate(self.categories):
            told = [
                f"{series.name.text} {series.points[index].label.text}".strip()
                if len(self.series) > 1
                else series.points[index].label.text
                for series in self.series
                if series.points[index].label.text
            ]
            yield f"{category.text}: {', '.join(told)}" if told else category.text

    def all_texts(self) -> Iterator[tuple[str, int, int, Said]]:
        """Yield the texts inside the chart with their kind, series and point."""
        yield TITLE, 0, 0, self.title
        yield MEASURE, 0, 0, self.measure
        for number, series in enumerate(self.series):
            yield SERIES, number, 0, series.name
            for index, point in enumerate(series.points):
                if point.number is not None:
                    yield LABEL, number, index, point.label
        for index, category in enumerate(self.categories):
            yield CATEGORY, 0, index, category


TITLE: Final = "tieu_de"
MEASURE: Final = "don_vi_tinh"
SERIES: Final = "chuoi"
LABEL: Final = "nhan"
CATEGORY: Final = "nhom"
TEXTS: Final = (TITLE, MEASURE, SERIES, LABEL, CATEGORY)
"""Every kind of text in a chart; the map of printed figures counts on their order."""


class ChartRow(NamedTuple):
    """A chart, or two side by side, as one block of a document."""

    charts: tuple[Chart, ...]

    @property
    def sources(self) -> tuple[Said, ...]:
        """The lines below the charts; those that say the same are one."""
        return tuple(
            {chart.source.text: chart.source for chart in self.charts if chart.source.text}.values()
        )
