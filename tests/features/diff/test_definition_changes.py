"""Lines of definitions that changed, by their keys."""

from baocao.features.diff.definition_changes import definition_changes
from baocao.features.diff.records import DefinitionChange


def changed_lines(old: str, new: str, **renames: str) -> list[tuple[str, str, str]]:
    changes = definition_changes("x.yaml", old.encode(), new.encode(), renames)
    return [(each.path, each.old, each.new) for each in changes]


def test_order_quotes_comments_and_the_notation_of_numbers_do_not_count() -> None:
    old = 'a: {ten: "Một", khoang: [0, 9.999]}\nb: 1\n'
    assert changed_lines(old, "b: 1  # ghi chú\na:\n  khoang: [0, 9999]\n  ten: Một\n") == []


def test_a_quoted_code_is_no_number() -> None:
    assert changed_lines('ma: "010"\n', 'ma: "10"\n') == [("ma", "010", "10")]


def test_items_of_a_list_are_known_by_their_names() -> None:
    old = "muc:\n  - {so: I, ten: Một}\n  - {so: II, ten: Hai}\n"
    new = "muc:\n  - {so: 0, ten: Không}\n  - {so: I, ten: Một}\n  - {so: II, ten: Nhì}\n"
    assert changed_lines(old, new) == [("muc.0", "", "{so: 0, ten: Không}"), ("muc.II.ten", "Hai", "Nhì")]


def test_what_came_or_went_is_one_change() -> None:
    assert changed_lines("a: 1\n", "a: 1\nb: {c: 2, d: 3}\n") == [("b", "", "{c: 2, d: 3}")]


def test_a_renamed_key_is_compared_with_what_it_was() -> None:
    assert changed_lines("xa-a: {ten: A}\n", "xa-b: {ten: B}\n", **{"xa-a": "xa-b"}) == [
        ("xa-b.ten", "A", "B")
    ]


def test_a_whole_file_is_one_change() -> None:
    assert list(definition_changes("x.yaml", b"", b"a: 1\nb: 2\n")) == [
        DefinitionChange("x.yaml", "", "", "có tệp")
    ]
