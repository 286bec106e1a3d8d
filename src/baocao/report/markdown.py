"""An outline as Markdown for a merge request: the long part folded, never longer than a comment."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.report.markdown_text import code_markdown, plain_html, plain_markdown
from baocao.report.outline import (
    Change,
    Each,
    Edited,
    Fact,
    Item,
    Move,
    Node,
    Outline,
    Section,
    Tone,
    alike_text,
    count_left,
    edited_label,
    key_of,
    nodes_in_order,
    some_names,
)
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.sentences import Edit, Mark, marked_pieces, shortened_pieces

LONGEST: Final = 60_000
"""Platforms cut comments that are longer than about 65 000 letters."""
_LONGEST_PART: Final = 15_000
_MOST_NAMES: Final = 5
_SIGNS: Final = {Mark.KEPT: "", Mark.REMOVED: "~~", Mark.ADDED: "**"}
_MARKS: Final = {Tone.TITLE: ("### ", ""), Tone.NOTICE: ("**", "**"), Tone.REMARK: ("_", "_")}


class Folding(NamedTuple):
    """How much of a section is seen: `opened` items at once, `folded` more where the reader opens them.

    Where not `parted`, a list that is longer than what is seen at once is folded whole. `number` counts in
    the heading, unless it is None; `name` is what the section is called here.
    """

    opened: int = 0
    folded: int = 100
    parted: bool = True
    number: Callable[[int], str] | None = count_text
    name: str = ""


class Comment(NamedTuple):
    """What comments of a command do: foldings of sections by key, their order, what to type to see all."""

    foldings: Mapping[str, Folding] = MappingProxyType({})
    order: Sequence[str] = ()
    command: str = ""


def outline_markdown(outline: Outline, comment: Comment) -> str:
    """Return the outline as a comment; a part that would make it too long is left out and counted."""
    lines: list[str] = []
    size = left = 0
    for part in _Page(comment).outline_parts(outline):
        text = "\n".join([*part, ""])
        # A shorter part that comes later may still have room.
        if size + len(text.encode()) > LONGEST:
            left += 1
            continue
        size += len(text.encode())
        lines.append(text)
    if left:
        lines.append(f"_{left} phần dài đã lược bớt; chạy `{comment.command}` để xem hết._\n")
    return "\n".join(lines)


class _Page:
    def __init__(self, comment: Comment) -> None:
        self._comment = comment

    def outline_parts(self, outline: Outline) -> Iterator[list[str]]:
        """Yield what is kept or left out as one."""
        told = (node for node in outline.nodes if not isinstance(node, Fact) or node.words)
        # Neighbours of one key are told as one.
        for _, nodes in groupby(nodes_in_order(told, self._comment.order), key=key_of):
            every = list(nodes)
            sections = [node for node in every if isinstance(node, Section)]
            yield from self._section_parts(sections) if sections else ()
            for node in every:
                yield from self._node_parts(node)

    def _node_parts(self, node: Node) -> Iterator[list[str]]:
        match node:
            case Fact(words, tone=tone, label=label) if words and tone is not Tone.HINT:
                before, behind = _MARKS.get(tone, ("", ""))
                labelled = label and tone in {Tone.LEAD, Tone.PLAIN}
                lead = f"**{plain_markdown(label)}:** " if labelled else ""
                yield [f"{lead}{before}{plain_markdown(words)}{behind}", *_under_lines(node.under)]
            case Each(_, outlines):
                for inner in outlines:
                    yield from self.outline_parts(inner)

    def _section_parts(self, sections: Sequence[Section]) -> Iterator[list[str]]:
        """Yield a section, or the parts of it where something stands out."""
        last = sections[-1]
        if last.number is None and not last.name:
            yield from filter(None, [[*_item_lines(last.told)]])
        elif last.number is None:
            yield self._headed_part(last)
        elif not last.name:
            yield from [[f"_{plain_markdown(last.brief)}_"]] if last.items else []
        elif any(section.told for section in sections):
            yield from self._list_parts(sections)

    def _headed_part(self, section: Section) -> list[str]:
        """Return a list whose heading says what there is to say; without items that is all."""
        aside = ["", f"_{section.aside}_"] if section.aside else []
        return (
            self._folded_part(section.name, [*_item_lines(section.told), *aside])
            if section.items
            else [plain_markdown(section.name)]
        )

    def _list_parts(self, sections: Sequence[Section]) -> Iterator[list[str]]:
        """Yield what is seen at once, of what stands out if anything does, and the rest folded."""
        told = [section for section in sections if section.told]
        first, last = told[0], sections[-1]
        folding = self._comment.foldings.get(last.key, Folding())
        name = folding.name or last.name
        is_seen = folding.parted or first is not last or len(first.told) <= folding.opened
        seen = first.told[: folding.opened] if is_seen else ()
        left = sum(len(section.told) for section in told) - len(seen)
        if seen:
            title = _numbered_title(name if first is last else first.name, len(first.told), folding)
            unseen = count_left(first.told, len(seen)) if first is last else left
            rest = () if folding.folded else _rest_lines(unseen, last.counted)
            yield [f"**{title}**", "", *_item_lines(seen), *rest]
        if left and folding.folded:
            title = _numbered_title(f"{name} khác" if seen else name, left, folding)
            others = chain(first.told[len(seen) :], *(section.told for section in told[1:]))
            hidden = list(islice(others, folding.folded))
            yield self._folded_part(
                title, [*_item_lines(hidden), *_left_out_lines(last, left - folding.folded)]
            )

    def _folded_part(self, name: str, lines: Iterable[str]) -> list[str]:
        """Return what is shown only when it is asked for, as much of it as a comment can hold."""
        shown: list[str] = []
        room = _LONGEST_PART
        for line in lines:
            room -= len(line.encode())
            if room < 0:
                shown += ["", f"_Phần còn lại quá dài; chạy `{self._comment.command}` để xem hết._"]
                break
            shown.append(line)
        return ["<details>", f"<summary>{plain_html(name)}</summary>", "", *shown, "", "</details>"]


def _numbered_title(name: str, number: int, folding: Folding) -> str:
    return f"{name} ({folding.number(number)})" if folding.number else name


def _left_out_lines(section: Section, left: int) -> Sequence[str]:
    """Return the lines that count what is not even folded, and whose it is."""
    if left <= 0 or not section.units:
        return _rest_lines(left, "thay đổi")
    units = some_names(section.units, _MOST_NAMES)
    return [f"Và {count_text(left)} {section.counted} khác ({plain_markdown(units)})."]


def _rest_lines(left: int, counted: str) -> Sequence[str]:
    return ["", f"_… và {count_text(left)} {counted} khác._"] if left > 0 else ()


def _item_lines(items: Sequence[Item]) -> Iterator[str]:
    """Yield the lines of items, changes as a table."""
    if items and isinstance(items[0].words, Change):
        yield from _change_table([item.words for item in items if isinstance(item.words, Change)])
        return
    for item in items:
        yield from _lines_of_item(item)


def _lines_of_item(item: Item) -> Iterator[str]:
    match item.words:
        case Edited() as text:
            yield from (f"_{plain_markdown(edited_label(text))}_", "")
            yield from (f"- {_edit_markdown(edit)}" for edit in text.edits[: text.most])
            left = len(text.edits) - (text.most or len(text.edits))
            yield from [f"- _… và {count_text(left)} câu khác_"] if left > 0 else []
            yield ""
        case Diagnostic() as diagnostic:
            place, message = code_markdown(str(diagnostic.place)), plain_markdown(diagnostic.message)
            yield f"- {place} {diagnostic.code}: {message}"
        case Move(kind, who, where, what, how):
            yield f"- {plain_markdown(f'{kind}: {who.name}, {where}: {what} ({how})')}"
        case words:
            yield f"- {plain_markdown(str(words))}"
            yield from (f"  {line}" for line in _under_lines(item.under))


def _under_lines(under: Iterable[str]) -> Iterator[str]:
    """Yield lines that belong to another, as a list."""
    return (f"- {plain_markdown(line.strip())}" for line in under)


def _change_table(changes: Sequence[Change]) -> Iterator[str]:
    whose = ("| Đơn vị ", "| --- ") if changes[0].who else ("", "")
    yield f"{whose[0]}| Chỉ tiêu | Cũ | Mới | Thay đổi | Ghi chú |"
    yield f"{whose[1]}| --- | ---: | ---: | ---: | --- |"
    for change in changes:
        by = " ".join(filter(None, (change.by, f"({change.share})" if change.share else "")))
        who = (change.who.name,) if change.who else ()
        yield _table_row((*who, change.what, change.old, change.new, by, "; ".join(change.notes)))


def _table_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(plain_markdown(cell) for cell in cells)} |"


def _edit_markdown(edit: Edit) -> str:
    if edit.moved:
        return f"{plain_markdown(edit.moved)}: {plain_markdown(edit.new)}"
    alike = alike_text(edit)
    if not edit.old or not edit.new:
        return f"{'thêm' if edit.new else 'bỏ'}: {plain_markdown(edit.new or edit.old)}{alike}"
    pieces = shortened_pieces(marked_pieces(edit))
    return f"{''.join(_piece_markdown(mark, text) for mark, text in pieces)}{alike}"


def _piece_markdown(mark: Mark, text: str) -> str:
    """Return a piece in its marks; spaces at its ends stand outside, as Markdown wants it."""
    sign, inner = _SIGNS[mark], text.strip()
    if not sign or not inner:
        return plain_markdown(text)
    match = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL)
    before, after = (match[1], match[3]) if match else ("", "")
    return f"{before}{sign}{plain_markdown(inner)}{sign}{after}"
