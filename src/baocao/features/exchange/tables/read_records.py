"""What was read of a table: figures of units, sums, and what is to be said of cells."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from baocao.features.exchange.tables.cells import Typed
from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator
from baocao.model.messages import Severity
from baocao.model.unit import Unit

_ADVICE: Final[Mapping[str, str]] = {
    "BC206": "Ghi một trong các giá trị ấy.",
    "BC208": "Ghi số bằng chữ số, ví dụ 3.781 hoặc 86,6; chưa có số liệu thì để trống ô.",
    "BC209": "Hỏi nơi lập bảng, gõ lại cho rõ; hoặc ghi số vào ô dưới dạng số của bảng tính.",
    "BC212": "Ghi Có hoặc Không.",
    "BC218": "Ghi tử số/mẫu số, như 12/15.",
    "BC229": "Để trống ô nếu chưa có; hoặc ghi dau_gach: khong_phat_sinh hay bo_qua vào ánh xạ.",
}
"""What to do about what a check says of a cell."""


class Finding(NamedTuple):
    """A problem at a cell, named as people name it; `unit` is whose figures it keeps from coming in."""

    where: str
    diagnostic: Diagnostic
    unit: str | None = None

    @property
    def advice(self) -> str:
        """What to do in the table, where the check speaks of YAML."""
        return _ADVICE.get(self.diagnostic.code, self.diagnostic.advice)

    @property
    def is_error(self) -> bool:
        """Whether it keeps something from being imported."""
        return self.diagnostic.severity is Severity.ERROR


class Value(NamedTuple):
    """A figure as it was read: where, and what a clerk would type."""

    indicator: Indicator
    typed: Typed
    where: str


class Record(NamedTuple):
    """The figures of one unit."""

    unit: Unit
    line: int
    values: tuple[Value, ...]


class SumLine(NamedTuple):
    """A line that adds others up, or the name of a group that may."""

    line: int
    name: str
    is_whole: bool


class Reading(NamedTuple):
    """All that was read of a table.

    `others` are lines with figures of nobody who is known, `skipped` names left out by the mapping;
    `rounded` counts figures whose decimals were rounded. Lines `aside` are those that the mapping leaves
    out, which sums may hold or not.
    """

    records: tuple[Record, ...]
    sums: tuple[SumLine, ...]
    others: tuple[int, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[str, ...]
    rounded: int
    aside: tuple[int, ...] = ()
