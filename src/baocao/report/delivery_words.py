"""How terminal, worksheet and page call what is known of reports that were sent or were not."""

from datetime import datetime
from typing import Final, NamedTuple

from baocao.model.delivery import Delivery, DirectiveStatus, Overview, Tally, Timing
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.moments import moment_text, narrow_moment, remaining_text
from baocao.vietnamese.text import sentence_case

TITLES: Final = (
    "Phải gửi", "Đã gửi", "Hợp lệ", "Đầy đủ", "Đúng hạn", "Muộn", "Chưa rõ hạn", "Sửa sau hạn", "Gửi lại",
)  # fmt: skip
"""The fields of a tally, in their order."""
FAULTY: Final = "đã gửi, có lỗi"
UNPULLED: Final = "có trên nhánh chính nhưng chưa có ở máy này, chạy git pull"
ALWAYS: Final = 6
"""How many of these columns are shown even where they are all zero."""


def overview_title(overview: Overview) -> str:
    """Return the title of the overview."""
    return f"Tình hình gửi báo cáo {overview.period.label}"


def overview_basis(overview: Overview) -> str:
    """Return when the data were read and where times of reports come from."""
    deadlines = [status.deadline for status in overview.statuses]
    deadlines += [upcoming.deadline for upcoming in overview.upcoming]
    read = f"Đọc lúc {moment_text(overview.moment, *deadlines)}"
    return (
        f"{read}; thời điểm gửi là giờ commit trên nhánh {overview.branch}."
        if overview.branch
        else f"{read}."
    )


def due_text(status: DirectiveStatus, now: datetime) -> str:
    """Return until when reports are due and how long that is."""
    left = remaining_text(status.deadline, now)
    return f"Hạn gửi {moment_text(status.deadline)}, {left}."


def shown_titles(tallies: list[Tally]) -> list[int]:
    """Return the positions of the columns that say anything."""
    return [
        index for index in range(len(TITLES)) if index < ALWAYS or any(tally[index] for tally in tallies)
    ]


def is_absent(delivery: Delivery) -> bool:
    """Tell whether nothing is known of a report."""
    return not (delivery.received or delivery.unpulled)


def outcome_words(delivery: Delivery) -> str:
    """Return in two words what became of a report."""
    if delivery.is_faulty:
        return FAULTY
    if delivery.unpulled:
        return "chưa lấy về"
    return delivery.timing.value if delivery.timing else "chưa gửi"


def delivery_remark(delivery: Delivery) -> str:
    """Return what else there is to say of a report."""
    arrival = delivery.arrival
    parts = ["không đọc được tệp"] if delivery.broken else []
    if arrival:
        # Where the outcome tells of errors, when the report came is told here.
        timed = delivery.is_faulty and arrival.timing is not Timing.UNKNOWN
        parts += [f"gửi {arrival.timing.value}"] if timed else []
        parts += [arrival.why] if arrival.timing is Timing.UNKNOWN else []
        parts += [f"sửa {count_text(arrival.amended)} lần sau hạn"] if arrival.amended else []
    parts += ["có sửa đổi chưa commit"] if delivery.pending else []
    parts += [UNPULLED] if delivery.unpulled else []
    return "; ".join(parts)


class DeliveryWords(NamedTuple):
    """What became of a report, as tables of units tell it; nothing where there is nothing to tell."""

    outcome: str
    valid: str
    complete: str
    first: str
    last: str
    remark: str


def delivery_words(delivery: Delivery, due: datetime) -> DeliveryWords:
    """Return what tables tell of a report that is due."""
    arrival = delivery.arrival
    return DeliveryWords(
        outcome=sentence_case(outcome_words(delivery)),
        valid=_yes_or_no(delivery.valid) if delivery.received else "",
        complete=_yes_or_no(delivery.complete) if delivery.received else "",
        first=_arrival_moment(arrival.first, due) if arrival else "",
        last=_arrival_moment(arrival.last, due) if arrival and arrival.versions > 1 else "",
        remark=sentence_case(delivery_remark(delivery)),
    )


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - the value is what is written
    return "Có" if value else "Không"


def _arrival_moment(moment: datetime | None, due: datetime) -> str:
    return narrow_moment(moment, due) if moment else ""


def percent_text(tally: Tally) -> str:
    """Return how many of the expected reports came, in whole percents, rounded down."""
    return f"{100 * tally.received // tally.expected}%" if tally.expected else ""
