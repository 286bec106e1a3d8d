"""Filled forms become reports: clean ones whole, faulty ones not at all, each said at its cells.

Nothing depends on the order in which files came or are named. A form is never believed against a check: the
report that it would make is checked as `check` does, and what is wrong there is told at the cell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.exchange.filled.answers import Answer
from baocao.features.exchange.filled.candidates import Candidate, Forms, OpenedForm, open_form
from baocao.features.exchange.filled.drafting import Drafter
from baocao.features.exchange.filled.incoming import Incoming
from baocao.features.exchange.filled.judging import Judge
from baocao.features.exchange.filled.records import FileResult, Finding, Outcome
from baocao.figures.versions import in_period
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.submission import Imported
from baocao.model.workspace import Definitions, SourceFile
from baocao.pipeline.asking import UnaskedError
from baocao.pipeline.proposing import Proposal, check_proposals
from baocao.source.canonical.changing import UnchangeableError
from baocao.source.config import read_config
from baocao.source.log import Log
from baocao.source.nodes import PLAIN, Scalar
from baocao.source.workspace import load_definitions


class ImportCall(NamedTuple):
    """What was asked for: the period (none: that of most forms), which of two files of a unit counts.

    `sender` and `day` are said of files that do not say themselves who filled them in, and when.
    """

    root: Path
    period: Period | None = None
    chosen: frozenset[Path] = frozenset()
    sender: str = ""
    day: date | None = None


class Judged(NamedTuple):
    """What becomes of every file, the reports that would be written, and what keeps all from it."""

    period: Period | None
    results: tuple[FileResult, ...]
    proposals: tuple[Proposal, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, SourceFile] = {}
    opened: Mapping[str, OpenedForm] = {}
    refusal: str = ""


def judge_files(files: Sequence[Incoming], call: ImportCall) -> Judged:
    """Return what would become of files, without writing anything."""
    config, problems = read_config(call.root)
    definitions, more = load_definitions(config, with_profiles=False)
    if definitions.unread:
        errors = tuple(each for each in (*problems, *more) if each.severity is Severity.ERROR)
        return Judged(call.period, (), problems=errors, sources=definitions.files)
    read = [open_form(incoming) for incoming in files]
    opened = [each for each in read if isinstance(each, OpenedForm)]
    others = [each for each in read if isinstance(each, FileResult)]
    period = call.period or _most_usual_period(opened)
    if isinstance(period, str) or period is None:
        return Judged(None, tuple(others), refusal=period or "")
    definitions = in_period(definitions, period)
    try:
        judged = _Judging(definitions, period, call).judge(opened)
    except UnaskedError as error:
        return Judged(period, tuple(others), refusal=str(error))
    results = tuple(sorted((*others, *judged.results), key=lambda result: result.name))
    return judged._replace(results=results, opened={each.name: each for each in opened})


def _most_usual_period(opened: Iterable[OpenedForm]) -> Period | str | None:
    """Return the period of most forms, or what is to be said where two are as frequent."""
    counts: dict[str, int] = {}
    for each in opened:
        counts[each.period] = counts.get(each.period, 0) + 1
    known = {name: period for name in counts if (period := Period.parse(name))}
    most = max((counts[name] for name in known), default=0)
    chosen = sorted(name for name in known if counts[name] == most)
    if len(chosen) > 1:
        return f"Các biểu thuộc nhiều kỳ ({', '.join(chosen)}); ghi --ky để chọn kỳ cần nhập."
    return known[chosen[0]] if chosen else None


class _Judging:
    """Judges the forms of one period."""

    def __init__(self, definitions: Definitions, period: Period, call: ImportCall) -> None:
        self._period = period
        self._call = call
        self._forms = Forms(definitions, period)
        self._drafter = Drafter(definitions, period)

    def judge(self, opened: Sequence[OpenedForm]) -> Judged:
        results: list[FileResult] = []
        by_unit: dict[str, list[Candidate]] = {}
        for each in opened:
            heard = self._forms.candidate_of(each)
            if isinstance(heard, FileResult):
                results.append(heard)
            else:
                by_unit.setdefault(each.unit, []).append(heard)
        counted = []
        for candidates in by_unit.values():
            chosen, put_aside = self._choose(candidates)
            results += put_aside
            counted += [chosen] if chosen else []
        proposed, more = self._propose(counted)
        results += more
        return self._check(proposed, results)

    # Of several files of one unit.

    def _choose(self, candidates: Sequence[Candidate]) -> tuple[Candidate | None, list[FileResult]]:
        """Return which of several files of one unit counts, and what becomes of the others."""
        ordered = sorted(candidates, key=lambda each: (each.name, str(each.opened.incoming.path)))
        named = [each for each in ordered if _is_chosen(each, self._call.chosen)]
        if len(named) == 1:
            return named[0], [
                _put_aside(each, f"đã chọn tệp '{named[0].name}'")
                for each in ordered
                if each is not named[0]
            ]
        first = ordered[0]
        if all(_says_same(each, first) for each in ordered[1:]):
            return first, [_put_aside(each, f"giống hệt tệp '{first.name}'") for each in ordered[1:]]
        return None, [self._differing(each, ordered) for each in ordered]

    def _differing(self, candidate: Candidate, ordered: Sequence[Candidate]) -> FileResult:
        other = next(each for each in ordered if each is not candidate and not _says_same(each, candidate))
        reason = (
            f"{candidate.layout.unit.name} gửi {len(ordered)} tệp khác nhau; không nhập tệp nào. "
            f"Xem khác biệt với '{other.name}' rồi dùng --chon TỆP"
        )
        findings = tuple(_differences(candidate, other))
        return FileResult(candidate.name, Outcome.TWICE, candidate.layout.unit, reason, findings)

    # Reports.

    def _propose(self, candidates: Iterable[Candidate]) -> tuple[list["_Proposed"], list[FileResult]]:
        proposed, results = [], []
        for candidate in candidates:
            if any(finding.fault for finding in candidate.findings):
                results.append(_faulty(candidate, candidate.findings))
                continue
            made = self._proposed(candidate)
            if isinstance(made, FileResult):
                results.append(made)
            else:
                proposed.append(made)
        return proposed, results

    def _proposed(self, candidate: Candidate) -> "_Proposed | FileResult":
        unit, composed = candidate.layout.unit, candidate.composed
        try:
            made = self._drafter.proposal_of(unit, composed.changes, self._origin(candidate))
        except UnchangeableError as error:
            return _faulty(candidate, (*candidate.findings, _unchangeable(candidate, error)))
        if made is None:
            return FileResult(candidate.name, Outcome.UNCHANGED, unit, findings=tuple(candidate.findings))
        return _Proposed(candidate, made)

    def _origin(self, candidate: Candidate) -> Imported:
        """Return from which file the report comes, who sent it, and when."""
        composed = candidate.composed
        day = Log("").day(Scalar(composed.day, PLAIN, 1, 1)) if composed.day else None
        return Imported(
            candidate.opened.incoming.path.name,
            candidate.opened.digest,
            composed.sender or self._call.sender,
            day or self._call.day,
        )

    # Checks.

    def _check(self, proposed: Sequence["_Proposed"], results: list[FileResult]) -> Judged:
        if not proposed:
            return Judged(self._period, tuple(results))
        proposals = [each.proposal for each in proposed]
        loaded = check_proposals(self._call.root, self._period, proposals)
        judge = Judge(self._call.root, self._period, loaded)
        clean = []
        for each in proposed:
            findings = (*each.candidate.findings, *judge.findings_of(each.candidate, each.proposal))
            if any(finding.fault for finding in findings):
                results.append(_faulty(each.candidate, findings))
            else:
                composed = each.candidate.composed
                result = FileResult(
                    each.candidate.name, Outcome.IMPORTED, each.candidate.layout.unit, "", findings
                )
                new = len(composed.changes) - len(composed.replaced)
                results.append(result._replace(filled=new, replaced=len(composed.replaced)))
                clean.append(each.proposal)
        return Judged(self._period, tuple(results), tuple(clean), sources=loaded.files)


class _Proposed(NamedTuple):
    candidate: Candidate
    proposal: Proposal


def _is_chosen(candidate: Candidate, chosen: frozenset[Path]) -> bool:
    return candidate.opened.incoming.path.resolve() in chosen


def _says_same(first: Candidate, second: Candidate) -> bool:
    """Tell whether two forms give the same answers, whatever their files are."""
    if first.opened.data == second.opened.data:
        return True
    if any(finding.fault for each in (first, second) for finding in each.heard.findings):
        return False
    mine, other = first.said, second.said
    return {key: said for key, (said, _) in mine.items()} == {key: said for key, (said, _) in other.items()}


def _put_aside(candidate: Candidate, reason: str) -> FileResult:
    return FileResult(candidate.name, Outcome.TWICE, candidate.layout.unit, reason)


MOST_DIFFERENCES: Final = 40


def _differences(candidate: Candidate, other: Candidate) -> Iterator[Finding]:
    """Yield the cells in which two files of one unit differ."""
    mine, theirs = candidate.said, other.said
    lines = candidate.layout.lines_by_key()
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


def _faulty(candidate: Candidate, findings: Sequence[Finding]) -> FileResult:
    """Return a file with its faults in the order of its cells; what is about no cell comes first."""
    ordered = sorted(findings, key=lambda finding: finding.cells[:1])
    return FileResult(candidate.name, Outcome.FAULTY, candidate.layout.unit, "", tuple(ordered))


def _unchangeable(candidate: Candidate, error: UnchangeableError) -> Finding:
    answer: Answer | None = candidate.composed.sources.get(error.way)
    name, spots = (answer.name, answer.spots) if answer else ("", ())
    return Finding(
        name, " > ".join(error.way), "", "", f"Không ghi được vào báo cáo: {error.why}.", cells=spots
    )
