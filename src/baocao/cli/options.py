"""Options that several commands share, and what they mean."""

import os
import shutil
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import USAGE
from baocao.model.period_names import PERIODS_SHOWN
from baocao.vietnamese.visible import visible_line

if TYPE_CHECKING:
    from baocao.model.period import Period
    from baocao.pipeline.accepting import Accepting
    from baocao.pipeline.loading import Loaded
    from baocao.report.outline import Outline

_USUAL_WIDTH = 80
_NARROWEST = 60
"""Columns where the terminal does not say how wide it is, and below which no page is laid out."""
_LONGEST_REASON = 1_000
"""More signs than a person gives as a reason: every list of builds would tell them."""
PeriodOption = Annotated[
    str,
    typer.Option(
        "--ky",
        metavar="KỲ",
        help=f"Kỳ báo cáo: {PERIODS_SHOWN}.",
    ),
]
LATEST = "moi-nhat"
ReportedPeriodOption = Annotated[
    str,
    typer.Option(
        "--ky",
        metavar="KỲ",
        help=f"Kỳ báo cáo: {PERIODS_SHOWN}; {LATEST}: kỳ mới nhất đã có báo cáo.",
    ),
]
RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="THƯ_MỤC",
        help="Thư mục dữ liệu; mặc định tìm từ thư mục hiện tại trở lên.",
    ),
]


OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="THƯ_MỤC",
        help="Thư mục kết quả; mặc định là out/ trong thư mục dữ liệu.",
    ),
]


AcceptOption = Annotated[
    str | None,
    typer.Option(
        "--chap-nhan-thieu",
        metavar="LÝ_DO",
        help="Văn bản tổng hợp vẫn là chính thức khi còn đơn vị, nội dung thiếu; ghi lý do vào dữ liệu.",
    ),
]
ApproverOption = Annotated[
    str | None,
    typer.Option("--nguoi-duyet", metavar="HỌ_TÊN", help="Ai chấp nhận thiếu: họ tên, chức vụ."),
]


class Reading(StrEnum):
    """For whom a result is printed: a person at a terminal, or a program."""

    TEXT = "text"
    JSON = "json"


class Writing(StrEnum):
    """How a result is printed that can also stand in a comment."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


WritingOption = Annotated[
    Writing, typer.Option("--format", help="Cách in kết quả: text, markdown hoặc json.")
]
ReadingOption = Annotated[Reading, typer.Option("--format", help="Cách in kết quả: text hoặc json.")]


def say(text: str = "") -> None:
    """Print one line for the person at the terminal, apart from a command's own output."""
    print(visible_line(text), file=sys.stderr)  # noqa: T201 - through the door to the terminal


def say_lines(text: str) -> None:
    """Print each line of a text for the person at the terminal."""
    for line in text.rstrip().split("\n"):
        say(line)


def tell(text: str) -> None:
    """Print a command's own output: lines that are whole, in which nothing is left to be shown."""
    sys.stdout.write(text)
    sys.stdout.flush()  # in its order among what is said on the other stream


def tell_line(text: str) -> None:
    """Print one line of a command's own output, whatever stands in it."""
    tell(f"{visible_line(text)}\n")


def tell_json(text: str) -> None:
    """Print JSON, which has no end of line of its own."""
    tell(f"{text}\n")


def tell_outline(outline: "Outline", output: Reading, most: int | None = None) -> None:
    """Print a result as JSON, or as a page as wide as the terminal, with at most so many lines a list."""
    if output is Reading.JSON:
        from baocao.report.json import outline_json  # noqa: PLC0415 - keeps --help fast

        tell_json(outline_json(outline))
        return
    from baocao.report.terminal import EVERYTHING, Manner, outline_text  # noqa: PLC0415

    width = max(shutil.get_terminal_size((_USUAL_WIDTH, 0)).columns, _NARROWEST)
    manner = Manner(width, EVERYTHING if most is None else most, fits=True)
    tell(outline_text(outline, manner).lstrip("\n"))


def refuse_call(text: str) -> typer.Exit:
    """Say what was wrong with the call and return what ends the command."""
    say(f"Lỗi: {text}")
    return typer.Exit(USAGE)


def now_in_vietnam() -> datetime:
    """Return SOURCE_DATE_EPOCH, else what the clock says, in Vietnam; end the command if it is no time."""
    from baocao.pipeline.clock import asked_moment  # noqa: PLC0415 - keeps --help fast
    from baocao.vietnamese.moments import in_vietnam  # noqa: PLC0415

    try:
        return in_vietnam(asked_moment() or datetime.now(UTC))
    except (OverflowError, ValueError, OSError):
        epoch = os.environ["SOURCE_DATE_EPOCH"]
        raise refuse_call(f"SOURCE_DATE_EPOCH={epoch} không phải là một thời điểm.") from None


def accepting_of(reason: str | None, approver: str | None) -> "Accepting | None":
    """Return what is to be put on record as accepted, or end the command where a part of it is lacking."""
    if reason is None and approver is None:
        return None
    if not (reason and reason.strip()):
        raise refuse_call('--nguoi-duyet đi cùng --chap-nhan-thieu "lý do".')
    if not (approver and approver.strip()):
        raise refuse_call('--chap-nhan-thieu cần người chịu trách nhiệm: --nguoi-duyet "Họ tên, chức vụ".')
    for text in (reason, approver):
        line = " ".join(text.split())
        if visible_line(line) != line:
            raise refuse_call(f"Có ký tự không nhìn thấy trong '{line}'; gõ lại.")
        if len(line) > _LONGEST_REASON:
            from baocao.vietnamese.counts import count_text  # noqa: PLC0415 - keeps --help fast

            raise refuse_call(
                f"Lý do và người duyệt, mỗi phần không quá {count_text(_LONGEST_REASON)} ký tự;"
                f" ở đây có {count_text(len(line))}."
            )
    from baocao.pipeline.accepting import Accepting  # noqa: PLC0415 - keeps --help fast

    return Accepting(reason, approver, now_in_vietnam().date())


def period_of(text: str) -> "Period":
    """Return the period that was asked for, or end the command."""
    from baocao.model.period import Period  # noqa: PLC0415 - keeps --help fast

    period = Period.parse(text)
    if period is None:
        raise refuse_call(f"'{text}' không phải là một kỳ báo cáo. Ghi như {PERIODS_SHOWN}.")
    return period


def reported_period_of(text: str, root: Path) -> "Period":
    """Return the period that was asked for, perhaps as the latest with reports, or end the command."""
    if text != LATEST:
        return period_of(text)
    from baocao.source.config import read_config  # noqa: PLC0415 - keeps --help fast
    from baocao.source.latest import latest_period  # noqa: PLC0415

    period = latest_period(read_config(root)[0])
    if period is None:
        raise refuse_call(f"Chưa đơn vị nào có báo cáo, nên không có kỳ nào là {LATEST}.")
    return period


def refuse_unknown_period(loaded: "Loaded", period: "Period") -> None:
    """End the command where nobody asks for reports of the period, and nobody has sent any."""
    if unknown := loaded.why_unknown(period):
        raise refuse_call(unknown)


def known_units(given: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Return units of the registry, or end the command at one that is not there."""
    units, names = frozenset(given), frozenset(known)
    if units - names and names:  # a registry that cannot be read is reported as such
        from baocao.vietnamese.text import name_hint  # noqa: PLC0415 - keeps --help fast

        unknown = min(units - names)
        raise refuse_call(f"Không có đơn vị '{unknown}' trong danh mục đơn vị.{name_hint(unknown, names)}")
    return units


def seen_from_here(path: Path) -> str:
    """Return `path` as seen from the current folder, if it is inside."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def root_of(asked: Path | None) -> Path:
    """Return the workspace that was asked for or that encloses the current folder."""
    from baocao.source.config import find_root  # noqa: PLC0415 - keeps --help fast

    if asked is not None and not asked.is_dir():
        raise refuse_call(f"Không có thư mục '{asked}'.")
    root = asked.resolve() if asked else find_root(Path.cwd())
    if root is None:
        raise refuse_call(
            "Không tìm thấy thư mục dữ liệu (cần data/units/don-vi.yaml). "
            "Chạy lệnh trong thư mục dữ liệu, hoặc dùng --root."
        )
    return root
