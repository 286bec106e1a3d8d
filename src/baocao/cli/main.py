"""The entry point: registers commands, and is the only place that knows about usage errors and crashes."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any, Final

import typer
import typer.core

from baocao import __version__
from baocao.cli.build import build
from baocao.cli.check import check
from baocao.cli.diff import diff
from baocao.cli.exits import DATA_ERRORS, GOOD, INTERNAL, INTERRUPTED, USAGE
from baocao.cli.failures import DEBUG, STOPPED, refusal_in, tell_failure, tell_stopped
from baocao.cli.fmt import fmt
from baocao.cli.form import form
from baocao.cli.importing import import_files
from baocao.cli.init import init
from baocao.cli.inspect import inspect
from baocao.cli.issue import issue
from baocao.cli.new import new
from baocao.cli.options import say, say_lines, tell_line
from baocao.cli.page import page
from baocao.cli.remind import remind
from baocao.cli.schema import schema
from baocao.cli.status import status
from baocao.cli.terminal import behind_doors
from baocao.cli.trace import trace
from baocao.cli.watch import watch
from baocao.disk.scratch import ScratchError
from baocao.vietnamese.system_errors import reason_of

_TRANSLATED: Final = {
    "Arguments": "Tham số",
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "Missing command.": "Thiếu tên lệnh.",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "Aborted!": STOPPED,
}
_HELP: Final = "Hiện hướng dẫn này rồi thoát."


def _translated_message(message: str) -> str:
    return _TRANSLATED.get(message, message)


class _Command(typer.core.TyperCommand):
    """A command whose usage line and help option are in Vietnamese."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Cách dùng: ")

    def get_help_option(self, ctx: Any) -> Any:
        return _in_vietnamese(super().get_help_option(ctx))


class _Group(typer.core.TyperGroup):
    """The same for the program itself."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, "LỆNH [TÙY CHỌN]…", "Cách dùng: ")

    def get_help_option(self, ctx: Any) -> Any:
        return _in_vietnamese(super().get_help_option(ctx))


def _in_vietnamese(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


typer.core._ = _translated_message  # type: ignore[attr-defined]  # typer has no other door
app = typer.Typer(
    name="baocao",
    cls=_Group,
    help="Lập báo cáo của các đơn vị từ dữ liệu YAML thành văn bản Word và bảng tính Excel đúng thể thức.",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for command in (
    build,
    check,
    issue,
    fmt,
    new,
    form,
    import_files,
    inspect,
    schema,
    status,
    page,
    watch,
    remind,
    trace,
    diff,
    init,
):
    app.command(cls=_Command, options_metavar="[TÙY CHỌN]…")(command)


def command_names() -> tuple[str, ...]:
    """Return the names of all commands, in the order of the help; docs and tools ask here."""
    return tuple(each.callback.__name__ for each in app.registered_commands if each.callback)


def _show_version(value: bool) -> None:  # noqa: FBT001 - the signature of a callback
    if value:
        tell_line(f"baocao {__version__}")
        raise typer.Exit


@app.callback()
def _program_options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Hiện phiên bản rồi thoát.",
        ),
    ] = False,
) -> None:
    """Lập báo cáo của các đơn vị từ dữ liệu YAML thành văn bản Word và bảng tính Excel đúng thể thức."""


@behind_doors
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; no exception ever leaves it."""
    # A command builds large trees that live until it ends; looking through them for garbage costs
    # a tenth of its time and finds nothing.
    # Set here and not at import, so that tests and tools that import a command keep their own.
    gc.set_threshold(10_000_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(arguments, prog_name="baocao", standalone_mode=False)
        if code == INTERRUPTED:  # what typer makes of Ctrl+C inside a command
            return tell_stopped()
        return code if isinstance(code, int) else GOOD
    except typer.TyperException as error:
        return _usage_error(error)
    except (KeyboardInterrupt, typer.Abort):
        return tell_stopped()
    except ScratchError as error:
        say(f"Lỗi: không ghi được vào thư mục tạm của máy: {reason_of(error.cause)}.")
        return DATA_ERRORS
    except Exception as error:  # noqa: BLE001 - the last resort
        refusal = refusal_in(error)
        return tell_failure(refusal) if refusal else _tell_crash(error)


def _usage_error(error: Any) -> int:
    """Say in Vietnamese what was wrong with the call."""
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    name = "/".join(getattr(parameter, "opts", ())) or str(option or "")
    if getattr(parameter, "param_type_name", "") == "argument":
        name = str(getattr(parameter, "metavar", name))
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        say_lines(error.format_message())
        return USAGE
    message = {
        "MissingParameter": f"Thiếu {name}.",
        "NoSuchOption": f"Không có tùy chọn '{name}'.{_possible_names(error)}",
        "BadOptionUsage": f"Tùy chọn '{name}' cần một giá trị.",
        "BadParameter": f"Giá trị cho {name} không dùng được.",
    }.get(kind, _other_message(error.format_message()))
    say(f"Lỗi: {message}")
    say("Xem hướng dẫn: baocao --help, hoặc baocao LỆNH --help.")
    return USAGE


def _possible_names(error: Any) -> str:
    names = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
    return f" Ý bạn là {names}?" if names else ""


def _other_message(message: str) -> str:
    extra = message.removeprefix("Got unexpected extra argument(s) ")
    if extra != message:
        return f"Thừa tham số {extra}."
    return message.replace("Did you mean", "Ý bạn là")


def _tell_crash(error: Exception) -> int:
    say(f"Lỗi nội bộ của chương trình: {type(error).__name__}: {error}")
    if os.environ.get(DEBUG):
        import traceback  # noqa: PLC0415

        traceback.print_exception(error)
    else:
        say(f"Đây là lỗi của baocao, không phải của dữ liệu. Chạy lại với {DEBUG}=1 và gửi kết quả.")
    return INTERNAL
