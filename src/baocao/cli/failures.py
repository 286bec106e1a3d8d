"""What the system may refuse to any program: told as such, not as a fault of this one."""

import errno
import os
import sys
from typing import Final

from baocao.cli.exits import DATA_ERRORS, INTERRUPTED
from baocao.vietnamese.system_errors import advice_for, reason_of

DEBUG: Final = "BAOCAO_DEBUG"
STOPPED: Final = "Đã dừng."
_LXML: Final = "IO_"
"""How lxml, which writes files itself, begins the name of what the system refused: IO_ENOSPC."""
_WHOLE: Final = "Lệnh đã dừng; không tệp nào bị ghi dở."


def tell_stopped() -> int:
    """Confirm that the command was stopped; returns the exit code."""
    _say_lines(STOPPED)
    return INTERRUPTED


def refusal_in(error: Exception) -> OSError | MemoryError | None:
    """Return what the system refused, if that is all that the error tells; None if the program is wrong."""
    if isinstance(error, OSError | MemoryError):
        return error
    said = str(error)
    if said.startswith(_LXML) and type(error).__module__.startswith("lxml"):
        return OSError(getattr(errno, said.removeprefix(_LXML), errno.EIO), said)
    return None


def tell_failure(error: OSError | MemoryError) -> int:
    """Say what the system refused and what to do; returns the exit code."""
    if isinstance(error, MemoryError):
        what, advice = "máy hết bộ nhớ", "Đóng bớt chương trình rồi chạy lại."
    else:
        where = f"không dùng được '{_shown_name(error.filename)}': " if error.filename is not None else ""
        what, advice = f"{where}{reason_of(error)}", advice_for(error)
    _say_lines(f"Lỗi: {what}.", f"{_WHOLE} {advice}")
    if os.environ.get(DEBUG):
        import traceback  # noqa: PLC0415

        traceback.print_exception(error)
    return DATA_ERRORS


def tell_cut_off(error: OSError) -> None:
    """Say that what was printed is not whole."""
    _say_lines(
        f"Lỗi: không in được hết kết quả ra đầu ra chuẩn: {reason_of(error)}.",
        f"Phần đã in không đầy đủ, không dùng được; tệp đã ghi không bị ảnh hưởng. {advice_for(error)}",
    )


def _shown_name(name: object) -> str:
    return os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else f"tệp số {name}"


def _say_lines(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201 - where even what the options' module loads may be missing
