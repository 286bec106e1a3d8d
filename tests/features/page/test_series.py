"""What charts are drawn of: the figures of every period, in few bytes."""

from collections.abc import Iterator
from typing import Any

from baocao.features.page.series import MOST_FIGURES, charted_figures, has_numbers
from baocao.features.page.spreads import spreads_of_units
from baocao.figures.consolidation import Consolidation
from baocao.figures.shown import ON_PAGE, figure_text, rank_text
from baocao.model.indicator import IndicatorKind
from baocao.model.submission import State
from paging import example_gathered


def spelled_out(short: str, count: int) -> Iterator[str | None]:
    """Yield the texts of all periods, as the page's script reads them."""
    texts, last = short.split("|"), None
    for place in range(count):
        said = texts[place] if place < len(texts) else ""
        last = (None if said == "!" else said) if said else last
        yield last


def printed_in(side: Consolidation | None, unit: str, name: str) -> str | None:
    figure = side.own.get(unit, {}).get(name) if side else None
    return figure_text(figure, ON_PAGE) if figure else None


def test_every_figure_of_every_earlier_period_can_be_read_again() -> None:
    gathered, read = example_gathered(), 0
    for directive, now in gathered.consolidations.items():
        data = charted_figures(gathered, now, spreads_of_units(now))
        sides = gathered.series[directive][data["since"] : -1]
        for name, figure in now.totals.items():
            if not has_numbers(figure.indicator):
                continue
            texts = data["indicators"][name]["units"].split("~")
            for unit, short in zip(now.expected.units, texts, strict=True):
                told = [printed_in(side, unit.id, name) for side in sides]
                assert [*spelled_out(short, len(sides))] == told
                read += len(told)
    assert read > 500


def words_before(told: list[Any], texts: list[str]) -> list[str | None]:
    """Return what units answered before, as the page's script reads it."""
    return [now if said == 0 else said for said, now in zip(told, texts, strict=True)]


def test_words_are_given_of_the_period_that_now_is_set_against_letter_by_letter() -> None:
    gathered = example_gathered()
    now = gathered.consolidations["nq71"]
    data = charted_figures(gathered, now, {})["indicators"]
    before = gathered.series["nq71"][-2]
    units = [unit.id for unit in now.expected.units]
    kinds = set()
    for name, figure in now.totals.items():
        if has_numbers(figure.indicator):
            continue
        kinds.add(figure.indicator.kind)
        texts = [figure_text(now.own[unit][name], ON_PAGE) for unit in units]
        told = [printed_in(before, unit, name) for unit in units]
        assert words_before(data[name]["last"], texts) == told
    assert kinds >= {IndicatorKind.YES_NO, IndicatorKind.TEXT, IndicatorKind.LIST, IndicatorKind.DATE}


def test_what_units_write_in_their_own_words_colours_no_map() -> None:
    gathered = example_gathered()
    now = gathered.consolidations["nq71"]
    data = charted_figures(gathered, now, {})["indicators"]
    kinds = {name: figure.indicator.kind for name, figure in now.totals.items()}
    short = {IndicatorKind.YES_NO, IndicatorKind.LIST, IndicatorKind.DATE, IndicatorKind.CHOICE}
    words = {kinds[name] for name, each in data.items() if each.get("words") and not each.get("free")}
    assert words == short & {*kinds.values()}


def test_words_draw_no_course_whatever_number_they_begin_with() -> None:
    gathered = example_gathered()
    now = gathered.consolidations["nq71"]
    data = charted_figures(gathered, now, {})["indicators"]
    kinds = {name: figure.indicator.kind for name, figure in now.totals.items()}
    drawn = {kinds[name] for name, each in data.items() if each.get("course")}
    assert not drawn & {IndicatorKind.TEXT, IndicatorKind.LIST, IndicatorKind.DATE}
    assert drawn > {IndicatorKind.COUNT, IndicatorKind.RATIO}


def test_places_of_units_are_given_where_units_are_ranked() -> None:
    gathered = example_gathered()
    now = gathered.consolidations["nq71"]
    data = charted_figures(gathered, now, {})["indicators"]
    for name, ranks in now.ranks.items():
        places = data[name]["ranks"].split("~")
        assert dict(zip([unit.id for unit in now.expected.units], places, strict=True)) == {
            unit.id: rank_text(ranks[unit.id]) if unit.id in ranks else "" for unit in now.expected.units
        }
    assert now.ranks


def test_of_many_units_there_are_the_figures_of_fewer_periods_but_always_those_before_now() -> None:
    gathered = example_gathered()
    now = gathered.consolidations["nq71"]
    periods = gathered.periods[:1] * 13 + gathered.periods[-1:]
    many = gathered.everyone * (MOST_FIGURES // len(now.totals) // len(gathered.everyone) // 3)
    long = gathered._replace(
        periods=periods, everyone=many, series={"nq71": (None,) * 12 + gathered.series["nq71"]}
    )
    assert charted_figures(long, now, {})["since"] == 10
    assert charted_figures(long._replace(everyone=many * 50), now, {})["since"] == 12


def test_what_a_unit_wrote_is_told_as_it_wrote_it() -> None:
    gathered = example_gathered()
    now = gathered.consolidations["nq71"]
    listed = next(name for name, each in now.totals.items() if each.indicator.kind is IndicatorKind.LIST)
    unit = now.expected.units[0].id
    before = gathered.series["nq71"][-2]
    assert before
    odd = before.own[unit][listed]
    odd = odd._replace(entry=odd.entry._replace(state=State.GIVEN, value=("VN~PT", "a|b!")))
    sides = (before._replace(own={**before.own, unit: {**before.own[unit], listed: odd}}), now)
    told = charted_figures(gathered._replace(series={"nq71": sides}), now, {})["indicators"][listed]["last"]
    assert told[0] == "VN~PT, a|b!"
    assert len(told) == len(now.expected.units)


def test_what_stays_the_same_for_a_year_is_said_once() -> None:
    gathered = example_gathered()
    now = gathered.consolidations["nq71"]

    def size_over(months: int) -> int:
        periods = gathered.periods[:1] * months + gathered.periods[-1:]
        long = gathered._replace(periods=periods, series={"nq71": (now,) * (months + 1)})
        indicators = charted_figures(long, now, {})["indicators"]
        return sum(len(each.get("units", "")) for each in indicators.values())

    assert size_over(13) == size_over(1) > 1000
