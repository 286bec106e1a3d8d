"""The names that a template can use, for one product, one issuer and one period."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.documents.citing import Citer
from baocao.documents.consolidated import Consolidated
from baocao.documents.corrections import CorrectionView
from baocao.documents.fuel import Fuel
from baocao.documents.markdown import APPENDIX, SECTION
from baocao.documents.outline import Outline
from baocao.documents.prose import Prose
from baocao.documents.request import Request
from baocao.documents.tables.figures import unit_figures
from baocao.documents.tables.tasks import USUAL_COLUMNS, UnitTasks, task_counts
from baocao.documents.tokens import block, escaped, gap, object_token
from baocao.documents.traceable import unmarked
from baocao.documents.views import (
    FigureView,
    Namespace,
    PeriodView,
    RemarkView,
    UnitView,
    by_dots,
)
from baocao.figures.own import own_figures
from baocao.figures.progress import task_statuses
from baocao.model.directive import OutlineItem
from baocao.model.figure import TaskStatus
from baocao.model.form import Form
from baocao.model.printed import FigureKey
from baocao.model.submission import Remark
from baocao.model.table import Table
from baocao.model.unit import Unit

LONG_CELL: Final = 100
"""Characters of a cell beyond which it counts as two."""
NO_NARRATIVE = "[chưa có nội dung]"
"""What a draft prints under a required heading without text."""


class AppendixHead(NamedTuple):
    """What a template says of an appendix, before it is numbered."""

    title: str
    landscape: bool


class Context:
    """Builds the names for templates and remembers the tables and appendices that they ask for.

    Tables, appendices and footnotes are taken from `fuel`.
    """

    def __init__(self, request: Request, form: Form, fuel: Fuel | None = None) -> None:
        self._request = request
        self._fuel = fuel or Fuel()
        self._definitions = request.workspace.definitions
        self._directive = request.directive
        self._issuer = request.issuer
        self._submission = request.workspace.submissions.get(request.issuer.id)
        self._figures = request.figures or own_figures(
            request.issuer, self._submission, self._definitions.catalogue, request.window.end
        )
        citations = {
            **self._definitions.citations,
            **(self._submission.citations if self._submission else {}),
        }
        self._citer = Citer(citations, comma=form.comma_before_date)
        self._prose = Prose(citations, self._figures, self._citer, request.issuer.id)
        self.tables: dict[str, Table] = {}
        self.appendices: dict[str, AppendixHead] = {}

    def names(self) -> dict[str, object]:
        """Return everything that templates can name."""
        figures = {
            name: FigureView(figure, FigureKey(name, self._issuer.id))
            for name, figure in self._figures.items()
        }
        statuses = self._own_statuses()
        found: dict[str, object] = {
            "don_vi": self._unit_view(self._issuer),
            "ky": PeriodView(self._request.workspace.period, self._request.window),
            "chi_dao": escaped(self._directive.name),
            "ct": by_dots(figures),
            "muc": self._section,
            "noi_dung": self._narrative,
            "vuong_mac": self._remarks(self._submission and self._submission.difficulties),
            "kien_nghi": self._remarks(self._submission and self._submission.recommendations),
            "dinh_chinh": [CorrectionView(noted, self._definitions) for noted in self._request.corrections],
            "chua_co": lambda text: gap(f"[{unmarked(str(text))}]"),
            "han_gui": self._directive.schedule.deadline(
                self._request.workspace.period, self._definitions.config.holidays
            ),
            "de_cuong": Outline(
                self._directive.outline,
                self._request.product.audience,
                self._definitions.registry,
                self._request.window.end,
                self._prose.plain,
            ),
            "nv": task_counts(statuses, self._definitions.statuses),
            "dan_chieu": self._citer.cite,
            "chu_thich": self._footnote,
            "phu_luc": self._appendix,
            "xem_phu_luc": lambda name: object_token(APPENDIX, name),
            "xem_muc": lambda name: object_token(SECTION, name),
            "ma_muc": lambda name: object_token("ten", name),
        }
        makers = self._table_makers(statuses)
        if self._request.consolidation:
            everyone = Consolidated(self._request.workspace, self._request.consolidation, self._table)
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

    def _footnote(self, *names: str) -> str:
        self._fuel.take_note()
        return self._citer.footnote(names)

    def _appendix(self, name: str, title: str, *, ngang: bool = False, caller: Callable[[], str]) -> str:
        """Mark the body as an appendix, in landscape if `ngang`."""
        self._fuel.take_appendix()
        self.appendices[name] = AppendixHead(unmarked(title), ngang)
        return f"{block('mo', name)}{caller()}{block('dong', name)}"

    def _table(self, table: Table) -> str:
        self._fuel.take_table(_size(table))
        name = str(len(self.tables))
        self.tables[name] = table
        return block("bang", name)

    def _table_makers(self, statuses: Sequence[TaskStatus]) -> Mapping[str, Callable[..., str]]:
        catalogue, directive = self._definitions.catalogue, self._directive
        tasks = UnitTasks(directive, statuses, self._definitions, self._prose.plain)
        return {
            "so_lieu": lambda: self._table(
                unit_figures(self._figures, directive, catalogue, self._issuer.id)
            ),
            "nhiem_vu_don_vi": lambda cot=None, *, nhom_trong=False: self._table(
                tasks.table(cot or USUAL_COLUMNS, empty_groups=nhom_trong)
            ),
            "tong_hop_nhiem_vu": lambda *, thoi_han=True: self._table(
                tasks.summary(with_timeliness=thoi_han)
            ),
        }

    def _own_statuses(self) -> list[TaskStatus]:
        window = self._submission.window if self._submission else None
        as_of = (window or self._request.window).end
        return list(task_statuses(self._request.workspace, self._directive, [self._issuer], as_of))


def _size(table: Table) -> int:
    """Return the cells of a table; a long text counts as several."""
    return sum(1 + len(cell.text) // LONG_CELL for row in table.rows for cell in row.cells)


def _heading(item: OutlineItem) -> str:
    """Return the item's heading, which can be referred to by the item's id."""
    return f"{'#' * item.level} {object_token('ten', item.id)}{escaped(item.title)}"
