"""Control totals: what a unit published, against what its figures give."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from baocao.figures.expression import operands_of
from baocao.figures.own import as_number
from baocao.figures.ranking import rank_units
from baocao.figures.shown import entered_number, message_text, rank_text
from baocao.model.diagnostic import problem
from baocao.model.figure import Figure
from baocao.model.submission import Control, Rank
from baocao.model.workspace import Workspace
from baocao.rules.compared import Compared
from baocao.rules.reports import Finding, Reports, reports_of
from baocao.source.past import is_sane
from baocao.vietnamese.numbers import rounded_number


def controls_agree(reports: Reports) -> Iterator[Finding]:
    """A published total or percentage is what its parts give, rounded as it was published."""
    for unit, submission in reports.workspace.submissions.items():
        for name, control in submission.controls.items():
            number = as_number(reports.own[unit][name])
            if control.value is not None and number is not None and is_sane(number):
                computed = rounded_number(number, control.places)
                if computed != control.value:
                    yield _difference_finding(reports.own[unit], name, control, computed, unit)


def _difference_finding(
    figures: Mapping[str, Figure], name: str, control: Control, computed: Decimal, unit: str
) -> Finding:
    indicator = figures[name].indicator
    parts = {part: figures[part] for part in operands_of(indicator) or (name,) if part in figures}
    shown_parts = {part: f"{part} = {message_text(figure)}" for part, figure in parts.items()}
    diagnostic = problem(
        "BC415",
        control.at,
        related=tuple((shown_parts[part], figure.at) for part, figure in parts.items() if figure.at),
        unit=unit,
        key=name,
        published=entered_number(control.value or Decimal(0), indicator),
        computed=entered_number(computed, indicator),
        operands="; ".join(shown_parts.values()),
    )
    return Finding(diagnostic, name)


def ranks_agree(compared: Compared) -> Iterator[Finding]:
    """A published rank is the one that the figures give, once as many units have reported as it counts."""
    workspace = compared.workspace
    published = _published_ranks(workspace)
    # The figures of all units, computed anew: sending them between processes takes longer.
    own = reports_of(workspace, ()).own if published else {}
    for name, by_unit in published.items():
        better = workspace.definitions.catalogue.indicators[name].better
        if better is None:
            continue
        computed = rank_units({unit: figures[name] for unit, figures in own.items()}, better)
        for unit, rank in by_unit.items():
            rank_computed = computed.get(unit)
            # While some have not reported every rank is provisional, and would only cry wolf.
            if rank_computed and rank_computed.among == rank.among and rank_computed.place != rank.place:
                submission = workspace.submissions[unit]
                place = submission.controls[name].at if name in submission.controls else None
                at = place or own[unit][name].at
                first, second = rank_text(rank), rank_text(rank_computed)
                yield Finding(
                    problem("BC416", at, unit=unit, key=name, published=first, computed=second), name
                )


def _published_ranks(workspace: Workspace) -> dict[str, dict[str, Rank]]:
    """Return the ranks that units wrote beside figures or as controls, by indicator and unit."""
    published: dict[str, dict[str, Rank]] = {}
    for unit, submission in workspace.submissions.items():
        for name, entry in submission.entries.items():
            if entry.rank:
                published.setdefault(name, {})[unit] = entry.rank
        for name, control in submission.controls.items():
            if control.rank:
                published.setdefault(name, {})[unit] = control.rank
    return published
