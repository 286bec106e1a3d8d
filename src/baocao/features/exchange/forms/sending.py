"""`baocao form`: a form for each unit, written into a folder of the output."""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.features.exchange.forms.gathering import gather_form
from baocao.features.exchange.forms.records import FormLayout, LineKind
from baocao.features.exchange.forms.workbook import render_form
from baocao.figures.versions import in_period
from baocao.foreign.files import digest_of_file
from baocao.foreign.limits import MOST_FILE
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import PROFILE, Definitions, SourceFile
from baocao.pipeline import manifest
from baocao.pipeline.asking import Asked, asked_of_units
from baocao.pipeline.clock import document_moment
from baocao.pipeline.guarding import Tell, our_turn, tell_nobody
from baocao.pipeline.manifest import Made
from baocao.pipeline.output import Output
from baocao.pipeline.parallel import DOCUMENTS, share_work
from baocao.source.config import read_config
from baocao.source.workspace import load_definitions

FOLDER: Final = "bieu"
"""The folder of forms in the output folder of a period."""
LIST: Final = "bieu.json"
"""Names the forms in the folder with their hashes: one that differs was filled in there, and stays."""
KIND: Final = "Biểu báo cáo"


class State(Enum):
    """What became of the form of a unit."""

    WRITTEN = "đã lập"
    FILLED = "đã điền, giữ lại"
    FAILED = "chưa lập được"


class Counts(NamedTuple):
    """How many figures, tasks and narratives a form asks for, and how many of all these are answered."""

    figures: int
    tasks: int
    narratives: int


class SentForm(NamedTuple):
    """The form of one unit: its file, what became of it, from which period its last figures are."""

    unit: Unit
    name: str
    state: State
    counts: Counts
    last: Period | None = None
    version: str = ""


class Sent(NamedTuple):
    """What was done: the forms, in which folder they lie, and what kept some of them from being made."""

    folder: Path
    forms: tuple[SentForm, ...]
    problems: tuple[Diagnostic, ...]
    sources: Mapping[str, SourceFile]
    removed: tuple[str, ...] = ()


class Call(NamedTuple):
    """For which period and units forms are asked, into which folder; `tell` hears for whom it waits."""

    period: Period
    units: Sequence[str]
    out: Path
    tell: Tell = tell_nobody


class _One(NamedTuple):
    """A form that was made, or what keeps it from that."""

    form: SentForm
    made: Made | None
    problems: tuple[Diagnostic, ...]
    sources: tuple[SourceFile, ...]


def send_forms(root: Path, call: Call) -> Sent:
    """Write the forms of a period for the units named, or for all that must report.

    Raises UnaskedError, before anything is written, if no report is asked for.
    """
    config, problems = read_config(root)
    definitions, more = load_definitions(config, with_profiles=False)
    folder = call.out / call.period.id / FOLDER
    if definitions.unread:
        errors = (of_file for of_file in (*problems, *more) if of_file.severity is Severity.ERROR)
        return Sent(folder, (), tuple(errors), definitions.files)
    definitions = in_period(definitions, call.period)
    asked = asked_of_units(definitions, call.period, call.units)
    with our_turn(folder, "form", call.tell) as hindered:
        if hindered:
            return Sent(folder, (), hindered, definitions.files)
        made = [
            one for part in share_work(partial(_made_forms, definitions), asked, DOCUMENTS) for one in part
        ]
        return _written_forms(folder, call, definitions, made)


def form_name(period: Period, unit: str) -> str:
    """Return the name of the file of a form: 'bieu_2025-12_xa-mo-cay.xlsx'."""
    return f"bieu_{period.id}_{unit}.xlsx"


def _made_forms(definitions: Definitions, asked: Sequence[Asked]) -> list[_One]:
    shared = {name: file.sha256 for name, file in definitions.files.items() if not name.endswith(PROFILE)}
    return [_made_form(definitions, shared, each) for each in asked]


def _made_form(definitions: Definitions, shared: Mapping[str, str], asked: Asked) -> _One:
    """Return the form of a unit; a report that cannot be read would be lost behind an empty one."""
    layout, files, problems = gather_form(asked, definitions)
    name = form_name(asked.period, asked.unit.id)
    state = State.FAILED if problems else State.WRITTEN
    form = SentForm(asked.unit, name, state, _counts_of(layout), last=layout.last, version=layout.version)
    if problems:
        return _One(form, None, problems, files)
    data = render_form(layout, document_moment(asked.period.window.end))
    sources = {**shared, **{file.path: file.sha256 for file in files}}
    directives = ", ".join(directive.id for directive in asked.directives)
    made = Made(
        name,
        data,
        KIND,
        unit=asked.unit.id,
        directive=directives,
        product=FOLDER,
        draft=False,
        sources=sources,
    )
    return _One(form, made, (), ())


def _counts_of(layout: FormLayout) -> Counts:
    kinds = [line.kind for sheet in layout.sheets for line in sheet.lines if line.inputs and not line.own]
    return Counts(*map(kinds.count, (LineKind.FIGURE, LineKind.TASK, LineKind.NARRATIVE)))


def _written_forms(folder: Path, call: Call, definitions: Definitions, ones: Sequence[_One]) -> Sent:
    """Put the forms in place, but for those that somebody has filled in where they lie."""
    output = Output(folder)
    interrupted = output.interrupted_names()
    earlier = manifest.earlier_build(folder, LIST)
    before = {str(entry["tep"]): entry for entry in earlier.entries}
    made = {one.made.name: one.made for one in ones if one.made}
    filled = {
        name
        for name in {*made, *before} - interrupted
        if _is_filled(folder, before.get(name), made.get(name))
    }
    fresh = {name: file for name, file in made.items() if name not in filled}
    left = {name: entry for name, entry in before.items() if name not in fresh}
    kept = {name: entry for name, entry in left.items() if call.units or name in filled}
    stale = tuple(sorted(left.keys() - kept.keys()))
    hashes = {
        **earlier.sources,
        **{name: digest for file in fresh.values() for name, digest in file.sources.items()},
    }
    entries = [*kept.values(), *map(manifest.manifest_entry, fresh.values())]
    files = {file.name: file.data for file in fresh.values()}
    files[LIST] = manifest.manifest_bytes(call.period.id, entries, hashes)
    done = output.replace_files(files, LIST, stale)
    forms = tuple(_told_form(one.form, filled, done.names) for one in ones)
    problems = (*(fault for one in ones for fault in one.problems), *done.problems)
    sources = {**definitions.files, **{file.path: file for one in ones for file in one.sources}}
    return Sent(folder, forms, problems, sources, () if done.problems else stale)


def _is_filled(folder: Path, entry: Mapping[str, Any] | None, made: Made | None) -> bool:
    """Tell whether a file is neither what an earlier run put there nor what this one would."""
    name = made.name if made else str(entry["tep"]) if entry else ""
    try:
        found = digest_of_file(folder / name, MOST_FILE)
    except FileNotFoundError:
        return False
    except OSError:  # nobody knows what it is, so that it stays
        return True
    known = {str(entry.get("sha256"))} if entry else set()
    return found not in known | ({sha256(made.data).hexdigest()} if made else set())


def _told_form(form: SentForm, filled: set[str], written: frozenset[str]) -> SentForm:
    if form.state is State.FAILED:
        return form
    state = State.FILLED if form.name in filled else State.WRITTEN if form.name in written else State.FAILED
    return form._replace(state=state)
