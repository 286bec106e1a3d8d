"""What changed, told once: for terminals, comments, other programs and tables."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from baocao.features.diff.data import change_data, number_data, place_data, rank_data
from baocao.features.diff.records import (
    Comparison,
    DefinitionChange,
    Differences,
    DirectiveChange,
    FactChange,
    FigureChange,
    TaskChange,
    TextChange,
    TotalChange,
    UnitChange,
)
from baocao.features.diff.sheets import (
    DEFINITIONS,
    TASKS,
    TEXTS,
    UNITS,
    figure_sheet,
    text_sheet,
    total_sheet,
)
from baocao.features.diff.words import (
    NO_CHANGE,
    definition_text,
    directive_text,
    is_numeric,
    notes,
    period_title,
    rank_change,
    sides_text,
    summary,
    task_text,
    title,
    total_notes,
    unit_lines,
    weighed,
)
from baocao.figures.shown import UNWRITTEN, change_text, relative_text, side_text
from baocao.model.diagnostic import Diagnostic
from baocao.model.status import Statuses
from baocao.model.unit import Unit
from baocao.report.outline import (
    Change,
    Each,
    Edited,
    Fact,
    Item,
    Made,
    Move,
    Node,
    Outline,
    Section,
    Tone,
    listed,
)
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import sentence_case

VERSION: Final = 1
MOST: Final = 15
"""How many changes of one kind a terminal shows before the rest is counted."""
MOST_TEXTS: Final = 40
"""With more texts than these only their number is told: the reports were written anew."""


def diff_outline(found: Differences, *, everything: bool = False) -> Outline:
    """Return what changed; `everything` asks for long lists in full."""
    return Outline(tuple(_nodes(found, everything=everything)))


def _nodes(found: Differences, *, everything: bool) -> Iterator[Node]:
    yield Fact(key="version", value=VERSION)
    yield Fact(key="old", value=found.old)
    yield Fact(key="new", value=found.new)
    yield Fact(title(found), tone=Tone.TITLE)
    yield Fact(found.notice, "notice", found.notice or None, tone=Tone.NOTICE)
    yield Fact(key="remarks", value=list(found.remarks))
    yield from (Fact(remark, label="Lưu ý", tone=Tone.REMARK) for remark in found.remarks)
    yield listed("problems", "Dữ liệu có lỗi", Made(found.problems, _problem))
    if found.is_empty and not found.remarks:
        yield Fact(NO_CHANGE)
    parts = (_comparison(each, found, everything=everything) for each in found.comparisons)
    yield Each("comparisons", tuple(Outline(tuple(part)) for part in parts))
    sheet = text_sheet("Định nghĩa", DEFINITIONS, found.definitions, _definition_rows)
    yield listed("definitions", "Định nghĩa", Made(found.definitions, _definition), sheet=sheet)


def _comparison(found: Comparison, whole: Differences, *, everything: bool) -> Iterator[Node]:
    """Yield the parts of a comparison, what wants looking at first."""
    yield Fact(key="old_period", value=found.old.id)
    yield Fact(key="new_period", value=found.new.id)
    yield Fact(key="reported", value=list(found.reported))
    same = found.old == found.new
    name = sentence_case(period_title(found)) if same else ""
    yield Fact(summary(found), label=name, tone=Tone.LEAD, gap=same or bool(whole.problems))
    yield _units(found)
    unusual, others = _figures(found)
    yield unusual
    totals = (_directive(each, found, everything=everything) for each in found.directives)
    yield Each("directives", tuple(Outline(tuple(part)) for part in totals))
    yield _tasks(found)
    yield others
    yield _ranks(found, everything=everything)
    yield _texts(found, everything=everything)
    yield _facts(found)
    long = max(map(len, (found.figures, found.tasks, found.texts, found.facts)))
    if long > MOST and not everything:
        hint = "Xem hết: thêm --don-vi MÃ, --toan-bo, hoặc --xlsx TỆP."
        yield Fact(hint, tone=Tone.HINT, gap=True)


def _problem(found: Diagnostic) -> Item:
    place = place_data(found.place)
    return Item(found, {"code": found.code, "message": found.message, "unit": found.unit, "place": place})


def _definition(each: DefinitionChange) -> Item:
    return Item(definition_text(each), each._asdict())


def _definition_rows(each: DefinitionChange) -> Iterator[tuple[str, ...]]:
    yield each.file, each.path, each.old, each.new


def _units(found: Comparison) -> Section:
    told = [Item(line) for line in unit_lines(found)]
    sheet = text_sheet("Đơn vị", UNITS, found.units, _unit_rows, on_pages=True)
    return listed("units", "Đơn vị", Made(found.units, _unit), sheet=sheet)._replace(told=told)


def _unit(each: UnitChange) -> Item:
    named = {"unit": each.unit.id, "name": each.unit.name}
    return Item(data={**named, "fate": each.fate.name.lower(), "detail": each.detail})


def _unit_rows(each: UnitChange) -> Iterator[tuple[str, ...]]:
    detail = f" ({each.detail})" if each.detail else ""
    yield each.unit.name, sentence_case(f"{each.fate.value}{detail}")


def _figures(found: Comparison) -> tuple[Section, Section]:
    """Return the unusual changes of figures and the others, which are one list to machines."""
    outliers = [each for each in found.figures if each.is_outlier]
    others = [each for each in found.figures if not each.is_outlier]
    name = "Số liệu khác" if outliers else "Số liệu của đơn vị"
    return (
        listed("figures", "Khác thường", Made(outliers, _figure)),
        listed("figures", name, Made(others, _figure), sheet=figure_sheet(found)),
    )


def _figure(each: FigureChange) -> Item:
    words = _change(each, each.unit, notes(each))
    data = {
        "unit": each.unit.id,
        **change_data(each, words),
        "rank": [*map(rank_data, each.ranks)],
        "score": each.score,
        "outlier": each.is_outlier,
    }
    return Item(words, data)


def _change(each: FigureChange | TotalChange, who: Unit | None, said: Iterable[str]) -> Change:
    return Change(
        who,
        each.indicator.name,
        side_text(each.old),
        new=side_text(each.new),
        by=change_text(each.change, each.indicator),
        share=relative_text(each.relative),
        notes=tuple(said),
        is_number=is_numeric(each),
    )


def _directive(each: DirectiveChange, found: Comparison, *, everything: bool) -> Iterator[Node]:
    yield Fact(key="id", value=each.directive.id)
    for key, (reported, expected) in (("old", each.before), ("new", each.after)):
        yield Fact(key=key, value={"reported": reported, "expected": expected})
    ordered, coverage = weighed(each, everything=everything)
    items, told = Made(each.totals, _total), Made(ordered, _total)
    yield Section(
        "totals", directive_text(each), items, told, aside=coverage, sheet=total_sheet(each, found)
    )


def _total(each: TotalChange) -> Item:
    words = _change(each, None, total_notes(each))
    data = {
        **change_data(each, words),
        "drivers": [{"unit": one.unit.id, "change": number_data(one.change)} for one in each.drivers],
        "change_of_other_units": number_data(each.uneven),
        "gained": [unit.id for unit in each.gained],
        "lost": [unit.id for unit in each.lost],
        "newly_holding": [unit.id for unit in each.holding],
        "no_longer_holding": [unit.id for unit in each.ceasing],
    }
    return Item(words, data)


def _tasks(found: Comparison) -> Section:
    items = Made(found.tasks, partial(_task, found.statuses))
    sheet = text_sheet("Nhiệm vụ", TASKS, found.tasks, partial(_task_rows, found.statuses), on_pages=True)
    return listed("tasks", "Nhiệm vụ", items, counted="nhiệm vụ", sheet=sheet)


def _task(statuses: Statuses, each: TaskChange) -> Item:
    directive, task = each.directive.id, each.task
    data = {
        "unit": each.unit.id,
        "directive": directive,
        "task": task.id,
        "move": each.move.name.lower(),
        "progress": [side.progress.value if side else None for side in (each.old, each.new)],
        "timeliness": [time.value if time else None for time in each.times],
        "place": place_data(each.new.at if each.new else None),
    }
    kind, where = sentence_case(each.move.value), f"{directive}, nhiệm vụ {task.number}"
    how = task_text(each, statuses)
    return Item(
        Move(kind, each.unit, where, what=task.name, how=how, subject=f"{directive} {task.id}"), data
    )


def _task_rows(statuses: Statuses, each: TaskChange) -> Iterator[tuple[str, ...]]:
    task = f"{each.task.number}. {each.task.name}"
    yield sentence_case(each.move.value), each.unit.name, task, task_text(each, statuses)


def _ranks(found: Comparison, *, everything: bool) -> Section:
    """Return ranks that only others' changes moved: in one sentence, unless everything is asked for."""
    section = listed("ranks_only", "Chỉ đổi hạng", Made(found.reranked, _rank))
    if everything:
        return section
    many, units = count_text(len(found.reranked)), len({each.unit.id for each in found.reranked})
    brief = f"Chỉ đổi hạng vì đơn vị khác thay đổi: {many} hạng của {count_text(units)} đơn vị."
    return section._replace(name="", brief=brief)


def _rank(each: FigureChange) -> Item:
    data = {"unit": each.unit.id, "indicator": each.indicator.id, "rank": [*map(rank_data, each.ranks)]}
    return Item(f"{each.unit.name}: {each.indicator.name}: {rank_change(each.ranks)}", data)


def _texts(found: Comparison, *, everything: bool) -> Section:
    sheet = text_sheet("Lời văn", TEXTS, found.texts, _text_rows)
    units = {each.unit.id: each.unit for each in found.texts}
    items = Made(found.texts, _text)
    section = listed("texts", "Lời văn", items, counted="đoạn", units=(*units.values(),), sheet=sheet)
    if everything or len(found.texts) <= MOST_TEXTS:
        return section
    brief = f"{count_text(len(found.texts))} đoạn của {count_text(len(units))} đơn vị có câu thay đổi."
    return section._replace(brief=brief)


def _text(each: TextChange) -> Item:
    edits = each.changed.edits  # which old sentence became which new one is found out anew at every call
    sides = [{"old": edit.old or None, "new": edit.new or None} for edit in edits]
    data = {"unit": each.unit.id, "part": each.part, "edits": sides, "place": place_data(each.at)}
    return Item(Edited(each.unit, each.part, edits), data)


def _text_rows(each: TextChange) -> Iterator[tuple[str, ...]]:
    yield from ((each.unit.name, each.part, edit.old, edit.new) for edit in each.changed.edits)


def _facts(found: Comparison) -> Section:
    name = "Văn bản dẫn chiếu, phát hành, nội dung khác"
    sheet = text_sheet("Nội dung khác", TEXTS, found.facts, _fact_rows)
    return listed("facts", name, Made(found.facts, _fact), sheet=sheet)


def _fact(each: FactChange) -> Item:
    sides = {"old": each.old or None, "new": each.new or None}
    data = {"unit": each.unit.id, "part": each.part, **sides, "place": place_data(each.at)}
    return Item(f"{each.unit.name}, {each.part}: {sides_text(each.old, each.new)}", data)


def _fact_rows(each: FactChange) -> Iterator[tuple[str, ...]]:
    yield each.unit.name, each.part, each.old or UNWRITTEN, each.new or UNWRITTEN
