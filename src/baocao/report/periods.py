"""That nothing is known of a period, and of which there is, told the same by every command."""

from collections.abc import Iterable, Mapping
from typing import Final

from baocao.model.directive import Directive
from baocao.model.inventory import SUFFIX
from baocao.model.period import Period, PeriodKind
from baocao.model.workspace import Definitions
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import first_few

MOST_NAMES: Final = 6
_EVERY: Final = {
    PeriodKind.WEEK: "hằng tuần",
    PeriodKind.TEN_DAYS: "10 ngày",
    PeriodKind.MONTH: "hằng tháng",
    PeriodKind.QUARTER: "hằng quý",
    PeriodKind.HALF: "6 tháng",
    PeriodKind.NINE_MONTHS: "9 tháng",
    PeriodKind.YEAR: "hằng năm",
    PeriodKind.DAY: "đột xuất",
}


def unknown_period(definitions: Definitions, period: Period) -> str:
    """Return that nobody asks for reports of a period nor has sent any; nothing where that is wrong."""
    asked = any(each.asks_for(period) for each in definitions.directives.values())
    return "" if asked or has_files(definitions, period) else nobody_asks(definitions, period)


def empty_period(definitions: Definitions, period: Period) -> str:
    """Return that nobody has sent a report for a period, or that nobody asks for any."""
    return unknown_period(definitions, period) or nobody_reports(period, known_periods(definitions))


def has_files(definitions: Definitions, period: Period) -> bool:
    """Tell whether any unit has a file of the period."""
    return f"{period.id}{SUFFIX}" in definitions.inventory.periods


def known_periods(definitions: Definitions) -> list[Period]:
    """Return the periods of which any unit has a file."""
    return definitions.inventory.all_periods()


def nobody_reports(period: Period, known: Iterable[Period], directives: str = "") -> str:
    """Return that nobody has reported for a period, or under these directives, and which have reports."""
    under = f" theo {directives}" if directives else ""
    return f"Không đơn vị nào có báo cáo kỳ {period.id}{under}. {nearest_periods(period, known)}"


def nobody_asks(definitions: Definitions, period: Period) -> str:
    """Return that no directive asks for reports of a period, why, and for which there are reports."""
    reasons = [f"{each.id}: {why_unasked(each, period)}" for each in definitions.directives.values()]
    told = "; ".join(reasons) or "chưa có chỉ đạo"
    nearest = nearest_periods(period, known_periods(definitions))
    return f"Không chỉ đạo nào yêu cầu báo cáo kỳ {period.id} ({told}). {nearest}"


def nearest_periods(period: Period, known: Iterable[Period]) -> str:
    """Return the other periods for which there are reports, the nearest first."""
    names = [each.id for each in nearest_first(period, known) if each != period]
    if not names:
        return "Chưa có kỳ nào khác có báo cáo."
    return f"Các kỳ có báo cáo, gần nhất trước: {first_few(names, MOST_NAMES, 'kỳ')}."


def nearest_first(period: Period, known: Iterable[Period]) -> list[Period]:
    """Return periods by how far from one their data stop; of two as near, its own kind, then the later."""
    end = period.window.end

    def distance(other: Period) -> tuple[int, bool, int]:
        days = (other.window.end - end).days
        return abs(days), other.kind is not period.kind, -days

    return sorted(known, key=distance)


def why_unasked(directive: Directive, period: Period) -> str:
    """Return why a directive asks for no report of a period: since when it holds, or how often it asks."""
    schedule, end = directive.schedule, directive.schedule.window(period).end
    if period.kind in schedule.kinds and directive.valid_from and end < directive.valid_from:
        return f"hiệu lực từ {short_date(directive.valid_from)}"
    if period.kind in schedule.kinds and directive.valid_to:
        return f"hiệu lực đến {short_date(directive.valid_to)}"
    usual = [_EVERY[kind] for kind in PeriodKind if kind in schedule.kinds]
    single = [f"kỳ {name}" for name in _single_periods(schedule.windows, schedule.kinds)]
    return f"báo cáo {', '.join([*usual, *single])}"


def _single_periods(windows: Mapping[str, object], kinds: frozenset[PeriodKind]) -> list[str]:
    named = ((name, Period.parse(name)) for name in sorted(windows))
    return [name for name, known in named if known is None or known.kind not in kinds]
