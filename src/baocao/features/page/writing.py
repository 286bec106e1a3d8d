"""Pages are put in place so that the one above never leads to one that is not there; old ones go."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.disk.ownership import has_traces
from baocao.disk.writing import remove_empty, remove_file
from baocao.features.page.parting import is_part_file
from baocao.features.page.records import FOLDER, INDEX
from baocao.model.diagnostic import Diagnostic
from baocao.pipeline import manifest
from baocao.pipeline.guarding import unwritable_problem
from baocao.pipeline.manifest import Made
from baocao.pipeline.output import Output

LIST: Final = "danh-sach.json"
"""Names the pages in the folder, so that those which an earlier call left there are known as ours."""
_KIND: Final = "trang"

Entries = Mapping[str, Mapping[str, Any]]


class Pages(NamedTuple):
    """The page of a period, and those of its parts by the names of their files."""

    above: bytes
    parts: Mapping[str, bytes] = MappingProxyType({})

    @property
    def size(self) -> int:
        """The bytes of them all."""
        return len(self.above) + sum(map(len, self.parts.values()))

    @property
    def largest(self) -> int:
        """The bytes of the largest of them."""
        return max(map(len, (self.above, *self.parts.values())))


def write_pages(folder: Path, period: str, pages: Pages) -> tuple[Diagnostic, ...]:
    """Put the pages of a period in place; return what kept any of them from it.

    First come the pages of parts, then the one that leads to them, and only then those go to which the one
    of before led. Killed at whatever moment, the next call finds by the list what is ours to remove.
    """
    inside = folder / FOLDER
    if _is_strange(inside):
        if pages.parts:
            return (unwritable_problem(inside, OSError(errno.ENOTDIR, _STRANGE)),)
        before: Entries = {}
    else:
        before = dict(_pages_of_before(inside))
    made = {name: _entry_of(name, data) for name, data in pages.parts.items()}
    stale = sorted(before.keys() - made.keys())
    if pages.parts:
        files = {**pages.parts, LIST: _list_bytes(period, {**before, **made})}
        if problems := Output(inside).replace_files(files, LIST, ()).problems:
            return problems
    if problems := Output(folder).replace_alone(INDEX, pages.above).problems:
        return problems
    if stale or (not pages.parts and _is_ours(inside)):
        listed = {LIST: _list_bytes(period, made)}
        if problems := Output(inside).replace_files(listed, LIST, stale).problems:
            return problems
        if not pages.parts:
            _remove_folder(inside)
    return ()


_STRANGE: Final = "là liên kết hoặc tệp, không phải thư mục của baocao"


def _is_strange(inside: Path) -> bool:
    """Tell whether something stands in the place of the folder that is none; a link leads anywhere."""
    return inside.is_symlink() or (inside.exists() and not inside.is_dir())


def _is_ours(inside: Path) -> bool:
    """Tell whether a call before has written into the folder, be it that it was killed."""
    return not _is_strange(inside) and ((inside / LIST).is_file() or has_traces(inside))


def _pages_of_before(inside: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the pages that an earlier call has listed, or a killed one left, and that are still there."""
    listed = {str(entry["tep"]): entry for entry in manifest.earlier_build(inside, LIST).entries}
    for name in sorted(listed.keys() | Output(inside).interrupted_names()):
        if is_part_file(name) and (inside / name).is_file():
            yield name, listed.get(name) or _entry_of(name, b"")


def _entry_of(name: str, data: bytes) -> Mapping[str, Any]:
    return manifest.manifest_entry(
        Made(name, data, _KIND, unit="", directive="", product=_KIND, draft=False, sources={})
    )


def _list_bytes(period: str, entries: Entries) -> bytes:
    return manifest.manifest_bytes(period, entries.values(), {})


def _remove_folder(inside: Path) -> None:
    """Remove the list and the folder once no page is left in it; what others put there stays."""
    with suppress(OSError):  # an empty list does no harm
        remove_file(inside / LIST)
        remove_empty([inside])
