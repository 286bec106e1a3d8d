"""Lines that a form has and today's does not: they held what its report said when the form was given out.

Documents that were cited then, remarks beyond the free lines, values of single days, published ranks: they
are read like the lines that are there today.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from baocao.features.exchange.forms.records import (
    FormLayout,
    FormLine,
    FormSheet,
    Input,
    InputKind,
    LineKind,
)
from baocao.model.kinds import Day

_DAY: Final = re.compile(Day.key)
_RANK: Final = "xep_hang"
_VALUE: Final = "gia_tri"
_NAME: Final = "ma"


def with_own_lines(layout: FormLayout, keys: Iterable[str]) -> FormLayout:
    """Return the form with lines for those keys of a workbook that it once had."""
    known = layout.lines_by_key()
    lost = sorted(key for key in keys if key not in known)
    if not lost:
        return layout
    return layout._replace(sheets=tuple(_with_lines(sheet, lost) for sheet in layout.sheets))


def _with_lines(sheet: FormSheet, lost: Iterable[str]) -> FormSheet:
    lines = {line.key: line for line in sheet.lines}
    for key in lost:
        for line in _line_for(key, lines):
            lines[line.key] = line
    return sheet._replace(lines=tuple(lines.values()))


def _line_for(key: str, lines: Mapping[str, FormLine]) -> Iterator[FormLine]:
    way = tuple(key.split("/"))
    if len(way) < 2:  # noqa: PLR2004 - a section and a name
        return
    base = lines.get("/".join(way[:2]))
    match way:
        case ("van_ban", name) if free := lines.get("van_ban/+1"):
            inputs = {column: asked for column, asked in free.inputs.items() if column != _NAME}
            yield _moved(free._replace(inputs=inputs, printed={_NAME: name}), key, way)
        case ("vuong_mac" | "kien_nghi" as section, directive, _) if free := lines.get(
            f"{section}/{directive}/1"
        ):
            yield _moved(free, key, way)
        case ("chi_tieu", _, day) if base and _DAY.fullmatch(day) and _is_open(base):
            kept = {column: asked for column, asked in base.inputs.items() if column != "giai_trinh"}
            yield _moved(base._replace(inputs=kept, required=False), key, way)
        case ("chi_tieu", _, "xep_hang") if base and _VALUE in base.inputs and _is_open(base):
            value = base.inputs[_VALUE]._replace(way=(*base.way, _VALUE))
            yield base._replace(inputs={**base.inputs, _VALUE: value})
            rank = Input(way, InputKind.TEXT)
            yield FormLine(
                key, LineKind.FIGURE, way, {"ten": "- Thứ hạng đã công bố"}, {_VALUE: rank}, own=True
            )
        case _:
            return


def _is_open(line: FormLine) -> bool:
    """Tell whether the report says nothing of a figure, so that its parts may be told."""
    return all(
        line.inputs[column].content is None for column in (_VALUE, "trang_thai") if column in line.inputs
    )


def _moved(line: FormLine, key: str, way: tuple[str, ...]) -> FormLine:
    """Return a line of another way with empty cells."""
    inputs = {
        column: asked._replace(way=(*way, *asked.way[len(line.way) :]), content=None)
        for column, asked in line.inputs.items()
    }
    return line._replace(key=key, way=way, inputs=inputs, own=True)
