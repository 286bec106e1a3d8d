"""`baocao inspect`: does a DOCX keep the form of the law, whoever wrote it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import Reading, ReadingOption, refuse_call, root_of, tell, tell_json


def inspect(
    tep: Annotated[
        list[Path],
        typer.Argument(metavar="TỆP…", help="Tệp DOCX, hoặc thư mục (mọi tệp DOCX ở trong)."),
    ],
    *,
    chi_loi: Annotated[bool, typer.Option("--chi-loi", help="Chỉ in những gì không phù hợp.")] = False,
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
    """Kiểm tra thể thức của văn bản Word bất kỳ, theo từng quy định."""
    files = list(_files_to_inspect(tep))
    from baocao.inspection.files import inspect_file  # noqa: PLC0415 - keeps --help fast
    from baocao.inspection.report import json_report, text_report  # noqa: PLC0415

    units = _known_units(root)
    inspections = [inspect_file(path, units) for path in files]
    if output is Reading.JSON:
        tell_json(json_report(inspections, faults_only=chi_loi))
    else:
        tell(text_report(inspections, faults_only=chi_loi))
    return DATA_ERRORS if any(inspection.has_errors for inspection in inspections) else GOOD


def _known_units(asked: Path | None) -> tuple[str, ...]:
    """Return the names of the units of the workspace; outside of one there are none."""
    from baocao.source.config import find_root  # noqa: PLC0415 - keeps --help fast
    from baocao.source.unit_names import names_of_units  # noqa: PLC0415

    root = root_of(asked) if asked else find_root(Path.cwd())
    return names_of_units(root) if root else ()


def _files_to_inspect(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that are meant; Word's own lock files in folders are none."""
    for path in given:
        if not path.exists():
            raise refuse_call(f"Không có tệp hoặc thư mục '{path}'.")
        if not path.is_dir():
            yield path
            continue
        inside = sorted(
            entry
            for entry in path.rglob("*")
            if entry.suffix.lower() == ".docx" and entry.is_file() and not entry.name.startswith("~$")
        )
        if not inside:
            raise refuse_call(f"Thư mục '{path}' không có tệp DOCX nào.")
        yield from inside
