"""`baocao trace`: from a printed figure to its sources."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import GOOD
from baocao.cli.options import (
    OutOption,
    RootOption,
    Writing,
    WritingOption,
    period_of,
    refuse_call,
    root_of,
    tell,
    tell_json,
)
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.model.period import Period
    from baocao.model.printed import FigureKey
    from baocao.pipeline.tracing.records import Asked, Spot
    from baocao.pipeline.tracing.tracing import Workplace

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
            help="Với kỳ: mã chỉ tiêu. Với tệp: một ô như 'Trang!D17', hoặc số bất kỳ, chữ được in.",
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
        typer.Option(
            "--thu", metavar="N", min=1, help="Chọn nghĩa thứ N trong danh sách khi số có nhiều nghĩa."
        ),
    ] = None,
    output: WritingOption = Writing.TEXT,
    *,
    tat_ca: Annotated[
        bool, typer.Option("--tat-ca", help="Nêu đủ mọi đơn vị, mọi chỗ in; mặc định mỗi loại 10 dòng.")
    ] = False,
    out: OutOption = None,
    root: RootOption = None,
) -> int:
    """Truy một số về nguồn: là gì, cách tính, đơn vị nào góp bao nhiêu, dòng nào, ai ghi, in ở đâu."""
    if Path(what).suffix.lower() in _FILES:
        if don_vi or chi_dao:
            raise refuse_call("--don-vi và --chi-dao chỉ dùng khi truy theo kỳ và mã chỉ tiêu.")
        return _trace_printed(Path(what), figure, thu, output, root, everything=tat_ca)
    if Path(what).suffix.lower() == ".pdf":
        raise refuse_call("PDF là bản in của tệp Word cùng tên; hãy truy tệp .docx ấy.")
    if thu:
        raise refuse_call("--thu chỉ dùng khi truy một tệp.")
    period, folder = period_of(what), root_of(root)
    from baocao.model.printed import FigureKey  # noqa: PLC0415
    from baocao.pipeline.tracing.tracing import Workplace  # noqa: PLC0415 - keeps --help fast

    key = FigureKey(figure, don_vi or "", chi_dao or "")
    _show_trace(Workplace(folder, out or folder / "out", tat_ca), period, key, None, output)
    return GOOD


def _trace_printed(
    path: Path, asked: str, chosen: int | None, output: Writing, root: Path | None, *, everything: bool
) -> int:
    """Trace what is printed at a place of a file, or list the places that can be meant."""
    from baocao.features.trace.lookup import look_up  # noqa: PLC0415 - keeps --help fast
    from baocao.model.printed import FigureKey  # noqa: PLC0415
    from baocao.pipeline.tracing.records import Asked  # noqa: PLC0415
    from baocao.pipeline.tracing.spots import SpotError, open_output  # noqa: PLC0415
    from baocao.pipeline.tracing.tracing import Workplace  # noqa: PLC0415

    folder = path.resolve().parent
    place = Workplace(_workspace_of(root, folder), folder.parent, everything)
    try:
        opened = open_output(path)
        meanings, remarks = look_up(opened, asked, place.root)
    except SpotError as error:
        raise refuse_call(str(error)) from None
    if chosen and chosen > len(meanings):
        raise refuse_call(f"--thu {chosen}: chỉ có {count_text(len(meanings))} nghĩa.")
    period = period_of(opened.map.period)
    meant = meanings[chosen - 1 :][:1] if chosen else meanings
    key = meant[0].key
    if len(meant) == 1 and isinstance(key, FigureKey) and not key.is_comparison:
        _show_trace(place, period, key, meant[0].spots[0], output)
    else:
        _show_found(place, period, Asked(opened.path.name, asked, tuple(meant), tuple(remarks)), output)
    return GOOD


def _workspace_of(given: Path | None, folder: Path) -> Path:
    """Return the workspace that was asked for, that encloses the outputs, or the current folder."""
    from baocao.source.config import find_root  # noqa: PLC0415 - keeps --help fast

    return root_of(given) if given else find_root(folder) or root_of(None)


def _show_trace(
    place: "Workplace", period: "Period", key: "FigureKey", spot: "Spot | None", output: Writing
) -> None:
    from baocao.pipeline.tracing.tracing import TraceError, trace_figure as run  # noqa: PLC0415, I001

    try:
        traced = run(place, period, key, spot)
    except TraceError as error:
        raise refuse_call(str(error)) from None
    from baocao.features.trace import formats  # noqa: PLC0415

    if output is Writing.JSON:
        tell_json(formats.trace_json(traced))
    elif output is Writing.MARKDOWN:
        tell(formats.trace_markdown(traced))
    else:
        tell(formats.trace_text(traced, everything=place.everything))


def _show_found(place: "Workplace", period: "Period", asked: "Asked", output: Writing) -> None:
    from baocao.features.trace import formats  # noqa: PLC0415
    from baocao.features.trace.telling import tell_found  # noqa: PLC0415

    cut = formats.cut_of(len(asked.meanings), everything=place.everything)
    found = tell_found(place.root, period, asked, cut.lines)
    if output is Writing.JSON:
        tell_json(formats.found_json(found, cut))
    elif output is Writing.MARKDOWN:
        tell(formats.found_markdown(found, cut))
    else:
        tell(formats.found_text(found, cut))
