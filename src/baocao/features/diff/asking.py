"""What only one side asks for: what is new, retired, divided, or goes on under another name."""

from baocao.features.diff.records import Asking
from baocao.features.diff.side import Side
from baocao.model.indicator import Indicator
from baocao.model.period import Period, Validity

Sided = tuple[Side, Side]


def asking_of(sides: Sided, name: str, *, begins: bool) -> Asking:
    """Return since when an indicator is asked, or is not, that one side alone asks for."""
    indicator = _known_indicator(sides, name)
    if indicator is None:
        return Asking(begins)
    others = indicator.continues if begins else _heirs_of(sides, name)
    known = (_known_indicator(sides, other) for other in others)
    since = since_period(indicator.validity, sides[1].workspace.period, begins=begins)
    return Asking(begins, since, tuple(other.name for other in known if other))


def since_period(validity: Validity, now: Period, *, begins: bool) -> Period | None:
    """Return the first period that asks, or that does not ask any more; None where none is named."""
    if begins:
        return validity.first if validity.first and validity.covers_period(now) else None
    if validity.last is None or now.window.end <= validity.last.window.end:
        return None
    first = now
    while (before := first.previous) and before.window.end > validity.last.window.end:
        first = before
    return first


def continued_names(sides: Sided, name: str) -> tuple[str, ...]:
    """Return the other names of what an indicator continues, where the earlier side asked for that."""
    indicator = sides[1].definitions.catalogue.indicators.get(name)
    earlier = sides[0].definitions.catalogue.indicators
    if indicator is None or sides[0].workspace.period == sides[1].workspace.period:
        return ()
    parts = [earlier[old] for old in indicator.continues if old in earlier]
    asked = [part for part in parts if part.validity.covers_period(sides[0].workspace.period)]
    return tuple(part.name for part in asked if part.name != indicator.name)


def _known_indicator(sides: Sided, name: str) -> Indicator | None:
    """Return an indicator as the new side has it, else as the old one had it."""
    newest = sides[1].definitions.catalogue.indicators
    return newest.get(name) or sides[0].definitions.catalogue.indicators.get(name)


def _heirs_of(sides: Sided, name: str) -> tuple[str, ...]:
    known = sides[1].definitions.catalogue.indicators
    return tuple(
        other.id for other in known.values() if name in other.continues and other.id in sides[1].indicators
    )
