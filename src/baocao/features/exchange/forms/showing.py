"""What stands in the cells of a form: what a report says, as a clerk would type it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from baocao.features.exchange.forms.records import Content, Input
from baocao.figures.shown import entered_number
from baocao.model.indicator import Indicator
from baocao.model.labels import plain_label
from baocao.model.submission import Entry, Ratio, State, Value
from baocao.source import nodes
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar, is_unwritten
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import to_nfc

MOST_DIGITS: Final = 15
"""Digits that a worksheet keeps of a number; what has more is a text."""
ITEM_MARK: Final = "; "
YES: Final = "Có"
NO: Final = "Không"
STATE_WORDS: Final[Mapping[State, tuple[str, str]]] = {
    State.NOTHING: ("Không phát sinh", "khong_phat_sinh"),
    State.MISSING: ("Chưa có số liệu", "chua_co"),
    State.NOT_APPLICABLE: ("Không áp dụng", "khong_ap_dung"),
}
"""What is chosen where there is no value, and what the report says for it."""


def words_of(choices: Mapping[str, str]) -> Mapping[str, str]:
    """Return by the word that people choose what the report says; labels that two share give way to ids."""
    labels = [plain_label(label) for label in choices.values()]
    told: dict[str, str] = {}
    for name, label in choices.items():
        shown = " ".join(to_nfc(label).split())
        plain = plain_label(label)
        alone = shown and labels.count(plain) == 1 and (plain not in choices or plain == name)
        told[shown if alone else name] = name
    return told


def word_for(text: str, choices: Mapping[str, str]) -> str:
    """Return the word by which people choose what a report says; what is no choice is its own text."""
    plain = plain_label(text)
    return next((word for word, name in choices.items() if plain in {name, plain_label(word)}), text)


def raw_text(node: Node | None) -> str:
    """Return what is written, without spaces around it; nothing for what is no text."""
    if not isinstance(node, Scalar) or node.is_blank:
        return ""
    return to_nfc(node.text).strip()


def text_under(node: Node | None, *keys: str) -> str:
    """Return the text that stands under these keys."""
    return raw_text(node_under(node, *keys))


def node_under(node: Node | None, *keys: str) -> Node | None:
    """Return what stands under these keys; None where nothing is written."""
    for key in keys:
        node = node.get(key) if isinstance(node, nodes.Mapping) else None
    return None if node is None or is_unwritten(node) else node


def day_text(node: Node | None) -> str:
    """Return a day as people write it, and what is none as it stands there."""
    text = raw_text(node)
    day = Log("").day(node) if text and isinstance(node, Scalar) else None
    return short_date(day) if day else text


def entry_content(entry: Entry, node: Node | None, indicator: Indicator, cell: Input) -> Content:
    """Return what the cell of a value shows: the value, or the letters of one that cannot be read."""
    if entry.state is State.UNREADABLE:
        return raw_text(node)
    if entry.state is not State.GIVEN or entry.value is None:
        return None
    return _value_content(entry.value, entry.qualifier, indicator, cell)


def _value_content(value: Value, qualifier: str, indicator: Indicator, cell: Input) -> Content:
    match value:
        case bool():
            return YES if value else NO
        case Decimal():
            return _number_content(value, qualifier, indicator)
        case Ratio():
            return None
        case tuple():
            return ITEM_MARK.join(value)
        case str():
            return word_for(value, cell.choices)
        case _:
            return short_date(value)


def _number_content(number: Decimal, qualifier: str, indicator: Indicator) -> Content:
    if not qualifier and len(number.normalize().as_tuple().digits) <= MOST_DIGITS:
        return number
    return f"{qualifier} {entered_number(number, indicator)}".strip()
