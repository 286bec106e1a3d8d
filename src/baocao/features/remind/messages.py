"""One sentence for each unit, to be pasted into a chat: what it owes, until when, and who can be asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from baocao.documents.citing import short_citation
from baocao.features.remind.records import Letter, Message, Owing
from baocao.figures.lacking import lacking_text, time_words
from baocao.model.citation import Citation
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.vietnamese.moments import moment_text
from baocao.vietnamese.text import lower_first, text_file, to_nfc
from baocao.vietnamese.visible import visible_line

LONGEST: Final = 300
"""Characters of a message: what is longer is not read in a chat."""
_THANKS: Final = "Trân trọng cảm ơn!"
_DRAFTS: Final = ((3, _THANKS), (2, _THANKS), (1, _THANKS), (1, ""), (0, _THANKS), (0, ""))
"""How many things of each kind are called by name, and how it ends: the first for which there is room."""
_CUT: Final = "…"


def messages_of(letters: Iterable[Letter], citations: Mapping[str, Citation]) -> Iterator[Message]:
    """Yield a message for each unit that is reminded, whatever it owes."""
    by_unit: dict[str, tuple[Unit, list[Owing]]] = {}
    for letter in letters:
        for reminded in letter.reminding.units:
            today = reminded.today
            by_unit.setdefault(today.id, (today, []))[1].append(Owing(letter, reminded))
    for unit, owing in by_unit.values():
        yield Message(unit, tuple(owing), message_text(unit, owing, citations))


def message_text(unit: Unit, owing: Sequence[Owing], citations: Mapping[str, Citation]) -> str:
    """Return what is said to a unit, with as much detail as there is room for."""
    text = ""
    for draft in _DRAFTS:
        text = _drafted_message(unit, owing, citations, *draft)
        if len(text) <= LONGEST:
            break
    else:
        text = f"{text[: LONGEST - 1]}{_CUT}"
    return visible_line(to_nfc(text))


def _drafted_message(
    unit: Unit, owing: Sequence[Owing], citations: Mapping[str, Citation], named: int, thanks: str
) -> str:
    period = owing[0].letter.reminding.period
    things = [_owed_text(each, unit, citations, named) for each in owing]
    parts = (
        f"Kính gửi {lower_first(unit.name)}: báo cáo {period.label} {'; '.join(things)}.",
        *_contact_sentences(owing),
        thanks,
    )
    return " ".join(filter(None, parts))


def _owed_text(owing: Owing, unit: Unit, citations: Mapping[str, Citation], named: int) -> str:
    """Return what a unit owes by one letter, and until when."""
    about = called_directive(owing.letter.planned.directive, citations)
    whose = "" if owing.reminded.unit.id == unit.id else f" của {lower_first(owing.reminded.unit.name)}"
    lacks = lacking_text(owing.reminded, named)
    return f"({about}){whose} {lacks}; {_due_text(owing.letter)}"


def called_directive(directive: Directive, citations: Mapping[str, Citation]) -> str:
    """Return how the report under a directive is called in a chat: by the document that asks for it."""
    known = [citations[name] for name in directive.citations if name in citations]
    return short_citation(known[0]) if known else lower_first(directive.name)


def _due_text(letter: Letter) -> str:
    reminding = letter.reminding
    due = f"hạn {moment_text(reminding.status.deadline)}, {time_words(reminding)}"
    return f"{due}, đề nghị gửi trước {moment_text(reminding.until)}" if reminding.is_overdue else due


def _contact_sentences(owing: Sequence[Owing]) -> Iterator[str]:
    """Yield where to send to and whom to ask, each sender once."""
    senders = {each.letter.issuer.unit: each.letter.issuer for each in owing if each.letter.issuer}
    for issuer in senders.values():
        asked = f"; liên hệ: {' '.join(issuer.desk.split())}" if issuer.desk else ""
        yield f"Gửi về {issuer.short_name}{asked}."


def message_file(messages: Sequence[Message], period: Period, moment: datetime, notice: str) -> bytes:
    """Return the messages as a text file, as old programs of Windows open it."""
    head = f"Nhắc gửi báo cáo {period.label}, đọc lúc {moment_text(moment)}: mỗi đoạn là một tin."
    parts = [notice, head, *(f"[{each.unit.name}]\n{each.text}" for each in messages)]
    text = "\n\n".join(filter(None, parts))
    return text_file(f"{text}\n")
