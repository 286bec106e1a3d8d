"""What a command found out, told once: of these nodes terminal, Markdown, HTML, JSON and tables are made.

A node has words for people and, under a key, what machines read; either may be left out. A feature says
with nodes what is told, in which words and in which order. How it looks is the business of the renderers:
`terminal` aligns and folds, `markdown` makes tables that open, `html` pages, `json` has everything.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar, overload

from baocao.model.diagnostic import Diagnostic
from baocao.model.document import Block
from baocao.model.unit import Unit
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.sentences import Edit
from baocao.vietnamese.text import first_few

ARROW: Final = "→"
"""What stands between before and now."""


class Tone(Enum):
    """What a line is to its reader; a hint says what else can be typed, so only terminals show it."""

    PLAIN = auto()
    TITLE = auto()
    NOTICE = auto()
    REMARK = auto()
    LEAD = auto()
    HINT = auto()


class Fact(NamedTuple):
    """One thing that is told: a line for people, under `key` a value for machines.

    `under` are lines that belong to it, as they are printed; `gap` parts it from what is before.
    """

    words: str = ""
    key: str = ""
    value: Any = None
    label: str = ""
    tone: Tone = Tone.PLAIN
    gap: bool = False
    under: tuple[str, ...] = ()


class Change(NamedTuple):
    """A value that is another: whose and of what, before and now, of numbers also by how much."""

    who: Unit | None
    what: str
    old: str
    new: str
    by: str = ""
    share: str = ""
    notes: tuple[str, ...] = ()
    is_number: bool = False


class Move(NamedTuple):
    """What became of a thing in a unit; moves of one `subject` and `how` may be told together."""

    kind: str
    who: Unit
    where: str
    what: str
    how: str
    subject: str


class Edited(NamedTuple):
    """A text of which sentences changed; of the `most` first ones it is told where not all is asked for."""

    who: Unit | None
    what: str
    edits: tuple[Edit, ...]
    most: int | None = None


def alike_text(edit: Edit) -> str:
    """Return ' (21 chỗ như vậy)' of an edit that stands for several."""
    return f" ({count_text(edit.alike)} chỗ như vậy)" if edit.alike > 1 else ""


def edited_label(text: Edited) -> str:
    """Return whose text it is, and which."""
    return f"{text.who.name}, {text.what}" if text.who else text.what


class Row(NamedTuple):
    """Words that stand under those of the row before."""

    cells: tuple[str, ...]


Words: TypeAlias = str | Row | Change | Move | Edited | Diagnostic


class Item(NamedTuple):
    """One of a list: in words for people, as data for machines; `under` as in a fact.

    `many` is of how many things the words tell, where the rest of a list is counted. `key` is that of the
    figure that is told, where pages can lead to how it came about; `named` are the words for who knows
    things by their names, where the others use codes that can be typed.
    """

    words: Words = ""
    data: Any = None
    under: tuple[str, ...] = ()
    many: int = 1
    key: str = ""
    named: str = ""


class Section(NamedTuple):
    """A list of things in one kind of words under a heading, which counts them unless `number` is None.

    `items` are all of them; `told` are those that people read, weightiest first or several in one line, and
    `brief` a sentence that stands for them where they are too many. `counted` is what the rest is called
    where a list is cut, nothing where none is; the `units` are those whose things they are, where it is
    worth saying of the rest. Where several sections have one key, what stands out is in the first.
    """

    key: str
    name: str
    items: Sequence[Item]
    told: Sequence[Item]
    number: int | None = None
    of: str = ""
    brief: str = ""
    aside: str = ""
    counted: str = "thay đổi"
    units: tuple[Unit, ...] = ()
    sheet: "Sheet | None" = None


class Sheet(NamedTuple):
    """A section as part of a document: its title, and what stands there, made when it is asked for.

    `blocks` is told whether everything is wanted, which a worksheet holds and pages do not.
    """

    title: str
    blocks: Callable[[bool], Sequence[Block]]


class Each(NamedTuple):
    """The outlines of several results of one kind, one after the other."""

    key: str
    outlines: "tuple[Outline, ...]"


class Names(NamedTuple):
    """Units to be looked after, by name."""

    label: str
    names: tuple[str, ...]


class Count(NamedTuple):
    """A row of counts: its label, what a bar shows of it, and the numbers; a heading has none."""

    label: str
    parts: tuple[int, ...] = ()
    share: str = ""
    numbers: tuple[int, ...] = ()


class Counts(NamedTuple):
    """A table of counts; the tables of one outline have the same columns."""

    titles: tuple[str, ...]
    rows: tuple[Count, ...]


class Legend(NamedTuple):
    """What the parts of the bars are."""

    parts: tuple[str, ...]


Node: TypeAlias = Fact | Section | Each | Names | Counts | Legend


class Outline(NamedTuple):
    """The nodes in the order in which a person at a terminal reads them."""

    nodes: tuple[Node, ...]


Record = TypeVar("Record")


class Made(Sequence[Item]):
    """Items that are made of records when somebody looks at them: of thousands a page shows a few."""

    def __init__(self, records: Sequence[Record], make: Callable[[Record], Item]) -> None:
        self._records: Sequence[Any] = records
        self._make: Callable[[Any], Item] = make

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> "Made": ...
    def __getitem__(self, index: int | slice) -> "Item | Made":
        if isinstance(index, slice):
            return Made(self._records[index], self._make)
        return self._make(self._records[index])


def count_left(items: Sequence[Item], told: int) -> int:
    """Return of how many things the items tell that come after the first ones."""
    # Those that are made when somebody looks tell of one each.
    return len(items) - told if isinstance(items, Made) else sum(item.many for item in items[told:])


def list_section(key: str, name: str, items: Sequence[Item], **more: Any) -> Section:
    """Return a section that tells of all its items."""
    return Section(key, name, items, items, len(items), **more)


def nodes_in_order(nodes: Iterable[Node], keys: Sequence[str]) -> Iterator[Node]:
    """Yield the nodes with those that have a key in the order of `keys`, unnamed ones last.

    Lines without a key stay where they are.
    """
    every = list(nodes)
    places = {key: place for place, key in enumerate(keys)}
    # Sorting is stable, so that sections of one key keep their order.
    keyed = iter(sorted(filter(key_of, every), key=lambda node: places.get(key_of(node), len(places))))
    for node in every:
        yield next(keyed) if key_of(node) else node


def key_of(node: Node) -> str:
    """Return the key under which machines find the node, if they do."""
    return node.key if isinstance(node, Fact | Section | Each) else ""


def moves_together(told: Sequence[Move]) -> Iterator[tuple[str, list[list[Move]]]]:
    """Yield moves by what became of things, each under a heading that counts, those alike together."""
    for kind in dict.fromkeys(move.kind for move in told):
        own = [move for move in told if move.kind == kind]
        alike: dict[tuple[str, str], list[Move]] = {}
        for move in own:
            alike.setdefault((move.subject, move.how), []).append(move)
        yield f"{kind} ({count_text(len(own))})", [*alike.values()]


def some_names(units: Iterable[Unit], most: int) -> str:
    """Return the names of the first units, the others counted."""
    return first_few([unit.name for unit in units], most, "đơn vị")
