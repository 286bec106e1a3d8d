"""The answers in a form that came back: by line and column what cells say, and what keeps them from it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from baocao.features.exchange.filled.cells import Around, CellFault, heard_cell, plain_words, shown_cell
from baocao.features.exchange.filled.marking import AUTHOR
from baocao.features.exchange.filled.places import (
    IDENTITY,
    LABEL,
    VALUE,
    FilledForm,
    Part,
    Spot,
    identity_words,
    lost_rows,
)
from baocao.features.exchange.filled.records import Finding
from baocao.features.exchange.forms.records import FormLayout, FormLine, FormSheet, Input, LineKind
from baocao.foreign.grids import CellKind, GridCell
from baocao.foreign.worksheets import Range, cell_reference
from baocao.model.labels import plain_label
from baocao.model.period import Window
from baocao.vietnamese.text import first_few, to_nfc

LAST: Final = "ky_truoc"
NOTE: Final = "giai_trinh"
MEASURE: Final = "don_vi_tinh"
_MUST: Final = "*"
"""Behind the name of what must not stay empty."""
_OWN_MARK: Final = f"{AUTHOR}: "
_LONGEST: Final = 120
"""Letters of what was written beside that are repeated."""
_MOST_NAMED: Final = 40
"""Cells of one kind of trouble that are named one by one."""


class Answer(NamedTuple):
    """What a column of a line says: `heard` is nothing for an empty cell, or one that could not be read."""

    line: FormLine
    column: str
    asked: Input
    heard: str
    name: str
    spots: tuple[Spot, ...] = ()
    fault: bool = False


class Heard(NamedTuple):
    """All answers of a form by line and column, and what there is to say of its cells."""

    answers: Mapping[str, Mapping[str, Answer]]
    findings: tuple[Finding, ...]


def hear_form(form: FilledForm, layout: FormLayout) -> Heard:
    """Return what a form says of everything that its unit is asked for."""
    listener = _Listener(form, layout)
    answers = {
        line.key: listener.answers_of(sheet, line)
        for sheet in layout.sheets
        for line in sheet.all_lines()
        if line.inputs
    }
    listener.look_around()
    return Heard(answers, tuple(listener.findings))


class _Listener:
    """Hears the cells of one form."""

    def __init__(self, form: FilledForm, layout: FormLayout) -> None:
        self.findings: list[Finding] = []
        self._form = form
        self._layout = layout
        self._window = Window(layout.period.window.start, layout.period.window.end)

    @cached_property
    def _labels(self) -> Mapping[str, frozenset[str]]:
        """The keys of the lines by how they are called."""
        labels: dict[str, set[str]] = {}
        for line in self._layout.lines_by_key().values():
            label = label_of(line)
            if label and line.inputs:
                labels.setdefault(plain_label(label), set()).add(line.key)
        return {label: frozenset(keys) for label, keys in labels.items()}

    @cached_property
    def _joined(self) -> Mapping[int, tuple[Range, ...]]:
        return {part.number: part.grid.joined for part in self._form.parts if part.grid.joined}

    @cached_property
    def _gone_lines(self) -> tuple[FormLine, ...]:
        """The lines of today's form that are not in the workbook."""
        here, lines = self._form.keys(), self._layout.lines_by_key()
        return tuple(
            line for key, line in lines.items() if line.inputs and not line.own and key not in here
        )

    def answers_of(self, sheet: FormSheet, line: FormLine) -> Mapping[str, Answer]:
        """Return the answers of a line; a row that was sorted away from its key is not believed."""
        titles = {column.key: column.title for column in sheet.columns}
        moved = self._is_torn(line)
        return {
            column: Answer(line, column, asked, "", "", fault=True)
            if moved
            else self._answer(line, column, asked, titles.get(column, ""))
            for column, asked in line.inputs.items()
        }

    def _is_torn(self, line: FormLine) -> bool:
        """Tell whether a row carries the name of another line: it was sorted without its hidden key."""
        own = plain_label(label_of(line))
        for part, spot in self._form.places_of(line.key, LABEL):
            cell = part.grid.cells.get((spot.row, spot.column))
            said = (
                plain_words(cell.text).removesuffix(_MUST) if cell and cell.kind is CellKind.TEXT else own
            )
            label = plain_label(said)
            if own and label != own and self._labels.get(label, frozenset()) - {line.key}:
                self.findings.append(
                    Finding(
                        part.name_of(spot.row, spot.column),
                        label_of(line),
                        f"'{shown_cell(cell)}'" if cell else "",
                        f"'{label_of(line)}'",
                        "Các dòng đã bị sắp xếp hoặc dán lệch khỏi cột mã ẩn; điền lại vào biểu gốc.",
                        cells=(spot,),
                    )
                )
                return True
        return False

    def _answer(self, line: FormLine, column: str, asked: Input, title: str) -> Answer:
        """Return what one column of a line says; cells that were copied must agree."""
        places = [
            (part, spot, part.grid.cells.get((spot.row, spot.column)))
            for part, spot in self._form.places_of(line.key, column)
        ]
        filled = [(part, spot, cell) for part, spot, cell in places if cell]
        shown = filled or places
        names = ", ".join(part.name_of(spot.row, spot.column) for part, spot, _ in shown[:3])
        spots = tuple(spot for _, spot, _ in shown)
        if not filled:
            return Answer(line, column, asked, "", name=names, spots=spots)
        label = label_of(line) or title
        last = line.printed.get(LAST)
        noted = any(
            part.grid.cells.get((spot.row, spot.column))
            for part, spot in self._form.places_of(line.key, NOTE)
        )
        around = Around(self._window, last if isinstance(last, Decimal) else None, noted)
        heard = {heard_cell(cell, asked, around) for _, _, cell in filled}
        if len(heard) > 1:
            read = " và ".join(dict.fromkeys(f"'{shown_cell(cell)}'" for _, _, cell in filled))
            advice = "Mã của dòng có ở nhiều ô; chỉ giữ một dòng."
            self.findings.append(Finding(names, label, read, "một giá trị", advice, cells=spots))
            return Answer(line, column, asked, "", name=names, spots=spots, fault=True)
        said = heard.pop()
        joined = self._joined_answers(filled[0][1]) or self._other_measure(line, asked)
        if joined or isinstance(said, CellFault):
            fault = joined or said
            if isinstance(fault, CellFault):
                finding = Finding(names, label, fault.read, fault.allowed, fault.advice, cells=spots)
                self.findings.append(finding)
            return Answer(line, column, asked, "", name=names, spots=spots, fault=True)
        return Answer(line, column, asked, said if isinstance(said, str) else "", name=names, spots=spots)

    def _other_measure(self, line: FormLine, asked: Input) -> CellFault | None:
        """Say that a number is counted in something else than is asked, as in an older form."""
        own = line.printed.get(MEASURE)
        if not asked.kind.is_number or not isinstance(own, str):
            return None
        for part, spot in self._form.places_of(line.key, MEASURE):
            cell = part.grid.cells.get((spot.row, spot.column))
            if cell and plain_label(plain_words(cell.text)) != plain_label(own):
                return CellFault(
                    f"đơn vị tính '{shown_cell(cell)}'",
                    f"số tính bằng {own}",
                    f"Đổi số sang {own} và ghi lại đơn vị tính là '{own}'.",
                )
        return None

    def _joined_answers(self, spot: Spot) -> CellFault | None:
        """Say that a filled cell is joined with cells of other answers, of which only one shows any."""
        for top, left, bottom, right in self._joined.get(spot.sheet, ()):
            if not (top <= spot.row <= bottom and left <= spot.column <= right):
                continue
            inside = [
                other
                for other in self._input_spots
                if other.sheet == spot.sheet
                and top <= other.row <= bottom
                and left <= other.column <= right
            ]
            if len(inside) > 1:
                where = f"{cell_reference(top, left)}:{cell_reference(bottom, right)}"
                return CellFault(
                    f"các ô {where} gộp làm một",
                    "mỗi ô một giá trị",
                    "Bỏ gộp ô rồi ghi giá trị của từng dòng.",
                )
        return None

    @cached_property
    def _input_spots(self) -> frozenset[Spot]:
        return frozenset(
            spot
            for line in self._layout.lines_by_key().values()
            for column in line.inputs
            for _, spot in self._form.places_of(line.key, column)
        )

    # What the form as a whole has to be told of.

    def look_around(self) -> None:
        """Name what has no place: lines that are gone or no longer asked for, rows without a key."""
        self._compare_identities()
        self._name_other_version()
        self._name_lost_columns()
        lost = self._name_lost_rows()
        self._name_gone_lines(is_fault=lost)
        self._name_remarks()

    def _say(self, name: str, text: str, advice: str = "", *, fault: bool = False) -> None:
        self.findings.append(Finding(name, "", text, "", advice=advice, fault=fault))

    def _name_remarks(self) -> None:
        """Name what the sender says beside the answers, in comments and outside of the columns."""
        for part in self._form.parts:
            said = [
                (remark.row, remark.column, f"người gửi ghi chú '{_shortened(own)}'")
                for remark in part.grid.remarks
                if remark.author != AUTHOR and (own := remark.text.partition(_OWN_MARK)[0].strip())
            ]
            said += [
                (row, column, f"ghi bên cạnh '{_shortened(cell.text)}'")
                for row, column, cell in self._cells_beside(part)
            ]
            for row, column, text in said[:_MOST_NAMED]:
                self._say(
                    part.name_of(row, column), text, "Không được nhập; xem có phải sửa số liệu không."
                )

    def _cells_beside(self, part: Part) -> Iterator[tuple[int, int, GridCell]]:
        """Yield what stands in rows of answers, right of all columns."""
        lines = self._layout.lines_by_key()
        known = {
            row for key, rows in part.rows.items() if key in lines and lines[key].inputs for row in rows
        }
        last = max((each for columns in part.columns.values() for each in columns), default=0)
        for (row, column), cell in sorted(part.grid.cells.items()):
            if column > last and row in known:
                yield row, column, cell

    def _compare_identities(self) -> None:
        """Refuse a workbook that holds sheets of forms of several units or periods."""
        for name in _IDENTITIES:
            known = self._form.identity.get(name)
            for part, spot in self._form.places_of(f"{IDENTITY}{name}", VALUE):
                cell = part.grid.cells.get((spot.row, spot.column))
                if cell and known is not None and identity_words(cell) != known:
                    self._say(
                        part.name_of(spot.row, spot.column),
                        f"tệp có trang của biểu khác ('{shown_cell(cell)}' và '{known}')",
                        "Mỗi tệp chỉ giữ biểu của một đơn vị, một kỳ.",
                        fault=True,
                    )

    def _name_other_version(self) -> None:
        version = self._form.identity.get("phien_ban", "")
        if version == self._layout.version:
            return
        new = [label_of(line) for line in self._gone_lines]
        told = f"biểu của phiên bản khác ({version or 'không ghi'}; hiện nay {self._layout.version})"
        if new:
            told += f"; biểu hiện nay hỏi thêm: {_few(new)}"
        self._say("", told)

    def _name_gone_lines(self, *, is_fault: bool) -> None:
        """Name lines that are not in the workbook any more; what they say in the report stays."""
        if self._form.identity.get("phien_ban", "") != self._layout.version:
            return
        gone = [f"'{label_of(line)}'" for line in self._gone_lines]
        if gone:
            self._say(
                "",
                f"biểu không còn dòng: {_few(gone)}",
                "Lấy lại biểu gốc nếu cần điền các dòng này."
                if is_fault
                else "Giữ nguyên điều báo cáo đang có.",
                fault=is_fault,
            )

    def _name_lost_columns(self) -> None:
        for sheet in self._layout.sheets:
            asked = {column for line in sheet.all_lines() for column in line.inputs}
            keys = {line.key for line in sheet.all_lines() if line.inputs}
            for part in self._form.parts:
                gone = [
                    each for each in sheet.columns if each.key in asked and each.key not in part.columns
                ]
                if gone and keys & part.rows.keys() and _holds_most(part, keys):
                    titles = ", ".join(f"'{column.title}'" for column in gone)
                    self._say(
                        part.grid.name,
                        f"không còn cột {titles} (mã cột ở dòng ẩn đã bị xóa)",
                        "Lấy lại biểu gốc rồi điền lại.",
                        fault=True,
                    )

    def _name_lost_rows(self) -> bool:
        """Name answers that stand in rows without a key; tell whether any line of the form is gone."""
        is_gone = bool(self._gone_lines)
        found = False
        for part in self._form.parts:
            for row, column, cell in self._cells_without_key(part):
                found = True
                self.findings.append(
                    Finding(
                        part.name_of(row, column),
                        "",
                        f"đọc được '{shown_cell(cell)}' ở dòng không có mã, không biết của chỉ tiêu nào",
                        "",
                        "Chuyển giá trị về đúng dòng của biểu rồi xóa dòng này."
                        if is_gone
                        else "Dòng thêm vào biểu không được nhập.",
                        fault=is_gone,
                        cells=(Spot(part.number, row, column),),
                    )
                )
        return found and is_gone

    def _cells_without_key(self, part: Part) -> Iterator[tuple[int, int, GridCell]]:
        titles = {column.title for sheet in self._layout.sheets for column in sheet.columns}
        asked = {
            column
            for key, line in self._layout.lines_by_key().items()
            if key in part.rows
            for column in line.inputs
        }
        inputs = [each for column in asked for each in part.columns.get(column, ())]
        for count, (row, column) in enumerate(lost_rows(part, inputs)):
            cell = part.grid.cells[row, column]
            if cell.text in titles or row == part.key_row:
                continue
            if count >= _MOST_NAMED:
                return
            yield row, column, cell


_IDENTITIES: Final = ("don_vi", "ky", "tinh")


def _holds_most(part: Part, keys: Iterable[str]) -> bool:
    """Tell whether a sheet of a workbook is this one of the form, and not one to which a line was moved."""
    known = {*keys}
    return 2 * len(known & part.rows.keys()) > len(known)


_REMARKS: Final = {"vuong_mac": "Vướng mắc", "kien_nghi": "Kiến nghị"}


def label_of(line: FormLine) -> str:
    """Return how a line is called."""
    label = line.printed.get(LABEL)
    if isinstance(label, str) and label:
        return label.strip()
    if line.kind is LineKind.REMARK:
        return f"{_REMARKS.get(line.way[0], '')} {' '.join(line.way[2:])}".strip()
    return f"văn bản {line.way[-1].lstrip('+')}" if line.kind is LineKind.CITATION else ""


def _shortened(text: str) -> str:
    line = " ".join(to_nfc(text).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _few(names: list[str]) -> str:
    return first_few(names, 8, "dòng")


def unasked_answers(form: FilledForm, layout: FormLayout) -> Iterator[tuple[str, str, str]]:
    """Yield cells of lines that are no longer asked for but were filled in: name, key, what was read."""
    known = layout.lines_by_key()
    for part in form.parts:
        for key, rows in part.rows.items():
            if key in known or key.startswith((IDENTITY, "nhom/", "giu/", "chi_dao/")):
                continue
            for row in rows:
                for column in part.columns.get("gia_tri", ()):
                    cell = part.grid.cells.get((row, column))
                    if cell:
                        yield part.name_of(row, column), key, shown_cell(cell)
