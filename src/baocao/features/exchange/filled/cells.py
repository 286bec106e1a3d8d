"""What a cell says, as a clerk would type it in a report; what can be read in two ways is asked for.

What nobody can read otherwise is taken: '3781.0' is 3781. What a program may have made of what was typed is
not: 3.781 where things are counted, a day that turns round, '5/12' that became one.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.features.exchange.forms.records import Input, InputKind
from baocao.foreign.grids import CellKind, GridCell
from baocao.model.kinds import Flag
from baocao.model.labels import plain_label
from baocao.model.period import Window, is_between
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import day_of_worksheet, iso_date, short_date
from baocao.vietnamese.numbers import (
    decimal_count,
    exact_text,
    number_text,
    stored_number,
    typed_text,
)
from baocao.vietnamese.text import first_few, folded_text, nearest_name, to_nfc

_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u3000\t"), " ") | dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff")
)
"""Spaces that programs put in place of plain ones, and what has no width at all."""
_QUOTES: Final = "'’‘`"
"""What people type before a text in Excel, and what Word makes of it."""
_DAY: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
WORKSHEET_DIGITS: Final = 15
"""Digits that a worksheet keeps; of longer numbers the last ones are zeros."""
_THOUSAND: Final = 1_000
_GROUP: Final = 3
"""Digits between two dots."""
_FAR: Final = 20
"""A number so many times smaller than the last one, and like it times a thousand, is asked about."""
_ALIKE: Final = 5
_WORDS_SHOWN: Final = 12
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
"""Numbers that are days of this century in a worksheet."""
_FIRST_YEAR: Final = 1900
"""The year of what is a time of day, or a number, that a worksheet shows as a day."""
NOTHING, MISSING, INAPPLICABLE = "khong_phat_sinh", "chua_co", "khong_ap_dung"
STATE_WORDS: Final[Mapping[str, str]] = {
    "khong phat sinh": NOTHING,
    "khong_phat_sinh": NOTHING,
    "khong ap dung": INAPPLICABLE,
    "khong_ap_dung": INAPPLICABLE,
    "chua co": MISSING,
    "chua_co": MISSING,
    "chua co so lieu": MISSING,
}
"""What is typed where there is no value, without tones."""
AS_TEXT: Final = "gõ dấu nháy đơn (') trước"

_EXPLAIN: Final = "ghi lý do ở cột 'Ghi chú khi số liệu khác thường'"


class CellFault(NamedTuple):
    """What keeps a cell from being read: what was read, what is allowed, what to do."""

    read: str
    allowed: str
    advice: str


class Around(NamedTuple):
    """What a cell is read by, beside what is asked: the days of the period, and the last value.

    Of what is `explained` beside it, it is not asked again whether it is meant.
    """

    window: Window
    last: Decimal | None = None
    explained: bool = False


Heard = str | CellFault
"""What a cell says; nothing for an empty one."""


def heard_cell(cell: GridCell | None, asked: Input, around: Around) -> Heard:
    """Return what a cell says of what is asked."""
    if cell is None:
        return ""
    if cell.kind is CellKind.FAULT:
        return CellFault(
            cell.text, _allowed(asked), "Ô có công thức báo lỗi; sửa công thức hoặc gõ giá trị vào ô."
        )
    if cell.kind is CellKind.UNCOMPUTED:
        return CellFault(
            "công thức chưa có kết quả",
            _allowed(asked),
            "Mở tệp bằng Excel hoặc LibreOffice cho tính công thức rồi lưu lại, hoặc gõ giá trị vào ô.",
        )
    if asked.kind.is_number:
        return _heard_number(cell, asked, around)
    if asked.kind is InputKind.DAY:
        return _heard_day(cell, asked, around)
    if asked.kind is InputKind.CHOICE:
        return _heard_choice(cell, asked)
    return _heard_text(cell, asked)


def plain_words(text: str) -> str:
    """Return a text without what programs add to it: odd spaces, an apostrophe before it."""
    text = to_nfc(text).translate(_SPACES).strip()
    is_quoted = text[:1] in {*_QUOTES} and text.count(text[0]) % 2
    return text[1:].strip() if is_quoted else text


def shown_cell(cell: GridCell) -> str:
    """Return what a cell shows, as people would say it."""
    if cell.kind is CellKind.TRUTH:
        return "TRUE" if cell.text == "1" else "FALSE"
    if cell.kind is CellKind.MOMENT:
        day = _day_of_moment(cell.text)
        if day and day.year <= _FIRST_YEAR:
            return "giờ, phút"
        return f"ngày {short_date(day)}" if day else cell.text
    number = _number_of(cell) if cell.kind is CellKind.NUMBER else None
    if number is None:
        return " ".join(cell.text.split())
    return f"{number_text(number * 100)}%" if cell.is_percent else number_text(number)


# Numbers.


def _heard_number(cell: GridCell, asked: Input, around: Around) -> Heard:
    if cell.kind is CellKind.TEXT:
        return plain_words(cell.text)
    if cell.kind is not CellKind.NUMBER:
        return _no_number(cell, asked)
    number = _number_of(cell)
    if number is None or abs(number) >= 10**WORKSHEET_DIGITS:
        return CellFault(
            cell.text[:40] if number is None else number_text(number),
            _allowed(asked),
            f"Excel chỉ giữ {WORKSHEET_DIGITS} chữ số; gõ số dưới dạng chữ: '…",
        )
    if cell.is_percent and asked.measure != "%":
        return CellFault(shown_cell(cell), _allowed(asked), "Đổi định dạng ô thành số rồi gõ lại số.")
    if cell.is_percent:
        return typed_text(number * 100)
    return _doubt_about(number, cell, asked, around) or typed_text(number)


def _no_number(cell: GridCell, asked: Input) -> CellFault:
    """Say what stands where a number is asked for; a day may have been typed as 5/12, or as 5.12."""
    if cell.kind is CellKind.MOMENT:
        advice = "Excel đã đổi điều được gõ thành ngày; đổi định dạng ô thành số rồi gõ lại số."
        return CellFault(shown_cell(cell), _allowed(asked), advice)
    return CellFault(shown_cell(cell), _allowed(asked), "Gõ số vào ô.")


def _number_of(cell: GridCell) -> Decimal | None:
    return stored_number(cell.text)


def _doubt_about(number: Decimal, cell: GridCell, asked: Input, around: Around) -> CellFault | None:
    """Return what is asked about a number, unless it is what the report says already."""
    if isinstance(asked.content, Decimal) and asked.content == number:
        return None
    if asked.kind is InputKind.WHOLE and number % 1:
        return _fraction_of_count(number, cell, asked)
    if asked.measure == "%" and not around.explained and _may_be_share(number, cell, around):
        percent = number_text(number * 100)
        return CellFault(
            number_text(number),
            _allowed(asked),
            f"Nếu là {percent}% thì gõ {percent}; nếu đúng là {number_text(number)}% thì {_EXPLAIN}.",
        )
    if decimal_count(number) > asked.places:
        return _too_fine(number, asked)
    is_possible = _is_within(number * _THOUSAND, asked) and not around.explained
    if is_possible and (
        _may_lack_thousands(number, around.last) or _may_have_thousands(number, around.last)
    ):
        return _lost_thousands(number, asked, around)
    shifted = None if around.explained else _lost_comma(number, asked, around.last)
    if shifted is not None:
        return _asked_comma(number, shifted, asked, around)
    return None


def _fraction_of_count(number: Decimal, cell: GridCell, asked: Input) -> CellFault:
    if asked.measure == "%":
        return CellFault(shown_cell(cell), _allowed(asked), "Gõ số phần trăm, không kèm số lẻ.")
    whole = number * _THOUSAND
    if whole % 1 or not _is_within(whole, asked):
        return CellFault(
            number_text(number), _allowed(asked), "Gõ số nguyên; kiểm tra lại công thức nếu có."
        )
    return CellFault(
        number_text(number),
        _allowed(asked),
        f"Nếu là {number_text(whole)} thì gõ {exact_text(whole)} (liền, không có dấu chấm).",
    )


def _too_fine(number: Decimal, asked: Input) -> CellFault:
    whole = number * _THOUSAND
    offered = (
        ""
        if whole % 1 or not _is_within(whole, asked)
        else f" Nếu là {number_text(whole)} thì gõ {exact_text(whole)}."
    )
    advice = f"Làm tròn đến {count_text(asked.places)} chữ số thập phân.{offered}"
    return CellFault(number_text(number), _allowed(asked), advice)


def _is_within(number: Decimal, asked: Input) -> bool:
    """Tell whether a number may stand in a cell: no other is offered."""
    low, high = asked.low, asked.high
    return (low is None or low <= number) and (high is None or number <= high)


def _may_be_share(number: Decimal, cell: GridCell, around: Around) -> bool:
    """Tell whether 0.95 may have been meant as 95 %: unless the last value was below 2 % itself."""
    if around.last is not None and 0 < around.last < 2:  # noqa: PLR2004 - percent
        return False
    return 0 < number < 1 or (number == 1 and cell.is_formula)


def _may_lack_thousands(number: Decimal, last: Decimal | None) -> bool:
    """Tell whether 3 may have been typed as 3.000, which a program with English settings takes for 3."""
    if last is None or last <= 0 or number <= 0 or number >= _THOUSAND or number * _FAR > last:
        return False
    return last / _ALIKE <= number * _THOUSAND <= last * _ALIKE


def _may_have_thousands(number: Decimal, last: Decimal | None) -> bool:
    """Tell whether 1,234 may be 1.234 as English settings read it: unless the last value was like it."""
    if decimal_count(number) != _GROUP or not 1 <= abs(number) < _THOUSAND:
        return False
    return not (last is not None and last / _ALIKE <= number <= last * _ALIKE)


def _lost_thousands(number: Decimal, asked: Input, around: Around) -> CellFault:
    said, whole = number_text(number), number_text(number * _THOUSAND)
    last = f" (kỳ trước {number_text(around.last)})" if around.last is not None else ""
    return CellFault(
        f"{said}{last}",
        _allowed(asked),
        f"Có phải là {whole} gõ kèm dấu chấm? Nếu là {whole} thì gõ {exact_text(number * _THOUSAND)}; "
        f"nếu đúng là {said} thì {_EXPLAIN}.",
    )


def _lost_comma(number: Decimal, asked: Input, last: Decimal | None) -> Decimal | None:
    """Return what 95 may have been typed as: '9,5', of which English settings drop the comma."""
    if not asked.places or last is None or last <= 0 or number % 1 or number < last * _ALIKE:
        return None
    shifted = (number.scaleb(-places) for places in range(1, asked.places + 1))
    return next((each for each in shifted if last / 2 <= each <= last * 2 and each % 1), None)


def _asked_comma(number: Decimal, shifted: Decimal, asked: Input, around: Around) -> CellFault:
    said, meant = number_text(number), number_text(shifted)
    last = number_text(around.last) if around.last is not None else ""
    return CellFault(
        f"{said} (kỳ trước {last})",
        _allowed(asked),
        f"Có phải là {meant}, mà Excel tiếng Anh bỏ mất dấu phẩy? Nếu là {meant} thì {AS_TEXT}: '{meant}; "
        f"nếu đúng là {said} thì {_EXPLAIN}.",
    )


# Days.


def _heard_day(cell: GridCell, asked: Input, around: Around) -> Heard:
    if cell.kind is CellKind.TEXT:
        return _typed_day(plain_words(cell.text))
    day = _day_of_moment(cell.text) if cell.kind is CellKind.MOMENT else None
    if day is None:
        return _no_day(cell, asked)
    turned = _turned_day(day)
    is_known = asked.content == short_date(day)
    if turned and not is_known and _is_likelier(turned, day, around.window):
        return CellFault(
            f"ngày {short_date(day)} (ngày {day.day} tháng {day.month})",
            _allowed(asked),
            f"Excel có thể đã đảo ngày với tháng. Nếu là {short_date(turned)} thì {AS_TEXT}: "
            f"'{short_date(turned)}; nếu đúng là {short_date(day)} thì gõ '{short_date(day)}.",
        )
    return iso_date(day)


def _typed_day(text: str) -> str:
    """Return a day that is written in full as reports have it, anything else as it is."""
    match = _DAY.fullmatch(text)
    try:
        return iso_date(date(int(match[3]), int(match[2]), int(match[1]))) if match else text
    except ValueError:
        return text


def _day_of_moment(text: str) -> date | None:
    match = _ISO.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _turned_day(day: date) -> date | None:
    """Return the day with its month in the place of its day, if it is another one."""
    try:
        return day.replace(month=day.day, day=day.month) if day.day != day.month else None
    except ValueError:
        return None


def _is_likelier(turned: date, day: date, window: Window) -> bool:
    """Tell whether a day makes sense only when turned: in the period, or not in the future."""
    first = window.start or window.end.replace(month=1, day=1)
    if is_between(day, first, window.end):
        return is_between(turned, first, window.end)
    return is_between(turned, first, window.end) or turned <= window.end < day


def _no_day(cell: GridCell, asked: Input) -> CellFault:
    advice = "Gõ đủ ngày/tháng/năm, ví dụ 05/11/2025."
    number = _number_of(cell) if cell.kind is CellKind.NUMBER else None
    if number is not None and _FIRST_SERIAL <= number <= _LAST_SERIAL and not number % 1:
        said = short_date(day_of_worksheet(int(number)))
        return CellFault(shown_cell(cell), _allowed(asked), f"Nếu là {said} thì {AS_TEXT}: '{said}.")
    return CellFault(shown_cell(cell), _allowed(asked), advice)


# Words.


def _heard_choice(cell: GridCell, asked: Input) -> Heard:
    """Return what the report says for a word that was chosen, or typed so that it can only be one."""
    if cell.kind is CellKind.TRUTH and {"co", "khong"} <= {*asked.choices.values()}:
        return "co" if cell.text == "1" else "khong"
    text = plain_words(cell.text) if cell.kind is CellKind.TEXT else shown_cell(cell)
    meant = _meant_choice(" ".join(text.split()), asked.choices)
    if meant is not None or folded_text(text.partition(":")[0].strip()) in STATE_WORDS:
        return text if meant is None else meant
    guess = nearest_name(text, asked.choices)
    hint = f" Có phải là '{guess}'?" if guess else ""
    return CellFault(
        f"'{text}'" if text else "ô trống", _allowed(asked), f"Chọn trong danh sách của ô.{hint}"
    )


def _meant_choice(text: str, choices: Mapping[str, str]) -> str | None:
    label = plain_label(text)
    exact = {name for word, name in choices.items() if label in {plain_label(word), name}}
    if len(exact) == 1:
        return exact.pop()
    answer = Flag.words.get(label)
    if answer in choices.values():
        return answer
    folded = {name for word, name in choices.items() if folded_text(word) == folded_text(text)}
    return folded.pop() if len(folded) == 1 else None


def _heard_text(cell: GridCell, asked: Input) -> Heard:
    if cell.kind is CellKind.TEXT:
        return clean_prose(cell.text)
    if cell.kind is CellKind.MOMENT:
        return CellFault(
            shown_cell(cell),
            _allowed(asked),
            f"Excel đã đổi điều được gõ thành ngày; gõ lại và {AS_TEXT}.",
        )
    if cell.kind is CellKind.TRUTH:
        return CellFault(shown_cell(cell), _allowed(asked), f"Ghi bằng chữ; {AS_TEXT} nếu cần.")
    return shown_cell(cell)


def clean_prose(text: str) -> str:
    """Return lines without what programs add to them; what stands in them stays."""
    lines = [line.rstrip() for line in to_nfc(text).translate(_SPACES).strip().split("\n")]
    return "\n".join(lines).lstrip("'") if len(lines) == 1 and not text.endswith("'") else "\n".join(lines)


def _told_choices(words: Sequence[str]) -> str:
    """Return the words that may be chosen; such as have commas of their own are in quotes."""
    are_clear = not any("," in word for word in words)
    return first_few(words if are_clear else [f"'{word}'" for word in words], _WORDS_SHOWN, "lựa chọn")


def _allowed(asked: Input) -> str:
    """Return what may stand in a cell."""
    match asked.kind:
        case InputKind.WHOLE:
            said = "số nguyên"
        case InputKind.DECIMAL:
            said = f"số, tối đa {count_text(asked.places)} chữ số thập phân"
        case InputKind.DAY:
            return "ngày/tháng/năm"
        case InputKind.CHOICE:
            return f"một trong: {_told_choices([*asked.choices])}"
        case _:
            return str(asked.kind.value)
    bounds = [
        f"{word} {number_text(bound)}"
        for word, bound in (("từ", asked.low), ("đến", asked.high))
        if bound is not None
    ]
    measure = f" ({asked.measure})" if asked.measure else ""
    return f"{said}{measure}{' ' if bounds else ''}{' '.join(bounds)}"
