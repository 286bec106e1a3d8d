"""What was found for a name that somebody wrote, and how sure that is."""

from enum import Enum
from typing import NamedTuple


class Sureness(Enum):
    """How sure it is that two names mean the same; only the first needs nobody who looks at it."""

    SAME = "trùng khớp"
    ALIKE = "cùng chữ, khác cách viết"
    DOUBTFUL = "chưa chắc"
    UNKNOWN = "không thấy"


class Match(NamedTuple):
    """What a name stands for, if that is clear, else what it may stand for, the nearest first."""

    sureness: Sureness
    meant: str | None = None
    others: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether it can be proposed."""
        return self.meant is not None


NO_MATCH = Match(Sureness.UNKNOWN)
