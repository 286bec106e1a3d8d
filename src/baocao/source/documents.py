"""One YAML file with a mapping at its top."""

from pathlib import Path

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.files import read_file
from baocao.source.log import LINES
from baocao.source.parsing import parse_source


def read_mapping(
    path: Path, root: Path
) -> tuple[SourceFile | None, nodes.Mapping | None, list[Diagnostic]]:
    """Return the file and its top mapping; what is None could not be read."""
    source, problems = read_file(path, root)
    return (source, *top_mapping(source)) if source is not None else (None, None, problems)


def top_mapping(source: SourceFile) -> tuple[nodes.Mapping | None, list[Diagnostic]]:
    """Return the top mapping of a file, or None."""
    node, problems = parse_source(source)
    if isinstance(node, nodes.Mapping):
        return node, problems
    # Where the parser already said why there is nothing, a second message would only repeat it.
    if node is not None or not problems:
        misfit = problem("BC201", source.start, key=source.path, found="nội dung khác", advice=LINES)
        problems.append(misfit)
    return None, problems
