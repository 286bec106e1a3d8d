"""From the events of the C YAML parser to nodes, naming each thing that loaders silently change.

Aliases, tags, directives, merge keys, second documents and deep nesting are refused here, so that the
rest of the program meets only plain mappings, lists and texts.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is there
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from baocao.model.diagnostic import MOST, Diagnostic, at_most_problems, problem, too_many
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.source.characters import CONTROL, NBSP, nbsp_problems, where_stands
from baocao.source.leniences import lenient_problems
from baocao.source.nodes import BROKEN, PLAIN, Mapping, Node, Scalar, Sequence
from baocao.source.syntax import syntax_problem
from baocao.vietnamese.text import to_nfc

MAX_DEPTH: Final = 50
QUOTED: Final = '"'
_SWALLOWED: Final = re.compile(r"\u00a0*[\w.]+:\u00a0|\u00a0[\w.]")


def parse_events(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Return the root node of a file, or None if its structure cannot be known."""
    parsed = parse_until_fault(source)
    if parsed.error is not None:
        # The parser's own words for a no-break space lead nobody to it; where one is there, it is the
        # reason.
        spaces = nbsp_problems(source)
        return None, [*parsed.problems, *(spaces or [syntax_problem(source, parsed.error)])]
    if parsed.lenient:
        return None, [*parsed.problems, *parsed.lenient]
    return parsed.root, parsed.problems


class Parsed(NamedTuple):
    """What came of reading a text to its end, or up to the `error` of the parser.

    `lenient` is what only the parser takes; without any of these the root may still be refused.
    """

    root: Node | None
    problems: list[Diagnostic]
    lenient: list[Diagnostic]
    error: YAMLError | None = None


def parse_until_fault(source: SourceFile) -> Parsed:
    """Return what the parser makes of a file."""
    builder = _Builder(source.path)
    try:
        builder.build_tree(CParser(_with_last_end(source.text)))
        lenient = list(at_most_problems(lenient_problems(source)))
    except YAMLError as error:
        return Parsed(None, builder.problems, [], error)
    except _StopError:
        return Parsed(None, builder.problems, [])
    if NBSP in source.text and builder.root is not None and not lenient:
        builder.problems += at_most_problems(_swallowed_colons(source, builder.root))
    return Parsed(builder.root, builder.problems, lenient)


def _with_last_end(text: str) -> str:
    """Return a text whose last line, if it is of blanks alone, has its end.

    Without it the parser takes the blanks of a block for text, or loses its empty line.
    """
    return f"{text}\n" if text.endswith(" ") and not text.rpartition("\n")[2].strip(" ") else text


def _swallowed_colons(source: SourceFile, root: Node) -> Iterator[Diagnostic]:
    """Report plain texts such as 'khóa:<NBSP>giá trị', which YAML takes for one word.

    They count as unreadable from then on; quoted and block texts may hold what they like.
    """
    for node in _scalars_of(root):
        if node.style == PLAIN and _SWALLOWED.match(node.text):
            node.style = BROKEN
            place = Place(source.path, node.line, node.column)
            yield problem("BC103", place, where=where_stands(node.text))


def _scalars_of(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    children: Iterable[Node] = (
        node.items
        if isinstance(node, Sequence)
        else (part for entry in node.entries.values() for part in entry)
    )
    for child in children:
        yield from _scalars_of(child)


class _StopError(Exception):
    """Reading cannot go on; the problem has been noted."""


class _Builder:
    """Consumes events one by one."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self.problems: list[Diagnostic] = []
        self._file = file
        self._documents = 0

    def build_tree(self, parser: CParser) -> None:  # noqa: C901, PLR0912 - the hot loop of loading, flat on purpose
        """Build the tree; `container` is being filled, `key` waits for its value."""
        enclosing: list[Mapping | Sequence | None] = []
        container: Mapping | Sequence | None = None
        key: Scalar | None = None
        for event in iter(parser.get_event, None):
            kind = type(event)
            # Compared by identity of the class: isinstance is several times slower, and this is asked
            # millions of times.
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                container = enclosing.pop()
                continue
            mark = event.start_mark
            line, column = mark.line + 1, mark.column + 1
            node: Node
            if kind is ScalarEvent:
                node = Scalar(event.value, event.style, line, column)
                if event.style == QUOTED:
                    self._check_escapes(node)
            elif kind is MappingStartEvent:
                node = Mapping(line, column)
            elif kind is SequenceStartEvent:
                node = Sequence(line, column)
            elif kind is AliasEvent:
                node = Scalar("", BROKEN, line, column)
            else:
                if kind is DocumentStartEvent:
                    self._start_document(event)
                continue
            if event.anchor is not None or (kind is not AliasEvent and event.tag is not None):
                self._refuse_properties(node, event)
            if type(container) is Mapping:
                if key is None:
                    key = self._checked_key(node)
                    continue
                self._add_entry(container, key, node)
                key = None
            elif container is None:
                self.root = node
            else:
                container.items.append(node)  # type: ignore[union-attr]  # not a Mapping
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(enclosing) == MAX_DEPTH:
                    self._note_at("BC109", node, limit=MAX_DEPTH)
                    raise _StopError
                enclosing.append(container)
                container = node  # type: ignore[assignment]  # not a Scalar

    def _check_escapes(self, node: Scalar) -> None:
        """Refuse control characters that were written as escapes."""
        if control := CONTROL.search(node.text):
            self._note_at("BC007", node, character=f"U+{ord(control[0]):04X}")
            node.style = BROKEN

    def _start_document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        place = Place(self._file, event.start_mark.line + 1, 1)
        if event.version or event.tags:
            self._add_problem(problem("BC104", place))
        if self._documents > 1:
            self._add_problem(problem("BC105", place))
            raise _StopError

    def _checked_key(self, node: Node) -> Scalar:
        if type(node) is not Scalar:
            self._note_at("BC112", node)
            raise _StopError
        if node.text == "<<" and node.style == PLAIN:
            self._note_at("BC108", node)
            node.style = BROKEN
        return node

    def _add_entry(self, mapping: Mapping, key: Scalar, value: Node) -> None:
        name = to_nfc(key.text)
        first = mapping.entries.get(name)
        if first is None:
            # A key that was refused is not entered: nothing below it may count as read.
            if key.style != BROKEN:
                mapping.entries[name] = (key, value)
            return
        code = "BC110" if first[0].text == key.text else "BC111"
        earlier = (("khai báo lần đầu", Place(self._file, first[0].line, first[0].column)),)
        self._note_at(code, key, related=earlier, key=name)

    def _refuse_properties(self, node: Node, event: Any) -> None:
        """Report an alias, an anchor or a tag; the value then counts as unreadable."""
        if event.anchor is not None:
            self._note_at("BC106", node, sign="*" if isinstance(event, AliasEvent) else "&")
        elif event.tag is not None:
            self._note_at("BC107", node, tag=event.tag)
        # Unreadable instead of missing: rules over it keep silent, and nothing is said twice.
        if isinstance(node, Scalar):
            node.style = BROKEN

    def _note_at(
        self,
        code: str,
        node: Node,
        related: tuple[tuple[str, Place], ...] = (),
        **details: str | int,
    ) -> None:
        place = Place(self._file, node.line, node.column)
        self._add_problem(problem(code, place, related=related, unit=None, **details))

    def _add_problem(self, problem_found: Diagnostic) -> None:
        if len(self.problems) == MOST:
            self.problems.append(too_many(problem_found))
            raise _StopError
        self.problems.append(problem_found)
