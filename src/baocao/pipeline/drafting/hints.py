"""What stands beside a line to be filled in: what is asked, in which unit, and what may be written."""

import textwrap
from typing import Final, NamedTuple

from baocao.model.indicator import Indicator, IndicatorKind, Nature
from baocao.model.submission import Progress
from baocao.source.canonical.making import block_comments, line_comment
from baocao.vietnamese.text import folded_text

WIDEST: Final = 110
"""The columns of a line with its comment."""
NATURES: Final = {
    Nature.IN_PERIOD: "trong kỳ",
    Nature.CUMULATIVE: "lũy kế",
    Nature.MOMENT: "thời điểm",
}
_KINDS: Final = {
    IndicatorKind.RATIO: "tử số/mẫu số, ví dụ 3.681/3.781",
    IndicatorKind.YES_NO: "co | khong",
    IndicatorKind.DATE: "ngày, ví dụ 2025-11-18",
    IndicatorKind.TEXT: "chữ",
    IndicatorKind.LIST: "danh sách, ví dụ [một, hai]",
}
STATES: Final = (
    "Mỗi dòng một số liệu. Không có phát sinh thì ghi khong_phat_sinh; không thuộc đơn vị: khong_ap_dung;"
    " chưa có số: {chua_co: lý do}."
)
"""What may stand in the place of any figure, told once above them."""
PROSE: Final = (
    "Viết sau dấu hai chấm; nhiều đoạn thì ghi | rồi xuống dòng, thụt vào. Số lấy từ chi_tieu: [=mã];"
    " văn bản ở van_ban: [@mã]."
)


_CUT: Final = "…"
_SHORTEST: Final = 16
"""The letters of a name that are worth telling."""


class Hint(NamedTuple):
    """A comment at the end of a line, and those above it where the line has no room for more."""

    note: str
    lead: tuple[str, ...] = ()


def figure_hint(indicator: Indicator, column: int, before: str = "") -> Hint:
    """Return what is told of a figure whose comment begins in a column.

    `before` is what an earlier period had, which comes first and says of which days it is; then the name is
    cut where there is no room for it, otherwise it stands above the line.
    """
    if before:
        return Hint(line_comment(f"{before}; {_cut_name(indicator, WIDEST - column - len(before))}"))
    words = value_words(indicator)
    note = line_comment(f"{indicator.name} ({words})")
    if column + len(note) <= WIDEST:
        return Hint(note)
    if column + len(words) + len("# ") <= WIDEST:
        return Hint(line_comment(words), tuple(block_comments(indicator.name)))
    return Hint("", tuple(block_comments(f"{indicator.name} ({words})")))


def _cut_name(indicator: Indicator, room: int) -> str:
    """Return name and unit of measure, or as much of the name as there is room for."""
    unit = unit_words(indicator)
    left = room - len(f"# ;  ({unit})")
    if left < _SHORTEST:
        return unit
    return f"{textwrap.shorten(indicator.name, left, placeholder=_CUT)} ({unit})"


def value_words(indicator: Indicator) -> str:
    """Return what may be written: a unit of measure and of which days, or the words to choose from."""
    words = unit_words(indicator)
    return f"{words}, {NATURES[indicator.nature]}" if indicator.kind.is_number else words


def unit_words(indicator: Indicator) -> str:
    """Return a unit of measure, or the words to choose from."""
    if indicator.kind is IndicatorKind.CHOICE:
        return " | ".join(_choice_text(name, label) for name, label in indicator.choices.items())
    return _KINDS.get(indicator.kind) or indicator.unit_of_measure or "số"


def _choice_text(name: str, label: str) -> str:
    return name if folded_text(label).replace(" ", "_") == name else f"{name} ({label})"


def is_hint(text: str, indicator: Indicator) -> bool:
    """Tell whether a comment is what was told beside a figure the last time."""
    told = {value_words(indicator), unit_words(indicator)}
    name = next((text.removesuffix(f" ({words})") for words in told if text.endswith(f" ({words})")), None)
    return text in told or (name is not None and indicator.name.startswith(name.removesuffix(_CUT)))


TASK_HINT: Final = line_comment(f"tien_do: {' | '.join(Progress)}; ket_qua: việc đã làm")
"""What is told beside a task of which nothing was reported yet."""
