"""Where a figure comes from: what `trace` answers."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from baocao.model.directive import Directive
from baocao.model.figure import Coverage, Figure, RolledUpFigure
from baocao.model.history import Commit
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.printed import FigureKey, Key
from baocao.model.submission import Rank
from baocao.model.unit import Unit


class Derivation(NamedTuple):
    """A figure with the figures that it is computed from; an entered one has none."""

    figure: Figure
    operands: "tuple[Derivation, ...]" = ()

    def entered_places(self) -> tuple[Place, ...]:
        """Return where its entered figures stand in the submissions, each once."""
        if self.operands:
            return tuple(dict.fromkeys(place for part in self.operands for place in part.entered_places()))
        entered = self.figure.at and not self.figure.indicator.is_derived
        return (self.figure.at,) if self.figure.at and entered else ()


class Contributor(NamedTuple):
    """A unit behind a rolled-up figure: what it gave, its share of the sum, its weight in a mean.

    `holds` tells whether it satisfies the condition by which units are counted, or has the value that
    was chosen; None where nothing is chosen.
    """

    unit: Unit
    derivation: Derivation
    share: Decimal | None = None
    weight: Decimal | None = None
    holds: bool | None = None


class Absent(NamedTuple):
    """A unit that is not in a figure, why, and where that is written."""

    unit: Unit
    reason: str
    at: Place | None = None


class Origin(NamedTuple):
    """Who recorded a line; without a commit, why that is not known."""

    commit: Commit | None
    why: str = ""


class Spot(NamedTuple):
    """A place in an output where a figure is printed: file, place in words, and what stands there.

    `around` are the words around it, the figure between two signs.
    """

    file: str
    place: str
    text: str = ""
    around: str = ""
    key: Key | None = None


class Meaning(NamedTuple):
    """What a printed text is, None if nobody knows, and the places at which it stands as that."""

    key: Key | None
    spots: tuple[Spot, ...]


class Told(NamedTuple):
    """A meaning in words: what it is, of which kind, and where it comes from.

    `value` is what a figure is today, `how` tells how it is computed, and `sources` are the lines that it
    comes from or is computed of.
    """

    meaning: Meaning
    kind: str
    what: str
    value: str = ""
    how: tuple[str, ...] = ()
    sources: tuple[Place, ...] = ()


class Asked(NamedTuple):
    """A text that was looked up in a file: what it can mean there, and what limits the answer."""

    file: str
    text: str
    meanings: tuple[Meaning, ...]
    remarks: tuple[str, ...] = ()


class Found(NamedTuple):
    """All that a text of a printed file means, with the recorders of lines and what limits the answer."""

    file: str
    asked: str
    told: tuple[Told, ...]
    origins: Mapping[Place, Origin] = MappingProxyType({})
    remarks: tuple[str, ...] = ()


class Trace(NamedTuple):
    """A figure and all that is behind it.

    `whose` names the unit, or the units of which it speaks; a rolled-up figure has a `directive`. `spot`
    is the printed place that was asked about, `others` are the other places of the same build, `origins`
    the recorders of lines by place. `hidden` contributors are only counted. `ranked` are the units that a
    printed rank is computed of, best first.
    """

    key: FigureKey
    period: Period
    whose: str
    derivation: Derivation
    directive: Directive | None = None
    contributors: tuple[Contributor, ...] = ()
    hidden: tuple[Contributor, ...] = ()
    missing: tuple[Absent, ...] = ()
    not_applicable: tuple[Absent, ...] = ()
    rank: Rank | None = None
    ranked: tuple[Contributor, ...] = ()
    spot: Spot | None = None
    others: tuple[Spot, ...] = ()
    origins: Mapping[Place, Origin] = MappingProxyType({})
    remarks: tuple[str, ...] = ()

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.derivation.figure

    @property
    def coverage(self) -> Coverage | None:
        """Which units a rolled-up figure speaks for."""
        return self.figure.coverage if isinstance(self.figure, RolledUpFigure) else None
