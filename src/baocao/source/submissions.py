"""A submission: what one unit reports for one period."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, TypeVar

from baocao.model.acceptance import ACCEPTED_SHAPE, Accepted
from baocao.model.directive import Directive, OutlineItem, Task
from baocao.model.labels import ids_by_label, plain_label
from baocao.model.period import Period
from baocao.model.status import progress_labels
from baocao.model.submission import (
    ISSUE_SHAPE,
    REMARK_SHAPE,
    SUBMISSION_SHAPE,
    TASK_REPORT_SHAPE,
    Issue,
    Narrative,
    Progress,
    Reason,
    Remark,
    Submission,
    TaskReport,
)
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions
from baocao.source import nodes
from baocao.source.citations import read_citations
from baocao.source.corrections import read_corrections
from baocao.source.drafts import is_draft
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar, is_unwritten
from baocao.source.sections import with_right_names
from baocao.source.shapes import Given, read_record, values_of
from baocao.source.values import read_controls, read_entries
from baocao.vietnamese.text import name_hint, to_nfc

T = TypeVar("T")
_ASKED_FOR: Final = {"chi_tieu": "entries", "nhiem_vu": "tasks", "noi_dung": "narratives"}
"""What may be missing from a report, by the attribute that holds it."""


def _unread_below(way: str, node: nodes.Mapping, read: Mapping[str, Any]) -> Iterator[str]:
    for name, (_, value) in node.entries.items():
        within = read.get(name)
        if within is None and not is_unwritten(value):
            yield f"{way}/{name}"
        elif isinstance(within, Mapping) and isinstance(value, nodes.Mapping):
            yield from _unread_below(f"{way}/{name}", value, within)


class SubmissionReader:
    """Reads the submissions of one period; what all of them are held against is gathered once."""

    def __init__(self, definitions: Definitions, period: Period) -> None:
        self.definitions = definitions
        self.period = period

    def read_submission(self, mapping: nodes.Mapping, log: Log, unit: Unit) -> Submission:
        """Read the submission of `unit`; parts that cannot be read are left out."""
        report = with_right_names(mapping, self.definitions.catalogue.indicators, log)
        return _File(self, Fields(report, log), unit).read_file_of_unit()

    @cached_property
    def tasks(self) -> Mapping[str, Mapping[str, Task]]:
        """What is reported of each directive: its tasks, those with sub-tasks aside."""
        return {
            directive.id: {task.id: task for task in directive.all_tasks() if not task.subtasks}
            for directive in self.definitions.directives.values()
        }

    @cached_property
    def outlines(self) -> Mapping[str, Mapping[str, OutlineItem]]:
        """The items under which each directive wants something written."""
        return {
            directive.id: {item.id: item for item in directive.outline}
            for directive in self.definitions.directives.values()
        }

    @cached_property
    def progress(self) -> Mapping[str, str]:
        """How each step of progress is called, by its word in the data."""
        return progress_labels(self.definitions.statuses)

    @cached_property
    def products(self) -> frozenset[str]:
        """The products of all directives, as 'directive/product'."""
        directives = self.definitions.directives.values()
        return frozenset(
            f"{directive.id}/{product.id}" for directive in directives for product in directive.products
        )

    @cached_property
    def explainable(self) -> frozenset[str]:
        """What any unit can give reasons for: indicators, rules and tasks."""
        catalogue, directives = self.definitions.catalogue, self.definitions.directives.values()
        rules = [*catalogue.rules, *(rule for directive in directives for rule in directive.rules)]
        tasks = (f"{directive.id}/{task.id}" for directive in directives for task in directive.all_tasks())
        return frozenset((*catalogue.indicators, *(rule.id for rule in rules), *tasks))


class _File:
    """One submission while it is being read."""

    def __init__(self, reader: SubmissionReader, fields: Fields, unit: Unit) -> None:
        self._reader = reader
        self._definitions = reader.definitions
        self._period = reader.period
        self._fields = fields
        self._log = fields.log
        self._unit = unit

    def read_file_of_unit(self) -> Submission:
        fields, log = self._fields, self._log
        self._check_header()
        indicators = self._definitions.catalogue.indicators
        values = values_of(
            SUBMISSION_SHAPE,
            fields,
            {
                "unit": lambda _: self._unit.id,
                "period": lambda _: self._period,
                "issues": self._read_issues,
                "accepted": lambda _: self._read_by_directive("chap_nhan_thieu", self._read_accepted),
                "entries": lambda fields: read_entries(fields.mapping("chi_tieu"), indicators, log),
                "controls": lambda fields: read_controls(fields.mapping("doi_chieu"), indicators, log),
                "tasks": lambda _: self._read_by_directive("nhiem_vu", self._read_tasks),
                "narratives": lambda _: self._read_by_directive("noi_dung", self._read_narratives),
                "difficulties": lambda _: self._read_by_directive("vuong_mac", self._read_remarks),
                "recommendations": lambda _: self._read_by_directive("kien_nghi", self._read_remarks),
                "reasons": self._read_reasons,
                "corrections": lambda fields: read_corrections(fields, self._definitions),
                "citations": lambda fields: read_citations(fields.mapping("van_ban"), log),
            },
        )
        fields.done()
        return SUBMISSION_SHAPE.make(
            **values,
            at=fields.at,
            draft=is_draft(fields.node),
            unread=frozenset(self._unread_parts(values)),
        )

    def _unread_parts(self, values: Mapping[str, Any]) -> Iterator[str]:
        """Yield the ways to what was written in the file and is not in the record, told of already."""
        for section, attribute in _ASKED_FOR.items():
            node = self._fields.node.get(section)
            if isinstance(node, nodes.Mapping):
                yield from _unread_below(section, node, values[attribute])
            elif node is not None and not is_unwritten(node):
                yield section

    def _read_reasons(self, fields: Fields) -> Mapping[str, Reason]:
        """Read `giai_trinh`: why something unusual is right."""
        reasons = {}
        # From the raw keys: a cited document that could not be read is still one that a reason may speak
        # of.
        cited = fields.get("van_ban")
        documents = cited.entries if isinstance(cited, nodes.Mapping) else ()
        for name, key, node in fields.entries("giai_trinh"):
            known = self._reader.explainable
            text = self._log.scalar(node, name)
            if name not in known and name not in documents:
                self._log.note_problem(
                    "BC316", key, value=name, hint=name_hint(name, known.union(documents))
                )
            elif text:
                reasons[name] = Reason(to_nfc(text.text).strip(), self._log.place(key))
        return reasons

    def _check_header(self) -> None:
        """Compare `don_vi` and `ky` with the folder and the name of the file."""
        unit, period = self._unit, self._period
        written, name = (
            self._fields.required_text("don_vi"),
            self._fields.required_text("ky"),
        )
        # Without a text the key is reported as missing already.
        if written != unit.id and self._fields.has_text("don_vi"):
            place = self._fields.place("don_vi")
            self._log.note_at("BC313", place, value=written, name=unit.id)
        if Period.parse(name) is None and self._fields.has_text("ky"):
            self._log.note_at("BC216", self._fields.place("ky"), value=name)
        elif name and name != period.id:
            self._log.note_at("BC312", self._fields.place("ky"), value=name, name=period.id)

    def _read_by_directive(self, key: str, read: Callable[[Node, Directive], T | None]) -> Mapping[str, T]:
        """Read a section whose keys are directives."""
        parts = {}
        known = self._definitions.directives
        for name, name_node, node in self._fields.entries(key):
            if name not in known:
                self._log.note_problem("BC304", name_node, value=name, hint=name_hint(name, known))
                continue
            part = read(node, known[name])
            if part is not None:
                parts[name] = part
        return parts

    def _read_tasks(self, node: Node, directive: Directive) -> Mapping[str, TaskReport]:
        known = self._reader.tasks[directive.id]
        reports = {}
        for name, key, mapping in self._known_entries(node, directive, known, "BC303"):
            validity = known[name].validity
            if not validity.covers_period(self._period):
                self._log.note_problem("BC317", key, what="Nhiệm vụ", value=name, when=str(validity))
                continue
            progress: Given = {"progress": self._read_progress}
            report = read_record(
                TASK_REPORT_SHAPE, Fields(mapping, self._log), progress, at=self._log.place(key)
            )
            if report:
                reports[name] = report
        return reports

    def _read_progress(self, fields: Fields) -> Progress | None:
        return fields.choice("tien_do", Progress, labels=self._reader.progress)

    def _known_entries(
        self, node: Node, directive: Directive, known: Mapping[str, Task], code: str
    ) -> "list[tuple[str, Scalar, nodes.Mapping]]":
        entries = []
        for name, (key, value) in self._entries_under(node, directive.id).items():
            if name not in known:
                self._log.note_problem(
                    code,
                    key,
                    value=name,
                    directive=directive.id,
                    hint=name_hint(name, known),
                )
                continue
            mapping = self._log.mapping(value, name, self._advice_for(value))
            if mapping:
                entries.append((name, key, mapping))
        return entries

    def _advice_for(self, value: Node) -> str:
        """Return what to do where something stands in the place of the lines of a task."""
        labels = self._reader.progress
        text = plain_label(value.text).removeprefix("đã ") if isinstance(value, Scalar) else ""
        meant = text if text in labels else ids_by_label(labels).get(text, "…")
        known = ", ".join(f"{name} ({label})" for name, label in labels.items())
        return (
            f"Ghi tien_do: {meant} ở dòng dưới, thụt vào; việc đã làm ghi ở ket_qua. "
            f"Tiến độ là một trong: {known}."
        )

    def _entries_under(self, node: Node, key: str) -> Mapping[str, tuple[Scalar, Node]]:
        mapping = self._log.mapping(node, key)
        return mapping.entries if mapping else {}

    def _read_narratives(self, node: Node, directive: Directive) -> Mapping[str, Narrative]:
        known = self._reader.outlines[directive.id]
        narratives = {}
        for name, (key, value) in self._entries_under(node, directive.id).items():
            if name not in known:
                guess = name_hint(name, known)
                self._log.note_problem("BC305", key, value=name, directive=directive.id, hint=guess)
                continue
            text = self._log.scalar(value, name)
            if text:
                narratives[name] = Narrative(to_nfc(text.text).strip(), self._log.place(text))
        return narratives

    def _read_remarks(self, node: Node, directive: Directive) -> tuple[Remark, ...]:
        remarks = []
        for item in self._log.sequence(node, directive.id):
            mapping = self._log.mapping(item, directive.id)
            remark = self._read_remark(Fields(mapping, self._log), directive) if mapping else None
            remarks += [remark] if remark else []
        return tuple(remarks)

    def _read_remark(self, fields: Fields, directive: Directive) -> Remark | None:
        concern: Given = {"concern": lambda fields: self._read_concern(fields, directive)}
        remark = read_record(REMARK_SHAPE, fields, concern, at=fields.at)
        return remark if remark and remark.concern in directive.concerns else None

    def _read_concern(self, fields: Fields, directive: Directive) -> str:
        concern = fields.required_text("nhom")
        if concern not in directive.concerns and fields.has_text("nhom"):
            self._log.note_at(
                "BC307",
                fields.place("nhom"),
                value=concern,
                directive=directive.id,
                hint=name_hint(concern, directive.concerns),
                known=", ".join(directive.concerns),
            )
        return concern

    def _read_issues(self, fields: Fields) -> Mapping[str, Issue]:
        """Read `phat_hanh`, whose keys are directives, or directive/product."""
        issues: dict[str, Issue] = {}
        for name, key, node in fields.entries("phat_hanh"):
            known = self._reader.products if "/" in name else self._definitions.directives.keys()
            if name not in known:
                self._log.note_problem("BC304", key, value=name, hint=name_hint(name, known))
            elif mapping := self._log.mapping(node, name):
                signer: Given = {"signer": self._read_signer}
                issue = read_record(
                    ISSUE_SHAPE, Fields(mapping, self._log), signer, at=self._log.place(key)
                )
                issues |= {name: issue} if issue else {}
        return issues

    def _read_accepted(self, node: Node, directive: Directive) -> Accepted | None:
        mapping = self._log.mapping(node, directive.id)
        if mapping is None:
            return None
        fields = Fields(mapping, self._log)
        return read_record(ACCEPTED_SHAPE, fields, at=fields.at)

    def _read_signer(self, fields: Fields) -> str | None:
        name = fields.optional_text("nguoi_ky")
        profile = self._definitions.profiles.get(self._unit.id)
        known = [signer.id for signer in profile.signers] if profile else []
        if self._unit.id in self._definitions.rejected:
            return None  # nobody can tell who signs while the profile cannot be read
        if name and name not in known:
            place = fields.place("nguoi_ky")
            self._log.note_at("BC308", place, value=name, hint=name_hint(name, known))
            return None
        return name
