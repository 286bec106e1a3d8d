"""New paragraphs under a heading whose text no unit has written yet: where they belong is known."""

from typing import Final

from baocao.documents.written import narrative_key
from baocao.features.exchange.word.carrying import Carried, carry_new
from baocao.features.exchange.word.records import Edits, OtherEdit, ProseEdit, Sort
from baocao.features.exchange.word.spelling import clean_paragraph
from baocao.features.exchange.word.writers import item_under
from baocao.foreign.word_text import Part
from baocao.model.marks import Mark, MarkKind
from baocao.model.workspace import Workspace
from baocao.pipeline.plan import Planned
from baocao.rules.written_numbers import KnownNumbers

_GAP: Final = ("[", "]")


def with_new_texts(
    edits: Edits, workspace: Workspace, planned: Planned, known: KnownNumbers | None
) -> tuple[Edits, tuple[Carried, ...]]:
    """Return the edits without new paragraphs of which it is known to which text they belong, and these."""
    submission = workspace.submissions.get(planned.issuer.id)
    if submission is None:
        return edits, ()
    written = submission.narratives.get(planned.directive.id, {})
    new_ones = [edit for edit in edits.others if _is_new_text(edit)]
    headings = {edit.spot.heading for edit in new_ones}
    items = {heading: item_under(heading, workspace, planned) for heading in headings}
    by_item: dict[str, list[OtherEdit]] = {}
    for edit in new_ones:
        item = items[edit.spot.heading]
        if item and item not in written:
            by_item.setdefault(item, []).append(edit)
    taken = {id(edit) for listed in by_item.values() for edit in listed}
    others = tuple(edit for edit in edits.others if id(edit) not in taken)
    new = (
        carry_new(_prose_of(item, listed, planned), submission.at, known)
        for item, listed in by_item.items()
    )
    return edits._replace(others=others), tuple(new)


def _is_new_text(edit: OtherEdit) -> bool:
    """Tell whether words are new, or stand in place of a gap of the draft."""
    if edit.spot.part is not Part.BODY or not edit.spot.heading or not edit.new:
        return False
    old = edit.old.removeprefix("- ").strip()
    was_gap = edit.sort is Sort.EDITED and (old[:1], old[-1:]) == _GAP
    return edit.sort is Sort.ADDED or was_gap


def _prose_of(item: str, listed: list[OtherEdit], planned: Planned) -> ProseEdit:
    mark = Mark(MarkKind.PROSE, narrative_key(planned.directive.id, item), "", planned.issuer.id)
    return ProseEdit(mark, (), tuple(clean_paragraph(edit.new) for edit in listed), listed[0].spot)
