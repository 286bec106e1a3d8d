"""Files from the disk into the inspection; a file that cannot be read is a result as any other."""

from pathlib import Path

from baocao.inspection.inspect import Inspection, inspect
from baocao.inspection.package import MEGABYTE, MOST_FILE, UnreadableError


def inspect_file(path: Path) -> Inspection:
    """Inspect one file."""
    name = path.as_posix()
    try:
        size = path.stat().st_size
        if size > MOST_FILE:
            return _unreadable(name, UnreadableError("TT005", f"({size // MEGABYTE} MB)"))
        data = path.read_bytes()
    except OSError as error:
        return _unreadable(name, UnreadableError("TT001", error.strerror or str(error)))
    return inspect(name, data)


def _unreadable(name: str, problem: UnreadableError) -> Inspection:
    return Inspection(name, None, "", (), problem)
