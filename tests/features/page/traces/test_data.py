"""Whatever number of a page is asked about, its data answer as `baocao trace` does."""

from pathlib import Path
from typing import Any

import pytest

from baocao.features.page.rendering import script_json
from baocao.features.page.traces.data import trace_data
from baocao.features.page.views.figures import figures_view
from baocao.model.printed import FigureKey
from baocao.pipeline.making import Outcome
from baocao.pipeline.tracing.tracing import Workplace, brief_traces, trace_figure
from paging import gathered_page, matrix_texts
from support import EXAMPLE, period_of
from unpacking import Answers, Told, told_by_trace

MONTH = period_of("2025-11")
LATER = ("printed", "remarks", "sources", "operands", "contributors", "missing", "not_applicable")


@pytest.fixture(scope="module")
def answers(synthetic: Outcome) -> Answers:
    gathered = gathered_page(EXAMPLE, "2025-11", synthetic.folder)
    shown = matrix_texts(figures_view(gathered, ()).html, [unit.id for unit in gathered.units])
    return Answers(trace_data(gathered), {unit.id: unit.name for unit in gathered.units}, shown)


def every_key(answers: Answers) -> list[FigureKey]:
    """Return the keys of all totals and of all figures of units."""
    totals = [
        FigureKey(indicator, directive=name)
        for name, each in answers.data["totals"].items()
        for indicator in each
    ]
    units = [FigureKey(key.indicator, unit=unit) for unit in answers.numbers for key in totals]
    return [*totals, *units]


def answer_to(answers: Answers, key: FigureKey) -> Told:
    if key.unit:
        return answers.unit(key.unit, key.indicator)
    return answers.total(key.directive, key.indicator)


def without_outputs(told: Any) -> Any:
    """Return an answer without what a listing does not know: recorders, printed places, remarks."""
    if isinstance(told, dict):
        left = {key: value for key, value in told.items() if key not in {"origin", "printed", "remarks"}}
        return {key: without_outputs(value) for key, value in left.items()}
    return [without_outputs(each) for each in told] if isinstance(told, list) else told


def test_every_figure_is_told_as_trace_tells_it(answers: Answers) -> None:
    keys = every_key(answers)
    assert len(keys) == 78 + 78 * 12 + 78
    traces = brief_traces(EXAMPLE, MONTH, keys)
    assert set(traces) == set(keys)
    for key in keys:
        expected = without_outputs(told_by_trace(traces[key]))
        assert without_outputs(answer_to(answers, key)) == expected, key.text


SOME = (
    FigureKey("tthc.tiep_nhan", directive="nq71"),
    FigureKey("tthc.ty_le_truc_tuyen", directive="nq71"),
    FigureKey("bdhvs.muc_tieu_cbcc", directive="nq71"),
    FigureKey("quan_tri.may_lay_so", directive="nq71"),
    FigureKey("ha_tang.nha_mang", directive="nq71"),
    FigureKey("tthc.ty_le_truc_tuyen", unit="xa-an-an"),
    FigureKey("tthc.tiep_nhan", unit="xa-an-hai"),
    FigureKey("tthc.tiep_nhan", unit="xa-tinh-xuan"),
    FigureKey("to_cnscd.binh_quan", unit="so-khcn"),
)


def check_wholly(
    answers: Answers, folder: Path, root: Path, key: FigureKey, period: str = "2025-11"
) -> None:
    """Hold the whole answer about a figure against that of `trace --tat-ca`."""
    place = Workplace(root, folder.parent, everything=True)
    expected = told_by_trace(trace_figure(place, period_of(period), key))
    assert answer_to(answers, key) == expected, key.text


@pytest.mark.parametrize("key", SOME, ids=lambda key: key.text)
def test_a_figure_is_told_with_its_commits_and_its_printed_places(
    answers: Answers, synthetic: Outcome, key: FigureKey
) -> None:
    check_wholly(answers, synthetic.folder, EXAMPLE, key)


@pytest.mark.thorough
def test_figures_of_all_units_and_indicators_are_told_with_commits_and_printed_places(
    answers: Answers, synthetic: Outcome
) -> None:
    for key in every_key(answers)[::7]:
        check_wholly(answers, synthetic.folder, EXAMPLE, key)


def test_nobody_is_named_and_no_mail_is_given(answers: Answers) -> None:
    text = script_json(answers.data)
    assert "@" not in text.replace('"@"', "")
    assert "author" not in text
