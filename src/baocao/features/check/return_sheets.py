"""`baocao check --phieu`: return sheets written into a folder, one per unit and directive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.features.check.mending import TO_MEND
from baocao.features.check.return_plan import Found, due_sheets, find_senders, found_by_unit
from baocao.features.check.return_sheet import PRODUCT, ReturnSheet, make_return_sheet, report_deadline
from baocao.model.diagnostic import Diagnostic
from baocao.model.form import Form
from baocao.model.marks import Origin
from baocao.model.unit import Unit
from baocao.model.workspace import PROFILE, Workspace
from baocao.pipeline import manifest
from baocao.pipeline.clock import document_moment
from baocao.pipeline.guarding import Tell, our_turn, tell_nobody
from baocao.pipeline.loading import Loaded
from baocao.pipeline.manifest import Made
from baocao.pipeline.output import Output
from baocao.pipeline.parallel import DOCUMENTS, share_work
from baocao.render.word import WordRenderer
from baocao.source.forms import form_of

LIST: Final = "phieu.json"
"""Names the sheets in the folder, so that those which an earlier run left there are known."""
_ENDING: Final = ".docx"


class Sheets(NamedTuple):
    """What was done: the sheets that were written and removed, and what kept others from being written.

    `unsent` are units that have something to mend, but whose reports nobody consolidates.
    """

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unsent: tuple[Unit, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


class Call(NamedTuple):
    """How sheets are asked for: into which folder, now in Vietnam's time, and until which day to mend.

    Without `until` the directive's deadline counts while it lies ahead of `now`. A `narrowed` call leaves
    the sheets of earlier ones in place. `tell` hears for whom it waits.
    """

    folder: Path
    now: datetime
    until: date | None = None
    narrowed: bool = False
    tell: Tell = tell_nobody


def write_return_sheets(loaded: Loaded, shown: Iterable[Diagnostic], call: Call) -> Sheets:
    """Write the sheets of the only period that was loaded, for those of its diagnostics that are shown."""
    workspace, told = loaded.workspaces[0], frozenset(shown)
    # Only what `check` has shown: a sheet must not tell a unit of what was waived or not chosen.
    problems = [diagnostic for diagnostic in loaded.problems if diagnostic in told]
    found_wrong = found_by_unit(
        workspace, problems, [diagnostic for diagnostic in loaded.missing if diagnostic in told]
    )
    known, refused = find_senders(workspace)
    sheets = [
        sheet._replace(until=_mending_deadline(sheet, call))
        for sheet in due_sheets(workspace, found_wrong, known)
    ]
    done = _write_in_turn(workspace, _Maker(workspace, sheets).all_files(), call)
    unsent = tuple(_unsent_units(workspace, found_wrong, sheets))
    return done._replace(unsent=unsent, problems=(*refused, *done.problems))


def _mending_deadline(sheet: ReturnSheet, call: Call) -> datetime | None:
    """Return when the mended report is due: at the directive's hour, or not known."""
    if call.until:
        return datetime.combine(call.until, time.fromisoformat(sheet.directive.schedule.due_time))
    due = report_deadline(sheet.workspace, sheet.directive)
    return due if due > call.now else None


def _unsent_units(workspace: Workspace, wrong: Found, sheets: Sequence[ReturnSheet]) -> Iterator[Unit]:
    """Yield the units that have something to mend which stands on no sheet."""
    sent = {sheet.unit.id for sheet in sheets}
    for name, unit in workspace.definitions.registry.units.items():
        grave = any(diagnostic.severity in TO_MEND for diagnostic in wrong.problems.get(name, ()))
        if name not in sent and (grave or name in wrong.missing):
            yield unit


class _Maker:
    """Makes the files of sheets; what they share is made ready beforehand."""

    def __init__(self, workspace: Workspace, sheets: Sequence[ReturnSheet]) -> None:
        self._workspace = workspace
        self._sheets = sheets
        self._moment = document_moment(workspace.period.window.end)
        self._shared, self._own = _digests_of_files(workspace) if sheets else ({}, {})
        self._renderers: dict[str, WordRenderer] = {}
        for sheet in sheets:
            form = self._form_of_sheet(sheet)
            if form.id not in self._renderers:
                self._renderers[form.id] = WordRenderer(form)

    def all_files(self) -> list[Made]:
        """Return the files of all sheets."""
        parts = share_work(self._some_files, self._sheets, DOCUMENTS)
        return [made for part in parts for made in part]

    def _some_files(self, sheets: Iterable[ReturnSheet]) -> list[Made]:
        return [self._made_file(sheet) for sheet in sheets]

    def _form_of_sheet(self, sheet: ReturnSheet) -> Form:
        end = sheet.directive.schedule.window(self._workspace.period).end
        return form_of(sheet.issuer.family, end, self._workspace.definitions.config.sizes)

    def _made_file(self, sheet: ReturnSheet) -> Made:
        form = self._form_of_sheet(sheet)
        document = make_return_sheet(sheet, form)
        kind = document.type_name or document.letterhead.subject
        unit, period, directive = sheet.unit.id, self._workspace.period.id, sheet.directive.id
        origin = Origin(kind, unit, period, directive, PRODUCT, draft=document.draft)
        return Made(
            name=f"{sheet.unit.id}_{PRODUCT}_{sheet.directive.id}{_ENDING}",
            data=self._renderers[form.id].render(document, self._moment, origin=origin),
            kind=kind,
            unit=sheet.unit.id,
            directive=sheet.directive.id,
            product=PRODUCT,
            draft=document.draft,
            sources=self._sources_of_sheet(sheet),
        )

    def _sources_of_sheet(self, sheet: ReturnSheet) -> Mapping[str, str]:
        """Return the definitions, the unit's own files, and the profile of the issuer."""
        issuer = {n: digest for n, digest in self._own[sheet.issuer.unit].items() if n.endswith(PROFILE)}
        return {**self._shared, **issuer, **self._own.get(sheet.unit.id, {})}


def _digests_of_files(workspace: Workspace) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the hashes of what all share, and those of the files of each unit."""
    files = workspace.definitions.files
    profiles = {name: file for name, file in files.items() if name.endswith(f"/{PROFILE}")}
    shared = {name: file.sha256 for name, file in files.items() if name not in profiles}
    own: dict[str, dict[str, str]] = {}
    for name, file in {**profiles, **workspace.files}.items():
        own.setdefault(Path(name).parent.name, {})[name] = file.sha256
    return shared, own


def _write_in_turn(workspace: Workspace, made: Sequence[Made], call: Call) -> Sheets:
    if not made and not call.folder.is_dir():
        return Sheets()
    with our_turn(call.folder, "check", call.tell) as hindered:
        return Sheets(problems=hindered) if hindered else _write_sheets(workspace, made, call)


def _write_sheets(workspace: Workspace, made: Sequence[Made], call: Call) -> Sheets:
    """Write the sheets and their list; without `narrowed`, sheets of an earlier call are removed."""
    output = Output(call.folder)
    unknown = output.interrupted_names()
    before, hashes = _earlier_sheets(call.folder)
    names = {file.name for file in made}
    left = {name: entry for name, entry in before.items() if name not in names}
    # Of what a killed run put in place nobody knows from which data it is.
    torn = {name for name in unknown - names if _is_sheet(name) and (call.folder / name).is_file()}
    if not made and not left and not torn:
        return Sheets()
    kept = {name: entry for name, entry in left.items() if name not in torn} if call.narrowed else {}
    stale = tuple(sorted((left.keys() | torn) - kept.keys()))
    sources = {**hashes, **{name: digest for file in made for name, digest in file.sources.items()}}
    entries = [*kept.values(), *map(manifest.manifest_entry, made)]
    files = {file.name: file.data for file in made}
    files[LIST] = manifest.manifest_bytes(workspace.period.id, entries, sources)
    done = output.replace_files(files, LIST, stale)
    removed = () if done.problems else stale
    return Sheets(tuple(sorted(names & done.names)), removed, (), done.problems)


def _earlier_sheets(folder: Path) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the sheets of an earlier call that are still there, and hashes of their sources."""
    build = manifest.earlier_build(folder, LIST)
    entries = {str(sheet["tep"]): sheet for sheet in build.entries}
    return {name: sheet for name, sheet in entries.items() if _is_sheet(name)}, build.sources


def _is_sheet(name: str) -> bool:
    """Tell whether a file is called like a sheet; anybody may have edited the list."""
    return name.endswith(_ENDING) and f"_{PRODUCT}_" in name
