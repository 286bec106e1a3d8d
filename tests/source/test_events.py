"""YAML as clerks write it: what other loaders change in silence is kept, or named."""

from collections.abc import Callable
from typing import Any

import pytest

from baocao.model.diagnostic import MOST
from baocao.model.workspace import SourceFile
from baocao.source.nodes import Mapping, Scalar
from baocao.source.parsing import parse_source

Parse = Callable[[str], tuple[Any, list[Any]]]


@pytest.mark.parametrize("text", ["no", "on", "16:30", "010", "1_000", "3.110", "2025-11-31", "=", "~x"])
def test_a_plain_value_keeps_its_letters(yaml: Parse, text: str) -> None:
    root, problems = yaml(f"khoa: {text}\n")
    assert root.get("khoa").text == text
    assert problems == []


def test_every_node_knows_its_line_and_column(yaml: Parse) -> None:
    root, _ = yaml("a: 1\nb:\n  c: [2, 3]\n")
    second = root.get("b").get("c").items[1]
    assert (second.line, second.column) == (3, 10)


def test_keys_1_and_quoted_1_are_the_same_key(yaml: Parse) -> None:
    _, problems = yaml("1: a\n'1': b\n")
    assert [problem.code for problem in problems] == ["BC110"]


def test_a_repeated_key_points_to_both_places(yaml: Parse) -> None:
    _, (found,) = yaml("a: 1\nb: 2\na: 3\n")
    assert found.place.line == 3
    assert found.related[0][1].line == 1


def test_composed_and_decomposed_letters_are_the_same_key(yaml: Parse) -> None:
    _, problems = yaml("kế: 1\nke\u0302\u0301: 2\n")
    assert [problem.code for problem in problems] == ["BC111"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a:\n\tb: 1\n", "BC101"),
        ("a: 'x\n", "BC102"),
        ("a: b: c\n", "BC102"),
        ("a:\u00a03\nb: 1\n", "BC103"),
        ("a: 1\n\u00a0b: 2\n", "BC103"),
        ("%YAML 1.1\n---\na: 1\n", "BC104"),
        ("a: 1\n---\nb: 2\n", "BC105"),
        ("a: &neo 1\n", "BC106"),
        ("a: !!int 3\n", "BC107"),
        ("<<: {a: 1}\n", "BC108"),
        ("[" * 20_000, "BC109"),
        ("? [a]\n: b\n", "BC112"),
        ("a: \x07\n", "BC007"),
        ('a: "\\x07"\n', "BC007"),
        ('"a\\0": 1\n', "BC007"),
        ("a: một\u2028b: hai\n", "BC007"),
        ("a: \u0085 b\n", "BC007"),
        ("a: \ue000x\ue001\n", "BC007"),
    ],
)
def test_each_trap_has_its_own_message(yaml: Parse, text: str, code: str) -> None:
    _, problems = yaml(text)
    assert code in [problem.code for problem in problems]


def test_a_bomb_of_aliases_is_refused_without_being_unfolded(yaml: Parse) -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    _, problems = yaml(f"a0: &a0 x\n{levels}")
    assert {problem.code for problem in problems} == {"BC106"}


def test_a_block_of_text_may_hold_what_looks_like_yaml(yaml: Parse) -> None:
    root, problems = yaml("a: |\n  Kết quả:\u00a0tốt\n  <<: *x\n")
    assert problems == []
    assert isinstance(root.get("a"), Scalar)


def test_problems_before_a_syntax_error_are_kept(yaml: Parse) -> None:
    _, problems = yaml("a: &x 1\nb: 'mở\n")
    assert [problem.code for problem in problems] == ["BC106", "BC102"]


def test_what_an_escape_brings_in_makes_only_its_own_value_unreadable(yaml: Parse) -> None:
    root, (found,) = yaml('a: "\\x07"\nb: 2\n')
    assert (found.place.line, found.place.column) == (1, 4)
    assert root.get("b").text == "2"


@pytest.mark.parametrize(
    "text", ["a: &x 1\n" * 2000, "a: 1\n" * 2000, "#\x07\n" * 2000, "\u00a0a: 1\n" * 2000 + "["]
)
def test_hundreds_of_problems_are_not_all_told(yaml: Parse, text: str) -> None:
    _, problems = yaml(text)
    assert [problem.code for problem in problems].count("BC022") == 1
    assert len(problems) <= MOST + 2


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('a: "x"#2\n', 7),
        ("a: [b, c]#2\n", 10),
        ("a: [b,#c\n  d]\n", 7),
        ("a: |#c\n  d\n", 5),
        ("a: >2-#c\n  d\n", 7),
        ("a: [?b]\n", 5),
        ("a: {?b: c}\n", 5),
        ('a: {?"b": c}\n', 5),
    ],
)
def test_what_the_parser_would_lose_or_misread_in_silence_is_refused(
    yaml: Parse, text: str, column: int
) -> None:
    root, (found,) = yaml(text)
    assert root is None
    assert (found.code, found.place.line, found.place.column) == ("BC102", 1, column)


@pytest.mark.parametrize(
    "text",
    [
        'a: "b#c" #d"#e\n', "a: b#c\n", "a: |-\n  b#c\n  #d\n", "a: {? b : c}\n", "a: ?b\n", "? a\n: b\n",
        "a: [ #b?\n c]\n", "a:\n  # b?\n  ? c\n  # d?", "a: [b, #c\n d] #e\n", "# a?\n'b': c\n",
    ],
)  # fmt: skip
def test_signs_that_mean_what_they_look_like_are_read(yaml: Parse, text: str) -> None:
    root, problems = yaml(text)
    assert root is not None
    assert problems == []


@pytest.mark.parametrize(("text", "meant"), [("a: |\n  x\n   ", "x\n \n"), ("a: |+\n   ", "\n")])
def test_a_last_line_of_blanks_is_read_as_if_it_had_its_end(text: str, meant: str) -> None:
    root, problems = parse_source(SourceFile("tệp.yaml", text, text.encode()))
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert value.text == meant
    assert problems == []
