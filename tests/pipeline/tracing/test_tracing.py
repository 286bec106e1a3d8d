"""One figure is the same whoever asks about it: alone, in a listing, or by what is printed."""

from baocao.model.figure import RolledUpFigure
from baocao.model.printed import FigureKey
from baocao.pipeline.making import Outcome
from baocao.pipeline.tracing.tracing import Workplace, brief_traces, trace_figure
from support import EXAMPLE, period_of

MONTH = period_of("2025-11")
RELATED = ("tthc.tiep_nhan", "tthc.qua_han", "tthc.ty_le_truc_tuyen")
"""Figures of which some units are left out, since they gave related ones only in part."""


def test_a_total_of_a_listing_leaves_out_whom_the_printed_one_leaves_out(synthetic: Outcome) -> None:
    place = Workplace(EXAMPLE, synthetic.folder.parent, everything=False)
    keys = [FigureKey(directive="nq71", indicator=name) for name in RELATED]
    listed = brief_traces(EXAMPLE, MONTH, keys)
    for key in keys:
        alone = trace_figure(place, MONTH, key).derivation.figure
        figure = listed[key].derivation.figure
        assert isinstance(figure, RolledUpFigure)
        assert isinstance(alone, RolledUpFigure)
        assert figure.coverage.partial
        assert (figure.value, figure.coverage) == (alone.value, alone.coverage)
