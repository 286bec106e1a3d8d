"""How the units of a country are parted among pages, each of which one can open by itself."""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final, NamedTuple

from baocao.features.page.records import Gathered, PagePart
from baocao.figures.arrivals import split_deliveries
from baocao.figures.consolidation import Consolidation
from baocao.model.delivery import DirectiveStatus, Overview
from baocao.model.unit import Grouping, Registry, Unit
from baocao.pipeline.loading import Loaded
from baocao.pipeline.reading_back import reports_of_units
from baocao.vietnamese.text import folded_text, sentence_case

ONE_FILE: Final = 400
"""The most units on one page: what 1.5 MB hold with all of their figures."""
FEW: Final = 12
"""As many groups have a page each; more would repeat the scripts too often, so that some share one."""
PREFIX: Final = "nhom-"
SMALL: Final = 20
"""What has no more than this part of a page's units needs no page of its own."""
_PART_FILE: Final = re.compile(rf"{PREFIX}[a-z0-9]+(-[a-z0-9]+)*\.html")
_OTHERS: Final = "Đơn vị khác"
_LONGEST: Final = 60
"""Letters of a file's name: paths on Windows end at 260."""


class Group(NamedTuple):
    """Units that belong together: what they have in common; of a block, from which to which they are."""

    name: str
    units: tuple[Unit, ...]
    block: str = ""

    @property
    def title(self) -> str:
        """What the page of the group is called."""
        return sentence_case(", ".join(filter(None, (self.name, self.block))))


def parted(gathered: Gathered, most: int) -> Gathered:
    """Return the same with its units parted among pages, if there are more than `most`.

    Pages of parts have no totals and no series of units, so that they hold half as many again.
    """
    if len(gathered.everyone) <= most:
        return gathered
    held = most + most // 2
    parts = tuple(part_units(gathered.definitions.registry, gathered.everyone, held))
    homes = {unit.id: part.file for part in parts for unit in part.units}
    return gathered._replace(parts=parts, homes=homes)


def part_units(registry: Registry, units: Sequence[Unit], most: int) -> Iterator[PagePart]:
    """Yield the pages of parts, none of more than `most` units."""
    groups = _packed(groups_of(registry, units), most)
    return _named_parts([block for group in groups for block in _cut(group, most)])


def groups_of(registry: Registry, units: Sequence[Unit]) -> list[Group]:
    """Return the units by province, else by the registry's first grouping that parts them, else all."""
    ways = [_by_province(registry, units)]
    ways += [_by_value(grouping, units) for grouping in registry.groupings.values()]
    for groups in ways:
        if 1 < len(groups) < len(units) / 2:
            return groups
    return [Group("", tuple(units))]


def _by_province(registry: Registry, units: Sequence[Unit]) -> list[Group]:
    """Return the units by their topmost ancestor, in the order in which these come."""
    inside: dict[str, list[Unit]] = {}
    for unit in units:
        inside.setdefault(registry.province_of(unit).id, []).append(unit)
    return [Group(registry.units[name].name, tuple(listed)) for name, listed in inside.items()]


def _by_value(grouping: Grouping, units: Sequence[Unit]) -> list[Group]:
    """Return the units by their value of a grouping, those that have none last."""
    inside: dict[str, list[Unit]] = {value: [] for value in (*grouping.values, "")}
    for unit in units:
        inside[known if (known := unit.groups.get(grouping.id, "")) in inside else ""].append(unit)
    named = {**grouping.values, "": _OTHERS}
    return [Group(named[value], tuple(listed)) for value, listed in inside.items() if listed]


def _packed(groups: Sequence[Group], most: int) -> Iterator[Group]:
    """Yield groups: of many as many together as one page holds, and small ones with those before them."""
    held: list[Group] = []
    for group in groups:
        together = sum(len(each.units) for each in (*held, group))
        apart = together > most if len(groups) > FEW else len(group.units) > most // SMALL
        if held and apart:
            yield _joined(held)
            held = []
        held.append(group)
    yield _joined(held)


def _joined(groups: Sequence[Group]) -> Group:
    names = [group.name for group in groups if group.name != _OTHERS or len(groups) == 1]
    return Group(", ".join(names), tuple(unit for group in groups for unit in group.units))


def _cut(group: Group, most: int) -> Iterator[Group]:
    """Yield a group in equal blocks that one page holds, named by their first and last units, too."""
    pieces = -(-len(group.units) // most)
    size = -(-len(group.units) // pieces)
    for start in range(0, len(group.units), size):
        units = group.units[start : start + size]
        yield group._replace(
            units=units, block=f"{units[0].name} đến {units[-1].name}" if pieces > 1 else ""
        )


def _named_parts(groups: Sequence[Group]) -> Iterator[PagePart]:
    """Yield the parts with names of files that are theirs alone, on every system."""
    taken: set[str] = set()
    for group in groups:
        plain = _plain_name(group.name)
        names = (f"{PREFIX}{plain}{f'-{number}' if number > 1 else ''}.html" for number in count(1))
        file = next(name for name in names if name not in taken)
        taken.add(file)
        yield PagePart(file, group.title, group.units)


def _plain_name(name: str) -> str:
    """Return what a file may be called after: small letters, digits and hyphens."""
    letters = (letter if letter.isascii() and letter.isalnum() else " " for letter in folded_text(name))
    return "-".join("".join(letters).split())[:_LONGEST].strip("-") or "don-vi"


def is_part_file(name: str) -> bool:
    """Tell whether a file is called like the page of a part; anybody may have edited the list of them."""
    return _PART_FILE.fullmatch(name) is not None


def narrowed(gathered: Gathered, part: PagePart | None) -> Gathered:
    """Return what the page of a part is made of: of what is a unit's own, that of its units only.

    Totals, ranks and whatever else was computed over all units stay as they are. None is the page above.
    """
    if part is None:
        return gathered
    ids = frozenset(unit.id for unit in part.units)
    return gathered._replace(
        part=part,
        past=reports_of_units(gathered.loaded, part.units),
        loaded=_loaded_of(gathered.loaded, ids),
        checked=gathered.checked._replace(
            found=tuple(each for each in gathered.checked.found if each.unit in ids)
        ),
        overview=_overview_of(gathered.overview, ids, gathered.definitions.registry),
        consolidations={
            name: _consolidation_of(each, ids) for name, each in gathered.consolidations.items()
        },
    )


def _loaded_of(loaded: Loaded, ids: frozenset[str]) -> Loaded:
    workspace = loaded.workspaces[0]
    submissions = {name: each for name, each in workspace.submissions.items() if name in ids}
    own = workspace._replace(submissions=submissions, rejected=workspace.rejected & ids)
    return loaded._replace(
        workspaces=(own,),
        problems=tuple(each for each in loaded.problems if each.unit in ids),
        owed=tuple(each for each in loaded.owed if each.unit.id in ids),
    )


def _overview_of(overview: Overview, ids: frozenset[str], registry: Registry) -> Overview:
    statuses = (_status_of(each, ids, registry) for each in overview.statuses)
    return overview._replace(statuses=tuple(each for each in statuses if each.deliveries))


def _status_of(status: DirectiveStatus, ids: frozenset[str], registry: Registry) -> DirectiveStatus:
    deliveries = tuple(each for each in status.deliveries if each.unit.id in ids)
    return status._replace(deliveries=deliveries, splits=split_deliveries(deliveries, registry))


def _consolidation_of(consolidation: Consolidation, ids: frozenset[str]) -> Consolidation:
    who = consolidation.expected
    chosen = (
        tuple(unit for unit in units if unit.id in ids) for units in (who.units, who.reported, who.faulty)
    )
    units, reported, faulty = chosen
    return consolidation._replace(
        expected=who._replace(units=units, reported=reported, faulty=faulty),
        own={unit.id: consolidation.own[unit.id] for unit in units},
        statuses=tuple(each for each in consolidation.statuses if each.unit in ids),
    )
