"""manifest.json and truy-vet.json of an output folder: whether they are what a build has written.

The manifest is sealed and holds the hash of the map. Whoever forges both can seal them anew; so what they
say of files that were given out is held against a rebuild, byte for byte, whatever is in it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from baocao.features.verify.verdicts import Verdict
from baocao.foreign.files import read_regular
from baocao.foreign.limits import MOST_JSON
from baocao.foreign.records import BadRecordError, parse_record
from baocao.pipeline import manifest, print_map
from baocao.pipeline.manifest import Made

_GONE = "không còn ở đó"
Remade = Callable[[], Mapping[str, Made]]
"""Makes documents again from the files as they are now."""


class Listed(NamedTuple):
    """A file that tells of the others, whether it is what a build has written, and why not."""

    name: str
    verdict: Verdict
    why: str = ""


class Proved(NamedTuple):
    """Files that were given out, lie there, and were made again.

    `remade` makes them from the sources as they are now.
    """

    files: tuple[Made, ...]
    remade: Remade

    def first_wrong(self, says: Callable[[Made], bool | None]) -> str:
        """Return the first file of which something false is said; None says nothing of it."""
        doubtful = [file for file in self.files if says(file) is False]
        # A later build of the same bytes may have had more sources, or the same in other lines.
        again = self.remade() if doubtful else {}
        return next((file.name for file in doubtful if not _is_said(again.get(file.name), says)), "")


def _is_said(file: Made | None, says: Callable[[Made], bool | None]) -> bool:
    return file is not None and says(file) is True


class _Manifest(NamedTuple):
    """manifest.json as it lies there, what it says, and whether its seal fits; None where it has none."""

    data: bytes | None
    content: Mapping[str, Any]
    seal: bool | None


def check_lists(folder: Path, proved: Proved) -> tuple[Listed, ...]:
    """Return what is to be said of both lists; nothing where there are none."""
    listed, printed = (_bytes_or_none(folder / name) for name in (manifest.NAME, print_map.NAME))
    if listed is None and printed is None:
        return ()
    content = _content_of(listed)
    seal = manifest.is_sealed(listed) if listed and content else False
    found = _Manifest(listed, content or {}, seal)
    return (_check_manifest(found, proved), _check_map(printed, found, proved))


def _check_manifest(found: _Manifest, proved: Proved) -> Listed:
    if found.data is None:
        return Listed(manifest.NAME, Verdict.UNKNOWN, _GONE)
    if found.seal is False:
        return Listed(manifest.NAME, Verdict.DIFFERENT, "đã bị sửa sau khi lập")
    entries = _entries_by_name(found.content)
    if wrong := proved.first_wrong(lambda file: _is_entry_of(entries, file)):
        return Listed(manifest.NAME, Verdict.DIFFERENT, f"ghi về {wrong} không đúng với văn bản")
    if found.seal is None:
        return Listed(manifest.NAME, Verdict.UNKNOWN, "do phiên bản trước lập, chưa niêm phong")
    return Listed(manifest.NAME, Verdict.SAME)


def _check_map(data: bytes | None, found: _Manifest, proved: Proved) -> Listed:
    if data is None:
        return Listed(print_map.NAME, Verdict.UNKNOWN, _GONE)
    told = found.content.get(manifest.BESIDE)
    digest = told.get(print_map.NAME) if isinstance(told, dict) else None
    if found.seal and digest != sha256(data).hexdigest():
        return Listed(print_map.NAME, Verdict.DIFFERENT, f"không phải là bản mà {manifest.NAME} ghi")
    lines = {line.removesuffix(b",") for line in data.split(b"\n")}
    if wrong := proved.first_wrong(lambda file: _is_mapped(lines, data, file)):
        return Listed(print_map.NAME, Verdict.DIFFERENT, f"ghi về {wrong} không đúng với văn bản")
    if not found.seal:
        return Listed(print_map.NAME, Verdict.UNKNOWN, f"{manifest.NAME} không làm chứng được")
    return Listed(print_map.NAME, Verdict.SAME)


def _is_entry_of(entries: Mapping[str, Any], file: Made) -> bool | None:
    return entries[file.name] == manifest.manifest_entry(file) if file.name in entries else None


def _is_mapped(lines: Iterable[bytes], data: bytes, file: Made) -> bool | None:
    """Tell whether the map has of a file what a rebuild has; None where it has nothing of it."""
    if json.dumps(file.name, ensure_ascii=False).encode() not in data:
        return None
    return print_map.entry_line(file.name, file.printed).encode("utf-8", "backslashreplace") in lines


def _entries_by_name(content: Mapping[str, Any]) -> dict[str, Any]:
    listed = content.get("van_ban")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return {str(entry.get("tep")): entry for entry in entries}


def _content_of(data: bytes | None) -> Mapping[str, Any] | None:
    try:
        return parse_record(data) if data is not None else None
    except BadRecordError:
        return None


def _bytes_or_none(path: Path) -> bytes | None:
    """Return what a file holds, None if there is none; what cannot be read says nothing true."""
    try:
        return read_regular(path, MOST_JSON)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return b""
