"""Which characters mending may change: data, by the rule that asks for it. The proof knows nothing else.

Whatever a rule permits, words keep their letters but for case and marks, and numbers their values.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from baocao.model.form import SALUTATION, Form
from baocao.vietnamese.text import folded_text

RECIPIENTS: Final = "Nơi nhận:"
"""What stands over the recipients."""
DASHES: Final = "–—−‐‑"
"""What is typed, or made by a program, in place of a hyphen."""
_TO_HYPHEN: Final = frozenset((dash, "-") for dash in DASHES)
_ENDS: Final = frozenset((old, new) for old in ("", ",", ";", ".") for new in ",;." if old != new)
_CLOSINGS: Final = frozenset({*((old, "./.") for old in ("", ".", "./", "/.")), ("", "."), ("./.", ".")})
_CLOSING: Final = ".,;/"
COUNTED: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields whose results are numbers of pages."""
NUMBER_WORDS: Final = re.compile(r"(?:[\s\-–—|/.:~_]|\d{1,4}(?!\d)|trang|page|của|trên|of)*", re.IGNORECASE)
"""What may go with a page number, and says nothing else: '- 2 -', 'Trang 2/5'."""
_STROKES: Final = frozenset("-–—_─━=")
_FEWEST_STROKES: Final = 3
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
_LINES: Final = re.compile(r"[\t\n]")


def is_typed_line(text: str) -> bool:
    """Tell whether a text is nothing but a ruled line that was typed: one stroke, again and again."""
    strokes = text.strip()
    return len(strokes) >= _FEWEST_STROKES and len(set(strokes)) == 1 and strokes[0] in _STROKES


class Licence(NamedTuple):
    """What a rule may change between words: signs anywhere, and all signs at the end of a line together.

    `spaces` may go or come beside signs, `zero` before numbers. In words that the law fixes
    (`fixed_words`) letters may change their case and their marks as well. `strokes` that are typed for a
    ruled line may go.
    """

    anywhere: frozenset[tuple[str, str]] = frozenset()
    at_end: frozenset[tuple[str, str]] = frozenset()
    spaces: bool = False
    zero: bool = False
    strokes: bool = False


LICENCES: Final[dict[str, Licence]] = {
    "TT202": Licence(),
    **dict.fromkeys(("TT204", "TT207", "TT215", "TT505"), Licence(strokes=True)),
    "TT203": Licence(_TO_HYPHEN, spaces=True),
    "TT208": Licence(_TO_HYPHEN | {("", ":"), (":", "")}, spaces=True, zero=True),
    "TT210": Licence(zero=True),
    "TT218": Licence(_TO_HYPHEN | {("", ":")}, _ENDS),
    "TT301": Licence(at_end=_ENDS),
    "TT314": Licence(at_end=_CLOSINGS),
    "TT405": Licence(frozenset({("", ":")})),
    "TT407": Licence(_TO_HYPHEN, _ENDS),
    "TT508": Licence(at_end=_CLOSINGS),
}
"""The one list of what may change in the words of a document."""


def fixed_words(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the words that the law fixes to the letter, by the rule that asks for them."""
    salutations = {SALUTATION, *(kind.salutation for kind in form.types.values())}
    return {
        "TT202": (form.country,),
        "TT203": (form.motto,),
        "TT208": (form.numbering.label.rstrip(":"),),
        "TT218": tuple(sorted(salutations)),
        "TT405": (RECIPIENTS.rstrip(":"),),
    }


def is_licensed(before: str, after: str, rules: Iterable[str], form: Form) -> bool:
    """Tell whether `before` became `after` by nothing but what the rules may change.

    Both are taken apart into words, numbers, and what stands between; these are compared one by one.
    """
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    if len(old) != len(new):
        return False
    asked = [rule for rule in rules if rule in LICENCES]
    licences = [LICENCES[rule] for rule in asked]
    words = [text for rule in asked for text in fixed_words(form).get(rule, ()) if text]
    tokens = zip(old, new, strict=True)
    gaps = zip(_gaps_between(before, old), _gaps_between(after, new), strict=True)
    return all(_may_token(*pair, licences, words) for pair in tokens) and all(
        _may_gap(own, became, licences, is_last=place == len(old))
        for place, (own, became) in enumerate(gaps)
    )


def _gaps_between(text: str, tokens: list[re.Match[str]]) -> Iterator[str]:
    """Yield what stands before, between and behind words and numbers."""
    end = 0
    for token in tokens:
        yield text[end : token.start()]
        end = token.end()
    yield text[end:]


def _may_token(old: re.Match[str], new: re.Match[str], licences: list[Licence], words: list[str]) -> bool:
    """Tell whether a word or a number may have become another."""
    own, became = old.group(), new.group()
    if own == became:
        return True
    if own.isdigit() or became.isdigit():
        return any(licence.zero for licence in licences) and f"0{min(own, became, key=len)}" in {
            own,
            became,
        }
    alike = len(own) == len(became) and folded_text(own) == folded_text(became)
    return alike and any(_stands_in(new, text) for text in words)


def _stands_in(token: re.Match[str], text: str) -> bool:
    """Tell whether a word is part of words that the law fixes, as they stand now."""
    start = max(0, token.end() - len(text))
    return token.string.find(text, start, token.start() + len(text)) >= 0


def _may_gap(own: str, became: str, licences: list[Licence], *, is_last: bool) -> bool:
    """Tell whether what stands between words may have become something else, line by line."""
    if own == became:
        return True
    parts, new_parts = _LINES.split(own), _LINES.split(became)
    if len(parts) != len(new_parts):
        return False
    last = len(parts) - 1
    return all(
        any(_may_signs(part, new_part, licence, at_end=place < last or is_last) for licence in licences)
        for place, (part, new_part) in enumerate(zip(parts, new_parts, strict=True))
        if part != new_part
    )


def _may_signs(own: str, became: str, licence: Licence, *, at_end: bool) -> bool:
    if licence.spaces:
        own, became = "".join(own.split()), "".join(became.split())
    if licence.strokes and not became.strip() and is_typed_line(own):
        return True
    pair = _differing(own, became)
    if pair == ("", "") or pair in licence.anywhere:
        return True
    (kept, sign), (still, new_sign) = _parted(own), _parted(became)
    return at_end and kept == still and (sign, new_sign) in licence.at_end


def _parted(signs: str) -> tuple[str, str]:
    """Return what stands before the signs that close a line, and these."""
    signs = signs.rstrip()
    kept = signs.rstrip(_CLOSING)
    return kept, signs[len(kept) :]


def _differing(own: str, became: str) -> tuple[str, str]:
    """Return what differs between two texts, without what they share at both ends."""
    start = 0
    while start < min(len(own), len(became)) and own[start] == became[start]:
        start += 1
    own, became = own[start:], became[start:]
    end = 0
    while end < min(len(own), len(became)) and own[-1 - end] == became[-1 - end]:
        end += 1
    return own[: len(own) - end], became[: len(became) - end]
