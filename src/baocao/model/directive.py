"""Directives (chỉ đạo): what is asked, of whom, until when, and which documents come of it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.model.identifiers import FILE_NAMES, NAMES
from baocao.model.kinds import (
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
from baocao.model.period import ALWAYS, Period, PeriodKind, Validity, Window, is_between
from baocao.model.period_names import PERIOD_FORM
from baocao.model.place import Place
from baocao.model.rule import RULES, Rule
from baocao.model.shape import (
    ById,
    Demand,
    Key,
    Known,
    Many,
    OneOrMany,
    Records,
    Scope,
    Shape,
    TextOr,
    Told,
)
from baocao.model.unit import Selector, Unit, is_selected

LETTER_LEVEL = 4
"""The level of points ('a)'), below which headings do not go."""


class DeadlineKind(StrEnum):
    """How a directive says until when a task is to be done."""

    DATE = "ngay"
    MONTH = "thang"
    QUARTER = "quy"
    YEAR = "nam"
    SPAN = "giai_doan"
    ONGOING = "thuong_xuyen"
    YEARLY = "hang_nam"
    BODY = "co_quan"
    NONE = "khong_quy_dinh"


class Deadline(NamedTuple):
    """A task's deadline: the words of the directive, and the last day if it names one.

    A span such as '2025 và những năm tiếp theo' has a `start` and perhaps no `due`. Sources print
    bodies in place of dates; such a deadline keeps its words and is never due.
    """

    text: str
    kind: DeadlineKind
    due: date | None = None
    start: date | None = None


class Task(NamedTuple):
    """A task (nhiệm vụ) or sub-task; `number` is as printed in the directive.

    `given_by` is the id of the cited document that gave the task, where the directive gathers several. It
    is asked about in the periods of its `validity`; `continues` is the id that it had before.
    """

    id: str
    number: str
    name: str
    lead: str
    assigned_to: tuple[Selector, ...]
    expected_result: str
    deadline: Deadline
    subtasks: "tuple[Task, ...]"
    at: Place
    given_by: str = ""
    validity: Validity = ALWAYS
    continues: str = ""

    def task_family(self) -> "Iterator[Task]":
        """Yield the task and its sub-tasks."""
        yield self
        for subtask in self.subtasks:
            yield from subtask.task_family()


class TaskGroup(NamedTuple):
    """A group of tasks (nhóm nhiệm vụ); it may be empty, as in the published appendices."""

    number: str
    name: str
    tasks: tuple[Task, ...]
    at: Place

    @property
    def title(self) -> str:
        """The group's line in a table: 'I. Thể chế', 'Nhóm 5 - Thể chế'."""
        return f"{self.number} - {self.name}" if " " in self.number else f"{self.number}. {self.name}"


class Point(NamedTuple):
    """One thing to report under an item of the outline; `guidance` tells how."""

    text: str
    guidance: str
    applies_to: Selector
    at: Place


class OutlineItem(NamedTuple):
    """An item of the outline (đề cương): 'I', 'I.5', 'I.5.1' or 'I.5.2.a'; without parts '1', '2.1'.

    `guidance` tells the reporter what to write; `required` asks for a narrative; `indicators` are
    the figures that belong here; `points` spell out what is to be said.
    """

    id: str
    title: str
    guidance: str
    required: bool
    indicators: tuple[str, ...]
    applies_to: Selector
    at: Place
    points: tuple[Point, ...] = ()

    @property
    def level(self) -> int:
        """The level of its heading: 1 for 'I', 2 for 'I.5' and for '1', 4 for the point 'I.5.2.a'."""
        parts = self.id.split(".")
        if parts[-1].islower():
            return LETTER_LEVEL
        return len(parts) + parts[0].isdigit()


class Schedule(NamedTuple):
    """When data stop and when reports are due, for the periods where a directive says so.

    `due_after` counts working days from the cut-off to the deadline; NĐ 09/2019/NĐ-CP Điều 8.5 wants
    at least one. `due_time` is the hour of the deadline ('17:00').
    """

    kinds: frozenset[PeriodKind]
    windows: Mapping[str, Window]
    deadlines: Mapping[str, datetime]
    due_after: int
    due_time: str

    def window(self, period: Period) -> Window:
        """Return the days that count: the directive's own, else those of NĐ 09/2019/NĐ-CP."""
        return self.windows.get(period.id, period.window)

    def deadline(self, period: Period, holidays: frozenset[date] = frozenset()) -> datetime:
        """Return when reports of `period` are due."""
        if period.id in self.deadlines:
            return self.deadlines[period.id]
        day = self.window(period).end
        # NĐ 09/2019/NĐ-CP Điều 8.5 counts working days, so holidays have to be known here.
        for _ in range(self.due_after):
            day = next_working_day(day, holidays)
        return datetime.combine(day, time.fromisoformat(self.due_time))


def next_working_day(day: date, holidays: frozenset[date]) -> date:
    """Return the first working day after `day`."""
    day += timedelta(days=1)
    saturday = 5
    while day.weekday() >= saturday or day in holidays:
        day += timedelta(days=1)
    return day


class Corrects(StrEnum):
    """What a document corrects of one that was given out; the text is the word in directives.

    NĐ 30/2020/NĐ-CP Điều 18.3: wrong content by a document of the same form, wrong form by a công văn.
    """

    CONTENT = "noi_dung"
    FORM = "the_thuc"


class Product(NamedTuple):
    """A document that a directive produces: a template, and the units that issue it.

    `periods` are periods or kinds of periods in which it is made (none: in all of the directive's).
    `audience` chooses the addressees whose variant of the outline it shows. `drafter` is the unit
    within the issuer that drafts it ('KH&ĐMST' in '1464/SKHCN-KH&ĐMST'). A `request` asks for reports, so
    it waits for none. One that `corrects` is made only where there is something to correct. One that
    `reminds` is a request to those who have not reported, and made by `remind` alone.
    """

    id: str
    template: str
    issuers: tuple[Selector, ...]
    at: Place
    periods: frozenset[str] = frozenset()
    audience: tuple[Selector, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    drafter: str = ""
    request: bool = False
    corrects: Corrects | None = None
    reminds: bool = False

    @property
    def stands_apart(self) -> bool:
        """Whether it is numbered on its own, whatever is said of the documents of its directive."""
        return bool(self.corrects) or self.reminds

    def is_made_in(self, period: Period) -> bool:
        """Tell whether the document belongs to `period`."""
        return not self.periods or bool(self.periods & {period.id, period.kind.value})


class Directive(NamedTuple):
    """One directive: tasks, indicators, outline, schedule and products.

    `reporters` are the units that must report; their figures are rolled up into products of the
    other units. `concerns` are the categories under which difficulties and recommendations are
    gathered. `tasks_from` is the directive whose tasks these are and under which units report them:
    the directive's own id unless it asks about the tasks of another. `rules` are relations that only
    its reports must satisfy. `keeps_finished`: tasks that were finished in earlier periods are reported on.
    Consolidated reports tell the `headlines` first and the indicators of `prose` in sentences; without any
    the catalogue chooses. `addressees` are by concern those whom recommendations ask for something.
    `receivers` are those to whom reports go, `ways` how they are sent (NĐ 09/2019/NĐ-CP, Điều 8).
    """

    id: str
    name: str
    citations: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    reporters: tuple[Selector, ...]
    schedule: Schedule
    groups: tuple[TaskGroup, ...]
    indicators: tuple[str, ...]
    required: frozenset[str]
    outline: tuple[OutlineItem, ...]
    concerns: Mapping[str, str]
    products: tuple[Product, ...]
    at: Place
    tasks_from: str = ""
    rules: tuple[Rule, ...] = ()
    keeps_finished: bool = True
    headlines: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    addressees: Mapping[str, str] = MappingProxyType({})
    receivers: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()

    def all_tasks(self) -> Iterator[Task]:
        """Yield every task and sub-task in the order of the directive."""
        for group in self.groups:
            for task in group.tasks:
                yield from task.task_family()

    def tasks_of(self, unit: Unit) -> tuple[Task, ...]:
        """Return the tasks that `unit` answers for; a task with sub-tasks is answered by them."""
        return tuple(
            task for task in self.all_tasks() if not task.subtasks and is_selected(task.assigned_to, unit)
        )

    def outline_of(self, unit: Unit) -> tuple[OutlineItem, ...]:
        """Return the outline items that apply to `unit`."""
        return tuple(item for item in self.outline if item.applies_to.matches(unit))

    def asks_for(self, period: Period) -> bool:
        """Tell whether reports are due for `period`."""
        end = self.schedule.window(period).end
        known = period.kind in self.schedule.kinds or period.id in self.schedule.windows
        return known and is_between(end, self.valid_from, self.valid_to)


MOST_DAYS: Final = 366
"""Between a cut-off and its deadline."""
DEFAULT_DUE_AFTER: Final = 1
"""Working days from cut-off to deadline; the least that NĐ 09/2019/NĐ-CP Điều 8.5 allows."""


class OutlineNumber(Kind):
    """The number of an item of the outline: I, I.1, I.5.2.a, 2.1."""

    pattern: Final = "(?:[IVXL]+|[0-9]+)(?:\\.[0-9]+)*(?:\\.[a-zđ])?"


class PeriodOrKind(Told):
    """A period, or all periods of one kind."""


Exceptional = tuple[date | None, date | None, datetime | None]
"""What is different in one period: the first and the last day that count, and the deadline."""


def _make_exception(start: date | None, end: date | None, due: datetime | None) -> Exceptional:
    return start, end, due


EXCEPTION_SHAPE: Final = Shape(
    _make_exception,
    (
        Key("tu", "start", Day(), "Số liệu từ ngày"),
        Key("chot", "end", Day(), "Ngày chốt số liệu"),
        Key("han_gui", "due", Moment(), "Hạn gửi", "Ví dụ 2025-09-22 14:00."),
    ),
    lenient=True,
)
POINT_SHAPE: Final = Shape(
    Point,
    (
        Key("noi_dung", "text", Text(), "Ý cần báo cáo", required=True),
        Key("huong_dan", "guidance", Text(), "Hướng dẫn"),
        Key("ap_dung", "applies_to", Scope(), "Chỉ dành cho"),
    ),
    lenient=True,
)
OUTLINE_ITEM_SHAPE: Final = Shape(
    OutlineItem,
    (
        Key(
            "so",
            "id",
            OutlineNumber(),
            "Số mục",
            "Ví dụ I, I.1, I.5.2.a, 1, 2.1.",
            required=True,
            row="I, I.1, I.5.1, I.5.2.a; công văn không chia phần: 1, 2, 2.1",
        ),
        Key("ten", "title", Text(), "Tên mục", required=True),
        Key("huong_dan", "guidance", Text(), "Hướng dẫn viết"),
        Key("bat_buoc", "required", Flag(), "Bắt buộc có nội dung", row="`co`: phải có nội dung"),
        Key("ap_dung", "applies_to", Scope(), "Chỉ dành cho"),
        Key("chi_tieu", "indicators", OneOrMany(Known("chi_tieu")), "Số liệu của mục"),
        Key(
            "y",
            "points",
            Many(TextOr(POINT_SHAPE)),
            "Các ý cần báo cáo",
            row="các ý cần báo cáo, mỗi ý là một câu hoặc `{noi_dung, huong_dan, ap_dung}`",
        ),
    ),
)


def _make_deadline(text: str, due: date | None) -> Deadline:
    return Deadline(text, DeadlineKind.DATE if due else DeadlineKind.BODY, due)


DEADLINE_SHAPE: Final = Shape(
    _make_deadline,
    (
        Key("nhu_van_ban", "text", Text(), "Như văn bản ghi", required=True),
        Key("ngay", "due", Day(), "Ngày được hiểu"),
    ),
    lenient=True,
)


NO_DEADLINE: Final = Deadline("", DeadlineKind.NONE)


def _make_task(first: Period | None, last: Period | None, **content: Any) -> Task:
    """Return a task, whose number is its id where it has no other."""
    name = content.pop("id") or content["number"]
    return Task(id=name, validity=Validity(first, last), **content)


TASK_SHAPE: Final[Shape[Task]] = Shape(
    _make_task,
    (
        Key("so", "number", Text(), "Số nhiệm vụ", required=True),
        Key("ma", "id", Identifier(NAMES), "Mã, nếu khác số"),
        Key("ten", "name", Text(), "Tên nhiệm vụ", required=True),
        Key(
            "van_ban_giao",
            "given_by",
            OneOrMany(Known("van_ban")),
            "Văn bản giao nhiệm vụ",
            row="mã văn bản giao nhiệm vụ",
        ),
        Key("chu_tri", "lead", Text(), "Chủ trì"),
        Key("giao_cho", "assigned_to", OneOrMany(Scope()), "Giao cho"),
        Key("ket_qua", "expected_result", Text(), "Kết quả cần có"),
        Key(
            "thoi_han",
            "deadline",
            TextOr(DEADLINE_SHAPE),
            "Thời hạn",
            "Ghi như văn bản: 30/9/2025, Quý III/2025, Thường xuyên…",
            row="như văn bản ghi, xem dưới đây",
        ),
        Key("tu_ky", "first", PeriodName(), "Hỏi từ kỳ", "Ví dụ 2025-07."),
        Key("den_ky", "last", PeriodName(), "Hỏi đến kỳ", "Ví dụ 2025-12."),
        Key("tiep_noi", "continues", Text(), "Mã cũ của nhiệm vụ", row="mã cũ của nhiệm vụ đổi số"),
        Key("nhiem_vu_con", "subtasks", Records(lambda: TASK_SHAPE), "Nhiệm vụ con"),
    ),
    definition="nhiem_vu",
)
TASK_GROUP_SHAPE: Final = Shape(
    TaskGroup,
    (
        Key("so", "number", Text(), "Số nhóm", required=True),
        Key("ten", "name", Text(), "Tên nhóm", required=True),
        Key("nhiem_vu", "tasks", Records(lambda: TASK_SHAPE), "Nhiệm vụ"),
    ),
)


def _make_product(*, request: bool, reminds: bool, **content: Any) -> Product:
    """Return a product; who reminds asks for reports."""
    return Product(request=request or reminds, reminds=reminds, **content)


PRODUCT_SHAPE: Final = Shape(
    _make_product,
    (
        Key("mau", "template", Text(), "Mẫu", "Tên tệp trong thư mục mẫu.", required=True),
        Key(
            "de_nghi_bao_cao",
            "request",
            Flag(),
            "Văn bản đề nghị báo cáo",
            row="`co`: văn bản đề nghị báo cáo, phát hành được khi chưa đơn vị nào báo cáo",
        ),
        Key(
            "don_doc",
            "reminds",
            Flag(),
            "Công văn đôn đốc",
            row=(
                "`co`: công văn nhắc, đôn đốc đơn vị chưa gửi hoặc gửi chưa đầy đủ, chỉ `baocao remind` "
                "lập; không khai thì nơi tổng hợp lập theo mẫu sẵn có, xem [nhac-viec.md](nhac-viec.md)"
            ),
        ),
        Key("lap_boi", "issuers", OneOrMany(Scope()), "Đơn vị lập văn bản", required=True),
        Key(
            "dinh_chinh",
            "corrects",
            Choice(Corrects),
            "Văn bản đính chính",
            row=(
                "văn bản đính chính, chỉ lập khi đơn vị có đính chính: `noi_dung` (sai nội "
                "dung, sửa đổi bằng văn bản cùng loại) hoặc `the_thuc` (sai thể thức, bằng "
                "công văn); có số riêng, xem [phat-hanh.md](phat-hanh.md#văn-bản-đính-chính)"
            ),
        ),
        Key(
            "danh_cho",
            "audience",
            OneOrMany(Scope()),
            "Bản đề cương dành riêng cho",
            row="bản đề cương dành riêng cho các đơn vị này: chỉ có những mục họ phải báo cáo",
        ),
        Key(
            "ky",
            "periods",
            OneOrMany(PeriodOrKind()),
            "Chỉ lập ở những kỳ này",
            row=("chỉ lập ở những kỳ này: `[2025-05]`, `[thang]`; không ghi là mọi kỳ của chỉ đạo"),
        ),
        Key(
            "don_vi_soan_thao",
            "drafter",
            Text(),
            "Đơn vị soạn thảo",
            row=("đơn vị soạn thảo: `KH&ĐMST` in thành `1464/SKHCN-KH&ĐMST` và 'Lưu: VT, KH&ĐMST'"),
        ),
        Key("kinh_gui", "addressees", Texts(), "Nơi gửi", row="nơi gửi của riêng văn bản này"),
        Key("noi_nhan", "recipients", Texts(), "Nơi nhận", row="nơi nhận của riêng văn bản này"),
    ),
)


def _make_directive(**content: Any) -> Directive:
    """Return a directive with its schedule, whose keys stand among its own."""
    windows, deadlines = _period_exceptions(content.pop("exceptions"))
    schedule = Schedule(
        kinds=content.pop("kinds"),
        windows=windows,
        deadlines=deadlines,
        due_after=content.pop("due_after"),
        due_time=content.pop("due_time"),
    )
    return Directive(schedule=schedule, **content)


def _period_exceptions(
    mapping: Mapping[Period, Exceptional],
) -> tuple[Mapping[str, Window], Mapping[str, datetime]]:
    """Return for single periods the days that count and the deadline."""
    windows = {
        period.id: Window(start or period.window.start, end or period.window.end)
        for period, (start, end, _) in mapping.items()
    }
    return windows, {period.id: due for period, (_, _, due) in mapping.items() if due}


SCHEDULED: Final = Demand(("tan_suat", "lich"))
DIRECTIVE_SHAPE: Final = Shape(
    _make_directive,
    (
        Key("ma", "id", Identifier(FILE_NAMES), "Mã chỉ đạo", required=True),
        Key("ten", "name", Text(), "Tên chỉ đạo", required=True),
        Key("can_cu", "citations", OneOrMany(Known("van_ban")), "Văn bản căn cứ"),
        Key("tu", "valid_from", Day(), "Hiệu lực từ ngày"),
        Key("den", "valid_to", Day(), "Đến ngày"),
        Key(
            "nhiem_vu_cua",
            "tasks_from",
            Text(),
            "Hỏi về nhiệm vụ của chỉ đạo khác",
            row=(
                "hỏi về nhiệm vụ của một chỉ đạo khác; đơn vị vẫn chỉ báo cáo một lần, ở "
                "`nhiem_vu` của chỉ đạo ấy"
            ),
        ),
        Key(
            "don_vi_bao_cao",
            "reporters",
            OneOrMany(Scope()),
            "Ai phải báo cáo",
            required=True,
            row="ai phải báo cáo",
        ),
        Key(
            "co_quan_nhan",
            "receivers",
            Texts(),
            "Cơ quan nhận báo cáo",
            row="cơ quan nhận báo cáo; không ghi là đơn vị lập báo cáo tổng hợp",
        ),
        Key(
            "phuong_thuc",
            "ways",
            Texts(),
            "Phương thức gửi, nhận báo cáo",
            examples=("kho Git của tỉnh",),
            row="phương thức gửi, nhận báo cáo: trực tiếp, bưu chính, thư điện tử, phần mềm, kho Git…",
        ),
        Key("tan_suat", "kinds", Choices(PeriodKind), "Tần suất báo cáo", row="{words}"),
        Key(
            "han_gui_sau_chot",
            "due_after",
            Whole(0, MOST_DAYS, DEFAULT_DUE_AFTER),
            "Hạn gửi",
            "Số ngày làm việc sau ngày chốt.",
            row="hạn gửi: số ngày làm việc sau ngày chốt",
        ),
        Key("gio_gui", "due_time", Time("17:00"), "Giờ gửi"),
        Key(
            "lich",
            "exceptions",
            ById(EXCEPTION_SHAPE, pattern=PERIOD_FORM),
            "Ngoại lệ của từng kỳ",
            row=("ngoại lệ cho từng kỳ: `tu`, `chot` (ngày chốt số liệu), `han_gui` (`2025-09-22 14:00`)"),
        ),
        Key(
            "chi_tieu",
            "indicators",
            OneOrMany(Known("chi_tieu")),
            "Chỉ tiêu phải báo cáo",
            "Mã nhóm là cả nhóm.",
            row="chỉ tiêu cần báo cáo (mã nhóm là cả nhóm)",
        ),
        Key("bat_buoc", "required", OneOrMany(Known("chi_tieu")), "Chỉ tiêu bắt buộc"),
        Key(
            "trong_diem",
            "headlines",
            OneOrMany(Known("chi_tieu")),
            "Chỉ tiêu trọng điểm",
            row=(
                "chỉ tiêu nêu ở phần kết quả nổi bật của báo cáo tổng hợp, theo thứ tự viết; không ghi thì "
                "lấy các chỉ tiêu `trong_diem: co` trong danh mục"
            ),
        ),
        Key(
            "loi_van",
            "prose",
            OneOrMany(Known("chi_tieu")),
            "Chỉ tiêu nêu trong lời văn",
            row=(
                "chỉ tiêu nêu trong lời văn của báo cáo tổng hợp, số còn lại chỉ ở phụ lục; không ghi thì "
                "lấy các chỉ tiêu `loi_van: co` trong danh mục, sau đó là các chỉ tiêu bắt buộc"
            ),
        ),
        Key("nhom_vuong_mac", "concerns", Labels(), "Nhóm vướng mắc, kiến nghị"),
        Key(
            "noi_kien_nghi",
            "addressees",
            Labels(),
            "Nơi nhận kiến nghị",
            "Theo nhóm vướng mắc.",
            row="nơi giải quyết kiến nghị của từng nhóm, ví dụ `{kinh_phi: Ủy ban nhân dân tỉnh}`",
        ),
        Key(
            "san_pham",
            "products",
            ById(PRODUCT_SHAPE, FILE_NAMES),
            "Văn bản lập ra",
            row="văn bản lập ra, xem dưới đây",
        ),
        Key(
            "de_cuong",
            "outline",
            Records(lambda: OUTLINE_ITEM_SHAPE),
            "Đề cương",
            row="từng mục, xem dưới đây",
        ),
        Key(
            "giu_nhiem_vu_xong",
            "keeps_finished",
            Flag(absent=True),
            "Giữ nhiệm vụ đã xong",
            "Ghi khong thì kỳ sau không báo cáo lại nhiệm vụ đã xong.",
            row=(
                "`khong`: nhiệm vụ đã xong ở kỳ trước không phải báo cáo lại (`baocao new` "
                "không mang sang, `check` không đòi, bảng nhiệm vụ in là hoàn thành, *Đã báo "
                "cáo ở kỳ trước*); không ghi là `co`"
            ),
        ),
        Key(
            "nhom_nhiem_vu",
            "groups",
            Records(lambda: TASK_GROUP_SHAPE),
            "Nhóm nhiệm vụ",
            row=(
                "từng nhóm: `so`, `ten`, `nhiem_vu`, xem dưới đây; nhóm không có nhiệm vụ thì "
                "không ghi `nhiem_vu`"
            ),
        ),
        Key(
            "quy_tac",
            "rules",
            RULES,
            "Quan hệ phải đúng giữa các số liệu",
            row=("quan hệ giữa các chỉ tiêu mà riêng chỉ đạo này đòi hỏi, như ở danh mục chỉ tiêu"),
        ),
    ),
    demand=SCHEDULED,
)
