"""View 'Văn bản': the files of the build beside the page, and the documents that were given out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from baocao.features.page.records import Gathered, View
from baocao.features.page.rendering import render_view
from baocao.foreign.files import digest_of_file
from baocao.foreign.limits import MOST_FILE
from baocao.model.issuance import Issued
from baocao.pipeline.keeping import given_out
from baocao.pipeline.manifest import ACCEPTED
from baocao.report.outline import Outline
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import measured_text
from baocao.vietnamese.text import first_few

ROUTE: Final = "van-ban"
MOST_NAMED: Final = 3
"""How many sources are named that are not what they were; the others are counted."""
_UP: Final = "../"
"""How a page of a part gets to the folder of the documents."""

Entry = Mapping[str, Any]


class FileRow(NamedTuple):
    """A file of the build: its address, whose and what it is, and what became of what it was made of."""

    name: str
    address: str
    kind: str
    made_for: str
    issuer: str
    standing: str
    size: str
    is_current: bool
    since: str
    unit: str


class IssuedRow(NamedTuple):
    """A document that was given out: what it is called, whose it is, and its files with their state."""

    reference: str
    made_for: str
    issuer: str
    files: tuple[tuple[str, str, str], ...]
    unit: str


class Build(NamedTuple):
    """The files of a build as they lie there: entries, hashes of sources then and now, what is wrong."""

    entries: tuple[Entry, ...]
    then: Mapping[str, str]
    now: Mapping[str, str]
    fault: str = ""

    def changed_sources(self, entry: Entry) -> list[str]:
        """Return the sources of a file that are not what they were when it was made."""
        return [name for name in entry["nguon"] if self.now.get(name) != self.then.get(name)]


def files_view(gathered: Gathered, _: Sequence[Outline]) -> View:
    """Return the view of documents; on a page of a part, of those of its units."""
    build = read_build(gathered)
    names = given_out(gathered.workspace)
    rows = [
        _file_row(gathered, build, entry, is_issued=str(entry["tep"]) in names) for entry in build.entries
    ]
    issued = [each for each in gathered.workspace.issued if gathered.is_here(each.unit)]
    html = render_view(
        "files",
        period=gathered.period.id,
        fault=build.fault,
        rows=rows,
        changed=count_text(sum(not row.is_current for row in rows)),
        late=_late_reports(gathered, build),
        issued=[_issued_row(gathered, each) for each in issued],
    )
    return View(ROUTE, "Văn bản", html)


def read_build(gathered: Gathered) -> Build:
    """Return what lies in the folder of the build."""
    earlier = gathered.build
    shown = (entry for entry in earlier.entries if gathered.is_here(str(entry.get("don_vi"))))
    entries = tuple(sorted(shown, key=_reading_order(gathered)))
    # What was read for the page need not be read again.
    known = gathered.loaded.files
    root = gathered.definitions.config.root
    names = {name for entry in entries for name in entry["nguon"]}
    now = {name: known[name].sha256 if name in known else _digest(root / name) for name in sorted(names)}
    return Build(entries, earlier.sources, now, earlier.fault.reason if earlier.fault else "")


def _reading_order(gathered: Gathered) -> Callable[[Entry], tuple[bool, int, str]]:
    """Return what puts first what is made of many reports, then the units in registry order."""
    reporters = {unit.id for made in gathered.consolidations.values() for unit in made.expected.units}
    places = {name: place for place, name in enumerate(gathered.definitions.registry.units)}

    def order_of(entry: Entry) -> tuple[bool, int, str]:
        unit = str(entry.get("don_vi"))
        return unit in reporters, places.get(unit, len(places)), str(entry["tep"])

    return order_of


def _digest(path: Path) -> str:
    """Return the hash of a file; nothing where none can be read."""
    try:
        return digest_of_file(path, MOST_FILE)
    except (OSError, ValueError):
        return ""


def _late_reports(gathered: Gathered, build: Build) -> str:
    """Return which reports have come since: no document of the build was made of them."""
    if not build.entries or gathered.part:
        return ""
    here = [each.at.file for each in gathered.workspace.submissions.values() if not each.draft]
    return first_few([name for name in here if name not in build.then], MOST_NAMED, "tệp")


def _file_row(gathered: Gathered, build: Build, entry: Entry, *, is_issued: bool) -> FileRow:
    name, changed = str(entry["tep"]), build.changed_sources(entry)
    edited = _digest(gathered.folder / name) != entry.get("sha256")
    return FileRow(
        name,
        _address(gathered, name),
        str(entry.get("loai", "")),
        made_for=f"{entry.get('chi_dao', '')}/{entry.get('san_pham', '')}",
        issuer=_unit_name(gathered, str(entry.get("don_vi", ""))),
        standing=_standing(entry, is_issued=is_issued),
        size=_size_words(gathered.folder / name),
        is_current=not (changed or edited),
        since="; ".join(_since_words(changed, edited=edited)),
        unit=str(entry.get("don_vi", "")),
    )


def _size_words(path: Path) -> str:
    """Return how large the file is that lies there; the list may have been edited."""
    try:
        return f"{measured_text(path.stat().st_size / 1000, 0)} KB"
    except OSError:
        return ""


def _standing(entry: Entry, *, is_issued: bool) -> str:
    """Return whether a file is a draft, official or given out, and whether it lacks something."""
    standing = "Dự thảo" if entry.get("du_thao") else "Đã phát hành" if is_issued else "Bản chính thức"
    return f"{standing}, chấp nhận còn thiếu" if entry.get(ACCEPTED) else standing


def _since_words(changed: Sequence[str], *, edited: bool) -> Iterator[str]:
    if edited:
        yield "tệp đã bị sửa sau khi lập"
    if changed:
        yield f"nguồn đã đổi: {first_few(changed, MOST_NAMED, 'tệp')}"
    elif not edited:
        yield "nguồn không đổi"


def _issued_row(gathered: Gathered, issued: Issued) -> IssuedRow:
    files = (
        (name, _address(gathered, name), _kept_words(gathered.folder / name, digest))
        for name, digest in sorted(issued.files.items())
    )
    made_for = f"{issued.directive}/{issued.product}"
    return IssuedRow(
        issued.reference, made_for, _unit_name(gathered, issued.unit), tuple(files), issued.unit
    )


def _kept_words(path: Path, digest: str) -> str:
    """Return whether what was given out still lies there."""
    found = _digest(path)
    if not found:
        return "không có trong thư mục này"
    return "còn nguyên" if found == digest else "không phải bản đã phát hành"


def _unit_name(gathered: Gathered, unit: str) -> str:
    known = gathered.definitions.registry.units
    return known[unit].name if unit in known else unit


def _address(gathered: Gathered, name: str) -> str:
    """Return the address of a file beside the page: whatever its name is, it leads nowhere else."""
    return f"{_UP if gathered.part else ''}{quote(name, safe='', errors='surrogatepass')}"
