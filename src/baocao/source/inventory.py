"""The one walk through the folders of a workspace: each is listed once, no link leads out of it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.inventory import Inventory, Names, periods_among
from baocao.model.place import Place
from baocao.model.workspace import Config
from baocao.source.file_names import is_ignored, legible_name
from baocao.source.files import leads_out, relative_path
from baocao.vietnamese.system_errors import unread_reason_of

RECORDS: Final = "phat-hanh"
"""The folder of a unit in which the records of its issued documents stand."""


def take_inventory(config: Config) -> Inventory:
    """List the folders of the workspace."""
    return _Lister(config).list_workspace()


class _Lister:
    """Lists folders and remembers which ones could not be listed."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._faults: list[Diagnostic] = []

    def list_workspace(self) -> Inventory:
        config = self._config
        folders, loose, aside = self._unit_folders()
        listed = {name: self._names_in(config.units / name, name) for name in folders}
        units = _with_proposed(listed, config)
        return Inventory(
            units,
            loose,
            aside,
            data=self._data_names(),
            records=dict(self._record_names(units)),
            directives=self._names_in(config.directives),
            templates=self._names_in(config.templates),
            periods=periods_among({name for names in units.values() for name in names}),
            faults=tuple(self._faults),
        )

    def _unit_folders(self) -> tuple[list[str], Names, Names]:
        """Return the folders of units, what lies beside them, and the folders that are ignored."""
        folders, loose, aside = [], [], []
        for entry in self._entries_in(self._config.units):
            if not _is_folder(entry):
                loose.append(entry.name)
            elif is_ignored(entry.name):
                aside.append(entry.name)
            elif self._is_inside(entry):
                folders.append(entry.name)
        return sorted(folders), tuple(sorted(loose)), tuple(sorted(aside))

    def _data_names(self) -> Names:
        """Return what lies around the folder of all units, where that is a folder of nothing else."""
        config, folder = self._config, self._config.units.parent
        is_own = config.root in folder.parents and folder not in {config.directives, config.templates}
        return self._names_in(folder) if is_own else ()

    def _is_inside(self, entry: "os.DirEntry[str]") -> bool:
        """Tell whether the folder of a unit lies in the workspace."""
        # A junction of Windows leads elsewhere too, and Python before 3.12 takes it for a plain folder.
        may_lead_out = os.name == "nt" or entry.is_symlink()
        return not (may_lead_out and self._leads_out(self._config.units / entry.name, entry.name))

    def _leads_out(self, folder: Path, unit: str | None) -> bool:
        """Tell whether a link leads out of the workspace, and report it."""
        if not leads_out(folder, self._config.root):
            return False
        self._faults.append(
            problem("BC020", self._folder_place(folder), unit=unit, name=legible_name(folder.name))
        )
        return True

    def _record_names(self, units: Mapping[str, Names]) -> Iterator[tuple[str, Names]]:
        """Yield by unit what lies in its folder of issued documents, where it has one."""
        for name in (name for name, names in units.items() if RECORDS in names):
            folder = self._config.units / name / RECORDS
            if folder.is_dir() and not self._leads_out(folder, name):
                yield name, self._names_in(folder, name)

    def _names_in(self, folder: Path, unit: str | None = None) -> Names:
        return tuple(sorted(entry.name for entry in self._entries_in(folder, unit)))

    def _entries_in(self, folder: Path, unit: str | None = None) -> Iterator["os.DirEntry[str]"]:
        """Yield what lies in a folder; what is not there, or is none, holds nothing."""
        if unit is None and self._leads_out(folder, None):
            return
        try:
            with os.scandir(folder) as entries:
                yield from entries
        # That a folder is missing is told by whoever needs a file of it, with more to say.
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            self._faults.append(
                problem("BC002", self._folder_place(folder), unit=unit, reason=unread_reason_of(error))
            )

    def _folder_place(self, path: Path) -> Place:
        return Place(legible_name(relative_path(path, self._config.root)), 1, 1)


def _with_proposed(units: Mapping[str, Names], config: Config) -> Mapping[str, Names]:
    """Return what lies in the folders of units, and what somebody proposes to put there."""
    proposed = [config.root / path for path in config.instead]
    inside = [path for path in proposed if path.parent.parent == config.units]
    if not inside:
        return units
    names = {unit: set(found) for unit, found in units.items()}
    for path in inside:
        names.setdefault(path.parent.name, set()).add(path.name)
    return {unit: tuple(sorted(names[unit])) for unit in sorted(names)}


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Tell whether an entry is a folder, or a link to one; what cannot be asked is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False
