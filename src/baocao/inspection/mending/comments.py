"""Comments of Word at what was changed and at what was left, each with its rule and article."""

import posixpath
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final, NamedTuple

from lxml import etree

from baocao.inspection.lines import said_text
from baocao.inspection.mending.context import Mending
from baocao.inspection.mending.package import Element, W, local_name, make_element
from baocao.inspection.mending.reasons import WAITING
from baocao.inspection.mending.records import Change, Left
from baocao.inspection.mending.tracking import AUTHOR, SPACE
from baocao.inspection.verdicts import excerpt_of

_KIND: Final = "comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_INITIALS: Final = "bc"
_MOST_LINES: Final = 20
"""Lines of one comment; of more faults at one place it only says how many there are."""


class Said(NamedTuple):
    """A rule as comments name it: its title, and where it is written."""

    title: str
    article: str


def add_comments(
    mending: Mending, rules: dict[str, Said], changes: Iterable[Change], left: Iterable[Left]
) -> None:
    """Put a comment at every paragraph of which there is something to tell that none tells yet."""
    told: dict[int, list[str]] = {}
    places = _places_by_text(mending)
    for change in changes:
        node = _place_of(change.node, change.text, places)
        told.setdefault(node, []).append(_changed_line(change, rules))
    for each in (each for each in left if each.rule not in WAITING):
        told.setdefault(_place_of(each.node, each.text, places), []).append(_left_line(each, rules))
    fresh = {node: lines for node, lines in told.items() if not _is_told(mending, node, lines)}
    if not fresh or not mending.paragraphs:
        return
    root = _comments_root(mending)
    numbers = _free_numbers(root)
    for node in sorted(fresh):
        _add_comment(mending, root, next(numbers), node, fresh[node])


def _changed_line(change: Change, rules: dict[str, Said]) -> str:
    said = rules.get(change.rule, Said("", ""))
    return f"{change.rule} {said.title}. Đã sửa: {change.before} → {change.after}. Căn cứ: {said.article}."


def _left_line(left: Left, rules: dict[str, Said]) -> str:
    said = rules.get(left.rule, Said("", ""))
    return f"{left.rule} {said.title}. Chưa sửa: {left.reason}. Căn cứ: {said.article}."


def _places_by_text(mending: Mending) -> dict[str, int]:
    """Return which paragraph begins with some words; of several that do, the first."""
    places: dict[str, int] = {}
    for paragraph in mending.docx.paragraphs:
        if paragraph.node >= 0:
            for text in (said_text(paragraph.text), paragraph.text.strip()):
                places.setdefault(excerpt_of(text), paragraph.node)
    return places


def _place_of(node: int, text: str, places: dict[str, int]) -> int:
    """Return the paragraph that a comment stands at: what is about no place stands at the first."""
    return node if node >= 0 else places.get(text, 0)


def _is_told(mending: Mending, node: int, lines: list[str]) -> bool:
    """Tell whether a comment of ours already says the same there."""
    if node >= len(mending.paragraphs):
        return True
    marks = mending.paragraphs[node].iter(f"{W}commentReference")
    numbers = {mark.get(f"{W}id") for mark in marks}
    name = mending.package.related_name(_KIND)
    if not numbers or name is None:
        return False
    own = (each for each in mending.package.tree(name) if each.get(f"{W}id") in numbers)
    return any(each.get(f"{W}author") == AUTHOR and list(_lines_of(each)) == _cut(lines) for each in own)


def _lines_of(comment: Element) -> Iterator[str]:
    for paragraph in comment.iter(f"{W}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _cut(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([f"… và {more} điểm khác ở đoạn này."] if more > 0 else [])]


def _comments_root(mending: Mending) -> Element:
    """Return the part of comments, which is made where there is none."""
    name = mending.package.related_name(_KIND)
    if name is None:
        folder = posixpath.dirname(mending.package.main)
        name = posixpath.join(folder, "comments.xml")
        if name in mending.package.names():
            name = mending.package.free_name(posixpath.join(folder, "comments{}.xml"))
        empty = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        data = etree.tostring(empty, xml_declaration=True, encoding="UTF-8", standalone=True)
        mending.package.add_part(name, data, _TYPE, _KIND)
    return mending.package.tree(name)


def _free_numbers(root: Element) -> Iterator[str]:
    used = {comment.get(f"{W}id") for comment in root}
    return (text for number in count() if (text := str(number)) not in used)


def _add_comment(mending: Mending, root: Element, number: str, node: int, lines: list[str]) -> None:
    """Add a comment over all that a paragraph says."""
    comment = make_element("comment", {"id": number, "author": AUTHOR, "initials": _INITIALS})
    if mending.tracker.moment:
        comment.set(f"{W}date", mending.tracker.moment)
    for line in _cut(lines):
        comment.append(_comment_paragraph(line))
    root.append(comment)
    paragraph = mending.paragraphs[node]
    start = make_element("commentRangeStart", {"id": number})
    first = paragraph[0] if len(paragraph) else None
    if first is not None and local_name(first) == "pPr":
        first.addnext(start)
    else:
        paragraph.insert(0, start)
    reference = make_element("r")
    reference.append(make_element("commentReference", {"id": number}))
    paragraph.append(make_element("commentRangeEnd", {"id": number}))
    paragraph.append(reference)


def _comment_paragraph(line: str) -> Element:
    paragraph, run, text = make_element("p"), make_element("r"), make_element("t")
    text.text = line
    text.set(SPACE, "preserve")
    run.append(text)
    paragraph.append(run)
    return paragraph
