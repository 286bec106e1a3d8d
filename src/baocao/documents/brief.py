"""What a brief says of headline figures: their table, and why one changed since the period before."""

from collections.abc import Iterator, Mapping, Sequence

from baocao.documents.ledger import UNASKED, Marks
from baocao.documents.sources import place_tally
from baocao.documents.tables.headlines import Compared, headline_table
from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import printed_value, woven_text, written_with_key
from baocao.documents.views import RolledView
from baocao.figures.comparing import compare_total, printed_number
from baocao.figures.consolidation import Consolidation
from baocao.figures.decomposition import decompose_change
from baocao.figures.earlier import LAST, YEAR_BEFORE
from baocao.figures.measures import outlook_of
from baocao.figures.saying import Sayer
from baocao.figures.shown import IN_TRACE, figure_text
from baocao.figures.why import why_clauses
from baocao.model.table import Table


class Brief:
    """Tells the headline figures of one consolidated report."""

    def __init__(
        self,
        consolidation: Consolidation,
        earlier: Mapping[str, Consolidation],
        marks: Marks = UNASKED,
    ) -> None:
        self._marks = marks
        self._all = consolidation
        self._earlier = earlier

    def headline_table(self, headlines: Sequence[RolledView]) -> Table:
        """Return the table of headline figures; a period that nobody reported has no column."""
        return headline_table(headlines, list(self._compared()))

    def _compared(self) -> Iterator[Compared]:
        last, year_before = (self._earlier.get(name) for name in (LAST, YEAR_BEFORE))
        if last and (year_before is None or last.period != year_before.period):
            yield f"So với {last.period.label}", Sayer.column_of_last
        if year_before:
            yield f"So với {year_before.period.label}", Sayer.column_of_year_before

    def why_changed(self, view: RolledView) -> str:
        """Return from what to what a figure changed, and the parts of the change, the largest by name.

        These are the totals of each period's own units, so that their difference is more than what the
        same units did.
        """
        old = self._earlier.get(LAST)
        name = view.figure.indicator.id
        before, after = old and outlook_of(old, name), outlook_of(self._all, name)
        if old is None or before is None or after is None or self._is_as_before(view, old):
            return ""
        told = "; ".join(why_clauses(decompose_change(before, after), view.figure.indicator))
        if not told:
            return ""
        places = (self._all.own[unit][name].at for unit in view.figure.coverage.counted)
        source = place_tally("phần của từng đơn vị trong thay đổi", [at for at in places if at])
        sides = (
            (figure_text(before.figure, IN_TRACE), old.key_of(name)),
            (figure_text(after.figure, IN_TRACE), view.key),
        )
        plain = [escaped_text(text) for text, _ in sides]
        marked = [str(printed_value(written_with_key(escaped_text(text), key))) for text, key in sides]
        parts = escaped_text(told)
        return woven_text(
            _told_change(plain, parts), _told_change(marked, self._marks.mark_text(parts, source))
        )

    def _is_as_before(self, view: RolledView, old: Consolidation) -> bool:
        """Tell whether readers see no change, or one that is none: what was counted anew with the year."""
        compared = compare_total(view.figure, self._all, old)
        if compared and compared.is_anew:
            return True
        before = old.totals.get(view.figure.indicator.id)
        return before is not None and printed_number(before) == printed_number(view.figure)


def _told_change(sides: Sequence[str], parts: str) -> str:
    before, now = sides
    return f"từ {before} thành {now}: {parts}"
