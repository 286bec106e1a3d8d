"""What a report lacks, in the words of those who are asked for it."""

from collections.abc import Iterator, Sequence
from typing import Final

from baocao.model.reminding import Reminded, Reminding
from baocao.vietnamese.counts import prose_count
from baocao.vietnamese.text import lower_first

NOT_SENT: Final = "chưa gửi"
BEGUN: Final = "đã tạo tệp, chưa điền"
UNREADABLE: Final = "tệp báo cáo không đọc được, cần gửi lại"
_NAMED: Final = 3
"""How many things of one kind are called by name before the rest is counted."""
_MOST_ERRORS: Final = 5
_KINDS: Final = (
    ("BC703", "số liệu", "name"),
    ("BC702", "nội dung", "title"),
    ("BC704", "kết quả nhiệm vụ", "name"),
)
"""What lacks by the code that tells of it: what it is called, and the detail that names it."""


def lacking_clauses(reminded: Reminded, named: int = _NAMED) -> Iterator[str]:
    """Yield what a report lacks, kind by kind; of each kind the first ones by name."""
    if reminded.is_absent:
        yield f"{NOT_SENT} ({BEGUN})" if reminded.begun else NOT_SENT
        return
    if reminded.delivery.broken:
        yield UNREADABLE
        return
    for code, what, detail in _KINDS:
        names = [dict(each.details)[detail] for each in reminded.missing if each.code == code]
        if names:
            yield f"thiếu {prose_count(len(names))} {what}{_named_things(names, named)}"
    if reminded.errors:
        told = [each.message.rstrip(".") for each in reminded.errors] if named > _NAMED else []
        yield f"có {prose_count(len(reminded.errors))} chỗ sai phải sửa{_named_things(told, _MOST_ERRORS)}"
    if reminded.delivery.received and not (reminded.missing or reminded.errors):
        yield "có phần không đọc được, cần sửa"


def _named_things(names: Sequence[str], most: int) -> str:
    """Return the first names in brackets, nothing where none is wanted."""
    shown = [lower_first(name) for name in names[:most]]
    if not shown:
        return ""
    rest = "; …" if len(names) > most else ""
    return f" ({'; '.join(shown)}{rest})"


def lacking_text(reminded: Reminded, named: int = _NAMED) -> str:
    """Return what a report lacks in one sentence without a stop."""
    return "; ".join(lacking_clauses(reminded, named))


def time_words(reminding: Reminding) -> str:
    """Return how far off the deadline is in whole days: 'còn 02 ngày', 'đã quá hạn 03 ngày'."""
    days = f" {prose_count(reminding.days)} ngày" if reminding.days else ""
    if reminding.is_overdue:
        return f"đã quá hạn{days}"
    return f"còn{days}" if days else "trong hôm nay"


def unit_today(reminded: Reminded) -> str:
    """Return the name of a unit, and who answers for it where that is another one now."""
    own, today = reminded.unit.name, reminded.today
    return own if today.id == reminded.unit.id else f"{own} (nay là {lower_first(today.name)})"
