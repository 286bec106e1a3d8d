"""Which indicators are told first, which in prose, and which in tables alone."""

from typing import Any

from baocao.figures.chosen import chosen_indicators
from baocao.model.directive import Directive
from baocao.model.indicator import Catalogue
from deliveries import monthly_directive
from records import one_group, usual_indicator

ASKED = ("hs.a", "hs.b", "hs.c", "hs.d")


def asking(**said: Any) -> Directive:
    return monthly_directive(indicators=ASKED, **said)


def catalogue_with(*headlines: str, prose: tuple[str, ...] = ()) -> Catalogue:
    indicators = [
        usual_indicator(name)._replace(headline=name in headlines, prose=name in prose) for name in ASKED
    ]
    return one_group(*indicators)


def test_a_directive_chooses_its_headlines_in_its_own_order() -> None:
    chosen = chosen_indicators(asking(headlines=("hs.c", "hs.a")), catalogue_with("hs.b"))
    assert chosen.headlines == ("hs.c", "hs.a")


def test_a_directive_that_names_none_has_those_of_the_catalogue() -> None:
    assert chosen_indicators(asking(), catalogue_with("hs.b")).headlines == ("hs.b",)


def test_what_a_directive_does_not_ask_for_is_no_headline() -> None:
    assert chosen_indicators(asking(headlines=("hs.x",)), catalogue_with()).headlines == ()


def test_headlines_are_told_in_prose_too() -> None:
    chosen = chosen_indicators(asking(headlines=("hs.c",), prose=("hs.a",)), catalogue_with())
    assert chosen.prose == {"hs.a", "hs.c"}


def test_without_any_choice_what_must_be_reported_is_told_in_prose() -> None:
    required = asking()._replace(required=frozenset({"hs.d"}))
    assert chosen_indicators(required, catalogue_with()).prose == {"hs.d"}


def test_where_nothing_is_chosen_or_required_everything_is_told_in_prose() -> None:
    assert chosen_indicators(asking(), catalogue_with()).prose == set(ASKED)
