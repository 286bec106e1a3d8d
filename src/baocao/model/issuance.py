"""Documents that were given out, with what they printed."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.model.acceptance import Standing
from baocao.model.kinds import NO_LABELS, Day, Kind, Text, Whole
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.shape import Key, Shape
from baocao.model.submission import MOST_ISSUED, Correction
from baocao.model.unit import Unit
from baocao.vietnamese.counts import document_number
from baocao.vietnamese.dates import iso_date, short_date

ABSENT: Final = "khong_co"
"""What stands for something that is not written, in records and in corrections."""


class Issued(NamedTuple):
    """The record of a document that was given out.

    `files` are the hashes of what was given out, `sources` those of what it was made from, by path;
    `printed` are the hashes of what it says, by unit and key ('chi_tieu/tthc.rut'), where ABSENT stands for
    what was not there. `notation` is what follows the number: '/BC-UBND'. `previous` are the digests of the
    records that it follows upon in its unit's chain, by name. `accepted` tells what is missing in it, and
    who has accepted that, when and why.
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
    accepted: Mapping[str, str] = MappingProxyType({})

    @property
    def symbol(self) -> str:
        """Number and notation: '189/BC-UBND'."""
        return f"{document_number(self.number)}{self.notation}"

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


SEAL: Final = "niem_phong"
ACCEPTED: Final = "chap_nhan_thieu"
"""What the document lacks, as somebody has accepted."""
BEFORE: Final = "ban_ghi_truoc"
"""The records that were the last of the unit's chain when this one was made."""


def accepted_texts(standing: Standing | None) -> Mapping[str, str]:
    """Return what a record says of gaps that were accepted: reason, approver, day, and what is missing."""
    if standing is None:
        return {}
    accepted, gaps = standing
    silent = ", ".join(unit for unit in accepted.silent if unit in gaps.silent)
    lacking = "; ".join(f"{unit}: {', '.join(sorted(keys))}" for unit, keys in sorted(gaps.lacking.items()))
    texts = {
        "ly_do": accepted.reason,
        "nguoi_duyet": accepted.approver,
        "ngay": iso_date(accepted.day) if accepted.day else "",
        "chua_bao_cao": silent,
        "con_thieu": lacking,
    }
    return {name: text for name, text in texts.items() if text}


class Hashes(Kind):
    """What was given out or read, each with its hash, or other texts by name."""

    absent: Mapping[str, str] = NO_LABELS


class HashesByUnit(Kind):
    """The same of every unit."""

    absent: Mapping[str, Mapping[str, str]] = {}


def _make_issued(number: int | None, day: date | None, **content: Any) -> Issued | None:
    """Return a record; its seal is looked at in the text alone (`source/seals.py`)."""
    del content["seal"]
    return None if number is None or day is None else Issued(number=number, day=day, **content)


ISSUED_HEAD: Final = (
    Key("don_vi", "unit", Text(), required=True),
    Key("ky", "period", Text(), required=True),
    Key("chi_dao", "directive", Text(), required=True),
    Key("van_ban", "product", Text(), required=True),
    Key("loai", "kind", Text(), required=True),
    Key("so", "number", Whole(1, MOST_ISSUED), required=True),
    Key("ky_hieu", "notation", Text(), required=True),
    Key("ngay", "day", Day(), required=True),
    Key("chuong_trinh", "program", Text(), required=True),
)
"""One value each."""
ISSUED_SHAPE: Final = Shape(
    _make_issued,
    (
        *ISSUED_HEAD,
        Key(ACCEPTED, "accepted", Hashes()),
        Key("tep", "files", Hashes()),
        Key("nguon", "sources", Hashes()),
        Key("da_in", "printed", HashesByUnit()),
        Key(BEFORE, "previous", Hashes()),
        Key(SEAL, "seal", Text()),
    ),
)
