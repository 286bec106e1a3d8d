"""All records of issued documents of a workspace, held against their seals, their chains, and Git."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.inventory import SUFFIX, Names
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.seal import Kept, Link, Sealing
from baocao.model.submission import Submission
from baocao.model.workspace import Config, Definitions, SourceFile
from baocao.rules.register import KeptNumbers, check_register
from baocao.rules.seals import Evidence, check_seals, expected_path
from baocao.source.files import relative_path
from baocao.source.git_faults import GitError
from baocao.source.given_numbers import given_numbers
from baocao.source.inventory import RECORDS, take_inventory
from baocao.source.seals import chain_ends, is_content, link_of, read_links

if TYPE_CHECKING:
    from baocao.source.git import Repository

_RECORDS: Final = "bản ghi phát hành"
_SHALLOW: Final = "bản sao nông, thiếu các commit cũ (git fetch --unshallow)"


class Records(NamedTuple):
    """What is wrong with records, and with the register that they and `phat_hanh` make.

    `unproved` is what Git could not be asked. What is wrong in the register keeps no document from being
    made: a number may stand in its report before it is issued.
    """

    problems: list[Diagnostic]
    unproved: list[Diagnostic]
    register: list[Diagnostic]


def check_records(
    definitions: Definitions, submissions: Iterable[Submission] = (), *, always: bool = False
) -> Records:
    """Return what is wrong with the records of all periods, and with the numbers of these submissions.

    Unless `always`, Git is asked only where there are records, or where any of the `submissions` has a
    number, so that there should be one.
    """
    config = definitions.config
    records = definitions.inventory.records
    numbered = [submission for submission in submissions if submission.issues]
    if not (records or numbered or always):
        return Records([], [], [])
    by_unit, problems = _read_units(config, records)
    links = {path: link for each in by_unit.values() for path, link in each.items()}
    # A record that cannot be read is there: it must not also be told as lost.
    unread = frozenset(fault.place.file for fault in problems if fault.place)
    known, unproved = _read_history(config, links)
    broken = check_seals(definitions, Evidence(links, unread, known))
    kept = KeptNumbers(
        by_unit,
        unread | {path for each in broken for path in _lost_record(config, each)},
        broken_of={str(each.unit) for each in broken if each.severity is Severity.ERROR},
        begun=records.keys() | {path.rsplit("/", 3)[-3] for path in known},
    )
    register = check_register(definitions, kept, numbered, partial(given_numbers, config))
    return Records([*problems, *broken], unproved, list(register))


def _read_units(
    config: Config, records: Mapping[str, Names]
) -> tuple[dict[str, dict[str, Link]], list[Diagnostic]]:
    """Return the records by unit and path, and what is wrong with others."""
    by_unit: dict[str, dict[str, Link]] = {}
    problems: list[Diagnostic] = []
    for unit, names in records.items():
        read, faults = read_links(config, unit, names)
        by_unit[unit] = {link.path: link for link in read}
        problems += faults
    return by_unit, problems


def _lost_record(config: Config, told: Diagnostic) -> Iterator[str]:
    """Yield the path of the record that a diagnostic tells to be lost, if it does."""
    if told.place and told.code == "BC892":
        yield told.place.file
    elif told.code == "BC887":
        path = config.units / str(told.unit) / RECORDS / f"{dict(told.details)['name']}{SUFFIX}"
        yield relative_path(path, config.root)


def _read_history(config: Config, links: Mapping[str, Link]) -> tuple[Mapping[str, Kept], list[Diagnostic]]:
    """Return what Git keeps of records, by path in the workspace, and what keeps it from telling."""
    from baocao.source.git import kept_versions, open_repository  # noqa: PLC0415 - most workspaces have no records

    units = relative_path(config.units, config.root)
    try:
        # The folder of all units may have been removed with its records.
        there = next((folder for folder in (config.units, config.root) if folder.is_dir()), config.units)
        repository = open_repository(there)
        gone = "" if there == config.units else f"{units}/"
        history = kept_versions(repository, f"{repository.prefix}{gone}", f"*/{RECORDS}/*{SUFFIX}")
        named = {
            PurePosixPath(units, path).as_posix(): versions
            for path, versions in history.items()
            if _is_name(path)
        }
        known = dict(_genuine_records(repository, named, links))
    except GitError as error:
        return {}, _unproved_note(links, _RECORDS, str(error))
    return known, _unproved_note(links, f"hết {_RECORDS}", _SHALLOW) if repository.is_shallow else []


def _is_name(path: str) -> bool:
    """Tell whether a path among units is one that a record may have."""
    name = path.rpartition("/")[2]
    # History may hold any name that was ever committed, and these are printed in messages.
    return path.isascii() and path.isprintable() and Period.parse(name.partition("_")[0]) is not None


def _genuine_records(
    repository: "Repository", known: Mapping[str, Kept], links: Mapping[str, Link]
) -> Iterator[tuple[str, Kept]]:
    """Yield of what Git keeps that which was a record; misplaced or spoiled from the first it was none.

    Contents are read only where a record is gone or differs, and a copy of one that is there is no loss.
    """
    from baocao.source.git import reading_blobs  # noqa: PLC0415 - see _history

    doubtful = {
        path
        for path, kept_as in known.items()
        if path not in links or not is_content(links[path].data, kept_as.ids)
    }
    yield from ((path, kept_as) for path, kept_as in known.items() if path not in doubtful)
    if not doubtful:
        return
    with reading_blobs(repository) as blobs:
        for path in sorted(doubtful):
            ids = frozenset(kept_as for kept_as in known[path].ids if _is_record(path, blobs.read(kept_as)))
            if ids:
                yield path, known[path]._replace(ids=ids)


def _is_record(path: str, data: bytes) -> bool:
    """Tell whether a content of Git was a record, whole and in its place."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    link = link_of(SourceFile(path, text, data), path.rsplit("/", 3)[-3])
    return (
        link.sealing in {Sealing.WHOLE, Sealing.NONE}
        and link.stated is not None
        and expected_path(link) == path
    )


def _unproved_note(links: Mapping[str, Link], what: str, reason: str) -> list[Diagnostic]:
    """Return that nothing can be proved, if there is anything to prove."""
    return [problem("BC894", link.at, what=what, reason=reason) for link in list(links.values())[:1]]


def previous_records(config: Config, unit: str) -> dict[str, str]:
    """Return what the next record of a unit follows upon: the digests of all ends of its chain, by name."""
    names = take_inventory(config).records.get(unit, ())
    return chain_ends(read_links(config, unit, names)[0])
