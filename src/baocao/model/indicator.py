"""Indicators (chỉ tiêu): what a figure is, how it is read, printed and rolled up."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.model.identifiers import VARIABLES
from baocao.model.kinds import (
    Bounds,
    Choice,
    Day,
    Flag,
    Labels,
    Number,
    OptionalText,
    PeriodName,
    Text,
    Texts,
    Whole,
)
from baocao.model.period import ALWAYS, Validity, is_between
from baocao.model.place import Place
from baocao.model.rule import RULES, Rule
from baocao.model.shape import ById, Key, OneOrMany, Only, Scope, Shape, TextOr, WordOr
from baocao.model.unit import Selector


class IndicatorKind(StrEnum):
    """What one value of an indicator is; the text is the word used in the catalogue."""

    COUNT = "so_dem"
    DECIMAL = "so_thap_phan"
    RATIO = "ty_so"
    MONEY = "tien"
    YES_NO = "co_khong"
    DATE = "ngay"
    CHOICE = "lua_chon"
    TEXT = "van_ban"
    LIST = "danh_sach"

    @property
    def is_number(self) -> bool:
        """Whether values are plain numbers."""
        return self in _NUMBERS


_NUMBERS: Final = (IndicatorKind.COUNT, IndicatorKind.DECIMAL, IndicatorKind.MONEY)


class Nature(StrEnum):
    """Whether a figure counts the period, everything so far, or the state at one moment."""

    IN_PERIOD = "trong_ky"
    CUMULATIVE = "luy_ke"
    MOMENT = "thoi_diem"


class Function(StrEnum):
    """How the values of many units become one."""

    SUM = "tong"
    RATIO_OF_SUMS = "ty_so_tong"
    MEAN = "binh_quan"
    LEAST = "nho_nhat"
    GREATEST = "lon_nhat"
    COUNT = "dem"
    LATEST = "moi_nhat"
    GATHER = "tap_hop"
    FORMULA = "cong_thuc"
    NONE = "khong"


class Better(StrEnum):
    """Which end of a ranking is first."""

    HIGH = "cao"
    LOW = "thap"


class RollUp(NamedTuple):
    """A roll-up function with what it needs.

    `weight` is the indicator that weighs a mean (none: every unit weighs the same); `condition` is
    the expression that a unit must satisfy to be counted, over the name `gia_tri`.
    """

    function: Function
    weight: str | None = None
    condition: str | None = None


class Watch(NamedTuple):
    """From when on a figure is pointed out, compared with earlier periods and with other units.

    `deviations` is how many robust standard deviations it may lie off, `jump` how many times the figure of
    the period before it may be, `repeats` in how many periods running it may stay the same; None: any.
    """

    deviations: Decimal | None = None
    jump: Decimal | None = None
    repeats: int | None = None


class Whose(StrEnum):
    """Of whom a target is demanded; the text is the word in the catalogue."""

    USUAL = "theo_loai"
    UNITS = "don_vi"
    TOTAL = "tong_hop"


class Target(NamedTuple):
    """What is to be reached: a condition over `gia_tri`, and the days for which it is set, ends included.

    A rate is demanded of every unit and of all together; a number of every unit, unless `whose` says that
    the total is meant. `source` is the cited document that sets it.
    """

    condition: str
    first: date | None = None
    last: date | None = None
    source: str | None = None
    whose: Whose = Whose.USUAL

    def holds_on(self, day: date) -> bool:
        """Tell whether the target is set for `day`."""
        return is_between(day, self.first, self.last)


class Indicator(NamedTuple):
    """One entry of the catalogue.

    `places` is the most decimals that a value may have; `low` and `high` bound it, ends included.
    `formula` makes a derived indicator that nobody enters; a ratio may instead name its `numerator`
    and `denominator`. `targets` are those of all years, of a period the one that holds then. It is asked
    in the periods of its `validity`; `continues` are earlier indicators whose sum, under other names,
    was the same figure.
    In reports about many units it is a `headline`, or told in `prose`, unless the directive chooses;
    `remedy` is what units that fall short have to do.
    """

    id: str
    name: str
    kind: IndicatorKind
    unit_of_measure: str
    nature: Nature
    roll_up: RollUp
    places: int
    low: Decimal | None
    high: Decimal | None
    targets: tuple[Target, ...]
    formula: str | None
    numerator: str | None
    denominator: str | None
    choices: Mapping[str, str]
    better: Better | None
    applies_to: Selector
    at: Place
    watch: Watch = Watch()
    validity: Validity = ALWAYS
    continues: tuple[str, ...] = ()
    headline: bool = False
    prose: bool = False
    remedy: str = ""

    @property
    def is_derived(self) -> bool:
        """Whether the value is computed from other indicators instead of entered."""
        return self.formula is not None or self.numerator is not None

    @property
    def target(self) -> Target | None:
        """The target; as definitions are for one period, there is at most one."""
        return self.targets[0] if self.targets else None

    def target_on(self, day: date) -> Target | None:
        """Return the target that is set for `day`."""
        return next((target for target in self.targets if target.holds_on(day)), None)

    @property
    def is_watched(self) -> bool:
        """Whether its figures are compared with those of earlier periods."""
        return self.watch.jump is not None and not self.is_derived

    @property
    def is_percentage(self) -> bool:
        """Whether values are percentages."""
        return self.unit_of_measure == "%"

    @property
    def in_percent(self) -> bool:
        """Whether its numbers are percentages, as those of ratios are."""
        return self.is_percentage or self.kind is IndicatorKind.RATIO


class IndicatorGroup(NamedTuple):
    """Indicators about one subject; its id is the first part of theirs."""

    id: str
    name: str
    indicators: tuple[Indicator, ...]


class Catalogue(NamedTuple):
    """The indicators that all directives share, so that one fact is entered once, and their relations."""

    groups: tuple[IndicatorGroup, ...] = ()
    indicators: Mapping[str, Indicator] = MappingProxyType({})
    rules: tuple[Rule, ...] = ()


DEFAULT_FUNCTION: Final[Mapping[IndicatorKind, Function]] = {
    IndicatorKind.COUNT: Function.SUM,
    IndicatorKind.DECIMAL: Function.MEAN,
    IndicatorKind.RATIO: Function.RATIO_OF_SUMS,
    IndicatorKind.MONEY: Function.SUM,
    IndicatorKind.YES_NO: Function.COUNT,
    IndicatorKind.DATE: Function.LATEST,
    IndicatorKind.CHOICE: Function.GATHER,
    IndicatorKind.TEXT: Function.NONE,
    IndicatorKind.LIST: Function.GATHER,
}
"""How each kind is rolled up where the catalogue does not say: so that the plain case is right.

Decimals are mostly rates without their parts, whose mean says that it is one; a sum of them would not.
"""

MOST_PLACES: Final = 6
"""Decimals of an indicator."""
_FEWEST_REPEATS: Final = 2
_MOST_REPEATS: Final = 60
"""Periods in which a figure may stay the same: five years of months."""

ROLL_UP_SHAPE: Final = Shape(
    RollUp,
    (
        Key("ham", "function", Choice(Function), "Hàm", required=True),
        Key("trong_so", "weight", OptionalText(), "Trọng số", "Mã chỉ tiêu."),
        Key("dieu_kien", "condition", OptionalText(), "Điều kiện", "Ví dụ gia_tri >= 80."),
    ),
    lenient=True,
)
WATCH_SHAPE: Final = Shape(
    Watch,
    (
        Key("do_lech", "deviations", Number(), "Độ lệch", "Bao nhiêu độ lệch chuẩn (tính bền vững)."),
        Key("gap", "jump", Number(), "Gấp mấy lần kỳ trước"),
        Key(
            "lap_lai",
            "repeats",
            Whole(_FEWEST_REPEATS, _MOST_REPEATS),
            "Không đổi trong mấy kỳ",
        ),
    ),
    lenient=True,
)

TARGET_SHAPE: Final = Shape(
    Target,
    (
        Key("dieu_kien", "condition", Text(), "Điều kiện", "Ví dụ gia_tri >= 80.", required=True),
        Key("tu", "first", Day(), "Từ ngày", "Mục tiêu đặt cho các kỳ có ngày cuối từ ngày này."),
        Key("den", "last", Day(), "Đến ngày", "Mục tiêu đặt cho các kỳ có ngày cuối đến ngày này."),
        Key("van_ban", "source", OptionalText(), "Văn bản giao", "Mã trong van-ban.yaml."),
        Key(
            "cua",
            "whose",
            Choice(Whose, Whose.USUAL),
            "Của ai",
            "theo_loai: tỷ lệ thì từng đơn vị và số tổng hợp, số đếm thì từng đơn vị.",
            row=(
                "{words}: của từng đơn vị hay của số tổng hợp; không ghi (`theo_loai`) thì mục tiêu tỷ lệ "
                "là của cả hai, mục tiêu số đếm là của từng đơn vị"
            ),
        ),
    ),
)


def _watch_limits(said: Watch | None, nature: Nature) -> Watch:
    """Return the limits that are said, the usual ones beside them; of what is not watched none are."""
    usual = usual_watch(nature)
    if said is None:
        return Watch()
    return Watch(
        said.deviations or usual.deviations, said.jump or usual.jump, said.repeats or usual.repeats
    )


def usual_watch(nature: Nature) -> Watch:
    """Return the limits of indicators that name none; a state may well stay as it is."""
    return Watch(Decimal(6), Decimal(10), None if nature is Nature.MOMENT else 3)


def _default_places(kind: IndicatorKind) -> int:
    return 2 if kind in {IndicatorKind.DECIMAL, IndicatorKind.RATIO} else 0


def _make_indicator(
    kind: IndicatorKind, bounds: tuple[Decimal | None, Decimal | None], **content: Any
) -> Indicator:
    """Return an indicator with its bounds, what it is watched by, and the periods in which it is asked."""
    (low, high), places = bounds, content.pop("places")
    validity = Validity(content.pop("first"), content.pop("last"))
    return Indicator(
        kind=kind,
        places=_default_places(kind) if places is None else places,
        low=low,
        high=high,
        watch=_watch_limits(content.pop("watch", None), content["nature"]),
        validity=validity,
        **content,
    )


WATCHED: Final = (*_NUMBERS, IndicatorKind.RATIO)
"""The kinds whose figures are compared with those of earlier periods and of other units."""
INDICATOR_SHAPE: Final = Shape(
    _make_indicator,
    (
        Key("ten", "name", Text(), "Tên chỉ tiêu", required=True),
        Key("loai", "kind", Choice(IndicatorKind), "Loại", required=True, row="{words}"),
        Key("don_vi_tinh", "unit_of_measure", Text(), "Đơn vị tính"),
        Key("tinh_chat", "nature", Choice(Nature, Nature.IN_PERIOD), "Tính chất", row="{words}"),
        Key(
            "theo_doi",
            "watch",
            WordOr(Flag(), WATCH_SHAPE),
            "Theo dõi bất thường",
            "Ghi khong để không theo dõi.",
            row="so với kỳ trước và đơn vị khác, xem dưới đây; `khong` là không so",
        ),
        Key("so_le", "places", Whole(0, MOST_PLACES), "Số chữ số thập phân tối đa"),
        Key(
            "khoang",
            "bounds",
            Bounds(),
            "[nhỏ nhất, lớn nhất]",
            "~ là không giới hạn.",
            row=(
                "[nhỏ nhất, lớn nhất] (`~` là không giới hạn); với tỷ số là phần trăm, với văn "
                "bản là số ký tự, với danh sách là số mục"
            ),
        ),
        Key(
            "muc_tieu",
            "targets",
            OneOrMany(TextOr(TARGET_SHAPE)),
            "Mục tiêu",
            "Ví dụ gia_tri >= 80.",
            row="điều kiện đạt, ví dụ `gia_tri >= 80`; hoặc có ngày, của một hay nhiều năm, xem dưới đây",
        ),
        Key(
            "lua_chon",
            "choices",
            Labels(),
            "Các lựa chọn",
            "Mã và nhãn.",
            row="với `loai: lua_chon`: mã và nhãn",
        ),
        Key(
            "cong_thuc",
            "formula",
            OptionalText(),
            "Công thức",
            "Chỉ tiêu được tính, không nhập.",
            row="chỉ tiêu được tính, ví dụ `to.thanh_vien / to.so_to`",
        ),
        Key(
            "tu_so",
            "numerator",
            OptionalText(),
            "Tử số",
            "Mã chỉ tiêu.",
            row="tử số, khi là tỷ số của hai chỉ tiêu",
        ),
        Key(
            "mau_so",
            "denominator",
            OptionalText(),
            "Mẫu số",
            "Mã chỉ tiêu.",
            row="mẫu số, khi là tỷ số của hai chỉ tiêu",
        ),
        Key(
            "tong_hop",
            "roll_up",
            WordOr(Choice(Function), ROLL_UP_SHAPE),
            "Cách tổng hợp",
            row=("{words}; hoặc `{ham: binh_quan, trong_so: mã}`, `{ham: dem, dieu_kien: gia_tri >= 80}`"),
        ),
        Key(
            "xep_hang",
            "better",
            Choice(Better),
            "Xếp hạng",
            "cao: cao nhất đứng đầu.",
            row="`cao` (cao nhất đứng đầu) hoặc `thap`",
        ),
        Key("ap_dung", "applies_to", Scope(), "Chỉ dành cho", row="chỉ dành cho đơn vị nào"),
        Key(
            "trong_diem",
            "headline",
            Flag(),
            "Chỉ tiêu trọng điểm",
            row="`co`: nêu ở phần kết quả nổi bật của báo cáo tổng hợp",
        ),
        Key(
            "loi_van",
            "prose",
            Flag(),
            "Nêu trong lời văn",
            row="`co`: nêu trong lời văn của báo cáo tổng hợp, không chỉ ở phụ lục",
        ),
        Key(
            "giai_phap",
            "remedy",
            Text(),
            "Việc cần làm khi chưa đạt",
            row="việc cần làm khi chưa đạt, in ở nhiệm vụ trọng tâm: `Bố trí đủ kinh phí chi trả`",
        ),
        Key(
            "tu_ky",
            "first",
            PeriodName(),
            "Hỏi từ kỳ",
            "Ví dụ 2025-07.",
            row="chỉ hỏi từ kỳ này; xem [Chỉ đạo thay đổi](#chỉ-đạo-thay-đổi)",
        ),
        Key("den_ky", "last", PeriodName(), "Hỏi đến kỳ", "Ví dụ 2025-12.", row="chỉ hỏi đến kỳ này"),
        Key(
            "tiep_noi",
            "continues",
            Texts(),
            "Tiếp nối chỉ tiêu cũ",
            "Đổi tên: một mã; gộp: nhiều mã.",
            row="mã chỉ tiêu cũ mà chỉ tiêu này tiếp nối (đổi tên: một mã; gộp: nhiều mã)",
        ),
    ),
    only=Only("theo_doi", "loai", tuple(kind.value for kind in WATCHED)),
)
UNWATCHED_SHAPE: Final = INDICATOR_SHAPE.without_keys("theo_doi")
"""Of what is no number."""
GROUP_SHAPE: Final = Shape(
    IndicatorGroup,
    (
        Key("ten", "name", Text(), "Tên nhóm", required=True),
        Key(
            "chi_tieu",
            "indicators",
            ById(INDICATOR_SHAPE, VARIABLES),
            "Chỉ tiêu",
            "Mã đầy đủ: nhóm.chỉ_tiêu.",
        ),
        Key("quy_tac", "rules", RULES, "Quan hệ phải đúng giữa các số liệu"),
    ),
    lenient=True,
)
GROUPS: Final = ById(GROUP_SHAPE, VARIABLES)
"""A whole catalogue."""
