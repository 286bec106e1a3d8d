"""`baocao build`: from a workspace to the files of one period."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.documents.compose import Composed, compose_document
from baocao.documents.environment import Templates
from baocao.figures.expected import directives_due, expected_reporters
from baocao.foreign.files import digest_of_file
from baocao.foreign.limits import MOST_FILE
from baocao.model.acceptance import Gaps
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.document import Document, Text
from baocao.model.form import Form
from baocao.model.marks import MarkSource, Origin, is_inner_path
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.printed import Places
from baocao.model.workspace import PROFILE, Workspace
from baocao.pipeline import manifest, print_map
from baocao.pipeline.accepting import (
    Accepting,
    Recording,
    documents_to_accept,
    record_gaps,
    write_record,
)
from baocao.pipeline.clock import beginning_of, document_moment
from baocao.pipeline.concerning import Concerns, missing_behind
from baocao.pipeline.guarding import Tell, our_turn, sweep_folder, tell_nobody
from baocao.pipeline.keeping import given_out, kept_entry, set_aside
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.manifest import Made
from baocao.pipeline.output import Output, Written
from baocao.pipeline.parallel import DOCUMENTS, share_work
from baocao.pipeline.plan import (
    Planned,
    Remind,
    Requests,
    Scope,
    UnknownScopeError,
    accepted_by,
    plan_documents,
)
from baocao.pipeline.portable import (
    Printing,
    is_as_told,
    is_word,
    pdf_name,
    print_files,
    refuse_strange_pages,
    refuse_without_office,
)
from baocao.pipeline.reading_back import consolidate_before, past_reports
from baocao.pipeline.reminding import Reminders, plan_reminders
from baocao.render.word import WordRenderer
from baocao.report.periods import known_periods, nobody_reports
from baocao.rules.accepted import is_accepted
from baocao.source.config import read_config
from baocao.source.files import relative_path
from baocao.source.working_files import source_blob
from baocao.vietnamese.moments import iso_moment

ABOUT: Final = frozenset({manifest.NAME, print_map.NAME})
"""The files that tell of the others."""
Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much is done and how much there is to do."""


class Refusal(NamedTuple):
    """Documents that cannot be official, and why: errors, and what is missing and not accepted."""

    documents: tuple[Planned, ...]
    reasons: tuple[Diagnostic, ...]


class Outcome(NamedTuple):
    """What a build did: the files it wrote, all problems, and what is missing for completeness.

    A `refused` build wrote nothing: the official documents that were asked for cannot be made, for the
    reasons that are `missing`, or by document in `refusals`. `planned` counts the documents that were to be
    made. What somebody accepted as missing was `recorded` in a file of data. `idle` says that nobody has
    reported, `printing` what was printed as PDF.
    """

    workspace: Workspace
    folder: Path
    made: tuple[Made, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    missing: tuple[Diagnostic, ...] = ()
    refused: bool = False
    planned: int = 0
    refusals: tuple[Refusal, ...] = ()
    recorded: str = ""
    idle: str = ""
    printing: Printing | None = None

    @property
    def fails(self) -> bool:
        """Whether there are errors: of what was asked for, or, once that is made, of any data."""
        reasons = self.missing if self.refusals else self.problems
        return any(reason.severity is Severity.ERROR for reason in reasons)

    @property
    def has_errors(self) -> bool:
        """Whether any problem is an error, in data or in writing."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.problems)


def build_period(  # noqa: PLR0913 - two of them only hear what goes on
    root: Path,
    out: Path,
    period: Period,
    scope: Scope,
    *,
    official: bool,
    progress: Progress,
    tell: Tell = tell_nobody,
    accepting: Accepting | None = None,
    pdf: bool = False,
) -> Outcome:
    """Build the documents of `period` into `out`/<period>, with `pdf` those of Word as PDF/A-2, too.

    Whoever else writes there is waited for, so that what is read now is what is printed. With `accepting`
    it is put on record that something is missing, and the consolidated documents that lack it are made.
    Raises UnknownScopeError if it is narrowed to what does not exist, UnprintableError if a PDF cannot be
    made: then nothing is written.
    """
    if pdf:
        refuse_without_office(root)
    # Sources first, as `issue` has it, so that two commands never wait for each other.
    with (
        _turn_among_sources(root, accepting, tell) as unwritable,
        our_turn(out / period.id, "build", tell) as unreachable,
    ):
        made = _make_outcome(root, out, period, scope, _Wanted(official, accepting), progress=progress)
        outcome = made.outcome
        if outcome.refused or not outcome.planned:
            return outcome
        if pdf and outcome.made:
            refuse_strange_pages(outcome.folder, outcome.made)
            files, printing = print_files(root, outcome.made, progress)
            outcome = outcome._replace(made=tuple(files), printing=printing)
        hindered = (*unwritable, *unreachable) or made.write_record()
        if hindered:
            return outcome._replace(made=(), problems=(*outcome.problems, *hindered))
        before = read_before(outcome, made.scope)
        written = write_outcome(outcome, before)
    return outcome._replace(
        made=tuple(file for file in outcome.made if file.name in written.names),
        problems=(*outcome.problems, *before.problems, *written.problems),
        recorded=made.recorded,
    )


def _turn_among_sources(
    root: Path, accepting: Accepting | None, tell: Tell
) -> AbstractContextManager[tuple[Diagnostic, ...]]:
    """Wait for whoever writes sources, if this build has something to write there."""
    return our_turn(read_config(root)[0].units, "build", tell) if accepting else nullcontext(())


class _Making(NamedTuple):
    """What was made of what was `loaded`, what it was narrowed to, and what is to be put on record."""

    outcome: Outcome
    scope: Scope
    loaded: Loaded
    recording: Recording | None = None

    @property
    def recorded(self) -> str:
        """The file that is written to put it on record."""
        return self.recording.edited.path if self.recording and self.recording.edited else ""

    def write_record(self) -> tuple[Diagnostic, ...]:
        """Put on record what was accepted; return what kept it from being written."""
        if self.recording:
            # Also where the record stands already: what a command that was killed left lies beside it.
            for unit in self.scope.units:
                sweep_folder(self.loaded.definitions.config.units / unit)
        edited = self.recording.edited if self.recording else None
        return tuple(write_record(self.loaded, edited)) if edited else ()


class _Wanted(NamedTuple):
    """How documents are wanted: official, and then with what is accepted as missing."""

    official: bool
    accepting: Accepting | None


def _make_outcome(
    root: Path, out: Path, period: Period, scope: Scope, wanted: _Wanted, *, progress: Progress
) -> _Making:
    """Make the documents; nothing is written yet."""
    progress("Đọc và kiểm tra dữ liệu", 0, 1)
    loaded = load_checked(root, period)
    workspace = loaded.workspaces[0]
    outcome = Outcome(workspace, out / period.id, (), loaded.problems, loaded.missing)
    making = _Making(outcome, scope, loaded)
    if not workspace.definitions.can_be_built:
        return making._replace(outcome=outcome._replace(refused=wanted.official))
    scope.check_names(workspace.definitions)
    planned = list(plan_documents(workspace, scope))
    if not planned:
        return making._replace(outcome=_idle_outcome(loaded, outcome, scope, official=wanted.official))
    if wanted.accepting:
        planned = documents_to_accept(planned, loaded)
        making = _with_recording(making, planned[0], wanted.accepting)
    if not making.outcome.refused:
        made = _made_outcome(making, planned, progress, official=wanted.official)
        making = making._replace(outcome=made)
    return making


def _idle_outcome(loaded: Loaded, outcome: Outcome, scope: Scope, *, official: bool) -> Outcome:
    """Return that there is nothing to make, and why; raises UnknownScopeError if nobody asks for it."""
    workspace, period = loaded.workspaces[0], outcome.workspace.period
    if unknown := loaded.why_unknown(period):
        raise UnknownScopeError(unknown)
    asking = [each for each in directives_due(workspace) if scope.has_directive(each.id)]
    silent = not any(expected_reporters(workspace, each).reported for each in asking)
    names = ", ".join(each.id for each in asking) if workspace.submissions else ""
    idle = nobody_reports(period, known_periods(loaded.definitions), names) if asking and silent else ""
    lacking = (each for each in loaded.owed if scope.has_directive(each.directive.id))
    missing = tuple(found for each in lacking if scope.has_unit(each.unit.id) for found in each.missing)
    return outcome._replace(idle=idle, missing=missing, refused=official and bool(missing))


def _with_recording(making: _Making, planned: Planned, accepting: Accepting) -> _Making:
    """Narrow to the documents that speak for others, with what is missing put on record."""
    recording = record_gaps(making.loaded, planned, accepting)
    outcome = making.outcome
    if recording.problems:
        outcome = _refused_outcome(outcome, [Refusal((planned,), recording.problems)])
    scope = Scope(frozenset({planned.issuer.id}), frozenset({planned.directive.id}))
    return making._replace(outcome=outcome, scope=scope, recording=recording)


def _made_outcome(
    making: _Making, planned: Sequence[Planned], progress: Progress, *, official: bool
) -> Outcome:
    """Make the planned documents of what was loaded, with what is to be put on record."""
    loaded = making.recording.loaded if making.recording else making.loaded
    workspace = loaded.workspaces[0]
    outcome = making.outcome._replace(workspace=workspace)
    if official and (refusals := reasons_to_refuse(planned, loaded)):
        return _refused_outcome(outcome, refusals)
    made, problems = make_documents(loaded, planned, progress, official=official)
    # After making: only the bytes tell whether a document is the one that was given out.
    made, changed = set_aside(workspace, made)
    problems = [*problems, *changed]
    faults = tuple(each for each in problems if each.severity is Severity.ERROR)
    told = (*loaded.problems, *problems)
    outcome = outcome._replace(made=tuple(made), problems=told, planned=len(planned))
    # Errors of what was not asked for are told, and keep nothing from being made.
    return outcome._replace(made=(), missing=faults, refused=True) if official and faults else outcome


def _refused_outcome(outcome: Outcome, refusals: Sequence[Refusal]) -> Outcome:
    return outcome._replace(missing=tuple(all_reasons(refusals)), refused=True, refusals=tuple(refusals))


def reasons_to_refuse(planned: Sequence[Planned], loaded: Loaded) -> list[Refusal]:
    """Return what keeps planned documents from being official, those with the same reasons together.

    Errors are never accepted; what is missing may be, by a record in the issuer's own file.
    """
    workspace, concerns = loaded.workspaces[0], Concerns(loaded.workspaces[0])
    by_reasons: dict[tuple[Diagnostic, ...], list[Planned]] = {}
    for document in planned:
        standing = accepted_by(workspace, document, loaded.owed)
        gaps = standing.gaps if standing else Gaps()
        lacking = missing_behind(workspace, document, loaded.owed)
        reasons = (
            *concerns.problems_of(document, loaded.errors),
            *(missing for missing in lacking if not is_accepted(missing, gaps)),
        )
        by_reasons.setdefault(tuple(dict.fromkeys(reasons)), []).append(document)
    return [Refusal(tuple(documents), reasons) for reasons, documents in by_reasons.items() if reasons]


def all_reasons(refusals: Iterable[Refusal]) -> list[Diagnostic]:
    """Return the reasons of all documents, each once."""
    return list(dict.fromkeys(reason for refusal in refusals for reason in refusal.reasons))


def make_documents(
    loaded: Loaded,
    planned: Sequence[Planned],
    progress: Progress,
    *,
    official: bool,
    remind: Remind | None = None,
) -> tuple[list[Made], list[Diagnostic]]:
    """Make the planned documents, in their order; `remind` knows who is reminded, else the files do."""
    maker = _Maker(loaded, planned, official=official, remind=remind)
    total = len(planned)
    progress("Lập văn bản", 0, total)
    parts = share_work(
        maker.make_planned, planned, DOCUMENTS, lambda done: progress("Lập văn bản", done, total)
    )
    results = [result for part in parts for result in part]
    made = [item for files, _ in results for item in files]
    return made, [item for _, faults in results for item in faults]


class _Maker:
    """Makes planned documents one by one; what they share is made ready beforehand."""

    def __init__(
        self, loaded: Loaded, planned: Sequence[Planned], *, official: bool, remind: Remind | None
    ) -> None:
        workspace = loaded.workspaces[0]
        config = workspace.definitions.config
        self._official = official
        self._templates = Templates(config.templates, config.root)
        self._renderer = _Renderer(workspace)
        consolidated = {each.directive.id: each.directive for each in planned if each.consolidated}
        past = past_reports(loaded, comparing=bool(consolidated))
        consolidate_before(past, consolidated.values())
        self._requests = Requests(
            workspace,
            loaded.problems,
            loaded.owed,
            draft=not official,
            past=past,
            remind=remind or Reminders(loaded, {}).reminding_of,
        )
        for document in planned:
            self._templates.load_template(document.product.template, document.product.at)
            self._renderer.prepared_renderer(self._requests.form_of_planned(document))

    def make_planned(self, planned: Iterable[Planned]) -> list[tuple[list[Made], list[Diagnostic]]]:
        """Return the files of each planned document, and what kept them from being made."""
        return [self._made_document(document) for document in planned]

    def _made_document(self, document: Planned) -> tuple[list[Made], list[Diagnostic]]:
        request = self._requests.full_request(document)
        composed, problems = compose_document(request, self._templates)
        if composed is None:
            return [], problems
        if self._official:
            problems += _gap_problems(document, composed.document)
            problems += _unnamed_problems(document, composed.document)
        made = self._renderer.render_documents(document, composed, self._templates)
        noted = {**self._requests.noted_sources(request), **request.earlier.sources}
        accepted, asked = request.accepted, request.reminding
        moment = iso_moment(asked.moment) if asked and not asked.by_day else ""
        return [
            each._replace(sources={**each.sources, **noted}, accepted=accepted, moment=moment)
            for each in made
        ], problems


def _gap_problems(planned: Planned, document: Document) -> list[Diagnostic]:
    """Report an official document in whose sentences data are missing."""
    count = sum(
        isinstance(part, Text) and part.missing
        for block in document.blocks
        for part in getattr(block, "content", ())
    )
    name = f"{planned.product.id} của {planned.issuer.name}"
    return [problem("BC706", planned.product.at, value=name, count=count)] if count else []


def _unnamed_problems(planned: Planned, document: Document) -> list[Diagnostic]:
    """Report an official document that names no signer or no addressee; its number comes after signing."""
    if document.is_attachment or document.paper:
        return []
    name, product, place = planned.issuer.name, planned.product.id, planned.issuer.at
    listed = []
    if not document.signature.name:
        listed.append(problem("BC707", place, value=name, product=product))
    if document.addressed and not document.addressees:
        listed.append(problem("BC708", place, value=name, product=product))
    return listed


class _Renderer:
    """Renders composed documents in the formats that they ask for, and names their sources."""

    def __init__(self, workspace: Workspace) -> None:
        self._word: dict[tuple[str, bool], WordRenderer] = {}
        self._workspace = workspace
        shared = workspace.definitions.files
        self._definitions = {name: file.sha256 for name, file in shared.items()}
        self._issued = given_out(workspace)
        self._blobs: dict[str, str] = {}

    def prepared_renderer(self, form: Form, *, told: bool = True) -> WordRenderer:
        """Return the renderer of a form; what its documents share is made once."""
        if (form.id, told) not in self._word:
            self._word[form.id, told] = WordRenderer(form, told=told)
        return self._word[form.id, told]

    def render_documents(self, planned: Planned, composed: Composed, templates: Templates) -> list[Made]:
        moment = self._document_moment(composed.document)
        name = planned.file_stem
        sources = {
            **self._sources_of(planned),
            **templates.source_digest(planned.product.template),
        }
        origin = self._origin_of(planned, composed, sources)
        return [
            Made(
                name=f"{name}.{output}",
                data=data,
                kind=composed.kind,
                unit=planned.issuer.id,
                directive=planned.directive.id,
                product=planned.product.id,
                draft=composed.document.draft,
                sources=sources,
                printed=printed,
                notation=composed.document.letterhead.notation,
            )
            for output in composed.outputs
            # A list of one binds both names inside the comprehension.
            for data, printed in [self._data_and_places(f"{name}.{output}", composed, moment, origin)]
        ]

    def _data_and_places(
        self, name: str, composed: Composed, moment: datetime, origin: Origin
    ) -> tuple[bytes, str]:
        """Return a file and its entry in the map of printed figures."""
        places = Places()
        if is_word(name):
            data = self._word_data(name, composed, moment, origin, places)
            return data, print_map.map_entry(data, places)
        from baocao.render.sheet import render_workbook  # noqa: PLC0415 - loads openpyxl

        data = render_workbook(composed.document, composed.form, moment, places)
        return data, print_map.map_entry(data, places)

    def _word_data(
        self, name: str, composed: Composed, moment: datetime, origin: Origin, places: Places
    ) -> bytes:
        """Return a DOCX; one that was given out by an earlier program is what was given out."""
        renderer, document = self.prepared_renderer(composed.form), composed.document
        data = renderer.render(document, moment, places, origin)
        issued = self._issued.get(name)
        if issued is None or issued.files[name] == sha256(data).hexdigest():
            return data
        untold = self.prepared_renderer(composed.form, told=False)
        # Before tables were told, and before figures had marks.
        earlier = (untold.render(document, moment, None, kept) for kept in (origin, None))
        return next((each for each in earlier if issued.files[name] == sha256(each).hexdigest()), data)

    def _origin_of(self, planned: Planned, composed: Composed, sources: Iterable[str]) -> Origin:
        """Return what the document says of itself to whoever gets it back."""
        return Origin(
            composed.kind,
            planned.issuer.id,
            self._workspace.period.id,
            planned.directive.id,
            planned.product.id,
            draft=composed.document.draft,
            sources=tuple(self._mark_sources(sources)) if composed.document.draft else (),
        )

    def _mark_sources(self, sources: Iterable[str]) -> Iterator[MarkSource]:
        """Yield the reports among the sources of a draft, which may come back with other words.

        Of what was given out the bytes must not hang on a comment in a report, nor those of an old period
        on a directive that was changed for a later one.
        """
        reports = self._workspace.files
        for name in sorted(each for each in sources if each in reports and is_inner_path(each)):
            yield MarkSource(name, self._blob_of(name))

    def _blob_of(self, name: str) -> str:
        """Return the id that Git gives to a report."""
        if name not in self._blobs:
            self._blobs[name] = source_blob(self._workspace.files[name].data)
        return self._blobs[name]

    def _document_moment(self, document: Document) -> datetime:
        """Return the day of an official document, else SOURCE_DATE_EPOCH, else the day data stop.

        A document that is given out can be made again at any time, and anywhere.
        """
        if document.letterhead.day and not document.draft:
            return beginning_of(document.letterhead.day)
        return document_moment(document.letterhead.day or self._workspace.period.window.end)

    def _sources_of(self, planned: Planned) -> Mapping[str, str]:
        """Return the definitions, without other units' profiles, and the submissions behind it."""
        own = f"/{planned.issuer.id}/"
        files = self._workspace.files
        relevant = files if planned.consolidated else {n: f for n, f in files.items() if own in n}
        # Another unit's profile is in no document of this one: if it changes, this document has not.
        shared = {n: h for n, h in self._definitions.items() if own in n or not n.endswith(f"/{PROFILE}")}
        return {**shared, **{name: file.sha256 for name, file in relevant.items()}}


class Before(NamedTuple):
    """What the build before this one left: its files, those that stay beside the new ones, and its faults.

    `sources` has the hashes of what they were made from, `printed` where figures stand in those that stay.
    """

    files: list[Mapping[str, Any]]
    staying: list[Mapping[str, Any]]
    sources: Mapping[str, str]
    printed: Mapping[str, str]
    problems: tuple[Diagnostic, ...]


def read_before(outcome: Outcome, scope: Scope) -> Before:
    """Return what the build before this one left; what is wrong with its lists does not keep us from it."""
    earlier = manifest.earlier_build(outcome.folder)
    staying = _staying_entries(outcome, scope, earlier.entries)
    printed, spoiled = print_map.kept_entries(outcome.folder, map(_name_of, staying))
    root = outcome.workspace.definitions.config.root
    faults = (("BC841", manifest.NAME, earlier.fault), ("BC842", print_map.NAME, spoiled))
    problems = (
        problem(code, fault.place(relative_path(outcome.folder / name, root)), reason=fault.reason)
        for code, name, fault in faults
        if fault
    )
    return Before([*earlier.entries], staying, earlier.sources, printed, tuple(problems))


def _staying_entries(
    outcome: Outcome, scope: Scope, before: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Return the entries of files of an earlier build that stay in place beside those of this one."""
    names, records = {made.name for made in outcome.made}, given_out(outcome.workspace)
    kept = (kept_entry(records, outcome.folder, old) for old in before if old["tep"] not in names)
    # Letters that remind are no build's: only `remind` makes them, and takes them away.
    letters = {each.key for each in plan_reminders(outcome.workspace, Scope())}
    staying = [
        each.entry
        for each in kept
        if not scope.is_everything
        or each.is_given_out
        or manifest.PRINTED_FROM in each.entry
        or manifest.document_key(each.entry) in letters
    ]
    return _with_current_pages(staying, outcome.made)


def _with_current_pages(
    entries: Sequence[Mapping[str, Any]], made: Sequence[Made]
) -> list[Mapping[str, Any]]:
    """Return the entries without those of PDF that are no longer prints of the Word files beside them."""
    words = {
        pdf_name(_name_of(entry)): entry.get("sha256") for entry in entries if is_word(_name_of(entry))
    }
    if any(manifest.PRINTED_FROM in entry for entry in entries):
        words |= {pdf_name(each.name): sha256(each.data).hexdigest() for each in made if is_word(each.name)}
    return [
        entry
        for entry in entries
        if manifest.PRINTED_FROM not in entry or entry[manifest.PRINTED_FROM] == words.get(_name_of(entry))
    ]


def write_outcome(
    outcome: Outcome,
    before: Before,
    *,
    durable: bool = False,
    others: Mapping[str, bytes] = MappingProxyType({}),
    gone: Iterable[str] = (),
) -> Written:
    """Write the files and the manifest; a narrowed build leaves other files in place.

    `others` are files beside them that no list tells of, and `gone` are such that go.

    Every build leaves those that were given out. What a killed one has left goes, since nobody knows from
    which sources it is.
    """
    output = Output(outcome.folder, durable=durable)
    unknown = output.interrupted_names()
    kept = [old for old in before.staying if old["tep"] not in unknown or _is_as_told(outcome.folder, old)]
    sources = {**before.sources, **{n: h for made in outcome.made for n, h in made.sources.items()}}
    entries = [*kept, *map(manifest.manifest_entry, outcome.made)]
    files = {**{made.name: made.data for made in outcome.made}, **others}
    period = outcome.workspace.period.id
    old_names = {_name_of(old) for old in kept}
    printed = {name: places for name, places in before.printed.items() if name in old_names}
    printed |= {made.name: made.printed for made in outcome.made if made.printed}
    files[print_map.NAME] = print_map.map_bytes(period, printed)
    beside = {print_map.NAME: files[print_map.NAME]}
    files[manifest.NAME] = manifest.manifest_bytes(period, entries, sources, beside)
    stale = {*map(_name_of, before.files), *unknown, *gone} - {_name_of(each) for each in entries}
    stale -= ABOUT | others.keys()
    stale -= _changed_pages(outcome.folder, (old for old in before.files if _name_of(old) in stale))
    return output.replace_files(files, manifest.NAME, sorted(stale))


def _changed_pages(folder: Path, entries: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the names of PDF that are not as they were made: somebody has signed them, who knows."""
    pages = (entry for entry in entries if manifest.PRINTED_FROM in entry)
    return {
        _name_of(entry) for entry in pages if not is_as_told(folder / _name_of(entry), entry.get("sha256"))
    }


def _name_of(entry: Mapping[str, Any]) -> str:
    return str(entry["tep"])


def _is_as_told(folder: Path, old: Mapping[str, Any]) -> bool:
    """Tell whether a file is the one of which the manifest speaks."""
    try:
        return digest_of_file(folder / _name_of(old), MOST_FILE) == old.get("sha256")
    except OSError:
        return False
