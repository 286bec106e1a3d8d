"""Reading source files: bytes to text, with every way in which that can fail named."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, at_most_problems, problem
from baocao.model.place import Place
from baocao.model.workspace import UTF8_MARK, SourceFile, text_of_bytes
from baocao.source.conflicts import may_conflict, merge_conflicts
from baocao.vietnamese.numbers import measured_text
from baocao.vietnamese.system_errors import unread_reason_of

LIMIT_MB: Final = 2
_MEGABYTE: Final = 1_000_000
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
EMPTY: Final = "BC006"
"""The code of a file without content, in which nothing was sent."""
NOTHING_INSTEAD: Final[Mapping[str, SourceFile]] = MappingProxyType({})
"""No contents in the place of files."""


def relative_path(path: Path, root: Path) -> str:
    """Return `path` relative to `root`, if it lies below it as spelled, with '/' on every system."""
    if path == root:
        return "."
    top = os.path.join(root, "")  # noqa: PTH118 - ten times as fast as pathlib, for thousands of files
    return str(path).removeprefix(top).replace(os.sep, "/")


def is_there(path: Path) -> bool:
    """Tell whether anything stands under this name, be it only a link that leads nowhere."""
    return os.path.lexists(path)


class Stored(NamedTuple):
    """What lies at a path: its bytes, at most one above the limit, and its size; or why there are none."""

    data: bytes = b""
    size: int = 0
    problems: tuple[Diagnostic, ...] = ()


def read_stored(path: Path, root: Path, instead: Mapping[str, SourceFile] = NOTHING_INSTEAD) -> Stored:
    """Read what lies at a path; all that `read_file` makes of the file follows from it."""
    name = relative_path(path, root)
    start = Place(name, 1, 1)
    if proposed := instead.get(name):
        return Stored(proposed.data, len(proposed.data))
    try:
        status = path.stat()
        # Asked before opening: opening a pipe would wait for whoever writes into it.
        if not stat.S_ISREG(status.st_mode):
            found = kind_of(status.st_mode)
            return Stored(problems=(problem("BC021", start, name=path.name, found=found),))
        if leads_out(path, root):
            return Stored(problems=(problem("BC020", start, name=path.name),))
        data = _read_bounded(path)
    except OSError as error:
        return Stored(problems=(problem("BC002", start, reason=unread_reason_of(error)),))
    return Stored(data, max(status.st_size, len(data)))


def read_file(
    path: Path, root: Path, instead: Mapping[str, SourceFile] = NOTHING_INSTEAD
) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Read a UTF-8 file; a byte order mark is dropped, all line ends become newlines.

    Of a file that `instead` has, by its path, that content is read as if it were stored.
    """
    stored = read_stored(path, root, instead)
    if stored.problems:
        return None, [*stored.problems]
    name = relative_path(path, root)
    source, problems = _sized_source(name, stored.data, stored.size)
    proposed = instead.get(name)
    # Thousands of reports need not lie in memory twice.
    return (proposed if proposed is not None and source == proposed else source), problems


def _sized_source(name: str, data: bytes, size: int) -> tuple[SourceFile | None, list[Diagnostic]]:
    if len(data) > LIMIT_MB * _MEGABYTE:
        shown = measured_text(size / _MEGABYTE, 1)
        return None, [problem("BC005", Place(name, 1, 1), size=shown, limit=LIMIT_MB)]
    return _decoded_source(name, data)


def _read_bounded(path: Path) -> bytes:
    """Return at most one byte more than the limit, whatever size the system tells."""
    with path.open("rb") as file:
        return file.read(LIMIT_MB * _MEGABYTE + 1)


def head_of(path: Path, most: int = 4096) -> str:
    """Return the beginning of a file as text, nothing if it cannot be read; no link is followed."""
    # Without waiting: what lies there may be a pipe by the time it is opened.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
            return file.read(most).decode("utf-8", "replace")
    except OSError:
        return ""


def same_bytes(first: Path, second: Path) -> bool:
    """Tell whether two regular files hold the same, of a size that is read at all."""
    try:
        first_status, second_status = first.lstat(), second.lstat()
        regular = stat.S_ISREG(first_status.st_mode) and stat.S_ISREG(second_status.st_mode)
        alike = regular and first_status.st_size == second_status.st_size <= LIMIT_MB * _MEGABYTE
        return alike and first.read_bytes() == second.read_bytes()
    except OSError:
        return False


def kind_of(mode: int) -> str:
    """Return in Vietnamese what is no file."""
    if stat.S_ISDIR(mode):
        return "thư mục"
    return "ống dẫn, ổ cắm hoặc thiết bị"


def leads_out(path: Path, root: Path) -> bool:
    """Tell whether a link leads `path` out of the workspace.

    A folder that the settings share with another workspace lies outside without any link; from there
    a link may lead to whatever lies in that folder's own surroundings.
    """
    if not _has_links(path, root):
        return False
    real, base = os.path.realpath(path), os.path.realpath(root)
    written = os.path.normpath(os.path.join(base, os.path.relpath(path, root)))  # noqa: PTH118 - no links followed
    if real == written:
        return False
    surroundings = os.path.commonpath([base, os.path.dirname(written)])  # noqa: PTH120
    return os.path.commonpath([surroundings, real]) != surroundings


def _has_links(path: Path, root: Path) -> bool:
    """Tell whether `path` is reached through a link, or may be.

    It may be outside `root`, and on Windows, whose junctions Python tells from folders only since 3.12.
    """
    top, step = str(root), str(path)
    if os.name == "nt" or ".." in step or not step.startswith(f"{top}{os.sep}"):
        return True
    while len(step) > len(top):
        if os.path.islink(step):  # noqa: PTH114 - three times as fast for thousands of files
            return True
        step = step.rpartition(os.sep)[0]
    return False


def _decoded_source(name: str, data: bytes) -> tuple[SourceFile | None, list[Diagnostic]]:
    start = Place(name, 1, 1)
    # First, as UTF-16 of plain letters is valid UTF-8 too, with a null behind each.
    if data.startswith(_UTF16) or _has_wide_letters(data):
        return None, [problem("BC003", start)]
    body = data.removeprefix(UTF8_MARK)
    try:
        text = text_of_bytes(data)
    except UnicodeDecodeError as error:
        place = _place_of_byte(name, body, error.start)
        byte = f"0x{body[error.start]:02X}"
        return None, [problem("BC004", place, byte=byte, guess=_guess_encoding(body))]
    if not text or text.isspace():
        return None, [problem(EMPTY, start)]
    source = SourceFile(name, text, data)
    unmerged = list(at_most_problems(merge_conflicts(source))) if may_conflict(body) else []
    return (None, unmerged) if unmerged else (source, [])


def _has_wide_letters(data: bytes) -> bool:
    """Tell whether nearly every second byte of the beginning is null: UTF-16 without a byte order mark."""
    few, many = sorted(data[start:200:2].count(0) for start in (0, 1))
    return few == 0 and many * 4 > len(data[:200])


def _place_of_byte(name: str, data: bytes, offset: int) -> Place:
    before = data[:offset].decode("utf-8")
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _guess_encoding(data: bytes) -> str:
    """Name the old Vietnamese code page if the bytes make sense in it."""
    try:
        data.decode("cp1258")
    except UnicodeDecodeError:
        return ""
    return " (có vẻ là bảng mã Windows-1258)"
