"""Which problems concern a document: those of its directive, of its issuer and of whom it speaks for.

Where a problem stands in a report tells of which directive it is. That is read off the lines above it:
parsing every report anew would take longer than the build.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from baocao.figures.expected import expected_reporters
from baocao.figures.expression import operands_of
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.owed import Owed
from baocao.model.place import Place
from baocao.model.submission import Part
from baocao.model.workspace import PROFILE, Workspace
from baocao.rules.templates import named_indicators
from baocao.source.files import read_file, relative_path
from baocao.source.inventory import RECORDS

if TYPE_CHECKING:
    from baocao.pipeline.plan import Planned

_KEY: Final = re.compile(r"""( *)(?:- +)*(?:"([^"]*)"|'([^']*)'|([^\s"'#:][^:#]*?)) *:(?= |$)""")
_ISSUING: Final = frozenset({"phat_hanh", "chap_nhan_thieu"})
"""What of a report only its own unit's documents print."""
_FIGURES: Final = frozenset({Part.FIGURE.value, "doi_chieu"})
_BY_DIRECTIVE: Final = frozenset({Part.NARRATIVE.value, Part.DIFFICULTY.value, Part.RECOMMENDATION.value})


class Concerns:
    """Tells what concerns the documents of one period."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._needed: dict[tuple[str, str], frozenset[str]] = {}

    def problems_of(self, planned: "Planned", problems: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the problems that concern a document, be they of the definitions or of reports."""
        units = units_behind(self._workspace, planned)
        return [each for each in problems if self._concerns(planned, units, each)]

    def _concerns(self, planned: "Planned", units: frozenset[str], found: Diagnostic) -> bool:
        place = found.place
        if found.unit is None:
            return place is None or self._is_defined_in(planned, place.file)
        if found.unit not in units:
            return False
        if place is None:
            return True
        is_own = found.unit == planned.issuer.id
        if not is_own and (place.file.endswith(f"/{PROFILE}") or f"/{RECORDS}/" in place.file):
            return False
        places = (place, *(other for _, other in found.related if other.file == place.file))
        return any(self._is_of_directive(planned, at, is_own=is_own) for at in places)

    def _is_defined_in(self, planned: "Planned", file: str) -> bool:
        """Tell whether a document has to do with a file that all units share."""
        definitions = self._workspace.definitions
        config = definitions.config
        if file.startswith(f"{relative_path(config.templates, config.root)}/"):
            return file == relative_path(config.templates / planned.product.template, config.root)
        asking = {planned.directive.id, planned.directive.tasks_from}
        return all(name in asking for name, each in definitions.directives.items() if each.at.file == file)

    def _is_of_directive(self, planned: "Planned", place: Place, *, is_own: bool) -> bool:
        """Tell whether a place in a report is in what the document's directive asks for.

        A name that nothing has may be any name that was meant.
        """
        directive = planned.directive
        section, name = self._section_of(place)
        if section in _ISSUING:
            return is_own and (not name or name.partition("/")[0] == directive.id)
        definitions = self._workspace.definitions
        if section == Part.TASK:
            return name == directive.tasks_from or name not in definitions.directives
        if section in _BY_DIRECTIVE:
            return name == directive.id or name not in definitions.directives
        known = section in _FIGURES and name in definitions.catalogue.indicators
        return not known or name in self._needed_figures(planned)

    def _section_of(self, place: Place) -> tuple[str, str]:
        """Return the key of the section in which a place is and the key below it, where there are any."""
        file = self._workspace.files.get(place.file)
        keys = keys_above(file.text.split("\n"), place.line) if file else []
        top, below = (*keys, "", "")[:2]
        return top, below

    def _needed_figures(self, planned: "Planned") -> frozenset[str]:
        """Return the indicators that a document needs: asked, named by its template, or behind those."""
        key = planned.directive.id, planned.product.template
        if key not in self._needed:
            self._needed[key] = frozenset(self._figures_behind(planned.directive, planned.product.template))
        return self._needed[key]

    def _figures_behind(self, directive: Directive, template: str) -> Iterator[str]:
        definitions = self._workspace.definitions
        source, _ = read_file(definitions.config.templates / template, definitions.config.root)
        named = named_indicators(source.text if source else "", definitions)
        indicators = definitions.catalogue.indicators
        wanted, seen = [*directive.indicators, *named], set[str]()
        while wanted:
            name = wanted.pop()
            if name not in seen and name in indicators:
                seen.add(name)
                wanted += operands_of(indicators[name])
        yield from seen


def keys_above(lines: Sequence[str], line: int) -> list[str]:
    """Return the keys around a line of YAML, outermost first, as far as they have lines of their own."""
    keys: list[str] = []
    deepest = None
    for text in reversed(lines[:line]):
        # Most lines lie deeper: told by their blanks, they need no pattern.
        if deepest is not None and len(text) - len(text.lstrip(" ")) >= deepest:
            continue
        match = _KEY.match(text)
        if match:
            deepest = len(match[1])
            keys.insert(0, match[2] or match[3] or match[4] or "")
        if deepest == 0:
            break
    return keys


def units_behind(workspace: Workspace, planned: "Planned") -> frozenset[str]:
    """Return the issuer, and every reporter if the document speaks for them."""
    reporters = expected_reporters(workspace, planned.directive).units if planned.consolidated else ()
    return frozenset({planned.issuer.id, *(unit.id for unit in reporters)})


def missing_behind(workspace: Workspace, planned: "Planned", owed: Iterable[Owed]) -> list[Diagnostic]:
    """Return what the reports behind a document lack that its directive asks; a request waits for none."""
    if planned.product.request:
        return []
    units = units_behind(workspace, planned)
    return [
        missing
        for each in owed
        if each.directive.id == planned.directive.id and each.unit.id in units
        for missing in each.missing
    ]
