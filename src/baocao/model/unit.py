"""The units of the administration, as a dated tree."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.identifiers import FILE_NAMES
from baocao.model.kinds import Day, Labels, OptionalText, Text
from baocao.model.period import is_between
from baocao.model.place import Place
from baocao.model.shape import ById, Key, Known, OneOrMany, Records, Section, Shape
from baocao.model.unit_codes import ADMINISTRATIVE, ELECTRONIC, FORMER_CODES_SHAPE, UnitCodes


class UnitKind(NamedTuple):
    """A kind of unit (xã, phường, sở …) and the level of government (`cap`) that it belongs to."""

    id: str
    name: str
    level: str


class Grouping(NamedTuple):
    """A way to split results, such as former provinces: `values` maps each value's id to its label."""

    id: str
    name: str
    values: Mapping[str, str]


class Unit(NamedTuple):
    """A unit of the administration, with the days on which it opened and closed.

    `opened` is its first day and `closed` its last; None stands for 'before the registry begins' and
    'still open'. `groups` maps the id of a `Grouping` to this unit's value in it. `code` is the
    administrative one; `former_codes` are those that it had before.
    """

    id: str
    code: str | None
    name: str
    kind: UnitKind
    parent: str | None
    groups: Mapping[str, str]
    opened: date | None
    closed: date | None
    merged_into: str | None
    at: Place
    electronic_code: str | None = None
    former_codes: tuple[UnitCodes, ...] = ()

    @property
    def codes(self) -> UnitCodes:
        """The codes that the unit has now."""
        return UnitCodes(None, self.code, self.electronic_code)

    def codes_on(self, day: date) -> UnitCodes:
        """Return the codes that the unit had, or has, on `day`."""
        former = (codes for codes in self.former_codes if codes.until and codes.until >= day)
        return min(former, key=lambda codes: codes.until or day, default=self.codes)

    def exists_on(self, day: date) -> bool:
        """Tell whether the unit is open on `day`."""
        return is_between(day, self.opened, self.closed)


class Selector(NamedTuple):
    """Chooses units: those that match every given condition, less the excepted ones.

    An empty condition matches everything; an empty selector therefore chooses all units.
    """

    levels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    groups: tuple[tuple[str, str], ...] = ()
    excepted: frozenset[str] = frozenset()

    def matches(self, unit: Unit) -> bool:
        """Tell whether `unit` is among the chosen ones."""
        return self is EVERYONE or (
            unit.id not in self.excepted
            and (not self.levels or unit.kind.level in self.levels)
            and (not self.kinds or unit.kind.id in self.kinds)
            and (not self.units or unit.id in self.units)
            and all(unit.groups.get(group) == value for group, value in self.groups)
        )


EVERYONE: Final = Selector()
NOBODY: Final = Selector(units=frozenset({""}))


def is_selected(selectors: Iterable[Selector], unit: Unit) -> bool:
    """Tell whether any of `selectors` chooses `unit`."""
    return any(selector.matches(unit) for selector in selectors)


class Registry(NamedTuple):
    """All units that exist or existed, by id in the order of the registry file.

    `levels` are the words for levels of government ('địa phương'), where the registry gives them.
    """

    kinds: Mapping[str, UnitKind] = MappingProxyType({})
    groupings: Mapping[str, Grouping] = MappingProxyType({})
    units: Mapping[str, Unit] = MappingProxyType({})
    levels: Mapping[str, str] = MappingProxyType({})

    def level_name(self, level: str) -> str:
        """Return the word for a level of government, else the kinds of units that belong to it."""
        kinds = (kind.name for kind in self.kinds.values() if kind.level == level)
        return self.levels.get(level) or ", ".join(kinds)

    def units_on(self, day: date) -> Iterator[Unit]:
        """Yield the units that are open on `day`, in registry order."""
        return (unit for unit in self.units.values() if unit.exists_on(day))

    def select_units(self, selectors: Iterable[Selector], day: date) -> tuple[Unit, ...]:
        """Return the units open on `day` that any of `selectors` chooses, in registry order."""
        chosen = tuple(selectors)
        return tuple(unit for unit in self.units_on(day) if is_selected(chosen, unit))

    def province_of(self, unit: Unit) -> Unit:
        """Return the topmost ancestor of `unit` (itself, if it has no parent); a ring has none and ends."""
        seen = set()
        while unit.parent is not None and unit.parent in self.units and unit.id not in seen:
            seen.add(unit.id)
            unit = self.units[unit.parent]
        return unit


UNIT_KIND_SHAPE: Final = Shape(
    UnitKind,
    (
        Key("ten", "name", Text(), "Tên loại", required=True),
        Key("cap", "level", Text(), "Cấp", required=True),
    ),
)
GROUPING_SHAPE: Final = Shape(
    Grouping,
    (
        Key("ten", "name", Text(), "Tên cách chia", required=True),
        Key("gia_tri", "values", Labels(), "Các giá trị"),
    ),
)
UNIT_SHAPE: Final = Shape(
    Unit,
    (
        Key(ADMINISTRATIVE, "code", OptionalText(), "Mã đơn vị hành chính"),
        Key(
            ELECTRONIC,
            "electronic_code",
            OptionalText(),
            "Mã định danh điện tử",
            examples=("H48.12",),
            row="mã định danh điện tử, viết `H37.DN.001` hay `000.00.01.H56` đều được",
        ),
        Key(
            "ma_truoc",
            "former_codes",
            Records(lambda: FORMER_CODES_SHAPE),
            "Mã trước đây",
            row="mã trước đây, mỗi lần đổi một mục: `den` (ngày cuối dùng mã ấy), `ma`, `ma_dinh_danh`",
        ),
        Key("ten", "name", Text(), "Tên đơn vị", required=True),
        Key("loai", "kind", Section(), "Loại đơn vị", required=True),
        Key("thuoc", "parent", OptionalText(), "Đơn vị cấp trên"),
        Key("mo", "opened", Day(), "Ngày đầu hoạt động"),
        Key(
            "dong",
            "closed",
            Day(),
            "Ngày cuối hoạt động",
            row=("ngày cuối hoạt động; đơn vị giải thể thì thêm `dong`, không xóa dòng: các kỳ cũ vẫn cần"),
        ),
        Key("sap_nhap_vao", "merged_into", OptionalText(), "Đơn vị nhận sáp nhập"),
    ),
)
"""Beside these keys a unit has one for every grouping of the registry."""
REGISTRY_SHAPE: Final = Shape(
    Registry,
    (
        Key("loai", "kinds", ById(UNIT_KIND_SHAPE), "Loại đơn vị"),
        Key("cap", "levels", Labels(), "Tên gọi từng cấp trong câu"),
        Key("nhom", "groupings", ById(GROUPING_SHAPE), "Cách chia số liệu"),
        Key(
            "don_vi",
            "units",
            ById(UNIT_SHAPE, FILE_NAMES),
            "Đơn vị",
            "Đơn vị giải thể thì thêm dong, không xóa dòng.",
        ),
    ),
)
SCOPE_SHAPE: Final = Shape(
    Selector,
    (
        Key("cap", "levels", Section(), "Cấp"),
        Key("loai", "kinds", Section(), "Loại đơn vị"),
        Key("don_vi", "units", OneOrMany(Known("don_vi")), "Mã đơn vị"),
        Key("tru", "excepted", OneOrMany(Known("don_vi")), "Trừ các đơn vị này"),
    ),
    definition="pham_vi",
)
"""A selector has a key for every grouping, too."""
