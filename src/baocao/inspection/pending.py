"""What is still pending in a document: tracked changes, comments, hidden text, controls not filled in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.word import W
from baocao.inspection.properties import is_on
from baocao.inspection.shapes import FALLBACK


class Matter(Enum):
    """What kind of thing is pending."""

    CHANGE = "thay đổi được theo dõi"
    COMMENT = "nhận xét"
    HIDDEN = "chữ ẩn"
    CONTROL = "ô nhập liệu chưa điền"


class Pending(NamedTuple):
    """One pending thing: what it is in words, the paragraph at which it stands (-1 for none), its text."""

    matter: Matter
    what: str
    at: int
    text: str


class Found(NamedTuple):
    """An element that tells of a pending thing, and which w:p of the main part stood last before it."""

    element: ET.Element
    node: int


_CHANGES: Final[Mapping[str, str]] = {
    f"{W}ins": "chèn thêm",
    f"{W}del": "xóa",
    f"{W}moveTo": "chuyển chỗ",
    f"{W}moveFrom": "chuyển chỗ",
    f"{W}rPrChange": "đổi định dạng chữ",
    f"{W}pPrChange": "đổi định dạng đoạn",
    f"{W}numberingChange": "đổi đánh số",
    f"{W}tblPrChange": "đổi định dạng bảng",
    f"{W}tblPrExChange": "đổi định dạng bảng",
    f"{W}trPrChange": "đổi định dạng bảng",
    f"{W}tcPrChange": "đổi định dạng bảng",
    f"{W}sectPrChange": "đổi định dạng trang",
    f"{W}cellIns": "chèn thêm ô",
    f"{W}cellDel": "xóa ô",
    f"{W}cellMerge": "gộp ô",
}
_MARKABLE: Final = frozenset({f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom"})
"""Changes that stand around runs, and as an empty mark at the end of a paragraph or row as well."""
_COMMENT: Final = f"{W}commentReference"
_CONTROL: Final = f"{W}sdt"
WATCHED: Final = frozenset({*_CHANGES, _COMMENT, _CONTROL})
_LONGEST: Final = 200
"""Characters that are kept of what is pending."""


def read_pending(
    found: Iterable[Found], places: Mapping[int, int], comments: Mapping[str, str]
) -> Iterator[Pending]:
    """Yield what the found elements tell; `places` are the paragraphs by their w:p."""
    elements = list(found)
    full = {(each.element.tag, each.node) for each in elements if len(each.element)}
    targets = any(each.element.tag == f"{W}moveTo" for each in elements)
    for element, node in elements:
        tag, at = element.tag, places.get(node, -1)
        if tag == _COMMENT:
            if (text := comments.get(element.get(f"{W}id", ""))) is not None:
                yield Pending(Matter.COMMENT, "nhận xét", at, text)
        elif tag == _CONTROL:
            if _is_unfilled(element):
                yield Pending(Matter.CONTROL, "ô nhập liệu", at, _letters_of(element, "t"))
        # The end of a paragraph that was typed is marked beside its runs, what moved at both places.
        elif (len(element) or tag not in _MARKABLE or (tag, node) not in full) and not (
            targets and tag == f"{W}moveFrom"
        ):
            text = _letters_of(element, "t") or _letters_of(element, "delText")
            yield Pending(Matter.CHANGE, _CHANGES[tag], at, text)


def _is_unfilled(control: ET.Element) -> bool:
    shown = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shown is not None and is_on(shown.get(f"{W}val", "true"))


def _letters_of(element: ET.Element, name: str) -> str:
    parts: list[str] = []
    length = 0
    for letters in element.iter(f"{W}{name}"):
        parts.append(letters.text or "")
        length += len(parts[-1])
        if length > _LONGEST:
            break
    return "".join(parts)[:_LONGEST]


def changes_elsewhere(trees: Iterable[ET.Element]) -> Iterator[Pending]:
    """Yield the tracked changes of headers, footers and notes."""
    for tree in trees:
        found = [Found(element, -1) for element in tree.iter() if element.tag in _CHANGES]
        yield from read_pending(found, {}, {})


def comments_by_id(tree: ET.Element | None) -> dict[str, str]:
    """Return the comments of a document."""
    comments = () if tree is None else tree.iter(f"{W}comment")
    return {comment.get(f"{W}id", ""): _letters_of(comment, "t") for comment in comments}


class Nodes:
    """Which of its kind an element of the main part is, and which elements tell of pending things."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter({f"{W}p": 0, f"{W}r": 0})
        self._places: dict[ET.Element, int] = {}
        self.found: list[Found] = []

    def count_block(self, block: ET.Element) -> None:
        """Count what stands in a block of the text; what stands in the one before is forgotten."""
        # A block at a time: all paragraphs and runs of a book in one dictionary would weigh too much.
        self._places, self.found = {}, []
        unseen: set[ET.Element] = set()
        for element in block.iter():
            tag = element.tag
            if tag in self._counts:
                self._places[element] = self._counts[tag]
                self._counts[tag] += 1
            elif tag in WATCHED and element not in unseen:
                self.found.append(Found(element, self._counts[f"{W}p"] - 1))
            elif tag == FALLBACK:
                unseen.update(element.iter())

    def place_of(self, element: ET.Element) -> int:
        """Return which of its kind an element is; -1 for one of another part."""
        return self._places.get(element, -1)
