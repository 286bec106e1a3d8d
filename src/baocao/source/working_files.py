"""Files of the working tree against what a commit has, found out without Git.

Git would put each file through the filters that a repository names, which are commands of whoever made it.
Line ends are no difference here, as a repository may ask for others in the working tree.
"""

import hashlib
import os
import stat
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from baocao.source.files import LIMIT_MB

_MOST_BYTES: Final = LIMIT_MB * 1_000_000
_DEEPEST: Final = 16
"""So often the lines between two known ones are looked through again; the rest is new."""

Stretch = tuple[int, int, int, int]
"""Lines from and to, before and now, counted from 0."""


def file_content(path: Path) -> bytes:
    """Return what a file holds, at most a byte beyond the limit; nothing if it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            return b""
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except (OSError, ValueError):
        return b""


def kept_content(path: Path) -> bytes:
    """Return what Git would keep of a file, filters aside: of a link where it leads."""
    try:
        return os.fsencode(path.readlink())
    except (OSError, ValueError):
        return file_content(path)


def blob_id(data: bytes, kind: str) -> str:
    """Return the id that Git gives to a content as it is, by the kind of ids, 'sha1' or 'sha256'."""
    digest = hashlib.sha256() if kind == "sha256" else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest()


def source_blob(data: bytes) -> str:
    """Return the id of a source in Git, with the line ends that Git keeps of texts."""
    return blob_id(_unix_ends(data), "sha1")


def says_the_same(first: bytes, second: bytes) -> bool:
    """Tell whether two contents differ in nothing but line ends."""
    return _unix_ends(first) == _unix_ends(second)


def earlier_lines(old: bytes, new: bytes) -> dict[int, int]:
    """Return for lines of `new` which line of `old` they were, counted from 1; others are new.

    Lines that are the same at both ends of a stretch correspond; between them those that occur once on both
    sides do, as long as they kept their order, and part the stretch into shorter ones (patience diff).
    """
    before, now = _lines_of_bytes(old), _lines_of_bytes(new)
    origins: dict[int, int] = {}
    stretches: list[Stretch] = [(0, len(before), 0, len(now))]
    for _ in range(_DEEPEST):
        stretches = [
            part
            for stretch in stretches
            for part in _parted_stretches(
                _narrowed_stretch(stretch, before, now, origins), before, now, origins
            )
        ]
    return origins


def line_count(data: bytes) -> int:
    """Return how many lines a content has; what follows the last line end is one if it is anything."""
    return data.count(b"\n") + (not data.endswith(b"\n") and bool(data))


def _unix_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _lines_of_bytes(data: bytes) -> list[bytes]:
    lines = _unix_ends(data).split(b"\n")
    return lines if lines[-1] else lines[:-1]


def _narrowed_stretch(
    stretch: Stretch, before: Sequence[bytes], now: Sequence[bytes], origins: dict[int, int]
) -> Stretch:
    """Return a stretch without the lines that are the same at its ends, which are noted."""
    start, end, first, last = stretch
    while start < end and first < last and before[start] == now[first]:
        start, first = start + 1, first + 1
        origins[first] = start
    while start < end and first < last and before[end - 1] == now[last - 1]:
        origins[last] = end
        end, last = end - 1, last - 1
    return start, end, first, last


def _parted_stretches(
    stretch: Stretch, before: Sequence[bytes], now: Sequence[bytes], origins: dict[int, int]
) -> Iterator[Stretch]:
    """Yield the stretches between the lines that occur once on both sides; those are noted."""
    start, end, first, last = stretch
    if start == end or first == last:
        return
    pairs = _rising_pairs(list(_unique_lines(before, now, stretch)))
    for line, was in pairs:
        origins[line + 1] = was + 1
        yield start, was, first, line
        start, first = was + 1, line + 1
    if pairs:
        yield start, end, first, last


def _unique_lines(
    before: Sequence[bytes], now: Sequence[bytes], stretch: Stretch
) -> Iterator[tuple[int, int]]:
    """Yield the lines that occur once on both sides, by where they are now, with where they were."""
    start, end, first, last = stretch
    was, counts = Counter(before[start:end]), Counter(now[first:last])
    places = {before[line]: line for line in range(start, end)}
    for line in range(first, last):
        if counts[now[line]] == was[now[line]] == 1:
            yield line, places[now[line]]


def _rising_pairs(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return most of the pairs, such that their second numbers rise as their first ones do."""
    # Patience sorting: `lasts` are the smallest last numbers of rising runs of each length.
    lasts: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, was) in enumerate(pairs):
        length = bisect_left(lasts, was)
        lasts[length : length + 1] = [was]
        ends[length : length + 1] = [index]
        previous.append(ends[length - 1] if length else -1)
    chosen: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = previous[index]
    return chosen[::-1]
