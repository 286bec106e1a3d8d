"""`baocao trace`: from a printed figure to its sources."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import GOOD, USAGE
from baocao.cli.options import (
    OutOption,
    Reading,
    ReadingOption,
    RootOption,
    period_of,
    refuse_call,
    root_of,
    tell,
    tell_json,
)
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.features.trace.records import Spot
    from baocao.features.trace.tracing import Workplace
    from baocao.model.period import Period
    from baocao.model.printed import FigureKey

_FILES = (".docx", ".xlsx")


def trace(
    what: Annotated[
        str,
        typer.Argument(
            metavar="KỲ|TỆP",
            help="Kỳ báo cáo, hoặc tệp DOCX, XLSX trong thư mục kết quả.",
            show_default=False,
        ),
    ],
    figure: Annotated[
        str,
        typer.Argument(
            metavar="CHỈ_TIÊU|Ô|CHỮ",
            help="Với kỳ: mã chỉ tiêu. Với tệp: một ô như 'Trang!D17', hoặc số, chữ được in.",
            show_default=False,
        ),
    ],
    don_vi: Annotated[
        str | None,
        typer.Option("--don-vi", metavar="MÃ", help="Số liệu của đơn vị này; không ghi là số tổng hợp."),
    ] = None,
    chi_dao: Annotated[
        str | None,
        typer.Option(
            "--chi-dao", metavar="MÃ", help="Tổng hợp theo chỉ đạo này, khi nhiều chỉ đạo cùng hỏi."
        ),
    ] = None,
    thu: Annotated[
        int | None,
        typer.Option("--thu", metavar="N", min=1, help="Chọn chỗ thứ N khi chữ được in ở nhiều chỗ."),
    ] = None,
    output: ReadingOption = Reading.TEXT,
    *,
    tat_ca: Annotated[
        bool, typer.Option("--tat-ca", help="Nêu đủ mọi đơn vị, mọi chỗ in; mặc định mỗi loại 10 dòng.")
    ] = False,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Truy một số liệu về nguồn: cách tính, đơn vị nào góp bao nhiêu, dòng nào, ai ghi, in ở đâu."""
    if Path(what).suffix.lower() in _FILES:
        if don_vi or chi_dao:
            raise refuse_call("--don-vi và --chi-dao chỉ dùng khi truy theo kỳ và mã chỉ tiêu.")
        return _trace_printed(Path(what), figure, thu, output, root, everything=tat_ca)
    if thu:
        raise refuse_call("--thu chỉ dùng khi truy một tệp.")
    period, folder = period_of(what), root_of(root)
    from baocao.features.trace.tracing import Workplace  # noqa: PLC0415 - keeps --help fast
    from baocao.model.printed import FigureKey  # noqa: PLC0415

    key = FigureKey(figure, don_vi or "", chi_dao or "")
    _show_trace(Workplace(folder, out or folder / "out", tat_ca), period, key, None, output)
    return GOOD


def _trace_printed(
    path: Path, asked: str, chosen: int | None, output: Reading, root: Path | None, *, everything: bool
) -> int:
    """Trace what is printed at a place of a file, or list the places that can be meant."""
    from baocao.features.trace.spots import SpotError, open_output  # noqa: PLC0415 - keeps --help fast
    from baocao.features.trace.spots import asked_spots as spots_of  # noqa: PLC0415
    from baocao.features.trace.tracing import Workplace  # noqa: PLC0415

    try:
        opened = open_output(path)
        spots = spots_of(opened, asked)
    except SpotError as error:
        raise refuse_call(str(error)) from None
    if chosen and chosen > len(spots):
        raise refuse_call(f"--thu {chosen}: chỉ có {count_text(len(spots))} chỗ.")
    keys = {spot.key for spot in spots}
    if len(keys) > 1 and not chosen:
        _list_spots(spots, asked, output)
        return USAGE
    spot = spots[(chosen or 1) - 1]
    folder = path.resolve().parent
    place = Workplace(_workspace_of(root, folder), folder.parent, everything)
    if spot.key is None:
        raise refuse_call(f"'{asked}' không ứng với số liệu nào.")
    _show_trace(place, period_of(opened.map.period), spot.key, spot, output)
    return GOOD


def _workspace_of(given: Path | None, folder: Path) -> Path:
    """Return the workspace that was asked for, that encloses the outputs, or the current folder."""
    from baocao.source.config import find_root  # noqa: PLC0415 - keeps --help fast

    return root_of(given) if given else find_root(folder) or root_of(None)


def _show_trace(
    place: "Workplace", period: "Period", key: "FigureKey", spot: "Spot | None", output: Reading
) -> None:
    from baocao.features.trace.tracing import TraceError, trace_figure as run  # noqa: PLC0415, I001

    try:
        traced = run(place, period, key, spot)
    except TraceError as error:
        raise refuse_call(str(error)) from None
    if output is Reading.JSON:
        from baocao.features.trace.formats import trace_json  # noqa: PLC0415

        tell_json(trace_json(traced))
        return
    from baocao.features.trace.formats import trace_text  # noqa: PLC0415

    tell(trace_text(traced, everything=place.everything))


def _list_spots(spots: "tuple[Spot, ...]", asked: str, output: Reading) -> None:
    if output is Reading.JSON:
        from baocao.features.trace.formats import spots_json  # noqa: PLC0415

        tell_json(spots_json(spots))
    else:
        from baocao.features.trace.formats import spots_text  # noqa: PLC0415

        tell(spots_text(spots, asked))
