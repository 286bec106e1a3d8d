"""A new workspace: the skeleton that comes with the program, written into an empty folder."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from baocao.disk.locks import folder_lock
from baocao.disk.ownership import PREFIX
from baocao.disk.staging import Staging, discard_aside, interrupted_runs, staging_folder
from baocao.disk.writing import make_folder, remove_empty, remove_tree, write_new
from baocao.features.init.install_source import REQUIREMENTS, Source
from baocao.features.init.wheelhouse import House
from baocao.features.schema.schemas import Wanted, export_schemas
from baocao.model.diagnostic import Diagnostic
from baocao.pipeline.guarding import Tell, tell_nobody, waiting_words
from baocao.source.config import refuse_leaving

PERIOD: Final = "2025-11"
"""The period of the skeleton's submission."""
_DOT: Final = "dot-"
"""What names start with here that start with a dot there; Git would obey them in this repository too."""
_PLACEHOLDER: Final = "@CAI_DAT@"
_PYTHON: Final = "@PYTHON@"
_IMAGE: Final = "@ANH@"
IMAGES: Final = {"3.11": "3.11.14", "3.12": "3.12.12", "3.13": "3.13.9"}
"""The tags of the image of Python that CI files name."""
_CI: Final = (
    "dot-github/workflows/kiem-tra.yml",
    "dot-github/workflows/trang-cong-khai.yml",
    "dot-gitlab-ci.yml",
    REQUIREMENTS,
)
_HOOKS: Final = ".pre-commit-config.yaml"
_MAY_BE_THERE: Final = frozenset({".git"})
"""A repository that was made before its first file is as good as an empty folder."""


class NotEmptyError(Exception):
    """The folder holds something; `names` say what."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class NoSchemasError(Exception):
    """The schemas could not be written, and so nothing was; `problems` say why."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__(str(problems))
        self.problems = problems


class Created(NamedTuple):
    """The files of a new workspace, how many schemas, and whether there are files for CI."""

    names: tuple[str, ...]
    schemas: int
    has_ci: bool


def create_workspace(
    folder: Path, source: Source, tell: Tell = tell_nobody, house: House | None = None
) -> Created:
    """Write a new workspace into `folder`, all of it or nothing: with schemas, and wheels for CI offline.

    What an earlier call has begun and was killed over is finished. Raises NotEmptyError where anything else
    is in the way, NoSchemasError and OSError where nothing can be written.
    """
    # Asked before anything is made, so that a refusal leaves not even an empty folder.
    _refuse_if_filled(folder, had_begun=folder.is_dir() and any(map(_is_passing, folder.iterdir())))
    wheels = house.wheel_contents() if house else {}
    contents = {name: text.encode() for name, text in skeleton_files(source).items()} | wheels
    refuse_leaving(folder)
    made = make_folder(folder)
    try:
        with folder_lock(folder, "init", lambda wait: tell(waiting_words(wait))):
            schemas = _write_workspace(folder, contents)
    finally:
        remove_empty(made)
    return Created(tuple(sorted(contents)), schemas, source.requirement is not None)


def _refuse_if_filled(folder: Path, *, had_begun: bool) -> None:
    in_the_way = [name for name in _names_in_folder(folder) if name not in _MAY_BE_THERE]
    if in_the_way and not had_begun:
        raise NotEmptyError(in_the_way)


def _names_in_folder(folder: Path) -> list[str]:
    """Return what is in a folder, without what only is there while a command runs."""
    entries = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in entries if not _is_passing(path))


def _is_passing(path: Path) -> bool:
    return path.name.startswith(PREFIX)


def skeleton_files(source: Source) -> Mapping[str, str]:
    """Return the files of a new workspace by their paths; without a source there are none for CI."""
    texts = {_HOOKS: source.hook_settings()}
    for path, text in _texts_below(files("baocao") / "skeleton", PurePosixPath()):
        if path not in _CI:
            texts[_shown_name(path)] = text
        elif source.requirement:
            texts[_shown_name(path)] = _with_commands(text, source) + (
                source.locked if path == REQUIREMENTS else ""
            )
    return texts


def _with_commands(text: str, source: Source) -> str:
    """Return a file for CI in which the line of the placeholder stands once for each command."""
    image = IMAGES.get(source.python, source.python)
    lines = text.replace(_IMAGE, image).replace(_PYTHON, source.python).splitlines(keepends=True)
    return "".join(
        line.replace(_PLACEHOLDER, command)
        for line in lines
        for command in (source.install_commands() if _PLACEHOLDER in line else ("",))
    )


def _shown_name(path: str) -> str:
    return path.replace(_DOT, ".", 1) if path.startswith(_DOT) else path


def _texts_below(folder: Traversable, at: PurePosixPath) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _texts_below(entry, at / entry.name)
        else:
            yield str(at / entry.name), entry.read_text(encoding="utf-8")


def _write_workspace(folder: Path, contents: Mapping[str, bytes]) -> int:
    """Write everything aside, then move it into place; what was moved is taken back if the rest fails."""
    left, _ = interrupted_runs(folder)
    _refuse_if_filled(folder, had_begun=bool(left))  # while we waited, somebody else may have been here
    with staging_folder(folder) as aside:
        for name, data in contents.items():
            make_folder((aside.aside / name).parent)
            write_new(aside.aside / name, data)
        done = export_schemas(aside.aside, None, Wanted())
        if done.problems:
            raise NoSchemasError(done.problems)
        for passing in sorted(aside.aside.rglob(f"{PREFIX}*")):
            remove_tree(passing)  # what the export could not clear away is not moved along
        names = sorted(path.name for path in aside.aside.iterdir())
        if left:
            _take_over(folder, aside.aside, names)
        aside.announce_names(names)
        _move_all(aside, names)
    for remains in left:
        discard_aside(remains)
    return len(done.names)


def _move_all(aside: Staging, names: list[str]) -> None:
    moved: list[Path] = []
    try:
        for name in names:
            aside.move(name)
            moved.append(aside.folder / name)
    # Also when interrupted: a workspace that is half there would be refused the next time.
    except BaseException:
        for path in moved:
            remove_tree(path)
        raise


def _take_over(folder: Path, aside: Path, names: list[str]) -> None:
    """Make room where a killed call has begun; raises NotEmptyError for what is not exactly from there."""
    others = [
        name
        for name in _names_in_folder(folder)
        if name not in _MAY_BE_THERE and not (name in names and _is_the_same(folder / name, aside / name))
    ]
    # What differs may be the user's own work since: only exact copies of ours are ours to remove.
    if others:
        raise NotEmptyError(others)
    for name in names:
        remove_tree(folder / name)


def _is_the_same(there: Path, here: Path) -> bool:
    """Tell whether a file, or a folder with all that is in it, has nothing that is not ours."""
    if there.is_symlink() or there.is_dir() != here.is_dir():
        return False
    if not there.is_dir():
        return there.is_file() and there.read_bytes() == here.read_bytes()
    own = {entry.name for entry in here.iterdir()}
    return all(entry.name in own and _is_the_same(entry, here / entry.name) for entry in there.iterdir())
