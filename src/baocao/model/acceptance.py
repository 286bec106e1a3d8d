"""Gaps with which an official document is made all the same: which they are, why, who says so, and when."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from baocao.model.kinds import Day, PeriodName, Text, Texts
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.shape import Key, Records, Shape


class Lacking(NamedTuple):
    """What a report lacks, by the keys of content: 'chi_tieu/tthc.rut', 'nhiem_vu/6', 'noi_dung/I.1'."""

    unit: str
    keys: tuple[str, ...]


class Accepted(NamedTuple):
    """What a consolidated document of one directive and period may lack, for which reason.

    `silent` are the units whose reports have not come, `lacking` what the others lack. `approver` and `day`
    say who has accepted it, and when. It stands `at` its key in the file of the issuer.
    """

    period: Period | None
    reason: str
    approver: str
    day: date | None
    silent: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    at: Place

    @property
    def is_whole(self) -> bool:
        """Whether reason, approver, day and period are there, without which it accepts nothing."""
        return bool(self.period and self.reason.strip() and self.approver.strip() and self.day)

    @property
    def gaps(self) -> "Gaps":
        """What it accepts as missing."""
        return Gaps(frozenset(self.silent), {each.unit: frozenset(each.keys) for each in self.lacking})


class Gaps(NamedTuple):
    """Units whose reports have not come, and by unit the keys of what the other reports lack."""

    silent: frozenset[str] = frozenset()
    lacking: Mapping[str, frozenset[str]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is missing."""
        return not self.silent and not any(self.lacking.values())

    def has_key(self, unit: str, key: str) -> bool:
        """Tell whether it holds one piece of one report; of a unit that is silent the key is empty."""
        return key in self.lacking.get(unit, frozenset()) if key else unit in self.silent

    def common_with(self, other: "Gaps") -> "Gaps":
        """Return what both have."""
        both = {unit: keys & other.lacking.get(unit, frozenset()) for unit, keys in self.lacking.items()}
        return Gaps(self.silent & other.silent, {unit: keys for unit, keys in both.items() if keys})


class Standing(NamedTuple):
    """A record of accepted gaps, and those of them that are there still."""

    accepted: Accepted
    gaps: Gaps


LACKING_SHAPE: Final = Shape(
    Lacking,
    (
        Key("don_vi", "unit", Text(), "Mã đơn vị", required=True),
        Key(
            "thieu",
            "keys",
            Texts(),
            "Những gì còn thiếu",
            "Như chi_tieu/tthc.rut, nhiem_vu/6, noi_dung/I.1.",
            required=True,
            row="những gì báo cáo ấy còn thiếu: `chi_tieu/tthc.rut`, `nhiem_vu/6`, `noi_dung/I.1`",
        ),
    ),
    lenient=True,
)


def _make_accepted(lacking: tuple[Lacking | None, ...], **content: Any) -> Accepted:
    return Accepted(lacking=tuple(filter(None, lacking)), **content)


ACCEPTED_SHAPE: Final = Shape(
    _make_accepted,
    (
        Key("ky", "period", PeriodName(), "Kỳ báo cáo", "Trùng với kỳ của tệp.", required=True),
        Key("ly_do", "reason", Text(), "Vì sao chấp nhận", required=True),
        Key("nguoi_duyet", "approver", Text(), "Người duyệt", "Họ tên, chức vụ.", required=True),
        Key("ngay", "day", Day(), "Ngày duyệt", required=True),
        Key("chua_bao_cao", "silent", Texts(), "Đơn vị chưa báo cáo"),
        Key(
            "con_thieu",
            "lacking",
            Records(lambda: LACKING_SHAPE),
            "Báo cáo còn thiếu nội dung",
            row=(
                "báo cáo đã có mà còn thiếu: `don_vi`, `thieu` "
                "(`chi_tieu/tthc.rut`, `nhiem_vu/6`, `noi_dung/I.1`)"
            ),
        ),
    ),
    definition="chap_nhan_thieu",
    lenient=True,
)
"""`chap_nhan_thieu` of a report, by directive; `build` and `issue` write it (`source/accepting.py`)."""
