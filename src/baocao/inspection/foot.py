"""The end of a document: recipients on the left, authority, title and name of the signer on the right."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from baocao.inspection.appendices import headings
from baocao.inspection.lines import Line, is_worded, lines, lines_of, plain
from baocao.inspection.paragraphs import Paragraph

_RECIPIENTS: Final = re.compile(r"noi nhan\s*:?")
_AUTHORITY: Final = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[./:]?\s")
_ITEM: Final = re.compile(r"[-–+•]|lưu\b", re.IGNORECASE)
_OFFICES: Final = re.compile(
    r"\b(?:chu tich|giam doc|truong|pho|chanh|bi thu|chu nhiem|thu truong|uy vien|thu ky|tong|vien truong"
    r"|uy ban|hoi dong|ban|so|phong|chuc vu|tm|kt|tl|tuq)\b"
)
_ABOVE: Final = 15
"""How many lines above the recipients the signer's title may stand where no table puts them level."""


class Foot(NamedTuple):
    """What was recognised; `start` and `end` bound its paragraphs."""

    heading: Line | None
    recipients: tuple[Line, ...]
    authority: tuple[Line, ...]
    name: Line | None
    start: int
    end: int


def read_foot(paragraphs: Sequence[Paragraph], first: int, last: int) -> Foot:
    """Recognise recipients and signature among the paragraphs from `first` to before `last`."""
    zone = paragraphs[first:last]
    heading = next((each for each in lines_of(zone) if _RECIPIENTS.match(plain(each.text))), None)
    anchor = heading or next((each for each in lines_of(zone) if _AUTHORITY.match(each.text)), None)
    if anchor is None:
        return Foot(None, (), (), name=None, start=last, end=last)
    if anchor.paragraph.cell:
        own = [each for each in zone if each.cell and each.cell.table == anchor.paragraph.cell.table]
        left, right = _by_cell(own, heading)
    else:
        own = _around(zone, anchor)
        left, right = _by_tab(own, heading)
    authority, name = _signature(right)
    return Foot(heading, tuple(left), authority, name=name, start=own[0].at, end=own[-1].at + 1)


def _by_cell(own: Sequence[Paragraph], heading: Line | None) -> tuple[list[Line], list[Line]]:
    """Return the lines of the recipients' column, and those of the columns right of it."""
    cell = heading.paragraph.cell if heading else None
    column = cell.column if cell else -1
    left = [each for each in own if each.cell and each.cell.column == column]
    right = [each for each in own if each.cell and each.cell.column > column]
    under = [each for each in lines_of(left) if heading and each.text != heading.text]
    return under, list(lines_of(right))


def _around(zone: Sequence[Paragraph], anchor: Line) -> list[Paragraph]:
    """Return the paragraphs of a signature that no table holds together."""
    position = anchor.paragraph.at - zone[0].at
    start = position
    for index in range(max(0, position - _ABOVE), position):
        if any(_AUTHORITY.match(line.text) for line in lines(zone[index])):
            start = index
            break
    after = next((line.paragraph.at for line, _ in headings(zone[position:])), zone[-1].at + 1)
    section = anchor.paragraph.section
    return [each for each in zone[start:] if each.section == section and not each.cell and each.at < after]


def _by_tab(own: Iterable[Paragraph], heading: Line | None) -> tuple[list[Line], list[Line]]:
    """Return the recipients and the signer's lines: in a line with a tab the latter stand behind it."""
    left: list[Line] = []
    right: list[Line] = []
    for line in lines_of(own):
        if heading and line.text == heading.text:
            continue
        below = heading is not None and line.paragraph.at >= heading.paragraph.at
        side = left if below and (_ITEM.match(line.text) or line.paragraph.layout.numbered) else right
        side.append(line)
    return left, right


def _signature(right: Sequence[Line]) -> tuple[tuple[Line, ...], Line | None]:
    """Return the lines of authority and title, and the name, which is the last unless it is a title."""
    said = [each for each in right if is_worded(each.text) and not each.text.startswith("(")]
    if not said:
        return (), None
    last = said[-1]
    if last.text.isupper() and _OFFICES.search(plain(last.text)):
        return tuple(said), None
    return tuple(each for each in said[:-1] if each.text.isupper() or _is_office(each)), last


def _is_office(line: Line) -> bool:
    return bool(_OFFICES.search(plain(line.text)))
