"""`baocao check`: is the data right, and what is still missing."""

import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD, INCOMPLETE
from baocao.cli.options import (
    LATEST,
    RootOption,
    known_units,
    refuse_call,
    refuse_unknown_period,
    reported_period_of,
    root_of,
    say,
    tell,
)
from baocao.cli.return_sheets import SheetsOption, SheetsWanted, UntilOption
from baocao.cli.terminal import print_command
from baocao.features.check.formats import Format

if TYPE_CHECKING:
    from baocao.features.check.record import Report

MARGIN = 4
"""The columns before a source line."""
NARROWEST = 20
"""The part of a source line that is shown on the narrowest terminal, in columns."""


def check(
    ky: Annotated[
        str | None,
        typer.Option(
            "--ky",
            metavar="KỲ",
            help=f"Chỉ kiểm tra kỳ này ({LATEST}: kỳ mới nhất đã có báo cáo); mặc định mọi kỳ có dữ liệu.",
        ),
    ] = None,
    don_vi: Annotated[
        list[str] | None,
        typer.Option(
            "--don-vi",
            metavar="MÃ",
            help="Chỉ báo vấn đề của đơn vị này và của tệp dùng chung (ghi được nhiều lần).",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="MÃ",
            help="Chỉ báo các mã này hoặc bắt đầu như thế này: BC208,BC4 (ghi được nhiều lần).",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="MÃ",
            help="Không báo các mã này hoặc bắt đầu như thế này (ghi được nhiều lần).",
        ),
    ] = None,
    root: RootOption = None,
    *,
    day_du: Annotated[
        bool,
        typer.Option("--day-du", help="Thiếu số liệu hoặc báo cáo cũng là không đạt (mã 3)."),
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Có cảnh báo cũng là không đạt."),
    ] = False,
    output: Annotated[Format, typer.Option("--format", help="Cách in kết quả.")] = Format.TEXT,
    phieu: SheetsOption = None,
    han: UntilOption = None,
) -> int:
    """Kiểm tra dữ liệu: lỗi tại tệp:dòng:cột, và những gì còn thiếu."""
    selected, ignored = _chosen_codes(select, "--select"), _chosen_codes(ignore, "--ignore")
    folder = root_of(root)
    period = reported_period_of(ky, folder) if ky else None
    sheets = SheetsWanted(phieu, han, has_period=period is not None)
    from baocao.features.check.record import Demands  # noqa: PLC0415
    from baocao.features.check.reporting import Choice, report_on  # noqa: PLC0415
    from baocao.pipeline.loading import load_checked  # noqa: PLC0415 - keeps --help fast
    from baocao.report.periods import empty_period, has_files  # noqa: PLC0415

    loaded = load_checked(folder, period, proving=True)
    if period:
        refuse_unknown_period(loaded, period)
    units = known_units(don_vi or (), loaded.definitions.registry.units)
    choice = Choice(selected, ignored, units)
    report = report_on(loaded, choice, Demands(strict, day_du), whole=period is None)
    # Whoever asks for certain codes, or for every period, wants no advice on what to read first.
    _print_report(report, output, with_looks=period is not None and not selected)
    if period and output is Format.TEXT and not has_files(loaded.definitions, period):
        say(empty_period(loaded.definitions, period))
    written = sheets.write_sheets(loaded, report.found, narrowed=bool(selected or ignored or units))
    if report.has_errors or not written:
        return DATA_ERRORS
    return INCOMPLETE if report.lacks_something else GOOD


def _print_report(report: "Report", output: Format, *, with_looks: bool) -> None:
    from baocao.features.check.formats import render_report  # noqa: PLC0415 - keeps --help fast
    from baocao.features.check.left_out import left_out_lines  # noqa: PLC0415
    from baocao.features.check.looks import terminal_looks  # noqa: PLC0415
    from baocao.report.text import MAX_LINE, severity_summary  # noqa: PLC0415

    columns = MAX_LINE
    if sys.stdout.isatty():
        columns = max(NARROWEST, min(columns, shutil.get_terminal_size().columns - MARGIN))
    # Lines for GitHub must act; everything else is shown so that nothing in it does.
    show = print_command if output is Format.GITHUB else tell
    show(render_report(report, output, columns))
    if output is Format.TEXT:
        for line in terminal_looks(report) if with_looks else ():
            say(line)
        for line in (f"Kết quả: {severity_summary(report.found)}.", *left_out_lines(report)):
            say(line)
    elif output is Format.GITLAB:  # a list of issues, in which there is no place for it
        for line in left_out_lines(report._replace(ignored=())):
            say(line)


def _chosen_codes(given: Iterable[str] | None, option: str) -> tuple[str, ...]:
    """Return codes or their beginnings, or end the command at one that no code begins with."""
    codes = tuple(
        code.strip().upper()
        for option_text in given or ()
        for code in option_text.split(",")
        if code.strip()
    )
    if given and not codes:
        raise refuse_call(f"{option} cần ít nhất một mã, ví dụ BC208.")
    if not codes:
        return ()
    from baocao.model.messages import MESSAGES  # noqa: PLC0415 - keeps --help fast
    from baocao.vietnamese.text import name_hint  # noqa: PLC0415

    for code in codes:
        if not any(known.startswith(code) for known in MESSAGES):
            guess = name_hint(code, MESSAGES)
            raise refuse_call(f"Không có mã '{code}' cho {option}.{guess} Các mã: docs/thong-bao.md.")
    return codes
