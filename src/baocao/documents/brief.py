"""What a brief says of headline figures: their table, and why one changed since the period before."""

from collections.abc import Iterator, Mapping, Sequence

from baocao.documents.sources import place_tally
from baocao.documents.tables.headlines import Compared, headline_table
from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import written_with_key
from baocao.documents.views import RolledView
from baocao.figures.consolidation import Consolidation
from baocao.figures.decomposition import decompose_change
from baocao.figures.earlier import LAST, YEAR_BEFORE
from baocao.figures.measures import outlook_of
from baocao.figures.saying import Sayer
from baocao.figures.why import why_clauses
from baocao.model.table import Table


class Brief:
    """Tells the headline figures of one consolidated report."""

    def __init__(
        self,
        consolidation: Consolidation,
        earlier: Mapping[str, Consolidation],
        headlines: Sequence[RolledView],
    ) -> None:
        self._all = consolidation
        self._earlier = earlier
        self._headlines = headlines

    def headline_table(self) -> Table:
        """Return the table of headline figures; a period that nobody reported has no column."""
        return headline_table(self._headlines, list(self._compared()))

    def _compared(self) -> Iterator[Compared]:
        last, year_before = (self._earlier.get(name) for name in (LAST, YEAR_BEFORE))
        if last and (year_before is None or last.period != year_before.period):
            yield f"So với {last.period.label}", Sayer.column_of_last
        if year_before:
            yield f"So với {year_before.period.label}", Sayer.column_of_year_before

    def why_changed(self, view: RolledView) -> str:
        """Return the parts of a change since the period before, the largest by name."""
        old = self._earlier.get(LAST)
        name = view.figure.indicator.id
        before, after = old and outlook_of(old, name), outlook_of(self._all, name)
        if before is None or after is None:
            return ""
        told = "; ".join(why_clauses(decompose_change(before, after), view.figure.indicator))
        places = (self._all.own[unit][name].at for unit in view.figure.coverage.counted)
        source = place_tally("phần của từng đơn vị trong thay đổi", [at for at in places if at])
        return written_with_key(escaped_text(told), source)
