"""Texts as sentences, and which of them changed from one version to another."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

_MARKER: Final = re.compile(r"^\s*(?:[-+*]|\d+[.)]|[a-zđ]\))\s+")
"""What a line of a list begins with."""
_END: Final = re.compile(r"(?<=[.!?…])\s+(?=[\"“(\[]*(\w))")
"""What may part sentences, and the first letter after it."""
_SHORT: Final = re.compile(
    r"(?:^|[\s(“\"])(?:[A-ZĐ]|TP|Tp|TX|TT|ThS|TS|GS|PGS|BS|KS|CN|Nxb|v\.v|[0-9]+)\.$"
)
"""After an abbreviation or the number of a heading no sentence ends."""
_WORD: Final = re.compile(r"\s+|\[[^\]]*\]|[\w%/&.,:-]*[\w%/&]|.", re.DOTALL)
_ALIKE: Final = 0.5
"""Sentences that share so much of their words are one that was edited."""
_MOST_COMPARED: Final = 400
"""More pairs of sentences than these are not looked through for edits."""

_CONTEXT: Final = 40
"""How many letters around a change in a sentence are shown."""


class Mark(Enum):
    """What became of a sentence or of words in it."""

    KEPT = "giữ"
    REMOVED = "bỏ"
    ADDED = "thêm"


class Edit(NamedTuple):
    """A sentence that was removed (no `new`), added (no `old`) or edited."""

    old: str
    new: str


@lru_cache(maxsize=50_000)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; items of lists are told apart, their markers left out.

    A line that goes on the one before belongs to it, so that other breaks of lines are no change.
    """
    found: list[str] = []
    for block in _blocks(text):
        start = 0
        for end in _END.finditer(block):
            if not (end[1].islower() or _SHORT.search(block[start : end.start()])):
                found.append(block[start : end.start()])
                start = end.end()
        found.append(block[start:])
    return tuple(sentence for sentence in found if sentence)


def _blocks(text: str) -> list[str]:
    """Return paragraphs and items of lists, each on one line."""
    found: list[str] = []
    open_ = False
    for line in text.split("\n"):
        marker = _MARKER.match(line)
        rest = " ".join(line[marker.end() if marker else 0 :].split())
        if not rest:
            open_ = False
        elif marker or not open_:
            found.append(rest)
            open_ = True
        else:
            found[-1] = f"{found[-1]} {rest}"
    return found


class Changed(NamedTuple):
    """The sentences that stand in one of two texts only, in their order."""

    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was removed, then what was added or edited; this is found out where it is shown."""
        removed, added = self
        few = len(removed) * len(added) <= _MOST_COMPARED
        partners = _partners(removed, added) if few else {}
        paired = set(partners.values())
        gone = (Edit(text, "") for index, text in enumerate(removed) if index not in paired)
        come = (
            Edit(removed[partners[index]] if index in partners else "", text)
            for index, text in enumerate(added)
        )
        return (*gone, *come)


def changed_sentences(old: str, new: str) -> Changed:
    """Return the sentences that are not in both texts; one that only stands elsewhere now is no change."""
    if old == new:
        return Changed((), ())
    before, after = sentences(old), sentences(new)
    was, is_ = set(before), set(after)
    if len(was) == len(before) and len(is_) == len(after):
        gone = tuple(text for text in before if text not in is_)
        return Changed(gone, tuple(text for text in after if text not in was))
    left, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return Changed(_those(before, left), _those(after, come))


def _those(texts: tuple[str, ...], wanted: Counter[str]) -> tuple[str, ...]:
    """Return the wanted texts in their order, each as often as it is wanted."""
    rest = Counter(wanted)
    found = []
    for text in texts:
        if rest[text]:
            rest[text] -= 1
            found.append(text)
    return tuple(found)


def _partners(removed: Sequence[str], added: Sequence[str]) -> dict[int, int]:
    """Return which added sentence is which removed one, edited; the most alike find each other first."""
    bags = [Counter(text.split()) for text in removed]
    others = [Counter(text.split()) for text in added]
    pairs = sorted(
        (
            (-likeness, first, second)
            for first, mine in enumerate(bags)
            for second, its in enumerate(others)
            if (likeness := _likeness(mine, its)) >= _ALIKE
        ),
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, first, second in pairs:
        if first not in taken and second not in found:
            found[second] = first
            taken.add(first)
    return found


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    shared = sum((one & other).values())
    return 2 * shared / max(1, one.total() + other.total())


def marked(edit: Edit) -> tuple[tuple[Mark, str], ...]:
    """Return the pieces of a sentence: what stayed, what was removed, what was added."""
    if not edit.old or not edit.new:
        return ((Mark.ADDED, edit.new),) if edit.new else ((Mark.REMOVED, edit.old),)
    old, new = _WORD.findall(edit.old), _WORD.findall(edit.new)
    found: list[tuple[Mark, str]] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((Mark.KEPT, "".join(old[start:end])))
            continue
        found += [(Mark.REMOVED, "".join(old[start:end]))] if end > start else []
        found += [(Mark.ADDED, "".join(new[begin:stop]))] if stop > begin else []
    return _smooth(found)


def _smooth(pieces: list[tuple[Mark, str]]) -> tuple[tuple[Mark, str], ...]:
    """Join changes that only spaces part: 'kế hoạch' for 'chương trình' is one change, not two."""
    found: list[list[str]] = []
    result: list[tuple[Mark, str]] = []
    for index, (mark, text) in enumerate(pieces):
        between = mark is Mark.KEPT and text.isspace() and 0 < index < len(pieces) - 1
        if mark is Mark.KEPT and not between:
            result += _flushed(found)
            found = []
            result.append((mark, text))
        else:
            found.append([text if mark is not Mark.ADDED else "", text if mark is not Mark.REMOVED else ""])
    return (*result, *_flushed(found))


def _flushed(pairs: list[list[str]]) -> list[tuple[Mark, str]]:
    old, new = ("".join(pair[side] for pair in pairs) for side in (0, 1))
    changed = ((Mark.REMOVED, old), (Mark.ADDED, new))
    return [(mark, text) for mark, text in changed if text]


def shortened(pieces: Iterable[tuple[Mark, str]]) -> list[tuple[Mark, str]]:
    """Return the pieces of a sentence, what stayed far from any change cut out."""
    every = list(pieces)
    found = []
    for index, (mark, text) in enumerate(every):
        room = _CONTEXT * ((index > 0) + (index < len(every) - 1))
        if mark is not Mark.KEPT or len(text) <= room + 1:
            found.append((mark, text))
            continue
        head = text[:_CONTEXT].rsplit(" ", 1)[0] if index else ""
        tail = text[-_CONTEXT:].split(" ", 1)[-1] if index < len(every) - 1 else ""
        found.append((mark, f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}"))
    return found
