"""The whole file of the next period."""

import re
from typing import Final, NamedTuple

from baocao.model.period import Period
from baocao.pipeline.asking import Asked
from baocao.pipeline.drafting.figures import carry_figures
from baocao.pipeline.drafting.hints import PROSE, STATES
from baocao.pipeline.drafting.sections import carry_citations, carry_narratives, carry_remarks, carry_tasks
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.making import (
    block_comments,
    entry_under,
    made_entry,
    made_mapping,
    made_section,
)
from baocao.source.canonical.parts import BLANK, Group, Item, Text
from baocao.source.canonical.printing import print_file

_DUE: Final = re.compile(r"# \S+: số liệu đến .*, hạn gửi .*\.")
"""What an earlier `new` wrote at the head."""


_HINTS: Final = {"chi_tieu": block_comments(STATES), "noi_dung": block_comments(PROSE)}
"""What is told once above a section."""


class Draft(NamedTuple):
    """A file to be filled in: its text, tasks carried over and left out, figures to fill in."""

    text: str
    carried: int
    dropped: int
    to_fill: int


def make_draft(old: Group | None, last: Period | None, asked: Asked, layout: Layout) -> Draft:
    """Return the file of `asked`, made from the unit's file of the period `last`, if there is one.

    What belongs to the last period alone (issue, published totals, reasons, its days) is left out.
    """

    def before(key: str) -> Item | None:
        return entry_under(old, key)

    def part(key: str) -> Group | Text | None:
        item = before(key)
        return item.value if item else None

    work = carry_tasks(part("nhiem_vu"), asked)
    numbers = carry_figures(part("chi_tieu"), asked, last)
    groups = {
        "chi_tieu": numbers,
        "nhiem_vu": work.group,
        "noi_dung": carry_narratives(part("noi_dung") if old else None, asked),
        "vuong_mac": carry_remarks(part("vuong_mac"), asked),
        "kien_nghi": carry_remarks(part("kien_nghi"), asked),
        # After the tasks: only documents that a carried task still cites go along.
        "van_ban": carry_citations(part("van_ban"), [work.group]),
    }
    items = [
        made_entry("don_vi", Text(asked.unit.id, ""), _head_comments(old, asked)),
        made_entry("ky", Text(asked.period.id, "")),
        *(
            made_section(before(key), key, group, _HINTS.get(key, ()))
            for key, group in groups.items()
            if group
        ),
    ]
    root = made_mapping(items)
    root.tail = old.tail if old else []
    return Draft(print_file(root, layout), work.carried, work.dropped, _count_empty(numbers))


def _count_empty(group: Group | None) -> int:
    """Count the figures that have to be filled in."""
    items = group.items if group else []
    return sum(isinstance(item.value, Text) and not item.value.text for item in items)


def _head_comments(old: Group | None, asked: Asked) -> list[str]:
    """Return the comments at the head: those of the last file, and what is due when."""
    kept = old.items[0].lead if old and old.items else []
    lines = [comment for comment in kept if not _DUE.fullmatch(comment)]
    while lines and lines[-1] == BLANK:
        lines.pop()
    return [*lines, *(note for note in asked.notes if note not in lines)]
