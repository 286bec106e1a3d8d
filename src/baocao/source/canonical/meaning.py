"""Whether a value says the same as what stands in a file, however either of them is written."""

import re
from functools import lru_cache
from typing import Final

from baocao.model.labels import plain_label
from baocao.source.canonical.layout import Layout, Measure
from baocao.source.canonical.parts import Group, Part, Text
from baocao.source.nodes import Mapping, Node, Scalar
from baocao.source.values import STATES
from baocao.vietnamese.numbers import Reading, number_readings
from baocao.vietnamese.text import to_nfc

_WRITTEN_DAY: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_COUNTED: Final = re.compile(r"([-−+]?\s*\d[\d., \u00a0\u202f]*)(.*)")


def says_same(node: Node, part: Part, layout: Layout) -> bool:
    """Tell whether a node and a part say the same: 3.781 and 3781, `có` and `co`, keys in any order."""
    if isinstance(part, Text):
        return isinstance(node, Scalar) and _same_scalar(node, part, layout)
    if isinstance(node, Mapping):
        return part.is_mapping and _same_mapping(node, part, layout)
    if isinstance(node, Scalar) or part.is_mapping:
        return False
    pairs = zip(node.items, part.items, strict=False)
    inner = layout.of("")
    return len(node.items) == len(part.items) and all(
        says_same(old, new.value, inner) for old, new in pairs
    )


def _same_mapping(node: Mapping, group: Group, layout: Layout) -> bool:
    wanted = {to_nfc(item.key.text): item.value for item in group.items if item.key}
    return node.entries.keys() == wanted.keys() and all(
        says_same(value, wanted[name], layout.of(name)) for name, (_, value) in node.entries.items()
    )


def _same_scalar(node: Scalar, text: Text, layout: Layout) -> bool:
    if node.is_blank or is_nothing(text):
        return node.is_blank and is_nothing(text)
    return same_text(node.text, text.text, layout)


def is_nothing(part: Part) -> bool:
    """Tell whether a value is that nothing is written."""
    return isinstance(part, Text) and not (part.text or part.style)


def same_text(first: str, second: str, layout: Layout) -> bool:
    """Tell whether two texts say the same where they stand."""
    old, new = plain_text(first), plain_text(second)
    if old == new:
        return True
    if layout.ids and _id_of(old, layout) == _id_of(new, layout):
        return True
    if _plain_day(old) == _plain_day(new):
        return True
    return layout.is_figure and (_same_state(old, new) or _same_number(old, new, layout.measure))


def plain_text(text: str) -> str:
    """Return a text as it is read: composed letters, no blanks around it nor at the ends of its lines."""
    if "\n" not in text and "\r" not in text:
        return to_nfc(text).strip()
    lines = to_nfc(text.replace("\r\n", "\n").replace("\r", "\n")).strip().split("\n")
    return "\n".join([*(line.rstrip() for line in lines[:-1]), lines[-1]])


def _id_of(text: str, layout: Layout) -> str:
    return layout.ids.get(plain_label(text), text)


def _plain_day(text: str) -> tuple[int, ...] | str:
    """Return year, month and day of a text that is one."""
    if match := _WRITTEN_DAY.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    iso = _ISO_DAY.fullmatch(text)
    return tuple(map(int, iso.groups())) if iso else text


def _same_state(old: str, new: str) -> bool:
    state = STATES.get(old.lower())
    return state is not None and state == STATES.get(new.lower())


def _same_number(old: str, new: str, measure: Measure | None) -> bool:
    """Tell whether two texts can only mean the same number of the same unit."""
    meant = _meant_number(old, measure)
    return meant is not None and meant == _meant_number(new, measure)


@lru_cache(maxsize=10_000)
def _meant_number(text: str, measure: Measure | None) -> Reading | None:
    match = _COUNTED.fullmatch(text)
    unit = match[2].strip().lower() if match else ""
    if match is None or unit not in {"", measure.unit.lower() if measure else ""}:
        return None
    readings = number_readings(match[1].strip())
    # The Vietnamese reading of what is counted whole: nobody writes the decimals of what has none.
    is_clear = len(readings) == 1 or (measure and measure.is_whole and bool(readings))
    return readings[0] if is_clear else None
