"""Writing number and day of issue into a submission without touching anything else of it."""

from datetime import date
from typing import Final

from baocao.model.period import Period
from baocao.model.submission import MOST_ISSUED
from baocao.model.workspace import Config, SourceFile
from baocao.source.documents import read_mapping
from baocao.source.editing import bytes_as_stored, end_of_header, is_in_brackets, plain_tree
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.nodes import Mapping, Node, Scalar
from baocao.source.parsing import parse_source
from baocao.vietnamese.dates import iso_date

KEY: Final = "phat_hanh"


def written_numbers(config: Config, unit: str) -> set[tuple[int, int]]:
    """Return the years and numbers under `phat_hanh` of all periods of a unit, as far as they are read."""
    found: set[tuple[int, int]] = set()
    for path in sorted((config.units / unit).glob("*.yaml")):
        period = Period.parse(path.stem)
        source, mapping, _ = read_mapping(path, config.root) if period else (None, None, [])
        if period and source and mapping:
            fields = Fields(mapping, Log(source.path))
            for _, _, node in fields.entries(KEY):
                entry = Fields(node, fields.log) if isinstance(node, Mapping) else None
                number = entry.whole("so", 1, MOST_ISSUED) if entry else None
                day = entry.day("ngay") if entry else None
                found |= {((day or period.window.end).year, number)} if number else set()
    return found


def new_submission(unit: str, period: str, key: str, number: int, day: date) -> str:
    """Return a submission that only says how a document is issued, as consolidating departments have it."""
    return f"don_vi: {unit}\nky: {period}\n\n{KEY}:\n  {key}: {_entry_text(number, day)}\n"


def with_number(source: SourceFile, key: str, number: int, day: date) -> SourceFile | None:
    """Return the submission with `phat_hanh: {key: {so, ngay}}`, or None where that cannot be written.

    What was there before is there afterwards, which is made sure of.
    """
    root, _ = parse_source(source)
    if not isinstance(root, Mapping) or is_in_brackets(root, source):
        return None
    text = _Editor(source, key, number, day).edited_text(root)
    # Edited as text to keep every comment; only reading it anew shows that nothing else changed.
    again, problems = parse_source(SourceFile(source.path, text, b""))
    if problems or not isinstance(again, Mapping) or not _only_adds(root, again, key, number, day):
        return None
    return SourceFile(source.path, text, bytes_as_stored(text, source.data))


def _entry_text(number: int, day: date) -> str:
    return f"{{so: {number}, ngay: {iso_date(day)}}}"


class _Editor:
    """Inserts an entry where the file has a place for it."""

    def __init__(self, source: SourceFile, key: str, number: int, day: date) -> None:
        self._source = source
        self._lines = source.text.split("\n")
        self._key = key
        self._number = number
        self._day = day

    def edited_text(self, root: Mapping) -> str:
        """Return the new text."""
        section = root.entries.get(KEY)
        if section is None:
            after = end_of_header(root)
            self._lines[after:after] = [
                "",
                f"{KEY}:",
                f"  {self._key}: {_entry_text(self._number, self._day)}",
            ]
            return "\n".join(self._lines)
        issue = section[1].get(self._key) if isinstance(section[1], Mapping) else None
        if issue is not None and isinstance(section[1], Mapping):
            self._fill_in(section[1].entries[self._key], _missing_keys(issue, self._number, self._day))
        else:
            self._fill_in(section, {self._key: _entry_text(self._number, self._day)})
        return "\n".join(self._lines)

    def _fill_in(self, entry: tuple[Scalar, Node], added: dict[str, str]) -> None:
        """Put further keys at the beginning of an entry's mapping, in the style that it has."""
        key, node = entry
        if is_in_brackets(node, self._source) and isinstance(node, Mapping):
            parts = ", ".join(f"{name}: {value}" for name, value in added.items())
            line = self._lines[node.line - 1]
            rest = ", " if node.entries and parts else ""
            self._lines[node.line - 1] = line[: node.column] + parts + rest + line[node.column :]
        else:
            inside = isinstance(node, Mapping)
            at, indent = (node.line - 1, node.column - 1) if inside else (key.line, key.column + 1)
            self._lines[at:at] = [f"{' ' * indent}{name}: {value}" for name, value in added.items()]


def _missing_keys(node: Node, number: int, day: date) -> dict[str, str]:
    wanted = {"so": str(number), "ngay": iso_date(day)}
    known = node.entries if isinstance(node, Mapping) else {}
    return {name: value for name, value in wanted.items() if name not in known}


def _only_adds(before: Mapping, after: Mapping, key: str, number: int, day: date) -> bool:
    """Tell whether number and day are there now, and everything else as it was."""
    old, new = plain_tree(before), plain_tree(after)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    section = old.get(KEY) or {}
    entry = section.get(key) or {} if isinstance(section, dict) else {}
    known = entry if isinstance(entry, dict) else {}
    wanted = {"so": str(number), "ngay": iso_date(day), **known}
    old[KEY] = {**(section if isinstance(section, dict) else {}), key: wanted}
    return old == new
