"""`baocao page`: one page of a period for people who open no terminal."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import (
    OutOption,
    ReportedPeriodOption,
    RootOption,
    refuse_unknown_period,
    reported_period_of,
    root_of,
    say,
    say_lines,
    seen_from_here,
)

if TYPE_CHECKING:
    from baocao.features.page.making import Outcome


def page(
    ky: ReportedPeriodOption,
    *,
    kin: Annotated[
        bool, typer.Option("--kin", help="Bỏ lời văn do đơn vị viết: trang chỉ còn số liệu, tình hình.")
    ] = False,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Lập trang xem của một kỳ: một tệp HTML mở được không cần mạng, từ số tổng hợp đến tận dòng nguồn."""
    started = time.monotonic()
    folder = root_of(root)
    period = reported_period_of(ky, folder)
    from baocao.cli.console import Screen  # noqa: PLC0415 - keeps --help fast
    from baocao.features.page.making import Call, page_of_period  # noqa: PLC0415

    with Screen() as screen:
        call = Call(concise=kin, progress=screen.show_progress, tell=screen.tell)
        outcome = page_of_period(folder, out or folder / "out", period, call)
    refuse_unknown_period(outcome.loaded, period)
    _show_outcome(outcome, time.monotonic() - started)
    return DATA_ERRORS if outcome.problems else GOOD


def _show_outcome(outcome: "Outcome", seconds: float) -> None:
    from baocao.report.text import text_report  # noqa: PLC0415 - keeps --help fast
    from baocao.vietnamese.numbers import measured_text  # noqa: PLC0415

    if outcome.problems:
        say_lines(text_report(outcome.problems, outcome.loaded.files))
        return
    size, took = measured_text(outcome.size / 1000, 0), measured_text(seconds, 1)
    say(
        f"Đã ghi {seen_from_here(outcome.path)} ({size} KB, {took} giây); "
        "mở bằng trình duyệt, không cần mạng."
    )
