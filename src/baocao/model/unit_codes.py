"""Codes of units: administrative (QĐ 19/2025/QĐ-TTg), electronic (QĐ 20/2020/QĐ-TTg, QĐ 09/2025/QĐ-TTg)."""

import re
from datetime import date
from typing import Final, NamedTuple

from baocao.model.kinds import Day, OptionalText
from baocao.model.shape import Key, Shape

ADMINISTRATIVE: Final = "ma"
ELECTRONIC: Final = "ma_dinh_danh"
MOST_ELECTRONIC: Final = 35
"""Characters of an electronic code."""
_PRESENT: Final = re.compile(r"[A-Z]\d{2}(?:\.[A-Z0-9]+)*")
"""From the highest level down: 'H37.DN.001'."""
_FORMER: Final = re.compile(r"(?:\d{2,3}\.){3}[A-Z]\d{2}")
"""From the lowest level up, with zeros for levels that there are not: '000.00.01.H56' (QCVN 102:2016)."""


class UnitCodes(NamedTuple):
    """The codes that a unit has, or that it had up to a day, which is the last one of them."""

    until: date | None
    administrative: str | None
    electronic: str | None

    @property
    def given(self) -> tuple[str, ...]:
        """Those of the codes that there are."""
        return tuple(filter(None, (self.administrative, self.electronic)))


FORMER_CODES_SHAPE: Final = Shape(
    UnitCodes,
    (
        Key("den", "until", Day(), "Đến hết ngày", required=True),
        Key(ADMINISTRATIVE, "administrative", OptionalText(), "Mã đơn vị hành chính khi ấy"),
        Key(ELECTRONIC, "electronic", OptionalText(), "Mã định danh điện tử khi ấy"),
    ),
)


def is_electronic(code: str) -> bool:
    """Tell whether a text is an electronic code in one of its spellings."""
    text = _plain_code(code)
    return len(text) <= MOST_ELECTRONIC and any(form.fullmatch(text) for form in (_PRESENT, _FORMER))


def same_spelling(code: str) -> str:
    """Return a code as it is compared: electronic ones from the highest level down, 'H56.01'."""
    text = _plain_code(code)
    if not _FORMER.fullmatch(text):
        return text
    levels = text.split(".")[::-1]
    while set(levels[-1]) == {"0"}:
        levels.pop()
    return ".".join(levels)


def _plain_code(code: str) -> str:
    return "".join(code.split()).upper()
