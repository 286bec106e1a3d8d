"""Figures of the next period: to be filled in, with the last ones beside them."""

import re
from typing import Final

from baocao.model.indicator import Indicator, Nature
from baocao.model.period import Period
from baocao.pipeline.asking import Asked
from baocao.pipeline.drafting.hints import NATURES, Hint, figure_hint, is_hint
from baocao.source.canonical.blocks import STEP
from baocao.source.canonical.making import (
    entry_under,
    line_comment,
    made_entry,
    made_mapping,
    text_under,
    with_comments,
)
from baocao.source.canonical.parts import Group, Item, Part, Text

_BESIDE: Final = re.compile(r"kỳ \S+: .*? \((?:lũy kế|thời điểm)\)(?:; )?")
"""What an earlier `new` wrote beside a figure."""
_NOT_APPLICABLE: Final = "khong_ap_dung"
_LONGEST: Final = 60
"""A longer text is not repeated in a comment."""
_GAP: Final = 3


def carry_figures(old: Part | None, asked: Asked, last: Period | None) -> Group | None:
    """Return `chi_tieu`: the figures of the last period and the required ones, all to be filled in.

    Without an earlier file every figure is there that is asked for; None if none is. What did not apply
    to the unit still does not.
    """
    wanted, required = asked.asked_indicators(), asked.required_indicators()
    known = old.items if isinstance(old, Group) else []
    kept = {item.key.text: item for item in known if item.key and item.key.text in wanted}
    new = [name for name in wanted if name not in kept and (last is None or name in required)]
    column = max(map(len, (*kept, *new)), default=0) + 1 + _GAP
    items = [_carried_figure(item, wanted[name], last, column) for name, item in kept.items()]
    items += [_new_figure(wanted[name], old, last, column) for name in new]
    for item in items:
        item.at = column
    made = made_mapping(items)
    made.tail = old.tail if isinstance(old, Group) else []
    return made if items else None


def _carried_figure(old: Item, indicator: Indicator, last: Period | None, column: int) -> Item:
    """Return a figure of the last period without its value, which a comment shows."""
    own = _BESIDE.sub("", old.note.removeprefix("#").strip(), count=1).strip()
    own = "" if is_hint(own, indicator) else own
    if _is_not_applicable(old.value):
        item = made_entry(indicator.id, old.value, old.lead)
        item.note = line_comment(own)
        return item
    shown = _beside_figure(old.value, indicator, last)
    hint = figure_hint(indicator, STEP + column, shown)
    if own:
        hint = Hint(line_comment("; ".join(part for part in (shown, own) if part)))
    item = made_entry(indicator.id, lead=with_comments(old, list(hint.lead)))
    item.note = hint.note
    return item


def _new_figure(indicator: Indicator, old: Part | None, last: Period | None, column: int) -> Item:
    """Return a figure that the last period did not have, unless under an earlier name."""
    before = entry_under(old, indicator.continues[0]) if len(indicator.continues) == 1 else None
    shown = _beside_figure(before.value, indicator, last) if before else ""
    hint = figure_hint(indicator, STEP + column, shown)
    item = made_entry(indicator.id, lead=hint.lead)
    item.note = hint.note
    return item


def _beside_figure(value: Part, indicator: Indicator, last: Period | None) -> str:
    """Return what stands beside a figure: the last one, unless it only counts its own period."""
    shown = _shown_value(value)
    if last is None or indicator.nature is Nature.IN_PERIOD or not 0 < len(shown) <= _LONGEST:
        return ""
    return f"kỳ {last.id}: {shown} ({NATURES[indicator.nature]})"


def _is_not_applicable(value: Part) -> bool:
    if isinstance(value, Text):
        return value.text == _NOT_APPLICABLE
    return entry_under(value, _NOT_APPLICABLE) is not None


def _shown_value(value: Part) -> str:
    """Return a value as it was written; nothing if there was none."""
    if isinstance(value, Text):
        return "" if "\n" in value.text else value.text
    if not value.is_mapping:
        return ", ".join(item.value.text for item in value.items if isinstance(item.value, Text))
    if parts := [text for key in ("tu_so", "mau_so") if (text := text_under(value, key))]:
        return "/".join(parts)
    if entry_under(value, "gia_tri"):
        return text_under(value, "gia_tri")
    latest = max(value.items, key=lambda item: item.key.text if item.key else "", default=None)
    return _shown_value(latest.value) if latest and latest.key and latest.key.text[:1].isdigit() else ""
