"""Reports as somebody proposes them: checked as if they were stored, compared, and stored all at once.

Whoever imports files of others makes proposals of them, and nothing is written before all are right.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from baocao.disk.ownership import has_traces
from baocao.disk.together import Replaced
from baocao.disk.writing import ChangedError, check_unchanged
from baocao.model.diagnostic import Diagnostic
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import SourceFile, Workspace
from baocao.pipeline.guarding import (
    Tell,
    changed_problem,
    our_turn,
    replacing_together,
    tell_nobody,
    unwritable_problem,
)
from baocao.pipeline.loading import Loaded, load_checked
from baocao.source.config import read_config
from baocao.source.files import relative_path
from baocao.source.git import open_repository, staged_files
from baocao.source.git_faults import GitError
from baocao.source.working_files import blob_id
from baocao.source.workspace import load_definitions, load_workspace

COMMAND: Final = "import"


class Proposal(NamedTuple):
    """A report as it is and as it would be; before it there may be none."""

    unit: Unit
    path: Path
    before: SourceFile | None
    after: SourceFile

    @property
    def changes_anything(self) -> bool:
        """Whether a byte of the file would be another one."""
        return self.before is None or self.before.data != self.after.data


class Applied(NamedTuple):
    """The files that were written, by path; those that were not there before are `created`.

    If anything kept one of them from being written, none was, and `problems` say what. Of `restorable` ones
    Git knows what was there before; the others had never been given to it, if they are `in_git` at all.
    """

    written: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    restorable: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    in_git: bool = True

    @property
    def lost(self) -> tuple[str, ...]:
        """The files of which what was there before is nowhere any more."""
        return tuple(name for name in self.written if name not in {*self.created, *self.restorable})


class Sides(NamedTuple):
    """A period as it is and as it would be, and what is wrong with either."""

    before: Workspace
    after: Workspace
    problems: tuple[Diagnostic, ...]


def check_proposals(root: Path, period: Period, proposals: Iterable[Proposal]) -> Loaded:
    """Load and check the period as if all proposals were stored."""
    return load_checked(root, period, instead=contents_proposed(proposals))


def contents_proposed(proposals: Iterable[Proposal]) -> Mapping[str, SourceFile]:
    """Return what would stand in the files, by path."""
    return {proposal.after.path: proposal.after for proposal in proposals}


def proposed_workspaces(root: Path, period: Period, proposals: Iterable[Proposal]) -> Sides:
    """Return the period without and with the proposals, for who wants to see what they change."""
    config, problems = read_config(root)
    definitions, more = load_definitions(config)
    proposed = definitions._replace(config=config._replace(instead=contents_proposed(proposals)))
    before, old = load_workspace(definitions, period)
    after, new = load_workspace(proposed, period)
    return Sides(before, after, tuple(dict.fromkeys([*problems, *more, *old, *new])))


def take_back_killed(root: Path, tell: Tell = tell_nobody) -> tuple[Diagnostic, ...]:
    """Take back what a killed run has stored by half, before anything is read; return what hinders that.

    Whoever writes now is waited for: what he stores is what the proposals are to be made of.
    """
    units = read_config(root)[0].units
    if not has_traces(units):
        return ()
    with our_turn(units, COMMAND, tell) as hindered:
        return hindered


def apply_proposals(root: Path, proposals: Sequence[Proposal], tell: Tell = tell_nobody) -> Applied:
    """Store all proposals, or none if anything is in the way of one; what changes nothing is not touched.

    All files must be as they were read, also those that would not change: what was taken back of a killed
    run, or saved by somebody, may make another thing of the others.
    Other commands that write sources wait until this one is done, as this one does for them.
    """
    config, _ = read_config(root)
    changed = [proposal for proposal in proposals if proposal.changes_anything]
    if not changed:
        return Applied()
    with our_turn(config.units, COMMAND, tell) as hindered:
        problems = hindered or tuple(_stale_problems(proposals))
        problems = problems or tuple(_store_problems(root, config.units, changed))
    if problems:
        return Applied(problems=problems)
    names = tuple(proposal.after.path for proposal in changed)
    created = tuple(proposal.after.path for proposal in changed if proposal.before is None)
    restorable = _restorable_names(root, changed)
    return Applied(names, created, restorable or (), in_git=restorable is not None)


def _stale_problems(proposals: Iterable[Proposal]) -> Iterator[Diagnostic]:
    """Yield which files are not as they were read any more, of those that would stay as they are."""
    for proposal in proposals:
        if proposal.before is None or proposal.changes_anything:
            continue
        try:
            check_unchanged(proposal.path.resolve(), proposal.before.data)
        except ChangedError as error:
            yield changed_problem(error, proposal.after.path, proposal.before.data)
        except OSError as error:
            yield unwritable_problem(proposal.after.path, error)


def _store_problems(root: Path, units: Path, proposals: Sequence[Proposal]) -> Iterator[Diagnostic]:
    """Put all in place; yield what kept them from it."""
    files = [
        Replaced(each.path, each.after.data, each.before.data if each.before else None)
        for each in proposals
    ]
    try:
        with replacing_together(units, files) as put:
            put()
    except ChangedError as error:
        meant = next((each for each in proposals if each.path.resolve() == error.path), None)
        read = meant.before.data if meant and meant.before else b""
        yield changed_problem(error, meant.after.path if meant else str(error.path), read)
    except OSError as error:
        yield unwritable_problem(_named_below(error, root, units), error)


def _named_below(error: OSError, root: Path, units: Path) -> str:
    """Return the path of which the system told; what lies aside has no name that people know."""
    path = Path(str(error.filename or units))
    return relative_path(path if path.suffix == ".yaml" else units, root)


def _restorable_names(root: Path, proposals: Iterable[Proposal]) -> tuple[str, ...] | None:
    """Return the files of which Git has what was there before; None where there is no Git."""
    try:
        repository = open_repository(root)
        known = {blob.path: blob.id for blob in staged_files(repository)[0]}
    except GitError:
        return None
    kind = repository.contents.kind
    return tuple(
        each.after.path
        for each in proposals
        if each.before
        and known.get(f"{repository.prefix}{each.after.path}") in _possible_ids(each.before.data, kind)
    )


def _possible_ids(data: bytes, kind: str) -> set[str]:
    """Return the ids that Git may have given to a content, which it may keep with other ends of lines."""
    return {blob_id(data, kind), blob_id(data.replace(b"\r\n", b"\n"), kind)}
