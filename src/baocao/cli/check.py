"""`baocao check`: is the data right, and what is still missing."""

from enum import StrEnum
from typing import Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD, INCOMPLETE
from baocao.cli.options import RootOption, period_of, root_of, say


class Format(StrEnum):
    """How the result is printed."""

    TEXT = "text"
    JSON = "json"


def check(
    ky: Annotated[
        str | None,
        typer.Option(
            "--ky",
            metavar="KỲ",
            help="Chỉ kiểm tra kỳ này; mặc định mọi kỳ có dữ liệu.",
        ),
    ] = None,
    root: RootOption = None,
    *,
    day_du: Annotated[
        bool,
        typer.Option("--day-du", help="Thiếu số liệu hoặc báo cáo cũng là không đạt (mã 3)."),
    ] = False,
    output: Annotated[
        Format, typer.Option("--format", help="Cách in kết quả: text hoặc json.")
    ] = Format.TEXT,
) -> int:
    """Kiểm tra dữ liệu: lỗi tại tệp:dòng:cột, và những gì còn thiếu."""
    from baocao.build.loading import load  # noqa: PLC0415 - keeps --help fast

    loaded = load(root_of(root), period_of(ky) if ky else None)
    found = [*loaded.problems, *loaded.missing]
    if output is Format.JSON:
        from baocao.report.json import json_report  # noqa: PLC0415

        typer.echo(json_report(found))
    else:
        from baocao.report.text import summary, text_report  # noqa: PLC0415

        typer.echo(text_report(found, loaded.files), nl=False)
        say(f"Kết quả: {summary(found)}.")
    if loaded.errors:
        return DATA_ERRORS
    return INCOMPLETE if day_du and loaded.missing else GOOD
