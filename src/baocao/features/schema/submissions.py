"""The schema of submissions: one for a kind of unit or a single unit, over all directives or one."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from baocao.features.schema.entries import Entries, explained_indicator
from baocao.features.schema.kinds import record_schema, refer_to
from baocao.features.schema.parts import (
    DRAFT,
    Schema,
    choice_schema,
    record_lines,
    text_schema,
    with_words,
)
from baocao.features.schema.sections import (
    corrections_schema,
    item_guidance,
    remarks_schema,
    task_expectation,
)
from baocao.model.directive import Directive
from baocao.model.identifiers import NAMES
from baocao.model.indicator import Indicator
from baocao.model.status import progress_labels
from baocao.model.submission import ISSUE_SHAPE, SUBMISSION_SHAPE, TASK_REPORT_SHAPE, Part
from baocao.model.unit import Selector, Unit, is_selected
from baocao.model.workspace import Definitions

_ID: Final = NAMES.form.pattern
_FOREIGN: Final = "Không dành cho đơn vị này."
_TASK: Final[Schema] = {"allOf": [refer_to(TASK_REPORT_SHAPE.definition)]}
_ISSUE: Final[Schema] = {"allOf": [refer_to(ISSUE_SHAPE.definition)]}


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
        return any(is_selected(selectors, unit) for unit in self.units)

    def is_asked(self, directive: Directive) -> bool:
        """Tell whether the units report to `directive`, have tasks in it, or issue a document of it."""
        return (
            self.is_among(directive.reporters)
            or any(self.is_among(product.issuers) for product in directive.products)
            or any(directive.tasks_of(unit) for unit in self.units)
        )


def submission_schema(definitions: Definitions, audience: Audience) -> Schema:
    """Return the schema of submissions of `audience`."""
    return _Schemas(definitions, audience).whole_schema()


class _Schemas:
    def __init__(self, definitions: Definitions, audience: Audience) -> None:
        self._audience = audience
        self._definitions = definitions
        self._directives = audience.directives
        self._asking = [each for each in audience.directives if audience.is_asked(each)]
        self._catalogue = definitions.catalogue.indicators
        self._shared: dict[str, Schema] = {
            TASK_REPORT_SHAPE.definition: record_schema(
                TASK_REPORT_SHAPE, {"tien_do": self._progress_schema()}
            ),
            ISSUE_SHAPE.definition: record_schema(ISSUE_SHAPE),
        }
        self._entries = Entries(self._shared)

    def whole_schema(self) -> Schema:
        schema = {
            "$schema": DRAFT,
            **with_words(
                record_schema(SUBMISSION_SHAPE, self._given_sections(), blank=False), self._audience.title
            ),
        }
        return {**schema, "description": self._asking_sentence(), "definitions": self._shared}

    def _progress_schema(self) -> Schema:
        labels = progress_labels(self._definitions.statuses)
        return choice_schema(labels, labels)

    def _asking_sentence(self) -> str:
        return "".join(f"{each.id}: {each.name}. " for each in self._asking).strip()

    def _given_sections(self) -> dict[str, Schema]:
        """Return the schemas of the sections, which depend on the workspace."""
        return {
            "don_vi": choice_schema(unit.id for unit in self._audience.units),
            "phat_hanh": self._issues_schema(),
            "chi_tieu": self._figures_schema(),
            "doi_chieu": self._controls_schema(),
            "nhiem_vu": self._by_directive(self._tasks_schema),
            "noi_dung": self._by_directive(self._narratives_schema),
            "vuong_mac": self._by_directive(remarks_schema),
            "kien_nghi": self._by_directive(remarks_schema),
            "giai_trinh": self._reasons_schema(),
            "dinh_chinh": self._correction_schema(),
        }

    def _figures_schema(self) -> Schema:
        # Derived indicators are computed: a figure for them would be refused, so no editor may offer it.
        return record_lines(
            {
                each.id: self._figure_schema(each)
                for each in self._wanted_indicators()
                if not each.is_derived
            }
        )

    def _figure_schema(self, indicator: Indicator) -> Schema:
        said = explained_indicator(indicator, self._asking_directives(indicator))
        schema = with_words(self._entries.entered_schema(indicator), indicator.name, said)
        return _with_relevance(schema, self._relevance_of(indicator))

    def _controls_schema(self) -> Schema:
        """Published figures may be derived ones; they are not explained again."""
        schemas = {
            each.id: with_words(self._entries.published_schema(each), each.name)
            for each in self._wanted_indicators()
        }
        return record_lines(
            {
                each.id: _with_relevance(schemas[each.id], self._relevance_of(each))
                for each in self._wanted_indicators()
            }
        )

    def _wanted_indicators(self) -> list[Indicator]:
        """Return the indicators that may be written: all, or those of the directives chosen."""
        if not self._audience.is_narrowed:
            return list(self._catalogue.values())
        names = dict.fromkeys(name for each in self._directives for name in each.indicators)
        return [self._catalogue[name] for name in names]

    def _relevance_of(self, indicator: Indicator) -> Relevance:
        if not self._audience.is_among([indicator.applies_to]):
            return Relevance.FOREIGN
        asked = any(indicator.id in each.indicators for each in self._asking)
        return Relevance.ASKED if asked else Relevance.KNOWN

    def _asking_directives(self, indicator: Indicator) -> Iterator[str]:
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
        return record_lines(
            {
                each.id: _with_relevance(
                    with_words(part(each), each.name),
                    Relevance.ASKED if each.id in asked else Relevance.KNOWN,
                )
                for each in self._directives
            }
        )

    def _tasks_schema(self, directive: Directive) -> Schema:
        return record_lines(
            {
                task.id: _with_relevance(
                    with_words(_TASK, f"Nhiệm vụ {task.number}: {task.name}", task_expectation(task)),
                    self._relevance_for(task.assigned_to),
                )
                for task in directive.all_tasks()
                if not task.subtasks
            }
        )

    def _relevance_for(self, scope: Iterable[Selector]) -> Relevance:
        return Relevance.ASKED if self._audience.is_among(scope) else Relevance.FOREIGN

    def _narratives_schema(self, directive: Directive) -> Schema:
        return record_lines(
            {
                item.id: _with_relevance(
                    with_words(text_schema(), f"{item.id}. {item.title}", item_guidance(item)),
                    self._relevance_for([item.applies_to]),
                )
                for item in directive.outline
            }
        )

    def _issues_schema(self) -> Schema:
        issues = {each.id: with_words(_ISSUE, each.name) for each in self._directives}
        for directive in self._directives:
            for product in directive.products:
                mine = self._audience.is_among(product.issuers)
                relevance = Relevance.ASKED if mine else Relevance.KNOWN
                issues[f"{directive.id}/{product.id}"] = _with_relevance(_ISSUE, relevance)
        return record_lines(issues)

    def _correction_schema(self) -> Schema:
        """What may be corrected of a report that was given out."""
        tasks, items, forms = [], [], []
        for each in self._directives:
            tasks += [f"{each.id}/{task.id}" for task in each.all_tasks() if not task.subtasks]
            items += [f"{each.id}/{item.id}" for item in each.outline]
            forms += [each.id, *(f"{each.id}/{product.id}" for product in each.products)]
        directives = choice_schema((each.id for each in self._directives), blank=True)
        return corrections_schema(
            {
                Part.FIGURE: choice_schema(
                    (each.id for each in self._wanted_indicators() if not each.is_derived), blank=True
                ),
                Part.TASK: choice_schema(tasks, blank=True),
                Part.NARRATIVE: choice_schema(items, blank=True),
                Part.DIFFICULTY: directives,
                Part.RECOMMENDATION: directives,
                Part.CITATION: text_schema(),
                Part.FORM: choice_schema(forms, blank=True),
            }
        )

    def _reasons_schema(self) -> Schema:
        """What reasons may be given for: figures, rules, tasks, and documents of the unit's own."""
        names = {each.id: with_words(text_schema(), each.name) for each in self._wanted_indicators()}
        rules = list(self._definitions.catalogue.rules)
        for directive in self._directives:
            rules += directive.rules
            names |= {
                f"{directive.id}/{task.id}": with_words(text_schema(), task.name)
                for task in directive.all_tasks()
            }
        known = record_lines({**names, **{rule.id: with_words(text_schema(), rule.name) for rule in rules}})
        return {**known, "patternProperties": {f"^(?:{_ID})$": text_schema()}}


def _with_relevance(schema: Schema, relevance: Relevance) -> Schema:
    """Tell editors what not to offer, and what is not for the units."""
    if relevance is Relevance.ASKED:
        return schema
    mark: Schema = {"doNotSuggest": True}
    if relevance is Relevance.FOREIGN:
        mark["deprecationMessage"] = _FOREIGN
    return {**schema, **mark}
