"""An outline as JSON, a stable interface for other programs: everything, nothing folded."""

from collections.abc import Sequence
from typing import Any

from baocao.report.json_text import json_text
from baocao.report.outline import Each, Fact, Outline, Section, key_of, nodes_in_order


def outline_json(outline: Outline, *orders: Sequence[str]) -> str:
    """Return the text of an object.

    `orders` are the orders of keys, of the outline's own first, then of the outlines in it; keys that they
    do not name come after the others, as a reader expects of keys that are new.
    """
    return json_text(outline_data(outline, *orders))


def outline_data(outline: Outline, *orders: Sequence[str]) -> dict[str, Any]:
    """Return what machines read of an outline; sections of one key are one list."""
    own, *inner = orders or ((),)
    content: dict[str, Any] = {}
    for node in nodes_in_order(outline.nodes, own):
        match node:
            case Each(key, outlines):
                content[key] = [outline_data(inner_outline, *inner) for inner_outline in outlines]
            case Section() if node.key:
                content.setdefault(node.key, []).extend(item.data for item in node.items)
            case Fact() if key_of(node):
                content[node.key] = node.value
    return content
