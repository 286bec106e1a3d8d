"""The names that a template can use, for one product, one issuer and one period."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from baocao.documents.citing import Citer
from baocao.documents.consolidated import Consolidated
from baocao.documents.numbering import LETTER_LEVEL
from baocao.documents.prose import Prose
from baocao.documents.tables.figures import unit_figures
from baocao.documents.tables.tasks import unit_tasks
from baocao.documents.tokens import block, escaped, gap, object_token
from baocao.documents.views import (
    FigureView,
    Namespace,
    PeriodView,
    RemarkView,
    UnitView,
    by_dots,
)
from baocao.figures.consolidation import Consolidation
from baocao.figures.own import own_figures
from baocao.figures.progress import task_statuses
from baocao.model.directive import Directive, OutlineItem
from baocao.model.figure import Figure, TaskStatus
from baocao.model.submission import Issue, Remark
from baocao.model.table import Table
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace

NO_NARRATIVE = "[chưa có nội dung]"
"""What a draft prints under a required heading without text."""


class AppendixHead(NamedTuple):
    """What a template says of an appendix, before it is numbered."""

    title: str
    landscape: bool


class Context:
    """Builds the names for templates and remembers the tables and appendices that they ask for."""

    def __init__(
        self,
        workspace: Workspace,
        directive: Directive,
        issuer: Unit,
        consolidation: Consolidation | None,
        figures: Mapping[str, Figure] | None,
    ) -> None:
        self._workspace = workspace
        self._definitions = workspace.definitions
        self._directive = directive
        self._issuer = issuer
        self._consolidation = consolidation
        self._window = directive.schedule.window(workspace.period)
        self._submission = workspace.submissions.get(issuer.id)
        self.figures = figures or own_figures(
            issuer, self._submission, self._definitions.catalogue, self._window.end
        )
        citations = {
            **self._definitions.citations,
            **(self._submission.citations if self._submission else {}),
        }
        self._citer = Citer(citations)
        self._prose = Prose(citations, self.figures, self._citer)
        profile, issue = self._definitions.profiles.get(issuer.id), self.issue
        self.addressees = issue.addressees or (profile.addressees if profile else ())
        self.tables: dict[str, Table] = {}
        self.appendices: dict[str, AppendixHead] = {}

    @property
    def issue(self) -> Issue:
        """How the unit issues this directive's document, as far as it says so."""
        issues = self._submission.issues if self._submission else {}
        return issues.get(self._directive.id, Issue())

    def names(self) -> dict[str, object]:
        """Return everything that templates can name."""
        figures = {name: FigureView(figure) for name, figure in self.figures.items()}
        found: dict[str, object] = {
            "don_vi": self._unit_view(self._issuer),
            "ky": PeriodView(self._workspace.period, self._window),
            "chi_dao": escaped(self._directive.name),
            "ct": by_dots(figures),
            "muc": self._section,
            "noi_dung": self._narrative,
            "vuong_mac": self._remarks(self._submission and self._submission.difficulties),
            "kien_nghi": self._remarks(self._submission and self._submission.recommendations),
            "chua_co": lambda text: gap(f"[{text}]"),
            "noi_gui": [escaped(name) for name in self.addressees],
            "dan_chieu": self._citer.cite,
            "chu_thich": lambda *names: self._citer.footnote(names),
            "phu_luc": self._appendix,
            "xem_phu_luc": lambda name: object_token("xem", name),
        }
        makers = self._table_makers()
        if self._consolidation:
            everyone = Consolidated(self._workspace, self._consolidation, self._table)
            found["th"] = Namespace(everyone.names())
            makers = {**makers, **everyone.table_makers()}
        return {**found, "bang": Namespace(makers)}

    def _unit_view(self, unit: Unit) -> UnitView:
        registry = self._definitions.registry
        return UnitView(unit, self._definitions.profiles.get(unit.id), registry.province_of(unit))

    def _section(self, name: str, caller: Callable[[], str] | None = None) -> str:
        """Return heading, narrative and body of an outline item; nothing if it does not apply."""
        item = next((item for item in self._directive.outline if item.id == name), None)
        if item is None:
            raise LookupError(f"đề cương không có mục '{name}'")
        if not item.applies_to.matches(self._issuer):
            return ""
        text = self._narrative(name) or (gap(NO_NARRATIVE) if item.required else "")
        body = caller() if caller else ""
        return f"\n\n{_heading(item)}\n\n{text}\n\n{body}\n\n"

    def _narrative(self, name: str) -> str:
        narratives = self._submission.narratives if self._submission else {}
        narrative = narratives.get(self._directive.id, {}).get(name)
        return self._prose.markdown(narrative.text) if narrative else ""

    def _remarks(self, remarks: Mapping[str, Sequence[Remark]] | None) -> list[RemarkView] | None:
        """Return what the unit said under the directive; None if it did not fill in the section."""
        own = remarks.get(self._directive.id) if remarks is not None else None
        return None if own is None else [RemarkView(remark, self._prose.markdown) for remark in own]

    def _appendix(self, name: str, title: str, *, ngang: bool = False, caller: Callable[[], str]) -> str:
        """Mark the body as an appendix, in landscape if `ngang`."""
        self.appendices[name] = AppendixHead(title, ngang)
        return f"{block('mo', name)}{caller()}{block('dong', name)}"

    def _table(self, table: Table) -> str:
        name = str(len(self.tables))
        self.tables[name] = table
        return block("bang", name)

    def _table_makers(self) -> Mapping[str, Callable[..., str]]:
        catalogue, statuses = self._definitions.catalogue, self._definitions.statuses
        return {
            "so_lieu": lambda: self._table(unit_figures(self.figures, self._directive, catalogue)),
            "nhiem_vu_don_vi": lambda: self._table(
                unit_tasks(self._directive, self._own_statuses(), statuses, self._prose.plain)
            ),
        }

    def _own_statuses(self) -> list[TaskStatus]:
        window = self._submission.window if self._submission else None
        return list(
            task_statuses(
                self._directive,
                [self._issuer],
                self._workspace.submissions,
                (window or self._window).end,
                self._definitions.statuses.soon,
            )
        )


def _heading(item: OutlineItem) -> str:
    """Return the item's heading; a letter at the end of its id makes it a point, 'a)'."""
    last = item.id.rpartition(".")[2]
    level = LETTER_LEVEL if last.islower() else item.level
    return f"{'#' * level} {escaped(item.title)}"
