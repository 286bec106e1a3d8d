"""Files that were given out stay in the output folder: drafts get names of their own."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Final

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
        if issued is None or issued.files[file.name] == sha256(file.data).hexdigest():
            kept.append(file)
        elif file.draft:
            path = PurePath(file.name)
            kept.append(file._replace(name=f"{path.stem}{DRAFT}{path.suffix}"))
        else:
            document, period = issued.reference, issued.period
            problems.append(
                problem(
                    "BC882", issued.at, unit=issued.unit, name=file.name, document=document, period=period
                )
            )
    return kept, problems


def is_given_out(workspace: Workspace, entry: Mapping[str, Any]) -> bool:
    """Tell whether an entry of a manifest is of a file as it was given out."""
    issued = given_out(workspace).get(str(entry["tep"]))
    return issued is not None and issued.files[str(entry["tep"])] == entry.get("sha256")
