"""A new workspace: the skeleton that comes with the program, written into an empty folder."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from baocao.build.install_source import REQUIREMENTS, Source
from baocao.build.wheelhouse import House

PERIOD: Final = "2025-11"
"""The period of the skeleton's submission."""
_DOT: Final = "dot-"
"""What names start with here that start with a dot there; Git would obey them in this repository too."""
_PLACEHOLDER: Final = "@CAI_DAT@"
_PYTHON: Final = "@PYTHON@"
_IMAGE: Final = "@ANH@"
IMAGES: Final = {"3.11": "3.11.14", "3.12": "3.12.12", "3.13": "3.13.9"}
"""The tags of the image of Python that CI files name."""
_CI: Final = ("dot-github/workflows/kiem-tra.yml", "dot-gitlab-ci.yml", REQUIREMENTS)
_HOOKS: Final = ".pre-commit-config.yaml"
_STAGING: Final = ".dang-ghi-"
_MAY_BE_THERE: Final = frozenset({".git"})
"""A repository that was made before its first file is as good as an empty folder."""


class NotEmptyError(Exception):
    """The folder holds something; `names` say what."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class Created(NamedTuple):
    """The files of a new workspace, and whether the program's source was known for those of CI."""

    names: tuple[str, ...]
    has_ci: bool


def create(folder: Path, source: Source, house: House | None = None) -> Created:
    """Write a new workspace into `folder`, all of it or nothing, with the wheels that CI installs offline.

    Raises NotEmptyError where anything is in the way, and OSError where nothing can be written.
    """
    in_the_way = sorted(
        path.name
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.name not in _MAY_BE_THERE
    )
    if in_the_way:
        raise NotEmptyError(in_the_way)
    wheels = house.contents() if house else {}
    contents = {name: text.encode() for name, text in skeleton(source).items()} | wheels
    _write(folder, contents)
    return Created(tuple(sorted(contents)), source.requirement is not None)


def skeleton(source: Source) -> Mapping[str, str]:
    """Return the files of a new workspace by their paths; without a source there are none for CI."""
    found = {_HOOKS: source.hooks()}
    for path, text in _texts(files("baocao") / "skeleton", PurePosixPath()):
        if path not in _CI:
            found[_shown(path)] = text
        elif source.requirement:
            found[_shown(path)] = _installing(text, source) + (
                source.locked if path == REQUIREMENTS else ""
            )
    return found


def _installing(text: str, source: Source) -> str:
    """Return a file for CI in which the line of the placeholder stands once for each command."""
    image = IMAGES.get(source.python, source.python)
    lines = text.replace(_IMAGE, image).replace(_PYTHON, source.python).splitlines(keepends=True)
    return "".join(
        line.replace(_PLACEHOLDER, command)
        for line in lines
        for command in (source.installation() if _PLACEHOLDER in line else ("",))
    )


def _shown(path: str) -> str:
    return path.replace(_DOT, ".", 1) if path.startswith(_DOT) else path


def _texts(folder: Traversable, at: PurePosixPath) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _texts(entry, at / entry.name)
        else:
            yield str(at / entry.name), entry.read_text(encoding="utf-8")


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write everything aside, then move it into place; what was moved is taken back if the rest fails."""
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    moved: list[Path] = []
    try:
        for name, data in contents.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for path in sorted(staging.iterdir()):
            target = folder / path.name
            path.rename(target)
            moved.append(target)
        staging.rmdir()
    except BaseException:
        _take_back(folder if made else None, [*moved, staging])
        raise


def _take_back(folder: Path | None, paths: list[Path]) -> None:
    for path in [*paths, *([folder] if folder else [])]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
