"""Acts that are cited are in force on the day of the document that cites them."""

import re
from collections.abc import Container, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from baocao.model.citation import Citation
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.submission import Narrative, Submission
from baocao.model.workspace import Definitions, Workspace
from baocao.rules.notation import named_document
from baocao.rules.prose import prose_of
from baocao.rules.references import marks_in, place_in
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import name_hint

_CITING: Final = frozenset({"@", "^@"})


def acts_are_in_force(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """A report does not rest on acts that had lost their force on its day, by mark or by number."""
    known, day = {**workspace.definitions.citations, **submission.citations}, _day_of(submission)
    lost = {name: act for name, act in known.items() if act.has_lapsed(day)}
    if not lost:
        return
    own = _told_again(submission.citations, workspace.definitions.citations)
    told = {**{name: lost[other] for name, other in own if other in lost}, **lost}
    cited = [*_cited_in_prose(workspace, submission, lost, told), *_cited_as_mandates(submission)]
    cited += [(name, citation.at) for name, citation in submission.citations.items()]
    for name, place in dict.fromkeys(cited):
        if name in told:
            yield _lost_problem(told[name], place, submission.unit, known)


def _day_of(submission: Submission) -> date:
    """Return the day of a unit's documents: the last one given, else the day on which its data stop."""
    days = [issue.day for issue in submission.issues.values() if issue.day]
    end = submission.window.end if submission.window else submission.period.window.end
    return max([*days, end])


def _told_again(own: Mapping[str, Citation], register: Mapping[str, Citation]) -> Iterator[tuple[str, str]]:
    """Yield documents of a unit that the register has under another name."""
    by_number = {act.number: name for name, act in register.items() if act.number and act.expired}
    yield from ((name, by_number[act.number]) for name, act in own.items() if act.number in by_number)


def _cited_as_mandates(submission: Submission) -> Iterator[tuple[str, Place]]:
    for issue in submission.issues.values():
        yield from ((name, issue.at or submission.at) for name in issue.mandates)


def _cited_in_prose(
    workspace: Workspace, submission: Submission, lost: Mapping[str, Citation], told: Container[str]
) -> Iterator[tuple[str, Place]]:
    """Yield the acts of those `told` that texts cite by a mark, or of those `lost` write out."""
    file = workspace.files.get(submission.at.file)
    source = file.text if file else ""
    names = _written_names(lost, workspace.definitions.citations)
    # A name may stand on two lines of the file: its words are looked for, one by one.
    written = {text: name for text, name in names.items() if source and _has_words(source, text)}
    for _, narrative in prose_of(submission):
        for name, offset in _acts_in_text(narrative, written):
            if name in told:
                yield name, place_in(narrative, offset, file)


def _has_words(text: str, words: str) -> bool:
    return all(word in text for word in words.split())


def _written_names(lost: Mapping[str, Citation], register: Mapping[str, Citation]) -> Mapping[str, str]:
    """Return by what each act is written out: its number, or a law's name that no law in force has.

    With the year a name is that of one law alone.
    """
    living = {_plain_name(act) for name, act in register.items() if name not in lost}
    written = {act.number or _plain_name(act): name for name, act in lost.items()}
    dated = {_named_act(act): name for name, act in lost.items() if not act.number}
    return {**{text: name for text, name in written.items() if text not in living}, **dated}


def _acts_in_text(narrative: Narrative, written: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for mark in marks_in(narrative.text):
        if mark.kind in _CITING:
            yield from ((name, mark.offset) for name in mark.names)
    for text, name in written.items():
        found = _act_pattern(text).search(narrative.text)
        if found:
            yield name, found.start()


@cache
def _act_pattern(act: str) -> re.Pattern[str]:
    """Return what finds an act, be it on two lines: '47/2020/NĐ-CP' is not within '147/2020/NĐ-CP'."""
    return re.compile(r"(?<!\d)" + r"\s+".join(map(re.escape, act.split())))


def directives_rest_on_law(workspace: Workspace) -> Iterator[Diagnostic]:
    """What a directive rests on is in force on the day on which the data of the period stop."""
    known, day = workspace.definitions.citations, workspace.period.window.end
    for directive in workspace.definitions.directives.values():
        for name in directive.citations:
            act = known.get(name)
            if act and act.has_lapsed(day):
                yield _lost_problem(act, directive.at, None, known)


def successors_are_known(definitions: Definitions) -> Iterator[Diagnostic]:
    """What an act was replaced by is in the register, which is not the act itself; a day says from when."""
    for act in definitions.citations.values():
        for name in act.replaced_by:
            if name not in definitions.citations or name == act.id:
                hint = name_hint(name, definitions.citations)
                yield problem("BC306", act.at, value=name, hint=hint)
        if act.expired and act.day and act.expired < act.day:
            day, end = short_date(act.day), short_date(act.expired)
            yield problem("BC449", act.at, value=_named_act(act), day=day, end=end)


def _lost_problem(
    act: Citation, place: Place, unit: str | None, known: Mapping[str, Citation]
) -> Diagnostic:
    day = short_date(act.expired) if act.expired else ""
    value, instead = _named_act(act), _instead_text(act, known)
    return problem("BC448", place, unit=unit, value=value, day=day, instead=instead)


def _named_act(act: Citation) -> str:
    """Return type and number, of laws type, name and year: the next law may be called as the last one."""
    if act.number:
        return named_document(act)
    name = _plain_name(act)
    return f"{name} năm {act.day.year}" if act.day and f"{act.day.year}" not in name else name


def _plain_name(act: Citation) -> str:
    """Return a law as texts name it, by type and name."""
    return f"{act.type_name} {act.subject or ''}".rstrip()


def _instead_text(act: Citation, known: Mapping[str, Citation]) -> str:
    """Return what replaces an act, as part of a sentence; nothing where nobody said it."""
    names = [_named_act(known[name]) for name in act.replaced_by if name in known]
    return f", được thay bằng {' và '.join(names)}" if names else ""
