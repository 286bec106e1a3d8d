"""Characters of files: look-alikes, invisible ones, what Word leaves behind, encodings before Unicode."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.workspace import Config, SourceFile
from baocao.rules.places import MOST, limited_findings, place_at
from baocao.source.files import relative_path
from baocao.vietnamese.legacy import SIGNS, legacy_text
from baocao.vietnamese.lookalikes import (
    BULLET_CHARACTERS,
    INVISIBLE_CHARACTERS,
    LETTER_CHARACTERS,
    LETTERS,
    LIGATURE_CHARACTERS,
    LOST_CHARACTERS,
    PRIVATE_CHARACTERS,
    TURNING_CHARACTERS,
    WIDE_CHARACTERS,
    code_point,
    corrected_word,
    invisible_name,
    word_around,
)
from baocao.vietnamese.text import is_nfc, to_nfc

_KINDS: Final = {
    "letter": f"[{LETTER_CHARACTERS}]",
    "wide": f"[{WIDE_CHARACTERS}]+",
    "invisible": f"[{INVISIBLE_CHARACTERS}]+",
    "turning": f"[{TURNING_CHARACTERS}]",
    "ligature": f"[{LIGATURE_CHARACTERS}]",
    "lost": f"[{LOST_CHARACTERS}]",
    "bullet": f"[{BULLET_CHARACTERS}{PRIVATE_CHARACTERS}¶]",
    "legacy": f"[{SIGNS}]",
}
_KIND: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS.items()))
_SUSPECT: Final = re.compile(f"[{''.join(pattern.strip('[]+') for pattern in _KINDS.values())}]")
_USUAL: Final = re.compile("[\n -~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9–—“”‘’…]*")
"""Texts of letters that Vietnamese has, composed, and of signs that nobody takes for others."""
_PRIVATE: Final = re.compile(f"[{PRIVATE_CHARACTERS}¶]")
_LINE_START: Final = re.compile(r"(?:^|\n)[ \t\u00a0\"'>-]*\Z")
_EMOJI: Final = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_JOINER: Final = "\u200d"
_SHOWN: Final = 60


class _Finding(NamedTuple):
    """A code, the characters of the text that it speaks of, and the details of its message."""

    code: str
    start: int
    end: int
    details: Mapping[str, str]


def check_characters(config: Config, files: Iterable[SourceFile]) -> list[Diagnostic]:
    """Report what in the texts of files is not what it looks like."""
    folder = f"{relative_path(config.units, config.root)}/"
    return [
        diagnostic
        for source in files
        # One pattern passes over nearly every file, many times as fast as looking for each kind.
        if not _USUAL.fullmatch(source.text)
        for diagnostic in _placed_problems(source, _unit_of_path(source.path, folder))
    ]


def _unit_of_path(path: str, folder: str) -> str | None:
    """Return the unit in whose folder a file lies."""
    name, slash, _ = path.removeprefix(folder).partition("/")
    return name if slash and path.startswith(folder) else None


def _placed_problems(source: SourceFile, unit: str | None) -> Iterator[Diagnostic]:
    """Yield the diagnostics of one file, not too many of each code."""
    by_code: dict[str, list[_Finding]] = {}
    for finding in islice(_find_all(source.text), MOST):
        by_code.setdefault(finding.code, []).append(finding)
    for code, findings in by_code.items():
        for finding_kept, more in limited_findings(findings):
            place = place_at(source, finding_kept.start)
            yield problem(code, place, related=(), unit=unit, more=more, **finding_kept.details)


def _find_all(text: str) -> Iterator[_Finding]:
    """Yield everything that is wrong with a text; what lies inside an earlier finding counts with it."""
    reached = line_end = 0
    for suspect in _SUSPECT.finditer(text):
        start = suspect.start()
        # Legacy encodings are told by whole words, so each line is looked at once, at its first suspect.
        if start >= line_end:
            line_start, line_end = text.rfind("\n", 0, start) + 1, _line_end(text, start)
            legacy = _find_legacy(text, line_start, line_end)
            if legacy:
                yield legacy
                reached = line_end
        finding = _looked_at(text, start) if start >= reached else None
        if finding:
            yield finding
            reached = finding.end
    if not is_nfc(text):
        yield from _not_composed(text)


def _looked_at(text: str, offset: int) -> _Finding | None:
    """Return what is wrong with the suspect character at `offset`."""
    match = _KIND.match(text, offset)
    look = _LOOKS.get(match.lastgroup or "") if match else None
    return look(text, match) if look and match else None


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _find_legacy(text: str, start: int, end: int) -> _Finding | None:
    """Return the words of a line that were typed before Unicode."""
    passage = legacy_text(text[start:end])
    if passage is None:
        return None
    details = {"encoding": passage.encoding, "meant": _shortened_text(passage.meant)}
    return _Finding("BC016", start + passage.start, start + passage.end, details)


def _shortened_text(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


def _find_letter(text: str, match: re.Match[str]) -> _Finding | None:
    """Return a word with letters that only look Vietnamese."""
    start, word = word_around(text, match.start())
    meant = corrected_word(word)
    if meant is None:
        return None
    letter = next(character for character in word if character in LETTERS)
    return _wrong_letter(start + word.index(letter), start + len(word), letter, LETTERS[letter], meant)


def _find_wide(_: str, match: re.Match[str]) -> _Finding:
    """Return letters, digits and signs as wide as Chinese ones."""
    meant = unicodedata.normalize("NFKC", match[0])
    return _wrong_letter(match.start(), match.end(), match[0][0], meant[0], meant)


def _find_ligature(text: str, match: re.Match[str]) -> _Finding:
    """Return letters that were melted into one by a PDF."""
    start, end = match.span()
    while end < len(text) and text[end].isalpha():
        end += 1
    meant = unicodedata.normalize("NFKC", match[0])
    return _wrong_letter(start, end, match[0], meant, unicodedata.normalize("NFKC", text[start:end]))


def _wrong_letter(start: int, end: int, written: str, letter: str, meant: str) -> _Finding:
    details = {
        "found": written,
        "point": code_point(written),
        "letter": letter,
        "meant": _shortened_text(meant),
    }
    return _Finding("BC010", start, end, details)


def _find_invisible(text: str, match: re.Match[str]) -> _Finding | None:
    """Return characters without width; those that join the parts of a pictogram are in their place."""
    start, end = match.span()
    if match[0] == _JOINER and _EMOJI.match(text, max(0, start - 1)):
        return None
    details = {"name": invisible_name(match[0][0]), "where": _where_between(text, start, end)}
    return _Finding("BC011", start, end, details)


def _where_between(text: str, start: int, end: int) -> str:
    """Return between which words something stands."""
    before = re.search(r"\S+\Z", text[max(0, start - 12) : start])
    after = re.match(r"\S+", text[end : end + 12])
    if before and after:
        return f" giữa '{before[0]}' và '{after[0]}'"
    return f" sau '{before[0]}'" if before else f" trước '{after[0]}'" if after else ""


def _find_turning(_: str, match: re.Match[str]) -> _Finding:
    return _Finding("BC012", *match.span(), {"point": code_point(match[0])})


def _find_lost(text: str, match: re.Match[str]) -> _Finding:
    return _Finding("BC014", *match.span(), {"where": _where_between(text, *match.span())})


def _find_bullet(text: str, match: re.Match[str]) -> _Finding | None:
    """Return a bullet at the start of a line, or anywhere a character that only Word understands."""
    start, sign = match.start(), match[0]
    at_start = _LINE_START.search(text[text.rfind("\n", 0, start) + 1 : start])
    if not at_start and not _PRIVATE.match(sign):
        return None
    shown = "" if PRIVATE_CHARACTERS[0] <= sign <= PRIVATE_CHARACTERS[-1] else f" '{sign}'"
    name = "dấu đoạn" if sign == "¶" else "dấu đầu dòng" if at_start else "ký tự lạ"
    return _Finding("BC013", start, match.end(), {"name": f"{name}{shown} ({code_point(sign)})"})


_LOOKS: Final[Mapping[str, Callable[[str, re.Match[str]], _Finding | None]]] = {
    "letter": _find_letter,
    "wide": _find_wide,
    "invisible": _find_invisible,
    "turning": _find_turning,
    "ligature": _find_ligature,
    "lost": _find_lost,
    "bullet": _find_bullet,
}


def _not_composed(text: str) -> Iterator[_Finding]:
    """Yield, once for a text, that its letters are composed of several characters."""
    start, words = 0, []
    for line in text.split("\n"):
        if not is_nfc(line):
            words += [
                (start + match.start(), match[0])
                for match in re.finditer(r"\S+", line)
                if not is_nfc(match[0])
            ]
        start += len(line) + 1
    if words:
        offset, word = words[0]
        details = {"value": _shortened_text(to_nfc(word)), "count": str(len(words))}
        yield _Finding("BC015", offset, offset + len(word), details)
