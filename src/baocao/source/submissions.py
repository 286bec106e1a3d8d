"""A submission: what one unit reports for one period."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar

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
from baocao.source.citations import CITATION, read_citations
from baocao.source.corrections import CORRECTION, read_corrections
from baocao.source.drafts import is_draft
from baocao.source.fields import Fields
from baocao.source.identifiers import NAMES
from baocao.source.log import Log
from baocao.source.nodes import Node, Scalar
from baocao.source.shapes.kinds import Choice, Day, Text, Texts, Whole
from baocao.source.shapes.nested import ById, Records, Section
from baocao.source.shapes.shape import Given, Key, Shape
from baocao.source.values import read_controls, read_entries
from baocao.vietnamese.text import hint, nfc

MOST_ISSUED: Final = 99_999
"""Documents of a unit in a year, or copies of one."""
T = TypeVar("T")

TASK_REPORT: Final = Shape(
    TaskReport,
    (
        Key("tien_do", "progress", Choice(Progress), "Tiến độ", required=True),
        Key("ngay_hoan_thanh", "finished", Day(), "Ngày hoàn thành", "Chỉ khi tien_do là hoan_thanh."),
        Key("ket_qua", "result", Text(), "Kết quả", "Việc đã làm; dẫn chiếu văn bản bằng [@mã]."),
        Key("du_kien", "plan", Text(), "Dự kiến thời gian tới"),
        Key("ly_do_cham", "late_reason", Text(), "Lý do chậm"),
        Key("vuong_mac", "difficulty", Text(), "Vướng mắc"),
        Key("kien_nghi", "recommendation", Text(), "Kiến nghị"),
    ),
    definition="nhiem_vu",
)
REMARK: Final = Shape(
    Remark,
    (
        Key("nhom", "concern", Section(), "Nhóm", required=True),
        Key("noi_dung", "text", Text(), "Nội dung", "Mỗi ý một mục.", required=True),
    ),
)
ISSUE: Final = Shape(
    Issue,
    (
        Key("so", "number", Whole(1, MOST_ISSUED), "Số văn bản"),
        Key("ngay", "day", Day(), "Ngày văn bản"),
        Key(
            "nguoi_ky",
            "signer",
            Text(),
            "Mã người ký",
            "Theo ho-so.yaml; không ghi thì lấy người đương chức.",
        ),
        Key("kinh_gui", "addressees", Texts(None), "Nơi gửi", "Thay cho nơi gửi thường dùng."),
        Key("noi_nhan", "recipients", Texts(None, None), "Nơi nhận", "Thay cho nơi nhận thường dùng."),
        Key("do_khan", "urgency", Choice(Urgency), "Độ khẩn"),
        Key("do_mat", "secrecy", Choice(Secrecy), "Độ mật"),
        Key("luu_hanh", "circulation", Choice(Circulation), "Phạm vi lưu hành"),
        Key("nguoi_soan", "drafted_by", Text(), "Ký hiệu người soạn thảo"),
        Key("so_ban", "copies", Whole(1, MOST_ISSUED), "Số bản phát hành"),
    ),
    definition="phat_hanh",
    lenient=True,
)


def _make_submission(start: date | None, end: date | None, **found: Any) -> Submission:
    """Return a submission; nothing but the last day of its data makes them other days than usual."""
    return Submission(window=Window(start, end) if end else None, **found)


SUBMISSION: Final = Shape(
    _make_submission,
    (
        Key("don_vi", "unit", Section(), "Mã đơn vị", "Trùng với tên thư mục.", required=True),
        Key("ky", "period", Section(), "Kỳ báo cáo", "Trùng với tên tệp.", required=True),
        Key("tu_ngay", "start", Day(), "Ngày đầu của số liệu", "Chỉ ghi nếu khác quy định."),
        Key("chot_den", "end", Day(), "Số liệu đến ngày", "Chỉ ghi nếu khác ngày chốt của chỉ đạo."),
        Key("phat_hanh", "issues", ById(ISSUE), "Phát hành", "Ghi khi văn thư đã cấp số."),
        Key("chi_tieu", "entries", Section(), "Số liệu", "Theo mã chỉ tiêu."),
        Key("doi_chieu", "controls", Section(), "Số đã công bố", "Chương trình tính lại và đối chiếu."),
        Key("nhiem_vu", "tasks", Section(), "Kết quả nhiệm vụ", "Theo mã chỉ đạo."),
        Key("noi_dung", "narratives", Section(), "Nội dung", "Theo mã chỉ đạo."),
        Key("vuong_mac", "difficulties", ById(REMARK), "Vướng mắc", "Ghi [] nếu không có."),
        Key("kien_nghi", "recommendations", ById(REMARK), "Kiến nghị", "Ghi [] nếu không có."),
        Key("giai_trinh", "reasons", Section(), "Giải trình", "Vì sao điều bất thường là đúng."),
        Key(
            "dinh_chinh",
            "corrections",
            Records(lambda: CORRECTION),
            "Đính chính",
            "Sửa điều đã phát hành: từ gì thành gì, vì sao.",
        ),
        Key(
            "van_ban", "citations", ById(CITATION, NAMES), "Văn bản được dẫn chiếu", "Dẫn chiếu bằng [@mã]."
        ),
    ),
    lenient=True,
)
"""What the sections hold depends on the workspace: its catalogue, its directives."""


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
        fields, log = self._fields, self._log
        self._check_header()
        indicators = self._definitions.catalogue.indicators
        found = SUBMISSION.values(
            fields,
            {
                "unit": lambda _: self._unit.id,
                "period": lambda _: self._period,
                "issues": self._issues,
                "entries": lambda fields: read_entries(fields.mapping("chi_tieu"), indicators, log),
                "controls": lambda fields: read_controls(fields.mapping("doi_chieu"), indicators, log),
                "tasks": lambda _: self._by_directive("nhiem_vu", self._tasks),
                "narratives": lambda _: self._by_directive("noi_dung", self._narratives),
                "difficulties": lambda _: self._by_directive("vuong_mac", self._remarks),
                "recommendations": lambda _: self._by_directive("kien_nghi", self._remarks),
                "reasons": self._reasons,
                "corrections": lambda fields: read_corrections(fields, self._definitions),
                "citations": lambda fields: read_citations(fields.mapping("van_ban"), log),
            },
        )
        fields.done()
        return _make_submission(**found, at=fields.at, draft=is_draft(fields.node))

    def _reasons(self, fields: Fields) -> Mapping[str, Reason]:
        """Read `giai_trinh`: why something unusual is right."""
        found = {}
        cited = fields.get("van_ban")
        documents = cited.entries if isinstance(cited, nodes.Mapping) else ()
        for name, key, node in fields.entries("giai_trinh"):
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
            report = TASK_REPORT.read(Fields(mapping, self._log), at=self._log.place(key))
            if report:
                found[name] = report
        return found

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
        concern: Given = {"concern": lambda fields: self._concern(fields, directive)}
        remark = REMARK.read(fields, concern, at=fields.at)
        return remark if remark and remark.concern in directive.concerns else None

    def _concern(self, fields: Fields, directive: Directive) -> str:
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
        return concern

    def _issues(self, fields: Fields) -> Mapping[str, Issue]:
        """Read `phat_hanh`, whose keys are directives, or directive/product."""
        found: dict[str, Issue] = {}
        for name, key, node in fields.entries("phat_hanh"):
            known = self._reader.products if "/" in name else self._definitions.directives.keys()
            if name not in known:
                self._log.note("BC304", key, value=name, hint=hint(name, known))
            elif mapping := self._log.mapping(node, name):
                issue = ISSUE.read(
                    Fields(mapping, self._log), {"signer": self._signer}, at=self._log.place(key)
                )
                found |= {name: issue} if issue else {}
        return found

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
