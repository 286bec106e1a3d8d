"""What templates of consolidated reports see: roll-ups, who reported, tasks, what units said."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from baocao.documents.brief import Brief
from baocao.documents.citing import STATE_MANNER
from baocao.documents.gathered import Gathered
from baocao.documents.ledger import UNASKED, Marks
from baocao.documents.results import Results
from baocao.documents.sources import named_text, unit_names, unit_tally
from baocao.documents.tables.consolidated import Tables
from baocao.documents.tables.coverage import coverage_table
from baocao.documents.tables.datasets import Datasets
from baocao.documents.tables.tasks import Wording, task_counts
from baocao.documents.telling import TotalSpeaker
from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import list_with_key
from baocao.documents.views import (
    ContradictionView,
    EarlierView,
    GroupView,
    ReportingView,
    RolledView,
    by_dots,
    in_sentence,
)
from baocao.documents.written import Writings
from baocao.figures.chosen import chosen_indicators
from baocao.figures.consolidation import Consolidation
from baocao.figures.earlier import LAST, YEAR_BEFORE
from baocao.figures.expected import without_drafts
from baocao.model.table import Table
from baocao.model.workspace import Workspace


def rolled_views(
    consolidation: Consolidation,
    speaker: TotalSpeaker | None = None,
) -> dict[str, RolledView]:
    """Return what templates see of every total."""
    speaker = speaker or TotalSpeaker(consolidation, {})
    return {
        name: RolledView(figure, consolidation, None, speaker)
        for name, figure in consolidation.totals.items()
    }


class Consolidated:
    """Builds the names under `th` and the tables of all reporters; `place` puts a table in the text."""

    def __init__(
        self,
        workspace: Workspace,
        consolidation: Consolidation,
        place: Callable[[Table], str],
        marks: Marks = UNASKED,
        earlier: Mapping[str, Consolidation] = MappingProxyType({}),
        *,
        wording: Wording | None = None,
    ) -> None:
        self._earlier = earlier
        self._manner = wording.manner if wording else STATE_MANNER
        self._writings = wording.writings if wording else Writings()
        self._workspace = without_drafts(workspace)
        self._definitions = workspace.definitions
        self._all = consolidation
        self._directive = consolidation.expected.directive
        self._place = place
        self._marks = marks

    def all_names(self) -> dict[str, object]:
        """Return what stands under `th`."""
        who = self._all.expected
        gathered = Gathered(self._workspace, self._all, self._marks, self._writings, manner=self._manner)
        chosen = chosen_indicators(self._directive, self._definitions.catalogue)
        speaker = TotalSpeaker(self._all, self._earlier, self._marks)
        figures = rolled_views(self._all, speaker)
        told = [name for name in figures if name in chosen.prose]
        results = Results(self._workspace, self._all, chosen, figures)
        reported = frozenset(unit.id for unit in who.reported)
        faulty = frozenset(unit.id for unit in who.faulty)
        submissions = self._workspace.submissions
        return {
            "bao_cao": ReportingView("Tổng số", who.units, reported, submissions, faulty=faulty),
            "bao_cao_theo": cache(
                lambda grouping: [
                    ReportingView(part.label, part.units, reported, submissions, faulty=faulty)
                    for part in self._all.splits[grouping].parts
                ]
            ),
            "chua_cong": self._units_left_out(),
            "khong_khop": [
                ContradictionView(
                    named_text(each.rule.name, "tên quan hệ giữa các chỉ tiêu", each.rule.at),
                    self._names_of(each.units),
                )
                for each in self._all.contradictions
            ],
            "ct": by_dots(figures),
            "co_so_so_sanh": lambda phu_luc="": speaker.tell_base(told, phu_luc),
            **dict(self._earlier_views()),
            "trong_diem": [figures[name] for name in chosen.headlines],
            "vi_sao": self._brief().why_changed,
            "loi_van": self._group_views(figures, chosen.prose),
            "ket_qua": results.section_views(),
            "han_che": results.limit_views(),
            "nhom_chi_tieu": self._group_views(figures, frozenset(figures)),
            "nhiem_vu": {
                **task_counts(self._all.statuses, self._definitions.statuses),
                "qua_han": gathered.overdue_tasks(),
                "ly_do_cham": gathered.late_reasons(),
            },
            "vuong_mac": gathered.remarks_by_concern("vuong_mac"),
            "kien_nghi": gathered.remarks_by_concern("kien_nghi"),
            "kien_nghi_theo_noi": gathered.wishes_by_addressee(),
            "noi_dung": gathered.narratives_of,
        }

    def _group_views(self, figures: Mapping[str, RolledView], chosen: Collection[str]) -> list[GroupView]:
        """Return the groups of the catalogue that hold any of the figures chosen, with these."""
        views = (
            GroupView(group, [figures[each.id] for each in group.indicators if each.id in chosen])
            for group in self._definitions.catalogue.groups
        )
        return [view for view in views if view.so_lieu]

    def _earlier_views(self) -> Iterator[tuple[str, EarlierView | None]]:
        """Yield what the units came to in the periods that this one is compared with, if they reported."""
        for name in (LAST, YEAR_BEFORE):
            then = self._earlier.get(name)
            yield name, then and EarlierView(then.period, rolled_views(then))

    def _units_left_out(self) -> list[str]:
        """Return the units of which some figures are not in totals, since related ones are missing."""
        return self._names_of(
            {unit for figure in self._all.totals.values() for unit in figure.coverage.partial}
        )

    def _names_of(self, ids: Collection[str]) -> list[str]:
        units = [unit for unit in self._all.expected.units if unit.id in ids]
        counted = unit_tally("số đơn vị", units, self._workspace.submissions)
        names = (escaped_text(in_sentence(unit)) for unit in units)
        return list_with_key(names, counted, unit_names(units))

    def table_makers(self) -> Mapping[str, Callable[..., str]]:
        """Return the functions that put a table of all reporters in the text, by name."""
        definitions = self._definitions
        made = Tables(self._all, definitions.catalogue, definitions.statuses, self._workspace.submissions)
        return {
            "trong_diem": self._put_headlines,
            "tong_hop_chi_tieu": lambda: self._place(made.indicators_by_parts()),
            "so_sanh_ky": lambda cot=None: self._place(made.over_periods(self._earlier, cot)),
            "nhiem_vu": lambda: self._place(made.tasks()),
            "chua_bao_cao": lambda: self._place(made.not_reported()),
            "tinh_hinh_bao_cao": lambda: self._place(made.reporting()),
            "don_vi_chi_tieu": lambda name: self._group_tables(made, name),
            "do_phu": lambda: self._place(coverage_table(self._all, definitions.catalogue)),
            "du_lieu": lambda: "".join(map(self._place, self._datasets().all_tables())),
        }

    def _datasets(self) -> Datasets:
        definitions, workspace = self._definitions, self._workspace
        catalogue, registry = definitions.catalogue, definitions.registry
        return Datasets(self._all, catalogue, registry, workspace.period, workspace.submissions)

    def _put_headlines(self) -> str:
        chosen = chosen_indicators(self._directive, self._definitions.catalogue)
        if not chosen.headlines:
            raise LookupError("chỉ đạo không có chỉ tiêu trọng điểm (trong_diem)")
        figures = rolled_views(self._all, TotalSpeaker(self._all, self._earlier, self._marks))
        return self._place(self._brief().headline_table([figures[name] for name in chosen.headlines]))

    def _brief(self) -> Brief:
        return Brief(self._all, self._earlier, self._marks)

    def _group_tables(self, made: Tables, name: str) -> str:
        group = made.asked_group(name)
        if group is None:
            raise LookupError(f"danh mục không có nhóm chỉ tiêu '{name}'")
        return "".join(map(self._place, made.units_by_indicators(group)))
