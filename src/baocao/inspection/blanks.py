"""Places of a text that somebody still has to fill in."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from baocao.inspection.lines import is_solid

_TOLD: Final = "điền|nhập|ghi rõ|bổ sung|chưa có|họ và tên|họ tên|tên đơn vị|tên cơ quan"
_BRACKETED: Final = rf"\[\s?(?:[.…_]|(?:{_TOLD})\b)[^\[\]\n]{{0,80}}\]"
_TEMPLATED: Final = r"\{\{[^{}\n]{0,80}(?:\}\})?|\{%[^{}\n]{0,80}\}?|«\w{1,40}»|<<[\w ]{1,40}>>"
_PROMPTED: Final = (
    r"click (?:or tap )?(?:here )?to enter|choose an item\b"
    r"|(?:nhấp|bấm|nhấn|gõ|chạm)[ \w]{0,40}để (?:nhập|chọn|điền)"
)
_DOTTED: Final = r"[.…]{4,}+|…{2,}+|_{3,}+|\u2002{3,}+"
_NUMBER: Final = r"(?<![\w.])(?-i:x{2,6})(?!\w|\.\w)|(?<!\w)(?-i:X{3,6})(?=\s?/)"
"""'xx/xx/2025', 'số xxx/QĐ-UBND'; in capitals two of them may be the Roman twenty."""
_SINGLE: Final = r"…|\.{3}"
_BLANK: Final = re.compile(
    f"(?P<sure>{_BRACKETED}|{_TEMPLATED}|{_PROMPTED}|{_NUMBER})|(?P<dotted>{_DOTTED})|(?P<single>{_SINGLE})",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"[\[{«<…_\u2002]|\.{3}|xx|XXX|để (?:nhập|chọn|điền)|to enter|hoose an")
"""What every place has: a text without it, as nearly all are, is not searched further."""
_FEW: Final = 5
"""Up to so many dots behind a word are a habit, and no place to write in."""
_NEAR: Final = 20
"""Characters that are looked at before and behind dots."""
_NOTE: Final = re.compile(r"\s*(?:ghi chú|chú thích)\b", re.IGNORECASE)
_LEADER: Final = re.compile(r"\s*\d{1,4}\s*")
_AND_MORE: Final = re.compile(r"(?:và|hoặc|đến|tới|v\.v)\b", re.IGNORECASE)


class Blank(NamedTuple):
    """A place to be filled in: how it is written, where it begins, whether by dots or strokes only."""

    written: str
    at: int
    dotted: bool


def blanks_in(text: str) -> Iterator[Blank]:
    """Yield the places of a paragraph that are to be filled in."""
    # A ruled line may be typed with strokes.
    if not _FIRST.search(text) or is_solid(text):
        return
    # A note under a table tells what three dots mean in it.
    is_note = _NOTE.match(text) is not None
    for match in _BLANK.finditer(text):
        dotted = match["dotted"] and not _is_leader(text, match) and not _trails_off(text, match)
        if match["sure"] or dotted:
            yield Blank(match.group(), match.start(), dotted=not match["sure"])
        elif match["single"] and not is_note and _stands_for_word(text, match):
            yield Blank(match.group(), match.start(), dotted=True)


def _is_leader(text: str, match: re.Match[str]) -> bool:
    """Tell whether dots lead to the number of a page, as in a table of contents."""
    rest = text[match.end() : match.end() + _NEAR]
    return match.start() > 0 and text[match.start()] in ".…" and _LEADER.fullmatch(rest) is not None


def _trails_off(text: str, match: re.Match[str]) -> bool:
    """Tell whether some more dots than three follow a word at once: 'v.v….', 'thôn, xóm……'."""
    few = len(match.group()) <= _FEW and match.group()[0] in ".…"
    before = text[max(0, match.start() - 1) : match.start()]
    behind = text[match.end() : match.end() + 1]
    return few and before.isalnum() and not behind.isalnum() and behind != "/"


def _stands_for_word(text: str, match: re.Match[str]) -> bool:
    """Tell whether three dots stand in the place of a number or a word, and not for 'and so on'."""
    before = text[max(0, match.start() - _NEAR) : match.start()]
    behind = text[match.end() : match.end() + _NEAR]
    # 'số …/QĐ-UBND', 'ngày …/…/2025', '…%'.
    if behind.lstrip()[:1] in {"/", "%"} or before.rstrip()[-1:] == "/":
        return True
    # 'thôn, xóm…', 'A, B, …', '“… như trên': what is left out, not what is missing.
    apart = not before or before[-1].isspace() or before[-1] in ":("
    listed = before.rstrip()[-1:] in {"", ",", ";", "“", '"', "(", "."}
    following = behind.lstrip()
    goes_on = behind[:1].isspace() and following[:1].isalnum()
    return apart and not listed and goes_on and not _AND_MORE.match(following)
