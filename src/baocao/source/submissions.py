"""A submission: what one unit reports for one period."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, TypeVar

from baocao.model.directive import Directive, OutlineItem, Task
from baocao.model.period import Period, Window
from baocao.model.submission import (
    Circulation,
    Issue,
    Narrative,
    Progress,
    Reason,
    Remark,
    Secrecy,
    Submission,
    TaskReport,
    Urgency,
)
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions
from baocao.source import nodes
from baocao.source.citations import read_citations
from baocao.source.corrections import read_corrections
from baocao.source.drafts import is_draft
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar
from baocao.source.values import read_controls, read_entries
from baocao.vietnamese.text import hint, nfc

MOST_ISSUED: Final = 99_999
"""Documents of a unit in a year, or copies of one."""
T = TypeVar("T")


class SubmissionReader:
    """Reads the submissions of one period; what all of them are held against is gathered once."""

    def __init__(self, definitions: Definitions, period: Period) -> None:
        self.definitions = definitions
        self.period = period

    def read(self, mapping: nodes.Mapping, log: Log, unit: Unit) -> Submission:
        """Read the submission of `unit`; parts that cannot be read are left out."""
        return _File(self, Fields(mapping, log), unit).read()

    @cached_property
    def tasks(self) -> Mapping[str, Mapping[str, Task]]:
        """What is reported of each directive: its tasks, those with sub-tasks aside."""
        return {
            directive.id: {task.id: task for task in directive.tasks() if not task.subtasks}
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
    def products(self) -> frozenset[str]:
        """The products of all directives, as 'directive/product'."""
        directives = self.definitions.directives.values()
        return frozenset(f"{each.id}/{product.id}" for each in directives for product in each.products)

    @cached_property
    def explainable(self) -> frozenset[str]:
        """What any unit can give reasons for: indicators, rules and tasks."""
        catalogue, directives = self.definitions.catalogue, self.definitions.directives.values()
        rules = [*catalogue.rules, *(rule for directive in directives for rule in directive.rules)]
        tasks = (f"{directive.id}/{task.id}" for directive in directives for task in directive.tasks())
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

    def read(self) -> Submission:
        fields, log, unit = self._fields, self._log, self._unit
        self._check_header()
        end, start = fields.day("chot_den"), fields.day("tu_ngay")
        indicators = self._definitions.catalogue.indicators
        submission = Submission(
            unit=unit.id,
            period=self._period,
            at=fields.at,
            window=Window(start, end) if end else None,
            entries=read_entries(fields.mapping("chi_tieu"), indicators, log),
            tasks=self._by_directive("nhiem_vu", self._tasks),
            narratives=self._by_directive("noi_dung", self._narratives),
            difficulties=self._by_directive("vuong_mac", self._remarks),
            recommendations=self._by_directive("kien_nghi", self._remarks),
            citations=read_citations(fields.mapping("van_ban"), log),
            issues=self._issues(),
            controls=read_controls(fields.mapping("doi_chieu"), indicators, log),
            reasons=self._reasons(),
            draft=is_draft(fields.node),
            corrections=read_corrections(fields, self._definitions),
        )
        fields.done()
        return submission

    def _reasons(self) -> Mapping[str, Reason]:
        """Read `giai_trinh`: why something unusual is right."""
        found = {}
        cited = self._fields.get("van_ban")
        documents = cited.entries if isinstance(cited, nodes.Mapping) else ()
        for name, key, node in self._fields.entries("giai_trinh"):
            known = self._reader.explainable
            text = self._log.scalar(node, name)
            if name not in known and name not in documents:
                self._log.note("BC316", key, value=name, hint=hint(name, known.union(documents)))
            elif text:
                found[name] = Reason(nfc(text.text).strip(), self._log.place(key))
        return found

    def _check_header(self) -> None:
        """Compare `don_vi` and `ky` with the folder and the name of the file."""
        unit, period = self._unit, self._period
        written, name = (
            self._fields.required_text("don_vi"),
            self._fields.required_text("ky"),
        )
        if written != unit.id and self._fields.has_text("don_vi"):
            place = self._fields.place("don_vi")
            self._log.note_at("BC313", place, value=written, name=unit.id)
        if Period.parse(name) is None and self._fields.has_text("ky"):
            self._log.note_at("BC216", self._fields.place("ky"), value=name)
        elif name and name != period.id:
            self._log.note_at("BC312", self._fields.place("ky"), value=name, name=period.id)

    def _by_directive(self, key: str, read: Callable[[Node, Directive], T | None]) -> Mapping[str, T]:
        """Read a section whose keys are directives."""
        found = {}
        known = self._definitions.directives
        for name, name_node, node in self._fields.entries(key):
            if name not in known:
                self._log.note("BC304", name_node, value=name, hint=hint(name, known))
                continue
            part = read(node, known[name])
            if part is not None:
                found[name] = part
        return found

    def _tasks(self, node: Node, directive: Directive) -> Mapping[str, TaskReport]:
        known = self._reader.tasks[directive.id]
        found = {}
        for name, key, mapping in self._known_entries(node, directive, known, "BC303"):
            validity = known[name].validity
            if not validity.covers(self._period):
                self._log.note("BC317", key, what="Nhiệm vụ", value=name, when=validity)
                continue
            report = self._task(Fields(mapping, self._log), key)
            if report:
                found[name] = report
        return found

    def _task(self, fields: Fields, key: Scalar) -> TaskReport | None:
        progress = fields.choice("tien_do", Progress)
        report = TaskReport(
            progress=progress or Progress.NOT_STARTED,
            finished=fields.day("ngay_hoan_thanh"),
            result=fields.text("ket_qua"),
            plan=fields.text("du_kien"),
            difficulty=fields.text("vuong_mac"),
            recommendation=fields.text("kien_nghi"),
            late_reason=fields.text("ly_do_cham"),
            at=self._log.place(key),
        )
        return report if fields.done() else None

    def _known_entries(
        self, node: Node, directive: Directive, known: Mapping[str, Task], code: str
    ) -> "list[tuple[str, Scalar, nodes.Mapping]]":
        found = []
        for name, (key, value) in self._entries(node, directive.id).items():
            if name not in known:
                self._log.note(
                    code,
                    key,
                    value=name,
                    directive=directive.id,
                    hint=hint(name, known),
                )
                continue
            mapping = self._log.mapping(value, name)
            if mapping:
                found.append((name, key, mapping))
        return found

    def _entries(self, node: Node, key: str) -> Mapping[str, tuple[Scalar, Node]]:
        mapping = self._log.mapping(node, key)
        return mapping.entries if mapping else {}

    def _narratives(self, node: Node, directive: Directive) -> Mapping[str, Narrative]:
        known = self._reader.outlines[directive.id]
        found = {}
        for name, (key, value) in self._entries(node, directive.id).items():
            if name not in known:
                guess = hint(name, known)
                self._log.note("BC305", key, value=name, directive=directive.id, hint=guess)
                continue
            text = self._log.scalar(value, name)
            if text:
                found[name] = Narrative(nfc(text.text).strip(), self._log.place(text))
        return found

    def _remarks(self, node: Node, directive: Directive) -> tuple[Remark, ...]:
        found = []
        for item in self._log.sequence(node, directive.id):
            mapping = self._log.mapping(item, directive.id)
            remark = self._remark(Fields(mapping, self._log), directive) if mapping else None
            found += [remark] if remark else []
        return tuple(found)

    def _remark(self, fields: Fields, directive: Directive) -> Remark | None:
        concern = fields.required_text("nhom")
        if concern not in directive.concerns and fields.has_text("nhom"):
            self._log.note_at(
                "BC307",
                fields.place("nhom"),
                value=concern,
                directive=directive.id,
                hint=hint(concern, directive.concerns),
                known=", ".join(directive.concerns),
            )
        remark = Remark(concern, fields.required_text("noi_dung"), fields.at)
        return remark if fields.done() and concern in directive.concerns else None

    def _issues(self) -> Mapping[str, Issue]:
        """Read `phat_hanh`, whose keys are directives, or directive/product."""
        found = {}
        for name, key, node in self._fields.entries("phat_hanh"):
            known = self._reader.products if "/" in name else self._definitions.directives.keys()
            if name not in known:
                self._log.note("BC304", key, value=name, hint=hint(name, known))
            elif mapping := self._log.mapping(node, name):
                found[name] = self._issue(Fields(mapping, self._log), key)
        return found

    def _issue(self, fields: Fields, key: Scalar) -> Issue:
        number, copies = fields.whole("so", 1, MOST_ISSUED), fields.whole("so_ban", 1, MOST_ISSUED)
        issue = Issue(
            number=number,
            day=fields.day("ngay"),
            signer=self._signer(fields),
            addressees=fields.texts("kinh_gui") if fields.get("kinh_gui") else None,
            recipients=fields.texts("noi_nhan") or None,
            urgency=fields.optional_choice("do_khan", Urgency),
            secrecy=fields.optional_choice("do_mat", Secrecy),
            circulation=fields.optional_choice("luu_hanh", Circulation),
            drafted_by=fields.text("nguoi_soan"),
            copies=copies,
            at=self._log.place(key),
        )
        fields.done()
        return issue

    def _signer(self, fields: Fields) -> str | None:
        name = fields.optional_text("nguoi_ky")
        profile = self._definitions.profiles.get(self._unit.id)
        known = [signer.id for signer in profile.signers] if profile else []
        if self._unit.id in self._definitions.rejected:
            return None  # nobody can tell who signs while the profile cannot be read
        if name and name not in known:
            place = fields.place("nguoi_ky")
            self._log.note_at("BC308", place, value=name, hint=hint(name, known))
            return None
        return name
