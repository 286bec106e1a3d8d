"""Earlier periods are read for their figures alone, in little room, and say the same."""

from baocao.figures.earlier import PastReports
from baocao.model.period import Period
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.reading_back import past_figures, past_reports, reports_of_units
from support import EXAMPLE, period_of

NOW = period_of("2025-11")
LAST = period_of("2025-10")


def loaded_example() -> Loaded:
    return load_checked(EXAMPLE, NOW)


def told_figures(past: PastReports, loaded: Loaded, period: Period) -> object:
    """Return values, states and coverage of all figures, whatever place they have."""
    made = past.consolidation_of(period, loaded.definitions.directives["nq71"])
    totals = {name: (each.value, each.coverage, each.how) for name, each in made.totals.items()}
    own = {
        (unit, name): (figure.state, figure.value, figure.qualifier)
        for unit, figures in made.own.items()
        for name, figure in figures.items()
    }
    return totals, own, made.ranks, made.expected.reported


def test_reports_without_words_come_to_the_same_figures() -> None:
    loaded = loaded_example()
    bare, whole = past_figures(loaded), past_reports(loaded)
    assert told_figures(bare, loaded, LAST) == told_figures(whole, loaded, LAST)


def test_reports_without_words_hold_none() -> None:
    reports = past_figures(loaded_example()).reports_of(LAST)
    assert reports.submissions
    assert not reports.files
    assert not any(each.tasks or each.narratives for each in reports.submissions.values())


def test_of_some_units_only_their_reports_are_read() -> None:
    loaded = loaded_example()
    chosen = list(loaded.definitions.registry.units.values())[2:5]
    reports = reports_of_units(loaded, chosen).reports_of(LAST)
    whole = past_reports(loaded).reports_of(LAST)
    sent = [unit.id for unit in chosen if unit.id in whole.submissions]
    assert list(reports.submissions) == sent != []
    assert all(reports.submissions[name] == whole.submissions[name] for name in sent)


def test_what_is_forgotten_is_read_anew() -> None:
    loaded = loaded_example()
    past = past_figures(loaded)
    before = past.reports_of(LAST)
    past.forget_reports(LAST)
    assert past.reports_of(LAST) is not before
    assert past.reports_of(LAST).submissions == before.submissions
