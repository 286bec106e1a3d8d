"""How a table that somebody sent is read: which heading is which indicator, which name is which unit.

The program proposes it and a person confirms it; it serves every month as long as the headings stay.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NamedTuple

from baocao.model.kinds import Flag, Number, Text
from baocao.model.place import Place
from baocao.model.shape import Key, Section, Shape

SKIPPED: Final = "bo_qua"
"""What is written for a heading or a name that is not imported."""
UNDECIDED: Final = "?"
"""What is written where a person has to choose."""


class Along(StrEnum):
    """Where the units stand; the text is the word used in mappings."""

    ROWS = "hang"
    COLUMNS = "cot"


class Hidden(StrEnum):
    """What becomes of rows and columns that are hidden in the sheet."""

    READ = "doc"
    SKIPPED = SKIPPED


class Dash(StrEnum):
    """What a dash in a cell of figures says."""

    NOTHING = "khong_phat_sinh"
    SKIPPED = SKIPPED


class Column(NamedTuple):
    """Where the figures under a heading go.

    Numbers are multiplied by `factor`, or counted in `measure` ('triệu đồng'), where the table counts in
    something else than the catalogue.
    """

    indicator: str
    factor: Decimal | None
    measure: str
    at: Place


class Named(NamedTuple):
    """Which unit a name in the table stands for; None: it is left out."""

    unit: str | None
    at: Place


class TableMapping(NamedTuple):
    """A mapping as it was read; of `columns`, None are headings that are left out.

    `digest` is that of the headings that were confirmed. `header` and `names` say where headings and names
    stand, if the program does not find them itself.
    """

    approved: bool
    digest: str
    sheet: str
    along: Along | None
    header: str
    names: str
    hidden: Hidden | None
    dash: Dash | None
    columns: Mapping[str, Column | None]
    units: Mapping[str, Named]
    at: Place


COLUMN_SHAPE: Final = Shape(
    Column,
    (
        Key("chi_tieu", "indicator", Text(), "Mã chỉ tiêu", required=True),
        Key("nhan", "factor", Number(), "Nhân với", "Số trong bảng nhân với số này, ví dụ 1.000."),
        Key(
            "don_vi_tinh",
            "measure",
            Text(),
            "Đơn vị tính của bảng",
            "Khi khác danh mục, ví dụ triệu đồng.",
            row="đơn vị tính của bảng khi khác danh mục, ví dụ `triệu đồng`",
        ),
    ),
)


TABLE_MAPPING_SHAPE: Final[Shape[Any]] = Shape(
    TableMapping,
    (
        Key(
            "da_duyet",
            "approved",
            Flag(),
            "Đã có người duyệt",
            "Ghi co sau khi xem từng dòng.",
            required=True,
            row="`co` sau khi một người đã xem từng dòng; `khong` thì chưa nhập gì",
        ),
        Key(
            "dau_tieu_de",
            "digest",
            Text(),
            "Dấu của các tiêu đề",
            "Do chương trình ghi; tiêu đề của bảng đổi thì phải duyệt lại.",
            required=True,
        ),
        Key("trang", "sheet", Text(), "Trang tính, hoặc số thứ tự của bảng trong tệp Word"),
        Key(
            "don_vi_theo",
            "along",
            Section(),
            "Đơn vị đứng theo hàng hay theo cột",
            row="`hang` hoặc `cot`: mỗi đơn vị một hàng hay một cột; không ghi thì chương trình tự tìm",
        ),
        Key(
            "tieu_de",
            "header",
            Text(),
            "Hàng (hoặc cột) tiêu đề",
            row="hàng tiêu đề, ví dụ `4-5` (đơn vị theo cột thì là cột, ví dụ `B`); không ghi thì tự tìm",
        ),
        Key(
            "ten_don_vi",
            "names",
            Text(),
            "Cột (hoặc hàng) tên đơn vị",
            row="cột tên đơn vị, ví dụ `B` (đơn vị theo cột thì là hàng, ví dụ `4`); không ghi thì tự tìm",
        ),
        Key(
            "hang_an",
            "hidden",
            Section(),
            "Hàng, cột đang ẩn",
            row="`doc` hoặc `bo_qua`: làm gì với hàng, cột đang ẩn; không ghi thì chương trình hỏi",
        ),
        Key(
            "dau_gach",
            "dash",
            Section(),
            "Ô ghi dấu gạch",
            row=(
                "`khong_phat_sinh` hoặc `bo_qua`: ô ghi `-` nghĩa là gì (khi ấy `…` là chưa có số liệu); "
                "không ghi thì chương trình hỏi"
            ),
        ),
        Key(
            "chi_tieu",
            "columns",
            Section(),
            "Tiêu đề của bảng là chỉ tiêu nào",
            required=True,
            row="mỗi tiêu đề một dòng: mã chỉ tiêu, `bo_qua`, hoặc `{chi_tieu, nhan, don_vi_tinh}`",
        ),
        Key(
            "don_vi",
            "units",
            Section(),
            "Tên trong bảng là đơn vị nào",
            row="tên không trùng khớp danh mục: mã đơn vị hoặc `bo_qua`",
        ),
    ),
)
