"""Texts as sentences, and which of them changed from one version to another."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from itertools import pairwise
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

_LEAST_MOVED: Final = 20
"""Shorter sentences ('Không có.') are said of anything: that they go and come is no move."""
_CONTEXT: Final = 40
"""How many letters around a change in a sentence are shown."""


class Mark(Enum):
    """What became of a sentence or of words in it."""

    KEPT = "giữ"
    REMOVED = "bỏ"
    ADDED = "thêm"


class Edit(NamedTuple):
    """A sentence that was removed (no `new`), added (no `old`) or edited.

    One that is the same and stands elsewhere now says from where to where it has `moved`. It may stand for
    several that changed `alike`.
    """

    old: str
    new: str
    moved: str = ""
    alike: int = 1


class Moved(NamedTuple):
    """Sentences that stand elsewhere now; `how` says from where to where."""

    text: str
    how: str


@lru_cache(maxsize=50_000)
def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; items of lists are told apart, their markers left out.

    A line that goes on the one before belongs to it, so that other breaks of lines are no change.
    """
    parts: list[str] = []
    for block in _text_blocks(text):
        start = 0
        for end in _END.finditer(block):
            if not (end[1].islower() or _SHORT.search(block[start : end.start()])):
                parts.append(block[start : end.start()])
                start = end.end()
        parts.append(block[start:])
    return tuple(sentence for sentence in parts if sentence)


def _text_blocks(text: str) -> list[str]:
    """Return paragraphs and items of lists, each on one line."""
    blocks: list[str] = []
    open_ = False
    for line in text.split("\n"):
        marker = _MARKER.match(line)
        rest = " ".join(line[marker.end() if marker else 0 :].split())
        if not rest:
            open_ = False
        elif marker or not open_:
            blocks.append(rest)
            open_ = True
        else:
            blocks[-1] = f"{blocks[-1]} {rest}"
    return blocks


class Changed(NamedTuple):
    """The sentences that stand in one of two texts only, in their order, and those that have moved."""

    removed: tuple[str, ...]
    added: tuple[str, ...]
    moved: tuple[Moved, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was removed, added or edited, and moved; this is found out where it is shown."""
        removed, added, moved = self
        few = len(removed) * len(added) <= _MOST_COMPARED
        partners = _edited_partners(removed, added) if few else {}
        paired = set(partners.values())
        gone = (Edit(text, "") for index, text in enumerate(removed) if index not in paired)
        come = (
            Edit(removed[partners[index]] if index in partners else "", text)
            for index, text in enumerate(added)
        )
        return (*gone, *come, *(Edit(text, text, how) for text, how in moved))


def changed_sentences(old: str, new: str) -> Changed:
    """Return the sentences that are not in both texts, and those that stand elsewhere now."""
    return Changed((), ()) if old == new else changed_between(split_sentences(old), split_sentences(new))


def changed_between(before: tuple[str, ...], after: tuple[str, ...]) -> Changed:
    """Return the same of texts of which the sentences are known."""
    was, is_ = set(before), set(after)
    moved = tuple(_moved_sentences(before, after))
    # Where no sentence is said twice, sets suffice; they are faster than counters.
    if len(was) == len(before) and len(is_) == len(after):
        gone = tuple(text for text in before if text not in is_)
        return Changed(gone, tuple(text for text in after if text not in was), moved)
    left, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return Changed(_wanted_texts(before, left), _wanted_texts(after, come), moved)


def edits_in_order(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Edit]:
    """Yield what changed in a long text from its beginning to its end, then what moved.

    A sentence that was edited is looked for where it stood, not in the whole text.
    """
    removed, added, moved = changed_between(before, after)
    left, come = Counter(removed), Counter(added)
    # With `autojunk` what a long text says often would not be compared.
    for kind, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from Changed(
                _taken_texts(before[start:end], left), _taken_texts(after[begin:stop], come)
            ).edits
    yield from Changed(tuple(left.elements()), tuple(come.elements()), moved).edits


def _taken_texts(texts: tuple[str, ...], wanted: Counter[str]) -> tuple[str, ...]:
    """Return the wanted texts in their order, and count them as found."""
    found = _wanted_texts(texts, wanted)
    wanted.subtract(found)
    return found


def _moved_sentences(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Moved]:
    """Yield what moved past its neighbours, as few sentences as explain it; neighbours move together."""
    places = {text: place for place, text in enumerate(after)}
    common = [(place, places[text]) for place, text in enumerate(before) if text in places]
    if all(one[1] < other[1] for one, other in pairwise(common)):
        return
    twice = {text for texts in (before, after) for text, many in Counter(texts).items() if many > 1}
    common = [pair for pair in common if before[pair[0]] not in twice]
    kept = longest_rise([now for _, now in common])
    groups: list[list[tuple[int, int]]] = []
    for was, now in common:
        if now in kept:
            continue
        if groups and groups[-1][-1] == (was - 1, now - 1):
            groups[-1].append((was, now))
        else:
            groups.append([(was, now)])
    for group in groups:
        (was, now), text = group[0], " ".join(before[place] for place, _ in group)
        yield Moved(text, f"chuyển từ câu {was + 1} {'xuống' if now > was else 'lên'} câu {now + 1}")


def longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """Return the numbers of a longest rising part of a sequence of different numbers."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    rise: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        rise.append(last)
        last = before[last]
    return frozenset(rise)


def moved_between(parts: Mapping[str, Changed]) -> dict[str, Changed]:
    """Return what changed in the parts of a text; what only went from one to another has moved."""
    given = {text: part for part, changed in parts.items() for text in changed.removed}
    taken = {text: part for part, changed in parts.items() for text in changed.added}
    moved = {text for text in given.keys() & taken.keys() if len(text) >= _LEAST_MOVED}
    return {part: _with_moves(changed, moved, given) for part, changed in parts.items()}


def _with_moves(changed: Changed, moved: set[str], given: Mapping[str, str]) -> Changed:
    if not moved:
        return changed
    come = (Moved(text, f"chuyển từ {given[text]}") for text in changed.added if text in moved)
    return Changed(
        tuple(text for text in changed.removed if text not in moved),
        tuple(text for text in changed.added if text not in moved),
        (*changed.moved, *come),
    )


def _wanted_texts(texts: tuple[str, ...], wanted: Counter[str]) -> tuple[str, ...]:
    """Return the wanted texts in their order, each as often as it is wanted."""
    rest = Counter(wanted)
    kept = []
    for text in texts:
        if rest[text]:
            rest[text] -= 1
            kept.append(text)
    return tuple(kept)


def _edited_partners(removed: Sequence[str], added: Sequence[str]) -> dict[int, int]:
    """Return which added sentence is which removed one, edited; the most alike find each other first."""
    bags = [Counter(text.split()) for text in removed]
    others = [Counter(text.split()) for text in added]
    pairs = sorted(
        (
            (-likeness, first, second)
            for first, bag in enumerate(bags)
            for second, other in enumerate(others)
            if (likeness := _bag_likeness(bag, other)) >= _ALIKE
        ),
    )
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, first, second in pairs:
        if first not in taken and second not in partners:
            partners[second] = first
            taken.add(first)
    return partners


def _bag_likeness(one: Counter[str], other: Counter[str]) -> float:
    shared = sum((one & other).values())
    return 2 * shared / max(1, one.total() + other.total())


def marked_pieces(edit: Edit) -> tuple[tuple[Mark, str], ...]:
    """Return the pieces of a sentence: what stayed, what was removed, what was added."""
    if not edit.old or not edit.new:
        return ((Mark.ADDED, edit.new),) if edit.new else ((Mark.REMOVED, edit.old),)
    old, new = _WORD.findall(edit.old), _WORD.findall(edit.new)
    pieces: list[tuple[Mark, str]] = []
    # With `autojunk` the commonest words of a long sentence would not be compared.
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((Mark.KEPT, "".join(old[start:end])))
            continue
        pieces += [(Mark.REMOVED, "".join(old[start:end]))] if end > start else []
        pieces += [(Mark.ADDED, "".join(new[begin:stop]))] if stop > begin else []
    return _joined_changes(pieces)


def _joined_changes(pieces: list[tuple[Mark, str]]) -> tuple[tuple[Mark, str], ...]:
    """Join changes that only spaces part: 'kế hoạch' for 'chương trình' is one change, not two."""
    pairs: list[list[str]] = []
    result: list[tuple[Mark, str]] = []
    for index, (mark, text) in enumerate(pieces):
        between = mark is Mark.KEPT and text.isspace() and 0 < index < len(pieces) - 1
        if mark is Mark.KEPT and not between:
            result += _change_pieces(pairs)
            pairs = []
            result.append((mark, text))
        else:
            pairs.append([text if mark is not Mark.ADDED else "", text if mark is not Mark.REMOVED else ""])
    return (*result, *_change_pieces(pairs))


def _change_pieces(pairs: list[list[str]]) -> list[tuple[Mark, str]]:
    old, new = ("".join(pair[side] for pair in pairs) for side in (0, 1))
    changed = ((Mark.REMOVED, old), (Mark.ADDED, new))
    return [(mark, text) for mark, text in changed if text]


def shortened_pieces(pieces: Iterable[tuple[Mark, str]]) -> list[tuple[Mark, str]]:
    """Return the pieces of a sentence, what stayed far from any change cut out."""
    every = list(pieces)
    kept = []
    for index, (mark, text) in enumerate(every):
        room = _CONTEXT * ((index > 0) + (index < len(every) - 1))
        if mark is not Mark.KEPT or len(text) <= room + 1:
            kept.append((mark, text))
            continue
        head = text[:_CONTEXT].rsplit(" ", 1)[0] if index else ""
        tail = text[-_CONTEXT:].split(" ", 1)[-1] if index < len(every) - 1 else ""
        kept.append((mark, f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}"))
    return kept
