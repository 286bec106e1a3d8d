"""`baocao form`: a form in Excel for each unit."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import (
    OutOption,
    PeriodOption,
    RootOption,
    period_of,
    refuse_call,
    root_of,
    say,
    seen_from_here,
    tell,
)
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.features.exchange.forms.sending import Sent, SentForm

MOST_FORMS = 40
"""More forms than this are counted."""
MOST_NAMES = 5
"""How many removed files are named before the rest is counted."""


def form(
    ky: PeriodOption,
    don_vi: Annotated[
        list[str] | None,
        typer.Option(
            "--don-vi",
            metavar="MÃ",
            help="Chỉ lập biểu của đơn vị này (ghi được nhiều lần); mặc định mọi đơn vị phải báo cáo.",
        ),
    ] = None,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Lập biểu Excel để đơn vị điền: mỗi đơn vị một tệp, trong thư mục bieu của kỳ.

    Biểu lập từ danh mục chỉ tiêu và chỉ đạo, có số kỳ trước bên cạnh; đơn vị đã có báo cáo thì có sẵn số
    liệu đã ghi. Không ghi đè tệp mà có người đã điền. Điền xong thì nhập bằng baocao import.
    """
    period, folder = period_of(ky), root_of(root)
    from baocao.features.exchange.forms.sending import Call, send_forms  # noqa: PLC0415 - keeps --help fast
    from baocao.pipeline.asking import UnaskedError  # noqa: PLC0415

    try:
        sent = send_forms(folder, Call(period, don_vi or [], out or folder / "out", say))
    except UnaskedError as error:
        raise refuse_call(str(error)) from None
    _tell_sent(sent)
    if sent.problems:
        from baocao.report.text import text_report  # noqa: PLC0415

        tell(text_report(sent.problems, sent.sources))
    return DATA_ERRORS if sent.problems else GOOD


def _tell_sent(sent: "Sent") -> None:
    """Show the table of forms, then where they lie and what is to be done next."""
    from baocao.features.exchange.forms.sending import State  # noqa: PLC0415
    from baocao.vietnamese.text import first_few  # noqa: PLC0415

    counts = Counter(each.state for each in sent.forms)
    if sent.forms:
        _print_table(sent.forms)
    if counts[State.WRITTEN]:
        say(f"Đã lập {count_text(counts[State.WRITTEN])} biểu trong {seen_from_here(sent.folder)}.")
    if counts[State.FILLED]:
        say(f"{count_text(counts[State.FILLED])} biểu đã có người ghi: không lập đè lên.")
    if counts[State.FAILED]:
        say(f"{count_text(counts[State.FAILED])} biểu chưa lập được.")
    if sent.removed:
        removed = first_few(sent.removed, MOST_NAMES, "tệp")
        say(f"Đã xóa biểu của lần chạy trước, nay đơn vị không phải báo cáo: {removed}.")
    if counts[State.WRITTEN]:
        say("Gửi mỗi đơn vị một tệp; tệp gửi về thì nhập bằng baocao import.")


def _print_table(forms: "tuple[SentForm, ...]") -> None:
    """Show what the forms ask for; those that were not written come first."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only where a table is shown
    from rich.table import Table  # noqa: PLC0415

    from baocao.cli.console import plain_console  # noqa: PLC0415
    from baocao.features.exchange.forms.sending import State  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Đơn vị", no_wrap=True)
    table.add_column("Số kỳ trước")
    for title in ("Số liệu", "Nhiệm vụ", "Nội dung"):
        table.add_column(title, justify="right")
    table.add_column("Kết quả", no_wrap=True, min_width=max(len(each.state.value) for each in forms))
    ordered = sorted(forms, key=lambda each: each.state is State.WRITTEN)
    for each in ordered[:MOST_FORMS]:
        last = each.last.id if each.last else "chưa có"
        table.add_row(each.unit.id, last, *map(count_text, each.counts), each.state.value)
    if len(forms) > MOST_FORMS:
        table.add_row(f"… và {count_text(len(forms) - MOST_FORMS)} đơn vị khác")
    plain_console().print(table)
