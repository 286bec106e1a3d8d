"""One YAML file with a mapping at its top."""

from pathlib import Path

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.events import parse
from baocao.source.files import read_file, relative
from baocao.source.log import LINES


def read_mapping(
    path: Path, root: Path
) -> tuple[SourceFile | None, nodes.Mapping | None, list[Diagnostic]]:
    """Return the file and its top mapping; what is None could not be read."""
    source, problems = read_file(path, root)
    if source is None:
        return None, None, problems
    node, problems = parse(source)
    if isinstance(node, nodes.Mapping):
        return source, node, problems
    if node is not None or not problems:
        name = relative(path, root)
        problems.append(problem("BC201", source.start, key=name, found="nội dung khác", advice=LINES))
    return source, None, problems
