"""What changed, as Markdown for a merge request: the long part folded, never longer than a comment."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from baocao.features.diff.records import Comparison, Differences, FigureChange, TextChange, TotalChange
from baocao.features.diff.words import (
    NO_CHANGE,
    change_text,
    count,
    definition_text,
    directive_text,
    figure_text,
    names,
    notes,
    period_title,
    relative_text,
    shortened,
    sides_text,
    summary,
    task_text,
    title,
    total_notes,
    unit_lines,
    weighed,
)
from baocao.report.markdown_text import code, in_html, plain
from baocao.vietnamese.sentences import Edit, Mark, marked
from baocao.vietnamese.text import sentence_case

MOST: Final = 10
"""How many changes of one kind stand in the open."""
MOST_FOLDED: Final = 100
"""How many of one kind are told at all."""
LONGEST: Final = 60_000
"""Platforms cut comments that are longer than about 65 000 letters."""
_LONGEST_PART: Final = 15_000
_SIGNS: Final = {Mark.KEPT: "", Mark.REMOVED: "~~", Mark.ADDED: "**"}


def diff_markdown(differences: Differences) -> str:
    """Return what changed, as a comment for a merge request."""
    lines: list[str] = []
    size = left = 0
    for part in _parts(differences):
        text = "\n".join([*part, ""])
        if size + len(text.encode()) > LONGEST:
            left += 1
            continue
        size += len(text.encode())
        lines.append(text)
    if left:
        lines.append(f"_{left} phần dài đã lược bớt; chạy `baocao diff` để xem hết._\n")
    return "\n".join(lines)


def _parts(found: Differences) -> Iterator[list[str]]:
    yield [f"### {plain(title(found))}"]
    if found.notice:
        yield [f"**{plain(found.notice)}**"]
    yield from ([f"_{plain(remark)}_"] for remark in found.remarks)
    if found.problems:
        told = [f"{code(str(each.place))} {each.code}: {plain(each.message)}" for each in found.problems]
        yield [f"**Dữ liệu có lỗi ({len(told)})**", "", *_list(told[:MOST]), *_rest(len(told), MOST)]
    if found.is_empty and not found.remarks:
        yield [NO_CHANGE]
    for comparison in found.comparisons:
        yield from _comparison(comparison)
    if found.definitions:
        told = [plain(definition_text(each)) for each in found.definitions]
        yield _folded(
            f"Định nghĩa ({len(told)})", [*_list(told[:MOST_FOLDED]), *_rest(len(told), MOST_FOLDED)]
        )


def _comparison(found: Comparison) -> Iterator[list[str]]:
    heading = f"**{plain(sentence_case(period_title(found)))}:** " if found.old == found.new else ""
    yield [f"{heading}{plain(summary(found))}"]
    if found.units:
        yield ["**Đơn vị**", "", *_list(map(plain, unit_lines(found)))[:MOST]]
    yield from _figures(found.figures)
    yield from _tasks(found)
    for directive in found.directives:
        totals, coverage = weighed(directive)
        name = directive_text(directive)
        more = ["", f"_{coverage}_"] if coverage else []
        yield _folded(name, [*_total_table(totals), *more]) if directive.totals else [plain(name)]
    yield from _texts(found.texts)
    if found.facts:
        told = [
            plain(f"{each.unit.name}, {each.part}: {sides_text(each.old, each.new)}")
            for each in found.facts
        ]
        listed = [*_list(told[:MOST_FOLDED]), *_rest(len(told), MOST_FOLDED)]
        yield _folded(f"Văn bản dẫn chiếu, phát hành, nội dung khác ({len(told)})", listed)
    if found.reranked:
        units = len({each.unit.id for each in found.reranked})
        yield [
            f"_Chỉ đổi hạng vì đơn vị khác thay đổi: {count(len(found.reranked))} hạng của {units} đơn vị._"
        ]


def _figures(found: Sequence[FigureChange]) -> Iterator[list[str]]:
    """Yield the unusual changes in the open, the rest folded."""
    if not found:
        return
    outliers = [each for each in found if each.is_outlier]
    shown = outliers[:MOST] if outliers else found[:MOST] if len(found) <= MOST else []
    hidden = (
        [each for each in found if each not in shown]
        if len(found) <= MOST_FOLDED * 2
        else found[len(shown) :]
    )
    if shown:
        name = "Khác thường" if outliers else "Số liệu"
        total = len(outliers) if outliers else len(found)
        yield [f"**{name} ({count(total)})**", "", *_figure_table(shown)]
    if hidden:
        rows = [*_figure_table(hidden[:MOST_FOLDED]), *_rest(len(hidden), MOST_FOLDED)]
        yield _folded(f"{'Số liệu khác' if shown else 'Số liệu'} ({count(len(hidden))})", rows)


def _figure_table(found: Iterable[FigureChange]) -> list[str]:
    head = [
        "| Đơn vị | Chỉ tiêu | Cũ | Mới | Thay đổi | Ghi chú |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    rows = ((each.unit.name, each.indicator.name, *_cells(each), "; ".join(_said(each))) for each in found)
    return [*head, *map(_row, rows)]


def _said(each: FigureChange) -> list[str]:
    return [note for note in notes(each) if note != "khác thường"]


def _total_table(found: Iterable[TotalChange]) -> list[str]:
    head = ["| Chỉ tiêu | Cũ | Mới | Thay đổi | Ghi chú |", "| --- | ---: | ---: | ---: | --- |"]
    return [
        *head,
        *(_row((each.indicator.name, *_cells(each), "; ".join(total_notes(each)))) for each in found),
    ]


def _cells(each: FigureChange | TotalChange) -> tuple[str, str, str]:
    change = " ".join(filter(None, (change_text(each.change, each.indicator), _share(each))))
    return figure_text(each.old), figure_text(each.new), change


def _share(each: FigureChange | TotalChange) -> str:
    found = relative_text(each.relative)
    return f"({found})" if found else ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"


def _tasks(found: Comparison) -> Iterator[list[str]]:
    if not found.tasks:
        return
    told = [
        plain(
            f"{sentence_case(each.move.value)}: {each.unit.name}, {each.directive.id}, nhiệm vụ "
            f"{each.task.number}: {each.task.name} ({task_text(each, found.statuses)})"
        )
        for each in found.tasks
    ]
    yield [f"**Nhiệm vụ ({len(told)})**", "", *_list(told[:MOST])]
    if len(told) > MOST:
        rest = [*_list(told[MOST:MOST_FOLDED]), *_rest(len(told), MOST_FOLDED)]
        yield _folded(f"Nhiệm vụ khác ({len(told) - MOST})", rest)


def _texts(found: Sequence[TextChange]) -> Iterator[list[str]]:
    if not found:
        return
    lines: list[str] = []
    for each in found[:MOST_FOLDED]:
        lines += [f"_{plain(each.unit.name)}, {plain(each.part)}_", ""]
        lines += [*_list(map(_edit, each.changed.edits)), ""]
    if len(found) > MOST_FOLDED:
        units = names({each.unit.id: each.unit for each in found}.values())
        lines += [f"Và {count(len(found) - MOST_FOLDED)} đoạn khác ({plain(units)})."]
    yield _folded(f"Lời văn ({count(len(found))} đoạn)", lines)


def _edit(edit: Edit) -> str:
    if not edit.old or not edit.new:
        return f"{'thêm' if edit.new else 'bỏ'}: {plain(edit.new or edit.old)}"
    return "".join(_piece(mark, text) for mark, text in shortened(marked(edit)))


def _piece(mark: Mark, text: str) -> str:
    """Return a piece in its marks; spaces at its ends stand outside, as Markdown wants it."""
    sign, inner = _SIGNS[mark], text.strip()
    if not sign or not inner:
        return plain(text)
    found = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL)
    before, after = (found[1], found[3]) if found else ("", "")
    return f"{before}{sign}{plain(inner)}{sign}{after}"


def _list(told: Iterable[str]) -> list[str]:
    return [f"- {text}" for text in told]


def _rest(number: int, most: int) -> list[str]:
    return ["", f"_… và {count(number - most)} thay đổi khác._"] if number > most else []


def _folded(name: str, lines: Iterable[str]) -> list[str]:
    """Return what is shown only when it is asked for, as much of it as a comment can hold."""
    found: list[str] = []
    room = _LONGEST_PART
    for line in lines:
        room -= len(line.encode())
        if room < 0:
            found += ["", "_Phần còn lại quá dài; chạy `baocao diff` để xem hết._"]
            break
        found.append(line)
    return ["<details>", f"<summary>{in_html(name)}</summary>", "", *found, "", "</details>"]
