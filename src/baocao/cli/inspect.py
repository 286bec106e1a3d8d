"""`baocao inspect`: does a DOCX keep the form of the law; with `--sua` a corrected copy of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import Reading, ReadingOption, refuse_call, root_of, tell, tell_json

if TYPE_CHECKING:
    from baocao.inspection.mending.copies import Asked
    from baocao.inspection.mending.files import Asking, MendedFile


def inspect(
    tep: Annotated[
        list[Path],
        typer.Argument(metavar="TỆP…", help="Tệp DOCX, hoặc thư mục (mọi tệp DOCX ở trong)."),
    ],
    *,
    chi_loi: Annotated[bool, typer.Option("--chi-loi", help="Chỉ in những gì không phù hợp.")] = False,
    sua: Annotated[
        bool,
        typer.Option("--sua", help="Lập bản sửa: bản sao đã chỉnh thể thức; tệp gốc giữ nguyên."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="ĐÍCH",
            help="Tệp hoặc thư mục ghi bản sửa; mặc định là TÊN.sua.docx bên cạnh tệp gốc.",
        ),
    ] = None,
    thang: Annotated[
        bool,
        typer.Option("--thang", help="Sửa thẳng, không để lại dấu theo dõi thay đổi (track changes)."),
    ] = False,
    nhan_xet: Annotated[
        bool, typer.Option("--nhan-xet", help="Ghi nhận xét (comment) bên cạnh mỗi chỗ sửa hoặc để lại.")
    ] = False,
    ghi_de: Annotated[
        bool, typer.Option("--ghi-de", help="Thay bản sửa đã có từ trước; không bao giờ thay tệp gốc.")
    ] = False,
    output: ReadingOption = Reading.TEXT,
    root: Annotated[
        Path | None,
        typer.Option(
            "--root",
            metavar="THƯ_MỤC",
            help="Thư mục dữ liệu có danh mục đơn vị; mặc định tìm từ thư mục hiện tại trở lên.",
        ),
    ] = None,
) -> int:
    """Kiểm tra thể thức của văn bản Word bất kỳ, theo từng quy định; sửa trên bản sao nếu có --sua."""
    if not sua:
        _refuse_options({"--out": out, "--thang": thang, "--nhan-xet": nhan_xet, "--ghi-de": ghi_de})
        paths = [path for path, _ in _files_given(tep)]
        return _inspect_files(paths, _known_units(root), output, faults_only=chi_loi)
    from baocao.inspection.mending.files import Asking  # noqa: PLC0415 - keeps --help fast

    asking = Asking(
        tracked=not thang,
        comments=nhan_xet,
        overwrite=ghi_de,
        moment=_moment_asked(),
        units=_known_units(root),
    )
    return _mend_files(tep, out, asking, output)


def _refuse_options(given: dict[str, object]) -> None:
    """End the command where an option has no meaning without --sua."""
    for name, value in given.items():
        if value:
            raise refuse_call(f"{name} chỉ dùng cùng --sua.")


def _moment_asked() -> str:
    """Return the moment that changes carry, where one is asked for; else equal files give equal copies."""
    from baocao.pipeline.clock import asked_moment  # noqa: PLC0415 - keeps --help fast
    from baocao.vietnamese.moments import utc_moment  # noqa: PLC0415

    moment = asked_moment()
    return utc_moment(moment) if moment else ""


def _inspect_files(
    paths: Sequence[Path], units: tuple[str, ...], output: Reading, *, faults_only: bool
) -> int:
    from baocao.inspection.files import inspect_file  # noqa: PLC0415 - keeps --help fast
    from baocao.inspection.report import json_report, text_report  # noqa: PLC0415

    inspections = [inspect_file(path, units) for path in paths]
    if output is Reading.JSON:
        tell_json(json_report(inspections, faults_only=faults_only))
    else:
        tell(text_report(inspections, faults_only=faults_only))
    return DATA_ERRORS if any(inspection.has_errors for inspection in inspections) else GOOD


def _known_units(asked: Path | None) -> tuple[str, ...]:
    """Return the names of the units of the workspace; outside of one there are none."""
    from baocao.source.config import find_root  # noqa: PLC0415 - keeps --help fast
    from baocao.source.unit_names import names_of_units  # noqa: PLC0415

    root = root_of(asked) if asked else find_root(Path.cwd())
    return names_of_units(root) if root else ()


def _mend_files(given: Sequence[Path], out: Path | None, asking: "Asking", output: Reading) -> int:
    from baocao.inspection.mending.copies import MisplacedError, place_copies  # noqa: PLC0415 - as above
    from baocao.inspection.mending.files import mend_file  # noqa: PLC0415

    asked = _documents_asked(given)
    several = len(given) > 1 or given[0].is_dir()
    if several and out and out.exists() and not out.is_dir():
        raise refuse_call(f"'{out}' không phải là thư mục; sửa nhiều tệp thì --out là thư mục.")
    try:
        copies = place_copies(asked, out, several=several)
    except MisplacedError as error:
        raise refuse_call(str(error)) from None
    files = [mend_file(copy, asking) for copy in copies]
    _tell_mended(files, output, tracked=asking.tracked)
    return DATA_ERRORS if any(file.fails for file in files) else GOOD


def _documents_asked(given: Sequence[Path]) -> "list[Asked]":
    """Return the documents to be mended; copies that lie in folders are none."""
    from baocao.inspection.mending.copies import Asked, is_copy  # noqa: PLC0415 - keeps --help fast

    asked = [Asked(path, base) for path, base in _files_given(given) if path in given or not is_copy(path)]
    if not asked:
        raise refuse_call("Chỉ có các bản sửa lập từ trước, không có tệp gốc nào để sửa.")
    return asked


def _tell_mended(files: "Sequence[MendedFile]", output: Reading, *, tracked: bool) -> None:
    from baocao.inspection.mending.telling import Told, mended_json, mended_text  # noqa: PLC0415 - as above

    told = [
        Told(
            file.copy.source.as_posix(),
            file.copy.target.as_posix() if file.is_written else "",
            file.mended,
            unwritten=file.unwritten,
        )
        for file in files
    ]
    if output is Reading.JSON:
        tell_json(mended_json(told, tracked=tracked))
    else:
        tell(mended_text(told, tracked=tracked))


def _files_given(given: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield the files that are meant with the folder that was given; Word's own lock files are none."""
    for path in given:
        if not path.exists():
            raise refuse_call(f"Không có tệp hoặc thư mục '{path}'.")
        if not path.is_dir():
            yield path, path.parent
            continue
        inside = sorted(
            entry
            for entry in path.rglob("*")
            if entry.suffix.lower() == ".docx" and entry.is_file() and not entry.name.startswith("~$")
        )
        if not inside:
            raise refuse_call(f"Thư mục '{path}' không có tệp DOCX nào.")
        yield from ((entry, path) for entry in inside)
