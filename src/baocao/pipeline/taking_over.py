"""Taking a report over from a file that somebody sent: what it changes, and the record of that file."""

from collections.abc import Iterable, Iterator, Sequence

from baocao.model.submission import IMPORTED_SHAPE, Imported
from baocao.model.workspace import SourceFile
from baocao.source.canonical.changing import Change, Changed, changed_report
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.making import made_entry, made_mapping
from baocao.source.canonical.parts import Group, Item, Text
from baocao.source.documents import top_mapping
from baocao.source.nodes import Mapping, Scalar
from baocao.vietnamese.dates import iso_date

RECORD = "nhap_tu"


def take_over(source: SourceFile, changes: Sequence[Change], imported: Imported, layout: Layout) -> Changed:
    """Return a report with the changes, and with the record of the file that they are from.

    Where nothing changes the record stays, and so it does where it is of the same file: a file that comes
    twice changes nothing. Raises UnchangeableError.
    """
    changed = changed_report(source, changes, layout)
    if changed.source is source or is_from(source, imported.sha256):
        return changed
    with_record = changed_report(source, [*changes, Change((RECORD,), _record_part(imported))], layout)
    spots = {way: spot for way, spot in with_record.spots.items() if way != (RECORD,)}
    return with_record._replace(spots=spots)


def is_from(source: SourceFile, sha256: str) -> bool:
    """Tell whether a report says that it is from the file with this digest."""
    root, _ = top_mapping(source)
    record = root.get(RECORD) if root else None
    digest = record.get(IMPORTED_SHAPE.keys[1].name) if isinstance(record, Mapping) else None
    return isinstance(digest, Scalar) and bool(sha256) and digest.text == sha256


def _record_part(imported: Imported) -> Group:
    """Return the record, without what is not known."""
    day = iso_date(imported.day) if imported.day else ""
    texts = (Text(imported.file, "'"), Text(imported.sha256, ""), Text(imported.sender, "'"), Text(day, ""))
    return made_mapping(_known_entries(texts))


def _known_entries(texts: Iterable[Text]) -> Iterator[Item]:
    yield from (
        made_entry(key.name, text)
        for key, text in zip(IMPORTED_SHAPE.keys, texts, strict=True)
        if text.text
    )
