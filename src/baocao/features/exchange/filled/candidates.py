"""One file that came in: read within limits, known as the form of a unit, and heard."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Final, NamedTuple

from baocao.features.exchange.filled.answers import Heard, hear_form, unasked_answers
from baocao.features.exchange.filled.cells import plain_words
from baocao.features.exchange.filled.composing import Composed, Shown, compose_changes
from baocao.features.exchange.filled.incoming import LOCK_FILE, Incoming
from baocao.features.exchange.filled.own_lines import with_own_lines
from baocao.features.exchange.filled.places import IDENTITY, FilledForm, find_form
from baocao.features.exchange.filled.records import FileResult, Finding, Outcome
from baocao.features.exchange.forms.as_shown import marks_in
from baocao.features.exchange.forms.gathering import unit_layout
from baocao.features.exchange.forms.other_lines import NAME_PREFIX
from baocao.features.exchange.forms.records import FormLayout, Way
from baocao.foreign.any_book import NotABookError, read_any_book
from baocao.foreign.faults import SHEET, UnreadableError
from baocao.foreign.grids import Book
from baocao.foreign.packages import read_package
from baocao.foreign.secrecy import refuse_secret
from baocao.foreign.sniffing import Sort
from baocao.model.labels import plain_label
from baocao.model.period import Period
from baocao.model.workspace import Definitions
from baocao.pipeline.asking import Asked, UnaskedError, asked_of_units
from baocao.vietnamese.text import name_hint

_BROKEN: Final = frozenset({Sort.EMPTY, Sort.BROKEN, Sort.LOCKED})


class OpenedForm(NamedTuple):
    """A file that is a form: its bytes, and where its lines stand."""

    incoming: Incoming
    data: bytes
    form: FilledForm

    @property
    def name(self) -> str:
        """How the file is called."""
        return self.incoming.name

    @property
    def digest(self) -> str:
        """The hash of the file as it came."""
        return sha256(self.data).hexdigest()

    @property
    def unit(self) -> str:
        """Whose form it says it is."""
        return self.form.identity["don_vi"]

    @property
    def period(self) -> str:
        """For which period it says it is."""
        return self.form.identity["ky"]


class Candidate(NamedTuple):
    """A form of a unit that is asked: what it says, and the changes that this makes."""

    opened: OpenedForm
    layout: FormLayout
    heard: Heard
    composed: Composed

    @property
    def name(self) -> str:
        """How the file is called."""
        return self.opened.name

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of its cells."""
        return (*self.heard.findings, *self.composed.findings)

    @property
    def said(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """By line and column what was heard, and where; what could not be read is not known."""
        return {
            (line, column): (answer.heard, answer.name)
            for line, answers in self.heard.answers.items()
            for column, answer in answers.items()
            if answer.heard or answer.fault
        }

    def ways_in_doubt(self) -> Iterator[Way]:
        """Yield where the report says something of which the form says what cannot be read."""
        spots = {spot for finding in self.findings if finding.fault for spot in finding.cells}
        for answers in self.heard.answers.values():
            for answer in answers.values():
                if answer.asked.content is not None and (answer.fault or spots & {*answer.spots}):
                    yield answer.asked.way

    @property
    def is_stopped(self) -> bool:
        """Whether a cell keeps the form from being imported."""
        return any(finding.fault for finding in self.findings)


def open_form(incoming: Incoming) -> OpenedForm | FileResult:
    """Return the form that a file is, or what it is instead."""
    if incoming.leads_out:
        reason = "liên kết dẫn ra ngoài thư mục; không theo"
        return FileResult(incoming.name, Outcome.UNREADABLE, reason=reason)
    if incoming.path.name.startswith(LOCK_FILE):
        reason = "tệp tạm của Excel khi biểu đang mở; đóng Excel rồi gửi tệp biểu"
        return FileResult(incoming.name, Outcome.NO_FORM, reason=reason)
    try:
        data = read_package(incoming.path, SHEET)
        book = read_any_book(data)
        refuse_secret(data, book.sheets)
    except UnreadableError as error:
        reason = f"{_sentence_start(error.message)} {error.advice}"
        return FileResult(incoming.name, Outcome.UNREADABLE, reason=reason)
    except NotABookError as error:
        outcome = Outcome.UNREADABLE if error.sort in _BROKEN else Outcome.NO_FORM
        return FileResult(incoming.name, outcome, reason=f"{error.sort.value}{_ADVICE.get(error.sort, '')}")
    form = find_form(book)
    if form is None:
        return FileResult(incoming.name, Outcome.NO_FORM, reason=_kind_of_book(book))
    return OpenedForm(incoming, data, form)


_ADVICE: Final[Mapping[Sort, str]] = {
    Sort.EMPTY: "; xin gửi lại",
    Sort.BROKEN: "; xin gửi lại",
    Sort.ARCHIVE: "; giải nén rồi đưa các tệp bên trong vào",
    Sort.PICTURE: "; cần tệp biểu, không phải ảnh chụp",
    Sort.PDF: "; cần tệp biểu Excel",
    Sort.DOC: "; mở bằng Word rồi lưu thành .docx",
    Sort.PAGE: "; mở bằng Excel rồi lưu thành .xlsx",
}


def _sentence_start(text: str) -> str:
    return text[:1].lower() + text[1:]


def _kind_of_book(book: Book) -> str:
    """Return what a workbook is that is no form."""
    texts = {cell.text for sheet in book.sheets for cell in sheet.cells.values()}
    if any(key.startswith(IDENTITY) for key in texts) or any(
        name.startswith(NAME_PREFIX) for name in book.names
    ):
        return "biểu đã mất phần nhận diện (đơn vị, kỳ ở cột mã ẩn); lấy lại biểu gốc rồi điền lại"
    if any(text.startswith(("Phụ lục", "PHỤ LỤC")) for text in texts):
        return "phụ lục, không phải biểu nhập số liệu; dùng --bang nếu muốn lấy số từ bảng này"
    return "bảng tính khác, không do baocao form lập; dùng --bang nếu muốn lấy số từ bảng này"


def _says_anything(layout: FormLayout) -> bool:
    """Tell whether the report says anything of what is asked."""
    cells = (cell for sheet in layout.sheets for line in sheet.lines for cell in line.inputs.values())
    return any(cell.content is not None for cell in cells)


class Forms:
    """What units are asked for in one period: the layout of each made when its form comes."""

    def __init__(self, definitions: Definitions, period: Period) -> None:
        self.definitions = definitions
        self.period = period
        self._layouts: dict[str, FormLayout] = {}

    @cached_property
    def _asked(self) -> Mapping[str, Asked]:
        return {asked.unit.id: asked for asked in asked_of_units(self.definitions, self.period)}

    def layout_of(self, unit: str) -> FormLayout:
        """Return the form of a unit; raises UnaskedError, which says why there is none."""
        if unit not in self._layouts:
            # Only the last one is kept: those of a country are most of a gigabyte.
            self._layouts.clear()
            asked = self._asked.get(unit) or asked_of_units(self.definitions, self.period, [unit])[0]
            self._layouts[unit] = unit_layout(asked, self.definitions)
        return self._layouts[unit]

    def candidate_of(self, opened: OpenedForm, *, is_chosen: bool) -> Candidate | FileResult:
        """Return what a form says, unless it is of another period, province or unit."""
        wrong = self._why_wrong(opened)
        if isinstance(wrong, str):
            return FileResult(opened.name, Outcome.WRONG, reason=wrong)
        wrong = with_own_lines(wrong, opened.form.keys())
        heard = hear_form(opened.form, wrong)
        shown = Shown(marks_in(opened.form.shown), is_chosen, _says_anything(wrong))
        composed = compose_changes(wrong, heard.answers, shown)
        unasked = (
            Finding(
                name,
                key.partition("/")[2],
                f"'{read}'",
                "",
                "Biểu hiện nay không hỏi dòng này; không nhập.",
                fault=False,
            )
            for name, key, read in unasked_answers(opened.form, wrong)
        )
        heard = heard._replace(findings=(*heard.findings, *unasked))
        return Candidate(opened, wrong, heard, composed)

    def _other_name(self, opened: OpenedForm, layout: FormLayout) -> str:
        """Say that a form carries the name of another unit: a neighbour's was taken and written over."""
        names = {plain_label(unit.name): unit for unit in self.definitions.registry.units.values()}
        for part, spot in opened.form.places_of(f"{IDENTITY}don_vi", "don_vi_tinh"):
            cell = part.grid.cells.get((spot.row, spot.column))
            other = names.get(plain_label(plain_words(cell.text))) if cell else None
            if other and other.id != layout.unit.id:
                return f"biểu lập cho {layout.unit.name} nhưng ghi tên {other.name}; cần biểu của đơn vị"
        return ""

    def _why_wrong(self, opened: OpenedForm) -> FormLayout | str:
        if opened.period != self.period.id:
            return f"biểu của kỳ {opened.period}, đang nhập kỳ {self.period.id}"
        try:
            layout = self.layout_of(opened.unit)
        except UnaskedError as error:
            known = self.definitions.registry.units
            hint = "" if opened.unit in known else name_hint(opened.unit, known)
            return f"{str(error).rstrip('.')}{hint if hint not in str(error) else ''}"
        named = self._other_name(opened, layout)
        if named:
            return named
        province = opened.form.identity.get("tinh", "")
        if province and province != layout.province.id:
            return f"biểu của '{province}', dữ liệu này là của {layout.province.name}"
        return layout
