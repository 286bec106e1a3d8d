"""What rules ask of the few words that the law fixes to the letter: which characters become which others.

Nothing here looks at a sentence of the text. What is found stands in the list of `characters`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from baocao.inspection.lines import Line, said_text
from baocao.inspection.mending.characters import DASHES, RECIPIENTS
from baocao.inspection.paragraphs import Paragraph
from baocao.inspection.rules.appendices import last_sentence
from baocao.inspection.rules.foot import FOOT, is_archive
from baocao.inspection.rules.head import HEAD
from baocao.inspection.rules.text import TEXT, last_of_text
from baocao.inspection.rules.title import TITLE
from baocao.inspection.verdicts import Case
from baocao.model.form import SALUTATION, Punctuation
from baocao.vietnamese.text import folded_text, is_nfc

_WORD: Final = re.compile(r"[^\W\d_]+")
_HYPHEN: Final = re.compile(rf"\s*[{DASHES}-]\s*")
_SEGMENT: Final = re.compile(r"[^\t\n]+")
_NUMBER: Final = re.compile(r"\s*(?P<label>số)\s*(?P<colon>:?)\s*(?P<digits>\d*)[\s.…_]*", re.IGNORECASE)
_NOTATION: Final = re.compile(rf"[/{DASHES}-]\s*\S.*")
_LOOSE: Final = re.compile(
    rf"(?P<before>(?<!\s)\s++)(?=[/{DASHES}-])|(?<=[/{DASHES}-])(?P<after>\s+)(?=\S)"
)
_STROKE: Final = re.compile(f"[{DASHES}]")
_DATE: Final = re.compile(
    r"ngày\s*(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*(?:\d{4})", re.IGNORECASE
)
_SALUTATION: Final = re.compile(
    r"\s*(?P<words>kính\s(?:gửi|trình))(?P<space>\s*)(?P<colon>:?)", re.IGNORECASE
)
_BULLET: Final = re.compile(rf"\s*(?P<dash>[{DASHES}])")
_FEBRUARY: Final = 2
_ENDED: Final = re.compile(r"[\w)\]”\"’'%]")
_CLOSED: Final = re.compile(r"[^\s.,;:/…][,;.]")


class Spelling(NamedTuple):
    """Characters of a text that should be others; where nothing is replaced, `new` is put between."""

    start: int
    end: int
    new: str


class Rewording(NamedTuple):
    """A change of characters in a paragraph: which rule asks for it, and in which part it stands."""

    rule: str
    part: str
    paragraph: Paragraph
    spelling: Spelling


def wordings_for(case: Case, broken: Iterable[str]) -> Iterator[Rewording]:
    """Yield what the broken rules ask to be spelt otherwise."""
    for rule in broken:
        if rule in _FINDERS:
            part, find = _FINDERS[rule]
            for paragraph, spelling in find(case):
                yield Rewording(rule, part, paragraph, spelling)


Found = Iterator[tuple[Paragraph, Spelling]]


def _in_line(line: Line | None, spell: Callable[[str], Iterable[Spelling]]) -> Found:
    """Yield what has to be spelt otherwise in a line, counted from the start of its paragraph."""
    if line is None:
        return
    for segment in _SEGMENT.finditer(line.paragraph.text):
        if said_text(segment.group()) == line.text:
            for spelling in spell(segment.group()):
                start, end, new = spelling
                yield line.paragraph, Spelling(start + segment.start(), end + segment.start(), new)
            return


def spell_fixed(text: str, words: str) -> Iterator[Spelling]:
    """Yield how a text becomes the words of the law, where only case, marks, dashes or spaces differ."""
    own, fixed = list(_WORD.finditer(text)), list(_WORD.finditer(words))
    alike = [folded_text(word.group()) for word in own] == [folded_text(word.group()) for word in fixed]
    if not alike or not is_nfc(text):
        return
    for word, right in zip(own, fixed, strict=True):
        yield from _spell_word(word.group(), right.group(), word.start())
    for gap, right_gap in zip(_gaps_of(text, own), _gaps_of(words, fixed), strict=True):
        yield from _spell_gap(text, gap, words[slice(*right_gap)])


def _spell_word(word: str, right: str, start: int) -> Iterator[Spelling]:
    if word != right:
        yield Spelling(start, start + len(word), right)


def _gaps_of(text: str, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield where something stands behind words, spaces at the end left out."""
    for word, following in zip_longest(words, words[1:]):
        yield word.end(), following.start() if following else len(text.rstrip())


def _spell_gap(text: str, gap: tuple[int, int], right: str) -> Iterator[Spelling]:
    """Yield how what stands between two words, or behind the last, becomes a hyphen or a colon."""
    start, end = gap
    own = text[start:end]
    if right == ":" and not own:
        yield Spelling(end, end, ":")
    if not right.strip("- ") and _HYPHEN.fullmatch(own) and "-" in right:
        if not own[0].isspace():
            yield Spelling(start, start, " ")
        if own.strip() != "-":
            dash = start + own.index(own.strip())
            yield Spelling(dash, dash + 1, "-")
        if not own[-1].isspace():
            yield Spelling(end, end, " ")


def _country(case: Case) -> Found:
    return _fixed_line(case.anatomy.head.country, case.form.country)


def _motto(case: Case) -> Found:
    return _fixed_line(case.anatomy.head.motto, case.form.motto)


def _fixed_line(line: Line | None, words: str) -> Found:
    """Yield the words of the law; what the look of letters makes capitals may be typed otherwise."""
    capitals = line is not None and any(look.capitals for look in line.looks)
    for paragraph, spelling in _in_line(line, lambda text: spell_fixed(text, words)):
        old = paragraph.text[spelling.start : spelling.end]
        if not (capitals and old.upper() == spelling.new.upper()):
            yield paragraph, spelling


def _number(case: Case) -> Found:
    label = case.form.numbering.label
    return _in_line(case.anatomy.head.number, lambda text: spell_number(text, label))


def spell_number(text: str, label: str) -> Iterator[Spelling]:
    """Yield how number and notation become those of the form: label, colon, zero, hyphens, no spaces."""
    match = _NUMBER.match(text)
    if match is None or not is_nfc(text):
        return
    yield from _spell_word(match["label"], label.rstrip(":"), match.start("label"))
    if label.endswith(":") and not match["colon"]:
        yield Spelling(match.end("label"), match.end("label"), ":")
    if match["colon"] and not label.endswith(":"):
        yield Spelling(match.start("colon"), match.end("colon"), "")
    notation = _NOTATION.match(text, match.end())
    if notation is None:
        return
    if len(match["digits"]) == 1 and match["digits"] != "0":
        yield Spelling(match.start("digits"), match.start("digits"), "0")
    between = text[match.end("digits") : match.end()]
    if match["digits"] and between.isspace():
        yield Spelling(match.end("digits"), match.end(), "")
    yield from _spell_notation(text, notation.start())


def _spell_notation(text: str, start: int) -> Iterator[Spelling]:
    for stroke in _STROKE.finditer(text, start):
        yield Spelling(stroke.start(), stroke.end(), "-")
    for space in _LOOSE.finditer(text.rstrip(), start):
        yield Spelling(space.start(), space.end(), "")


def _date(case: Case) -> Found:
    return _in_line(case.anatomy.head.date, spell_date)


def spell_date(text: str) -> Iterator[Spelling]:
    """Yield the zeros of a day: before days below ten and months 1 and 2, and before no other month."""
    match = _DATE.search(text)
    if match is None:
        return
    day, month = match["day"], match["month"]
    if len(day) == 1 and day != "0":
        yield Spelling(match.start("day"), match.start("day"), "0")
    if month in {"1", "2"}:
        yield Spelling(match.start("month"), match.start("month"), "0")
    elif len(month) > 1 and month.startswith("0") and int(month) > _FEBRUARY:
        yield Spelling(match.start("month"), match.start("month") + 1, "")


def _addressed(case: Case) -> Found:
    title = case.anatomy.title
    words = title.type.salutation if title.type else SALUTATION
    yield from _in_line(title.addressed, lambda text: spell_salutation(text, words))
    yield from _items(title.addressees, case.form.addressees)


def spell_salutation(text: str, words: str) -> Iterator[Spelling]:
    """Yield how 'kính gửi' becomes 'Kính gửi:'."""
    match = _SALUTATION.match(text)
    if match is None or folded_text(said_text(match["words"])) != folded_text(words) or not is_nfc(text):
        return
    start = match.start("words")
    for spelling in spell_fixed(match["words"], words):
        yield Spelling(spelling.start + start, spelling.end + start, spelling.new)
    if not match["colon"]:
        yield Spelling(match.end("words"), match.end("words"), ":")


def _heading(case: Case) -> Found:
    return _in_line(case.anatomy.foot.heading, spell_heading)


def spell_heading(text: str) -> Iterator[Spelling]:
    """Yield how 'Nơi nhận' becomes 'Nơi nhận:'; anything else behind it stays."""
    yield from spell_fixed(text, RECIPIENTS)


def _recipients(case: Case) -> Found:
    foot = case.anatomy.foot
    lines = foot.recipients
    for position, line in enumerate(lines, start=1):
        if is_archive(line):
            # Who drafted it is named under the line of the archive, which ends the list.
            following = lines[position : position + 1]
            is_last = not following or not _is_item(following[0])
            lines = lines[:position] if is_last else lines
            break
    return _items(lines, case.form.recipients)


def _is_item(line: Line) -> bool:
    return line.text[:1] in "-–—−‐‑+•" or line.paragraph.layout.numbered


def _items(lines: Sequence[Line], signs: Punctuation) -> Found:
    """Yield the dashes and the closing signs of the items of a list; each may take several lines."""
    groups: list[list[Line]] = []
    for line in lines:
        if _is_item(line) or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    for position, group in enumerate(groups, start=1):
        sign = signs.last if position == len(groups) else signs.item
        yield from _in_line(group[0], spell_bullet)
        yield from _in_line(group[-1], lambda text, sign=sign: spell_end(text, sign))  # type: ignore[misc]


def spell_bullet(text: str) -> Iterator[Spelling]:
    """Yield a hyphen for the dash before an item."""
    match = _BULLET.match(text)
    if match:
        yield Spelling(match.start("dash"), match.end("dash"), "-")


def spell_end(text: str, sign: str) -> Iterator[Spelling]:
    """Yield the sign that ends an item; where anything but a letter or one sign stands it is left."""
    end = len(text.rstrip())
    if not sign or text[:end].endswith(sign):
        return
    if _ENDED.fullmatch(text[end - 1 : end]):
        yield Spelling(end, end, sign)
    elif _CLOSED.fullmatch(text[end - 2 : end]):
        yield Spelling(end - 1, end, sign)


def _grounds(case: Case) -> Found:
    title = case.anatomy.title
    for position, paragraph in enumerate(title.grounds, start=1):
        sign = title.sign_of_ground(position, case.form.grounds)
        for spelling in spell_end(paragraph.text, sign):
            yield paragraph, spelling


def _end_of_text(case: Case) -> Found:
    last = last_of_text(case)
    signed = case.anatomy.foot.heading or case.anatomy.foot.authority
    if last is not None and signed:
        for spelling in spell_closing(last.text, case.form.end_mark):
            yield last, spelling


def _ends_of_appendices(case: Case) -> Found:
    for appendix in case.anatomy.appendices:
        line = last_sentence(case, appendix)
        if line is not None:
            for spelling in spell_closing(line.paragraph.text, case.form.end_mark):
                yield line.paragraph, spelling


def spell_closing(text: str, mark: str) -> Iterator[Spelling]:
    """Yield what is missing of the mark that ends a text, or what of it is too much."""
    end = len(text.rstrip())
    said = text[:end]
    if said.endswith(mark) and not (mark == "." and said.endswith("/.")):
        return
    if said.endswith("./.") and mark == ".":
        yield Spelling(end - 2, end, "")
    elif mark == "./.":
        yield from _spell_strokes(said)
    elif _ENDED.fullmatch(said[-1:]):
        yield Spelling(end, end, mark)


def _spell_strokes(said: str) -> Iterator[Spelling]:
    """Yield what is missing of './.'; after ';', ':' or dots nobody knows whether the text ends."""
    end = len(said)
    if re.search(r"\w/\.$", said):
        yield Spelling(end - 2, end - 2, ".")
    elif re.search(r"\w\./$", said) or re.search(r"[\w)\]”\"’'%]\.$", said):
        yield Spelling(end, end, "." if said.endswith("/") else "/.")
    elif _ENDED.fullmatch(said[-1:]):
        yield Spelling(end, end, "./.")


_FINDERS: Final[dict[str, tuple[str, Callable[[Case], Found]]]] = {
    "TT202": (HEAD, _country),
    "TT203": (HEAD, _motto),
    "TT208": (HEAD, _number),
    "TT210": (HEAD, _date),
    "TT218": (TITLE, _addressed),
    "TT301": (TEXT, _grounds),
    "TT314": (TEXT, _end_of_text),
    "TT405": (FOOT, _heading),
    "TT407": (FOOT, _recipients),
    "TT508": (TEXT, _ends_of_appendices),
}
"""What finds, for each rule, what is to be spelt otherwise."""
