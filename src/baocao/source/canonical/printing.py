"""From parts to text."""

from collections.abc import Iterable, Mapping
from typing import Final

from baocao.source.canonical.blocks import BLOCKS, STEP
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.parts import BLANK, Group, Item, Part, Text
from baocao.source.canonical.quoting import is_bare, is_unseen, written_figure, written_key, written_text

WIDTH: Final = 120
"""The columns into which brackets over several lines must fit to be put on one."""
_GAP: Final = 2
"""The least spaces before a comment at the end of a line."""


def print_file(root: Group, layout: Layout) -> str:
    """Return the canonical text of a file; `layout` knows the order of its keys."""
    lines: list[str] = []
    if root.items:
        _write_comments(_without_blank(_take_head(root.items[0])), "", lines)
    items = _in_order(root.items, layout.order)
    # Only where something moved: a file that is in order keeps its blank lines as they are.
    if items is not root.items:
        _part_sections(items)
    _write_entries(items, 0, layout, lines)
    _write_comments(root.tail, "", lines)
    return "\n".join([*lines, ""])


def print_entry(item: Item, indent: int, layout: Layout) -> list[str]:
    """Return the lines of one entry of a mapping that is laid out so."""
    lines: list[str] = []
    # Comments are written in any case: before the first entry of a group blank lines alone are left out.
    _write_entries([item], indent, layout, lines)
    return lines


def print_items(items: Iterable[Item], indent: int, layout: Layout) -> list[str]:
    """Return the lines of items of a list that is laid out so."""
    lines: list[str] = []
    _write_list(items, indent, layout, lines)
    return lines


def _take_head(first: Item) -> list[str]:
    """Take from the first item the comments on the whole file, which stay at the top.

    These are all before the last blank line, or all if there is none.
    """
    ends = [number for number, comment in enumerate(first.lead, start=1) if comment == BLANK]
    end = ends[-1] if ends else len(first.lead)
    head, first.lead = first.lead[:end], first.lead[end:]
    return head


def _part_sections(items: Iterable[Item]) -> None:
    """Put a blank line before sections that were moved away from theirs."""
    for item in items:
        value = item.value
        if isinstance(value, Group) and not value.is_flow and item.lead[:1] != [BLANK]:
            item.lead.insert(0, BLANK)


def _in_order(items: list[Item], order: Mapping[str, int]) -> list[Item]:
    """Return the items with the known keys in order; the others stay where they are."""
    if not order:
        return items
    known = [item for item in items if item.key and item.key.text in order]
    right = sorted(known, key=lambda item: order[item.key.text] if item.key else 0)
    if right == known:
        return items
    following = iter(right)
    return [next(following) if item.key and item.key.text in order else item for item in items]


def _write_entries(items: Iterable[Item], indent: int, layout: Layout, lines: list[str]) -> None:
    """Write the entries of a mapping, one below the other."""
    prefix, quotes = " " * indent, layout.quotes_keys
    start = len(lines)
    for item in items:
        if item.lead:
            _write_comments(item.lead if len(lines) > start else _without_blank(item.lead), prefix, lines)
        value, name = item.value, item.key
        assert name is not None  # noqa: S101 - of a mapping
        shown = (
            name.text
            if is_bare(name) and not quotes
            else written_key(name, in_flow=False, in_quotes=quotes)
        )
        if isinstance(value, Text) and value.text and not item.note and is_bare(value):
            lines.append(f"{prefix}{shown}: {value.text}")  # nearly all lines
        else:
            _write_value(item, f"{prefix}{shown}:", indent, layout.of(name.text), lines)


def _write_list(items: Iterable[Item], indent: int, layout: Layout, lines: list[str]) -> None:
    """Write the items of a list, each behind a dash."""
    prefix, inner = " " * indent, layout.of("")
    start = len(lines)
    for item in items:
        value = item.value
        # Behind a dash there is no room for a comment of the first key: it moves above the dash.
        below = isinstance(value, Group) and _one_line(value, indent + STEP, inner) is None
        first = _first_item(value, inner) if below and isinstance(value, Group) else None
        lead = [*item.lead, *_take_comments(first)] if first else item.lead
        if below and item.note:
            lead = [*lead, item.note]
        if lead:
            _write_comments(lead if len(lines) > start else _without_blank(lead), prefix, lines)
        if below and isinstance(value, Group):
            # Written as if it stood alone, then the dash takes the place of the first line's indentation.
            dash = len(lines)
            _write_group(value, indent + STEP, inner, lines)
            lines[dash] = f"{prefix}- {lines[dash][indent + STEP :]}"
        else:
            _write_value(item, f"{prefix}-", indent, inner, lines)


def _first_item(group: Group, layout: Layout) -> Item | None:
    items = _in_order(group.items, layout.order)
    return items[0] if items else None


def _take_comments(item: Item) -> list[str]:
    """Take the comments of an item that comes to stand behind a dash."""
    lead, item.lead = [comment for comment in item.lead if comment != BLANK], []
    return lead


def _without_blank(lead: list[str]) -> list[str]:
    start = next((number for number, comment in enumerate(lead) if comment != BLANK), len(lead))
    return lead[start:]


def _write_group(group: Group, indent: int, layout: Layout, lines: list[str]) -> None:
    start = len(lines)
    if group.is_mapping:
        _write_entries(_in_order(group.items, layout.order), indent, layout, lines)
    else:
        _write_list(group.items, indent, layout, lines)
    if group.tail and len(lines) > start:
        _write_comments(group.tail, " " * indent, lines)


def _write_value(item: Item, begun: str, indent: int, layout: Layout, lines: list[str]) -> None:
    """Write what follows a key or a dash, and the comment at the end of the line."""
    value = item.value
    if isinstance(value, Text):
        header, body = _block_of(value)
        if header:
            lines.append(_with_note(f"{begun} {header}", item, indent))
            margin = " " * (indent + STEP)
            lines += [f"{margin}{line}" if line else "" for line in body]
            return
        text = _scalar_text(value, layout, in_flow=False)
        lines.append(_with_note(f"{begun} {text}" if text else begun, item, indent))
        return
    shown = _one_line(value, len(begun) + 1, layout)
    if shown is not None:
        if value.tail:
            _write_comments([comment for comment in value.tail if comment], " " * indent, lines)
        lines.append(_with_note(f"{begun} {shown}", item, indent))
        return
    lines.append(_with_note(begun, item, indent))
    _write_group(value, indent + STEP, layout, lines)


def _with_note(line: str, item: Item, indent: int) -> str:
    """Add the comment at the end of the line, in its old column if that leaves a gap."""
    if not item.note:
        return line
    gap = max(_GAP, indent + item.at - len(line))
    return f"{line}{' ' * gap}{item.note}"


def _write_comments(lead: Iterable[str], prefix: str, lines: list[str]) -> None:
    """Write comments and blank lines, never two blank ones in a row."""
    for comment in lead:
        if comment != BLANK:
            lines.append(f"{prefix}{comment}")
        elif lines[-1:] != [BLANK]:
            lines.append(BLANK)


def _block_of(text: Text) -> tuple[str, list[str]]:
    """Return header and lines of a text that is written as a block; no header for others."""
    if text.style in BLOCKS:
        return text.header, text.lines
    lines = text.text.removesuffix("\n").split("\n")
    # A block cannot hold what only an escape can show, nor an empty first or last line safely.
    if "\n" not in text.text or not (lines[0] and lines[-1]) or any(map(is_unseen, lines)):
        return "", []
    if lines[0].startswith(" ") or any(line != line.rstrip() for line in lines):
        return "", []
    return "|" if text.text.endswith("\n") else "|-", lines


def _scalar_text(text: Text, layout: Layout, *, in_flow: bool) -> str:
    if layout.is_figure and text.style:
        return written_figure(text, in_flow=in_flow)
    return written_text(text, in_flow=in_flow)


def _one_line(group: Group, column: int, layout: Layout) -> str | None:
    """Return a group in brackets, or None if it has to be written one item a line.

    What stands on one line stays there, however long: a row of a register is a line of a diff.
    """
    if not group.items:
        return "{}" if group.is_mapping else "[]"
    if not group.is_flow or (group.is_open and group.has_comments):
        return None
    shown = _in_brackets(group, layout)
    return None if group.is_open and column + len(shown) > WIDTH else shown


def _in_brackets(group: Group, layout: Layout) -> str:
    if not group.is_mapping:
        inner = layout.of("")
        return f"[{', '.join(_inline_text(item.value, inner) for item in group.items)}]"
    entries = []
    for item in _in_order(group.items, layout.order):
        assert item.key is not None  # noqa: S101 - of a mapping
        name = item.key.text
        shown = written_key(item.key, in_flow=True, in_quotes=layout.quotes_keys)
        entries.append(f"{shown}: {_inline_text(item.value, layout.of(name))}" if item.colon else shown)
    return f"{{{', '.join(entries)}}}"


def _inline_text(value: Part, layout: Layout) -> str:
    if isinstance(value, Text):
        return _scalar_text(value, layout, in_flow=True)
    return _in_brackets(value, layout)
