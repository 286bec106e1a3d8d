"""`baocao status`: who reported, what is missing, what falls due next."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import (
    Reading,
    ReadingOption,
    ReportedPeriodOption,
    RootOption,
    now_in_vietnam,
    refuse_call,
    refuse_unknown_period,
    reported_period_of,
    root_of,
    say,
    say_lines,
    tell,
    tell_json,
)

if TYPE_CHECKING:
    from baocao.pipeline.deliveries import Report

_PLAIN_TERMINALS: Final = frozenset({"dumb", "linux"})
"""Terminals whose letters hold no blocks."""
_USUAL_WIDTH: Final = 100


def status(
    ky: ReportedPeriodOption,
    chi_dao: Annotated[
        list[str] | None,
        typer.Option("--chi-dao", metavar="MÃ", help="Chỉ xem chỉ đạo này (ghi được nhiều lần)."),
    ] = None,
    don_vi: Annotated[
        list[str] | None,
        typer.Option("--don-vi", metavar="MÃ", help="Chỉ xem đơn vị này (ghi được nhiều lần)."),
    ] = None,
    output: ReadingOption = Reading.TEXT,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="TỆP", help="Ghi thêm bảng tính, mỗi chỉ đạo một trang."),
    ] = None,
    root: RootOption = None,
) -> int:
    """Xem tình hình báo cáo của một kỳ: ai đã gửi, đúng hạn hay muộn, hạn nào sắp tới."""
    folder = root_of(root)
    period = reported_period_of(ky, folder)
    from baocao.pipeline.deliveries import status_of_period as run  # noqa: PLC0415
    from baocao.pipeline.plan import Scope, UnknownScopeError  # noqa: PLC0415 - keeps --help fast

    try:
        report = run(
            folder, period, Scope(frozenset(don_vi or ()), frozenset(chi_dao or ())), now_in_vietnam()
        )
    except UnknownScopeError as error:
        raise refuse_call(str(error)) from None
    refuse_unknown_period(report.loaded, period)
    _show_status(report, output)
    written = _write_workbook(report, xlsx) if xlsx else True
    return GOOD if written and report.loaded.definitions.registry.units else DATA_ERRORS


def _show_status(report: "Report", output: Reading) -> None:
    _warn_of_strays(report)
    if output is Reading.JSON:
        from baocao.features.status.formats import status_json  # noqa: PLC0415

        tell_json(status_json(report.overview))
        return
    from baocao.features.status.formats import status_text  # noqa: PLC0415
    from baocao.report.bars import ASCII, BLOCKS  # noqa: PLC0415

    fancy = is_terminal() and os.environ.get("TERM") not in _PLAIN_TERMINALS
    width = shutil.get_terminal_size((_USUAL_WIDTH, 0)).columns
    tell(status_text(report.overview, width, BLOCKS if fancy else ASCII))
    from baocao.report.periods import empty_period, has_files  # noqa: PLC0415

    if not has_files(report.loaded.definitions, report.overview.period):
        say(empty_period(report.loaded.definitions, report.overview.period))
    errors = len(report.loaded.errors)
    if errors:
        say(f"Dữ liệu có {errors} lỗi; chạy baocao check --ky {report.overview.period.id} để xem.")


def _warn_of_strays(report: "Report") -> None:
    """Name the files that may be reports and are not read: their units seem not to have sent one."""
    if report.unread:
        from baocao.report.text import text_report  # noqa: PLC0415 - keeps --help fast

        say(text_report(report.unread, {}).rstrip())


def is_terminal() -> bool:
    """Tell whether somebody reads the output as it is printed."""
    return sys.stdout.isatty()


def _write_workbook(report: "Report", path: Path) -> bool:
    """Write the workbook and tell where it is, or why it could not be written."""
    from baocao.features.status.sheets import status_document  # noqa: PLC0415
    from baocao.pipeline.output import Output  # noqa: PLC0415
    from baocao.render.sheet import render_workbook  # noqa: PLC0415 - loads openpyxl
    from baocao.report.text import text_report  # noqa: PLC0415
    from baocao.source.forms import load_form  # noqa: PLC0415

    form = load_form(sizes=report.loaded.definitions.config.sizes)
    data = render_workbook(status_document(report.overview), form, report.overview.moment)
    written = Output(path.parent).replace_files({path.name: data}, path.name, ())
    if written.problems:
        say_lines(text_report(written.problems, {}))
    else:
        say(f"Đã ghi {path}.")
    return not written.problems
