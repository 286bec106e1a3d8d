"""An outline as Markdown for a merge request: the long part folded, never longer than a comment."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.report.markdown_text import code, in_html, plain
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
    in_order,
    key_of,
    some_names,
)
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.sentences import Edit, Mark, marked, shortened

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
    for part in _Page(comment).parts(outline):
        text = "\n".join([*part, ""])
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

    def parts(self, outline: Outline) -> Iterator[list[str]]:
        """Yield what is kept or left out as one."""
        told = (node for node in outline.nodes if not isinstance(node, Fact) or node.words)
        for _, nodes in groupby(in_order(told, self._comment.order), key=key_of):
            every = list(nodes)
            sections = [node for node in every if isinstance(node, Section)]
            yield from self._sections(sections) if sections else ()
            for node in every:
                yield from self._node(node)

    def _node(self, node: Node) -> Iterator[list[str]]:
        match node:
            case Fact(words, tone=tone, label=label) if words and tone is not Tone.HINT:
                before, behind = _MARKS.get(tone, ("", ""))
                lead = f"**{plain(label)}:** " if tone is Tone.LEAD and label else ""
                yield [f"{lead}{before}{plain(words)}{behind}"]
            case Each(_, outlines):
                for each in outlines:
                    yield from self.parts(each)

    def _sections(self, sections: Sequence[Section]) -> Iterator[list[str]]:
        """Yield a section, or the parts of it where something stands out."""
        last = sections[-1]
        if last.number is None:
            yield self._headed(last)
        elif not last.name:
            yield from [[f"_{plain(last.brief)}_"]] if last.items else []
        elif any(each.told for each in sections):
            yield from self._list(sections)

    def _headed(self, found: Section) -> list[str]:
        """Return a list whose heading says what there is to say; without items that is all."""
        aside = ["", f"_{found.aside}_"] if found.aside else []
        return self._fold(found.name, [*_body(found.told), *aside]) if found.items else [plain(found.name)]

    def _list(self, sections: Sequence[Section]) -> Iterator[list[str]]:
        """Yield what is seen at once, of what stands out if anything does, and the rest folded."""
        told = [each for each in sections if each.told]
        first, last = told[0], sections[-1]
        folding = self._comment.foldings.get(last.key, Folding())
        name = folding.name or last.name
        is_seen = folding.parted or first is not last or len(first.told) <= folding.opened
        seen = first.told[: folding.opened] if is_seen else ()
        left = sum(len(each.told) for each in told) - len(seen)
        if seen:
            title = _numbered(name if first is last else first.name, len(first.told), folding)
            rest = _rest(left) if folding.number and not folding.folded else ()
            yield [f"**{title}**", "", *_body(seen), *rest]
        if left and folding.folded:
            title = _numbered(f"{name} khác" if seen else name, left, folding)
            others = chain(first.told[len(seen) :], *(each.told for each in told[1:]))
            hidden = list(islice(others, folding.folded))
            yield self._fold(title, [*_body(hidden), *_left(last, left - folding.folded)])

    def _fold(self, name: str, lines: Iterable[str]) -> list[str]:
        """Return what is shown only when it is asked for, as much of it as a comment can hold."""
        found: list[str] = []
        room = _LONGEST_PART
        for line in lines:
            room -= len(line.encode())
            if room < 0:
                found += ["", f"_Phần còn lại quá dài; chạy `{self._comment.command}` để xem hết._"]
                break
            found.append(line)
        return ["<details>", f"<summary>{in_html(name)}</summary>", "", *found, "", "</details>"]


def _numbered(name: str, number: int, folding: Folding) -> str:
    return f"{name} ({folding.number(number)})" if folding.number else name


def _left(found: Section, left: int) -> Sequence[str]:
    """Return the lines that count what is not even folded, and whose it is."""
    if left <= 0 or not found.units:
        return _rest(left)
    units = some_names(found.units, _MOST_NAMES)
    return [f"Và {count_text(left)} {found.counted} khác ({plain(units)})."]


def _rest(left: int) -> Sequence[str]:
    return ["", f"_… và {count_text(left)} thay đổi khác._"] if left > 0 else ()


def _body(items: Sequence[Item]) -> Iterator[str]:
    """Yield the lines of items, changes as a table."""
    if items and isinstance(items[0].words, Change):
        yield from _table([item.words for item in items if isinstance(item.words, Change)])
        return
    for item in items:
        yield from _lines(item)


def _lines(item: Item) -> Iterator[str]:
    match item.words:
        case Edited(who, what, edits):
            yield from (f"_{plain(who.name)}, {plain(what)}_", "")
            yield from (f"- {_edit(edit)}" for edit in edits)
            yield ""
        case Diagnostic() as found:
            yield f"- {code(str(found.place))} {found.code}: {plain(found.message)}"
        case Move(kind, who, where, what, how):
            yield f"- {plain(f'{kind}: {who.name}, {where}: {what} ({how})')}"
        case words:
            yield f"- {plain(str(words))}"


def _table(found: Sequence[Change]) -> Iterator[str]:
    whose = ("| Đơn vị ", "| --- ") if found[0].who else ("", "")
    yield f"{whose[0]}| Chỉ tiêu | Cũ | Mới | Thay đổi | Ghi chú |"
    yield f"{whose[1]}| --- | ---: | ---: | ---: | --- |"
    for each in found:
        by = " ".join(filter(None, (each.by, f"({each.share})" if each.share else "")))
        who = (each.who.name,) if each.who else ()
        yield _row((*who, each.what, each.old, each.new, by, "; ".join(each.notes)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"


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
