"""`baocao remind`: the letter to those who have not reported, and a sentence for each of them."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import (
    OutOption,
    PeriodOption,
    RootOption,
    Writing,
    WritingOption,
    now_in_vietnam,
    period_of,
    refuse_call,
    refuse_unknown_period,
    root_of,
    say,
    say_lines,
    seen_from_here,
    tell,
    tell_json,
)
from baocao.model.messages import Severity

if TYPE_CHECKING:
    from baocao.features.remind.records import Reminder

_USUAL_WIDTH: Final = 100


def remind(
    ky: PeriodOption,
    chi_dao: Annotated[
        list[str] | None,
        typer.Option("--chi-dao", metavar="MÃ", help="Chỉ nhắc theo chỉ đạo này (ghi được nhiều lần)."),
    ] = None,
    don_vi: Annotated[
        list[str] | None,
        typer.Option(
            "--don-vi", metavar="MÃ", help="Chỉ lập công văn của nơi tổng hợp này (ghi được nhiều lần)."
        ),
    ] = None,
    output: WritingOption = Writing.TEXT,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Nhắc, đôn đốc đơn vị chưa gửi hoặc gửi chưa đầy đủ: công văn, tin gửi từng đơn vị, bảng theo dõi."""
    period, folder = period_of(ky), root_of(root)
    from baocao.features.remind.reminding import Call, remind_period  # noqa: PLC0415 - keeps --help fast
    from baocao.pipeline.plan import Scope, UnknownScopeError  # noqa: PLC0415

    scope = Scope(frozenset(don_vi or ()), frozenset(chi_dao or ()))
    try:
        reminder = remind_period(
            folder, out or folder / "out", period, Call(scope, now_in_vietnam(), tell=say)
        )
    except UnknownScopeError as error:
        raise refuse_call(str(error)) from None
    refuse_unknown_period(reminder.loaded, period)
    _show_reminder(reminder, output)
    wrong = any(each.severity is Severity.ERROR for each in reminder.problems)
    return DATA_ERRORS if wrong or reminder.unmade else GOOD


def _show_reminder(reminder: "Reminder", output: Writing) -> None:
    _warn_of_problems(reminder)
    if output is Writing.JSON:
        from baocao.features.remind.formats import reminder_json  # noqa: PLC0415

        tell_json(reminder_json(reminder))
        return
    from baocao.features.remind.formats import reminder_markdown, reminder_text  # noqa: PLC0415
    from baocao.features.remind.outline import done_words  # noqa: PLC0415

    width = shutil.get_terminal_size((_USUAL_WIDTH, 0)).columns
    in_comment = output is Writing.MARKDOWN
    tell(reminder_markdown(reminder) if in_comment else reminder_text(reminder, width))
    for line in done_words(reminder, seen_from_here(Path(reminder.folder))):
        say(line)


def _warn_of_problems(reminder: "Reminder") -> None:
    """Name what kept a letter from being made, and files that may be reports and are not read."""
    told = [*reminder.unread, *reminder.problems]
    if told:
        from baocao.report.text import text_report  # noqa: PLC0415 - keeps --help fast

        say_lines(text_report(told, reminder.loaded.files))
