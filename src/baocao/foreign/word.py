"""Word documents that a stranger may have made: as trees that can be gone through in bounded time."""

from collections.abc import Iterator
from itertools import islice
from typing import Final
from xml.etree import ElementTree as ET

from baocao.foreign.faults import UnreadableError
from baocao.foreign.limits import MOST_NESTED, MOST_PARAGRAPHS
from baocao.foreign.packages import Package
from baocao.foreign.trees import deepest_nesting
from baocao.vietnamese.counts import count_text

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS: Final = tuple(f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))


def document_root(package: Package) -> ET.Element:
    """Return the text of a document; raises UnreadableError for one that is none, or too large to read."""
    root = package.tree(package.main)
    if root is None:
        raise UnreadableError("TT006", f"thiếu {package.main}")
    refuse_large(package.main, root)
    return root


def document_body(package: Package) -> ET.Element:
    """Return what holds the paragraphs and tables of a document."""
    element = document_root(package).find(f"{W}body")
    if element is None:
        raise UnreadableError("TT006", f"{package.main} không có nội dung văn bản")
    return element


def document_blocks(package: Package) -> Iterator[ET.Element]:
    """Yield the blocks of a document one by one: paragraphs, tables, and what stands around some."""
    count = 0
    for block in package.walk_blocks(package.main, f"{W}body"):
        count += sum(1 for _ in block.iter(f"{W}p"))
        _refuse_many(package.main, count)
        _refuse_nested(package.main, block)
        yield block


def document_notes(package: Package) -> ET.Element | None:
    """Return the footnotes of a document."""
    root = package.related_tree("footnotes")
    if root is not None:
        refuse_large("footnotes", root)
    return root


def refuse_large(name: str, root: ET.Element) -> None:
    """Refuse paragraphs and tables that are too many, or stand too deep in others of their kind."""
    _refuse_many(name, sum(1 for _ in root.iter(f"{W}p")))
    _refuse_nested(name, root)


def _refuse_many(name: str, count: int) -> None:
    if count > MOST_PARAGRAPHS:
        detail = f"phần {name} có hơn {count_text(MOST_PARAGRAPHS)} đoạn"
        raise UnreadableError("TT005", detail)


def _refuse_nested(name: str, root: ET.Element) -> None:
    # What a paragraph or a small table holds is counted sooner than how deep it stands.
    few = all(len(list(islice(root.iter(tag), MOST_NESTED + 1))) <= MOST_NESTED for tag in _BLOCKS)
    if not few and deepest_nesting(root, _BLOCKS) > MOST_NESTED:
        detail = f"phần {name} có bảng hoặc đoạn lồng nhau quá {MOST_NESTED} cấp"
        raise UnreadableError("TT005", detail)
