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
from baocao.vietnamese.sentences import split_sentences
from baocao.vietnamese.text import to_nfc


class UnreadableError(Exception):
    """The file cannot be told as text; the message says why in Vietnamese."""


def file_text(path: Path, root: Path | None, kind: str = "") -> str:
    """Return the text of a workbook, a Word document or a YAML file; raises UnreadableError.

    `kind` is the ending of the file's real name, where Git gives it another one.
    """
    convert = _CONVERTERS.get(kind or path.suffix.lower())
    if convert is None:
        raise UnreadableError(f"Không biết cách đọc '{path.name}': chỉ đọc được xlsx, docx, yaml.")
    if not is_there(path):
        raise UnreadableError(f"Không có tệp '{path}'.")
    try:
        return "".join(_bounded_lines(convert(path, root)))
    except faults.UnreadableError as error:
        raise UnreadableError(f"Không đọc được '{path.name}'. {error.message} {error.advice}") from None


def _bounded_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as they are printed, until they are more than a person would read."""
    total = 0
    for line in lines:
        total += len(line) + 1
        faults.refuse_long(total)
        # Composed letters: otherwise Git would show lines as changed that look the same.
        yield f"{to_nfc(line.rstrip())}\n"


def _convert_workbook(path: Path, _: Path | None) -> Iterator[str]:
    """Yield the rows of every sheet, cells parted by tabs; formulas are told as such."""
    return workbook_lines(read_package(path, faults.SHEET))


def _convert_document(path: Path, _: Path | None) -> Iterator[str]:
    """Yield paragraphs as lines, and the rows of tables with their cells parted by tabs."""
    return document_lines(read_package(path))


def _convert_yaml(path: Path, root: Path | None) -> Iterator[str]:
    """Yield what a submission means, sentence by sentence; any other file by its keys."""
    path = path.resolve()
    _, mapping, problems = read_mapping(path, path.parent)
    if mapping is None:
        # Git shows both sides even where one cannot be read: its lines are told as they are.
        yield from (f"# {fault.place.line if fault.place else 1}: {fault.message}" for fault in problems)
        yield from _as_it_is(path)
        return
    submission = _submission_in(mapping, root)
    yield from _meaning_lines(submission, mapping) if submission else _flat_lines(mapping, "")


def _as_it_is(path: Path) -> Listed[str]:
    """Return the lines of a file that is not larger than what is read of YAML."""
    try:
        return read_regular(path, LIMIT_MB * limits.MEGABYTE).decode("utf-8", "replace").splitlines()
    except OSError:
        return ()


def _submission_in(mapping: Mapping, root: Path | None) -> tuple[Submission, Definitions] | None:
    """Return the submission, if the file is one of a unit of the workspace."""
    folder = root or find_root(Path.cwd())
    definitions = definitions_of(folder.resolve()) if folder else None
    submission = _read_submission(mapping, definitions) if definitions else None
    return (submission, definitions) if submission and definitions else None


def definitions_of(root: Path) -> Definitions | None:
    """Return what the workspace defines, None if that cannot be read."""
    definitions, _ = load_definitions(read_config(root)[0])
    return definitions if definitions.can_be_built else None


def submission_of(path: Path, definitions: Definitions) -> Submission | None:
    """Return the report of a unit that lies in a file, None if it is no such report."""
    mapping = read_mapping(path, path.parent)[1] if path.is_file() else None
    return _read_submission(mapping, definitions) if mapping else None


def _read_submission(mapping: Mapping, definitions: Definitions) -> Submission | None:
    unit, period = (mapping.get(key) for key in ("don_vi", "ky"))
    if not (isinstance(unit, Scalar) and isinstance(period, Scalar)):
        return None
    owner, known = definitions.registry.units.get(unit.text), Period.parse(period.text)
    return (
        SubmissionReader(definitions, known).read_submission(mapping, Log(""), owner)
        if owner and known
        else None
    )


def _meaning_lines(read: tuple[Submission, Definitions], mapping: Mapping) -> Iterator[str]:
    submission, definitions = read
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
        yield from (f"  {sentence}" for sentence in split_sentences(text))
    yield from (f"{part}: {text}" for part, text in fact_lines(submission))
    # What could not be read is shown as it stands: a diff that left it out would hide a change.
    unread = mapping.get("chi_tieu")
    if isinstance(unread, Mapping):
        lost = (name for name in unread.entries if name not in submission.entries)
        yield from (f"{name}: {_node_text(unread.entries[name][1])}" for name in sorted(lost))


def _flat_lines(node: Node, path: str) -> Iterator[str]:
    """Yield a line for every value, its keys before it, in the order of the keys' names."""
    if isinstance(node, Mapping):
        for name in sorted(node.entries):
            yield from _flat_lines(node.entries[name][1], f"{path}.{name}" if path else name)
    elif isinstance(node, Sequence):
        for order, item in enumerate(node.items, start=1):
            yield from _flat_lines(item, f"{path}[{order}]")
    else:
        yield f"{path}: {_node_text(node)}"


def _node_text(node: Node) -> str:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    return "; ".join(_flat_lines(node, ""))


Converter = Callable[[Path, Path | None], Iterable[str]]
_CONVERTERS: Final[dict[str, Converter]] = {
    ".xlsx": _convert_workbook,
    ".xlsm": _convert_workbook,
    ".docx": _convert_document,
    ".yaml": _convert_yaml,
}
