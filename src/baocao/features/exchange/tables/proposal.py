"""The mapping that is proposed for a table: a file for a person to go through, line by line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.features.exchange.tables.column_lines import QUOTED, ColumnProposer, Line
from baocao.features.exchange.tables.finding import Layout
from baocao.features.exchange.tables.indicator_names import (
    IndicatorNames,
)
from baocao.features.exchange.tables.kinds_of_lines import (
    is_group_name,
    is_number_text,
    is_numbering,
    is_sum_name,
)
from baocao.features.exchange.tables.mapping_file import headings_digest
from baocao.features.exchange.tables.members import Field
from baocao.features.exchange.tables.sureness import Match, Sureness
from baocao.features.exchange.tables.table_files import Chosen
from baocao.features.exchange.tables.unit_names import UnitNames, cleaned_name
from baocao.model.table_mapping import TABLE_MAPPING_SHAPE, UNDECIDED, Along
from baocao.model.unit import Unit
from baocao.source.canonical.layout import shape_layout
from baocao.source.canonical.making import block_comments, line_comment, made_entry, made_mapping
from baocao.source.canonical.parts import BLANK, Group, Item, Text
from baocao.source.canonical.printing import print_file

_MOST_NAMES: Final = 10_000
_LONGEST_NAME: Final = 100


class Proposal(NamedTuple):
    """A proposed mapping: its text and lines, how many names need none, and which units are not there."""

    text: str
    columns: tuple[Line, ...]
    units: tuple[Line, ...]
    certain: int
    missing: tuple[str, ...]


def propose_mapping(
    chosen: Chosen, indicators: IndicatorNames, field: Field, head: Iterable[str]
) -> Proposal:
    """Return a mapping of which nothing is confirmed."""
    layout = chosen.layout
    columns = tuple(ColumnProposer(layout, indicators, field.known).all_lines())
    units, certain, missing = _unit_lines(layout, field)
    text = _mapping_text(chosen, (columns, tuple(units)), head)
    return Proposal(text, columns, tuple(units), certain, tuple(missing))


def _unit_lines(layout: Layout, field: Field) -> tuple[list[Line], int, list[str]]:
    """Return a line for every name that is not as in the registry, how many are, and who is not there."""
    asked, every = field.names(), UnitNames(field.every.values())
    lines: dict[str, Line] = {}
    found: set[str] = set()
    certain = 0
    for name, is_other in _names_of_units(layout):
        match = _unit_match(name, asked, every)
        if is_other and not match.is_clear:
            continue
        found.update({match.meant} if match.meant else ())
        if match.sureness is Sureness.SAME:
            certain += match.meant in field.asked
        else:
            lines.setdefault(cleaned_name(name), _unit_line(cleaned_name(name), match, field.every))
    missing = [unit.name for unit in field.asked.values() if unit.id not in found]
    return list(lines.values())[:_MOST_NAMES], certain, missing


def _names_of_units(layout: Layout) -> Iterator[tuple[str, bool]]:
    """Yield the names of lines with figures, and whether they look like those of groups and sums."""
    view = layout.view
    header = {tuple(view.text(line, lane) for lane in view.by_line.get(line, ())) for line in layout.header}
    for line in layout.unit_lines():
        texts = tuple(view.text(line, lane) for lane in view.by_line[line])
        name, before = view.text(line, layout.names), view.texts_before(line, layout.names)
        if (
            0 < len(name) <= _LONGEST_NAME
            and len(texts) > len(before)
            and not (is_numbering(texts) or texts in header)
        ):
            is_other = is_sum_name(name) or any(map(is_group_name, before))
            # Who signs stands below the table, with no figure beside.
            yield name, is_other or not any(map(is_number_text, texts[len(before) :]))


def _unit_match(name: str, asked: UnitNames, every: UnitNames) -> Match:
    """Return what a name stands for, those that are asked before all others."""
    match = asked.match(name)
    if match.is_clear or match.others:
        return match
    match = every.match(name)
    if match.is_clear or match.others:
        return match
    return Match(Sureness.DOUBTFUL, others=asked.nearest(name))


def _unit_line(name: str, match: Match, units: Mapping[str, Unit]) -> Line:
    if match.meant:
        return Line(name, Text(match.meant, ""), match.sureness, (units[match.meant].name,))
    if match.others:
        others = (f"{unit} ({units[unit].name})" for unit in match.others)
        notes = ("chưa chắc, chọn một hoặc ghi bo_qua:", *others)
        return Line(name, Text(UNDECIDED, QUOTED), Sureness.DOUBTFUL, notes)
    note = "không thấy đơn vị nào giống; ghi mã đơn vị hoặc bo_qua"
    return Line(name, Text(UNDECIDED, QUOTED), Sureness.UNKNOWN, (note,))


def _mapping_text(chosen: Chosen, lines: tuple[Sequence[Line], Sequence[Line]], head: Iterable[str]) -> str:
    """Return the file: what must be confirmed at its top, then headings, then names of units."""
    layout, (columns, units) = chosen.layout, lines
    view = layout.view
    notes = block_comments(*head, *_seen_words(layout))
    entries = [
        made_entry("da_duyet", Text("khong", ""), [*notes, BLANK]),
        made_entry("dau_tieu_de", Text(headings_digest(view.along, layout.headings), QUOTED)),
    ]
    if not chosen.is_only:
        entries.append(made_entry("trang", Text(view.grid.name, QUOTED)))
    entries.append(made_entry("chi_tieu", _lines_part(columns), [BLANK]))
    if units:
        entries.append(made_entry("don_vi", _lines_part(units), [BLANK]))
    return print_file(made_mapping(entries), shape_layout(TABLE_MAPPING_SHAPE))


def _seen_words(layout: Layout) -> Iterator[str]:
    """Yield where the program sees what, for the person who confirms it."""
    view = layout.view
    axis = "hàng" if view.along is Along.ROWS else "cột"
    header = ", ".join(view.line_words(line) for line in layout.header)
    yield (
        f"Thấy: mỗi đơn vị một {axis}; tiêu đề ở {header}; tên đơn vị ở {view.lane_words(layout.names)}. "
        "Nếu thấy sai, ghi thêm don_vi_theo, tieu_de, ten_don_vi rồi chạy lại --de-xuat."
    )


def _lines_part(lines: Iterable[Line]) -> Group:
    return made_mapping(map(_line_item, lines))


def _line_item(line: Line) -> Item:
    item = Item(Text(line.key, QUOTED), 0)
    item.value = line.value
    if len(line.notes) == 1:
        item.note = line_comment(line.notes[0])
    elif line.notes:
        item.lead = [
            line_comment(note if not number else f"  {note}") for number, note in enumerate(line.notes)
        ]
    return item
