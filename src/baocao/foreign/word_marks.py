"""A printed document that comes back: what its marks cover now, what was there before, and the comments."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.faults import UnreadableError, refuse_long
from baocao.foreign.packages import Package
from baocao.foreign.word import W, document_body, document_notes, refuse_large
from baocao.foreign.word_mending import mended_view
from baocao.foreign.word_text import HeadingLevels, Span, TextWalker, View
from baocao.model.marks import (
    NAMESPACE,
    PREFIX,
    VERSION,
    Mark,
    MarkKind,
    MarkSource,
    Origin,
    fields_digest,
    flat_fields,
    is_inner_path,
    named_marks,
    unit_of_figure,
)

_N: Final = f"{{{NAMESPACE}}}"
_APP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_KINDS: Final = {f"{_N}{kind}": kind for kind in MarkKind}
_CHANGES: Final = frozenset(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
)
_BLOB_LENGTHS: Final = (40, 64)
_LONGEST_KEY: Final = 1_000
_MOST_SHARED: Final = 1_000_000
_ON: Final = frozenset({"1", "true"})


class Map(StrEnum):
    """What was found of the custom XML part that says what the marks are."""

    WHOLE = "đủ"
    MISSING = "không có"
    EDITED = "đã bị sửa"
    NEWER = "của bản chương trình mới hơn"
    SPOILED = "không đọc được"
    SEVERAL = "có nhiều bản"


class Reply(NamedTuple):
    """An answer to a comment."""

    author: str
    day: str
    text: str


class Comment(NamedTuple):
    """A comment: who, when (as the program wrote it), what, and what it is about.

    `span` is what it covers now; None where that is gone. `quoted` is the text there, `heading` the heading
    above, `marks` the names of the bookmarks that it touches.
    """

    author: str
    day: str
    text: str
    span: Span | None = None
    quoted: str = ""
    heading: str = ""
    marks: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    is_settled: bool = False


class MarkedDocument(NamedTuple):
    """A document with what its marks say, and its text.

    `now` is the text as all tracked changes make it, `before` as it was without them; without tracked
    changes they are the same. `marks` are those of the custom XML part by the name of their bookmark, in
    the order in which they were printed, found or not.
    """

    map: Map
    origin: Origin | None
    marks: Mapping[str, Mark]
    now: View
    before: View
    comments: tuple[Comment, ...] = ()
    is_tracked: bool = False

    def text_now(self, name: str) -> str | None:
        """Return what a bookmark covers now; None where it is lost."""
        span = self.now.bookmarks.get(name)
        return None if span is None else self.now.text_of(span)

    @property
    def lost(self) -> dict[str, Mark]:
        """The marks without bookmark: what they marked was deleted, or pasted anew."""
        return {name: mark for name, mark in self.marks.items() if name not in self.now.bookmarks}

    @property
    def changed(self) -> dict[str, Mark]:
        """The marks whose bookmark covers another text than was printed."""
        return {
            name: mark
            for name, mark in self.marks.items()
            if name in self.now.bookmarks and self.text_now(name) != mark.value
        }

    @property
    def unknown(self) -> list[str]:
        """The names of bookmarks that look like ours and that no mark has, in the order of the text."""
        return [name for name in self.now.bookmarks if name.startswith(PREFIX) and name not in self.marks]

    @property
    def is_marked(self) -> bool:
        """Whether the document has, or had, any marks of ours."""
        return bool(self.marks or self.unknown or self.map is not Map.MISSING)


class _Told(NamedTuple):
    """What the custom XML part says."""

    map: Map
    origin: Origin | None = None
    marks: Mapping[str, Mark] = MappingProxyType({})


def read_marked(data: bytes) -> MarkedDocument:
    """Return a document with its marks; raises UnreadableError for what is no DOCX, or too large."""
    package = Package(data)
    body, told = document_body(package), _told_marks(package)
    levels = HeadingLevels(package.related_tree("styles"))
    tracked = _is_tracked(package, body)
    libre = _is_of_libre(package)
    now = _walked_view(package, body, levels, accepted=True)
    now.refuse_crossing(name for name in now.bookmarks if name.startswith(PREFIX))
    now = mended_view(now, told.marks, is_libre=libre)
    before = _walked_view(package, body, levels, accepted=False) if tracked else now
    before.refuse_crossing(name for name in before.bookmarks if name.startswith(PREFIX))
    before = mended_view(before, told.marks, is_libre=libre) if tracked else now
    comments = tuple(_read_comments(package, now))
    return MarkedDocument(
        told.map, told.origin, told.marks, now, before=before, comments=comments, is_tracked=tracked
    )


def _is_of_libre(package: Package) -> bool:
    """Tell whether LibreOffice was the last to save the document."""
    root = package.tree("docProps/app.xml")
    name = "" if root is None else root.findtext(f"{_APP}Application", "")
    return name.startswith("LibreOffice")


def _walked_view(package: Package, body: ET.Element, levels: HeadingLevels, *, accepted: bool) -> View:
    walker = TextWalker(levels, accepted=accepted)
    walker.walk_body(body)
    walker.walk_notes(document_notes(package))
    walker.walk_notes(_large_tree(package, "endnotes"))
    return walker.view()


def _large_tree(package: Package, kind: str) -> ET.Element | None:
    root = package.related_tree(kind)
    if root is not None:
        refuse_large(kind, root)
    return root


def _is_tracked(package: Package, body: ET.Element) -> bool:
    parts = (body, document_notes(package), package.related_tree("endnotes"))
    return any(element.tag in _CHANGES for part in parts if part is not None for element in part.iter())


def _told_marks(package: Package) -> _Told:
    """Return what the custom XML part says; of several nobody knows which is right."""
    names = package.related_names("customXml")
    trees = [_custom_tree(package, name) for name in names]
    roots = [root for root in trees if root is not None and root.tag == f"{_N}dau"]
    if len(roots) > 1:
        return _Told(Map.SEVERAL)
    if not roots:
        return _Told(Map.SPOILED if None in trees else Map.MISSING)
    root = roots[0]
    version = root.get("phien_ban", "")
    if version != str(VERSION):
        newer = version.isascii() and version.isdecimal() and len(version) < len("1000")
        return _Told(Map.NEWER if newer else Map.SPOILED)
    try:
        marks = list(_read_marks(root))
    except ValueError:
        return _Told(Map.SPOILED)
    whole = fields_digest(flat_fields(marks)) == root.get("bam")
    return _Told(Map.WHOLE if whole else Map.EDITED, _read_origin(root), dict(named_marks(marks)))


def _custom_tree(package: Package, name: str) -> ET.Element | None:
    """Return a custom XML part; None for one that is no XML: other programs put there what they like."""
    try:
        return package.tree(name)
    except UnreadableError as error:
        if error.code == "TT007":
            return None
        raise


def _read_origin(root: ET.Element) -> Origin:
    def said(name: str) -> str:
        return root.get(name, "")[:_LONGEST_KEY]

    return Origin(
        said("loai"),
        said("don_vi"),
        said("ky"),
        said("chi_dao"),
        said("san_pham"),
        draft=root.get("du_thao") == "1",
        sources=tuple(_read_sources(root)),
    )


def _read_sources(root: ET.Element) -> Iterator[MarkSource]:
    """Yield the sources; a path that leads out of the workspace names none."""
    for element in root.iter(f"{_N}nguon"):
        path, blob = element.get("tep", ""), element.get("blob", "")
        if is_inner_path(path) and len(blob) in _BLOB_LENGTHS and set(blob) <= set("0123456789abcdef"):
            yield MarkSource(path, blob)


def _read_marks(root: ET.Element) -> Iterator[Mark]:
    """Yield the marks in their order; raises ValueError for what cannot be one."""
    total = 0
    for element in root:
        kind = _KINDS.get(element.tag)
        if kind is None:
            continue
        key, unit, value = element.get("k", ""), element.get("u", ""), element.text or ""
        shared = element.get("n", "1")
        if not key or max(len(key), len(unit)) > _LONGEST_KEY:
            raise ValueError(key)
        total += len(value)
        refuse_long(total)
        unit = unit_of_figure(key) if kind is MarkKind.FIGURE else unit
        yield Mark(kind, key, value, unit, shared=_small_number(shared))


def _small_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST_SHARED)) else 0
    if not 0 < number <= _MOST_SHARED:
        raise ValueError(text)
    return number


class _Remark(NamedTuple):
    """A comment or an answer, as it stands in its part."""

    number: str
    author: str
    day: str
    text: str
    paragraphs: tuple[str, ...]


def _read_comments(package: Package, view: View) -> Iterator[Comment]:
    """Yield the comments in the order of the text, each with its answers."""
    remarks = list(_read_remarks(_large_tree(package, "comments")))
    parents, settled = _threads(package)
    owners = {paragraph: each for each in remarks for paragraph in each.paragraphs}
    replies: dict[str, list[Reply]] = {}
    first: list[_Remark] = []
    for remark in remarks:
        owner = _owner_of(remark, parents, owners)
        if owner is None:
            first.append(remark)
        else:
            replies.setdefault(owner.number, []).append(Reply(remark.author, remark.day, remark.text))
    touching = _MarksTouched(view)
    for remark in sorted(first, key=_place_in(view)):
        made = _placed_comment(remark, view, touching)
        done = any(paragraph in settled for paragraph in remark.paragraphs)
        yield made._replace(replies=tuple(replies.get(remark.number, ())), is_settled=done)


def _place_in(view: View) -> Callable[[_Remark], tuple[int, int]]:
    def place_of(remark: _Remark) -> tuple[int, int]:
        span = view.comments.get(remark.number)
        return span.start if span else (len(view.lines), 0)

    return place_of


def _placed_comment(remark: _Remark, view: View, touching: "_MarksTouched") -> Comment:
    comment = Comment(remark.author, remark.day, remark.text)
    span = view.comments.get(remark.number)
    if span is None or not view.lines:
        return comment
    heading = view.lines[span.start.line].heading
    return comment._replace(
        span=span, quoted=view.text_of(span), heading=heading, marks=touching.names_in(span)
    )


class _MarksTouched:
    """Finds the bookmarks of ours that a span touches, by the lines on which they stand."""

    def __init__(self, view: View) -> None:
        self._spans = {name: span for name, span in view.bookmarks.items() if name.startswith(PREFIX)}
        self._by_line: dict[int, list[str]] = {}
        self._left = _MOST_LOOKED
        for name, span in self._spans.items():
            for line in range(span.start.line, min(span.end.line, span.start.line + _FAR) + 1):
                at_line = self._by_line.setdefault(line, [])
                if len(at_line) < _MOST_IN_LINE:
                    at_line.append(name)

    def names_in(self, span: Span) -> tuple[str, ...]:
        """Return the names of the bookmarks, in the order of the text."""
        last = min(span.end.line, span.start.line + _FAR)
        near = dict.fromkeys(
            name for line in range(span.start.line, last + 1) for name in self._by_line.get(line, ())
        )
        self._left -= len(near) + last - span.start.line
        if self._left < 0:
            return ()
        return tuple(name for name in near if _touches(self._spans[name], span))


_FAR: Final = 200
"""Lines from the beginning of a span on which bookmarks are looked for."""
_MOST_IN_LINE: Final = 500
_MOST_LOOKED: Final = 5_000_000
"""Bookmarks that are looked at for all comments together; a real document has thousands."""
_LONGEST_THREAD: Final = 100


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _read_remarks(root: ET.Element | None) -> Iterator[_Remark]:
    total = 0
    for element in () if root is None else root.iter(f"{W}comment"):
        walker = TextWalker(HeadingLevels(None), accepted=True)
        walker.walk_body(element)
        text = "\n".join(line.text for line in walker.view().lines).strip()
        total += len(text)
        refuse_long(total)
        paragraphs = tuple(each.get(f"{_W14}paraId", "") for each in element.iter(f"{W}p"))
        yield _Remark(
            element.get(f"{W}id", ""),
            " ".join(element.get(f"{W}author", "").split()),
            element.get(f"{W}date", ""),
            text=text,
            paragraphs=tuple(filter(None, paragraphs)),
        )


def _threads(package: Package) -> tuple[dict[str, str], frozenset[str]]:
    """Return which paragraph of a comment answers which, and those of comments that are settled."""
    root = package.related_tree("commentsExtended")
    extended = [] if root is None else list(root.iter(f"{_W15}commentEx"))
    parents = {
        each.get(f"{_W15}paraId", ""): each.get(f"{_W15}paraIdParent", "")
        for each in extended
        if each.get(f"{_W15}paraIdParent")
    }
    done = (each.get(f"{_W15}paraId", "") for each in extended if each.get(f"{_W15}done") in _ON)
    return parents, frozenset(done)


def _owner_of(remark: _Remark, parents: Mapping[str, str], owners: Mapping[str, _Remark]) -> _Remark | None:
    """Return the comment that this one answers, however far up; None where it is the first."""
    found, seen = remark, {remark.number}
    while len(seen) < _LONGEST_THREAD:
        up = next((owners.get(parents[own]) for own in found.paragraphs if own in parents), None)
        if up is None or up.number in seen:
            break
        seen.add(up.number)
        found = up
    return None if found is remark else found
