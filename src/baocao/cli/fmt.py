"""`baocao fmt`: the same data always written the same way."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import RootOption, refuse, root_of, say, tell, tell_line
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.features.fmt.formatting import Formatting

SUFFIX = ".yaml"


def fmt(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[TỆP|THƯ_MỤC]…",
            help="Chỉ tệp, thư mục này; mặc định mọi tệp của data/ (chỉ đạo, danh mục, hồ sơ, báo cáo).",
            show_default=False,
        ),
    ] = None,
    root: RootOption = None,
    *,
    check: Annotated[
        bool,
        typer.Option("--check", help="Không sửa gì; kể tên các tệp sẽ được sửa và thoát với mã 1."),
    ] = False,
) -> int:
    """Viết lại tệp YAML theo một lối chung, giữ nguyên nội dung và chú thích.

    Thứ tự khóa, dấu nháy, thụt dòng, danh sách, chữ dựng sẵn. Tệp có lỗi cú pháp được giữ nguyên từng byte.
    """
    folder = root_of(root)
    from baocao.features.fmt.formatting import data_files, formatting, reformat  # noqa: PLC0415 - keeps --help fast

    paths = data_files(folder)
    if files:
        paths = list(dict.fromkeys(_chosen(files, folder, paths)))
    found = formatting(folder, paths) if check else reformat(folder, paths, say)
    _tell(found, check=check)
    if found.problems:
        from baocao.report.text import text_report  # noqa: PLC0415

        tell(text_report(found.problems, found.sources))
    return DATA_ERRORS if found.problems or (check and found.rewritten) else GOOD


def _chosen(given: Iterable[Path], root: Path, known: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that were named, and the files of data in folders that were named."""
    for each in given:
        path = Path(os.path.abspath(each))  # noqa: PTH100 - links stay, as they are part of the workspace
        if not path.exists():
            raise refuse(f"Không có tệp hay thư mục '{each}'.")
        if not path.is_relative_to(root):
            raise refuse(f"'{each}' nằm ngoài thư mục dữ liệu {root}. Dùng --root để chỉ thư mục khác.")
        if path.is_dir():
            yield from (found for found in known if found.is_relative_to(path))
        elif path.suffix == SUFFIX:
            yield path
        else:
            raise refuse(f"'{each}' không phải là tệp {SUFFIX}.")


def _tell(found: "Formatting", *, check: bool) -> None:
    for each in found.rewritten:
        tell_line(each.source.path)
    count, right = len(found.rewritten), found.right
    if check:
        said = (
            f"{count_text(count)} tệp cần viết lại (chạy baocao fmt)"
            if count
            else "Không tệp nào cần viết lại"
        )
    else:
        said = f"Đã viết lại {count_text(count)} tệp" if count else "Không tệp nào phải viết lại"
    refused = f"; {count_text(found.refused)} tệp có lỗi được để nguyên" if found.refused else ""
    say(f"{said}; {right} tệp đã đúng{refused}.")
