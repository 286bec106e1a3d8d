"""`baocao check --phieu`: return sheets written into a folder, one per unit and directive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.features.check.mending import TO_MEND
from baocao.features.check.return_plan import Found, by_unit, due_sheets, senders
from baocao.features.check.return_sheet import PRODUCT, ReturnSheet, deadline, return_sheet
from baocao.model.diagnostic import Diagnostic
from baocao.model.form import Form
from baocao.model.unit import Unit
from baocao.model.workspace import PROFILE, Workspace
from baocao.pipeline import manifest
from baocao.pipeline.clock import document_moment
from baocao.pipeline.guarding import Tell, our_turn, silent
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
    tell: Tell = silent


def write_return_sheets(loaded: Loaded, shown: Iterable[Diagnostic], call: Call) -> Sheets:
    """Write the sheets of the only period that was loaded, for those of its diagnostics that are shown."""
    workspace, told = loaded.workspaces[0], frozenset(shown)
    problems = [each for each in loaded.problems if each in told]
    found = by_unit(workspace, problems, [each for each in loaded.missing if each in told])
    known, refused = senders(workspace)
    sheets = [sheet._replace(until=_until(sheet, call)) for sheet in due_sheets(workspace, found, known)]
    done = _write_in_turn(workspace, _Maker(workspace, sheets).all(), call)
    unsent = tuple(_unsent(workspace, found, sheets))
    return done._replace(unsent=unsent, problems=(*refused, *done.problems))


def _until(sheet: ReturnSheet, call: Call) -> datetime | None:
    """Return when the mended report is due: at the directive's hour, or not known."""
    if call.until:
        return datetime.combine(call.until, time.fromisoformat(sheet.directive.schedule.due_time))
    due = deadline(sheet.workspace, sheet.directive)
    return due if due > call.now else None


def _unsent(workspace: Workspace, found: Found, sheets: Sequence[ReturnSheet]) -> Iterator[Unit]:
    """Yield the units that have something to mend which stands on no sheet."""
    sent = {sheet.unit.id for sheet in sheets}
    for name, unit in workspace.definitions.registry.units.items():
        grave = any(each.severity in TO_MEND for each in found.problems.get(name, ()))
        if name not in sent and (grave or name in found.missing):
            yield unit


class _Maker:
    """Makes the files of sheets; what they share is made ready beforehand."""

    def __init__(self, workspace: Workspace, sheets: Sequence[ReturnSheet]) -> None:
        self._workspace = workspace
        self._sheets = sheets
        self._moment = document_moment(workspace.period.window.end)
        self._shared, self._own = _digests(workspace) if sheets else ({}, {})
        self._renderers: dict[str, WordRenderer] = {}
        for sheet in sheets:
            form = self._form(sheet)
            if form.id not in self._renderers:
                self._renderers[form.id] = WordRenderer(form)

    def all(self) -> list[Made]:
        """Return the files of all sheets."""
        parts = share_work(self._some, self._sheets, DOCUMENTS)
        return [made for part in parts for made in part]

    def _some(self, sheets: Iterable[ReturnSheet]) -> list[Made]:
        return [self._made(sheet) for sheet in sheets]

    def _form(self, sheet: ReturnSheet) -> Form:
        end = sheet.directive.schedule.window(self._workspace.period).end
        return form_of(sheet.issuer.family, end, self._workspace.definitions.config.sizes)

    def _made(self, sheet: ReturnSheet) -> Made:
        form = self._form(sheet)
        document = return_sheet(sheet, form)
        return Made(
            name=f"{sheet.unit.id}_{PRODUCT}_{sheet.directive.id}{_ENDING}",
            data=self._renderers[form.id].render(document, self._moment),
            kind=document.type_name or document.letterhead.subject,
            unit=sheet.unit.id,
            directive=sheet.directive.id,
            product=PRODUCT,
            draft=document.draft,
            sources=self._sources(sheet),
        )

    def _sources(self, sheet: ReturnSheet) -> Mapping[str, str]:
        """Return the definitions, the unit's own files, and the profile of the issuer."""
        issuer = {n: digest for n, digest in self._own[sheet.issuer.unit].items() if n.endswith(PROFILE)}
        return {**self._shared, **issuer, **self._own.get(sheet.unit.id, {})}


def _digests(workspace: Workspace) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
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
        return Sheets(problems=hindered) if hindered else _write(workspace, made, call)


def _write(workspace: Workspace, made: Sequence[Made], call: Call) -> Sheets:
    """Write the sheets and their list; without `narrowed`, sheets of an earlier call are removed."""
    output = Output(call.folder)
    unknown = output.interrupted()
    before, hashes = _earlier(call.folder)
    names = {each.name for each in made}
    left = {name: entry for name, entry in before.items() if name not in names}
    torn = {name for name in unknown - names if _is_sheet(name) and (call.folder / name).is_file()}
    if not made and not left and not torn:
        return Sheets()
    kept = {name: entry for name, entry in left.items() if name not in torn} if call.narrowed else {}
    stale = tuple(sorted((left.keys() | torn) - kept.keys()))
    sources = {**hashes, **{name: digest for each in made for name, digest in each.sources.items()}}
    entries = [*kept.values(), *map(manifest.entry, made)]
    files = {each.name: each.data for each in made}
    files[LIST] = manifest.manifest(workspace.period.id, entries, sources)
    done = output.replace(files, LIST, stale)
    removed = () if done.problems else stale
    return Sheets(tuple(sorted(names & done.names)), removed, (), done.problems)


def _earlier(folder: Path) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the sheets of an earlier call that are still there, and hashes of their sources."""
    found = manifest.earlier(folder, LIST)
    entries = {str(each["tep"]): each for each in found.entries}
    return {name: each for name, each in entries.items() if _is_sheet(name)}, found.sources


def _is_sheet(name: str) -> bool:
    """Tell whether a file is called like a sheet; anybody may have edited the list."""
    return name.endswith(_ENDING) and f"_{PRODUCT}_" in name
