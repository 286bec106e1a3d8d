"""`baocao issue`: an official document is numbered and recorded as given out."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD, INCOMPLETE
from baocao.cli.options import (
    AcceptOption,
    ApproverOption,
    OutOption,
    PeriodOption,
    RootOption,
    accepting_of,
    now_in_vietnam,
    period_of,
    refuse_call,
    root_of,
    say,
    seen_from_here,
    tell,
    tell_line,
)
from baocao.vietnamese.visible import visible_line

if TYPE_CHECKING:
    from baocao.features.issue.issuing import Issuing

_BEGUN = "CHƯA phát hành được; một phần tệp đã ghi. Sửa rồi chạy lại chính lệnh này để ghi nốt. Lý do:"


def issue(
    ky: PeriodOption,
    don_vi: Annotated[str, typer.Option("--don-vi", metavar="MÃ", help="Đơn vị phát hành.")],
    *,
    so: Annotated[
        int | None,
        typer.Option(
            "--so", min=1, max=99_999, metavar="SỐ", help="Số văn thư cấp; mặc định theo phat_hanh."
        ),
    ] = None,
    ngay: Annotated[
        str | None,
        typer.Option(
            "--ngay", metavar="NGÀY", help="Ngày văn bản, như 2025-11-18; mặc định theo phat_hanh."
        ),
    ] = None,
    chi_dao: Annotated[
        str | None,
        typer.Option("--chi-dao", metavar="MÃ", help="Văn bản theo chỉ đạo này, nếu đơn vị có nhiều."),
    ] = None,
    van_ban: Annotated[
        str | None,
        typer.Option("--van-ban", metavar="MÃ", help="Mã văn bản trong san_pham, nếu chỉ đạo có nhiều."),
    ] = None,
    chap_nhan_thieu: AcceptOption = None,
    nguoi_duyet: ApproverOption = None,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Phát hành một văn bản: lập bản chính thức, ghi số, ngày, khóa số liệu đã in."""
    period, folder, day = period_of(ky), root_of(root), _issue_day(ngay)
    from baocao.features.issue.issuing import Call  # noqa: PLC0415 - keeps --help fast
    from baocao.features.issue.issuing import issue_document as run  # noqa: PLC0415
    from baocao.pipeline.plan import UnknownScopeError  # noqa: PLC0415

    accepting = accepting_of(chap_nhan_thieu, nguoi_duyet)
    call = Call(don_vi, now_in_vietnam().date(), chi_dao, product=van_ban, number=so, day=day, tell=say)
    call = call._replace(accepting=accepting)
    try:
        done = run(folder, out or folder / "out", period, call, lambda *_: None)
    except UnknownScopeError as error:
        raise refuse_call(str(error)) from None
    _show_issuing(done)
    if done.issued:
        return GOOD
    return INCOMPLETE if done.lacks_something else DATA_ERRORS


def _issue_day(text: str | None) -> date | None:
    """Return the day that was asked for, or end the command."""
    if text is None:
        return None
    from baocao.source.log import Log  # noqa: PLC0415 - keeps --help fast
    from baocao.source.nodes import PLAIN, Scalar  # noqa: PLC0415

    log = Log("")
    day = log.day(Scalar(text, PLAIN, 1, 1))
    if day is None:
        raise refuse_call(f"--ngay: {log.problems[0].message} {log.problems[0].advice}")
    return day


def _show_issuing(done: "Issuing") -> None:
    from baocao.cli.refusals import refusal_lines  # noqa: PLC0415 - keeps --help fast
    from baocao.report.acceptance import accepted_lines  # noqa: PLC0415
    from baocao.report.text import text_report  # noqa: PLC0415

    outcome = done.outcome
    workspace = outcome.workspace
    files = {**workspace.definitions.files, **workspace.files, **workspace.records}
    if done.issued is None:
        say(_BEGUN if done.begun else "TỪ CHỐI phát hành; không có gì được ghi. Lý do:")
        if outcome.refusals:
            tell(
                "".join(
                    f"{visible_line(line)}\n" for line in refusal_lines(outcome.refusals, workspace, files)
                )
            )
            return
        reasons = outcome.missing if outcome.refused else outcome.problems
        tell(text_report(reasons or outcome.problems, files))
        return
    tell_line(f"Đã phát hành {done.issued.reference}.")
    for made in outcome.made:
        tell_line(f"  {seen_from_here(outcome.folder / made.name)}")
    standing = outcome.made[0].accepted if outcome.made else None
    for line in accepted_lines(standing, workspace.definitions.registry.units) if standing else ():
        tell_line(line)
    tell_line(f"Bản ghi: {done.record}")
    if done.submission:
        also = " và việc chấp nhận thiếu" if standing and done.outcome.recorded else ""
        tell_line(f"Đã ghi số, ngày vào phat_hanh{also} của {done.submission}")
    locked = "Từ nay những gì đã in được khóa. " if done.issued.printed else ""
    tell_line(f"{locked}Hãy commit bản ghi và dữ liệu cùng một lần.")
