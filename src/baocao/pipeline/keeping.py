"""Files that were given out stay in the output folder: drafts get names of their own."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, Final, NamedTuple

from baocao.foreign.files import digest_of_file
from baocao.foreign.limits import MOST_FILE
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.issuance import Issued
from baocao.model.workspace import Workspace
from baocao.pipeline.manifest import Made

DRAFT: Final = "_du-thao"
"""What the name of a draft ends with once its document was given out."""


def given_out(workspace: Workspace) -> Mapping[str, Issued]:
    """Return the records of the files of the period that were given out, by name."""
    return {name: issued for issued in workspace.issued for name in issued.files}


def set_aside(workspace: Workspace, made: Sequence[Made]) -> tuple[list[Made], list[Diagnostic]]:
    """Return the files under names that replace nothing that was given out, unless by itself.

    An official document that is not what was given out under its number is left out, and told of.
    """
    records = given_out(workspace)
    kept: list[Made] = []
    problems: list[Diagnostic] = []
    for file in made:
        issued = records.get(file.name)
        if issued is None or file.draft or _is_as_issued(file, issued):
            kept.append(named_beside(records, file))
        else:
            document, period = issued.reference, issued.period
            problems.append(
                problem(
                    "BC882", issued.at, unit=issued.unit, name=file.name, document=document, period=period
                )
            )
    return kept, problems


def named_beside(records: Mapping[str, Issued], file: Made) -> Made:
    """Return a file; a draft of what was given out under a name that does not replace it."""
    issued = records.get(file.name)
    if issued is None or not file.draft or _is_as_issued(file, issued):
        return file
    path = PurePath(file.name)
    return file._replace(name=f"{path.stem}{DRAFT}{path.suffix}")


def _is_as_issued(file: Made, issued: Issued) -> bool:
    return issued.files[file.name] == sha256(file.data).hexdigest()


class Kept(NamedTuple):
    """An entry of an earlier manifest, and whether what lies there, or what it lists, was given out."""

    entry: Mapping[str, Any]
    is_given_out: bool = False


def kept_entry(records: Mapping[str, Issued], folder: Path, entry: Mapping[str, Any]) -> Kept:
    """Return an entry, with the hash that its file has if that is what was given out.

    A list that somebody has edited must not lead to the loss of what was given out.
    """
    name = str(entry["tep"])
    if name not in records:
        return Kept(entry)
    found, issued = _found_digest(folder, name), records[name].files[name]
    if found == issued:
        return Kept({**entry, "sha256": found}, is_given_out=True)
    return Kept(entry, is_given_out=issued == entry.get("sha256"))


def _found_digest(folder: Path, name: str) -> str:
    """Return the sha256 of a file; nothing where there is none."""
    try:
        return digest_of_file(folder / name, MOST_FILE)
    except OSError:
        return ""
