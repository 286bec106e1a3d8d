"""out/<kỳ>/manifest.json: every file with what it is and the hashes of all that it was made from."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao import __version__
from baocao.foreign.files import is_regular
from baocao.foreign.records import BadRecordError, Fault, is_file_name, read_record

NAME: Final = "manifest.json"
VERSION: Final = 1


class Made(NamedTuple):
    """A file of a build: its bytes, its document, and the sha256 of every source by path.

    `printed` is its entry in the map of printed figures, `notation` what follows its number: '/BC-UBND'.
    """

    name: str
    data: bytes
    kind: str
    unit: str
    directive: str
    product: str
    draft: bool
    sources: Mapping[str, str]
    printed: str = ""
    notation: str = ""


def manifest_entry(made: Made) -> dict[str, Any]:
    """Return the manifest's entry for a file."""
    return {
        "tep": made.name,
        "loai": made.kind,
        "don_vi": made.unit,
        "chi_dao": made.directive,
        "san_pham": made.product,
        "du_thao": made.draft,
        "kich_thuoc": len(made.data),
        "sha256": sha256(made.data).hexdigest(),
        "nguon": sorted(made.sources),
    }


def manifest_bytes(period: str, entries: Iterable[Mapping[str, Any]], sources: Mapping[str, str]) -> bytes:
    """Return manifest.json; each file names its sources, whose hashes stand once for all files."""
    ordered = sorted(entries, key=lambda file_entry: str(file_entry["tep"]))
    used = {name for file_entry in ordered for name in file_entry["nguon"]}
    content = {
        "phien_ban": VERSION,
        "chuong_trinh": f"baocao {__version__}",
        "ky": period,
        "van_ban": ordered,
        "nguon": {name: sources[name] for name in sorted(used) if name in sources},
    }
    # A name that is no UTF-8 cannot be encoded: it is escaped, rather than losing the list of all files.
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


class Earlier(NamedTuple):
    """An earlier build: files that are still there, hashes of their sources, what is wrong in its list."""

    entries: list[dict[str, Any]]
    sources: dict[str, str]
    fault: Fault | None = None


def earlier_build(folder: Path, name: str = NAME) -> Earlier:
    """Return what is usable of the manifest of an earlier build; anybody may have edited it.

    Only the list of files is taken from it, so that a narrowed build can leave the others alone.
    """
    try:
        content = read_record(folder / name)
    except BadRecordError as error:
        return Earlier([], {}, error.fault)
    if content is None:
        return Earlier([], {})
    listed, hashes = content.get("van_ban"), content.get("nguon")
    if not isinstance(listed, list) or not isinstance(hashes, dict):
        return Earlier([], {}, Fault("thiếu 'van_ban' hoặc 'nguon'"))
    good: dict[str, dict[str, Any]] = {}
    for entry_read in filter(_is_entry, listed):
        good.setdefault(entry_read["tep"], entry_read)
    sources = {key: value for key, value in hashes.items() if isinstance(value, str)}
    bad = len(listed) - len(good) + len(hashes) - len(sources)
    # What was deleted since is not listed again, as if it were still given.
    there = [entry_read for name, entry_read in good.items() if is_regular(folder / name)]
    return Earlier(there, sources, Fault(f"{bad} mục có nội dung sai") if bad else None)


def _is_entry(candidate: object) -> bool:
    """Tell whether an entry names a file and its sources, and holds nothing that a manifest does not."""
    if not isinstance(candidate, dict) or not is_file_name(candidate.get("tep")):
        return False
    sources = candidate.get("nguon")
    values = (value for key, value in candidate.items() if key != "nguon")
    return (
        isinstance(sources, list)
        and all(isinstance(source, str) for source in sources)
        and all(isinstance(value, str | bool | int) for value in values)
    )
