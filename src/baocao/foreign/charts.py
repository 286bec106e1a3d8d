"""The texts of a chart part: title, names of series and groups, labels."""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from baocao.model.chart import CATEGORY, LABEL, MEASURE, SERIES, TITLE

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_C15: Final = "{http://schemas.microsoft.com/office/drawing/2012/chart}"


def chart_texts(root: ET.Element) -> Iterator[tuple[str, int, int, str]]:
    """Yield the texts of a chart: what each is, its series, its point, and the text."""
    title = root.find(f"{_C}chart/{_C}title")
    lines = [] if title is None else [_line_text(line) for line in title.iter(f"{_A}p")]
    for kind, text in zip((TITLE, MEASURE), lines, strict=False):
        yield kind, 0, 0, text
    for number, series in enumerate(root.iter(f"{_C}ser")):
        yield from _series_texts(number, series)


def _series_texts(number: int, series: ET.Element) -> Iterator[tuple[str, int, int, str]]:
    """Yield the name of a series and its labels; groups are told with the first."""
    for _, text in _cached_texts(series.find(f"{_C}tx")):
        yield SERIES, number, 0, text
    for point, text in _cached_texts(series.find(f".//{_C15}dlblRangeCache")):
        yield LABEL, number, point, text
    for point, text in _cached_texts(series.find(f"{_C}cat")) if number == 0 else ():
        yield CATEGORY, 0, point, text


def _line_text(line: ET.Element) -> str:
    return "".join(part.text or "" for part in line.iter(f"{_A}t"))


def _cached_texts(owner: ET.Element | None) -> Iterator[tuple[int, str]]:
    for point in owner.iter(f"{_C}pt") if owner is not None else ():
        value, index = point.find(f"{_C}v"), point.get("idx", "")
        if value is not None and index.isdecimal():
            yield int(index), value.text or ""
