"""Who is reminded, as a worksheet: who, in which state, what lacks, until when, and how far off that is."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from baocao.documents.frame import appendices_alone
from baocao.features.remind.records import Letter, Reminder
from baocao.figures.lacking import lacking_text, time_words, unit_today
from baocao.model.document import Appendix, Document
from baocao.model.reminding import Reminded
from baocao.model.table import Align, Cell, Column, Row, Table
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.moments import moment_text, narrow_moment
from baocao.vietnamese.text import sentence_case

SHEET: Final = "Nhắc việc"
_ALL_NAMED: Final = 1_000
_COLUMNS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Đơn vị", 50),
    Column("Chỉ đạo", 26),
    Column("Tình trạng", 30, Align.CENTER),
    Column("Nội dung còn thiếu, phải sửa", 90),
    Column("Hạn gửi", 32, Align.CENTER),
    Column("Còn lại, quá hạn", 28, Align.CENTER),
    Column("Đề nghị gửi trước", 32, Align.CENTER),
    Column("Nơi nhận", 46),
)


def reminder_document(reminder: Reminder) -> Document:
    """Return the list as an appendix without a letterhead: nobody issues it."""
    title = f"Đơn vị chưa gửi, gửi chưa đầy đủ báo cáo {reminder.period.label}"
    table = Table(SHEET, _COLUMNS, tuple(_numbered_rows(reminder)))
    read = f"Đọc lúc {moment_text(reminder.moment)}."
    appendix = Appendix("", title, read, landscape=True, blocks=(table,))
    return appendices_alone(title, (appendix,), draft=False, notice=reminder.notice)


def _numbered_rows(reminder: Reminder) -> Iterator[Row]:
    rows = ((letter, each) for letter in reminder.letters for each in letter.reminding.units)
    for number, (letter, each) in enumerate(rows, start=1):
        yield Row((Cell(count_text(number), Decimal(number)), *_row_cells(letter, each)))


def _row_cells(letter: Letter, reminded: Reminded) -> Iterator[Cell]:
    reminding = letter.reminding
    yield Cell(unit_today(reminded))
    yield Cell(letter.planned.directive.id)
    yield Cell(state_words(reminded))
    yield Cell(sentence_case(lacking_text(reminded, _ALL_NAMED)))
    yield Cell(narrow_moment(reminding.status.deadline))
    yield Cell(sentence_case(time_words(reminding)))
    yield Cell(narrow_moment(reminding.until))
    yield Cell(letter.issuer.short_name if letter.issuer else "")


def state_words(reminded: Reminded) -> str:
    """Return in two words what became of a report."""
    if reminded.is_absent:
        return "Chưa gửi"
    return "Có lỗi" if reminded.errors or reminded.delivery.broken else "Chưa đầy đủ"
