"""out/<kỳ>/manifest.json: every file with what it is and the hashes of all that it was made from."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao import __version__
from baocao.build.output import is_plain

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


def entry(made: Made) -> dict[str, Any]:
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


def manifest(period: str, entries: Iterable[Mapping[str, Any]], sources: Mapping[str, str]) -> bytes:
    """Return manifest.json; each file names its sources, whose hashes stand once for all files."""
    ordered = sorted(entries, key=lambda found: str(found["tep"]))
    used = {name for found in ordered for name in found["nguon"]}
    content = {
        "phien_ban": VERSION,
        "chuong_trinh": f"baocao {__version__}",
        "ky": period,
        "van_ban": ordered,
        "nguon": {name: sources[name] for name in sorted(used) if name in sources},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def read_manifest(folder: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return entries and hashes of sources of an earlier build; nothing if there is none.

    Only the list of files is taken from it, so that a narrowed build can leave the others alone.
    """
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        entries = [found for found in content["van_ban"] if _is_there(folder, found["tep"])]
        return entries, dict(content["nguon"])
    except (OSError, ValueError, KeyError, TypeError):
        return [], {}


def _is_there(folder: Path, name: str) -> bool:
    """Tell whether a file is in the folder itself; anybody may have edited the manifest."""
    return is_plain(name) and (folder / name).is_file()
