"""View 'Số liệu': what all units come to, and the figures of each; every number leads to its trace."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from markupsafe import Markup

from baocao.documents.tables.cells import column_heading, column_unit
from baocao.documents.tables.headlines import MISSED, NO_TARGET, REACHED, light_of, told_light
from baocao.features.page.courses import course_drawing, stops_of_total
from baocao.features.page.records import Gathered, View, figure_route
from baocao.features.page.rendering import render_view
from baocao.features.page.series import charted_figures
from baocao.features.page.spreads import Spread, spreads_of_units
from baocao.features.page.views.spreads import spreads_part
from baocao.figures.comparing import Comparison, compare_total, printed_number
from baocao.figures.consolidation import Consolidation
from baocao.figures.decomposition import decompose_change
from baocao.figures.measures import outlook_of
from baocao.figures.shown import ON_PAGE, change_text, figure_text, labelled_text
from baocao.figures.why import why_clauses
from baocao.model.figure import OwnFigure, RolledUpFigure
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.unit import Unit
from baocao.report.outline import Outline
from baocao.vietnamese.counts import pair_text

ROUTE: Final = "so-lieu"
WIDE: Final = 26
"""Columns that stand beside each other where tables are joined: what paper holds."""
SAME: Final = "không đổi"
Subject = tuple[str, tuple[Indicator, ...]]
"""What some indicators are about, and these."""


class TotalRow(NamedTuple):
    """A total as it is shown: its value, whom it speaks for, its target, what changed and why."""

    indicator: Indicator
    route: str
    value: str
    covered: str
    light: str
    judged: str
    change: str
    why: str
    course: Markup

    @property
    def measure(self) -> str:
        """In what the value is measured, which of a ratio is shown in percent."""
        return column_unit(self.indicator)

    @property
    def is_same(self) -> bool:
        """Whether the total is what it was, which is sorted between more and less."""
        return self.change == SAME


class TotalGroup(NamedTuple):
    """The totals about one subject."""

    name: str
    rows: tuple[TotalRow, ...]


class MatrixRow(NamedTuple):
    """The figures of one unit about one subject; `number` is the place of the unit on the page."""

    unit: Unit
    number: int
    cells: tuple[str, ...]


class Matrix(NamedTuple):
    """The figures of all units about one subject, a column for each indicator."""

    name: str
    indicators: tuple[Indicator, ...]
    totals: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


class DirectiveFigures(NamedTuple):
    """What is shown of one directive."""

    id: str
    name: str
    since: str
    groups: tuple[TotalGroup, ...]
    matrices: tuple[Matrix, ...]
    spreads: Markup


def figures_view(gathered: Gathered, _: Sequence[Outline]) -> View:
    """Return the view of figures."""
    shown: list[DirectiveFigures] = []
    data: dict[str, object] = {}
    for name, each in gathered.consolidations.items():
        spreads = spreads_of_units(each)
        shown.append(_directive_figures(gathered, each, spreads))
        data[name] = charted_figures(gathered, each, spreads)
    return View(ROUTE, "Số liệu", render_view("figures", directives=shown, heading=column_heading), data)


def _directive_figures(
    gathered: Gathered, consolidation: Consolidation, spreads: Mapping[str, Spread]
) -> DirectiveFigures:
    directive = consolidation.expected.directive
    before, numbers = gathered.last_of(directive), gathered.numbers
    totals = _total_rows(gathered, consolidation, before) if gathered.has_totals else ()
    rows = {row.indicator.id: row for row in totals}
    # Of a directive that nobody has to report under, every figure would be said to concern nobody.
    asked = consolidation.totals if consolidation.expected.units else {}
    subjects = list(subjects_of(gathered.definitions.catalogue, asked))
    return DirectiveFigures(
        directive.id,
        directive.name,
        before.period.label if before else "",
        groups=tuple(
            TotalGroup(name, tuple(rows[each.id] for each in asked)) for name, asked in subjects if rows
        ),
        matrices=tuple(
            _matrix_of(*each, consolidation, numbers) for each in _tables_of(gathered, subjects)
        ),
        spreads=spreads_part(gathered, spreads.values() if gathered.has_totals else ()),
    )


def subjects_of(catalogue: Catalogue, asked: Mapping[str, object]) -> Iterator[Subject]:
    """Yield the indicators that are asked, by their groups in the catalogue."""
    for group in catalogue.groups:
        if inside := tuple(each for each in group.indicators if each.id in asked):
            yield group.name, inside


def _tables_of(gathered: Gathered, subjects: Sequence[Subject]) -> Iterator[Subject]:
    """Yield what stands in one table each: a subject; of a country several, as each repeats all names."""
    held: list[Subject] = []
    for subject in subjects if gathered.units else ():
        held.append(subject)
        if gathered.part is None or sum(len(asked) for _, asked in held) >= WIDE:
            yield _joined_subjects(held)
            held = []
    if held:
        yield _joined_subjects(held)


def _joined_subjects(subjects: Sequence[Subject]) -> Subject:
    names, asked = zip(*subjects, strict=True)
    return "; ".join(names), tuple(chain.from_iterable(asked))


def _total_rows(gathered: Gathered, now: Consolidation, before: Consolidation | None) -> Iterator[TotalRow]:
    for name, figure in now.totals.items():
        comparison = compare_total(figure, now, before)
        yield TotalRow(
            figure.indicator,
            figure_route(now.key_of(name)),
            labelled_text(figure_text(figure, ON_PAGE), figure),
            covered=pair_text(len(figure.coverage.counted), len(figure.coverage.expected)),
            light=_light_word(figure),
            judged=_judged_words(figure),
            change=_change_words(comparison),
            why="; ".join(_why_changed(name, now, before)),
            course=course_drawing(stops_of_total(gathered, now.expected.directive.id, name)),
        )


def _judged_words(figure: RolledUpFigure) -> str:
    """Return '○ Chưa đạt (chỉ tiêu 100%)'; nothing where nothing is asked."""
    judged = told_light(figure)
    return "" if judged == NO_TARGET else judged


def _light_word(figure: RolledUpFigure) -> str:
    return {REACHED: "reached", MISSED: "missed"}.get(light_of(figure), "")


def _change_words(comparison: Comparison | None) -> str:
    """Return '+32.712', over the units that gave a figure on both sides; nothing where nothing compares."""
    if comparison is None or comparison.before is None:
        return ""
    now, then = printed_number(comparison.now), printed_number(comparison.before)
    if now is None or then is None:
        return ""
    return change_text(now - then, comparison.now.indicator) if now != then else SAME


def _why_changed(name: str, now: Consolidation, before: Consolidation | None) -> list[str]:
    old, new = (outlook_of(before, name) if before else None), outlook_of(now, name)
    if old is None or new is None:
        return []
    return why_clauses(decompose_change(old, new), new.figure.indicator)


def _matrix_of(
    name: str, asked: Sequence[Indicator], consolidation: Consolidation, numbers: Mapping[str, int]
) -> Matrix:
    totals = (figure_text(consolidation.totals[each.id], ON_PAGE) for each in asked)
    rows = (
        MatrixRow(unit, numbers[unit.id], tuple(_cells_of(asked, consolidation.own[unit.id])))
        for unit in consolidation.expected.units
    )
    return Matrix(name, tuple(asked), tuple(totals), tuple(rows))


def _cells_of(asked: Sequence[Indicator], own: Mapping[str, OwnFigure]) -> Iterator[str]:
    return (figure_text(own[each.id], ON_PAGE) for each in asked)
