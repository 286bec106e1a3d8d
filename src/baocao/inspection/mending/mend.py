"""A document is mended: judged, changed by every mender, read anew, until nothing is left to change."""

from typing import Final, NamedTuple

from baocao.foreign.faults import UnreadableError
from baocao.inspection.inspect import Inspection, inspect_document, make_case
from baocao.inspection.mending.body import mend_grounds, mend_headings, mend_tables, mend_text, mend_weights
from baocao.inspection.mending.comments import add_comments
from baocao.inspection.mending.components import mend_components, mend_coupled
from baocao.inspection.mending.context import Mender, Mending
from baocao.inspection.mending.letters import mend_colours, mend_fonts
from baocao.inspection.mending.package import EditablePackage
from baocao.inspection.mending.page import mend_page
from baocao.inspection.mending.proof import claims_of, unproven_place
from baocao.inspection.mending.reasons import ODD, UNPROVEN, UNREADABLE, refusal_of, remaining_faults
from baocao.inspection.mending.records import Change, Left, Mended
from baocao.inspection.mending.telling import rules_said
from baocao.inspection.mending.tracking import Tracker
from baocao.inspection.mending.words import TEXT_MENDERS
from baocao.inspection.reading import read_docx

FORMATTING: Final[tuple[Mender, ...]] = (
    mend_page,
    mend_fonts,
    mend_colours,
    mend_coupled,
    mend_components,
    mend_grounds,
    mend_weights,
    mend_headings,
    mend_text,
    mend_tables,
)
"""What sets properties; runs are parted, and texts stay."""
MENDERS: Final[tuple[Mender, ...]] = (*FORMATTING, *TEXT_MENDERS)
"""In the order in which they work."""
_MOST_PASSES: Final = 5
"""A change may bring another fault to light: a title that is in the middle now is recognised as one."""


class Way(NamedTuple):
    """How a copy is made: with changes that Word can take back, with comments, at which moment.

    `units` are the names of units that inspections know; `menders` set faults right.
    """

    tracked: bool = True
    comments: bool = False
    moment: str = ""
    units: tuple[str, ...] = ()
    menders: tuple[Mender, ...] = MENDERS


def mend_document(
    name: str,
    data: bytes,
    *,
    tracked: bool = True,
    comments: bool = False,
    moment: str = "",
    menders: tuple[Mender, ...] = MENDERS,
) -> Mended:
    """Return the corrected copy of the DOCX `data` where no registry of units is known."""
    return mended_copy(name, data, Way(tracked, comments, moment, menders=menders))


def mended_copy(name: str, data: bytes, way: Way) -> Mended:
    """Return the corrected copy of the DOCX `data`; what cannot be read or mended comes back as it is."""
    before = inspect_document(name, data, way.units)
    if before.form is None:
        return Mended(data, (), (), before=before, after=before)
    refused = refusal_of(EditablePackage(data))
    if refused:
        return Mended(data, (), (), before=before, after=before, refused=refused)
    try:
        return _mended_in_passes(before, data, way)
    except UnprovenError as problem:
        refused = UNPROVEN.format(place=problem)
    except UnreadableError as problem:
        words = ODD if problem.code == "TT007" else UNREADABLE
        refused = words.format(reason=problem.message.rstrip("."))
    return Mended(data, (), (), before=before, after=before, refused=refused)


class UnprovenError(Exception):
    """A copy would say something else than the document did; the text tells where."""


def _mended_in_passes(before: Inspection, data: bytes, way: Way) -> Mended:
    changes: list[Change] = []
    left: list[Left] = []
    after = before
    for _ in range(_MOST_PASSES):
        mending = _make_mending(data, after, way)
        for mend in way.menders:
            mend(mending)
        done = bool(mending.changes)
        left = [] if done else [*mending.left, *remaining_faults(before, after, mending.left)]
        if way.comments:
            add_comments(mending, rules_said((after,)), mending.changes, left)
        changes += mending.changes
        data = _proven_copy(data, mending, way)
        after = inspect_document(before.file, data, way.units) if done else after
        if after.unreadable:
            raise after.unreadable
        if not done:
            break
    return Mended(data, tuple(changes), tuple(left), before=before, after=after)


def _proven_copy(data: bytes, mending: Mending, way: Way) -> bytes:
    """Return the changed file, of which it is proven what it says."""
    copy = mending.package.write()
    claims = claims_of(mending.changes, mending.form, tracked=way.tracked)
    wrong = unproven_place(data, copy, claims)
    if wrong:
        raise UnprovenError(wrong)
    return copy


def _make_mending(data: bytes, inspection: Inspection, way: Way) -> Mending:
    package = EditablePackage(data)
    tracker = Tracker(package.free_ids(), tracked=way.tracked, moment=way.moment)
    return Mending(package, make_case(read_docx(data)), inspection.judged, tracker)
