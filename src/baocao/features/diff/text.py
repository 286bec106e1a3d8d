"""What changed, for a terminal: aligned, the unusual first, long lists counted."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from baocao.features.diff.records import (
    Comparison,
    Differences,
    DirectiveChange,
    FactChange,
    FigureChange,
    TaskChange,
    TextChange,
    TotalChange,
)
from baocao.features.diff.words import (
    ARROW,
    NO_CHANGE,
    change_text,
    count,
    definition_text,
    directive_text,
    figure_text,
    is_numeric,
    names,
    notes,
    period_title,
    rank_text,
    relative_text,
    shortened,
    sides_text,
    summary,
    task_text,
    title,
    total_notes,
    unit_lines,
    weighed,
)
from baocao.report.text import text_report, width
from baocao.vietnamese.sentences import Edit, Mark, marked
from baocao.vietnamese.text import sentence_case
from baocao.vietnamese.visible import visible_line

NARROWEST: Final = 60
WIDEST: Final = 120
MOST: Final = 15
"""How many changes of one kind are told before the rest is counted."""
MOST_TEXTS: Final = 40
"""With more texts than these only their number is told: the reports were written anew."""
EVERYTHING: Final = 1_000_000
_LEAST_LABEL: Final = 20
_BETWEEN: Final = 11
"""Columns that stand between label and numbers, and around the arrow."""
_ROOM: Final = 45
"""Columns that a label and what parts the numbers need; longer numbers stand in a sentence."""
_TASK_NAME: Final = 44
_SIGNS: Final = {Mark.KEPT: ("", ""), Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}


class Style(NamedTuple):
    """How wide the terminal is, and whether all is told."""

    width: int = 80
    everything: bool = False

    @property
    def most(self) -> int:
        """How many changes of one kind are told."""
        return EVERYTHING if self.everything else MOST


def diff_text(differences: Differences, style: Style) -> str:
    """Return what changed, for a terminal of a certain width."""
    fitting = style._replace(width=min(max(style.width, NARROWEST), WIDEST))
    page = _Page(fitting)
    return "\n".join(visible_line(line.rstrip()) for line in page.lines(differences)) + "\n"


class _Row(NamedTuple):
    """A number that changed: what it is, before, now, by how much, and what else there is to say."""

    label: str
    cells: tuple[str, str, str, str]
    notes: Sequence[str] = ()


class _Page:
    def __init__(self, style: Style) -> None:
        self._width = style.width
        self._most = style.most
        self._everything = style.everything

    def lines(self, found: Differences) -> Iterator[str]:
        """Yield all lines."""
        yield title(found)
        yield from filter(None, (found.notice,))
        for remark in found.remarks:
            yield from self._wrapped(f"Lưu ý: {remark}", "")
        if found.problems:
            yield ""
            yield f"Dữ liệu có lỗi ({len(found.problems)}):"
            yield from text_report(found.problems, {}, self._width).rstrip().split("\n")
        if found.is_empty and not found.remarks:
            yield NO_CHANGE
        for comparison in found.comparisons:
            yield from self._comparison(comparison, found)
        if found.definitions:
            yield from self._head("Định nghĩa", len(found.definitions))
            yield from self._items([definition_text(each) for each in found.definitions])

    def _comparison(self, found: Comparison, whole: Differences) -> Iterator[str]:
        if found.old == found.new or whole.problems:
            yield ""
        if found.old == found.new:
            yield sentence_case(period_title(found))
        yield from self._wrapped(summary(found), "")
        if found.units:
            yield from self._head("Đơn vị", len(found.units))
            yield from self._items(list(unit_lines(found)))
        outliers = [each for each in found.figures if each.is_outlier]
        others = [each for each in found.figures if not each.is_outlier]
        yield from self._figures("Khác thường", outliers)
        for directive in found.directives:
            yield from self._directive(directive)
        yield from self._tasks(found)
        yield from self._figures("Số liệu khác" if outliers else "Số liệu của đơn vị", others)
        yield from self._reranked(found.reranked)
        yield from self._texts(found.texts)
        yield from self._facts(found.facts)
        if not self._everything and whole.comparisons:
            yield from self._hint(found)

    def _head(self, name: str, number: int) -> Iterator[str]:
        yield ""
        yield f"{name} ({count(number)})"

    def _figures(self, name: str, found: Sequence[FigureChange]) -> Iterator[str]:
        if not found:
            return
        yield from self._head(name, len(found))
        told = found[: self._most]
        shared = len({each.unit.id for each in told}) == 1 and len(told) > 1
        if shared:
            yield f"  {told[0].unit.name}"
        rows = [_figure_row(each, shared=shared) for each in told if is_numeric(each)]
        yield from self._rows(rows)
        for each in told:
            if not is_numeric(each):
                label = each.indicator.name if shared else f"{each.unit.name}: {each.indicator.name}"
                change = f"{figure_text(each.old)} {ARROW} {figure_text(each.new)}"
                more = "".join(f"; {note}" for note in notes(each) if note != name.lower())
                yield from self._wrapped(f"{label}: {change}{more}", "  ")
        yield from self._rest(len(found))

    def _directive(self, each: DirectiveChange) -> Iterator[str]:
        yield ""
        yield from self._wrapped(directive_text(each), "")
        ordered, coverage = weighed(each, everything=self._everything)
        told = ordered[: self._most]
        yield from self._rows([_total_row(total) for total in told if is_numeric(total)])
        for total in told:
            if not is_numeric(total):
                change = f"{figure_text(total.old)} {ARROW} {figure_text(total.new)}"
                more = "".join(f"; {note}" for note in total_notes(total))
                yield from self._wrapped(f"{total.indicator.name}: {change}{more}", "  ")
        yield from self._rest(len(ordered))
        if coverage:
            yield from self._wrapped(coverage, "  ")

    def _rows(self, rows: Sequence[_Row]) -> Iterator[str]:
        """Yield numbers under each other, labels cut to what room is left."""
        if not rows:
            return
        narrow = [row for row in rows if sum(map(width, row.cells)) <= self._width - _ROOM]
        wide = [max((width(row.cells[index]) for row in narrow), default=0) for index in range(4)]
        room = max(self._width - sum(wide) - _BETWEEN, _LEAST_LABEL)
        label = min(room, max((width(row.label) for row in narrow), default=0))
        for row in rows:
            if row not in narrow:
                old, new, *changes = row.cells
                said = "; ".join((", ".join(filter(None, changes)), *row.notes))
                yield from self._wrapped(f"{row.label}: {old} {ARROW} {new}; {said}", "  ")
                continue
            old, new, change, relative = (
                " " * (size - width(text)) + text for text, size in zip(row.cells, wide, strict=True)
            )
            name = _cut(row.label, label)
            yield f"  {name}{' ' * (label - width(name))}  {old} {ARROW} {new}  {change}  {relative}"
            if row.notes:
                yield from self._wrapped("; ".join(row.notes), "      ")

    def _tasks(self, found: Comparison) -> Iterator[str]:
        """Yield tasks by what became of them; a task that moved in many units is told once."""
        if not found.tasks:
            return
        yield from self._head("Nhiệm vụ", len(found.tasks))
        for move in dict.fromkeys(each.move for each in found.tasks):
            own = [each for each in found.tasks if each.move is move]
            yield f"  {sentence_case(move.value)} ({len(own)})"
            yield from self._moves(own, found)

    def _moves(self, own: Sequence[TaskChange], found: Comparison) -> Iterator[str]:
        groups: dict[tuple[str, str, str], list[TaskChange]] = {}
        for each in own:
            change = task_text(each, found.statuses)
            groups.setdefault((each.directive.id, each.task.id, change), []).append(each)
        for (directive, _, change), told in list(groups.items())[: self._most]:
            units = names((each.unit for each in told), EVERYTHING if self._everything else 3)
            task = told[0].task
            text = f"{directive}, nhiệm vụ {task.number}: {_cut(task.name, _TASK_NAME)} ({change}): {units}"
            yield from self._wrapped(text, "    ")
        yield from self._rest(len(groups), "nhiệm vụ")

    def _reranked(self, found: Sequence[FigureChange]) -> Iterator[str]:
        if not found:
            return
        if not self._everything:
            units = {each.unit.id for each in found}
            yield ""
            yield from self._wrapped(
                f"Chỉ đổi hạng vì đơn vị khác thay đổi: {count(len(found))} hạng của {len(units)} đơn vị.",
                "",
            )
            return
        yield from self._head("Chỉ đổi hạng", len(found))
        for each in found:
            text = f"{each.unit.name}: {each.indicator.name}: {rank_text(each.ranks)}"
            yield from self._wrapped(text, "  ")

    def _texts(self, found: Sequence[TextChange]) -> Iterator[str]:
        if not found:
            return
        yield from self._head("Lời văn", len(found))
        if len(found) > MOST_TEXTS and not self._everything:
            units = len({each.unit.id for each in found})
            yield f"  {count(len(found))} đoạn của {units} đơn vị có câu thay đổi."
            return
        for each in found[: self._most]:
            yield from self._wrapped(f"{each.unit.name}, {each.part}", "  ")
            for edit in each.changed.edits:
                yield from self._wrapped(_edit(edit), "    ")
        yield from self._rest(len(found), "đoạn")

    def _facts(self, found: Sequence[FactChange]) -> Iterator[str]:
        if found:
            yield from self._head("Văn bản dẫn chiếu, phát hành, nội dung khác", len(found))
            told = [f"{each.unit.name}, {each.part}: {sides_text(each.old, each.new)}" for each in found]
            yield from self._items(told)

    def _items(self, told: Sequence[str]) -> Iterator[str]:
        for text in told[: self._most]:
            yield from self._wrapped(text, "  ")
        yield from self._rest(len(told))

    def _rest(self, number: int, what: str = "thay đổi") -> Iterator[str]:
        if number > self._most:
            yield f"  … và {count(number - self._most)} {what} khác."

    def _hint(self, found: Comparison) -> Iterator[str]:
        long = max(len(found.figures), len(found.tasks), len(found.texts), len(found.facts))
        if long > self._most:
            yield ""
            yield "Xem hết: thêm --don-vi MÃ, --toan-bo, hoặc --xlsx TỆP."

    def _wrapped(self, text: str, indent: str) -> list[str]:
        return textwrap.wrap(
            text,
            self._width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_on_hyphens=False,
            break_long_words=False,
        )


def _figure_row(each: FigureChange, *, shared: bool) -> _Row:
    label = each.indicator.name if shared else f"{each.unit.name}: {each.indicator.name}"
    more = [note for note in notes(each) if note != "khác thường"]
    return _Row(label, _cells(each), more)


def _total_row(each: TotalChange) -> _Row:
    return _Row(each.indicator.name, _cells(each), list(total_notes(each)))


def _cells(each: FigureChange | TotalChange) -> tuple[str, str, str, str]:
    return (
        figure_text(each.old),
        figure_text(each.new),
        change_text(each.change, each.indicator),
        relative_text(each.relative),
    )


def _edit(edit: Edit) -> str:
    """Return a sentence with a sign before it, small edits shown inside it."""
    pieces = shortened(marked(edit))
    if not edit.old or not edit.new:
        return f"{'+' if edit.new else '-'} {edit.new or edit.old}"
    return "~ " + "".join(f"{_SIGNS[mark][0]}{text}{_SIGNS[mark][1]}" for mark, text in pieces)


def _cut(text: str, columns: int) -> str:
    return text if width(text) <= columns else f"{text[: columns - 1]}…"
