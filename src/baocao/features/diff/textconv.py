"""Files that people keep in Git, as plain text that is the same for the same content.

Git calls this for both sides of a change and compares the texts line by line (textconv).
"""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Sequence as Listed
from pathlib import Path
from typing import Final

from baocao.features.diff.office_text import document_lines, workbook_lines
from baocao.features.diff.text_changes import fact_lines, text_lines
from baocao.figures.shown import entry_text
from baocao.foreign import faults, limits
from baocao.foreign.files import read_regular
from baocao.foreign.packages import read_package
from baocao.model.period import Period
from baocao.model.submission import Submission
from baocao.model.workspace import Definitions
from baocao.source.config import find_root, read_config
from baocao.source.documents import read_mapping
from baocao.source.files import LIMIT_MB, is_there
from baocao.source.log import Log
from baocao.source.nodes import Mapping, Node, Scalar, Sequence
from baocao.source.submissions import SubmissionReader
from baocao.source.workspace import load_definitions
from baocao.vietnamese.sentences import sentences
from baocao.vietnamese.text import nfc


class UnreadableError(Exception):
    """The file cannot be told as text; the message says why in Vietnamese."""


def text_of(path: Path, root: Path | None, kind: str = "") -> str:
    """Return the text of a workbook, a Word document or a YAML file; raises UnreadableError.

    `kind` is the ending of the file's real name, where Git gives it another one.
    """
    convert = _CONVERTERS.get(kind or path.suffix.lower())
    if convert is None:
        raise UnreadableError(f"Không biết cách đọc '{path.name}': chỉ đọc được xlsx, docx, yaml.")
    if not is_there(path):
        raise UnreadableError(f"Không có tệp '{path}'.")
    try:
        return "".join(_bounded(convert(path, root)))
    except faults.UnreadableError as error:
        raise UnreadableError(f"Không đọc được '{path.name}'. {error.message} {error.advice}") from None


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as they are printed, until they are more than a person would read."""
    total = 0
    for line in lines:
        total += len(line) + 1
        faults.refuse_long(total)
        yield f"{nfc(line.rstrip())}\n"


def _workbook(path: Path, _: Path | None) -> Iterator[str]:
    """Yield the rows of every sheet, cells parted by tabs; formulas are told as such."""
    return workbook_lines(read_package(path, faults.SHEET))


def _document(path: Path, _: Path | None) -> Iterator[str]:
    """Yield paragraphs as lines, and the rows of tables with their cells parted by tabs."""
    return document_lines(read_package(path))


def _yaml(path: Path, root: Path | None) -> Iterator[str]:
    """Yield what a submission means, sentence by sentence; any other file by its keys."""
    path = path.resolve()
    _, mapping, problems = read_mapping(path, path.parent)
    if mapping is None:
        # Git shows both sides even where one cannot be read: its lines are told as they are.
        yield from (f"# {each.place.line if each.place else 1}: {each.message}" for each in problems)
        yield from _as_it_is(path)
        return
    found = _submission(mapping, root)
    yield from _meaning(found, mapping) if found else _flat(mapping, "")


def _as_it_is(path: Path) -> Listed[str]:
    """Return the lines of a file that is not larger than what is read of YAML."""
    try:
        return read_regular(path, LIMIT_MB * limits.MEGABYTE).decode("utf-8", "replace").splitlines()
    except OSError:
        return ()


def _submission(mapping: Mapping, root: Path | None) -> tuple[Submission, Definitions] | None:
    """Return the submission, if the file is one of a unit of the workspace."""
    folder = root or find_root(Path.cwd())
    definitions = definitions_of(folder.resolve()) if folder else None
    found = _read(mapping, definitions) if definitions else None
    return (found, definitions) if found and definitions else None


def definitions_of(root: Path) -> Definitions | None:
    """Return what the workspace defines, None if that cannot be read."""
    definitions, _ = load_definitions(read_config(root)[0])
    return definitions if definitions.can_be_built else None


def submission_of(path: Path, definitions: Definitions) -> Submission | None:
    """Return the report of a unit that lies in a file, None if it is no such report."""
    mapping = read_mapping(path, path.parent)[1] if path.is_file() else None
    return _read(mapping, definitions) if mapping else None


def _read(mapping: Mapping, definitions: Definitions) -> Submission | None:
    unit, period = (mapping.get(key) for key in ("don_vi", "ky"))
    if not (isinstance(unit, Scalar) and isinstance(period, Scalar)):
        return None
    owner, known = definitions.registry.units.get(unit.text), Period.parse(period.text)
    return SubmissionReader(definitions, known).read(mapping, Log(""), owner) if owner and known else None


def _meaning(found: tuple[Submission, Definitions], mapping: Mapping) -> Iterator[str]:
    submission, definitions = found
    indicators = definitions.catalogue.indicators
    yield f"don_vi: {submission.unit}"
    yield f"ky: {submission.period.id}"
    for name in sorted(submission.entries):
        yield f"{name}: {entry_text(submission.entries[name], indicators[name])}"
    for directive, tasks in sorted(submission.tasks.items()):
        yield from (
            f"{directive}, nhiệm vụ {name}: {report.progress}" for name, report in sorted(tasks.items())
        )
    for part, text in text_lines(submission, definitions.directives):
        yield f"{part}:"
        yield from (f"  {sentence}" for sentence in sentences(text))
    yield from (f"{part}: {text}" for part, text in fact_lines(submission))
    unread = mapping.get("chi_tieu")
    if isinstance(unread, Mapping):
        lost = (name for name in unread.entries if name not in submission.entries)
        yield from (f"{name}: {_text(unread.entries[name][1])}" for name in sorted(lost))


def _flat(node: Node, path: str) -> Iterator[str]:
    """Yield a line for every value, its keys before it, in the order of the keys' names."""
    if isinstance(node, Mapping):
        for name in sorted(node.entries):
            yield from _flat(node.entries[name][1], f"{path}.{name}" if path else name)
    elif isinstance(node, Sequence):
        for order, item in enumerate(node.items, start=1):
            yield from _flat(item, f"{path}[{order}]")
    else:
        yield f"{path}: {_text(node)}"


def _text(node: Node) -> str:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    return "; ".join(_flat(node, ""))


Converter = Callable[[Path, Path | None], Iterable[str]]
_CONVERTERS: Final[dict[str, Converter]] = {
    ".xlsx": _workbook,
    ".xlsm": _workbook,
    ".docx": _document,
    ".yaml": _yaml,
}
