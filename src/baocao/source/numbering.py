"""Writing number and day of issue into a submission without touching anything else of it."""

from collections.abc import Iterator
from collections.abc import Mapping as AbstractMapping
from datetime import date
from typing import Final

from baocao.model.workspace import SourceFile
from baocao.source.canonical.changing import Change, UnchangeableError, changed_report
from baocao.source.canonical.layout import Orders, submission_layout
from baocao.source.canonical.making import made_entry, made_mapping
from baocao.source.canonical.parts import Text
from baocao.source.editing import is_in_brackets
from baocao.source.given_numbers import KEY
from baocao.source.nodes import Mapping, Node
from baocao.source.parsing import parse_source
from baocao.vietnamese.dates import iso_date


def new_submission(unit: str, period: str, key: str, number: int, day: date) -> str:
    """Return a submission that only says how a document is issued, as consolidating departments have it."""
    return f"don_vi: {unit}\nky: {period}\n\n{KEY}:\n  {key}: {_entry_text(number, day)}\n"


def with_number(source: SourceFile, key: str, number: int, day: date) -> SourceFile | None:
    """Return the submission with `phat_hanh: {key: {so, ngay}}`, or None where that cannot be written.

    What was there before is there afterwards, number and day among it.
    """
    root, _ = parse_source(source)
    if root is not None and is_in_brackets(root, source):
        return None
    wanted = {"so": str(number), "ngay": iso_date(day)}
    section = root.get(KEY) if isinstance(root, Mapping) else None
    entry = section.get(key) if isinstance(section, Mapping) else None
    try:
        return changed_report(source, list(_added_keys(entry, key, wanted)), _LAYOUT).source
    except UnchangeableError:
        return None


def _added_keys(entry: Node | None, key: str, wanted: AbstractMapping[str, str]) -> Iterator[Change]:
    """Yield what an entry lacks; one that is not there is written on one line."""
    if isinstance(entry, Mapping) and entry.entries:
        missing = (name for name in wanted if name not in entry.entries)
        yield from (Change((KEY, key, name), Text(wanted[name], "")) for name in missing)
    else:
        whole = made_mapping(made_entry(name, Text(value, "")) for name, value in wanted.items())
        whole.is_flow = True
        yield Change((KEY, key), whole)


def _entry_text(number: int, day: date) -> str:
    return f"{{so: {number}, ngay: {iso_date(day)}}}"


_LAYOUT: Final = submission_layout(Orders())
"""That of a report, whatever the workspace has: number and day depend on nothing of it."""
