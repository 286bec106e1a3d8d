"""XML that a stranger may have written: as a tree, or piece by piece; no entity is ever expanded.

Open XML allows no document type and only UTF-8 and UTF-16; what says otherwise is refused before any parser
sees it, in whatever letters it is written.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, cast
from xml.etree import ElementTree as ET
from xml.parsers import expat

from baocao.foreign.faults import UnreadableError
from baocao.foreign.limits import DEEPEST, MOST_ATTRIBUTES, MOST_NAMES, MOST_TREE

_DECLARED: Final = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"'>]*)""")
_ENCODINGS: Final = frozenset({b"utf-8", b"utf8", b"utf-16", b"utf16", b"us-ascii", b"ascii"})
UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_LONG_TAG: Final = re.compile(rb"<[^<]{10000,}")
"""A tag and the text behind it; shorter ones cannot hold too many attributes."""
_ATTRIBUTE: Final = re.compile(rb"""=\s*["']""")
_TAG_NAME: Final = re.compile(rb"<([^\s<>/]+)")
_ATTRIBUTE_NAME: Final = re.compile(rb"""\s([^\s<>="']++)\s*+=\s*+["']""")
"""Parsers take no attribute that does not stand behind a space."""
_PIECE: Final = 65_536
"""Bytes that are parsed before what is done with them: more would be held at once."""
_BLOCK_LEVEL: Final = 2
_STRICT: Final = tuple(
    (f"http://purl.oclc.org/ooxml/{name}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for name, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("spreadsheetml/main", "spreadsheetml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("drawingml/main", "drawingml/2006/main"),
    )
)
"""Namespaces of the strict variant of the format, and those that everything else uses."""


def xml_weight(data: bytes) -> int:
    """Return how many tags and attributes XML can have at most, which is what it costs to read."""
    return data.count(b"<") + data.count(b"=")


def parsed_tree(name: str, data: bytes) -> ET.Element:
    """Return a part as a tree that is not too deep."""
    try:
        root = ET.fromstring(plain_xml(name, data))  # noqa: S314 - document types are refused
    except (ET.ParseError, ValueError, LookupError):
        raise UnreadableError("TT007", name) from None
    _refuse_if(_is_deep(root), "TT007", f"{name} (lồng quá {DEEPEST} cấp)")
    return root


def walk_blocks(name: str, data: bytes, parent: str) -> Iterator[ET.Element]:
    """Yield the children of `parent`, itself a child of the root, one by one; none is kept for the next."""
    blocks = _Blocks(name, parent)
    yield from blocks.walk(plain_xml(name, data))
    _refuse_if(not blocks.found, "TT006", f"{name} không có nội dung văn bản")


def walk_whole(name: str, data: bytes, parent: str) -> Iterator[tuple[ET.Element, bool]]:
    """Yield the blocks as `walk_blocks` does, and then the root with all that stands beside them.

    Each comes with whether it is the root; a part without such a parent is the root alone.
    """
    blocks = _Blocks(name, parent)
    for block in blocks.walk(plain_xml(name, data)):
        yield block, False
    if blocks.root is not None:
        yield blocks.root, True


class _Blocks:
    """The blocks of a part that is parsed piece by piece; refuses what is too deep or large."""

    def __init__(self, part: str, parent: str) -> None:
        self._part, self._parent = part, parent
        self.root: ET.Element | None = None
        self.found = False

    def walk(self, text: bytes) -> Iterator[ET.Element]:
        """Yield each block when it has ended; it is forgotten with the next."""
        parser: ET.XMLPullParser[Any] = ET.XMLPullParser(events=("start",))
        weight = 0
        try:
            for start in range(0, len(text), _PIECE):
                piece = text[start : start + _PIECE]
                parser.feed(piece)
                self._take_events(parser)
                weight += xml_weight(piece)
                for block in self._ended_blocks(last_is_open=True):
                    weight = 0
                    yield block
                _refuse_if(weight > MOST_TREE, "TT005", f"phần {self._part} có khối hơn {MOST_TREE} thẻ")
            parser.close()
        except (ET.ParseError, ValueError, LookupError):
            raise UnreadableError("TT007", self._part) from None
        yield from self._ended_blocks(last_is_open=False)
        if self.root is not None:
            self._refuse_deep(self.root)

    def _take_events(self, parser: "ET.XMLPullParser[Any]") -> None:
        """Keep the root, which begins first; what else begins is found in it sooner than one by one."""
        events = cast("Iterator[tuple[str, ET.Element]]", parser.read_events())
        if self.root is None:
            self.root = next((element for _, element in events), None)
        deque(events, maxlen=0)

    def _ended_blocks(self, *, last_is_open: bool) -> Iterator[ET.Element]:
        """Yield the blocks whose ends were seen, each taken out of its parent, which so never grows."""
        for parent in () if self.root is None else self.root.findall(self._parent):
            is_open = last_is_open and self.root is not None and parent is self.root[-1]
            blocks = parent[:-1] if is_open else parent[:]
            del parent[: len(blocks)]
            blocks.reverse()
            while blocks:
                self.found = True
                block = blocks.pop()
                self._refuse_deep(block)
                yield block

    def _refuse_deep(self, root: ET.Element) -> None:
        deepest = DEEPEST if root is self.root else DEEPEST - _BLOCK_LEVEL
        # What has fewer elements than levels are allowed is not looked at level by level.
        deep = len(list(islice(root.iter(), deepest + 1))) > deepest and _is_deep(root, deepest)
        _refuse_if(deep, "TT007", f"{self._part} (lồng quá {DEEPEST} cấp)")


class Handler:
    """What is told of XML piece by piece; names are '{namespace}name'."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Tell that an element begins."""

    def end(self, name: str) -> None:
        """Tell that an element ends."""

    def data(self, text: str) -> None:
        """Tell a piece of text."""


def walk_xml(name: str, data: bytes, handler: Handler) -> None:
    """Tell `handler` of every element of a part, of which nothing is kept."""
    text = plain_xml(name, data)
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True
    depth = _Depth(name, handler)
    parser.StartElementHandler, parser.EndElementHandler = depth.start, depth.end
    parser.CharacterDataHandler = handler.data
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat takes it by place
    except (expat.ExpatError, ValueError):
        raise UnreadableError("TT007", name) from None
    # Otherwise the rows of every sheet would stay in memory until the collector, which is set rarely, runs.
    finally:  # the parser and what it calls hold each other
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None


class _Depth:
    """Passes elements on, their names as ElementTree writes them, until they lie too deep."""

    def __init__(self, part: str, handler: Handler) -> None:
        self._part = part
        self._start: Callable[[str, Mapping[str, str]], None] = handler.start
        self._end: Callable[[str], None] = handler.end
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        _refuse_if(self._depth > DEEPEST, "TT007", f"{self._part} (lồng quá {DEEPEST} cấp)")
        self._start(_braced_name(name), {_braced_name(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._end(_braced_name(name))


def _braced_name(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def plain_xml(name: str, data: bytes) -> bytes:
    """Return the bytes as UTF-8 without anything that a parser would expand."""
    if data.startswith(UTF16):
        try:
            # To UTF-8 first: in UTF-16 the look for a document type below would find nothing.
            data = data.decode("utf-16").encode()
        except UnicodeError:
            raise UnreadableError("TT007", name) from None
    data = data.removeprefix(_UTF8_MARK)
    declared = _DECLARED.match(data)
    foreign = b"\0" in data or bool(declared and declared[1].lower() not in _ENCODINGS)
    _refuse_if(foreign or b"<!DOCTYPE" in data, "TT007", name)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    _refuse_if(_is_varied(data), "TT005", f"phần {name} có hơn {MOST_NAMES} tên thẻ hoặc thuộc tính")
    crowded = any(len(_ATTRIBUTE.findall(tag[0])) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(data))
    _refuse_if(crowded, "TT005", f"phần {name} có thẻ với hơn {MOST_ATTRIBUTES} thuộc tính")
    return data


def deepest_nesting(root: ET.Element, tags: Iterable[str]) -> int:
    """Return how often an element of any of `tags` stands in another of the same tag, at most.

    The counts of all tags are one number, a byte for each, which the deepest level cannot overflow.
    """
    steps = {tag: 1 << (8 * place) for place, tag in enumerate(tags)}
    level = [(root, steps.get(root.tag, 0))]
    counts: set[int] = set()
    while level:
        counts.update(count for _, count in level)
        level = [(child, count + steps.get(child.tag, 0)) for node, count in level for child in node]
    return max(max(count.to_bytes(len(steps), "big")) for count in counts)


def _is_varied(data: bytes) -> bool:
    """Tell whether there are more different names than any schema has, in a part that has room for them."""
    if xml_weight(data) < MOST_NAMES:
        return False
    return any(_has_many_names(data, names) for names in (_TAG_NAME, _ATTRIBUTE_NAME))


def _has_many_names(data: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Tell whether there are too many different names; some are looked at, never all that a book has."""
    names: set[bytes] = set()
    start = 0
    while start < len(data):
        # A piece ends before a tag, which is never in two of them.
        end = data.find(b"<", start + _PIECE)
        end = len(data) if end < 0 else end
        names.update(pattern.findall(data, start, end))
        if len(names) > MOST_NAMES:
            return True
        start = end
    return False


def _is_deep(root: ET.Element, deepest: int = DEEPEST) -> bool:
    """Tell whether any element lies below the deepest level, looking level by level."""
    level = [root]
    for _ in range(deepest):
        level = [child for node in level for child in node]
        if not level:
            return False
    return True


def _refuse_if(wrong: bool, code: str, detail: str) -> None:  # noqa: FBT001 - a condition, not a switch
    if wrong:
        raise UnreadableError(code, detail)
