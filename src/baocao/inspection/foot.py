"""The end of a document: recipients on the left, authority, title and name of the signer on the right."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from baocao.inspection.appendices import appendix_headings
from baocao.inspection.lines import Line, is_worded, lines_in, lines_of, plain_beginning
from baocao.inspection.paragraphs import Paragraph

_RECIPIENTS: Final = re.compile(r"noi nhan\s*:?")
AUTHORITY: Final = re.compile(
    r"(?P<mark>T[./]?\s?M|K[./]?\s?T|T[./]?\s?L|T[./]?\s?U[./]?\s?Q|T/U|Q)"
    r"(?:(?P<sign>\s?[.:/])\s?|\s)(?=[^\W\d_])"
)
"""A mark of authority before a name, rightly written or not; 'QUẢN ĐỐC' and 'TLĐ' begin with none."""
_ITEM: Final = re.compile(r"[-–+•]|lưu\b", re.IGNORECASE)
_OFFICES: Final = re.compile(
    r"\b(?:chu tich|giam doc|truong|pho|chanh|bi thu|chu nhiem|thu truong|uy vien|thu ky|tong|vien truong"
    r"|uy ban|hoi dong|ban|so|phong|chuc vu|quan doc|dai dien|tham phan|tm|kt|tl|tuq)\b"
)
BESIDES: Final = "kiem"
"""The word between two titles of one signer: 'BÍ THƯ / kiêm / TRƯỞNG BAN'."""
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
    heading = next((line for line in lines_of(zone) if _RECIPIENTS.match(plain_beginning(line.text))), None)
    # Documents without recipients still are signed.
    anchor = heading or next((line for line in lines_of(zone) if AUTHORITY.match(line.text)), None)
    if anchor is None:
        return Foot(None, (), (), name=None, start=last, end=last)
    if anchor.paragraph.cell:
        own = [line for line in zone if line.cell and line.cell.table == anchor.paragraph.cell.table]
        left, right = _by_cell(own, heading)
    else:
        own = _around_anchor(zone, anchor)
        left, right = _by_tab(own, heading)
    authority, name = _signature_lines(right)
    return Foot(heading, tuple(left), authority, name=name, start=own[0].at, end=own[-1].at + 1)


def _by_cell(own: Sequence[Paragraph], heading: Line | None) -> tuple[list[Line], list[Line]]:
    """Return the lines of the recipients' column, and those of the columns right of it."""
    cell = heading.paragraph.cell if heading else None
    column = cell.column if cell else -1
    left = [paragraph for paragraph in own if paragraph.cell and paragraph.cell.column == column]
    right = [paragraph for paragraph in own if paragraph.cell and paragraph.cell.column > column]
    under = [paragraph for paragraph in lines_of(left) if heading and paragraph.text != heading.text]
    return under, list(lines_of(right))


def _around_anchor(zone: Sequence[Paragraph], anchor: Line) -> list[Paragraph]:
    """Return the paragraphs of a signature that no table holds together."""
    position = anchor.paragraph.at - zone[0].at
    start = position
    for index in range(max(0, position - _ABOVE), position):
        if any(AUTHORITY.match(line.text) for line in lines_in(zone[index])):
            start = index
            break
    after = next((line.paragraph.at for line, _ in appendix_headings(zone[position:])), zone[-1].at + 1)
    section = anchor.paragraph.section
    return [
        paragraph
        for paragraph in zone[start:]
        if paragraph.section == section and not paragraph.cell and paragraph.at < after
    ]


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


def _signature_lines(right: Sequence[Line]) -> tuple[tuple[Line, ...], Line | None]:
    """Return the lines of authority and title, and the name, which is the last unless it is a title."""
    said = [line for line in right if is_worded(line.text) and not line.text.startswith("(")]
    if not said:
        return (), None
    last = said[-1]
    # A draft that nobody has signed ends with the title, which must not be taken for a name.
    if last.text.isupper() and _OFFICES.search(plain_beginning(last.text)):
        return tuple(said), None
    return tuple(line for line in said[:-1] if line.text.isupper() or _is_office(line)), last


def _is_office(line: Line) -> bool:
    # 'kiêm' stands between two titles of one signer.
    text = plain_beginning(line.text)
    return text == BESIDES or bool(_OFFICES.search(text))
