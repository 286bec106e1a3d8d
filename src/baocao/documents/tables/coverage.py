"""How much of what was asked there is: by group of indicators, the values given and those expected."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from baocao.documents.sources import place_tally
from baocao.documents.tables.cells import number_cell, tally_cell, traced_cell, with_sums
from baocao.figures.consolidation import Consolidation
from baocao.figures.shown import PERCENT_PLACES
from baocao.model.figure import RolledUpFigure
from baocao.model.indicator import Catalogue
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table

_COLUMNS: Final = (
    Column("Nhóm chỉ tiêu", 60),
    Column("Số chỉ tiêu", 22, Align.CENTER),
    Column("Số liệu phải có", 24, Align.CENTER),
    Column("Đã có", 22, Align.CENTER),
    Column("Còn thiếu", 22, Align.CENTER),
    Column("Tỷ lệ (%)", 22, Align.CENTER),
)


def coverage_table(consolidation: Consolidation, catalogue: Catalogue) -> Table:
    """Return how many values each group of indicators has, of those that units should give."""
    asked = consolidation.totals
    groups = [
        (group.name, [asked[i.id] for i in group.indicators if i.id in asked]) for group in catalogue.groups
    ]
    shown = [(name, totals) for name, totals in groups if totals]
    rows = [_coverage_row(*each) for each in shown]
    whole = _coverage_row("Tổng số", list(asked.values()), RowKind.TOTAL)
    if len(rows) > 1:
        rows.append(with_sums(whole, rows, (0, len(rows) - 1), range(1, len(_COLUMNS) - 1)))
    return Table("Độ phủ", _COLUMNS, tuple(rows), filters=False)


def _coverage_row(name: str, totals: Sequence[RolledUpFigure], kind: RowKind = RowKind.DATA) -> Row:
    """Return the row of one group; that nothing occurred is an answer, what does not apply is not asked."""
    missing = sum(len(total.coverage.missing) for total in totals)
    expected = sum(len({*total.coverage.expected, *total.coverage.nothing}) for total in totals)
    source = place_tally(f"số số liệu của '{name}'", [total.indicator.at for total in totals])
    counts = (len(totals), expected, expected - missing, missing)
    share = Decimal(expected - missing) * 100 / expected if expected else Decimal(0)
    rate = traced_cell(number_cell(share, PERCENT_PLACES, fixed=True), source)
    return Row((Cell(name), *(tally_cell(count, source) for count in counts), rate), kind)
