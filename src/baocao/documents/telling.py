"""Sentences about figures that templates see: what is known of each, and the marks of what is written."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final, Protocol

from baocao.documents.ledger import UNASKED, Marks
from baocao.documents.sources import registered, unit_names, unit_tally
from baocao.documents.tokens import escaped_text, gap_token
from baocao.documents.traceable import printed_value, woven_text, written_with_key
from baocao.documents.views import FigureView, in_sentence, speaker_of
from baocao.documents.writing import GAP, words_without_value
from baocao.figures.comparing import (
    HALF,
    Basis,
    Comparison,
    basis_between,
    compare_own,
    compare_total,
    former_names,
    number_of,
    over_units,
)
from baocao.figures.consolidation import Consolidation
from baocao.figures.earlier import LAST, YEAR_BEFORE
from baocao.figures.saying import Sayer
from baocao.figures.shown import rank_text
from baocao.figures.steps import is_far_fewer
from baocao.figures.targets import units_at_target
from baocao.figures.wording import Part, Piece, Saying, is_told_by_units
from baocao.model.figure import Coverage, Figure, OwnFigure, RolledUpFigure
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.printed import CHANGE, RANK, TARGET, UNITS, FigureKey, Key
from baocao.model.submission import VALUED, Rank
from baocao.model.unit import Unit
from baocao.vietnamese import phrasing
from baocao.vietnamese.counts import pair_text, prose_count
from baocao.vietnamese.text import joined_words, lower_first, sentence_case

Said = Callable[[Sayer], str]
"""What is asked of a figure: its sentence, its change."""
BeforeOfUnit = Callable[[str], tuple[Period, Mapping[str, OwnFigure]] | None]
"""The period of a name and what the unit reported then."""
_ASPECTS: Final = {Part.CHANGE: CHANGE, Part.TARGET: TARGET, Part.UNITS: UNITS}
FEWEST_ALIKE: Final = 2
"""Figures of a section that one scope must be of to be said once."""
_WORDS: Final = frozenset({Part.NAME, Part.MEASURE, Part.UNIT, Part.BASIS, Part.REASON})


class Speaker(Protocol):
    """Knows what can be said of the figures of one report."""

    marks: Marks
    at: Place
    """Where the periods of its reports are set."""

    def saying_of(self, figure: Figure, key: FigureKey | None) -> Saying:
        """Return a figure with all that can be said of it."""

    def place_of_unit(self, unit: str) -> Key | None:
        """Return what a name of a unit is."""

    def ranks_of(self, figure: Figure, key: FigureKey) -> list[tuple[Basis | None, Rank]]:
        """Return the rank of a unit, and those that it had in earlier periods."""


class TotalSpeaker:
    """Speaks of what the reporters of a directive come to, and of each of them."""

    def __init__(
        self,
        consolidation: Consolidation,
        earlier: Mapping[str, Consolidation],
        marks: Marks = UNASKED,
    ) -> None:
        self.marks = marks
        self.at = consolidation.expected.directive.at
        self._now = consolidation
        self._earlier = earlier
        self._units = {unit.id: unit for unit in consolidation.expected.units}
        self._names = {unit.id: in_sentence(unit) for unit in consolidation.expected.units}
        self._reported = {unit.id for unit in consolidation.expected.reported}
        self._base_is_told = False
        self._scope: frozenset[str] = frozenset()
        self._known: dict[tuple[FigureKey, tuple[str, ...]], Saying] = {}

    def saying_of(self, figure: Figure, key: FigureKey | None) -> Saying:
        """Return a total, or the figure of one of the units, with all that can be said of it."""
        key = key or self._now.key_of(figure.indicator.id)
        if not isinstance(figure, RolledUpFigure):
            return Saying(figure, self._own_comparisons(figure, key.unit))
        # One figure may be told of some of its units alone, beside its parts.
        named = key, figure.coverage.counted
        if named not in self._known:
            self._known[named] = self._saying_of_units(figure)
        known = self._known[named]
        made = known.comparisons
        if self._base_is_told:
            made = tuple(each for each in made if each.basis.then not in self._apart)
        return known._replace(
            figure=figure, comparisons=made, base_is_told=self._base_is_told, scope=self._scope
        )

    def _saying_of_units(self, figure: RolledUpFigure) -> Saying:
        """Return what goes through all units: it is found out once, however often a template asks."""
        name, covered = figure.indicator.id, figure.coverage
        asked = {*covered.expected, *covered.nothing}
        units = [unit for unit in self._units if unit in asked]
        return Saying(
            figure,
            self._total_comparisons(figure),
            units_at_target(figure.indicator, units, self._now.own),
            {unit: self._now.own[unit][name] for unit in units},
            self._names,
            silent=self._count_silent(figure),
        )

    def tell_base(self, names: Collection[str], where: str = "") -> str:
        """Return of how many units the figures of a report and their comparisons are, once for all.

        Sentences after it only say where a figure is of clearly fewer.
        """
        self._base_is_told = True
        sayings = [self.saying_of(figure, None) for figure in self._figures_of_most(names)]
        parts = [self._told_values(sayings, where), self._told_comparisons(sayings), *self._told_apart()]
        plain, marked = (" ".join(filter(None, each)) for each in zip(*parts, strict=True))
        return woven_text(plain, marked)

    @cached_property
    def _apart(self) -> Mapping[Period, str]:
        """The periods with which nothing is compared, and why: too few of who reports now reported then."""
        apart: dict[Period, str] = {}
        for then in self._before():
            common = self._reported & _units_with_figures(then)
            if len(common) * HALF < len(self._reported):
                apart[then.period] = pair_text(len(common), len(self._reported))
        return apart

    def _told_apart(self) -> Iterator[tuple[str, str]]:
        """Yield with which periods nothing is compared, plain and marked."""
        for then in self._before():
            if then.period in self._apart:
                basis, pair = self._basis(then), self._apart[then.period]
                period = self.marks.mark_text(
                    basis.words, registered(f"kỳ báo cáo {then.period.id}", self.at)
                )
                marked = self.marks.mark_text(
                    pair, unit_tally("số đơn vị báo cáo ở cả hai kỳ", self._now.expected.reported, {})
                )
                yield _apart_sentence(basis.words, pair), _apart_sentence(period, marked)

    def _figures_of_most(self, names: Collection[str]) -> list[RolledUpFigure]:
        """Return the figures that speak of nearly all units: what only some are asked says so itself."""
        everyone = len(self._units)
        told = [self._now.totals[name] for name in names if not is_told_by_units(self._now.totals[name])]
        return [
            figure
            for figure in told
            if figure.coverage.counted and not is_far_fewer(len(figure.coverage.expected), everyone)
        ]

    def _told_values(self, sayings: Sequence[Saying], where: str) -> tuple[str, str]:
        """Return of how many units figures are, plain and marked; nothing where of all that reported."""
        usual = [self._coverage_of(each) for each in sayings if not each.lacks_units]
        if not usual or not any(each.silent for each in sayings):
            return "", ""
        least, most = (choose(usual, key=_count_counted) for choose in (min, max))
        few, many = prose_count(_count_counted(least)), pair_text(_count_counted(most), len(most.expected))
        marked = self._marked_tally(few, least.counted), self._marked_tally(many, most.counted)
        differ = _count_counted(least) < _count_counted(most)
        plain = phrasing.values_of(few if differ else "", many, where)
        return plain, phrasing.values_of(marked[0] if differ else "", marked[1], where)

    def _told_comparisons(self, sayings: Sequence[Saying]) -> tuple[str, str]:
        """Return of how many units comparisons are, plain and marked; nothing where of all figures'."""
        made = [each for saying in sayings for each in saying.comparisons if each.units]
        usual = [each for each in made if not is_far_fewer(len(each.units), each.counted)]
        if not usual or all(len(each.units) == each.counted for each in made):
            return "", ""
        least = min(usual, key=lambda each: len(each.units))
        bases, number = list(dict.fromkeys(each.basis for each in usual)), prose_count(len(least.units))
        sources = [registered(f"kỳ báo cáo {basis.then.id}", self.at) for basis in bases]
        words = [basis.words for basis in bases]
        called = map(self.marks.mark_text, words, sources)
        plain = phrasing.compared_over(joined_words(words), number)
        return plain, phrasing.compared_over(joined_words(called), self._marked_tally(number, least.units))

    def _marked_tally(self, text: str, units: Sequence[str]) -> str:
        counted = [self._units[unit] for unit in units]
        return self.marks.mark_text(text, unit_tally("số đơn vị có số liệu", counted, {}))

    @staticmethod
    def _coverage_of(saying: Saying) -> Coverage:
        figure = saying.figure
        return figure.coverage if isinstance(figure, RolledUpFigure) else Coverage((), ())

    def tell_scope(self, figures: Sequence[RolledUpFigure]) -> str:
        """Return of how many units most figures of a section are, if some of these gave no value.

        Sentences after it only say where theirs differ, until another section begins.
        """
        valued = [each for each in figures if each.coverage.counted and not is_told_by_units(each)]
        spoken = Counter(frozenset(figure.coverage.counted) for figure in valued)
        self._scope, often = spoken.most_common(1)[0] if spoken else (frozenset[str](), 0)
        usual = next((figure for figure in valued if {*figure.coverage.counted} == self._scope), None)
        if (
            usual is None
            or often < FEWEST_ALIKE
            or often * 2 <= len(valued)
            or not self.saying_of(usual, None).lacks_units
        ):
            self._scope = frozenset()
            return ""
        pair = pair_text(len(self._scope), len(usual.coverage.expected))
        counted = [self._units[unit] for unit in usual.coverage.counted]
        marked = self.marks.mark_text(pair, unit_tally("số đơn vị có số liệu của mục", counted, {}))
        return woven_text(phrasing.section_of(pair), phrasing.section_of(marked))

    def _count_silent(self, figure: RolledUpFigure) -> int:
        """Return how many units reported and gave no value of a figure, or one that is left out."""
        return len({*figure.coverage.missing, *figure.coverage.partial} & self._reported)

    def _before(self) -> list[Consolidation]:
        """Return the earlier periods, each once: of yearly reports both are the same."""
        sides = {then.period: then for name in (LAST, YEAR_BEFORE) if (then := self._earlier.get(name))}
        return [*sides.values()]

    def _total_comparisons(self, figure: RolledUpFigure) -> tuple[Comparison, ...]:
        compared = (compare_total(figure, self._now, then) for then in self._before())
        return tuple(each for each in compared if each)

    def _own_comparisons(self, figure: Figure, unit: str) -> tuple[Comparison, ...]:
        former = former_names(self._now.own)
        compared = (
            compare_own(
                figure,
                then.own.get(unit, {}).get(figure.indicator.id),
                self._basis(then),
                former,
            )
            for then in self._before()
        )
        return tuple(filter(None, compared))

    def place_of_unit(self, unit: str) -> Key | None:
        """Return that the name of a unit stands in the registry."""
        return unit_names([self._units.get(unit)])

    def ranks_of(self, figure: Figure, key: FigureKey) -> list[tuple[Basis | None, Rank]]:
        """Return the rank of a unit among all, and those that it had in earlier periods."""
        sides = [(None, self._now), *((self._basis(then), then) for then in self._before())]
        ranks = ((basis, side.ranks.get(figure.indicator.id, {}).get(key.unit)) for basis, side in sides)
        return [(basis, rank) for basis, rank in ranks if rank]

    def within_units(self, figure: RolledUpFigure, units: Collection[str]) -> RolledUpFigure:
        """Return a figure of some of its units alone, which knows whom it leaves out."""
        chosen = tuple(unit for unit in figure.coverage.counted if unit in units)
        left = tuple(unit for unit in figure.coverage.counted if unit not in units)
        partial = (*figure.coverage.partial, *left)
        within = over_units(chosen, self._now, figure)
        return within._replace(coverage=figure.coverage._replace(counted=chosen, partial=partial))

    def _basis(self, then: Consolidation) -> Basis:
        return basis_between(self._now.period, then.period)


def _units_with_figures(side: Consolidation) -> set[str]:
    """Return the units that gave any figure: of a file that cannot be read, none is known."""
    return {
        unit for unit, own in side.own.items() if any(figure.state in VALUED for figure in own.values())
    }


def _apart_sentence(basis: str, pair: str) -> str:
    return f"{sentence_case(phrasing.not_compared(basis, phrasing.few_reporters(pair)))}."


def _count_counted(coverage: Coverage) -> int:
    return len(coverage.counted)


class UnitSpeaker:
    """Speaks of what one unit reports itself."""

    def __init__(
        self,
        unit: Unit,
        now: tuple[Period, Mapping[str, Figure]],
        before: BeforeOfUnit,
        marks: Marks = UNASKED,
    ) -> None:
        self.marks = marks
        self.at = unit.at
        self._unit = unit
        self._period, self._figures = now
        self._before = before

    def saying_of(self, figure: Figure, key: FigureKey | None) -> Saying:  # noqa: ARG002 - as of totals
        """Return a figure of the unit with what it was."""
        compared = (
            compare_own(
                figure,
                figures.get(figure.indicator.id),
                basis_between(self._period, then),
                former_names({self._unit.id: self._figures}),  # type: ignore[dict-item]  # its own
            )
            for then, figures in self._sides()
        )
        return Saying(figure, tuple(filter(None, compared)))

    def _sides(self) -> list[tuple[Period, Mapping[str, OwnFigure]]]:
        sides = (self._before(name) for name in (LAST, YEAR_BEFORE))
        return [*{then[0]: then for then in sides if then}.values()]

    def place_of_unit(self, unit: str) -> Key | None:  # noqa: ARG002
        """Return where the name of the unit stands."""
        return unit_names([self._unit])

    def ranks_of(self, figure: Figure, key: FigureKey) -> list[tuple[Basis | None, Rank]]:
        """Return the rank that the unit published, and those that it published before."""
        sides = [
            (None, self._figures),
            *((basis_between(self._period, then), own) for then, own in self._sides()),
        ]
        ranks = ((basis, own[key.indicator].rank) for basis, own in sides if key.indicator in own)
        return [(basis, rank) for basis, rank in ranks if rank] if figure.rank else []


class _Writer:
    """The hand that writes one figure of a document: safe in Markdown, with marks or without."""

    def __init__(self, view: FigureView, speaker: Speaker | None, *, marked: bool) -> None:
        self._key = view.key
        self._speaker = speaker
        self._marked = marked

    def write_piece(self, text: str, piece: Piece) -> str:
        """Return a piece as it is printed."""
        if piece.part is Part.GAP:
            return words_without_value(piece.figure) or gap_token(GAP)
        safe = escaped_text(text)
        if not self._marked:
            return safe
        if piece.part in _WORDS:
            return self._marks.mark_text(safe, self._source_of(piece))
        return str(printed_value(written_with_key(safe, self._key_of(piece))))

    @property
    def _marks(self) -> Marks:
        return self._speaker.marks if self._speaker else UNASKED

    def _source_of(self, piece: Piece) -> Key | None:
        if piece.part is Part.UNIT:
            return self._speaker.place_of_unit(piece.unit) if self._speaker else None
        if piece.comparison and piece.part is Part.BASIS:
            return self._period_source(piece.comparison.basis)
        if piece.part is Part.REASON:
            return self._key_of(piece._replace(part=Part.CHANGE))
        what = "tên chỉ tiêu trong danh mục" if piece.part is Part.NAME else "đơn vị tính của chỉ tiêu"
        return registered(what, piece.figure.indicator.at)

    def write_rank(self, text: str, period: str = "") -> str:
        """Return a rank, or by how much it changed since a period."""
        key = self._key and self._key._replace(aspect=RANK, period=period)
        return str(printed_value(written_with_key(text, key))) if self._marked else text

    def write_basis(self, basis: Basis) -> str:
        """Return what an earlier period is called."""
        return (
            self._marks.mark_text(basis.words, self._period_source(basis)) if self._marked else basis.words
        )

    def _period_source(self, basis: Basis) -> Key:
        at = self._speaker.at if self._speaker else None
        return registered(f"kỳ báo cáo {basis.then.id}", at)

    def _key_of(self, piece: Piece) -> FigureKey | None:
        if self._key is None:
            return None
        if piece.unit:
            return self._key._replace(unit=piece.unit, directive="", grouping="", part="")
        if piece.comparison:
            return self._key._replace(aspect=CHANGE, period=piece.comparison.basis.then.id)
        return self._key._replace(aspect=_ASPECTS.get(piece.part, ""))


def tell_figure(view: FigureView, said: Said, where: str = "") -> str:
    """Return what is said of a figure, which keeps what its numbers are."""
    speaker = speaker_of(view)
    saying = speaker.saying_of(view.figure, view.key) if speaker else Saying(view.figure)
    saying = saying._replace(where=where)
    plain, marked = (
        said(Sayer(saying, _Writer(view, speaker, marked=marked).write_piece)) for marked in (False, True)
    )
    return woven_text(plain, marked)


def tell_scope(views: Sequence[FigureView]) -> str:
    """Return of how many units the figures of a section are, where that is worth saying once."""
    speaker = speaker_of(views[0]) if views else None
    figures = [view.figure for view in views if isinstance(view.figure, RolledUpFigure)]
    return speaker.tell_scope(figures) if isinstance(speaker, TotalSpeaker) else ""


class Parts:
    """A total and its parts, all over the same units; parts that contradict the total are left out.

    Where some unit gave a total and not its parts, both are told of the units that gave all. `closed` says
    whether the parts must be all there is; without it, what they come to tells.
    """

    def __init__(self, view: FigureView, parts: Sequence[FigureView], closed: bool | None = None) -> None:  # noqa: FBT001 - of a filter
        self._view, self._parts = view, parts
        self._total, *self._figures = _over_the_same(view, parts)
        left = self._left()
        self._known = left is not None and left >= 0 and not (closed and left)
        self._closed = left == 0 if closed is None else closed

    def _left(self) -> Decimal | None:
        """Return what the parts leave of the total; None where one has no number."""
        total, *numbers = map(number_of, (self._total, *self._figures))
        known = [number for number in numbers if number is not None]
        if total is None or len(known) < len(numbers):
            return None
        return total - sum(known, Decimal(0))

    def amount(self) -> str:
        """Return '110 hồ sơ, gồm: 80 hồ sơ trực tuyến; 30 hồ sơ trực tiếp'."""
        return self._both(
            lambda sayer, parts: phrasing.consisting_of(sayer.amount(), parts, closed=self._closed)
        )

    def sentence(self) -> str:
        """Return the same as a sentence, with target and change."""
        return self._both(lambda sayer, parts: sayer.sentence_with(parts, closed=self._closed))

    def _both(self, said: Callable[[Sayer, Sequence[str]], str]) -> str:
        plain, marked = (self._said(said, marked=marked) for marked in (False, True))
        return woven_text(plain, marked)

    def _said(self, said: Callable[[Sayer, Sequence[str]], str], *, marked: bool) -> str:
        speaker = speaker_of(self._view)
        saying = speaker.saying_of(self._total, self._view.key) if speaker else Saying(self._total)
        told = zip(self._parts, self._figures, strict=True) if self._known else ()
        parts = [_told_part(view, figure, marked=marked) for view, figure in told]
        sayer = Sayer(
            saying._replace(tells_flow=not parts), _Writer(self._view, speaker, marked=marked).write_piece
        )
        return said(sayer, parts)


def _told_part(view: FigureView, figure: Figure, *, marked: bool) -> str:
    """Return '124 sản phẩm đạt 3 sao'; what is named otherwise, 'trong hạn: 80 hồ sơ'."""
    hand = _Writer(view, speaker_of(view), marked=marked).write_piece
    name = hand(lower_first(figure.indicator.name), Piece(Part.NAME, figure))
    return Sayer(Saying(figure), hand).named_amount(name)


def _over_the_same(view: FigureView, parts: Sequence[FigureView]) -> list[Figure]:
    """Return a figure and its parts rolled up over the units that gave them all."""
    speaker, figures = speaker_of(view), [each.figure for each in (view, *parts)]
    rolled = [each for each in figures if isinstance(each, RolledUpFigure)]
    if len(rolled) < len(figures) or not isinstance(speaker, TotalSpeaker):
        return figures
    shared = set.intersection(*({*each.coverage.counted} for each in rolled))
    if not shared or all(shared == {*each.coverage.counted} for each in rolled):
        return figures
    return [speaker.within_units(each, shared) for each in rolled]


def tell_rank(view: FigureView) -> str:
    """Return 'đứng thứ 7/96, tăng 3 bậc so với tháng trước' of a unit's figure; nothing without a rank."""
    speaker = speaker_of(view)
    ranks = speaker.ranks_of(view.figure, view.key) if speaker and view.key else []
    if not ranks or ranks[0][0] is not None:
        return ""
    return woven_text(_told_ranks(view, ranks, marked=False), _told_ranks(view, ranks, marked=True))


def _told_ranks(view: FigureView, ranks: Sequence[tuple[Basis | None, Rank]], *, marked: bool) -> str:
    writer = _Writer(view, speaker_of(view), marked=marked)
    now = ranks[0][1]
    told = [phrasing.rank_phrase(writer.write_rank(rank_text(now)))]
    told += [_moved_rank(now, rank, basis, writer) for basis, rank in ranks[1:] if basis]
    return ", ".join(told)


def _moved_rank(now: Rank, before: Rank, basis: Basis, writer: _Writer) -> str:
    """Return by how many places a unit moved; among other units, only where it stood."""
    period = writer.write_basis(basis)
    steps = before.place - now.place
    if now.among != before.among:
        return phrasing.ranked_before(writer.write_rank(rank_text(before), basis.then.id), period)
    if not steps:
        return phrasing.same_rank(period)
    number = writer.write_rank(prose_count(abs(steps)), basis.then.id)
    return phrasing.rank_move(number, period, up=steps > 0)
