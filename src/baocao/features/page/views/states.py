"""The state of a report in one word, as styles and scripts know it, and in those that are read."""

from collections.abc import Mapping
from typing import Final

from baocao.model.delivery import Delivery, Timing

STATES: Final[Mapping[str, str]] = {
    "absent": "○ chưa gửi",
    "faulty": "✗ có lỗi",
    "lacking": "◐ còn thiếu",
    "late": "◷ gửi muộn",
    "complete": "✓ đầy đủ",
}
"""What is said of a state besides its colour; first comes what is to be looked after first."""


def state_of(delivery: Delivery) -> str:
    """Return the state of a report."""
    if not delivery.received:
        return "absent"
    if delivery.is_faulty:
        return "faulty"
    if not delivery.complete:
        return "lacking"
    return "late" if delivery.timing is Timing.LATE else "complete"
