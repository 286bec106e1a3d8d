"""`baocao build`: the documents of a period."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD, INCOMPLETE
from baocao.cli.options import (
    AcceptOption,
    ApproverOption,
    OutOption,
    ReportedPeriodOption,
    RootOption,
    accepting_of,
    refuse_call,
    reported_period_of,
    root_of,
    say,
)
from baocao.cli.verify import verify_issued


def build(
    ky: ReportedPeriodOption,
    don_vi: Annotated[
        list[str] | None,
        typer.Option(
            "--don-vi",
            metavar="MÃ",
            help="Chỉ lập văn bản của đơn vị này (ghi được nhiều lần).",
        ),
    ] = None,
    chi_dao: Annotated[
        list[str] | None,
        typer.Option(
            "--chi-dao",
            metavar="MÃ",
            help="Chỉ lập văn bản theo chỉ đạo này (ghi được nhiều lần).",
        ),
    ] = None,
    *,
    chinh_thuc: Annotated[
        bool,
        typer.Option(
            "--chinh-thuc",
            help="Lập bản chính thức; từ chối nếu dữ liệu sai hoặc chưa đủ.",
        ),
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Không lập gì: chứng minh các văn bản đã phát hành đúng là do nguồn của chúng lập ra.",
        ),
    ] = False,
    pdf: Annotated[
        bool,
        typer.Option(
            "--pdf",
            help="Lập thêm bản PDF/A-2 của mỗi tệp Word, bằng LibreOffice của máy; không ký số.",
        ),
    ] = False,
    chap_nhan_thieu: AcceptOption = None,
    nguoi_duyet: ApproverOption = None,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Lập mọi văn bản của một kỳ (DOCX, XLSX, PDF); mặc định là bản dự thảo."""
    started = time.monotonic()
    # Everything that can be wrong with the call is told before anything heavy is loaded.
    folder = root_of(root)
    period = reported_period_of(ky, folder)
    accepting = accepting_of(chap_nhan_thieu, nguoi_duyet)
    if accepting and (check or not chinh_thuc):
        raise refuse_call("--chap-nhan-thieu đi cùng --chinh-thuc: bản dự thảo thì luôn lập được.")
    from baocao.cli.console import Screen  # noqa: PLC0415
    from baocao.pipeline.making import build_period as run  # noqa: PLC0415 - keeps --help fast
    from baocao.pipeline.plan import Scope, UnknownScopeError  # noqa: PLC0415
    from baocao.pipeline.portable import UnprintableError  # noqa: PLC0415

    scope = Scope(frozenset(don_vi or ()), frozenset(chi_dao or ()))
    if check:
        if pdf:
            raise refuse_call("--check không đi cùng --pdf: --check không lập gì.")
        if chinh_thuc:
            raise refuse_call(
                "--check không đi cùng --chinh-thuc: văn bản đã phát hành luôn là bản chính thức."
            )
        return verify_issued(folder, out or folder / "out", period, scope)
    try:
        with Screen() as screen, _refused_if(UnknownScopeError):
            outcome = run(
                folder,
                out or folder / "out",
                period,
                scope,
                official=chinh_thuc,
                progress=screen.show_progress,
                tell=screen.tell,
                accepting=accepting,
                pdf=pdf,
            )
    except UnprintableError as error:
        say(f"Lỗi: {error}")
        say("Không tệp nào được ghi. Lập không có PDF: bỏ --pdf.")
        return DATA_ERRORS
    screen.show_outcome(outcome, scope, time.monotonic() - started, official=chinh_thuc)
    if outcome.fails:
        return DATA_ERRORS
    return INCOMPLETE if outcome.refused or outcome.idle else GOOD


@contextmanager
def _refused_if(kind: type[Exception]) -> Iterator[None]:
    """End the command as wrongly called when `kind` is raised."""
    try:
        yield
    except kind as error:
        raise refuse_call(str(error)) from None
