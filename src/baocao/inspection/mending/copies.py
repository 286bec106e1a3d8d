"""Where corrected copies are written: never over what they were made of, nor unasked over any file."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from baocao.disk.writing import ChangedError, creating_file, read_plain, replacing_file
from baocao.foreign.limits import MOST_FILE
from baocao.vietnamese.system_errors import reason_of

ENDINGS: Final = (".docx", ".docm", ".dotx", ".dotm")
"""How names of documents of Word end; Word opens none whose ending belongs to another kind."""
MARK: Final = ".sua"
"""What the name of a copy has before its ending that stands beside its document."""
OVERWRITE: Final = "--ghi-de"
"""The option that lets a copy take the place of an older one."""


class Asked(NamedTuple):
    """A document to be mended, and the folder from which its place among the copies is told."""

    path: Path
    base: Path


class Copy(NamedTuple):
    """A document, and where its corrected copy goes."""

    source: Path
    target: Path


class MisplacedError(Exception):
    """Copies cannot go where they should; the text says why, in the user's words."""


def is_copy(path: Path) -> bool:
    """Tell whether a file has the name of a copy that was put beside its document."""
    return path.name.casefold().endswith(tuple(f"{MARK}{ending}" for ending in ENDINGS))


def place_copies(asked: Sequence[Asked], out: Path | None, *, several: bool) -> list[Copy]:
    """Return where copies go, of `several` files into a folder; raises MisplacedError."""
    copies = [Copy(each.path, _target_of(each, out, several=several)) for each in asked]
    for source, target in copies:
        if _is_same(source, target):
            raise MisplacedError(f"Bản sửa sẽ ghi đè lên chính tệp gốc '{source}'; ghi nơi khác sau --out.")
        ending = _ending_of(source)
        if target.suffix.casefold() in ENDINGS and target.suffix.casefold() != ending:
            raise MisplacedError(f"Bản sửa của '{source}' phải có đuôi {ending}, nếu không Word không mở.")
    counts = Counter(map(_place_of, copies))
    for copy in copies:
        if counts[_place_of(copy)] > 1:
            raise MisplacedError(f"Nhiều tệp cùng có bản sửa là '{copy.target}'; sửa từng tệp một.")
    return copies


def _target_of(asked: Asked, out: Path | None, *, several: bool) -> Path:
    if out is None:
        return asked.path.with_name(f"{asked.path.stem}{MARK}{_ending_of(asked.path)}")
    is_file = not several and not out.is_dir() and out.suffix.casefold() in ENDINGS
    return out if is_file else out / asked.path.relative_to(asked.base)


def _ending_of(path: Path) -> str:
    """Return how the name of a document ends; what says nothing of its kind is taken for a DOCX."""
    ending = path.suffix.casefold()
    return ending if ending in ENDINGS else ENDINGS[0]


def _place_of(copy: Copy) -> str:
    """Return where a copy goes on any disk, also on one that takes 'A' for 'a'."""
    return os.path.abspath(copy.target).casefold()  # noqa: PTH100 - of no link


def _is_same(source: Path, target: Path) -> bool:
    try:
        return target.samefile(source)
    except OSError:
        return False


def write_copy(copy: Copy, data: bytes, *, overwrite: bool) -> str:
    """Write a copy; return why that was not possible, or nothing."""
    try:
        if not os.path.lexists(copy.target):
            with creating_file(copy.target, data) as put:
                put()
            return ""
        return _replace_copy(copy.target, data, overwrite=overwrite)
    except ChangedError as error:
        return f"không ghi được '{copy.target}': {error.how}"
    except OSError as error:
        return f"không ghi được '{copy.target}': {reason_of(error)}"


def _replace_copy(target: Path, data: bytes, *, overwrite: bool) -> str:
    """Put a copy in the place of an older one, if that is asked for or both are the same."""
    if target.is_dir():
        return f"'{target}' là thư mục, không phải tệp"
    old = read_plain(target, MOST_FILE)
    if old is None:
        return f"'{target}' là liên kết hoặc không phải tệp thường"
    if old == data:
        return ""
    if not overwrite:
        return f"đã có '{target}'; đổi tên tệp ấy, hoặc thêm {OVERWRITE} để thay"
    with replacing_file(target, data, old) as put:
        put()
    return ""
