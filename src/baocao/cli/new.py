"""`baocao new`: the files of the next period."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import PeriodOption, RootOption, period_of, refuse_call, root_of, say, tell
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.features.new.next_period import File, Opened

MOST_FILES = 40
"""More units than this are counted."""
MOST_PROFILES = 5
"""As many profiles are named."""


def new(
    ky: PeriodOption,
    don_vi: Annotated[
        list[str] | None,
        typer.Option(
            "--don-vi",
            metavar="MÃ",
            help="Chỉ lập cho đơn vị này (ghi được nhiều lần); mặc định mọi đơn vị phải báo cáo.",
        ),
    ] = None,
    root: RootOption = None,
) -> int:
    """Lập tệp báo cáo của kỳ tới từ báo cáo gần nhất của từng đơn vị.

    Nhiệm vụ mang sang nguyên trạng; số liệu và nội dung để trống, kèm số kỳ trước và hướng dẫn ở chú thích.
    Đơn vị chưa có gì thì có cả hồ sơ (ho-so.yaml). Không bao giờ ghi đè tệp đã có.
    """
    period, folder = period_of(ky), root_of(root)
    from baocao.features.new.next_period import open_period  # noqa: PLC0415 - keeps --help fast
    from baocao.pipeline.asking import UnaskedError  # noqa: PLC0415

    try:
        opened = open_period(folder, period, don_vi or [], say)
    except UnaskedError as error:
        raise refuse_call(str(error)) from None
    _tell_opened(opened)
    if opened.problems:
        from baocao.report.text import text_report  # noqa: PLC0415

        tell(text_report(opened.problems, opened.sources))
    return DATA_ERRORS if opened.problems else GOOD


def _tell_opened(opened: "Opened") -> None:
    """Show the table of files, then what is to be done next."""
    from baocao.features.new.next_period import State  # noqa: PLC0415

    counts = Counter(file.state for file in opened.files)
    if opened.files:
        _print_table(opened.files)
    parts = (
        (State.WRITTEN, f"Đã lập {{}} tệp kỳ {opened.period.id}"),
        (State.THERE, "{} tệp đã có, giữ nguyên"),
        (State.FAILED, "{} tệp chưa lập được"),
    )
    said = "; ".join(text.format(count_text(counts[state])) for state, text in parts if counts[state])
    say(f"{said or 'Không lập tệp nào'}.")
    dropped = sum(file.draft.dropped for file in opened.files if file.draft)
    if dropped:
        say(f"{count_text(dropped)} nhiệm vụ đã xong không mang sang (giu_nhiem_vu_xong: khong).")
    if opened.profiles:
        shown = "; ".join(opened.profiles[:MOST_PROFILES])
        more = len(opened.profiles) - MOST_PROFILES
        rest = f" … và {count_text(more)} hồ sơ khác" if more > 0 else ""
        say(f"Đã lập sẵn {count_text(len(opened.profiles))} hồ sơ đơn vị, cần xem lại: {shown}{rest}.")
    if counts[State.WRITTEN]:
        say("Điền xong thì chạy baocao check để xem còn thiếu gì.")


def _print_table(files: "tuple[File, ...]") -> None:
    """Show what is in the files; those that were not written come first."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only where a table is shown
    from rich.table import Table  # noqa: PLC0415

    from baocao.cli.console import plain_console  # noqa: PLC0415
    from baocao.features.new.next_period import State  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Đơn vị", no_wrap=True)
    table.add_column("Từ kỳ", no_wrap=True)
    table.add_column("Nhiệm vụ", justify="right", no_wrap=True)
    table.add_column("Số liệu", justify="right", no_wrap=True)
    table.add_column("Kết quả", no_wrap=True)
    ordered = sorted(files, key=lambda file: file.state is State.WRITTEN)
    for file in ordered[:MOST_FILES]:
        made, last = file.draft, file.last.id if file.last else ""
        counts = (count_text(made.carried), count_text(made.to_fill)) if made else ("", "")
        table.add_row(file.unit.id, last or ("chưa có" if made else ""), *counts, file.state.value)
    if len(files) > MOST_FILES:
        table.add_row(f"… và {count_text(len(files) - MOST_FILES)} đơn vị khác", "", "", "", "")
    plain_console().print(table)
