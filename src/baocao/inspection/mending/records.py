"""What mending did, and what it left alone."""

from typing import NamedTuple

from baocao.inspection.inspect import Inspection


class Change(NamedTuple):
    """One place that was changed: by which rule, in which part, its first words, what it was and is now.

    `node` is which w:p of the main part the place is, counted before anything was changed; -1 for none.
    `reworded` tells that characters are others now, not only how they look.
    """

    rule: str
    part: str
    text: str
    before: str
    after: str
    node: int = -1
    reworded: bool = False


class Left(NamedTuple):
    """One place that was left as it was although a rule finds fault with it, and why."""

    rule: str
    part: str
    text: str
    reason: str
    node: int = -1


class Mended(NamedTuple):
    """The corrected copy, all that was changed in it, what was not, and what inspections say of both.

    Where nothing was changed, `data` are the bytes that were given; `refused` tells why nothing may be.
    """

    data: bytes
    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    before: Inspection
    after: Inspection
    refused: str = ""
