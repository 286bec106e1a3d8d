"""The rules as a list, and the page of the documentation that shows it."""

import re
import unicodedata

import pytest

from baocao.foreign.faults import PROBLEMS
from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import Rule
from baocao.model.messages import Severity
from baocao.source.forms import load_form
from support import REPOSITORY

STATE = load_form()

PAGE = (REPOSITORY / "docs" / "kiem-tra-the-thuc.md").read_text(encoding="utf-8")


def test_ids_are_unique_and_in_order() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"TT\d{3}", each) for each in ids)
    assert not set(ids) & set(PROBLEMS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_states_itself_in_one_sentence(rule: Rule) -> None:
    assert rule.check.__doc__
    assert unicodedata.is_normalized("NFC", rule.title)


def test_every_rule_has_its_article_in_the_decrees_form() -> None:
    assert list(STATE.articles) == [rule.id for rule in RULES]


@pytest.mark.parametrize(
    "rule", [each for each in RULES if STATE.articles[each.id][0].islower()], ids=lambda rule: rule.id
)
def test_what_is_only_a_custom_is_no_error(rule: Rule) -> None:
    assert rule.severity in {Severity.WARNING, Severity.NOTE}


def test_the_page_shows_every_rule_as_it_is() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| TT") and line.count("|") == 5]
    assert rows == [
        f"| {each.id} | {each.title} | {STATE.articles[each.id]} | {each.severity.value} |"
        for each in RULES
    ]


def test_the_page_shows_every_problem_of_files() -> None:
    shown = re.findall(r"^- `(TT0\d\d)`", PAGE, re.MULTILINE)
    assert shown == list(PROBLEMS)
