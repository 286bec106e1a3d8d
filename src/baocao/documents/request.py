"""What a document is made from."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from baocao.figures.consolidation import Consolidation
from baocao.figures.earlier import NOTHING_EARLIER, Earlier
from baocao.model.acceptance import Standing
from baocao.model.directive import Directive, Product
from baocao.model.figure import Figure
from baocao.model.form import Family, Form
from baocao.model.issuance import Noted
from baocao.model.period import Window
from baocao.model.reminding import Reminding
from baocao.model.submission import Issue
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.rules.issued import issue_of
from baocao.source.forms import form_of


class Request(NamedTuple):
    """One document to make: product of a directive by an issuer.

    `figures` are the issuer's own, where they are computed already; `remarks` are what a draft lacks;
    `corrections` are those that the document tells of. `earlier` knows the periods before; `accepted` is
    what an official document lacks, as somebody has accepted.
    """

    workspace: Workspace
    directive: Directive
    product: Product
    issuer: Unit
    consolidation: Consolidation | None
    figures: Mapping[str, Figure] | None
    draft: bool
    remarks: tuple[str, ...]
    corrections: tuple[Noted, ...] = ()
    earlier: Earlier = NOTHING_EARLIER
    accepted: Standing | None = None
    reminding: Reminding | None = None

    @property
    def issue(self) -> Issue:
        """How the unit issues the product, as far as it says so."""
        submission = self.workspace.submissions.get(self.issuer.id)
        return issue_of(submission, self.directive, self.product) if submission else Issue()

    @property
    def window(self) -> Window:
        """The days that count."""
        return self.directive.schedule.window(self.workspace.period)

    @property
    def day(self) -> date:
        """The day by which form and signer are chosen: that of issue, else the day data stop."""
        return self.issue.day or self.window.end

    @property
    def form(self) -> Form:
        """The form of the issuing body that is in force on the document's day."""
        definitions = self.workspace.definitions
        profile = definitions.profiles.get(self.issuer.id)
        return form_of(profile.family if profile else Family.STATE, self.day, definitions.config.sizes)
