"""Gaps that somebody has accepted: which there are, which are accepted, whether the record still holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from baocao.figures.expected import expected_reporters
from baocao.model.acceptance import Accepted, Gaps, Standing
from baocao.model.diagnostic import Diagnostic, at_most_problems, problem
from baocao.model.directive import Directive
from baocao.model.owed import Owed
from baocao.model.submission import Part, Submission
from baocao.model.unit import Unit, is_selected
from baocao.model.workspace import Workspace
from baocao.vietnamese.text import first_few, name_hint

NOT_COME: Final = "BC701"
_PARTS: Final = {"BC702": Part.NARRATIVE, "BC703": Part.FIGURE, "BC704": Part.TASK}
"""What a report may lack and be accepted, by the code that tells of it; nothing that is wrong is here."""
_MOST_NAMES: Final = 5


def gap_key(missing: Diagnostic) -> str | None:
    """Return the key of what is missing: nothing for a whole report, None where it cannot be accepted."""
    if missing.code == NOT_COME:
        return ""
    part = _PARTS.get(missing.code)
    return f"{part.value}/{dict(missing.details)['value']}" if part else None


def gaps_under(owed: Iterable[Owed], directive: str) -> Gaps:
    """Return what the reports that are owed under a directive lack."""
    silent, lacking = set[str](), dict[str, set[str]]()
    for each in owed:
        for missing in each.missing if each.directive.id == directive else ():
            key = gap_key(missing)
            if key:
                lacking.setdefault(each.unit.id, set()).add(key)
            elif key is not None:
                silent.add(each.unit.id)
    return Gaps(frozenset(silent), {unit: frozenset(keys) for unit, keys in lacking.items()})


def is_accepted(missing: Diagnostic, gaps: Gaps) -> bool:
    """Tell whether something that is missing is among these gaps."""
    key = gap_key(missing)
    return key is not None and missing.unit is not None and gaps.has_key(missing.unit, key)


def accepted_of(workspace: Workspace, directive: str, issuer: str) -> Accepted | None:
    """Return what the issuer's file of the period accepts as missing; None where that is not whole."""
    submission = workspace.submissions.get(issuer)
    accepted = submission.accepted.get(directive) if submission else None
    holds = accepted and accepted.is_whole and accepted.period == workspace.period
    return accepted if holds else None


def standing_gaps(
    workspace: Workspace, owed: Iterable[Owed], directive: str, issuer: str
) -> Standing | None:
    """Return the record and what of it is missing still, None where nothing is accepted or missing."""
    accepted = accepted_of(workspace, directive, issuer)
    gaps = gaps_under(owed, directive).common_with(accepted.gaps) if accepted else Gaps()
    return Standing(accepted, gaps) if accepted and not gaps.is_empty else None


def check_accepted(workspace: Workspace, owed: Sequence[Owed]) -> list[Diagnostic]:
    """Report records of accepted gaps that are of another period, of nothing, or not true any more."""
    return [
        found
        for submission in workspace.submissions.values()
        for name, accepted in submission.accepted.items()
        for found in at_most_problems(_RecordCheck(workspace, owed, submission, name, accepted).problems())
    ]


class _RecordCheck:
    """Looks at one record of accepted gaps."""

    def __init__(
        self,
        workspace: Workspace,
        owed: Sequence[Owed],
        submission: Submission,
        directive: str,
        accepted: Accepted,
    ) -> None:
        self._workspace = workspace
        self._owed = owed
        self._unit = submission.unit
        self._directive = workspace.definitions.directives[directive]
        self._accepted = accepted
        self._expected = {unit.id: unit for unit in expected_reporters(workspace, self._directive).units}

    def problems(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with the record; of one for nobody nothing else matters."""
        accepted, period = self._accepted, self._workspace.period
        if not self._is_consolidated():
            yield problem(
                "BC722", self._accepted.at, unit=self._unit, directive=self._directive.id, period=period.id
            )
            return
        if accepted.period and accepted.period != period:
            yield problem(
                "BC720", self._accepted.at, unit=self._unit, value=accepted.period.id, period=period.id
            )
        stop = self._directive.schedule.window(period).end
        if accepted.day and accepted.day < stop:
            yield problem("BC724", self._accepted.at, unit=self._unit, day=accepted.day, stop=stop)
        # What was given out is history: what comes, or is renamed, afterwards makes nothing of it untrue.
        if not self._is_given_out():
            yield from self._unknown_parts()
            yield from self._come_since()

    def _is_consolidated(self) -> bool:
        """Tell whether the unit makes a document of other units' reports under the directive."""
        unit = self._workspace.definitions.registry.units[self._unit]
        own = is_selected(self._directive.reporters, unit)
        products = (product for product in self._directive.products if not product.request)
        return not own and any(is_selected(product.issuers, unit) for product in products)

    def _is_given_out(self) -> bool:
        name = (self._unit, self._directive.id)
        return any((record.unit, record.directive) == name for record in self._workspace.issued)

    def _unknown_parts(self) -> Iterator[Diagnostic]:
        for name in (*self._accepted.silent, *(each.unit for each in self._accepted.lacking)):
            if name not in self._expected:
                hint = name_hint(name, self._expected)
                yield problem(
                    "BC723",
                    self._accepted.at,
                    unit=self._unit,
                    value=name,
                    what=f"đơn vị phải báo cáo theo '{self._directive.id}'",
                    hint=hint,
                )
        for each in self._accepted.lacking:
            unit = self._expected.get(each.unit)
            known = known_parts(self._directive, unit) if unit else frozenset(each.keys)
            for key in each.keys:
                if key not in known:
                    what = f"nội dung mà '{self._directive.id}' yêu cầu {each.unit} báo cáo"
                    yield problem(
                        "BC723",
                        self._accepted.at,
                        unit=self._unit,
                        value=key,
                        what=what,
                        hint=name_hint(key, known),
                    )

    def _come_since(self) -> Iterator[Diagnostic]:
        """Tell of units that have reported since, and of what has been filled in."""
        still = gaps_under(self._owed, self._directive.id)
        units = self._expected
        come = [units[name].name for name in self._accepted.silent if name in units.keys() - still.silent]
        come += [
            f"{units[each.unit].name} ({first_few(given, _MOST_NAMES, 'nội dung')})"
            for each in self._accepted.lacking
            if each.unit in units.keys() - still.silent
            and (given := self._given_since(each.unit, each.keys, still.lacking))
        ]
        if come:
            yield problem(
                "BC721", self._accepted.at, unit=self._unit, units=first_few(come, _MOST_NAMES, "đơn vị")
            )

    def _given_since(
        self, unit: str, keys: Iterable[str], lacking: Mapping[str, frozenset[str]]
    ) -> list[str]:
        known = known_parts(self._directive, self._expected[unit])
        return [key for key in keys if key in known - lacking.get(unit, frozenset())]


def known_parts(directive: Directive, unit: Unit) -> frozenset[str]:
    """Return the keys of all that a directive asks of a unit."""
    return frozenset(
        (
            *(f"{Part.FIGURE.value}/{name}" for name in directive.indicators),
            *(f"{Part.NARRATIVE.value}/{item.id}" for item in directive.outline_of(unit)),
            *(f"{Part.TASK.value}/{task.id}" for task in directive.tasks_of(unit)),
        )
    )
