"""Which indicators of a directive are told first, which in prose, and which in tables alone."""

from typing import NamedTuple

from baocao.model.directive import Directive
from baocao.model.indicator import Catalogue


class Chosen(NamedTuple):
    """The headline indicators in their order, and those that are told in prose, headlines among them."""

    headlines: tuple[str, ...]
    prose: frozenset[str]


def chosen_indicators(directive: Directive, catalogue: Catalogue) -> Chosen:
    """Return what the directive says, else what the catalogue says of its indicators.

    Where neither names any for prose, what must be reported is told, and where nothing must be, everything.
    """
    asked = [name for name in directive.indicators if name in catalogue.indicators]
    known = frozenset(asked)
    headlines = tuple(name for name in directive.headlines if name in known) or tuple(
        name for name in asked if catalogue.indicators[name].headline
    )
    prose = known.intersection(directive.prose) or {
        name for name in asked if catalogue.indicators[name].prose
    }
    return Chosen(headlines, frozenset((*headlines, *(prose or known & directive.required or known))))
