"""Where a line of a title may end: between phrases, never inside a word of two syllables or a name."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

AFTER_MARK: Final = 0
BEFORE_LINK: Final = 1
BETWEEN_WORDS: Final = 3
BESIDE_NUMBER: Final = 30
IN_NAME: Final = 60
HANGING: Final = 100
"""What it costs to end a line: from 'a comma stands there' to 'a word is torn or hangs'."""

_COMPOUNDS: Final = Path(__file__).parent / "compounds.txt"
_PUNCTUATION: Final = ",;:.()\"'“”"
_LINKS: Final = frozenset(
    (
        *("của", "và", "về", "tại", "cho", "với", "trong", "trên", "theo", "từ", "đến", "do", "để", "hoặc"),
        *("nhằm", "bằng", "qua", "thuộc", "giữa", "cùng"),
    )
)
"""Words that begin a phrase: a line may begin with them, and none ends with one."""
_LEADERS: Final = frozenset(
    (
        *("các", "những", "mọi", "từng", "mỗi", "một", "số", "tháng", "quý", "năm", "ngày", "tuần", "kỳ"),
        *("điều", "khoản", "điểm", "mục", "phần", "chương", "đợt", "lần", "lúc", "giờ"),
        *("không", "chưa", "đã", "đang", "sẽ", "được", "bị", "là", "việc", "sự", "cuộc"),
    )
)
"""Words that need the one after them."""
_PLACES: Final = frozenset(("tỉnh", "xã", "phường", "huyện", "quận", "thôn", "bản", "sở"))
"""Words before a name; a line may begin with them."""
_BINDING: Final = _LINKS | _LEADERS | _PLACES


@cache
def _compound_words() -> frozenset[str]:
    lines = _COMPOUNDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def break_costs(words: Sequence[str]) -> list[int]:
    """Return for each word but the last what it costs to end a line after it."""
    # Of words in capitals alone nobody can tell a name.
    named = any(word != word.upper() for word in words)
    return [_break_cost(first, second, named=named) for first, second in pairwise(words)]


def _break_cost(first: str, second: str, *, named: bool) -> int:
    left, right = (word.strip(_PUNCTUATION).lower() for word in (first, second))
    if first[-1:] in {",", ";", ":"} or second[:1] in {"(", "“"}:
        return AFTER_MARK
    if _is_bound(left, right):
        return HANGING
    if right in _LINKS or right in _PLACES:
        return BEFORE_LINK
    if left.isdecimal() or right == "số":
        return BESIDE_NUMBER
    return IN_NAME if named and _is_capital(first) and _is_capital(second) else BETWEEN_WORDS


def _is_bound(left: str, right: str) -> bool:
    """Tell whether two words must not part: a line would end in a word, or with one that needs the next."""
    return (
        f"{left} {right}" in _compound_words()
        or left in _BINDING
        or right[:1].isdecimal()
        or right in {"-", "–"}
        or re.fullmatch("[ivx]+", right) is not None
    )


def _is_capital(word: str) -> bool:
    """Tell whether a word begins as names do; abbreviations begin names too."""
    return word[:1].isupper()
