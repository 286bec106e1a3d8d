"""What a draft says of itself on its last page, to the clerk who fills it in: in names, not keys or paths.

Each note is made by one function of `NOTES`; who has more to say adds another.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from baocao.model.diagnostic import Diagnostic, problems_in_order
from baocao.model.messages import Severity
from baocao.model.submission import ISSUE_SHAPE, REMARK_SHAPE, SUBMISSION_SHAPE, TASK_REPORT_SHAPE
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import lower_first

MOST_NOTES: Final = 20
"""How many lines a draft prints, about a screenful; what is beyond them is counted."""
MOST_UNITS: Final = 12
"""How many units have a line of their own: those that lack most."""
MOST_NAMES: Final = 8
"""How many things a line names; the rest is counted."""
MOST_OTHERS: Final = 20
"""How many of the units without a line of their own are named."""
LONGEST_NAME: Final = 70
"""Characters of a name; those of tasks are sentences."""
LONGEST_TOLD: Final = 160
"""Characters of what is wrong with one unit of many; its own draft tells all of it."""
_SAID_IN_THE_TEXT: Final = "BC701"
"""Who has not reported stands in a consolidated report itself."""
_UNREAD: Final = "BC705"
_LACKING: Final[Mapping[str, tuple[str, str]]] = {
    "BC703": ("số liệu", "{name}"),
    "BC702": ("mục", "{value}. {title}"),
    "BC704": ("nhiệm vụ", "{value}. {name}"),
}
"""What may be missing, by code: what it is counted as, and how it is called."""
_KEY: Final = re.compile(r"'([a-z][\w.]*)'(?: \(([^()]*)\))?|\b([a-z]\w*(?:\.\w+)+)\b")
"""A key in quotes, with the name that may follow, or an indicator's id without."""
_TITLES: Final = {
    key.name: key.title
    for shape in (SUBMISSION_SHAPE, TASK_REPORT_SHAPE, REMARK_SHAPE, ISSUE_SHAPE)
    for key in shape.keys
}


class Findings:
    """What is known to be missing or wrong for one document of `units`, which stand in their order.

    `consolidated` if it speaks for them instead of its issuer alone.
    """

    def __init__(
        self,
        workspace: Workspace,
        units: Sequence[Unit],
        diagnostics: list[Diagnostic],
        *,
        consolidated: bool,
    ) -> None:
        self.workspace = workspace
        self.units = {unit.id: unit for unit in units}
        self.consolidated = consolidated
        self._found = [
            each for each in problems_in_order(diagnostics) if each.unit in self.units and _is_told(each)
        ]

    @cached_property
    def by_unit(self) -> Mapping[str, Sequence[Diagnostic]]:
        """What was found, by unit."""
        found: dict[str, list[Diagnostic]] = {name: [] for name in self.units}
        for diagnostic in self._found:
            found[str(diagnostic.unit)].append(diagnostic)
        return {name: own for name, own in found.items() if own}

    @property
    def lacking(self) -> Sequence[Diagnostic]:
        """All that is missing."""
        return [each for each in self._found if each.code in _LACKING]

    def spoken_problem(self, diagnostic: Diagnostic) -> str:
        """Return what is wrong and where, with names in place of keys, without a full stop."""
        text = _KEY.sub(self._spoken_key, diagnostic.message).rstrip(".")
        place = diagnostic.place
        if place is None:
            return text
        file = place.file.rpartition("/")[2]
        is_report = file == f"{self.workspace.period.id}.yaml"
        return f"{text} (dòng {place.line})" if is_report else f"{text} ({file}, dòng {place.line})"

    def _spoken_key(self, match: re.Match[str]) -> str:
        key, said = match[1] or match[3], match[2]
        indicator = self.workspace.definitions.catalogue.indicators.get(key)
        name = indicator.name if indicator else _TITLES.get(key)
        if name is None or match[3]:
            return name or match[0]
        return f"“{name}”" if said in {None, name} else f"“{name}” ({said})"


def _is_told(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is not Severity.NOTE and diagnostic.code != _SAID_IN_THE_TEXT


Note = Callable[[Findings], Iterator[str]]


def total_note(found: Findings) -> Iterator[str]:
    """Say once what several units lack together, and what most of them lack."""
    lacking = found.lacking
    units = {each.unit for each in lacking}
    if not found.consolidated or len(units) < 2:  # noqa: PLR2004 - one unit says it itself
        return
    usual = Counter(_name_of(each) for each in lacking).most_common(3)
    shared = "; ".join(f"{name} ({count_text(count)} đơn vị)" for name, count in usual if count > 1)
    yield (
        f"{count_text(len(units))} đơn vị còn thiếu {_counts_of(lacking)}."
        + (f" Thiếu ở nhiều đơn vị nhất: {shared}." if shared else "")
    )


def unit_notes(found: Findings) -> Iterator[str]:
    """Say of each unit what its report lacks and what is wrong; of very many, of those that lack most."""
    if not found.consolidated:
        return
    by_unit = found.by_unit
    heaviest = sorted(by_unit, key=lambda name: _weight_of(by_unit[name]), reverse=True)[:MOST_UNITS]
    for name, own in by_unit.items():
        if name in heaviest:
            yield _ended(f"{found.units[name].name}: {_unit_words(found, own)}")
    others = [found.units[name] for name in by_unit if name not in heaviest]
    if others:
        rest = [each for name, own in by_unit.items() if name not in heaviest for each in own]
        count, names = count_text(len(others)), _names_of_units(others)
        yield f"{count} đơn vị khác: {_summed_words(rest)}; gồm: {names}."


def _names_of_units(units: Sequence[Unit]) -> str:
    return _first_names([lower_first(unit.name) for unit in units], MOST_OTHERS, "đơn vị")


def _weight_of(found: Sequence[Diagnostic]) -> tuple[int, int, int]:
    """Return how much of a report is not there: unread, wrong, missing."""
    unread = sum(each.code == _UNREAD for each in found)
    return unread, len(_wrong_of(found)), len(found)


def _unit_words(found: Findings, own: Sequence[Diagnostic]) -> str:
    lacking = [_kind_words(code, own) for code in _LACKING if any(each.code == code for each in own)]
    unread = any(each.code == _UNREAD for each in own)
    parts = ["cả báo cáo chưa được tổng hợp vì tệp có lỗi"] if unread else []
    parts += [f"thiếu {', '.join(lacking)}"] if lacking else []
    for what, told in (("lỗi", _wrong_of(own)), ("điều cần xem lại", _doubtful_of(own))):
        parts += [f"{count_text(len(told))} {what}{_first_told(found, told)}"] if told else []
    return "; ".join(parts)


def _first_told(found: Findings, told: Sequence[Diagnostic]) -> str:
    first = _shortened_words(lower_first(found.spoken_problem(told[0])), LONGEST_TOLD)
    return f", trước hết: {first}" if len(told) > 1 else f": {first}"


def _kind_words(code: str, own: Iterable[Diagnostic]) -> str:
    """Return '8 số liệu (Tiếp nhận; Đúng hạn và 6 số liệu khác)'."""
    names = [_name_of(each) for each in own if each.code == code]
    what = _LACKING[code][0]
    return f"{count_text(len(names))} {what} ({_first_names(names, 3, what)})"


def _summed_words(found: Sequence[Diagnostic]) -> str:
    counts = _counts_of(found)
    parts = [f"thiếu {counts}"] if counts else []
    for what, told in (("lỗi", _wrong_of(found)), ("điều cần xem lại", _doubtful_of(found))):
        parts += [f"{count_text(len(told))} {what}"] if told else []
    return "; ".join(parts)


def _wrong_of(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [each for each in found if each.severity is Severity.ERROR]


def _doubtful_of(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what may be right, and should be looked at."""
    return [each for each in found if each.severity is Severity.WARNING and not each.is_missing]


def _counts_of(found: Iterable[Diagnostic]) -> str:
    """Return '83 số liệu, 12 mục, 4 nhiệm vụ'."""
    counts = Counter(each.code for each in found)
    return ", ".join(f"{count_text(counts[code])} {_LACKING[code][0]}" for code in _LACKING if counts[code])


def lacking_notes(found: Findings) -> Iterator[str]:
    """Say of a unit's own document which figures, items and tasks are missing."""
    for code, (what, _) in _LACKING.items() if not found.consolidated else ():
        names = [_name_of(each) for each in found.lacking if each.code == code]
        if names:
            yield _ended(
                f"Còn thiếu {count_text(len(names))} {what}: {_first_names(names, MOST_NAMES, what)}"
            )


def wrong_notes(found: Findings) -> Iterator[str]:
    """Say of a unit's own document what is wrong, then what should be looked at."""
    if found.consolidated:
        return
    own = [each for several in found.by_unit.values() for each in several]
    for word, told in (("Lỗi", _wrong_of(own)), ("Cần xem lại", _doubtful_of(own))):
        yield from (f"{word}: {lower_first(found.spoken_problem(each))}." for each in told)


def _name_of(lacking: Diagnostic) -> str:
    return _shortened_words(_LACKING[lacking.code][1].format_map(dict(lacking.details)), LONGEST_NAME)


def _ended(text: str) -> str:
    """Return a line with its full stop; one that was cut short ends already."""
    return text if text.endswith("…") else f"{text}."


def _shortened_words(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


def _first_names(names: Sequence[str], most: int, what: str) -> str:
    """Return 'A; B và 3 số liệu khác'; names hold commas."""
    more = f" và {count_text(len(names) - most)} {what} khác" if len(names) > most else ""
    return f"{'; '.join(names[:most])}{more}"


NOTES: Final[tuple[Note, ...]] = (total_note, unit_notes, lacking_notes, wrong_notes)
"""What makes the lines, in their order."""


def draft_notes(found: Findings) -> list[str]:
    """Return the lines of the last page of a draft, about a screenful at most."""
    said = [line for note in NOTES for line in note(found)]
    if len(said) <= MOST_NOTES:
        return said
    return [*said[:MOST_NOTES], f"Và {count_text(len(said) - MOST_NOTES)} nội dung khác; xem baocao check."]
