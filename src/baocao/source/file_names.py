"""Names of files: what they may be called on every system, and what one that nothing reads was meant for.

Clerks save from Word, Zalo, e-mail and zip files; a corrected report comes back as '2025-11 (1).yaml',
'Bản sao của 2025-11.yaml' or 'T11-2025.yaml'. Such a name is read as a person would read it, to tell
which file it stands beside; never to take figures from it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Final

from baocao.model.period import Period
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import two_digits
from baocao.vietnamese.text import folded_text, to_nfc

IGNORED: Final[Mapping[str, str]] = {
    ".*": "tệp, thư mục ẩn (của Git, trình soạn thảo, hệ điều hành)",
    "*~": "bản lưu tự động của trình soạn thảo",
    "#*#": "bản lưu tự động của trình soạn thảo",
    "~$*": "tệp tạm của Word, Excel đang mở",
    "README": "lời giới thiệu thư mục",
    "README.md": "lời giới thiệu thư mục",
    "README.txt": "lời giới thiệu thư mục",
    "Thumbs.db": "tệp của Windows",
    "desktop.ini": "tệp của Windows",
}
"""Names that belong to others or explain the folder, and whose they are; nothing is said of them."""
LONGEST_PATH: Final = 200
"""Letters of a path from the workspace, of the 260 that Windows gives to a whole path."""
_LONGEST_NAME: Final = 255
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\]')
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})
"""Kinds of letters that nobody sees, or that stand for nothing."""
_LOST: Final = re.compile(r"[\ud800-\udfff]")
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_YAML: Final = re.compile(r"\. ?[yaml]{3,5}(?![a-z0-9])")
_BACKUP: Final = re.compile(r"\.(?:bak|backup|old|orig|tmp|save?)(?![a-z])|~$")
_ENDING: Final = re.compile(
    r"(?:\.md\.j2|\. ?[yaml]{3,5}(?![a-z0-9])|\.(?:txt|j2|bak|backup|old|orig|tmp|save?)(?![a-z])).*$"
)
_MARK: Final = r"(?>\(\d*\)|\[\d*\]|(?:copy(?: of)?|ban sao(?: cua)?)(?: ?\(?\d{1,2}\)?(?!\d))?)"
"""What systems and people put into the name of a copy, without diacritics."""
_COPY: Final = re.compile(rf"^(?>{_MARK}[ -]*)++|(?>[ -]*{_MARK})++$")
_WORDS: Final = re.compile(
    r"\b(?:ban|sua|da|lai|moi|nhat|cu|cuoi|cung|goc|chinh|thuc|final|new|old|lan|v|nam|bao|cao|bc|\d)\b"
)
"""What else may stand beside the year of a yearly report."""
_FIRST_YEAR: Final = r"(?<!\d)(?P<year>(?:19|20|21)\d\d)"
_LAST_YEAR: Final = r"(?P<year>(?:19|20|21)\d\d)(?!\d)"
_GAP: Final = r"[ ._/,-]*"
_RUN: Final = re.compile(r"([ ._/,-])[ ._/,-]+")
"""Several separators, of which one is as good: patterns need no time to try every parting of them."""
_QUARTER: Final = rf"q(?:uy)?{_GAP}(?P<quarter>0?[1-4]|i{{1,3}}|iv)"
_MONTH: Final = r"(?P<month>0?[1-9]|1[0-2])"
_FORMS: Final = (
    rf"{_FIRST_YEAR}[ ._-](?P<month>\d\d)[ ._-](?P<day>\d\d)(?!\d)",
    rf"(?<!\d)(?P<day>\d\d?)[ ._-](?P<month>\d\d?)[ ._-]{_LAST_YEAR}",
    rf"{_FIRST_YEAR}{_GAP}{_QUARTER}(?![\da-z])",
    rf"(?<![a-z]){_QUARTER}{_GAP}(?:nam)?{_GAP}{_LAST_YEAR}",
    rf"{_FIRST_YEAR}{_GAP}(?P<part>6tc|6t|9t)(?![\da-z])",
    rf"(?<!\d)(?P<part>6|9){_GAP}t(?:hang)?{_GAP}(?P<half>dau|cuoi|c)?{_GAP}(?:nam)?{_GAP}{_LAST_YEAR}",
    rf"{_FIRST_YEAR}(?:{_GAP}t(?:hang)?{_GAP}|[ ._/,-]+){_MONTH}(?!\d)",
    rf"{_FIRST_YEAR}(?P<month>0[1-9]|1[0-2])(?!\d)",
    rf"(?<!\d){_MONTH}(?:{_GAP}nam{_GAP}|[ ._/,-]+){_LAST_YEAR}",
    rf"(?<!\d)(?P<month>0[1-9]|1[0-2]){_LAST_YEAR}",
)
"""How people write a period, likeliest first; names are short, so that none of them takes long."""
_QUARTERS: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PARTS: Final = {"6tc": "6TC", "6t": "6T", "9t": "9T", "6": "6T", "9": "9T"}


def legible_name(name: str) -> str:
    """Return a name or path as it can be printed anywhere: what no letter stands for as its number."""
    return name if name.isprintable() else "".join(map(_legible_letter, name))


def _legible_letter(letter: str) -> str:
    if letter.isprintable():
        return letter
    if _LOST.match(letter):
        return f"<0x{ord(letter) & 0xFF:02X}>"
    return f"<U+{ord(letter):04X}>"


def is_ignored(name: str) -> bool:
    """Tell whether nothing is to be said of a file or folder of this name."""
    return any(fnmatchcase(name, pattern) for pattern in IGNORED)


def fault_of(path: str) -> str:
    """Return why not every system can hold a file at this path from the workspace, or nothing.

    Only its last name is looked at, since the folders are looked at as such.
    """
    name = path.rpartition("/")[2]
    # Windows takes 'con.yaml' for the console too: only what stands before the first dot counts.
    device = name.partition(".")[0].rstrip(" ")
    if _LOST.search(name):
        return "tên không mã hóa bằng UTF-8"
    if unseen := next((letter for letter in name if unicodedata.category(letter) in _UNSEEN), ""):
        return f"có ký tự không nhìn thấy {legible_name(unseen)}"
    if forbidden := _FORBIDDEN.search(name):
        return f"có ký tự {forbidden[0]} mà Windows không cho phép"
    if name.endswith((".", " ")):
        return "kết thúc bằng dấu chấm hoặc dấu cách, Windows sẽ bỏ đi"
    if _DEVICES.fullmatch(device):
        return f"'{device}' là tên riêng của Windows"
    if len(name) > _LONGEST_NAME or len(path) > LONGEST_PATH:
        return f"đường dẫn dài {count_text(len(path))} ký tự, quá {LONGEST_PATH}"
    return ""


def seen_by_systems(name: str) -> str:
    """Return what systems that tell neither case nor composed letters apart take for the name."""
    return to_nfc(to_nfc(name).rstrip(". ").casefold())


def searchable_name(name: str) -> str:
    """Return a name in small letters without diacritics, with plain spaces and hyphens, to be searched."""
    # NFKC also turns the wide digits and letters of other input methods into plain ones.
    known = unicodedata.normalize("NFKC", _LOST.sub("", name))
    seen = "".join(letter for letter in known if unicodedata.category(letter) != "Cf")
    return " ".join(_DASHES.sub("-", folded_text(seen)).split())


def is_like_yaml(name: str) -> bool:
    """Tell whether a name ends as that of a file of data, or once did: '.yml', '.yaml.txt'."""
    return _YAML.search(searchable_name(name)) is not None


def is_backup(name: str) -> bool:
    """Tell whether a name is one that programs give to what a file was before."""
    return _BACKUP.search(searchable_name(name)) is not None


def stem_of(name: str) -> str:
    """Return what a copy is a copy of: 'nq-71' for 'NQ_71 - Copy.yaml.bak'."""
    bare = re.sub(r"[ _]+", " ", _ENDING.sub("", searchable_name(name))).strip(" -#")
    return re.sub(r"[ -]+", "-", _COPY.sub("", bare)).strip("-")


def is_marked_copy(name: str) -> bool:
    """Tell whether a name says that its file is a copy of another one."""
    return _COPY.search(_ENDING.sub("", searchable_name(name)).strip(" _-")) is not None


def periods_meant(name: str) -> list[Period]:
    """Return the periods of which a name may speak, likeliest first."""
    text = _RUN.sub(r"\1", searchable_name(name))
    spoken = (match for form in _compiled_forms() for match in form.finditer(text))
    return list(
        dict.fromkeys(period for match in spoken for period in _periods_of_match(match))
    ) or _year_alone(text)


@cache
def _compiled_forms() -> tuple[re.Pattern[str], ...]:
    """Return the forms, compiled for the few workspaces with files that nothing reads."""
    return tuple(map(re.compile, _FORMS))


def _periods_of_match(match: "re.Match[str]") -> Iterator[Period]:
    """Yield the period that a form has found; for a day also its month."""
    parts = {name: text for name, text in match.groupdict().items() if text}
    for suffix in _period_suffixes(parts):
        period = Period.parse(f"{parts['year']}-{suffix}")
        if period:
            yield period


def _period_suffixes(parts: Mapping[str, str]) -> Iterator[str]:
    if "quarter" in parts:
        number = parts["quarter"].removeprefix("0")
        yield f"Q{_QUARTERS.get(number, number)}"
    elif "part" in parts:
        second = parts.get("half") in {"cuoi", "c"} and parts["part"] == "6"
        yield "6TC" if second else _PARTS[parts["part"]]
    else:
        month = two_digits(int(parts["month"]))
        if "day" in parts:
            yield f"{month}-{two_digits(int(parts['day']))}"
        yield month


def _year_alone(text: str) -> list[Period]:
    """Return the year that a name consists of, but for what copies have in their names."""
    year = re.search(rf"{_FIRST_YEAR}(?!\d)", text)
    rest = text.replace(year[0], " ", 1) if year else text
    rest = _WORDS.sub("", _COPY.sub("", _ENDING.sub("", rest).strip(" -_#")))
    period = Period.parse(year["year"]) if year and not rest.strip(" -_#.()") else None
    return [period] if period else []
