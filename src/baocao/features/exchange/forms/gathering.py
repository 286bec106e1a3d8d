"""Layouts of forms of a workspace: its definitions, and what the units have said already."""

from collections.abc import Iterator
from pathlib import Path

from baocao.features.exchange.forms.beside import Beside
from baocao.features.exchange.forms.layout import Common, form_layout
from baocao.features.exchange.forms.records import FormLayout
from baocao.model.inventory import SUFFIX
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions
from baocao.pipeline.asking import Asked
from baocao.source import nodes
from baocao.source.documents import read_report

MOST_EARLIER = 24
"""How many periods before are looked through for the last report of a unit."""


def unit_layout(asked: Asked, definitions: Definitions) -> FormLayout:
    """Return the form of a unit, with its report of the period and its last figures where there are any."""
    return form_layout(asked, common_of(asked.unit, definitions), beside_of(asked, definitions))


def common_of(unit: Unit, definitions: Definitions) -> Common:
    """Return what the forms of all units of a province share."""
    config = definitions.config
    province = definitions.registry.province_of(unit)
    return Common(definitions.statuses, province, config.holidays, config.notice)


def beside_of(asked: Asked, definitions: Definitions) -> Beside:
    """Return what the unit reported for the period and for the one before."""
    folder = definitions.config.units / asked.unit.id
    root = definitions.config.root
    last = next(_earlier_reports(asked, definitions), None)
    return Beside(
        _written_report(folder / f"{asked.period.id}{SUFFIX}", root),
        last,
        _written_report(folder / f"{last.id}{SUFFIX}", root) if last else None,
    )


def _earlier_reports(asked: Asked, definitions: Definitions) -> Iterator[Period]:
    inventory = definitions.inventory
    for period in inventory.earlier_periods(asked.period, MOST_EARLIER):
        if inventory.has_name(asked.unit.id, f"{period.id}{SUFFIX}"):
            yield period


def _written_report(path: Path, root: Path) -> nodes.Mapping | None:
    """Return a report as it is written; None where there is none, or none that can be read."""
    return read_report(path, root).mapping if path.is_file() else None
