"""Documents that were given out, with what they printed."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.submission import Correction
from baocao.model.unit import Unit
from baocao.vietnamese.dates import short_date

ABSENT: Final = "khong_co"
"""What stands for something that is not written, in records and in corrections."""


class Issued(NamedTuple):
    """The record of a document that was given out.

    `files` are the hashes of what was given out, `sources` those of what it was made from, by path;
    `printed` are the hashes of what it says, by unit and key ('chi_tieu/tthc.rut'), where ABSENT stands for
    what was not there. `notation` is what follows the number: '/BC-UBND'. `previous` are the digests of the
    records that it follows upon in its unit's chain, by name.
    """

    unit: str
    period: str
    directive: str
    product: str
    kind: str
    number: int
    notation: str
    day: date
    program: str
    files: Mapping[str, str]
    sources: Mapping[str, str]
    printed: Mapping[str, Mapping[str, str]]
    at: Place
    previous: Mapping[str, str] = MappingProxyType({})

    @property
    def symbol(self) -> str:
        """Number and notation: '189/BC-UBND'."""
        return f"{self.number:02}{self.notation}"

    @property
    def reference(self) -> str:
        """What the document is called: 'Báo cáo số 189/BC-UBND ngày 18/11/2025'."""
        return f"{self.kind} số {self.symbol} ngày {short_date(self.day)}"


class Noted(NamedTuple):
    """A correction that a document tells of: whose it is, and of which document that was given out."""

    unit: Unit
    period: Period
    issued: Issued
    correction: Correction
