"""`baocao build --check`: what the terminal shows of files that were given out."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from baocao.cli.exits import DATA_ERRORS, GOOD, INCOMPLETE
from baocao.cli.options import refuse_call, say, tell, tell_line
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.features.verify.verifying import Checked, Verification
    from baocao.model.period import Period
    from baocao.pipeline.plan import Scope

_MOST_CHANGED = 5
"""How many changed sources are named before the rest is counted."""


def verify_issued(root: Path, out: Path, period: "Period", scope: "Scope") -> int:
    """Compare what was given out with a rebuild, tell of every file, and return the exit code."""
    from baocao.features.verify.verdicts import Verdict  # noqa: PLC0415
    from baocao.features.verify.verifying import verify_period as run  # noqa: PLC0415
    from baocao.pipeline.plan import UnknownScopeError  # noqa: PLC0415 - keeps --help fast

    try:
        done = run(root, out, period, scope, lambda *_: None)
    except UnknownScopeError as error:
        raise refuse_call(str(error)) from None
    _show_verification(done, period)
    if done.problems or done.has(Verdict.DIFFERENT):
        return DATA_ERRORS
    return INCOMPLETE if done.has(Verdict.UNKNOWN) else GOOD


def _show_verification(done: "Verification", period: "Period") -> None:
    from baocao.features.verify.verdicts import Verdict  # noqa: PLC0415 - keeps --help fast
    from baocao.report.text import text_report  # noqa: PLC0415

    if done.problems:
        tell(text_report(done.problems, done.files))
    if not done.checked:
        tell_line(f"Chưa có văn bản nào của {period.label} được phát hành.")
    for file in done.checked:
        for line in _lines_of_file(file, done.folder):
            tell_line(line)
    for listed in done.lists:
        why = f" ({listed.why})" if listed.why else ""
        tell_line(f"{listed.name}: {listed.verdict.value}{why}")
    if not done.checked:
        return
    counts = {verdict: sum(verdict in file.verdicts for file in done.checked) for verdict in Verdict}
    same = sum(set(file.verdicts) == {Verdict.SAME} for file in done.checked)
    say(
        f"Kết quả: {count_text(same)} tệp khớp, {count_text(counts[Verdict.DIFFERENT])} khác, "
        f"{count_text(counts[Verdict.UNKNOWN])} không kiểm được."
    )


def _accepted_lines(accepted: Mapping[str, str]) -> Iterator[str]:
    """Yield what the record says of gaps that were accepted."""
    if not accepted:
        return
    words = (("chưa có báo cáo của", "chua_bao_cao"), ("báo cáo còn thiếu nội dung", "con_thieu"))
    lacking = "; ".join(f"{word}: {accepted[key]}" for word, key in words if key in accepted)
    yield f"  thiếu, được chấp nhận: {lacking}"
    approver, day, reason = (accepted.get(key, "") for key in ("nguoi_duyet", "ngay", "ly_do"))
    yield f"    người duyệt: {approver}, ngày {day}; lý do: {reason}"


def _lines_of_file(checked: "Checked", folder: Path) -> list[str]:
    lines = [f"{checked.name}: {checked.issued.reference}", *_accepted_lines(checked.issued.accepted)]
    why = f" ({checked.why})" if checked.why else ""
    lines.append(f"  lập lại từ {checked.origin}: {checked.verdict.value}{why}")
    shown = checked.changed[:_MOST_CHANGED]
    lines += [f"    {change.how.value}: {change.name}" for change in shown]
    if len(checked.changed) > _MOST_CHANGED:
        lines.append(f"    … và {count_text(len(checked.changed) - _MOST_CHANGED)} nguồn khác")
    verdict = checked.found.value if checked.found else "không còn ở đó"
    lines.append(f"  tệp trong {folder.parent.name}/{folder.name}: {verdict}")
    lines += [f"  bản PDF: {checked.printed}"] if checked.printed else []
    return lines
