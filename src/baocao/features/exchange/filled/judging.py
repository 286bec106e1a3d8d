"""What the checks say of a report that a form would make, told at the cells of the form."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.exchange.filled.answers import Answer, label_of
from baocao.features.exchange.filled.candidates import Candidate
from baocao.features.exchange.filled.records import Finding
from baocao.features.exchange.filled.wording import FormWords, places_words
from baocao.features.exchange.forms.records import Way
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.proposing import Proposal
from baocao.source import nodes
from baocao.source.nodes import Node
from baocao.source.parsing import parse_source
from baocao.vietnamese.counts import count_text

_DEEPEST: Final = 6


class _Key(NamedTuple):
    line: int
    column: int
    way: Way


class Judge:
    """Tells what is wrong with proposals; what was wrong before is no fault of a form."""

    def __init__(self, root: Path, period: Period, loaded: Loaded) -> None:
        self._root = root
        self._period = period
        self._loaded = loaded
        self._words = FormWords(loaded.definitions.catalogue.indicators)

    @cached_property
    def _by_file(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        found: dict[str, list[Diagnostic]] = {}
        units = self._loaded.definitions.config.units
        for diagnostic in self._loaded.problems:
            name = diagnostic.place.file if diagnostic.place else ""
            if diagnostic.unit and Path(name).parent.name != diagnostic.unit:
                name = (
                    (units / diagnostic.unit / f"{self._period.id}.yaml").relative_to(self._root).as_posix()
                )
            found.setdefault(name, []).append(diagnostic)
        return {name: tuple(diagnostics) for name, diagnostics in found.items()}

    @cached_property
    def _before(self) -> frozenset[tuple[str, str | None, tuple[tuple[str, str], ...]]]:
        """What was wrong before anything was proposed; asked for only where an error may be an old one."""
        return frozenset(map(_said, load_checked(self._root, self._period).problems))

    def has_something_on(self, proposal: Proposal) -> bool:
        """Tell whether a check says anything of a report, or whether it lacks something."""
        return proposal.after.path in self._by_file or proposal.unit.id in self._owing

    @cached_property
    def _owing(self) -> frozenset[str]:
        return frozenset(each.unit.id for each in self._loaded.owed if each.missing)

    def findings_of(self, candidate: Candidate, proposal: Proposal) -> Iterator[Finding]:
        """Yield what is wrong with a report at the cells of its form, then what is only to be known."""
        cells = _Cells(candidate, proposal, self._words)
        changed = {change.way for change in candidate.composed.changes}
        for diagnostic in self._by_file.get(proposal.after.path, ()):
            way = cells.way_at(diagnostic)
            is_own = any(way[: len(each)] == each for each in changed)
            if diagnostic.severity is Severity.ERROR:
                if is_own or proposal.before is None or _said(diagnostic) not in self._before:
                    yield cells.finding_of(diagnostic, way, fault=True)
            elif is_own:
                yield cells.finding_of(diagnostic, way, fault=False)
        yield from self._missing(candidate, cells)

    def _missing(self, candidate: Candidate, cells: "_Cells") -> Iterator[Finding]:
        """Yield what a form leaves open that must be reported."""
        owed = [each for each in self._loaded.owed if each.unit.id == candidate.layout.unit.id]
        ways = dict.fromkeys(
            way
            for each in owed
            for diagnostic in each.missing
            if (way := _missing_way(diagnostic, each.directive.id, each.directive.tasks_from))
        )
        answers = [answer for way in ways if (answer := cells.answer_of(way)) and answer.name]
        if answers:
            where = places_words(answer.name for answer in answers)
            told = f"còn thiếu {count_text(len(answers))} nội dung bắt buộc: {where}"
            spots = tuple(spot for answer in answers for spot in answer.spots)
            yield Finding("", "", told, "", "", fault=False, cells=spots)


def _missing_way(diagnostic: Diagnostic, directive: str, tasks: str) -> Way | None:
    value = dict(diagnostic.details).get("value", "")
    ways = {
        "BC702": ("noi_dung", directive, value),
        "BC703": ("chi_tieu", value),
        "BC704": ("nhiem_vu", tasks, value),
    }
    return ways.get(diagnostic.code)


def _said(diagnostic: Diagnostic) -> tuple[str, str | None, tuple[tuple[str, str], ...]]:
    return diagnostic.code, diagnostic.unit, diagnostic.details


class _Cells:
    """Finds the cells of a form for places of the report that it makes."""

    def __init__(self, candidate: Candidate, proposal: Proposal, words: FormWords) -> None:
        self._words = words
        self._sources = candidate.composed.sources
        self._source = proposal.after

    @cached_property
    def _notes(self) -> Mapping[Way, str]:
        """The cells in which reasons are given, by their way."""
        return {
            way: answer.name
            for way, answer in self._sources.items()
            if way[0] == "giai_trinh" and answer.name
        }

    @cached_property
    def _keys(self) -> list[_Key]:
        root, _ = parse_source(self._source)
        return sorted(_keys_in(root, ())) if root is not None else []

    def way_at(self, diagnostic: Diagnostic) -> Way:
        """Return the keys that lead to the place of a problem; none where it is somewhere else."""
        place = diagnostic.place
        if place is None or place.file != self._source.path:
            return ()
        before = [key.way for key in self._keys if (key.line, key.column) <= (place.line, place.column)]
        return before[-1] if before else ()

    def answer_of(self, way: Way) -> Answer | None:
        """Return the answer from which the value at a way came, or of the line around it."""
        known = (self._sources.get(way[:depth]) for depth in range(len(way), 1, -1))
        found = next((answer for answer in known if answer), None)
        inside = (answer for below, answer in self._sources.items() if way and below[: len(way)] == way)
        return found or next(inside, None)

    def finding_of(self, diagnostic: Diagnostic, way: Way, *, fault: bool) -> Finding:
        """Return what a check says, at its cell."""
        answer = self.answer_of(way)
        advice = self._words.advice_text(diagnostic, self._notes, way)
        return Finding(
            answer.name if answer else "",
            label_of(answer.line) if answer else "",
            self._words.message_text(diagnostic),
            "",
            advice=advice,
            fault=fault,
            cells=answer.spots if answer else (),
        )


def _keys_in(node: Node, way: Way) -> Iterator[_Key]:
    for name, (key, value) in node.entries.items() if isinstance(node, nodes.Mapping) else ():
        yield _Key(key.line, key.column, (*way, name))
        if len(way) < _DEEPEST:
            yield from _keys_in(value, (*way, name))
