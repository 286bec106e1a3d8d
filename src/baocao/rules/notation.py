"""Number and notation of a cited document: '964/QĐ-UBND', '816/UBND-VX', '71/2025/QH15', '57-NQ/TW'."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from baocao.model.citation import Citation
from baocao.model.diagnostic import Detail
from baocao.source.forms import load_form
from baocao.vietnamese.dates import short_date

_PARTY_FORMS: Final = ("dang-2018", "dang-2026")
_OF_LAW: Final = {
    "nghị định": "NĐ",
    "thông tư": "TT",
    "thông tư liên tịch": "TTLT",
    "nghị quyết liên tịch": "NQLT",
    "lệnh": "L",
    "pháp lệnh": "PL",
}
"""Types of documents of law, which the forms of administrative documents do not list."""
_MEMBER: Final = r"[^\W\d_][\w&.]*"
_STATE: Final = re.compile(
    rf"\d{{1,6}}[a-zđ]?(?:/(?P<year>\d{{4}}))?/(?P<type>{_MEMBER})(?P<rest>(?:-{_MEMBER})*)"
)
_PARTY: Final = re.compile(rf"\d{{1,6}}-(?P<type>{_MEMBER})/(?P<body>{_MEMBER}(?:-{_MEMBER})*)(?:/nb)?")
"""The Party marks what is for its own use: 3294-CV/VPTW/nb."""
_ASSEMBLY: Final = re.compile(r"\d{1,4}/(?P<year>\d{4})/(?:UBTV)?QH\d{1,2}")
_LETTERS: Final = frozenset({"công văn"})
_UNUSUAL: Final = frozenset({"tờ trình", "chương trình", "quy định"})
"""Types whose abbreviation is not made of their initials."""
_LONGEST_TYPE: Final = 3
_SHARED_BODIES: Final = frozenset({"UBND", "HĐND", "TU", "ĐU", "BCĐ", "BTV", "HU", "CP"})
"""Notations that many bodies have, so that they do not tell which one issued a document."""

_Fault = tuple[str, dict[str, Detail]]
"""A code, and the details of its message."""


class _Notation(NamedTuple):
    """What number and notation say: the year if any, the first member, and the others.

    The first member is the abbreviation of the type, but in a công văn of the state the body.
    """

    year: int | None
    first: str
    others: tuple[str, ...] = ()
    of_party: bool = False


def faults_of(citation: Citation, own: str) -> Iterator[_Fault]:
    """Yield what is wrong with one document that has a number; `own` is the notation of its reporter."""
    number = citation.number
    if number is None:
        return
    notation = _read_notation(number)
    if notation is None:
        yield "BC440", {"value": number, "hint": _notation_hint(number)}
    else:
        yield from _type_agrees(citation, notation)
        if notation.year and citation.day and citation.day.year != notation.year:
            yield "BC442", {"value": number, "year": str(notation.year), "day": short_date(citation.day)}
    lacking = {} if citation.unclear else dict(_lacking_keys(citation, notation, own))
    if lacking:
        what, keys = " và ".join(lacking.values()), " và ".join(lacking)
        yield "BC443", {"value": named_document(citation), "what": what, "keys": keys}


def _lacking_keys(citation: Citation, notation: _Notation | None, own: str) -> Iterator[tuple[str, str]]:
    """Yield the keys, with their meaning, that a numbered document must have and has not.

    Of a document with the reporter's own notation everybody knows who issued it.
    """
    if citation.day is None:
        yield "ngay", "ngày ban hành"
    members = (notation.first, *notation.others) if notation else ()
    is_own = own in members and own not in _SHARED_BODIES
    if citation.issuer is None and not is_own:
        yield "co_quan", "cơ quan ban hành"


def named_document(citation: Citation) -> str:
    """Return type and number."""
    return f"{citation.type_name} số {citation.number}" if citation.number else citation.type_name


def _read_notation(number: str) -> _Notation | None:
    """Read number and notation, or return None if they are of no known form."""
    # The National Assembly first: '71/2025/QH15' would also do for a document of the state.
    if match := _ASSEMBLY.fullmatch(number):
        return _Notation(int(match["year"]), "")
    if match := _PARTY.fullmatch(number):
        return _Notation(None, match["type"], tuple(match["body"].split("-")), of_party=True)
    if match := _STATE.fullmatch(number):
        year = int(match["year"]) if match["year"] else None
        return _Notation(year, match["type"], tuple(match["rest"].split("-")[1:]))
    return None


def _notation_hint(number: str) -> str:
    """Return a hint if the number is well formed but for blanks and dashes."""
    tidy = re.sub(r"\s*([/\-–—_\\]+)\s*", r"\1", number.strip().removeprefix("số ").removeprefix("Số "))
    tidy = re.sub("[–—_]", "-", tidy).replace("\\", "/")
    return f" Ý bạn là '{tidy}'?" if tidy != number and _read_notation(tidy) else ""


@cache
def _type_abbreviations(*, of_party: bool) -> Mapping[str, frozenset[str]]:
    """Return the abbreviations of each type, by its name in lower case."""
    names = _PARTY_FORMS if of_party else ("nd-30-2020",)
    abbreviations: dict[str, frozenset[str]] = (
        {} if of_party else {k: frozenset({v}) for k, v in _OF_LAW.items()}
    )
    for name in names:
        for kind in load_form(name).types.values():
            known = abbreviations.get(kind.name.lower(), frozenset())
            abbreviations[kind.name.lower()] = known | kind.abbreviations
    return abbreviations


def _type_agrees(citation: Citation, notation: _Notation) -> Iterator[_Fault]:
    """Yield the notation if its abbreviation is not that of the document's type."""
    written = notation.first
    if not written or _is_usual(citation.type_name, notation):
        return
    kind, wanted = _type_of_name(citation.type_name, of_party=notation.of_party)
    details: dict[str, Detail] = {"value": citation.number or "", "type": citation.type_name}
    if kind in _LETTERS and not notation.of_party:
        if len(written) <= _LONGEST_TYPE and (written == "CV" or _is_type(written)):
            yield "BC441", {**details, "want": f"không ghi '{written}'"}
    elif wanted and written not in wanted:
        names = " hoặc ".join(f"'{name}'" for name in sorted(wanted))
        yield "BC441", {**details, "want": f"ghi {names}, không phải '{written}'"}


def _is_usual(type_name: str, notation: _Notation) -> bool:
    """Tell whether the abbreviation is made of the initials of a type, which spares reading the forms."""
    words = type_name.split()[:2]
    name = " ".join(words).lower()
    # Reading the forms takes longer than all other checks of a citation, and few types need it.
    if name in _UNUSUAL or (name in _LETTERS and not notation.of_party):
        return False
    return "".join(word[0] for word in words).upper() == notation.first


def _type_of_name(type_name: str, *, of_party: bool) -> tuple[str, frozenset[str]]:
    """Return the type that a name begins with, and its abbreviations; nothing for unknown types.

    A type may have words after its name, such as 'Kế hoạch hành động'.
    """
    known = _type_abbreviations(of_party=of_party)
    words = type_name.lower().split()
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    kind = next((start for start in starts if start in known), "")
    return kind, known.get(kind, frozenset())


def _is_type(text: str) -> bool:
    return any(text in known for known in _type_abbreviations(of_party=False).values())
