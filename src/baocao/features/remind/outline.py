"""Who is reminded, told once: the letters, the messages to paste, and what the sender has still to do."""

from collections.abc import Iterator
from typing import Any, Final

from baocao.features.remind.records import Letter, Message, Reminder
from baocao.features.remind.sheets import state_words
from baocao.figures.lacking import lacking_text, time_words, unit_today
from baocao.model.reminding import Reminded
from baocao.report.outline import Each, Fact, Item, Names, Node, Outline, Section, Tone, list_section
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.moments import iso_moment, moment_text
from baocao.vietnamese.text import first_few

VERSION: Final = 1
_NAMED: Final = 10
_NOTHING: Final = "Không chỉ đạo nào yêu cầu báo cáo kỳ này mà nơi đã chọn tổng hợp."
_UNMADE: Final = "Chưa lập được công văn của {}; chạy baocao check --ky {} để xem lỗi của hồ sơ, của mẫu."
NO_DESK: Final = "Chưa ghi ai trả lời câu hỏi của đơn vị: thêm dau_moi vào ho-so.yaml của"


def reminder_outline(reminder: Reminder) -> Outline:
    """Return what came of a call."""
    return Outline(tuple(_reminder_nodes(reminder)))


def _reminder_nodes(reminder: Reminder) -> Iterator[Node]:
    yield Fact(key="version", value=VERSION)
    yield Fact(key="period", value=reminder.period.id)
    yield Fact(f"Nhắc gửi báo cáo {reminder.period.label}", tone=Tone.TITLE)
    yield Fact(f"Đọc lúc {moment_text(reminder.moment)}.", "read_at", iso_moment(reminder.moment))
    yield Fact(reminder.notice, "notice", reminder.notice or None, tone=Tone.NOTICE)
    yield Each("letters", tuple(Outline(tuple(_letter_nodes(letter))) for letter in reminder.letters))
    yield from _loose_ends(reminder)
    messages = [Item(each.text, _message_data(each)) for each in reminder.messages]
    yield list_section("messages", "Tin gửi từng đơn vị", messages, counted="tin")
    yield Fact(key="written", value=list(reminder.written))
    yield Fact(key="removed", value=list(reminder.removed))


def _letter_nodes(letter: Letter) -> Iterator[Node]:
    directive, reminding = letter.planned.directive, letter.reminding
    expected, came = len(reminding.status.deliveries), _came(letter)
    yield Fact(f"{directive.id}: {directive.name}", "directive", directive.id, gap=True)
    yield Fact(key="issuer", value=letter.planned.issuer.id)
    due = f"Hạn gửi {moment_text(reminding.status.deadline)}, {time_words(reminding)}."
    yield Fact(due, "deadline", iso_moment(reminding.status.deadline))
    yield Fact(key="days_left", value=reminding.days_left)
    until = f"Đề nghị gửi trước {moment_text(reminding.until)}."
    yield Fact(until if reminding.is_overdue else "", "asked_until", iso_moment(reminding.until))
    share = f"Đã gửi {pair_text(came, expected)} đơn vị."
    yield Fact(share if reminding.units else _all_came(letter), "received", came)
    yield Fact(key="expected", value=expected)
    yield from _name_lists(letter)
    file = f"Công văn {_verb(letter)}: {letter.file}" if letter.file else ""
    yield Fact(file, "file", letter.file or None)
    yield Section("units", "", [Item(data=_unit_data(each)) for each in reminding.units], told=())


def _all_came(letter: Letter) -> str:
    if not letter.reminding.status.deliveries:
        return "Không đơn vị nào phải gửi."
    if letter.reminding.unpulled:
        return "Không phải nhắc ai: các báo cáo còn lại đã có trên nhánh chính."
    return "Tất cả đơn vị đã gửi đủ; không phải nhắc ai."


def _came(letter: Letter) -> int:
    return sum(each.received or each.unpulled for each in letter.reminding.status.deliveries)


def _verb(letter: Letter) -> str:
    return "đôn đốc" if letter.reminding.is_overdue else "nhắc"


def _name_lists(letter: Letter) -> Iterator[Names]:
    reminding = letter.reminding
    lists = (
        ("Chưa gửi", [unit_today(each) for each in reminding.absent]),
        ("Chưa đầy đủ hoặc có lỗi", [unit_today(each) for each in reminding.partial]),
        (
            "Có trên nhánh chính, chưa có ở máy này (chạy git pull)",
            [unit.name for unit in reminding.unpulled],
        ),
    )
    yield from (Names(label, tuple(names)) for label, names in lists if names)


def _unit_data(reminded: Reminded) -> dict[str, Any]:
    return {
        "id": reminded.unit.id,
        "name": reminded.unit.name,
        "today": reminded.today.id,
        "state": state_words(reminded).lower(),
        "lacks": lacking_text(reminded),
    }


def _message_data(message: Message) -> dict[str, Any]:
    return {
        "id": message.unit.id,
        "name": message.unit.name,
        "directives": [each.letter.planned.directive.id for each in message.owing],
        "text": message.text,
    }


def _loose_ends(reminder: Reminder) -> Iterator[Node]:
    """Yield what keeps somebody from being reminded, or from being answered."""
    if not (reminder.letters or reminder.unsent or reminder.problems):
        yield Fact(_NOTHING)
    for letter in reminder.unmade:
        issuer = letter.planned.issuer.name
        yield Fact(_UNMADE.format(issuer, reminder.period.id), tone=Tone.REMARK)
    for directive in reminder.unsent:
        yield Fact(
            f"{directive.id}: không có đơn vị nào tổng hợp nên không ai gửi công văn; khai san_pham có "
            "don_doc: co trong chỉ đạo.",
            tone=Tone.REMARK,
        )
    silent = {
        each.planned.issuer.id: each.planned.issuer.name
        for each in reminder.letters
        if each.reminding.units and each.issuer and not each.issuer.desk
    }
    if silent:
        names = first_few(list(silent.values()), _NAMED, "đơn vị")
        yield Fact(f"{NO_DESK} {names}.", tone=Tone.REMARK)


def done_words(reminder: Reminder, folder: str) -> Iterator[str]:
    """Yield what was written where, and what else there is to send."""
    if reminder.written:
        names = ", ".join(reminder.written)
        yield f"Đã ghi vào {folder}: {names}."
    if reminder.removed:
        yield f"Đã xóa của lần nhắc trước, nay không còn đúng: {', '.join(reminder.removed)}."
    partial = sum(len(each.reminding.partial) for each in reminder.letters)
    if partial:
        yield (
            f"{count_text(partial)} báo cáo chưa đầy đủ hoặc có lỗi: kèm phiếu báo cho từng đơn vị bằng "
            f"baocao check --ky {reminder.period.id} --phieu THƯ_MỤC."
        )
