"""The names that a template can use, for one product, one issuer and one period."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.documents.charts import Charts
from baocao.documents.citing import Citer, manner_of
from baocao.documents.consolidated import Consolidated
from baocao.documents.corrections import CorrectionView
from baocao.documents.declaring import scope_token
from baocao.documents.drawing import ChartError
from baocao.documents.fuel import Fuel
from baocao.documents.ledger import UNASKED, Marks
from baocao.documents.markdown import APPENDIX, SECTION
from baocao.documents.outline import Outline
from baocao.documents.prose import Prose
from baocao.documents.reminding import ReminderView, reminder_table
from baocao.documents.request import Request
from baocao.documents.sources import named_text, registered
from baocao.documents.tables.figures import compared_unit_figures, unit_figures
from baocao.documents.tables.tasks import UnitTasks, Wording, task_counts
from baocao.documents.telling import UnitSpeaker
from baocao.documents.tokens import block_token, escaped_text, gap_token, object_token
from baocao.documents.traceable import key_of_text, marked_form, moment_with_key, without_marks
from baocao.documents.views import (
    EarlierView,
    FigureView,
    Namespace,
    PeriodView,
    RemarkView,
    UnitView,
    by_dots,
)
from baocao.documents.written import REMARKS, Writings, narrative_key, remark_key
from baocao.figures.comparing import former_names
from baocao.figures.earlier import LAST, YEAR_BEFORE
from baocao.figures.over_periods import lines_of_unit
from baocao.figures.own import own_figures
from baocao.figures.progress import task_statuses
from baocao.model.chart import Chart
from baocao.model.directive import OutlineItem
from baocao.model.figure import Figure, TaskStatus
from baocao.model.form import Form
from baocao.model.place import Place
from baocao.model.printed import FigureKey
from baocao.model.submission import Remark
from baocao.model.table import Table
from baocao.model.unit import Unit

LONG_CELL: Final = 100
"""Characters of a cell beyond which it counts as two."""
DRAFT_MATERIAL = "[Tư liệu từ báo cáo của các đơn vị để biên tập; chỉ in ở bản dự thảo:]"
"""What stands in a draft before what its author may use."""
_CHARTS: Final = ("xep_hang", "muc_dat", "xu_huong")
NO_NARRATIVE = "[chưa có nội dung]"
"""What a draft prints under a required heading without text."""


class AppendixHead(NamedTuple):
    """What a template says of an appendix, before it is numbered."""

    title: str
    landscape: bool
    sheet: str = ""


class Context:
    """Builds the names for templates and remembers the tables and appendices that they ask for.

    Tables, appendices and footnotes are taken from `fuel`; `listings` are the tokens of tables that name
    who has not reported.
    """

    def __init__(
        self, request: Request, form: Form, fuel: Fuel | None = None, marks: Marks = UNASKED
    ) -> None:
        self._request = request
        self._marks = marks
        self._fuel = fuel or Fuel()
        self._definitions = request.workspace.definitions
        self._directive = request.directive
        self._issuer = request.issuer
        self._submission = request.workspace.submissions.get(request.issuer.id)
        self._figures = request.figures or own_figures(
            request.issuer, self._submission, self._definitions.catalogue, request.window.end
        )
        self._citations = citations = {
            **self._definitions.citations,
            **(self._submission.citations if self._submission else {}),
        }
        self._citer = Citer(citations, manner_of(form), marks)
        self.writings = Writings()
        self._prose = Prose(
            citations, self._figures, self._citer, request.issuer.id, marks, writings=self.writings
        )
        self._wording = Wording(self._prose.expand_plain, self.writings, self._citer.manner)
        self.tables: dict[str, Table] = {}
        self.charts: dict[str, Chart] = {}
        self.appendices: dict[str, AppendixHead] = {}
        self.titles: dict[str, str] = {}
        self.listings: list[str] = []

    def all_names(self) -> dict[str, object]:
        """Return everything that templates can name."""
        figures = self._own_views(self._figures, "", self._speaker())
        statuses = self._own_statuses()
        known_names: dict[str, object] = {
            "don_vi": self._unit_view(self._issuer),
            "ky": PeriodView(self._request.workspace.period, self._request.window, self._directive.at),
            "ky_sau": self._next_period(),
            "chi_dao": named_text(self._directive.name, "tên chỉ đạo", self._directive.at),
            "ct": by_dots(figures),
            **dict(self._earlier_views()),
            "muc": self._outline_section,
            "noi_dung": self._narrative_of,
            "vuong_mac": self._remark_views("vuong_mac"),
            "kien_nghi": self._remark_views("kien_nghi"),
            "dinh_chinh": [CorrectionView(noted, self._definitions) for noted in self._request.corrections],
            "tu_lieu": self._draft_material,
            # What is not registered is told by `check`; cited, it would keep the report from being made.
            "thuc_hien": [name for name in self._request.issue.mandates if name in self._citations],
            "chua_co": lambda text: gap_token(f"[{without_marks(str(text))}]"),
            "han_gui": moment_with_key(
                self._directive.schedule.deadline(
                    self._request.workspace.period, self._definitions.config.holidays
                ),
                registered("hạn gửi theo lịch của chỉ đạo", self._directive.at),
            ),
            "de_cuong": Outline(
                self._directive.outline,
                self._request.product.audience,
                self._definitions.registry,
                self._request.window.end,
                self._prose.expand_plain,
            ),
            "nv": task_counts(statuses, self._definitions.statuses),
            "dan_chieu": self._citer.cite_document,
            "chu_thich": self._make_footnote,
            "phu_luc": self._mark_appendix,
            "xem_phu_luc": lambda name: object_token(APPENDIX, name),
            "xem_muc": lambda name: object_token(SECTION, name),
            "ma_muc": lambda name: object_token("ten", name),
        }
        makers = self._table_makers(statuses)
        drawers: Mapping[str, Callable[..., str]] = dict.fromkeys(_CHARTS, _refuse_chart)
        if self._request.consolidation:
            everyone = Consolidated(
                self._request.workspace,
                self._request.consolidation,
                self._put_table,
                self._marks,
                self._request.earlier,
                wording=self._wording,
            )
            known_names["th"] = Namespace({**everyone.all_names(), "pham_vi": scope_token()})
            makers = {**makers, **everyone.table_makers()}
            makers["chua_bao_cao"] = self._noting_listing(makers["chua_bao_cao"])
            drawers = Charts(
                self._request.consolidation, self._request.earlier, self._put_chart, _lack_chart
            ).chart_makers()
        if self._request.reminding:
            reminding = self._request.reminding
            known_names["don_doc"] = ReminderView(reminding, self._request, self._citations)
            makers = {**makers, "don_doc": lambda: self._put_table(reminder_table(reminding))}
        return {**known_names, "bang": Namespace(makers), "bieu_do": Namespace(drawers)}

    def _next_period(self) -> PeriodView | None:
        """Return the period after this one; a single day has none."""
        following = self._request.workspace.period.next
        if following is None:
            return None
        window = self._directive.schedule.window(following)
        return PeriodView(following, window, self._directive.at)

    def _earlier_views(self) -> Iterator[tuple[str, EarlierView | None]]:
        """Yield what the unit itself reported in the periods that this one is compared with."""
        for name in (LAST, YEAR_BEFORE):
            then = self._request.earlier.own_figures(name, self._issuer)
            yield name, then and EarlierView(then[0], self._own_views(then[1], then[0].id))

    def _speaker(self) -> UnitSpeaker:
        """Return what knows the sentences about the unit's own figures."""
        earlier, period = self._request.earlier, self._request.workspace.period
        return UnitSpeaker(
            self._issuer,
            (period, self._figures),
            lambda name: earlier.own_figures(name, self._issuer),
            self._marks,
        )

    def _own_views(
        self, figures: Mapping[str, Figure], period: str = "", speaker: UnitSpeaker | None = None
    ) -> dict[str, FigureView]:
        return {
            name: FigureView(figure, FigureKey(name, self._issuer.id, period=period), speaker)
            for name, figure in figures.items()
        }

    def _unit_view(self, unit: Unit) -> UnitView:
        registry = self._definitions.registry
        return UnitView(unit, self._definitions.profiles.get(unit.id), registry.province_of(unit))

    def _outline_section(self, name: str, caller: Callable[[], str] | None = None) -> str:
        """Return heading, narrative and body of an outline item; nothing if it does not apply."""
        item = next((item for item in self._directive.outline if item.id == name), None)
        if item is None:
            raise LookupError(f"đề cương không có mục '{name}'")
        if not item.applies_to.matches(self._issuer):
            return ""
        text = self._narrative_of(name) or (gap_token(NO_NARRATIVE) if item.required else "")
        body = caller() if caller else ""
        title = self._marks.mark_text(escaped_text(item.title), item.at)
        return f"\n\n{_item_sign(item)}{title}\n\n{text}\n\n{body}\n\n"

    def _draft_material(self, caller: Callable[[], str]) -> str:
        """Return what only a draft prints, for whoever writes the document, with a line that says so."""
        if not self._request.draft or not (body := caller().strip()):
            return ""
        return f"\n\n{gap_token(DRAFT_MATERIAL)}\n\n{body}\n\n"

    def _narrative_of(self, name: str) -> str:
        narratives = self._submission.narratives if self._submission else {}
        narrative = narratives.get(self._directive.id, {}).get(name)
        if narrative is None:
            return ""
        text = self._prose.expand_markdown(narrative.text, narrative.at)
        return self.writings.mark_prose(text, narrative_key(self._directive.id, name), self._issuer.id)

    def _remark_views(self, part: str) -> list[RemarkView] | None:
        """Return what the unit said under the directive; None if it did not fill in the section."""
        if self._submission is None:
            return None
        own = REMARKS[part](self._submission).get(self._directive.id)
        return None if own is None else [self._remark_view(part, *each) for each in enumerate(own, start=1)]

    def _remark_view(self, part: str, number: int, remark: Remark) -> RemarkView:
        key = remark_key(part, self._directive.id, number)

        def expand(text: str, at: Place) -> str:
            expanded = self._prose.expand_markdown(text, at)
            return self.writings.mark_prose(expanded, key, self._issuer.id)

        return RemarkView(remark, expand)

    def _make_footnote(self, *names: str) -> str:
        self._fuel.take_note()
        return self._citer.footnote_of(names)

    def _mark_appendix(
        self, name: str, title: str, *, ngang: bool = False, trang: str = "", caller: Callable[[], str]
    ) -> str:
        """Mark the body as an appendix, in landscape if `ngang`, in workbooks on the one sheet `trang`."""
        self._fuel.take_appendix()
        self.titles[name] = self._marks.mark_text(marked_form(title), key_of_text(title))
        self.appendices[name] = AppendixHead(without_marks(title), ngang, without_marks(str(trang)))
        return f"{block_token('mo', name)}{caller()}{block_token('dong', name)}"

    def _put_table(self, table: Table) -> str:
        self._fuel.take_table(_table_cells(table))
        name = str(len(self.tables))
        self.tables[name] = self._marks.marked_table(table)
        return block_token("bang", name)

    def _put_chart(self, chart: Chart) -> str:
        self._fuel.take_chart()
        name = str(len(self.charts))
        self.charts[name] = chart
        return block_token("hinh", name)

    def _noting_listing(self, make: Callable[..., str]) -> Callable[..., str]:
        """Return what puts a table in the text and remembers that it names who has not reported."""

        def note_listing() -> str:
            self.listings.append(make())
            return self.listings[-1]

        return note_listing

    def _table_makers(self, statuses: Sequence[TaskStatus]) -> Mapping[str, Callable[..., str]]:
        catalogue, directive = self._definitions.catalogue, self._directive
        tasks = UnitTasks(directive, statuses, self._definitions, self._wording)
        return {
            "so_lieu": lambda *, so_sanh=False, cot=None: self._put_table(
                self._compared_figures(cot)
                if so_sanh
                else unit_figures(self._figures, directive, catalogue, self._issuer.id)
            ),
            "nhiem_vu_don_vi": lambda cot=None, *, nhom_trong=False: self._put_table(
                tasks.tasks_table(cot or tasks.usual_columns(), empty_groups=nhom_trong)
            ),
            "tong_hop_nhiem_vu": lambda *, thoi_han=True: self._put_table(
                tasks.summary_table(with_timeliness=thoi_han)
            ),
        }

    def _compared_figures(self, chosen: Sequence[str] | None) -> Table:
        """Return the table of the unit's own figures with those of earlier periods beside them."""
        earlier, unit = self._request.earlier, self._issuer
        asked = {name: self._figures[name] for name in self._directive.indicators}
        lines = lines_of_unit(
            self._request.workspace.period,
            asked,
            unit.id,
            lambda name: earlier.own_figures(name, unit),
            former_names({unit.id: self._figures}),  # type: ignore[dict-item]  # its own
        )
        return compared_unit_figures(
            lines, self._definitions.catalogue, chosen, self._request.window.end, self._directive.at
        )

    def _own_statuses(self) -> list[TaskStatus]:
        window = self._submission.window if self._submission else None
        as_of = (window or self._request.window).end
        return list(task_statuses(self._request.workspace, self._directive, [self._issuer], as_of))


def _refuse_chart(*_: object, **__: object) -> str:
    raise ChartError("chỉ văn bản tổng hợp (có tong_hop trong chỉ đạo) mới có biểu đồ của các đơn vị")


def _lack_chart(reason: str) -> str:
    """Return what stands in place of a chart of which nothing could be drawn."""
    return f"\n\n{gap_token(f'[{reason}]')}\n\n"


def _table_cells(table: Table) -> int:
    """Return the cells of a table; a long text counts as several."""
    # By length, since Word's time and the file's size follow the text, not the number of cells.
    return sum(1 + len(cell.text) // LONG_CELL for row in table.rows for cell in row.cells)


def _item_sign(item: OutlineItem) -> str:
    """Return what begins the item's heading, by which it can be referred to."""
    return f"{'#' * item.level} {object_token('ten', item.id)}"
