"""What changed between two periods, or between two versions of one."""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from baocao.figures.decomposition import Decomposition
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive, Task
from baocao.model.figure import OwnFigure, RolledUpFigure, Timeliness
from baocao.model.indicator import Indicator
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.status import Statuses
from baocao.model.submission import Rank, TaskReport
from baocao.model.unit import Unit
from baocao.rules.first_looks import FirstLook
from baocao.vietnamese.sentences import Changed, Edit


class Turn(Enum):
    """What a change means for the target of an indicator."""

    REACHED = "đạt mục tiêu"
    LOST = "không còn đạt mục tiêu"


class Asking(NamedTuple):
    """That one side alone asks for something: it `begins` or ends with the period `since`, if one is named.

    `others` are the names of what it continues, or of what it was divided into.
    """

    begins: bool
    since: Period | None = None
    others: tuple[str, ...] = ()


class FigureChange(NamedTuple):
    """A figure of a unit that is not what it was; None on a side where nothing was entered.

    `change` is absolute, in points for percentages, `relative` in percent; both are None unless both sides
    are numbers. `ranks` are the places among all reporters. `step` is the change on the scale by which
    changes of units are compared, `score` how many robust deviations it lies off those of its level. Where
    one side alone asks for it, `asking` says so.
    """

    unit: Unit
    indicator: Indicator
    old: OwnFigure | None
    new: OwnFigure | None
    change: Decimal | None = None
    relative: Decimal | None = None
    turn: Turn | None = None
    ranks: tuple[Rank | None, Rank | None] = (None, None)
    step: float | None = None
    score: float = 0.0
    is_outlier: bool = False
    asking: Asking | None = None


class Driver(NamedTuple):
    """A unit that accounts for a part of the change of a sum."""

    unit: Unit
    change: Decimal


class TotalChange(NamedTuple):
    """A rolled-up figure that is not what it was; a side that does not ask for it is None (`asking`).

    Where it is a sum, `drivers` are the units whose figures changed most, biggest first, and `uneven` is
    the part of the change that comes of units that gave a figure on one side only. `gained` and `lost`
    are those of them that reported on both sides; `only_coverage` if nothing else changed. `holding` and
    `ceasing` are those that satisfy the condition of a count on one side only. `continued` are the names
    under which the earlier side asked for it. `why` are the parts of the change, exactly.
    """

    indicator: Indicator
    old: RolledUpFigure | None
    new: RolledUpFigure | None
    change: Decimal | None = None
    relative: Decimal | None = None
    turn: Turn | None = None
    drivers: tuple[Driver, ...] = ()
    uneven: Decimal = Decimal(0)
    gained: tuple[Unit, ...] = ()
    lost: tuple[Unit, ...] = ()
    holding: tuple[Unit, ...] = ()
    ceasing: tuple[Unit, ...] = ()
    only_coverage: bool = False
    asking: Asking | None = None
    continued: tuple[str, ...] = ()
    why: Decomposition | None = None


class DirectiveChange(NamedTuple):
    """What the reporters of one directive add up to now; counts are reported and expected units."""

    directive: Directive
    before: tuple[int, int]
    after: tuple[int, int]
    totals: tuple[TotalChange, ...]


class Move(Enum):
    """What became of a task, what needs looking at first."""

    REGRESSED = "lùi tiến độ"
    SLIPPED = "mới quá hạn"
    DROPPED = "không còn báo cáo"
    RETIRED = "không hỏi nữa"
    FINISHED = "mới hoàn thành"
    MOVED = "tiến độ khác"
    TAKEN_UP = "mới báo cáo"
    ASKED = "mới hỏi"


class TaskChange(NamedTuple):
    """A task of a unit that moved; both axes on both sides."""

    unit: Unit
    directive: Directive
    task: Task
    move: Move
    old: TaskReport | None
    new: TaskReport | None
    times: tuple[Timeliness | None, Timeliness | None]
    asking: Asking | None = None


class TextChange(NamedTuple):
    """Sentences of one text that changed; `part` says which: 'nq71, mục I.1: Hồ sơ'."""

    unit: Unit
    part: str
    changed: Changed
    at: Place | None


class FactChange(NamedTuple):
    """Something else that a unit wrote: a cited document, the data of issue, a day, a reason."""

    unit: Unit
    part: str
    old: str
    new: str
    at: Place | None


class Fate(Enum):
    """What became of a unit, or of its report."""

    UNREADABLE = "tệp không đọc được"
    STOPPED = "không có báo cáo, trước có"
    CLOSED = "không còn hoạt động"
    REMOVED = "không còn trong danh mục"
    RENAMED = "đổi mã hoặc tên"
    OPENED = "mới hoạt động"
    LISTED = "mới có trong danh mục"
    STARTED = "có báo cáo, trước không có"


class UnitChange(NamedTuple):
    """A unit that joined, left, is new or gone; `detail` tells more: into what it merged, its old name."""

    unit: Unit
    fate: Fate
    detail: str = ""


class DefinitionChange(NamedTuple):
    """A line of a definition that changed; an empty side has no such line.

    `path` are the keys that lead to it: 'hs.chi_tieu.tiep_nhan.khoang'.
    """

    file: str
    path: str
    old: str
    new: str


class PrintedChange(NamedTuple):
    """Sentences and rows that documents of one product print otherwise, in those of these units alike."""

    directive: str
    product: str
    kind: str
    units: tuple[Unit, ...]
    edits: tuple[Edit, ...]


class Printed(NamedTuple):
    """What documents of a period print otherwise: of the same reports, or (`of_build`) than a build did.

    Of the `compared` documents so many have `changed`; `following` counts sentences in which only numbers
    differ that are told as figures. `gone` and `come` are documents that one side alone makes, `failed`
    those that a side cannot make; `causes` are the files that changed. So many files of a build as `layout`
    have other bytes and the same text. A build that lies there was made by the other program `built_by`.
    """

    period: Period
    compared: int
    changed: int = 0
    changes: tuple[PrintedChange, ...] = ()
    following: int = 0
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    layout: int = 0
    of_build: bool = False
    built_by: str = ""

    @property
    def has_documents(self) -> bool:
        """Whether there is any document that may have changed."""
        return bool(self.compared or self.gone or self.come or self.failed)

    @property
    def is_empty(self) -> bool:
        """Whether the same is printed."""
        counted = self.following or self.layout
        return not (self.changes or counted or self.gone or self.come or self.failed)


class Comparison(NamedTuple):
    """All that changed in the reports of one period against another, or another version of it.

    `reported` counts the units that reported on each side; `reranked` are units of which only the rank
    is another, because others changed. `looks` are figures of the new side that want looking at first,
    whether they changed or not.
    """

    old: Period
    new: Period
    reported: tuple[int, int]
    statuses: Statuses
    units: tuple[UnitChange, ...] = ()
    directives: tuple[DirectiveChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    reranked: tuple[FigureChange, ...] = ()
    tasks: tuple[TaskChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    looks: tuple[FirstLook, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed but ranks."""
        totals = any(each.totals for each in self.directives)
        return not (self.units or totals or self.figures or self.tasks or self.texts or self.facts)


class Differences(NamedTuple):
    """The answer of `diff`: what the two sides are called, what changed, and what could not be read.

    `problems` belong to the side whose name stands before their file: 'main:data/…/2025-11.yaml'.
    """

    old: str
    new: str
    comparisons: tuple[Comparison, ...] = ()
    definitions: tuple[DefinitionChange, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    notice: str = ""
    remarks: tuple[str, ...] = ()
    printed: tuple[Printed, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both sides mean the same."""
        same = not self.definitions and all(each.is_empty for each in self.comparisons)
        return same and all(each.is_empty for each in self.printed)
