"""Which documents a build makes, and what a draft must say of itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from baocao.documents.reminding import reminder_remarks
from baocao.documents.request import Request
from baocao.figures.consolidation import Consolidation, consolidate_directive
from baocao.figures.earlier import Earlier, PastReports
from baocao.figures.expected import directives_due, expected_reporters, has_reported
from baocao.model.acceptance import Standing
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive, Product
from baocao.model.form import Form
from baocao.model.owed import Owed
from baocao.model.reminding import Reminding
from baocao.model.unit import Unit, is_selected
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline.change_notes import change_notes
from baocao.pipeline.concerning import Concerns, missing_behind
from baocao.pipeline.draft_notes import Findings, draft_notes
from baocao.pipeline.noting import Notes, own_corrections
from baocao.rules.accepted import standing_gaps
from baocao.vietnamese.text import name_hint

Remind = Callable[[Directive, date], Reminding]
"""Tells who is reminded under a directive, as of a day where no moment is known."""


class UnknownScopeError(Exception):
    """A build was narrowed to something that does not exist; the message says so in Vietnamese."""


class Scope(NamedTuple):
    """What a build is narrowed to; an empty part stands for everything."""

    units: frozenset[str] = frozenset()
    directives: frozenset[str] = frozenset()

    def has_unit(self, unit: str) -> bool:
        """Return whether documents of `unit` are built."""
        return not self.units or unit in self.units

    def has_directive(self, directive: str) -> bool:
        """Return whether documents of `directive` are built."""
        return not self.directives or directive in self.directives

    @property
    def is_everything(self) -> bool:
        """Whether nothing was narrowed."""
        return not self.units and not self.directives

    def check_names(self, definitions: Definitions) -> None:
        """Raise UnknownScopeError for a unit or a directive that does not exist."""
        for what, names, known in (
            ("đơn vị", self.units, definitions.registry.units),
            ("chỉ đạo", self.directives, definitions.directives),
        ):
            for name in sorted(names - known.keys()):
                raise UnknownScopeError(f"Không có {what} '{name}'.{name_hint(name, known)}")


class Planned(NamedTuple):
    """A document to make; `consolidated` if it speaks for the reporters instead of its issuer."""

    directive: Directive
    product: Product
    issuer: Unit
    consolidated: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """The directive, the product and the issuer, of which a period has one document."""
        return self.directive.id, self.product.id, self.issuer.id

    @property
    def file_stem(self) -> str:
        """What the files of the document are called, without what they end in."""
        directive, product, issuer = self.key
        return f"{issuer}_{product}_{directive}"


def plan_documents(workspace: Workspace, scope: Scope) -> Iterator[Planned]:
    """Yield the documents of the period.

    Who has not reported has none, and where nobody has, nothing is consolidated.
    """
    registry = workspace.definitions.registry
    for directive in directives_due(workspace):
        if not scope.has_directive(directive.id):
            continue
        who = expected_reporters(workspace, directive)
        for product in directive.products:
            # Whom to remind is asked by a command of its own: it changes with every hour.
            if product.reminds or not product.is_made_in(workspace.period):
                continue
            for issuer in registry.select_units(product.issuers, who.window.end):
                consolidated = not (product.request or is_selected(directive.reporters, issuer))
                own = has_reported(workspace.submissions.get(issuer.id))
                reports = bool(who.reported) if consolidated else own
                possible = product.request or reports
                # A correcting document without corrections would be an empty page with a number.
                if product.corrects and not any(own_corrections(workspace, directive, product, issuer)):
                    continue
                if scope.has_unit(issuer.id) and possible:
                    yield Planned(directive, product, issuer, consolidated)


def accepted_by(workspace: Workspace, planned: Planned, owed: Sequence[Owed]) -> Standing | None:
    """Return what a document may lack all the same, None where nothing is missing or nothing accepted."""
    # Only who speaks for others can answer for what others have not sent.
    if not planned.consolidated:
        return None
    return standing_gaps(workspace, owed, planned.directive.id, planned.issuer.id)


class Requests:
    """Turns what is planned into requests; consolidates each directive at most once."""

    def __init__(
        self,
        workspace: Workspace,
        problems: Sequence[Diagnostic],
        owed: Sequence[Owed],
        *,
        draft: bool,
        past: PastReports | None = None,
        remind: Remind | None = None,
    ) -> None:
        self._remind = remind
        self._workspace = workspace
        self._problems = problems
        self._owed = owed
        self._concerns = Concerns(workspace)
        self._draft = draft
        self._past = past
        self._consolidations: dict[str, Consolidation] = {}
        self._notes = Notes(workspace)

    def form_of_planned(self, planned: Planned) -> Form:
        """Return the form that the document will have."""
        return self._bare_request(planned).form

    def _bare_request(self, planned: Planned) -> Request:
        return Request(
            workspace=self._workspace,
            directive=planned.directive,
            product=planned.product,
            issuer=planned.issuer,
            consolidation=None,
            figures=None,
            draft=self._draft,
            remarks=(),
            earlier=Earlier(self._past, planned.directive),
        )

    def full_request(self, planned: Planned) -> Request:
        """Return the request for one planned document."""
        # Once for each directive: it is the dearest step, and all of its documents print the same totals.
        if planned.consolidated and planned.directive.id not in self._consolidations:
            consolidated = consolidate_directive(self._workspace, planned.directive)
            self._consolidations[planned.directive.id] = consolidated
        consolidation = self._consolidations.get(planned.directive.id)
        request = self._bare_request(planned)._replace(
            consolidation=consolidation if planned.consolidated else None,
            figures=consolidation.own.get(planned.issuer.id) if consolidation else None,
            corrections=self._notes.corrections_of(planned.directive, planned.product, planned.issuer),
            accepted=None if self._draft else accepted_by(self._workspace, planned, self._owed),
        )
        if planned.product.reminds and self._remind:
            request = request._replace(reminding=self._remind(planned.directive, request.day))
        if not self._draft:
            return request
        remarks = (
            *self._draft_remarks(planned),
            *(reminder_remarks(request.reminding) if request.reminding else ()),
            *change_notes(request, self._past),
        )
        return request._replace(remarks=remarks)

    def noted_sources(self, request: Request) -> Mapping[str, str]:
        """Return the hashes of the files from which the document's corrections come."""
        return self._notes.sources(request.corrections)

    def _draft_remarks(self, planned: Planned) -> list[str]:
        """Return what the draft lacks or leaves out, in the words of clerks."""
        found = Findings(
            self._workspace,
            _spoken_for(planned, self._workspace),
            [
                *self._concerns.problems_of(planned, self._problems),
                *missing_behind(self._workspace, planned, self._owed),
            ],
            consolidated=planned.consolidated,
        )
        return draft_notes(found)


def _spoken_for(planned: Planned, workspace: Workspace) -> list[Unit]:
    """Return the issuer, before it every reporter if the document speaks for them."""
    everyone = expected_reporters(workspace, planned.directive).units if planned.consolidated else ()
    return [*everyone, planned.issuer]
