"""The figures of a period as they were given out, before units corrected them."""

from collections.abc import Iterable

from baocao.model.issuance import Noted
from baocao.model.submission import Entry, Part, Submission
from baocao.model.workspace import Workspace


def published_workspace(reports: Workspace, noted: Iterable[Noted]) -> Workspace | None:
    """Return the reports of a period with the figures that were corrected since; None if none were."""
    submissions = dict(reports.submissions)
    # Undone last first: what the first of several corrections corrects is what was given out.
    for each in reversed([*noted]):
        if each.period == reports.period and each.correction.part is Part.FIGURE:
            unit = each.unit.id
            if unit in submissions:
                name, before = each.correction.name, each.correction.before
                submissions[unit] = _with_entry(submissions[unit], name, before)
    changed = any(each is not reports.submissions[name] for name, each in submissions.items())
    return reports._replace(submissions=submissions) if changed else None


def _with_entry(submission: Submission, name: str, entry: Entry | str | None) -> Submission:
    """Return a report that says something else of one indicator; None is what was not there."""
    entries = {key: each for key, each in submission.entries.items() if key != name}
    return submission._replace(entries={**entries, name: entry} if isinstance(entry, Entry) else entries)
