"""The figures of a form: a line for each indicator, or for each part of one that has several."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from baocao.features.exchange.forms.beside import Beside
from baocao.features.exchange.forms.figure_words import STATES, entered_how, figure_input
from baocao.features.exchange.forms.records import Content, FormLine, Input, InputKind, LineKind, Way
from baocao.features.exchange.forms.showing import (
    ITEM_MARK,
    STATE_WORDS,
    day_text,
    entry_content,
    raw_text,
    text_under,
)
from baocao.figures.shown import IN_COMPARISON, figure_text
from baocao.model.figure import OwnFigure
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.submission import Entry, State
from baocao.pipeline.asking import Asked
from baocao.source import nodes
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar
from baocao.source.values import is_series, read_entry
from baocao.vietnamese.numbers import roman_numeral

SECTION: Final = "chi_tieu"
KEPT: Final = "giữ nguyên trong báo cáo"
"""What is said of everything that a form cannot hold."""
_PARTS: Final = (("tu_so", "numerator", "Tử số"), ("mau_so", "denominator", "Mẫu số"))


def figure_lines(asked: Asked, beside: Beside) -> Iterator[FormLine]:
    """Yield the lines of all figures that are asked for, group by group, numbered from 1 to the end."""
    wanted, required = asked.asked_indicators(), asked.required_indicators()
    number = group_number = 0
    for group in asked.catalogue.groups:
        own = [indicator for indicator in group.indicators if indicator.id in wanted]
        if own:
            group_number += 1
            printed = {"tt": roman_numeral(group_number), "ten": group.name}
            yield FormLine(f"nhom/{SECTION}/{group.id}", LineKind.GROUP, printed=printed)
        for indicator in own:
            number += 1
            figure = _Figure(indicator, beside, str(number), indicator.id in required)
            yield from figure.all_lines()


class _Figure(NamedTuple):
    """Makes the lines of one indicator."""

    indicator: Indicator
    beside: Beside
    number: str
    required: bool

    @property
    def way(self) -> Way:
        return SECTION, self.indicator.id

    def all_lines(self) -> Iterator[FormLine]:
        node = self._written()
        if isinstance(node, nodes.Mapping) and is_series(node):
            yield self._heading()
            for key, value in node.entries.values():
                yield from self._lines_of(value, (*self.way, key.text), f"- ngày {day_text(key)}", own=True)
        else:
            yield from self._lines_of(node, self.way, self.indicator.name, own=False)

    def _written(self) -> Node | None:
        figures = self.beside.section(SECTION)
        return figures.get(self.indicator.id) if figures else None

    def _heading(self) -> FormLine:
        return FormLine("/".join(self.way), LineKind.FIGURE, self.way, self._printed(self.indicator.name))

    def _printed(self, label: str) -> Mapping[str, Content]:
        return {
            "tt": self.number,
            "ten": label,
            "don_vi_tinh": self.indicator.unit_of_measure,
            "ky_truoc": last_content(self.indicator, self.beside),
            "cach_ghi": entered_how(self.indicator),
        }

    def _lines_of(self, node: Node | None, way: Way, label: str, *, own: bool) -> Iterator[FormLine]:
        """Yield the line of one value, those of the parts of a ratio, and that of a published rank."""
        entry = _entry_of(node, self.indicator)
        printed = (
            {"ten": label, "don_vi_tinh": self.indicator.unit_of_measure} if own else self._printed(label)
        )
        value = self._value_inputs(node, entry, way)
        inputs = {**value, **self._reason_inputs(entry, way)}
        held = value or self.indicator.kind is IndicatorKind.RATIO
        if not held:
            printed = {**printed, "gia_tri": _kept_text(node, entry, self.indicator), "cach_ghi": KEPT}
            inputs = {name: cell for name, cell in inputs.items() if name == "giai_trinh"}
        line = FormLine(
            "/".join(way),
            LineKind.FIGURE,
            way,
            printed=printed,
            inputs=inputs,
            required=self.required and not own,
            own=own,
        )
        yield line
        if self.indicator.kind is IndicatorKind.RATIO:
            yield from self._ratio_lines(node, entry, line)
        if isinstance(node, nodes.Mapping) and node.get("xep_hang") is not None:
            yield _rank_line(node, line)

    def _value_inputs(self, node: Node | None, entry: Entry, way: Way) -> dict[str, Input]:
        """Return the cell of the value, unless there is none, or it could not hold what is there."""
        if self.indicator.kind is IndicatorKind.RATIO:
            return {}
        inside = isinstance(node, nodes.Mapping) and "gia_tri" in node.entries
        cell = figure_input(self.indicator, (*way, "gia_tri") if inside else way)
        written = node.get("gia_tri") if inside and isinstance(node, nodes.Mapping) else node
        if not _is_held(written, entry):
            return {}
        return {"gia_tri": cell._replace(content=entry_content(entry, written, self.indicator, cell))}

    def _reason_inputs(self, entry: Entry, way: Way) -> dict[str, Input]:
        """Return the cells of what is said in place of a value, and of the reason for an unusual one."""
        word, key = STATE_WORDS.get(entry.state, ("", ""))
        missing = entry.state is State.MISSING and not entry.reason
        cells = {
            "trang_thai": Input(way, InputKind.CHOICE, None if missing else word or None, STATES),
            "ly_do": Input((*way, key or "chua_co"), InputKind.TEXT, entry.reason or None),
        }
        if way == self.way:
            reason = ("giai_trinh", self.indicator.id)
            text = text_under(self.beside.report, *reason)
            cells["giai_trinh"] = Input(reason, InputKind.TEXT, text or None)
        return cells

    def _ratio_lines(self, node: Node | None, entry: Entry, line: FormLine) -> Iterator[FormLine]:
        """Yield the numerator and the denominator, each on a line of its own: 12/14 would become a day."""
        for part, attribute, name in _PARTS:
            number = getattr(entry.value, attribute, None)
            written = node.get(part) if isinstance(node, nodes.Mapping) else None
            content = raw_text(written) or None if number is None else number
            cell = Input(
                (*line.way, part), InputKind.WHOLE, content, measure=self.indicator.unit_of_measure
            )
            printed = {"ten": f"- {name}", "don_vi_tinh": self.indicator.unit_of_measure}
            yield line._replace(
                key=f"{line.key}/{part}", way=cell.way, printed=printed, inputs={"gia_tri": cell}
            )


def _entry_of(node: Node | None, indicator: Indicator) -> Entry:
    return Entry(State.MISSING, None) if node is None else read_entry(node, indicator, Log(""))


def _is_held(node: Node | None, entry: Entry) -> bool:
    """Tell whether a cell can hold a value and lose nothing of it."""
    if isinstance(entry.value, tuple):
        return not any(mark in item for item in entry.value for mark in (ITEM_MARK.strip(), "\n"))
    return entry.state is not State.UNREADABLE or isinstance(node, Scalar)


def _kept_text(node: Node | None, entry: Entry, indicator: Indicator) -> str:
    if entry.state is State.UNREADABLE:
        return raw_text(node) or "…"
    return figure_text(OwnFigure(indicator, entry), IN_COMPARISON)


def _rank_line(node: nodes.Mapping, line: FormLine) -> FormLine:
    """Return the line of a published rank, which is a text: 7/96 would become a day."""
    way = (*line.way, "xep_hang")
    cell = Input(way, InputKind.TEXT, text_under(node, "xep_hang") or None)
    printed = {"ten": "- Thứ hạng đã công bố", "cach_ghi": "hạng/số đơn vị, ví dụ 7/96"}
    return FormLine("/".join(way), LineKind.FIGURE, way, printed, {"gia_tri": cell}, own=True)


def last_content(indicator: Indicator, beside: Beside) -> Content:
    """Return what stands beside a figure: what the unit reported last, a number as a number."""
    node = beside.last_figure(indicator)
    if node is None:
        return None
    entry = _entry_of(node, indicator)._replace(readings=())
    if entry.state is State.UNREADABLE:
        return raw_text(node) or None
    if entry.state is State.MISSING and not entry.reason:
        return None
    content = entry_content(entry, node, indicator, figure_input(indicator, ()))
    # In brackets: it is no value, and nobody is to copy it into the cell beside it.
    return f"({figure_text(OwnFigure(indicator, entry), IN_COMPARISON)})" if content is None else content
