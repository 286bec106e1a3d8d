"""XML that a stranger may have written: as a tree, or piece by piece; no entity is ever expanded.

Open XML allows no document type and only UTF-8 and UTF-16; what says otherwise is refused before any parser
sees it, in whatever letters it is written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
_ATTRIBUTE_NAME: Final = re.compile(rb"""(?<![^\s<>="'])([^\s<>="']++)\s*+=\s*+["']""")
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
    parser: ET.XMLPullParser[Any] = ET.XMLPullParser(events=("start", "end"))
    blocks = _Blocks(name, parent)
    text = plain_xml(name, data)
    try:
        for start in range(0, len(text), _PIECE):
            parser.feed(text[start : start + _PIECE])
            # The stubs speak of events of other kinds, too; only these two were asked for.
            for event, element in cast("Iterator[tuple[str, ET.Element]]", parser.read_events()):
                block = blocks.take_event(event, element)
                # Not for its truth: an element without children, as an empty paragraph is, counts as false.
                if block is not None:
                    yield block
        parser.close()
    except (ET.ParseError, ValueError, LookupError):
        raise UnreadableError("TT007", name) from None
    _refuse_if(not blocks.found, "TT006", f"{name} không có nội dung văn bản")


class _Blocks:
    """Tells which elements are the blocks of a part that is parsed; refuses what is too deep or large."""

    def __init__(self, part: str, parent: str) -> None:
        self._part, self._parent = part, parent
        self._path: list[ET.Element] = []
        self._weight = 0
        self.found = False

    def take_event(self, event: str, element: ET.Element) -> ET.Element | None:
        """Follow the parser; return a block that has ended, which is forgotten with the next event."""
        if event == "start":
            self._path.append(element)
            # An end tag weighs as much as a start tag: what is counted in bytes elsewhere.
            self._weight += 2 + len(element.attrib)
            _refuse_if(len(self._path) > DEEPEST, "TT007", f"{self._part} (lồng quá {DEEPEST} cấp)")
            _refuse_if(self._weight > MOST_TREE, "TT005", f"phần {self._part} có khối hơn {MOST_TREE} thẻ")
            return None
        self._path.pop()
        if len(self._path) != _BLOCK_LEVEL or self._path[-1].tag != self._parent:
            return None
        self.found, self._weight = True, 0
        # Out of its parent before it is read, so that the parent never grows.
        self._path[-1].remove(element)
        return element


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
    return any(len(set(names.findall(data))) > MOST_NAMES for names in (_TAG_NAME, _ATTRIBUTE_NAME))


def _is_deep(root: ET.Element) -> bool:
    """Tell whether any element lies below the deepest level, looking level by level."""
    level = [root]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node]
        if not level:
            return False
    return True


def _refuse_if(wrong: bool, code: str, detail: str) -> None:  # noqa: FBT001 - a condition, not a switch
    if wrong:
        raise UnreadableError(code, detail)
