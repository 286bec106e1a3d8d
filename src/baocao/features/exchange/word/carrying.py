"""Edited prose → the text of the unit's file as it is proposed, and what must be asked first."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from baocao.documents.written import REMARKS
from baocao.features.exchange.word.atoms import (
    LINE,
    NOTE,
    PARAGRAPH,
    Atom,
    Kind,
    Shown,
    UnmappableError,
    atoms_of_text,
    printed_text,
)
from baocao.features.exchange.word.records import ProseEdit
from baocao.features.exchange.word.rewriting import Rewritten, Touched, rewritten_source
from baocao.features.exchange.word.spelling import same_words
from baocao.model.place import Place
from baocao.model.submission import TASK_REPORT_SHAPE, Submission
from baocao.rules.prose import LONGEST, without_marks
from baocao.rules.references import MARK, names_of
from baocao.rules.written_numbers import KnownNumbers, WrittenNumber, written_numbers
from baocao.vietnamese.text import first_few

_MOST_NUMBERS: Final = 10
_ALL: Final = "100%"
_TIMES: Final = 2
"""How often the longest text that is allowed a text may be long that is still carried back."""
_SMALL: Final = 10
FIGURE_SIGN: Final = "[="
_FIELDS: Final = {key.name: key.attribute for key in TASK_REPORT_SHAPE.keys}
_ITEMS: Final = frozenset({"- ", "+ "})


class Written(NamedTuple):
    """A text in a unit's file: what it says, and where."""

    text: str
    at: Place


class Why(Enum):
    """Why a person must say that a change is meant."""

    NEW = "nội dung này chưa có trong dữ liệu"
    GONE = "đã xóa hết nội dung này"
    BESIDE = "có đoạn mới ở ngay cạnh, chưa chắc thuộc nội dung này"
    LIKENESS = "mất dấu trong tệp Word, tìm lại theo câu chữ"
    CHANGED = "tệp dữ liệu đã sửa sau khi lập văn bản"
    REFERENCE = "sửa chữ của chỗ dẫn chiếu"
    NUMBER = "có số mới không phải số liệu của đơn vị"
    NOTE = "có chú thích mới, không chuyển được"
    TWICE = "in ở nhiều chỗ, mỗi chỗ sửa một khác"
    STRANGE = "không đối chiếu được với tệp dữ liệu, phải sửa tay"
    FOREIGN = "lời văn của đơn vị khác, đơn vị ấy tự sửa báo cáo"
    NOWHERE = "không còn trong tệp dữ liệu"
    MOVED = "đã chuyển sang chỗ khác, tự chuyển trong tệp dữ liệu"
    ISSUED = "văn bản đã phát hành, chỉ sửa bằng đính chính"


REFUSED: Final = frozenset({Why.STRANGE, Why.FOREIGN, Why.NOWHERE, Why.ISSUED, Why.TWICE, Why.MOVED})
"""What nobody can accept by an option."""


class Reason(NamedTuple):
    """Why a change is not simply written, and what it is about."""

    why: Why
    about: str = ""


class Carried(NamedTuple):
    """What is proposed for one text: as it stands in the file, and as it would stand.

    `touched` are figures whose printed text was edited, which prose does not change.
    """

    edit: ProseEdit
    before: Written | None
    after: str | None
    reasons: tuple[Reason, ...] = ()
    touched: tuple[Touched, ...] = ()
    dropped: tuple[Touched, ...] = ()
    respelled: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be written, whoever says so."""
        return any(reason.why in REFUSED for reason in self.reasons)


def written_at(submission: Submission | None, way: Sequence[str]) -> Written | None:
    """Return the text that stands at a way in a unit's report, if it is one of those that come back."""
    match submission, [*way]:
        case None, _:
            return None
        case _, ["noi_dung", directive, item]:
            narrative = submission.narratives.get(directive, {}).get(item)
            return narrative and Written(narrative.text, narrative.at)
        case _, ["nhiem_vu", directive, task, key] if key in _FIELDS:
            report = submission.tasks.get(directive, {}).get(task)
            text = getattr(report, _FIELDS[key]) if report else None
            return Written(text, report.at) if report and isinstance(text, str) else None
        case _, [section, directive, number, "noi_dung"] if section in REMARKS and number.isdecimal():
            remarks = REMARKS[section](submission).get(directive, ())
            place = int(number) - 1
            return Written(remarks[place].text, remarks[place].at) if 0 <= place < len(remarks) else None
    return None


def carry_new(edit: ProseEdit, at: Place, known: KnownNumbers | None) -> Carried:
    """Return what is proposed for a text that the unit's file does not have, and whose place is known."""
    made = rewritten_source(atoms_of_text("", lambda found: found[0]), edit.new)
    reasons = (Reason(Why.NEW), *_later_reasons(edit, made, known))
    return Carried(edit, Written("", at), f"{made.source}\n", reasons)


def carry_back(
    edit: ProseEdit,
    made: Written | None,
    now: Written | None,
    known: KnownNumbers | None,
    *,
    accepted: bool,
) -> Carried:
    """Return what is proposed for a text: as it was when the document was `made`, as it stands `now`.

    `made` is None where it is only known that it was another then. `accepted`, somebody has said that what
    would be asked is meant.
    """
    if now is None:
        return Carried(edit, None, None, (Reason(Why.NOWHERE),))
    reasons = list(_first_reasons(edit, made, now))
    if edit.is_gone and not edit.beside:
        return Carried(edit, now, "", tuple(reasons))
    try:
        rewritten = _rewrite(edit, (made or now).text, accepted=accepted)
    except UnmappableError:
        return Carried(edit, now, None, (*reasons, Reason(Why.STRANGE)))
    if rewritten.source.strip() == now.text.strip():
        reasons = []  # the file says it already: the document was imported before
    reasons += _later_reasons(edit, rewritten, known)
    figures = tuple(each for each in rewritten.touched if each.mark.startswith(FIGURE_SIGN))
    return Carried(
        edit,
        now,
        rewritten.source,
        tuple(reasons),
        figures,
        dropped=rewritten.dropped,
        respelled=rewritten.respelled,
    )


def _first_reasons(edit: ProseEdit, made: Written | None, now: Written) -> Iterator[Reason]:
    if edit.is_gone:
        yield Reason(Why.GONE)
    if edit.beside:
        yield Reason(Why.BESIDE, " / ".join(edit.beside))
    if edit.found_by_likeness:
        yield Reason(Why.LIKENESS)
    if made is None or made.text.strip() != now.text.strip():
        yield Reason(Why.CHANGED, now.text.strip())


def _later_reasons(edit: ProseEdit, rewritten: Rewritten, known: KnownNumbers | None) -> Iterator[Reason]:
    for each in rewritten.touched:
        if not each.mark.startswith(FIGURE_SIGN):
            yield Reason(Why.REFERENCE, f"{each.mark}: '{each.old}' → '{each.new}'")
    if edit.target:
        yield Reason(Why.MOVED, edit.target)
    numbers = list(dict.fromkeys(new_numbers(edit, rewritten, known)))
    if numbers:
        yield Reason(Why.NUMBER, first_few(numbers, _MOST_NUMBERS, "số"))
    if rewritten.has_new_note:
        yield Reason(Why.NOTE)


def _rewrite(edit: ProseEdit, source: str, *, accepted: bool) -> Rewritten:
    if sum(map(len, (*edit.new, *edit.beside))) > _TIMES * LONGEST:
        raise UnmappableError(source)
    shown = _shown_by(edit.references)
    atoms = _plain_atoms(source, shown) if edit.is_plain else atoms_of_text(source, shown)
    edit = _without_sign(edit, printed_text(atoms))
    if not same_words(_seen(printed_text(atoms), edit), _seen(PARAGRAPH.join(edit.old), edit)):
        raise UnmappableError(source)
    released = frozenset({"[@", "[#", "[^"}) if accepted else frozenset[str]()
    paragraphs = [*edit.new, *edit.beside]
    if edit.is_plain:
        return _rewrite_plain(atoms, LINE.join(filter(None, paragraphs)), released)
    return rewritten_source(atoms, paragraphs, released)


def _without_sign(edit: ProseEdit, printed: str) -> ProseEdit:
    """Return an edit without the sign of an item that the template has put before the text."""
    if not edit.old or edit.old[0][:2] not in _ITEMS or printed[:2] in _ITEMS:
        return edit
    new = (edit.new[0][2:], *edit.new[1:]) if edit.new and edit.new[0][:2] in _ITEMS else edit.new
    return edit._replace(old=(edit.old[0][2:], *edit.old[1:]), new=new)


def _seen(text: str, edit: ProseEdit) -> str:
    """Return a text as it is compared; paragraphs of a cell are lines."""
    return text.replace(PARAGRAPH, LINE) if edit.is_plain else text


def _rewrite_plain(atoms: Sequence[Atom], text: str, released: frozenset[str]) -> Rewritten:
    """Return the source of a text in which Markdown is not read: line ends are all that it has."""
    return rewritten_source(atoms, [text], released, is_plain=True)


def _shown_by(references: Sequence[tuple[str, str]]) -> Shown:
    """Return what tells what each mark printed, in the order of the text."""
    waiting = [*references]

    def shown(found: re.Match[str]) -> str:
        if found["kind"] == "^@":
            return NOTE
        if found["kind"] == "=":
            return "; ".join(next_text(f"[={name}]") for name in names_of(found))
        return next_text(found[0])

    def next_text(wanted: str) -> str:
        for place, (key, text) in enumerate(waiting):
            if key == wanted:
                del waiting[: place + 1]
                return text
        raise UnmappableError(wanted)

    return shown


def _plain_atoms(source: str, shown: Shown) -> list[Atom]:
    """Return the atoms of a text that is printed as it is, but for its marks."""
    atoms = [Atom("", PARAGRAPH, Kind.START)]
    position = 0
    text = source.rstrip()
    for found in MARK.finditer(text):
        atoms += (_plain_atom(letter) for letter in text[position : found.start()])
        note = found["kind"] == "^@"
        atoms.append(Atom(found[0], shown(found).replace(NOTE, "") if note else shown(found), Kind.MARK))
        position = found.end()
    atoms += (_plain_atom(letter) for letter in text[position:])
    return [*atoms, Atom(source[len(text) :], "", Kind.BLANK)] if len(text) < len(source) else atoms


def _plain_atom(letter: str) -> Atom:
    return Atom(letter, LINE if letter == "\n" else letter)


def new_numbers(edit: ProseEdit, rewritten: Rewritten, known: KnownNumbers | None) -> list[str]:
    """Return the numbers that were typed and are no figures of the unit."""
    if not any(any(map(str.isdigit, words)) for words in rewritten.added):
        return []
    old = Counter(number.text for number in written_numbers("\n".join(edit.old), least=0))
    found: list[str] = []
    for number in written_numbers(without_marks(rewritten.source), least=0):
        if old[number.text]:
            old[number.text] -= 1
        elif known is None or _is_common(number) or not known.is_explained(number):
            found.append(number.text)
    return found


def _is_common(number: WrittenNumber) -> bool:
    """Tell whether a number is one that some figure or other always has, so that being it says nothing."""
    return number.text == _ALL or all(meaning < _SMALL for meaning in number.meanings)
