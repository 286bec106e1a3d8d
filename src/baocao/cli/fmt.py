"""`baocao fmt`: the same data always written the same way."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import RootOption, refuse_call, root_of, say, tell, tell_line
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.features.fmt.formatting import Formatting

SUFFIX = ".yaml"
_ADVICE = (
    "Commit riêng lần viết lại này, rồi ghi mã commit vào .git-blame-ignore-revs, để trace và git blame "
    "vẫn chỉ đúng người ghi số liệu."
)


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
    from baocao.features.fmt.formatting import data_files, formatting_of, reformat_files  # noqa: PLC0415 - keeps --help fast
    from baocao.source.rewrites import is_kept_in_git  # noqa: PLC0415

    paths = data_files(folder)
    if files:
        paths = list(dict.fromkeys(_chosen_files(files, folder, paths)))
    formatted = formatting_of(folder, paths) if check else reformat_files(folder, paths, say)
    _tell_formatting(formatted, check=check)
    if formatted.rewritten and not check and is_kept_in_git(folder):
        say(_ADVICE)
    if formatted.problems:
        from baocao.report.text import text_report  # noqa: PLC0415

        tell(text_report(formatted.problems, formatted.sources))
    return DATA_ERRORS if formatted.problems or (check and formatted.rewritten) else GOOD


def _chosen_files(given: Iterable[Path], root: Path, known: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that were named, and the files of data in folders that were named."""
    for named in given:
        path = Path(os.path.abspath(named))  # noqa: PTH100 - links stay, as they are part of the workspace
        if not path.exists():
            raise refuse_call(f"Không có tệp hay thư mục '{named}'.")
        if not path.is_relative_to(root):
            raise refuse_call(
                f"'{named}' nằm ngoài thư mục dữ liệu {root}. Dùng --root để chỉ thư mục khác."
            )
        if path.is_dir():
            yield from (file for file in known if file.is_relative_to(path))
        elif path.suffix == SUFFIX:
            yield path
        else:
            raise refuse_call(f"'{named}' không phải là tệp {SUFFIX}.")


def _tell_formatting(formatted: "Formatting", *, check: bool) -> None:
    for rewritten in formatted.rewritten:
        tell_line(rewritten.source.path)
    count, right = len(formatted.rewritten), formatted.right
    if check:
        said = (
            f"{count_text(count)} tệp cần viết lại (chạy baocao fmt)"
            if count
            else "Không tệp nào cần viết lại"
        )
    else:
        said = f"Đã viết lại {count_text(count)} tệp" if count else "Không tệp nào phải viết lại"
    refused = f"; {count_text(formatted.refused)} tệp có lỗi được để nguyên" if formatted.refused else ""
    say(f"{said}; {right} tệp đã đúng{refused}.")
