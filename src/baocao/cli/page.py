"""`baocao page`: one page of a period for people who open no terminal."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import (
    OutOption,
    ReportedPeriodOption,
    RootOption,
    refuse_call,
    refuse_unknown_period,
    reported_period_of,
    root_of,
    say,
    say_lines,
    seen_from_here,
)

if TYPE_CHECKING:
    from baocao.features.page.making import Outcome
    from baocao.features.page.records import Checked, Gathered
    from baocao.pipeline.loading import Loaded
    from baocao.report.outline import Outline


def page(
    ky: ReportedPeriodOption,
    *,
    kin: Annotated[
        bool, typer.Option("--kin", help="Bỏ lời văn do đơn vị viết: trang chỉ còn số liệu, tình hình.")
    ] = False,
    rev: Annotated[
        str | None,
        typer.Option(
            "--rev", metavar="A", help="Thêm vào phần Thay đổi: khác gì so với phiên bản Git này."
        ),
    ] = None,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Lập trang xem của một kỳ: một tệp HTML mở được không cần mạng, từ số tổng hợp đến tận dòng nguồn."""
    if rev is not None and ".." in rev:
        raise refuse_call(
            "--rev của trang ghi một phiên bản, như HEAD~1 hoặc main: bên mới luôn là trang này."
        )
    started = time.monotonic()
    folder = root_of(root)
    period = reported_period_of(ky, folder)
    from baocao.cli.console import Screen  # noqa: PLC0415 - keeps --help fast
    from baocao.features.page.making import Call, page_of_period  # noqa: PLC0415

    with Screen() as screen:
        call = Call(
            concise=kin,
            progress=screen.show_progress,
            tell=screen.tell,
            check=check_loaded,
            compare=lambda gathered: tuple(changes_of(gathered, rev)),
        )
        outcome = page_of_period(folder, out or folder / "out", period, call)
    refuse_unknown_period(outcome.loaded, period)
    _show_outcome(outcome, time.monotonic() - started, concise=kin)
    return DATA_ERRORS if outcome.problems else GOOD


def check_loaded(loaded: "Loaded") -> "Checked":
    """Return what `check` says of the reports."""
    from baocao.features.check.left_out import left_out_lines  # noqa: PLC0415 - keeps --help fast
    from baocao.features.check.reporting import report_on  # noqa: PLC0415
    from baocao.features.page.records import Checked  # noqa: PLC0415

    report = report_on(loaded)
    return Checked(report.found, tuple(left_out_lines(report)))


def changes_of(gathered: "Gathered", rev: str | None) -> "Iterator[Outline]":
    """Yield what `diff` says since the last period, of reports that are read, and since a revision."""
    yield _since_last_period(gathered)
    if rev is not None and gathered.has_totals:
        yield _since_revision(gathered, rev)


def _since_last_period(gathered: "Gathered") -> "Outline":
    """Return what changed since the last period; of a country each page tells it of its own units."""
    from baocao.features.diff.comparing import (  # noqa: PLC0415 - keeps --help fast
        differences_of_part,
        differences_read,
        nothing_before,
    )
    from baocao.features.diff.formats import page_outline, page_sentence  # noqa: PLC0415

    if not gathered.past.periods:
        return page_sentence(nothing_before(gathered.period))
    if gathered.leads_to_parts:
        return page_sentence(_TOLD_ELSEWHERE.format(gathered.past.periods[0].label))
    last, now = gathered.last_reports, gathered.whole_workspace
    if gathered.part:
        units = frozenset(unit.id for unit in gathered.units)
        differences = differences_of_part(last, now, units, gathered.loaded.looks)
    else:
        differences = differences_read(last, now)
    return page_outline(differences, gathered.definitions.profiles, concise=gathered.concise)


_TOLD_ELSEWHERE = (
    "Số tổng hợp thay đổi ra sao so với {} và vì sao nằm ở phần Số liệu; "
    "thay đổi của từng đơn vị nằm ở phần Thay đổi của trang nhóm có đơn vị ấy."
)


def _since_revision(gathered: "Gathered", rev: str) -> "Outline":
    from baocao.features.diff.comparing import RefusedError  # noqa: PLC0415 - keeps --help fast
    from baocao.features.diff.comparing_versions import compare_versions  # noqa: PLC0415 - loads OpenSSL
    from baocao.features.diff.formats import page_outline  # noqa: PLC0415
    from baocao.features.diff.side import Narrowing  # noqa: PLC0415

    root: Path = gathered.definitions.config.root
    try:
        since = compare_versions(root, rev, (gathered.period.id,), Narrowing())
    except RefusedError as error:
        raise refuse_call(str(error)) from None
    return page_outline(since, gathered.definitions.profiles, concise=gathered.concise)


def _show_outcome(outcome: "Outcome", seconds: float, *, concise: bool) -> None:
    from baocao.features.page.making import MOST_BYTES  # noqa: PLC0415
    from baocao.features.page.records import FOLDER  # noqa: PLC0415
    from baocao.report.text import text_report  # noqa: PLC0415 - keeps --help fast
    from baocao.vietnamese.numbers import measured_text  # noqa: PLC0415

    if outcome.problems:
        say_lines(text_report(outcome.problems, outcome.loaded.files))
        return
    size, took = measured_text(outcome.size / 1000, 0), measured_text(seconds, 1)
    parts = f" và {outcome.parts} trang nhóm trong '{FOLDER}'" if outcome.parts else ""
    say(
        f"Đã ghi {seen_from_here(outcome.path)}{parts} ({size} KB, {took} giây); "
        "mở bằng trình duyệt, không cần mạng."
    )
    if outcome.largest > MOST_BYTES:
        largest = measured_text(outcome.largest / 1_000_000, 1)
        say(
            f"Lưu ý: trang lớn nhất {largest} MB, quá {measured_text(MOST_BYTES / 1_000_000, 1)} MB, "
            f"mở chậm trên điện thoại{'' if concise else '; --kin bỏ lời văn của đơn vị'}."
        )
