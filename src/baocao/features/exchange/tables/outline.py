"""What becomes of a table, told once: units, problems at cells, figures that are replaced."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from baocao.features.exchange.tables.column_lines import Line
from baocao.features.exchange.tables.drafting import Drafted
from baocao.features.exchange.tables.read_records import Finding
from baocao.features.exchange.tables.records import Judged, NewFigure, Outcome, UnitResult
from baocao.features.exchange.tables.sureness import Sureness
from baocao.figures.shown import IN_COMPARISON, figure_text
from baocao.model.figure import OwnFigure
from baocao.model.indicator import Indicator
from baocao.model.submission import Entry
from baocao.model.table_mapping import SKIPPED, UNDECIDED
from baocao.model.unit import Unit
from baocao.report.outline import Change, Fact, Item, Names, Node, Outline, Section, Tone
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import sentence_case

_VERSION: Final = 1
_OPEN: Final = "phải chọn"
_LINE_KINDS: Final = ("trùng khớp", "gần đúng", _OPEN, "bỏ qua")


def judged_outline(judged: Judged, *, trial: bool) -> Outline:
    """Return what becomes of a table, or would become of it in a trial."""
    return Outline(tuple(_judged_nodes(judged, trial=trial)))


def _judged_nodes(judged: Judged, *, trial: bool) -> Iterator[Node]:
    yield Fact(key="version", value=_VERSION)
    yield Fact(key="period", value=judged.period.id)
    title = f"{'Xem trước việc nhập' if trial else 'Nhập'} bảng {judged.table.name}, kỳ {judged.period.id}"
    yield Fact(title, "table", judged.table.name, tone=Tone.TITLE)
    yield Fact(key="dry_run", value=trial)
    yield Fact(_counted_units(judged), "units", [_unit_data(each) for each in judged.units])
    yield _findings_section("errors", "Chưa nhập được", judged, is_error=True)
    yield _findings_section("warnings", "Cần xem lại", judged, is_error=False)
    yield _replaced_section(judged)
    yield from _aside_nodes(judged)


def _counted_units(judged: Judged) -> str:
    """Return 'nhập 10 đơn vị (45 số liệu mới, 3 thay số đang có); không đổi 1; còn lỗi 1.'."""
    imported = judged.units_that(Outcome.IMPORTED)
    replaced = sum(each.replaced for each in imported)
    new = sum(len(each.figures) for each in imported) - replaced
    parts = [
        f"{outcome.value} {count_text(count)} đơn vị"
        for outcome in Outcome
        if (count := len(judged.units_that(outcome)))
    ]
    counted = f"{count_text(new)} số liệu mới, {count_text(replaced)} thay số đang có"
    if imported:
        parts[0] = f"{parts[0]} ({counted})"
    return f"{sentence_case('; '.join(parts) or 'không có đơn vị nào')}."


def _unit_data(result: UnitResult) -> dict[str, object]:
    return {
        "unit": result.unit.id,
        "outcome": result.outcome.name.lower(),
        "figures": len(result.figures),
        "replaced": result.replaced,
        "new_file": result.is_new,
    }


def _findings_section(key: str, name: str, judged: Judged, *, is_error: bool) -> Section:
    """Return the problems that keep units from being imported, or those that do not."""
    units = {each.unit.id: each.unit for each in judged.units}
    found = [finding for finding in judged.findings if finding.is_error is is_error]
    items = [_finding_item(finding, units.get(finding.unit or "")) for finding in found]
    return Section(key, name, items, items, len(items), counted="chỗ")


def _finding_item(finding: Finding, unit: Unit | None) -> Item:
    told = finding.diagnostic
    owner = f" ({unit.name})" if unit else ""
    words = f"{finding.where}{owner}: {told.code} {told.severity.value}: {told.message} → {finding.advice}"
    data = {
        "where": finding.where,
        "unit": finding.unit,
        "code": told.code,
        "message": told.message,
        "advice": finding.advice,
    }
    return Item(words, data)


def _replaced_section(judged: Judged) -> Section:
    """Return the figures that are another one than the reports have now."""
    changed = [
        (result.unit, figure)
        for result in judged.units_that(Outcome.IMPORTED)
        for figure in result.figures
        if figure.before is not None
    ]
    items = [
        Item(_change_of(unit, figure), {"unit": unit.id, "key": figure.indicator.id})
        for unit, figure in changed
    ]
    return Section("replaced", "Thay số đang có", items, items, len(items), counted="số liệu")


def _change_of(unit: Unit, figure: NewFigure) -> Change:
    before = _entry_text(figure.indicator, figure.before)
    after = _entry_text(figure.indicator, figure.after)
    return Change(unit, figure.indicator.name, before, after, notes=(f"ô {figure.where}",))


def _entry_text(indicator: Indicator, entry: Entry | None) -> str:
    return figure_text(OwnFigure(indicator, entry), IN_COMPARISON) if entry else ""


def _aside_nodes(judged: Judged) -> Iterator[Node]:
    """Yield what the table lacks, what was left out, and which reports are new."""
    new = tuple(each.unit.name for each in judged.units_that(Outcome.IMPORTED) if each.is_new)
    lists = (
        ("Đơn vị phải báo cáo mà bảng không có", judged.missing),
        ("Bỏ qua theo ánh xạ", judged.skipped),
        ("Lập tệp báo cáo mới của kỳ (như baocao new)", new),
    )
    for label, names in lists:
        if names:
            yield Fact(gap=True)
            yield Names(label, names)
    if judged.remark:
        yield Fact(judged.remark, "remark", judged.remark, gap=True)
    if judged.rounded:
        count = count_text(judged.rounded)
        yield Fact(f"{count} số do công thức tính ra được làm tròn theo số lẻ của chỉ tiêu.", gap=True)


def drafted_outline(drafted: Drafted) -> Outline:
    """Return what was proposed, the lines first at which a person has to look."""
    return Outline(tuple(_drafted_nodes(drafted)))


def _drafted_nodes(drafted: Drafted) -> Iterator[Node]:
    proposal = drafted.proposal
    if drafted.kept:
        yield Fact(f"Ánh xạ {drafted.path} vẫn đúng với bảng; không sửa gì.", "mapping", str(drafted.path))
        return
    done = "cập nhật" if drafted.was_there else "đề xuất"
    yield Fact(f"Đã {done} ánh xạ {drafted.path}; chưa nhập gì.", "mapping", str(drafted.path))
    new = " mới" if drafted.was_there else ""
    yield Fact(f"Chỉ tiêu{new}: {_counted_lines(proposal.columns) or 'không có'}.")
    same = f"{count_text(proposal.certain)} tên trùng danh mục"
    yield Fact(f"Đơn vị{new}: {', '.join(filter(None, (same, _counted_lines(proposal.units))))}.")
    yield from _open_sections(proposal.columns, proposal.units)
    if drafted.remark:
        yield Fact(drafted.remark, gap=True)
    if proposal.missing:
        yield Fact(gap=True)
        yield Names("Đơn vị phải báo cáo mà chưa thấy trong bảng", proposal.missing)


def _counted_lines(lines: Iterable[Line]) -> str:
    """Return '3 trùng khớp, 1 gần đúng, 2 phải chọn, 4 bỏ qua'."""
    counts = Counter(map(_line_kind, lines))
    return ", ".join(f"{count_text(counts[kind])} {kind}" for kind in _LINE_KINDS if counts[kind])


def _line_kind(line: Line) -> str:
    text = getattr(line.value, "text", "")
    if text == UNDECIDED:
        return _OPEN
    if text == SKIPPED:
        return "bỏ qua"
    return "gần đúng" if line.sureness is Sureness.ALIKE else "trùng khớp"


def _open_sections(columns: Iterable[Line], units: Iterable[Line]) -> Iterator[Section]:
    for key, name, lines in (("columns", "Tiêu đề phải chọn", columns), ("units", "Tên phải chọn", units)):
        items = [Item(_open_words(line)) for line in lines if _line_kind(line) == _OPEN]
        yield Section(key, name, items, items, len(items), counted="dòng")


def _open_words(line: Line) -> str:
    notes = [note for note in line.notes if not note.endswith(":")]
    return f"'{line.key}': {'; '.join(notes)}"
