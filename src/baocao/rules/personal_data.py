"""What must not be in a repository that many read: personal numbers in texts, and what is a state secret.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Luật Bảo vệ bí mật nhà nước 117/2025/QH15.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.submission import Submission
from baocao.model.workspace import Workspace
from baocao.rules.places import limited_findings, place_at

_NUMBER: Final = re.compile(r"(?<![\w.,/+-])(?:\+84|0)[ .-]?\d(?:[ .-]?\d){7,10}(?![\w/]|[.,-]\d)")
"""What begins with a zero or the code of the country and has as many digits as telephones and persons."""
_OLD_IDENTITY: Final = re.compile(
    r"(?:CMND|CMTND|chứng minh nhân dân)\W{0,12}(?:số\W{0,4})?(\d{9})(?!\d)", re.IGNORECASE
)
_ACCOUNT: Final = re.compile(
    r"(?:(?:số\W{0,3})?tài khoản|\bSTK|\bsố TK)\W{0,8}(?:số\W{0,4})?(\d(?:[ .-]?\d){5,18})(?![\w/])",
    re.IGNORECASE,
)
_IDENTITY_DIGITS: Final = 12
_MOBILE_DIGITS: Final = 10
_MOBILE: Final = "35789"
"""Second digits of mobile telephones; '02' are those of offices, which are public."""
_LAST_PROVINCE: Final = 96
_LAST_CENTURY: Final = 3
"""Digits 1 to 3 of a personal number are the province of birth, the fourth sex and century."""
_SHOWN: Final = 3
_SIGNS: Final = re.compile(r"\d{6}|\d[ .-]\d{2,4}[ .-]\d")
"""Nearly no file has as many digits in a row; a plain look saves reading it twice."""


class _Found(NamedTuple):
    """A number of a person: its code, where it stands in the file, and its digits."""

    code: str
    offset: int
    digits: str


def nothing_is_secret(_: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """State secrets do not come into Git, which copies them to whoever reads it."""
    for issue in submission.issues.values():
        if issue.secrecy:
            yield problem(
                "BC463", issue.at or submission.at, unit=submission.unit, value=issue.secrecy.value
            )


def persons_are_private(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """Personal numbers, private telephones and bank accounts are pointed out, in remarks, too."""
    file = workspace.files.get(submission.at.file)
    if file is None or not _SIGNS.search(file.text):
        return
    public = {_digits_of(number) for number in workspace.definitions.config.public_numbers}
    found = (each for each in _personal_numbers(file.text) if each.digits not in public)
    for number, more in limited_findings(found):
        place, shown = place_at(file, number.offset), _masked_number(number.digits)
        yield problem(number.code, place, unit=submission.unit, value=shown, more=more)


def _personal_numbers(text: str) -> Iterator[_Found]:
    """Yield the numbers of persons in the order of their kinds; each is told once."""
    accounts = list(_ACCOUNT.finditer(text))
    within = [match.span(1) for match in accounts]
    yield from (_Found("BC456", match.start(1), _digits_of(match[1])) for match in accounts)
    yield from (_Found("BC454", match.start(1), match[1]) for match in _OLD_IDENTITY.finditer(text))
    for match in _NUMBER.finditer(text):
        digits = _digits_of(match[0])
        code = _code_of(digits)
        if code and not any(start <= match.start() < end for start, end in within):
            yield _Found(code, match.start(), digits)


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


PRIVACY_CHECKS: Final = (nothing_is_secret, persons_are_private)
