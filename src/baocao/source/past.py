"""Earlier periods, read for comparison only.

A year's history is many files of which two sections matter. Where these are written the usual way, one
key a line, they are scanned without parsing the rest: ten times faster. Any other writing is parsed.
"""

import re
from collections import abc
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from baocao.model.indicator import Indicator
from baocao.model.past import Past, UnitPast
from baocao.model.period import Period
from baocao.model.submission import Entry, Progress, Ratio, State, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions
from baocao.source.events import parse
from baocao.source.files import read_file
from baocao.source.log import Log
from baocao.source.nodes import PLAIN, Mapping, Scalar
from baocao.source.submissions import read_figures
from baocao.source.values import read_entry

_SECTION: Final = re.compile(r"^(?![ #\n])(?P<head>.*)\n(?P<body>(?:(?:[ ].*|#.*)?\n)*)", re.MULTILINE)
_HEAD: Final = re.compile(r"(?P<key>[a-z_]+):[ ]*(?P<inline>[^#]*)(?:#.*)?")
_FIGURE: Final = re.compile(r"  ([a-z0-9_.]+):[ ]+(\S.*?)[ ]*(?:[ ]#.*)?")
_SCANNED: Final = ("chi_tieu", "nhiem_vu")
_NO_NUMBER: Final = ("[", "{chua_co:", "{khong_ap_dung:")
_NOT_PLAIN: Final = tuple("\"'{&*!|>%@`")
_KEY: Final = re.compile(r"[\"']?([\w.-]+)[\"']?:[ ]*(?:#.*)?")
_PROGRESS: Final = re.compile(r"      tien_do:[ ]*(\w+)[ ]*(?:#.*)?")
_OUTSIDE: Final = (2, 4)
"""How far directives and tasks are indented."""
_INSIDE: Final = 6
MOST_DIGITS: Final = 18
"""Numbers of more digits are a slip that the period's own check reports."""


class _Start:
    """The mark of a text whose place does not matter."""

    line = 0
    column = 0


class _OtherwiseWrittenError(Exception):
    """The sections are not written one key a line."""


def read_past(definitions: Definitions, period: Period, units: Iterable[tuple[Unit, Path]]) -> Past:
    """Return what the files of an earlier period say; what cannot be read is left out.

    What is wrong with them is reported when that period itself is checked.
    """
    found = {}
    scan = _Scanner(definitions.catalogue.indicators)
    for unit, path in units:
        source, _ = read_file(path, definitions.config.root)
        if source is not None:
            try:
                found[unit.id] = scan.submission(source.text)
            except _OtherwiseWrittenError:
                root, _ = parse(source)
                if isinstance(root, Mapping):
                    log = Log(source.path)
                    found[unit.id] = past_of(read_figures(root, log, unit, period, definitions))
    return Past(period, found)


def past_of(submission: Submission) -> UnitPast:
    """Return what a submission that was read in full is compared by."""
    numbers = {name: exact(entry) for name, entry in submission.entries.items()}
    done = (
        f"{directive}/{task}"
        for directive, tasks in submission.tasks.items()
        for task, report in tasks.items()
        if report.progress is Progress.DONE
    )
    kept = {name: number for name, number in numbers.items() if number is not None}
    return UnitPast(kept, frozenset(done))


def is_sane(number: Decimal) -> bool:
    """Tell whether a number can be computed with: not one of a hundred digits that somebody pasted."""
    return number.adjusted() <= MOST_DIGITS


def exact(entry: Entry) -> Decimal | None:
    """Return the number of an entry, if it is one and exact."""
    if entry.qualifier:
        return None
    if entry.state is State.NOTHING:
        return Decimal(0)
    value = entry.value.percent if isinstance(entry.value, Ratio) else entry.value
    return value if isinstance(value, Decimal) and is_sane(value) else None


class _Scanner:
    """Scans submissions for numbers; what a text means for an indicator is worked out once."""

    def __init__(self, indicators: abc.Mapping[str, Indicator]) -> None:
        self._watched = {
            name: indicator
            for name, indicator in indicators.items()
            if indicator.watch.jump is not None and not indicator.is_derived
        }
        self._meanings: dict[tuple[str, str], Decimal | None] = {}

    def submission(self, text: str) -> UnitPast:
        sections = _sections(text)
        return UnitPast(
            self._numbers(sections.get("chi_tieu", "")),
            frozenset(_done(sections.get("nhiem_vu", ""))),
        )

    def _numbers(self, section: str) -> dict[str, Decimal]:
        written: dict[str, Decimal | None] = {}
        for line in section.split("\n"):
            found = _FIGURE.fullmatch(line)
            if found is None:
                if line.strip() and not line.lstrip().startswith("#"):
                    raise _OtherwiseWrittenError
                continue
            name, text = found.groups()
            if name in self._watched:
                if name in written:
                    raise _OtherwiseWrittenError
                written[name] = self._meaning(name, text)
        return {name: number for name, number in written.items() if number is not None}

    def _meaning(self, name: str, text: str) -> Decimal | None:
        key = (name, text)
        if key not in self._meanings:
            self._meanings[key] = _number(text, self._watched[name])
        return self._meanings[key]


def _sections(text: str) -> dict[str, str]:
    """Return the lines under every key of the file."""
    found: dict[str, str] = {}
    for section in _SECTION.finditer(f"{text}\n"):
        head = _HEAD.fullmatch(section["head"])
        if head is None or head["key"] in found or (head["inline"] and head["key"] in _SCANNED):
            raise _OtherwiseWrittenError
        found[head["key"]] = section["body"]
    return found


def _number(text: str, indicator: Indicator) -> Decimal | None:
    if text.startswith(_NO_NUMBER):
        return None
    if text.startswith(_NOT_PLAIN):
        raise _OtherwiseWrittenError
    return exact(read_entry(Scalar(text, PLAIN, _Start()), indicator, Log("")))


def _done(section: str) -> Iterator[str]:
    """Yield the finished tasks of a section indented by twos: directive, task, what is said of it."""
    keys: set[str] = set()
    directive = key = ""
    for line in section.split("\n"):
        inner = line.lstrip(" ")
        indent = len(line) - len(inner)
        if not inner or inner.startswith("#") or indent > _INSIDE:
            continue
        if indent == _INSIDE:
            found = _PROGRESS.fullmatch(line)
            if found and found[1] == Progress.DONE.value:
                yield key
            continue
        name = _KEY.fullmatch(inner)
        if name is None or indent not in _OUTSIDE or (indent == max(_OUTSIDE) and not directive):
            raise _OtherwiseWrittenError
        directive = name[1] if indent == min(_OUTSIDE) else directive
        key = directive if indent == min(_OUTSIDE) else f"{directive}/{name[1]}"
        if key in keys:
            raise _OtherwiseWrittenError
        keys.add(key)
