"""`baocao watch`: the page and the documents of a period, live while their YAML is being written."""

import gc
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import (
    OutOption,
    ReportedPeriodOption,
    RootOption,
    known_units,
    now_in_vietnam,
    refuse_call,
    refuse_unknown_period,
    reported_period_of,
    root_of,
    say,
)
from baocao.cli.page import changes_of, check_loaded

if TYPE_CHECKING:
    from pathlib import Path

    from baocao.features.page.watching.records import Order
    from baocao.model.period import Period
    from baocao.pipeline.loading import Loaded

_HIGHEST_PORT = 65_535


def watch(
    ky: ReportedPeriodOption,
    don_vi: Annotated[
        str | None,
        typer.Option("--don-vi", metavar="MÃ", help="Chỉ xem văn bản của đơn vị này."),
    ] = None,
    *,
    port: Annotated[
        int, typer.Option("--port", metavar="SỐ", help="Cổng trên máy này; mặc định lấy một cổng trống.")
    ] = 0,
    html: Annotated[
        bool, typer.Option("--html", help="Văn bản chỉ xem bằng HTML, không in ra PDF bằng LibreOffice.")
    ] = False,
    mo: Annotated[bool, typer.Option("--mo", help="Mở luôn bằng trình duyệt.")] = False,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Xem báo cáo ngay trong khi gõ YAML: lưu tệp là thấy lỗi và văn bản; Ctrl+C để dừng."""
    if not 0 <= port <= _HIGHEST_PORT:
        raise refuse_call(f"--port là một số từ 0 đến {_HIGHEST_PORT}.")
    folder = root_of(root)
    period = reported_period_of(ky, folder)
    _refuse_unknown_unit(folder, don_vi)
    order = _order_of(folder, out or folder / "out", period, don_vi or "", prints=not html)
    from baocao.features.page.watching.server import LostServerError, RefusedPortError  # noqa: PLC0415
    from baocao.features.page.watching.watching import watch_period  # noqa: PLC0415 - keeps --help fast

    try:
        watch_period(order, port, lambda address, loaded: _tell_address(address, loaded, period, opens=mo))
    except RefusedPortError as error:
        raise refuse_call(_port_words(port, error.number)) from None
    except LostServerError:
        say("Lỗi: phần phục vụ trình duyệt đã dừng; chạy lại baocao watch.")
        return DATA_ERRORS
    except KeyboardInterrupt:
        # Nobody waits until Python has looked through all that was kept.
        gc.freeze()
        say("Đã dừng.")
    return GOOD


def _order_of(folder: "Path", out: "Path", period: "Period", unit: str, *, prints: bool) -> "Order":
    from baocao.features.page.making import Call  # noqa: PLC0415 - keeps --help fast
    from baocao.features.page.watching.records import Order  # noqa: PLC0415

    call = Call(check=check_loaded, compare=lambda gathered: tuple(changes_of(gathered, None)))
    return Order(
        folder,
        out.absolute(),
        period,
        unit,
        page=call,
        tell=say,
        now=now_in_vietnam,
        prints=prints,
    )


def _refuse_unknown_unit(folder: "Path", unit: str | None) -> None:
    """End the command at a unit that is not in the registry."""
    if not unit:
        return
    from baocao.source.config import read_config  # noqa: PLC0415 - keeps --help fast
    from baocao.source.workspace import load_definitions  # noqa: PLC0415

    known = load_definitions(read_config(folder)[0], with_profiles=False)[0].registry.units
    # A registry that cannot be read is told of on the screen, until it can.
    known_units((unit,), known)


def _tell_address(address: str, loaded: "Loaded", period: "Period", *, opens: bool) -> None:
    refuse_unknown_period(loaded, period)
    say(f"Mở bằng trình duyệt trên máy này (giữ kín địa chỉ): {address}")
    say("Lưu tệp YAML là dựng lại; Ctrl+C để dừng.")
    if opens:
        import webbrowser  # noqa: PLC0415 - seldom needed

        webbrowser.open(address)


def _port_words(port: int, number: int) -> str:
    import errno  # noqa: PLC0415

    if number in {errno.EACCES, errno.EPERM}:
        return f"không được phép dùng cổng {port}; bỏ --port để lấy một cổng trống."
    return f"cổng {port} đang có chương trình khác dùng; bỏ --port để lấy một cổng trống."
