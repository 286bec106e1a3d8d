"""Every file in the folders of a workspace is read, ignored by a declared rule, or told about.

Whoever saves a corrected report under another name ('2025-11 (1).yaml', 'T11-2025.yaml', a folder 'moi/')
believes it is sent, while the old figures would be printed. So what may be a report of the period asked
for, or a definition, is an error; what else lies there is a warning.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

from baocao.model.diagnostic import MOST, Diagnostic, problem
from baocao.model.inventory import SUFFIX, Inventory, Names
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.workspace import PROFILE, REGISTRY, SHARED, Config, Definitions
from baocao.source.config import NAME, TEMPLATE
from baocao.source.file_names import (
    fault_of,
    is_backup,
    is_ignored,
    is_like_yaml,
    is_marked_copy,
    legible_name,
    periods_meant,
    seen_by_systems,
    stem_of,
)
from baocao.source.files import head_of, kind_of, leads_out, relative_path, same_bytes
from baocao.source.inventory import RECORDS
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.system_errors import unread_reason_of
from baocao.vietnamese.text import name_hint

UNREAD_REPORT: Final = "BC024"
"""What may be a report, or a definition, and is not read; `target` is what it should be called."""
OLD_COPY: Final = "BC025"
"""A copy of a file that is read, from which nothing can be lost; `target` is that file."""
MOST_NESTED: Final = 2000
"""Files of one folder that nothing reads that are looked at."""
_UNKNOWN_UNIT: Final = "<mã đơn vị>"
_UNIT: Final = re.compile(r"^don_vi:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_PERIOD: Final = re.compile(r"^ky:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


class Role(Enum):
    """What a folder is for, and so why other things in it are not read."""

    DIRECTIVES = "ở đây chỉ đọc chỉ đạo và danh mục có đuôi .yaml"
    TEMPLATES = "mẫu có tên kết thúc bằng .md.j2"
    DATA = "ở đây chỉ có thư mục của các đơn vị và của các chỉ đạo"
    UNITS = "ở đây chỉ có danh mục đơn vị và thư mục của từng đơn vị"
    UNIT = "số liệu chỉ đọc từ tệp .yaml đặt tên theo kỳ"
    RECORDS = "ở đây chỉ có bản ghi phát hành do baocao issue lập"


_OF_PERIODS: Final = frozenset({Role.DATA, Role.UNITS, Role.UNIT, Role.RECORDS})
"""Folders in which a period in a name tells to which check a file belongs."""


class Shelf(NamedTuple):
    """A folder, what it is for, the names in it, and the unit to which it belongs."""

    folder: Path
    role: Role
    names: Names
    unit: str | None = None


class Stray(NamedTuple):
    """A file that nothing reads: where, and the periods and the unit that name and first lines tell of.

    `is_report` if it is written as reports are.
    """

    path: Path
    periods: tuple[Period, ...] = ()
    unit: str | None = None
    is_report: bool = False


def account_strays(definitions: Definitions, period: Period | None) -> list[Diagnostic]:
    """Return what is to be said of the files that nothing reads.

    Asked for one `period`, nothing is said of what can only belong to another one.
    """
    return list(_Accountant(definitions, period).problems())


def meant_file(diagnostic: Diagnostic) -> str:
    """Return the file that a diagnostic is about: of what nothing reads the one that it should be."""
    if diagnostic.code in {UNREAD_REPORT, OLD_COPY}:
        return dict(diagnostic.details)["target"]
    return diagnostic.place.file if diagnostic.place else ""


def directive_names(config: Config, inventory: Inventory) -> list[str]:
    """Return the names in the folder of directives that are read as such."""
    names, folder = inventory.directives, relative_path(config.directives, config.root)
    own = [name for name in names if name.endswith(SUFFIX) and not is_ignored(name)]
    refused = {*SHARED, *name_twins(names), *_marked_copies(own)}
    return [name for name in own if name not in refused and not fault_of(f"{folder}/{name}")]


def name_twins(names: Iterable[str]) -> Mapping[str, str]:
    """Return the names that some systems take for another one of `names`, with that one."""
    kept: dict[str, str] = {}
    doubled = {}
    # Names that are already as such systems see them come first: the twin to be renamed is the other one.
    for name in sorted(names, key=lambda name: (name != seen_by_systems(name), name)):
        first = kept.setdefault(seen_by_systems(name), name)
        if first != name:
            doubled[name] = first
    return doubled


def _marked_copies(names: Iterable[str]) -> dict[str, str]:
    """Return the names that say that they are copies of others that are there, with these."""
    originals = {stem_of(name): name for name in names if not is_marked_copy(name)}
    marked = (name for name in names if is_marked_copy(name))
    return {name: originals[stem_of(name)] for name in marked if stem_of(name) in originals}


class _Accountant:
    """Looks at what lies in each folder and is not read there."""

    def __init__(self, definitions: Definitions, asked: Period | None) -> None:
        self._config: Config = definitions.config
        self._inventory: Inventory = definitions.inventory
        self._units = definitions.registry.units
        self._asked = asked
        self._read = {*self._inventory.periods, PROFILE}
        self._own = _own_paths(self._config)
        self._templates = {
            product.template for each in definitions.directives.values() for product in each.products
        }

    def problems(self) -> Iterator[Diagnostic]:
        yield from self._inventory.faults
        yield from self._look_at_definitions()
        yield from self._look_beside_units()
        yield from self._look_at_folders()
        for unit in self._inventory.units:
            if unit in self._units:
                yield from self._look_at_unit(unit)

    def _look_at_definitions(self) -> Iterator[Diagnostic]:
        """Look at the folders of directives and of templates, which may be one."""
        directives = Shelf(self._config.directives, Role.DIRECTIVES, self._inventory.directives)
        templates = Shelf(self._config.templates, Role.TEMPLATES, self._inventory.templates)
        read = {*directive_names(self._config, self._inventory), *SHARED}
        refused = {*name_twins(templates.names), *(self._template_copies.keys() - self._templates)}
        good = {name for name in templates.names if self._is_template(name, refused)}
        # Settings may name one folder for both; told twice, every file of it would be a stray of the other.
        together = templates.folder == directives.folder
        for shelf, known in ((directives, read), (templates, good)):
            kept = read | good if together else known
            yield from self._look_at_shelf(shelf, (name for name in shelf.names if name not in kept))
            if together:
                return

    def _is_template(self, name: str, refused: AbstractSet[str]) -> bool:
        path = self._config.templates / name
        named = name.endswith(TEMPLATE) or name in self._templates
        good = named and name not in refused and not self._name_fault(path)
        return good or (path.is_dir() and not path.is_symlink())

    def _look_beside_units(self) -> Iterator[Diagnostic]:
        """Look at what lies around the folder of all units, and in it beside those of single ones."""
        units = self._config.units
        yield from self._look_at_shelf(
            Shelf(units.parent, Role.DATA, self._inventory.data), self._inventory.data
        )
        shelf = Shelf(units, Role.UNITS, self._inventory.loose)
        yield from self._look_at_shelf(shelf, (each for each in shelf.names if each != REGISTRY))

    def _look_at_folders(self) -> Iterator[Diagnostic]:
        """Look at folders of units that are not in the registry."""
        names = self._inventory.units
        doubled = name_twins(names) if names.keys() - self._units.keys() else {}
        for name in names:
            if name not in self._units:
                path = self._config.units / name
                fault = _unholdable_name(
                    self._file_place(path), name, self._name_fault(path), doubled.get(name)
                )
                shown = legible_name(name)
                yield fault or problem(
                    "BC301", self._file_place(path), value=shown, hint=name_hint(shown, self._units)
                )

    def _look_at_unit(self, unit: str) -> Iterator[Diagnostic]:
        """Look at the folder of a unit, and at that of its issued documents."""
        inventory, folder = self._inventory, self._config.units / unit
        names, records = inventory.units[unit], inventory.records.get(unit, ())
        strays = [each for each in names if each not in self._read]
        if unit in inventory.records:
            strays.remove(RECORDS)
        if strays:
            yield from self._look_at_shelf(Shelf(folder, Role.UNIT, names, unit), strays)
        strays = [each for each in records if not _is_record(each)]
        if strays:
            yield from self._look_at_shelf(Shelf(folder / RECORDS, Role.RECORDS, records, unit), strays)

    def _look_at_shelf(self, shelf: Shelf, strays: Iterable[str]) -> Iterator[Diagnostic]:
        """Look at what of a folder is not read; of very many the gravest are told, the others counted."""
        wanted = [
            stray for stray in strays if not is_ignored(stray) and shelf.folder / stray not in self._own
        ]
        doubled = name_twins(shelf.names) if wanted else {}
        looked = chain.from_iterable(
            self._look_at_entry(shelf, name, doubled.get(name)) for name in wanted[:MOST_NESTED]
        )
        # Sorted before it is cut: among thousands of strays the one that may be a report must be told.
        problems = sorted(looked, key=lambda stray: stray.severity.rank)
        yield from problems[:MOST]
        if len(problems) > MOST or len(wanted) > MOST_NESTED:
            yield self._tell_crowd(
                shelf.folder, shelf.unit, max(len(problems), len(wanted)) - MOST, " khác"
            )

    def _look_at_entry(self, shelf: Shelf, name: str, twin: str | None) -> Iterator[Diagnostic]:
        """Look at one thing that is not read."""
        path = shelf.folder / name
        place = self._file_place(path)
        try:
            # Not stat: a link is itself what lies there, and may lead nowhere.
            mode = path.lstat().st_mode
        except OSError as error:
            yield problem("BC002", place, unit=shelf.unit, reason=unread_reason_of(error))
            return
        stray = _read_stray(path, mode)
        if stat.S_ISDIR(mode):
            yield from self._look_at_nested(shelf, path)
        elif shelf.role in _OF_PERIODS and stray.periods and not self._concerns_period(stray):
            return
        elif stat.S_ISLNK(mode) and leads_out(path, self._config.root):
            yield problem("BC020", place, unit=shelf.unit, name=legible_name(name))
        elif not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
            yield problem("BC021", place, unit=shelf.unit, name=legible_name(name), found=kind_of(mode))
        elif shelf.role is not Role.RECORDS and self._is_report(shelf, stray):
            yield self._tell_report(shelf, stray)
        else:
            yield (
                _unholdable_name(place, name, self._name_fault(path), twin, shelf.unit)
                or self._tell_definition(shelf, path)
                or self._tell_unread(shelf, stray)
            )

    def _concerns_period(self, stray: Stray) -> bool:
        return self._asked is None or self._asked in stray.periods

    def _tell_definition(self, shelf: Shelf, path: Path) -> Diagnostic | None:
        """Tell that a file is probably meant to be a definition."""
        target = self._definition_meant(shelf, path.name)
        if target is None:
            return None
        what = {REGISTRY: "danh mục đơn vị", PROFILE: "hồ sơ đơn vị"}.get(target, f"bản khác của {target}")
        folder = self._config.units if shelf.role is Role.DATA else shelf.folder
        return self._tell_misplaced(path, folder / target, shelf.unit, what)

    def _is_report(self, shelf: Shelf, stray: Stray) -> bool:
        """Tell whether a file may be a report that is asked for."""
        possible = stray.is_report and shelf.role is not Role.DIRECTIVES
        return possible and bool(stray.periods) and self._concerns_period(stray)

    def _tell_report(self, shelf: Shelf, stray: Stray) -> Diagnostic:
        """Tell that a report of a period may lie here."""
        unit = shelf.unit or self._unit_meant(stray)
        names = self._inventory.units.get(unit or "", ())
        asked = [period for period in stray.periods if period == self._asked]
        there = [period for period in stray.periods if f"{period.id}{SUFFIX}" in names]
        period = (*asked, *there, *stray.periods)[0]
        target = self._config.units / (unit or _UNKNOWN_UNIT) / f"{period.id}{SUFFIX}"
        return self._tell_misplaced(stray.path, target, unit, f"báo cáo kỳ {period.id}")

    def _unit_meant(self, stray: Stray) -> str | None:
        """Return the unit of which a file beside the folders of units speaks."""
        if stray.unit in self._units:
            return stray.unit
        stem = stem_of(stray.path.name)
        units = (unit for unit in self._units if stem.startswith(unit) or stem.endswith(f"-{unit}"))
        return max(units, key=len, default=None)

    def _tell_misplaced(self, path: Path, target: Path, unit: str | None, what: str) -> Diagnostic:
        """Tell that a file is not what it was meant to be, and how it becomes that."""
        place, shown, name = self._file_place(path), self._shown_path(target), legible_name(path.name)
        is_there = target.name in self._names_beside(target)
        if is_there and same_bytes(path, target):
            return problem(OLD_COPY, place, unit=unit, name=name, what="bản sao giống hệt", target=shown)
        if is_there and is_backup(path.name):
            return problem(OLD_COPY, place, unit=unit, name=name, what="bản lưu cũ", target=shown)
        advice = f"Đổi tên thành {shown}."
        if is_there:
            advice = f"Đối chiếu với {shown}, chép phần cần giữ vào tệp ấy rồi xóa tệp này."
        elif target.parent != path.parent:
            advice = f"Chuyển thành {shown}."
        return problem(UNREAD_REPORT, place, unit=unit, name=name, what=what, target=shown, advice=advice)

    def _names_beside(self, target: Path) -> Names:
        """Return what lies beside a target."""
        config, inventory = self._config, self._inventory
        top = {
            config.directives: inventory.directives,
            config.templates: inventory.templates,
            config.units: inventory.loose,
        }
        # The folders were listed once, at the start: the answer is of that moment, and costs nothing.
        return top.get(target.parent) or inventory.units.get(target.parent.name, ())

    def _definition_meant(self, shelf: Shelf, name: str) -> str | None:
        """Return the definition of which a file's name speaks."""
        if shelf.role is Role.TEMPLATES:
            return self._template_copies.get(name)
        if shelf.role is Role.RECORDS or not is_like_yaml(name):
            return None
        if shelf.role is Role.DIRECTIVES:
            return self._directive_stems.get(stem_of(name))
        own = PROFILE if shelf.role is Role.UNIT else REGISTRY
        return own if stem_of(name) == stem_of(own) else None

    @cached_property
    def _directive_stems(self) -> Mapping[str, str]:
        """The files of directives and beside them, by what copies are traced to."""
        return {stem_of(each): each for each in (*SHARED, *directive_names(self._config, self._inventory))}

    @cached_property
    def _template_copies(self) -> Mapping[str, str]:
        return _marked_copies(self._inventory.templates)

    def _tell_unread(self, shelf: Shelf, stray: Stray) -> Diagnostic:
        """Tell of a file of which no more is known than that nothing reads it."""
        name, place, unit = stray.path.name, self._file_place(stray.path), shelf.unit
        if shelf.role is Role.UNIT and name.endswith(SUFFIX):
            return problem("BC008", place, unit=unit, name=legible_name(name))
        if shelf.role is not Role.RECORDS and is_like_yaml(name):
            return problem("BC009", place, unit=unit, name=legible_name(name), advice=_suffix_advice(name))
        folder = self._shown_path(shelf.folder)
        why = shelf.role.value
        return problem("BC026", place, unit=unit, name=legible_name(name), why=why, folder=folder)

    def _look_at_nested(self, shelf: Shelf, folder: Path) -> Iterator[Diagnostic]:
        """Look at a folder that is none of the workspace's: reports in it one by one, others counted."""
        others = 0
        below = _files_below(folder)
        for path in islice(below, MOST_NESTED):
            stray = _stray_below(path, folder)
            fault = self._fault_below(path, folder)
            if self._is_report(shelf, stray):
                yield self._tell_report(shelf, stray)
            elif stray.periods and not self._concerns_period(stray):
                continue
            elif fault:
                yield problem(
                    "BC027",
                    self._file_place(path),
                    unit=shelf.unit,
                    name=legible_name(path.name),
                    why=fault,
                )
            else:
                others += 1
        if others:
            yield self._tell_crowd(
                folder, shelf.unit, others, "" if next(below, None) is None else " trở lên"
            )

    def _tell_crowd(self, folder: Path, unit: str | None, count: int, which: str) -> Diagnostic:
        """Tell of files of a folder, by their number."""
        shown = f"{count_text(count)} tệp{which}"
        return problem(
            "BC029", self._file_place(folder), unit=unit, name=legible_name(folder.name), count=shown
        )

    def _fault_below(self, path: Path, folder: Path) -> str:
        """Return why not every system can hold a file of a folder, or a folder on the way to it."""
        for step in (path, *path.parents):
            fault = self._name_fault(step)
            if fault or step == folder:
                return fault
        return ""

    def _name_fault(self, path: Path) -> str:
        return fault_of(relative_path(path, self._config.root))

    def _shown_path(self, path: Path) -> str:
        return legible_name(relative_path(path, self._config.root))

    def _file_place(self, path: Path) -> Place:
        return Place(self._shown_path(path), 1, 1)


def _own_paths(config: Config) -> set[Path]:
    """Return the folders and settings of the workspace, which may lie in one another."""
    folders = (config.units, config.directives, config.templates)
    return {config.root / NAME, *folders, *chain.from_iterable(each.parents for each in folders)}


def _unholdable_name(
    place: Place, name: str, fault: str, twin: str | None, unit: str | None = None
) -> Diagnostic | None:
    """Tell why not every system can hold a name beside the others of its folder."""
    if fault:
        return problem("BC027", place, unit=unit, name=legible_name(name), why=fault)
    if twin:
        return problem("BC028", place, unit=unit, name=legible_name(name), other=legible_name(twin))
    return None


def _suffix_advice(name: str) -> str:
    if name.endswith(SUFFIX):
        return "Chuyển vào thư mục của đơn vị và đặt tên theo kỳ, hoặc chuyển ra ngoài."
    return "Đổi đuôi tệp thành .yaml."


def _is_record(name: str) -> bool:
    period, parted, _ = name.partition("_")
    return bool(parted) and name.endswith(SUFFIX) and Period.parse(period) is not None


def _read_stray(path: Path, mode: int) -> Stray:
    """Return what name and first lines of something tell."""
    periods = dict.fromkeys(periods_meant(path.name))
    if stat.S_ISLNK(mode):
        return Stray(path, tuple(periods), is_report=is_like_yaml(path.name))
    text = head_of(path) if stat.S_ISREG(mode) else ""
    unit, period = _UNIT.search(text), _PERIOD.search(text)
    inside = Period.parse(period[1]) if period else None
    told = tuple(dict.fromkeys((*periods, *([inside] if inside else []))))
    is_report = is_like_yaml(path.name) or bool(unit or period)
    return Stray(path, told, unit[1] if unit else None, is_report)


def _stray_below(path: Path, folder: Path) -> Stray:
    """Return the same for a file in a folder, whose name may tell of its period."""
    try:
        stray = _read_stray(path, path.lstat().st_mode)
    except OSError:
        return Stray(path)
    return stray if stray.periods else stray._replace(periods=tuple(periods_meant(folder.name)))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder and in those below it, however deep; no link is followed.

    A folder that cannot be listed stands for what is in it.
    """
    waiting = [folder]
    # A stack instead of recursion: folders may be nested deeper than Python calls itself.
    while waiting:
        top = waiting.pop()
        try:
            with os.scandir(top) as entries:
                listed = sorted((each.name, each.is_dir(follow_symlinks=False)) for each in entries)
        except OSError:
            yield top
            continue
        kept = [(top / name, is_folder) for name, is_folder in listed if not is_ignored(name)]
        waiting += [path for path, is_folder in kept if is_folder]
        yield from (path for path, is_folder in kept if not is_folder)
