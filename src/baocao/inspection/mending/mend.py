"""A document is mended: judged, changed by every mender, read anew, until nothing is left to change."""

from typing import Final

from baocao.inspection.anatomy import take_apart
from baocao.inspection.inspect import form_for, inspect_document
from baocao.inspection.mending.context import Mender, Mending
from baocao.inspection.mending.package import EditablePackage
from baocao.inspection.mending.records import Change, Left, Mended
from baocao.inspection.mending.tracking import Tracker
from baocao.inspection.mending.words import TEXT_MENDERS
from baocao.inspection.reading import read_docx
from baocao.inspection.verdicts import Case

MENDERS: tuple[Mender, ...] = TEXT_MENDERS
"""In the order in which they work."""
_MOST_PASSES: Final = 5
"""A change may bring another fault to light: a title that is in the middle now is recognised as one."""


def mend_document(name: str, data: bytes, *, tracked: bool = True, moment: str = "") -> Mended:
    """Return the corrected copy of the DOCX `data`; what cannot be read or mended comes back as it is."""
    before = inspect_document(name, data)
    if before.unreadable or before.paper:
        return Mended(data, (), (), before=before, after=before)
    changes: list[Change] = []
    left: tuple[Left, ...] = ()
    for _ in range(_MOST_PASSES):
        data, done, left = _mended_once(data, tracked=tracked, moment=moment)
        if not done:
            break
        changes += done
    return Mended(data, tuple(changes), left, before=before, after=inspect_document(name, data))


def _mended_once(
    data: bytes, *, tracked: bool, moment: str
) -> tuple[bytes, list[Change], tuple[Left, ...]]:
    docx = read_docx(data)
    form = form_for(docx)
    package = EditablePackage(data)
    tracker = Tracker(package.free_ids(), tracked=tracked, moment=moment)
    mending = Mending(package, Case(docx, take_apart(docx, form), form), tracker)
    for mend in MENDERS:
        mend(mending)
    return package.write(), mending.changes, tuple(mending.left)
