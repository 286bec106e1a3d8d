"""The top of page 1: issuing body, number, country, motto, place and day, marks of urgency."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from baocao.inspection.lines import (
    Line,
    is_ornament,
    lines_of,
    plain_beginning,
    said_text,
    same_place,
    start_of_table,
)
from baocao.inspection.paragraphs import Paragraph, Run
from baocao.model.form import Family, Form
from baocao.vietnamese.text import folded_text

LONGEST_HEADING: Final = 120
MOST_LINES: Final = 40
"""How far from the top the parts of a letterhead are looked for."""
_COUNTRY: Final = "cong hoa xa hoi"
_PARTY: Final = "dang cong san viet nam"
_LONGEST_NAME: Final = 60
"""Characters of the line that names the country; what is longer is a sentence with that name."""
_GAP: Final = re.compile(r"[ \u00a0]{3,}")
_GAPS: Final = re.compile(r"([ \u00a0]{3,})")
"""What parts two columns where spaces were typed instead of a tab."""
_LONGEST_PAIR: Final = 160
"""Characters of a line of two columns."""
_FIRST: Final = 3
"""Among how many lines from the top the Party's name may stand without a column of its own."""
_MOTTO: Final = "doc lap"
_NUMBER: Final = re.compile(r"số\s*(?::|\d|[.…_]|[-/])", re.IGNORECASE)
_GIVEN: Final = re.compile(r"số\s*:?\s*\d", re.IGNORECASE)
_PARTY_NUMBER: Final = re.compile(r"Số\s*:?\s*[\d.…]*\s*-\s*[A-ZĐ][A-Za-zĐđ]*\s*/.*")
_PARTY_BODY: Final = re.compile(r"(?:dang|tinh|huyen|thanh|thi|quan) (?:uy|bo)\b|chi bo\b")
_PARTY_OFFICE: Final = re.compile(
    r"(?:van phong|ban (?:to chuc|tuyen giao|dan van|noi chinh|xay dung dang)"
    r"|(?:co quan )?uy ban kiem tra)\b"
)
"""The offices of a committee of the Party, under whose name they stand."""
_LONGEST_NUMBER: Final = 70
_SEAL: Final = re.compile(r"số[^;]*;.*", re.IGNORECASE)
"""What a digital signature prints on an appendix of its own file (Mẫu 2.2): number; time."""
_SIGNED: Final = re.compile(
    r"(?:nguoi ky|ky boi|nguoi ki|thoi gian ky|ngay ky|email|co quan|to chuc|signed by|signing time)\s*:"
)
"""What programs print of a digital signature over a letterhead."""
_DATE: Final = re.compile(r"\bngay\b[^;]*\bthang\b[^;]*\bnam\b")
_WHOLE_DATE: Final = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_LONGEST_DATE: Final = 90
_NO_PLACE: Final = re.compile(r"\(|(?:ban hanh|kem theo|can cu|theo|thuc hien|hom nay)\b|.*\bso\s*\d")
"""How a sentence begins that has a day and is none of the letterhead's."""
_LETTER: Final = re.compile(r"(?:v/v|ve viec)\b")
DRAFT: Final = re.compile(r"\(?du thao(?: lan (?:thu )?\w{1,10})?\)?")
"""The mark of a draft, without diacritics: 'Dự thảo lần 2'."""
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
    others: tuple[Line, ...]
    end: int

    @property
    def is_party(self) -> bool:
        """Whether the Party issued it: by the line in the country's place, else by its body and number.

        Who issues what has the country's name by mistake is told by the body alone.
        """
        if self.country and not names_party(self.country):
            of_party = any(map(_names_party_body, self.parents)) and any(
                map(_names_party_office, self.bodies)
            )
            return of_party or any(map(_names_party_body, self.bodies))
        if self.country is None:
            named = any(
                _PARTY_BODY.match(plain_beginning(line.text)) for line in (*self.parents, *self.bodies)
            )
            return named and self.number is not None and bool(_PARTY_NUMBER.fullmatch(self.number.text))
        return True

    @property
    def has_number(self) -> bool:
        """Whether its number was given: a draft's is blank."""
        return self.number is not None and _GIVEN.match(self.number.text) is not None

    @property
    def day(self) -> dt.date | None:
        """The day in the letterhead; None on a draft, or where no such day exists."""
        match = _WHOLE_DATE.search(self.date.text) if self.date else None
        try:
            day, month, year = (int(part) for part in match.groups()) if match else (0, 0, 0)
            return dt.date(year, month, day)
        except ValueError:
            return None


class _Found:
    """What has been recognised while lines are read from the top."""

    def __init__(self) -> None:
        self.named: dict[str, Line] = {}
        self.subject: list[Line] = []
        self.stamps: list[Line] = []
        self.others: list[Line] = []
        self.party: Line | None = None


def read_head(paragraphs: Sequence[Paragraph], form: Form) -> Head:
    """Recognise the letterhead by what it says, wherever cells, tabs or paragraphs put it."""
    stamps = {folded_text(stamp.text) for stamp in form.stamps.values()}
    types = {folded_text(kind.name) for kind in form.types.values() if kind.titled}
    papers = tuple(folded_text(each) for kind in form.outside.papers.values() for each in kind.beginnings)
    recognised = _Found()
    shown = islice(paragraphs, _end_of_cover(paragraphs, types), None)
    lines = chain.from_iterable(map(_split_columns, lines_of(shown)))
    for index, line in enumerate(islice(lines, MOST_LINES)):
        text = plain_beginning(line.text)
        # Here the head ends, whatever follows: a sentence below may name a country or a day too.
        is_title = text.rstrip(" :.") in types or (line.text.isupper() and text.startswith(papers))
        if is_title or ADDRESSED.match(text):
            break
        if {"number", "date"} <= recognised.named.keys() and text not in stamps and is_heading(line):
            break
        if names_party(line) and _in_letterhead(line, index):
            recognised.party = recognised.party or line
        else:
            _sort_line(line, text, recognised, stamps)
    # A state's document that has the Party's name in a line of its own, as in a subject, is the state's.
    if recognised.party and "country" not in recognised.named:
        recognised.named["country"] = recognised.party
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
        others=tuple(line for line in recognised.others if line.paragraph.at < end),
        end=end,
    )


def _end_of_cover(paragraphs: Sequence[Paragraph], types: set[str]) -> int:
    """Return where the letterhead begins under a cover: short lines with a type's name; else 0."""
    titled = False
    for line in islice(lines_of(paragraphs), MOST_LINES):
        if _names_country(line) or names_party(line):
            return start_of_table(paragraphs, line.paragraph) if titled else 0
        # In a table the number stands left of the country's name, and is read before it.
        numbered = line.paragraph.cell is None and is_number(line)
        if numbered or len(line.text) > LONGEST_HEADING or line.text.endswith((";", ":")):
            return 0
        titled = titled or (line.text.isupper() and _names_type(plain_beginning(line.text), types))
    return 0


def _names_type(text: str, types: set[str]) -> bool:
    return any(text == name or text.startswith(f"{name} ") for name in types)


def is_heading(line: Line) -> bool:
    """Tell whether a line stands by itself in the middle of the page, short and in capitals."""
    own = line.paragraph
    is_alone = own.cell is None and line.alone and own.layout.align == "center"
    return is_alone and line.text.isupper() and len(line.text) <= LONGEST_HEADING


def _sort_line(line: Line, text: str, recognised: _Found, stamps: set[str]) -> None:
    """Put a line to what it is."""
    name = _name_of(line, text)
    if name and name not in recognised.named:
        recognised.named[name] = line
    elif _LETTER.match(text):
        recognised.subject.append(line)
    elif text in stamps or DRAFT.fullmatch(text):
        recognised.stamps.append(line)
    elif not is_ornament(line.text) and not _SIGNED.match(text):
        recognised.others.append(line)


def names_party(line: Line) -> bool:
    """Tell whether a line says the Party's name and nothing else."""
    return plain_beginning(line.text) == _PARTY


def _names_party_body(line: Line) -> bool:
    """Tell whether a line names a committee of the Party, and no body beside it ('ĐẢNG ỦY - UBND')."""
    return _PARTY_BODY.match(plain_beginning(line.text)) is not None and "-" not in line.text


def _names_party_office(line: Line) -> bool:
    return _PARTY_OFFICE.match(plain_beginning(line.text)) is not None


def _names_country(line: Line) -> bool:
    """Tell whether a line says the country's name and nothing else, however it is spelt."""
    return len(line.text) <= _LONGEST_NAME and plain_beginning(line.text).startswith(_COUNTRY)


def _split_columns(line: Line) -> Sequence[Line]:
    """Return the columns of a line that were parted by spaces, where one is a letterhead's."""
    # Most lines of a text are longer than any letterhead's, and 'ngày      tháng' has gaps of its own.
    is_row = len(line.text) <= _LONGEST_PAIR and not line.paragraph.cell and ";" not in line.text
    # '(Kèm theo Báo cáo số      -BC/ĐU, ngày      tháng …' has them as well.
    is_row = is_row and not line.text.startswith("(")
    if not is_row or not any(_GAP.search(run.text) for run in line.runs):
        return (line,)
    parts: list[list[Run]] = [[]]
    for run in line.runs:
        for piece in _GAPS.split(run.text):
            if _GAP.fullmatch(piece):
                parts += [[]] if parts[-1] else []
            elif piece:
                parts[-1].append(run._replace(text=piece))
    return _joined_columns(line, parts) or (line,)


def _joined_columns(line: Line, parts: Sequence[Sequence[Run]]) -> Sequence[Line]:
    """Return two columns: to the part that begins the right one of a letterhead, and from it on."""
    for position in range(1, len(parts)):
        left, right = (
            [run for part in some if part for run in (*part, part[-1]._replace(text=" "))]
            for some in (parts[:position], parts[position:])
        )
        columns = [
            line._replace(text=said_text("".join(run.text for run in runs)), runs=tuple(runs), alone=False)
            for runs in (left, right)
        ]
        if _is_right_column(columns[1]):
            return [column for column in columns if column.text]
    return ()


def _is_right_column(line: Line) -> bool:
    text = plain_beginning(line.text)
    place, comma, _ = text.partition(",")
    dated = bool(comma) and not any(map(str.isdigit, place)) and _DATE.search(text) is not None
    return _names_country(line) or names_party(line) or text.startswith(_MOTTO) or dated


def _in_letterhead(line: Line, index: int) -> bool:
    """Tell whether a line stands where letterheads name the Party: in a table, behind a tab, on top."""
    return index < _FIRST or line.paragraph.cell is not None or not line.alone


def _name_of(line: Line, text: str) -> str:
    if _names_country(line):
        return "country"
    if text.startswith(_MOTTO):
        return "motto"
    # Before the number: the text of a digital signature begins with 'Số' as well.
    if _SEAL.fullmatch(line.text):
        return "seal"
    if is_number(line):
        return "number"
    if len(text) < _LONGEST_DATE and _DATE.search(text) and not _NO_PLACE.match(text):
        return "date"
    return ""


def is_number(line: Line) -> bool:
    """Tell whether a line is a document's number: 'Số: 12/BC-UBND', blank or not."""
    return len(line.text) <= _LONGEST_NUMBER and _NUMBER.match(line.text) is not None


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
    rest = [
        line
        for line in recognised.others
        if first.at <= line.paragraph.at < end
        and same_place(line.paragraph, first)
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
