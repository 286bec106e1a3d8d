"""The document that came back, made again as it was: from the same sources, which Git may have to give."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from baocao.foreign.word_marks import MarkedDocument, read_marked
from baocao.model.history import Commit
from baocao.model.marks import MarkSource, Origin
from baocao.model.workspace import SourceFile, Workspace
from baocao.pipeline.loading import Loaded
from baocao.pipeline.making import make_documents
from baocao.pipeline.plan import Planned, Scope, plan_documents
from baocao.pipeline.proposing import Proposal, check_proposals
from baocao.source.git import Blobs, Repository, commit_of_content, open_repository, reading_blobs
from baocao.source.git_faults import GitError, NoContentError
from baocao.source.working_files import blob_id, file_content

_SHA1: Final = 40
_DOCX: Final = ".docx"


class Remade(NamedTuple):
    """The document as it was made, the workspace of that time; `unknown` are sources that are lost.

    `changed` are all sources that read otherwise today, `stale` the prose, by unit and key, that was
    another then and is not known. It is `doubtful` where the document says of itself that it was another.
    """

    document: MarkedDocument
    workspace: Workspace
    planned: Planned
    draft: bool
    changed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    stale: frozenset[tuple[str, str]] = frozenset()
    is_doubtful: bool = False


def planned_document(workspace: Workspace, origin: Origin) -> Planned | None:
    """Return the document of the period that is meant, if it is still made."""
    scope = Scope(frozenset({origin.unit}), frozenset({origin.directive}))
    key = (origin.directive, origin.product, origin.unit)
    return next((each for each in plan_documents(workspace, scope) if each.key == key), None)


def remake_document(loaded: Loaded, origin: Origin) -> Remade | None:
    """Return the document as it was made, as far as its sources can be had; None if it is made no more."""
    root = loaded.definitions.config.root
    changed = tuple(_changed_sources(root, origin.sources))
    then, found = _as_it_was(loaded, changed)
    planned = planned_document(then.workspaces[0], origin)
    document = _made_document(then, planned, draft=origin.draft) if planned else None
    if planned is None or document is None:
        return None
    names = tuple(each.path for each in changed)
    unknown = tuple(name for name in names if name not in found)
    return Remade(document, then.workspaces[0], planned, origin.draft, changed=names, unknown=unknown)


def made_document(loaded: Loaded, planned: Planned, *, draft: bool) -> MarkedDocument | None:
    """Return a document as it would be made now."""
    again = next((each for each in _plan(loaded) if each.key == planned.key), None)
    return _made_document(loaded, again, draft=draft) if again else None


def _plan(loaded: Loaded) -> Iterator[Planned]:
    return plan_documents(loaded.workspaces[0], Scope())


def _made_document(loaded: Loaded, planned: Planned, *, draft: bool) -> MarkedDocument | None:
    made, _ = make_documents(loaded, [planned], lambda *_: None, official=not draft)
    data = next((each.data for each in made if each.name.endswith(_DOCX)), None)
    return read_marked(data) if data else None


def _changed_sources(root: Path, sources: tuple[MarkSource, ...]) -> Iterator[MarkSource]:
    """Yield the sources whose content is another today."""
    for source in sources:
        kind = "sha1" if len(source.blob) == _SHA1 else "sha256"
        content = file_content(root / source.path)
        if source.blob not in {blob_id(content, kind), blob_id(content.replace(b"\r\n", b"\n"), kind)}:
            yield source


def _as_it_was(loaded: Loaded, changed: tuple[MarkSource, ...]) -> tuple[Loaded, frozenset[str]]:
    """Return the workspace with the reports of that time, as far as Git has them, and whose they are."""
    workspace = loaded.workspaces[0]
    reports = {path: unit for unit, path in _reports_of(workspace).items()}
    wanted = [each for each in changed if each.path in reports]
    contents = _recorded_contents(workspace.definitions.config.root, wanted) if wanted else {}
    if not contents:
        return loaded, frozenset()
    root, units = workspace.definitions.config.root, workspace.definitions.registry.units
    proposals = [
        Proposal(
            units[reports[path]],
            root / path,
            workspace.files.get(path),
            SourceFile(path, data.decode("utf-8", "replace").replace("\r\n", "\n"), data),
        )
        for path, data in contents.items()
    ]
    return check_proposals(root, workspace.period, proposals), frozenset(contents)


def _reports_of(workspace: Workspace) -> Mapping[str, str]:
    """Return the path of every report of the period by unit."""
    return {unit: submission.at.file for unit, submission in workspace.submissions.items()}


def _recorded_contents(root: Path, sources: list[MarkSource]) -> dict[str, bytes]:
    try:
        with reading_blobs(open_repository(root)) as blobs:
            return dict(_known_contents(blobs, sources))
    except GitError:
        return {}


def _known_contents(blobs: Blobs, sources: list[MarkSource]) -> Iterator[tuple[str, bytes]]:
    for source in sources:
        try:
            yield source.path, blobs.read(source.blob)
        except NoContentError:
            continue


def commits_of_sources(root: Path, sources: Mapping[str, str]) -> dict[str, Commit]:
    """Return by path the commit that recorded the content with this id, as far as Git knows."""
    try:
        repository = open_repository(root)
        found = ((path, _commit_of(repository, path, blob)) for path, blob in sources.items())
        return {path: commit for path, commit in found if commit}
    except GitError:
        return {}


def _commit_of(repository: Repository, path: str, blob: str) -> Commit | None:
    return commit_of_content(repository, f"{repository.prefix}{path}", blob)
