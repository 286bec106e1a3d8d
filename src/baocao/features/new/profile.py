"""The profile of a unit that has none: what the registry knows of it, and what it has to fill in."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from baocao.model.profile import PROFILE_SHAPE
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions
from baocao.source.canonical.layout import shape_layout
from baocao.source.canonical.making import block_comments, line_comment, made_entry, made_list, made_mapping
from baocao.source.canonical.parts import BLANK, Item, Part, Text
from baocao.source.canonical.printing import print_file

_TERRITORIES: Final = ("tỉnh", "thành phố", "xã", "phường", "đặc khu", "thị trấn")
"""What has a people's committee, which writes its reports."""
_COMMITTEE: Final = "Ủy ban nhân dân"
_SMALL: Final = frozenset({"và", "của", "các", "tỉnh", "thành", "phố"})
"""Words that have no letter in the abbreviation of an office."""
_GAP: Final = 3
_WIDEST_VALUES: Final = 60
"""The columns behind which comments stand; a longer name has its own two columns later."""
_WORD: Final = re.compile(r"\w+")


_COMMITTEE_SIGNERS: Final = (
    "#  chu-tich: {tm: Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn A}",
    "#  pho-chu-tich: {tm: Ủy ban nhân dân, kt: Chủ tịch, chuc_vu: Phó Chủ tịch, ho_ten: Trần Thị B}",
)
_OFFICE_SIGNERS: Final = (
    "#  giam-doc: {chuc_vu: Giám đốc, ho_ten: Nguyễn Văn A}",
    "#  pho-giam-doc: {kt: Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Trần Thị B}",
)
"""Examples of who signs, by the marks of the decree; without their first sign they are data."""


class Letterhead(NamedTuple):
    """What the documents of a unit begin with, as far as its name tells."""

    full_name: str
    short_name: str
    parent: str
    body: tuple[str, ...]
    notation: str
    place: str


class _Line(NamedTuple):
    """A key with its value, what is told beside it, and comments above it."""

    key: str
    value: Part
    note: str
    above: tuple[str, ...] = ()


def profile_text(unit: Unit, definitions: Definitions) -> str:
    """Return a profile to be looked through; it holds nothing that nobody knows."""
    lines = list(_lines_of(unit, definitions))
    column = max(len(line.key) + _shown_length(line.value) for line in lines) + _GAP
    items = [_made_line(line, min(column, _WIDEST_VALUES)) for line in lines]
    items[0].lead[:0] = [*_head_comments(unit, definitions), BLANK]
    return print_file(made_mapping(items), shape_layout(PROFILE_SHAPE))


def _head_comments(unit: Unit, definitions: Definitions) -> list[str]:
    return block_comments(
        definitions.config.notice or "",
        f"Hồ sơ của {unit.name}: phần đầu, phần ký và nơi nhận của văn bản. Lập sẵn theo danh mục đơn vị, "
        "mọi dòng cần được xem lại; cơ quan của Đảng thì thêm the_thuc: dang.",
    )


def _lines_of(unit: Unit, definitions: Definitions) -> Iterable[_Line]:
    head = letterhead_of(unit, definitions)
    yield _Line("ten_day_du", _worded(head.full_name), "tên đầy đủ của cơ quan")
    yield _Line("ten_ngan", _worded(head.short_name), "tên dùng trong câu")
    if head.parent:
        yield _Line("co_quan_chu_quan", _worded(head.parent), "dòng trên, ở đầu văn bản")
    body = made_list(map(_worded, head.body), is_flow=True)
    yield _Line("co_quan_ban_hanh", body, "từng dòng tên cơ quan, ở đầu văn bản")
    yield _Line("ky_hieu", _worded(head.notation), f"chữ viết tắt, như trong 01/BC-{head.notation}")
    yield _Line("dia_danh", _worded(head.place), "nơi ghi trước ngày, tháng, năm")
    yield _Line("nguoi_ky", _worded(""), "ai ký: bỏ dấu # ở dòng dưới, sửa cho đúng")
    signers = _COMMITTEE_SIGNERS if _territory_of(unit) else _OFFICE_SIGNERS
    yield _Line("kinh_gui", _worded(""), "nơi gửi thường dùng, ví dụ [Sở Nội vụ]", signers)
    yield _Line("noi_nhan", _worded(""), "nơi nhận thường dùng, ví dụ [Đảng ủy xã]")
    yield _Line("luu", _worded("VT"), "nơi lưu")


def letterhead_of(unit: Unit, definitions: Definitions) -> Letterhead:
    """Return the head of a unit's documents: of the committee of a territory, or of an office."""
    territory = _territory_of(unit)
    if territory:
        name = unit.name[len(territory) :].strip()
        return Letterhead(
            f"{_COMMITTEE} {territory} {name}", f"UBND {territory} {name}", "",
            body=(_COMMITTEE, f"{territory} {name}"), notation="UBND", place=name,
        )  # fmt: skip
    parent = definitions.registry.units.get(unit.parent or "")
    above = _territory_of(parent) if parent else ""
    around = parent.name[len(above) :].strip() if parent and above else ""
    return Letterhead(
        f"{unit.name} {above} {around}".strip(), unit.name, f"UBND {above} {around}" if around else "",
        body=(unit.name,), notation=abbreviation_of(unit.name), place=around or unit.name,
    )  # fmt: skip


def _territory_of(unit: Unit) -> str:
    """Return the word for what a unit governs, with which its name begins; nothing for an office."""
    name = unit.name.lower()
    return next((word for word in _TERRITORIES if name.startswith(f"{word} ")), "")


def abbreviation_of(name: str) -> str:
    """Return the first letters of the words of a name: SKHCN."""
    return "".join(word[0].upper() for word in _WORD.findall(name) if word.lower() not in _SMALL)


def _worded(text: str) -> Text:
    return Text(text, "'" if text else "")


def _shown_length(value: Part) -> int:
    """Return how many columns a value takes behind its key."""
    if isinstance(value, Text):
        return len(f": {value.text}") if value.text else len(":")
    return len(": []") + len(
        ", ".join(item.value.text for item in value.items if isinstance(item.value, Text))
    )


def _made_line(line: _Line, column: int) -> Item:
    item = made_entry(line.key, line.value, line.above)
    item.annotate(line_comment(line.note), column)
    return item
