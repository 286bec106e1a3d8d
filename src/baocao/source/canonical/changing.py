"""Changes of a file through the writer of `fmt`: only the lines of what changes differ, comments stay.

What changes is printed as `fmt` prints it, new entries come where `fmt` would put them, and all other
lines keep their bytes, whatever form the file is in. A value that says the same as what stands there is no
change. The result is proven, not trusted: read anew, it is the old file with the changes, and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.canonical.entries import Within, change_item, comments_inside, ends_in_block, settle_item
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.meaning import plain_text, says_same
from baocao.source.canonical.parts import BLANK, Group, Item, Part, Text
from baocao.source.canonical.printing import print_entry, print_file, print_items
from baocao.source.canonical.reading import RefusedError, read_parts, read_written
from baocao.source.canonical.splicing import Splice, spliced_source
from baocao.source.canonical.wanted import (
    Change,
    UnchangeableError,
    Wanted,
    Way,
    made_item,
    place_among,
    wanted_inside,
    wanted_tree,
    wants_nothing,
)
from baocao.source.editing import Tree, bytes_as_stored, is_in_brackets, plain_tree
from baocao.source.nodes import Node, Scalar
from baocao.source.parsing import parse_source
from baocao.vietnamese.text import to_nfc

__all__ = ["Change", "Changed", "Spot", "UnchangeableError", "changed_report"]
_BROKEN: Final = "tệp không đọc được; chạy baocao check, sửa tệp rồi nhập lại"
_DOUBTFUL: Final = "không chắc giữ được nguyên vẹn phần còn lại của tệp; sửa tay trong tệp"
_HOLDER: Final = "x:\n"
"""What makes a mapping of the lines of a list, so that they are read alone."""


class Spot(NamedTuple):
    """Where an entry stands: its key, and the last line that may be its own."""

    line: int
    column: int
    last: int


class Changed(NamedTuple):
    """A file with its changes, and by way where each stands; of what is gone, what was around it."""

    source: SourceFile
    spots: Mapping[Way, Spot]

    def way_at(self, place: Place) -> Way | None:
        """Return the change that a place of the file speaks of: the innermost that begins before it."""
        spot = (place.line, place.column)
        around = [
            (each.line, each.column, len(way), way)
            for way, each in self.spots.items()
            if (each.line, each.column) <= spot and place.line <= each.last
        ]
        return max(around)[-1] if around else None


def changed_report(source: SourceFile, changes: Sequence[Change], layout: Layout) -> Changed:
    """Return the file with the changes; raises UnchangeableError, with the way that cannot be changed."""
    ways = [tuple(change.way) for change in changes]
    root, problems = parse_source(source)
    if problems or not isinstance(root, nodes.Mapping):
        raise UnchangeableError(ways[0] if ways else (), _BROKEN)
    wanted = wanted_tree(changes)
    try:
        edited = _edited_source(source, root, wanted, layout)
    except UnchangeableError as error:
        meant = (way for way in ways if way[: len(error.way)] == error.way)
        raise UnchangeableError(next(meant, error.way), error.why) from None
    again = root
    if edited is not source:
        again = _proven_root(edited, _expected_tree(root, wanted, layout), ways)
    last = edited.text.count("\n") + 1
    return Changed(edited, _spots_of(again, ways, last))


def _edited_source(
    source: SourceFile, root: nodes.Mapping, wanted: Mapping[str, Wanted], layout: Layout
) -> SourceFile:
    if is_in_brackets(root, source):
        return _rewritten_source(source, root, wanted, layout)
    editor = _Editor(source)
    editor.change_mapping(_Block(root, layout, _bounds_of(root, len(editor.lines))), wanted)
    return spliced_source(source, editor.splices) if editor.splices else source


def _rewritten_source(
    source: SourceFile, root: nodes.Mapping, wanted: Mapping[str, Wanted], layout: Layout
) -> SourceFile:
    """Return a file that is all in one pair of braces, with one entry a line."""
    holder = Item(None, 0)
    holder.value = parts = _read_lines(source.text, ())
    if not change_item(holder, Within(root, layout), wanted):
        return source
    text = print_file(parts, layout)
    return SourceFile(source.path, text, bytes_as_stored(text, source.data))


def _read_lines(text: str, way: Way) -> Group:
    try:
        return read_parts(text)
    except RefusedError:
        raise UnchangeableError(way, _DOUBTFUL) from None


class _Block(NamedTuple):
    """A mapping with one entry a line, before which line each ends, and the keys that lead to it."""

    node: nodes.Mapping
    layout: Layout
    bounds: Mapping[str, int]
    way: Way = ()

    def block_under(self, key: str, node: nodes.Mapping) -> "_Block":
        """Return the mapping that is the value of an entry."""
        bounds = _bounds_of(node, self.bounds[key])
        return _Block(node, self.layout.of(key), bounds, (*self.way, key))

    @property
    def indent(self) -> int:
        """How far its entries are indented."""
        return self.node.column - 1


def _bounds_of(node: nodes.Mapping, bound: int) -> Mapping[str, int]:
    """Return before which line each entry ends at the latest, with the comments of what follows."""
    ends: dict[str, int] = {}
    following, last = bound, bound
    for key, (name, _) in reversed(node.entries.items()):
        # Of several on one line, in braces, all end where the last one does.
        ends[key] = last if name.line - 1 == following else following
        following, last = name.line - 1, ends[key]
    return ends


class _Region(NamedTuple):
    """Lines of a file, and what stands in them."""

    start: int
    stop: int
    item: Item


class _Editor:
    """Gathers what has to be spliced into the lines of a file."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self.splices: list[Splice] = []

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self._source.text.removesuffix("\n").split("\n")

    def change_mapping(self, block: _Block, wanted: Mapping[str, Wanted]) -> None:
        """Change what is there, and put in what is new."""
        for key, inner in wanted.items():
            if key in block.node.entries:
                self._change_entry(block, key, inner)
        new = {key: inner for key, inner in wanted.items() if key not in block.node.entries}
        self._insert_entries(block, {key: inner for key, inner in new.items() if not wants_nothing(inner)})

    def _change_entry(self, block: _Block, key: str, wanted: Wanted) -> None:
        node, layout = block.node.entries[key][1], block.layout.of(key)
        if isinstance(wanted, Text | Group) and says_same(node, wanted, layout):
            return
        is_block = not isinstance(node, Scalar) and not self._is_in_brackets(node)
        if is_block and isinstance(node, nodes.Mapping):
            if isinstance(wanted, Group) and wanted.is_mapping:
                wanted = wanted_inside(wanted, node.entries)
            if isinstance(wanted, Mapping):
                self.change_mapping(block.block_under(key, node), wanted)
                return
        is_list = isinstance(wanted, Group) and not wanted.is_mapping and bool(wanted.items)
        if is_block and isinstance(node, nodes.Sequence) and isinstance(wanted, Group) and is_list:
            self._change_list(block, key, wanted)
            return
        self._print_anew(block, key, wanted)

    def _is_in_brackets(self, node: Node) -> bool:
        return self.lines[node.line - 1][node.column - 1 : node.column] in {"{", "["}

    def _print_anew(self, block: _Block, key: str, wanted: Wanted) -> None:
        """Print an entry anew, or leave its comments in its place."""
        start, stop, item = self._region_of(block, key)
        indent = _indent_of(self.lines[start])
        if wanted is None:
            gone = [f"{' ' * indent}{comment}" for comment in comments_inside(item)]
            self.splices.append(Splice(start, stop, gone, len(block.way)))
            return
        within = Within(block.node.entries[key][1], block.layout.of(key), (*block.way, key))
        if not change_item(item, within, wanted):
            return
        settle_item(item, len(self.lines[start]))
        printed = print_entry(item, indent, block.layout)
        if ends_in_block(item):
            moved = self._swallowed_lines(stop, block.bounds[key], indent)
            printed = [*self.lines[stop : stop + moved], *printed]
            stop += moved
        self.splices.append(Splice(start, stop, printed, len(block.way)))

    def _region_of(self, block: _Block, key: str) -> _Region:
        """Return the lines of an entry, without the comments behind it."""
        start, bound = block.node.entries[key][0].line - 1, block.bounds[key]
        parts, stop = self._written_parts("", (start, bound), (*block.way, key))
        return _Region(start, stop, parts.items[0])

    def _written_parts(self, before: str, span: tuple[int, int], way: Way) -> tuple[Group, int]:
        """Return what stands in lines, without the comments behind it, and before which line that ends."""
        start, bound = span
        try:
            parts, count = read_written(before + self._text_of(start, bound))
        except RefusedError:
            raise UnchangeableError(way, _DOUBTFUL) from None
        stop = start + count - before.count("\n")
        if any(line.lstrip().startswith("#") for line in self.lines[stop:bound]):
            parts = _read_lines(before + self._text_of(start, stop), way)
        return parts, stop

    def _text_of(self, start: int, stop: int) -> str:
        return "\n".join([*self.lines[start:stop], ""])

    def _swallowed_lines(self, start: int, bound: int, indent: int) -> int:
        """Return how many lines from `start` on would become part of a block that ends before them."""
        deep = [
            number
            for number in self._comment_lines(start, bound)
            if _indent_of(self.lines[number]) > indent
        ]
        return deep[-1] + 1 - start if deep else 0

    def _comment_lines(self, start: int, bound: int) -> Iterable[int]:
        return (number for number in range(start, bound) if self.lines[number].strip())

    def _end_with_comments(self, block: _Block, key: str) -> int:
        """Return before which line an entry ends, with the comments that are indented like its inside."""
        start, bound = block.node.entries[key][0].line - 1, block.bounds[key]
        _, stop = self._written_parts("", (start, bound), (*block.way, key))
        return stop + self._swallowed_lines(stop, bound, _indent_of(self.lines[start]))

    def _insert_entries(self, block: _Block, new: Mapping[str, Wanted]) -> None:
        """Put new entries where the order of the layout has them."""
        present = sorted(block.node.entries, key=lambda key: block.node.entries[key][0].line)
        ranks = block.layout.order
        for key in sorted(new, key=lambda key: ranks.get(key, len(ranks))):
            before = place_among(present, key, ranks)
            at = self._end_with_comments(block, present[before - 1]) if before else self._first_line(block)
            item = made_item(key, new[key], block.layout.of(key))
            settle_item(item, 0)
            lines = print_entry(item, block.indent, block.layout)
            self.splices.append(Splice(at, at, _set_apart(lines, block, at), len(block.way)))

    def _first_line(self, block: _Block) -> int:
        """Return before which line a new first entry comes: above the comments of the one behind it."""
        first = min(key.line for key, _ in block.node.entries.values()) - 1
        # At the top of the file the comments are about all of it.
        while block.way and self.lines[first - 1].lstrip().startswith("#"):
            first -= 1
        return first

    def _change_list(self, block: _Block, key: str, wanted: Group) -> None:
        """Change the items of a list that differ, and leave those before and behind them."""
        node, layout, way = block.node.entries[key][1], block.layout.of(key), (*block.way, key)
        assert isinstance(node, nodes.Sequence)  # noqa: S101 - asked by the caller
        inner, old, new = layout.of(""), node.items, [item.value for item in wanted.items]
        before, behind = _same_ends(old, new, inner)
        starts = [*(self._dash_line(item, node) for item in old), block.bounds[key]]
        start, stop, kept = self._replaced_items(starts, (before, len(old) - behind), way)
        items = wanted.items[before : len(new) - behind]
        for item in items:
            settle_item(item, 0)
        indent = node.column - 1
        lines = [f"{' ' * indent}{comment}" for comment in kept] + print_items(items, indent, layout)
        self.splices.append(Splice(start, stop, lines, len(way)))

    def _replaced_items(
        self, starts: Sequence[int], span: tuple[int, int], way: Way
    ) -> tuple[int, int, Sequence[str]]:
        """Return the lines of the items in `span`, and the comments among them."""
        first, last = span
        if first == last:
            at = starts[0] if first == 0 else self._end_of_item(starts, first - 1, way)
            return at, at, ()
        stop = self._end_of_item(starts, last - 1, way)
        holder = _read_lines(_HOLDER + self._text_of(starts[first], stop), way).items[0]
        return starts[first], stop, comments_inside(holder)

    def _end_of_item(self, starts: Sequence[int], number: int, way: Way) -> int:
        return self._written_parts(_HOLDER, (starts[number], starts[number + 1]), way)[1]

    def _dash_line(self, item: Node, node: nodes.Sequence) -> int:
        """Return the line in which an item of a list begins."""
        line = item.line - 1
        while line > node.line - 1 and self.lines[line][node.column - 1 : node.column] != "-":
            line -= 1
        return line


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _same_ends(old: Sequence[Node], new: Sequence[Part], layout: Layout) -> tuple[int, int]:
    """Return how many items say the same at the beginning of both lists, and of the others at the end."""
    before = _count_same(zip(old, new, strict=False), layout)
    rest = min(len(old), len(new)) - before
    return before, _count_same(list(zip(old[::-1], new[::-1], strict=False))[:rest], layout)


def _count_same(pairs: Iterable[tuple[Node, Part]], layout: Layout) -> int:
    """Return how many pairs from the first on say the same."""
    count = 0
    for node, part in pairs:
        if not says_same(node, part, layout):
            break
        count += 1
    return count


def _set_apart(lines: list[str], block: _Block, at: int) -> list[str]:
    """Return the lines of a new entry, a section of the file with a blank line around it."""
    if block.way or len(lines) == 1:
        return lines
    return [BLANK, *lines] if at else [*lines, BLANK]


def _proven_root(edited: SourceFile, expected: Tree, ways: Sequence[Way]) -> nodes.Mapping:
    """Return the root of the file with its changes, if it is what it was to become."""
    again, problems = parse_source(edited)
    if problems or not isinstance(again, nodes.Mapping) or _comparable(plain_tree(again)) != expected:
        raise UnchangeableError(ways[0], _DOUBTFUL)
    return again


def _expected_tree(node: Node | None, wanted: Wanted, layout: Layout) -> Tree:
    """Return the keys and texts that are to be there."""
    if isinstance(wanted, Group) and wanted.is_mapping and isinstance(node, nodes.Mapping):
        wanted = wanted_inside(wanted, node.entries)
    if isinstance(wanted, Mapping):
        return _expected_entries(node, wanted, layout) or ""
    if node is not None and (wanted is None or says_same(node, wanted, layout)):
        return _comparable(plain_tree(node))
    if isinstance(wanted, Text) or wanted is None:
        return plain_text(wanted.text) if wanted else ""
    if wanted.is_mapping:
        return _expected_entries(None, wanted_inside(wanted, ()), layout) or ""
    return _expected_items(node, wanted, layout.of(""))


def _expected_items(node: Node | None, wanted: Group, layout: Layout) -> Tree:
    """Return a list; of one that is changed the items that say the same keep their writing."""
    old = node.items if isinstance(node, nodes.Sequence) else []
    new = [item.value for item in wanted.items]
    before, behind = _same_ends(old, new, layout)
    middle = [_expected_tree(None, part, layout) for part in new[before : len(new) - behind]]
    return [
        *(_comparable(plain_tree(item)) for item in old[:before]),
        *middle,
        *(_comparable(plain_tree(item)) for item in old[len(old) - behind :]),
    ]


def _expected_entries(node: Node | None, wanted: Mapping[str, Wanted], layout: Layout) -> dict[str, Tree]:
    old = node.entries if isinstance(node, nodes.Mapping) else {}
    kept = {key: _comparable(plain_tree(value)) for key, (_, value) in old.items() if key not in wanted}
    changed = {
        key: _expected_tree(old[key][1] if key in old else None, inner, layout.of(key))
        for key, inner in wanted.items()
        if inner is not None and (key in old or not wants_nothing(inner))
    }
    return kept | changed


def _comparable(tree: Tree) -> Tree:
    """Return a tree as it is compared: an empty mapping and blanks around texts say nothing."""
    if isinstance(tree, str):
        return plain_text(tree)
    if isinstance(tree, list):
        return [_comparable(item) for item in tree]
    return {key: _comparable(value) for key, value in tree.items()} or ""


def _spots_of(root: nodes.Mapping, ways: Iterable[Way], last: int) -> Mapping[Way, Spot]:
    """Return where the entries at the ends of ways stand, or the innermost ones around them."""
    bounds: dict[int, Mapping[str, int]] = {}

    def spot_of(way: Way) -> Spot:
        node: Node = root
        spot = Spot(root.line, root.column, last)
        for key in way:
            entry = node.entries.get(key) if isinstance(node, nodes.Mapping) else None
            if entry is None or not isinstance(node, nodes.Mapping):
                break
            if id(node) not in bounds:
                bounds[id(node)] = _bounds_of(node, spot.last)
            spot = Spot(entry[0].line, entry[0].column, bounds[id(node)][key])
            node = entry[1]
        return spot

    return {way: spot_of(tuple(map(to_nfc, way))) for way in ways}
