"""Number, notation, place and day (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3 and II.4)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from baocao.inspection.attached import Copy
from baocao.inspection.lines import said_text
from baocao.inspection.rules.head import HEAD, in_cell
from baocao.inspection.verdicts import (
    Answer,
    Case,
    Fault,
    Verdict,
    excerpt_of,
    fault_at,
    judge_style,
    other_dash,
)
from baocao.model.form import DocumentType, Form

COPY: Final = "phần sao"
_BLANK: Final = re.compile(r"[\s.…_]*")
_GROUP: Final = r"[A-Za-zĐđ0-9&.]+"
_DATE: Final = re.compile(
    r"(?P<place>.{0,90}?)(?P<comma>,?)\s{0,9}ngày(?P<day>.{0,60}?)tháng(?P<month>.{0,60}?)năm(?P<year>.{0,60})",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"/(?:19|20)\d\d/")
_FEBRUARY: Final = 2
_MONTHS: Final = 12
_DAYS: Final = 31
_LEAP_YEAR: Final = 2000
_COMMON: Final = re.compile(r"(?:Thành phố|Thị xã|Thị trấn|Đặc khu|Thủ đô)\b")
"""Common nouns of two syllables that belong to the name of a place, of which the first has the capital."""


def number_text(case: Case) -> Answer:
    """Number and notation as the form writes them: 'Số: 189/BC-UBND'; a draft's number is blank."""
    line = case.anatomy.head.number
    if line is None:
        return case.report_missing("so")
    kind = case.anatomy.title.type
    wrong = next(_number_faults(line.text, case.form, kind), "")
    faults = (fault_at(wrong, HEAD, line),) if wrong else ()
    faults = (*faults, *_copy_faults(case.anatomy.copy))
    return Verdict(f"dạng {_sample_number(case.form, kind)}", line.text, faults)


def _copy_faults(copy: Copy | None) -> Iterator[Fault]:
    """Yield what is wrong with the number of a copy: '05/SY-UBND'."""
    if copy is None or copy.number is None:
        return
    notation = rf"Số: (?:\d{{2,}}|[\s.…_]*)/{copy.kind.abbreviation}-{_GROUP}(?:-{_GROUP})*"
    if not re.fullmatch(notation, copy.number.text):
        yield fault_at(
            f"ký hiệu bản sao phải có dạng 'Số: <số>/{copy.kind.abbreviation}-<cơ quan>'", COPY, copy.number
        )


def _sample_number(form: Form, kind: DocumentType | None) -> str:
    """Return what a number looks like."""
    if kind and not kind.titled:
        tail = form.numbering.letter.format(co_quan="<cơ quan>", soan_thao="<đơn vị>")
    else:
        name = kind.abbreviation if kind else "<loại>"
        tail = form.numbering.titled.format(loai=name, co_quan="<cơ quan>")
    return f"{form.numbering.label} <số>{tail}"


def _number_faults(text: str, form: Form, kind: DocumentType | None) -> Iterator[str]:
    """Yield what is wrong with number and notation, the plainest reason first."""
    label = form.numbering.label
    if label.endswith(":") and not re.match(r"số\s*:", text, re.IGNORECASE):
        yield "thiếu dấu hai chấm sau từ 'Số'"
    if not label.endswith(":") and re.match(r"số\s*:", text, re.IGNORECASE):
        yield "thừa dấu hai chấm sau từ 'Số'"
    if not text.startswith("Số"):
        yield "từ 'Số' không viết hoa chữ đầu"
    rest = re.sub(r"^số\s*:?", "", text, flags=re.IGNORECASE).strip()
    digits = re.match(r"[\d.…_ ]*", rest)
    written = digits.group().strip() if digits else ""
    notation = rest[len(digits.group()) if digits else 0 :]
    if len(written) == 1 and written.isdecimal():
        yield "số nhỏ hơn 10 không ghi thêm số 0 ở trước"
    if _YEAR.search(notation):
        yield "có năm trong ký hiệu (cách ghi của văn bản quy phạm pháp luật)"
    if dash := other_dash(notation):
        yield dash
    if " " in notation:
        yield "có dấu cách trong ký hiệu"
    yield from _notation_faults(notation, form, kind)


def _notation_faults(notation: str, form: Form, kind: DocumentType | None) -> Iterator[str]:
    """Yield what is wrong with the notation: its signs, the abbreviation of the type."""
    types = {name for kind_known in form.types.values() for name in kind_known.abbreviations}
    numbering = form.numbering
    patterns = (numbering.titled, numbering.letter, numbering.plain_letter)
    titled, letter, plain_letter = (_pattern_of(pattern) for pattern in patterns)
    notation = notation.removesuffix(numbering.internal)
    match = titled.fullmatch(notation)
    if kind and not kind.titled:
        if not (letter.fullmatch(notation) or plain_letter.fullmatch(notation)):
            yield "ký hiệu không đúng dạng"
        elif match and match["type"] in types - kind.abbreviations:
            yield f"công văn không ghi tên loại '{match['type']}' trong ký hiệu"
    elif match is None:
        yield "ký hiệu không đúng dạng"
    elif kind and match["type"] not in kind.abbreviations:
        yield f"chữ viết tắt tên loại là '{match['type']}', phải là '{kind.abbreviation}'"


def _pattern_of(template: str) -> re.Pattern[str]:
    """Return what a template of the form matches; abbreviations of bodies are free."""
    groups = rf"{_GROUP}(?:-{_GROUP})*"
    parts = {"{loai}": "(?P<type>[A-Za-zĐđ]+)", "{co_quan}": groups, "{soan_thao}": groups}
    text = re.escape(template)
    for place, part in parts.items():
        text = text.replace(re.escape(place), part)
    return re.compile(text)


def number_style(case: Case) -> Answer:
    """Number and notation upright, 13 points."""
    line = case.anatomy.head.number
    if line is None:
        return case.report_missing("so")
    return judge_style(case, "so", (line,), HEAD, centred=in_cell(line))


def date_text(case: Case) -> Answer:
    """Place, comma, and the day in words: days below ten and months 1 and 2 with a zero."""
    line = case.anatomy.head.date
    if line is None:
        return case.report_missing("dia_danh")
    faults = tuple(fault_at(wrong, HEAD, line) for wrong in _date_faults(line.text))
    want = "địa danh, dấu phẩy, 'ngày 05 tháng 3 năm 2020'; chỉ tháng 1, 2 thêm số 0"
    return Verdict(want, line.text, faults)


def _date_faults(text: str) -> Iterator[str]:
    match = _DATE.fullmatch(text)
    if match is None:
        yield "không đọc được ngày, tháng, năm"
        return
    place = said_text(match["place"])
    if not place:
        yield "thiếu địa danh"
    elif not match["comma"]:
        yield "thiếu dấu phẩy sau địa danh"
    yield from _place_faults(place)
    day, month = match["day"].strip(), match["month"].strip()
    year = match["year"].strip().rstrip(".")
    yield from _day_faults(day)
    yield from _month_faults(month)
    if _is_beyond_month(day, month, year):
        yield f"không có ngày {day} tháng {month}{f' năm {year}' if year.isdecimal() else ''}"
    if not _BLANK.fullmatch(year) and not re.fullmatch(r"(?:19|20)\d\d", year):
        yield f"năm ghi '{year}'"


def _place_faults(place: str) -> Iterator[str]:
    """Yield what is wrong with the letters of a place, which may have a common noun in lower case."""
    words = [word for word in place.split() if word[0].isalpha()]
    if len(words) > 1 and place.isupper() and "." not in place:
        yield "địa danh in hoa"
    elif any(word.islower() for word in words[:1]) or (
        any(word.islower() for word in words) and not _COMMON.match(place)
    ):
        yield f"không viết hoa các chữ cái đầu của địa danh '{excerpt_of(place)}'"


def is_day(day: str, month: str, year: str) -> bool:
    """Tell whether a calendar has a day; without a year every day of a leap year will do."""
    try:
        date(int(year) if re.fullmatch(r"[12]\d{3}", year) else _LEAP_YEAR, int(month), int(day))
    except ValueError:
        return False
    return True


def _is_beyond_month(day: str, month: str, year: str) -> bool:
    """Tell whether day and month may be such, and the month has no such day."""
    if not (day.isdecimal() and month.isdecimal()):
        return False
    may_be = 1 <= int(day) <= _DAYS and 1 <= int(month) <= _MONTHS
    return may_be and not is_day(day, month, year)


def _day_faults(day: str) -> Iterator[str]:
    if _BLANK.fullmatch(day):
        return
    if not day.isdecimal() or not 1 <= int(day) <= _DAYS:
        yield f"ngày ghi '{day}'"
    elif len(day) == 1:
        yield f"ngày {day} không ghi thêm số 0 ở trước"


def _month_faults(month: str) -> Iterator[str]:
    if _BLANK.fullmatch(month):
        return
    if not month.isdecimal() or not 1 <= int(month) <= _MONTHS:
        yield f"tháng ghi '{month}'"
    elif int(month) <= _FEBRUARY and len(month) == 1:
        yield f"tháng {month} không ghi thêm số 0 ở trước"
    elif int(month) > _FEBRUARY and month.startswith("0"):
        yield f"tháng {month} thừa số 0"


def date_style(case: Case) -> Answer:
    """Place and day in italics."""
    line = case.anatomy.head.date
    if line is None:
        return case.report_missing("dia_danh")
    return judge_style(case, "dia_danh", (line,), HEAD, centred=in_cell(line))
