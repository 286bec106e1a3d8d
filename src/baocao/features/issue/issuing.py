"""`baocao issue`: an official document is made, numbered, and recorded as given out."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from baocao import __version__
from baocao.disk.writing import ChangedError
from baocao.features.issue.freezing import printed_by
from baocao.features.issue.register import Register
from baocao.features.issue.unchanged import changed_sources
from baocao.figures.expected import expected_reporters
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.issuance import Issued, accepted_texts
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.submission import Issue
from baocao.model.unit import is_selected
from baocao.model.workspace import SourceFile, Workspace
from baocao.pipeline.accepting import (
    Accepting,
    Recording,
    documents_to_accept,
    record_gaps,
    reread_submission,
    submission_ready,
)
from baocao.pipeline.guarding import (
    Tell,
    changed_problem,
    creating_file,
    our_turn,
    sweep_folder,
    tell_nobody,
    unwritable_problem,
)
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.making import (
    Outcome,
    Progress,
    all_reasons,
    make_documents,
    read_before,
    reasons_to_refuse,
    write_outcome,
)
from baocao.pipeline.manifest import Made
from baocao.pipeline.plan import Planned, Scope, UnknownScopeError, plan_documents
from baocao.pipeline.reminding import Reminders, plan_reminders
from baocao.pipeline.sealing import previous_records
from baocao.report.periods import empty_period
from baocao.rules.issued import issue_keys, issue_of
from baocao.source.config import read_config
from baocao.source.files import is_there, relative_path
from baocao.source.inventory import RECORDS
from baocao.source.issuances import record_path, record_text
from baocao.source.numbering import new_submission, with_number
from baocao.vietnamese.counts import document_number
from baocao.vietnamese.dates import iso_date, short_date
from baocao.vietnamese.text import name_hint

_UNDECLARED: Final = (
    "'{0}' chưa khai trong chỉ đạo nên không lấy số ở đây được: thêm vào san_pham của '{1}' một văn bản có "
    "don_doc: co, hoặc lấy số ở sổ văn thư rồi ghi so_ngoai_baocao trong ho-so.yaml."
)


class Call(NamedTuple):
    """What is to be issued, as it was asked for; what is None is found out or read from `phat_hanh`."""

    unit: str
    today: date
    directive: str | None = None
    product: str | None = None
    number: int | None = None
    day: date | None = None
    tell: Tell = tell_nobody
    hindered: tuple[Diagnostic, ...] = ()
    accepting: Accepting | None = None
    """`tell` hears for whom the command waits, `hindered` says why it can write nothing.

    `accepting` puts on record that something is missing.
    """


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
        return self.outcome.refused and all(reason.severity is not Severity.ERROR for reason in reasons)


def issue_document(root: Path, out: Path, period: Period, call: Call, progress: Progress) -> Issuing:
    """Make, number and record a document; either everything is written or nothing is issued.

    Of two at once the second waits until the first has done, and sees what that has written; so does
    whoever writes sources or builds meanwhile. Raises UnknownScopeError for what does not exist, or where
    several documents could be meant.
    """
    units, tell = read_config(root)[0].units, call.tell
    # Always in this order, so that two commands never wait for each other.
    with our_turn(units, "issue", tell) as first, our_turn(out / period.id, "issue", tell) as second:
        return _issue_in_turn(root, out, period, call._replace(hindered=(*first, *second)), progress)


def _issue_in_turn(root: Path, out: Path, period: Period, call: Call, progress: Progress) -> Issuing:
    for left_folder in (folder := read_config(root)[0].units / call.unit, folder / RECORDS):
        sweep_folder(left_folder)
    progress("Đọc và kiểm tra dữ liệu", 0, 1)
    loaded = load_checked(root, period)
    workspace = loaded.workspaces[0]
    outcome = Outcome(workspace, out / period.id, (), loaded.problems, loaded.missing)
    if not workspace.definitions.can_be_built:
        return Issuing(outcome._replace(refused=True))
    scope = Scope(frozenset({call.unit}), frozenset({call.directive} if call.directive else ()))
    scope.check_names(workspace.definitions)
    candidates = [*plan_documents(workspace, scope), *_asked_reminders(loaded, scope, call)]
    if not candidates:
        missing = [candidate for candidate in loaded.missing if candidate.unit == call.unit]
        if missing:
            # Of a report that was not read, what is wrong with it is the reason.
            errors = [error for error in loaded.errors if error.unit == call.unit]
            return Issuing(outcome._replace(missing=(*errors, *missing), refused=True))
        if unknown := loaded.why_unknown(period):
            raise UnknownScopeError(unknown)
        if not workspace.submissions and loaded.blind:
            return Issuing(outcome._replace(missing=loaded.blind, refused=True))
        if not workspace.submissions:
            raise UnknownScopeError(empty_period(loaded.definitions, period))
    register = Register(workspace.definitions, workspace.definitions.registry.units[call.unit])
    candidates = _documents_among(candidates, register, call)
    numbered = [candidate for candidate in candidates if not register.is_attachment(candidate.product)]
    planned = _chosen_document(numbered, call)
    attached = [
        candidate
        for candidate in candidates
        if candidate not in numbered and candidate.directive.id == planned.directive.id
    ]
    main = not (planned.product.corrects or planned.product.request)
    documents = [planned, *(attached if main else ())]
    return _Issuer(loaded, outcome, documents, call, register).issue_planned(scope, progress)


def _asked_reminders(loaded: Loaded, scope: Scope, call: Call) -> Iterator[Planned]:
    """Yield the letter that reminds which is asked for by its name; nobody means it otherwise."""
    for planned in plan_reminders(loaded.workspaces[0], scope):
        if planned.product.id == call.product:
            if planned.product not in planned.directive.products:
                raise UnknownScopeError(_UNDECLARED.format(planned.product.id, planned.directive.id))
            reminding = Reminders(loaded, {}).reminding_of(planned.directive, call.day or call.today)
            if not reminding.units:
                raise UnknownScopeError("Tất cả đơn vị đã gửi đủ: không có ai để đôn đốc.")
            yield planned


def _documents_among(candidates: list[Planned], register: Register, call: Call) -> list[Planned]:
    """Return the candidates without papers for meetings, of which none can be issued."""
    papers = {each.product.id for each in candidates if register.is_paper(each.product)}
    if call.product in papers:
        raise UnknownScopeError(
            f"'{call.product}' là tài liệu phục vụ họp, không phải văn bản: không lấy số, không phát hành."
        )
    return [candidate for candidate in candidates if candidate.product.id not in papers]


def _chosen_document(candidates: list[Planned], call: Call) -> Planned:
    """Return the one document that is meant; appendices in files of their own go with it."""
    chosen = [candidate for candidate in candidates if call.product in {None, candidate.product.id}]
    if len(chosen) == 1:
        return chosen[0]
    known = [
        f"--chi-dao {candidate.directive.id} --van-ban {candidate.product.id}" for candidate in candidates
    ]
    if not candidates:
        raise UnknownScopeError(f"'{call.unit}' không lập văn bản nào trong kỳ này.")
    if not chosen:
        products = {candidate.product.id for candidate in candidates}
        raise UnknownScopeError(
            f"Không có văn bản '{call.product}'.{name_hint(call.product or '', products)}"
        )
    raise UnknownScopeError(f"Kỳ này có nhiều văn bản, chọn một: {'; '.join(known)}.")


class _Issuer:
    """Issues one planned document, the first of `documents`, with what is attached to it."""

    def __init__(
        self, loaded: Loaded, outcome: Outcome, documents: list[Planned], call: Call, register: Register
    ) -> None:
        planned = documents[0]
        self._read = loaded
        self._recording = _recording_of(loaded, planned, call)
        loaded = self._recording.loaded
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

    def issue_planned(self, scope: Scope, progress: Progress) -> Issuing:
        number = self._call.number or self._written.number
        day = self._call.day or self._written.day
        if number is None or day is None:
            lacking = "--so" if number is None else "--ngay"
            raise UnknownScopeError(f"Thiếu {lacking}: phat_hanh của kỳ này chưa ghi.")
        # Everything that can be known without making the document, told at once.
        refused = [*self._issued_already(), *self._contrary_problems(), *self._untimely_problems(day)]
        refused += [each for each in self._recording.problems if not refused]
        edited = None if refused else self._edited_submission(number, day)
        if refused or isinstance(edited, Diagnostic):
            return self._refused_issuing([*refused, *([edited] if isinstance(edited, Diagnostic) else [])])
        loaded = reread_submission(self._loaded, edited, self._planned.issuer) if edited else self._loaded
        refusals = reasons_to_refuse(self._documents, loaded)
        if refusals:
            refused_issuing = self._refused_issuing(all_reasons(refusals))
            outcome = refused_issuing.outcome._replace(refusals=tuple(refusals))
            return refused_issuing._replace(outcome=outcome)
        made, problems = make_documents(loaded, self._documents, progress, official=True)
        if not made or problems:
            return self._refused_issuing(problems)
        # Only now: the notation follows from the form and the profile, which making the document has read.
        used = list(self._used_numbers(number, day, made[0].notation))
        if used:
            return self._refused_issuing(used)
        issued = self._make_record(loaded.workspaces[0], made, number, day)
        return self._write_all(issued, made, edited, scope)

    def _refused_issuing(self, reasons: list[Diagnostic]) -> Issuing:
        missing = (*self._outcome.missing, *reasons)
        shown = tuple(dict.fromkeys(reasons)) or missing
        return Issuing(self._outcome._replace(missing=shown, refused=True))

    def _issued_already(self) -> Iterator[Diagnostic]:
        """A document is issued once."""
        name = (self._planned.issuer.id, self._planned.directive.id, self._planned.product.id)
        for record in self._workspace.issued:
            if (record.unit, record.directive, record.product) == name:
                yield problem("BC879", record.at, unit=record.unit, document=record.reference)
        shown = self._shown_path(self._record_path)
        # A record that cannot be read is there all the same: it may be of this very document.
        yield from (record for record in self._loaded.errors if record.place and record.place.file == shown)

    @property
    def _record_path(self) -> Path:
        config, planned = self._workspace.definitions.config, self._planned
        period = self._workspace.period.id
        return record_path(config, planned.issuer.id, period, planned.directive.id, planned.product.id)

    def _shown_path(self, path: Path) -> str:
        return relative_path(path, self._workspace.definitions.config.root)

    @property
    def _place(self) -> Place:
        """Where `phat_hanh` speaks of the document, else the submission, else the product."""
        if self._submission is None:
            return self._planned.product.at
        return self._written.at or self._submission.at

    def _contrary_problems(self) -> Iterator[Diagnostic]:
        """The command and `phat_hanh` say the same."""
        for written, asked in (
            (self._written.number, self._call.number),
            (self._written.day, self._call.day),
        ):
            if written and asked and written != asked:
                sides = (written, asked)
                shown = [short_date(side) if isinstance(side, date) else str(side) for side in sides]
                unit = self._planned.issuer.id
                yield problem("BC881", self._place, unit=unit, written=shown[0], asked=shown[1])

    def _untimely_problems(self, day: date) -> Iterator[Diagnostic]:
        """A report is issued after its data stop, a correction after what it corrects, neither tomorrow."""
        planned, workspace = self._planned, self._workspace
        window = self._submission.window if self._submission and not planned.consolidated else None
        stop = (window or expected_reporters(workspace, planned.directive).window).end
        why = ""
        if day > self._call.today:
            why = f"sau hôm nay ({short_date(self._call.today)})"
        elif planned.product.corrects:
            first = min(record.day for record in workspace.issued if record.unit == planned.issuer.id)
            why = f"trước văn bản được đính chính ({short_date(first)})" if day < first else ""
        elif day < stop and not planned.product.request:
            why = f"số liệu chốt đến {short_date(stop)}"
        if why:
            yield problem("BC880", self._place, unit=planned.issuer.id, day=short_date(day), why=why)

    def _edited_submission(self, number: int, day: date) -> SourceFile | Diagnostic | None:
        """Return the submission with number and day, None if they stand there, or why that cannot be."""
        if self._written.number and self._written.day:
            return self._recording.edited
        workspace, planned = self._workspace, self._planned
        path = workspace.definitions.config.units / planned.issuer.id / f"{workspace.period.id}.yaml"
        key = self._key_to_write()
        if self._submission is None:
            text = new_submission(planned.issuer.id, workspace.period.id, key, number, day)
            return SourceFile(self._shown_path(path), text, text.encode())
        numbered = with_number(workspace.files[self._submission.at.file], key, number, day)
        if numbered:
            return numbered
        place, unit = self._submission.at, planned.issuer.id
        return problem("BC883", place, unit=unit, key=key, number=str(number), day=iso_date(day))

    def _key_to_write(self) -> str:
        """Return the key of `phat_hanh` to write to: the one there is, else the shortest that is clear."""
        directive, product = self._planned.directive, self._planned.product
        keys = issue_keys(self._submission, directive, product) if self._submission else []
        if keys:
            return keys[0]
        mine = [
            candidate
            for candidate in directive.products
            if is_selected(candidate.issuers, self._planned.issuer)
            and not self._register.is_attachment(candidate)
            and not self._register.is_paper(candidate)
        ]
        alone = not product.stands_apart and all(
            candidate.stands_apart or candidate.id == product.id for candidate in mine
        )
        return directive.id if alone else f"{directive.id}/{product.id}"

    def _used_numbers(self, number: int, day: date, notation: str) -> Iterator[Diagnostic]:
        """Number and notation are used once in a series; parts of one document share theirs."""
        planned, period = self._planned, self._workspace.period.id
        key = self._key_to_write()
        own = {
            (period, planned.directive.id, entry.id)
            for entry in planned.directive.products
            if entry.id == planned.product.id or (key == planned.directive.id and not entry.stands_apart)
        }
        series = self._register.series_of(day)
        told: set[tuple[str, str, str]] = set()
        for entry in self._register.registered_entries():
            is_it = (entry.series, entry.number, entry.notation) == (series, number, notation)
            if is_it and entry.document not in own | told:
                told.add(entry.document)
                where = f" ({entry.document[1]}/{entry.document[2]}, kỳ {entry.document[0]})"
                symbol = f"{document_number(number)}{notation}"
                name = series.name
                yield problem(
                    "BC878", entry.at, unit=planned.issuer.id, value=symbol, series=name, where=where
                )

    def _make_record(self, workspace: Workspace, made: list[Made], number: int, day: date) -> Issued:
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
            files={file.name: sha256(file.data).hexdigest() for file in made},
            sources=dict(sorted(item for file in made for item in file.sources.items())),
            printed=dict(printed_by(workspace, planned)),
            accepted=accepted_texts(first.accepted),
            at=planned.product.at,
            # Read anew at the last moment, under the lock: another document may have been issued since
            # loading.
            previous=previous_records(workspace.definitions.config, planned.issuer.id),
        )

    def _write_all(
        self, issued: Issued, made: list[Made], edited: SourceFile | None, scope: Scope
    ) -> Issuing:
        """Write the files, then number and day, and last the record, which makes it all valid.

        All lies ready before the first is put in place. Killed in between, the document is not issued, and
        the same command finishes it. The record's file is created, never replaced, so that even where
        locks fail only one of two can say that it is issued.
        """
        recorded = self._recording.edited.path if self._recording.edited else ""
        outcome = self._outcome._replace(made=tuple(made), planned=1, recorded=recorded)
        hindered = [
            *self._call.hindered,
            *self._recorded_meanwhile(issued),
            *self._changed_meanwhile(issued, edited),
        ]
        if hindered:
            return self._refused_issuing(hindered)
        begun, problems = self._put_files(issued, outcome, edited, scope)
        if problems:
            return self._refused_issuing(problems)._replace(begun=begun)
        return Issuing(outcome, issued, self._shown_path(self._record_path), edited.path if edited else "")

    def _put_files(
        self, issued: Issued, outcome: Outcome, edited: SourceFile | None, scope: Scope
    ) -> tuple[bool, list[Diagnostic]]:
        """Return whether files were put in place, and what kept the others from it."""
        path, begun = self._record_path, False
        try:
            with (
                creating_file(path, record_text(issued).encode()) as record,
                submission_ready(self._read, edited) as number,
            ):
                issuing = _as_issued(outcome, issued)
                # The manifest must already know the file as given out, or the next build would take it for
                # a draft.
                written = write_outcome(issuing, read_before(issuing, scope), durable=True)
                begun = bool(written.names)
                if not written.problems:
                    number()
                    record()
        except ChangedError as error:
            read = self._read.workspaces[0].files.get(self._shown_path(error.path))
            return begun, [changed_problem(error, self._shown_path(error.path), read.data if read else b"")]
        except OSError as error:
            return begun, [unwritable_problem(self._shown_path(path.parent), error)]
        return begun, list(written.problems)

    def _recorded_meanwhile(self, issued: Issued) -> Iterator[Diagnostic]:
        if is_there(self._record_path):
            yield problem("BC879", None, unit=issued.unit, document=issued.reference)

    def _changed_meanwhile(self, issued: Issued, edited: SourceFile | None) -> Iterator[Diagnostic]:
        """What is printed is what stands in the files now, whoever saved while the command ran."""
        workspace = self._read.workspaces[0]
        files = {**workspace.definitions.files, **workspace.files}
        new = edited.path if edited and edited.path not in files else ""
        sources = {name: digest for name, digest in issued.sources.items() if name != new}
        return changed_sources(workspace.definitions.config.root, files, sources)


def _recording_of(loaded: Loaded, planned: Planned, call: Call) -> Recording:
    """Return what was loaded with what the call accepts as missing; it may accept nothing."""
    if call.accepting is None:
        return Recording(loaded)
    return record_gaps(loaded, documents_to_accept([planned], loaded)[0], call.accepting)


def _as_issued(outcome: Outcome, issued: Issued) -> Outcome:
    """Return what was made as it will stand once the record does."""
    recorded = (*outcome.workspace.issued, issued)
    return outcome._replace(workspace=outcome.workspace._replace(issued=recorded))
