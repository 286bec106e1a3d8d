"""An outline as HTML, semantic and without looks: it opens in place, and nothing in it acts.

What is told is what a terminal tells. Long lists are folded, not cut; where a page would grow too long for
that, `most` says how much it holds, and the rest is counted as everywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from baocao.model.diagnostic import Diagnostic
from baocao.model.unit import Unit
from baocao.report.html_text import html_element, joined_html
from baocao.report.outline import (
    Change,
    Count,
    Counts,
    Each,
    Edited,
    Fact,
    Item,
    Legend,
    Move,
    Names,
    Node,
    Outline,
    Row,
    Section,
    Tone,
    alike_text,
    count_left,
    edited_label,
    moves_together,
    some_names,
)
from baocao.report.terminal import EVERYTHING
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.sentences import Edit, Mark, marked_pieces, shortened_pieces
from baocao.vietnamese.text import lower_first

_MOST_NAMES: Final = 200
"""So many units are named where one thing happened in many: all of a province, of a country not all."""
_NOT_FOLDED: Final = 5
"""So few more than what is seen at once are seen, too: to open them would be more to read."""
_SEARCHED: Final = 15
"""Above a table of more rows the page has a box to search in them."""
_LOWEST: Final = 6
"""HTML has no heading below this level."""
_NUMBERS: Final = ("Cũ", "Mới", "Thay đổi", "Tỷ lệ", "Số đơn vị")
"""Titles of columns of numbers, which stand at the right and are sorted by how much they are."""
_CHANGES: Final = (*_NUMBERS[:4], "Ghi chú")
_BAR: Final = 100
"""How wide a bar is, in its own measure."""


class Reading(NamedTuple):
    """How an outline stands in a page: under headings from `level` on.

    Of a list `opened` items are seen at once and `most` are in the page; `elsewhere` says where the others
    are. `address` leads from the key of a figure to where the page tells how it came about, `home` from the
    id of a unit to where it tells of that; without them nothing does.
    """

    level: int = 2
    opened: int = 15
    most: int = EVERYTHING
    elsewhere: str = ""
    address: Callable[[str], str] | None = None
    home: Callable[[str], str] | None = None


def outline_html(outline: Outline, reading: Reading | None = None) -> Markup:
    """Return the outline as elements that stand in a page."""
    return _Page(reading or Reading(), _bar_names(outline)).outline_part(outline)


def diagnostic_html(diagnostic: Diagnostic) -> Markup:
    """Return what a terminal tells of a diagnostic, but for the line of its source."""
    place = [html_element("code", str(diagnostic.place)), " "] if diagnostic.place else []
    lead = html_element("b", f"{diagnostic.code} {diagnostic.severity.value}:")
    return joined_html([*place, lead, " ", diagnostic.message, *_details_of(diagnostic)])


def _details_of(diagnostic: Diagnostic) -> Iterator[Markup]:
    yield html_element("p", f"→ {diagnostic.advice}")
    for label, other in diagnostic.related:
        yield html_element("p", f"({label}: ", html_element("code", str(other)), ")")
    if diagnostic.rule:
        yield html_element("p", "Quy tắc: ", html_element("code", diagnostic.rule.id))
    if diagnostic.basis:
        yield html_element("p", f"Căn cứ: {diagnostic.basis}")


class _Page:
    def __init__(self, reading: Reading, bar_names: Sequence[str]) -> None:
        self._reading = reading
        self._level = reading.level
        self._bar_names = bar_names

    def outline_part(self, outline: Outline) -> Markup:
        return joined_html(part for node in outline.nodes for part in self._node_parts(node))

    def _node_parts(self, node: Node) -> Iterator[Markup]:
        match node:
            case Fact():
                yield from self._fact_parts(node)
            case Section():
                yield from self._section_parts(node)
            case Each(_, outlines):
                yield from map(self._inner_part, outlines)
            case Names(label, names):
                lead = html_element("b", f"{label} ({count_text(len(names))}):")
                yield html_element("p", lead, f" {'; '.join(names)}.")
            case Counts():
                yield _counts_table(node, self._bar_names)
            case Legend(parts):
                signs = (
                    html_element("span", part, attributes={"class": f"phan-{number}"})
                    for number, part in enumerate(parts, 1)
                )
                yield html_element("p", Markup(" ").join(signs), attributes={"class": "legend"})

    def _inner_part(self, outline: Outline) -> Markup:
        """Return one of several results, under its own heading if it has one."""
        headed = any(isinstance(node, Fact) and _is_heading(node) for node in outline.nodes)
        inner = self._reading._replace(level=self._level + 1 if headed else self._level)
        return _Page(inner, self._bar_names).outline_part(outline)

    def _heading(self, words: str, below: int = 0) -> Markup:
        return html_element(f"h{min(self._level + below, _LOWEST)}", words)

    def _fact_parts(self, fact: Fact) -> Iterator[Markup]:
        # What else can be typed is of no use to who has no terminal.
        if not fact.words or fact.tone is Tone.HINT:
            return
        if fact.tone is Tone.TITLE:
            yield self._heading(fact.words)
        elif fact.tone is Tone.NOTICE:
            yield html_element("p", html_element("strong", fact.words))
        elif _is_heading(fact):
            yield self._heading(fact.label)
            yield html_element("p", fact.words)
        else:
            label = [html_element("b", f"{fact.label}:"), " "] if fact.label else []
            yield html_element("p", *label, fact.words)
        yield from _under_list(fact.under)

    def _section_parts(self, section: Section) -> Iterator[Markup]:
        if not section.told and (section.number is not None or not section.name):
            return
        if section.name and not section.told:
            yield from (
                html_element("p", said) for said in (section.name, section.brief, section.aside) if said
            )
            return
        inside = joined_html(self._inside_parts(section))
        yield html_element("section", inside) if section.name else inside

    def _inside_parts(self, section: Section) -> Iterator[Markup]:
        if section.name:
            many = "" if section.number is None else f" ({count_text(section.number)}{section.of})"
            yield self._heading(f"{section.name}{many}", 1)
        if section.brief:
            yield html_element("p", section.brief)
        else:
            yield from self._list_parts(section)
        if section.aside:
            yield html_element("p", section.aside)

    def _list_parts(self, section: Section) -> Iterator[Markup]:
        """Yield what is seen at once, then the rest folded, then how many there are besides."""
        told = section.told[: self._reading.most] if section.counted else section.told
        if told and isinstance(told[0].words, Move):
            # Counted by what is alike: a sentence tells of many units.
            yield from _moves_tables([item.words for item in section.told if isinstance(item.words, Move)])
            return
        opened = self._reading.opened if section.counted else len(told)
        opened = opened if len(told) > opened + _NOT_FOLDED else len(told)
        yield self._items_part(told[:opened], section.name)
        if left := count_left(told, opened):
            words = f"{count_text(left)} {section.counted} khác"
            rest = self._items_part(told[opened:], f"{section.name}, {words}")
            yield html_element("details", html_element("summary", words), rest)
        if left := count_left(section.told, len(told)):
            yield html_element(
                "p", f"… và {count_text(left)} {section.counted} khác{self._reading.elsewhere}."
            )

    def _items_part(self, told: Sequence[Item], caption: str) -> Markup:
        """Return the items as their kind wants it: the first one tells which it is."""
        match told[0].words:
            case Change(who):
                titles = (*(["Đơn vị"] if who else []), "Chỉ tiêu", *_CHANGES)
                return html_table(caption, titles, map(self._change_row, told), headed=True)
            case Row():
                return html_table(caption, (), (_words_row(item.words) for item in told), headed=True)
            case _:
                return html_element("ul", *(html_element("li", self._item_part(item)) for item in told))

    def _change_row(self, item: Item) -> Markup:
        change = item.words
        if not isinstance(change, Change):
            return Markup()
        who = [_heading_cell(self._unit_part(change.who))] if change.who else []
        what = html_element("td", change.what) if change.who else _heading_cell(change.what)
        numbers = [change.old, self._traced_part(change.new, item.key), change.by, change.share]
        # Words that are no numbers are read, not compared.
        looks = {"class": "number"} if change.is_number else None
        cells = (html_element("td", number, attributes=looks if number else None) for number in numbers)
        return html_element("tr", *who, what, *cells, html_element("td", "; ".join(change.notes)))

    def _traced_part(self, words: str, key: str) -> str:
        """Return words that lead to where their figure comes from, if it is known."""
        if not key or not words or self._reading.address is None:
            return words
        return html_element("a", words, attributes={"href": self._reading.address(key)})

    def _unit_part(self, unit: Unit) -> str:
        """Return the name of a unit, which leads to what the page tells of it."""
        if self._reading.home is None:
            return unit.name
        return html_element("a", unit.name, attributes={"href": self._reading.home(unit.id)})

    def _item_part(self, item: Item) -> Markup:
        match item.words:
            case Edited() as text:
                return joined_html((html_element("b", edited_label(text)), edits_list(text.edits)))
            case Diagnostic() as diagnostic:
                return diagnostic_html(diagnostic)
            case words:
                said = self._traced_part(item.named or str(words), item.key)
                return joined_html((said, *_under_list(item.under)))


def html_table(
    caption: str, titles: Sequence[str], rows: Iterable[Markup], *, headed: bool = False
) -> Markup:
    """Return a table of rows that are made already; wide ones scroll in a region of their own.

    The caption of one that is `headed` says what stands above it: only who does not see that needs it.
    """
    heads = (html_element("th", title, attributes=_column_looks(title)) for title in titles)
    head = [html_element("thead", html_element("tr", *heads))] if titles else []
    body = list(rows)
    looks = {"class": "sortable cards"} if titles else None
    if looks and len(body) > _SEARCHED:
        looks["data-filter"] = f"Tìm {lower_first(titles[0])}"
    said = html_element("caption", caption, attributes={"class": "unseen"} if headed else None)
    inside = (said, *head, html_element("tbody", *body))
    table = html_element("table", *inside, attributes=looks)
    region = {"class": "scroll", "role": "region", "aria-label": caption, "tabindex": "0"}
    return html_element("div", table, attributes=region)


def _column_looks(title: str) -> dict[str, str]:
    return {"scope": "col", **({"class": "number"} if title in _NUMBERS else {})}


def edits_list(edits: Iterable[Edit]) -> Markup:
    """Return sentences that changed, what went and what came marked in them."""
    return html_element("ul", *(html_element("li", *_edit_parts(edit)) for edit in edits))


def _edit_parts(edit: Edit) -> Iterator[str]:
    """Yield the pieces of a sentence; one that only came or went says so in words, too."""
    if edit.moved:
        yield from (html_element("i", f"{edit.moved}:"), " ", edit.new)
        return
    if not (edit.old and edit.new):
        yield from (html_element("i", "thêm:" if edit.new else "bỏ:"), " ")
    for mark, text in shortened_pieces(marked_pieces(edit)):
        yield _MARKED[mark](text)
    yield alike_text(edit)


_MARKED: Final[dict[Mark, Callable[[str], str]]] = {
    Mark.KEPT: lambda text: text,
    Mark.REMOVED: lambda text: html_element("del", text),
    Mark.ADDED: lambda text: html_element("ins", text),
}


def _is_heading(fact: Fact) -> bool:
    return fact.tone is Tone.LEAD and bool(fact.label)


def _under_list(under: Sequence[str]) -> Iterator[Markup]:
    """Yield lines that belong to another, as a list."""
    if under:
        yield html_element("ul", *(html_element("li", line.strip()) for line in under))


def _heading_cell(words: str) -> Markup:
    return html_element("th", words, attributes={"scope": "row"})


def _words_row(words: object) -> Markup:
    cells = words.cells if isinstance(words, Row) else (str(words),)
    return html_element("tr", _heading_cell(cells[0]), *(html_element("td", cell) for cell in cells[1:]))


def _moves_tables(told: Sequence[Move]) -> Iterator[Markup]:
    """Yield a table of each thing that became of tasks; one that many units share is told once."""
    for heading, alike in moves_together(told):
        yield html_table(heading, ("Nhiệm vụ", "Tiến độ", "Số đơn vị", "Đơn vị"), map(_moves_row, alike))


def _moves_row(alike: Sequence[Move]) -> Markup:
    first, names = alike[0], some_names([move.who for move in alike], _MOST_NAMES)
    number = html_element("td", count_text(len(alike)), attributes={"class": "number"})
    what = _heading_cell(f"{first.where}: {first.what}")
    return html_element("tr", what, html_element("td", first.how), number, html_element("td", names))


def _bar_names(outline: Outline) -> Sequence[str]:
    """Return what the parts of the bars are called, wherever in the outline it is said."""
    return next((node.parts for node in outline.nodes if isinstance(node, Legend)), ())


def _counts_table(counts: Counts, names: Sequence[str]) -> Markup:
    titles = ("Nhóm đơn vị", "Tỷ lệ", *counts.titles)
    rows = (_count_row(row, len(titles), names) for row in counts.rows)
    return html_table("Tình hình báo cáo", titles, rows)


def _count_row(row: Count, width: int, names: Sequence[str]) -> Markup:
    if not row.parts:
        return html_element("tr", html_element("th", row.label, attributes={"colspan": str(width)}))
    share = html_element("td", row.share, " ", _bar_picture(row.parts, names))
    numbers = (
        html_element("td", count_text(number), attributes={"class": "number"}) for number in row.numbers
    )
    return html_element("tr", _heading_cell(row.label), share, *numbers)


def _bar_picture(parts: Sequence[int], names: Sequence[str]) -> Markup:
    """Return a bar that says in words what its parts are."""
    total, start, drawn = sum(parts) or 1, 0.0, []
    for number, part in enumerate(parts, 1):
        width = part * _BAR / total
        place = {"class": f"phan-{number}", "x": f"{start:.2f}", "width": f"{width:.2f}", "height": "10"}
        drawn += [html_element("rect", attributes=place)] if part else []
        start += width
    said = "; ".join(f"{name}: {count_text(part)}" for name, part in zip(names, parts, strict=False))
    looks = {"class": "bar", "viewBox": f"0 0 {_BAR} 10", "role": "img", "aria-label": said}
    return html_element("svg", *drawn, attributes=looks)
