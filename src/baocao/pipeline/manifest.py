"""out/<kỳ>/manifest.json: every file with what it is and the hashes of all that it was made from."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao import __version__
from baocao.foreign.files import is_regular
from baocao.foreign.records import BadRecordError, Fault, is_file_name, parse_record, record_bytes
from baocao.model.acceptance import Standing
from baocao.model.issuance import SEAL
from baocao.vietnamese.dates import iso_date

NAME: Final = "manifest.json"
VERSION: Final = 1
ACCEPTED: Final = "chap_nhan_thieu"
"""What an official document lacks, as somebody has accepted."""
MOMENT: Final = "luc"
"""As of when a letter tells who has reported."""
PRINTED_FROM: Final = "in_tu"
"""The hash of the Word file of which a PDF is the print."""
BESIDE: Final = "kem_theo"
"""The hashes of files that tell of the documents, as the map for `trace` does."""
_END: Final = b"\n}"
_SEAL_START: Final = f',\n "{SEAL}": "sha256:'.encode()
_SEAL_END: Final = b'"\n}\n'


class Made(NamedTuple):
    """A file of a build: its bytes, its document, and the sha256 of every source by path.

    `printed` is its entry in the map of printed figures, `notation` what follows its number: '/BC-UBND'.
    `accepted` is what it lacks, as somebody has accepted, `moment` as of when it tells who has reported.
    A PDF is `printed_from` a Word file of this sha256.
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
    accepted: Standing | None = None
    moment: str = ""
    printed_from: str = ""


def manifest_entry(made: Made) -> dict[str, Any]:
    """Return the manifest's entry for a file."""
    told: dict[str, Any] = {ACCEPTED: accepted_data(made.accepted)} if made.accepted else {}
    told |= {MOMENT: made.moment} if made.moment else {}
    told |= {PRINTED_FROM: made.printed_from} if made.printed_from else {}
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
        **told,
    }


def document_key(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return of which document the file of an entry is: directive, product and issuer."""
    return str(entry.get("chi_dao")), str(entry.get("san_pham")), str(entry.get("don_vi"))


def accepted_data(standing: Standing) -> dict[str, Any]:
    """Return what a document lacks: who has accepted it, when and why, and what is missing."""
    accepted, gaps = standing
    return {
        "ly_do": accepted.reason,
        "nguoi_duyet": accepted.approver,
        "ngay": iso_date(accepted.day) if accepted.day else "",
        "chua_bao_cao": [unit for unit in accepted.silent if unit in gaps.silent],
        "con_thieu": {unit: sorted(keys) for unit, keys in sorted(gaps.lacking.items())},
    }


def manifest_bytes(
    period: str,
    entries: Iterable[Mapping[str, Any]],
    sources: Mapping[str, str],
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """Return manifest.json, sealed; each file names its sources, whose hashes stand once for all files.

    `beside` are files that tell of the documents, too, and are documents themselves of nothing.
    """
    ordered = sorted(entries, key=lambda file_entry: str(file_entry["tep"]))
    used = {name for file_entry in ordered for name in file_entry["nguon"]}
    content = {
        "phien_ban": VERSION,
        "chuong_trinh": f"baocao {__version__}",
        "ky": period,
        "van_ban": ordered,
        "nguon": {name: sources[name] for name in sorted(used) if name in sources},
        BESIDE: {name: sha256(data).hexdigest() for name, data in sorted(beside.items())},
    }
    # A name that is no UTF-8 cannot be encoded: it is escaped, rather than losing the list of all files.
    return _sealed_bytes(
        json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    )


def _sealed_bytes(content: bytes) -> bytes:
    """Return an object with a last entry that holds the hash of all that stands before it."""
    body = content.removesuffix(_END)
    return b"".join((body, _SEAL_START, sha256(body).hexdigest().encode(), _SEAL_END))


def is_sealed(data: bytes) -> bool | None:
    """Tell whether a manifest is to the letter what a build has written; None where it has no seal."""
    body, start, seal = data.rpartition(_SEAL_START)
    if start and seal == sha256(body).hexdigest().encode() + _SEAL_END:
        return True
    return False if SEAL.encode() in data else None


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
        data = record_bytes(folder / name)
        if data is None:
            return Earlier([], {})
        content, edited = parse_record(data), is_sealed(data) is False
    except BadRecordError as error:
        return Earlier([], {}, error.fault)
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
    reason = f"{bad} mục có nội dung sai" if bad else "nội dung bị sửa sau khi lập" if edited else ""
    return Earlier(there, sources, Fault(reason) if reason else None)


def _is_entry(candidate: object) -> bool:
    """Tell whether an entry names a file and its sources, and holds nothing that a manifest does not."""
    if not isinstance(candidate, dict) or not is_file_name(candidate.get("tep")):
        return False
    sources = candidate.get("nguon")
    values = (value for key, value in candidate.items() if key not in {"nguon", ACCEPTED})
    return (
        isinstance(sources, list)
        and all(isinstance(source, str) for source in sources)
        and all(isinstance(value, str | bool | int) for value in values)
        and isinstance(candidate.get(ACCEPTED, {}), dict)
    )
