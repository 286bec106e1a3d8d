"""The schema of submissions: one for a kind of unit or a single unit, over all directives or one."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from baocao.features.schema.entries import Entries, explained
from baocao.features.schema.kinds import record_schema, refer
from baocao.features.schema.parts import (
    DRAFT,
    Schema,
    about,
    choice,
    record,
    text,
)
from baocao.features.schema.sections import (
    corrections,
    expectation,
    guidance,
    remarks,
)
from baocao.model.directive import Directive
from baocao.model.identifiers import NAMES
from baocao.model.indicator import Indicator
from baocao.model.submission import ISSUE_SHAPE, SUBMISSION_SHAPE, TASK_REPORT_SHAPE, Part
from baocao.model.unit import Selector, Unit, selected
from baocao.model.workspace import Definitions

_ID: Final = NAMES.form.pattern
_FOREIGN: Final = "Không dành cho đơn vị này."
_TASK: Final[Schema] = {"allOf": [refer(TASK_REPORT_SHAPE.definition)]}
_ISSUE: Final[Schema] = {"allOf": [refer(ISSUE_SHAPE.definition)]}


class Relevance(Enum):
    """What a key is to a unit; all are accepted, since the checker only warns of them."""

    ASKED = "asked"
    KNOWN = "known"
    FOREIGN = "foreign"


class Audience(NamedTuple):
    """Whose submissions a schema is for, and of which directives."""

    title: str
    units: tuple[Unit, ...]
    directives: tuple[Directive, ...]
    is_narrowed: bool = False

    def is_among(self, scope: Iterable[Selector]) -> bool:
        """Tell whether `scope` chooses any of the units."""
        selectors = tuple(scope)
        return any(selected(selectors, unit) for unit in self.units)

    def is_asked(self, directive: Directive) -> bool:
        """Tell whether the units report to `directive`, have tasks in it, or issue a document of it."""
        return (
            self.is_among(directive.reporters)
            or any(self.is_among(product.issuers) for product in directive.products)
            or any(directive.tasks_of(unit) for unit in self.units)
        )


def submission_schema(definitions: Definitions, audience: Audience) -> Schema:
    """Return the schema of submissions of `audience`."""
    return _Schemas(definitions, audience).whole()


class _Schemas:
    def __init__(self, definitions: Definitions, audience: Audience) -> None:
        self._audience = audience
        self._definitions = definitions
        self._directives = audience.directives
        self._asking = [each for each in audience.directives if audience.is_asked(each)]
        self._catalogue = definitions.catalogue.indicators
        self._shared: dict[str, Schema] = {
            each.definition: record_schema(each) for each in (TASK_REPORT_SHAPE, ISSUE_SHAPE)
        }
        self._entries = Entries(self._shared)

    def whole(self) -> Schema:
        schema = {
            "$schema": DRAFT,
            **about(record_schema(SUBMISSION_SHAPE, self._given(), blank=False), self._audience.title),
        }
        return {**schema, "description": self._description(), "definitions": self._shared}

    def _description(self) -> str:
        return "".join(f"{each.id}: {each.name}. " for each in self._asking).strip()

    def _given(self) -> dict[str, Schema]:
        """Return the schemas of the sections, which depend on the workspace."""
        return {
            "don_vi": choice(unit.id for unit in self._audience.units),
            "phat_hanh": self._issues(),
            "chi_tieu": self._figures(),
            "doi_chieu": self._controls(),
            "nhiem_vu": self._by_directive(self._tasks),
            "noi_dung": self._by_directive(self._narratives),
            "vuong_mac": self._by_directive(remarks),
            "kien_nghi": self._by_directive(remarks),
            "giai_trinh": self._reasons(),
            "dinh_chinh": self._corrections(),
        }

    def _figures(self) -> Schema:
        return record({each.id: self._figure(each) for each in self._wanted() if not each.is_derived})

    def _figure(self, indicator: Indicator) -> Schema:
        said = explained(indicator, self._askers(indicator))
        schema = about(self._entries.entered(indicator), indicator.name, said)
        return _marked(schema, self._relevance(indicator))

    def _controls(self) -> Schema:
        """Published figures may be derived ones; they are not explained again."""
        found = {each.id: about(self._entries.published(each), each.name) for each in self._wanted()}
        return record({each.id: _marked(found[each.id], self._relevance(each)) for each in self._wanted()})

    def _wanted(self) -> list[Indicator]:
        """Return the indicators that may be written: all, or those of the directives chosen."""
        if not self._audience.is_narrowed:
            return list(self._catalogue.values())
        names = dict.fromkeys(name for each in self._directives for name in each.indicators)
        return [self._catalogue[name] for name in names]

    def _relevance(self, indicator: Indicator) -> Relevance:
        if not self._audience.is_among([indicator.applies_to]):
            return Relevance.FOREIGN
        asked = any(indicator.id in each.indicators for each in self._asking)
        return Relevance.ASKED if asked else Relevance.KNOWN

    def _askers(self, indicator: Indicator) -> Iterator[str]:
        """Yield which directives ask for the figure, and where their outlines place it."""
        for directive in self._asking:
            if indicator.id not in directive.indicators:
                continue
            where = [item.id for item in directive.outline if indicator.id in item.indicators]
            word = "Bắt buộc theo" if indicator.id in directive.required else "Theo"
            yield f"{word} {directive.id}" + (f", mục {', '.join(where)}" if where else "")

    def _by_directive(self, part: Callable[[Directive], Schema]) -> Schema:
        """Return a section whose keys are directives; those that ask nothing of the units are not shown."""
        asked = {each.id for each in self._asking}
        return record(
            {
                each.id: _marked(
                    about(part(each), each.name),
                    Relevance.ASKED if each.id in asked else Relevance.KNOWN,
                )
                for each in self._directives
            }
        )

    def _tasks(self, directive: Directive) -> Schema:
        return record(
            {
                task.id: _marked(
                    about(_TASK, f"Nhiệm vụ {task.number}: {task.name}", expectation(task)),
                    self._for(task.assigned_to),
                )
                for task in directive.tasks()
                if not task.subtasks
            }
        )

    def _for(self, scope: Iterable[Selector]) -> Relevance:
        return Relevance.ASKED if self._audience.is_among(scope) else Relevance.FOREIGN

    def _narratives(self, directive: Directive) -> Schema:
        return record(
            {
                item.id: _marked(
                    about(text(), f"{item.id}. {item.title}", guidance(item)),
                    self._for([item.applies_to]),
                )
                for item in directive.outline
            }
        )

    def _issues(self) -> Schema:
        found = {each.id: about(_ISSUE, each.name) for each in self._directives}
        for directive in self._directives:
            for product in directive.products:
                mine = self._audience.is_among(product.issuers)
                relevance = Relevance.ASKED if mine else Relevance.KNOWN
                found[f"{directive.id}/{product.id}"] = _marked(_ISSUE, relevance)
        return record(found)

    def _corrections(self) -> Schema:
        """What may be corrected of a report that was given out."""
        tasks, items, forms = [], [], []
        for each in self._directives:
            tasks += [f"{each.id}/{task.id}" for task in each.tasks() if not task.subtasks]
            items += [f"{each.id}/{item.id}" for item in each.outline]
            forms += [each.id, *(f"{each.id}/{product.id}" for product in each.products)]
        directives = choice((each.id for each in self._directives), blank=True)
        return corrections(
            {
                Part.FIGURE: choice(
                    (each.id for each in self._wanted() if not each.is_derived), blank=True
                ),
                Part.TASK: choice(tasks, blank=True),
                Part.NARRATIVE: choice(items, blank=True),
                Part.DIFFICULTY: directives,
                Part.RECOMMENDATION: directives,
                Part.CITATION: text(),
                Part.FORM: choice(forms, blank=True),
            }
        )

    def _reasons(self) -> Schema:
        """What reasons may be given for: figures, rules, tasks, and documents of the unit's own."""
        found = {each.id: about(text(), each.name) for each in self._wanted()}
        rules = list(self._definitions.catalogue.rules)
        for directive in self._directives:
            rules += directive.rules
            found |= {f"{directive.id}/{task.id}": about(text(), task.name) for task in directive.tasks()}
        known = record({**found, **{rule.id: about(text(), rule.name) for rule in rules}})
        return {**known, "patternProperties": {f"^(?:{_ID})$": text()}}


def _marked(schema: Schema, relevance: Relevance) -> Schema:
    """Tell editors what not to offer, and what is not for the units."""
    if relevance is Relevance.ASKED:
        return schema
    mark: Schema = {"doNotSuggest": True}
    if relevance is Relevance.FOREIGN:
        mark["deprecationMessage"] = _FOREIGN
    return {**schema, **mark}
