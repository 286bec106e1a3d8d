"""What became of a file that came in: its outcome, and what is to be said of its cells."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from baocao.features.exchange.filled.places import Spot
from baocao.model.period import Period
from baocao.model.unit import Unit


class ImportCall(NamedTuple):
    """What was asked for: the period (none: that of most forms), which of two files of a unit counts.

    `sender` and `day` are said of files that do not say themselves who filled them in, and when.
    """

    root: Path
    period: Period | None = None
    chosen: frozenset[Path] = frozenset()
    sender: str = ""
    day: date | None = None


class Outcome(Enum):
    """What becomes of a file; the text is what its sender is told."""

    IMPORTED = "nhập"
    UNCHANGED = "không đổi"
    FAULTY = "còn lỗi"
    TWICE = "trùng"
    WRONG = "sai kỳ"
    NO_FORM = "không phải biểu"
    UNREADABLE = "không đọc được"


class Finding(NamedTuple):
    """What is to be said of a cell, or of a form as a whole: what was read, what is allowed, what to do.

    Only a `fault` keeps the file from being imported. `cells` are marked in the file that goes back; `name`
    is how people call them, `label` what the line is about.
    """

    name: str
    label: str
    read: str
    allowed: str
    advice: str
    fault: bool = True
    cells: tuple[Spot, ...] = ()

    @property
    def text(self) -> str:
        """What is said, but for where."""
        read = f"đọc được {self.read}" if self.read and self.allowed else self.read
        allowed = f"cần {self.allowed}" if self.allowed else ""
        said = "; ".join(filter(None, (read, allowed)))
        return f"{said}. {self.advice}" if said and self.advice else f"{said or self.advice}"


class FileResult(NamedTuple):
    """What became of one file, why, and what is to be said of it; `filled` is how many answers are new.

    What whoever imports it may do is his `todo`: those who sent it have no such choice.
    """

    name: str
    outcome: Outcome
    unit: Unit | None = None
    reason: str = ""
    findings: Sequence[Finding] = ()
    filled: int = 0
    replaced: int = 0
    todo: str = ""

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What keeps the file from being imported."""
        return tuple(finding for finding in self.findings if finding.fault)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is only to be known."""
        return tuple(finding for finding in self.findings if not finding.fault)
