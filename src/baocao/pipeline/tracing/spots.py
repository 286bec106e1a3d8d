"""Where figures are printed in the outputs of a build: found by cell, by text, or by figure."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from baocao.foreign.faults import SHEET as XLSX
from baocao.foreign.faults import WORD as DOCX
from baocao.foreign.faults import UnreadableError
from baocao.foreign.packages import Package, read_package
from baocao.foreign.worksheets import cell_position, cell_reference
from baocao.model.printed import LEFT_OUT, RANK, TARGET, UNITS, CellPlace, FigureKey, WordPlace
from baocao.pipeline.print_map import NAME, FileMap, PrintMap, read_map_or_why
from baocao.pipeline.tracing.printed_text import DAMAGED, SheetText, WordText
from baocao.pipeline.tracing.records import Spot
from baocao.pipeline.tracing.stands import chart_stands, chart_where, group_of_label, whole_pattern
from baocao.source.file_names import legible_name
from baocao.source.files import is_there
from baocao.vietnamese.text import name_hint

WORD: Final = ".docx"
SHEET_SUFFIX: Final = ".xlsx"
_NO_BRACKETS: Final = str.maketrans("", "", "[]")
_MOST_TEXT: Final = 500
"""Characters of a cell among which a figure is looked for."""
_LONGEST: Final = 50
"""Characters of a text that messages repeat."""
_NEAREST: Final = 3
"""How many figures are named near a cell that has none."""
CHANGED: Final = "tệp đã thay đổi từ khi lập"


class SpotError(Exception):
    """A printed place cannot be traced; the message says why, in Vietnamese."""


class Output(NamedTuple):
    """A file of a build that is as the build made it, and its part of the map."""

    path: Path
    data: bytes
    figures: FileMap
    map: PrintMap


def open_output(path: Path) -> Output:
    """Return a file of a build with its map; raises SpotError."""
    if path.suffix.lower() not in {WORD, SHEET_SUFFIX}:
        raise SpotError(f"'{path.name}' không phải tệp DOCX hay XLSX.")
    if not path.is_file():
        known = (
            [legible_name(neighbour.name) for neighbour in path.parent.glob("*.*")]
            if path.parent.is_dir()
            else []
        )
        raise SpotError(f"Không có tệp '{path}'.{name_hint(path.name, known)}")
    print_map, fault = read_map_or_why(path.parent)
    if print_map is None:
        why = f" ({fault.reason})" if fault else ""
        raise SpotError(
            f"Không có bản đồ truy vết {NAME} dùng được cạnh '{path}'{why}. Chỉ truy được tệp nằm nguyên "
            "trong thư mục kết quả của baocao build (out/<kỳ>); lập lại bằng baocao build --ky KỲ."
        )
    if path.name not in print_map.files:
        raise SpotError(
            f"Bản đồ truy vết không có tệp '{path.name}'; tệp không phải do lần lập này làm ra."
            f"{name_hint(path.name, print_map.files)}"
        )
    data = _package_data(path)
    file = print_map.files[path.name]
    # One edited cell may have moved every other: then no place of the map is certain.
    if sha256(data).hexdigest() != file.sha256:
        raise SpotError(
            f"'{path.name}' không còn như khi lập (đã sửa, hỏng, hoặc thuộc lần lập khác; sai mã băm), "
            "nên không biết chắc số nào đứng ở đâu. "
            f"Lập lại bằng baocao build --ky {print_map.period}, hoặc truy theo mã: "
            f"baocao trace {print_map.period} MÃ_CHỈ_TIÊU."
        )
    return Output(path, data, file, print_map)


def _package_data(path: Path) -> bytes:
    try:
        return read_package(path, XLSX if path.suffix.lower() == SHEET_SUFFIX else DOCX)
    except UnreadableError as error:
        raise SpotError(f"Không đọc được '{path}'. {error.message} {error.advice}") from None


def asked_spots(output: Output, text: str) -> tuple[Spot, ...]:
    """Return the figures that stand beside words; raises SpotError, saying what stands there instead."""
    if output.path.suffix.lower() == SHEET_SUFFIX:
        book = SheetText(output.data)
        return _matching_spots(tuple(_sheet_spots(output, book)), text, _filled_cells(book))
    spots = tuple(_word_spots(output.figures, output.data, None))
    return _matching_spots(spots, text, WordText(output.data).paragraphs)


def unreadable_output(output: Output, error: UnreadableError | None) -> SpotError:
    """Return why what stands in a file cannot be told."""
    if error is None:
        return SpotError(
            f"Nội dung của '{output.path.name}' không có những chỗ mà bản đồ truy vết {NAME} nêu."
        )
    return SpotError(f"Không đọc được nội dung của '{output.path.name}'. {error.message} {error.advice}")


def cell_asked_for(book: SheetText, text: str) -> tuple[str, int, int] | None:
    """Return the cell that a text names, the first of joined ones; None for words. Raises SpotError."""
    sheet, mark, cell = text.rpartition("!")
    sheet = sheet.strip().strip("'")
    try:
        row, column = cell_position(cell.strip())
    except ValueError:
        if mark and sheet in book.names:
            raise SpotError(f"'{cell}' không phải một ô; ghi như '{sheet}!D17'.") from None
        return None
    if not sheet and len(book.names) == 1:
        sheet = book.names[0]
    if sheet not in book.names:
        names = "; ".join(book.names)
        what = (
            f"Không có trang tính '{sheet}'.{name_hint(sheet, book.names)}"
            if sheet
            else "Cần ghi cả trang tính."
        )
        raise SpotError(f"{what} Các trang: {names}. Ghi như '{book.names[0]}!D17'.")
    return sheet, *book.anchor_cell(sheet, row, column)


def missing_figure(output: Output, book: SheetText, at: tuple[str, int, int]) -> SpotError:
    """Return that a cell has no number, saying what stands there and what is near."""
    sheet, row, column = at
    places = [place for place in output.figures.cell_places() if place.sheet == sheet]
    stands = book.shown_texts(sheet).get((row, column), "")
    what = f"có '{shortened_text(stands)}', không phải số liệu" if stands else "để trống"
    near = sorted(places, key=lambda place: abs(place.row - row) + abs(place.column - column))[:_NEAREST]
    named = "; ".join(_named_spot(_sheet_spot(output.figures, place, book)) for place in near)
    return SpotError(
        f"Ô {sheet}!{cell_reference(row, column)} {what}. "
        + (f"Số liệu gần nhất: {named}." if near else "Trang này không có số liệu nào.")
    )


def _matching_spots(spots: Sequence[Spot], wanted: str, texts: Sequence[str]) -> tuple[Spot, ...]:
    """Return the figures that say the text, else those that stand beside it."""
    pattern = whole_pattern(wanted)
    saying = [spot for spot in spots if pattern.search(spot.text)]
    beside = [spot for spot in spots if pattern.search(spot.around.translate(_NO_BRACKETS))]
    for spots_found in (saying, beside) if wanted.strip() else ():
        if spots_found:
            return tuple(spots_found)
    held = [text for text in texts if wanted.strip() and pattern.search(text)]
    if not held:
        raise SpotError(f"Không thấy '{wanted}' trong tệp.")
    index = texts.index(held[0])
    near = sorted(spots, key=lambda spot: abs(_index_of_spot(texts, spot) - index))[:_NEAREST]
    raise SpotError(
        f"'{wanted}' có trong tệp (\"{shortened_text(held[0])}\") nhưng không phải là số liệu: "
        "chữ của mẫu hoặc lời văn của đơn vị. "
        + (
            f"Số liệu gần nhất: {'; '.join(map(_named_spot, near))}."
            if near
            else "Tệp không có số liệu nào."
        )
    )


def _index_of_spot(texts: Sequence[str], spot: Spot) -> int:
    return next((index for index, text in enumerate(texts) if spot.text and spot.text in text), len(texts))


def _named_spot(spot: Spot) -> str:
    name = spot.key.indicator if isinstance(spot.key, FigureKey) else ""
    return f"{spot.place} = {shortened_text(spot.text)} ({name})"


def shortened_text(text: str) -> str:
    """Return a text that is not too long for a message."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _filled_cells(book: SheetText) -> list[str]:
    return [text for name in book.names for text in book.shown_texts(name).values()]


def other_spots(
    folder: Path, print_map: PrintMap, figures: Sequence[FigureKey], skip: Spot | None
) -> Iterator[Spot]:
    """Yield every place of the build where any of `figures` is printed, but `skip`."""
    keys = [
        key._replace(aspect=aspect) for key in figures for aspect in ("", RANK, UNITS, LEFT_OUT, TARGET)
    ]
    for name, file in sorted(print_map.files.items()):
        if not file.has_any(keys):
            continue
        for spot in _spots_in_file(folder / name, file, keys):
            if skip is None or (spot.file, spot.place) != (skip.file, skip.place):
                yield spot


def _spots_in_file(path: Path, file: FileMap, keys: Sequence[FigureKey]) -> Iterator[Spot]:
    """Yield the places of figures in one file; words are read only where it is as the build made it."""
    if not is_there(path):
        return
    try:
        data = read_package(path)
    except UnreadableError:
        yield Spot(path.name, CHANGED)
        return
    if sha256(data).hexdigest() != file.sha256:
        yield Spot(path.name, CHANGED)
    elif path.suffix.lower() == SHEET_SUFFIX:
        yield from (_sheet_spot(file, place, None) for place in file.cell_places(keys))
    else:
        try:
            yield from _word_spots(file, data, keys)
        except DAMAGED:
            yield Spot(path.name, CHANGED)


def _word_spots(file: FileMap, data: bytes, keys: Sequence[FigureKey] | None) -> Iterator[Spot]:
    text = WordText(data)
    for word in file.word_places(keys):
        yield _word_spot(file, word, text)
    for cell in file.cell_places(keys):
        printed, row = (part[:_MOST_TEXT] for part in text.cell_at(cell))
        place = table_place(text, int(cell.sheet), cell.row, cell.column)
        around = f"{row}: [{printed}]" if row else ""
        yield Spot(file.name, place, printed, around, cell.figure)
    yield from _chart_spots(file, data, keys)


def _chart_spots(file: FileMap, data: bytes, keys: Sequence[FigureKey] | None) -> Iterator[Spot]:
    """Yield the figures that labels of charts say, each with the group beside whose bar it stands."""
    places = list(file.chart_places(keys))
    stands = list(chart_stands(Package(data))) if places else []
    texts = {stand.where: stand.text for stand in stands}
    for place in places:
        where = chart_where(*place[:4])
        printed = texts[where][place.start : place.end]
        group = group_of_label(stands, where)
        around = f"{group}: [{printed}]" if group else ""
        yield Spot(file.name, f"biểu đồ {place.chart}", printed, around, place.figure)


def _word_spot(file: FileMap, place: WordPlace, text: WordText) -> Spot:
    printed, words = text.word_at(place)
    where = text_place(text, place.paragraph, place.start)
    return Spot(file.name, where, printed, words, place.figure)


def text_place(text: WordText, paragraph: int, start: int) -> str:
    """Return in words where characters of a paragraph stand."""
    section = shortened_text(text.section_of(paragraph))
    under = f"mục '{section}', " if section else ""
    return f"{under}đoạn {paragraph + 1}, ký tự {start + 1}"


def table_place(text: WordText, table: int, row: int, column: int) -> str:
    """Return in words where a cell of a document stands."""
    return f"bảng {text.table_number(table)}, hàng {row + 1}, cột {column + 1}"


def _sheet_spots(output: Output, book: SheetText) -> Iterator[Spot]:
    return (_sheet_spot(output.figures, place, book) for place in output.figures.cell_places())


def _sheet_spot(file: FileMap, place: CellPlace, book: SheetText | None) -> Spot:
    where = f"{place.sheet}!{cell_reference(place.row, place.column)}"
    text = around = ""
    if book is not None:
        sheet = str(place.sheet)
        text = book.shown_texts(sheet).get((place.row, place.column), "")[:_MOST_TEXT]
        row = book.row_title(sheet, place.row, place.column)[:_MOST_TEXT]
        around = f"{row}: [{text}]" if row else ""
    return Spot(file.name, where, text, around, place.figure)
