"""What one unit reports for one period: one YAML file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.model.acceptance import ACCEPTED_SHAPE, Accepted
from baocao.model.citation import CITATION_REGISTER, Citation
from baocao.model.kinds import (
    Choice,
    Day,
    Number,
    PeriodName,
    Text,
    Texts,
    Whole,
)
from baocao.model.period import Period, Window
from baocao.model.place import Place
from baocao.model.shape import (
    Anything,
    ById,
    Demand,
    Key,
    Record,
    Records,
    Section,
    Shape,
    Told,
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A numerator over a denominator, kept apart so that ratios can be summed."""

    numerator: Decimal
    denominator: Decimal

    @property
    def percent(self) -> Decimal | None:
        """The ratio times 100, or None over zero."""
        return self.numerator * 100 / self.denominator if self.denominator else None


Value = Decimal | Ratio | bool | date | str | tuple[str, ...]


class State(Enum):
    """What is known of a figure. These stay apart through every roll-up.

    The last is of what many units come to: their values do not make one.
    """

    GIVEN = "có số liệu"
    NOTHING = "không phát sinh"
    NOT_APPLICABLE = "không áp dụng"
    MISSING = "chưa có số liệu"
    UNREADABLE = "không đọc được"
    UNTOTALLED = "không tổng hợp"


VALUED: Final = (State.GIVEN, State.NOTHING)
"""What has a value: that nothing occurred is one."""


class Rank(NamedTuple):
    """A published rank: 7/96 is place 7 among 96."""

    place: int
    among: int


class Entry(NamedTuple):
    """What stands for one indicator: a value, or in which of several ways there is none.

    It was written by a unit `at` a place, or follows from others: by the formula of the indicator, whose
    place it has, or as what many units come to, which stands nowhere, as does what nobody wrote. `reason`
    explains a missing or inapplicable value. `qualifier` is a word such as 'trên' or 'khoảng' that is
    printed before the number. `readings` are the values at several moments, oldest first; `value` is then
    the last of them.
    """

    state: State
    at: Place | None
    value: Value | None = None
    reason: str = ""
    qualifier: str = ""
    rank: Rank | None = None
    readings: "tuple[Reading, ...]" = ()


class Reading(NamedTuple):
    """An entry as it stood on one day."""

    day: date
    entry: Entry


NO_ENTRY: Final = Entry(State.MISSING, None)
"""What nobody wrote."""


class Control(NamedTuple):
    """A total, percentage or rank that the unit published, to be compared with what its figures give.

    `value` is rounded as it was published, to `places` decimals.
    """

    at: Place
    value: Decimal | None = None
    places: int = 0
    rank: Rank | None = None


class Reason(NamedTuple):
    """Why something unusual is right, with the place of its key."""

    text: str
    at: Place


class Progress(StrEnum):
    """How far a task has come; the text is the word used in submissions."""

    NOT_STARTED = "chua_thuc_hien"
    UNDER_WAY = "dang_thuc_hien"
    DONE = "hoan_thanh"
    NOT_APPLICABLE = "khong_ap_dung"


class Narrative(NamedTuple):
    """Markdown text that a unit wrote, with the place of its key."""

    text: str
    at: Place


class TaskReport(NamedTuple):
    """What a unit reports of one task."""

    progress: Progress
    finished: date | None
    result: str
    plan: str
    difficulty: str
    recommendation: str
    late_reason: str
    at: Place


class Remark(NamedTuple):
    """A difficulty or a recommendation, under one of the directive's concerns.

    The `addressee` is who is asked for something, if it is not the one of the concern.
    """

    concern: str
    text: str
    at: Place
    addressee: str = ""


class Urgency(StrEnum):
    """How fast a document must travel; the text is the word used in submissions."""

    FLASH = "hoa_toc"
    HIGH = "thuong_khan"
    URGENT = "khan"


class Secrecy(StrEnum):
    """How secret a document is; the text is the word used in submissions."""

    HIGHEST = "tuyet_mat"
    HIGH = "toi_mat"
    ORDINARY = "mat"


class Circulation(StrEnum):
    """Who may keep a document; the text is the word used in submissions."""

    WITHDRAW = "tai_lieu_thu_hoi"
    RETURN_AFTER = "xong_hoi_nghi_tra_lai"
    RETURN = "xem_xong_tra_lai"
    INTERNAL = "luu_hanh_noi_bo"
    MEETING = "tai_lieu_hoi_nghi"
    UNPUBLISHED = "khong_pho_bien"


class Issue(NamedTuple):
    """How a document is issued: number, day, signer and addressees, as far as the unit gives them.

    No addressees at all are those that are not known yet. `drafted_by` are the drafter's initials and
    `copies` the number of copies issued, printed as 'PL.(300)'. `edition` counts drafts. `outside` is why a
    number has no record. `mandates` are the ids of documents that it carries out beside those of the
    directive: the letter of the unit's own Party committee. What is said stands `at` its key.
    """

    number: int | None = None
    day: date | None = None
    signer: str | None = None
    addressees: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    urgency: Urgency | None = None
    secrecy: Secrecy | None = None
    circulation: Circulation | None = None
    drafted_by: str = ""
    copies: int | None = None
    edition: int | None = None
    outside: str = ""
    mandates: tuple[str, ...] = ()
    at: Place | None = None


class Imported(NamedTuple):
    """From which file a report was taken over, who had sent it, and on which day it came.

    The digest knows the file again when it comes a second time, under whatever name.
    """

    file: str
    sha256: str = ""
    sender: str = ""
    day: date | None = None


class Part(StrEnum):
    """What a correction is about; the text is the key in submissions and how keys of content begin."""

    FIGURE = "chi_tieu"
    TASK = "nhiem_vu"
    NARRATIVE = "noi_dung"
    DIFFICULTY = "vuong_mac"
    RECOMMENDATION = "kien_nghi"
    CITATION = "van_ban"
    FORM = "the_thuc"


class Correction(NamedTuple):
    """What of an issued report is wrong (`before`), what is right (`after`), why, who says so, and when.

    `key` is that of the content: 'chi_tieu/tthc.rut', 'nhiem_vu/nq71/6', 'the_thuc/nq71'. Of figures both
    sides are entries, of everything else pieces of text; None is what was or now is not there.
    """

    part: Part
    key: str
    before: Entry | str | None
    after: Entry | str | None
    reason: str
    person: str
    day: date | None
    at: Place
    before_at: Place
    after_at: Place

    @property
    def name(self) -> str:
        """The key without its part: 'tthc.rut', 'nq71/6'."""
        return self.key.partition("/")[2]

    @property
    def is_about_form(self) -> bool:
        """Whether form, technique or procedure is wrong, and not what the report says."""
        return self.part is Part.FORM


class Submission(NamedTuple):
    """All that one unit reports for one period; mappings by directive hold ids of its parts.

    `issues` are keyed by directive, or by directive and product: 'nq71', 'nq71/bao-cao'; `accepted` are the
    gaps with which its consolidated documents are official all the same, by directive; `reasons` are
    keyed by indicator ('tthc.rut'), rule ('tthc/giai-quyet') or task ('nq71/6'). A `draft` says nothing of
    its own yet; the file of a `faulty` one has errors; `unread` are the ways to what is there and could
    not be read, which is not missing: 'chi_tieu', 'nhiem_vu/nq71/6'. `imported` is the file that it was
    last taken from.
    """

    unit: str
    period: Period
    at: Place
    window: Window | None = None
    entries: Mapping[str, Entry] = MappingProxyType({})
    tasks: Mapping[str, Mapping[str, TaskReport]] = MappingProxyType({})
    narratives: Mapping[str, Mapping[str, Narrative]] = MappingProxyType({})
    difficulties: Mapping[str, tuple[Remark, ...]] = MappingProxyType({})
    recommendations: Mapping[str, tuple[Remark, ...]] = MappingProxyType({})
    citations: Mapping[str, Citation] = MappingProxyType({})
    issues: Mapping[str, Issue] = MappingProxyType({})
    controls: Mapping[str, Control] = MappingProxyType({})
    reasons: Mapping[str, Reason] = MappingProxyType({})
    draft: bool = False
    corrections: tuple[Correction, ...] = ()
    faulty: bool = False
    unread: frozenset[str] = frozenset()
    accepted: Mapping[str, Accepted] = MappingProxyType({})
    imported: Imported | None = None

    def is_unread(self, *keys: str) -> bool:
        """Tell whether what stands under these keys, or a part around it, could not be read."""
        return any("/".join(keys[:count]) in self.unread for count in range(1, len(keys) + 1))


MOST_ISSUED: Final = 99_999
"""Documents of a unit in a year, or copies of one."""
MOST_DRAFTS: Final = 99

_PARTS: Final = {
    Part.FIGURE: "Mã chỉ tiêu",
    Part.TASK: "Nhiệm vụ",
    Part.NARRATIVE: "Mục của đề cương",
    Part.DIFFICULTY: "Vướng mắc theo chỉ đạo",
    Part.RECOMMENDATION: "Kiến nghị theo chỉ đạo",
    Part.CITATION: "Mã văn bản dẫn chiếu",
    Part.FORM: "Văn bản sai thể thức",
}


ONE_PART: Final = Demand(tuple(part.value for part in Part), exactly=True)
CORRECTION_SHAPE: Final = Shape(
    Correction,
    (
        *(Key(part.value, "part", Section(), title) for part, title in _PARTS.items()),
        Key("tu", "before", Anything(), "Như đã phát hành", "khong_co nếu chưa có.", required=True),
        Key("thanh", "after", Anything(), "Đúng ra là", "khong_co nếu bỏ đi.", required=True),
        Key("ly_do", "reason", Text(), "Lý do", required=True),
        Key("nguoi", "person", Text(), "Người đính chính", required=True),
        Key("ngay", "day", Day(), "Ngày đính chính", required=True),
    ),
    demand=ONE_PART,
)

TASK_REPORT_SHAPE: Final = Shape(
    TaskReport,
    (
        Key("tien_do", "progress", Choice(Progress), "Tiến độ", required=True, row="một trong {words}"),
        Key("ngay_hoan_thanh", "finished", Day(), "Ngày hoàn thành", "Chỉ khi tien_do là hoan_thanh."),
        Key(
            "ket_qua",
            "result",
            Text(),
            "Kết quả",
            "Việc đã làm; dẫn chiếu văn bản bằng [@mã].",
            row="kết quả: việc đã làm; cần khi đã xong",
        ),
        Key("du_kien", "plan", Text(), "Dự kiến thời gian tới"),
        Key("ly_do_cham", "late_reason", Text(), "Lý do chậm", row="lý do chậm, khi quá hạn hay xong chậm"),
        Key("vuong_mac", "difficulty", Text(), "Vướng mắc"),
        Key("kien_nghi", "recommendation", Text(), "Kiến nghị"),
    ),
    definition="nhiem_vu",
)
REMARK_SHAPE: Final = Shape(
    Remark,
    (
        Key("nhom", "concern", Section(), "Nhóm", required=True),
        Key("noi_dung", "text", Text(), "Nội dung", "Mỗi ý một mục.", required=True),
        Key(
            "gui",
            "addressee",
            Text(),
            "Nơi giải quyết",
            row="nơi được đề nghị giải quyết; không ghi thì theo `noi_kien_nghi` của chỉ đạo",
        ),
    ),
)
ISSUE_SHAPE: Final = Shape(
    Issue,
    (
        Key(
            "so",
            "number",
            Whole(1, MOST_ISSUED),
            "Số văn bản",
            row="số văn thư đã cấp; không ghi thì để trống",
        ),
        Key("ngay", "day", Day(), "Ngày văn bản", row="ngày văn thư đã cấp; không ghi thì để trống"),
        Key(
            "nguoi_ky",
            "signer",
            Text(),
            "Mã người ký",
            "Theo ho-so.yaml; không ghi thì lấy người đương chức.",
            row=("mã người ký trong `ho-so.yaml`; không ghi thì lấy người giữ chức vụ vào ngày ấy"),
        ),
        Key(
            "kinh_gui",
            "addressees",
            Texts(None),
            "Nơi gửi",
            "Thay cho nơi gửi thường dùng.",
            row="thay cho nơi gửi thường dùng",
        ),
        Key(
            "noi_nhan",
            "recipients",
            Texts(None, None),
            "Nơi nhận",
            "Thay cho nơi nhận thường dùng.",
            row="thay cho nơi nhận thường dùng",
        ),
        Key(
            "thuc_hien",
            "mandates",
            Texts(),
            "Văn bản mà báo cáo thực hiện",
            "Mã văn bản, ngoài văn bản của chỉ đạo: mẫu dẫn chiếu ở câu mở đầu.",
            row=(
                "mã các văn bản mà báo cáo thực hiện ngoài văn bản của chỉ đạo, khai báo ở `van_ban`; "
                "mẫu dẫn chiếu ở câu mở đầu"
            ),
        ),
        Key("do_khan", "urgency", Choice(Urgency), "Độ khẩn", row="{words}"),
        Key("do_mat", "secrecy", Choice(Secrecy), "Độ mật", row="{words}"),
        Key("luu_hanh", "circulation", Choice(Circulation), "Phạm vi lưu hành", row="{words}"),
        Key("nguoi_soan", "drafted_by", Text(), "Ký hiệu người soạn thảo"),
        Key(
            "so_ban",
            "copies",
            Whole(1, MOST_ISSUED),
            "Số bản phát hành",
            row=(
                "số bản phát hành, in cùng ký hiệu người soạn thảo thành `PL.(300)`, văn bản của Đảng "
                "thành `PL-300`"
            ),
        ),
        Key(
            "lan_du_thao",
            "edition",
            Whole(1, MOST_DRAFTS),
            "Lần dự thảo",
            "Văn bản của Đảng: in dưới số, ký hiệu của bản dự thảo.",
            row="lần dự thảo văn bản của Đảng; bản dự thảo in 'Dự thảo lần 2' dưới số, ký hiệu",
        ),
        Key(
            "ngoai_baocao",
            "outside",
            Text(),
            "Vì sao số này không có bản ghi phát hành",
            row=(
                "vì sao số này không có bản ghi: văn bản phát hành mà không qua `baocao issue`; xem "
                "[phat-hanh.md](phat-hanh.md#số-và-bản-ghi)"
            ),
        ),
    ),
    definition="phat_hanh",
    lenient=True,
)


IMPORTED_SHAPE: Final = Shape(
    Imported,
    (
        Key("tep", "file", Text(), "Tên tệp đã nhập", required=True, examples=("bieu-xa-mo-cay.xlsx",)),
        Key(
            "sha256",
            "sha256",
            Text(),
            "Mã băm của tệp",
            row="mã băm SHA-256 của tệp: nhập lại đúng tệp ấy thì không có gì đổi",
        ),
        Key(
            "nguoi_gui",
            "sender",
            Text(),
            "Người gửi",
            "Họ tên, như người gửi ghi trong tệp.",
            row="họ tên người gửi, như ghi trong tệp; ngoài tên này không ghi gì về họ",
        ),
        Key("ngay", "day", Day(), "Ngày gửi"),
    ),
    definition="nhap_tu",
    lenient=True,
)
"""`nhap_tu` of a report; `import` writes it."""


def _make_submission(start: date | None, end: date | None, **content: Any) -> Submission:
    """Return a submission; nothing but the last day of its data makes them other days than usual."""
    return Submission(window=Window(start, end) if end else None, **content)


SUBMISSION_SHAPE: Final = Shape(
    _make_submission,
    (
        Key("don_vi", "unit", Section(), "Mã đơn vị", "Trùng với tên thư mục.", required=True),
        Key("ky", "period", PeriodName(), "Kỳ báo cáo", "Trùng với tên tệp.", required=True),
        Key("tu_ngay", "start", Day(), "Ngày đầu của số liệu", "Chỉ ghi nếu khác quy định."),
        Key("chot_den", "end", Day(), "Số liệu đến ngày", "Chỉ ghi nếu khác ngày chốt của chỉ đạo."),
        Key("phat_hanh", "issues", ById(ISSUE_SHAPE), "Phát hành", "Ghi khi văn thư đã cấp số."),
        Key(
            "chap_nhan_thieu",
            "accepted",
            ById(ACCEPTED_SHAPE),
            "Chấp nhận thiếu",
            "Do baocao build hoặc issue --chap-nhan-thieu ghi, theo mã chỉ đạo.",
        ),
        Key(
            "nhap_tu",
            "imported",
            Record(IMPORTED_SHAPE),
            "Nhập từ tệp",
            "Do baocao import ghi: tệp Excel, Word nào, ai gửi, ngày nào.",
        ),
        Key("chi_tieu", "entries", Section(), "Số liệu", "Theo mã chỉ tiêu."),
        Key("doi_chieu", "controls", Section(), "Số đã công bố", "Chương trình tính lại và đối chiếu."),
        Key("nhiem_vu", "tasks", Section(), "Kết quả nhiệm vụ", "Theo mã chỉ đạo."),
        Key("noi_dung", "narratives", Section(), "Nội dung", "Theo mã chỉ đạo."),
        Key("vuong_mac", "difficulties", ById(REMARK_SHAPE), "Vướng mắc", "Ghi [] nếu không có."),
        Key("kien_nghi", "recommendations", ById(REMARK_SHAPE), "Kiến nghị", "Ghi [] nếu không có."),
        Key("giai_trinh", "reasons", Section(), "Giải trình", "Vì sao điều bất thường là đúng."),
        Key(
            "dinh_chinh",
            "corrections",
            Records(lambda: CORRECTION_SHAPE),
            "Đính chính",
            "Sửa điều đã phát hành: từ gì thành gì, vì sao.",
        ),
        Key(
            "van_ban",
            "citations",
            CITATION_REGISTER,
            "Văn bản được dẫn chiếu",
            "Dẫn chiếu bằng [@mã].",
        ),
    ),
    lenient=True,
)
"""What the sections hold depends on the workspace: its catalogue, its directives."""


class PublishedRank(Told):
    """A rank as units publish it: 7/96."""

    pattern: Final = "[0-9]{1,6}/[0-9]{1,6}"


FIGURE_SHAPE: Final = Shape(
    dict[str, Any],
    (
        Key("gia_tri", "value", Section(), "Giá trị"),
        Key("tu_so", "numerator", Number(), "Tử số"),
        Key("mau_so", "denominator", Number(), "Mẫu số"),
        Key("xep_hang", "rank", PublishedRank(), "Thứ hạng đã công bố, ví dụ 7/96"),
        Key("chua_co", "missing", Text(), "Lý do chưa có số liệu"),
        Key("khong_ap_dung", "inapplicable", Text(), "Lý do không áp dụng"),
    ),
)
"""What may stand inside the braces of a figure; `source/values.py` tells which of it go together."""
