"""Filled forms become reports: clean ones whole, faulty ones not at all, each said at its cells.

Nothing depends on the order in which files came or are named. A form is never believed against a check: the
report that it would make is checked as `check` does, and what is wrong there is told at the cell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.features.exchange.filled.candidates import Candidate
from baocao.features.exchange.filled.incoming import Incoming
from baocao.features.exchange.filled.judging import Judge
from baocao.features.exchange.filled.receiving import (
    Read,
    Received,
    Refused,
    forms_by_unit,
    receive_files,
)
from baocao.features.exchange.filled.records import FileResult, Finding, ImportCall, Outcome
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.workspace import SourceFile
from baocao.pipeline.proposing import Proposal, check_proposals
from baocao.source.config import read_config
from baocao.source.workspace import load_definitions
from baocao.vietnamese.counts import count_text

__all__ = ["ImportCall", "Judged", "judge_files"]
MOST_DIFFERENCES: Final = 40
"""Cells in which two files of one unit differ that are told."""
NOTHING: Final[Mapping[str, SourceFile]] = MappingProxyType({})
NO_FORMS: Final[Mapping[str, Received]] = MappingProxyType({})


class Judged(NamedTuple):
    """What becomes of every file, the reports that would be written, and what keeps all from it.

    `forms` are the files that are forms, by name; a `refusal` says why nothing could be judged.
    """

    period: Period | None
    results: tuple[FileResult, ...]
    proposals: tuple[Proposal, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, SourceFile] = NOTHING
    forms: Mapping[str, Received] = NO_FORMS
    refusal: str = ""


def judge_files(files: Sequence[Incoming], call: ImportCall) -> Judged:
    """Return what would become of files, without writing anything."""
    config, problems = read_config(call.root)
    definitions, more = load_definitions(config, with_profiles=False)
    if definitions.unread:
        errors = tuple(each for each in (*problems, *more) if each.severity is Severity.ERROR)
        return Judged(call.period, (), problems=errors, sources=definitions.files)
    read = receive_files(files, definitions, call)
    period = call.period or _most_usual_period(read)
    if isinstance(period, str):
        return Judged(None, _ordered(each.result for each in read), refusal=period)
    if period is None:
        return Judged(None, _ordered(each.result for each in read))
    judged = _Judging(period, call).judge([_in_period(each, period) for each in read])
    forms = {each.name: each for each in read if isinstance(each, Received)}
    return judged._replace(results=_ordered(judged.results), forms=forms)


def _ordered(results: Iterable[FileResult]) -> tuple[FileResult, ...]:
    return tuple(sorted(results, key=lambda result: result.name))


def _most_usual_period(read: Iterable[Read]) -> Period | str | None:
    """Return the period of most forms, or what is to be said where two are as frequent."""
    counts: dict[str, int] = {}
    for each in read:
        if each.period:
            counts[each.period] = counts.get(each.period, 0) + 1
    known = {name: period for name in counts if (period := Period.parse(name))}
    most = max((counts[name] for name in known), default=0)
    chosen = sorted(name for name in known if counts[name] == most)
    if len(chosen) > 1:
        return f"Các biểu thuộc nhiều kỳ ({', '.join(chosen)}); ghi --ky để chọn kỳ cần nhập."
    return known[chosen[0]] if chosen else None


def _in_period(read: Read, period: Period) -> Read:
    """Return a form of another period as one that is not taken."""
    if not read.period or read.period == period.id or read.result.outcome is Outcome.WRONG:
        return read
    reason = f"biểu của kỳ {read.period}, đang nhập kỳ {period.id}"
    result = FileResult(read.incoming.name, Outcome.WRONG, read.result.unit, reason)
    return Refused(read.incoming, read.period, result)


class _Judging:
    """Judges the forms of one period."""

    def __init__(self, period: Period, call: ImportCall) -> None:
        self._period = period
        self._call = call

    def judge(self, read: Sequence[Read]) -> Judged:
        results = [each.result for each in read if isinstance(each, Refused)]
        counted: list[Received] = []
        for forms in forms_by_unit(read).values():
            chosen, put_aside = self._choose(forms)
            results += put_aside
            counted += [chosen] if chosen else []
        proposed = [form for form in counted if form.proposal]
        results += self._try_others([form for form in counted if form.proposal is None], proposed)
        return self._check(proposed, results)

    # Of several files of one unit.

    def _choose(self, forms: Sequence[Received]) -> tuple[Received | None, list[FileResult]]:
        """Return which of several files of one unit counts, and what becomes of the others."""
        if len(forms) == 1:
            return forms[0], []
        ordered = sorted(forms, key=lambda each: (each.name, str(each.incoming.path)))
        named = [each for each in ordered if each.incoming.path.resolve() in self._call.chosen]
        if len(named) == 1:
            others = [each for each in ordered if each is not named[0]]
            return named[0], [_put_aside(each, f"đã chọn tệp '{named[0].name}'") for each in others]
        heard = {each.name: each.candidate() for each in ordered}
        first = ordered[0]
        if all(_says_same(each, first, heard) for each in ordered[1:]):
            return first, [_put_aside(each, f"giống hệt tệp '{first.name}'") for each in ordered[1:]]
        return None, [_differing(each, ordered, heard) for each in ordered]

    # Checks.

    def _try_others(self, forms: Sequence[Received], proposed: Sequence[Received]) -> list[FileResult]:
        """Return what becomes of forms that are not taken, with what checks say of their other cells."""
        trials = [form.trial for form in forms if form.trial]
        if not trials:
            return [_own_result(form) for form in forms]
        # Beside those that are taken, which are judged without these.
        proposals = [form.proposal for form in proposed if form.proposal]
        loaded = check_proposals(self._call.root, self._period, [*proposals, *trials])
        judge = Judge(self._call.root, self._period, loaded)
        return [_own_result(_tried_form(form, judge)) for form in forms]

    def _check(self, forms: Sequence[Received], results: list[FileResult]) -> Judged:
        if not forms:
            return Judged(self._period, tuple(results))
        proposals = [form.proposal for form in forms if form.proposal]
        loaded = check_proposals(self._call.root, self._period, proposals)
        judge = Judge(self._call.root, self._period, loaded)
        clean = []
        for form, proposal in zip(forms, proposals, strict=True):
            findings = form.result.findings
            if judge.has_something_on(proposal):
                findings = (*findings, *judge.findings_of(form.candidate(), proposal))
            result = form.result._replace(findings=findings)
            if result.faults:
                results.append(_in_order(result._replace(outcome=Outcome.FAULTY)))
            else:
                results.append(result._replace(filled=form.new, replaced=form.replaced))
                clean.append(proposal)
        return Judged(self._period, tuple(results), tuple(clean), sources=loaded.files)


def _tried_form(form: Received, judge: Judge) -> Received:
    """Return a form with the faults that checks find in its other lines."""
    if form.trial is None or not judge.has_something_on(form.trial):
        return form
    # What is wrong with a line may come from the cell that could not be read: it is mended first.
    known = {spot[:2] for finding in form.result.faults for spot in finding.cells}
    found = judge.findings_of(form.candidate(), form.trial)
    more = [
        each
        for each in found
        if each.fault and each.cells and not known & {spot[:2] for spot in each.cells}
    ]
    return form._replace(result=form.result._replace(findings=(*form.result.findings, *more)))


def _own_result(form: Received) -> FileResult:
    return _in_order(form.result)


def _in_order(result: FileResult) -> FileResult:
    """Return a result with its findings in the order of cells; what is about no cell comes first."""
    ordered = sorted(result.findings, key=lambda finding: finding.cells[:1])
    return result._replace(findings=tuple(ordered))


def _says_same(first: Received, second: Received, heard: Mapping[str, Candidate]) -> bool:
    """Tell whether two forms give the same answers, whatever their files are."""
    if first.digest == second.digest:
        return True
    if any(finding.fault for each in (first, second) for finding in heard[each.name].heard.findings):
        return False
    mine, other = (heard[each.name].said for each in (first, second))
    return {key: said for key, (said, _) in mine.items()} == {key: said for key, (said, _) in other.items()}


def _put_aside(form: Received, reason: str) -> FileResult:
    return FileResult(form.name, Outcome.TWICE, form.unit, reason)


def _differing(form: Received, ordered: Sequence[Received], heard: Mapping[str, Candidate]) -> FileResult:
    other = next(each for each in ordered if each is not form and not _says_same(each, form, heard))
    reason = f"{count_text(len(ordered))} tệp khác nhau, chưa nhập tệp nào"
    todo = f"xem khác biệt với '{other.name}' rồi dùng --chon TỆP"
    findings = tuple(_differences(heard[form.name], heard[other.name]))
    return FileResult(form.name, Outcome.TWICE, form.unit, reason, findings, todo=todo)


def _differences(candidate: Candidate, other: Candidate) -> Iterator[Finding]:
    """Yield the cells in which two files of one unit differ."""
    mine, theirs = candidate.said, other.said
    # Each has lines of its own beside those of today.
    lines = {**other.layout.lines_by_key(), **candidate.layout.lines_by_key()}
    keys = [key for key in {**mine, **theirs} if mine.get(key, ("",))[0] != theirs.get(key, ("",))[0]]
    for line, column in keys[:MOST_DIFFERENCES]:
        said, name = mine.get((line, column), ("", ""))
        their_said, their_name = theirs.get((line, column), ("", ""))
        label = lines[line].printed.get("ten")
        yield Finding(
            name or their_name,
            label if isinstance(label, str) else "",
            f"'{said or 'trống'}', tệp '{other.name}' ghi '{their_said or 'trống'}' ({their_name or name})",
            "",
            "",
            fault=False,
        )
