"""What the draft of a consolidated report tells its author of the headline figures: why they changed."""

from collections.abc import Iterator
from typing import Final

from baocao.documents.request import Request
from baocao.figures.chosen import chosen_indicators
from baocao.figures.consolidation import Consolidation, consolidate_directive
from baocao.figures.decomposition import decompose_change
from baocao.figures.earlier import LAST, PastReports
from baocao.figures.measures import outlook_of
from baocao.figures.published import published_workspace
from baocao.figures.shown import IN_TRACE, figure_text, labelled_text
from baocao.figures.why import why_text
from baocao.model.figure import Figure

MOST_TOLD: Final = 7
"""As many figures as a summary has."""


def change_notes(request: Request, past: PastReports | None) -> Iterator[str]:
    """Yield for each headline figure what it was, what it is, and why."""
    now, old = request.consolidation, request.earlier.get(LAST)
    if now is None or old is None:
        return
    published = _published_figures(request, past, old)
    chosen = chosen_indicators(request.directive, request.workspace.definitions.catalogue)
    told = 0
    for name in chosen.headlines or [each for each in request.directive.indicators if each in chosen.prose]:
        note = _change_note(name, now, old, published)
        if note and told < MOST_TOLD:
            told += 1
            yield note


def _published_figures(
    request: Request, past: PastReports | None, old: Consolidation
) -> Consolidation | None:
    """Return what the earlier report had printed, where its figures were corrected since."""
    noted = [each for each in request.corrections if each.period == old.period]
    before = published_workspace(past.reports_of(old.period), noted) if past and noted else None
    return before and consolidate_directive(before, old.expected.directive)


def _change_note(name: str, now: Consolidation, old: Consolidation, published: Consolidation | None) -> str:
    """Return 'Học viên: 118.558 học viên; tháng 10 năm 2025: 104.930 học viên. Vì sao: …'."""
    before, after = outlook_of(old, name), outlook_of(now, name)
    if before is None or after is None:
        return ""
    said = outlook_of(published, name) if published else None
    why = why_text(decompose_change(before, after, said), after.figure.indicator)
    first, last = map(_side_text, ((said or before).figure, after.figure))
    return f"{after.figure.indicator.name}: {last}; {old.period.label}: {first}. {why}" if why else ""


def _side_text(figure: Figure) -> str:
    return labelled_text(figure_text(figure, IN_TRACE), figure)
