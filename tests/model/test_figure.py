"""Figures: one of a unit and one of many are two records, which say the same of the entry they hold."""

from datetime import date
from decimal import Decimal

from baocao.model.figure import Coverage, Figure, OwnFigure, RolledUpFigure
from baocao.model.submission import NO_ENTRY, Entry, Rank, State
from records import AT, day_reading, figure_of, given_entry, usual_indicator

FILES = usual_indicator()


def test_both_kinds_of_figures_say_what_their_entry_says() -> None:
    entry = Entry(State.GIVEN, AT, Decimal(90), "vì sao", "trên", Rank(7, 96), (day_reading(date.min, 1),))
    kinds: tuple[Figure, ...] = (OwnFigure(FILES, entry), RolledUpFigure(FILES, entry, Coverage((), ())))
    for figure in kinds:
        said = (figure.state, figure.at, figure.value, figure.reason, figure.qualifier, figure.rank)
        assert (*said, figure.readings) == tuple(entry)


def test_only_the_figure_of_many_units_speaks_for_units() -> None:
    assert not hasattr(figure_of(FILES, Decimal(1)), "coverage")
    assert not hasattr(RolledUpFigure(FILES, NO_ENTRY, Coverage((), ())), "as_of")


def test_a_figure_stood_at_a_reading_as_it_was_written_and_keeps_the_others() -> None:
    first, last = day_reading(date(2025, 10, 7), 10, line=5), day_reading(date(2025, 11, 7), 20, line=6)
    figure = OwnFigure(FILES, given_entry(20, line=6, readings=(first, last)), last.day)
    before = figure.stood_at(first)
    assert (before.value, before.at, before.readings) == (Decimal(10), first.entry.at, (first, last))
    assert figure.stood_at(last) == figure
