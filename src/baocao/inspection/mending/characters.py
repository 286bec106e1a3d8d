"""Which characters mending may change: data, by the rule that asks for it. The proof knows nothing else.

Whatever a rule permits, words keep their letters but for case and marks, and numbers their values.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from baocao.model.form import SALUTATION, Form
from baocao.vietnamese.text import folded_text

RECIPIENTS: Final = "Nơi nhận:"
"""What stands over the recipients."""
DASHES: Final = "–—−‐‑"
"""What is typed, or made by a program, in place of a hyphen."""
_TO_HYPHEN: Final = frozenset((dash, "-") for dash in DASHES)
_SIGNS: Final = frozenset(
    (old, new) for old in ("", ",", ";", ".") for new in (",", ";", ".") if old != new
)
_MOST_CHANGED: Final = 2_000
"""Characters between the first and the last change of one paragraph; a letterhead has fewer."""
_NUMBER: Final = re.compile(r"\d+")
_REST: Final = re.compile(r"[.,;/\s]*(?:[\t\n]|$)")
"""What may stand behind a sign that ends a line."""


class Licence(NamedTuple):
    """What a rule may change: old and new characters anywhere, and the same at the end of a line.

    In words that the law fixes (`fixed_words`) letters may change their case and their marks as well.
    """

    anywhere: frozenset[tuple[str, str]] = frozenset()
    at_end: frozenset[tuple[str, str]] = frozenset()


_COLON: Final = frozenset({("", ":"), (" ", "")})
_ENDINGS: Final = frozenset({("", "./."), ("", "/."), ("", "."), ("/.", "")})
LICENCES: Final[dict[str, Licence]] = {
    "TT202": Licence(),
    "TT203": Licence(_TO_HYPHEN | {("", " ")}),
    "TT208": Licence(_TO_HYPHEN | {("", ":"), (":", ""), ("", "0"), (" ", "")}),
    "TT210": Licence(frozenset({("", "0"), ("0", "")})),
    "TT218": Licence(_TO_HYPHEN | _COLON, _SIGNS),
    "TT301": Licence(at_end=_SIGNS),
    "TT314": Licence(at_end=_ENDINGS),
    "TT405": Licence(_COLON),
    "TT407": Licence(_TO_HYPHEN, _SIGNS),
    "TT508": Licence(at_end=_ENDINGS),
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


class Difference(NamedTuple):
    """Characters that became others, and where they stand in the text as it is now."""

    old: str
    new: str
    at: int


def is_licensed(before: str, after: str, rules: Iterable[str], form: Form) -> bool:
    """Tell whether `before` became `after` by nothing but what the rules may change."""
    if _values_of(before) != _values_of(after) or _letters_of(before) != _letters_of(after):
        return False
    found = differences_between(before, after)
    words = fixed_words(form)
    asked = [(LICENCES[rule], words.get(rule, ())) for rule in rules if rule in LICENCES]
    return found is not None and all(
        any(
            _permits(licence, difference, after) or _is_in(difference, after, fixed)
            for licence, fixed in asked
        )
        for difference in found
    )


def differences_between(before: str, after: str) -> list[Difference] | None:
    """Return what differs, in order; None where that is too much to be a few signs."""
    start = _shared_length(before, after)
    end = _shared_length(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if max(len(old), len(new)) > _MOST_CHANGED:
        return None
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        Difference(old[first:last], new[low:high], start + low)
        for kind, first, last, low, high in steps
        if kind != "equal"
    ]


def _shared_length(first: str, second: str) -> int:
    """Return how many characters two texts share at their beginning, halving what is compared."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if first[:middle] == second[:middle] else (low, middle - 1)
    return low


def _permits(licence: Licence, difference: Difference, after: str) -> bool:
    pair = (difference.old, difference.new)
    behind = difference.at + len(difference.new)
    return pair in licence.anywhere or (pair in licence.at_end and bool(_REST.match(after, behind)))


def _is_in(difference: Difference, after: str, words: Iterable[str]) -> bool:
    """Tell whether letters that changed only their case or marks belong to words that the law fixes."""
    if not difference.new or folded_text(difference.old) != folded_text(difference.new):
        return False
    end = difference.at + len(difference.new)
    return any(
        after.find(text, max(0, end - len(text)), difference.at + len(text)) >= 0 for text in words if text
    )


def _values_of(text: str) -> list[int]:
    # Numbers of thousands of digits are none of ours, and Python refuses to read them.
    return [int(digits[-18:]) for digits in _NUMBER.findall(text)]


def _letters_of(text: str) -> str:
    """Return the letters alone, whatever their case and marks."""
    return "".join(filter(str.isalpha, folded_text(text)))
