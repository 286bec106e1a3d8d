"""Which period is the latest, for those who ask every month for another one."""

from pathlib import Path

from baocao.model.inventory import SUFFIX
from baocao.model.period import Period
from baocao.model.workspace import Config
from baocao.source.documents import read_report
from baocao.source.drafts import is_draft
from baocao.source.inventory import take_inventory


def latest_period(config: Config) -> Period | None:
    """Return the latest period of which anybody has reported; else the latest that has been opened."""
    inventory = take_inventory(config)
    periods = inventory.latest_periods()
    for period in periods:
        name = f"{period.id}{SUFFIX}"
        units = (unit for unit in inventory.units if inventory.has_name(unit, name))
        if any(_is_report(config.units / unit / name, config) for unit in units):
            return period
    return periods[0] if periods else None


def _is_report(path: Path, config: Config) -> bool:
    """Tell whether a file says anything of its own; one that cannot be read was meant to."""
    read = read_report(path, config.root, config.instead)
    return not read.blank and (read.mapping is None or not is_draft(read.mapping, read.problems))
