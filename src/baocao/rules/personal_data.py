"""Numbers of persons must not be in texts of a repository that many read (Luật 91/2025/QH15)."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.submission import Submission
from baocao.model.workspace import Workspace
from baocao.rules.places import limited_findings, place_at

PERSONAL: Final = frozenset({"BC454", "BC455", "BC456"})
"""What tells of numbers of persons."""
_PARTED: Final = "[ .\u00a0-]?"
"""What parts the groups of digits of a number."""
_NUMBER: Final = re.compile(
    # What must not be before a number is looked at behind its first digit: only so the search can leap.
    r"(?:0(?<![\w.+]0)(?<!\D[/-]0)|\+84(?<!\w\+84))"
    # Ten digits and no more, or twelve: a count that stands behind belongs to no telephone.
    rf"{_PARTED}\d(?:{_PARTED}\d){{8}}(?:(?:{_PARTED}\d){{2}})??(?!\w|/(?!\d)|\.\d|-(?!0)\d)"
)
"""What begins with a zero or the code of the country and has as many digits as telephones and persons."""
_OLD_IDENTITY: Final = re.compile(
    r"(?:CMND|CMTND|chứng minh nhân dân)\W{0,12}(?:số\W{0,4})?(\d{9})(?!\d)", re.IGNORECASE
)
_OLD_WORDS: Final = ("cmnd", "cmtnd", "chứng minh nhân dân")
_ACCOUNT: Final = re.compile(
    # The rest is tried behind a first letter of either case: only so the search can leap.
    rf"(?-i:[tTsS\u017f])(?:(?<=t)ài khoản|(?<=s)(?<!\ws)(?:TK|ố TK))\b"
    rf"([^\d\n]{{0,40}})(\d(?:{_PARTED}\d){{5,18}})(?![\w/])",
    re.IGNORECASE,
)
_ACCOUNT_WORDS: Final = ("tài khoản", "stk", "số tk")
_FIGURE_OR_DAY: Final = re.compile(
    r"\d{1,3}(?:\.\d{3}){1,2}|(?:\d\d?[.-]){0,2}(?:19|20)\d\d(?:[ .-].*)?", re.DOTALL
)
"""How many accounts there are, and days and years, with what stands behind them."""
_BEFORE: Final = 200
"""As many characters of an address on the web may stand before a number."""
_IDENTITY_DIGITS: Final = 12
_MOBILE_DIGITS: Final = 10
_MOBILE: Final = "35789"
"""Second digits of mobile telephones; '02' are those of offices, which are public."""
_LAST_PROVINCE: Final = 96
_LAST_CENTURY: Final = 3
"""Digits 1 to 3 of a personal number are the province of birth, the fourth sex and century."""
_SHOWN: Final = 3


class _Found(NamedTuple):
    """A number of a person: its code, where it stands in the file, and its digits."""

    code: str
    offset: int
    digits: str


def persons_are_private(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """Personal numbers, private telephones and bank accounts are pointed out, in remarks, too."""
    file = workspace.files.get(submission.at.file)
    if file is None:
        return
    public = {_digits_of(number) for number in workspace.definitions.config.public_numbers}
    found = (each for each in _personal_numbers(file.text) if each.digits not in public)
    for number, more in limited_findings(found):
        place, shown = place_at(file, number.offset), _masked_number(number.digits)
        yield problem(number.code, place, unit=submission.unit, value=shown, more=more)


def _personal_numbers(text: str) -> Iterator[_Found]:
    """Yield the numbers of persons in the order of their kinds; each is told once."""
    plain = text.lower()
    accounts = list(_account_numbers(text)) if _has_any(plain, _ACCOUNT_WORDS) else []
    yield from accounts
    if _has_any(plain, _OLD_WORDS):
        matches = _OLD_IDENTITY.finditer(text)
        yield from (_Found("BC454", match.start(1), match[1]) for match in matches)
    known = {number.offset for number in accounts}
    yield from (number for number in _plain_numbers(text) if number.offset not in known)


def _has_any(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text has one of the words: a plain look, where patterns would take much longer."""
    return any(word in text for word in words)


def _account_numbers(text: str) -> Iterator[_Found]:
    """Yield what stands behind the word account, unless words between say that it is of a person."""
    for match in _ACCOUNT.finditer(text):
        digits = _digits_of(match[2])
        is_other = any(map(str.isalpha, match[1])) and _code_of(digits)
        if not is_other and not _FIGURE_OR_DAY.fullmatch(match[2]):
            yield _Found("BC456", match.start(2), digits)


def _plain_numbers(text: str) -> Iterator[_Found]:
    """Yield what by its digits is the number of a person or a telephone."""
    for match in _NUMBER.finditer(text):
        digits = _digits_of(match[0])
        code = _code_of(digits)
        if code and not _FIGURE_OR_DAY.fullmatch(match[0]) and not _is_in_address(text, match.start()):
            yield _Found(code, match.start(), digits)


def _is_in_address(text: str, offset: int) -> bool:
    """Tell whether what stands there is part of an address on the web."""
    before = re.split(r"\s", text[max(0, offset - _BEFORE) : offset])[-1]
    return "://" in before or "www." in before


def _code_of(digits: str) -> str:
    """Return which kind of number it is; nothing for those of offices and for what is none."""
    if len(digits) == _IDENTITY_DIGITS:
        is_person = 0 < int(digits[:3]) <= _LAST_PROVINCE and int(digits[3]) <= _LAST_CENTURY
        return "BC454" if is_person else ""
    return "BC455" if len(digits) == _MOBILE_DIGITS and digits[1] in _MOBILE else ""


def _digits_of(text: str) -> str:
    """Return the digits of a number, with a zero in place of the country's code."""
    digits = re.sub(r"\D", "", text)
    return f"0{digits[2:]}" if text.lstrip().startswith("+84") else digits


def _masked_number(digits: str) -> str:
    """Return a number of which only the first digits can be read: messages are kept by servers, too."""
    return f"{digits[:_SHOWN]}{'*' * (len(digits) - _SHOWN)}"
