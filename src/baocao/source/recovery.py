"""Reading on behind what is no YAML: one bad line must not cost a unit its whole report.

The parser gives up at its first fault. Here the entry at fault is replaced by a sign that no file can
hold, and the text is read again: whatever has the sign in it is unreadable, at its place. Every fault is
reported; where no line can be blamed for it, nothing of the file is read.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is there
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent

from baocao.model.diagnostic import Diagnostic
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.characters import CONTROL, control_problems, nbsp_problems
from baocao.source.events import parse_until_fault
from baocao.source.nodes import BROKEN, PLAIN, Node, Scalar
from baocao.source.syntax import MISPLACED, UNCLOSED, UNCOLONED, caused_problem, syntax_problem

_SIGN: Final = "\ue000"
"""Stands for what cannot be read; files that have it themselves are refused for it."""
_GUESS: Final = "\ue001"
"""Stands behind a key that may be one, on a line that is at fault."""
_MOST_FAULTS: Final = 100
_MOST_LETTERS: Final = 4_000_000
"""How much is read anew behind the faults of one file, so that a large one with many takes no longer."""
_MOST_TRIES: Final = 2
_QUOTES: Final = ("'", '"')
_SEPARATORS: Final = (":", "=", ";")
_ENTRY: Final = re.compile(
    r"""(?P<indent>[ \t\u00a0]*)(?P<dashes>(?:-[ ]+)*)
    (?P<key>"[^"]*"|'[^']*'|[^\s:\#\[\]{},&*!|>'"%@`-][^:\#]*?)
    (?P<colon>[ ]*:)(?P<gap>[ \t\u00a0]+|$)(?P<value>.*)""",
    re.VERBOSE,
)
_KEYLIKE: Final = re.compile(r"""[ \t-]*(?P<key>["']?[\w./-]+["']?)[ ]*(?P<then>[:=;]|[ ]|$)(?P<rest>.*)""")
_BARE: Final = re.compile(r"""[ ]*(?:[a-z0-9]+(?:[_.][a-z0-9]+)+|[a-z0-9]+|"[^"]*")[ ]*""")
"""A key that stands alone."""
_COUNTED: Final = re.compile(r"[\d.,% ]+")
_REMARK: Final = re.compile(r"[ \t]*(?:#.*)?$")


class Recovered(NamedTuple):
    """What could be read of a file, all its faults, and where keys stand that were guessed."""

    root: Node | None
    problems: list[Diagnostic]
    torn: frozenset[Place]


def read_on(source: SourceFile) -> Recovered:
    """Return what can be read of a file that is no YAML."""
    mender = _Mender(source)
    root = mender.read_mended()
    if not isinstance(root, nodes.Mapping):
        return Recovered(None, mender.problems, frozenset())
    torn = frozenset(Place(source.path, key.line, key.column) for key in _take_signs(root))
    return Recovered(root, mender.problems, torn)


def _take_signs(node: Node) -> Iterator[Scalar]:
    """Make unreadable what has the sign; yield the keys that were guessed."""
    if isinstance(node, Scalar):
        if _SIGN in node.text:
            node.text, node.style = "", BROKEN
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _take_signs(item)
    else:
        for name, (key, value) in list(node.entries.items()):
            known = name.replace(_GUESS, "").replace(_SIGN, "")
            if known == name:
                yield from _take_signs(value)
                continue
            del node.entries[name]
            guessed = Scalar(known, PLAIN, key.line, key.column)
            # What stands there readably says more than a line that may be meant for the same.
            if (
                node.entries.setdefault(known, (guessed, Scalar("", BROKEN, key.line, key.column)))[0]
                is guessed
            ):
                yield guessed


class _Mender:
    """Replaces the entries at fault, one fault after the other, until the rest is YAML."""

    def __init__(self, source: SourceFile) -> None:
        self.problems = control_problems(source)
        self._path = source.path
        self._lines = CONTROL.sub(_SIGN, source.text).split("\n")
        self._tries: dict[int, int] = {}
        self._told: set[int] = set()

    def read_mended(self) -> Node | None:
        """Return the root of what can be read, or None."""
        budget = _MOST_LETTERS
        for _ in range(_MOST_FAULTS):
            source = SourceFile(self._path, "\n".join(self._lines), b"")
            budget -= len(source.text)
            parsed = parse_until_fault(source) if budget >= 0 else None
            if parsed is None:
                return None
            if parsed.error is not None:
                mended = self._mend_fault(_fault_of(source, parsed.error)) and not _ends_document(
                    parsed.error
                )
            else:
                mended = False not in [self._mend_fault(fault) for fault in parsed.lenient]
            if parsed.error is None and not parsed.lenient:
                self.problems += filter(_is_of_the_file, parsed.problems)
                return parsed.root
            if not mended:
                return None
        return None

    def _mend_fault(self, fault: Diagnostic) -> bool:
        """Replace what is at fault; tell whether there was anything that was not replaced before."""
        place = fault.place
        if place is None or place.line > len(self._lines):
            return False
        index, odd = place.line - 1, self._odd_above(place)
        if (head := self._head_above(place)) is not None:
            self._lines[head] = f"{self._lines[head].rstrip()}:"
            self._tell(caused_problem(UNCOLONED, self._place_of_line(head)))
            return True
        tries = self._tries[index] = self._tries.get(index, 0) + 1
        self._tell(fault if odd is None else caused_problem(MISPLACED, self._place_of_line(odd)))
        # What errs again was replaced in a wrong way; without the line the rest may be read yet.
        if tries == _MOST_TRIES:
            self._lines[index] = ""
        elif odd is not None:
            self._move_line(odd, _indent_of(self._lines[index]))
        elif tries < _MOST_TRIES:
            self._mend_line(index, place.column - 1)
        return tries <= _MOST_TRIES

    def _tell(self, fault: Diagnostic) -> None:
        """Report a fault; what follows on the same line comes of replacing it."""
        if fault.place and fault.place.line not in self._told:
            self._told.add(fault.place.line)
            self.problems.append(fault)

    def _odd_above(self, place: Place) -> int | None:
        """Return the line above that stands too far left, where the one at fault stands as those before."""
        index = place.line - 1
        entry = _ENTRY.fullmatch(self._lines[index])
        above = self._entry_above(index) if entry and place.column == entry.end("colon") else None
        if above is None or above[1]["dashes"]:
            return None
        return above[0] if _indent_of(self._lines[index]) in self._open_levels(above[0]) else None

    def _head_above(self, place: Place) -> int | None:
        """Return the line above that is the key of those below it, but for its colon."""
        above = self._line_above(place.line - 1)
        entry = _ENTRY.fullmatch(self._lines[place.line - 1])
        if above is None or not entry or place.column != entry.end("colon") or above + 1 in self._told:
            return None
        bare = _BARE.fullmatch(self._lines[above])
        return above if bare and _indent_of(self._lines[above]) < entry.start("key") else None

    def _place_of_line(self, index: int) -> Place:
        return Place(self._path, index + 1, _indent_of(self._lines[index]) + 1)

    def _move_line(self, index: int, level: int) -> None:
        entry = _ENTRY.fullmatch(self._lines[index])
        self._lines[index] = _guessed_line(level, entry["key"]) if entry else ""

    def _mend_line(self, index: int, column: int) -> None:
        """Replace the entry on a line, or the line and those that stand as wrongly as it does."""
        entry = _ENTRY.fullmatch(self._lines[index])
        if entry and column > entry.start("colon"):
            self._mask_entry(index, entry)
        elif entry and column == entry.end("colon") - 1 and (above := self._entry_above(index)):
            self._mask_entry(*above)
        elif entry and not entry["dashes"]:
            self._move_run(index, entry)
        else:
            self._mask_words(index)

    def _mask_entry(self, index: int, entry: re.Match[str]) -> None:
        """Replace the value of an entry, and every line that is indented more."""
        gap = " " * max(1, len(entry["gap"]))
        self._lines[index] = f"{self._lines[index][: entry.end('colon')]}{gap}{_SIGN}"
        level = entry.start("key")
        self._mask_below(index, level, level)

    def _mask_below(self, index: int, above: int, level: int) -> None:
        """Replace the lines below one that are indented more than `above`; move entries to `level`."""
        for number in range(index + 1, len(self._lines)):
            if _is_blank(self._lines[number]):
                continue
            if _indent_of(self._lines[number]) <= above:
                return
            entry = _ENTRY.fullmatch(self._lines[number])
            self._lines[number] = _guessed_line(level, entry["key"]) if entry else ""

    def _entry_above(self, index: int) -> tuple[int, re.Match[str]] | None:
        """Return the entry with a value that stands above a line and is indented less."""
        above = self._line_above(index)
        entry = _ENTRY.fullmatch(self._lines[above]) if above is not None else None
        if above is None or entry is None or not entry["value"]:
            return None
        return (above, entry) if entry.start("key") < _indent_of(self._lines[index]) else None

    def _line_above(self, index: int) -> int | None:
        return next((i for i in range(index - 1, -1, -1) if not _is_blank(self._lines[i])), None)

    def _move_run(self, index: int, entry: re.Match[str]) -> None:
        """Put what stands in no column of its neighbours where it may belong, and all alike below."""
        start, level = entry["indent"], self._level_for(index)
        has_value = bool(entry["value"])
        known = set(self._open_levels(index))
        self._lines[index] = _guessed_line(level, entry["key"])
        for number in range(index + 1, len(self._lines)):
            line = self._lines[number]
            if _is_blank(line):
                continue
            like = line.startswith(start) and _indent_of(line) >= len(start)
            tabbed = "\t" in start and line.startswith("\t")
            if not (like or tabbed) or (has_value and not tabbed and _indent_of(line) in known):
                return
            found = _ENTRY.fullmatch(line)
            self._lines[number] = _guessed_line(level, found["key"]) if found else ""

    def _level_for(self, index: int) -> int:
        """Return the column in which a line may have been meant to stand."""
        levels = list(self._open_levels(index))
        above = self._line_above(index)
        if above is None or not levels:
            return 0
        entry = _ENTRY.fullmatch(self._lines[above])
        if entry and not entry["value"]:
            following = (line for line in self._lines[index + 1 :] if not _is_blank(line))
            deeper = (_indent_of(line) for line in following if "\t" not in line[: _indent_of(line)])
            return next((each for each in deeper if each > levels[0]), levels[0] + 2)
        if "\t" in self._lines[index][: _indent_of(self._lines[index])]:
            return levels[0]
        indent = _indent_of(self._lines[index])
        return min((each for each in levels if each >= indent), default=levels[0])

    def _open_levels(self, index: int) -> Iterator[int]:
        """Yield the columns of the keys that a line may go on from, the nearest first."""
        least = None
        for number in range(index - 1, -1, -1):
            entry = _ENTRY.fullmatch(self._lines[number])
            if entry and (least is None or entry.start("key") < least):
                least = entry.start("key")
                yield least
                if not least:
                    return

    def _opens_lines(self, index: int) -> bool:
        """Tell whether the next line is an entry that is indented more."""
        below = next((line for line in self._lines[index + 1 :] if not _is_blank(line)), "")
        return _ENTRY.fullmatch(below) is not None and _indent_of(below) > _indent_of(self._lines[index])

    def _mask_words(self, index: int) -> None:
        """Replace a line that is no entry: it lacks its colon, or is what a text above goes on with."""
        line = self._lines[index]
        if _BARE.fullmatch(line) and self._opens_lines(index):
            self._lines[index] = f"{line.rstrip()}:"
            return
        above = self._line_above(index)
        written = _ENTRY.fullmatch(self._lines[above]) if above is not None else None
        value = written["value"] if written else ""
        named = _KEYLIKE.match(line)
        counted = written and _is_count(value) and _indent_of(line) == written.start("key")
        if named and (named["then"] in _SEPARATORS or _is_name(named["key"]) or counted):
            self._lines[index] = _guessed_line(self._level_for(index), named["key"])
        elif _is_count(value):
            self._lines[index] = ""
        elif above is not None and (value or not written):
            # A text that was cut off would be printed as if it were all: it becomes unreadable too.
            deep = written.start("key") + 2 if written else _indent_of(self._lines[above])
            self._lines[index] = " " * deep + _SIGN
        else:
            self._lines[index] = ""


def _ends_document(error: YAMLError) -> bool:
    """Tell whether the parser waits for another document, so that nothing tells where this one goes on."""
    return "document" in str(getattr(error, "problem", ""))


def _fault_of(source: SourceFile, error: YAMLError) -> Diagnostic:
    """Return the fault for which the parser gave up, where it began."""
    fault = syntax_problem(source, error)
    if swallowing := _swallowing_quote(source):
        return caused_problem(UNCLOSED, swallowing)
    line = fault.place.line if fault.place else 0
    # The parser's own words for a no-break space lead nobody to it; one that stands before is the reason.
    spaces = [space for space in nbsp_problems(source) if space.place and space.place.line <= line]
    return spaces[-1] if spaces else fault


def _is_of_the_file(found: Diagnostic) -> bool:
    """Tell whether a problem is about what stands in the file, and not about a sign of ours."""
    return dict(found.details).get("character") != f"U+{ord(_SIGN):04X}"


def _swallowing_quote(source: SourceFile) -> Place | None:
    """Return where a quoted text begins that goes on over entries that stand no deeper than its own."""
    last = None
    try:
        for event in iter(CParser(source.text).get_event, None):
            if type(event) is ScalarEvent and event.style in _QUOTES:
                last = event
    except YAMLError:
        pass
    if last is None or last.start_mark.line == last.end_mark.line:
        return None
    lines = source.text.split("\n")
    first, end = last.start_mark.line, last.end_mark.line
    level = _indent_of(lines[first])
    below = (line for line in lines[first + 1 : end + 1] if not _is_blank(line))
    if any(_indent_of(line) <= level for line in below):
        return Place(source.path, first + 1, last.start_mark.column + 1)
    return None


def _guessed_line(level: int, key: str) -> str:
    name = key.strip("\"' ")
    return f"{' ' * level}'{name}{_GUESS}': {_SIGN}" if name and _SIGN not in name else ""


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" \t\u00a0"))


def _is_blank(line: str) -> bool:
    return _REMARK.match(line) is not None


def _is_name(word: str) -> bool:
    """Tell whether a word is written as keys are, and as words of a sentence are not."""
    return word.isascii() and ("." in word.strip(".") or "_" in word or word[0] in _QUOTES)


def _is_count(value: str) -> bool:
    return bool(value) and _COUNTED.fullmatch(value) is not None
