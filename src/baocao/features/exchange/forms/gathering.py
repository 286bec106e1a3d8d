"""Layouts of forms of a workspace: its definitions, and what the units have said already."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from baocao.features.exchange.forms.beside import Beside
from baocao.features.exchange.forms.layout import Common, form_layout
from baocao.features.exchange.forms.records import FormLayout
from baocao.model.diagnostic import Diagnostic
from baocao.model.inventory import SUFFIX
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, SourceFile
from baocao.pipeline.asking import Asked
from baocao.source.documents import ReportFile, read_report
from baocao.source.files import is_there
from baocao.source.secrets import without_secrets

MOST_EARLIER: Final = 24
"""How many periods before are looked through for the last report of a unit."""
_NO_FILE: Final = ReportFile(None, None, [])


class Gathered(NamedTuple):
    """The form of a unit, the files that it was made from, and what keeps it from being made."""

    layout: FormLayout
    sources: tuple[SourceFile, ...]
    problems: tuple[Diagnostic, ...]


def unit_layout(asked: Asked, definitions: Definitions) -> FormLayout:
    """Return the form of a unit, with its report of the period and its last figures where there are any."""
    return gather_form(asked, definitions).layout


def gather_form(asked: Asked, definitions: Definitions) -> Gathered:
    """Do the same, and tell from which files; of a report that is there and cannot be read none is made."""
    own = _report_file(asked, asked.period, definitions)
    last = next(_earlier_reports(asked, definitions), None)
    before = _report_file(asked, last, definitions) if last else _NO_FILE
    beside = Beside(own.mapping, last if before.mapping else None, before.mapping)
    layout = form_layout(asked, common_of(asked.unit, definitions), beside)
    unread = own.problems if own.mapping is None and not own.blank else []
    return Gathered(
        layout,
        tuple(file.source for file in (own, before) if file.source),
        tuple(replace(fault, unit=asked.unit.id) for fault in unread),
    )


def common_of(unit: Unit, definitions: Definitions) -> Common:
    """Return what the forms of all units of a province share."""
    config = definitions.config
    province = definitions.registry.province_of(unit)
    return Common(definitions.statuses, province, config.holidays, config.notice)


def _earlier_reports(asked: Asked, definitions: Definitions) -> Iterator[Period]:
    inventory = definitions.inventory
    for period in inventory.earlier_periods(asked.period, MOST_EARLIER):
        if inventory.has_name(asked.unit.id, f"{period.id}{SUFFIX}"):
            yield period


def _report_file(asked: Asked, period: Period, definitions: Definitions) -> ReportFile:
    """Return the report of a unit as it is written; nothing where there is none."""
    config = definitions.config
    path = config.units / asked.unit.id / f"{period.id}{SUFFIX}"
    return without_secrets(read_report(path, config.root), asked.unit.id) if is_there(path) else _NO_FILE
