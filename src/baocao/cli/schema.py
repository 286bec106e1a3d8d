"""`baocao schema`: JSON Schemas for editors, and the settings that use them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import RootOption, refuse_call, root_of, say, seen_from_here, tell
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.features.schema.schemas import Export


def schema(
    chi_dao: Annotated[
        str | None,
        typer.Option("--chi-dao", metavar="MÃ", help="Chỉ những gì chỉ đạo này hỏi."),
    ] = None,
    don_vi: Annotated[
        str | None,
        typer.Option("--don-vi", metavar="MÃ", help="Chỉ cho báo cáo của đơn vị này."),
    ] = None,
    loai: Annotated[
        str | None,
        typer.Option("--loai", metavar="LOẠI", help="Chỉ cho báo cáo của loại đơn vị này: xa, phuong, so…"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="THƯ_MỤC",
            help="Thư mục ghi lược đồ; mặc định là .baocao/schema trong thư mục dữ liệu.",
        ),
    ] = None,
    root: RootOption = None,
) -> int:
    """Ghi lược đồ JSON Schema cho trình soạn thảo YAML.

    Trình soạn thảo dùng lược đồ để gợi ý mã chỉ tiêu, mục, nhiệm vụ và báo lỗi ngay khi gõ. Chạy lại sau
    khi sửa danh mục hoặc chỉ đạo.
    """
    if don_vi and loai:
        raise refuse_call("Chỉ dùng một trong hai: --don-vi hoặc --loai.")
    folder = root_of(root)
    from baocao.features.schema.schemas import UnknownError, Wanted, export_schemas  # noqa: PLC0415 - keeps --help fast

    try:
        done = export_schemas(folder, out, Wanted(chi_dao, don_vi, loai), say)
    except UnknownError as error:
        raise refuse_call(str(error)) from None
    if done.problems:
        from baocao.report.text import text_report  # noqa: PLC0415

        tell(text_report(done.problems, done.sources))
        return DATA_ERRORS
    say(f"Đã ghi {count_text(len(done.names))} lược đồ vào {seen_from_here(done.folder.resolve())}.")
    _tell_settings(done)
    return GOOD


def _tell_settings(done: "Export") -> None:
    from baocao.features.schema.schemas import SETTINGS, Settings  # noqa: PLC0415

    if done.settings is Settings.WRITTEN:
        say(f"Đã ghi cấu hình cho VS Code vào {SETTINGS}; cần cài tiện ích YAML của Red Hat.")
    if done.settings is Settings.UNREADABLE:
        say(f"Giữ nguyên {SETTINGS} vì tệp có chú thích hoặc không phải JSON: tự thêm mục yaml.schemas.")
