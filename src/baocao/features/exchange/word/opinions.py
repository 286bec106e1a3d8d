"""The table of comments as a Word file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.exchange.word.comments import Copy, gather_opinions, opinions_document
from baocao.foreign.faults import UnreadableError
from baocao.foreign.packages import read_package
from baocao.foreign.secrecy import refuse_secret
from baocao.foreign.word_marks import read_marked
from baocao.model.diagnostic import Diagnostic
from baocao.model.marks import Origin
from baocao.model.period import Period
from baocao.pipeline.clock import document_moment
from baocao.pipeline.output import Output
from baocao.render.word import WordRenderer
from baocao.source.config import read_config
from baocao.source.forms import load_form
from baocao.source.workspace import load_definitions
from baocao.vietnamese.text import lower_first

_NO_DAY: Final = date(2000, 1, 1)


class Done(NamedTuple):
    """How many opinions there are, what could not be read, and what kept the table from being written."""

    written: int = 0
    unread: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def write_opinions(files: Sequence[Path], path: Path, root: Path) -> Done:
    """Write the comments of all files as one table; a file that cannot be read is told, and left out."""
    copies: list[Copy] = []
    unread: list[str] = []
    for file in files:
        try:
            data = read_package(file)
            refuse_secret(data)
            copies.append(Copy(file.name, read_marked(data)))
        except UnreadableError as error:
            unread.append(f"{file.name}: {error.message} {error.advice}")
    config, _ = read_config(root)
    origin = next((copy.document.origin for copy in copies if copy.document.origin), None)
    opinions = gather_opinions(copies, _subject_of(origin, root) if origin else "")
    if not opinions.listed:
        return Done(unread=tuple(unread))
    document = opinions_document(opinions, config.notice)
    period = Period.parse(origin.period) if origin else None
    moment = document_moment(period.window.end if period else _NO_DAY)
    data = WordRenderer(load_form()).render(document, moment)
    problems = Output(path.parent).replace_files({path.name: data}, path.name, ()).problems
    return Done(len(opinions.listed), tuple(unread), tuple(problems))


def _subject_of(origin: Origin, root: Path) -> str:
    """Return what the document is called of which the files are copies."""
    config, _ = read_config(root)
    definitions, _ = load_definitions(config, with_profiles=False)
    unit, period = definitions.registry.units.get(origin.unit), Period.parse(origin.period)
    whose = f" của {lower_first(unit.name)}" if unit else ""
    when = f" {period.label}" if period else ""
    return f"{'dự thảo ' if origin.draft else ''}{origin.kind}{whose}{when}"
