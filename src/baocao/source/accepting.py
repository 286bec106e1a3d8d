"""Writing what is accepted as missing into a submission without touching anything else of it."""

from typing import Final

from baocao.model.acceptance import ACCEPTED_SHAPE, LACKING_SHAPE, Accepted, Lacking
from baocao.model.issuance import ACCEPTED
from baocao.model.workspace import SourceFile
from baocao.source.canonical.changing import Change, UnchangeableError, changed_report
from baocao.source.canonical.layout import Orders, submission_layout
from baocao.source.canonical.making import made_entry, made_list, made_mapping
from baocao.source.canonical.parts import Group, Part, Text
from baocao.source.editing import is_all_in_braces
from baocao.vietnamese.dates import iso_date

_LAYOUT: Final = submission_layout(Orders())
"""That of a report, whatever the workspace has: the record depends on nothing of it."""


def with_accepted(source: SourceFile, directive: str, accepted: Accepted) -> SourceFile | None:
    """Return the submission with the record of one directive, new or in the place of the one before.

    None where that cannot be written. What was there before is there afterwards.
    """
    if is_all_in_braces(source):
        return None
    try:
        record = Change((ACCEPTED, directive), _record_part(accepted))
        return changed_report(source, [record], _LAYOUT).source
    except UnchangeableError:
        return None


def _record_part(accepted: Accepted) -> Group:
    """Return a record as it is written, without what is empty."""
    values: tuple[Part | None, ...] = (
        Text(accepted.period.id, "") if accepted.period else None,
        _worded(accepted.reason) if accepted.reason else None,
        _worded(accepted.approver) if accepted.approver else None,
        Text(iso_date(accepted.day), "") if accepted.day else None,
        made_list(map(_worded, accepted.silent)) if accepted.silent else None,
        made_list(map(_lacking_part, accepted.lacking)) if accepted.lacking else None,
    )
    named = zip(ACCEPTED_SHAPE.names, values, strict=True)
    return made_mapping(made_entry(name, value) for name, value in named if value)


def _lacking_part(lacking: Lacking) -> Group:
    unit, keys = LACKING_SHAPE.names
    return made_mapping(
        [made_entry(unit, _worded(lacking.unit)), made_entry(keys, made_list(map(_worded, lacking.keys)))]
    )


def _worded(text: str) -> Text:
    return Text(text, "'")
