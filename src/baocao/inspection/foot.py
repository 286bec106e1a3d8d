"""The end of a document: recipients on the left, authority, title and name of the signer on the right."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import Final, NamedTuple

from baocao.inspection.appendices import appendix_headings
from baocao.inspection.lines import END, Line, is_worded, lines_in, lines_of, plain_beginning, worded_in
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
_SIGNER: Final = re.compile(
    r"(?:dai dien|chu tich|quyen|giam doc|tong giam doc|hieu truong|truong|pho|chanh|bi thu|chu nhiem"
    r"|thu truong|bo truong|cuc truong|vien truong|thu ky|chu toa|chu tri|nguoi|ben [ab]\b|tham phan"
    r"|ke toan)"
)
"""How the title of whoever signs begins, in capitals, where no mark of authority stands before it."""
_LONGEST_SIGNER: Final = 60
_LONGEST_SIGNED: Final = 100
_MOST_SIGNED: Final = 25
"""Lines from the end among which the signature stands, and how long they may be."""
_ABOVE: Final = 15
"""How many lines above the recipients the signer's title may stand where no table puts them level."""


class Foot(NamedTuple):
    """What was recognised; `start` and `end` bound its paragraphs.

    `others` are the names of those who sign beside the last one, as on minutes and contracts.
    """

    heading: Line | None
    recipients: tuple[Line, ...]
    authority: tuple[Line, ...]
    name: Line | None
    start: int
    end: int
    others: tuple[Line, ...] = ()


def read_foot(paragraphs: Sequence[Paragraph], first: int, last: int) -> Foot:
    """Recognise recipients and signature among the paragraphs from `first` to before `last`."""
    zone = paragraphs[first:last]
    heading = next((line for line in lines_of(zone) if _RECIPIENTS.match(plain_beginning(line.text))), None)
    # Documents without recipients still are signed.
    anchor = heading or _signer_line(zone)
    if anchor is None:
        return Foot(None, (), (), name=None, start=last, end=last)
    foot = _foot_around(zone, anchor, heading)
    if heading and not foot.authority:
        return _with_signature_above(paragraphs, foot, first)
    return foot


def _with_signature_above(paragraphs: Sequence[Paragraph], foot: Foot, first: int) -> Foot:
    """Return a foot with the signature that stands over its recipients, as on minutes."""
    zone = paragraphs[max(first, foot.start - 2 * _MOST_SIGNED) : foot.start]
    anchor = _signer_line(zone)
    if anchor is None:
        return foot
    signed = _foot_around(zone, anchor, None)
    return foot._replace(
        authority=signed.authority, name=signed.name, others=signed.others, start=signed.start
    )


def _foot_around(zone: Sequence[Paragraph], anchor: Line, heading: Line | None) -> Foot:
    """Return what stands beside and around a line of recipients or signature."""
    if anchor.paragraph.cell:
        own = [line for line in zone if line.cell and line.cell.table == anchor.paragraph.cell.table]
        left, columns = _by_cell(own, heading)
    else:
        own = _around_anchor(zone, anchor)
        left, right = _by_tab(own, heading)
        columns = [right]
    signed = [_signature_lines(column) for column in columns]
    # Only where each column has a title does each have a signer.
    if not all(authority for authority, _ in signed):
        signed = [_signature_lines([line for column in columns for line in column])]
    names = [name for _, name in signed if name]
    return Foot(
        heading,
        tuple(left),
        tuple(line for authority, _ in signed for line in authority),
        name=signed[-1][1] if signed else None,
        start=own[0].at,
        end=own[-1].at + 1,
        others=tuple(names[:-1]),
    )


def _signer_line(zone: Sequence[Paragraph]) -> Line | None:
    """Return the first line of a signature: by a mark of authority, else a signer's title at the end."""
    marked = next(filter(has_mark, lines_of(zone)), None)
    return marked or next(filter(_is_signer, _closing_lines(zone)), None)


def _closing_lines(zone: Sequence[Paragraph]) -> list[Line]:
    """Return the short lines with which a text ends, where titles and names stand."""
    short = takewhile(lambda paragraph: len(paragraph.text) <= _LONGEST_SIGNED, worded_in(reversed(zone)))
    ending = takewhile(lambda paragraph: not END.search(paragraph.text), islice(short, _MOST_SIGNED))
    return [line for paragraph in reversed(list(ending)) for line in lines_in(paragraph)]


def has_mark(line: Line) -> bool:
    """Tell whether a line begins with a mark of authority ('TM.', 'KT.' …)."""
    return AUTHORITY.match(line.text) is not None


def _is_signer(line: Line) -> bool:
    is_title = line.text.isupper() and len(line.text) <= _LONGEST_SIGNER
    return is_title and _SIGNER.match(plain_beginning(line.text)) is not None


def _by_cell(own: Sequence[Paragraph], heading: Line | None) -> tuple[list[Line], list[list[Line]]]:
    """Return the lines of the recipients' column, and those of each column right of it."""
    cell = heading.paragraph.cell if heading else None
    column = cell.column if cell else -1
    left = [paragraph for paragraph in own if paragraph.cell and paragraph.cell.column == column]
    right: dict[int, list[Paragraph]] = {}
    for paragraph in own:
        if paragraph.cell and paragraph.cell.column > column:
            right.setdefault(paragraph.cell.column, []).append(paragraph)
    under = [paragraph for paragraph in lines_of(left) if heading and paragraph.text != heading.text]
    return under, [lines for _, part in sorted(right.items()) if (lines := list(lines_of(part)))]


def _around_anchor(zone: Sequence[Paragraph], anchor: Line) -> list[Paragraph]:
    """Return the paragraphs of a signature that no table holds together."""
    position = anchor.paragraph.at - zone[0].at
    start = position
    for index in range(max(0, position - _ABOVE), position):
        if any(map(has_mark, lines_in(zone[index]))):
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
