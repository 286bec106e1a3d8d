"""A total of units that have pages of their own names the first of them, and counts the others."""

from collections.abc import Iterable

from baocao.features.page.parting import narrowed, parted
from baocao.features.page.records import Gathered
from baocao.features.page.traces.data import trace_data
from baocao.features.page.views.figures import figures_view
from baocao.model.printed import FigureKey
from baocao.model.unit import Unit
from baocao.pipeline.tracing.tracing import Workplace, trace_figure
from paging import example_gathered, matrix_texts
from support import EXAMPLE, period_of
from unpacking import Answers, Told, told_by_trace

MONTH = period_of("2025-11")
KEY = FigureKey("tthc.tiep_nhan", directive="nq71")


def test_the_page_above_names_those_that_trace_names_where_not_all_are_asked_for() -> None:
    above = parted(example_gathered(), 5)
    data = trace_data(above)
    few = data["totals"]["nq71"]["tthc.ty_le_dung_han"]["few"]
    key = KEY._replace(indicator="tthc.ty_le_dung_han")
    told = told_by_trace(
        trace_figure(Workplace(EXAMPLE, above.folder.parent, everything=False), MONTH, key)
    )
    assert data["units"] == []
    assert "order" not in data["totals"]["nq71"]["tthc.ty_le_dung_han"]
    assert [each[:4] for each in few["contributors"]] == [
        [each["unit"], name, each["text"], each["share"]]
        for each, name in zip(told["contributors"], names_of(told["contributors"]), strict=True)
    ]
    assert [each[4] for each in few["contributors"]] == [
        [spelled(source) for source in each["sources"]] for each in told["contributors"]
    ]
    assert [(each[0], each[2]) for each in few["missing"]] == [
        (each["unit"], each["why"]) for each in told["missing"]
    ]


def names_of(contributors: list[Told]) -> list[str]:
    known = names(example_gathered().units)
    return [known[each["unit"]] for each in contributors]


def spelled(source: Told) -> list[str]:
    file, line, column = source["place"]
    return [f"{file}:{line}:{column}", source["origin"]]


def test_a_long_list_is_cut_as_trace_cuts_it_and_says_how_many_are_left() -> None:
    above = parted(example_gathered(), 5)
    data = trace_data(above)
    few = data["totals"]["nq71"]["chi_dao.quyet_dinh"]["few"]
    key = KEY._replace(indicator="chi_dao.quyet_dinh")
    trace = trace_figure(Workplace(EXAMPLE, above.folder.parent, everything=False), MONTH, key)
    assert [each[0] for each in few["contributors"]] == [each.unit.id for each in trace.contributors]
    assert (few["counts"][0], few["hidden"]) == ("11", "1")
    assert len(trace.hidden) == 1


def test_the_pages_of_parts_tell_of_their_units_what_one_page_would() -> None:
    whole = answers_of(example_gathered())
    above = parted(example_gathered(), 5)
    for part in above.parts:
        page = answers_of(narrowed(above, part))
        assert page.data["totals"] == {}
        for unit in part.units:
            for indicator in ("tthc.tiep_nhan", "tthc.ty_le_truc_tuyen", "quan_tri.may_lay_so"):
                assert page.unit(unit.id, indicator) == whole.unit(unit.id, indicator)


def answers_of(gathered: Gathered) -> Answers:
    shown = matrix_texts(figures_view(gathered, ()).html, [unit.id for unit in gathered.units])
    return Answers(trace_data(gathered), names(gathered.units), shown)


def names(units: Iterable[Unit]) -> dict[str, str]:
    return {unit.id: unit.name for unit in units}
