"""The form of a unit for a period: the one specification of what it asks, and where.

The workbook is written from it, and what comes back is read and its faults are told by it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import Final, NamedTuple

from baocao.features.exchange.forms.as_shown import marks_of, with_marks
from baocao.features.exchange.forms.beside import NOTHING_BESIDE, Beside
from baocao.features.exchange.forms.figure_lines import KEPT, figure_lines
from baocao.features.exchange.forms.guide import guide_lines
from baocao.features.exchange.forms.other_lines import head_lines, kept_lines, rule_lines
from baocao.features.exchange.forms.prose_lines import citation_lines, narrative_lines, remark_lines
from baocao.features.exchange.forms.records import (
    Content,
    FormColumn,
    FormLayout,
    FormLine,
    FormSheet,
    Input,
    SheetName,
)
from baocao.features.exchange.forms.task_lines import task_lines
from baocao.model.citation import CITATION_SHAPE
from baocao.model.status import Statuses
from baocao.model.submission import TASK_REPORT_SHAPE
from baocao.model.unit import Unit
from baocao.pipeline.asking import Asked
from baocao.render.sheet.letters import cell_text
from baocao.vietnamese.numbers import exact_text

KEY: Final = "khoa"
"""The key of the hidden column in which the keys of the lines stand."""
VERSION_LETTERS: Final = 10
_NUMBER: Final = FormColumn("tt", "TT", 10)
_KEY: Final = FormColumn(KEY, "", 0)
_TASK_WIDTHS: Final = {
    "tien_do": 26.0,
    "ngay_hoan_thanh": 24.0,
    "ket_qua": 62.0,
    "du_kien": 34.0,
    "ly_do_cham": 30.0,
}
_CITATION_WIDTHS: Final = {"loai": 26.0, "so": 32.0, "ngay": 24.0, "co_quan": 50.0, "trich_yeu": 90.0}
_WIDE: Final = 34.0
_GUIDE_COLUMNS: Final = (_KEY, FormColumn("ten", "", 180))
_UNUSUAL: Final = FormColumn("giai_trinh", "Ghi chú khi số liệu khác thường", 34)


class Common(NamedTuple):
    """What the forms of all units share."""

    statuses: Statuses
    province: Unit
    holidays: frozenset[date] = frozenset()
    notice: str = ""


def form_layout(asked: Asked, common: Common, beside: Beside = NOTHING_BESIDE) -> FormLayout:
    """Return the form of a unit: what it is asked for, with what it has said already."""
    sheets = tuple(_with_held_lines(sheet) for sheet in _filled_sheets(asked, common, beside))
    blank = sheets if beside.report is None else _filled_sheets(asked, common, NOTHING_BESIDE)
    version = version_of(blank)
    plain = head_lines(asked, common.province, version, common.holidays, beside)
    head = with_marks(plain, marks_of(sheets))
    kept = kept_lines(beside, [line for sheet in sheets for line in sheet.lines])
    figures = sheets[0]._replace(head=head, lines=(*sheets[0].lines, *kept))
    guide = FormSheet(SheetName.GUIDE, _GUIDE_COLUMNS, tuple(guide_lines(asked, common.notice)))
    return FormLayout(
        asked.unit,
        asked.period,
        common.province,
        version,
        sheets=(figures, *sheets[1:], guide),
        last=beside.last,
        notice=common.notice,
    )


def _with_held_lines(sheet: FormSheet) -> FormSheet:
    """Return the sheet without cells that would lose a part of a text: that stays in the report alone."""
    return sheet._replace(lines=tuple(map(_held_line, sheet.lines)))


def _held_line(line: FormLine) -> FormLine:
    long = {name for name, cell in line.inputs.items() if not _is_held(cell.content)}
    if not long:
        return line
    inputs = {name: cell for name, cell in line.inputs.items() if name not in long}
    return line._replace(printed={**line.printed, **dict.fromkeys(long, KEPT)}, inputs=inputs)


def _is_held(content: Content) -> bool:
    """Tell whether a cell gives a text back to the letter."""
    return not isinstance(content, str) or cell_text(content) == content


def _filled_sheets(asked: Asked, common: Common, beside: Beside) -> Iterator[FormSheet]:
    """Yield the sheets that are filled in; the first is always there, the others if they ask anything."""
    figures = (*figure_lines(asked, beside), *rule_lines(asked, beside))
    title = f"Biểu báo cáo {asked.period.label}"
    yield FormSheet(SheetName.FIGURES, _figure_columns(beside), figures, title)
    tasks = tuple(task_lines(asked, beside, common.statuses))
    if tasks:
        yield FormSheet(SheetName.TASKS, tuple(_task_columns()), tasks, "Kết quả thực hiện nhiệm vụ")
    narratives = tuple(narrative_lines(asked, beside))
    if narratives:
        yield FormSheet(SheetName.NARRATIVES, _NARRATIVE_COLUMNS, narratives, "Nội dung báo cáo")
    remarks = tuple(remark_lines(asked, beside))
    if remarks:
        yield FormSheet(SheetName.REMARKS, _REMARK_COLUMNS, remarks, "Vướng mắc, kiến nghị")
    if tasks or narratives:
        cited = tuple(citation_lines(beside))
        yield FormSheet(SheetName.CITATIONS, tuple(_citation_columns()), cited, "Văn bản dẫn chiếu")


def _figure_columns(beside: Beside) -> tuple[FormColumn, ...]:
    last = f"Kỳ trước ({beside.last.id})" if beside.last else "Kỳ trước"
    return (
        _KEY,
        _NUMBER,
        FormColumn("ten", "Chỉ tiêu (* bắt buộc)", 72),
        FormColumn("gia_tri", "Số liệu kỳ này", 30),
        FormColumn("don_vi_tinh", "Đơn vị tính", 22),
        FormColumn("ky_truoc", last, 26),
        FormColumn("trang_thai", "Nếu không có số liệu", 28),
        FormColumn("ly_do", "Lý do không có số liệu", 30),
        _UNUSUAL,
        FormColumn("cach_ghi", "Cách ghi", 66),
    )


def _task_columns() -> Iterator[FormColumn]:
    yield from (_KEY, _NUMBER, FormColumn("ten", "Nhiệm vụ", 54))
    for key in TASK_REPORT_SHAPE.keys:
        yield FormColumn(key.name, key.title, _TASK_WIDTHS.get(key.name, _WIDE))
        if key.name == "tien_do":
            yield FormColumn("ky_truoc", "Kỳ trước", 24)
            yield FormColumn("thoi_han", "Thời hạn", 24)
    yield _UNUSUAL._replace(title="Ghi chú khi khác thường", width=30)


_NARRATIVE_COLUMNS: Final = (
    _KEY,
    FormColumn("tt", "Mục", 16),
    FormColumn("ten", "Nội dung cần báo cáo (* bắt buộc)", 80),
    FormColumn("noi_dung", "Đơn vị viết ở đây", 150),
    FormColumn("cach_ghi", "Hướng dẫn", 60),
)
_REMARK_COLUMNS: Final = (
    _KEY,
    FormColumn("tt", "TT", 16),
    FormColumn("nhom", "Nhóm", 44),
    FormColumn("noi_dung", "Nội dung (mỗi ý một dòng)", 130),
    FormColumn("gui", "Nơi giải quyết", 62),
)


def _citation_columns() -> Iterator[FormColumn]:
    yield from (_KEY, _NUMBER, FormColumn("ma", "Mã để dẫn chiếu", 30))
    for key in CITATION_SHAPE.keys:
        yield FormColumn(key.name, key.title, _CITATION_WIDTHS.get(key.name, _WIDE))


def version_of(sheets: Iterable[FormSheet]) -> str:
    """Return a short digest of what a form without answers asks: alike for all units asked for the same."""
    lines = (line for sheet in sheets for line in sheet.all_lines() if not line.own)
    return sha256("\n".join(_asked_parts(lines)).encode()).hexdigest()[:VERSION_LETTERS]


def _asked_parts(lines: Iterable[FormLine]) -> Iterator[str]:
    for line in lines:
        yield f"{line.key} {line.required}"
        for column, cell in line.inputs.items():
            yield f"  {column} {_cell_parts(cell)}"


def _cell_parts(cell: Input) -> str:
    bounds = (exact_text(bound) if bound is not None else "" for bound in (cell.low, cell.high))
    choices = (f"{word}={said}" for word, said in cell.choices.items())
    return "|".join((cell.kind.name, *bounds, str(cell.places), cell.measure, *choices))
