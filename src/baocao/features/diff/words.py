"""How terminal, Markdown and tables word what `diff` found."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from baocao.features.diff.records import (
    Comparison,
    DefinitionChange,
    Differences,
    DirectiveChange,
    Fate,
    FigureChange,
    Move,
    TaskChange,
    TotalChange,
)
from baocao.figures.shown import UNWRITTEN, change_text, rank_text
from baocao.model.figure import Timeliness
from baocao.model.status import Statuses
from baocao.model.submission import Rank
from baocao.report.outline import ARROW, some_names
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.text import sentence_case

NO_CHANGE: Final = "Không có thay đổi nào về nội dung."
MOST_LISTED: Final = 10
_LONGEST: Final = 80


def is_numeric(each: FigureChange | TotalChange) -> bool:
    """Tell whether both sides are numbers."""
    return (
        each.change is not None
        and not (each.old and each.old.qualifier)
        and not (each.new and each.new.qualifier)
    )


def rank_change(ranks: tuple[Rank | None, Rank | None]) -> str:
    """Return 'hạng 40 → 1/96', or nothing where the rank is the same."""
    old, new = ranks
    if (old.place if old else 0) == (new.place if new else 0):
        return ""
    before = count_text(old.place) if old else "chưa xếp"
    now = rank_text(new) if new else "không xếp"
    return f"hạng {before} {ARROW} {now}"


def published_rank(each: FigureChange) -> str:
    """Return how the rank that the unit itself published moved."""
    found = rank_change(tuple(side.rank if side else None for side in (each.old, each.new)))  # type: ignore[arg-type]
    return f"công bố {found}" if found else ""


def notes(each: FigureChange) -> list[str]:
    """Return what else there is to say of a change: target, rank."""
    turn = each.turn.value if each.turn else ""
    return [note for note in (turn, rank_change(each.ranks), published_rank(each)) if note]


def total_notes(each: TotalChange) -> Iterator[str]:
    """Yield what explains a change of a rolled-up figure."""
    covered = [side.coverage for side in (each.old, each.new)]
    counts = [pair_text(len(side.counted), len(side.expected)) for side in covered if side]
    if len(set(counts)) > 1:
        share = (
            f" ({change_text(each.uneven, each.indicator)} do thêm, bớt đơn vị)"
            if each.uneven and each.change is not None
            else ""
        )
        yield f"số đơn vị {counts[0]} {ARROW} {counts[1]}{share}"
    if each.turn:
        yield each.turn.value
    if each.drivers:
        told = (f"{one.unit.name} {change_text(one.change, each.indicator)}" for one in each.drivers[:3])
        yield f"nhiều nhất: {', '.join(told)}"
    for label, units in (
        ("thêm số liệu", each.gained),
        ("thiếu số liệu", each.lost),
        ("mới đạt", each.holding),
        ("không còn đạt", each.ceasing),
    ):
        if units:
            yield f"{label}: {some_names(units, 3)}"


def coverage_text(each: DirectiveChange) -> str:
    """Return 'đã báo cáo 91/96 → 93/96 đơn vị'."""
    if not each.before[1] or not each.after[1]:
        return f"chỉ {'kỳ mới' if each.after[1] else 'kỳ cũ'} yêu cầu báo cáo"
    before, after = pair_text(*each.before), pair_text(*each.after)
    return (
        f"đã báo cáo {before} đơn vị" if before == after else f"đã báo cáo {before} {ARROW} {after} đơn vị"
    )


def directive_text(each: DirectiveChange) -> str:
    """Return what there is to say of a directive above its rolled-up figures."""
    many = f", tổng hợp ({count_text(len(each.totals))} chỉ tiêu)" if each.totals else ""
    return f"{each.directive.id}{many}: {coverage_text(each)}"


def task_text(each: TaskChange, statuses: Statuses) -> str:
    """Return 'đang thực hiện → hoàn thành', with the deadline where it is the point."""
    sides = [
        statuses.progress[side.progress].lower() if side else UNWRITTEN for side in (each.old, each.new)
    ]
    late = each.times[1] is Timeliness.OVERDUE
    deadline = f" (hạn {each.task.deadline.text})" if late else ""
    shown = sides[0] if sides[0] == sides[1] else f"{sides[0]} {ARROW} {sides[1]}"
    return f"{shown}{deadline}"


def summary(comparison: Comparison) -> str:
    """Return in one sentence how much changed."""
    old, new = comparison.reported
    reported = (
        f"{count_text(old)} {ARROW} {count_text(new)} đơn vị có báo cáo"
        if old != new
        else f"{count_text(new)} đơn vị có báo cáo"
    )
    figures, units = len(comparison.figures), len({each.unit.id for each in comparison.figures})
    outliers = sum(each.is_outlier for each in comparison.figures)
    moves = Counter(each.move for each in comparison.tasks)
    parts = [
        reported,
        f"{count_text(figures)} số liệu của {count_text(units)} đơn vị thay đổi" if figures else "",
        f"{count_text(outliers)} khác thường" if outliers else "",
        *(
            f"{count_text(number)} nhiệm vụ {move.value}"
            for move, number in sorted(moves.items(), key=_by_move)
        ),
        f"{count_text(len(comparison.texts))} đoạn văn có câu thay đổi" if comparison.texts else "",
    ]
    return f"{'; '.join(part for part in parts if part)}."


def _by_move(item: tuple[Move, int]) -> int:
    return list(Move).index(item[0])


def title(differences: Differences) -> str:
    """Return what is compared with what."""
    return f"So sánh {differences.old} {ARROW} {differences.new}"


def period_title(comparison: Comparison) -> str:
    """Return the period, or both."""
    old, new = comparison.old, comparison.new
    return f"kỳ {new.id}" if old == new else f"{old.label} {ARROW} {new.label}"


def definition_text(each: DefinitionChange) -> str:
    """Return where a definition changed, and from what to what."""
    where = f"{each.file}: {each.path}" if each.path else each.file
    return f"{where}: {sides_text(_cut(each.old), _cut(each.new))}"


def sides_text(old: str, new: str) -> str:
    """Return 'cũ → mới', or that something was added or removed."""
    if old and new:
        return f"{old} {ARROW} {new}"
    return f"thêm {new}" if new else f"bỏ {old}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def unit_lines(found: Comparison) -> Iterator[str]:
    """Yield what became of units; those of one fate without more to say share a line."""
    told = [each for each in found.units if each.detail]
    yield from (f"{each.unit.name}: {each.fate.value} ({each.detail})" for each in told)
    for fate in Fate:
        units = [each.unit for each in found.units if each.fate is fate and not each.detail]
        if units:
            many = count_text(len(units))
            yield f"{sentence_case(fate.value)} ({many}): {some_names(units, MOST_LISTED)}"


def weighed(each: DirectiveChange, *, everything: bool = False) -> tuple[list[TotalChange], str]:
    """Return the rolled-up figures, weightiest first, and what is folded: other coverage only."""
    told = [total for total in each.totals if everything or not total.only_coverage or total.turn]
    folded = len(each.totals) - len(told)
    others = "khác " if told else ""
    text = f"{count_text(folded)} chỉ tiêu {others}chỉ thay đổi do thêm, bớt đơn vị." if folded else ""
    return sorted(told, key=_weight), text


def _weight(each: TotalChange) -> tuple[bool, float]:
    """Order by targets reached or lost, then by what changed in units that are on both sides."""
    share = each.relative if each.relative is not None else each.change
    if each.uneven and each.change and each.relative is not None:
        share = each.relative * (each.change - each.uneven) / each.change
    return each.turn is None, -abs(float(share or 0))
