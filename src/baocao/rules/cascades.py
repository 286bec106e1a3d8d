"""What only follows from a definition that could not be read is no problem of its own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from baocao.model.diagnostic import Diagnostic
from baocao.model.workspace import CATALOGUE, CITATIONS, REGISTRY, STATUSES, Definitions

_FOLLOWING: Final[Mapping[str, frozenset[str]]] = {
    CATALOGUE: frozenset({"BC302", "BC503", "BC602"}),
    CITATIONS: frozenset({"BC306"}),
    STATUSES: frozenset(),
}
"""Codes that unknown names lead to, by the file that would know the names."""
_UNKNOWN_DIRECTIVE: Final = frozenset({"BC304"})
_UNSAID: Final = "BC524"
_UNKNOWN_UNIT: Final = "BC301"
_STRUCTURE: Final = "BC2"
"""Codes below it are about files and YAML, which need no definitions."""


def without_cascades(problems: Iterable[Diagnostic], definitions: Definitions) -> Iterator[Diagnostic]:
    """Yield the problems that stay when every definition is read.

    Without the registry nothing can be said of what is written, only of how.
    """
    unread = definitions.unread
    following = frozenset().union(*(_FOLLOWING.get(name, _UNKNOWN_DIRECTIVE) for name in unread))
    for diagnostic in problems:
        if REGISTRY in unread:
            own = diagnostic.place is not None and diagnostic.place.file.endswith(REGISTRY)
            if diagnostic.code < _STRUCTURE or (own and diagnostic.code != _UNKNOWN_UNIT):
                yield diagnostic
        elif diagnostic.code not in following:
            yield diagnostic


def without_unread(problems: Iterable[Diagnostic], errors: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield problems, but not what a directive leaves out where it says something that cannot be read."""
    unread = {error.place.file for error in errors if error.place}
    for told in problems:
        if told.code != _UNSAID or told.place is None or told.place.file not in unread:
            yield told
