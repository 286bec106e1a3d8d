"""A directive: one file of the folder of directives."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from baocao.model.directive import (
    Corrects,
    Deadline,
    DeadlineKind,
    Directive,
    OutlineItem,
    Point,
    Product,
    Schedule,
    Task,
    TaskGroup,
)
from baocao.model.indicator import Catalogue
from baocao.model.period import PERIOD_FORM, Period, PeriodKind, Validity, Window
from baocao.model.unit import EVERYONE, Registry, Selector
from baocao.source import nodes
from baocao.source.deadlines import UnclearDayError, read_deadline
from baocao.source.fields import Fields, identified
from baocao.source.identifiers import FILE_NAMES, NAMES
from baocao.source.log import Log
from baocao.source.registry import read_scope, read_selectors, require_selectors
from baocao.source.rules import RULES, read_rules
from baocao.source.shapes.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Identifier,
    Kind,
    Labels,
    Moment,
    PeriodName,
    Text,
    Texts,
    Time,
    Whole,
)
from baocao.source.shapes.nested import ById, Known, OneOrMany, Records, Scope, TextOr, Told
from baocao.source.shapes.shape import Demand, Given, Key, Shape
from baocao.vietnamese.text import hint, nfc

_KEY: Final = re.compile(r"[a-z_]+")
MOST_DAYS: Final = 366
"""Between a cut-off and its deadline."""
DEFAULT_DUE_AFTER: Final = 1
"""Working days from cut-off to deadline; the least that NĐ 09/2019/NĐ-CP Điều 8.5 allows."""


class OutlineNumber(Kind):
    """The number of an item of the outline: I, I.1, I.5.2.a, 2.1."""

    pattern: Final = "(?:[IVXL]+|[0-9]+)(?:\\.[0-9]+)*(?:\\.[a-zđ])?"

    def require(self, fields: Fields, key: str) -> str:
        """Return the number; one of another form is reported at its item."""
        number = fields.required_text(key)
        if number and not re.fullmatch(self.pattern, number):
            fields.log.note("BC509", fields.node, value=number)
        return number


class PeriodOrKind(Told):
    """A period, or all periods of one kind."""


class Exceptional(NamedTuple):
    """What is different in one period: the days that count, and the deadline."""

    start: date | None
    end: date | None
    due: datetime | None


EXCEPTION: Final = Shape(
    Exceptional,
    (
        Key("tu", "start", Day(), "Số liệu từ ngày"),
        Key("chot", "end", Day(), "Ngày chốt số liệu"),
        Key("han_gui", "due", Moment(), "Hạn gửi", "Ví dụ 2025-09-22 14:00."),
    ),
    lenient=True,
)
POINT: Final = Shape(
    Point,
    (
        Key("noi_dung", "text", Text(), "Ý cần báo cáo", required=True),
        Key("huong_dan", "guidance", Text(), "Hướng dẫn"),
        Key("ap_dung", "applies_to", Scope(), "Chỉ dành cho"),
    ),
    lenient=True,
)
OUTLINE_ITEM: Final = Shape(
    OutlineItem,
    (
        Key("so", "id", OutlineNumber(), "Số mục", "Ví dụ I, I.1, I.5.2.a, 1, 2.1.", required=True),
        Key("ten", "title", Text(), "Tên mục", required=True),
        Key("huong_dan", "guidance", Text(), "Hướng dẫn viết"),
        Key("bat_buoc", "required", Flag(), "Bắt buộc có nội dung"),
        Key("ap_dung", "applies_to", Scope(), "Chỉ dành cho"),
        Key("chi_tieu", "indicators", OneOrMany(Known("chi_tieu")), "Số liệu của mục"),
        Key("y", "points", OneOrMany(TextOr(POINT)), "Các ý cần báo cáo"),
    ),
)


def _make_deadline(text: str, due: date | None) -> Deadline:
    return Deadline(text, DeadlineKind.DATE if due else DeadlineKind.BODY, due)


DEADLINE: Final = Shape(
    _make_deadline,
    (
        Key("nhu_van_ban", "text", Text(), "Như văn bản ghi", required=True),
        Key("ngay", "due", Day(), "Ngày được hiểu"),
    ),
    lenient=True,
)


NO_DEADLINE: Final = Deadline("", DeadlineKind.NONE)


def _make_task(first: Period | None, last: Period | None, **found: Any) -> Task:
    """Return a task, whose number is its id where it has no other."""
    name = found.pop("id") or found["number"]
    return Task(id=name, validity=Validity(first, last), **found)


TASK: Final[Shape[Task]] = Shape(
    _make_task,
    (
        Key("so", "number", Text(), "Số nhiệm vụ", required=True),
        Key("ma", "id", Identifier(NAMES), "Mã, nếu khác số"),
        Key("ten", "name", Text(), "Tên nhiệm vụ", required=True),
        Key("van_ban_giao", "given_by", OneOrMany(Known("van_ban")), "Văn bản giao nhiệm vụ"),
        Key("chu_tri", "lead", Text(), "Chủ trì"),
        Key("giao_cho", "assigned_to", OneOrMany(Scope()), "Giao cho"),
        Key("ket_qua", "expected_result", Text(), "Kết quả cần có"),
        Key(
            "thoi_han",
            "deadline",
            TextOr(DEADLINE),
            "Thời hạn",
            "Ghi như văn bản: 30/9/2025, Quý III/2025, Thường xuyên…",
        ),
        Key("tu_ky", "first", PeriodName(), "Hỏi từ kỳ", "Ví dụ 2025-07."),
        Key("den_ky", "last", PeriodName(), "Hỏi đến kỳ", "Ví dụ 2025-12."),
        Key("tiep_noi", "continues", Text(), "Mã cũ của nhiệm vụ"),
        Key("nhiem_vu_con", "subtasks", Records(lambda: TASK), "Nhiệm vụ con"),
    ),
    definition="nhiem_vu",
)
TASK_GROUP: Final = Shape(
    TaskGroup,
    (
        Key("so", "number", Text(), "Số nhóm", required=True),
        Key("ten", "name", Text(), "Tên nhóm", required=True),
        Key("nhiem_vu", "tasks", Records(lambda: TASK), "Nhiệm vụ"),
    ),
)
PRODUCT: Final = Shape(
    Product,
    (
        Key("mau", "template", Text(), "Mẫu", "Tên tệp trong thư mục mẫu.", required=True),
        Key("de_nghi_bao_cao", "request", Flag(), "Văn bản đề nghị báo cáo"),
        Key("lap_boi", "issuers", OneOrMany(Scope()), "Đơn vị lập văn bản", required=True),
        Key("dinh_chinh", "corrects", Choice(Corrects), "Văn bản đính chính"),
        Key("danh_cho", "audience", OneOrMany(Scope()), "Bản đề cương dành riêng cho"),
        Key("ky", "periods", OneOrMany(PeriodOrKind()), "Chỉ lập ở những kỳ này"),
        Key("don_vi_soan_thao", "drafter", Text(), "Đơn vị soạn thảo"),
        Key("kinh_gui", "addressees", Texts(), "Nơi gửi"),
        Key("noi_nhan", "recipients", Texts(), "Nơi nhận"),
    ),
)


def _make_directive(**found: Any) -> Directive:
    """Return a directive with its schedule, whose keys stand among its own."""
    windows, deadlines = _exceptions(found.pop("exceptions"))
    schedule = Schedule(
        kinds=found.pop("kinds"),
        windows=windows,
        deadlines=deadlines,
        due_after=found.pop("due_after"),
        due_time=found.pop("due_time"),
    )
    return Directive(schedule=schedule, **found)


def _exceptions(
    found: Mapping[Period, Exceptional],
) -> tuple[Mapping[str, Window], Mapping[str, datetime]]:
    """Return for single periods the days that count and the deadline."""
    windows = {
        period.id: Window(each.start or period.window.start, each.end or period.window.end)
        for period, each in found.items()
    }
    return windows, {period.id: each.due for period, each in found.items() if each.due}


SCHEDULED: Final = Demand(("tan_suat", "lich"))
DIRECTIVE: Final = Shape(
    _make_directive,
    (
        Key("ma", "id", Identifier(FILE_NAMES), "Mã chỉ đạo", required=True),
        Key("ten", "name", Text(), "Tên chỉ đạo", required=True),
        Key("can_cu", "citations", OneOrMany(Known("van_ban")), "Văn bản căn cứ"),
        Key("tu", "valid_from", Day(), "Hiệu lực từ ngày"),
        Key("den", "valid_to", Day(), "Đến ngày"),
        Key("nhiem_vu_cua", "tasks_from", Text(), "Hỏi về nhiệm vụ của chỉ đạo khác"),
        Key("don_vi_bao_cao", "reporters", OneOrMany(Scope()), "Ai phải báo cáo", required=True),
        Key("tan_suat", "kinds", Choices(PeriodKind), "Tần suất báo cáo"),
        Key(
            "han_gui_sau_chot",
            "due_after",
            Whole(0, MOST_DAYS, DEFAULT_DUE_AFTER),
            "Hạn gửi",
            "Số ngày làm việc sau ngày chốt.",
        ),
        Key("gio_gui", "due_time", Time("17:00"), "Giờ gửi"),
        Key("lich", "exceptions", ById(EXCEPTION, pattern=PERIOD_FORM), "Ngoại lệ của từng kỳ"),
        Key(
            "chi_tieu",
            "indicators",
            OneOrMany(Known("chi_tieu")),
            "Chỉ tiêu phải báo cáo",
            "Mã nhóm là cả nhóm.",
        ),
        Key("bat_buoc", "required", OneOrMany(Known("chi_tieu")), "Chỉ tiêu bắt buộc"),
        Key("nhom_vuong_mac", "concerns", Labels(), "Nhóm vướng mắc, kiến nghị"),
        Key("san_pham", "products", ById(PRODUCT, FILE_NAMES), "Văn bản lập ra"),
        Key("de_cuong", "outline", Records(lambda: OUTLINE_ITEM), "Đề cương"),
        Key(
            "giu_nhiem_vu_xong",
            "keeps_finished",
            Flag(absent=True),
            "Giữ nhiệm vụ đã xong",
            "Ghi khong thì kỳ sau không báo cáo lại nhiệm vụ đã xong.",
        ),
        Key("nhom_nhiem_vu", "groups", Records(lambda: TASK_GROUP), "Nhóm nhiệm vụ"),
        Key("quy_tac", "rules", RULES, "Quan hệ phải đúng giữa các số liệu"),
    ),
    demand=SCHEDULED,
)


class DirectiveReader:
    """Reads directives against the registry, the catalogue and the register of citations."""

    def __init__(
        self,
        registry: Registry,
        catalogue: Catalogue,
        citations: Iterable[str],
        log: Log,
    ) -> None:
        self._registry = registry
        self._catalogue = catalogue
        self._citations = frozenset(citations)
        self._log = log

    def read(self, mapping: nodes.Mapping) -> Directive | None:
        """Return the directive, or None if what identifies it is missing."""
        fields = Fields(mapping, self._log)
        name = fields.identifier("ma", alphabet=FILE_NAMES)
        directive = DIRECTIVE.read(
            fields,
            {
                "id": lambda _: name,
                "citations": lambda fields: self._known(fields, "can_cu", self._citations, "BC306"),
                "tasks_from": lambda fields: fields.text("nhiem_vu_cua", name),
                "reporters": lambda fields: require_selectors(fields, "don_vi_bao_cao", self._registry),
                "exceptions": _read_exceptions,
                "indicators": lambda fields: self._indicators(fields, "chi_tieu"),
                "required": lambda fields: frozenset(self._indicators(fields, "bat_buoc")),
                "products": self._products,
                "outline": self._outline,
                "groups": lambda fields: fields.each("nhom_nhiem_vu", self._group),
                "rules": lambda fields: tuple(read_rules(fields, name)),
            },
            at=fields.at,
        )
        _demand_schedule(fields)
        return directive

    def _known(self, fields: Fields, key: str, known: Iterable[str], code: str) -> tuple[str, ...]:
        names = frozenset(known)
        found = []
        for item in self._log.scalars(fields.get(key), key):
            name = nfc(item.text)
            if name in names:
                found.append(name)
            else:
                self._log.note(code, item, value=name, hint=hint(name, names))
        return tuple(found)

    def _indicators(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Read indicator ids; the id of a group stands for all of its indicators."""
        groups = {group.id: group.indicators for group in self._catalogue.groups}
        known = [*groups, *self._catalogue.indicators]
        found: dict[str, None] = {}
        for name in self._known(fields, key, known, "BC302"):
            members = [indicator.id for indicator in groups[name]] if name in groups else [name]
            found.update(dict.fromkeys(members))
        return tuple(found)

    def _group(self, fields: Fields) -> TaskGroup | None:
        tasks: Given = {"tasks": lambda fields: fields.each("nhiem_vu", self._task)}
        return TASK_GROUP.read(fields, tasks, at=fields.at)

    def _task(self, fields: Fields) -> Task | None:
        return TASK.read(
            fields,
            {
                "given_by": self._giver,
                "assigned_to": lambda fields: read_selectors(fields, "giao_cho", self._registry),
                "deadline": self._deadline,
                "subtasks": lambda fields: fields.each("nhiem_vu_con", self._task),
            },
            at=fields.at,
        )

    def _giver(self, fields: Fields) -> str:
        """Read `van_ban_giao`, of which the first counts."""
        return next(iter(self._known(fields, "van_ban_giao", self._citations, "BC306")), "")

    def _deadline(self, fields: Fields) -> Deadline:
        """Read `thoi_han`: as written, or as written with the day it means."""
        node = fields.get("thoi_han")
        if isinstance(node, nodes.Mapping):
            return DEADLINE.read(Fields(node, self._log)) or NO_DEADLINE
        text = fields.text("thoi_han")
        try:
            return read_deadline(text)
        except UnclearDayError as unclear:
            if node is not None:
                self._log.note("BC510", node, value=text, why=unclear)
            return Deadline(text, DeadlineKind.BODY)

    def _outline(self, fields: Fields) -> tuple[OutlineItem, ...]:
        outline = fields.each("de_cuong", self._outline_item)
        self._check_outline(outline)
        return outline

    def _outline_item(self, fields: Fields) -> OutlineItem | None:
        return OUTLINE_ITEM.read(
            fields,
            {
                "indicators": lambda fields: self._indicators(fields, "chi_tieu"),
                "applies_to": self._scope,
                "points": lambda fields: tuple(self._points(fields)),
            },
            at=fields.at,
        )

    def _scope(self, fields: Fields) -> Selector:
        return read_scope(fields, "ap_dung", self._registry)

    def _points(self, fields: Fields) -> Iterator[Point]:
        """Read `y`: what is to be reported, each a text or a text with guidance and scope."""
        node = fields.get("y")
        for item in self._log.sequence(node, "y") if node else ():
            if sentence := _split_sentence(item):
                self._log.note("BC227", item, value=sentence)
            elif isinstance(item, nodes.Mapping):
                inner = Fields(item, self._log)
                point = POINT.read(inner, {"applies_to": self._scope}, at=inner.at)
                yield from [point] if point else []
            elif scalar := self._log.scalar(item, "y"):
                yield Point(nfc(scalar.text).strip(), "", EVERYONE, self._log.place(scalar))

    def _check_outline(self, outline: tuple[OutlineItem, ...]) -> None:
        """Report items that come twice or before their parent."""
        seen: set[str] = set()
        for item in outline:
            parent = item.id.rpartition(".")[0]
            if item.id in seen:
                self._log.note_at("BC501", item.at, value=item.id)
            if parent and parent not in seen:
                self._log.note_at("BC508", item.at, value=item.id, parent=parent)
            seen.add(item.id)

    def _products(self, fields: Fields) -> tuple[Product, ...]:
        found = []
        for name, node in identified(fields.mapping("san_pham"), self._log, FILE_NAMES):
            mapping = self._log.mapping(node, name)
            product = self._product(name, Fields(mapping, self._log)) if mapping else None
            found += [product] if product else []
        return tuple(found)

    def _product(self, name: str, fields: Fields) -> Product | None:
        return PRODUCT.read(
            fields,
            {
                "issuers": lambda fields: require_selectors(fields, "lap_boi", self._registry),
                "audience": lambda fields: read_selectors(fields, "danh_cho", self._registry),
                "periods": lambda fields: frozenset(self._periods(fields)),
            },
            id=name,
            at=fields.at,
        )

    def _periods(self, fields: Fields) -> Iterator[str]:
        """Read `ky`: periods, and kinds of periods."""
        kinds = [kind.value for kind in PeriodKind]
        for item in self._log.scalars(fields.get("ky"), "ky"):
            name = nfc(item.text)
            if name not in kinds and Period.parse(name) is None:
                self._log.note("BC216", item, value=name)
            yield name


def _demand_schedule(fields: Fields) -> None:
    """Report a directive that never asks for reports: it would be dropped, and nobody told."""
    if not any(fields.is_written(key) for key in SCHEDULED.keys):
        fields.log.note("BC204", fields.node.get("tan_suat") or fields.node, key="tan_suat")


def _read_exceptions(fields: Fields) -> Mapping[Period, Exceptional]:
    """Read `lich`: for single periods, the days that count and the deadline."""
    found = {}
    for name, key, node in fields.entries("lich"):
        period, mapping = Period.parse(name), fields.log.mapping(node, name)
        if period is None:
            fields.log.note("BC216", key, value=name)
        elif mapping and (read := EXCEPTION.read(Fields(mapping, fields.log))):
            found[period] = read
    return found


def _split_sentence(node: nodes.Node) -> str:
    """Return the first words of a sentence that its colon made a mapping: 'Số thôn: tổng số'."""
    if not isinstance(node, nodes.Mapping) or len(node.entries) != 1:
        return ""
    (words,) = node.entries
    return "" if _KEY.fullmatch(words) else words
