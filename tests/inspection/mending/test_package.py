"""A package is edited: what is not changed stays byte for byte, and what is refused elsewhere is here."""

import io
import zipfile

import pytest

from baocao.foreign.faults import UnreadableError
from baocao.inspection.mending.package import EditablePackage, W, parsed_root
from breaking import good_document
from office import package_parts


def test_a_package_that_was_only_looked_at_comes_back_as_the_bytes_that_came() -> None:
    data = good_document("typed report")
    package = EditablePackage(data)
    for name in package.names():
        if name.endswith((".xml", ".rels")):
            package.tree(name)
    assert package.related_name("comments") is None
    assert package.write() is data


def test_a_changed_part_is_written_and_all_others_stay_byte_for_byte_in_their_order() -> None:
    data = good_document("report")
    package = EditablePackage(data)
    body = package.tree(package.main).find(f"{W}body")
    body.find(f"{W}p").set("la", "1")
    written = package.write()
    before, after = package_parts(data), package_parts(written)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {package.main}
    assert package.write() == written


def test_an_added_part_has_its_type_and_its_relation() -> None:
    package = EditablePackage(good_document("typed report"))
    name = package.free_name("word/comments{}.xml")
    identity = package.add_part(name, b"<a/>", "application/x", "comments")
    again = EditablePackage(package.write())
    assert again.target_of(identity) == name
    assert again.related_name("comments") == name
    assert again.read(name) == b"<a/>"
    types = again.tree("[Content_Types].xml")
    assert [each.get("ContentType") for each in types if each.get("PartName") == f"/{name}"] == [
        "application/x"
    ]
    assert again.free_name("word/comments{}.xml") != name


def test_the_same_change_gives_the_same_bytes_whatever_the_clock_says() -> None:
    data = good_document("letter")
    written = []
    for _ in range(2):
        package = EditablePackage(data)
        package.tree(package.main).set("la", "1")
        written.append(package.write())
    assert written[0] == written[1]
    with zipfile.ZipFile(io.BytesIO(written[0])) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_ids_are_those_that_nothing_in_the_file_has() -> None:
    package = EditablePackage(good_document("report"))
    root = package.tree(package.main)
    root.find(f"{W}body").find(f"{W}p").set(f"{W}id", "2")
    given = package.free_ids()
    used = {each.get(f"{W}id") for each in root.iter() if each.get(f"{W}id")}
    assert not {next(given) for _ in range(50)} & used


@pytest.mark.parametrize(
    "text",
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a", '<!DOCTYPE a SYSTEM "http://example.vn/a.dtd"><a/>'],
)
def test_what_a_parser_would_expand_or_fetch_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        parsed_root("a.xml", text.encode())
