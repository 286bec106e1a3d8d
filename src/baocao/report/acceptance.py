"""That something is missing which somebody has accepted, told the same wherever it is told."""

from collections.abc import Iterator, Mapping
from typing import Final

from baocao.model.acceptance import Accepted, Gaps, Standing
from baocao.model.unit import Unit
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import first_few

MOST_NAMES: Final = 5


def accepted_lines(standing: Standing, units: Mapping[str, Unit]) -> Iterator[str]:
    """Yield what is missing, and who has accepted that, when and why."""
    yield f"Thiếu, được chấp nhận: {'; '.join(missing_clauses(standing.gaps, units))}."
    yield f"  {approval_text(standing.accepted)}"


def missing_clauses(gaps: Gaps, units: Mapping[str, Unit]) -> Iterator[str]:
    """Yield 'chưa có báo cáo của: …' and 'báo cáo còn thiếu nội dung của: …', as far as there are any."""
    silent = [unit.name for name, unit in units.items() if name in gaps.silent]
    lacking = [
        f"{unit.name} ({count_text(len(gaps.lacking[name]))} nội dung)"
        for name, unit in units.items()
        if gaps.lacking.get(name)
    ]
    if silent:
        yield f"chưa có báo cáo của: {first_few(silent, MOST_NAMES, 'đơn vị')}"
    if lacking:
        yield f"báo cáo còn thiếu nội dung của: {first_few(lacking, MOST_NAMES, 'đơn vị')}"


def approval_text(accepted: Accepted) -> str:
    """Return who has accepted it, when and why."""
    day = f" ngày {short_date(accepted.day)}" if accepted.day else ""
    return f"Người duyệt: {accepted.approver},{day}. Lý do: {accepted.reason.rstrip('.')}."
