"""Figures of a synthetic province as they come month after month: SỐ LIỆU GIẢ LẬP.

The generator in examples/ makes figures that agree with each other; here they also go on from month to
month as real ones do. Files come in by chance, so that sums grow unevenly; campaigns triple a month;
what is a state stays for months, or is not counted anew; percentages move by points or stay at a hundred.
"""

import math
import random
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

Numbers = dict[str, float]
"""The figures of one unit in one month; percentages are those below that name decimals."""

CAMPAIGN: Final = 0.03
"""The share of months in which a commune takes in two or three times as much as usual."""
NOT_COUNTED: Final = 0.01
"""The share of months in which a commune repeats a state that it has not counted anew."""


class Habits(NamedTuple):
    """What is a commune's own, month after month."""

    received: float
    online: float
    settled: float
    withdrawn: float
    late: float
    part: float
    part_online: float
    full_online: float
    learners: float
    themes: float
    certified: float


def habits_of(people: int, chance: random.Random) -> Habits:
    """Return what is usual in a commune of so many people."""
    return Habits(
        received=people * 0.05 * chance.lognormvariate(0, 0.35),
        online=chance.uniform(0.6, 0.97),
        settled=chance.uniform(0.9, 0.985),
        withdrawn=chance.uniform(0, 0.01),
        late=chance.choice((0, 0, chance.uniform(0, 0.01))),
        part=chance.uniform(0.4, 0.8),
        part_online=chance.uniform(0.6, 0.98),
        full_online=chance.uniform(0.9, 1),
        learners=people * chance.uniform(0.01, 0.06),
        themes=chance.uniform(2.5, 4),
        certified=chance.uniform(0.5, 0.9),
    )


def monthly_figures(people: int, months: int, weather: list[float], seed: str) -> Iterator[Numbers]:
    """Yield the figures of a commune for each month; `weather` is what a month is like in all of them."""
    chance = random.Random(seed)
    habits = habits_of(people, chance)
    lasting = states_of(people, chance)
    sums: Numbers = dict.fromkeys((*_FILES, *_SERVICES, *_GROWING), 0)
    learned: Numbers = {}
    opened = 0
    for month in range(months):
        opened = _add_files(sums, habits, opened, weather[month], chance)
        _add_growing(sums, chance)
        if not learned or chance.random() >= NOT_COUNTED:
            learned = _learners(learned, habits, chance)
        lasting = moved_states(lasting, chance)
        overdue = min(opened, count_near(opened * 0.02, chance)) if habits.late else 0
        yield {
            **sums,
            **learned,
            **lasting,
            **_percentages(lasting, chance),
            "chi_dao.quyet_dinh": count_near(3, chance),
            "tthc.dang_giai_quyet": opened,
            "tthc.dang_qua_han": overdue,
            "tthc.dang_trong_han": opened - overdue,
            "ocop.tong": sums["ocop.ba_sao"] + sums["ocop.bon_sao"],
        }


_FILES: Final = (
    "tthc.tiep_nhan",
    "tthc.truc_tuyen",
    "tthc.truc_tiep",
    "tthc.da_giai_quyet",
    "tthc.dung_han",
    "tthc.qua_han",
    "tthc.rut",
)
_SERVICES: Final = tuple(
    f"dvctt.{kind}_{part}"
    for kind in ("mot_phan", "toan_trinh")
    for part in ("ho_so", "truc_tuyen", "tai_cho")
)
_GROWING: Final = (
    "quan_tri.chung_thu_to_chuc",
    "quan_tri.chung_thu_ca_nhan",
    "ocop.ba_sao",
    "ocop.bon_sao",
    "kinh_phi.nang_cap",
)


def count_near(mean: float, chance: random.Random) -> int:
    """Return a count as chance gives it where `mean` are usual."""
    return max(0, round(chance.gauss(mean, math.sqrt(mean)))) if mean > 0 else 0


def share_near(share: float, chance: random.Random, spread: float = 0.03) -> float:
    """Return a share of this month where `share` is usual."""
    return min(1.0, max(0.0, chance.gauss(share, spread)))


def _add_files(sums: Numbers, habits: Habits, opened: int, weather: float, chance: random.Random) -> int:
    """Add what came in and was settled in a month; return what is open at its end."""
    rush = chance.uniform(1.5, 3) if chance.random() < CAMPAIGN else 1.0
    received = count_near(habits.received * weather * rush * chance.lognormvariate(0, 0.2), chance)
    online = round(received * share_near(habits.online, chance))
    withdrawn = min(received, count_near(received * habits.withdrawn, chance))
    settled = round((opened + received - withdrawn) * share_near(habits.settled, chance, 0.01))
    late = min(settled, count_near(settled * habits.late, chance))
    part = round(received * share_near(habits.part, chance) * 0.95)
    full = round((received - part) * chance.uniform(0.85, 1))
    flows = dict(zip(_FILES, (received, online, received - online, settled), strict=False))
    flows |= {"tthc.dung_han": settled - late, "tthc.qua_han": late, "tthc.rut": withdrawn}
    for kind, files, usual in (
        ("mot_phan", part, habits.part_online),
        ("toan_trinh", full, habits.full_online),
    ):
        here = files - round(files * share_near(usual, chance))
        flows |= dict(
            zip((name for name in _SERVICES if kind in name), (files, files - here, here), strict=True)
        )
    for name, flow in flows.items():
        sums[name] += flow
    return opened + received - withdrawn - settled


def _add_growing(sums: Numbers, chance: random.Random) -> None:
    first = not sums["ocop.ba_sao"]
    sums["ocop.ba_sao"] += chance.randint(2, 8) if first else chance.random() < 0.1
    sums["ocop.bon_sao"] += chance.randint(0, 3) if first else chance.random() < 0.05
    sums["quan_tri.chung_thu_to_chuc"] += count_near(1.5, chance)
    sums["quan_tri.chung_thu_ca_nhan"] += count_near(6, chance)
    if first or chance.random() < 0.3:
        sums["kinh_phi.nang_cap"] += chance.randint(40, 200) * 1_000_000


def _learners(before: Numbers, habits: Habits, chance: random.Random) -> Numbers:
    """Return how many learned so far: a state to the catalogue, yet it grows every month."""
    grown = habits.learners * chance.lognormvariate(-1.2, 0.5) if before else habits.learners
    learners = round(before.get("bdhvs.hoc_vien", 0) + grown)
    return {
        "bdhvs.hoc_vien": learners,
        "bdhvs.chuyen_de": round(learners * share_near(habits.themes / 4, chance, 0.01) * 4),
        "bdhvs.chung_nhan": round(learners * share_near(habits.certified, chance, 0.02)),
        "bdhvs.theo_dan_so": learners,
    }


def states_of(people: int, chance: random.Random) -> Numbers:
    """Return what is a state in a commune, and stays for long."""
    hamlets = max(3, people // 1200)
    return {
        "chi_dao.thanh_vien_ban_chi_dao": chance.randint(12, 28),
        "to_cnscd.so_to": hamlets,
        "to_cnscd.so_thon": hamlets,
        "to_cnscd.thanh_vien": hamlets * chance.randint(5, 9),
        "ha_tang.duong_truyen": chance.randint(1, 6),
        "dvctt.mot_phan_tthc": 233,
        "dvctt.toan_trinh_tthc": 143,
        "attt.may_tinh_bao_ve": chance.randint(20, 70),
        "nhan_luc.chuyen_trach": chance.randint(1, 3),
        "kinh_phi.du_toan": chance.randint(200, 900),
        "bdhvs.muc_tieu_cbcc": 100.0,
        "bdhvs.muc_tieu_nguoi_dan": chance.choice((70.0, 80.0, 80.0, 90.0)),
        "bdhvs.cbcc_tap_huan": chance.choice((100.0, round(chance.uniform(60, 95), 1))),
        "ha_tang.di_dong": round(chance.uniform(88, 100), 1),
        "ha_tang.di_dong_5g": round(chance.uniform(20, 70), 1),
        "ha_tang.co_dinh": round(chance.uniform(75, 100), 1),
        **{name: chance.choice((100.0, round(chance.uniform(85, 99), 1))) for name in _STEADY},
        **{name: chance.choice((100.0, round(chance.uniform(70, 99), 1))) for name in _MOVING},
    }


_STEADY: Final = ("quan_tri.tai_khoan", "quan_tri.chung_thu_can_bo", "quan_tri.phong_ban")
_MOVING: Final = (
    "quan_tri.van_ban_dien_tu",
    "quan_tri.trao_doi",
    "tthc.ty_le_hen",
    "tthc.thanh_toan_truc_tuyen",
    "so_hoa.tiep_nhan",
    "so_hoa.ket_qua",
)
_RISING: Final = (
    *_STEADY,
    "bdhvs.cbcc_tap_huan",
    "ha_tang.di_dong",
    "ha_tang.di_dong_5g",
    "ha_tang.co_dinh",
)
_HEADS: Final = ("chi_dao.thanh_vien_ban_chi_dao", "to_cnscd.thanh_vien", "attt.may_tinh_bao_ve")


def moved_states(before: Numbers, chance: random.Random) -> Numbers:
    """Return the states a month later; most are as they were."""
    now = dict(before)
    for name in _HEADS:
        if chance.random() < 0.15:
            now[name] = max(now["to_cnscd.so_to"], before[name] + chance.choice((-2, -1, 1, 2, 3)))
    for name in _RISING:
        if chance.random() < 0.3:
            now[name] = min(100.0, round(before[name] + chance.expovariate(0.5), 1))
    now["ha_tang.di_dong_5g"] = min(now["ha_tang.di_dong"], now["ha_tang.di_dong_5g"])
    if chance.random() < 0.05:
        now["kinh_phi.du_toan"] = round(min(999, before["kinh_phi.du_toan"] * chance.uniform(1, 1.4)))
    return now


def _percentages(usual: Numbers, chance: random.Random) -> Numbers:
    """Return the percentages of a month around those that are usual; a hundred mostly stays."""
    drawn: Callable[[float], float] = lambda mean: (  # noqa: E731 - of one use
        mean if mean >= 100 and chance.random() < 0.9 else min(100.0, round(chance.gauss(mean, 2.5), 1))
    )
    return {name: drawn(usual[name]) for name in _MOVING}
