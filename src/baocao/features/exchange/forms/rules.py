"""What a form says while it is filled in: lists to choose from, what is refused, and what turns orange."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import Any, Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from baocao.features.exchange.forms.records import Input, InputKind
from baocao.features.exchange.forms.rows import Placed
from baocao.features.exchange.forms.showing import STATE_WORDS
from baocao.features.exchange.forms.styles import ORANGE
from baocao.model.submission import Progress, State
from baocao.source.spelling import WORDS, bounds_text
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import exact_text

LONGEST_LIST: Final = 255
"""Letters of a list that a validation holds itself; Excel calls a workbook with a longer one damaged."""
_SIGNS: Final = WORDS.rpartition("|")[2].strip("[]")
"""Signs that may stand before a number."""
_BEGINNING: Final = 3
"""Letters by which words before a number are known: a formula of more than 255 letters is refused."""
_BEGINNINGS: Final = tuple(word[:_BEGINNING] for word in WORDS.split("|")[:-1])
_PERCENT: Final = "%"
_ORANGE: Final = DifferentialStyle(
    # Else a count of 3.781 that is meant to be 3781 would be shown as 4.
    numFmt=NumberFormat(numFmtId=164, formatCode="General"),
    fill=PatternFill(bgColor=ORANGE),
)
_NEEDS_REASON: Final = (STATE_WORDS[State.MISSING][0], STATE_WORDS[State.NOT_APPLICABLE][0])


class ChoiceLists:
    """The lists of a workbook: short ones stand in the validations, others on a hidden sheet."""

    def __init__(self, sheet_name: str) -> None:
        self._name = sheet_name
        self.columns: dict[tuple[str, ...], str] = {}

    def formula_of(self, choices: Mapping[str, str]) -> str:
        """Return the list of the words to choose from."""
        words = tuple(choices)
        joined = ",".join(words)
        plain = not any(set(word) & set(',"') for word in words)
        if plain and len(joined.encode("utf-16-le")) // 2 <= LONGEST_LIST:
            return f'"{joined}"'
        letter = self.columns.setdefault(words, get_column_letter(len(self.columns) + 1))
        last = len(words)
        return f"'{self._name}'!${letter}$1:${letter}${last}"


def ranges_of(placed: Iterable[Placed]) -> str:
    """Return the cells as ranges, columns after columns: 'D5:D9 D12'."""
    ordered = sorted(placed, key=lambda each: (each.letter, each.row))
    numbers = count()
    runs = groupby(ordered, lambda each: (each.letter, each.row - next(numbers)))
    return " ".join(_range_of([*run]) for _, run in runs)


def _range_of(run: Sequence[Placed]) -> str:
    return run[0].place if len(run) == 1 else f"{run[0].place}:{run[-1].place}"


def _groups(
    placed: Iterable[Placed], key: Callable[[Placed], Hashable | None]
) -> Iterator[tuple[Placed, list[Placed]]]:
    """Yield the cells of which the same holds, after the first of them; those without a key never."""
    groups: dict[Hashable, list[Placed]] = {}
    for each in placed:
        name = key(each)
        if name is not None:
            groups.setdefault(name, []).append(each)
    for cells in groups.values():
        yield min(cells, key=lambda each: (each.letter, each.row)), cells


def add_validations(worksheet: Any, placed: Sequence[Placed], lists: ChoiceLists) -> None:
    """Add what may be typed: lists, numbers between bounds, days; a number may have a word before it."""
    for first, cells in _groups(placed, lambda each: _validation_key(each.cell)):
        made = _validation_of(first, lists)
        made.sqref = ranges_of(cells)
        worksheet.data_validations.dataValidation.append(made)


def _validation_key(cell: Input) -> Hashable | None:
    if cell.kind is InputKind.TEXT:
        return None
    return cell.kind, cell.low, cell.high, cell.places, cell.measure == _PERCENT, tuple(cell.choices)


def _validation_of(first: Placed, lists: ChoiceLists) -> Any:
    cell = first.cell
    match cell.kind:
        case InputKind.CHOICE:
            said = "Bấm mũi tên bên phải ô để chọn.", "Chọn một mục trong danh sách; không gõ khác."
            return _made_validation("list", lists.formula_of(cell.choices), said, "stop")
        case InputKind.DAY:
            said = "Ngày/tháng/năm, ví dụ 05/11/2025.", "Ghi ngày/tháng/năm, ví dụ 05/11/2025."
            return _made_validation("custom", _is_day(first.place), said, "warning")
        case InputKind.ITEMS:
            return _made_validation(None, None, ("Các mục cách nhau bằng dấu chấm phẩy (;).", ""), "stop")
        case _:
            return _made_validation("custom", _is_number(first), _number_words(cell), "stop")


def _made_validation(kind: Any, formula: str | None, said: tuple[str, str], style: Any) -> Any:
    """Return a validation that says how to fill in, and why something is refused."""
    made: Any = DataValidation(type=kind, formula1=formula, allow_blank=True, errorStyle=style)
    made.promptTitle, made.prompt, made.showInputMessage = "Cách ghi", said[0], True
    if said[1]:
        made.errorTitle, made.error, made.showErrorMessage = "Xem lại ô này", said[1], True
    return made


def _number_words(cell: Input) -> tuple[str, str]:
    """Return how a number is typed, and what is said of one that cannot be right."""
    bounds = bounds_text(cell.low, cell.high)
    if cell.kind is InputKind.WHOLE:
        prompt = f"Số nguyên {bounds}".strip() + ". Gõ liền các chữ số: 3781."
        return prompt, f"{prompt} Số lẻ như 3,781 thường là 3781 gõ nhầm."
    sign = ", không ghi dấu %" if cell.measure == _PERCENT else ""
    prompt = f"Chỉ ghi số{sign}; {bounds}".strip("; ")
    return f"{prompt}.", f"{prompt}; tối đa {count_text(cell.places)} chữ số thập phân."


def _is_number(first: Placed) -> str:
    """Return the formula that holds for what may be typed: texts are read when the form comes back."""
    place = first.place
    return f"OR(ISTEXT({place}),AND(ISNUMBER({place}),{','.join(_conditions(first))}))"


def _conditions(first: Placed) -> Iterator[str]:
    place, cell = first.place, first.cell
    yield f"ROUND({place},{cell.places})={place}"
    if cell.low is not None:
        yield f"{place}>={exact_text(cell.low)}"
    if cell.high is not None:
        yield f"{place}<={exact_text(cell.high)}"


def _is_day(place: str) -> str:
    """Return the formula that holds for a day as people write it; an error in it counts as false."""
    first, second = f'FIND("/",{place})', f'FIND("/",{place},4)'
    day = f"VALUE(LEFT({place},{first}-1))<=31"
    month = f"VALUE(MID({place},{first}+1,{second}-{first}-1))<=12"
    return f"AND({day},{month},VALUE(MID({place},{second}+1,9))>=1900)"


def add_colours(worksheet: Any, placed: Sequence[Placed], last: str) -> None:
    """Add what turns a cell orange: what is likely a slip, and what lacks its reason or its result.

    In the column `last` stand the last figures.
    """
    for first, cells in _groups(placed, _number_key):
        _add_colour(worksheet, cells, _is_odd_number(first, last))
    for first, cells in _groups(placed, lambda each: each.cell.kind.is_number or None):
        _add_colour(worksheet, cells, _is_no_number(first))
    by_row: dict[int, dict[str, Placed]] = {}
    for each in placed:
        by_row.setdefault(each.row, {})[each.column] = each
    for column, beside, formula in _ASKED_BESIDE:
        rows = [cells for cells in by_row.values() if column in cells and beside in cells]
        if rows:
            own, other = rows[0][column], rows[0][beside]
            _add_colour(worksheet, [cells[column] for cells in rows], formula(own.place, other))


def _add_colour(worksheet: Any, cells: Sequence[Placed], formula: str) -> None:
    rule: Any = Rule
    worksheet.conditional_formatting.add(
        ranges_of(cells), rule(type="expression", dxf=_ORANGE, formula=[formula])
    )


def _number_key(each: Placed) -> Hashable | None:
    cell = each.cell
    if not cell.kind.is_number:
        return None
    return cell.low, cell.high, cell.places, cell.measure == _PERCENT, cell.jump


def _is_odd_number(first: Placed, last: str) -> str:
    """Return the formula that holds for a number that is likely a slip."""
    place, cell = first.place, first.cell
    odd = [f"NOT(AND({','.join(_conditions(first))}))"]
    if cell.measure == _PERCENT:
        odd.append(f"AND({place}>0,{place}<=1)")  # Excel makes 0,999 of a '99,9%' that is typed
    if cell.jump and last:
        before, jump = f"{last}{first.row}", exact_text(cell.jump)
        far = f"OR({place}>{before}*{jump},{place}*{jump}<{before})"
        odd.append(f"IF(ISNUMBER({before}),AND({before}>0,{far}),FALSE)")
    return f"AND(ISNUMBER({place}),OR({','.join(odd)}))"


def _is_no_number(first: Placed) -> str:
    """Return the formula that holds for a text that does not begin with a word before a number."""
    place = first.place
    words = f'FIND("|"&LEFT(LOWER({place}),{_BEGINNING})&"|","|{"|".join(_BEGINNINGS)}|")'
    return f'AND(ISTEXT({place}),ISERROR({words}),ISERROR(FIND(LEFT({place},1),"{_SIGNS}")))'


def _lacks_reason(place: str, state: Placed) -> str:
    words = ",".join(f'${state.letter}{state.row}="{word}"' for word in _NEEDS_REASON)
    return f'AND({place}="",OR({words}))'


def _is_second_answer(place: str, value: Placed) -> str:
    return f'AND({place}<>"",${value.letter}{value.row}<>"")'


def _lacks_result(place: str, state: Placed) -> str:
    done = next((word for word, said in state.cell.choices.items() if said == Progress.DONE.value), "")
    return f'AND({place}="",${state.letter}{state.row}="{_doubled(done)}")'


def _doubled(text: str) -> str:
    """Return a text as a formula has it between quotation marks."""
    return text.replace('"', '""')


_ASKED_BESIDE: Final = (
    ("ly_do", "trang_thai", _lacks_reason),
    ("trang_thai", "gia_tri", _is_second_answer),
    ("ket_qua", "tien_do", _lacks_result),
)
"""Columns whose cells turn orange by what stands in another of their row."""
