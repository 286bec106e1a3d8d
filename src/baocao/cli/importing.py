"""`baocao import`: what people send back, forms in Excel first of all, into the reports of units."""

import shlex
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from baocao.cli.exits import DATA_ERRORS, GOOD
from baocao.cli.options import (
    Reading,
    ReadingOption,
    RootOption,
    now_in_vietnam,
    period_of,
    refuse_call,
    root_of,
    say,
    say_lines,
    tell,
    tell_outline,
)
from baocao.vietnamese.counts import count_text

if TYPE_CHECKING:
    from baocao.features.exchange.filled.importing import Judged
    from baocao.features.exchange.filled.incoming import Incoming
    from baocao.model.period import Period
    from baocao.pipeline.proposing import Applied, Proposal

_USUAL_WIDTH: Final = 80
MOST_NAMED: Final = 100
"""Files of which the way back is written out."""


def import_files(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[TỆP|THƯ_MỤC]…",
            help=(
                "Biểu đã điền (XLSX, XLSM, XLS, XLSB, ODS), hoặc thư mục chứa các biểu; hoặc văn bản Word "
                "(DOCX) do baocao lập đã có người sửa, góp ý."
            ),
            show_default=False,
        ),
    ] = None,
    ky: Annotated[
        str | None,
        typer.Option(
            "--ky", metavar="KỲ", help="Chỉ nhập biểu của kỳ này; mặc định là kỳ của phần lớn các biểu."
        ),
    ] = None,
    chon: Annotated[
        list[Path] | None,
        typer.Option(
            "--chon",
            metavar="TỆP",
            help="Đơn vị gửi nhiều tệp khác nhau: nhập tệp này (ghi được nhiều lần).",
        ),
    ] = None,
    tra_lai: Annotated[
        Path | None,
        typer.Option(
            "--tra-lai",
            metavar="THƯ_MỤC",
            help="Ghi các tệp còn lỗi đã đánh dấu từng ô và danh sách để gửi lại đơn vị.",
        ),
    ] = None,
    han: Annotated[
        str | None,
        typer.Option("--han", metavar="NGÀY", help="Với --tra-lai: hạn gửi lại, như 2025-12-20."),
    ] = None,
    nguoi_gui: Annotated[
        str, typer.Option("--nguoi-gui", metavar="HỌ_TÊN", help="Ai gửi, nếu biểu không ghi người lập.")
    ] = "",
    *,
    ngay: Annotated[
        str | None,
        typer.Option("--ngay", metavar="NGÀY", help="Ngày gửi, nếu biểu không ghi; mặc định là hôm nay."),
    ] = None,
    sua: Annotated[
        list[str] | None,
        typer.Option(
            "--sua",
            metavar="KHÓA=GIÁ_TRỊ",
            help="Văn bản Word: số liệu đúng là GIÁ_TRỊ, như tthc.rut=35 (ghi được nhiều lần).",
        ),
    ] = None,
    nhan: Annotated[
        list[str] | None,
        typer.Option(
            "--nhan",
            metavar="KHÓA",
            help="Văn bản Word: nhận sửa đổi đang hỏi ở lời văn này, như noi_dung/nq71/I.2.",
        ),
    ] = None,
    y_kien: Annotated[
        Path | None,
        typer.Option(
            "--y-kien",
            metavar="TỆP",
            help="Văn bản Word: ghi các ghi chú (comment) của mọi tệp thành một bảng tổng hợp ý kiến.",
        ),
    ] = None,
    don_vi: Annotated[
        str,
        typer.Option("--don-vi", metavar="MÃ", help="Văn bản Word mất phần nhận dạng: đơn vị ban hành."),
    ] = "",
    chi_dao: Annotated[
        str,
        typer.Option("--chi-dao", metavar="MÃ", help="Văn bản Word mất phần nhận dạng: theo chỉ đạo nào."),
    ] = "",
    root: RootOption = None,
    write: Annotated[
        bool, typer.Option("--write", help="Văn bản Word: ghi các sửa đổi đề xuất vào báo cáo của đơn vị.")
    ] = False,
    bang: Annotated[
        Path | None,
        typer.Option(
            "--bang",
            metavar="TỆP",
            help="Bảng do nơi khác lập (bảng tính, hoặc bảng trong tệp Word): nhập theo --anh-xa.",
        ),
    ] = None,
    anh_xa: Annotated[
        Path | None,
        typer.Option(
            "--anh-xa",
            metavar="TỆP",
            help="Với --bang: tệp nói tiêu đề nào là chỉ tiêu nào; chưa có thì chương trình đề xuất.",
        ),
    ] = None,
    de_xuat: Annotated[
        Path | None,
        typer.Option(
            "--de-xuat",
            metavar="TỆP",
            help="Với --bang: chỉ đề xuất ánh xạ vào tệp này; tệp đã có thì cập nhật, giữ dòng đã chọn.",
        ),
    ] = None,
    trang: Annotated[
        str,
        typer.Option("--trang", metavar="TÊN", help="Với --bang: trang tính nào, hoặc bảng Word thứ mấy."),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Không ghi gì; cho xem sẽ thay đổi những gì, theo ý nghĩa.")
    ] = False,
    output: ReadingOption = Reading.TEXT,
) -> int:
    """Nhập biểu đã điền vào báo cáo của đơn vị: tệp sạch được nhập trọn, tệp còn lỗi thì không nhập gì.

    Mỗi lỗi được chỉ tại ô ('Biểu!D17'): đọc được gì, cần gì, làm gì. Nhập lại lần nữa không thay đổi gì.

    Văn bản Word đã sửa: lời văn thành đề xuất sửa báo cáo (ghi khi có --write), số bị sửa thì không nhận.
    """
    if bang or anh_xa or de_xuat or trang:
        from baocao.cli.import_table import Doors, TableCall, import_table  # noqa: PLC0415

        table = TableCall(bang, anh_xa, de_xuat, trang, sender=nguoi_gui, trial=dry_run, output=output)
        return import_table(
            root_of(root),
            table._replace(period=_period_or_none(ky), day=_sent_on(ngay)),
            Doors(_store_proposals, _show_changes),
            alone=not (files or chon or tra_lai or han or sua or nhan or y_kien or write),
        )
    if not files:
        raise refuse_call("Ghi tệp hoặc thư mục cần nhập, ví dụ: baocao import bieu-da-gui/")
    _take_back_killed(root_of(root), reading=dry_run)
    if _is_for_word(files) or sua or nhan or y_kien or write:
        if chon or tra_lai or han or nguoi_gui or ngay:
            raise refuse_call("--chon, --tra-lai, --han, --nguoi-gui, --ngay chỉ dùng khi nhập biểu Excel.")
        from baocao.cli.import_word import WordCall, import_word, word_files  # noqa: PLC0415

        call = WordCall(
            root_of(root),
            sua or (),
            nhan or (),
            opinions=y_kien,
            period=_period_or_none(ky),
            unit=don_vi,
            directive=chi_dao,
            write=write and not dry_run,
            trial=dry_run,
            output=output,
        )
        return import_word(word_files(files), call, _store_proposals)
    if han is not None and tra_lai is None:
        raise refuse_call("--han chỉ dùng cùng --tra-lai.")
    until = _day_of(han, "--han") if han is not None else None
    period, folder, day = _period_or_none(ky), root_of(root), _sent_on(ngay)
    # Here and not at the top, which keeps --help fast.
    from baocao.features.exchange.filled.importing import ImportCall, judge_files  # noqa: PLC0415

    incoming = _incoming_of(files, tra_lai)
    chosen = frozenset(path.resolve() for path in chon or ())
    _refuse_strange_choice(chon or (), incoming)
    judged = judge_files(incoming, ImportCall(folder, period, chosen, " ".join(nguoi_gui.split()), day))
    if judged.refusal:
        raise refuse_call(judged.refusal)
    _tell_judged(judged, output, dry_run=dry_run)
    if judged.problems:
        from baocao.report.text import text_report  # noqa: PLC0415

        say_lines(text_report(judged.problems, judged.sources))
        return DATA_ERRORS
    written = True
    if tra_lai is not None:
        written = _write_back(judged, incoming, tra_lai, until)
    if dry_run:
        _show_changes(folder, judged.period, judged.proposals, output)
    else:
        written = _store_proposals(folder, judged.proposals) and written
    return GOOD if written and not _wants_care(judged) else DATA_ERRORS


def _take_back_killed(root: Path, *, reading: bool) -> None:
    """Take back what a killed import has left, before anything is read, or end the command.

    Who is only `reading` writes nothing, be it ever so good.
    """
    from baocao.pipeline.proposing import take_back_killed  # noqa: PLC0415
    from baocao.report.text import text_report  # noqa: PLC0415

    problems = () if reading else take_back_killed(root, say)
    if problems:
        say_lines(text_report(problems, {}))
        raise typer.Exit(DATA_ERRORS)


def _is_for_word(files: Sequence[Path]) -> bool:
    """Tell whether any of the files is one of Word; forms are read otherwise."""
    return any(path.suffix.lower() in {".docx", ".docm", ".doc"} for path in files)


import_files.__name__ = "import"
"""A word of Python's own, which no function can be called by where it is made."""


def _refuse_strange_choice(chosen: Sequence[Path], incoming: "Sequence[Incoming]") -> None:
    """End the command where a file was chosen that does not come in."""
    known = {each.path.resolve() for each in incoming}
    unknown = sorted(str(path) for path in chosen if path.resolve() not in known)
    if unknown:
        raise refuse_call(f"--chon: '{unknown[0]}' không nằm trong các tệp được nhập.")


def _period_or_none(text: str | None) -> "Period | None":
    return period_of(text) if text else None


def _sent_on(text: str | None) -> date:
    """Return the day on which something was sent: today, unless it is said."""
    return _day_of(text, "--ngay") if text is not None else now_in_vietnam().date()


def _day_of(text: str, option: str) -> date:
    """Read 2025-11-25 or 25/11/2025, or end the command."""
    parts = text.strip().split("/")
    try:
        return date.fromisoformat("-".join(part.zfill(2) for part in reversed(parts)))
    except ValueError:
        raise refuse_call(f"{option}: '{text}' không phải là một ngày. Ghi như 2025-11-25.") from None


def _incoming_of(files: Sequence[Path], without: Path | None) -> "tuple[Incoming, ...]":
    """Return the files to be imported, or end the command."""
    from baocao.features.exchange.filled.incoming import TooManyFilesError, incoming_files  # noqa: PLC0415
    from baocao.vietnamese.system_errors import unread_reason_of  # noqa: PLC0415

    for path in files:
        if not path.exists() and not path.is_symlink():
            raise refuse_call(f"Không có tệp hay thư mục '{path}'.")
    try:
        return incoming_files(files, without)
    except TooManyFilesError as error:
        raise refuse_call(str(error)) from None
    except OSError as error:
        raise refuse_call(
            f"Không xem được thư mục '{error.filename}': {unread_reason_of(error)}."
        ) from None


def _tell_judged(judged: "Judged", output: Reading, *, dry_run: bool) -> None:
    from baocao.features.exchange.filled.outline import import_outline  # noqa: PLC0415

    tell_outline(import_outline(judged, dry_run=dry_run), output)


def _wants_care(judged: "Judged") -> bool:
    """Tell whether somebody has to look after any of the files."""
    from baocao.features.exchange.filled.records import Outcome  # noqa: PLC0415

    done = {Outcome.IMPORTED, Outcome.UNCHANGED}
    return any(
        result.outcome not in done and not (result.outcome is Outcome.TWICE and not result.findings)
        for result in judged.results
    )


def _show_changes(
    root: Path, period: "Period | None", proposals: "Sequence[Proposal]", output: Reading
) -> None:
    """Show by meaning what would be another thing in the reports."""
    if not proposals or period is None or output is Reading.JSON:
        return
    from baocao.features.diff.comparing_proposals import compare_proposed  # noqa: PLC0415
    from baocao.features.diff.formats import Style, diff_text  # noqa: PLC0415
    from baocao.pipeline.proposing import proposed_workspaces  # noqa: PLC0415

    sides = proposed_workspaces(root, period, proposals)
    differences = compare_proposed(sides, {proposal.unit.id for proposal in proposals})
    width = shutil.get_terminal_size((_USUAL_WIDTH, 0)).columns
    tell(f"\n{diff_text(differences, Style(width))}")
    say("Chưa ghi gì (--dry-run).")


def _write_back(judged: "Judged", incoming: "Sequence[Incoming]", folder: Path, until: date | None) -> bool:
    """Write what goes back to the senders; tell whether all could be written."""
    from baocao.features.exchange.filled.returning import LIST, files_to_return  # noqa: PLC0415
    from baocao.pipeline.output import Output  # noqa: PLC0415
    from baocao.report.text import text_report  # noqa: PLC0415

    returned = files_to_return(judged.results, judged.forms, until)
    sources = {each.path.resolve() for each in incoming}
    if any((folder / name).resolve() in sources for name in returned.files):
        raise refuse_call(f"--tra-lai: '{folder}' chứa tệp gốc đang nhập; chọn thư mục khác.")
    done = Output(folder).replace_files(returned.files, LIST, ())
    if done.problems:
        say_lines(text_report(done.problems, {}))
        return False
    count = len(returned.files) - 1
    said = f"{count_text(count)} tệp đã đánh dấu và " if count else ""
    say(f"Đã ghi {said}danh sách {LIST} vào {folder}.")
    for name in returned.unmarked:
        say(f"Không đánh dấu được trong tệp '{name}'; các ô cần sửa xem ở {LIST}.")
    return True


def _store_proposals(root: Path, proposals: "Sequence[Proposal]") -> bool:
    """Write the reports, all or none, and tell the way back."""
    from baocao.pipeline.proposing import apply_proposals  # noqa: PLC0415
    from baocao.report.text import text_report  # noqa: PLC0415

    applied = apply_proposals(root, proposals, say)
    if applied.problems:
        say_lines(text_report(applied.problems, {}))
        say("Không báo cáo nào được ghi.")
        return False
    if applied.written:
        _tell_way_back(applied, root)
    return True


def _tell_way_back(applied: "Applied", root: Path) -> None:
    """Say how everything is as it was again, by commands that work in the folder in which somebody is."""
    # Paths are told from the root on.
    is_here = root.resolve() == Path.cwd()
    git = "git" if is_here else f"git -C {shlex.quote(str(root))}"
    new = count_text(len(applied.created))
    say(f"Đã ghi {count_text(len(applied.written))} báo cáo, trong đó {new} báo cáo mới.")
    if applied.restorable:
        say(f"Lấy lại như trước: {git} restore -- {_listed(applied.restorable)}")
    if applied.created and applied.in_git:
        say(f"Bỏ báo cáo mới: {git} clean -f -- {_listed(applied.created)}")
    elif applied.created:
        say(f"Bỏ báo cáo mới: xóa các tệp {_listed(applied.created)}")
    if applied.lost:
        say(f"Git chưa giữ bản trước của: {_listed(applied.lost)}")


def _listed(names: Sequence[str]) -> str:
    rest = f" … và {count_text(len(names) - MOST_NAMED)} tệp khác" if len(names) > MOST_NAMED else ""
    return " ".join(names[:MOST_NAMED]) + rest
