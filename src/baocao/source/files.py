"""Reading source files: bytes to text, with every way in which that can fail named."""

from pathlib import Path
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile

LIMIT_MB: Final = 2
_MEGABYTE: Final = 1_000_000
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"


def relative(path: Path, root: Path) -> str:
    """Return `path` relative to `root`, with '/' on every system."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def read_file(path: Path, root: Path) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Read a UTF-8 file; a byte order mark is dropped, all line ends become newlines."""
    name = relative(path, root)
    start = Place(name, 1, 1)
    try:
        size = path.stat().st_size
        if size > LIMIT_MB * _MEGABYTE:
            shown = f"{size / _MEGABYTE:.1f}".replace(".", ",")
            return None, [problem("BC005", start, size=shown, limit=LIMIT_MB)]
        data = path.read_bytes()
    except OSError as error:
        return None, [problem("BC002", start, reason=error.strerror or error)]
    return _decoded(name, data)


def _decoded(name: str, data: bytes) -> tuple[SourceFile | None, list[Diagnostic]]:
    start = Place(name, 1, 1)
    if data.startswith(_UTF16):
        return None, [problem("BC003", start)]
    body = data.removeprefix(_UTF8_MARK)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_of_byte(name, body, error.start)
        byte = f"0x{body[error.start]:02X}"
        return None, [problem("BC004", place, byte=byte, guess=_guess(body))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return None, [problem("BC006", start)]
    return SourceFile(name, text, data), []


def _place_of_byte(name: str, data: bytes, offset: int) -> Place:
    before = data[:offset].decode("utf-8")
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _guess(data: bytes) -> str:
    """Name the old Vietnamese code page if the bytes make sense in it."""
    try:
        data.decode("cp1258")
    except UnicodeDecodeError:
        return ""
    return " (có vẻ là bảng mã Windows-1258)"
