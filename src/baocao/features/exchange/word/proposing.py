"""What edited documents propose, put into the units' files: in memory, checked, and only then written."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from baocao.documents.written import REMARKS
from baocao.features.exchange.word.carrying import Carried, carry_back, written_at
from baocao.features.exchange.word.comparing import compare_documents
from baocao.features.exchange.word.figures import AmbiguousError, FigureFound, way_in_file
from baocao.features.exchange.word.records import ProseEdit
from baocao.features.exchange.word.remaking import made_document
from baocao.features.exchange.word.returning import Returned, State
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.submission import Submission
from baocao.model.unit import Unit
from baocao.model.workspace import SourceFile, Workspace
from baocao.pipeline.loading import Loaded
from baocao.pipeline.proposing import Proposal, check_proposals
from baocao.rules.personal_data import PERSONAL
from baocao.source.canonical.changing import Change, UnchangeableError, changed_report
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.making import entry_under
from baocao.source.canonical.parts import Group, Item, Text
from baocao.source.canonical.reading import RefusedError, read_parts
from baocao.source.nodes import Mapping
from baocao.source.parsing import parse_source
from baocao.vietnamese.text import to_nfc

_UNREADABLE: Final = "tệp dữ liệu không đọc được"


class Meant(NamedTuple):
    """One change that is ready: in whose file, what, and what it was made of."""

    unit: Unit
    workspace: Workspace
    change: Change
    source: Carried | FigureFound


class Refusal(NamedTuple):
    """Why a change cannot be put into a file."""

    source: Carried | FigureFound
    why: str


class Proposed(NamedTuple):
    """The proposals of all files, and what is wrong with the data once they are in.

    `differing` are texts and figures which, the document made again, would still read otherwise than in
    the file that came back. `persons` are numbers of persons that the changed texts bring: warnings.
    """

    proposals: tuple[Proposal, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    differing: tuple[str, ...] = ()
    persons: tuple[Diagnostic, ...] = ()


def is_ready(carried: Carried, accepted: frozenset[str]) -> bool:
    """Tell whether a change of prose may be written: nothing is to be asked, or it was said to be meant."""
    way = carried.edit.mark.way
    if carried.after is None or carried.is_refused:
        return False
    return not carried.reasons or way in accepted


def propose_changes(root: Path, files: Sequence[Returned], accepted: frozenset[str]) -> Proposed:
    """Return what is proposed for the units' files, checked as `check` would."""
    meant = [
        change for each in files if each.state is State.EDITED for change in _changes_of(each, accepted)
    ]
    proposals: list[Proposal] = []
    refusals: list[Refusal] = []
    by_file: dict[tuple[str, Period], list[Meant]] = {}
    for each in meant:
        by_file.setdefault((each.unit.id, each.workspace.period), []).append(each)
    for own in by_file.values():
        proposal, refused = _proposal_for(root, own)
        refusals += refused
        if proposal and proposal.changes_anything:
            proposals.append(proposal)
    return _checked(root, files, meant, Proposed(tuple(proposals), tuple(refusals)))


def _changes_of(returned: Returned, accepted: frozenset[str]) -> Iterator[Meant]:
    """Yield the changes that one file brings."""
    workspace = returned.workspace
    if workspace is None or returned.unit is None:
        return
    for carried in returned.carried:
        if is_ready(carried, accepted) and carried.before and carried.after != carried.before.text:
            way = tuple(carried.edit.mark.way.split("/"))
            value = Text(carried.after, "|" if "\n" in carried.after else "") if carried.after else None
            yield Meant(returned.unit, workspace, Change(way, value), carried)
    for figure in returned.figures:
        if figure.given is not None and figure.way:
            yield Meant(returned.unit, workspace, Change(figure.way, Text(figure.given, "")), figure)


def _proposal_for(root: Path, meant: Sequence[Meant]) -> tuple[Proposal | None, list[Refusal]]:
    """Return the file of a unit with all its changes."""
    workspace, unit = meant[0].workspace, meant[0].unit
    path = workspace.submissions[unit.id].at.file
    before = workspace.files[path]
    parsed, _ = parse_source(before)
    if not isinstance(parsed, Mapping):
        return None, [Refusal(each.source, _UNREADABLE) for each in meant]
    changes: list[Change] = []
    refusals: list[Refusal] = []
    for each in _once_each(meant, refusals):
        try:
            changes.append(_placed_change(each, parsed))
        except AmbiguousError as error:
            refusals.append(Refusal(each.source, str(error)))
    layout = Layouts(workspace.definitions.config).layout_of(root / path)
    try:
        changes = _joined_lists(changes, before, workspace.submissions[unit.id])
        after = changed_report(before, changes, layout).source
    except (AmbiguousError, RefusedError, UnchangeableError) as error:
        why = error.why if isinstance(error, UnchangeableError) else str(error) or _UNREADABLE
        refusals += [Refusal(each.source, why) for each in meant]
        return None, refusals
    return Proposal(unit, root / path, before, after), refusals


def _once_each(meant: Sequence[Meant], refusals: list[Refusal]) -> Iterator[Meant]:
    """Yield the changes, those of one way once; two files that say different things of it are asked."""
    by_way: dict[tuple[str, ...], Meant] = {}
    for each in meant:
        other = by_way.setdefault(each.change.way, each)
        if other is not each and _text_of(other) != _text_of(each):
            refusals.append(Refusal(each.source, "hai tệp sửa khác nhau ở cùng một chỗ"))
            refusals.append(Refusal(other.source, "hai tệp sửa khác nhau ở cùng một chỗ"))
    refused = {id(refusal.source) for refusal in refusals}
    yield from (each for each in by_way.values() if id(each.source) not in refused)


def _text_of(meant: Meant) -> str:
    value = meant.change.value
    return value.text if isinstance(value, Text) else ""


def _placed_change(meant: Meant, root: Mapping) -> Change:
    if isinstance(meant.source, FigureFound):
        return meant.change._replace(way=way_in_file(meant.change.way, root))
    return meant.change


def _joined_lists(changes: Sequence[Change], source: SourceFile, submission: Submission) -> list[Change]:
    """Return the changes with those of items of a list as one change of the list, as files are written."""
    joined: list[Change] = []
    lists: dict[tuple[str, ...], Group] = {}
    for change in changes:
        if change.way[0] not in REMARKS:
            joined.append(change)
            continue
        above = change.way[:2]
        group = lists.get(above) or _list_in_file(above, source, submission)
        lists[above] = group
        _change_item(group, int(change.way[2]) - 1, change.value)
    for way, group in lists.items():
        group.items = [item for item in group.items if item.value is not _GONE]
        joined.append(Change(way, group))
    return joined


_GONE = Text("", "gone")


def _list_in_file(way: tuple[str, ...], source: SourceFile, submission: Submission) -> Group:
    part: Group | Text | None = read_parts(to_nfc(source.text))
    for key in way:
        item = entry_under(part, key)
        part = item.value if item else None
    if not isinstance(part, Group):
        raise AmbiguousError("không thấy danh sách này trong tệp")
    # Remarks are counted as they were read: one that could not be read is not among them.
    if len(part.items) != len(REMARKS[way[0]](submission).get(way[1], ())):
        raise AmbiguousError("danh sách này có ý không đọc được, nên không rõ là ý nào; sửa trong tệp")
    return part


def _change_item(group: Group, place: int, value: Group | Text | None) -> None:
    """Put another text into an item of a list of remarks, or take the item out."""
    item: Item = group.items[place]
    if value is None:
        item.value = _GONE
        return
    entry = entry_under(item.value, "noi_dung")
    if entry is None:
        raise AmbiguousError("ý này không ghi theo mẫu nhom, noi_dung; sửa trong tệp")
    entry.value = value


def _checked(root: Path, files: Sequence[Returned], meant: Sequence[Meant], proposed: Proposed) -> Proposed:
    """Return the proposals with what would be wrong in their files, and what would still differ."""
    problems: list[Diagnostic] = []
    persons: list[Diagnostic] = []
    differing: dict[str, None] = {}
    for period in dict.fromkeys(each.workspace.period for each in meant):
        own = [each for each in proposed.proposals if each.path.stem == period.id]
        if not own:
            continue
        after = check_proposals(root, period, own)
        names = {each.after.path for each in own}
        known = {fault for each in files for fault in each.faults}
        told = [each for each in after.problems if each.place and each.place.file in names]
        new = [each for each in told if (each.code, each.message) not in known]
        problems += (each for each in new if each.severity is Severity.ERROR)
        persons += (each for each in new if each.code in PERSONAL)
        ready = [each for each in meant if each.workspace.period == period]
        differing |= dict.fromkeys(_still_differing(files, ready, after))
    return proposed._replace(problems=tuple(problems), differing=tuple(differing), persons=tuple(persons))


def _still_differing(files: Sequence[Returned], meant: Sequence[Meant], after: Loaded) -> Iterator[str]:
    """Yield the keys of what was to be changed and would still read otherwise: nothing is trusted."""
    wanted = {_said_of(each.source) for each in meant}
    period = after.workspaces[0].period
    for each in files:
        if each.planned is None or each.text is None or each.workspace is None or each.origin is None:
            continue
        if each.workspace.period != period:
            continue
        made = made_document(after, each.planned, draft=each.origin.draft)
        if made is not None:
            edits = compare_documents(made, each.text)
            # Other places where the same stands were not edited: they follow, which is as it should be.
            said = ((edit.mark.key, edit.new) for edit in edits.figures)
            yield from (key for key, text in said if (key, text) in wanted)
            prose = (edit for edit in edits.prose if (edit.mark.key, edit.text) in wanted)
            yield from (edit.mark.key for edit in prose if not _says_it(edit, after.workspaces[0]))


def _says_it(edit: ProseEdit, after: Workspace) -> bool:
    """Tell whether nothing but figures differs, which are told apart."""
    written = written_at(after.submissions.get(edit.mark.unit), edit.mark.way.split("/"))
    made = carry_back(edit, written, written, None, accepted=False)
    return written is not None and made.after is not None and made.after.strip() == written.text.strip()


def _said_of(source: Carried | FigureFound) -> tuple[str, str]:
    if isinstance(source, FigureFound):
        return source.key.text, source.new
    return source.edit.mark.key, source.edit.text
