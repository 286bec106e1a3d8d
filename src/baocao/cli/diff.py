"""`baocao diff`: what changed between two periods or two Git versions, by meaning."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import (
    RootOption,
    Writing,
    WritingOption,
    refuse_call,
    root_of,
    say_lines,
    tell,
    tell_json,
)

if TYPE_CHECKING:
    from baocao.features.diff.records import Differences

_USUAL_WIDTH: Final = 80
_MOST_PERIODS: Final = 2


def diff(
    periods: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KỲ_CŨ] KỲ_MỚI",
            help="Hai kỳ cần so sánh; ghi một kỳ thì so với kỳ liền trước có báo cáo.",
            show_default=False,
        ),
    ] = None,
    rev: Annotated[
        str | None,
        typer.Option(
            "--rev",
            metavar="A..B",
            help="So hai phiên bản Git; bỏ B là thư mục làm việc, ':' là index, A...B là từ điểm rẽ nhánh.",
        ),
    ] = None,
    ky: Annotated[
        list[str] | None,
        typer.Option("--ky", metavar="KỲ", help="Với --rev: chỉ so kỳ này (ghi được nhiều lần)."),
    ] = None,
    don_vi: Annotated[
        list[str] | None,
        typer.Option("--don-vi", metavar="MÃ", help="Chỉ so đơn vị này (ghi được nhiều lần)."),
    ] = None,
    chi_dao: Annotated[
        list[str] | None,
        typer.Option("--chi-dao", metavar="MÃ", help="Chỉ so chỉ đạo này (ghi được nhiều lần)."),
    ] = None,
    output: WritingOption = Writing.TEXT,
    *,
    everything: Annotated[
        bool, typer.Option("--toan-bo", help="In hết mọi thay đổi, không đếm gộp phần dài.")
    ] = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="TỆP", help="Ghi thêm bảng tính có mọi thay đổi.")
    ] = None,
    docx: Annotated[
        Path | None,
        typer.Option("--docx", metavar="TỆP", help="Ghi thêm bảng so sánh dạng phụ lục văn bản Word."),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Mã thoát 1 khi có thay đổi, như git diff.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="THƯ_MỤC",
            help="So chữ của văn bản đã lập ở THƯ_MỤC/KỲ với văn bản lập bây giờ.",
        ),
    ] = None,
    textconv: Annotated[
        Path | None,
        typer.Option(
            "--textconv",
            metavar="TỆP",
            help="In nội dung một tệp XLSX, DOCX hoặc YAML thành chữ, cho git diff.",
        ),
    ] = None,
    git_driver: Annotated[
        bool,
        typer.Option("--git-driver", help="Do Git gọi (diff.baocao.command) để so một tệp theo ý nghĩa."),
    ] = False,
    root: RootOption = None,
) -> int:
    """So sánh hai kỳ báo cáo, hoặc hai phiên bản Git, theo ý nghĩa của dữ liệu."""
    if textconv is not None:
        return _print_as_text(textconv, root)
    if git_driver:
        return _print_for_git(periods or ())
    if out is not None:
        if rev is not None or ky or len(periods or ()) != 1:
            raise refuse_call("--out so bản đã lập của một kỳ, như: baocao diff 2025-11 --out out.")
        differences = _compare_build(out, (periods or [""])[0], (don_vi, chi_dao), root_of(root))
    else:
        differences = _compare_sides(
            tuple(periods or ()), rev, tuple(ky or ()), (don_vi, chi_dao), root_of(root)
        )
    _show_differences(differences, output, everything=everything or bool(don_vi))
    written = [_write_differences(differences, path) for path in (xlsx, docx) if path]
    changed = exit_code and not differences.is_empty
    return DATA_ERRORS if differences.problems or not all(written) or changed else GOOD


def _compare_build(
    out: Path, period: str, narrowed: tuple[list[str] | None, list[str] | None], root: Path
) -> "Differences":
    """Return what an earlier build printed otherwise, or end the command with what was wrong."""
    from baocao.features.diff.builds import compare_build  # noqa: PLC0415 - loads docx
    from baocao.features.diff.comparing import RefusedError, period_of  # noqa: PLC0415
    from baocao.features.diff.side import Narrowing  # noqa: PLC0415

    units, directives = (frozenset(names or ()) for names in narrowed)
    narrowing = Narrowing(units, directives)
    try:
        return compare_build(root, out, period_of(period), narrowing)
    except RefusedError as error:
        raise refuse_call(str(error)) from None


def _compare_sides(
    periods: tuple[str, ...],
    rev: str | None,
    only: tuple[str, ...],
    narrowed: tuple[list[str] | None, list[str] | None],
    root: Path,
) -> "Differences":
    """Return the differences, or end the command with what was wrong with the call."""
    if rev is None and not periods:
        raise refuse_call("Ghi hai kỳ cần so sánh, như 2025-10 2025-11, hoặc --rev A..B.")
    if rev is None and only:
        raise refuse_call("--ky chỉ dùng cùng --rev; so hai kỳ thì ghi thẳng hai kỳ.")
    if len(periods) > _MOST_PERIODS:
        raise refuse_call("Chỉ so sánh được hai kỳ.")
    if rev is not None and periods:
        raise refuse_call("Ghi hai kỳ hoặc --rev, không ghi cả hai. Chọn kỳ khi dùng --rev: --ky.")
    from baocao.features.diff.comparing import RefusedError, compare_periods  # noqa: PLC0415 - keeps --help fast
    from baocao.features.diff.side import Narrowing  # noqa: PLC0415

    units, directives = (frozenset(names or ()) for names in narrowed)
    narrowing = Narrowing(units, directives)
    try:
        if rev is None:
            return compare_periods(root, periods, narrowing)
        from baocao.features.diff.comparing_versions import compare_versions  # noqa: PLC0415 - loads OpenSSL

        return compare_versions(root, rev, only, narrowing)
    except RefusedError as error:
        raise refuse_call(str(error)) from None


def _show_differences(differences: "Differences", output: Writing, *, everything: bool) -> None:
    if output is Writing.JSON:
        from baocao.features.diff.formats import diff_json  # noqa: PLC0415

        tell_json(diff_json(differences))
    elif output is Writing.MARKDOWN:
        from baocao.features.diff.formats import diff_markdown  # noqa: PLC0415

        tell(diff_markdown(differences))
    else:
        from baocao.features.diff.formats import Style, diff_text  # noqa: PLC0415

        width = shutil.get_terminal_size((_USUAL_WIDTH, 0)).columns
        tell(diff_text(differences, Style(width, everything)))


def _write_differences(differences: "Differences", path: Path) -> bool:
    """Write a workbook or a document and tell where it is, or why it could not be written."""
    from baocao.features.diff.files import write_comparison  # noqa: PLC0415 - loads docx or openpyxl
    from baocao.report.text import text_report  # noqa: PLC0415

    problems = write_comparison(differences, path)
    say_lines(text_report(problems, {}) if problems else f"Đã ghi {path}.")
    return not problems


def _print_as_text(path: Path, root: Path | None) -> int:
    from baocao.features.diff.textconv import UnreadableError, file_text  # noqa: PLC0415

    try:
        tell(file_text(path, root))
    except UnreadableError as error:
        raise refuse_call(str(error)) from None
    return GOOD


def _print_for_git(arguments: Sequence[str]) -> int:
    from baocao.features.diff.git_driver import driver_text  # noqa: PLC0415 - keeps --help fast

    if not arguments:
        raise refuse_call(
            '--git-driver do Git gọi; đặt git config diff.baocao.command "baocao diff --git-driver".'
        )
    tell(driver_text(arguments, shutil.get_terminal_size((_USUAL_WIDTH, 0)).columns))
    return GOOD
