"""Writing what is accepted as missing into a submission without touching anything else of it."""

from collections.abc import Iterator
from typing import Final

from baocao.model.acceptance import ACCEPTED_SHAPE, LACKING_SHAPE, Accepted
from baocao.model.workspace import SourceFile
from baocao.source.canonical.parts import Text
from baocao.source.canonical.quoting import written_text
from baocao.source.editing import (
    Tree,
    bytes_as_stored,
    end_of_entry,
    end_of_header,
    is_in_brackets,
    plain_tree,
)
from baocao.source.nodes import Mapping, is_unwritten
from baocao.source.parsing import parse_source
from baocao.vietnamese.dates import iso_date

KEY: Final = "chap_nhan_thieu"
_ISSUE: Final = "phat_hanh"
_STEP: Final = "  "
_BARE: Final = frozenset({"ky", "ngay"})
"""What people write without quotes."""


def with_accepted(source: SourceFile, directive: str, accepted: Accepted) -> SourceFile | None:
    """Return the submission with the record of one directive, new or in the place of the one before.

    None where that cannot be written. What was there before is there afterwards, which is made sure of.
    """
    root, _ = parse_source(source)
    if not isinstance(root, Mapping) or is_in_brackets(root, source):
        return None
    text = _edited_text(source, root, directive, accepted)
    if text is None:
        return None
    again, problems = parse_source(SourceFile(source.path, text, b""))
    if problems or not isinstance(again, Mapping) or not _only_differs(root, again, directive, accepted):
        return None
    return SourceFile(source.path, text, bytes_as_stored(text, source.data))


def _edited_text(source: SourceFile, root: Mapping, directive: str, accepted: Accepted) -> str | None:
    lines = source.text.split("\n")
    section = root.entries.get(KEY)
    if section is None:
        start = _place_of_section(root, lines)
        lines[start:start] = ["", *_section_lines(directive, accepted)]
        return "\n".join(lines) if source.text.endswith("\n") or start < len(lines) - 1 else _ended(lines)
    key, node = section
    if is_unwritten(node):
        lines[key.line : key.line] = _entry_lines(directive, accepted, _STEP)
        return "\n".join(lines)
    if not isinstance(node, Mapping) or is_in_brackets(node, source) or not node.entries:
        return None
    indent = " " * (node.column - 1)
    old = node.entries.get(directive)
    start = old[0].line - 1 if old else key.line
    end = end_of_entry(node, directive, lines, _end_of_section(root, lines)) if old else start
    kept = [line for line in lines[start:end] if line.lstrip().startswith("#")]
    lines[start:end] = [*kept, *_entry_lines(directive, accepted, indent)]
    return "\n".join(lines)


def _ended(lines: list[str]) -> str:
    return "\n".join([*lines, ""])


def _end_of_file(lines: list[str]) -> int:
    """Return after how many lines a text ends, whose last line may have no end."""
    return len(lines) - (lines[-1] == "")


def _end_of_section(root: Mapping, lines: list[str]) -> int:
    return end_of_entry(root, KEY, lines, _end_of_file(lines))


def _place_of_section(root: Mapping, lines: list[str]) -> int:
    """Return after how many lines the section comes: behind number and day, else behind the head."""
    if _ISSUE in root.entries:
        return end_of_entry(root, _ISSUE, lines, _end_of_file(lines))
    return end_of_header(root)


def _section_lines(directive: str, accepted: Accepted) -> list[str]:
    return [f"{KEY}:", *_entry_lines(directive, accepted, _STEP)]


def _entry_lines(directive: str, accepted: Accepted, indent: str) -> list[str]:
    inside = (f"{indent}{_STEP}{line}" for line in _record_lines(accepted))
    return [f"{indent}{_scalar(directive)}:", *inside]


def _record_lines(accepted: Accepted) -> Iterator[str]:
    """Yield a record in its canonical form."""
    for name, value in _record_tree(accepted).items():
        if isinstance(value, str):
            yield f"{name}: {value if name in _BARE else _scalar(value)}"
        elif name == "chua_bao_cao":
            yield f"{name}:"
            yield from (f"{_STEP}- {_scalar(str(unit))}" for unit in value)
        else:
            yield f"{name}:"
            yield from _lacking_lines(accepted)


def _lacking_lines(accepted: Accepted) -> Iterator[str]:
    unit, keys = LACKING_SHAPE.names
    for each in accepted.lacking:
        yield f"{_STEP}- {unit}: {_scalar(each.unit)}"
        yield f"{_STEP * 2}{keys}:"
        yield from (f"{_STEP * 3}- {_scalar(key)}" for key in each.keys)


def _record_tree(accepted: Accepted) -> dict[str, Tree]:
    """Return a record as it is written, without what is empty."""
    unit, keys = LACKING_SHAPE.names
    values: tuple[Tree, ...] = (
        accepted.period.id if accepted.period else "",
        accepted.reason,
        accepted.approver,
        iso_date(accepted.day) if accepted.day else "",
        [*accepted.silent],
        [{unit: each.unit, keys: [*each.keys]} for each in accepted.lacking],
    )
    return {name: value for name, value in zip(ACCEPTED_SHAPE.names, values, strict=True) if value}


def _scalar(text: str) -> str:
    return written_text(Text(text, "'"), in_flow=False)


def _only_differs(before: Mapping, after: Mapping, directive: str, accepted: Accepted) -> bool:
    """Tell whether the record is there now, and everything else as it was."""
    old, new = plain_tree(before), plain_tree(after)
    if not isinstance(old, dict):
        return False
    section = old.get(KEY)
    known = section if isinstance(section, dict) else {}
    old[KEY] = {**known, directive: _record_tree(accepted)}
    return old == new
