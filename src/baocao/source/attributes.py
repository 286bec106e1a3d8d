"""`.gitattributes` of a workspace: what an earlier advice of ours put there, and broke authors with."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.model.diagnostic import Diagnostic, at_most_problems, problem
from baocao.model.place import Place
from baocao.model.workspace import Config
from baocao.source.files import is_there, read_file

NAME: Final = ".gitattributes"
_CONVERTED: Final = re.compile(r"\s*(?P<pattern>[^#\s]\S*\.ya?ml)\s(?:.*\s)?diff=baocao(?:\s|$)")
"""Reports of which Git compares what `diff.baocao.textconv` makes of them; `git blame` reads that, too."""


def check_attributes(config: Config) -> list[Diagnostic]:
    """Report lines after which `git blame` counts the lines of another text than the file's."""
    path = config.root / NAME
    source, _ = read_file(path, config.root) if is_there(path) else (None, [])
    return list(at_most_problems(_converted_lines(source.path, source.text))) if source else []


def _converted_lines(path: str, text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), start=1):
        if converted := _CONVERTED.match(line):
            yield problem("BC845", Place(path, number, 1), value=converted["pattern"])
