"""The JSON Schemas of a workspace and the editor settings that use them."""

import json
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from baocao.disk.writing import ChangedError
from baocao.features.schema.definitions import definition_schema
from baocao.features.schema.parts import Schema
from baocao.features.schema.submissions import Audience, submission_schema
from baocao.foreign.files import read_regular
from baocao.foreign.limits import MEGABYTE
from baocao.foreign.records import BadRecordError, parse_record
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.messages import Severity
from baocao.model.workspace import (
    CATALOGUE,
    CITATIONS,
    PROFILE,
    REGISTRY,
    STATUSES,
    Definitions,
    SourceFile,
)
from baocao.pipeline.guarding import (
    Tell,
    changed_problem,
    create_file,
    our_turn,
    replace_file,
    sweep_folder,
    tell_nobody,
    unwritable_problem,
)
from baocao.pipeline.output import Output, Written
from baocao.source.config import NAME, read_config
from baocao.source.files import is_there, relative_path
from baocao.source.workspace import load_definitions
from baocao.vietnamese.text import name_hint

FOLDER: Final = ".baocao/schema"
SETTINGS: Final = ".vscode/settings.json"
SCHEMAS: Final = "yaml.schemas"
"""The setting that says which schema is for which files."""
MOST_SETTINGS: Final = 2 * MEGABYTE
T = TypeVar("T")
_PREFIX: Final = "bao-cao-"
_PERIODS: Final = "2*.yaml"
"""The names of submissions, which start with a year; editors know no other sign than '*'."""


class UnknownError(Exception):
    """Something asked for that is not there; the message is for the user."""


class SchemaFile(NamedTuple):
    """A schema, the name of its file, and patterns of the files in the workspace that it describes."""

    name: str
    schema: Schema
    matches: tuple[str, ...]

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return (json.dumps(self.schema, ensure_ascii=False, indent=1) + "\n").encode()


class Wanted(NamedTuple):
    """Which schemas are asked for; nothing stands for all."""

    directive: str | None = None
    unit: str | None = None
    kind: str | None = None


def wanted_schemas(definitions: Definitions, wanted: Wanted) -> list[SchemaFile]:
    """Return the schemas of submissions that are wanted; those of definitions too if all are.

    Raises UnknownError for names that nobody knows, and where nothing can be made.
    """
    if not any(wanted):
        everyone = _wanted_audiences(definitions, wanted)
        return [
            *(_submission_file(definitions, name, audience, "") for name, audience in everyone),
            *_definition_files(definitions),
        ]
    suffix = f"-{wanted.directive}" if wanted.directive else ""
    named = wanted.unit or wanted.kind
    files = [
        _submission_file(definitions, name, audience, suffix)
        for name, audience in _wanted_audiences(definitions, wanted)
        if named or any(audience.is_asked(directive) for directive in audience.directives)
    ]
    if not files:
        raise UnknownError("Không có đơn vị nào để làm lược đồ.")
    return files


def _wanted_audiences(definitions: Definitions, wanted: Wanted) -> Iterator[tuple[str, Audience]]:
    """Yield name and audience of each schema that is wanted."""
    registry, directives = definitions.registry, _wanted_directives(definitions, wanted)
    narrowed = wanted.directive is not None
    if wanted.unit is not None:
        unit = _known_or_refuse(registry.units, wanted.unit, "đơn vị")
        yield unit.id, Audience(f"Báo cáo của {unit.name}", (unit,), directives, narrowed)
        return
    kinds = (
        registry.kinds.values()
        if wanted.kind is None
        else (_known_or_refuse(registry.kinds, wanted.kind, "loại đơn vị"),)
    )
    for kind in kinds:
        units = tuple(unit for unit in registry.units.values() if unit.kind == kind)
        if units:
            yield kind.id, Audience(f"Báo cáo của {kind.name}", units, directives, narrowed)


def _wanted_directives(definitions: Definitions, wanted: Wanted) -> tuple[Directive, ...]:
    known = definitions.directives
    if wanted.directive is None:
        return tuple(known.values())
    return (_known_or_refuse(known, wanted.directive, "chỉ đạo"),)


def _known_or_refuse(known: Mapping[str, T], name: str, what: str) -> T:
    if name not in known:
        raise UnknownError(f"Không có {what} '{name}'.{name_hint(name, known)}")
    return known[name]


def _submission_file(definitions: Definitions, name: str, audience: Audience, suffix: str) -> SchemaFile:
    config = definitions.config
    folder = relative_path(config.units, config.root)
    return SchemaFile(
        f"{_PREFIX}{name}{suffix}.json",
        submission_schema(definitions, audience),
        tuple(f"{folder}/{unit.id}/{_PERIODS}" for unit in audience.units),
    )


def _definition_files(definitions: Definitions) -> Iterator[SchemaFile]:
    """Yield the schemas of the files that define what is asked, and of whom."""
    config = definitions.config
    units, directives = (
        relative_path(config.units, config.root),
        relative_path(config.directives, config.root),
    )
    places = {
        "cau-hinh": (NAME,),
        "don-vi": (f"{units}/{REGISTRY}",),
        "ho-so": (f"{units}/*/{PROFILE}",),
        "chi-tieu": (f"{directives}/{CATALOGUE}",),
        "van-ban": (f"{directives}/{CITATIONS}",),
        "trang-thai": (f"{directives}/{STATUSES}",),
        "chi-dao": tuple(sorted(directive.at.file for directive in definitions.directives.values())),
    }
    for name, matches in places.items():
        yield SchemaFile(f"{name}.json", definition_schema(name, definitions), matches)


class Settings(Enum):
    """What became of the editor's settings."""

    LEFT_ALONE = "left alone"
    WRITTEN = "written"
    UNREADABLE = "unreadable"


class Export(NamedTuple):
    """What was written where, or what kept it from being written, with the sources that are to blame."""

    folder: Path
    names: tuple[str, ...] = ()
    settings: Settings = Settings.LEFT_ALONE
    problems: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, SourceFile] = MappingProxyType({})


def export_schemas(root: Path, out: Path | None, wanted: Wanted, tell: Tell = tell_nobody) -> Export:
    """Write the schemas of the workspace `root`; all of them, in their usual place, come with settings.

    Definitions with errors give none: an editor would offer what is wrong. Raises UnknownError.
    """
    config, problems = read_config(root)
    definitions, more = load_definitions(config)
    folder = out or root / FOLDER
    # Otherwise every editor would show a correct report as wrong.
    errors = tuple(file for file in (*problems, *more) if file.severity is Severity.ERROR)
    if errors:
        return Export(folder, problems=errors, sources=definitions.files)
    files = wanted_schemas(definitions, wanted)
    with our_turn(folder, "schema", tell) as hindered:
        if hindered:
            return Export(folder, problems=hindered)
        written = _write_schemas(files, folder, alone=not any(wanted))
        if written.problems:
            return Export(folder, problems=written.problems)
        names = tuple(file.name for file in files)
        if out or any(wanted):
            return Export(folder, names)
        state, problems = _set_up(root, files)
    return Export(folder, names, state, tuple(problems))


def _write_schemas(files: list[SchemaFile], folder: Path, *, alone: bool) -> Written:
    """Write the schemas into `folder`; if they are all there are, those of before are removed."""
    data = {file.name: file.data for file in files}
    before = folder.glob(f"{_PREFIX}*.json") if alone and folder.is_dir() else ()
    stale = [path.name for path in before if path.name not in data]
    return Output(folder).replace_files(data, files[-1].name, stale)


def _set_up(root: Path, files: list[SchemaFile]) -> tuple[Settings, list[Diagnostic]]:
    path = root / SETTINGS
    sweep_folder(path.parent)
    try:
        before = read_regular(path, MOST_SETTINGS) if is_there(path) else None
        text = settings_text(files, (before or b"").decode().replace("\r\n", "\n"))
    except (OSError, UnicodeDecodeError):
        return Settings.UNREADABLE, []
    if text is None:
        return Settings.UNREADABLE, []
    if text.encode() == before:
        return Settings.LEFT_ALONE, []
    problems = list(_write_settings(path, text.encode(), before))
    return Settings.WRITTEN, problems


def _write_settings(path: Path, data: bytes, before: bytes | None) -> Iterator[Diagnostic]:
    """Write the settings, unless somebody has saved them since they were read."""
    try:
        if before is None:
            create_file(path, data)
        else:
            replace_file(path, data, before)
    except ChangedError as error:
        yield changed_problem(error, SETTINGS, before or b"")
    except OSError as error:
        yield unwritable_problem(path, error)


def settings_text(files: list[SchemaFile], before: str = "") -> str | None:
    """Return VS Code's settings with the schemas in; None if what is there is not plain JSON.

    Whatever else the settings say stays as it is; comments, which JSON does not know, would be lost.
    """
    try:
        read = parse_record(before.encode()) if before.strip() else {}
    except BadRecordError:
        return None
    known = read.get(SCHEMAS, {})
    if not isinstance(known, dict):
        return None
    # Entries of ours that are no longer made go; those of others stay, whatever they are.
    others = {name: pattern for name, pattern in known.items() if FOLDER not in name}
    ours = {f"./{FOLDER}/{file.name}": list(file.matches) for file in files}
    return json.dumps({**read, SCHEMAS: {**others, **ours}}, ensure_ascii=False, indent=2) + "\n"
