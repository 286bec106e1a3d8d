"""`baocao import --bang`: a table that somebody sent, read by a mapping that a person confirmed."""

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import Reading, refuse_call, say, say_lines, tell_outline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from baocao.features.exchange.tables.records import Judged
    from baocao.model.period import Period
    from baocao.pipeline.proposing import Proposal

_MOST_SHOWN: Final = 30
SUFFIX: Final = ".anh-xa.yaml"
"""How the name of a mapping ends that is proposed without a name of its own."""


class TableCall(NamedTuple):
    """The options of `--bang`: the table, the mapping by which it is read, where one is proposed."""

    table: Path | None
    mapping: Path | None = None
    proposal: Path | None = None
    sheet: str = ""
    period: "Period | None" = None
    sender: str = ""
    day: date | None = None
    trial: bool = False
    output: Reading = Reading.TEXT


class Doors(NamedTuple):
    """How `import` stores reports, and shows by meaning what would be another thing in them."""

    store: "Callable[[Path, Sequence[Proposal]], bool]"
    show: "Callable[[Path, Period | None, Sequence[Proposal], Reading], None]"


def import_table(root: Path, call: TableCall, doors: Doors, *, alone: bool) -> int:
    """Propose a mapping where there is none yet, or import the table by it; return the exit code.

    Other files and options of other kinds of files are refused, where it does not stand `alone`.
    """
    if not alone:
        raise refuse_call("--bang nhập một bảng; không kèm tệp khác, hay tùy chọn của biểu, văn bản Word.")
    table = call.table
    if table is None:
        raise refuse_call("--anh-xa, --de-xuat, --trang chỉ dùng cùng --bang.")
    if not table.is_file():
        raise refuse_call(f"Không có tệp '{table}'.")
    if call.proposal is not None and call.mapping is not None:
        raise refuse_call("Ghi một trong hai: --anh-xa để nhập, --de-xuat để đề xuất.")
    if call.mapping is not None and call.mapping.exists():
        return _import_mapped(root, table, call, doors)
    return _propose_mapping(root, table, call)


def _usual_mapping(table: Path) -> Path:
    return table.with_name(f"{table.stem}{SUFFIX}")


def _propose_mapping(root: Path, table: Path, call: TableCall) -> int:
    from baocao.features.exchange.tables.drafting import Call, draft_mapping  # noqa: PLC0415 - keeps --help fast
    from baocao.features.exchange.tables.members import load_field  # noqa: PLC0415
    from baocao.features.exchange.tables.outline import drafted_outline  # noqa: PLC0415
    from baocao.features.exchange.tables.table_files import UnusableError  # noqa: PLC0415
    from baocao.pipeline.asking import UnaskedError  # noqa: PLC0415
    from baocao.report.text import text_report  # noqa: PLC0415

    path = call.proposal or call.mapping or _usual_mapping(table)
    period = call.period.id if call.period else "KỲ"
    names = (shlex.quote(str(each)) for each in (table, path))
    again = "baocao import --bang {} --anh-xa {} --ky {}".format(*names, period)
    try:
        field = load_field(root, call.period)
        if field.problems:
            say_lines(text_report(field.problems, field.definitions.files))
            return DATA_ERRORS
        drafted = draft_mapping(field, Call(table, path, call.sheet, again))
    except (UnusableError, UnaskedError) as error:
        raise refuse_call(str(error)) from None
    tell_outline(drafted_outline(drafted), call.output, _MOST_SHOWN)
    if drafted.kept:
        return GOOD
    say(f"Xem từng dòng của {path}, sửa, ghi da_duyet: co, rồi chạy:")
    say(f"  {again}")
    return GOOD


def _import_mapped(root: Path, table: Path, call: TableCall, doors: Doors) -> int:
    from baocao.features.exchange.tables.importing import Call, judge_table  # noqa: PLC0415 - keeps --help fast
    from baocao.features.exchange.tables.table_files import UnusableError  # noqa: PLC0415
    from baocao.pipeline.asking import UnaskedError  # noqa: PLC0415

    if call.period is None or call.mapping is None:
        raise refuse_call("Nhập bảng cần --ky.")
    sender = " ".join(call.sender.split())
    asked = Call(table, call.mapping, call.period, sheet=call.sheet, sender=sender, day=call.day)
    try:
        judged = judge_table(root, asked)
    except (UnusableError, UnaskedError) as error:
        raise refuse_call(f"{table}: {error}") from None
    return _finish_import(root, judged, call, doors)


def _finish_import(root: Path, judged: "Judged", call: TableCall, doors: Doors) -> int:
    """Tell what becomes of the table, and store it unless nothing is to be written."""
    from baocao.features.exchange.tables.outline import judged_outline  # noqa: PLC0415
    from baocao.report.text import text_report  # noqa: PLC0415

    if judged.problems:
        say_lines(text_report(judged.problems, judged.sources))
        say("Chưa nhập gì.")
        return DATA_ERRORS
    tell_outline(judged_outline(judged, trial=call.trial), call.output, _MOST_SHOWN)
    written = True
    if call.trial:
        doors.show(root, judged.period, judged.proposals, call.output)
    elif judged.proposals:
        written = doors.store(root, judged.proposals)
    return GOOD if written and judged.is_clean else DATA_ERRORS
