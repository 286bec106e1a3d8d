"""Templates name indicators of the catalogue: seen without rendering, so that `check` needs no Jinja."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import Definitions, SourceFile
from baocao.source.files import is_there, read_file
from baocao.vietnamese.text import name_hint

_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
_USE: Final = re.compile(r"(?<![\w.])(?:th\.)?ct\.(?P<group>[a-z_]\w*)(?:\.(?P<name>[a-z_]\w*))?")
_REBOUND: Final = re.compile(r"\{%-?\s*(?:for|set)\s+ct\b")


def check_templates(definitions: Definitions) -> tuple[list[Diagnostic], dict[str, SourceFile]]:
    """Return what templates name that is not in the catalogue, and the templates that were read.

    A build stops at the same place with the same words, but only the documents of that template; so this
    belongs to checking alone.
    """
    directives, config = definitions.directives.values(), definitions.config
    problems_found: list[Diagnostic] = []
    sources: dict[str, SourceFile] = {}
    for name in sorted({product.template for directive in directives for product in directive.products}):
        path = config.templates / name
        if ".." not in name and not name.startswith("/") and is_there(path):
            source, problems = read_file(path, config.root)
            problems_found += problems
            if source is not None:
                sources[source.path] = source
            if source is not None and definitions.can_be_built:
                problems_found += _unknown_indicators(source, _names_by_group(definitions))
    return problems_found, sources


def named_indicators(text: str, definitions: Definitions) -> set[str]:
    """Return the indicators that a template names; the name of a group stands for all of its own."""
    groups = _names_by_group(definitions)
    named = set()
    for use in _USE.finditer(_COMMENT.sub("", text)):
        rest = [use["name"]] if use["name"] else groups.get(use["group"], [])
        named |= {f"{use['group']}.{name}" for name in rest}
    return named & definitions.catalogue.indicators.keys()


def _names_by_group(definitions: Definitions) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name in definitions.catalogue.indicators:
        group, _, rest = name.partition(".")
        groups.setdefault(group, []).append(rest)
    return groups


def _unknown_indicators(source: SourceFile, groups: dict[str, list[str]]) -> Iterator[Diagnostic]:
    """Report unknown indicators, but not where `ct` is a name of the template's own."""
    if _REBOUND.search(source.text):
        return
    # Comments become blanks, line by line, so that lines and columns stay those of the file.
    text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), source.text)
    for number, line in enumerate(text.split("\n"), start=1):
        for use in _USE.finditer(line):
            known = groups.get(use["group"])
            if known is None:
                yield _template_problem(source, number, line, use["group"], list(groups))
            elif use["name"] and use["name"] not in known:
                yield _template_problem(source, number, line, use["name"], known)


def _template_problem(
    source: SourceFile, number: int, line: str, name: str, known: list[str]
) -> Diagnostic:
    first = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)
    place = Place(source.path, number, first.start() + 1 if first else 1)
    return problem("BC602", place, value=name, hint=name_hint(name, known))
