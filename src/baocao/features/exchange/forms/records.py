"""What a form is: sheets of lines, of which each cell is either printed or asked for.

The form is made from these records, and what comes back filled in is read by them: there is no second list
of places. Lines and columns are known by their keys, which stand in a hidden column and a hidden row.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.period import Period
from baocao.model.unit import Unit

Way = tuple[str, ...]
"""Where something stands in a report, by keys from its top: ('chi_tieu', 'tthc.rut')."""
Content = str | Decimal | None
"""What a cell shows: a text, a number or nothing; days are texts ('18/11/2025'), which no program turns."""
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class SheetName(StrEnum):
    """The sheets of a form, in their order; the text is what people see."""

    FIGURES = "Biểu"
    TASKS = "Nhiệm vụ"
    NARRATIVES = "Nội dung"
    REMARKS = "Vướng mắc"
    CITATIONS = "Văn bản"
    GUIDE = "Hướng dẫn"


class InputKind(Enum):
    """What may be typed into a cell."""

    WHOLE = "số nguyên"
    DECIMAL = "số"
    DAY = "ngày"
    CHOICE = "chọn trong danh sách"
    ITEMS = "các mục, cách nhau bằng dấu chấm phẩy"
    TEXT = "chữ"

    @property
    def is_number(self) -> bool:
        """Whether a number is asked for, before which a word such as 'trên' may stand."""
        return self in {InputKind.WHOLE, InputKind.DECIMAL}


class Input(NamedTuple):
    """A cell that the unit fills in: what stands `way` in its report.

    `content` is what the report says already. `choices` are by the word that is chosen what the report says
    for it. `low` and `high` bound a number, ends included, of which `places` decimals may be written;
    `measure` is its unit of measure. From `jump` times the last figure on, a figure is looked at again.
    """

    way: Way
    kind: InputKind
    content: Content = None
    choices: Mapping[str, str] = NOTHING
    low: Decimal | None = None
    high: Decimal | None = None
    places: int = 0
    measure: str = ""
    jump: Decimal | None = None


class LineKind(Enum):
    """What a line of a form is about."""

    IDENTITY = "nhận diện"
    GROUP = "nhóm"
    FIGURE = "số liệu"
    TASK = "nhiệm vụ"
    NARRATIVE = "nội dung"
    REMARK = "vướng mắc, kiến nghị"
    REASON = "giải trình"
    CITATION = "văn bản"
    KEPT = "giữ nguyên"


class FormLine(NamedTuple):
    """A line: what is `printed` in it, and its `inputs`, both by the key of their column.

    `way` is where what it is about stands in the report. What is `required` must not stay empty. A line
    that is there for what only this unit's report has is its `own`: it is no part of what is asked.
    """

    key: str
    kind: LineKind
    way: Way = ()
    printed: Mapping[str, Content] = MappingProxyType({})
    inputs: Mapping[str, Input] = MappingProxyType({})
    required: bool = False
    own: bool = False


class FormColumn(NamedTuple):
    """A column: its key, its heading, and its width in millimetres."""

    key: str
    title: str
    width: float


class FormSheet(NamedTuple):
    """A sheet: its lines under the headings of its columns; `head` are the lines above these."""

    name: SheetName
    columns: tuple[FormColumn, ...]
    lines: tuple[FormLine, ...]
    title: str = ""
    head: tuple[FormLine, ...] = ()

    def all_lines(self) -> Iterator[FormLine]:
        """Yield the lines above and below the headings."""
        yield from self.head
        yield from self.lines


class FormLayout(NamedTuple):
    """The form of one unit for one period.

    `version` tells what it asks: keys, kinds and choices. `last` is the period whose figures stand beside;
    `notice` is printed on every page.
    """

    unit: Unit
    period: Period
    province: Unit
    version: str
    sheets: tuple[FormSheet, ...]
    last: Period | None = None
    notice: str = ""

    def lines_by_key(self) -> Mapping[str, FormLine]:
        """Return every line that has a key."""
        return {line.key: line for sheet in self.sheets for line in sheet.all_lines() if line.key}
