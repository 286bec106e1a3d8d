"""Tasks, narratives, remarks and cited documents of the next period."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from baocao.model.directive import Directive, OutlineItem, Task
from baocao.pipeline.asking import Asked
from baocao.pipeline.drafting.hints import TASK_HINT
from baocao.source.canonical.making import (
    block_comments,
    entry_under,
    made_entry,
    made_mapping,
    with_comments,
)
from baocao.source.canonical.parts import BLANK, Group, Item, Part, Text

_CITED: Final = re.compile(r"@([a-z0-9][\w.-]*)")
_QUOTES_AND_GAP: Final = 6
_REMARK: Final = "Mỗi ý một dòng: - {nhom: …, noi_dung: …}; không có thì ghi []. Nhóm:"


class Tasks(NamedTuple):
    """`nhiem_vu`, how many tasks were carried over, and how many finished ones were not."""

    group: Group | None
    carried: int = 0
    dropped: int = 0


def carry_tasks(old: Part | None, asked: Asked) -> Tasks:
    """Return the tasks with their state; those not reported before are there by name."""
    items: dict[str, Item] = {}
    carried = dropped = 0
    for directive in asked.directives:
        name = directive.tasks_from
        before = entry_under(old, name)
        reports = before.value if before and isinstance(before.value, Group) else None
        made = []
        for task in directive.tasks_of(asked.unit) if name not in items else ():
            report = entry_under(reports, task.id) or entry_under(reports, task.continues)
            if asked.is_settled(directive, task):
                dropped += report is not None
            elif report and isinstance(report.value, Group):
                carried += 1
                made.append(made_entry(task.id, report.value, report.lead))
                made[-1].annotate("" if report.note == TASK_HINT else report.note, report.at)
            else:
                made.append(made_entry(task.id, lead=with_comments(report, _task_comments(task))))
                made[-1].annotate(TASK_HINT, len(task.id) + _QUOTES_AND_GAP)
        if made:
            items[name] = _directive_part(before, name, made)
    return Tasks(_section_group(old, items.values()), carried, dropped)


def _task_comments(task: Task) -> list[str]:
    due = f"; thời hạn: {task.deadline.text}" if task.deadline.text else ""
    return block_comments(f"Nhiệm vụ {task.number}: {task.name}{due}.")


def carry_narratives(old: Part | None, asked: Asked) -> Group | None:
    """Return the narratives that the last period had and the required ones, empty, with what is asked.

    Without an earlier file these are all of the outline's lowest items.
    """
    items = []
    for directive in asked.directives:
        before = entry_under(old, directive.id)
        written = before.value if before else None
        made = [
            made_entry(
                item.id, lead=with_comments(entry_under(written, item.id), _guidance_comments(item, asked))
            )
            for item in asked.lowest_items(directive)
            if old is None or item.required or entry_under(written, item.id)
        ]
        items += [_directive_part(before, directive.id, made)] if made else []
    return _section_group(old, items)


def _guidance_comments(item: OutlineItem, asked: Asked) -> list[str]:
    points = (
        f"- {point.text}{f' ({point.guidance})' if point.guidance else ''}"
        for point in item.points
        if point.applies_to.matches(asked.unit)
    )
    return block_comments(f"{item.id}. {item.title}", item.guidance, *points)


def carry_remarks(old: Part | None, asked: Asked) -> Group | None:
    """Return `vuong_mac` or `kien_nghi`, empty, for the directives that gather them."""
    items = []
    for directive in asked.directives:
        if directive.concerns:
            before = entry_under(old, directive.id)
            lead = with_comments(before, _concern_comments(directive))
            items.append(made_entry(directive.id, lead=lead))
    return _section_group(old, items)


def _concern_comments(directive: Directive) -> list[str]:
    known = "; ".join(f"{name} ({label})" for name, label in directive.concerns.items())
    return block_comments(f"{_REMARK} {known}.")


def carry_citations(old: Part | None, carried: Iterable[Part | None]) -> Group | None:
    """Return the cited documents to which what was carried over still refers."""
    cited = {name for part in carried for text in _texts_of(part) for name in _CITED.findall(text)}
    kept = old.items if isinstance(old, Group) else []
    return _section_group(old, [item for item in kept if item.key and item.key.text in cited])


def _texts_of(part: Part | None) -> Iterator[str]:
    if isinstance(part, Text):
        yield part.text
    elif part is not None:
        for item in part.items:
            yield from _texts_of(item.value)


def _directive_part(old: Item | None, name: str, items: list[Item]) -> Item:
    """Return what a section says under one directive, with the comments of the old one."""
    made = made_mapping(items)
    made.tail = old.value.tail if old and isinstance(old.value, Group) else []
    return made_entry(name, made, old.lead if old else [])


def _section_group(old: Part | None, items: Iterable[Item]) -> Group | None:
    made = made_mapping(items)
    made.tail = [comment for comment in old.tail if comment != BLANK] if isinstance(old, Group) else []
    return made if made.items else None
