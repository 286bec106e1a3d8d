"""How terminal, Markdown and tables word what `diff` found."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from baocao.features.diff.records import (
    Asking,
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
from baocao.figures.saying import Sayer
from baocao.figures.shown import (
    UNWRITTEN,
    labelled_text,
    parts_text,
    rank_text,
    side_text,
)
from baocao.figures.why import WHY, why_clauses
from baocao.figures.wording import Saying
from baocao.model.figure import Timeliness
from baocao.model.status import Statuses
from baocao.model.submission import Rank, Ratio
from baocao.report.outline import ARROW, some_names
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.phrasing import FAILS, REACHES
from baocao.vietnamese.text import first_few, lower_first, sentence_case

NO_CHANGE: Final = "Không có thay đổi nào về nội dung."
MOST_LISTED: Final = 10
NOT_YET_ASKED: Final = "chưa hỏi"
_LONGEST: Final = 80


def is_numeric(change: FigureChange | TotalChange) -> bool:
    """Tell whether both sides are numbers, and by how much they differ is worth saying."""
    return (
        bool(change.change)
        and not (change.old and change.old.qualifier)
        and not (change.new and change.new.qualifier)
    )


def named_figure(change: FigureChange | TotalChange) -> str:
    """Return the indicator's name, with what a rolled-up figure is if it is no sum."""
    side = change.new or change.old
    return labelled_text(change.indicator.name, side) if side else change.indicator.name


def rank_change(ranks: tuple[Rank | None, Rank | None]) -> str:
    """Return 'hạng 40 → 1/96', or nothing where the rank is the same."""
    old, new = ranks
    if (old.place if old else 0) == (new.place if new else 0):
        return ""
    before = count_text(old.place) if old else "chưa xếp"
    now = rank_text(new) if new else "không xếp"
    return f"hạng {before} {ARROW} {now}"


def published_rank(change: FigureChange) -> str:
    """Return how the rank that the unit itself published moved."""
    moved = rank_change(tuple(side.rank if side else None for side in (change.old, change.new)))  # type: ignore[arg-type]
    return f"công bố {moved}" if moved else ""


def side_words(change: FigureChange | TotalChange) -> tuple[str, str]:
    """Return both sides as they are read; one that does not ask says so instead of being empty."""
    if change.asking is None:
        same = _parts_of_same(change)
        return same or (side_text(change.old), side_text(change.new))
    if change.asking.begins:
        return NOT_YET_ASKED, side_text(change.new)
    return side_text(change.old), _asked_since(change.asking)


def _parts_of_same(change: FigureChange | TotalChange) -> tuple[str, str] | None:
    """Return the parts of both ratios where these are the same: 1/2 and 2/4, not 50% and 50%."""
    old, new = (side.value if side else None for side in (change.old, change.new))
    if change.change != 0 or not (isinstance(old, Ratio) and isinstance(new, Ratio)) or old == new:
        return None
    return parts_text(old), parts_text(new)


def _sameness_notes(change: FigureChange) -> Iterator[str]:
    """Yield what changed where a figure says the same number as before."""
    if change.change != 0 or change.old is None or change.new is None:
        return
    if _parts_of_same(change):
        yield f"vẫn là {side_text(change.new)}"
    elif side_text(change.old) == side_text(change.new) and change.old.rank == change.new.rank:
        yield "khác ở số liệu của các ngày trước"


def asking_notes(asking: Asking | None) -> Iterator[str]:
    """Yield since when something is asked, and what it continues or was divided into."""
    if asking is None:
        return
    if asking.begins:
        yield _asked_since(asking)
    if asking.others:
        label = "tiếp nối" if asking.begins else "nay hỏi"
        yield f"{label}: {first_few(asking.others, MOST_LISTED, 'chỉ tiêu')}"


def target_notes(change: FigureChange | TotalChange) -> Iterator[str]:
    """Yield that a target was reached or lost, and how far off it the figure lies now."""
    if change.turn and change.new:
        off = Sayer(Saying(change.new)).against_target()
        yield change.turn.value if off in {"", FAILS, REACHES} else f"{change.turn.value}: {off}"


def change_notes(change: FigureChange) -> list[str]:
    """Return what else there is to say of a change: target, rank."""
    turned = target_notes(change)
    notes = (*asking_notes(change.asking), *_sameness_notes(change), *turned, rank_change(change.ranks))
    return [note for note in (*notes, published_rank(change)) if note]


def total_notes(change: TotalChange) -> Iterator[str]:
    """Yield what explains a change of a rolled-up figure."""
    yield from asking_notes(change.asking)
    covered = [side.coverage for side in (change.old, change.new) if side]
    counts = [pair_text(len(side.counted), len(side.expected)) for side in covered]
    if change.continued:
        yield f"tiếp nối: {first_few(change.continued, MOST_LISTED, 'chỉ tiêu')}"
    if change.asking:
        yield f"số đơn vị {counts[0]}"
    if len(set(counts)) > 1:
        yield f"số đơn vị {counts[0]} {ARROW} {counts[1]}"
    yield from target_notes(change)
    clauses = why_clauses(change.why, change.indicator)
    if clauses:
        yield f"{lower_first(WHY)}: {'; '.join(clauses)}"
    else:
        yield from _unexplained_notes(change)


def _unexplained_notes(change: TotalChange) -> Iterator[str]:
    """Yield which units gave or lack a figure, where no number tells what each of them means."""
    for label, units in (
        ("thêm số liệu", change.gained),
        ("thiếu số liệu", change.lost),
        ("mới đạt", change.holding),
        ("không còn đạt", change.ceasing),
    ):
        if units:
            yield f"{label}: {some_names(units, 3)}"


def coverage_text(directive: DirectiveChange) -> str:
    """Return 'đã báo cáo 91/96 → 93/96 đơn vị'."""
    if not directive.before[1] or not directive.after[1]:
        return f"chỉ {'kỳ mới' if directive.after[1] else 'kỳ cũ'} yêu cầu báo cáo"
    before, after = pair_text(*directive.before), pair_text(*directive.after)
    return (
        f"đã báo cáo {before} đơn vị" if before == after else f"đã báo cáo {before} {ARROW} {after} đơn vị"
    )


def directive_text(directive: DirectiveChange) -> str:
    """Return what there is to say of a directive above its rolled-up figures."""
    many = f", tổng hợp ({count_text(len(directive.totals))} chỉ tiêu)" if directive.totals else ""
    return f"{directive.directive.id}{many}: {coverage_text(directive)}"


def task_text(task: TaskChange, statuses: Statuses) -> str:
    """Return 'đang thực hiện → hoàn thành', with the deadline where it is the point."""
    sides = [
        statuses.progress[side.progress].lower() if side else UNWRITTEN for side in (task.old, task.new)
    ]
    late = task.times[1] is Timeliness.OVERDUE
    deadline = f" (hạn {task.task.deadline.text})" if late else ""
    if task.asking:
        return f"{sides[task.asking.begins]}; {_asked_since(task.asking)}{deadline}"
    shown = sides[0] if sides[0] == sides[1] else f"{sides[0]} {ARROW} {sides[1]}"
    return f"{shown}{deadline}"


def _asked_since(asking: Asking) -> str:
    """Return 'hỏi từ kỳ 2025-11' or 'không hỏi từ 2025-11'; without a period, only that."""
    if asking.begins:
        return f"hỏi từ kỳ {asking.since.id}" if asking.since else "mới hỏi"
    return f"không hỏi từ {asking.since.id}" if asking.since else "không hỏi"


def comparison_summary(comparison: Comparison) -> str:
    """Return in one sentence how much changed."""
    old, new = comparison.reported
    reported = (
        f"{count_text(old)} {ARROW} {count_text(new)} đơn vị có báo cáo"
        if old != new
        else f"{count_text(new)} đơn vị có báo cáo"
    )
    figures, units = len(comparison.figures), len({change.unit.id for change in comparison.figures})
    outliers = sum(change.is_outlier for change in comparison.figures)
    moves = Counter(change.move for change in comparison.tasks)
    parts = [
        reported,
        f"{count_text(figures)} số liệu của {count_text(units)} đơn vị thay đổi" if figures else "",
        f"{count_text(outliers)} khác thường" if outliers else "",
        *_asking_counts(comparison),
        *(
            f"{count_text(number)} nhiệm vụ {move.value}"
            for move, number in sorted(moves.items(), key=_move_order)
        ),
        f"{count_text(len(comparison.texts))} đoạn văn có câu thay đổi" if comparison.texts else "",
    ]
    return f"{'; '.join(part for part in parts if part)}."


def _asking_counts(comparison: Comparison) -> Iterator[str]:
    """Yield how many indicators one side alone asks for."""
    totals = (total for directive in comparison.directives for total in directive.totals)
    alone = {total.indicator.id: total.asking.begins for total in totals if total.asking}
    begun = sum(alone.values())
    yield f"{count_text(len(alone) - begun)} chỉ tiêu không hỏi nữa" if len(alone) > begun else ""
    yield f"{count_text(begun)} chỉ tiêu mới hỏi" if begun else ""


def _move_order(item: tuple[Move, int]) -> int:
    return list(Move).index(item[0])


def difference_title(differences: Differences) -> str:
    """Return what is compared with what."""
    return f"So sánh {differences.old} {ARROW} {differences.new}"


def period_title(comparison: Comparison) -> str:
    """Return the period, or both."""
    old, new = comparison.old, comparison.new
    return f"kỳ {new.id}" if old == new else f"{old.label} {ARROW} {new.label}"


def definition_text(definition: DefinitionChange) -> str:
    """Return where a definition changed, and from what to what."""
    where = f"{definition.file}: {definition.path}" if definition.path else definition.file
    return f"{where}: {sides_text(_cut_text(definition.old), _cut_text(definition.new))}"


def sides_text(old: str, new: str) -> str:
    """Return 'cũ → mới', or that something was added or removed."""
    if old and new:
        return f"{old} {ARROW} {new}"
    return f"thêm {new}" if new else f"bỏ {old}"


def _cut_text(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def unit_lines(comparison: Comparison) -> Iterator[tuple[str, int]]:
    """Yield what became of how many units; those of one fate without more to say share a line."""
    told = [change for change in comparison.units if change.detail]
    yield from ((f"{change.unit.name}: {change.fate.value} ({change.detail})", 1) for change in told)
    for fate in Fate:
        units = [change.unit for change in comparison.units if change.fate is fate and not change.detail]
        if units:
            many = count_text(len(units))
            yield f"{sentence_case(fate.value)} ({many}): {some_names(units, MOST_LISTED)}", len(units)


def weighed_totals(
    directive: DirectiveChange, *, everything: bool = False
) -> tuple[list[TotalChange], str]:
    """Return the rolled-up figures, weightiest first, and what is folded: other coverage only."""
    told = [total for total in directive.totals if everything or not total.only_coverage or total.turn]
    folded = len(directive.totals) - len(told)
    others = "khác " if told else ""
    text = f"{count_text(folded)} chỉ tiêu {others}chỉ thay đổi do thêm, bớt đơn vị." if folded else ""
    return sorted(told, key=_total_weight), text


def _total_weight(change: TotalChange) -> tuple[bool, bool, float]:
    """Order by what one side alone asks for, targets reached or lost, what changed in steady units."""
    share = change.relative if change.relative is not None else change.change
    if change.uneven and change.change and change.relative is not None:
        share = change.relative * (change.change - change.uneven) / change.change
    return change.asking is None, change.turn is None, -abs(float(share or 0))
