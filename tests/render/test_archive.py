"""Reproducible zip files."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from baocao.render.archive import pack_parts, unpack_parts, with_times

NAMES = st.from_regex(r"[a-zđ]{1,6}(/[a-zé]{1,6})?\.xml", fullmatch=True)
PARTS = st.dictionaries(NAMES, st.binary(max_size=300), max_size=6)
TYPES = "[Content_Types].xml"


def zip_entries(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.infolist()


@given(PARTS)
@settings(max_examples=40, deadline=None)
def test_what_is_packed_is_unpacked(parts: dict[str, bytes]) -> None:
    assert unpack_parts(pack_parts(parts)) == parts


@given(PARTS)
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_parts_are_made_does_not_matter(parts: dict[str, bytes]) -> None:
    assert pack_parts(dict(reversed(parts.items()))) == pack_parts(parts)


@given(PARTS, PARTS)
@settings(max_examples=40, deadline=None)
def test_parts_come_after_those_of_a_base(base: dict[str, bytes], parts: dict[str, bytes]) -> None:
    own = {name: data for name, data in parts.items() if name not in base}
    packed = pack_parts(own, pack_parts(base))
    assert unpack_parts(packed) == {**base, **own}
    assert [entry.filename for entry in zip_entries(packed)] == [*sorted(base), *sorted(own)]


def test_a_base_is_not_compressed_anew() -> None:
    base = pack_parts({TYPES: b"<Types/>", "b.xml": b"b" * 1000})
    start = zip_entries(pack_parts({"a.xml": b"a"}, base))[-1].header_offset
    assert pack_parts({"a.xml": b"a"}, base)[:start] == base[:start]


def test_content_types_come_first_and_the_rest_is_sorted() -> None:
    packed = pack_parts({"word/b.xml": b"", "a.xml": b"", TYPES: b"", "_rels/.rels": b""})
    assert [entry.filename for entry in zip_entries(packed)] == [
        TYPES,
        "_rels/.rels",
        "a.xml",
        "word/b.xml",
    ]


def test_no_entry_tells_when_or_on_which_system_it_was_made() -> None:
    (entry,) = zip_entries(pack_parts({"a.xml": b"a"}))
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    assert (entry.create_system, entry.external_attr >> 16) == (3, 0o600)


def test_both_times_of_core_properties_become_the_moment() -> None:
    core = (
        b'<c><t>2024-05-06</t><dcterms:created xsi:type="x">2024-05-06T01:02:03Z</dcterms:created>'
        b"<dcterms:modified>2025-01-01T00:00:00Z</dcterms:modified></c>"
    )
    assert with_times(core, "1999-12-31T00:00:00Z") == (
        b'<c><t>2024-05-06</t><dcterms:created xsi:type="x">1999-12-31T00:00:00Z</dcterms:created>'
        b"<dcterms:modified>1999-12-31T00:00:00Z</dcterms:modified></c>"
    )
