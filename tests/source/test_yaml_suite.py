"""The YAML test suite: what our reader reads is what the suite says, and everything else is refused.

`.ci/corpora` fetches it; the folder stands in the environment as BAOCAO_CORPORA.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.nodes import Node, Scalar, Sequence
from baocao.source.parsing import parse_source

pytestmark = pytest.mark.corpora
ESCAPES: Final = {"\\n": "\n", "\\t": "\t", "\\\\": "\\", "\\r": "\r", "\\b": "\b"}
SIGNS: Final = (("␣", " "), ("—*»", "\t"), ("↵", ""), ("∎\n$", ""), ("←", "\r"), ("⇔", "\ufeff"))
"""What the suite writes for characters that cannot be seen."""


LENIENT: Final = {
    "9C9N/0": "a list in brackets goes on too far left",
    "QB6E/0": "a quoted text goes on too far left",
    "DK95/1": "a quoted text goes on behind a tab",
    "Y79Y/3": "a list in brackets goes on behind a tab",
    "G5U8/0": "a '-' in brackets stands for itself",
    "YJV2/0": "a '-' in brackets stands for itself",
    "S98Z/0": "an empty text has lines of more blanks than its end",
}
"""What is no YAML and is read as it looks, as all programs on libyaml do."""


def meant_text(text: str) -> str:
    """Return a text of the suite with the characters that it means."""
    for sign, meant in SIGNS:
        text = re.sub(sign, meant, text)
    return text


def suite_cases() -> Iterator[tuple[str, str, list[str] | None]]:
    """Yield the name, the YAML and the events of every case; none where it is no YAML."""
    suite = json.loads((Path(os.environ["BAOCAO_CORPORA"]) / "yaml.json").read_text(encoding="utf-8"))
    for file in suite:
        inherited: dict[str, Any] = {}
        for number, case in enumerate(file["cases"]):
            inherited |= {"fail": False} | case
            wrong = inherited["fail"] or inherited.get("tree") is None
            events = None if wrong else list(events_of(inherited["tree"]))
            yield f"{file['id']}/{number}", meant_text(inherited["yaml"]), events


def events_of(tree: str) -> Iterator[str]:
    """Yield what the suite says of a text: where lists and mappings begin and end, and the scalars."""
    for line in tree.splitlines():
        event = meant_text(line.lstrip(" "))
        if event.startswith("=VAL"):
            value = re.sub(r"^=VAL (?:[&<]\S+ )*[:'\"|>]", "", event)
            yield "=" + re.sub(r"\\.", lambda item: ESCAPES.get(item[0], item[0]), value)
        else:
            yield event[:4].strip()


def events_in(node: Node) -> Iterator[str]:
    """Yield the same of a tree of ours."""
    if isinstance(node, Scalar):
        yield f"={node.text}"
    elif isinstance(node, Sequence):
        yield "+SEQ"
        for item in node.items:
            yield from events_in(item)
        yield "-SEQ"
    elif isinstance(node, nodes.Mapping):
        yield "+MAP"
        for key, value in node.entries.values():
            yield from events_in(key)
            yield from events_in(value)
        yield "-MAP"


def test_every_case_of_the_suite_is_read_as_it_says_or_refused_at_a_place() -> None:
    read, lenient = 0, set()
    for name, text, events in suite_cases():
        lines = text.split("\n")
        root, problems = parse_source(SourceFile("a.yaml", text, text.encode(errors="replace")))
        for each in problems:
            assert each.place is not None, name
            assert 1 <= each.place.line <= len(lines) + 1, name
        if root is not None and not problems:
            read += 1
            within = ["+STR", "+DOC", *events_in(root), "-DOC", "-STR"]
            if events is None:
                lenient.add(name)
            else:
                assert within == events, name
    assert lenient == set(LENIENT)
    assert read > 100
