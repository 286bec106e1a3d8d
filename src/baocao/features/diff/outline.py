"""What changed, told once: for terminals, comments, other programs and tables."""

from collections.abc import Container, Iterable, Iterator
from functools import partial
from typing import Final

from baocao.features.diff.data import change_data, number_data, place_data, rank_data, why_data
from baocao.features.diff.printed_outline import edit_data, printed_nodes
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
    look_sheet,
    text_sheet,
    total_sheet,
)
from baocao.features.diff.words import (
    NO_CHANGE,
    change_notes,
    comparison_summary,
    definition_text,
    difference_title,
    directive_text,
    is_numeric,
    named_figure,
    period_title,
    rank_change,
    side_words,
    sides_text,
    task_text,
    total_notes,
    unit_lines,
    weighed_totals,
)
from baocao.figures.shown import UNWRITTEN, change_text, relative_text
from baocao.model.diagnostic import Diagnostic
from baocao.model.printed import FigureKey
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
    list_section,
)
from baocao.rules.look_words import look_data, look_lines, looks_heading, named_look, share_text
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import sentence_case

VERSION: Final = 1
MOST: Final = 15
"""How many changes of one kind a terminal shows before the rest is counted."""
MOST_TEXTS: Final = 40
"""With more texts than these only their number is told: the reports were written anew."""


def diff_outline(differences: Differences, *, everything: bool = False) -> Outline:
    """Return what changed; `everything` asks for long lists in full."""
    return Outline(tuple(_diff_nodes(differences, everything=everything)))


def wordless_outline(differences: Differences, sections: Container[str]) -> Outline:
    """Return what changed, but of what stands in some `sections` only how much of it did."""
    return _without_words(diff_outline(differences), sections)


_COUNTED: Final = {"texts": "đoạn lời văn", "facts": "nội dung khác", "printed": "nhóm văn bản in ra"}
PRINTED_WORDS: Final = frozenset({"printed"})
OWN_WORDS: Final = frozenset(_COUNTED)
"""The sections in which people's own words stand."""


def _without_words(outline: Outline, sections: Container[str]) -> Outline:
    return Outline(tuple(_wordless_node(node, sections) for node in outline.nodes))


def _wordless_node(node: Node, sections: Container[str]) -> Node:
    if isinstance(node, Each):
        return node._replace(outlines=tuple(_without_words(each, sections) for each in node.outlines))
    if not isinstance(node, Section) or node.key not in sections:
        return node
    return node._replace(brief=f"{count_text(len(node.items))} {_COUNTED[node.key]} thay đổi.")


def _diff_nodes(differences: Differences, *, everything: bool) -> Iterator[Node]:
    yield Fact(key="version", value=VERSION)
    yield Fact(key="old", value=differences.old)
    yield Fact(key="new", value=differences.new)
    yield Fact(difference_title(differences), tone=Tone.TITLE)
    yield Fact(differences.notice, "notice", differences.notice or None, tone=Tone.NOTICE)
    yield Fact(key="remarks", value=list(differences.remarks))
    yield from (Fact(remark, label="Lưu ý", tone=Tone.REMARK) for remark in differences.remarks)
    yield list_section("problems", "Dữ liệu có lỗi", Made(differences.problems, _problem_item))
    of_build = any(printed.of_build for printed in differences.printed)
    if differences.is_empty and not differences.remarks and not of_build:
        yield Fact(NO_CHANGE)
    parts = (
        _comparison_nodes(comparison, differences, everything=everything)
        for comparison in differences.comparisons
    )
    yield Each("comparisons", tuple(Outline(tuple(part)) for part in parts))
    yield from printed_nodes(differences.printed)
    sheet = text_sheet("Định nghĩa", DEFINITIONS, differences.definitions, _definition_rows)
    yield list_section(
        "definitions", "Định nghĩa", Made(differences.definitions, _definition_item), sheet=sheet
    )


def _comparison_nodes(
    comparison: Comparison, differences: Differences, *, everything: bool
) -> Iterator[Node]:
    """Yield the parts of a comparison, what wants looking at first."""
    yield Fact(key="old_period", value=comparison.old.id)
    yield Fact(key="new_period", value=comparison.new.id)
    yield Fact(key="reported", value=list(comparison.reported))
    same = comparison.old == comparison.new
    name = sentence_case(period_title(comparison)) if same else ""
    yield Fact(
        comparison_summary(comparison), label=name, tone=Tone.LEAD, gap=same or bool(differences.problems)
    )
    yield _units_section(comparison)
    unusual, others = _figure_sections(comparison)
    yield unusual
    yield _looks_section(comparison)
    totals = (
        _directive_nodes(directive, comparison, everything=everything)
        for directive in comparison.directives
    )
    yield Each("directives", tuple(Outline(tuple(part)) for part in totals))
    yield _tasks_section(comparison)
    yield others
    yield _ranks_section(comparison, everything=everything)
    yield _texts_section(comparison, everything=everything)
    yield _facts_section(comparison)
    long = max(map(len, (comparison.figures, comparison.tasks, comparison.texts, comparison.facts)))
    if long > MOST and not everything:
        hint = "Xem hết: thêm --don-vi MÃ, --toan-bo, hoặc --xlsx TỆP."
        yield Fact(hint, tone=Tone.HINT, gap=True)


def _problem_item(diagnostic: Diagnostic) -> Item:
    place = place_data(diagnostic.place)
    return Item(
        diagnostic,
        {"code": diagnostic.code, "message": diagnostic.message, "unit": diagnostic.unit, "place": place},
    )


def _definition_item(change: DefinitionChange) -> Item:
    return Item(definition_text(change), change._asdict())


def _definition_rows(change: DefinitionChange) -> Iterator[tuple[str, ...]]:
    yield change.file, change.path, change.old, change.new


def _units_section(comparison: Comparison) -> Section:
    told = [Item(line, many=many) for line, many in unit_lines(comparison)]
    sheet = text_sheet("Đơn vị", UNITS, comparison.units, _unit_rows, on_pages=True)
    items = Made(comparison.units, _unit_item)
    return list_section("units", "Đơn vị", items, counted="đơn vị", sheet=sheet)._replace(told=told)


def _unit_item(change: UnitChange) -> Item:
    named = {"unit": change.unit.id, "name": change.unit.name}
    return Item(data={**named, "fate": change.fate.name.lower(), "detail": change.detail})


def _unit_rows(change: UnitChange) -> Iterator[tuple[str, ...]]:
    detail = f" ({change.detail})" if change.detail else ""
    yield change.unit.name, sentence_case(f"{change.fate.value}{detail}")


def _figure_sections(comparison: Comparison) -> tuple[Section, Section]:
    """Return the unusual changes of figures and the others, which are one list to machines."""
    outliers = [change for change in comparison.figures if change.is_outlier]
    others = [change for change in comparison.figures if not change.is_outlier]
    name = "Số liệu khác" if outliers else "Số liệu của đơn vị"
    return (
        list_section("figures", "Khác thường", Made(outliers, _figure_item)),
        list_section("figures", name, Made(others, _figure_item), sheet=figure_sheet(comparison)),
    )


def _looks_section(comparison: Comparison) -> Section:
    """Return the figures to look at first; as many as they are, they are told all."""
    looks, lines = comparison.looks, look_lines(comparison.looks)
    items = [
        Item(
            line,
            look_data(look),
            key=FigureKey(look.indicator.id, look.unit.id).text,
            named=f"{share_text(look)} {named_look(look)}",
        )
        for line, look in zip(lines, looks, strict=True)
    ]
    name = looks_heading(looks) if looks else ""
    return Section("first_looks", name, items, items, counted="", sheet=look_sheet(comparison))


def _figure_item(change: FigureChange) -> Item:
    words = _change_words(change, change.unit, change_notes(change))
    data = {
        "unit": change.unit.id,
        **change_data(change, words),
        "rank": [*map(rank_data, change.ranks)],
        "score": change.score,
        "outlier": change.is_outlier,
    }
    return Item(words, data, key=FigureKey(change.indicator.id, change.unit.id).text if change.new else "")


def _change_words(figure: FigureChange | TotalChange, who: Unit | None, said: Iterable[str]) -> Change:
    old, new = side_words(figure)
    return Change(
        who,
        named_figure(figure),
        old,
        new=new,
        by=change_text(figure.change or None, figure.indicator),
        share=relative_text(figure.relative),
        notes=tuple(said),
        is_number=is_numeric(figure),
    )


def _directive_nodes(
    directive: DirectiveChange, comparison: Comparison, *, everything: bool
) -> Iterator[Node]:
    yield Fact(key="id", value=directive.directive.id)
    for key, (reported, expected) in (("old", directive.before), ("new", directive.after)):
        yield Fact(key=key, value={"reported": reported, "expected": expected})
    ordered, coverage = weighed_totals(directive, everything=everything)
    make = partial(_total_item, directive.directive.id)
    items, told = Made(directive.totals, make), Made(ordered, make)
    yield Section(
        "totals",
        directive_text(directive),
        items,
        told,
        aside=coverage,
        sheet=total_sheet(directive, comparison),
    )


def _total_item(directive: str, total: TotalChange) -> Item:
    words = _change_words(total, None, total_notes(total))
    side = total.new or total.old
    data = {
        **change_data(total, words),
        "how": side.how if side else None,
        "drivers": [
            {"unit": driver.unit.id, "change": number_data(driver.change)} for driver in total.drivers
        ],
        "change_of_other_units": number_data(total.uneven),
        "gained": [unit.id for unit in total.gained],
        "lost": [unit.id for unit in total.lost],
        "newly_holding": [unit.id for unit in total.holding],
        "no_longer_holding": [unit.id for unit in total.ceasing],
        "why": why_data(total.why),
    }
    return Item(
        words, data, key=FigureKey(total.indicator.id, directive=directive).text if total.new else ""
    )


def _tasks_section(comparison: Comparison) -> Section:
    items = Made(comparison.tasks, partial(_task_item, comparison.statuses))
    sheet = text_sheet(
        "Nhiệm vụ", TASKS, comparison.tasks, partial(_task_rows, comparison.statuses), on_pages=True
    )
    return list_section("tasks", "Nhiệm vụ", items, counted="nhiệm vụ", sheet=sheet)


def _task_item(statuses: Statuses, change: TaskChange) -> Item:
    directive, task = change.directive.id, change.task
    data = {
        "unit": change.unit.id,
        "directive": directive,
        "task": task.id,
        "move": change.move.name.lower(),
        "progress": [side.progress.value if side else None for side in (change.old, change.new)],
        "timeliness": [time.value if time else None for time in change.times],
        "place": place_data(change.new.at if change.new else None),
    }
    kind, where = sentence_case(change.move.value), f"{directive}, nhiệm vụ {task.number}"
    how = task_text(change, statuses)
    return Item(
        Move(kind, change.unit, where, what=task.name, how=how, subject=f"{directive} {task.id}"), data
    )


def _task_rows(statuses: Statuses, change: TaskChange) -> Iterator[tuple[str, ...]]:
    task = f"{change.task.number}. {change.task.name}"
    yield sentence_case(change.move.value), change.unit.name, task, task_text(change, statuses)


def _ranks_section(comparison: Comparison, *, everything: bool) -> Section:
    """Return ranks that only others' changes moved: in one sentence, unless everything is asked for."""
    section = list_section("ranks_only", "Chỉ đổi hạng", Made(comparison.reranked, _rank_item))
    if everything:
        return section
    many, units = (
        count_text(len(comparison.reranked)),
        len({change.unit.id for change in comparison.reranked}),
    )
    brief = f"Chỉ đổi hạng vì đơn vị khác thay đổi: {many} hạng của {count_text(units)} đơn vị."
    return section._replace(name="", brief=brief)


def _rank_item(change: FigureChange) -> Item:
    data = {
        "unit": change.unit.id,
        "indicator": change.indicator.id,
        "rank": [*map(rank_data, change.ranks)],
    }
    return Item(f"{change.unit.name}: {change.indicator.name}: {rank_change(change.ranks)}", data)


def _texts_section(comparison: Comparison, *, everything: bool) -> Section:
    sheet = text_sheet("Lời văn", TEXTS, comparison.texts, _text_rows)
    units = {change.unit.id: change.unit for change in comparison.texts}
    items = Made(comparison.texts, _text_item)
    section = list_section("texts", "Lời văn", items, counted="đoạn", units=(*units.values(),), sheet=sheet)
    if everything or len(comparison.texts) <= MOST_TEXTS:
        return section
    brief = f"{count_text(len(comparison.texts))} đoạn của {count_text(len(units))} đơn vị có câu thay đổi."
    return section._replace(brief=brief)


def _text_item(change: TextChange) -> Item:
    edits = change.changed.edits  # which old sentence became which new one is found out anew at every call
    sides = [edit_data(edit) for edit in edits]
    data = {"unit": change.unit.id, "part": change.part, "edits": sides, "place": place_data(change.at)}
    return Item(Edited(change.unit, change.part, edits), data)


def _text_rows(change: TextChange) -> Iterator[tuple[str, ...]]:
    for edit in change.changed.edits:
        yield change.unit.name, change.part, edit.old, f"({edit.moved})" if edit.moved else edit.new


def _facts_section(comparison: Comparison) -> Section:
    name = "Văn bản dẫn chiếu, phát hành, nội dung khác"
    sheet = text_sheet("Nội dung khác", TEXTS, comparison.facts, _fact_rows)
    return list_section("facts", name, Made(comparison.facts, _fact_item), sheet=sheet)


def _fact_item(change: FactChange) -> Item:
    sides = {"old": change.old or None, "new": change.new or None}
    data = {"unit": change.unit.id, "part": change.part, **sides, "place": place_data(change.at)}
    return Item(f"{change.unit.name}, {change.part}: {sides_text(change.old, change.new)}", data)


def _fact_rows(change: FactChange) -> Iterator[tuple[str, ...]]:
    yield change.unit.name, change.part, change.old or UNWRITTEN, change.new or UNWRITTEN
