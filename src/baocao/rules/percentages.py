"""Percentages: what a unit can mean by one."""

from collections.abc import Iterator

from baocao.model.diagnostic import problem
from baocao.model.submission import State
from baocao.rules.reports import Finding, Reports


def percentages_occur(reports: Reports) -> Iterator[Finding]:
    """A percentage is a number: of 'it did not occur' nobody knows whether it is 0% or a share of nothing.

    Where nothing occurred, a count is zero, and a percentage is left out of means and ranks.
    """
    indicators = reports.workspace.definitions.catalogue.indicators
    for unit, submission in reports.workspace.submissions.items():
        for name, entry in submission.entries.items():
            indicator = indicators[name]
            if entry.state is State.NOTHING and indicator.in_percent and entry.at:
                yield Finding(problem("BC453", entry.at, unit=unit, key=name), name)
