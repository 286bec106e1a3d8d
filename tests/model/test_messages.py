"""The catalogue of messages against the code that uses it, and against good manners."""

import ast
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import baocao
from baocao.model.messages import MESSAGES, Message, Severity

CODE = re.compile(r"BC\d{3}")
REPORTERS = {
    *("problem", "note_problem", "note_at", "_note_at"),
    *("finding_at_figure", "problem_at_figures", "problem_at_report"),
}


class Report(NamedTuple):
    """A call that reports a problem: its code, None if a variable holds it, and its details."""

    code: str | None
    details: frozenset[str]


class Source(NamedTuple):
    """What a file has of codes and of reports."""

    codes: frozenset[str]
    reports: tuple[Report, ...]
    added: frozenset[str]


def added_details(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the details that functions of the file add to those that they pass on as **details."""
    for call in nodes:
        if isinstance(call, ast.Call) and name_of(call.func) in REPORTERS:
            names = [word.arg for word in call.keywords]
            yield from (name for name in names if name and None in names)


def reporting_calls(nodes: Iterable[ast.AST]) -> Iterator[Report]:
    for call in nodes:
        if isinstance(call, ast.Call) and call.args and name_of(call.func) in REPORTERS:
            details = frozenset(word.arg for word in call.keywords if word.arg)
            if isinstance(call.args[0], ast.Constant):
                yield Report(str(call.args[0].value), details)
            elif all(word.arg for word in call.keywords):
                yield Report(None, details)


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def codes_in(nodes: Iterable[ast.AST]) -> frozenset[str]:
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return frozenset(text for text in texts if isinstance(text, str) and CODE.fullmatch(text))


def source_of(path: Path) -> Source:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return Source(codes_in(nodes), tuple(reporting_calls(nodes)), frozenset(added_details(nodes)))


FILES = sorted(Path(baocao.__file__).parent.rglob("*.py"))


@cache  # read when a test asks, not by every process that only collects
def sources() -> list[Source]:
    return [source_of(path) for path in FILES if path.name != "messages.py"]


def used_codes() -> frozenset[str]:
    return frozenset().union(*(source.codes for source in sources()))


def message_placeholders(message: Message) -> set[str]:
    texts = (message.what, message.advice)
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_code_in_use_is_in_the_catalogue() -> None:
    assert not used_codes() - MESSAGES.keys()


@pytest.mark.parametrize("code", MESSAGES)
def test_every_placeholder_is_filled_wherever_a_code_is_reported(code: str) -> None:
    """A code that reaches its report in a variable is filled by one such report of the same file."""
    wanted = message_placeholders(MESSAGES[code])
    for source in sources():
        direct = [report.details | source.added for report in source.reports if report.code == code]
        assert all(wanted <= details for details in direct)
        passed_on = [report.details for report in source.reports if report.code is None]
        if code in source.codes and not direct and passed_on:
            assert any(wanted <= details for details in passed_on)


def test_codes_are_three_digits_in_order() -> None:
    assert all(map(CODE.fullmatch, MESSAGES))
    assert list(MESSAGES) == sorted(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_texts_are_composed_letters_and_whole_sentences(code: str) -> None:
    message = MESSAGES[code]
    for text in (message.what, message.advice, message.basis):
        assert unicodedata.is_normalized("NFC", text)
        assert text == " ".join(text.split())
    assert message.what.rstrip().endswith((".", "?", "{hint}"))
    assert message.advice == "{advice}" or message.advice.endswith(".")


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_begins_with_a_capital_a_quote_or_what_it_speaks_of(code: str) -> None:
    first = MESSAGES[code].what[0]
    assert first.isupper() or first in "'{"


def test_a_hint_comes_after_the_full_stop() -> None:
    hinted = [message.what for message in MESSAGES.values() if "{hint}" in message.what]
    assert all(".{hint}" in what for what in hinted)


def test_errors_are_graver_than_warnings_and_warnings_than_notes() -> None:
    assert sorted(Severity, key=lambda each: each.rank) == [Severity.ERROR, Severity.WARNING, Severity.NOTE]
