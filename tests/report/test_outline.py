"""Nodes of which any result is told: a renderer needs to know of no feature."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile_texts as hostile
from baocao.model.unit import Unit
from baocao.report.json import outline_json
from baocao.report.markdown import Comment, Folding, outline_markdown
from baocao.report.outline import (
    Change,
    Each,
    Edited,
    Fact,
    Item,
    Made,
    Move,
    Node,
    Outline,
    Section,
    Words,
    list_section,
    nodes_in_order,
)
from baocao.report.terminal import Manner, outline_text
from baocao.vietnamese.sentences import Edit
from records import open_unit

COMMUNE = open_unit("xa-mot", name="Xã Một")


def told_outline(words: Words) -> Outline:
    items = [Item(words, {"unit": "xa-mot"})]
    return Outline((Fact("Có họp", "so", 1), list_section("hop", "Cuộc họp", items)))


def every_kind(text: str) -> list[Words]:
    who = open_unit("xa-mot", name=text)
    return [
        text,
        Change(who, text, text, text, text, text, (text,), is_number=True),
        Change(None, text, text, text, notes=(text,)),
        Move(text, who, text, text, text, "x"),
        Edited(who, text, (Edit(text, ""), Edit(f"Xã {text} họp", f"Xã {text} không họp"))),
    ]


@pytest.mark.parametrize("words", every_kind("Thôn Bốn"))
def test_a_section_of_which_no_renderer_was_told_is_in_every_format(words: Words) -> None:
    outline = told_outline(words)
    terminal, markdown = outline_text(outline, Manner(80)), outline_markdown(outline, Comment())
    assert "\nCuộc họp (1)\n" in terminal
    assert "Thôn Bốn" in terminal
    assert "<summary>Cuộc họp (1)</summary>" in markdown
    assert "Thôn Bốn" in markdown
    assert json.loads(outline_json(outline)) == {"so": 1, "hop": [{"unit": "xa-mot"}]}


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_no_letter_that_acts_gets_through_in_any_format(text: str) -> None:
    """Words that a build server obeys are taken care of at the door of the terminal."""
    for words in every_kind(text):
        outline = told_outline(words)
        for made in (
            outline_text(outline, Manner(80)),
            outline_text(outline, Manner()),
            outline_markdown(outline, Comment()),
        ):
            assert not hostile.ACTING.findall(made)


def test_a_comment_opens_folds_and_counts_as_it_is_told() -> None:
    items = [Item(f"dòng {number}") for number in range(1, 8)]
    outline = Outline((list_section("a", "Việc", items),))
    made = outline_markdown(outline, Comment({"a": Folding(opened=2, folded=3)}))
    opened, folded = made.split("<details>")
    assert opened == "**Việc (7)**\n\n- dòng 1\n- dòng 2\n\n"
    assert "<summary>Việc khác (5)</summary>" in folded
    assert "- dòng 5\n\n_… và 2 thay đổi khác._" in folded
    assert "dòng 6" not in folded


def test_a_list_that_is_not_parted_is_folded_whole() -> None:
    items = [Item(f"dòng {number}") for number in range(3)]
    outline = Outline((list_section("a", "Việc", items),))
    assert outline_markdown(outline, Comment({"a": Folding(2, parted=False)})).startswith("<details>")
    assert "<details>" not in outline_markdown(outline, Comment({"a": Folding(3, parted=False)}))


def test_sections_of_one_key_are_one_list_to_machines_and_what_stands_out_is_seen_first() -> None:
    first = list_section("a", "Lạ", [Item("một", 1)])
    second = list_section("a", "Khác", [Item("hai", 2)])
    outline = Outline((first, Fact("giữa"), second))
    assert json.loads(outline_json(outline)) == {"a": [1, 2]}
    comment = outline_markdown(Outline((first, second)), Comment({"a": Folding(opened=10, name="Việc")}))
    assert comment.startswith("**Lạ (1)**\n\n- một\n")
    assert "<summary>Việc khác (1)</summary>" in comment


def test_a_terminal_says_how_many_it_does_not_show() -> None:
    items = [Item(f"dòng {number}") for number in range(1, 4)]
    made = outline_text(Outline((list_section("a", "Việc", items, counted="dòng"),)), Manner(80, 2))
    assert made == "\nViệc (3)\n  dòng 1\n  dòng 2\n  … và 1 dòng khác.\n"


def test_counts_have_their_thousands_parted_in_every_format() -> None:
    outline = Outline((list_section("a", "Việc", Made(range(1234), lambda number: Item(str(number)))),))
    assert "Việc (1.234)" in outline_text(outline, Manner(80))
    assert "Việc (1.234)" in outline_text(outline, Manner(spaced=False))
    assert "<summary>Việc (1.234)</summary>" in outline_markdown(outline, Comment())


def test_units_of_one_name_are_two() -> None:
    units = [open_unit("xa-mot", name="Xã An"), open_unit("xa-hai", name="Xã An")]

    def shown(*whose: Unit) -> str:
        items = [Item(Change(who, "Hồ sơ", "1", "2", "+1", is_number=True)) for who in whose]
        return outline_text(Outline((list_section("a", "Số liệu", items),)), Manner(80))

    assert shown(*units).count("Xã An: Hồ sơ") == 2
    assert shown(units[0], units[0]).count("Xã An") == 1


KEYED = st.lists(st.sampled_from("abcdef"), unique=True)


@given(KEYED, KEYED, st.integers(0, 5))
def test_lines_stay_where_they_are_when_sections_are_put_in_order(
    keys: list[str], order: list[str], place: int
) -> None:
    line: Node = Fact("dòng")
    nodes: list[Node] = [Section(key, key, (), ()) for key in keys]
    nodes.insert(place, line)
    result = list(nodes_in_order(nodes, order))
    assert result.index(line) == nodes.index(line)
    named = [node.key for node in result if isinstance(node, Section)]
    known = [key for key in order if key in keys]
    assert named == known + [key for key in keys if key not in order]


def test_items_are_made_only_when_somebody_looks_at_them() -> None:
    made: list[int] = []

    def make(number: int) -> Item:
        made.append(number)
        return Item(str(number))

    items = Made(range(1000), make)
    outline_text(Outline((list_section("a", "Việc", items),)), Manner(80, 3))
    assert set(made) == {0, 1, 2}


def test_an_outline_for_each_is_an_object_for_each() -> None:
    parts = tuple(Outline((Fact(key="b", value=number), Fact(key="a", value=0))) for number in (1, 2))
    assert outline_json(Outline((Each("x", parts),)), (), ("a", "b")) == (
        '{\n "x": [\n  {\n   "a": 0,\n   "b": 1\n  },\n  {\n   "a": 0,\n   "b": 2\n  }\n ]\n}'
    )
