"""`baocao issue`: an official document is made, numbered, and recorded as given out."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from baocao import __version__
from baocao.disk.writing import ChangedError, Put
from baocao.features.issue.freezing import printed_by
from baocao.features.issue.register import Register
from baocao.features.issue.unchanged import changed_sources
from baocao.figures.expected import expected
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.issuance import Issued
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.submission import Issue
from baocao.model.unit import selected
from baocao.model.workspace import SourceFile, Workspace
from baocao.pipeline.guarding import Tell, changed, creating, our_turn, replacing, silent, sweep, unwritable
from baocao.pipeline.loading import Loaded, load
from baocao.pipeline.making import Outcome, Progress, make, read_before, refusal, write
from baocao.pipeline.manifest import Made
from baocao.pipeline.plan import Planned, Scope, UnknownScopeError, plan
from baocao.pipeline.sealing import previous_records
from baocao.rules.issued import issue_keys, issue_of
from baocao.source.config import read_config
from baocao.source.files import is_there, relative
from baocao.source.inventory import RECORDS
from baocao.source.issuances import record_path, record_text
from baocao.source.log import Log
from baocao.source.nodes import Mapping as MappingNode
from baocao.source.numbering import new_submission, with_number
from baocao.source.parsing import parse
from baocao.source.submissions import SubmissionReader
from baocao.vietnamese.counts import document_number
from baocao.vietnamese.dates import iso_date, short_date
from baocao.vietnamese.text import hint


class Call(NamedTuple):
    """What is to be issued, as it was asked for; what is None is found out or read from `phat_hanh`."""

    unit: str
    today: date
    directive: str | None = None
    product: str | None = None
    number: int | None = None
    day: date | None = None
    tell: Tell = silent
    hindered: tuple[Diagnostic, ...] = ()
    """`tell` hears for whom the command waits, `hindered` says why it can write nothing."""


class Issuing(NamedTuple):
    """What came of it: the build, the record with its path, and the submission that was written.

    Where it was `begun` but not done, files of it are in place, and the same command finishes it.
    """

    outcome: Outcome
    issued: Issued | None = None
    record: str = ""
    submission: str = ""
    begun: bool = False

    @property
    def lacks_something(self) -> bool:
        """Whether nothing is wrong, but the report is not complete."""
        reasons = (*self.outcome.missing, *self.outcome.problems)
        return self.outcome.refused and all(each.severity is not Severity.ERROR for each in reasons)


def issue(root: Path, out: Path, period: Period, call: Call, progress: Progress) -> Issuing:
    """Make, number and record a document; either everything is written or nothing is issued.

    Of two at once the second waits until the first has done, and sees what that has written; so does
    whoever writes sources or builds meanwhile. Raises UnknownScopeError for what does not exist, or where
    several documents could be meant.
    """
    units, tell = read_config(root)[0].units, call.tell
    with our_turn(units, "issue", tell) as first, our_turn(out / period.id, "issue", tell) as second:
        return _issue(root, out, period, call._replace(hindered=(*first, *second)), progress)


def _issue(root: Path, out: Path, period: Period, call: Call, progress: Progress) -> Issuing:
    for left in (folder := read_config(root)[0].units / call.unit, folder / RECORDS):
        sweep(left)
    progress("Đọc và kiểm tra dữ liệu", 0, 1)
    loaded = load(root, period)
    workspace = loaded.workspaces[0]
    outcome = Outcome(workspace, out / period.id, (), loaded.problems, loaded.missing)
    if not workspace.definitions.can_be_built:
        return Issuing(outcome._replace(refused=True))
    scope = Scope(frozenset({call.unit}), frozenset({call.directive} if call.directive else ()))
    scope.check(workspace.definitions)
    candidates = list(plan(workspace, scope))
    if not candidates:
        missing = [each for each in loaded.missing if each.unit == call.unit]
        if missing:
            return Issuing(outcome._replace(missing=tuple(missing), refused=True))
    register = Register(workspace.definitions, workspace.definitions.registry.units[call.unit])
    numbered = [each for each in candidates if not register.is_attachment(each.product)]
    planned = _chosen(numbered, call)
    attached = [
        each for each in candidates if each not in numbered and each.directive.id == planned.directive.id
    ]
    main = not (planned.product.corrects or planned.product.request)
    documents = [planned, *(attached if main else ())]
    return _Issuer(loaded, outcome, documents, call, register).run(scope, progress)


def _chosen(candidates: list[Planned], call: Call) -> Planned:
    """Return the one document that is meant; appendices in files of their own go with it."""
    found = [each for each in candidates if call.product in {None, each.product.id}]
    if len(found) == 1:
        return found[0]
    known = [f"--chi-dao {each.directive.id} --van-ban {each.product.id}" for each in candidates]
    if not candidates:
        raise UnknownScopeError(f"'{call.unit}' không lập văn bản nào trong kỳ này.")
    if not found:
        products = {each.product.id for each in candidates}
        raise UnknownScopeError(f"Không có văn bản '{call.product}'.{hint(call.product or '', products)}")
    raise UnknownScopeError(f"Kỳ này có nhiều văn bản, chọn một: {'; '.join(known)}.")


class _Issuer:
    """Issues one planned document, the first of `documents`, with what is attached to it."""

    def __init__(
        self, loaded: Loaded, outcome: Outcome, documents: list[Planned], call: Call, register: Register
    ) -> None:
        planned = documents[0]
        self._documents = documents
        self._register = register
        self._loaded = loaded
        self._workspace = loaded.workspaces[0]
        self._outcome = outcome
        self._planned = planned
        self._call = call
        self._submission = self._workspace.submissions.get(planned.issuer.id)
        self._written = self._issue_written()

    def _issue_written(self) -> Issue:
        if self._submission is None:
            return Issue()
        return issue_of(self._submission, self._planned.directive, self._planned.product)

    def run(self, scope: Scope, progress: Progress) -> Issuing:
        number = self._call.number or self._written.number
        day = self._call.day or self._written.day
        if number is None or day is None:
            lacking = "--so" if number is None else "--ngay"
            raise UnknownScopeError(f"Thiếu {lacking}: phat_hanh của kỳ này chưa ghi.")
        refused = [*self._already(), *self._contrary(), *self._untimely(day)]
        edited = None if refused else self._edited(number, day)
        if refused or isinstance(edited, Diagnostic):
            return self._refused([*refused, *([edited] if isinstance(edited, Diagnostic) else [])])
        loaded = self._numbered(edited)
        reasons = refusal(self._documents, loaded)
        if reasons:
            return self._refused(reasons)
        made, problems = make(loaded, self._documents, progress, official=True)
        if not made or problems:
            return self._refused(problems)
        used = list(self._used(number, day, made[0].notation))
        if used:
            return self._refused(used)
        issued = self._record(loaded.workspaces[0], made, number, day)
        return self._write(issued, made, edited, scope)

    def _refused(self, reasons: list[Diagnostic]) -> Issuing:
        missing = (*self._outcome.missing, *reasons)
        shown = tuple(dict.fromkeys(reasons)) or missing
        return Issuing(self._outcome._replace(missing=shown, refused=True))

    def _already(self) -> Iterator[Diagnostic]:
        """A document is issued once."""
        name = (self._planned.issuer.id, self._planned.directive.id, self._planned.product.id)
        for each in self._workspace.issued:
            if (each.unit, each.directive, each.product) == name:
                yield problem("BC879", each.at, unit=each.unit, document=each.reference)
        shown = self._shown(self._record_path)
        yield from (each for each in self._loaded.errors if each.place and each.place.file == shown)

    @property
    def _record_path(self) -> Path:
        config, planned = self._workspace.definitions.config, self._planned
        period = self._workspace.period.id
        return record_path(config, planned.issuer.id, period, planned.directive.id, planned.product.id)

    def _shown(self, path: Path) -> str:
        return relative(path, self._workspace.definitions.config.root)

    @property
    def _place(self) -> Place:
        """Where `phat_hanh` speaks of the document, else the submission, else the product."""
        if self._submission is None:
            return self._planned.product.at
        return self._written.at or self._submission.at

    def _contrary(self) -> Iterator[Diagnostic]:
        """The command and `phat_hanh` say the same."""
        for written, asked in (
            (self._written.number, self._call.number),
            (self._written.day, self._call.day),
        ):
            if written and asked and written != asked:
                sides = (written, asked)
                shown = [short_date(each) if isinstance(each, date) else str(each) for each in sides]
                unit = self._planned.issuer.id
                yield problem("BC881", self._place, unit=unit, written=shown[0], asked=shown[1])

    def _untimely(self, day: date) -> Iterator[Diagnostic]:
        """A report is issued after its data stop, a correction after what it corrects, neither tomorrow."""
        planned, workspace = self._planned, self._workspace
        window = self._submission.window if self._submission and not planned.consolidated else None
        stop = (window or expected(workspace, planned.directive).window).end
        why = ""
        if day > self._call.today:
            why = f"sau hôm nay ({short_date(self._call.today)})"
        elif planned.product.corrects:
            first = min(each.day for each in workspace.issued if each.unit == planned.issuer.id)
            why = f"trước văn bản được đính chính ({short_date(first)})" if day < first else ""
        elif day < stop and not planned.product.request:
            why = f"số liệu chốt đến {short_date(stop)}"
        if why:
            yield problem("BC880", self._place, unit=planned.issuer.id, day=short_date(day), why=why)

    def _edited(self, number: int, day: date) -> SourceFile | Diagnostic | None:
        """Return the submission with number and day, None if they stand there, or why that cannot be."""
        if self._written.number and self._written.day:
            return None
        workspace, planned = self._workspace, self._planned
        path = workspace.definitions.config.units / planned.issuer.id / f"{workspace.period.id}.yaml"
        key = self._key()
        if self._submission is None:
            text = new_submission(planned.issuer.id, workspace.period.id, key, number, day)
            return SourceFile(self._shown(path), text, text.encode())
        found = with_number(workspace.files[self._submission.at.file], key, number, day)
        if found:
            return found
        place, unit = self._submission.at, planned.issuer.id
        return problem("BC883", place, unit=unit, key=key, number=str(number), day=iso_date(day))

    def _key(self) -> str:
        """Return the key of `phat_hanh` to write to: the one there is, else the shortest that is clear."""
        directive, product = self._planned.directive, self._planned.product
        keys = issue_keys(self._submission, directive, product) if self._submission else []
        if keys:
            return keys[0]
        mine = [
            each
            for each in directive.products
            if selected(each.issuers, self._planned.issuer) and not self._register.is_attachment(each)
        ]
        alone = not product.corrects and all(each.corrects or each.id == product.id for each in mine)
        return directive.id if alone else f"{directive.id}/{product.id}"

    def _numbered(self, edited: SourceFile | None) -> Loaded:
        """Return what was loaded as it will be with number and day written."""
        if edited is None:
            return self._loaded
        workspace, unit = self._workspace, self._planned.issuer
        mapping, _ = parse(edited)
        log = Log(edited.path, unit.id)
        found = None
        if isinstance(mapping, MappingNode):
            found = SubmissionReader(self._loaded.definitions, workspace.period).read(mapping, log, unit)
        submissions = {**workspace.submissions, **({unit.id: found} if found else {})}
        files = {**workspace.files, edited.path: edited}
        renewed = workspace._replace(submissions=submissions, files=files)
        return self._loaded._replace(workspaces=(renewed,))

    def _used(self, number: int, day: date, notation: str) -> Iterator[Diagnostic]:
        """Number and notation are used once in a year; parts of one document share theirs."""
        planned, period = self._planned, self._workspace.period.id
        key = self._key()
        own = {
            (period, planned.directive.id, each.id)
            for each in planned.directive.products
            if each.id == planned.product.id or (key == planned.directive.id and not each.corrects)
        }
        told: set[tuple[str, str, str]] = set()
        for each in self._register.entries():
            is_it = (each.year, each.number, each.notation) == (day.year, number, notation)
            if is_it and each.document not in own | told:
                told.add(each.document)
                where = f" ({each.document[1]}/{each.document[2]}, kỳ {each.document[0]})"
                symbol = f"{document_number(number)}{notation}"
                yield problem("BC878", each.at, unit=planned.issuer.id, value=symbol, where=where)

    def _record(self, workspace: Workspace, made: list[Made], number: int, day: date) -> Issued:
        planned, first = self._planned, made[0]
        return Issued(
            unit=planned.issuer.id,
            period=workspace.period.id,
            directive=planned.directive.id,
            product=planned.product.id,
            kind=first.kind,
            number=number,
            notation=first.notation,
            day=day,
            program=f"baocao {__version__}",
            files={each.name: sha256(each.data).hexdigest() for each in made},
            sources=dict(sorted({**made[-1].sources, **first.sources}.items())),
            printed=dict(printed_by(workspace, planned)),
            at=planned.product.at,
            previous=previous_records(workspace.definitions.config, planned.issuer.id),
        )

    def _write(self, issued: Issued, made: list[Made], edited: SourceFile | None, scope: Scope) -> Issuing:
        """Write the files, then number and day, and last the record, which makes it all valid.

        All lies ready before the first is put in place. Killed in between, the document is not issued, and
        the same command finishes it. The record's file is created, never replaced, so that even where
        locks fail only one of two can say that it is issued.
        """
        outcome = self._outcome._replace(made=tuple(made), planned=1)
        hindered = [
            *self._call.hindered,
            *self._given(issued),
            *self._changed_meanwhile(issued, edited),
        ]
        if hindered:
            return self._refused(hindered)
        begun, problems = self._put(issued, outcome, edited, scope)
        if problems:
            return self._refused(problems)._replace(begun=begun)
        return Issuing(outcome, issued, self._shown(self._record_path), edited.path if edited else "")

    def _put(
        self, issued: Issued, outcome: Outcome, edited: SourceFile | None, scope: Scope
    ) -> tuple[bool, list[Diagnostic]]:
        """Return whether files were put in place, and what kept the others from it."""
        path, begun = self._record_path, False
        try:
            with (
                creating(path, record_text(issued).encode()) as record,
                self._number_ready(edited) as number,
            ):
                issuing = _as_issued(outcome, issued)
                written = write(issuing, read_before(issuing, scope), durable=True)
                begun = bool(written.names)
                if not written.problems:
                    number()
                    record()
        except ChangedError as error:
            read = self._workspace.files.get(self._shown(error.path))
            return begun, [changed(error, self._shown(error.path), read.data if read else b"")]
        except OSError as error:
            return begun, [unwritable(self._shown(path.parent), error)]
        return begun, list(written.problems)

    def _given(self, issued: Issued) -> Iterator[Diagnostic]:
        if is_there(self._record_path):
            yield problem("BC879", None, unit=issued.unit, document=issued.reference)

    def _changed_meanwhile(self, issued: Issued, edited: SourceFile | None) -> Iterator[Diagnostic]:
        """What is printed is what stands in the files now, whoever saved while the command ran."""
        workspace = self._workspace
        files = {**workspace.definitions.files, **workspace.files}
        new = edited.path if edited and edited.path not in files else ""
        sources = {name: digest for name, digest in issued.sources.items() if name != new}
        return changed_sources(workspace.definitions.config.root, files, sources)

    def _number_ready(self, edited: SourceFile | None) -> AbstractContextManager[Put]:
        """Lay the submission with its number ready; there is nothing to do where it stands there."""
        if edited is None:
            return nullcontext(lambda: None)
        path = self._workspace.definitions.config.root / edited.path
        before = self._workspace.files.get(edited.path)
        if before is None:
            return creating(path, edited.data)
        return replacing(path, edited.data, before.data)


def _as_issued(outcome: Outcome, issued: Issued) -> Outcome:
    """Return what was made as it will stand once the record does."""
    recorded = (*outcome.workspace.issued, issued)
    return outcome._replace(workspace=outcome.workspace._replace(issued=recorded))
