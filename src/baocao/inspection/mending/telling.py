"""What mending did, for people and for machines."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from baocao.inspection.inspect import Inspection, Judged
from baocao.inspection.mending.comments import Said
from baocao.inspection.mending.records import Change, Left, Mended
from baocao.inspection.report import MOST_ALIKE, article_text, more_lines, place_text, problem_object
from baocao.report.json_text import json_text
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.visible import visible_line

VERSION: Final = 1
DONE: Final = "đã sửa"
UNDONE: Final = "sửa được"
"""What is told of changes whose copy could not be written."""


class Told(NamedTuple):
    """A file that was mended: its name, where its copy is if anywhere, what was done, why there is none."""

    file: str
    copy: str
    mended: Mended
    unwritten: str = ""


def rules_said(inspections: Iterable[Inspection]) -> dict[str, Said]:
    """Return titles and articles of the rules as they were judged."""
    return {
        judged.rule.id: Said(judged.rule.title, article_text(judged, inspection))
        for inspection in inspections
        for judged in inspection.judged
    }


def mended_text(told: Sequence[Told], *, tracked: bool) -> str:
    """Return one block for each file: what was changed by which rules, what is left for people."""
    blocks = ("\n".join(map(visible_line, _file_lines(each, tracked=tracked))) for each in told)
    return "\n\n".join(blocks) + "\n"


def _file_lines(told: Told, *, tracked: bool) -> Iterator[str]:
    mended = told.mended
    problem = mended.before.unreadable
    yield f"{told.file} → {told.copy}" if told.copy else told.file
    if problem:
        yield f"  {problem.code} lỗi: {problem.message}"
        yield f"  → {problem.advice}"
    elif mended.refused:
        yield f"  Không sửa: {mended.refused}."
    elif mended.before.form is None and mended.before.identity:
        yield f"  {mended.before.identity.note}. Không xét thể thức nên không sửa."
    else:
        done = UNDONE if told.unwritten else DONE
        yield f"  {summary_of(mended, done)}."
        if told.unwritten:
            yield f"  Không ghi bản sửa: {told.unwritten}."
        yield from _changed_lines(mended, done)
        yield from _left_lines(mended)
        if told.copy and tracked:
            yield "  Mở bản sửa bằng Word, xem từng chỗ rồi chọn Xem lại (Review) → Chấp nhận (Accept)."


def summary_of(mended: Mended, said: str = DONE) -> str:
    """Return 'đã sửa 42 chỗ theo 11 quy tắc; để lại 3 chỗ cần người quyết định'."""
    rules = len({change.rule for change in mended.changes})
    done = "không có chỗ nào phải sửa"
    if mended.changes:
        done = f"{said} {count_text(len(mended.changes))} chỗ theo {count_text(rules)} quy tắc"
    elif mended.left:
        done = "không sửa được chỗ nào"
    rest = f"; để lại {count_text(len(mended.left))} chỗ cần người quyết định" if mended.left else ""
    return f"{done}{rest}"


def _changed_lines(mended: Mended, done: str) -> Iterator[str]:
    said = rules_said((mended.before,))
    for rule, group in _by_rule(mended.changes):
        yield f"  ✓ {rule} {said[rule].title}: {done} {count_text(len(group))} chỗ"
        told = (f"{place_text(each.part, each.text)}: {each.before} → {each.after}" for each in group)
        yield from _place_lines(told, len(group), said[rule])


def _left_lines(mended: Mended) -> Iterator[str]:
    said = rules_said((mended.before, mended.after))
    for rule, group in _by_rule(mended.left):
        yield f"  ? {rule} {said[rule].title}: để lại {count_text(len(group))} chỗ"
        told = (f"{place_text(each.part, each.text)}: {each.reason}" for each in group)
        yield from _place_lines(told, len(group), said[rule])


def _place_lines(told: Iterable[str], number: int, said: Said) -> Iterator[str]:
    """Yield the first of so many places, how many more there are, and where their rule is written."""
    yield from (f"      {each}" for each in islice(told, MOST_ALIKE))
    yield from more_lines(number)
    yield f"      Căn cứ: {said.article}"


def _by_rule(records: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the records of each rule, in the order of rules."""
    groups: dict[str, list[Any]] = {}
    for record in records:
        groups.setdefault(record.rule, []).append(record)
    yield from sorted(groups.items())


def mended_json(told: Sequence[Told], *, tracked: bool) -> str:
    """Return a versioned object with every file, every change and everything that is left."""
    files = [_file_object(each) for each in told]
    return json_text({"version": VERSION, "tracked": tracked, "files": files})


def _file_object(told: Told) -> dict[str, Any]:
    mended = told.mended
    form = mended.before.form
    said = rules_said((mended.before, mended.after))
    return {
        "file": told.file,
        "copy": told.copy or None,
        "problem": problem_object(mended.before),
        "refused": mended.refused or None,
        "unwritten": told.unwritten or None,
        "form": form.id if form else None,
        "kind": mended.before.kind or None,
        "summary": _counts_of(mended),
        "changes": [_change_object(change, said) for change in mended.changes],
        "left": [_left_object(left, said) for left in mended.left],
    }


def _counts_of(mended: Mended) -> dict[str, int]:
    return {
        "changes": len(mended.changes),
        "rules": len({change.rule for change in mended.changes}),
        "left": len(mended.left),
        "broken_before": _count_broken(mended.before.judged),
        "broken_after": _count_broken(mended.after.judged),
    }


def _count_broken(judged: Iterable[Judged]) -> int:
    return sum(each.fails for each in judged)


def _change_object(change: Change, said: dict[str, Said]) -> dict[str, Any]:
    return {
        **_place_object(change, said),
        "before": change.before,
        "after": change.after,
        "reworded": change.reworded,
    }


def _left_object(left: Left, said: dict[str, Said]) -> dict[str, Any]:
    return {**_place_object(left, said), "reason": left.reason}


def _place_object(record: Change | Left, said: dict[str, Said]) -> dict[str, Any]:
    """Return the rule and the place of something that was changed or left."""
    named = said.get(record.rule, Said("", ""))
    return {
        "rule": record.rule,
        "title": named.title,
        "basis": named.article,
        "part": record.part,
        "text": record.text,
    }
