"""A folder of wheels from which CI installs without a network (`make wheelhouse`)."""

import re
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.init.install_source import PACKAGE, PYTHON, REQUIREMENTS, Source
from baocao.vietnamese.counts import count_text

FOLDER: Final = "wheelhouse"
"""Where the wheels stand in the new workspace."""
_OWN: Final = re.compile(rf"{PACKAGE}-(?P<version>[0-9][0-9A-Za-z.+!]*)-py3-none-any\.whl")
_COMPILED: Final = re.compile(r"-cp(\d)(\d+)-cp")
_LOCKED: Final = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+)(?P<marker> ;.*?)? \\$", re.MULTILINE
)


class BadHouseError(Exception):
    """The folder does not hold what CI needs; the message says what, in Vietnamese."""


class House(NamedTuple):
    """Wheels by their names, and the version of the program among them."""

    wheels: Mapping[str, Path]
    version: str
    digest: str

    @property
    def source(self) -> Source:
        """Where CI installs from: the folder of the new workspace, by hash."""
        pinned = f"{PACKAGE}=={self.version}"
        return Source(pinned=pinned, digest=self.digest, house=FOLDER, python=self.python)

    @property
    def python(self) -> str:
        """The Python for which the wheels were made."""
        compiled = next(filter(None, map(_COMPILED.search, self.wheels)), None)
        return f"{compiled[1]}.{compiled[2]}" if compiled else PYTHON

    def wheel_contents(self) -> dict[str, bytes]:
        """Return the files for the new workspace."""
        return {f"{FOLDER}/{name}": path.read_bytes() for name, path in self.wheels.items()}


def read_house(folder: Path) -> House:
    """Return the wheels of a folder: the program once, and everything that it needs by the locked hashes.

    Raises BadHouseError where something is missing or is not what was locked, and OSError.
    """
    wheels = {path.name: path for path in sorted(folder.glob("*.whl"))}
    own = [match for match in map(_OWN.fullmatch, wheels) if match]
    if len(own) != 1:
        raise BadHouseError(f"cần đúng một tệp {PACKAGE}-*.whl, đang có {count_text(len(own))}")
    digests = {name: sha256(path.read_bytes()).hexdigest() for name, path in wheels.items()}
    _hold_to_lock(digests, own[0][0])
    return House(wheels, own[0]["version"], digests[own[0][0]])


def lock_text() -> str:
    """Return what the program needs, with the hash of every file that it may come in."""
    return (files(PACKAGE) / "skeleton" / REQUIREMENTS).read_text(encoding="utf-8")


def _hold_to_lock(digests: Mapping[str, str], own: str) -> None:
    """Raise where a wheel is not among the locked ones, or none is there of what is locked."""
    lock = lock_text()
    strange = [name for name, digest in digests.items() if name != own and f"sha256:{digest}" not in lock]
    if strange:
        raise BadHouseError(f"mã băm của {', '.join(strange)} khác bản đã khóa")
    there = {_normal_name(name.split("-")[0]) for name in digests}
    needed = (locked["name"] for locked in _LOCKED.finditer(lock) if not _is_foreign(locked["marker"]))
    missing = [name for name in needed if _normal_name(name) not in there]
    if missing:
        raise BadHouseError(f"thiếu {', '.join(missing)}")


def _is_foreign(marker: str | None) -> bool:
    """Tell whether something is needed on Windows only; CI runs on Linux."""
    return "win32" in (marker or "")


def _normal_name(name: str) -> str:
    # As PEP 503 compares names: wheels write '_' where the index writes '-'.
    return re.sub(r"[-_.]+", "-", name).lower()
