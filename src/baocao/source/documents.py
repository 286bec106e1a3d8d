"""One YAML file with a mapping at its top."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.files import EMPTY, NOTHING_INSTEAD, read_file
from baocao.source.log import LINES
from baocao.source.nodes import Node, Scalar
from baocao.source.parsing import parse_report, parse_source


def read_mapping(
    path: Path, root: Path, instead: Mapping[str, SourceFile] = NOTHING_INSTEAD
) -> tuple[SourceFile | None, nodes.Mapping | None, list[Diagnostic]]:
    """Return the file and its top mapping; what is None could not be read."""
    source, problems = read_file(path, root, instead)
    return (source, *top_mapping(source)) if source is not None else (None, None, problems)


def top_mapping(source: SourceFile) -> tuple[nodes.Mapping | None, list[Diagnostic]]:
    """Return the top mapping of a file, or None."""
    return _mapping_of(source, *parse_source(source))


class ReportFile(NamedTuple):
    """The file of a report, as much of it as can be read, and what is wrong.

    `torn` is where keys were guessed on lines that cannot be read. A `blank` one has nothing in it, so that
    nothing was sent.
    """

    source: SourceFile | None
    mapping: nodes.Mapping | None
    problems: list[Diagnostic]
    torn: frozenset[Place] = frozenset()
    blank: bool = False


def read_report(path: Path, root: Path, instead: Mapping[str, SourceFile] = NOTHING_INSTEAD) -> ReportFile:
    """Return the file of a report; a line that cannot be read does not keep the rest from it."""
    source, problems = read_file(path, root, instead)
    if source is None:
        blank = any(found.code == EMPTY for found in problems)
        return ReportFile(None, None, problems, blank=blank)
    root_node, problems, torn = parse_report(source)
    blank = not problems and (root_node is None or (isinstance(root_node, Scalar) and root_node.is_blank))
    return ReportFile(source, *_mapping_of(source, root_node, problems), torn, blank)


def _mapping_of(
    source: SourceFile, node: Node | None, problems: list[Diagnostic]
) -> tuple[nodes.Mapping | None, list[Diagnostic]]:
    if isinstance(node, nodes.Mapping):
        return node, problems
    # Where the parser already said why there is nothing, a second message would only repeat it.
    if node is not None or not problems:
        misfit = problem("BC201", source.start, key=source.path, found="nội dung khác", advice=LINES)
        problems.append(misfit)
    return None, problems
