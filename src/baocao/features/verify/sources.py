"""Sources of a document, one by one: what they were when it was given out, and what they are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from baocao.foreign.files import digest_of_file
from baocao.foreign.limits import MOST_FILE
from baocao.model.issuance import Issued
from baocao.model.workspace import SourceFile
from baocao.pipeline.manifest import Made
from baocao.source.canonical import rewriting
from baocao.source.canonical.reading import RefusedError
from baocao.source.working_files import file_content, says_the_same


class How(Enum):
    """What became of a source."""

    CHANGED = "nguồn khác lúc phát hành"
    REWRITTEN = "nguồn chỉ viết lại, nội dung không đổi"
    GONE = "nguồn không còn"
    NEW = "nguồn mới thêm"


class Change(NamedTuple):
    """A source that is not what it was."""

    name: str
    how: How


class Rebuilt(NamedTuple):
    """Files made again by name, and the hash of every source by name, nothing where it is gone.

    `contents` are the sources of which a closer look is needed.
    """

    made: Mapping[str, Made]
    hashes: Mapping[str, str]
    contents: Mapping[str, bytes]


Earlier = Callable[[str, str], bytes | None]
"""Returns what a source was when it had a hash, if anything knows it."""


def source_hashes(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the hashes of sources of a workspace by name; nothing for those that are not there."""
    return {name: _hash_or_nothing(root / name) for name in names}


def changed_contents(root: Path, issued: Iterable[Issued], hashes: Mapping[str, str]) -> dict[str, bytes]:
    """Return the contents of the sources that are there and not what records say of them."""
    changed = {
        name
        for record in issued
        for name, digest in record.sources.items()
        if hashes[name] not in {digest, ""}
    }
    return {name: file_content(root / name) for name in sorted(changed)}


def _hash_or_nothing(path: Path) -> str:
    try:
        return digest_of_file(path, MOST_FILE)
    except OSError:
        return ""


def source_changes(issued: Issued, rebuilt: Rebuilt, earlier: Earlier) -> Iterator[Change]:
    """Yield the sources that are not what they were.

    A document may be several files, each with a template of its own: their sources count together, as they
    do in the record.
    """
    made = (rebuilt.made[name] for name in issued.files if name in rebuilt.made)
    used = {name for file in made for name in file.sources}
    for name in sorted(issued.sources.keys() | used):
        was = issued.sources.get(name)
        if was is None:
            yield Change(name, How.NEW)
        elif not rebuilt.hashes[name]:
            yield Change(name, How.GONE)
        elif rebuilt.hashes[name] != was:
            yield Change(name, _how_changed(name, earlier(name, was), rebuilt.contents.get(name)))


def _how_changed(name: str, before: bytes | None, now: bytes | None) -> How:
    """Tell whether a source only says the same in another way, as far as what it was is known."""
    if before is None or now is None:
        return How.CHANGED
    same = says_the_same(before, now) or (name.endswith(".yaml") and _is_rewritten(name, before, now))
    return How.REWRITTEN if same else How.CHANGED


def _is_rewritten(name: str, before: bytes, now: bytes) -> bool:
    try:
        old, new = (side.decode().replace("\r\n", "\n") for side in (before, now))
        return rewriting.says_the_same(SourceFile(name, old, before), new)
    except (UnicodeDecodeError, RefusedError):
        return False
