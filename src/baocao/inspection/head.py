"""The top of page 1: issuing body, number, country, motto, place and day, marks of urgency."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from baocao.inspection.lines import Line, is_ornament, lines_of, plain_beginning
from baocao.inspection.paragraphs import Paragraph
from baocao.model.form import Family, Form
from baocao.vietnamese.text import folded_text

MOST_LINES: Final = 40
"""How far from the top the parts of a letterhead are looked for."""
_COUNTRY: Final = "cong hoa xa hoi"
_PARTY: Final = "dang cong san viet nam"
_MOTTO: Final = "doc lap"
_NUMBER: Final = re.compile(r"số\s*(?::|\d|[.…_]|[-/])", re.IGNORECASE)
_SEAL: Final = re.compile(r"số[^;]*;.*", re.IGNORECASE)
"""What a digital signature prints on an appendix of its own file (Mẫu 2.2): number; time."""
_DATE: Final = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_LONGEST_DATE: Final = 90
_LETTER: Final = re.compile(r"(?:v/v|ve viec)\b")
ADDRESSED: Final = re.compile(r"kinh (?:gui|trinh)\b")
_BODIES: Final = re.compile(
    r"(?:so|phong|ban|trung tam|van phong|chi cuc|cuc|tong cuc|vien|truong|hoi dong|uy ban|ubnd|hdnd"
    r"|cong an|bo|thanh tra|kho bac|toa an|benh vien|chi nhanh|to|doi|tram|dang uy|huyen uy|tinh uy"
    r"|ban chi dao)\b"
)
"""How the name of a body begins, without diacritics."""
_PLACES: Final = re.compile(r"(?:xa|phuong|tinh|thanh pho|huyen|quan|thi xa|thi tran|dac khu)\b")


class Head(NamedTuple):
    """What was recognised above the title; `end` is the first paragraph after it."""

    country: Line | None
    motto: Line | None
    parents: tuple[Line, ...]
    bodies: tuple[Line, ...]
    number: Line | None
    date: Line | None
    subject: tuple[Line, ...]
    stamps: tuple[Line, ...]
    seal: Line | None
    end: int

    @property
    def is_party(self) -> bool:
        """Whether the document is one of the Party."""
        return self.country is not None and _PARTY in plain_beginning(self.country.text)


class _Found:
    """What has been recognised while lines are read from the top."""

    def __init__(self) -> None:
        self.named: dict[str, Line] = {}
        self.subject: list[Line] = []
        self.stamps: list[Line] = []
        self.others: list[Line] = []


def read_head(paragraphs: Sequence[Paragraph], form: Form) -> Head:
    """Recognise the letterhead by what it says, wherever cells, tabs or paragraphs put it."""
    stamps = {folded_text(stamp.text) for stamp in form.stamps.values()}
    types = {folded_text(kind.name) for kind in form.types.values() if kind.titled}
    recognised = _Found()
    for line in islice(lines_of(paragraphs), MOST_LINES):
        text = plain_beginning(line.text)
        # Here the head ends, whatever follows: a sentence below may name a country or a day too.
        if text in types or ADDRESSED.match(text):
            break
        _sort_line(line, text, recognised, stamps)
    known = [*(line for name, line in recognised.named.items() if name != "seal"), *recognised.subject]
    end = _end_of_head(paragraphs, known)
    names = _body_lines(recognised, end)
    split = _count_parents(names)
    return Head(
        country=recognised.named.get("country"),
        motto=recognised.named.get("motto"),
        parents=tuple(names[:split]),
        bodies=tuple(names[split:]),
        number=recognised.named.get("number"),
        date=recognised.named.get("date"),
        subject=tuple(_subject_of(recognised, end, form)),
        stamps=tuple(recognised.stamps),
        seal=recognised.named.get("seal"),
        end=end,
    )


def _sort_line(line: Line, text: str, recognised: _Found, stamps: set[str]) -> None:
    """Put a line to what it is."""
    name = _name_of(line, text)
    if name and name not in recognised.named:
        recognised.named[name] = line
    elif _LETTER.match(text):
        recognised.subject.append(line)
    elif text in stamps:
        recognised.stamps.append(line)
    elif not is_ornament(line.text):
        recognised.others.append(line)


def _name_of(line: Line, text: str) -> str:
    if _COUNTRY in text or _PARTY in text:
        return "country"
    if text.startswith(_MOTTO):
        return "motto"
    # Before the number: the text of a digital signature begins with 'Số' as well.
    if _SEAL.fullmatch(line.text):
        return "seal"
    if _NUMBER.match(line.text):
        return "number"
    if _DATE.search(text) and len(text) < _LONGEST_DATE and not text.startswith("("):
        return "date"
    return ""


def _end_of_head(paragraphs: Sequence[Paragraph], known: Sequence[Line]) -> int:
    """Return the first paragraph after all that is known; a table belongs to the head as a whole."""
    if not known:
        return 0
    end = max(line.paragraph.at for line in known) + 1
    # Cells of the same table that say nothing known, as a logo's or an empty one, are part of the head.
    tables = {line.paragraph.cell.table for line in known if line.paragraph.cell}
    while end < len(paragraphs):
        cell = paragraphs[end].cell
        if cell is None or cell.table not in tables:
            break
        end += 1
    return end


def _body_lines(recognised: _Found, end: int) -> list[Line]:
    """Return the lines that name the issuing body and its parent: what else stands above the number."""
    number = recognised.named.get("number") or recognised.named.get("date")
    limit = number.paragraph.at if number else end
    return [line for line in recognised.others if line.paragraph.at < min(limit + 1, end)]


def _subject_of(recognised: _Found, end: int, form: Form) -> list[Line]:
    """Return the subject of a công văn with the lines into which it was broken by hand.

    The Party's begins with any word: it is what stands under the number in the number's cell.
    """
    number = recognised.named.get("number")
    if recognised.subject:
        first = recognised.subject[0].paragraph
    elif form.family is Family.PARTY and number and number.paragraph.cell:
        first = number.paragraph
    else:
        return []
    place = first.cell[:3] if first.cell else None
    rest = [
        line
        for line in recognised.others
        if first.at <= line.paragraph.at < end
        and (line.paragraph.cell[:3] if line.paragraph.cell else None) == place
        and not (number and line.paragraph.at == number.paragraph.at)
    ]
    return [*recognised.subject, *rest]


def _count_parents(names: Sequence[Line]) -> int:
    """Return how many of the names are the parent's: those before the bold ones, else by their words.

    A body's name may take several lines ('ỦY BAN NHÂN DÂN' / 'XÃ MỎ CÀY'); a parent's ends where the
    name of another body begins.
    """
    weights = [look.bold if (look := line.first_look) else False for line in names]
    if True in weights and not weights[0] and all(weights[weights.index(True) :]):
        return weights.index(True)
    for index, line in enumerate(names[1:], start=1):
        text = plain_beginning(line.text)
        if _BODIES.match(text) and not _PLACES.match(text):
            return index
    return 0
