"""The names that a template can use, for one product, one issuer and one period."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from baocao.documents import tables
from baocao.documents.citing import Citer
from baocao.documents.numbering import LETTER_LEVEL
from baocao.documents.prose import Prose
from baocao.documents.tokens import block, escaped, gap, object_token
from baocao.documents.views import (
    ConcernView,
    FigureView,
    GroupView,
    Namespace,
    PeriodView,
    RemarkView,
    ReportingView,
    RolledView,
    UnitView,
    by_dots,
    in_sentence,
)
from baocao.figures.consolidation import Consolidation
from baocao.figures.own import own_figures
from baocao.figures.progress import task_statuses
from baocao.model.directive import Directive, OutlineItem
from baocao.model.figure import Figure, TaskStatus
from baocao.model.submission import Issue, Remark, Submission
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
            "vuong_mac": self._remarks(self._submission, "difficulties", self._issuer),
            "kien_nghi": self._remarks(self._submission, "recommendations", self._issuer),
            "noi_gui": [escaped(name) for name in self.addressees],
            "dan_chieu": self._citer.cite,
            "chu_thich": lambda *names: self._citer.footnote(names),
            "phu_luc": self._appendix,
            "xem_phu_luc": lambda name: object_token("xem", name),
            "bang": Namespace(self._table_makers()),
        }
        if self._consolidation:
            found["th"] = Namespace(self._consolidated(self._consolidation))
        return found

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

    def _remarks(self, submission: Submission | None, section: str, unit: Unit) -> list[RemarkView]:
        if submission is None:
            return []
        remarks: Mapping[str, tuple[Remark, ...]] = getattr(submission, section)
        name = escaped(in_sentence(unit))
        return [
            RemarkView(remark, name, self._prose.markdown) for remark in remarks.get(self._directive.id, ())
        ]

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
        makers: dict[str, Callable[..., str]] = {
            "so_lieu": lambda: self._table(tables.unit_figures(self.figures, self._directive, catalogue)),
            "nhiem_vu_don_vi": lambda: self._table(
                tables.unit_tasks(self._directive, self._own_statuses(), statuses, self._prose.plain)
            ),
        }
        if self._consolidation:
            all_tables = tables.Tables(self._consolidation, catalogue, statuses)
            makers |= {
                "tong_hop_chi_tieu": lambda: self._table(all_tables.indicators_by_parts()),
                "nhiem_vu": lambda: self._table(all_tables.tasks()),
                "chua_bao_cao": lambda: self._table(all_tables.not_reported()),
                "tinh_hinh_bao_cao": lambda: self._table(all_tables.reporting()),
                "don_vi_chi_tieu": lambda name: self._group_table(all_tables, name),
            }
        return makers

    def _group_table(self, all_tables: tables.Tables, name: str) -> str:
        group = all_tables.group(name)
        if group is None:
            raise LookupError(f"danh mục không có nhóm chỉ tiêu '{name}'")
        return "".join(map(self._table, all_tables.units_by_indicators(group)))

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

    def _consolidated(self, found: Consolidation) -> dict[str, object]:
        totals = {name: RolledView(figure, found) for name, figure in found.totals.items()}
        reported = frozenset(unit.id for unit in found.expected.reported)
        return {
            "bao_cao": ReportingView("Tổng số", found.expected.units, reported),
            "bao_cao_theo": lambda grouping: [
                ReportingView(part.label, part.units, reported) for part in found.splits[grouping].parts
            ],
            "ct": by_dots(totals),
            "nhom_chi_tieu": [
                GroupView(group, [totals[i.id] for i in group.indicators if i.id in totals])
                for group in self._definitions.catalogue.groups
                if any(indicator.id in totals for indicator in group.indicators)
            ],
            "nhiem_vu": tables.task_counts(found, self._definitions.statuses),
            "vuong_mac": self._gathered("difficulties", found),
            "kien_nghi": self._gathered("recommendations", found),
        }

    def _gathered(self, section: str, found: Consolidation) -> list[ConcernView]:
        """Return the remarks of all units by concern, the one that most units share first."""
        remarks = [
            remark
            for unit in found.expected.units
            for remark in self._remarks(self._workspace.submissions.get(unit.id), section, unit)
        ]
        concerns = [
            ConcernView(label, [remark for remark in remarks if remark.nhom == concern])
            for concern, label in self._directive.concerns.items()
        ]
        return sorted(
            (concern for concern in concerns if concern.y_kien),
            key=lambda concern: -len(concern.don_vi),
        )


def _heading(item: OutlineItem) -> str:
    """Return the item's heading; a letter at the end of its id makes it a point, 'a)'."""
    last = item.id.rpartition(".")[2]
    level = LETTER_LEVEL if last.islower() else item.level
    return f"{'#' * level} {escaped(item.title)}"
