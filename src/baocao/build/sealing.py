"""All records of issued documents of a workspace, held against their seals, their chains, and Git."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.seal import Kept, Link
from baocao.model.submission import Submission
from baocao.model.workspace import Config, Definitions
from baocao.rules.seals import Evidence, check_seals
from baocao.source.files import relative
from baocao.source.git_faults import GitError
from baocao.source.seals import FOLDER, SUFFIX, chain_ends, read_links, record_folders
from baocao.source.workspace import unit_folders

_RECORDS: Final = "bản ghi phát hành"
_SHALLOW: Final = "bản sao nông, thiếu các commit cũ (git fetch --unshallow)"


def check_records(
    definitions: Definitions, submissions: Iterable[Submission] = ()
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return what is wrong with the records of all periods, and what of them Git could not be asked.

    Git is asked only where there are records, or where any of the `submissions` has a number, so that there
    should be one.
    """
    config = definitions.config
    folders = record_folders(unit_folders(config))
    if not folders and not any(each.issues for each in submissions):
        return [], []
    links: dict[str, Link] = {}
    problems: list[Diagnostic] = []
    for folder in folders:
        found, faults = read_links(config, folder)
        links |= {link.path: link for link in found}
        problems += faults
    unread = frozenset(each.place.file for each in problems if each.place)
    known, unproved = _history(config, links)
    return [*problems, *check_seals(definitions, Evidence(links, unread, known))], unproved


def _history(config: Config, links: Mapping[str, Link]) -> tuple[Mapping[str, Kept], list[Diagnostic]]:
    """Return what Git keeps of records, by path in the workspace, and what keeps it from telling."""
    from baocao.source.git import kept, open_repository  # noqa: PLC0415 - most workspaces have no records

    try:
        repository = open_repository(config.units)
        found = kept(repository, repository.prefix, f"*/{FOLDER}/*{SUFFIX}")
    except GitError as error:
        return {}, _note(links, _RECORDS, str(error))
    units = relative(config.units, config.root)
    known = {PurePosixPath(units, path).as_posix(): each for path, each in found.items()}
    return known, _note(links, f"hết {_RECORDS}", _SHALLOW) if repository.is_shallow else []


def _note(links: Mapping[str, Link], what: str, reason: str) -> list[Diagnostic]:
    """Return that nothing can be proved, if there is anything to prove."""
    return [problem("BC894", each.at, what=what, reason=reason) for each in list(links.values())[:1]]


def previous_records(config: Config, unit: str) -> dict[str, str]:
    """Return what the next record of a unit follows upon: the digests of all ends of its chain, by name."""
    folders = record_folders([config.units / unit])
    return chain_ends(link for folder in folders for link in read_links(config, folder)[0])
