"""Figures that were changed in a document: where they come from, and whether a correction is given."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from baocao.features.exchange.word.carrying import Carried
from baocao.features.exchange.word.records import Edits, Spot
from baocao.figures.own import own_figures
from baocao.model.figure import OwnFigure
from baocao.model.history import Commit
from baocao.model.place import Place
from baocao.model.printed import FigureKey
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.rules.references import MARK, names_of
from baocao.source.nodes import Mapping as Node
from baocao.source.nodes import Scalar
from baocao.vietnamese.dates import iso_date

DAY: Final = "/"
"""What parts the id of an indicator from the day of a reading: 'bdhvs.hoc_vien/2025-11-18'."""
VALUE: Final = "gia_tri"


class FigureFound(NamedTuple):
    """A figure that was changed: which, as it was and as it reads now, and where it comes from.

    `way` leads to it in the unit's file, where it can be corrected there; `given` is the correction.
    """

    key: FigureKey
    name: str
    unit: Unit | None
    old: str
    new: str
    spot: Spot
    standing: tuple[Spot, ...] = ()
    at: Place | None = None
    commit: Commit | None = None
    way: tuple[str, ...] = ()
    given: str | None = None
    measure: str = ""

    @property
    def label(self) -> str:
        """By what a correction names it."""
        return f"{self.key.indicator}{DAY}{self.key.day}" if self.key.day else self.key.indicator

    @property
    def typed(self) -> str:
        """What would be typed for the value that stands there now; nothing where it is not sure.

        '480 triệu' printed for 480.000.000 is not the value that one types.
        """
        words = self.new.split()
        numbers = [place for place, word in enumerate(words) if any(map(str.isdigit, word))]
        is_sure = len(numbers) == 1 and " ".join(words[numbers[0] + 1 :]) in {"", self.measure}
        return " ".join(words[: numbers[0] + 1]) if is_sure else ""

    @property
    def is_total(self) -> bool:
        """Whether it is that of several units."""
        return not self.key.unit


def changed_figures(
    edits: Edits, carried: Sequence[Carried], workspace: Workspace, issuer: Unit
) -> Iterator[FigureFound]:
    """Yield the figures of which the printed text was changed, each new value of one once."""
    told: dict[tuple[FigureKey, str], FigureFound] = {}
    for each in edits.figures:
        key = FigureKey.parse(each.mark.key)
        found = FigureFound(key, "", None, each.old, each.new, spot=each.spot, standing=each.standing)
        told.setdefault((key, each.new), found)
    for text in carried:
        for touched in text.touched:
            for key in _keys_of_mark(touched.mark, text.edit.mark.unit or issuer.id):
                found = FigureFound(key, "", None, touched.old, touched.new, spot=text.edit.spot)
                told.setdefault((key, touched.new), found)
    for found in told.values():
        yield _described(found, workspace, issuer)


def _keys_of_mark(mark: str, unit: str) -> Iterator[FigureKey]:
    found = MARK.fullmatch(mark)
    for name in names_of(found) if found else ():
        yield FigureKey(name, unit)


def _described(found: FigureFound, workspace: Workspace, issuer: Unit) -> FigureFound:
    """Return a figure with its name, its unit, and where its value was written."""
    definitions, key = workspace.definitions, found.key
    indicator = definitions.catalogue.indicators.get(key.indicator)
    unit = definitions.registry.units.get(key.unit)
    figure = _own_figure(workspace, unit, key) if unit else None
    is_entered = bool(figure and indicator and not indicator.is_derived and not key.aspect)
    way = ("chi_tieu", key.indicator, *filter(None, (key.day,)))
    return found._replace(
        name=indicator.name if indicator else key.indicator,
        measure=indicator.unit_of_measure if indicator else "",
        unit=unit,
        at=figure.at if figure else None,
        way=way if is_entered and unit == issuer and not key.period else (),
    )


def _own_figure(workspace: Workspace, unit: Unit, key: FigureKey) -> OwnFigure | None:
    submission = workspace.submissions.get(unit.id)
    end = workspace.period.window.end
    figure = own_figures(unit, submission, workspace.definitions.catalogue, end).get(key.indicator)
    for reading in figure.readings if figure and key.day else ():
        if iso_date(reading.day) == key.day:
            return figure.stood_at(reading) if figure else None
    return figure


class AmbiguousError(Exception):
    """A correction can mean several values; the message says so in Vietnamese."""


def way_in_file(way: Sequence[str], root: Node) -> tuple[str, ...]:
    """Return the way to the value itself, as the file has it; raises AmbiguousError."""
    node = root
    for place, key in enumerate(way):
        inner = node.get(key)
        if inner is None or isinstance(inner, Scalar):
            return tuple(way[: place + 1])
        if not isinstance(inner, Node):
            raise AmbiguousError("số liệu này là một danh sách; sửa trong tệp")
        node = inner
    if VALUE in node.entries:
        return (*way, VALUE)
    days = ", ".join(node.entries)
    raise AmbiguousError(f"số liệu này có nhiều phần ({days}); sửa trong tệp, hoặc ghi rõ KHÓA{DAY}NGÀY")
