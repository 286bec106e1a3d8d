"""Templates name indicators of the catalogue: seen without rendering, so that `check` needs no Jinja."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import Definitions, SourceFile
from baocao.source.files import is_there, read_file
from baocao.vietnamese.text import hint

_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
_USE: Final = re.compile(r"(?<![\w.])(?:th\.)?ct\.(?P<group>[a-z_]\w*)(?:\.(?P<name>[a-z_]\w*))?")
_REBOUND: Final = re.compile(r"\{%-?\s*(?:for|set)\s+ct\b")


def templates_name_indicators(definitions: Definitions) -> Iterator[Diagnostic]:
    """Every indicator that a template prints is in the catalogue.

    The build would stop at the same place with the same words; here they come before the deadline.
    """
    directives = definitions.directives.values()
    names = {product.template for directive in directives for product in directive.products}
    config = definitions.config
    for name in sorted(names):
        path = config.templates / name
        if ".." not in name and not name.startswith("/") and is_there(path):
            source, _ = read_file(path, config.root)
            if source is not None and not _REBOUND.search(source.text):
                yield from _unknown(source, _by_group(definitions))


def _by_group(definitions: Definitions) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in definitions.catalogue.indicators:
        group, _, rest = name.partition(".")
        found.setdefault(group, []).append(rest)
    return found


def _unknown(source: SourceFile, groups: dict[str, list[str]]) -> Iterator[Diagnostic]:
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source.text)
    for number, line in enumerate(text.split("\n"), start=1):
        for use in _USE.finditer(line):
            known = groups.get(use["group"])
            if known is None:
                yield _problem(source, number, line, use["group"], list(groups))
            elif use["name"] and use["name"] not in known:
                yield _problem(source, number, line, use["name"], known)


def _problem(source: SourceFile, number: int, line: str, name: str, known: list[str]) -> Diagnostic:
    first = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)
    place = Place(source.path, number, first.start() + 1 if first else 1)
    return problem("BC602", place, value=name, hint=hint(name, known))
