"""Who is reminded of what, and by whose letter: computed from what `status` knows, never typed."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import cached_property
from typing import Final

from baocao.figures.expected import directives_due
from baocao.figures.senders import consolidating_senders
from baocao.model.delivery import Delivery, DirectiveStatus
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive, Product, next_working_day
from baocao.model.reminding import Reminded, Reminding
from baocao.model.unit import Registry, Unit
from baocao.model.workspace import Workspace
from baocao.pipeline.deliveries import status_from_files
from baocao.pipeline.loading import Loaded
from baocao.pipeline.plan import Planned, Scope
from baocao.source.accounting import meant_file
from baocao.source.shipped import REMINDER
from baocao.vietnamese.moments import in_vietnam

PRODUCT: Final = "don-doc"
"""What the letter is called where its directive declares none."""


def plan_reminders(workspace: Workspace, scope: Scope) -> Iterator[Planned]:
    """Yield the letters that remind: those that directives declare, else one of whoever speaks for all.

    Whether anybody has to be reminded is asked later.
    """
    for directive in directives_due(workspace):
        if scope.has_directive(directive.id):
            letters = _letters_under(workspace, directive)
            yield from (letter for letter in letters if scope.has_unit(letter.issuer.id))


def _letters_under(workspace: Workspace, directive: Directive) -> Iterator[Planned]:
    declared = [each for each in directive.products if each.reminds and each.is_made_in(workspace.period)]
    end = directive.schedule.window(workspace.period).end
    for product in declared:
        for issuer in workspace.definitions.registry.select_units(product.issuers, end):
            yield Planned(directive, product, issuer, consolidated=False)
    if any(each.reminds for each in directive.products):
        return
    # One letter, though several products may speak for the reporters.
    for sender in [*consolidating_senders(workspace, directive)][:1]:
        product = Product(
            PRODUCT, REMINDER, (), directive.at, drafter=sender.product.drafter, request=True, reminds=True
        )
        yield Planned(directive, product, sender.issuer, consolidated=False)


class Reminders:
    """Tells who is reminded under a directive, from `statuses` that are known, else from the files."""

    def __init__(
        self, loaded: Loaded, statuses: Mapping[str, DirectiveStatus], moment: datetime | None = None
    ) -> None:
        self._loaded = loaded
        self._statuses = statuses
        self._moment = moment and in_vietnam(moment)

    @cached_property
    def _errors(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        return _errors_by_file(self._loaded)

    @cached_property
    def _missing(self) -> Mapping[tuple[str, str], tuple[Diagnostic, ...]]:
        return {(each.directive.id, each.unit.id): each.missing for each in self._loaded.owed}

    def reminding_of(self, directive: Directive, day: date) -> Reminding:
        """Return who is reminded under a directive; on `day` where no moment is known."""
        workspace = self._loaded.workspaces[0]
        status = self._statuses.get(directive.id) or status_from_files(self._loaded, directive)
        moment = self._moment or in_vietnam(datetime.combine(day, time()))
        units = (self._reminded_unit(each, directive, moment.date()) for each in status.deliveries)
        return Reminding(
            status,
            workspace.period,
            moment,
            until=_asked_until(status, moment, workspace.definitions.config.holidays),
            units=tuple(each for each in units if each),
            unpulled=tuple(each.unit for each in status.deliveries if each.unpulled),
            by_day=self._moment is None,
        )

    def _reminded_unit(self, delivery: Delivery, directive: Directive, day: date) -> Reminded | None:
        """Return what is to be said to a unit; nothing where its report is whole or on its way."""
        workspace = self._loaded.workspaces[0]
        if delivery.unpulled or (delivery.received and delivery.valid and delivery.complete):
            return None
        unit = delivery.unit
        today = _answering_unit(workspace.definitions.registry, unit, day)
        if not delivery.received:
            return Reminded(delivery, today, begun=unit.id in workspace.submissions)
        missing = () if delivery.broken else self._missing.get((directive.id, unit.id), ())
        return Reminded(delivery, today, missing, self._errors.get(delivery.file, ()))


def _errors_by_file(loaded: Loaded) -> Mapping[str, tuple[Diagnostic, ...]]:
    by_file: dict[str, dict[Diagnostic, None]] = {}
    for error in loaded.errors:
        by_file.setdefault(meant_file(error), {})[error] = None
    return {file: tuple(errors) for file, errors in by_file.items()}


def _answering_unit(registry: Registry, unit: Unit, day: date) -> Unit:
    """Return the unit that is open on `day` for one that was merged since; without one, the unit itself."""
    seen: set[str] = set()
    found = unit
    while not found.exists_on(day) and found.merged_into in registry.units and found.id not in seen:
        seen.add(found.id)
        found = registry.units[str(found.merged_into)]
    return found if found.exists_on(day) else unit


def _asked_until(status: DirectiveStatus, moment: datetime, holidays: frozenset[date]) -> datetime:
    """Return until when reports are asked for: the deadline, once it has passed the next working day."""
    if moment <= status.deadline:
        return status.deadline
    day = next_working_day(moment.date(), holidays)
    return in_vietnam(datetime.combine(day, time.fromisoformat(status.directive.schedule.due_time)))
