"""What the lines of a table are that are no units: sums, groups, numbers of columns, repeated headings."""

import re
from collections.abc import Sequence
from typing import Final

from baocao.features.exchange.tables.unit_names import cleaned_name

_SUM: Final = re.compile(
    r"(?:[ivx]+\s*[.)]\s*)?(?:(?:tổng|cộng)(?![^\W_]).{0,60}|(?:chung )?toàn (?:tỉnh|thành phố|huyện)"
    r"|tong cong|tong so|toan tinh)"
)
_WHOLE: Final = re.compile(
    r"(?:(?:tổng|tong)(?: cộng| số| cong| so)?|(?:chung )?toàn \w+|toan tinh)(?: toàn \w+)?"
)
_GROUP: Final = re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|XI{1,3}|XI?V|[A-E])\s*(?:[.)/-]|$)")
"""Not 'X.' and 'H.', which are short for xã and huyện."""
_ORDINAL: Final = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.{0,40})?")
_NUMBER: Final = re.compile(r"[-−+(]?\s*\d[\d.,\s\u00a0]*%?\)?")
_FEWEST: Final = 3
_MEASURE: Final = re.compile(
    r"^(?:đơn vị tính|đvt|đ\.v\.t|đơn vị)\s*[:：]\s*(?P<measure>[^;|]{1,60})", re.IGNORECASE
)


def is_sum_name(text: str) -> bool:
    """Tell whether a line of this name adds others up."""
    return bool(_SUM.fullmatch(cleaned_name(text).lower()))


def is_whole_sum(text: str) -> bool:
    """Tell whether a sum is that of the whole table: 'Tổng cộng', and not 'Cộng khu vực I'."""
    return bool(_WHOLE.fullmatch(cleaned_name(text).lower()))


def is_group_name(text: str) -> bool:
    """Tell whether a name begins as those of groups do: 'I. Khu vực phía Bắc'."""
    return bool(_GROUP.match(text))


def is_number_text(text: str) -> bool:
    """Tell whether a text is written as numbers are."""
    return bool(_NUMBER.fullmatch(text))


def is_numbering(texts: Sequence[str]) -> bool:
    """Tell whether a line only numbers the columns: 'A B 1 2 3', '(1) (2) (3)=(1)+(2)'."""
    written = [text for text in texts if text]
    if len(written) < _FEWEST or not all(map(_ORDINAL.fullmatch, written)):
        return False
    numbers = [int(digits[0]) for text in written if (digits := re.search(r"\d+", text.partition("=")[0]))]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def told_measure(text: str) -> str:
    """Return the unit of measure of a whole table: 'triệu đồng' of 'Đơn vị tính: triệu đồng'."""
    match = _MEASURE.match(text)
    return match["measure"].strip(" .)") if match else ""
