"""Whether a table still has the headings that were confirmed."""

from collections.abc import Iterator

from baocao.features.exchange.tables.finding import Layout
from baocao.features.exchange.tables.mapping_file import headings_digest
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.table_mapping import TableMapping
from baocao.vietnamese.text import first_few, name_hint

_MOST_SHOWN = 6


def check_headings(layout: Layout, mapping: TableMapping) -> Iterator[Diagnostic]:
    """Yield what of the mapping does not fit the table: headings changed, or lines that name none."""
    texts = [heading.text for heading in layout.headings]
    if headings_digest(layout.view.along, layout.headings) != mapping.digest:
        yield problem("BC764", mapping.at, changes=_told_changes(texts, mapping))
        return
    yield from _unknown_lines(texts, mapping)
    for text in texts:
        if text not in mapping.columns:
            hint = name_hint(text, mapping.columns)
            yield problem("BC761", mapping.at, what="Ánh xạ thiếu tiêu đề của bảng", value=text, hint=hint)


def _unknown_lines(texts: list[str], mapping: TableMapping) -> Iterator[Diagnostic]:
    for text, column in mapping.columns.items():
        if text not in texts:
            place: Place = column.at if column else mapping.at
            hint = name_hint(text, texts)
            yield problem("BC761", place, what="Bảng không có tiêu đề", value=text, hint=hint)


def _told_changes(texts: list[str], mapping: TableMapping) -> str:
    """Return which headings are new, and which are gone; if neither, their order is another."""
    new = [f"'{text}'" for text in texts if text not in mapping.columns]
    gone = [f"'{text}'" for text in mapping.columns if text not in texts]
    parts = [
        f"{word} {first_few(names, _MOST_SHOWN, 'tiêu đề')}"
        for word, names in (("thêm", new), ("bớt", gone))
        if names
    ]
    return "; ".join(parts) or "thứ tự các tiêu đề"
