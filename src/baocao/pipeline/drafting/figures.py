"""Figures of the next period: to be filled in, with the last ones beside them."""

import re
from typing import Final

from baocao.model.indicator import Indicator, Nature
from baocao.model.period import Period
from baocao.pipeline.asking import Asked
from baocao.source.canonical.making import entry_under, line_comment, made_entry, made_mapping, text_under
from baocao.source.canonical.parts import Group, Item, Part, Text

_NATURES: Final = {
    Nature.IN_PERIOD: "trong kỳ",
    Nature.CUMULATIVE: "lũy kế",
    Nature.MOMENT: "thời điểm",
}
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
    kept = [item for item in known if item.key and item.key.text in wanted]
    items = [_carried_figure(item, wanted[item.key.text], last) for item in kept if item.key]
    names = {item.key.text for item in items if item.key}
    items += [
        _new_figure(indicator, old, last)
        for name, indicator in wanted.items()
        if name not in names and (last is None or name in required)
    ]
    column = max((len(item.key.text) for item in items if item.key), default=0) + 1 + _GAP
    for item in items:
        item.at = column
    made = made_mapping(items)
    made.tail = old.tail if isinstance(old, Group) else []
    return made if items else None


def _carried_figure(old: Item, indicator: Indicator, last: Period | None) -> Item:
    """Return a figure of the last period without its value, which a comment shows."""
    item = made_entry(indicator.id, lead=old.lead)
    own = _BESIDE.sub("", old.note.removeprefix("#").strip(), count=1).strip()
    shown = ""
    if _is_not_applicable(old.value):
        item.value = old.value
    else:
        shown = _beside_figure(old.value, indicator, last)
    item.note = line_comment("; ".join(part for part in (shown, own) if part))
    return item


def _new_figure(indicator: Indicator, old: Part | None, last: Period | None) -> Item:
    """Return a figure that the last period did not have, unless under an earlier name."""
    item = made_entry(indicator.id)
    before = entry_under(old, indicator.continues[0]) if len(indicator.continues) == 1 else None
    shown = _beside_figure(before.value, indicator, last) if before else ""
    unit = ", ".join(part for part in (indicator.unit_of_measure, _NATURES[indicator.nature]) if part)
    item.note = line_comment(shown or f"{indicator.name} ({unit})")
    return item


def _beside_figure(value: Part, indicator: Indicator, last: Period | None) -> str:
    """Return what stands beside a figure: the last one, unless it only counts its own period."""
    shown = _shown_value(value)
    if last is None or indicator.nature is Nature.IN_PERIOD or not 0 < len(shown) <= _LONGEST:
        return ""
    return f"kỳ {last.id}: {shown} ({_NATURES[indicator.nature]})"


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
