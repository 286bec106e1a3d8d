"""What templates see: read-only views with Vietnamese names, all their texts safe in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from baocao.documents import writing
from baocao.documents.sources import (
    known_text,
    named_text,
    place_tally,
    registered,
    unit_names,
    unit_tally,
)
from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import (
    Traceable,
    count_with_key,
    day_with_key,
    list_with_key,
    rank_with_key,
)
from baocao.figures.combining import combined_label
from baocao.figures.consolidation import Consolidation, Part
from baocao.figures.own import as_number
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Function, IndicatorGroup
from baocao.model.period import Period, Window
from baocao.model.place import Place
from baocao.model.printed import LEFT_OUT, RANK, UNITS, FigureKey, Kind, Source
from baocao.model.profile import Profile
from baocao.model.submission import NO_ENTRY, VALUED, Entry, Rank, Remark, State, Submission, Value
from baocao.model.unit import Unit
from baocao.vietnamese.dates import iso_date

if TYPE_CHECKING:
    from baocao.documents.telling import Speaker

_UNIT_NAME: Final = "tên đơn vị trong danh mục"
_INDICATOR_NAME: Final = "tên chỉ tiêu trong danh mục"


class Namespace:
    """Names under a name: `ct.tthc.tiep_nhan`. Its items are not attributes, so none is hidden."""

    def __init__(self, items: Mapping[str, object]) -> None:
        self._items = items

    def __getitem__(self, name: str) -> object:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)


def by_dots(items: Mapping[str, object]) -> Namespace:
    """Return nested namespaces for names such as 'tthc.tiep_nhan'."""
    groups: dict[str, dict[str, object]] = {}
    for name, item in items.items():
        group, _, rest = name.partition(".")
        groups.setdefault(group, {})[rest] = item
    return Namespace({name: Namespace(group) for name, group in groups.items()})


def in_sentence(unit: Unit) -> str:
    """Return the unit's name inside a sentence: 'xã Mỏ Cày'."""
    return unit.name[:1].lower() + unit.name[1:]


class UnitView:
    """A unit: `ten` inside a sentence, `ten_day_du` and `ten_ngan` of its office."""

    def __init__(self, unit: Unit, profile: Profile | None, province: Unit) -> None:
        self.ma = unit.id
        at, what = profile.at if profile else unit.at, "tên trong hồ sơ đơn vị"
        self.ten = named_text(in_sentence(unit), _UNIT_NAME, unit.at)
        self.loai = unit.kind.id
        self.ten_loai = unit.kind.name
        self.tinh = named_text(province.name, _UNIT_NAME, province.at)
        self.ten_day_du = named_text(profile.full_name if profile else unit.name, what, at)
        self.ten_ngan = named_text(profile.short_name if profile else unit.name, what, at)


class PeriodView:
    """A period: `nhan` in a sentence, and the days `tu` and `den` that count."""

    def __init__(self, period: Period, window: Window, at: Place | None = None) -> None:
        called = registered(f"kỳ báo cáo {period.id}", at)
        days = registered(f"ngày đầu, ngày chốt số liệu của kỳ {period.id}", at)
        self.ma = known_text(period.id, called)
        self.nhan = known_text(period.label, called)
        self.nam = period.year
        self.tu = window.start and day_with_key(window.start, days)
        self.den = day_with_key(window.end, days)


class EarlierView:
    """A period before: `ma` and `nhan` of it, `ct` the figures as they were then."""

    def __init__(self, period: Period, figures: Mapping[str, FigureView]) -> None:
        called = registered(f"kỳ báo cáo {period.id}", None)
        self.ma = known_text(period.id, called)
        self.nhan = known_text(period.label, called)
        self.ct = by_dots(figures)


class FigureView(Traceable):
    """A figure; printed without a filter it reads as in a sentence."""

    key: FigureKey | None

    def __init__(
        self, figure: Figure, key: FigureKey | None = None, speaker: Speaker | None = None
    ) -> None:
        self.figure = figure
        self.key = key
        self._speaker = speaker

    def _key_of_aspect(self, aspect: str) -> FigureKey | None:
        return self.key and self.key._replace(aspect=aspect)

    def __str__(self) -> str:
        return writing.written_figure(self.figure)

    @property
    def ma(self) -> str:
        """The id in the catalogue."""
        return self.figure.indicator.id

    @property
    def ten(self) -> str:
        """The indicator's name."""
        return named_text(self.figure.indicator.name, _INDICATOR_NAME, self.figure.indicator.at)

    @property
    def loai(self) -> str:
        """The kind of indicator, as in the catalogue."""
        return self.figure.indicator.kind.value

    @property
    def don_vi_tinh(self) -> str:
        """The unit of measure."""
        indicator = self.figure.indicator
        return named_text(indicator.unit_of_measure, "đơn vị tính của chỉ tiêu", indicator.at)

    @property
    def co_so_lieu(self) -> bool:
        """Whether there is a value; nothing occurred is one."""
        return self.figure.state in VALUED

    @property
    def khong_ap_dung(self) -> bool:
        """Whether the indicator does not apply."""
        return self.figure.state is State.NOT_APPLICABLE

    @property
    def gia_tri(self) -> Value | None:
        """The value itself, for comparing in a template."""
        return self.figure.value

    @property
    def hang(self) -> Rank | None:
        """The published rank, if the unit gave one."""
        rank = self.figure.rank
        return rank and rank_with_key(rank, self._key_of_aspect(RANK))

    @property
    def cac_moc(self) -> list[date]:
        """The days for which the unit gave a value, oldest first."""
        return [
            day_with_key(reading.day, registered("ngày của số liệu", reading.entry.at))
            for reading in self.figure.readings
        ]

    def tai(self, day: date) -> FigureView:
        """Return the figure as it stood on `day`; without a value of that day, a missing one."""
        key = self.key and self.key._replace(day=iso_date(day))
        figure = self.figure
        if isinstance(figure, OwnFigure):
            for reading in figure.readings:
                if reading.day == day:
                    return FigureView(figure.stood_at(reading), key)
        return FigureView(OwnFigure(figure.indicator, NO_ENTRY), key)


def speaker_of(view: FigureView) -> Speaker | None:
    """Return what knows the sentences about a figure; templates must not reach it."""
    return view._speaker  # noqa: SLF001 - hidden from templates by its name


class RolledView(FigureView):
    """A rolled-up figure: coverage, those who have and lack it, splits and ranks.

    What goes through all units is computed once, however often a template asks for it.
    """

    figure: RolledUpFigure

    def __init__(
        self,
        figure: RolledUpFigure,
        consolidation: Consolidation,
        key: FigureKey | None = None,
        speaker: Speaker | None = None,
    ) -> None:
        everyone = consolidation.key_of(figure.indicator.id)
        super().__init__(figure, key or everyone, speaker)
        self._everyone = everyone
        self._consolidation = consolidation
        self._splits: dict[str, list[SplitView]] = {}
        self._units = {unit.id: unit for unit in consolidation.expected.units}

    def _names_of(self, units: Sequence[str]) -> list[str]:
        names = (escaped_text(in_sentence(self._units[unit])) for unit in units)
        return list_with_key(names, self._key_of_aspect(UNITS), unit_names(map(self._units.get, units)))

    def _count_of(self, units: Sequence[str]) -> int:
        return count_with_key(len(units), self._key_of_aspect(UNITS))

    @cached_property
    def so_don_vi(self) -> int:
        """How many units the indicator applies to."""
        return self._count_of(self.figure.coverage.expected)

    @cached_property
    def so_co_so_lieu(self) -> int:
        """How many units the figure speaks for."""
        return self._count_of(self.figure.coverage.counted)

    @cached_property
    def don_vi_chua_co_so_lieu(self) -> list[str]:
        """The units that gave no value."""
        return self._names_of(self.figure.coverage.missing)

    @property
    def cach(self) -> str:
        """What the figure is if it is no sum: 'bình quân các xã', 'cao nhất'; else nothing."""
        return escaped_text(combined_label(self.figure))

    @property
    def tran(self) -> RolledView:
        """The same figure without these words, for a sentence that says them itself."""
        bare = self.figure._replace(how="")
        return RolledView(bare, self._consolidation, self.key, self._speaker)

    @property
    def khong_tong_hop(self) -> bool:
        """Whether the values of the units do not make one."""
        return self.figure.indicator.roll_up.function is Function.NONE

    @cached_property
    def so_khong_phat_sinh(self) -> int:
        """How many units said that nothing occurred."""
        return self._count_of(self.figure.coverage.nothing)

    @cached_property
    def don_vi_chua_cong(self) -> list[str]:
        """The units whose value is left out, since it does not agree with what they still lack."""
        return self._names_of(self.figure.coverage.partial)

    @cached_property
    def so_don_vi_chua_cong(self) -> int:
        """How many units these are."""
        return self._count_of(self.figure.coverage.partial)

    @cached_property
    def so_chua_cong(self) -> FigureView | None:
        """What the values that are left out of a sum come to."""
        indicator, own = self.figure.indicator, self._consolidation.own
        left = [as_number(own[unit][indicator.id]) for unit in self.figure.coverage.partial]
        if not left or indicator.roll_up.function is not Function.SUM:
            return None
        total = sum((number for number in left if number is not None), Decimal(0))
        figure = OwnFigure(indicator, Entry(State.GIVEN, None, total))
        return FigureView(figure, self._key_of_aspect(LEFT_OUT))

    @property
    def la_dem(self) -> bool:
        """Whether the figure counts units: 'n/96 xã, phường, đặc khu'."""
        return self.figure.indicator.roll_up.function.value == "dem"

    @cached_property
    def so_dat(self) -> int:
        """How many units satisfy the condition."""
        return self._count_of(self.figure.holders)

    @cached_property
    def don_vi_dat(self) -> list[str]:
        """The units that satisfy the condition."""
        return self._names_of(self.figure.holders)

    @cached_property
    def don_vi_khong_dat(self) -> list[str]:
        """The units that reported and do not satisfy the condition."""
        return self._names_of(self.figure.lacking)

    def theo(self, grouping: str) -> list[SplitView]:
        """Return the figure of every part of a grouping ('tinh_cu', 'loai')."""
        if grouping not in self._splits:
            self._splits[grouping] = self._split_by(grouping)
        return self._splits[grouping]

    def _split_by(self, grouping: str) -> list[SplitView]:
        return [
            SplitView(
                part,
                RolledView(
                    part.figures[self.figure.indicator.id],
                    self._consolidation,
                    self._everyone._replace(grouping=grouping, part=part.label),
                    self._speaker,
                ),
            )
            for part in self._consolidation.splits[grouping].parts
        ]

    @cached_property
    def xep_hang(self) -> list[RankView]:
        """The ranked units, best first; empty for indicators without a ranking."""
        places = self._consolidation.ranks.get(self.figure.indicator.id, {})
        return [
            RankView(self._traced_rank(rank, unit), self._name_of(unit), self._own_view(unit))
            for unit, rank in places.items()
        ]

    def dung_dau(self, so_don_vi: int) -> list[TieView]:
        """Return the best units, as many as asked for and all that are level with the last of them."""
        return _ties_within(_tied_units(self.xep_hang), so_don_vi)

    def dung_cuoi(self, so_don_vi: int) -> list[TieView]:
        """Return the last units, the worst first; those that `dung_dau` names are not named again."""
        ties = _tied_units(self.xep_hang)
        first = len(_ties_within(ties, so_don_vi))
        return _ties_within(ties[first:][::-1], so_don_vi)

    def _traced_rank(self, rank: Rank, unit: str) -> Rank:
        return rank_with_key(rank, self._key_of_unit(unit)._replace(aspect=RANK))

    def _key_of_unit(self, unit: str) -> FigureKey:
        return self._everyone._replace(unit=unit, directive="")

    def _name_of(self, unit: str) -> str:
        return named_text(in_sentence(self._units[unit]), _UNIT_NAME, self._units[unit].at)

    def _own_view(self, unit: str) -> FigureView:
        name = self.figure.indicator.id
        return FigureView(self._consolidation.own[unit][name], self._key_of_unit(unit), self._speaker)


def names_of_units(view: RolledView, units: Sequence[str]) -> list[str]:
    """Return the names of units, which know that the figure speaks of them."""
    return view._names_of(units)  # noqa: SLF001 - templates see what is public


class RankView(NamedTuple):
    """A unit's place: `hang` of all, its name and its own figure."""

    hang: Rank
    don_vi: str
    so_lieu: FigureView


class TieView(NamedTuple):
    """Units that share a place: `don_vi` are their names, `so_lieu` is what each of them has."""

    hang: Rank
    don_vi: list[str]
    so_lieu: FigureView


def _tied_units(ranked: Sequence[RankView]) -> list[TieView]:
    """Return the places in order, each with all units that share it."""
    by_place: dict[int, list[RankView]] = {}
    for view in ranked:
        by_place.setdefault(view.hang.place, []).append(view)
    return [TieView(tied[0].hang, _tied_names(tied), tied[0].so_lieu) for tied in by_place.values()]


def _tied_names(tied: Sequence[RankView]) -> list[str]:
    """Return the names of units that share a place; how many they are is a count of their figures."""
    places = [view.so_lieu.figure.at for view in tied]
    source = place_tally("số đơn vị cùng hạng", [place for place in places if place])
    return list_with_key([view.don_vi for view in tied], source)


def _ties_within(ties: Sequence[TieView], units: int) -> list[TieView]:
    """Return the first places until there are as many units; no place is cut."""
    chosen: list[TieView] = []
    for tie in ties:
        if sum(len(each.don_vi) for each in chosen) >= units:
            break
        chosen.append(tie)
    return chosen


class SplitView:
    """One part of a grouping: its label, the number of its units, its figure."""

    def __init__(self, part: Part, figure: RolledView) -> None:
        self.nhan = escaped_text(part.label)
        self.so_don_vi = count_with_key(
            len(part.units), unit_tally(f"số đơn vị của '{part.label}'", part.units, {})
        )
        self.so_lieu = figure


def _has_values(figure: Figure) -> bool:
    if isinstance(figure, RolledUpFigure):
        covered = figure.coverage
        return bool(covered.counted or covered.nothing or covered.partial)
    return figure.state in VALUED


class GroupView:
    """A group of indicators and the figures under it."""

    def __init__(self, group: IndicatorGroup, figures: Sequence[FigureView]) -> None:
        self.ma = group.id
        self.ten = escaped_text(group.name)
        self.so_lieu = list(figures)

    @property
    def co_so_lieu(self) -> bool:
        """Whether any unit gave a value for any of them; that nothing occurred is one."""
        return any(_has_values(view.figure) for view in self.so_lieu)


class PointView(NamedTuple):
    """A thing to report under an item of the outline; `danh_cho` says for whom, if not for all."""

    noi_dung: str
    huong_dan: str
    danh_cho: str


class OutlineItemView:
    """An item of the outline: `cap` is the level of its heading, `y` are the things to report."""

    def __init__(
        self, *, level: int, title: str, guidance: str, audience: str, points: Sequence[PointView]
    ) -> None:
        self.cap = level
        self.ten = title
        self.huong_dan = guidance
        self.danh_cho = audience
        self.y = list(points)


class ReportingView:
    """Who reported, whose report has errors, and who did not report, of all or of one part."""

    def __init__(
        self,
        label: str,
        units: Sequence[Unit],
        reported: frozenset[str],
        submissions: Mapping[str, Submission] = MappingProxyType({}),
        *,
        faulty: frozenset[str] = frozenset(),
    ) -> None:
        self.nhan = escaped_text(label)
        expected = unit_tally(f"số đơn vị phải báo cáo ({label})", units, {})
        self.so_don_vi = count_with_key(len(units), expected)
        done = [unit for unit in units if unit.id in reported]
        lacking = [unit for unit in units if unit.id not in reported]
        self.da_bao_cao = list_with_key(
            [escaped_text(in_sentence(unit)) for unit in done],
            unit_tally(f"số đơn vị đã báo cáo ({label})", done, submissions),
            unit_names(done),
        )
        wrong = [unit for unit in units if unit.id in faulty]
        self.co_loi = list_with_key(
            [escaped_text(in_sentence(unit)) for unit in wrong],
            unit_tally(f"số đơn vị đã gửi, có lỗi ({label})", wrong, submissions),
            unit_names(wrong),
        )
        self.chua_bao_cao = list_with_key(
            [escaped_text(in_sentence(unit)) for unit in lacking],
            unit_tally(f"số đơn vị chưa báo cáo ({label})", lacking, {}),
            unit_names(lacking),
        )


class ContradictionView(NamedTuple):
    """A rule that the totals do not satisfy: its name, and the units whose own figures break it."""

    ten: str
    don_vi: list[str]


class RemarkView:
    """A difficulty or recommendation, its marks expanded when it is printed and not before."""

    def __init__(self, remark: Remark, expand: Callable[[str, Place], str]) -> None:
        self.nhom = remark.concern
        self._remark = remark
        self._expand = expand

    @cached_property
    def noi_dung(self) -> str:
        """What was said."""
        return self._expand(self._remark.text, self._remark.at)


class OpinionView:
    """What several units said in the same words."""

    def __init__(self, text: str, units: Sequence[str], places: Sequence[Place] = ()) -> None:
        self.key = Source(Kind.WORDS, "lời văn của đơn vị", tuple(places))
        self.noi_dung = known_text(text, self.key)
        self.don_vi = list_with_key(units, place_tally("số đơn vị nêu ý này", places))


class ConcernView:
    """A category of remarks: who spoke of it, and what they said, the most shared first."""

    def __init__(self, label: str, opinions: Sequence[OpinionView]) -> None:
        self.ten = escaped_text(label)
        self.y_kien = sorted(opinions, key=lambda opinion: -len(opinion.don_vi))
        places = [place for opinion in opinions for place in opinion.key.parts]
        self.don_vi = list_with_key(
            dict.fromkeys(unit for opinion in opinions for unit in opinion.don_vi),
            place_tally(f"số đơn vị có ý kiến về '{label}'", places),
        )
