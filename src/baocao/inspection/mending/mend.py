"""A document is mended: judged, changed by every mender, read anew, until nothing is left to change."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from baocao.foreign.faults import UnreadableError
from baocao.inspection.inspect import Inspection, Judgement, inspection_of, make_case
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
    try:
        passes = _Passes(name, data, way)
    except UnreadableError as problem:
        unread = Inspection(name, None, None, (), problem)
        return Mended(data, (), (), before=unread, after=unread)
    before = passes.before
    if before.form is None:
        return Mended(data, (), (), before=before, after=before)
    refused = refusal_of(EditablePackage(data))
    if refused:
        return Mended(data, (), (), before=before, after=before, refused=refused)
    try:
        return passes.run_all()
    except UnprovenError as problem:
        refused = UNPROVEN.format(place=problem)
    except UnreadableError as problem:
        words = ODD if problem.code == "TT007" else UNREADABLE
        refused = words.format(reason=problem.message.rstrip("."))
    return Mended(data, (), (), before=before, after=before, refused=refused)


class UnprovenError(Exception):
    """A copy would say something else than the document did; the text tells where."""


class _Passes:
    """What passes over one document hold: its bytes and what rules say of it now, and what was done.

    All rules are judged before the first pass and after the last; between, those that menders ask for. Of a
    document that was changed nothing is kept but its new bytes: what was read of it would weigh too much.
    """

    def __init__(self, name: str, data: bytes, way: Way) -> None:
        self._name, self._data, self._way = name, data, way
        self._changes: list[Change] = []
        self._judgement = self._read_anew()
        self.before = inspection_of(name, self._judgement)

    def run_all(self) -> Mended:
        """Mend until nothing is left to change; raises what makes a copy impossible."""
        for number in range(_MOST_PASSES):
            mending = self._make_mending()
            for mend in self._way.menders:
                mend(mending)
            if not mending.changes:
                return self._finished(mending, self.before if number == 0 else self._inspect_now())
            changed = dict.fromkeys(change.rule for change in mending.changes)
            self._add_comments(mending, self._inspect_now(changed), ())
            self._take_copy(mending)
            del mending
            self._judgement = self._read_anew()
        return self._mended((), self._inspect_now())

    def _finished(self, mending: Mending, after: Inspection) -> Mended:
        left = (*mending.left, *remaining_faults(self.before, after, mending.left))
        self._add_comments(mending, after, left)
        self._take_copy(mending)
        return self._mended(left, after)

    def _mended(self, left: tuple[Left, ...], after: Inspection) -> Mended:
        return Mended(self._data, tuple(self._changes), left, before=self.before, after=after)

    def _make_mending(self) -> Mending:
        package = EditablePackage(self._data)

        def make_tracker() -> Tracker:
            return Tracker(package.free_ids(), tracked=self._way.tracked, moment=self._way.moment)

        return Mending(package, self._judgement, make_tracker)

    def _read_anew(self) -> Judgement:
        return Judgement(make_case(read_docx(self._data), self._way.units))

    def _inspect_now(self, rules: Iterable[str] | None = None) -> Inspection:
        return inspection_of(self._name, self._judgement, rules)

    def _add_comments(self, mending: Mending, inspection: Inspection, left: Iterable[Left]) -> None:
        if self._way.comments:
            add_comments(mending, rules_said((inspection,)), mending.changes, left)

    def _take_copy(self, mending: Mending) -> None:
        """Go on with the changed file, of which it is proven what it says."""
        copy = mending.package.write()
        claims = claims_of(mending.changes, mending.form, tracked=self._way.tracked)
        self._changes += mending.changes
        # Its trees, which weigh most of all, are not needed any more.
        mending.package.forget_trees()
        wrong = unproven_place(self._data, copy, claims)
        if wrong:
            raise UnprovenError(wrong)
        self._data = copy
