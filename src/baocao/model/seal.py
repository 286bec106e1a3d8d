"""What proves that records of issued documents are as they were made: seals, chains, and what Git keeps."""

from collections.abc import Mapping
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from baocao.model.history import Commit
from baocao.model.place import Place


class Sealing(Enum):
    """What the seal of a record says: it fits, it does not, it is spoiled, or there never was one."""

    WHOLE = auto()
    BROKEN = auto()
    SPOILED = auto()
    NONE = auto()


class Given(NamedTuple):
    """The number that a record says its document was given: number, notation, day."""

    number: int
    notation: str
    day: date


class Link(NamedTuple):
    """A record as a link of its unit's chain.

    `name` is that of its file without the ending, `digest` the hash of all of it but the seal, `previous`
    the digests of the records before it by name. `stated` are unit, period, directive and product, `given`
    the number of the document, as it says them, if it says them plainly.
    """

    path: str
    unit: str
    name: str
    sealing: Sealing
    digest: str
    previous: Mapping[str, str]
    stated: tuple[str, str, str, str] | None
    data: bytes
    at: Place
    seal_at: Place
    given: Given | None = None

    @property
    def is_trusted(self) -> bool:
        """Whether what it says of the records before it counts."""
        return self.sealing is Sealing.WHOLE


class Kept(NamedTuple):
    """What Git keeps of a record: its contents as first committed, with which commit it came.

    `changed` is the last commit that altered it or took it away, if one did.
    """

    ids: frozenset[str]
    commit: Commit
    changed: Commit | None = None
