"""The part of `baocao check` that writes return sheets (phiếu báo)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from baocao.cli.options import now_in_vietnam, refuse_call, say, say_lines
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.model.diagnostic import Diagnostic
    from baocao.pipeline.loading import Loaded

SheetsOption = Annotated[
    Path | None,
    typer.Option(
        "--phieu",
        metavar="THƯ_MỤC",
        help="Ghi phiếu báo (DOCX) gửi từng đơn vị còn nội dung phải sửa, bổ sung; cần --ky.",
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--han",
        metavar="NGÀY",
        help="Hạn gửi lại ghi trong phiếu, như 2025-11-25; mặc định là hạn của chỉ đạo nếu chưa qua.",
    ),
]
MOST_NAMES: Final = 5
"""How many names are listed before the rest is counted."""


class SheetsWanted:
    """What was asked for with --phieu and --han; a wrong call ends the command before anything is read."""

    def __init__(self, folder: Path | None, until: str | None, *, has_period: bool) -> None:
        if until is not None and folder is None:
            raise refuse_call("--han chỉ dùng cùng --phieu.")
        if folder is not None and not has_period:
            raise refuse_call("--phieu cần --ky: phiếu báo là của một kỳ.")
        self._folder = folder
        self._until = _mending_day(until) if until is not None else None
        self._now = now_in_vietnam().replace(tzinfo=None) if folder is not None else None

    def write_sheets(self, loaded: "Loaded", shown: "Sequence[Diagnostic]", *, narrowed: bool) -> bool:
        """Write the sheets for what is shown, if they are wanted; tell whether all could be written."""
        if self._folder is None or self._now is None:
            return True
        from baocao.features.check.return_sheets import Call, write_return_sheets  # noqa: PLC0415 - loads docx
        from baocao.report.text import text_report  # noqa: PLC0415
        from baocao.vietnamese.text import first_few  # noqa: PLC0415

        call = Call(self._folder, self._now, self._until, narrowed, say)
        done = write_return_sheets(loaded, shown, call)
        if done.problems:
            say_lines(text_report(done.problems, {}))
        elif not (done.written or done.unsent):
            say(_why_none(shown))
        if done.written:
            say(f"Đã ghi {count_text(len(done.written))} phiếu báo vào {self._folder}.")
        if done.removed:
            removed = first_few(done.removed, MOST_NAMES, "tên")
            say(f"Đã xóa phiếu của lần chạy trước, nay không còn nội dung phải sửa: {removed}.")
        if done.unsent:
            names = first_few([unit.name for unit in done.unsent], MOST_NAMES, "tên")
            say(f"Không có nơi tổng hợp nào lập phiếu báo cho: {names}.")
        return not done.problems


def _why_none(shown: "Sequence[Diagnostic]") -> str:
    """Return why there are no sheets: nothing to mend, or nothing that one unit could mend."""
    from baocao.model.messages import Severity  # noqa: PLC0415 - keeps --help fast

    if any(diagnostic.severity is Severity.ERROR for diagnostic in shown):
        return "Không ghi phiếu báo nào: các lỗi nêu trên thuộc tệp dùng chung."
    return "Không đơn vị nào còn nội dung phải sửa, bổ sung; không ghi phiếu báo nào."


def _mending_day(text: str) -> date:
    """Read 2025-11-25 or 25/11/2025, or end the command."""
    parts = text.strip().split("/")
    try:
        return date.fromisoformat("-".join(part.zfill(2) for part in reversed(parts)))
    except ValueError:
        raise refuse_call(f"--han: '{text}' không phải là một ngày. Ghi như 2025-11-25.") from None
