"""What settings and options leave out of the result of a check, told with whose will it was."""

from collections import Counter
from collections.abc import Mapping

from baocao.features.check.record import Report
from baocao.model.workspace import Waiver
from baocao.vietnamese.counts import count_text


def left_out_lines(report: Report) -> list[str]:
    """Return a line for each group of diagnostics that is left out: whose will it was, codes, reason."""
    by_waiver: dict[Waiver, list[str]] = {}
    for diagnostic, waiver in report.ignored:
        by_waiver.setdefault(waiver, []).append(diagnostic.code)
    waived = (
        f"Bỏ qua theo {waiver.at.file}:{waiver.at.line}: {_code_counts(Counter(codes))} ({waiver.reason})."
        for waiver, codes in by_waiver.items()
    )
    asked = (f"Bỏ qua theo {hidden.option}: {_code_counts(hidden.codes)}." for hidden in report.hidden)
    return [*waived, *asked]


def _code_counts(codes: Mapping[str, int]) -> str:
    return ", ".join(f"{count_text(count)} {code}" for code, count in sorted(codes.items()))
