"""Files read on all processors, each to a record of a few kilobytes: a country's forms stay in memory.

What a form says of every cell is kept packed, and unpacked only where it is asked for: of a unit that sent
two files, and where a check says something.
"""

import io
import pickle
import zlib
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from baocao.features.exchange.filled.candidates import Candidate, Forms, open_form
from baocao.features.exchange.filled.drafting import Drafter
from baocao.features.exchange.filled.incoming import Incoming
from baocao.features.exchange.filled.records import FileResult, Finding, ImportCall, Outcome
from baocao.figures.versions import in_period
from baocao.model.period import Period
from baocao.model.submission import Imported
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions
from baocao.pipeline.parallel import Packer, Sharing, share_work
from baocao.pipeline.proposing import Proposal
from baocao.source.canonical.changing import Change, UnchangeableError
from baocao.source.log import Log
from baocao.source.nodes import PLAIN, Scalar
from baocao.vietnamese.counts import count_text

FILES: Final = Sharing(16)
"""Files of which the reading takes longer than starting other processes for it."""


class Received(NamedTuple):
    """A form of a unit that is asked: the result that it has by itself, and the report that it makes.

    Of a form with faults `trial` is the report that its other cells make, which is only checked.
    `packed` is what it says of every cell; `new` and `replaced` count its changes.
    """

    incoming: Incoming
    digest: str
    unit: Unit
    period: str
    result: FileResult
    proposal: Proposal | None
    packed: bytes
    new: int = 0
    replaced: int = 0
    trial: Proposal | None = None

    @property
    def name(self) -> str:
        """How the file is called."""
        return self.incoming.name

    def candidate(self) -> Candidate:
        """Return what the form says of every cell."""
        unpacked = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - of our own making, from memory
        assert isinstance(unpacked, Candidate)  # noqa: S101 - nothing else is packed
        return unpacked


class Refused(NamedTuple):
    """A file that is no form, or one of another unit, province or period."""

    incoming: Incoming
    period: str
    result: FileResult


Read = Received | Refused


def receive_files(
    files: Sequence[Incoming], definitions: Definitions, call: ImportCall
) -> tuple[Read, ...]:
    """Return what every file is, in their order."""
    receiver = _Receiver(definitions, call)
    return tuple(each for part in share_work(receiver.receive_part, files, FILES) for each in part)


class _Receiver:
    """Reads files; what units are asked for in a period is gathered once in each process."""

    def __init__(self, definitions: Definitions, call: ImportCall) -> None:
        self._definitions = definitions
        self._call = call
        self._forms: dict[Period, tuple[Forms, Drafter]] = {}

    def receive_part(self, files: Sequence[Incoming]) -> list[Read]:
        return [self._receive_file(incoming) for incoming in files]

    def _receive_file(self, incoming: Incoming) -> Read:
        opened = open_form(incoming)
        if isinstance(opened, FileResult):
            return Refused(incoming, "", opened)
        period = self._call.period or Period.parse(opened.period)
        assert period is not None  # noqa: S101 - a form without a period is none
        forms, drafter = self._of_period(period)
        candidate = forms.candidate_of(opened, is_chosen=incoming.path.resolve() in self._call.chosen)
        if isinstance(candidate, FileResult):
            return Refused(incoming, opened.period, candidate)
        return self._received(candidate, drafter)

    def _of_period(self, period: Period) -> tuple[Forms, Drafter]:
        if period not in self._forms:
            definitions = in_period(self._definitions, period)
            self._forms[period] = Forms(definitions, period), Drafter(definitions, period)
        return self._forms[period]

    def _received(self, candidate: Candidate, drafter: Drafter) -> Received:
        opened, unit = candidate.opened, candidate.layout.unit
        findings, conflicts = candidate.findings, candidate.composed.conflicts
        proposal = trial = None
        origin = self._origin(candidate)
        if candidate.is_stopped:
            trial = _trial_of(candidate, drafter, origin)
        elif not conflicts:
            try:
                proposal = drafter.proposal_of(unit, candidate.composed.changes, origin)
            except UnchangeableError as error:
                findings = (*findings, _unchangeable(candidate, error))
        replaced = len(candidate.composed.replaced)
        # The cells themselves have been heard; they are most of what a form is.
        kept = candidate._replace(opened=opened._replace(data=b"", form=opened.form._replace(parts=())))
        return Received(
            opened.incoming,
            opened.digest,
            unit,
            opened.period,
            result=_result_of(candidate.name, unit, findings, conflicts, is_new=proposal is not None),
            proposal=proposal,
            packed=_packed(kept),
            new=len(candidate.composed.changes) - replaced,
            replaced=replaced,
            trial=trial,
        )

    def _origin(self, candidate: Candidate) -> Imported:
        """Return from which file the report comes, who sent it, and when."""
        composed = candidate.composed
        day = Log("").day(Scalar(composed.day, PLAIN, 1, 1)) if composed.day else None
        return Imported(
            candidate.opened.incoming.path.name,
            candidate.opened.digest,
            composed.sender or self._call.sender,
            day or self._call.day,
        )


def _trial_of(candidate: Candidate, drafter: Drafter, origin: Imported) -> Proposal | None:
    """Return the report of a form with faults, without what they are about: all else is told at once."""
    gone = [Change(way, None) for way in candidate.ways_in_doubt()]
    taken = {change.way for change in gone}
    changes = [each for each in candidate.composed.changes if each.way not in taken]
    try:
        return drafter.proposal_of(candidate.layout.unit, [*changes, *gone], origin)
    except UnchangeableError:
        return None


def _result_of(
    name: str, unit: Unit, findings: Sequence[Finding], conflicts: Sequence[Finding], *, is_new: bool
) -> FileResult:
    """Return what becomes of a form by itself; conflicts are told first."""
    told = (*conflicts, *findings)
    if any(finding.fault for finding in findings):
        return FileResult(name, Outcome.FAULTY, unit, findings=told)
    if conflicts:
        reason = f"báo cáo đã có điều khác ở {count_text(len(conflicts))} ô sau khi lập biểu này, chưa nhập"
        todo = "xem khác biệt; lấy theo tệp này thì dùng --chon TỆP"
        return FileResult(name, Outcome.TWICE, unit, reason, told, todo=todo)
    return FileResult(name, Outcome.IMPORTED if is_new else Outcome.UNCHANGED, unit, findings=told)


def _packed(candidate: Candidate) -> bytes:
    buffer = io.BytesIO()
    Packer(buffer).dump(candidate)
    return zlib.compress(buffer.getvalue(), 1)


def _unchangeable(candidate: Candidate, error: UnchangeableError) -> Finding:
    answer = candidate.composed.sources.get(error.way)
    name, spots = (answer.name, answer.spots) if answer else ("", ())
    advice = f"Không ghi được vào báo cáo: {error.why}."
    return Finding(name, " > ".join(error.way), "", "", advice, cells=spots)


def forms_by_unit(read: Sequence[Read]) -> Mapping[str, list[Received]]:
    """Return the forms that came by the unit whose they are."""
    found: dict[str, list[Received]] = {}
    for each in read:
        if isinstance(each, Received):
            found.setdefault(each.unit.id, []).append(each)
    return found
